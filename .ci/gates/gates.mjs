#!/usr/bin/env node
// Judges a built site with tools that others wrote. Usage: node gates.mjs <gate,gate|all|list> FOLDER [options].
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadSite } from './lib/site.mjs';
import { serve } from './lib/serve.mjs';
import { launch } from './lib/browser.mjs';
import { SetupError, HERE } from './lib/tools.mjs';

export const GATES = ['jsonld', 'weight', 'csp', 'nojs', 'axe'];
const OPTIONS = {
  base: { type: 'string' }, config: { type: 'string' }, jobs: { type: 'string' }, sample: { type: 'string' }, pages: { type: 'string' },
  json: { type: 'string' }, max: { type: 'string' }, only: { type: 'string' }, skip: { type: 'string' }, 'clean-urls': { type: 'boolean' }, 'allow-missing': { type: 'string' },
  csp: { type: 'string' }, budget: { type: 'string' }, help: { type: 'boolean' },
};
const pairs = (s) => (s ? Object.fromEntries(s.split(',').map((x) => { const [k, v] = x.split('='); return [k.trim(), Number(v)]; })) : undefined);
const list = (s) => (s ? s.split(',').map((x) => x.trim()).filter(Boolean) : undefined);
const camel = (o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k.replace(/-(\w)/g, (_, c) => c.toUpperCase()), v]));
const num = (s) => (s === undefined ? undefined : Number(s));

// One browser and one host for all gates of a run.
export class Context {
  constructor(site, opts = {}) { this.site = site; this.opts = opts; this.jobs = opts.jobs || 2; }
  browser() { return (this._b ??= launch()); }
  host() { return (this._h ??= serve(this.site, { cleanUrls: this.opts.cleanUrls })); }
  async close() { if (this._h) await (await this._h).close(); if (this._b) await (await this._b).close().catch(() => {}); }
}
export async function runGate(name, site, opts, ctx) {
  const m = await import(`./gates/${name}.mjs`);
  const t = Date.now();
  const r = await m.gate(site, opts, ctx);
  r.seconds = (Date.now() - t) / 1000;
  return r;
}

async function main() {
  const { values: v, positionals: pos } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [cmd, dir] = pos;
  if (!cmd || v.help) { console.log(`node gates.mjs ${GATES.join(',')} FOLDER`); return v.help ? 0 : 2; }
  if (cmd === 'list') { for (const g of GATES) console.log(`${g.padEnd(11)} ${(await import(`./gates/${g}.mjs`)).about}`); return 0; }
  const names = cmd === 'all' ? (list(v.only) || GATES).filter((g) => !(list(v.skip) || []).includes(g)) : cmd.split(',');
  const bad = names.find((n) => !GATES.includes(n));
  if (bad || !dir) { console.error(bad ? `no gate "${bad}" (${GATES.join(', ')})` : 'name the folder with the built site'); return 2; }
  const cfg = v.config ? JSON.parse(fs.readFileSync(v.config, 'utf8')) : {};
  for (const ig of cfg.ignores || []) if (!ig.gate || !ig.match || !ig.why) throw new SetupError('each of "ignores" needs "gate", "match" and "why"');
  const cli = { base: v.base, jobs: num(v.jobs), sample: num(v.sample), pages: list(v.pages), cleanUrls: v['clean-urls'], allowMissing: list(v['allow-missing']), csp: v.csp, budget: pairs(v.budget) };
  for (const k of Object.keys(cli)) if (cli[k] === undefined) delete cli[k];
  const { ignores = [], gates: perGate = {}, ...common } = cfg;
  const site = loadSite(dir, { base: cli.base ?? common.base });
  const ctx = new Context(site, { jobs: cli.jobs ?? common.jobs, cleanUrls: cli.cleanUrls ?? common.cleanUrls });
  const reports = [];
  let failed = 0, broken = 0;
  const t = Date.now();
  try {
    for (const name of names) {
      const opts = { ...camel(common), ...camel(perGate[name] || {}), ...cli, ignores };
      try {
        const r = await runGate(name, site, opts, ctx);
        if (names.length > 1) console.log(`-- ${name}`);
        r.print(num(v.max) ?? 20);
        reports.push(r); if (!r.pass) failed++;
      } catch (e) { broken++; console.log(`GATE ${name} BROKEN ${e instanceof SetupError ? e.message : e.stack}`); }
    }
  } finally { await ctx.close(); }
  const used = new Set(reports.flatMap((r) => [...r.usedIgnores]));
  for (const ig of ignores) if (names.includes(ig.gate) && !used.has(ig)) console.log(`note: the ignore /${ig.match}/ for ${ig.gate} matched nothing`);
  if (v.json) fs.writeFileSync(v.json, JSON.stringify({ base: site.base.href, pages: site.pages.length, seconds: (Date.now() - t) / 1000, gates: reports.map((r) => ({ gate: r.gate, pass: r.pass, figures: r.figures, seconds: r.seconds, ignored: r.ignored, findings: r.findings })) }, null, 1));
  if (names.length > 1) console.log(`${names.length - failed - broken} passed, ${failed + broken} failed`);
  return broken ? 2 : failed ? 1 : 0;
}
if (process.argv[1] && fs.realpathSync(process.argv[1]) === path.join(fs.realpathSync(HERE), 'gates.mjs')) {
  main().then((c) => { process.exitCode = c; }, (e) => { console.error(e instanceof SetupError ? e.message : e.stack); process.exitCode = 2; });
}

// Finding and running the outside programs. A missing one is a set-up fault (exit 2), never a pass.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export class SetupError extends Error {}

export function which(...names) {
  for (const n of names) for (const d of (process.env.PATH || '').split(path.delimiter)) {
    const f = path.join(d, n);
    try { fs.accessSync(f, fs.constants.X_OK); if (fs.statSync(f).isFile()) return f; } catch { /* next */ }
  }
  return null;
}
export function need(name, hint, ...names) {
  const f = which(...(names.length ? names : [name]));
  if (!f) throw new SetupError(`${name} not found: ${hint}`);
  return f;
}
export function chromiumPath() {
  const env = process.env.CHROMIUM || process.env.CHROME_PATH;
  if (env && !fs.existsSync(env)) throw new SetupError(`no browser at ${env}`);
  return env || need('chromium', 'apt-get install chromium, or set CHROMIUM', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
}

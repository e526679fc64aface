// The preview's half in the browser: asks what changed, morphs the page that is shown, lists findings.
//
// In: the server's events, and the page as it is now. Out: the same tab, brought up to date.
// Invariant: what the reader did (scrolled, focused, selected, typed, opened) outlives a change, and a
// page whose bytes are the same is not touched. Built for one script tag: the server adds it, and it
// takes itself out of the document, so that what is shown is what `build` writes.
(() => {
  "use strict";

  const RETRY = 500;
  const SHEET_LIMIT = 3000;
  const PATIENCE = 30000;
  const COLLAPSED = "chancery-panel-collapsed";
  const PLURAL = { error: "errors", warning: "warnings" };

  const tag = document.currentScript;
  if (!tag || window.__chancery) return;
  const service = new URL(".", tag.src);
  const own = tag.src;
  /** What the page that is shown was made from. */
  const page = { boot: tag.dataset.boot, generation: Number(tag.dataset.generation) };
  /** The newest that the server told of. */
  const newest = { ...page };
  tag.remove();

  /** The page as the server last gave it, in the browser's own spelling. */
  let seen = document.documentElement.outerHTML;
  let head = new Set([...document.head.children].map((node) => node.outerHTML));
  let scripts = running(document);
  let etag = tag.dataset.etag ? `"${tag.dataset.etag}"` : null;
  let shown = performance.getEntriesByType("navigation")[0]?.responseStatus || 200;
  let place = null;

  // ---- The stream -------------------------------------------------------------------------------

  // A browser opens six connections to a server, which tabs that are shown at once would soon hold.
  // Whichever of them holds the lock listens, and tells the others what it hears.
  const name = `chancery ${service}`;
  const tabs = navigator.locks && new BroadcastChannel(name);
  let stream = null;
  let retry = 0;
  let leaving = null;

  function open() {
    close();
    if (document.hidden) return;
    if (!tabs) return listen();
    leaving = new AbortController();
    const { signal } = leaving;
    const held = () => new Promise((release) => {
      signal.addEventListener("abort", release, { once: true });
      if (signal.aborted) release();
      else listen();
    });
    // Who leaves before its turn came is told so as an error; a browser that gives no lock is no reason to be deaf.
    navigator.locks.request(name, { signal }, held).catch(() => signal.aborted || listen());
    tabs.postMessage(null);
  }

  function listen() {
    const query = new URLSearchParams({ since: page.generation, boot: page.boot });
    stream = new EventSource(`${service}events?${query}`);
    stream.addEventListener("hello", hear);
    stream.addEventListener("change", hear);
    stream.addEventListener("bye", again);
    // The browser's own way to come back takes seconds, and asks for what was missing long ago.
    stream.addEventListener("error", again);
  }

  function close() {
    leaving?.abort();
    leaving = null;
    hush();
  }

  function hush() {
    clearTimeout(retry);
    stream?.close();
    stream = null;
  }

  function again() {
    hush();
    retry = setTimeout(listen, RETRY);
  }

  function hear(event) {
    const said = JSON.parse(event.data);
    tabs?.postMessage(said);
    take(said);
  }

  // Without words it is the question of a tab that was just shown.
  if (tabs) tabs.onmessage = ({ data }) => {
    if (data && !document.hidden) take(data);
    else if (!data && stream && known.boot) tabs.postMessage(known);
  };

  function take(said) {
    newest.boot = said.boot ?? newest.boot;
    newest.generation = said.generation;
    known = said;
    list();
    if (newest.boot !== page.boot || newest.generation > page.generation) refresh();
  }

  // A browser opens six connections to a server; hidden tabs must not hold them.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && open());

  // ---- The page ---------------------------------------------------------------------------------

  let busy = false;
  let wanted = false;

  /** Brings the page up to date; what is asked for meanwhile is done once, afterwards. */
  async function refresh() {
    wanted = true;
    if (busy) return;
    busy = true;
    while (wanted) {
      wanted = false;
      const made = { ...newest };
      try {
        await renew();
        if (made.boot !== page.boot) born = 0;
        Object.assign(page, made);
        renewFiles();
      } catch {
        // The server went away meanwhile: it says hello when it is back, and this is done again.
        if (stream) again();
        else setTimeout(() => tabs?.postMessage(null), RETRY);
      }
    }
    busy = false;
  }

  async function renew() {
    const headers = etag ? { "If-None-Match": etag } : {};
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(location.href, { headers, signal, cache: "no-store" });
    if (answer.status === 304) return;
    if (answer.redirected) return location.replace(answer.url);
    const text = await answer.text();
    if (!/^text\/html\b/.test(answer.headers.get("Content-Type") ?? "")) return;
    const next = new DOMParser().parseFromString(text, "text/html");
    const theirs = next.querySelector('script[src*="/__chancery/live.js"]');
    const client = theirs && new URL(theirs.getAttribute("src"), location.href).href;
    trouble = troubleOf(theirs);
    list();
    theirs?.remove();
    // A page that cannot be rendered any more stays as it was; one that never could is explained.
    if (answer.status >= 500 && shown < 500) return;
    try {
      show(next, answer.status, client ?? own);
    } catch {
      // A page that is neither the old one nor the new one must not stay.
      return location.reload();
    }
    etag = answer.headers.get("ETag");
  }

  function show(next, status, client) {
    const html = next.documentElement.outerHTML;
    if (html === seen) return;
    // Scripts cannot be taken back, nor run again as if for the first time.
    const others = running(next);
    if (client !== own || others !== scripts) return location.reload();
    seen = html;
    scripts = others;
    // A page that is gone for a moment, as while it is renamed, comes back where it was.
    if (status === 404 && shown !== 404) place = { x: scrollX, y: scrollY };
    for (const node of next.querySelectorAll("noscript")) node.textContent = node.innerHTML;
    renewHead(next.head);
    keeping(() => morph(next));
    if (status !== 404 && shown === 404 && place) scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    shown = status;
  }

  /** Tells scripts apart that run; JSON-LD and the like are text. */
  function running(root) {
    const runs = (node) => /^$|^module$|javascript/i.test(node.type);
    return JSON.stringify([...root.scripts].filter(runs).map((node) => node.outerHTML));
  }

  // ---- Files whose address stays -----------------------------------------------------------------

  /** The generation that all files which the page uses are at least of. */
  let born = page.generation;
  const MARK = "chancery";
  /** Sheets as the server's page has them, where their address was marked. */
  const unmarked = new WeakMap();
  const written = (node) => unmarked.get(node) ?? node.outerHTML;

  /** Loads pictures, sheets and scripts anew whose bytes changed; the page itself does not tell. */
  function renewFiles() {
    const changed = new Map((known.files ?? []).filter(([, generation]) => generation > born));
    if (changed.size === 0) return;
    const current = (value, base = location.href) => {
      if (!URL.canParse(value, base)) return null;
      const url = new URL(value, base);
      // What carries a hash of its bytes in its address has another address already.
      const generation = !url.searchParams.has("v") && changed.get(url.pathname);
      if (!generation || url.searchParams.get(MARK) === String(generation)) return null;
      url.searchParams.set(MARK, generation);
      return url.href;
    };
    const runs = [...document.scripts].filter((node) => node.src && current(node.src));
    if (runs.length > 0) return location.reload();
    const each = (selector, name, fresh) => {
      for (const node of document.body.querySelectorAll(selector)) {
        const value = node.getAttribute(name);
        const now = fresh(value);
        if (now && now !== value) node.setAttribute(name, now);
      }
    };
    for (const name of ["src", "poster", "data"]) each(`[${name}]`, name, current);
    each("svg image[href], svg use[href]", "href", current);
    // Its other words (`2x`, `640w`) are addresses of no file.
    each("[srcset]", "srcset", (set) => set.replace(/[^\s,](\S*[^\s,])?/g, (word) => current(word) ?? word));
    for (const old of [...document.head.children].filter((node) => isSheet(node) && !retiring.has(node))) {
      const url = current(old.getAttribute("href") ?? "");
      if (!url) continue;
      const fresh = old.cloneNode();
      fresh.setAttribute("href", url);
      unmarked.set(fresh, written(old));
      old.after(fresh);
      retire([old], [fresh]);
    }
    for (const sheet of document.styleSheets) if (!renewRules(sheet, current)) return location.reload();
  }

  /** Gives pictures that a sheet names their new address; false where it takes in a sheet that changed. */
  function renewRules(sheet, current) {
    const within = (rules) => [...rules].every((rule) => {
      if (rule.styleSheet) return !current(rule.href, sheet.href ?? location.href) && renewRules(rule.styleSheet, current);
      for (const name of rule.style ?? []) {
        const value = rule.style.getPropertyValue(name);
        const now = value.replace(/url\(\s*(["']?)(.*?)\1\s*\)/g, (all, _, url) => {
          const fresh = current(url, sheet.href ?? location.href);
          return fresh ? `url("${fresh}")` : all;
        });
        if (now !== value) rule.style.setProperty(name, now, rule.style.getPropertyPriority(name));
      }
      return within(rule.cssRules ?? []);
    });
    try {
      return within(sheet.cssRules);
    } catch {
      // Of another host, or not loaded yet.
      return true;
    }
  }

  /** Puts the new head's elements where they belong, and leaves alone what scripts of the page added. */
  function renewHead(next) {
    const left = [...document.head.children].filter((node) => !retiring.has(node));
    const fresh = [];
    let after = null;
    for (const node of next.children) {
      const at = left.findIndex((old) => old.isEqualNode(node) || unmarked.get(old) === node.outerHTML);
      if (at >= 0) {
        [after] = left.splice(at, 1);
        continue;
      }
      const added = document.importNode(node, true);
      // A new edition of a sheet stands behind the old one: the cascade's order stays.
      const older = isSheet(node) && left.find((old) => isSheet(old) && file(old) === file(node));
      if (older || after) (older || after).after(added);
      else document.head.prepend(added);
      after = added;
      if (isSheet(added)) fresh.push(added);
    }
    const gone = left.filter((node) => head.has(written(node)));
    for (const node of gone) if (!isSheet(node)) node.remove();
    retire(gone.filter(isSheet), fresh);
    head = new Set([...next.children].map((node) => node.outerHTML));
  }

  const retiring = new Set();
  const isSheet = (node) => node.localName === "link" && node.relList.contains("stylesheet");
  const file = (link) => new URL(link.getAttribute("href") ?? "", location.href).pathname;

  /** Takes sheets away when those that replace them are there: no moment without a style. */
  async function retire(old, fresh) {
    for (const node of old) retiring.add(node);
    const settled = fresh.map((node) => new Promise((done) => {
      node.addEventListener("load", done, { once: true });
      node.addEventListener("error", done, { once: true });
      setTimeout(done, SHEET_LIMIT);
    }));
    await Promise.all(settled);
    for (const node of old) {
      retiring.delete(node);
      node.remove();
    }
    // The new sheets name their pictures as they are written.
    renewFiles();
  }

  function morph(next) {
    Idiomorph.morph(document.documentElement, next.documentElement, {
      head: { style: "none" },
      restoreFocus: true,
      callbacks: {
        beforeNodeRemoved: (node) => node !== host,
        beforeAttributeUpdated: (name, node) => !isReaders(name, node),
      },
    });
  }

  /** Tells whether an attribute says what the reader did, and not what the page says. */
  function isReaders(name, node) {
    if (name === "open") return node.localName === "details" || node.localName === "dialog";
    if (name === "value" && "defaultValue" in node) {
      return node === document.activeElement || node.value !== node.defaultValue;
    }
    if (name === "checked") return node.checked !== node.defaultChecked;
    if (name === "selected") return node.selected !== node.defaultSelected;
    return false;
  }

  /** Changes the page, and keeps the focus and the selected text. */
  function keeping(change) {
    const selection = getSelection();
    const ends = ["anchor", "focus"].map((end) => {
      const node = selection[`${end}Node`];
      return { node, offset: selection[`${end}Offset`], text: node?.nodeValue };
    });
    const active = document.activeElement;
    change();
    if (active?.id && active !== document.activeElement && document.activeElement === document.body) {
      document.getElementById(active.id)?.focus({ preventScroll: true });
    }
    if (!ends.every(({ node }) => node?.isConnected)) return;
    const [anchor, focus] = ends.map(moved);
    if (selection.anchorNode === ends[0].node && selection.anchorOffset === anchor
      && selection.focusNode === ends[1].node && selection.focusOffset === focus) return;
    selection.setBaseAndExtent(ends[0].node, anchor, ends[1].node, focus);
  }

  /** Tells where a place in a text is now: counted from its start, or behind the change from its end. */
  function moved({ node, offset, text }) {
    const now = node.nodeValue;
    if (now === null || text === null) return Math.min(offset, node.childNodes.length);
    let same = 0;
    while (same < now.length && same < text.length && now[same] === text[same]) same += 1;
    return offset <= same ? offset : Math.max(same, now.length - (text.length - offset));
  }

  // ---- The panel --------------------------------------------------------------------------------

  let host = null;
  let listed = "[[],0]";
  /** What the server last said, and what stands against this page alone. */
  let known = { findings: [], more: 0 };
  let trouble = troubleOf(tag);

  function troubleOf(script) {
    return JSON.parse(script?.dataset.trouble ?? "[]");
  }

  /** Lists the findings; none, no panel. Only text is ever made from what they say. */
  function list() {
    const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
    const others = known.findings.filter((one) => !trouble.some((own) => same(own, one)));
    const findings = [...trouble, ...others];
    const more = known.more ?? 0;
    const told = JSON.stringify([findings, more]);
    if (told === listed) return;
    listed = told;
    const held = host?.shadowRoot.activeElement;
    host?.remove();
    host = null;
    if (findings.length === 0) return;
    host = panel(findings.sort((a, b) => rank(a) - rank(b)), more);
    document.documentElement.append(host);
    if (held) host.shadowRoot.querySelector("button").focus({ preventScroll: true });
  }

  const rank = ({ severity }) => (severity === "error" ? 0 : 1);

  function panel(findings, more) {
    const host = document.createElement("chancery-panel");
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    const items = make("ol", { id: "findings", tabIndex: 0 }, findings.map(item));
    if (more > 0) items.append(make("li", {}, [`and ${more} more: \`chancery check\` lists them all`]));
    const toggle = make("button", { type: "button", className: "toggle" }, [
      make("span", { role: "status" }, [summary(findings)]),
    ]);
    toggle.setAttribute("aria-controls", "findings");
    const fold = (folded) => {
      items.hidden = folded;
      toggle.setAttribute("aria-expanded", String(!folded));
    };
    fold(sessionStorage.getItem(COLLAPSED) === "yes");
    toggle.addEventListener("click", () => {
      fold(!items.hidden);
      sessionStorage.setItem(COLLAPSED, items.hidden ? "yes" : "no");
    });
    const shut = make("button", { type: "button", className: "close" }, ["Close"]);
    shut.title = "Close until the findings change";
    shut.addEventListener("click", () => host.remove());
    const region = make("section", { role: "region" }, [make("header", {}, [toggle, shut]), items]);
    region.setAttribute("aria-label", "Findings of Chancery");
    new ResizeObserver(() => room(host.isConnected ? region.offsetHeight : 0)).observe(region);
    root.append(region);
    return host;
  }

  const below = new CSSStyleSheet();
  document.adoptedStyleSheets.push(below);

  /** Lets the end of the page be scrolled above the panel. */
  function room(height) {
    below.replaceSync(height ? `@media screen { html { padding-block-end: ${height}px; scroll-padding-block-end: ${height}px; } }` : "");
  }

  function summary(findings) {
    const count = (kind) => findings.filter(({ severity }) => severity === kind).length;
    const counts = Object.keys(PLURAL).map((kind) => [count(kind), kind]).filter(([many]) => many > 0);
    return counts.map(([many, kind]) => `${many} ${many === 1 ? kind : PLURAL[kind]}`).join(", ");
  }

  function item({ code, severity, message, help, file, line, column, url }) {
    const place = `${file}:${line}:${column}`;
    const safe = url && URL.canParse(url) && new URL(url).protocol !== "javascript:";
    return make("li", { className: severity }, [
      make("p", {}, [make("strong", {}, [severity]), ` ${message} `, make("code", {}, [code])]),
      help ? make("p", { className: "help" }, [help]) : null,
      make("p", { className: "place" }, [safe ? make("a", { href: url }, [place]) : place]),
    ]);
  }

  function make(name, properties, children) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children.filter((child) => child !== null));
    return node;
  }

  function sheet() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      :host { all: initial; position: fixed; z-index: 2147483647; inset: auto 0 0 0; color-scheme: light dark; }
      section { font: 15px/1.45 system-ui, sans-serif; color: light-dark(#1a1e23, #e9e7e2);
        background: light-dark(#fff, #1d2126); border-block-start: 3px solid light-dark(#94191c, #f7aea7);
        box-shadow: 0 -2px 12px rgb(0 0 0 / 25%); }
      header { display: flex; gap: 1rem; justify-content: space-between; padding: .4rem 1rem; }
      button { font: inherit; font-weight: 600; color: inherit; background: none; border: 1px solid currentColor;
        border-radius: 4px; padding: .15rem .6rem; cursor: pointer; }
      .toggle { border-color: transparent; text-align: start; }
      .toggle::before { content: "▸ "; }
      .toggle[aria-expanded=true]::before { content: "▾ "; }
      :focus-visible { outline: 3px solid light-dark(#1656c4, #ffd166); outline-offset: 1px; }
      ol { list-style: none; margin: 0; padding: 0 1rem; max-block-size: 40vh; overflow: auto; }
      li { padding: .5rem 0; border-block-start: 1px solid light-dark(#dad5ca, #383d44); overflow-wrap: anywhere; }
      p { margin: 0; }
      strong { text-transform: capitalize; }
      .error strong { color: light-dark(#94191c, #f7aea7); }
      .warning strong { color: light-dark(#714600, #f1c97f); }
      code, .place { font: 13px/1.5 ui-monospace, monospace; color: light-dark(#525a63, #b0b5bb); }
      a { color: light-dark(#14467f, #9fc4f6); }
      [hidden] { display: none; }
      @media print { :host { display: none; } }`);
    return sheet;
  }

  window.__chancery = { page };
  list();
  open();
})();

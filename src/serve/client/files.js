// Files whose address stays when their bytes change: pictures, films, style sheets.
//
// In: the files that changed. Out: the same elements, with an address that the browser has not loaded yet.
// Invariant: the page is never without a style.

/** How long a new sheet may take before the old one goes, in milliseconds. */
const SHEET_LIMIT = 3000;
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

// The panel: what is wrong, this page's findings first, with links into the editor.
//
// In: the findings of the site, and those of this page alone. Out: a list at the foot of the window. Invariant: it
// contains only text; closed, it stays closed until there is a finding that was not there then.

const FOLDED = "chancery-panel-folded";
const CLOSED = "chancery-panel-closed";
const PLURAL = { error: "errors", warning: "warnings" };
const GONE = {
  ended: "The preview has ended. Start it again with `chancery serve`: this page follows by itself.",
  lost: "The preview does not answer. This page follows again as soon as it does.",
};

/** The findings that keep the server from rendering this page as it is now. */
let trouble = troubleOf(tag);
/** The panel; it is made once, and in the document while there is something to say. */
let panel = null;

function troubleOf(script) {
  return JSON.parse(script?.dataset.trouble ?? "[]");
}

/** Two findings are the same if only their line differs. */
function keyOf({ code, message, file }) {
  return JSON.stringify([code, message, file]);
}

/** Lists the findings; none, no panel. */
function listFindings() {
  const same = (one, other) => keyOf(one) === keyOf(other);
  const others = known.findings.filter((one) => !trouble.some((mine) => same(mine, one)));
  const findings = [...trouble, ...others];
  const keys = new Set(findings.map(keyOf));
  // Before the server has spoken, nothing is known to be mended.
  const closed = closedKeys().filter((key) => keys.has(key) || !known.boot);
  sessionStorage.setItem(CLOSED, JSON.stringify(closed));

  // The page of all findings needs no list of them at its foot.
  const isListed = location.pathname.endsWith("/__chancery/findings");
  const isOpen = known.gone || !isListed && findings.some((one) => !closed.includes(keyOf(one)));
  if (!isOpen) {
    panel?.host.remove();
    panel?.observer.disconnect();
    panel = null;
    room(0);
    return;
  }

  panel ??= makePanel();
  fillPanel(findings, known.more ?? 0);
}

function closedKeys() {
  try {
    return JSON.parse(sessionStorage.getItem(CLOSED) ?? "[]");
  } catch {
    return [];
  }
}

function makePanel() {
  const host = make("chancery-panel", { lang: "en", dir: "ltr" });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [panelSheet()];

  const gone = make("p", { className: "gone" });
  const summary = make("span");
  const items = make("ol", { id: "findings", tabIndex: 0 });
  const toggle = make("button", { type: "button", className: "toggle" }, [summary]);
  toggle.setAttribute("aria-controls", "findings");
  const fold = (folded) => {
    items.hidden = folded;
    toggle.setAttribute("aria-expanded", String(!folded));
  };
  fold(sessionStorage.getItem(FOLDED) === "yes");
  toggle.addEventListener("click", () => {
    fold(!items.hidden);
    sessionStorage.setItem(FOLDED, items.hidden ? "yes" : "no");
  });

  const shut = make("button", { type: "button", className: "close", title: "Close until there is a new finding" }, ["Close"]);
  shut.addEventListener("click", () => {
    const all = [...trouble, ...known.findings].map(keyOf);
    sessionStorage.setItem(CLOSED, JSON.stringify(all));
    known = { ...known, gone: null };
    listFindings();
  });

  const header = make("header", {}, [toggle, shut]);
  const region = make("section", { role: "region" }, [gone, header, items]);
  region.setAttribute("aria-label", "Findings of Chancery");
  const observer = new ResizeObserver(() => room(host.isConnected ? region.offsetHeight : 0));
  observer.observe(region);
  root.append(region);
  document.documentElement.append(host);

  return { host, observer, gone, header, summary, items, toggle };
}

function fillPanel(findings, more) {
  const { gone, summary, items, toggle } = panel;
  gone.textContent = GONE[known.gone] ?? "";
  gone.hidden = !known.gone;
  toggle.hidden = findings.length === 0;

  const words = summaryOf(findings);
  if (summary.textContent !== words) summary.textContent = words;
  announce([gone.textContent, words].filter(Boolean).join(" "));

  const rank = ({ file, severity }) => (file === source ? 0 : 2) + (severity === "error" ? 0 : 1);
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b));
  const mine = sorted.filter(({ file }) => file === source).length;
  const wanted = sorted.map((one, at) => ({ key: occurrence(sorted, at), made: () => item(one) }));
  const title = (words) => ({ key: words, made: () => make("li", { className: "title" }, [words]) });
  if (mine > 0 && mine < sorted.length) {
    wanted.splice(mine, 0, title("On other pages"));
    wanted.unshift(title("On this page"));
  }
  if (more > 0) wanted.push(title(`and ${more} more: \`chancery check\` lists them all`));

  keepingPlace(items, () => renewItems(items, wanted));
}

/** Returns a key that stays while only lines shift: that of a finding, and how many of the same come before it. */
function occurrence(findings, at) {
  const key = keyOf(findings[at]);
  const before = findings.slice(0, at).filter((one) => keyOf(one) === key).length;

  return `${key} ${before}`;
}

const itemKeys = new WeakMap();

/** Brings a list to what it should be, and leaves alone the items that stay. */
function renewItems(list, wanted) {
  const old = new Map([...list.children].map((node) => [itemKeys.get(node), node]));
  const keep = new Set(wanted.map(({ key }) => key));
  for (const [key, node] of old) if (!keep.has(key)) node.remove();

  let at = list.firstElementChild;
  for (const { key, made } of wanted) {
    const known = old.get(key);
    const node = known ?? made();
    itemKeys.set(node, key);
    // Its line and its link may be others, and the focus may be on it.
    if (known) align(modelOf(known), made());
    if (node === at) at = at.nextElementSibling;
    else list.insertBefore(node, at);
  }
}

/** Changes a list that scrolls, and keeps its first item in sight in its place. */
function keepingPlace(list, change) {
  const top = list.scrollTop;
  const first = top > 0 ? [...list.children].find((node) => node.offsetTop + node.offsetHeight > list.offsetTop + top) : null;
  const offset = first ? first.offsetTop - top : 0;

  change();

  if (first?.isConnected) list.scrollTop = first.offsetTop - offset;
  else list.scrollTop = top;
}

const below = new CSSStyleSheet();
document.adoptedStyleSheets.push(below);

let roomMade = 0;

/** Lets the end of the page be scrolled above the panel. */
function room(height) {
  if (height === roomMade) return;

  roomMade = height;
  below.replaceSync(height ? `@media screen { html { padding-block-end: ${height}px; scroll-padding-block-end: ${height}px; } }` : "");
  liftBar(height);
}

function summaryOf(findings) {
  const count = (kind) => findings.filter(({ severity }) => severity === kind).length;
  const counts = Object.keys(PLURAL).map((kind) => [count(kind), kind]).filter(([many]) => many > 0);

  return counts.map(([many, kind]) => `${many} ${many === 1 ? kind : PLURAL[kind]}`).join(", ");
}

function item({ code, severity, message, help, file, line, column, url }) {
  const place = `${file}:${line}:${column}`;

  return make("li", { className: severity }, [
    make("p", {}, [make("strong", {}, [severity]), ` ${message} `, make("code", {}, [code])]),
    help ? make("p", { className: "help" }, [help]) : null,
    make("p", { className: "place" }, [isSafe(url) ? make("a", { href: url }, [place]) : place]),
  ]);
}

/** Tells whether an address opens something and runs nothing. */
function isSafe(url) {
  return Boolean(url) && URL.canParse(url) && new URL(url).protocol !== "javascript:";
}

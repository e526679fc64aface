// The bar: what those who write want to know about the page, small and out of the way.
//
// In: what the server knows about the page that is shown. Out: a button in the corner, and what it opens.
// Invariant: it contains only text, works by keyboard, and is never part of a built site.

const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
/** How many records, pages and other things a list shows at most. */
const LISTED_MAX = 30;

const bar = makeBar();
/** The blocks of this page that changed last. */
let changedBlocks = [];

function makeBar() {
  const host = make("chancery-bar", { lang: "en", dir: "ltr" });
  const root = host.attachShadow({ mode: "open" });
  const lift = new CSSStyleSheet();
  root.adoptedStyleSheets = [barSheet(), lift];

  const menu = make("div", { className: "menu", id: "menu", hidden: true, tabIndex: -1 });
  const said = make("p", { className: "said", hidden: true });
  const moment = make("span", { className: "moment" });
  const handle = make("button", { type: "button", className: "handle", title: "Alt+Shift+C" }, ["Chancery", moment]);
  handle.setAttribute("aria-controls", "menu");
  handle.setAttribute("aria-expanded", "false");
  handle.addEventListener("click", () => openMenu(menu.hidden));
  // One region for all that is said, made once: a new one would not be read out.
  const live = make("p", { className: "unseen", role: "status" });

  const section = make("section", { role: "region" }, [menu, said, handle]);
  section.setAttribute("aria-label", "Chancery, for those who write");
  section.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    openMenu(false);
    handle.focus();
  });
  root.append(section, live);
  document.documentElement.append(host);

  return { host, root, lift, menu, said, moment, handle, live };
}

/** Keeps the bar above the panel; in a low window its open menu lies over it. */
function liftBar(height) {
  bar.lift.replaceSync(`:host { --lift: ${height}px; }`);
}

/** Says something to those who do not see the page. */
function announce(words) {
  if (bar.live.textContent !== words) bar.live.textContent = words;
}

let hushing = 0;

/** Says something for a few seconds. */
function say(words) {
  clearTimeout(hushing);
  bar.said.textContent = words;
  bar.said.hidden = false;
  announce(words);
  hushing = setTimeout(() => { bar.said.hidden = true; }, 6000);
}

/** Remembers what changed on this page. */
function remember(changed) {
  // A block within another one is shown with it.
  const blocks = changed.filter((node) => !changed.some((other) => other !== node && other.contains(node)));
  if (blocks.length > 0) changedBlocks = [...new Set(blocks)];
}

/** Puts the bar where the lines of the page end. */
function placeBar() {
  bar.host.toggleAttribute("left", getComputedStyle(document.body).direction === "rtl");
}

/** Brings the bar up to date. */
function showBar() {
  const moment = asOf();
  placeBar();
  bar.moment.textContent = moment ? `as of ${moment.replace("T", ", ")}` : "";
  if (!bar.menu.hidden) fillMenu();
}

function openMenu(isOpen) {
  bar.menu.hidden = !isOpen;
  bar.host.toggleAttribute("open", isOpen);
  bar.handle.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) fillMenu();
}

async function fillMenu() {
  let desk;
  try {
    const answer = await fetch(asked("desk"), { cache: "no-store" });
    desk = await answer.json();
  } catch {
    return say("The preview does not answer");
  }

  const focused = bar.root.activeElement?.id;
  const top = bar.menu.scrollTop;
  const parts = [changePart(desk), pagePart(desk), momentPart(desk), heldPart(desk), findingsPart(), recordsPart(desk)];
  renewParts(parts.filter(Boolean));
  bar.menu.scrollTop = top;
  if (focused && focused !== bar.root.activeElement?.id) bar.root.getElementById(focused)?.focus();

  return undefined;
}

const menuParts = new Map();

/** Brings the menu to what it should be, and leaves alone the parts that say what they said. */
function renewParts(parts) {
  const before = [...bar.menu.children];
  const kept = parts.map((part) => {
    const known = menuParts.get(part.firstChild.textContent);
    // Compared with what was written, since details are opened and words typed.
    if (known && before.includes(known.node) && known.written === part.outerHTML) return known.node;

    menuParts.set(part.firstChild.textContent, { node: part, written: part.outerHTML });
    return part;
  });

  for (const node of before) if (!kept.includes(node)) node.remove();
  for (const [number, node] of kept.entries()) {
    if (bar.menu.children[number] !== node) bar.menu.insertBefore(node, bar.menu.children[number] ?? null);
  }
}

function part(title, children) {
  return make("div", { className: "part" }, [make("h2", {}, [title]), ...children]);
}

function note(words) {
  return make("p", { className: "note" }, [words]);
}

function button(words, id, action) {
  const node = make("button", { type: "button", id }, [words]);
  node.addEventListener("click", action);

  return node;
}

function listOf(items) {
  const more = items.length - LISTED_MAX;
  const shown = items.slice(0, LISTED_MAX).map((one) => make("li", {}, one));

  return make("ul", {}, more > 0 ? [...shown, make("li", {}, [`and ${more} more`])] : shown);
}

const linkTo = ({ title, url }) => (url ? make("a", { href: url }, [title]) : title);

function changePart({ changed }) {
  const blocks = changedBlocks.filter((node) => node.isConnected);
  if (blocks.length === 0 && changed.length === 0) return null;

  const where = (one) => (one.gone ? "deleted" : `${one.file}${one.line ? `:${one.line}` : ""}`);
  const pages = changed.map((one) => [linkTo(one), note(where(one))]);

  return part("Changed last", [listOf(pages), button("Go there", "go", goToChange)]);
}

function pagePart({ file, link }) {
  if (!file) return part("This page", [note("Chancery makes it from the records; no file holds it.")]);

  const url = link?.replace("{line}", 1).replace("{column}", 1);

  return part("This page", [
    make("p", {}, [isSafe(url) ? make("a", { href: url, id: "file" }, [file]) : file]),
    note("Alt-click a block, or press Alt+Enter, to open the editor at its line."),
  ]);
}

function momentPart({ zone }) {
  const moment = asOf();
  const input = make("input", { type: "datetime-local", id: "moment", value: /T/.test(moment ?? "") || !moment ? moment ?? "" : `${moment}T00:00` });
  const form = make("form", {}, [input, make("button", { type: "submit" }, ["Show"]),
    moment ? button("Now", "now", () => showAsOf(null)) : null]);
  const label = make("label", { htmlFor: "moment" }, [`As readers would see it at (${zone})`]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value) showAsOf(input.value);
  });

  return part("Another day, in this tab", [label, form]);
}

function showAsOf(moment) {
  const url = new URL(location.href);
  if (moment) url.searchParams.set("as-of", moment);
  else url.searchParams.delete("as-of");
  location.assign(url);
}

function heldPart({ held, next }) {
  const items = held.map((one) => [linkTo(one), note(one.why)]);
  const children = items.length > 0 ? [listOf(items)] : [note("Nothing is held back.")];
  if (next) children.push(note(`The site changes by itself ${next.at}: ${next.why}, ${next.file}`));

  return part("Drafts and held pages", children);
}

function findingsPart() {
  const words = summaryOf(known.findings);
  const url = asked("findings", { path: null, "as-of": null });

  return part("Findings", [make("p", {}, [make("a", { href: url.href, id: "all" }, [words || "none"]), words ? " on the whole site" : ""])]);
}

function recordsPart({ records }) {
  if (records.length === 0) return null;

  const items = records.map((one) => {
    const uses = one.uses === 1 ? "used on 1 page" : `used on ${one.uses} pages`;
    const pages = listOf(one.pages.map((page) => [linkTo(page)]));
    if (one.uses > one.pages.length) pages.append(make("li", {}, [`and ${one.uses - one.pages.length} more`]));

    return [make("details", {}, [make("summary", {}, [`${one.title} (${one.kind}): ${uses}`]),
      make("p", {}, [linkTo({ title: "Its page", url: one.url }), " · ", one.file]), pages])];
  });

  return part("Records on this page", [listOf(items)]);
}

/** Goes to what changed last: on this page the next changed block, else on the page that was written to. */
async function goToChange() {
  changedBlocks = changedBlocks.filter((node) => node.isConnected);
  const [block] = changedBlocks;
  if (block) {
    changedBlocks = [...changedBlocks.slice(1), block];
    return mark(block);
  }

  const answer = await fetch(asked("desk"), { cache: "no-store" });
  const [last] = (await answer.json()).changed;
  if (!last) return say("Nothing has changed since the preview was started");
  if (!last.url) return say(`${last.file} changed, which is no page`);

  const url = new URL(last.url, location.href);
  if (url.pathname === location.pathname) return markLine(last);

  url.hash = "";
  sessionStorage.setItem(GO_TO, JSON.stringify({ path: url.pathname, file: last.file, line: last.line }));
  return location.assign(url);
}

const GO_TO = "chancery-go-to";

/** On a page that was gone to for its change, shows that. */
async function arrive() {
  const wanted = JSON.parse(sessionStorage.getItem(GO_TO) ?? "null");
  sessionStorage.removeItem(GO_TO);
  if (wanted?.path === location.pathname && wanted.line) await markLine(wanted);
}

/** Frames what was written at a line; what no block shows is named. */
async function markLine({ file, line }) {
  const block = await blockAt(line);
  if (block) mark(block);
  else say(`${file}:${line} changed`);
}

/** Scrolls to a block and frames it for a moment. */
function mark(block) {
  if (!block) return;

  block.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = block.getBoundingClientRect();
  const frame = make("div", { className: "mark" });
  Object.assign(frame.style, { left: `${left - 6}px`, top: `${top - 6}px`, width: `${width + 6}px`, height: `${height + 6}px` });
  frame.addEventListener("animationend", () => frame.remove());
  bar.root.append(frame);
}

// A tab that shows another day goes on doing so.
document.addEventListener("click", (event) => {
  const link = event.composedPath().find((node) => node.localName === "a" && node.href);
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !asOf() || !isPlain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  // The way back from what is no moment.
  if ("chancery" in link.dataset) return;

  const url = new URL(link.href);
  const isElsewhere = url.origin !== location.origin || url.pathname.includes("/__chancery/");
  if (isElsewhere || (url.hash && url.pathname === location.pathname)) return;

  event.preventDefault();
  url.searchParams.set("as-of", asOf());
  location.assign(url);
});

document.addEventListener("submit", (event) => {
  const { target } = event;
  const isElsewhere = target.method !== "get" || new URL(target.action).origin !== location.origin;
  if (!asOf() || event.defaultPrevented || isElsewhere || target.elements["as-of"]) return;

  const moment = make("input", { type: "hidden", name: "as-of", value: asOf() });
  target.append(moment);
  // It is only sent, and is no part of the page.
  setTimeout(() => moment.remove());
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;

  const isEdit = event.key === "Enter" && !event.shiftKey;
  const isGo = event.key === "Enter" && event.shiftKey;
  const isBar = event.code === "KeyC" && event.shiftKey;
  if (!isEdit && !isGo && !isBar) return;

  event.preventDefault();
  if (isEdit) edit(blockMeant());
  else if (isGo) goToChange();
  else {
    openMenu(bar.menu.hidden);
    (bar.menu.hidden ? bar.handle : bar.menu).focus();
  }
});

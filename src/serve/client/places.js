// From a block of the page to the line that it was written in, and back.
//
// In: a block on the screen. Out: its file and line. Invariant: the lines are asked of the server when they are
// wanted, so that the page has no byte that `build` would not write.

/** What the server puts before each block of a page's text that it marks. */
const MARKER = "chancery ";
/** How many characters of a block are looked for in the front matter. */
const WORDS_LOOKED_FOR = 40;

/** Asks where the blocks of a page were written. */
async function placesOf(path) {
  const answer = await fetch(asked("places", { path }), { cache: "no-store" });
  if (!answer.ok) return { file: null };

  return answer.json();
}

/** Returns the file and the line of a block; null where nobody wrote it. */
async function placeOf(block) {
  const places = await placesOf(location.pathname);
  const line = lineInText(places, block) ?? lineInHead(places, block);
  if (line !== null) return { ...places, line };

  // A card, a row or an item that leads to another page was written there; a heading stands for what follows it.
  const part = block.closest("h1, h2, h3, h4, h5, h6, li, tr, dd, article article, li article") ?? block;
  const isWhole = part.matches("main, article, section, body, div");
  const link = block.closest("a[href]") ?? (isWhole ? null : part.querySelector("a[href]"));
  const target = link && new URL(link.href);
  if (target?.origin === location.origin && target.pathname !== location.pathname) {
    const there = await placesOf(target.pathname);
    if (there.file) return { ...there, line: lineInHead(there, block) ?? there.line };
  }

  return places.file ? places : null;
}

/** Returns the line of a block of the page's text: what the nearest marker before it says. */
function lineInText({ html }, block) {
  if (!html) return null;

  const marked = new DOMParser().parseFromString(html, "text/html");
  let node = follow(marked.body, stepsTo(block));
  for (; node && node !== marked.body; node = node.parentElement) {
    for (let before = node.previousSibling; before; before = before.previousSibling) {
      const line = markerOf(before);
      if (line !== null) return line || null;
    }
  }

  return null;
}

/** Returns the line that a marker names, 0 for the one behind the text; null for any other node. */
function markerOf(node) {
  if (node.nodeType !== Node.COMMENT_NODE || !node.nodeValue.startsWith(MARKER)) return null;
  return Number(node.nodeValue.slice(MARKER.length)) || 0;
}

/** Returns the way from the body to an element: which child it is, at each step. */
function stepsTo(block) {
  const steps = [];
  let node = inModel.get(block.closest("body *") ?? block);
  for (; node?.parentElement && node.localName !== "body"; node = node.parentElement) {
    steps.unshift([[...node.parentElement.children].indexOf(node), node.localName]);
  }

  return steps;
}

/** Goes the same way in another copy of the page, as far as it leads. */
function follow(body, steps) {
  let at = body;
  for (const [number, name] of steps) {
    const child = at.children[number];
    if (child?.localName !== name) break;
    at = child;
  }

  return at;
}

/** Returns the line of the front matter that has a block's words: its title, its summary, a note. */
function lineInHead({ head }, block) {
  const plain = (text) => text.normalize("NFKC").replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();
  const words = plain(block.textContent).slice(0, WORDS_LOOKED_FOR);
  if (words.length < 3 || !head) return null;

  // Whole words, and the value of a key before words within a text.
  const lines = head.map(plain);
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const bare = new RegExp(`^(-\\s*)?([\\w-]+:\\s*)?["']?${escaped}["']?$`, "u");
  const within = new RegExp(`(^|[^\\p{L}\\p{N}])${escaped}($|[^\\p{L}\\p{N}])`, "u");
  for (const pattern of [bare, within]) {
    const at = lines.findIndex((line) => pattern.test(line));
    if (at >= 0) return at + 1;
  }

  // A long text may go over several lines.
  const begins = lines.findIndex((line, number) => `${line} ${lines[number + 1] ?? ""}`.includes(words));

  return begins >= 0 ? begins + 1 : null;
}

/** Returns the element on the screen that was written at a line. */
async function blockAt(line) {
  const { html } = await placesOf(location.pathname);
  if (!html) return null;

  const marked = new DOMParser().parseFromString(html, "text/html");
  const walker = document.createTreeWalker(marked.body, NodeFilter.SHOW_COMMENT);
  let best = null;
  while (walker.nextNode()) {
    const at = markerOf(walker.currentNode);
    if (at && at <= line && walker.currentNode.nextElementSibling) best = walker.currentNode.nextElementSibling;
  }
  if (!best) return null;

  const steps = [];
  for (let node = best; node !== marked.body; node = node.parentElement) {
    steps.unshift([[...node.parentElement.children].indexOf(node), node.localName]);
  }

  return onScreen.get(follow(model.querySelector(":scope > body"), steps)) ?? null;
}

/** Opens the editor at a block's line, or says where that is. */
async function edit(block) {
  const place = await placeOf(block);
  if (!place) return say("Chancery makes this from the records: there is no line to open");

  const { file, line, link } = place;
  const url = link?.replace("{line}", line).replace("{column}", 1);
  if (isSafe(url)) {
    say(`${file}:${line}`);
    return openLink(url);
  }

  return say(`${file}, line ${line}: with \`chancery serve --editor NAME\` it opens there`);
}

/** Follows a link as a click would: a program may be asked for, and the page stays. */
function openLink(url) {
  const link = make("a", { href: url });
  bar.root.append(link);
  link.click();
  link.remove();
}

/** Returns the block that a key means: the one with the focus, else with the selection, else the first in sight. */
function blockMeant() {
  const focused = document.activeElement;
  if (focused && focused !== document.body && document.body.contains(focused)) return focused;

  const { anchorNode } = getSelection();
  const selected = anchorNode?.nodeType === Node.ELEMENT_NODE ? anchorNode : anchorNode?.parentElement;
  if (selected && document.body.contains(selected)) return selected;

  const main = document.querySelector("main") ?? document.body;
  const blocks = [...main.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, td, dt, dd, pre, figure")];

  return blocks.find((node) => node.getBoundingClientRect().top >= 0) ?? main;
}

document.addEventListener("click", (event) => {
  if (!event.altKey || event.button !== 0 || !document.body.contains(event.target)) return;
  // With this key browsers would save what a link leads to.
  event.preventDefault();
  event.stopImmediatePropagation();
  edit(event.target);
}, { capture: true });

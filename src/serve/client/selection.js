// The selected text and the focus stay the reader's.
//
// In: a change of the page. Out: the same change, with the same words selected and the same element in focus.
// Invariant: an end of a selection whose text did not change is not touched.

/** The parts of a page whose words are compared as a whole, whatever marks are within them. */
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, summary, figcaption, blockquote, div, section, article, main, body";

/** Changes the page, and keeps the focus and the selected text. */
function keepingSelection(change) {
  const selection = getSelection();
  const isCollapsed = selection.isCollapsed;
  const ends = ["anchor", "focus"].map((end) => placeOfEnd(selection[`${end}Node`], selection[`${end}Offset`], isCollapsed));
  const active = document.activeElement;
  const typing = active?.matches("input, textarea") ? [active.selectionStart, active.selectionEnd] : null;

  change();

  keepFocus(active, typing);
  // Where words are typed, the place among them is the field's own affair.
  if (!ends.every(Boolean) || (typing && isCollapsed)) return;

  const [anchor, focus] = ends.map(placeNow);
  if (!anchor || !focus) return;
  if (selection.anchorNode === anchor.node && selection.anchorOffset === anchor.offset
    && selection.focusNode === focus.node && selection.focusOffset === focus.offset) return;
  // Of words that are gone nothing can be selected.
  if (!isCollapsed && anchor.node === focus.node && anchor.offset === focus.offset) return;
  selection.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}

function keepFocus(active, typing) {
  if (!active || active === document.activeElement || document.activeElement !== document.body) return;

  const twin = active.isConnected ? active : active.id && document.getElementById(active.id);
  twin?.focus?.({ preventScroll: true });
  if (twin === active && typing && typing[0] !== null) active.setSelectionRange(...typing);
}

/** Remembers an end of a selection: by its node, and by its place among the words of its block and of the page. */
function placeOfEnd(node, offset, isCollapsed) {
  if (!node) return null;

  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  // A caret is nothing that a reader would miss: its node will do.
  const roots = isCollapsed || !element ? [] : [element.closest(BLOCKS), element.closest("main, body")];
  const within = roots.filter((root, at) => root && roots.indexOf(root) === at).map((root) => {
    const before = document.createRange();
    before.setStart(root, 0);
    before.setEnd(node, offset);

    return { root, text: root.textContent, offset: before.toString().length };
  });

  return { node, offset, text: node.nodeValue, within };
}

/** Tells where an end of a selection is now; null where its words are gone. */
function placeNow({ node, offset, text, within }) {
  if (node.isConnected && node.nodeValue === text) {
    return { node, offset: text === null ? Math.min(offset, node.childNodes.length) : offset };
  }

  for (const one of within) {
    if (!one.root.isConnected) continue;

    const now = offsetNow(one.text, one.root.textContent, one.offset);
    const place = now === null ? null : placeAt(one.root, now);
    if (place) return place;
  }

  if (!node.isConnected || text === null) return null;

  return { node, offset: offsetNow(text, node.nodeValue, offset) ?? Math.min(offset, node.nodeValue.length) };
}

/** Returns the text and the place in it, of a place among all words of an element. */
function placeAt(root, offset) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (left <= node.nodeValue.length) return { node, offset: left };
    left -= node.nodeValue.length;
  }

  return null;
}

/** Tells where a place in a text is, once the text has changed around it; null where what was there is gone. */
function offsetNow(text, now, offset) {
  const most = Math.min(text.length, now.length);
  let head = 0;
  while (head < most && now[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && now.at(-1 - tail) === text.at(-1 - tail)) tail += 1;

  if (offset <= head) return offset;
  if (offset >= text.length - tail) return now.length - (text.length - offset);

  const old = new Words(text.slice(head, text.length - tail));
  const next = new Words(now.slice(head, now.length - tail));
  const pairs = wordPairs(old, next);
  const at = old.at(offset - head);
  if (pairs.has(at)) return head + next.starts[pairs.get(at)] + (offset - head - old.starts[at]);
  // Behind the last letter of a word that is still there, in front of one that is not.
  if (pairs.has(at - 1) && old.starts[at] === offset - head) return head + next.starts[pairs.get(at - 1)] + old.key(at - 1).length;

  return null;
}

/** The words of a text, and what stands between them. */
class Words {
  constructor(text) {
    const parts = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)];
    this.words = parts.map(({ segment }) => segment);
    this.starts = parts.map(({ index }) => index);
  }

  key(number) {
    return this.words[number];
  }

  /** Returns the number of the word at an offset. */
  at(offset) {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle;
    }

    return low;
  }
}

/** Pairs the words of two texts: those that stand once in either, in their order, and what is equal around them. */
function wordPairs(old, next) {
  const range = { i: 0, j: 0, iEnd: old.words.length, jEnd: next.words.length };
  const found = new Map(commonRun(old, next, range));
  const taken = new Set(found.values());
  for (const [i, j] of [...found]) {
    for (const step of [-1, 1]) {
      for (let a = i + step, b = j + step; !found.has(a) && !taken.has(b) && old.key(a) !== undefined && old.key(a) === next.key(b); a += step, b += step) {
        found.set(a, b);
        taken.add(b);
      }
    }
  }

  return found;
}

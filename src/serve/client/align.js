// Brings the page that is shown to what the server's page is now, by aligning equal blocks first.
//
// In: the server's page as it was, which is the `model`, and as it is now. Out: the same changes, made to the
// model and to the page. Invariant: what is equal in both pages of the server is not touched on the screen,
// whatever the reader or a script of the site did to it; the time grows with the page and not with its square.

/** How many pairs of unlike blocks are compared word by word; beyond it they are paired in their order. */
const PAIRS_MAX = 2500;
/** How far one of their kind is looked for then. */
const AHEAD_MAX = 50;
/** What readers change themselves; it follows the server only as long as they have not. */
const READERS = { details: ["open"], dialog: ["open"], input: ["value", "checked"], option: ["selected"] };

/** Whether the browser can move an element without taking it out of the page. */
const CAN_MOVE = "moveBefore" in Element.prototype;
const FRAMES = "iframe, object, embed";

/** A document without a window: its pictures are not loaded and its scripts do not run. */
const inert = document.implementation.createHTMLDocument("");
/** The node on the screen of each node of the model, and the other way round. */
const onScreen = new WeakMap();
const inModel = new WeakMap();

/** Makes the model of a node of the page, as it is at the moment. */
function modelOf(node) {
  const model = inert.importNode(node, true);
  tie(model, node);

  return model;
}

/** Ties two copies of one tree to each other. */
function tie(model, live) {
  onScreen.set(model, live);
  inModel.set(live, model);
  for (let a = model.firstChild, b = live.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) tie(a, b);
}

/**
 * Brings an element of the model, and its twin on the screen, to what it is now.
 *
 * Returns the elements on the screen that are new or whose text changed.
 */
function align(model, fresh) {
  const work = { changed: [], removed: new Removed(), insertions: [] };
  alignElement(model, fresh, work);

  // What is put in may be what is taken out elsewhere, above or below: nothing is, before all of that is known.
  for (let number = 0; number < work.insertions.length; number += 1) insertNode(work.insertions[number], work);
  for (const node of work.removed.roots) removeNode(node, work);

  return work.changed.filter((node) => node?.isConnected);
}

function alignElement(model, fresh, work) {
  if (alignAttributes(model, fresh)) work.changed.push(onScreen.get(model));
  if (isWrittenByReader(model)) return keepReaders(model, fresh);

  const old = [...model.childNodes];
  const next = [...fresh.childNodes];
  const kinship = pairs(old, next);
  const paired = new Set(kinship.map(([i]) => i));
  old.forEach((node, i) => paired.has(i) || work.removed.add(node));

  const insert = (node, before) => work.insertions.push({ parent: model, fresh: node, before });
  let j = 0;
  for (const [i, until, isEqual] of kinship) {
    while (j < until) insert(next[j++], old[i]);
    if (!isEqual) alignNode(old[i], next[j], work);
    j += 1;
  }
  while (j < next.length) insert(next[j++], null);

  return undefined;
}

function alignNode(model, fresh, work) {
  if (model.nodeType === Node.ELEMENT_NODE) return alignElement(model, fresh, work);
  if (model.nodeValue === fresh.nodeValue) return undefined;

  const live = onScreen.get(model);
  model.nodeValue = fresh.nodeValue;
  if (live) live.nodeValue = fresh.nodeValue;
  if (fresh.nodeValue.trim()) work.changed.push(live?.parentElement);

  return undefined;
}

/** Tells whether the reader has written into an element that is there to be written into. */
function isWrittenByReader(model) {
  const live = onScreen.get(model);
  if (!live?.isContentEditable || live.parentElement?.isContentEditable) return false;

  const isWritten = live.innerHTML !== model.innerHTML;
  // Both have the same words again: it follows from here on.
  if (!isWritten && model.firstChild && !onScreen.has(model.firstChild)) tie(model, live);

  return isWritten;
}

/** Lets an element on the screen be the reader's, from now on. */
function keepReaders(model, fresh) {
  model.replaceChildren(...[...fresh.childNodes].map((node) => inert.importNode(node, true)));
}

function alignAttributes(model, fresh) {
  const live = onScreen.get(model);
  const before = new Map([...model.attributes].map(({ name, value }) => [name, value]));
  const now = new Map([...fresh.attributes].map(({ name, value }) => [name, value]));
  let isChanged = false;

  for (const name of new Set([...before.keys(), ...now.keys()])) {
    const value = now.get(name);
    if (before.get(name) === value) continue;

    isChanged = true;
    const mine = READERS[model.localName]?.includes(name) && live
      && ((live.getAttribute(name) ?? undefined) !== before.get(name) || hasChosen(live));
    for (const node of [model, mine ? null : live]) {
      if (value === undefined) node?.removeAttribute(name);
      else node?.setAttribute(name, value);
    }
  }

  return isChanged;
}

/** Tells whether the reader chose another option than the page does. */
function hasChosen(live) {
  if (live.type === "radio" && live.name) {
    const same = `input[type=radio][name=${CSS.escape(live.name)}]`;
    return [...(live.form ?? document).querySelectorAll(same)].some((one) => one.checked !== one.defaultChecked);
  }

  const select = live.localName === "option" && live.closest("select");
  if (!select) return false;

  const options = [...select.options];
  if (select.multiple) return options.some((one) => one.selected !== one.defaultSelected);

  return select.selectedIndex !== Math.max(0, options.findLastIndex((one) => one.defaultSelected));
}

/** Puts a node before another one of the model, and before that one's twin on the screen. */
function insertNode({ parent, fresh, before }, work) {
  const taken = work.removed.take(fresh);
  const hasMoved = !taken && fresh.nodeType === Node.ELEMENT_NODE && work.removed.mayHold(fresh);
  const node = taken ?? inert.importNode(fresh, !hasMoved);
  const live = taken ? onScreen.get(taken) : document.importNode(fresh, !hasMoved);
  if (!taken) tie(node, live);
  parent.insertBefore(node, before);

  const there = onScreen.get(parent);
  // A script of the site may have moved the neighbour elsewhere: the next one that is still there will do.
  let anchor = before;
  while (anchor && onScreen.get(anchor)?.parentNode !== there) anchor = anchor.nextSibling;
  if (there && live) moveOnScreen(live, there, anchor ? onScreen.get(anchor) : afterAll(parent, there));
  if (live) work.changed.push(live.nodeType === Node.ELEMENT_NODE ? live : live.nodeValue.trim() ? live.parentElement : null);

  if (taken && !taken.isEqualNode(fresh)) alignNode(taken, fresh, work);
  // New itself, it holds something that is not: its parts come one by one.
  if (hasMoved) for (const child of fresh.childNodes) insertNode({ parent: node, fresh: child, before: null }, work);
}

/** Returns what stands on the screen behind the last node that the server knows: something that a script added. */
function afterAll(model, parent) {
  for (let node = model.lastChild; node; node = node.previousSibling) {
    const live = onScreen.get(node);
    if (live?.parentNode === parent) return live.nextSibling;
  }

  return null;
}

function removeNode(model, { changed }) {
  const live = onScreen.get(model);
  if (live && model.textContent.trim()) changed.push(live.parentElement);
  live?.remove();
  model.remove();
}

/**
 * Pairs the nodes of two lists: `[old, new, whether they are equal]`, both in ascending order.
 *
 * What is equal at both ends is paired first, then what stands once on either side (as patience diff does),
 * and between those whatever resembles each other most.
 */
function pairs(old, next) {
  const found = [];
  const sides = [new Side(old), new Side(next)];
  pairRange(...sides, { i: 0, j: 0, iEnd: old.length, jEnd: next.length }, found);

  return found;
}

/** The nodes of one side, and their keys: two nodes of one key are equal. */
class Side {
  #keys = [];

  constructor(nodes) {
    this.nodes = nodes;
  }

  /** Written when it is first asked for: what is equal at both ends is compared without. */
  key(number) {
    const node = this.nodes[number];
    this.#keys[number] ??= node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : `${node.nodeType} ${node.nodeValue}`;

    return this.#keys[number];
  }
}

function pairRange(old, next, range, found) {
  let { i, j, iEnd, jEnd } = range;
  const isEqual = (a, b) => old.nodes[a].isEqualNode(next.nodes[b]);
  while (i < iEnd && j < jEnd && isEqual(i, j)) found.push([i++, j++, true]);

  const tail = [];
  while (iEnd > i && jEnd > j && isEqual(iEnd - 1, jEnd - 1)) tail.push([--iEnd, --jEnd, true]);

  if (iEnd - i === 1 && jEnd - j === 1) {
    // One for one, as at every level above the block that changed: there is nothing to choose.
    if (old.nodes[i].nodeName === next.nodes[j].nodeName) found.push([i, j, false]);
  } else if (i < iEnd && j < jEnd) {
    const range = { i, j, iEnd, jEnd };
    // Where a move would load a frame anew, what is around it is moved instead.
    const frames = CAN_MOVE ? [] : commonRun(old, next, range, hasFrame);
    const anchors = frames.length > 0 ? frames : commonRun(old, next, range);
    if (anchors.length === 0) pairByLikeness(old, next, range, found);
    else {
      for (const [a, b] of [...anchors, [iEnd, jEnd]]) {
        pairRange(old, next, { i, j, iEnd: a, jEnd: b }, found);
        if (a < iEnd) found.push([a, b, true]);
        i = a + 1;
        j = b + 1;
      }
    }
  }

  found.push(...tail.reverse());
}

/** Tells whether an element holds a page of its own. */
function hasFrame(node) {
  return node.nodeType === Node.ELEMENT_NODE && (node.matches(FRAMES) || node.querySelector(FRAMES) !== null);
}

/** Returns the longest run, in both orders, of what stands once on either side; of some nodes only, if it is asked. */
function commonRun(old, next, { i, j, iEnd, jEnd }, isWanted = null) {
  const once = (side, from, end) => {
    const at = new Map();
    for (let k = from; k < end; k += 1) at.set(side.key(k), at.has(side.key(k)) ? -1 : k);
    return at;
  };
  const inOld = once(old, i, iEnd);
  const inNext = once(next, j, jEnd);

  // The longest ascending subsequence: the smallest end of a run of each length, and who came before whom.
  const ends = [];
  const before = new Map();
  for (let b = j; b < jEnd; b += 1) {
    const a = inOld.get(next.key(b)) ?? -1;
    if (a < 0 || inNext.get(next.key(b)) < 0 || (isWanted && !isWanted(next.nodes[b]))) continue;

    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle][0] < a) low = middle + 1;
      else high = middle;
    }

    const pair = [a, b];
    before.set(pair, ends[low - 1]);
    ends[low] = pair;
  }

  const run = [];
  for (let pair = ends.at(-1); pair; pair = before.get(pair)) run.push(pair);

  return run.reverse();
}

/** Pairs what is not equal: the best sum of likenesses, or, of very many, each with the next of its kind. */
function pairByLikeness(old, next, { i, j, iEnd, jEnd }, found) {
  const rows = iEnd - i;
  const columns = jEnd - j;

  if (rows * columns > PAIRS_MAX) {
    for (let b = j; b < jEnd; b += 1) {
      const end = Math.min(iEnd, i + AHEAD_MAX);
      let a = i;
      while (a < end && !isLike(old.nodes[a], next.nodes[b])) a += 1;
      if (a === end) continue;
      found.push([a, b, old.nodes[a].isEqualNode(next.nodes[b])]);
      i = a + 1;
    }
    return;
  }

  const words = (nodes, from, end) => nodes.slice(from, end).map(wordsOf);
  const oldWords = words(old.nodes, i, iEnd);
  const nextWords = words(next.nodes, j, jEnd);
  const likeness = (a, b) => (old.nodes[i + a].isEqualNode(next.nodes[j + b])
    ? 2
    : likenessOf(old.nodes[i + a], next.nodes[j + b], oldWords[a], nextWords[b]));

  // The best sum for what begins at each place of either list.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const like = Array.from({ length: rows }, () => new Float64Array(columns));
  for (let a = rows - 1; a >= 0; a -= 1) {
    for (let b = columns - 1; b >= 0; b -= 1) {
      like[a][b] = likeness(a, b);
      const both = like[a][b] > 0 ? like[a][b] + best[a + 1][b + 1] : 0;
      best[a][b] = Math.max(both, best[a + 1][b], best[a][b + 1]);
    }
  }

  for (let a = 0, b = 0; a < rows && b < columns;) {
    if (like[a][b] > 0 && best[a][b] === like[a][b] + best[a + 1][b + 1]) {
      found.push([i + a, j + b, like[a][b] === 2]);
      a += 1;
      b += 1;
    } else if (best[a][b] === best[a + 1][b]) a += 1;
    else b += 1;
  }
}

function isLike(one, other) {
  return one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");
}

/** Tells how much one node is like another, from 0 to 1: whether one may become the other. */
function likenessOf(one, other, oneWords, otherWords) {
  if (one.nodeName !== other.nodeName) return 0;

  // The number of a note is in its id, and goes to another note when one is put in before it.
  const isNumbered = /\d$/.test(one.id ?? "");
  const id = one.id && one.id === other.id ? (isNumbered ? 0.2 : 1) : 0;
  const file = ["src", "href", "name"].some((name) => one.getAttribute?.(name) && one.getAttribute(name) === other.getAttribute(name)) ? 0.5 : 0;
  const total = oneWords.length + otherWords.length;
  const counts = new Map();
  for (const word of oneWords) counts.set(word, (counts.get(word) ?? 0) + 1);

  let shared = 0;
  for (const word of otherWords) {
    const count = counts.get(word) ?? 0;
    if (count > 0) {
      counts.set(word, count - 1);
      shared += 2;
    }
  }

  // Any two of one kind are a little alike: a block that is written anew may keep its element.
  const least = one.nodeType === Node.ELEMENT_NODE ? 0.02 : 0.01;

  return Math.min(1, least + id + file + (total > 0 ? (0.9 * shared) / total : 0));
}

/** How many words of a block are compared; a longer one is known by its beginning. */
const WORDS_MAX = 200;

function wordsOf(node) {
  return (node.textContent ?? "").slice(0, 8 * WORDS_MAX).split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
}

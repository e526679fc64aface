// What was taken out in one place and put in at another, or under another name: it moves, and is not made anew.
//
// In: what an alignment takes out, and what it puts in. Out: the same elements and texts, at their new places.
// Invariant: nothing is made anew on the screen that the page still has, whatever surrounds it now, so that a
// selection, an open part, typed words and a film outlive the move.

/** How many blocks that were written anew and moved are compared word by word. */
const GUESSES_MAX = 2500;
/** How alike a moved block must be to be the same one: half its words, at least. */
const SAME_LEAST = 0.5;
/** Elements that are the same by what they show, wherever they stand. */
const BY_FILE = { iframe: "src", video: "src", audio: "src", embed: "src", img: "src", object: "data" };

/** What is taken out of the page, until it is known whether it is put in elsewhere. */
class Removed {
  /** The topmost nodes, in the order of the page. */
  roots = [];
  #byKey = new Map();
  #indexed = 0;
  #taken = new WeakSet();
  #guesses = 0;
  #hasTaken = false;

  add(model) {
    // What was moved may lose a part at its new place.
    const free = (node) => {
      this.#taken.delete(node);
      node.childNodes.forEach(free);
    };
    if (this.#hasTaken) free(model);
    this.roots.push(model);
  }

  /** Indexed when something is put in: most edits only change a text. */
  #index() {
    for (; this.#indexed < this.roots.length; this.#indexed += 1) this.#indexTree(this.roots[this.#indexed]);
  }

  #indexTree(node) {
    for (const key of [keyOfNode(node), ...namesOf(node)]) {
      if (key === null) continue;
      if (!this.#byKey.has(key)) this.#byKey.set(key, []);
      this.#byKey.get(key).push(node);
    }
    for (const child of node.childNodes) this.#indexTree(child);
  }

  /** Tells whether a node, or one within it, may be one of those that were taken out. */
  mayHold(fresh) {
    this.#index();
    if (this.#byKey.size === 0) return false;

    const isKnown = [keyOfNode(fresh), ...namesOf(fresh)].some((key) => this.#byKey.has(key));

    return isKnown || this.#hasLike(fresh) || [...fresh.childNodes].some((child) => this.mayHold(child));
  }

  /** Takes the node that is put in again; null where there is none. */
  take(fresh) {
    this.#index();
    const found = this.#find(keyOfNode(fresh), fresh, true)
      ?? namesOf(fresh).reduce((one, name) => one ?? this.#find(name, fresh, false), null)
      ?? this.#mostLike(fresh);
    if (!found) return null;

    this.#hasTaken = true;
    const took = (node) => {
      this.#taken.add(node);
      node.childNodes.forEach(took);
    };
    took(found);
    this.roots = this.roots.filter((root) => root !== found);
    this.#indexed = this.roots.length;

    return found;
  }

  #find(key, fresh, isEqual) {
    const all = (key !== null && this.#byKey.get(key)) || [];
    // One that has lost a part to another place is equal to nothing any more.
    const isGone = (node) => this.#taken.has(node) || (isEqual && !node.isEqualNode(fresh));
    while (all.length > 0 && isGone(all[0])) all.shift();

    return all.shift() ?? null;
  }

  #hasLike(fresh) {
    return fresh.nodeType === Node.ELEMENT_NODE && this.roots.some((root) => root.nodeName === fresh.nodeName && !this.#taken.has(root));
  }

  /** Returns the block most of whose words the new one has. */
  #mostLike(fresh) {
    if (!this.#hasLike(fresh)) return null;

    const words = wordsOf(fresh);
    let best = null;
    let most = SAME_LEAST;
    for (const root of this.roots) {
      if (root.nodeName !== fresh.nodeName || this.#taken.has(root)) continue;
      if ((this.#guesses += 1) > GUESSES_MAX) break;

      const likeness = likenessOf(root, fresh, wordsOf(root), words);
      if (likeness > most) [best, most] = [root, likeness];
    }

    return best;
  }
}

/** Two nodes of one key are equal; blanks between blocks are not worth moving. */
function keyOfNode(node) {
  if (node.nodeType === Node.ELEMENT_NODE) return node.outerHTML;

  return node.nodeType === Node.TEXT_NODE && node.nodeValue.trim() ? `${node.nodeType} ${node.nodeValue}` : null;
}

/** Returns what an element is known by, if its text or place changes: its id, the file that it shows, its field. */
function namesOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return [];

  const name = node.localName;
  const file = BY_FILE[name] && node.getAttribute(BY_FILE[name]);
  const field = node.matches("input, select, textarea") && node.getAttribute("name");
  // The number of a note goes to another note when one is put in before it.
  const id = node.id && !/\d$/.test(node.id) && node.id;

  return [id && `id ${name} ${id}`, file && `file ${name} ${file}`, field && `field ${name} ${field}`].filter(Boolean);
}

/** Moves an element on the screen, without its being taken out where the browser can do that. */
function moveOnScreen(live, parent, before) {
  if (parent.moveBefore && live.isConnected && parent.isConnected) {
    try {
      return parent.moveBefore(live, before);
    } catch {
      // Some places cannot be moved to; they can be put in at.
    }
  }

  // Else it is taken out and put in within one step: a film plays on, and typed words stay.
  return parent.insertBefore(live, before);
}

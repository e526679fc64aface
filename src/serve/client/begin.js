// The preview's half in the browser: asks what changed, brings the page up to date, and helps those who write.
//
// In: the server's events, and the page as it is now. Out: the same tab, brought up to date. Invariant: what the
// reader did (scrolled, focused, selected, typed, opened) outlives a change, and a page whose bytes are the same
// is not touched. The files of this folder are one script, in one function, in the order of `SCRIPT` in
// `serve/state.rs`; it takes its own tag out of the document, so that what is shown is what `build` writes.
"use strict";

const tag = document.currentScript;
if (!tag || window.__chancery) return;

const service = new URL(".", tag.src);
const own = tag.src;
/** What the page that is shown was made from. */
const page = { boot: tag.dataset.boot, generation: Number(tag.dataset.generation) };
/** The newest that the server told of. */
const newest = { ...page };
/** The source of the page that is shown; none for a page that Chancery makes. */
let source = tag.dataset.file ?? null;
tag.remove();

/** Makes an element; its children are elements and text, never markup. */
function make(name, properties, children = []) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children.filter((child) => child !== null));

  return node;
}

/** Returns an address of the server's own, for the page and the moment that are shown. */
function asked(name, parameters = {}) {
  const url = new URL(name, service);
  const all = { path: location.pathname, "as-of": asOf(), ...parameters };
  for (const [key, value] of Object.entries(all)) if (value !== null) url.searchParams.set(key, value);

  return url;
}

/** Returns the moment that this tab is shown as of; none for the present. */
function asOf() {
  return new URLSearchParams(location.search).get("as-of");
}

// What the reader looks at stays where it is on the screen.
//
// In: a change of the page. Out: the same change, and the window scrolled with it. Invariant: the first block in
// sight that outlives the change does not move.

/** How many blocks are remembered: one of them will still be there. */
const SIGHT_MAX = 40;

const scrolling = new CSSStyleSheet();
document.adoptedStyleSheets.push(scrolling);

/** Changes the page, and keeps the first block in sight in its place. */
function keepingView(change) {
  // At the very top the reader sees what comes first, whatever that is.
  if (scrollY <= 0) return change();

  const sight = inSight();
  // Browsers do the same in their way, but for Safari; two of them would scroll twice.
  scrolling.replaceSync("html { overflow-anchor: none !important; }");
  change();

  const first = sight.find(({ node }) => node.isConnected && node.getClientRects().length > 0);
  if (first) scrollBy({ top: first.node.getBoundingClientRect().top - first.top, behavior: "instant" });
  requestAnimationFrame(() => scrolling.replaceSync(""));

  return undefined;
}

/** Returns the blocks in sight and where they begin: those that begin in sight, and then those cut off above. */
function inSight() {
  const whole = [];
  const cut = [];

  const look = (parent) => {
    for (const node of parent.children) {
      if (whole.length >= SIGHT_MAX) return;

      const box = node.getBoundingClientRect();
      if (box.height === 0 || box.bottom <= 0 || box.top >= innerHeight || !isInFlow(node)) continue;
      if (box.top >= 0) whole.push({ node, top: box.top });
      else {
        look(node);
        cut.push({ node, top: box.top });
      }
    }
  };

  look(document.body);

  // The innermost come first: what surrounds them begins above the change as well.
  return [...whole, ...cut];
}

/** Tells whether an element moves with the page. */
function isInFlow(node) {
  const { position } = getComputedStyle(node);
  return position !== "fixed" && position !== "sticky";
}

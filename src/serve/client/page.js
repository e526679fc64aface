// The page that is shown, brought up to date.
//
// In: a newer generation of the site. Out: the page as the server has it now. Invariant: a page that cannot be
// rendered any more stays as it was.

/** How long the server may take, in milliseconds. */
const PATIENCE = 30000;

// The script stands at the end of the body and is not deferred: nothing has changed the page yet.
const model = modelOf(document.documentElement);
let head = new Set([...document.head.children].map((node) => node.outerHTML));
let scripts = running(document);
let etag = tag.dataset.etag ? `"${tag.dataset.etag}"` : null;
let shown = performance.getEntriesByType("navigation")[0]?.responseStatus || 200;
/** Where the reader was on a page that is gone for the moment. */
let place = null;
let busy = false;
let wanted = false;

// What the browser reads behind the script is a line break at most.
document.addEventListener("DOMContentLoaded", () => {
  const last = document.body.lastChild;
  if (last && inModel.has(last)) inModel.get(last).nodeValue = last.nodeValue;
});

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

  const text = await answer.text();
  if (!/^text\/html\b/.test(answer.headers.get("Content-Type") ?? "")) return;

  // The page has moved, and the tab with it.
  if (answer.redirected) history.replaceState(history.state, "", new URL(location.hash, answer.url));

  const next = new DOMParser().parseFromString(text, "text/html");
  const theirs = next.querySelector('script[src*="/__chancery/live.js"]');
  const client = theirs && new URL(theirs.getAttribute("src"), location.href).href;
  trouble = troubleOf(theirs);
  source = theirs?.dataset.file ?? null;
  theirs?.remove();
  listFindings();

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
  // Where the tag was there are two texts, which the browser's parser had as one.
  next.body.normalize();
  // With scripts, as on the screen, what is in a `noscript` is text.
  for (const node of next.querySelectorAll("noscript")) node.textContent = node.innerHTML;
  if (next.documentElement.isEqualNode(model)) return;

  // Scripts cannot be taken back, nor run again as if for the first time.
  const others = running(next);
  if (client !== own || others !== scripts) return location.reload();

  // A page that is gone for a moment, as while it is renamed, comes back where it was.
  if (status === 404 && shown !== 404) place = { x: scrollX, y: scrollY };

  renewHead(next.head);
  let changed = [];
  keepingView(() => keepingSelection(() => { changed = alignPage(next); }));
  if (status !== 404 && shown === 404 && place) scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  else if (status === shown) remember(changed);

  shown = status;
  placeBar();
  document.dispatchEvent(new CustomEvent("chancery:change"));
}

/** Aligns the whole document but its head, which has an order of its own. */
function alignPage(next) {
  const changed = align(model.querySelector(":scope > body"), next.body);
  alignAttributes(model, next.documentElement);
  model.querySelector(":scope > head").replaceWith(inert.importNode(next.head, true));

  return changed;
}

/** Tells scripts apart that run; JSON-LD and the like are text. */
function running(root) {
  const runs = (node) => /^$|^module$|javascript/i.test(node.type);
  return JSON.stringify([...root.scripts].filter(runs).map((node) => node.outerHTML));
}

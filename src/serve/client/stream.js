// What the server says.
//
// In: server-sent events. Out: the newest generation, its findings, and whether there is a server at all.
// Invariant: one visible tab listens, and tells the others: a browser opens six connections to a server, which
// tabs that are shown at once would soon hold.

/** After how many milliseconds a server that was lost is looked for again. */
const RETRY = 500;
/** After how many milliseconds it is said to be lost: one that is started anew is back before. */
const LOST_AFTER = 2000;

const channel = `chancery ${service}`;
const tabs = navigator.locks && new BroadcastChannel(channel);
/** What the server last said. */
let known = { findings: [], more: 0 };
let stream = null;
let retry = 0;
let leaving = null;
let losing = 0;

function open() {
  close();
  if (document.hidden) return;
  if (!tabs) return listen();

  leaving = new AbortController();
  const { signal } = leaving;
  const held = () => new Promise((release) => {
    signal.addEventListener("abort", release, { once: true });
    if (signal.aborted) release();
    else listen();
  });

  // Who leaves before its turn came is told so as an error; a browser that gives no lock is no reason to be deaf.
  navigator.locks.request(channel, { signal }, held).catch(() => signal.aborted || listen());
  tabs.postMessage(null);
}

function listen() {
  const query = new URLSearchParams({ since: page.generation, boot: page.boot });
  stream = new EventSource(`${service}events?${query}`);
  stream.addEventListener("hello", hear);
  stream.addEventListener("change", hear);
  stream.addEventListener("bye", () => {
    lose("ended");
    again();
  });
  // The browser's own way to come back takes seconds, and asks for what was missing long ago.
  stream.addEventListener("error", () => {
    // Who said goodbye is not lost.
    if (!known.gone) losing ||= setTimeout(lose, LOST_AFTER, "lost");
    again();
  });
}

function close() {
  leaving?.abort();
  leaving = null;
  hush();
}

function hush() {
  clearTimeout(retry);
  stream?.close();
  stream = null;
}

function again() {
  hush();
  retry = setTimeout(listen, RETRY);
}

/** Says that there is no server any more, and why. */
function lose(why) {
  const said = { gone: why };
  tabs?.postMessage(said);
  take(said);
}

function hear(event) {
  const said = JSON.parse(event.data);
  clearTimeout(losing);
  losing = 0;
  // What is as it was is not said again.
  known = { ...known, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)), gone: null };
  tabs?.postMessage(known);
  take(known);
}

// Without words it is the question of a tab that was just shown.
if (tabs) tabs.onmessage = ({ data }) => {
  if (data && !document.hidden) take(data);
  else if (!data && stream && known.boot) tabs.postMessage(known);
};

function take(said) {
  known = { ...known, ...said };
  listFindings();
  if (known.gone) return;

  newest.boot = known.boot ?? newest.boot;
  newest.generation = known.generation;
  const isNewer = newest.boot !== page.boot || newest.generation > page.generation;
  if (isNewer) refresh();
  showBar();
}

// A browser opens six connections to a server; hidden tabs must not hold them.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
window.addEventListener("pagehide", close);
window.addEventListener("pageshow", (event) => event.persisted && open());

// The search page. Pagefind finds; this shows what was found, and keeps the search in the address, so
// that it can be shared and gone back to. All words stand in the page (templates/search.html).
//
// Nothing here sets HTML: titles, labels and excerpts become text.

const PAGE = 10;
const OPTIONS = 8;
const PAUSE = 250;
const FACETS = ["type", "topic", "minister", "agreement", "country"];

const root = document.querySelector(".search");
const words = root.dataset;
const form = root.querySelector(".search-form");
const input = form.elements.q;
const status = root.querySelector(".search-status");
const columns = root.querySelector(".search-columns");
const filters = root.querySelector(".search-filters");
const sort = filters.elements.sort;
const results = root.querySelector(".search-results");
const list = results.querySelector("ol");
const more = results.querySelector("button");

const language = document.documentElement.lang || "en";
const number = new Intl.NumberFormat(language);
const plural = new Intl.PluralRules(language);

// The state is what the address says: words, sort, and the ids that are ticked in each facet.
let state = read();
let latest = 0;
let shown = PAGE;
let pagefind = null;
// Of each facet the values as the index has them, `id|title`, by id.
const values = {};
const open = new Set();

function read() {
  const query = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, query.getAll(facet)]));
  return { q: (query.get("q") ?? "").trim(), sort: query.get("sort") === "newest" ? "newest" : "", chosen };
}

function address() {
  const query = new URLSearchParams();
  if (state.q) query.set("q", state.q);
  for (const facet of FACETS) for (const id of state.chosen[facet]) query.append(facet, id);
  if (state.sort) query.set("sort", state.sort);
  const text = query.toString();
  return text ? `?${text}` : location.pathname;
}

// A step is worth coming back to; the letters of a word are not.
function go(isStep) {
  shown = PAGE;
  if (isStep && address() !== (location.search || location.pathname)) history.pushState(null, "", address());
  else history.replaceState(null, "", address());
  return run();
}

function fill(phrase, places) {
  return phrase.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

function counted(name, count) {
  const key = (category) => name + category[0].toUpperCase() + category.slice(1);
  const phrase = words[key(plural.select(count))] ?? words[key("other")];
  return fill(phrase, { count: number.format(count), query: state.q });
}

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

// Within a facet any of the ticked values will do; between facets all must hold.
function wanted(without) {
  const wanted = {};
  for (const facet of FACETS) {
    const ticked = state.chosen[facet].map((id) => values[facet]?.get(id)).filter(Boolean);
    if (facet !== without && ticked.length) wanted[facet] = { any: ticked };
  }
  return wanted;
}

function search(wanted) {
  const options = { filters: wanted, sort: state.sort ? { date: "desc" } : {} };
  return pagefind.search(state.q || null, options);
}

async function run() {
  const mine = ++latest;
  const isAsked = Boolean(state.q) || Object.keys(wanted()).length > 0;
  const patience = setTimeout(() => mine === latest && say(words.busy), 4 * PAUSE);
  try {
    const counts = {};
    let found = null;
    if (isAsked) {
      found = await search(wanted());
      for (const facet of FACETS) {
        // What another value of a facet would add is counted without that facet.
        const other = state.chosen[facet].length ? await search(wanted(facet)) : found;
        counts[facet] = other.filters[facet] ?? {};
      }
    } else {
      Object.assign(counts, await pagefind.filters());
    }
    const data = await Promise.all((found?.results ?? []).slice(0, shown).map((result) => result.data()));
    if (mine !== latest) return;
    showFacets(counts);
    showResults(found, data);
  } catch (error) {
    if (mine === latest) fail(words.failed, error);
  } finally {
    clearTimeout(patience);
  }
}

function showResults(found, data) {
  const count = found?.results.length ?? 0;
  list.replaceChildren(...data.map(result));
  results.hidden = count === 0;
  more.hidden = count <= data.length;
  if (!found) say("");
  else if (count) say(counted(state.q ? "foundFor" : "found", count));
  else say(`${fill(state.q ? words.noneFor : words.none, { query: state.q })} ${words.noneHelp}`);
}

function part(name) {
  return root.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
}

function result({ url, meta, excerpt, sub_results: parts }) {
  const item = part("result");
  const [facts] = item.querySelectorAll(".meta");
  for (const [name, words] of [["kind", meta.type], ["detail", meta.detail]]) {
    if (!words) continue;
    const span = document.createElement("span");
    span.className = name;
    span.textContent = words;
    facts.append(span, " ");
  }
  if (meta.date) {
    const time = document.createElement("time");
    time.dateTime = meta.day;
    time.textContent = meta.date;
    facts.append(time);
  }
  const link = item.querySelector("a");
  link.href = url;
  link.textContent = meta.title;
  item.querySelector(".excerpt").append(...marked(excerpt));
  const sections = item.querySelector("ul");
  for (const { url, title, anchor } of parts.filter(({ anchor }) => anchor).slice(0, 3)) {
    const section = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title || anchor.text;
    section.append(link);
    sections.append(section);
  }
  if (meta.lang) {
    // Type and date are words of this page, and title and text of the other one.
    for (const words of [link, item.querySelector(".excerpt"), sections]) {
      words.lang = meta.lang;
      words.dir = meta.dir;
    }
  }
  if (!sections.childElementCount) sections.remove();
  return item;
}

// Pagefind marks words with <mark>, and has escaped the angle brackets of the text itself.
function marked(excerpt) {
  const pieces = excerpt.split(/<\/?mark>/);
  return pieces.map((piece, at) => {
    const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (at % 2 === 0) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

function showFacets(counts) {
  for (const fieldset of filters.querySelectorAll("fieldset")) {
    const facet = fieldset.dataset.facet;
    const chosen = state.chosen[facet];
    const options = [...(values[facet] ?? [])].map(([id, value]) => ({
      id,
      title: value.slice(id.length + 1),
      count: counts[facet]?.[value] ?? 0,
      isChosen: chosen.includes(id),
    }));
    const useful = options.filter(({ count, isChosen }) => count > 0 || isChosen);
    useful.sort((a, b) => b.isChosen - a.isChosen || b.count - a.count || a.title.localeCompare(b.title, language));
    const isOpen = open.has(facet);
    showOptions(fieldset, useful.filter((option, at) => isOpen || at < OPTIONS || option.isChosen));
    const button = fieldset.querySelector("button");
    button.hidden = useful.length <= OPTIONS;
    const title = fieldset.querySelector("legend").textContent;
    button.textContent = fill(isOpen ? words.fewer : words.all, { count: number.format(useful.length), facet: title });
    button.setAttribute("aria-expanded", isOpen);
    fieldset.hidden = useful.length === 0;
  }
}

// A box that is there stays the same element, so that whoever just ticked it keeps the focus.
function showOptions(fieldset, options) {
  const facet = fieldset.dataset.facet;
  const list = fieldset.querySelector("ul");
  const known = new Map([...list.querySelectorAll("input")].map((box) => [box.value, box.closest("li")]));
  const items = options.map(({ id, title, count, isChosen }) => {
    const item = known.get(id) ?? part("option");
    const box = item.querySelector("input");
    Object.assign(box, { name: facet, value: id, checked: isChosen });
    item.querySelector("bdi").textContent = title;
    item.querySelector(".meta").textContent = number.format(count);
    return item;
  });
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  list.replaceChildren(...items);
  focused?.focus();
}

function fail(text, error) {
  columns.hidden = true;
  say(text);
  if (error) console.warn(error);
}

// Fields show what the address says, after a step back as well.
function showState() {
  input.value = state.q;
  sort.value = state.sort;
}

function listen() {
  let pause;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    state.q = input.value.trim();
    go(true);
  });
  input.addEventListener("input", (event) => {
    clearTimeout(pause);
    if (event.isComposing) return;
    pause = setTimeout(() => {
      state.q = input.value.trim();
      go(false);
    }, PAUSE);
  });
  filters.addEventListener("change", () => {
    for (const facet of FACETS) {
      const boxes = filters.querySelectorAll(`[data-facet="${facet}"] input:checked`);
      state.chosen[facet] = [...boxes].map((box) => box.value);
    }
    state.sort = sort.value;
    go(true);
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", (event) => {
    event.preventDefault();
    state = { q: "", sort: "", chosen: Object.fromEntries(FACETS.map((facet) => [facet, []])) };
    showState();
    go(true);
  });
  filters.addEventListener("click", (event) => {
    const facet = event.target.closest("button[type=button]")?.closest("fieldset")?.dataset.facet;
    if (!facet) return;
    open.has(facet) ? open.delete(facet) : open.add(facet);
    run();
  });
  more.addEventListener("click", () => {
    shown += PAGE;
    run();
  });
  addEventListener("popstate", () => {
    clearTimeout(pause);
    state = read();
    shown = PAGE;
    showState();
    run();
  });
}

async function load() {
  try {
    // A preview has no index, and a site may have been copied without it.
    const entry = await fetch(`${words.index}pagefind-entry.json`, { cache: "no-cache" });
    if (!entry.ok) return fail(words.noIndex);
    const { languages, version } = await entry.json();
    if (!Object.keys(languages).length) return fail(words.none);
    // An index of a newer Pagefind is not read by an older one out of the browser's cache.
    pagefind = await import(`${words.index}pagefind.js?v=${version}`);
    // Without a worker, the policy of this page alone decides whether WebAssembly may run.
    await pagefind.options({ baseUrl: words.home, excerptEllipsis: "…", noWorker: true });
    for (const [facet, counts] of Object.entries(await pagefind.filters())) {
      values[facet] = new Map(Object.keys(counts).map((value) => [value.slice(0, value.indexOf("|")), value]));
    }
  } catch (error) {
    return fail(words.failed, error);
  }
  listen();
  // What was typed while the index came is searched for.
  state.q = input.value.trim();
  // Where filters and results stand below one another, results come first.
  filters.querySelector("details").open = !matchMedia("(max-width: 50rem)").matches;
  columns.hidden = false;
  await go(false);
}

// The index is asked for when somebody is about to search, or came with a search: who only looks at the
// page loads nothing.
function start() {
  showState();
  form.querySelector("fieldset").disabled = false;
  if (address() !== location.pathname) return load();
  input.addEventListener("focus", load, { once: true });
}

start();

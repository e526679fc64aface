// How the panel and the bar look.
//
// In: nothing. Out: style sheets. Invariant: they lie in shadow roots, so that neither they nor the page's own sheets
// reach each other.

const COMMON = `
  :host { all: initial; color-scheme: light dark; }
  section { font: 15px/1.45 system-ui, sans-serif; color: light-dark(#1a1e23, #e9e7e2);
    background: light-dark(#fff, #1d2126); }
  button, input { font: inherit; }
  button { font-weight: 600; color: inherit; background: none; border: 1px solid currentColor;
    border-radius: 4px; padding: .15rem .6rem; cursor: pointer; }
  :focus-visible { outline: 3px solid light-dark(#1656c4, #ffd166); outline-offset: 1px; }
  p { margin: 0; }
  a { color: light-dark(#14467f, #9fc4f6); }
  code, .place { font: 13px/1.5 ui-monospace, monospace; color: light-dark(#525a63, #b0b5bb); }
  [hidden] { display: none !important; }
  @media print { :host { display: none; } }`;

function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(COMMON + text);

  return sheet;
}

function panelSheet() {
  return sheetOf(`
    :host { position: fixed; z-index: 2147483646; inset: auto 0 0 0; }
    section { position: relative; border-block-start: 3px solid light-dark(#94191c, #f7aea7);
      box-shadow: 0 -2px 12px rgb(0 0 0 / 25%); }
    header { display: flex; gap: 1rem; justify-content: space-between; padding: .4rem 1rem; }
    .toggle { border-color: transparent; text-align: start; }
    .toggle::before { content: "▸ "; }
    .toggle[aria-expanded=true]::before { content: "▾ "; }
    .close { margin-inline-start: auto; }
    .gone { padding: .5rem 1rem 0; font-weight: 600; }
    ol { position: relative; list-style: none; margin: 0; padding: 0 1rem; max-block-size: 40vh; overflow: auto; }
    li { padding: .5rem 0; border-block-start: 1px solid light-dark(#dad5ca, #383d44); overflow-wrap: anywhere; }
    .title { font-weight: 600; color: light-dark(#525a63, #b0b5bb); }
    strong { text-transform: capitalize; }
    .error strong { color: light-dark(#94191c, #f7aea7); }
    .warning strong { color: light-dark(#714600, #f1c97f); }`);
}

function barSheet() {
  return sheetOf(`
    :host { position: fixed; z-index: 2147483647; inset: auto 0 var(--at) auto; --at: var(--lift, 0px); }
    :host([left]) { inset: auto auto var(--at) 0; }
    :host([open]) { --at: min(var(--lift, 0px), max(0px, 100vh - 20rem)); }
    section { margin: 0 .75rem .5rem; max-inline-size: min(27rem, calc(100vw - 1.5rem)); border-radius: 6px;
      box-shadow: 0 1px 8px rgb(0 0 0 / 30%); }
    .handle { display: flex; align-items: baseline; gap: .5rem; margin-inline-start: auto; border: 0; font-size: 13px;
      padding: .3rem .7rem; }
    :host([left]) .handle { margin-inline: 0 auto; }
    .handle::after { content: "▴"; }
    .handle[aria-expanded=true]::after { content: "▾"; }
    .moment { color: light-dark(#714600, #f1c97f); }
    .menu { max-block-size: min(34rem, max(3rem, 100vh - var(--at) - 4rem)); overflow: auto; border-block-end: 1px solid light-dark(#dad5ca, #383d44); }
    .part { padding: .6rem .9rem; border-block-start: 1px solid light-dark(#dad5ca, #383d44); overflow-wrap: anywhere; }
    .part:first-child { border: 0; }
    h2 { margin: 0 0 .2rem; font-size: 13px; color: light-dark(#525a63, #b0b5bb); }
    ul { list-style: none; margin: 0; padding: 0; }
    li { padding: .15rem 0; }
    .note { font-size: 13px; color: light-dark(#525a63, #b0b5bb); }
    form { display: flex; flex-wrap: wrap; gap: .4rem; }
    input { color: inherit; background: transparent; border: 1px solid currentColor; border-radius: 4px; padding: .1rem .3rem; }
    details summary { cursor: pointer; }
    details ul { padding-inline-start: 1rem; }
    .said { padding: .4rem .9rem; font-size: 13px; }
    .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .mark { position: fixed; pointer-events: none; border: 3px solid light-dark(#1656c4, #ffd166); border-radius: 4px;
      animation: fade 2.2s ease-in forwards; }
    @keyframes fade { 60% { opacity: 1; } to { opacity: 0; } }
    @media (prefers-reduced-motion: reduce) { .mark { animation-timing-function: step-end; } }`);
}

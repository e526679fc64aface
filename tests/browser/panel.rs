//! The panel of findings on the page.

use serde_json::json;

use crate::Stage;
use crate::chrome::Tab;
use crate::tabs::{is_marked, mark, says};

const TALKS: &str = "content/briefings/2025/talks.md";
const TALKS_URL: &str = "/briefings/2025/talks/";
const PANEL: &str = "document.querySelector('chancery-panel')";

fn panel_says(words: &str) -> String {
    format!("!!{PANEL}?.shadowRoot.textContent.includes({})", json!(words))
}

fn no_panel(tab: &Tab) {
    tab.wait(&format!("{PANEL} === null"));
}

pub(crate) fn a_broken_file_keeps_its_page_and_mending_clears_the_panel(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url(TALKS_URL));
    mark(&tab);
    no_panel(&tab);
    site.edit(TALKS, "title: Talks were held", "title: [Talks were held");

    tab.wait(&format!("!!{PANEL}"));
    tab.wait(&panel_says(TALKS));

    // The last good page stays, also for tabs opened now.
    assert_eq!(tab.eval("document.querySelector('h1').textContent"), "Talks were held");

    let other = window.open(&server.url(TALKS_URL));
    assert_eq!(other.eval("document.querySelector('h1').textContent"), "Talks were held");

    // The link opens the editor at the line.
    let link = tab.eval(&format!("{PANEL}.shadowRoot.querySelector('a').href"));
    let link = link.as_str().unwrap_or_default().to_owned();
    assert!(link.starts_with("vscode://file/"), "{link}");
    assert!(link.contains("talks.md:2"), "{link}");

    // Everything else is still live.
    site.edit("content/about.md", "We brief.", "We brief you.");
    other.go(&server.url("/about/"));
    other.wait(&says("We brief you."));
    other.wait(&panel_says(TALKS));
    tab.front();

    site.edit(TALKS, "title: [Talks were held", "title: Talks were mended");
    tab.wait(&says("Talks were mended"));
    no_panel(&tab);
    is_marked(&tab);
}

pub(crate) fn findings_hold_no_html(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/about/"));
    let html = "<img src=x onerror=window.pwned=1>";

    site.edit(TALKS, "date:", &format!("\"{html}\": 1\ndate:"));
    tab.wait(&panel_says(&format!("unknown key `{html}`")));
    site.edit("content/about.md", "We brief.", &format!("We brief [[{html}]]."));
    tab.wait(&panel_says(&format!("unknown page or record `{html}`")));
    tab.wait(&says(&format!("We brief [[{html}]]")));

    assert_eq!(tab.eval(&format!("{PANEL}.shadowRoot.querySelectorAll('img').length")), 0);
    assert_eq!(tab.eval("document.images.length"), 0);
    assert_eq!(tab.eval("window.pwned === undefined"), true);
}

pub(crate) fn the_panel_covers_nothing_for_good(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/long/"));
    site.edit("content/about.md", "We brief.", "See [[nobody]].");
    tab.wait("!!document.querySelector('chancery-panel')");
    let ends = "(scrollTo(0, 1e6), document.body.getBoundingClientRect().bottom
        <= document.querySelector('chancery-panel')?.getBoundingClientRect().top + 1)";
    tab.wait(ends);

    site.edit("content/about.md", "See [[nobody]].", "We brief.");
    tab.wait("!document.querySelector('chancery-panel')");
    tab.wait("getComputedStyle(document.documentElement).paddingBlockEnd === '0px'");
}

pub(crate) fn an_unknown_reference_is_a_chip(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url(TALKS_URL));
    mark(&tab);
    site.edit(TALKS, "[[dan-jarvis]]", "[[dan-jarvs]]");
    tab.wait(
        "document.querySelector('.chip.unknown')?.innerText === \
         '[[dan-jarvs]] did you mean dan-jarvis?'",
    );

    tab.wait(&panel_says("dan-jarvs"));
    site.edit(TALKS, "[[dan-jarvs]]", "[[dan-jarvis]]");
    tab.wait("document.querySelector('.chip.unknown') === null");
    no_panel(&tab);
    is_marked(&tab);
}

pub(crate) fn the_panel_folds_and_closes_by_keyboard(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url(TALKS_URL));
    tab.front();
    site.edit(TALKS, "[[dan-jarvis]]", "[[dan-jarvs]]");
    tab.wait(&panel_says("1 error"));

    let region = "document.querySelector('chancery-panel').shadowRoot.querySelector('section')";
    assert_eq!(tab.eval(&format!("{region}.getAttribute('role')")), "region");
    assert_ne!(tab.eval(&format!("{region}.getAttribute('aria-label')")), "");

    // Shift and Tab from the start of the page leads to its end, where the panel is.
    let focused =
        |class: &str| format!("{PANEL}.shadowRoot.activeElement?.className === '{class}'");
    tab.eval(&format!("{PANEL}.shadowRoot.querySelector('.toggle').focus()"));
    tab.wait(&focused("toggle"));
    tab.press("Enter", 13, "\r");
    tab.wait(&format!("{PANEL}.shadowRoot.querySelector('ol').hidden"));

    // It stays folded when the findings change, and on other pages.
    site.edit(TALKS, "[[returns]]", "[[retuns]]");
    tab.wait(&panel_says("2 errors"));
    tab.wait(&focused("toggle"));
    assert_eq!(tab.eval(&format!("{PANEL}.shadowRoot.querySelector('ol').hidden")), true);
    tab.press("Tab", 9, "");

    tab.wait(&focused("close"));
    tab.press("Enter", 13, "\r");
    no_panel(&tab);
}

pub(crate) fn a_closed_panel_stays_closed_until_there_is_a_new_finding(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url(TALKS_URL));
    site.edit(TALKS, "[[dan-jarvis]]", "[[dan-jarvs]]");
    tab.wait(&panel_says("1 error"));
    tab.eval(&format!("{PANEL}.shadowRoot.querySelector('.close').click()"));
    no_panel(&tab);

    // A line above the finding, and another page, are nothing new.
    site.edit(TALKS, "There were", "A line.\n\nThere were");
    tab.wait(&says("A line."));
    no_panel(&tab);
    tab.go(&server.url("/about/"));
    site.edit("content/about.md", "We brief.", "We brief you.");
    tab.wait(&says("We brief you."));
    no_panel(&tab);

    site.edit("content/about.md", "We brief you.", "See [[nobody]].");
    tab.wait(&panel_says("2 errors"));
}

pub(crate) fn findings_of_this_page_stand_first(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let many: Vec<_> = (0..40).map(|number| format!("See [[nobody-{number}]].")).collect();
    let many = many.join("\n\n");
    site.write("content/a-first.md", &format!("---\ntitle: First\n---\n{many}"));
    site.edit(TALKS, "[[dan-jarvis]]", "[[dan-jarvs]]");

    let tab = window.open(&server.url(TALKS_URL));
    tab.wait(&panel_says("41 errors"));
    let items = format!("[...{PANEL}.shadowRoot.querySelectorAll('li')]");
    tab.wait(&format!("{items}[1].textContent.includes('dan-jarvs')"));

    // The list keeps its place, and its elements, when a finding comes or goes.
    let list = format!("{PANEL}.shadowRoot.querySelector('ol')");
    tab.eval(&format!("{list}.scrollTop = 800; window.item = {items}.at(-1)"));
    let first = format!(
        "{items}.find((node) => node.getBoundingClientRect().bottom > {list}.getBoundingClientRect().top).textContent"
    );
    let before = tab.eval(&first);
    site.edit(TALKS, "[[returns]]", "[[retuns]]");
    tab.wait(&panel_says("42 errors"));
    assert_eq!(tab.eval(&first), before);
    assert_eq!(tab.eval("item.isConnected"), true);

    // Where lines shift it is brought up to date, with the focus on its link.
    tab.eval("item.querySelector('a').focus({ preventScroll: true })");
    site.edit("content/a-first.md", "See [[nobody-0]].", "A line.\n\nSee [[nobody-0]].");
    tab.wait("item.textContent.includes('a-first.md:84:')");
    assert_eq!(tab.eval("item.isConnected && item.querySelector('a').href.includes(':84:')"), true);
    assert_eq!(
        tab.eval(&format!("{PANEL}.shadowRoot.activeElement === item.querySelector('a')")),
        true
    );
    assert_eq!(tab.eval(&format!("{PANEL}.lang")), "en");
}

//! What the preview does for those who write: from a block to its line, what changed, what is held, another day.

use serde_json::json;

use crate::Stage;
use crate::chrome::Tab;
use crate::tabs::{is_marked, mark, says};

const TALKS: &str = "content/briefings/2025/talks.md";
const TALKS_URL: &str = "/briefings/2025/talks/";
const BAR: &str = "document.querySelector('chancery-bar').shadowRoot";

const TEXT: &str = "---
title: A page with parts
summary: What the page is about.
---
The first paragraph.

## A heading

- one item
- another item

| a | b |
|---|---|
| 1 | two |

<div><p>Raw words.</p></div>

A note.[^1]

[^1]: The text of the note.
";

/// Notes every address that a click would open, and opens none.
const NOTE_LINKS: &str = "window.opened = [];
    document.addEventListener('click', (event) => {
        const link = event.composedPath().find((node) => node.localName === 'a');
        if (link?.protocol === 'vscode:') { event.preventDefault(); opened.push(link.href); }
    });";

/// Alt-clicks an element, and returns the end of the address that it opens.
fn alt_click(tab: &Tab, element: &str) -> String {
    tab.eval("opened.length = 0");
    tab.eval(&format!(
        "({element}).dispatchEvent(new MouseEvent('click', {{bubbles: true, cancelable: true, altKey: true}}))"
    ));
    tab.wait("opened.length === 1");
    let opened = tab.eval("opened[0]");
    let opened = opened.as_str().unwrap_or_default();

    opened.split_once("/content/").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}

fn holding(words: &str, kind: &str) -> String {
    format!(
        "[...document.querySelectorAll('{kind}')].find((node) => node.textContent.includes({}))",
        json!(words)
    )
}

pub(crate) fn alt_click_opens_the_line_of_a_block(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.write("content/parts.md", TEXT);
    let tab = window.blank();
    tab.visit(&server.url("/about/"));
    tab.wait_for_page(&server.url("/parts/"));
    tab.eval(NOTE_LINKS);

    for (words, kind, line) in [
        ("The first paragraph.", "p", 5),
        ("A heading", "h2", 7),
        ("another item", "li", 10),
        ("two", "td", 14),
        ("Raw words.", "p", 16),
        ("A note.", "p", 18),
        ("The text of the note.", "p", 20),
        ("A page with parts", "h1", 2),
    ] {
        assert_eq!(alt_click(&tab, &holding(words, kind)), format!("parts.md:{line}:1"), "{words}");
    }

    // What stands on the page is what the build writes, all the same.
    assert_eq!(tab.eval("document.documentElement.outerHTML.includes('chancery 5')"), false);

    // By keyboard: the block that is selected, and the one with the focus.
    tab.eval(&format!(
        "opened.length = 0; getSelection().selectAllChildren({})",
        holding("another item", "li")
    ));
    tab.press_with_alt("Enter", 13);
    tab.wait("opened.length === 1");
    assert_eq!(tab.eval("opened[0].endsWith('parts.md:10:1')"), true);
}

pub(crate) fn alt_click_on_what_another_file_says_opens_that(stage: &mut Stage) {
    let Stage { window, server, .. } = stage;
    let tab = window.open(&server.url("/briefings/"));
    tab.eval(NOTE_LINKS);

    // A card of a list is written in the front matter of its page.
    let card = holding("Talks were held", "main a");
    assert_eq!(alt_click(&tab, &card), "briefings/2025/talks.md:2:1");

    // Nobody wrote the 404 page: that is said.
    tab.visit(&server.url("/data/"));
    tab.wait("!!window.__chancery");
    tab.eval("document.querySelector('footer').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, altKey: true}))");
    tab.wait(&format!("{BAR}.querySelector('.said').textContent.includes('Chancery makes this')"));
}

pub(crate) fn the_bar_says_what_changed_and_goes_there(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/long/"));
    mark(&tab);
    site.edit("content/long.md", "The last words.", "The very last words.");
    tab.wait(&says("The very last words."));
    assert_eq!(tab.eval("scrollY"), 0);

    tab.eval(&format!("{BAR}.querySelector('.handle').click()"));
    tab.wait(&format!("{BAR}.textContent.includes('content/long.md:14')"));
    tab.eval(&format!("{BAR}.getElementById('go').click()"));
    tab.wait("scrollY > 1500");
    assert_eq!(tab.eval(&format!("!!{BAR}.querySelector('.mark')")), true);
    is_marked(&tab);

    // A change of another page leads there, and to its line.
    site.edit(TALKS, "in the year", "in that year");
    tab.wait(&format!("{BAR}.textContent.includes('talks.md')"));
    tab.eval("scrollTo(0, 0)");
    tab.eval(&format!("{BAR}.querySelector('.menu a[href=\"{TALKS_URL}\"]').click()"));
    tab.wait(&format!("location.pathname === '{TALKS_URL}'"));
}

pub(crate) fn the_bar_works_by_keyboard(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.edit(TALKS, "title: Talks", "draft: yes\ntitle: Talks");
    let tab = window.open(&server.url(TALKS_URL));
    let menu = format!("{BAR}.querySelector('.menu')");
    assert_eq!(tab.eval(&format!("{menu}.hidden")), true);

    tab.eval("document.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyC', key: 'C', altKey: true, shiftKey: true, bubbles: true}))");
    tab.wait(&format!("!{menu}.hidden && {menu}.textContent.includes('a draft')"));
    assert_eq!(tab.eval(&format!("{BAR}.activeElement.className")), "menu");

    // It names the records of the page, and who else uses them.
    tab.wait(&format!("{menu}.textContent.includes('Returns (figure): used on 1 page')"));
    tab.wait(&format!("{menu}.textContent.includes('content/briefings/2025/talks.md')"));

    tab.press("Escape", 27, "");
    tab.wait(&format!("{menu}.hidden"));
}

pub(crate) fn a_tab_can_be_shown_another_day(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.write(
        "content/briefings/2026/later.md",
        "---\ntitle: A later page\ndate: 2026-05-01\nembargo: 2026-06-01T09:30:00Z\nsummary: Later.\n---\nWords.\n",
    );

    let tab = window.blank();
    tab.visit(&server.url("/about/"));
    tab.wait_for_page(&server.url("/briefings/2026/later/"));
    let other = window.open_beside(&server.url("/briefings/"));
    other.wait(&says("A later page"));

    let at = |moment: &str| server.url(&format!("/briefings/?as-of={moment}"));
    tab.go(&at("2026-06-01T09:29"));
    tab.wait("document.body.innerText.includes('Talks were held')");
    assert_eq!(tab.eval("document.body.innerText.includes('A later page')"), false);
    assert_eq!(
        tab.eval(&format!(
            "{BAR}.querySelector('.handle').textContent.includes('as of 2026-06-01, 09:29')"
        )),
        true
    );

    tab.go(&at("2026-06-01T09:30"));
    tab.wait(&says("A later page"));

    // The tab stays at its moment when a link is followed, and edits are shown as of it.
    tab.eval(&format!("({}).click()", holding("A later page", "main a")));
    tab.wait("location.pathname === '/briefings/2026/later/' && location.search.startsWith('?as-of=2026-06-01')");
    tab.wait("document.readyState === 'complete' && !!window.__chancery");
    assert_eq!(tab.eval("document.body.innerText.includes('embargo')"), false);
    site.edit("content/briefings/2026/later.md", "Words.", "Other words.");
    tab.wait(&says("Other words."));

    // The other tab is still in the present.
    assert_eq!(other.eval("location.search"), "");

    // What is no moment is refused with words, and a way back.
    tab.visit(&at("%3Cb%3Esoon"));
    tab.wait(&says("The address asks for <b>soon."));
    tab.eval("document.querySelector('a[href=\"?\"]').click()");
    tab.wait("location.pathname === '/briefings/' && location.search === ''");
    tab.wait(&says("A later page"));
}

pub(crate) fn all_findings_are_on_one_page(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.edit("content/about.md", "We brief.", "See [[nobody]].");
    site.edit(TALKS, "[[dan-jarvis]]", "[[dan-jarvs]]");

    let tab = window.open(&server.url("/__chancery/findings"));
    tab.wait("document.querySelectorAll('main li.error').length === 2");
    assert_eq!(tab.eval("document.querySelector('chancery-panel') === null"), true);
    assert_eq!(
        tab.eval("document.querySelector('main ol a').href.startsWith('vscode://file/')"),
        true
    );

    // It follows like any page.
    site.edit("content/about.md", "See [[nobody]].", "We brief.");
    tab.wait("document.querySelectorAll('main li.error').length === 1");
}

pub(crate) fn the_end_of_the_server_is_said(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/about/"));
    mark(&tab);
    server.kill();

    let gone = "document.querySelector('chancery-panel')?.shadowRoot.querySelector('.gone')";
    tab.wait(&format!("({gone}?.textContent ?? '').includes('does not answer')"));

    *server = crate::site::Server::start_at(site, server.port);
    tab.wait("document.querySelector('chancery-panel') === null");
    is_marked(&tab);
}

pub(crate) fn an_open_page_that_is_renamed_follows(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/long/"));
    mark(&tab);
    tab.eval("scrollTo(0, 1500)");

    std::fs::rename(site.folder().join("content/long.md"), site.folder().join("content/longer.md"))
        .unwrap();
    tab.wait("location.pathname === '/longer/'");
    tab.wait(&says("The last words."));
    assert_eq!(tab.eval("scrollY"), 1500);
    is_marked(&tab);

    site.edit("content/longer.md", "The last words.", "The very last words.");
    tab.wait(&says("The very last words."));

    // So is one whose slug changes, with its file where it was.
    site.edit("content/longer.md", "title:", "slug: other\ntitle:");
    tab.wait("location.pathname === '/other/'");
    is_marked(&tab);
}

pub(crate) fn an_open_bar_keeps_what_was_done_to_it(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url(TALKS_URL));
    tab.eval(&format!("{BAR}.querySelector('.handle').click()"));
    tab.wait(&format!("{BAR}.querySelectorAll('details').length === 2"));
    tab.eval(&format!(
        "window.opened = {BAR}.querySelectorAll('details')[1]; opened.open = true;
         opened.querySelector('summary').focus();
         {BAR}.getElementById('moment').value = '2026-12-24T10:00';"
    ));

    site.edit("content/about.md", "We brief.", "We brief you.");
    tab.wait(&format!("{BAR}.textContent.includes('content/about.md')"));
    assert_eq!(tab.eval("opened.isConnected && opened.open"), true);
    assert_eq!(tab.eval(&format!("{BAR}.activeElement === opened.querySelector('summary')")), true);
    let moment = tab.eval(&format!("{BAR}.getElementById('moment').value"));
    assert_eq!(moment, "2026-12-24T10:00");
}

pub(crate) fn the_open_bar_fits_a_low_window(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.edit(
        "content/about.md",
        "We brief.",
        "See [[nobody]], [[no-one]], [[none]] and [[neither]].",
    );
    let tab = window.open(&server.url("/about/"));
    tab.wait("!!document.querySelector('chancery-panel')");

    for height in [700, 320, 220] {
        tab.resize(500, height);
        tab.eval(&format!(
            "{BAR}.querySelector('.menu').hidden && {BAR}.querySelector('.handle').click()"
        ));
        tab.wait(&format!("{BAR}.querySelectorAll('.part').length > 3"));
        let fits = format!(
            "(() => {{
                const menu = {BAR}.querySelector('.menu').getBoundingClientRect();
                const handle = {BAR}.querySelector('.handle').getBoundingClientRect();
                return menu.top >= 0 && menu.height >= 120 && handle.bottom <= innerHeight && menu.bottom <= handle.top;
            }})()"
        );
        tab.wait(&fits);
    }
}

pub(crate) fn the_bar_is_on_the_left_of_a_page_in_arabic(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/about/"));
    let handle = format!("{BAR}.querySelector('.handle').getBoundingClientRect()");
    assert_eq!(tab.eval(&format!("{handle}.left > innerWidth / 2")), true);

    site.edit("content/about.md", "title:", "language: ar\ntitle:");
    tab.wait("document.documentElement.dir === 'rtl'");
    tab.wait(&format!("{handle}.right < innerWidth / 2"));
    tab.eval(&format!("{BAR}.querySelector('.handle').click()"));
    tab.wait(&format!("{BAR}.querySelector('.menu').getBoundingClientRect().left >= 0"));
    assert_eq!(tab.eval(&format!("{handle}.right < innerWidth / 2")), true);
}

//! What the reader did stays where it is when something is put in, or taken out, above it.

use std::fmt::Write as _;

use serde_json::json;

use crate::Stage;
use crate::chrome::Tab;
use crate::site::{Server, Site};
use crate::tabs::{is_marked, mark, says};

const PAGE: &str = "content/reading.md";
const URL: &str = "/reading/";

/// A page of many paragraphs, with what a reader may do something to between the tenth and the thirtieth.
fn page() -> String {
    let mut text = "---\ntitle: Reading\n---\nThe beginning.\n\n".to_owned();
    for number in 1..=60 {
        let _ = write!(text, "Paragraph {number} has a few words of its own.\n\n");
        match number {
            10 => text += "<details><summary>First</summary><p>One</p></details>\n\n",
            12 => text += "<details><summary>Second</summary><p>Two</p></details>\n\n",
            14 => text += "<label>Name <input></label>\n\n",
            16 => text += "<video src=\"/film.mp4\" controls></video>\n\n",
            18 => text += "<iframe src=\"/about/\" title=\"About\"></iframe>\n\n",
            _ => {}
        }
    }

    text
}

fn open(stage: &Stage) -> Tab {
    stage.site.write(PAGE, &page());
    let tab = stage.window.blank();
    tab.visit(&stage.server.url("/about/"));
    tab.wait_for_page(&stage.server.url(URL));
    mark(&tab);
    tab.eval(
        "window.paragraph = (words) => [...document.querySelectorAll('main p')]
             .find((node) => node.textContent.startsWith(words));",
    );

    tab
}

/// Puts paragraphs in above everything, and waits until they are there.
fn put_in_above(tab: &Tab, site: &Site, words: &str) {
    site.edit(PAGE, "The beginning.", &format!("The beginning.\n\n{words}"));
    tab.wait(&says(words.split('\n').next().unwrap_or_default()));
}

pub(crate) fn what_the_reader_looks_at_stays(stage: &mut Stage) {
    let tab = open(stage);
    tab.eval("paragraph('Paragraph 30 ').scrollIntoView()");
    tab.eval("window.top30 = () => paragraph('Paragraph 30 ').getBoundingClientRect().top");
    let before = tab.eval("top30()").as_f64().unwrap();

    put_in_above(&tab, &stage.site, "New one.\n\nNew two.\n\nNew three.");
    tab.wait(&format!("Math.abs(top30() - {before}) <= 2"));

    // So it does when they are taken out again, and when a paragraph above is written anew.
    stage.site.edit(PAGE, "New one.\n\nNew two.\n\nNew three.\n\n", "");
    tab.wait("!document.body.innerText.includes('New two.')");
    tab.wait(&format!("Math.abs(top30() - {before}) <= 2"));
    let long = "A much longer text. ".repeat(60);
    stage.site.edit(PAGE, "Paragraph 5 has a few words", &long);
    tab.wait(&says("A much longer text."));
    tab.wait(&format!("Math.abs(top30() - {before}) <= 2"));
    is_marked(&tab);
}

pub(crate) fn the_selection_stays(stage: &mut Stage) {
    let tab = open(stage);
    tab.eval("getSelection().selectAllChildren(paragraph('Paragraph 30 '))");
    let selected = "getSelection().toString().startsWith('Paragraph 30 ')";

    put_in_above(&tab, &stage.site, "New one.");
    assert_eq!(tab.eval(selected), true);

    stage.site.edit(PAGE, "Paragraph 3 has a few words of its own.\n\n", "");
    tab.wait("!document.body.innerText.includes('Paragraph 3 ')");
    assert_eq!(tab.eval(selected), true);

    // At once: one more above, and the selected paragraph itself gets a few more words.
    stage.site.edit(
        PAGE,
        "Paragraph 30 has a few words of its own.",
        "Paragraph 30 has a few words of its own, and more.",
    );
    stage.site.edit(PAGE, "Paragraph 29 ", "Another one.\n\nParagraph 29 ");
    tab.wait(&says("of its own, and more."));
    tab.wait(&says("Another one."));
    assert_eq!(tab.eval(selected), true);
    is_marked(&tab);
}

pub(crate) fn the_selection_in_a_note_stays_when_notes_are_renumbered(stage: &mut Stage) {
    let notes = "---\ntitle: Notes\n---\nThe beginning.\n\nOne[^a] and two[^b].\n\n\
                 [^a]: Apples are the first.\n\n[^b]: Bananas are the second.\n";
    stage.site.write(PAGE, notes);
    let tab = stage.window.blank();
    tab.visit(&stage.server.url("/about/"));
    tab.wait_for_page(&stage.server.url(URL));
    tab.eval(
        "window.note = document.evaluate(\"//p[starts-with(., 'Bananas')]\", document, null, 9)
             .singleNodeValue.firstChild;
         getSelection().setBaseAndExtent(note, 0, note, 7);",
    );

    stage.site.edit(PAGE, "The beginning.", "The beginning.[^c]\n\n[^c]: Cherries come before.");
    tab.wait(&says("Cherries come before."));
    assert_eq!(tab.eval("getSelection().toString()"), "Bananas");
}

pub(crate) fn what_was_opened_typed_and_focused_stays(stage: &mut Stage) {
    let tab = open(stage);
    tab.eval(
        "window.second = document.querySelectorAll('details')[1];
         second.open = true;
         window.input = document.querySelector('main input');
         input.value = 'typed'; input.focus();",
    );

    stage.site.edit(
        PAGE,
        "<details><summary>First",
        "<details><summary>New</summary><p>New</p></details>\n\n<details><summary>First",
    );
    tab.wait("document.querySelectorAll('details').length === 3");
    put_in_above(&tab, &stage.site, "New one.");

    let open = "JSON.stringify([...document.querySelectorAll('details')].map((node) => node.open))";
    assert_eq!(tab.eval(open), "[false,false,true]");
    assert_eq!(tab.eval("input.isConnected && input.value === 'typed'"), true);
    assert_eq!(tab.eval("document.activeElement === input"), true);
    is_marked(&tab);
}

pub(crate) fn films_and_frames_are_not_loaded_anew(stage: &mut Stage) {
    let tab = open(stage);
    tab.wait("document.querySelector('iframe').contentDocument?.readyState === 'complete'");
    tab.eval(
        "window.film = document.querySelector('video');
         document.querySelector('iframe').contentWindow.stayed = true;",
    );

    put_in_above(&tab, &stage.site, "New one.");
    stage.site.edit(PAGE, "Paragraph 15 has a few words of its own.\n\n", "");
    tab.wait("!document.body.innerText.includes('Paragraph 15 ')");

    assert_eq!(tab.eval("film.isConnected && film === document.querySelector('video')"), true);
    assert_eq!(tab.eval("document.querySelector('iframe').contentWindow.stayed === true"), true);
    is_marked(&tab);
}

pub(crate) fn what_a_script_of_the_site_did_stays(stage: &mut Stage) {
    let tab = open(stage);
    tab.eval(
        "window.added = document.createElement('p'); added.textContent = 'Made by a script';
         paragraph('Paragraph 7 ').after(added);
         paragraph('Paragraph 8 ').classList.add('seen');
         window.heard = 0; document.addEventListener('chancery:change', () => { heard += 1; });",
    );

    put_in_above(&tab, &stage.site, "New one.");
    stage.site.edit(PAGE, "Paragraph 7 has", "Paragraph 7 now has");
    tab.wait(&says("Paragraph 7 now has"));

    assert_eq!(
        tab.eval("added.previousElementSibling?.textContent.startsWith('Paragraph 7 now')"),
        true
    );
    assert_eq!(tab.eval("paragraph('Paragraph 8 ').className"), "seen");
    assert_eq!(tab.eval("heard >= 2"), true);
}

pub(crate) fn one_word_among_two_thousand_paragraphs_is_one_change(stage: &mut Stage) {
    let text: Vec<_> = (0..2000).map(|number| format!("Paragraph {number} of many.")).collect();
    let text = text.join("\n\n");
    stage.site.write("content/many.md", &format!("---\ntitle: Many\n---\n{text}"));
    let tab = stage.window.blank();
    tab.visit(&stage.server.url("/about/"));
    tab.wait_for_page(&stage.server.url("/many/"));
    mark(&tab);
    tab.eval(
        "window.changes = 0;
         new MutationObserver((list) => { changes += list.length; }).observe(document.body,
             {subtree: true, childList: true, attributes: true, characterData: true});",
    );

    stage.site.edit("content/many.md", "Paragraph 1000 of", "Paragraph 1000 out of");
    tab.wait(&says("Paragraph 1000 out of many."));
    assert_eq!(tab.eval("changes"), 1);

    stage.site.edit("content/many.md", "Paragraph 5 of", "One more.\n\nParagraph 5 of");
    tab.wait(&says("One more."));
    assert_eq!(tab.eval("document.querySelectorAll('main p').length"), 2001);
    assert_eq!(tab.eval("changes <= 4"), true, "a paragraph and the line breaks around it");
    is_marked(&tab);
}

/// Tells whether the page on the screen is the one that the server has.
fn is_the_servers(tab: &Tab, server: &Server) -> bool {
    let url = json!(server.url(URL));
    let same = format!(
        "fetch({url}).then((answer) => answer.text()).then((text) => {{
            const next = new DOMParser().parseFromString(text, 'text/html');
            next.querySelector('script[src*=\"__chancery\"]').remove();
            next.body.normalize();
            document.body.normalize();
            return next.body.outerHTML === document.body.outerHTML && next.title === document.title;
        }})"
    );

    tab.eval(&same) == true
}

pub(crate) fn any_edit_ends_with_the_page_that_the_server_has(stage: &mut Stage) {
    let rounds = if crate::runs_slow_tests() { 150 } else { 25 };
    let tab = open(stage);
    let mut random = 2_463_534_242_u32;
    let mut next = |below: usize| {
        // Xorshift (Marsaglia 2003): the same edits on every run.
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        random as usize % below
    };

    for round in 0..rounds {
        let text = stage.site.read(PAGE);
        let (head, body) = text.split_at(text.find("The beginning.").unwrap());
        let mut blocks: Vec<String> = body.trim_end().split("\n\n").map(str::to_owned).collect();
        let at = 1 + next(blocks.len() - 1);
        match next(7) {
            0 => blocks.insert(at, format!("Round {round} puts this in.")),
            1 if blocks.len() > 5 => drop(blocks.remove(at)),
            2 => blocks[at] = format!("{} Round {round}.", blocks[at]),
            3 => {
                let block = blocks.remove(at);
                blocks.insert(1, block);
            }
            4 => blocks.insert(at, blocks[at].clone()),
            5 => blocks.insert(at, format!("## Heading {round}\n\n- one\n- two {round}\n\n| a | b |\n|---|---|\n| 1 | {round} |")),
            _ => blocks[at] = format!("A block that is written anew in round {round}."),
        }

        stage
            .site
            .write(PAGE, &format!("{head}{}\n\nEnd of round {round}.\n", blocks.join("\n\n")));
        tab.wait(&says(&format!("End of round {round}.")));
        assert!(is_the_servers(&tab, &stage.server), "round {round}");
    }

    is_marked(&tab);
}

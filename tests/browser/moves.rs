//! What moves on a page, or becomes another kind of block, stays what it was for its reader.

use crate::Stage;
use crate::chrome::Tab;
use crate::tabs::{is_marked, mark, says};

const PAGE: &str = "content/reading.md";
const URL: &str = "/reading/";

fn page(body: &str) -> String {
    format!("---\ntitle: Reading\n---\n{body}\n\nThe end.\n")
}

fn open(stage: &Stage, body: &str) -> Tab {
    stage.site.write(PAGE, &page(body));
    let tab = stage.window.blank();
    tab.visit(&stage.server.url("/about/"));
    tab.wait_for_page(&stage.server.url(URL));
    tab.wait("!!window.__chancery");
    mark(&tab);
    tab.eval(
        "window.text = (words) => {
             const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
             while (texts.nextNode()) if (texts.currentNode.nodeValue.includes(words)) return texts.currentNode;
         };
         window.select = (words) => {
             const node = text(words), at = node.nodeValue.indexOf(words);
             getSelection().setBaseAndExtent(node, at, node, at + words.length);
         };",
    );

    tab
}

/// Writes the page anew, and waits until it is on the screen.
fn write(stage: &Stage, tab: &Tab, body: &str, round: &str) {
    stage.site.write(PAGE, &page(&format!("{body}\n\n{round}")));
    tab.wait(&says(round));
    is_marked(tab);
}

fn paragraphs(numbers: &[usize]) -> String {
    let one = |number: &usize| format!("Paragraph {number} has words of its own.");
    numbers.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

pub(crate) fn a_block_that_moves_is_the_same_block(stage: &mut Stage) {
    let things = "<details><summary>More</summary><p>Hidden.</p></details>\n\n\
                  Type <input name=\"q\"> here.\n\n\
                  <iframe src=\"/about/\" title=\"About\"></iframe>";
    let tab = open(stage, &format!("{things}\n\n{}", paragraphs(&[1, 2, 3, 4])));
    tab.wait("document.querySelector('iframe').contentDocument?.readyState === 'complete'");
    tab.eval(
        "select('Paragraph 4');
         window.block = text('Paragraph 4').parentElement;
         window.details = document.querySelector('main details'); details.open = true;
         window.input = document.querySelector('main input'); input.value = 'typed';
         document.querySelector('iframe').contentWindow.stayed = true;",
    );

    write(stage, &tab, &format!("{}\n\n{things}", paragraphs(&[4, 2, 1, 3])), "Round one.");
    assert_eq!(tab.eval("block.isConnected && getSelection().toString()"), "Paragraph 4");
    assert_eq!(tab.eval("details.isConnected && details.open"), true);
    assert_eq!(tab.eval("input.isConnected && input.value === 'typed'"), true);
    assert_eq!(tab.eval("document.querySelector('iframe').contentWindow.stayed === true"), true);

    // A block that moves and is edited at once is known by most of its words.
    let body = format!("{}\n\n{things}", paragraphs(&[2, 1, 3, 4]));
    let body = body.replace("Paragraph 4 has words", "Paragraph 4 has few words");
    write(stage, &tab, &body, "Round two.");
    assert_eq!(tab.eval("block.isConnected && getSelection().toString()"), "Paragraph 4");
}

pub(crate) fn a_selection_outlives_another_kind_of_block(stage: &mut Stage) {
    let around = |block: &str| format!("{}\n\n{block}\n\n{}", paragraphs(&[1]), paragraphs(&[3]));
    let words = "Some words that are *well* chosen.";
    let tab = open(stage, &around(words));
    tab.eval("select('words that')");

    let kinds =
        ["## {}", "- {}", "1. other\n2. {}", "> {}", "{}", "### {}", "| a |\n|---|\n| {} |"];
    for (number, kind) in kinds.iter().enumerate() {
        let round = format!("Round {number}.");
        write(stage, &tab, &around(&kind.replace("{}", words)), &round);
        assert_eq!(tab.eval("getSelection().toString()"), "words that", "{kind}");
    }
}

pub(crate) fn a_selection_outlives_edits_on_both_of_its_sides(stage: &mut Stage) {
    for (number, (before, after)) in [
        ("Alpha beta gamma delta epsilon zeta.", "Alpha BETA gamma delta EPSILON zeta."),
        ("Alpha beta gamma delta epsilon zeta.", "One, alphas (gamma delta), zetas."),
        ("Alpha beta gamma delta epsilon zeta.", "Alpha **beta** gamma delta *epsilon* zeta."),
        ("Alpha beta gamma delta epsilon zeta.", "Alpha beta **gamma** delta epsilon zeta."),
        ("Alpha beta gamma delta epsilon zeta.", "## Some beta gamma delta or zeta"),
        ("Alpha *beta* gamma delta epsilon.", "Alpha betas gamma delta."),
    ]
    .into_iter()
    .enumerate()
    {
        let tab = open(stage, before);
        tab.eval("select('gamma delta')");
        write(stage, &tab, after, &format!("Round {number}."));
        assert_eq!(tab.eval("getSelection().toString()"), "gamma delta", "{after}");
        tab.close();
    }
}

pub(crate) fn what_was_written_and_chosen_stays(stage: &mut Stage) {
    let body = "<div id=\"own\" contenteditable>The words of the page</div>\n\n\
                <div id=\"free\" contenteditable>Other words</div>\n\n\
                <textarea id=\"area\">First</textarea>\n\n\
                <select id=\"list\"><option>one</option><option>two</option><option>three</option></select>\n\n\
                <label><input type=\"radio\" name=\"r\" value=\"1\"> A</label>\n\
                <label><input type=\"radio\" name=\"r\" value=\"2\"> B</label>";
    let tab = open(stage, body);
    tab.eval(
        "window.the = (id) => document.getElementById(id);
         the('own').textContent = 'My words';
         the('area').focus(); document.execCommand('insertText', false, 'Typed ');
         window.typed = the('area').value;
         the('list').value = 'two';
         document.querySelector('[value=\"1\"]').checked = true;",
    );

    let next = body
        .replace("The words of the page", "The <b>new</b> words of the page")
        .replace("Other words", "Other <b>new</b> words")
        .replace("First", "Second")
        .replace("<option>three", "<option selected>three")
        .replace("value=\"2\"", "value=\"2\" checked");
    write(stage, &tab, &next, "Round one.");

    assert_eq!(tab.eval("the('own').textContent"), "My words");
    assert_eq!(tab.eval("the('free').textContent"), "Other new words");
    assert_eq!(tab.eval("typed.includes('Typed') && the('area').value === typed"), true);
    assert_eq!(tab.eval("the('list').value"), "two");
    assert_eq!(tab.eval("document.querySelector('[value=\"1\"]').checked"), true);
}

pub(crate) fn a_wrapper_around_the_text_moves_nothing(stage: &mut Stage) {
    let numbers: Vec<usize> = (1..=90).collect();
    let tab = open(stage, &paragraphs(&numbers));
    tab.eval(
        "window.block = text('Paragraph 40').parentElement;
         block.scrollIntoView({behavior: 'instant'});
         select('Paragraph 41');
         window.top40 = () => block.getBoundingClientRect().top;",
    );
    let before = tab.eval("top40()").as_f64().unwrap();

    let wrapped = format!(
        "<div style=\"padding: 50px\"><section>\n\n{}\n\n</section></div>",
        paragraphs(&numbers)
    );
    for (round, body) in [("Round one.", &wrapped), ("Round two.", &paragraphs(&numbers))] {
        write(stage, &tab, body, round);
        assert_eq!(tab.eval("block.isConnected && getSelection().toString()"), "Paragraph 41");
        tab.wait(&format!("Math.abs(top40() - {before}) <= 2"));
    }

    // So does one that a template puts around every page.
    let template = include_str!("../../templates/page.html")
        .replace("<article>", "<div class=\"wrapper\"><article>")
        .replace("</article>", "</article></div>");
    stage.site.write("templates/page.html", &template);
    tab.wait("!!document.querySelector('.wrapper')");
    assert_eq!(tab.eval("block.isConnected && getSelection().toString()"), "Paragraph 41");
    tab.wait(&format!("Math.abs(top40() - {before}) <= 2"));
    is_marked(&tab);
}

pub(crate) fn a_page_in_another_language_loads_no_film_anew(stage: &mut Stage) {
    stage.site.write("static/film.mp4", "no film");
    let tab = open(stage, "<video src=\"/film.mp4\"></video>");
    tab.eval("window.film = document.querySelector('video')");

    stage.site.edit("content/site.yaml", "title:", "language: fr\ntitle:");
    tab.wait("document.documentElement.lang === 'fr'");
    write(stage, &tab, "<video src=\"/film.mp4\"></video>", "Round one.");
    assert_eq!(tab.eval("film.isConnected && film.getAttribute('src')"), "/film.mp4");
}

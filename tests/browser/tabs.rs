//! Pages that change while they are shown.

use std::io::Write as _;
use std::thread::sleep;
use std::time::Duration;

use crate::Stage;
use crate::chrome::Tab;
use crate::site::Server;

const LONG: &str = "content/long.md";
const TALKS: &str = "content/briefings/2025/talks.md";
const TALKS_URL: &str = "/briefings/2025/talks/";

/// Marks the page that is loaded now: a reload would remove the mark.
pub(crate) fn mark(tab: &Tab) {
    tab.eval("window.marked = true");
}

#[track_caller]
pub(crate) fn is_marked(tab: &Tab) {
    assert_eq!(tab.eval("window.marked === true"), true, "the page was loaded anew");
}

/// An expression that is true if the page contains some words.
pub(crate) fn says(words: &str) -> String {
    format!("document.body.innerText.includes({})", serde_json::json!(words))
}

pub(crate) fn a_change_keeps_what_the_reader_did(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/long/"));
    mark(&tab);
    tab.eval(
        "document.getElementById('more').open = true;
         document.getElementById('name').value = 'typed';
         window.text = document.evaluate(\"//p[starts-with(., 'The words to be')]\",
             document, null, 9).singleNodeValue.firstChild;
         getSelection().setBaseAndExtent(text, 4, text, 9);
         document.getElementById('link').focus();
         scrollTo(0, 1500);
         window.last = () => document.querySelector('.tall').getBoundingClientRect().bottom;
         window.where = last();",
    );

    for round in 0..20 {
        let (from, to) = (
            format!("Edited {round} times. The words to"),
            format!("Edited {} times. The words to", round + 1),
        );

        match round {
            0 => site.edit(LONG, "The words to", &to),
            _ => site.edit(LONG, &from, &to),
        }

        site.edit(LONG, "The first words", "A new line.\n\nThe first words");
        tab.wait(&says(&format!("Edited {} times. The words to be selected", round + 1)));
        tab.wait(&format!(
            "[...document.querySelectorAll('p')].filter(p => p.innerText === 'A new line.').length === {}",
            round + 1
        ));
        assert_eq!(tab.eval("document.getElementById('more').open"), true, "round {round}");
        assert_eq!(tab.eval("document.getElementById('name').value"), "typed", "round {round}");

        assert_eq!(tab.eval("getSelection().toString()"), "words", "round {round}");
        assert_eq!(tab.eval("document.activeElement.id"), "link", "round {round}");

        // The text that the reader looks at stays in place, within the pixel to which lines are rounded.
        tab.wait("Math.abs(last() - where) <= 2");
    }

    assert_eq!(tab.eval("scrollY > 1500"), true);
    is_marked(&tab);
}

pub(crate) fn an_unaffected_page_is_not_touched(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/about/"));
    mark(&tab);
    tab.eval(
        "window.changes = 0;
         new MutationObserver((list) => { changes += list.length; }).observe(document,
             {subtree: true, childList: true, attributes: true, characterData: true});
         window.text = document.querySelector('main p').firstChild;
         text.marked = true;
         window.generation = __chancery.page.generation;",
    );

    site.edit(TALKS, "in the year", "in that year");
    tab.wait("__chancery.page.generation > generation");
    site.edit(TALKS, "in that year", "in this year");
    tab.wait("__chancery.page.generation > generation + 1");
    assert_eq!(tab.eval("changes"), 0);

    assert_eq!(tab.eval("text.marked === true && text.isConnected"), true);

    // The watcher does notice a change of its own page.
    site.edit("content/about.md", "We brief.", "We brief you.");
    tab.wait(&says("We brief you."));
    assert_eq!(tab.eval("text.marked === true && text.isConnected && changes > 0"), true);
    is_marked(&tab);
}

pub(crate) fn a_sheet_is_swapped_without_a_moment_without_style(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/long/"));
    mark(&tab);
    tab.eval(
        "window.colours = new Set();
         const look = () => { colours.add(getComputedStyle(document.body).color); };
         (function paint() { look(); requestAnimationFrame(paint); })();
         new MutationObserver(look).observe(document, {subtree: true, childList: true});
         scrollTo(0, 1500);",
    );

    for (from, to) in [("10, 20, 30", "40, 50, 60"), ("40, 50, 60", "70, 80, 90")] {
        site.edit("static/chancery.css", from, to);
        tab.wait(&format!("getComputedStyle(document.body).color === 'rgb({to})'"));
        tab.wait("document.querySelectorAll('link[rel=stylesheet]').length === 1");
    }

    let colours = tab.eval("[...colours].sort().join(' ')");
    assert_eq!(colours, "rgb(10, 20, 30) rgb(40, 50, 60) rgb(70, 80, 90)");
    assert_eq!(tab.eval("scrollY"), 1500);
    is_marked(&tab);
}

/// A picture of the given width in pixels.
fn picture(width: u32) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='9'/>")
}

pub(crate) fn a_picture_whose_bytes_change_is_loaded_anew(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.write("content/map/index.md", "---\ntitle: Map\n---\nWords.\n\n![A map](map.svg)\n");
    site.write("content/map/map.svg", &picture(20));

    let tab = window.open(&server.url("/map/"));
    tab.wait("document.querySelector('main img')?.naturalWidth === 20");
    mark(&tab);
    tab.eval("window.image = document.querySelector('main img')");
    site.write("content/map/map.svg", &picture(30));

    tab.wait("image.naturalWidth === 30");

    // It stays the new one when the page around it changes, repeatedly.
    site.edit("content/map/index.md", "Words.", "Other words.");
    tab.wait(&says("Other words."));
    tab.wait("image.isConnected && image.complete && image.naturalWidth === 30");
    site.write("content/map/map.svg", &picture(40));
    tab.wait("image.naturalWidth === 40");

    is_marked(&tab);
}

pub(crate) fn pictures_of_a_set_and_of_a_sheet_are_loaded_anew(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.write("static/ground.svg", &picture(20));
    site.write("static/wide.svg", &picture(20));
    site.write("static/own.css", "@media all { main { background: url(ground.svg) } }");
    site.write("static/own.js", "window.own = 1;");

    site.write("templates/own.html", HEAD);

    let picture_in_set = "<img alt='' src='/no.svg' srcset='/wide.svg 1x, /other.svg 3x'>";
    let page = format!("---\ntitle: Set\ntemplate: own.html\n---\n{picture_in_set}\n");
    site.write("content/set.md", &page);

    let tab = window.open(&server.url("/set/"));
    tab.wait("document.querySelector('main img')?.naturalWidth === 20");

    let loads = |name: &str, times: u32| {
        format!(
            "performance.getEntriesByType('resource')
                .filter((it) => it.name.includes('{name}') && it.responseStatus === 200).length === {times}"
        )
    };

    tab.wait(&loads("ground.svg", 1));
    mark(&tab);
    site.write("static/wide.svg", &picture(30));
    tab.wait("document.querySelector('main img').naturalWidth === 30");
    site.write("static/ground.svg", &picture(30));

    tab.wait(&loads("ground.svg", 2));

    // A new version of the sheet names the same picture.
    site.write("static/own.css", "main { background: url('ground.svg') no-repeat }");
    tab.wait("getComputedStyle(document.querySelector('main')).background.includes('no-repeat')");
    tab.wait("getComputedStyle(document.querySelector('main')).background.includes('chancery=')");
    is_marked(&tab);
}

const HEAD: &str = "{% extends \"page.html\" %}{% block head %}{{ super() }}\
                    <link rel=\"stylesheet\" href=\"/own.css\"><script src=\"/own.js\" defer></script>\
                    {% endblock %}";

pub(crate) fn a_sheet_whose_address_stays_is_swapped(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.write("static/own.css", "main { color: rgb(1, 1, 1); }");
    site.write("static/own.js", "window.own = 1;");
    site.write("templates/own.html", HEAD);
    site.edit("content/about.md", "title:", "template: own.html\ntitle:");

    let tab = window.open(&server.url("/about/"));
    let colour = |of: u8| {
        format!(
            "getComputedStyle(document.querySelector('main')).color === 'rgb({of}, {of}, {of})'"
        )
    };

    tab.wait(&colour(1));
    mark(&tab);
    site.write("static/own.css", "main { color: rgb(2, 2, 2); }");
    tab.wait(&colour(2));
    tab.wait("document.querySelectorAll('link[href*=\"own.css\"]').length === 1");

    site.edit("content/about.md", "We brief.", "We brief you.");
    tab.wait(&says("We brief you."));
    tab.wait(&colour(2));
    site.write("static/own.css", "main { color: rgb(3, 3, 3); }");
    tab.wait(&colour(3));

    tab.wait("document.querySelectorAll('link[href*=\"own.css\"]').length === 1");
    is_marked(&tab);
}

pub(crate) fn a_script_whose_address_stays_reloads(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    site.write("static/own.css", "");
    site.write("static/own.js", "window.own = 1;");
    site.write("templates/own.html", HEAD);
    site.edit("content/about.md", "title:", "template: own.html\ntitle:");

    let tab = window.open(&server.url("/about/"));
    tab.wait("window.own === 1");
    site.write("static/own.js", "window.own = 2;");
    tab.wait("window.own === 2");
    mark(&tab);

    site.edit("content/about.md", "We brief.", "We brief you.");
    tab.wait(&says("We brief you."));
    is_marked(&tab);
}

pub(crate) fn a_changed_script_reloads_where_the_reader_was(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/long/"));
    mark(&tab);
    tab.eval("scrollTo(0, 1500)");
    site.edit(LONG, "The last words.", "<script>window.ran = 'once'</script>");

    tab.wait("window.ran === 'once' && !!window.__chancery");
    tab.wait("scrollY === 1500");
    assert_eq!(tab.eval("window.marked === undefined"), true);

    // The script itself is unchanged: no reason to reload.
    mark(&tab);
    site.edit(LONG, "The first words", "The very first words");
    tab.wait(&says("The very first words"));
    is_marked(&tab);
}

pub(crate) fn a_template_changes_in_place(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/about/"));
    mark(&tab);

    let base = include_str!("../../templates/base.html");
    site.write(
        "templates/base.html",
        &base.replace("{{ words.skip_to_content }}", "Skip all this"),
    );
    tab.wait("document.querySelector('.skip').textContent === 'Skip all this'");
    site.remove("templates/base.html");
    tab.wait("document.querySelector('.skip').textContent === 'Skip to main content'");

    is_marked(&tab);
}

pub(crate) fn a_template_that_is_written_slowly_changes_in_place(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let base = include_str!("../../templates/base.html");
    site.write("templates/base.html", base);

    let tab = window.open(&server.url("/about/"));
    mark(&tab);

    let path = site.folder().join("templates/base.html");
    let mut file = std::fs::File::create(path).unwrap();
    let text = base.replace("{{ words.skip_to_content }}", "Skip all this");

    for part in text.as_bytes().chunks(text.len().div_ceil(3)) {
        sleep(Duration::from_millis(80));
        file.write_all(part).unwrap();
    }

    drop(file);
    tab.wait("document.querySelector('.skip').textContent === 'Skip all this'");
    is_marked(&tab);
}

pub(crate) fn a_storm_of_saves_ends_with_the_last(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tabs = ["/about/", "/long/"].map(|url| window.open_beside(&server.url(url)));
    tabs.iter().for_each(mark);

    let base = include_str!("../../templates/base.html");
    let last: u64 = if crate::runs_slow_tests() { 99 } else { 39 };
    for round in 0..=last {
        let words = format!("Round {round}.");
        site.write("templates/base.html", &base.replace("{{ words.skip_to_content }}", &words));
        sleep(Duration::from_millis(round * 7 % 40));
        site.write("content/about.md", &format!("---\ntitle: About us\n---\n{words}\n"));
        site.write("content/.long.md", &site.read(LONG).replace("The first", "The very first"));

        std::fs::rename(site.folder().join("content/.long.md"), site.folder().join(LONG)).unwrap();
        site.write("static/chancery.css", &format!("body {{ order: {round}; }}"));
        sleep(Duration::from_millis(round * 11 % 50));
    }

    for tab in &tabs {
        tab.wait(&format!("document.querySelector('.skip').textContent === 'Round {last}.'"));
        tab.wait(&format!("getComputedStyle(document.body).order === '{last}'"));
        is_marked(tab);
    }

    tabs[0].wait(&says(&format!("Round {last}.")));
}

pub(crate) fn a_record_shows_on_the_pages_that_name_it(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url(TALKS_URL));
    mark(&tab);
    site.edit("content/figures/returns.md", "value: 1,200", "value: 1,300");
    tab.wait(&says("There were 1,300 in the year"));

    site.edit("content/ministers/dan-jarvis.md", "name: Dan Jarvis", "name: Daniel Jarvis");
    tab.wait(&says("Daniel Jarvis said so"));
    site.edit(TALKS, "title: Talks were held", "title: Talks went on");
    tab.wait("document.title.startsWith('Talks went on')");
    is_marked(&tab);
}

pub(crate) fn a_page_goes_and_comes_back(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/long/"));
    mark(&tab);
    tab.eval("scrollTo(0, 1500)");
    let text = site.read(LONG);

    site.remove(LONG);
    tab.wait(&says("There is no page at this address."));
    site.write(LONG, &text);
    tab.wait(&says("The first words stand here."));
    tab.wait("scrollY === 1500");

    is_marked(&tab);
}

pub(crate) fn a_new_page_is_there(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/"));
    mark(&tab);
    site.write("content/a-new-page.md", "---\ntitle: Brand new\n---\nWords.\n");
    tab.wait("!!document.querySelector('footer a[href=\"/a-new-page/\"]')");

    is_marked(&tab);
    tab.go(&server.url("/a-new-page/"));
    tab.wait(&says("Brand new"));
}

pub(crate) fn a_new_page_replaces_the_one_that_says_there_is_none(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/news/later/"));
    mark(&tab);
    tab.wait(&says("There is no page at this address."));
    site.write("content/news/later.md", "---\ntitle: Here at last\n---\nWords.\n");
    tab.wait(&says("Here at last"));
    is_marked(&tab);
}

pub(crate) fn ten_tabs_and_an_eleventh(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let mut tabs = Vec::new();
    for _ in 0..10 {
        let tab = window.open(&server.url("/about/"));
        tab.front();
        tab.wait("!document.hidden");
        tabs.push(tab);
    }

    let hidden = tabs.iter().filter(|tab| tab.eval("document.hidden") == true).count();
    assert_eq!(hidden, 9, "this browser shows several tabs at once");

    let eleventh = window.open(&server.url("/about/"));
    eleventh.front();
    site.edit("content/about.md", "We brief.", "We brief you.");
    eleventh.wait(&says("We brief you."));
}

pub(crate) fn ten_windows_in_sight_share_a_stream(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let mut tabs: Vec<_> = (0..10).map(|_| window.open_beside(&server.url("/about/"))).collect();
    assert!(tabs.iter().all(|tab| tab.eval("document.hidden") == false), "all are in sight");
    site.edit("content/about.md", "We brief.", "We brief you.");

    for tab in &tabs {
        tab.wait(&says("We brief you."));
    }

    // The tab that listens for all is closed, and another takes over.
    tabs.remove(0).close();
    site.edit("content/about.md", "We brief you.", "We brief all.");

    for tab in &tabs {
        tab.wait(&says("We brief all."));
    }

    server.kill();
    site.edit("content/about.md", "We brief all.", "We brief on.");
    *server = Server::start_at(site, server.port);

    for tab in &tabs {
        tab.wait(&says("We brief on."));
    }
}

pub(crate) fn a_hidden_tab_catches_up(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let first = window.open(&server.url("/about/"));
    mark(&first);

    let second = window.open(&server.url("/about/"));
    second.front();
    first.wait("document.hidden");
    site.edit("content/about.md", "We brief.", "We brief you.");
    second.wait(&says("We brief you."));

    assert_eq!(first.eval(&says("We brief you.")), false, "a hidden tab held on to its stream");
    first.front();
    first.wait(&says("We brief you."));
    is_marked(&first);
}

pub(crate) fn a_killed_server_is_found_again(stage: &mut Stage) {
    let Stage { window, server, site } = stage;
    let tab = window.open(&server.url("/about/"));
    mark(&tab);
    server.kill();
    site.edit("content/about.md", "We brief.", "We brief you.");

    *server = Server::start_at(site, server.port);

    let took = tab.wait(&says("We brief you."));
    assert!(took < Duration::from_secs(2), "{took:?} after the server was back");
    is_marked(&tab);

    // And it listens to the new server.
    site.edit("content/about.md", "We brief you.", "We brief all.");
    tab.wait(&says("We brief all."));
    is_marked(&tab);
}

//! The search page of a built site, under the policy that `docs/publishing.md` recommends.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use serde_json::json;

use crate::Stage;
use crate::chrome::Tab;
use crate::site::Site;

const STATUS: &str = "document.querySelector('.search-status').textContent";
const TITLES: &str =
    "[...document.querySelectorAll('.search-results h3')].map((it) => it.textContent).join(' | ')";

/// The site is below this path, as on a shared host.
const BASE: &str = "/notes";

/// The policy in `docs/publishing.md` for all pages, and for the search page.
fn policy(path: &str) -> String {
    let document = include_str!("../../docs/publishing.md");
    let policies =
        document.lines().filter_map(|line| line.strip_prefix("Content-Security-Policy: "));
    let policies: Vec<&str> = policies.collect();
    assert_eq!(policies.len(), 2, "the document has a policy for all pages, and one for search");
    policies[usize::from(path == "/search/")].to_owned()
}

/// Builds the site, and serves the folder as a plain host does.
fn host(site: &Site) -> String {
    let out = site.folder().join("public");
    let built = Command::new(crate::program())
        .arg("build")
        .arg(site.folder())
        .args(["--as-of", "2026-01-01", "--base-url", "https://www.example.org/notes/", "--out"])
        .arg(&out)
        .output()
        .unwrap();

    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}{BASE}", listener.local_addr().unwrap());

    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let out = out.clone();
            thread::spawn(move || answer(&stream, &out));
        }
    });

    address
}

fn answer(mut stream: &TcpStream, out: &Path) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else {
        return;
    };

    for _ in lines.take_while(|line| !line.is_empty()) {}
    let path =
        request.split(' ').nth(1).and_then(|path| path.split('?').next()).unwrap_or_default();
    let path = path.strip_prefix(BASE).unwrap_or("/404.html");
    let mut file: PathBuf = out.join(path.trim_start_matches('/'));

    if path.ends_with('/') {
        file.push("index.html");
    }

    let kind = match file.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };

    let (status, body) = match std::fs::read(&file) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };

    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {}\r\nConnection: close\r\n\r\n",
        body.len(),
        policy(path),
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

/// Opens a page of a built site, and counts violations of its policy.
fn open(stage: &Stage, url: &str) -> (Tab, String) {
    let host = host(&stage.site);
    let tab = stage.window.blank();

    tab.at_start(
        "window.forbidden = []; document.addEventListener('securitypolicyviolation', \
         (event) => forbidden.push(`${event.violatedDirective} ${event.blockedURI}`))",
    );
    tab.visit(&format!("{host}{url}"));

    (tab, host)
}

fn type_into_search(tab: &Tab, words: &str) {
    tab.wait("document.querySelector('.search-form fieldset').disabled === false");
    tab.eval("document.querySelector('#part-words').focus()");
    for letter in words.chars() {
        tab.press(&letter.to_string(), 0, &letter.to_string());
    }
}

fn tick(tab: &Tab, facet: &str, id: &str) {
    tab.eval(&format!(
        "document.querySelector('[data-facet={facet}] input[value=\"{id}\"]').focus()"
    ));
    tab.press(" ", 32, " ");
}

fn says(tab: &Tab, words: &str) {
    tab.wait(&format!("{STATUS} === {}", json!(words)));
}

fn shows(tab: &Tab, titles: &str) {
    tab.wait(&format!("{TITLES} === {}", json!(titles)));
}

fn nothing_is_forbidden(tab: &Tab) {
    assert_eq!(tab.eval("forbidden"), json!([]));
}

pub(crate) fn words_are_found_while_they_are_typed(stage: &mut Stage) {
    let (tab, host) = open(stage, "/search/");
    type_into_search(&tab, "year");
    says(&tab, "1 result for “year”");
    shows(&tab, "Talks were held");

    // The status is a live region, matching words are marked, and the focus has not moved.
    assert_eq!(tab.eval("document.querySelector('.search-status').role"), "status");
    assert_eq!(tab.eval("document.querySelector('.excerpt mark').textContent"), "year,");
    assert_eq!(tab.eval("document.activeElement.id"), "part-words");
    assert_eq!(tab.eval("location.search"), "?q=year");

    // With a base path as well, a result links to its page.
    let link = tab.eval("document.querySelector('.search-results a').href");
    assert_eq!(link, format!("{host}/briefings/2025/talks/"));
    nothing_is_forbidden(&tab);
}

pub(crate) fn facets_narrow_and_steps_go_back(stage: &mut Stage) {
    let (tab, _) = open(stage, "/search/?q=dan");
    says(&tab, "2 results for “dan”");

    // In a narrow window the filters are folded; they can be reached and opened by keyboard.
    tab.eval("document.querySelector('#part-words').focus()");
    tab.press("Tab", 9, "");
    tab.press("Tab", 9, "");
    assert_eq!(tab.eval("document.activeElement.localName"), "summary");
    tab.press("Enter", 13, "\r");

    tab.wait("document.activeElement.parentElement.open");
    tick(&tab, "type", "minister");
    says(&tab, "1 result for “dan”");
    shows(&tab, "Dan Jarvis");
    assert_eq!(tab.eval("location.search"), "?q=dan&type=minister");

    assert_eq!(tab.eval("document.activeElement.value"), "minister");

    // Another value of the same facet would add its pages.
    tick(&tab, "type", "press-release");
    says(&tab, "2 results for “dan”");
    tab.eval("history.back()");
    says(&tab, "1 result for “dan”");
    tab.eval("history.back()");

    says(&tab, "2 results for “dan”");

    let ticked = "document.querySelectorAll('.search-filters :checked:not(option)').length";
    assert_eq!(tab.eval(ticked), 0);
    tab.eval("history.forward()");
    says(&tab, "1 result for “dan”");
    assert_eq!(tab.eval(ticked), 1);

    nothing_is_forbidden(&tab);
}

pub(crate) fn a_facet_alone_is_a_search(stage: &mut Stage) {
    let (tab, _) = open(stage, "/search/?minister=dan-jarvis&sort=newest");
    says(&tab, "2 results");
    shows(&tab, "Talks were held | Dan Jarvis");
}

pub(crate) fn what_is_not_found_is_said(stage: &mut Stage) {
    let (tab, _) = open(stage, "/search/?q=zebra");
    tab.wait(&format!("{STATUS}.startsWith('No results for “zebra”.')"));
    assert_eq!(tab.eval("document.querySelector('.search-results').hidden"), true);
}

pub(crate) fn markup_in_titles_and_texts_is_text(stage: &mut Stage) {
    stage.site.write(
        "content/markup.md",
        "---\ntitle: \"Signs <img src=x>\"\n---\nOf `<mark>` and `<b>bold</b>` & others, pangolin.\n",
    );

    let (tab, _) = open(stage, "/search/?q=pangolin");
    shows(&tab, "Signs <img src=x>");
    let excerpt = tab.eval("document.querySelector('.excerpt').textContent");
    assert_eq!(excerpt, "Of <mark> and <b>bold</b> & others, pangolin.");
    assert_eq!(tab.eval("document.querySelectorAll('.search-results :is(img, b)').length"), 0);
}

pub(crate) fn the_header_leads_to_the_search_page(stage: &mut Stage) {
    let (tab, host) = open(stage, "/about/");
    tab.eval("document.querySelector('.search-box input').focus()");

    for letter in ["y", "e", "a", "r"] {
        tab.press(letter, 0, letter);
    }

    tab.press("Enter", 13, "\r");
    tab.wait(&format!("location.href === '{host}/search/?q=year'"));
    tab.wait(&format!("{TITLES} === 'Talks were held'"));
    assert_eq!(tab.eval("document.querySelector('#part-words').value"), "year");
}

pub(crate) fn a_preview_says_that_it_has_no_index(stage: &mut Stage) {
    let tab = stage.window.open(&stage.server.url("/search/"));
    tab.eval("document.querySelector('#part-words').focus()");
    tab.wait(&format!("{STATUS}.includes('chancery build')"));
    assert_eq!(tab.eval("document.querySelectorAll('.search-browse a').length > 3"), true);

    // What the page's own script did to it outlives a change of what stands around it.
    stage.site.edit("content/site.yaml", "title: Policy briefings", "title: Other briefings");
    tab.wait("document.title.includes('Other briefings')");
    assert_eq!(tab.eval(&format!("{STATUS}.includes('chancery build')")), true);
    let box_is_usable = "!document.querySelector('#part-words').closest('fieldset')?.disabled";
    assert_eq!(tab.eval(box_is_usable), true);
}

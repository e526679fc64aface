//! Measures how soon a saved file shows in the preview; `docs/benchmarks.md` says how to use it.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

#[path = "../tests/browser/chrome.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod chrome;
#[path = "../benches/support/corpus/mod.rs"]
mod corpus;
#[path = "../benches/support/live.rs"]
mod preview;
#[path = "../tests/support/sections.rs"]
mod sections;
#[path = "../tests/browser/site.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod site;

use std::env;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clap::Parser;
use serde_json::json;

use chrome::{Browser, Tab};
use corpus::{Dialect, Plan};
use site::{Server, Site};

/// Measure from the end of a save to new bytes served, and to the page changed in the browser
#[derive(Parser)]
struct Arguments {
    /// Number of briefings of the generated site
    #[arg(long, default_value_t = 1_000)]
    briefings: usize,
    /// Number of saves for each number
    #[arg(long, default_value_t = 40)]
    saves: usize,
}

const BASE: &str = include_str!("../templates/base.html");
const TEMPLATE: &str = "templates/base.html";
/// Time between two saves, so that each is a separate change.
const PAUSE: Duration = Duration::from_millis(100);

/// Returns the program that was built beside this one.
fn program() -> PathBuf {
    let own = env::current_exe().expect("this program has a path");
    let folder = own.parent().and_then(|examples| examples.parent());
    folder.expect("examples lie in a folder of the target").join("chancery")
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let plan =
        Plan { briefings: arguments.briefings, records: arguments.briefings * 3 / 20, seed: 1 };
    let site = Site::new("");
    corpus::write(&plan, Dialect::Chancery, site.folder())?;
    site.write(TEMPLATE, BASE);

    let server = Server::start(&site);
    let browser = chrome::find().and_then(|program| Browser::start(&program));
    let browser = browser.map_err(io::Error::other)?;
    let window = browser.window();
    let (file, url) = preview::first_briefing(site.folder());
    let tab = window.open(&server.url(&url));

    // The clock of a page starts with the page; the two clocks must agree.
    let skew = tab.eval("Date.now() - performance.timeOrigin - performance.now()");
    let skew = skew.as_f64().unwrap_or(f64::MAX);
    assert!(skew.abs() < 2.0, "the browser's clock is off by {skew} ms");

    let mut out = io::stdout();
    writeln!(
        out,
        "{} briefings, {} saves for each number, in ms",
        plan.briefings, arguments.saves
    )?;

    writeln!(
        out,
        "\n| edit of | served p50 | served p95 | shown p50 | shown p95 |\n|---|---|---|---|---|"
    )?;

    let page = preview::get(server.port, &url)?;
    for edit in edits(&site, &file, &page) {
        let mut bytes = Vec::new();
        let mut pages = Vec::new();
        for round in 0..arguments.saves {
            bytes.push(until_served(&server, &url, &site, &edit, 2 * round)?);
            pages.push(until_shown(&tab, &site, &edit, 2 * round + 1));
        }

        let [a, b, c, d] =
            [p(&mut bytes, 50), p(&mut bytes, 95), p(&mut pages, 50), p(&mut pages, 95)];
        writeln!(out, "| {} | {a:.0} | {b:.0} | {c:.0} | {d:.0} |", edit.name)?;
    }

    drop(window);
    browser.end();

    Ok(())
}

/// A repeatable edit, and where it shows on the page.
struct Edit {
    name: &'static str,
    file: String,
    /// The text of the file around the edited place.
    around: (String, String),
    /// Writes the words of a round; they appear on the page as in the file.
    words: Box<dyn Fn(usize) -> String>,
}

impl Edit {
    fn save(&self, site: &Site, round: usize) -> String {
        let words = (self.words)(round);
        site.write(&self.file, &format!("{}{words}{}", self.around.0, self.around.1));
        words
    }
}

fn edits(site: &Site, file: &str, page: &str) -> Vec<Edit> {
    let text = site.read(file);
    let title = text.split_once("title: ").and_then(|(before, rest)| {
        rest.split_once('\n')
            .map(|(title, after)| (format!("{before}title: {title} "), format!("\n{after}")))
    });

    let (before, after) = BASE.split_once("Skip to main content").expect("the theme has the link");
    let numbered = |words: &'static str| -> Box<dyn Fn(usize) -> String> {
        Box::new(move |round| format!("{words} {round}."))
    };

    vec![
        Edit {
            name: "a body",
            file: file.to_owned(),
            around: (text + "\n", "\n".to_owned()),
            words: numbered("Edited as round"),
        },
        Edit {
            name: "a title",
            file: file.to_owned(),
            around: title.expect("a briefing has a title"),
            words: numbered("in round"),
        },
        figure(site, page),
        Edit {
            name: "the base template",
            file: TEMPLATE.to_owned(),
            around: (before.to_owned(), after.to_owned()),
            words: numbered("Skip as of round"),
        },
    ]
}

/// Finds a value of a figure that the page shows.
fn figure(site: &Site, page: &str) -> Edit {
    let ids = page.split("href=\"/figures/").skip(1).filter_map(|rest| rest.split_once('/'));
    for (id, _) in ids {
        let file = format!("content/figures/{id}.md");
        if !site.folder().join(&file).is_file() {
            continue;
        }

        let text = site.read(&file);
        for (at, key) in text.rmatch_indices("value: ") {
            let (before, rest) = text.split_at(at + key.len());
            let (value, after) = rest.split_once('\n').unwrap_or((rest, ""));
            let digits = value.chars().filter(char::is_ascii_digit).count();

            if digits < 3
                || !page.contains(&format!(">{value}<")) && !page.contains(&format!("£{value}<"))
            {
                continue;
            }

            let value = value.to_owned();

            return Edit {
                name: "a figure",
                file,
                around: (before.to_owned(), format!("\n{after}")),
                words: Box::new(move |round| with_number(&value, digits, round)),
            };
        }
    }

    panic!("the page shows no figure whose value is in a file")
}

/// Writes another number in the format of a value: `522.2 million` becomes `900.1 million`.
fn with_number(value: &str, digits: usize, round: usize) -> String {
    let number = format!("{:0<digits$}", 9).parse::<usize>().unwrap_or_default() + round + 1;
    let number = number.to_string();
    let mut number = number.chars();
    let other = |letter: char| match letter.is_ascii_digit() {
        true => number.next().unwrap_or('0'),
        false => letter,
    };

    value.chars().map(other).collect()
}

fn until_served(
    server: &Server,
    url: &str,
    site: &Site,
    edit: &Edit,
    round: usize,
) -> io::Result<f64> {
    thread::sleep(PAUSE);

    // Polling would keep the server busy.
    let mut events = preview::events(server.port)?;

    let words = edit.save(site, round);
    let saved = Instant::now();

    loop {
        preview::next_change(&mut events)?;
        if preview::get(server.port, url)?.contains(&words) {
            break;
        }
    }

    Ok(saved.elapsed().as_secs_f64() * 1000.0)
}

fn until_shown(tab: &Tab, site: &Site, edit: &Edit, round: usize) -> f64 {
    thread::sleep(PAUSE);
    tab.eval(&format!(
        "window.words = {}; window.shown = 0; window.observer?.disconnect();
         window.observer = new MutationObserver(() => {{
             if (!shown && document.documentElement.textContent.includes(words))
                 shown = performance.timeOrigin + performance.now();
         }});
         observer.observe(document, {{subtree: true, childList: true, characterData: true}});",
        json!((edit.words)(round)),
    ));

    edit.save(site, round);

    let saved = now();
    tab.wait("window.shown > 0");

    tab.eval("shown").as_f64().unwrap_or(f64::NAN) - saved
}

/// Returns the time as browsers count it, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
fn now() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
    since.as_secs_f64() * 1000.0
}

/// Returns a percentile; `share` is in hundredths.
fn p(all: &mut [f64], share: usize) -> f64 {
    all.sort_by(f64::total_cmp);
    all[(all.len() * share).div_ceil(100).saturating_sub(1)]
}

//! Sentences in the style of press offices: those without findings, and those with.
//!
//! `tests/corpus/records.txt` holds the records that every sentence's page names. Each line of `silent.txt`
//! is a page that must have no finding. A line of `telling.txt` begins with the code that it must give;
//! further codes that are right as well are in brackets at its end. `cargo test --test it corpus --
//! --nocapture` prints precision and recall of each check as the table of docs/figures.md.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chancery::diagnostic::Code;
use chancery::workspace::{Build, Workspace};

use crate::support::{as_of, files, over_theme};

/// The least share of a check's wrong sentences that it must find, in per cent.
const RECALL: usize = 90;

/// The least share of a check's findings that must be right, in per cent.
const PRECISION: usize = 95;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    fs::read_to_string(path).unwrap()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A sentence, with the codes that it must give.
struct Sentence {
    text: String,
    expected: Vec<String>,
}

fn sentences() -> Vec<Sentence> {
    let silent = read("silent.txt");
    let telling = read("telling.txt");
    let silent = lines(&silent).map(|line| Sentence { text: line.to_owned(), expected: vec![] });
    let telling = lines(&telling).map(|line| {
        let (code, text) = line.split_once(": ").expect("a code begins the line");
        let (text, more) = match text.strip_suffix(']').and_then(|text| text.rsplit_once(" [")) {
            Some((text, more)) if !more.starts_with('[') => (text, more),
            _ => (text, ""),
        };
        let mut expected: Vec<String> = more.split_whitespace().map(str::to_owned).collect();
        expected.push(code.to_owned());

        Sentence { text: text.to_owned(), expected }
    });

    silent.chain(telling).collect()
}

/// Builds a page for each sentence, and returns the codes that each gives.
fn found(sentences: &[Sentence]) -> Vec<Vec<String>> {
    let records = read("records.txt");
    let mut files = files(&records);
    let ids = |folder: &str| -> String {
        let heads = records.lines().filter_map(|line| line.strip_prefix("-- content/"));
        let ids = heads.filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".md --"));
        ids.collect::<Vec<_>>().join(", ")
    };
    let (figures, ministers, agreements) = (ids("figures/"), ids("ministers/"), ids("agreements/"));

    for (number, sentence) in sentences.iter().enumerate() {
        let page = format!(
            "---\ntitle: A sentence\ndate: 2025-08-20\nsummary: A sentence.\n\
             figures: [{figures}]\nministers: [{ministers}]\nagreements: [{agreements}]\n---\n{}\n",
            sentence.text
        );
        files.insert(path(number), page);
    }

    let mut workspace = Workspace::new(over_theme(files));
    let Build { findings, .. } = workspace.build(&as_of("2025-08-20"), &mut |_| {}).unwrap();
    let mut found = vec![Vec::new(); sentences.len()];

    for finding in findings {
        let own = (0..sentences.len()).find(|&number| path(number) == finding.place.path.as_str());
        if let Some(number) = own {
            found[number].push(finding.code.as_str().to_owned());
        }
    }

    found
}

fn path(number: usize) -> String {
    format!("content/briefings/s{number:04}.md")
}

/// The score of a check.
#[derive(Default)]
struct Score {
    right: usize,
    missed: usize,
    wrong: usize,
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever asks for the table reads it")]
fn checks_cry_neither_wolf_nor_too_little() {
    let sentences = sentences();
    let found = found(&sentences);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut report = String::new();

    for (sentence, found) in sentences.iter().zip(&found) {
        let mut unexpected = found.clone();
        for code in &sentence.expected {
            assert!(Code::parse(code).is_some(), "`{code}` is no code");

            let score = scores.entry(code.clone()).or_default();
            match unexpected.iter().position(|found| found == code) {
                Some(at) => {
                    unexpected.remove(at);
                    score.right += 1;
                }
                None => {
                    score.missed += 1;
                    let _ = writeln!(report, "missed {code}: {}", sentence.text);
                }
            }
        }

        for code in unexpected {
            let _ = writeln!(report, "false alarm {code}: {}", sentence.text);
            scores.entry(code).or_default().wrong += 1;
        }
    }

    let share = |part: usize, whole: usize| (part * 100).checked_div(whole).unwrap_or(100);
    let mut table =
        String::from("| check | right | missed | false alarms | precision | recall |\n");
    table.push_str("|---|---|---|---|---|---|\n");

    let mut low = String::new();
    for (code, Score { right, missed, wrong }) in &scores {
        let precision = share(*right, right + wrong);
        let recall = share(*right, right + missed);
        let _ = writeln!(
            table,
            "| `{code}` | {right} | {missed} | {wrong} | {precision}% | {recall}% |"
        );

        if precision < PRECISION || recall < RECALL {
            let _ = writeln!(low, "{code}: precision {precision}%, recall {recall}%");
        }
    }

    println!("{table}\n{report}");

    let silent = sentences.iter().filter(|sentence| sentence.expected.is_empty()).count();
    assert!(silent >= 260 && sentences.len() - silent >= 80, "the corpus has shrunk");
    assert!(low.is_empty(), "{low}\n{report}");
}

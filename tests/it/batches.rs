//! Batches of sentences by people who had not seen the checks: fifty wrong sentences, their right twins and
//! twenty tempting ones each, with their own records.
//!
//! `tests/corpus/batches/` holds them as written. The missed ones are a long tail, so the test only guards
//! the present result. `cargo test --test it batches -- --nocapture` prints the table of docs/figures.md.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chancery::diagnostic::{Code, Diagnostic, Family};
use chancery::workspace::{Build, Workspace};

use crate::support::{as_of, files, over_theme};

/// How many of the wrong sentences of all batches are found; raise it when more are found.
const FOUND: usize = 1161;

/// How many of the tempting sentences give a finding, mostly in a quotation; lower it when fewer do.
const FALSE: usize = 2;

/// A sentence of a batch.
struct Case {
    label: String,
    text: String,
}

impl Case {
    /// Returns the kind of its fault; none if it is right.
    fn kind(&self) -> Option<&str> {
        let kind = self.label.strip_prefix("wrong")?;
        Some(kind.trim().trim_matches(['[', ']']))
    }
}

#[derive(Default, Clone, Copy)]
struct Score {
    found: usize,
    all: usize,
}

impl Score {
    fn count(&mut self, is_found: bool) {
        self.found += usize::from(is_found);
        self.all += 1;
    }
}

fn batches() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/batches");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn cases(text: &str) -> Vec<Case> {
    text.lines()
        .filter_map(|line| {
            let (label, text) = line.split_once(": ")?;
            let text = text.replace("\\n", "\n");
            Some(Case { label: label.to_owned(), text })
        })
        .collect()
}

/// Tells whether a finding calls a sentence false: the advice to use a reference does not, and a
/// contradiction between pages is true of every pair of twins on one site.
fn is_refutation(finding: &Diagnostic) -> bool {
    finding.code.family() == Family::Truth
        && !matches!(
            finding.code,
            Code::Contradiction
                | Code::LooseNumber
                | Code::StaleFigure
                | Code::UnsourcedFigure
                | Code::FigureAfterPage
        )
}

/// Returns for each case of a batch whether a finding calls it false.
fn refuted(records: &str, date: &str, cases: &[Case]) -> Vec<bool> {
    let ids = |folder: &str| -> String {
        let heads = records.lines().filter_map(|line| line.strip_prefix("-- content/"));
        let ids = heads.filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".md --"));
        ids.collect::<Vec<_>>().join(", ")
    };
    let (figures, ministers, agreements) = (ids("figures/"), ids("ministers/"), ids("agreements/"));
    let path = |number: usize| format!("content/briefings/c{number:04}.md");

    let mut site = files(records);
    for (number, case) in cases.iter().enumerate() {
        let page = format!(
            "---\ntitle: A case\ndate: {date}\nsummary: A case.\nfigures: [{figures}]\n\
             ministers: [{ministers}]\nagreements: [{agreements}]\n---\n\n{}\n",
            case.text
        );
        site.insert(path(number), page);
    }

    let mut workspace = Workspace::new(over_theme(site));
    let Build { findings, .. } = workspace.build(&as_of(date), &mut |_| {}).unwrap();
    let finds = |number: usize| {
        let mut own = findings.iter().filter(|it| it.place.path.as_str() == path(number));
        own.any(is_refutation)
    };

    (0..cases.len()).map(finds).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever asks for the table reads it")]
fn what_was_reached_is_kept() {
    let mut kinds: BTreeMap<String, Score> = BTreeMap::new();
    let (mut wrong, mut twins, mut tempting) =
        (Score::default(), Score::default(), Score::default());
    let mut table = String::from("| batch | wrong, found | right, but refuted |\n|---|---|---|\n");
    let mut report = String::new();

    for path in batches() {
        let text = fs::read_to_string(&path).unwrap();
        let (records, sentences) = text.split_once("== cases\n").expect("a batch has cases");
        let (head, records) = records.split_once('\n').expect("a batch has a date");
        let date = head.strip_prefix("date: ").expect("the date comes first").trim();
        let cases = cases(sentences);
        let (mut own, mut false_alarms) = (Score::default(), Score::default());

        for (case, is_refuted) in cases.iter().zip(refuted(records, date, &cases)) {
            match case.kind() {
                Some(kind) => {
                    own.count(is_refuted);
                    wrong.count(is_refuted);
                    kinds.entry(kind.to_owned()).or_default().count(is_refuted);
                    if !is_refuted {
                        let _ = writeln!(report, "missed [{kind}]: {}", case.text);
                    }
                }
                None => {
                    false_alarms.count(is_refuted);
                    let score = if case.label == "right" { &mut twins } else { &mut tempting };
                    score.count(is_refuted);
                    if is_refuted {
                        let _ = writeln!(report, "false alarm ({}): {}", case.label, case.text);
                    }
                }
            }
        }

        let name = path.file_stem().unwrap().to_string_lossy();
        let Score { found, all } = own;
        let _ = writeln!(
            table,
            "| {name} | {found} of {all} | {} of {} |",
            false_alarms.found, false_alarms.all
        );
    }

    println!("{table}\n| kind | found |\n|---|---|");
    for (kind, Score { found, all }) in &kinds {
        println!("| {kind} | {found} of {all} |");
    }
    println!("\n{report}");

    assert!(wrong.all >= 600 && twins.all >= 600, "the batches have shrunk");
    assert_eq!(twins.found, 0, "{report}");
    assert!(tempting.found <= FALSE, "{report}");
    assert!(wrong.found >= FOUND, "{} of {}\n{report}", wrong.found, wrong.all);
}

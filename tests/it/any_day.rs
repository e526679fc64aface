//! Any day of the past can be built: from today's files, without an error that today's build lacks.

use std::collections::BTreeSet;
use std::path::Path;

use chancery::diagnostic::Severity;
use chancery::proof::check_pages;
use chancery::source::disk::DiskFiles;
use chancery::value::{Day, Moment};
use chancery::workspace::{BuildOptions, Changes, Workspace};

use crate::support::{as_of, over_theme, runs_slow_tests};

/// Returns the days on which something about a site may change, and those beside them: every date in its files.
fn dates(root: &Path) -> BTreeSet<Day> {
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().flatten();
    let texts = files.filter_map(|file| {
        let text = std::fs::read_to_string(file.path()).ok()?;
        Some(format!("{} {text}", file.path().display()))
    });

    let mut days = BTreeSet::new();
    for text in texts {
        let starts = text.match_indices("20").map(|(at, _)| at);
        let dates = starts.filter_map(|at| text.get(at..at + 10)?.parse::<Day>().ok());
        days.extend(dates.flat_map(|day| [day.yesterday().unwrap(), day, day.tomorrow().unwrap()]));
    }

    days
}

/// Builds a site of the repository on every day of the past that counts, and returns what fails.
fn failures(folder: &str, now: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = DiskFiles::open(&root).unwrap();
    let mut workspace = Workspace::new(over_theme(files));
    let now = Moment::parse(now).unwrap();
    workspace.read(&Changes::All).unwrap();

    let step = if runs_slow_tests() { 1 } else { 9 };
    let days = dates(&root).into_iter().filter(|day| *day < now.day()).step_by(step);
    let mut failures = Vec::new();

    for (number, day) in days.enumerate() {
        let options = BuildOptions { now, ..as_of(&day.to_string()) };
        let build = workspace.link(&options, &mut |_| {});
        let mut findings = build.findings;

        // Pages of each day differ little, and printing them takes most of the time.
        if number % 5 == 0 {
            findings.extend(check_pages(&build.edition, None).unwrap());
        }

        let errors = findings.into_iter().filter(|it| it.severity == Severity::Error);
        failures.extend(errors.map(|it| format!("{day}: {}: {}", it.place.path, it.message)));
    }

    failures
}

#[test]
fn the_example_and_the_showcase_build_on_every_day_of_the_past() {
    assert_eq!(failures("", "2025-11-15"), Vec::<String>::new());
    assert_eq!(failures("tests/showcase", "2026-01-15"), Vec::<String>::new());
}

//! Small sites with their expected results: `tests/cases/<topic>/<name>.txt`.
//!
//! In: the case files, whose format is in `tests/README.md`. Out: a test for each, named `topic::name`.
//! Invariant: every file below a topic is a test; there is no list of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod built;
mod case;
mod fixes;
#[path = "../support/sections.rs"]
mod sections;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use similar::TextDiff;

use built::BuiltSite;
use case::Case;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = case_files().into_iter().map(trial).collect();
    trials.push(Trial::test("fixes::leave_no_case_worse", || {
        fixes::check(&case_files()).map_err(Failed::from)
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Returns the case files, sorted.
fn case_files() -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root()).sort_by_file_name();
    let entries = walk.into_iter().map(|entry| entry.expect("the cases can be listed"));

    entries
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect()
}

fn trial(path: PathBuf) -> Trial {
    // `::` and not `/`, so that filters work as for every other test.
    let name = path.strip_prefix(root()).expect("the root was walked").with_extension("");
    let parts = name.iter().map(|part| part.to_string_lossy());
    let name = parts.collect::<Vec<_>>().join("::");

    Trial::test(name, move || check(&path).map_err(Failed::from))
}

/// Runs one case; returns a diff if the result differs from what is expected.
fn check(path: &Path) -> Result<(), String> {
    let written = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let case = Case::parse(&written)?;
    let site = BuiltSite::build(&case.files, &case.options);

    let mut faults = site.house_faults();
    faults.extend(site.fix_faults(&case));
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }

    let mut found = BTreeMap::new();
    for expectation in &case.expectations {
        found.insert(expectation.header(), site.answer(expectation)?);
    }

    let actual = case.with_answers(&found);
    if actual == written {
        return Ok(());
    }

    if std::env::var_os("UPDATE_CASES").is_some() {
        return fs::write(path, actual).map_err(|error| error.to_string());
    }

    let diff = TextDiff::from_lines(&written, &actual)
        .unified_diff()
        .context_radius(2)
        .header("expected", "found")
        .to_string();
    let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display();

    Err(format!("{shown} (UPDATE_CASES=1 writes down what was found)\n{diff}"))
}

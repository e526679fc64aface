//! The same input gives the same bytes.

use chancery::source::memory::MemoryFiles;
use chancery::source::{Files, Listed, SitePath};
use chancery::workspace::Options;

use crate::support::{Output, as_of, build, files};

const SITE: &str = include_str!("fixture.txt");

/// A page that every check finds fault with, so that findings are compared as well.
const FAULTS: &str = "\
=== content/faults.md
---
titel: Faults
---

[[nothing]] [dead](dead.md) [[asta-jons#full]]
";

fn options() -> Options {
    Options { drafts: true, ..as_of("2025-09-01") }
}

fn site() -> MemoryFiles {
    files(&format!("{SITE}{FAULTS}"))
}

fn on_threads(threads: usize) -> Output {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads can be had").install(|| build(site(), &options()))
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = on_threads(1);
    assert!(one.findings.contains("unknown-reference"), "{}", one.findings);
    assert!(one.files.len() > 50);
    for threads in [2, 8] {
        let more = on_threads(threads);
        assert_eq!(one.findings, more.findings);
        assert!(one.files == more.files, "{threads} threads");
    }
}

/// Lists files in another order than they are sorted in.
struct Reversed(MemoryFiles);

impl Files for Reversed {
    fn list(&self) -> std::io::Result<Vec<Listed>> {
        let mut all = self.0.list()?;
        all.reverse();
        Ok(all)
    }

    fn read(&self, path: &SitePath) -> std::io::Result<Vec<u8>> {
        self.0.read(path)
    }

    fn open(&self, path: &SitePath) -> std::io::Result<Box<dyn std::io::Read + '_>> {
        self.0.open(path)
    }
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let mut parts: Vec<String> =
        SITE.split("=== ").skip(1).map(|part| format!("=== {part}")).collect();
    let forward = build(files(&parts.concat()), &options());
    parts.reverse();
    let backward = build(files(&parts.concat()), &options());
    assert!(forward == backward);
    let mut workspace =
        chancery::workspace::Workspace::new(crate::support::over_theme(Reversed(files(SITE))));
    let listed = crate::support::output(&mut workspace, &options());
    assert_eq!(forward.findings, listed.findings);
    assert!(forward.files == listed.files);
}

#[test]
fn a_second_run_is_the_first() {
    assert!(build(site(), &options()) == build(site(), &options()));
}

#[test]
fn no_output_names_the_machine_or_the_hour() {
    let output = build(files(SITE), &options());
    // Pages speak of the day they are asked for, and never of today.
    let today = jiff::Zoned::now().date().to_string();
    let home = std::env::var("HOME").unwrap_or_default();
    let folder = env!("CARGO_MANIFEST_DIR");
    for word in [today.as_str(), folder, home.as_str(), "/tmp/"] {
        if word.len() > 1 {
            assert_eq!(output.with(word), Vec::<&str>::new(), "`{word}`");
        }
    }
}

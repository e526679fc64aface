//! The same input gives the same bytes.

use chancery::source::memory::MemoryFiles;
use chancery::source::{FileEntry, Files, SitePath};
use chancery::workspace::{Build, BuildOptions, Workspace};

use crate::support::{Output, as_of, build, files};

const SITE: &str = include_str!("fixture.txt");

/// A page with a finding of every check, so that findings are compared as well.
const FAULTS: &str = "\
-- content/faults.md --
---
titel: Faults
---

[[nothing]] [dead](dead.md) [[asta-jons#full]]
";

fn options() -> BuildOptions {
    BuildOptions { drafts: true, ..as_of("2025-09-01") }
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

/// Lists files in an unsorted order.
struct Reversed(MemoryFiles);

impl Files for Reversed {
    fn list(&self) -> std::io::Result<Vec<FileEntry>> {
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
    let forward = build(files(SITE), &options());
    let mut workspace = Workspace::new(crate::support::over_theme(Reversed(files(SITE))));
    let backward = crate::support::output(&mut workspace, &options());

    assert_eq!(forward.findings, backward.findings);
    assert!(forward.files == backward.files);
}

#[test]
fn a_second_run_is_the_first() {
    assert!(build(site(), &options()) == build(site(), &options()));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what a build must not know is asked for here")]
fn no_output_names_the_machine_or_the_hour() {
    let output = build(files(SITE), &options());

    // Pages answer as of the given day, never as of today.
    let today = jiff::Zoned::now().date().to_string();
    let home = std::env::var("HOME").unwrap_or_default();
    let folder = env!("CARGO_MANIFEST_DIR");

    for word in [today.as_str(), folder, home.as_str(), "/tmp/"] {
        if word.len() > 1 {
            assert_eq!(output.with(word), Vec::<&str>::new(), "`{word}`");
        }
    }
}

/// Records about which pages of four days know more and more.
const GROWING: &str = "\
-- content/figures/f.md --
---
title: F
unit: people
source: {title: T, url: https://example.org/t, publisher: P}
series:
  2020: {value: 100, published: 2021-02-01}
  2021: {value: 200, published: 2022-02-01, revised: [{value: 210, published: 2023-02-01}]}
---
-- content/agreements/a.md --
---
title: A
timeline:
  - {date: 2021-06-01, event: signed}
  - {date: 2022-06-01, event: in-force}
---
-- content/ministers/m.md --
---
name: M
roles:
  - {title: First, from: 2020-01-01, to: 2021-12-31}
  - {title: Second, from: 2022-01-01}
---
";

#[test]
fn a_page_is_the_same_whatever_was_rendered_before() {
    let briefing = |year: usize| {
        format!(
            "-- content/briefings/b{year}.md --\n---\ntitle: B{year}\nsummary: S\ndate: {year}-09-01\n\
             agreements: [a]\nministers: [m]\nfigures: [f]\n---\nIt was [[f]].\n"
        )
    };
    let briefings: String = (2021..=2024).map(briefing).collect();
    let files = || files(&format!("{GROWING}{briefings}"));
    let build = || {
        let mut workspace = Workspace::new(crate::support::over_theme(files()));
        workspace.build(&options(), &mut |_| {}).expect("files in memory can be read")
    };
    let shared = build();
    assert!(shared.findings.is_empty(), "{:?}", shared.findings);

    let bytes = |built: &Build, route| built.edition.render(route).expect("it can be rendered");
    let forward: Vec<_> = shared.edition.routes().iter().map(|it| bytes(&shared, it)).collect();
    let pages = |year| forward.iter().filter(move |page| holds(page, year));
    assert!(pages("<h1>B2021</h1>").any(|page| holds(page, "First") && !holds(page, "In force")));
    assert!(pages("<h1>B2024</h1>").any(|page| holds(page, "Second") && holds(page, "In force")));

    for (number, route) in shared.edition.routes().iter().enumerate().rev() {
        assert!(bytes(&shared, route) == forward[number], "{route:?} at another time");
        assert!(bytes(&build(), route) == forward[number], "{route:?} alone");
    }
}

fn holds(page: &[u8], words: &str) -> bool {
    String::from_utf8_lossy(page).contains(words)
}

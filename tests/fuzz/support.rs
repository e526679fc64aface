//! A small site in memory that one file of random bytes belongs to.
//!
//! In: a path, bytes. Out: the site's findings. Invariant: what holds for every input is asserted here: each finding
//! points into its file, and a site that may be published can be printed.

use std::sync::Arc;

use arc_swap::ArcSwap;
use chancery::check::may_publish;
use chancery::diagnostic::{Diagnostic, Texts as _};
use chancery::proof::check_pages;
use chancery::serve::live::Snapshot;
use chancery::serve::state::{ServeOptions, Server, ServerState};
use chancery::serve::trouble::finding_texts;
use chancery::source::builtin::OverTheme;
use chancery::source::memory::MemoryFiles;
use chancery::value::Moment;
use chancery::workspace::{Build, BuildOptions, Workspace};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

const RECORDS: [(&str, &str); 4] = [
    (
        "content/figures/warnings.md",
        "---\ntitle: Flood warnings\nunit: warnings\nrounded_to: 100\nsay: [warnings]\n\
         source: {title: River statistics, publisher: Rivers Agency, published: 2025-05-22}\n\
         series: {2023: '2,600', 2024: '1,900'}\n---\n",
    ),
    (
        "content/ministers/jo-marsh.md",
        "---\nname: Jo Marsh\nroles: [{title: Rivers Minister, from: 2024-07-08}]\n---\n",
    ),
    (
        "content/agreements/river-data.md",
        "---\ntitle: River data agreement\nparties: [gb, ie]\n\
         timeline: [{date: 2025-06-03, event: signed}]\n---\n",
    ),
    ("content/about.md", "---\ntitle: About\n---\nSee [[a]], [it](a.md) and [[warnings#change]].\n"),
];

/// What a page of prose names, so that its sentences are compared with records.
pub const HEAD: &str = "---\ntitle: A\nsummary: S\ndate: 2025-08-20\nfigures: [warnings]\n\
                        ministers: [jo-marsh]\nagreements: [river-data]\n---\n";

/// Builds the site with one more file, and prints it if it may be published.
///
/// # Panics
/// Where a promise that holds for every input is broken.
pub fn build(path: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut files = records();
    files.insert(path, bytes);
    let (workspace, built) = linked(files);

    for finding in &built.findings {
        if let Some(text) = workspace.text(&finding.place.path) {
            let span = finding.place.span.range();
            assert!(text.get(span).is_some(), "{finding:?} points outside of its file");
        }
    }

    if may_publish(&built.findings) {
        let _ = check_pages(&built.edition, built.held_words().as_ref());
    }

    built.findings
}

/// Makes a preview of the site, without sockets.
///
/// # Panics
/// Where the system gives no thread.
#[must_use]
pub fn server() -> (Runtime, Arc<ServerState>) {
    let mut files = records();
    files.insert("content/briefings/a.md", format!("{HEAD}There were [[warnings]].\n"));

    let (workspace, built) = linked(files);
    let found = finding_texts(&built.findings, &workspace);
    let current = Arc::new(ArcSwap::from_pointee(Snapshot::new(1, built.edition, found)));
    // Without a sender nothing waits for a later state.
    let (_, changes) = watch::channel(1);
    let state = ServerState::new(Server { current, changes, options: ServeOptions::default() });
    let runtime = Builder::new_current_thread().enable_time().build().expect("a thread will do");

    (runtime, state)
}

fn records() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for (path, text) in RECORDS {
        files.insert(path, text);
    }

    files
}

fn linked(files: MemoryFiles) -> (Workspace, Build) {
    let as_of = Moment::parse("2026-01-01").expect("a day is a moment");
    let options = BuildOptions { as_of, now: as_of, drafts: true, base_url: None, search: true };
    let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));
    let built = workspace.build(&options, &mut |_| {}).expect("a site in memory can be read");

    (workspace, built)
}

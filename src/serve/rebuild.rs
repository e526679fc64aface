//! Rebuilds the site of the preview whenever a file changes.
//!
//! In: a workspace, and where to watch. Out: the newest [`Snapshot`] and its generation. Invariant: there
//! is always a complete snapshot; without a change there is no new generation.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::watch;

use super::live::{CurrentSnapshot, FindingText, Snapshot, UNCHECKED};
use super::trouble::finding_texts;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::source::SitePath;
use crate::watch::{
    FollowEvent, FollowOptions, NextBuild, Rebuild, WatchGuard, WatchOptions, Watcher, follow,
};
use crate::workspace::{BuildOptions, Changes, Mode, Workspace};

/// An event to report in the terminal.
pub enum PreviewEvent<'a> {
    /// Findings that were not there before.
    NewFindings(&'a [Diagnostic], &'a Workspace),
    /// The site was built again.
    Rebuilt(RebuildReport),
    /// The file system reports no changes, so files are polled.
    Polling {
        /// In words.
        why: String,
        /// How often.
        every: Duration,
    },
    /// The site could not be built, and stays as it was.
    Failed(String),
}

/// The result of a rebuild.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebuildReport {
    /// The snapshot's number.
    pub generation: u64,
    /// What changed, sorted; paths begin at the site's root.
    pub changed: BTreeSet<SitePath>,
    /// From the end of the debounce time to the new snapshot.
    pub took: Duration,
    /// How many errors there are now.
    pub errors: usize,
    /// How many warnings there are now.
    pub warnings: usize,
}

/// A preview that follows its site until the guard is dropped.
pub struct Preview {
    /// The newest snapshot.
    pub current: CurrentSnapshot,
    /// Its generation; a new value is sent once the snapshot is in place.
    pub changes: watch::Receiver<u64>,
    /// Stops the watching thread.
    pub guard: WatchGuard,
}

/// Links the site, and then checks it and rebuilds it on every change; `options` returns the options of each build.
///
/// The first snapshot is there before anything is checked or watched: on a large site both take longer than a writer
/// waits for a page. A site that is broken still starts: its errors are findings of the second snapshot.
///
/// # Errors
/// Where the site's folder cannot be read.
pub fn start(
    workspace: Workspace,
    options: impl Fn() -> BuildOptions + Send + 'static,
    how: &WatchOptions,
    on_event: impl Fn(PreviewEvent<'_>) + Send + 'static,
) -> io::Result<Preview> {
    let mut workspace = workspace.with_mode(Mode::Preview);

    // Made before the first file is read: what changes from then on is read again.
    let (watcher, guard) = Watcher::prepare(how)?;
    workspace.read(&Changes::All)?;
    let first = Snapshot::new(UNCHECKED, workspace.link_unchecked(&options()), Vec::new());

    let current: CurrentSnapshot = Arc::new(ArcSwap::from_pointee(first));
    let (sender, changes) = watch::channel(UNCHECKED);
    let findings = FindingCache::default();
    let mut publisher = SnapshotPublisher { current: Arc::clone(&current), sender, findings };

    thread::Builder::new().name("watch".to_owned()).spawn(move || {
        let how = FollowOptions { mode: Mode::Preview, build: &options, is_ready: &|| Ok(()) };

        // At once, to check what was linked.
        let next = NextBuild::After(Duration::ZERO);
        follow(watcher.begin(), workspace, &how, next, |event| {
            match event {
                FollowEvent::Built(rebuild) => publisher.publish(rebuild, &on_event),
                FollowEvent::Polling { why, every } => {
                    on_event(PreviewEvent::Polling { why, every });
                }
                FollowEvent::Failed(error) => on_event(PreviewEvent::Failed(error.to_string())),
            }

            NextBuild::OnChange
        });
    })?;

    Ok(Preview { current, changes, guard })
}

/// Replaces the snapshot after each rebuild.
struct SnapshotPublisher {
    current: CurrentSnapshot,
    sender: watch::Sender<u64>,
    findings: FindingCache,
}

impl SnapshotPublisher {
    fn publish(&mut self, rebuild: Rebuild<'_>, on_event: &dyn Fn(PreviewEvent<'_>)) {
        let workspace = rebuild.workspace;
        let new = self.findings.new_ones(&rebuild.build.findings);
        let texts = self.findings.texts(&rebuild.build.findings, workspace, &rebuild.changed);

        // Dropped last: freeing a large site is slow and must not delay the notification.
        let before = self.current.load_full();
        let generation = before.generation + 1;
        let Rebuild { changed, build, begun, .. } = rebuild;
        let count = |severity| diagnostic::count(&build.findings, severity);
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let snapshot = Snapshot::new(generation, build.edition, texts);
        let snapshot = snapshot.after(&before, &changed);

        self.current.store(Arc::new(snapshot));
        self.sender.send_replace(generation);

        let took = begun.elapsed();

        let is_first = before.generation == UNCHECKED;
        if !new.is_empty() || is_first {
            on_event(PreviewEvent::NewFindings(&new, workspace));
        }

        // Nobody has saved anything.
        if is_first && changed.is_empty() {
            return;
        }

        let report = RebuildReport { generation, changed, took, errors, warnings };
        on_event(PreviewEvent::Rebuilt(report));
    }
}

/// The texts of findings by file, so that lines are counted again only in files that changed.
#[derive(Default)]
struct FindingCache(HashMap<SitePath, Vec<(Diagnostic, FindingText)>>);

impl FindingCache {
    /// Returns the findings that are new; one that only moved to another line is not.
    fn new_ones(&self, findings: &[Diagnostic]) -> Vec<Diagnostic> {
        let is_known = |finding: &&Diagnostic| {
            self.0.get(&finding.place.path).is_some_and(|known| {
                known.iter().any(|(known, _)| {
                    (known.code, &known.message) == (finding.code, &finding.message)
                })
            })
        };

        findings.iter().filter(|finding| !is_known(finding)).cloned().collect()
    }

    /// Returns the texts of all findings, and keeps them.
    fn texts(
        &mut self,
        findings: &[Diagnostic],
        workspace: &Workspace,
        changed: &BTreeSet<SitePath>,
    ) -> Vec<FindingText> {
        let mut known = std::mem::take(&mut self.0);
        known.retain(|path, _| !changed.contains(path));

        let is_unchanged = |finding: &Diagnostic| {
            !finding.labels.iter().any(|label| changed.contains(&label.place.path))
        };

        let before: Vec<Option<FindingText>> = findings
            .iter()
            .map(|finding| {
                let known = known.get(&finding.place.path)?.iter();
                let mut same = known.filter(|(known, _)| known == finding && is_unchanged(known));
                same.next().map(|(_, text)| text.clone())
            })
            .collect();
        let new = findings.iter().zip(&before).filter(|(_, before)| before.is_none());
        let new: Vec<Diagnostic> = new.map(|(finding, _)| finding.clone()).collect();
        let mut new = finding_texts(&new, workspace).into_iter();
        let all: Vec<FindingText> =
            before.into_iter().filter_map(|known| known.or_else(|| new.next())).collect();

        for (finding, text) in findings.iter().zip(&all) {
            let of_file = self.0.entry(finding.place.path.clone()).or_default();
            of_file.push((finding.clone(), text.clone()));
        }

        all
    }
}

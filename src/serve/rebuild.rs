//! The site, built again whenever a file changes.
//!
//! In: a workspace, and where to watch. Out: the newest [`Snapshot`], and a number that grows with it.
//! Invariant: there is always a whole snapshot; no change, no new number.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use tokio::sync::watch;

use super::live::{Current, Shown, Snapshot};
use super::trouble::shown;
use super::watch::Watcher;
pub use super::watch::{Guard, Watching};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::AsOf;
use crate::source::SitePath;
use crate::workspace::{Build, Changes, Mode, Options, Workspace};

/// What the person at the terminal may want to know.
pub enum Event<'a> {
    /// Findings that were not there before.
    Found(&'a [Diagnostic], &'a Workspace),
    /// The site was built again.
    Rebuilt(Rebuilt),
    /// Nothing tells of changes, so files are looked at again and again.
    Polling {
        /// In words.
        why: String,
        /// How often.
        every: Duration,
    },
    /// The site's folder could not be read, and stays as it was.
    Failed(String),
}

/// A rebuild.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// The snapshot's number.
    pub generation: u64,
    /// What changed, sorted; the files' own folder is the site's root.
    pub changed: BTreeSet<SitePath>,
    /// From the end of the quiet time to the new snapshot.
    pub took: Duration,
    /// How many errors stand.
    pub errors: usize,
    /// How many warnings stand.
    pub warnings: usize,
}

/// What is asked for at each rebuild.
pub struct Asked {
    /// As of when, and what of.
    pub options: Options,
    /// Tells the time, where no day was asked for: a preview that runs past midnight follows it.
    pub now: Option<Box<dyn Fn() -> AsOf + Send>>,
}

impl Asked {
    fn options(&self) -> Options {
        let as_of = self.now.as_ref().map_or(self.options.as_of, |now| now());
        Options { as_of, ..self.options.clone() }
    }
}

impl From<Options> for Asked {
    fn from(options: Options) -> Asked {
        Asked { options, now: None }
    }
}

/// Builds the site, and keeps building it until the guard is dropped.
///
/// A site that is broken still starts: its errors are findings of the first snapshot.
///
/// # Errors
/// Where the site's folder cannot be read.
pub fn start(
    workspace: Workspace,
    asked: impl Into<Asked>,
    how: &Watching,
    told: impl Fn(Event<'_>) + Send + 'static,
) -> io::Result<(Current, watch::Receiver<u64>, Guard)> {
    let asked = asked.into();
    let mut workspace = workspace.with_mode(Mode::Preview);

    // What changes from here on is heard of, if only after the first build.
    let (mut watcher, guard) = Watcher::start(how)?;
    let built = workspace.refresh(&Changes::All, &asked.options(), &mut |_| {})?;
    let mut findings = Findings::default();

    told(Event::Found(&built.findings, &workspace));

    let first = findings.snapshot(1, built, &workspace, &BTreeSet::new());
    let current: Current = Arc::new(ArcSwap::from_pointee(first));
    let (number, numbers) = watch::channel(1);
    let newest = Arc::clone(&current);

    thread::Builder::new().name("watch".to_owned()).spawn(move || {
        let mut generation = 1;
        let mut unreadable = None;
        loop {
            if let Some((why, every)) = watcher.polling() {
                told(Event::Polling { why, every });
            }

            let Some(hints) = watcher.next(|paths| workspace.emptied(paths)) else {
                return;
            };

            let begun = Instant::now();
            let mut outcome = attempt(&mut workspace, &hints, &asked);
            if matches!(outcome, Outcome::Faulty) {
                told(Event::Failed("a fault in Chancery: the site is read anew".to_owned()));
                workspace = workspace.with_mode(Mode::Preview);
                outcome = attempt(&mut workspace, &Changes::All, &asked);
            }

            let (changed, built) = match outcome {
                Outcome::Same => {
                    unreadable = None;
                    continue;
                }
                Outcome::Built(changed, built) => (changed, built),
                Outcome::Unreadable(error) => {
                    let why = format!("the site's folder cannot be read: {error}");
                    if unreadable.as_ref() != Some(&why) {
                        told(Event::Failed(why.clone()));
                    }

                    unreadable = Some(why);
                    watcher.look_again();
                    continue;
                }
                Outcome::Faulty => {
                    told(Event::Failed("the preview stays as it was until you save again".into()));
                    continue;
                }
            };

            unreadable = None;
            generation += 1;

            let new = findings.new_ones(&built.findings);

            // Held until all have been told: to let go of a large site takes a while.
            let before = newest.load_full();
            let snapshot = findings.snapshot(generation, *built, &workspace, &changed);
            let snapshot = snapshot.with_changed(&before.files, &changed);
            let count = |severity| {
                snapshot.findings.iter().filter(|finding| finding.severity == severity).count()
            };
            let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));

            newest.store(Arc::new(snapshot));
            number.send_replace(generation);

            let took = begun.elapsed();

            if !new.is_empty() {
                told(Event::Found(&new, &workspace));
            }

            told(Event::Rebuilt(Rebuilt { generation, changed, took, errors, warnings }));
        }
    })?;

    Ok((current, numbers, guard))
}

/// What came of a look at the files.
enum Outcome {
    Same,
    Built(BTreeSet<SitePath>, Box<Build>),
    Unreadable(io::Error),
    /// The program itself is at fault, and said how on standard error.
    Faulty,
}

/// Builds the site again where a file changed. A fault of ours must not end the thread: the preview
/// would show an old site without a word.
fn attempt(workspace: &mut Workspace, hints: &Changes, asked: &Asked) -> Outcome {
    let build = || match workspace.read(hints) {
        Ok(changed) if changed.is_empty() => Outcome::Same,
        Ok(changed) => {
            Outcome::Built(changed, Box::new(workspace.link(&asked.options(), &mut |_| {})))
        }
        Err(error) => Outcome::Unreadable(error),
    };

    // Whatever state the workspace is left in is thrown away.
    catch_unwind(AssertUnwindSafe(build)).unwrap_or(Outcome::Faulty)
}

/// Findings as they were shown last; lines are counted again only in files that changed.
#[derive(Default)]
struct Findings(HashMap<SitePath, Vec<(Diagnostic, Shown)>>);

impl Findings {
    /// Returns those that were not there before, wherever in their file they stood.
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

    fn snapshot(
        &mut self,
        generation: u64,
        built: Build,
        workspace: &Workspace,
        changed: &BTreeSet<SitePath>,
    ) -> Snapshot {
        let findings = self.show(&built.findings, workspace, changed);
        Snapshot::new(generation, built.edition, findings)
    }

    fn show(
        &mut self,
        findings: &[Diagnostic],
        workspace: &Workspace,
        changed: &BTreeSet<SitePath>,
    ) -> Vec<Shown> {
        let mut known = std::mem::take(&mut self.0);
        known.retain(|path, _| !changed.contains(path));

        let is_as_it_was = |finding: &Diagnostic| {
            !finding.labels.iter().any(|label| changed.contains(&label.place.path))
        };

        let before: Vec<Option<Shown>> = findings
            .iter()
            .map(|finding| {
                let known = known.get(&finding.place.path)?.iter();
                let mut same = known.filter(|(known, _)| known == finding && is_as_it_was(known));
                same.next().map(|(_, shown)| shown.clone())
            })
            .collect();
        let new = findings.iter().zip(&before).filter(|(_, before)| before.is_none());
        let new: Vec<Diagnostic> = new.map(|(finding, _)| finding.clone()).collect();
        let mut new = shown(&new, workspace).into_iter();
        let all: Vec<Shown> =
            before.into_iter().filter_map(|known| known.or_else(|| new.next())).collect();

        for (finding, shown) in findings.iter().zip(&all) {
            let of_file = self.0.entry(finding.place.path.clone()).or_default();
            of_file.push((finding.clone(), shown.clone()));
        }

        all
    }
}

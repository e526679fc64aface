//! The loop that keeps a site up to date: wait for a change, read it, link it, report it.
//!
//! In: a watcher, a workspace, and the options of a build. Out: events, on the calling thread.
//! Invariant: no error ends the loop; the last state that was reported stays valid until there is a newer
//! one.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::watcher::Watcher;
use crate::source::SitePath;
use crate::workspace::{Build, BuildOptions, Changes, Mode, Workspace};

/// How a site is followed.
pub struct FollowOptions<'f> {
    /// The mode of the workspace, also of the one that replaces it after a fault.
    pub mode: Mode,
    /// Returns the options of the next build; a preview that runs past midnight follows the clock.
    pub build: &'f dyn Fn() -> BuildOptions,
    /// Returns why the site cannot be read at the moment, for example while its folder is being replaced.
    pub is_ready: &'f dyn Fn() -> Result<(), String>,
}

/// What happened to a site.
pub enum FollowEvent<'w> {
    /// It was built from new files.
    Built(Rebuild<'w>),
    /// The file system reports no changes, so files are polled.
    Polling {
        /// In words.
        why: String,
        /// How often.
        every: Duration,
    },
    /// It could not be built, and stays as it was.
    Failed(FollowError),
}

/// A new state of a site.
pub struct Rebuild<'w> {
    /// The files that changed, are new, or are gone.
    pub changed: BTreeSet<SitePath>,
    /// The site; boxed, because the other events are small.
    pub build: Box<Build>,
    /// The workspace that built it.
    pub workspace: &'w Workspace,
    /// When the changes were complete.
    pub begun: Instant,
}

/// When the site is built again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextBuild {
    /// Once a file has changed.
    OnChange,
    /// At the next event, even if no file changed: the last build could not be used.
    OnHint,
    /// As [`NextBuild::OnHint`], and without any event after a time: what failed may succeed by itself.
    After(Duration),
}

/// Why a site could not be built again.
#[derive(Debug)]
pub enum FollowError {
    /// It is incomplete at the moment.
    NotReady(String),
    /// Its folder cannot be read.
    Unreadable(io::Error),
    /// The program panicked; the message is on standard error.
    Fault,
    /// It panicked again, with an empty memory.
    RepeatedFault,
}

impl fmt::Display for FollowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FollowError::NotReady(why) => f.write_str(why),
            FollowError::Unreadable(error) => {
                write!(f, "the site's folder cannot be read: {error}")
            }
            FollowError::Fault => f.write_str("internal error: reloading the site from scratch"),
            FollowError::RepeatedFault => f.write_str("nothing changes until you save again"),
        }
    }
}

/// Follows a site until the watcher's guard is dropped; `on_event` answers when it wants
/// the next build.
pub fn follow(
    mut watcher: Watcher,
    mut workspace: Workspace,
    options: &FollowOptions<'_>,
    mut next_build: NextBuild,
    mut on_event: impl FnMut(FollowEvent<'_>) -> NextBuild,
) {
    // The last error that was reported: a folder that stays unreadable is reported once.
    let mut reported: Option<String> = None;

    loop {
        if let Some((why, every)) = watcher.polling() {
            on_event(FollowEvent::Polling { why, every });
        }

        watcher.retry_in(match next_build {
            NextBuild::After(time) => Some(time),
            NextBuild::OnChange | NextBuild::OnHint => None,
        });
        watcher.wake_at(workspace.next_change().map(|change| change.at));

        let Some(hints) = watcher.next(|paths| workspace.emptied(paths)) else {
            return;
        };

        // Without any path the hour has come, or it is time to try again, and no file has to change.
        let is_hour = matches!(&hints, Changes::Paths(paths) if paths.is_empty());
        let next = if is_hour { NextBuild::OnHint } else { next_build };

        let begun = Instant::now();
        let mut attempt = build(&mut workspace, &hints, options, next);
        if matches!(attempt, Attempt::Failed(FollowError::Fault)) {
            on_event(FollowEvent::Failed(FollowError::Fault));
            workspace = workspace.with_mode(options.mode);
            attempt = match build(&mut workspace, &Changes::All, options, next) {
                Attempt::Failed(FollowError::Fault) => Attempt::Failed(FollowError::RepeatedFault),
                attempt => attempt,
            };
        }

        match attempt {
            Attempt::Unchanged => reported = None,

            Attempt::Built(changed, build) => {
                reported = None;
                let workspace = &workspace;
                let rebuild = Rebuild { changed, build, workspace, begun };
                next_build = on_event(FollowEvent::Built(rebuild));
            }

            Attempt::Failed(error) => {
                // A panic would only repeat until the next save; other errors may pass by themselves.
                if !matches!(error, FollowError::RepeatedFault) {
                    watcher.look_again();
                }

                let words = error.to_string();
                if reported.as_ref() != Some(&words) {
                    on_event(FollowEvent::Failed(error));
                }

                reported = Some(words);
            }
        }
    }
}

/// The result of an attempt to build.
enum Attempt {
    Unchanged,
    Built(BTreeSet<SitePath>, Box<Build>),
    Failed(FollowError),
}

/// Rebuilds the site where a file changed.
///
/// A panic must not end the thread: the old site would stay on the screen without any message.
fn build(
    workspace: &mut Workspace,
    hints: &Changes,
    options: &FollowOptions<'_>,
    next: NextBuild,
) -> Attempt {
    if let Err(why) = (options.is_ready)() {
        return Attempt::Failed(FollowError::NotReady(why));
    }

    let build = || match workspace.read(hints) {
        Ok(changed) if changed.is_empty() && next == NextBuild::OnChange => Attempt::Unchanged,
        Ok(changed) => {
            let build = workspace.link(&(options.build)(), &mut |_| {});
            Attempt::Built(changed, Box::new(build))
        }
        Err(error) => Attempt::Failed(FollowError::Unreadable(error)),
    };

    // Unwind safe, because the caller drops the workspace after a panic.
    catch_unwind(AssertUnwindSafe(build)).unwrap_or(Attempt::Failed(FollowError::Fault))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::Arc;

    use super::*;
    use crate::source::builtin::OverTheme;
    use crate::source::disk::DiskFiles;
    use crate::value::Moment;
    use crate::watch::{WatchGuard, WatchOptions};

    struct Fixture {
        folder: tempfile::TempDir,
        watcher: Watcher,
        guard: WatchGuard,
        workspace: Workspace,
    }

    fn options() -> BuildOptions {
        let as_of = Moment::parse("2026-01-01").expect("it is a day");
        BuildOptions { as_of, now: as_of, drafts: false, base_url: None, search: false }
    }

    fn fixture() -> Fixture {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::create_dir(folder.path().join("content")).expect("it is empty");

        let root = folder.path().to_path_buf();
        let how = WatchOptions { out: root.join("public"), root, poll: None, has_clock: true };
        let (watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let files = DiskFiles::open(folder.path()).expect("the folder is there");
        let workspace = Workspace::new(Arc::new(OverTheme::new(files))).with_mode(Mode::Watch);

        Fixture { folder, watcher, guard, workspace }
    }

    fn save(folder: &std::path::Path, words: &str) {
        let text = format!("---\ntitle: A\n---\n\n{words}\n");
        std::fs::write(folder.join("content/a.md"), text).expect("the folder is there");
    }

    #[test]
    fn a_rebuild_that_was_not_used_is_offered_again() {
        let Fixture { folder, watcher, guard, mut workspace } = fixture();
        save(folder.path(), "one");
        workspace.build(&options(), &mut |_| {}).expect("it can be read");
        save(folder.path(), "two");

        let mut guard = Some(guard);
        let mut offered = 0;
        let how = FollowOptions { mode: Mode::Watch, build: &options, is_ready: &|| Ok(()) };
        follow(watcher, workspace, &how, NextBuild::OnChange, |event| {
            if let FollowEvent::Built(rebuild) = event {
                offered += 1;
                assert_eq!(rebuild.changed.is_empty(), offered > 1, "no byte changed since");

                // The same message again is a second attempt, not a change.
                save(folder.path(), "two");
                if offered == 2 {
                    guard = None;
                }
            }
            NextBuild::OnHint
        });

        assert_eq!(offered, 2);
    }

    #[test]
    fn an_incomplete_site_is_reported_once_and_built_when_it_is_complete() {
        let Fixture { folder, watcher, guard, workspace } = fixture();
        let looks = Cell::new(0);
        let is_ready = || {
            looks.set(looks.get() + 1);
            if looks.get() < 3 { Err("there is no `content/`".to_owned()) } else { Ok(()) }
        };

        save(folder.path(), "one");

        let mut guard = Some(guard);
        let mut failures = Vec::new();
        let mut changed = BTreeSet::new();
        let how = FollowOptions { mode: Mode::Watch, build: &options, is_ready: &is_ready };
        follow(watcher, workspace, &how, NextBuild::OnChange, |event| {
            match event {
                FollowEvent::Failed(error) => failures.push(error.to_string()),
                FollowEvent::Built(rebuild) => {
                    changed.extend(rebuild.changed);
                    guard = None;
                }
                FollowEvent::Polling { .. } => {}
            }
            NextBuild::OnChange
        });

        assert_eq!(failures, ["there is no `content/`"]);
        assert!(changed.contains(&SitePath::new("content/a.md")), "{changed:?}");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "an hour comes by the clock")]
    fn an_hour_that_comes_is_a_change() {
        let Fixture { folder, watcher, guard, mut workspace } = fixture();
        let now = || Moment::from_instant(jiff::Timestamp::now());
        let soon = jiff::Timestamp::now() + Duration::from_millis(1200);
        let text = format!("---\ntitle: A\nembargo: {soon}\n---\n");
        std::fs::write(folder.path().join("content/a.md"), text).expect("the folder is there");

        let options = || BuildOptions { as_of: now(), ..options() };
        let pages = |build: &Build| build.edition.site().index().documents().len();
        let first = workspace.build(&options(), &mut |_| {}).expect("it can be read");
        assert_eq!(pages(&first), 0);

        let mut guard = Some(guard);
        let how = FollowOptions { mode: Mode::Watch, build: &options, is_ready: &|| Ok(()) };
        let mut built = Vec::new();
        follow(watcher, workspace, &how, NextBuild::OnChange, |event| {
            if let FollowEvent::Built(rebuild) = event {
                built.push((rebuild.changed.len(), pages(&rebuild.build)));
                guard = None;
            }
            NextBuild::OnChange
        });

        assert_eq!(built, [(0, 1)], "no file changed, and the page is out");
    }
}

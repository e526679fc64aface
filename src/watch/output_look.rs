//! Looks whether somebody else has changed the output folder.
//!
//! In: the folder, and when Chancery last wrote to it. Out: a nudge to the watcher. Invariant: only times are
//! compared, and no file is opened; looking takes a hundredth of a processor at most.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use super::guard::Nudge;

/// How often the folder is looked at: a reload after a mistake in it shows the right page.
const INTERVAL: Duration = Duration::from_secs(1);
/// How many times longer than a look the pause after it is, so that a large site costs no more.
const REST: u32 = 100;

/// Nudges the watcher when another program has changed the output folder.
#[derive(Debug, Clone)]
pub struct OutputLook {
    out: PathBuf,
    state: Arc<Mutex<LookState>>,
}

#[derive(Debug, Default)]
struct LookState {
    /// When Chancery last wrote to the folder; none while it does, and once a change was found.
    written: Option<SystemTime>,
    was_changed: bool,
    /// When it had last written, and when it began to write again.
    before: Option<SystemTime>,
    begun: Option<SystemTime>,
}

impl OutputLook {
    /// Starts to look at a folder; nothing is found before [`OutputLook::end_writing`].
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(out: PathBuf, nudge: Nudge) -> io::Result<OutputLook> {
        let look = OutputLook { out, state: Arc::default() };
        let own = look.clone();

        thread::Builder::new().name("output".to_owned()).spawn(move || {
            let mut pause = INTERVAL;
            loop {
                thread::sleep(pause);

                let begun = Instant::now();
                let is_found = own.look();
                pause = INTERVAL.max(begun.elapsed() * REST);

                // The watcher is gone, and with it the reason to look.
                if is_found && nudge.send().is_err() {
                    return;
                }
            }
        })?;

        Ok(look)
    }

    /// Says that Chancery is about to write; returns whether another program has changed the folder before.
    pub fn begin_writing(&self) -> bool {
        let mut state = self.state();
        state.before = state.written.take();
        state.begun = Some(now());

        std::mem::replace(&mut state.was_changed, false)
    }

    /// Says that Chancery has written; from here on every change is another's.
    pub fn end_writing(&self) {
        self.state().written = self.existing(Some(now()));
    }

    /// Says that Chancery has done what it could, whether or not it has written.
    pub fn resume(&self, was_changed: bool) {
        let mut state = self.state();
        if state.written.is_none() {
            // What was found before is not found again, and what comes now is.
            state.written = self.existing(if was_changed { state.begun } else { state.before });
        }
    }

    /// Stops looking until Chancery writes again.
    pub fn pause(&self) {
        self.state().written = None;
    }

    /// Returns a time where the folder is there: one that is not cannot be changed.
    fn existing(&self, time: Option<SystemTime>) -> Option<SystemTime> {
        time.filter(|_| self.out.is_dir())
    }

    /// Tells whether the folder has changed since it was written, once.
    fn look(&self) -> bool {
        let Some(written) = self.state().written else {
            return false;
        };

        if !is_changed(&self.out, written) {
            return false;
        }

        // A write that has begun meanwhile is what was seen.
        let mut state = self.state();
        if state.written != Some(written) {
            return false;
        }

        state.written = None;
        state.was_changed = true;

        true
    }

    /// Locks the state. A poisoned lock is fine: every change is a single assignment.
    fn state(&self) -> MutexGuard<'_, LookState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_methods, reason = "the times of files are those of the wall clock")]
fn now() -> SystemTime {
    SystemTime::now()
}

/// Tells whether anything in a folder was written, made or taken away after a moment.
fn is_changed(out: &Path, written: SystemTime) -> bool {
    // A file that is made, renamed or deleted changes the time of its folder.
    let is_newer = |metadata: &Metadata| changed(metadata).is_some_and(|at| at > written);

    !out.is_dir()
        || WalkDir::new(out).into_iter().any(|entry| match entry {
            Ok(entry) => entry.metadata().is_ok_and(|metadata| is_newer(&metadata)),
            // What vanished during the walk was taken away.
            Err(_) => true,
        })
}

/// Returns when a file was last changed in any way; unlike the time of its content, no program sets that back.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;

    let seconds = u64::try_from(metadata.ctime()).ok()?;
    let rest = u32::try_from(metadata.ctime_nsec()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, rest))
}

/// Returns when a file's content was last changed.
#[cfg(not(unix))]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

//! Debounces file system events into hints about what may have changed.
//!
//! In: the site's folder. Out: [`Changes`]. Invariant: a superfluous hint costs one read of a file, a
//! missing one would show an old page; so an event that is not understood is a hint at everything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::git::GitLock;
use super::guard::{WatchGuard, WatchMessage};
use super::poll::{self, FileStates};
use crate::source::SitePath;
use crate::source::disk::FOLDERS;
use crate::source::leftovers::{Leftover, leftover};
use crate::workspace::Changes;

/// Events closer together than this belong to one change. The shortest time found that joins the several
/// events of an editor's save; macOS and Windows report more slowly.
const DEBOUNCE: Duration =
    Duration::from_millis(if cfg!(any(target_os = "macos", windows)) { 20 } else { 10 });
/// How long one change may last, so that a file that is written to all the time is shown too.
const DEBOUNCE_MAX: Duration = Duration::from_millis(60);
/// Number of changed paths from which a burst counts as a checkout, not a save.
const BURST: usize = 8;
/// Number of changed paths from which a pause does not end a change while git holds its lock; an editor saves
/// fewer files at once.
const CHECKOUT_PART: usize = 3;
/// Number of changed paths from which a full rescan is cheaper.
const RESCAN_MIN: usize = 200;
/// Like [`DEBOUNCE`] and [`DEBOUNCE_MAX`], during a checkout: git pauses between files.
const CHECKOUT_DEBOUNCE: Duration = Duration::from_millis(100);
const CHECKOUT_DEBOUNCE_MAX: Duration = Duration::from_secs(10);
/// After this time emptied files and new folders are read again: editors truncate a file and then fill it,
/// and a file may be put into a new folder before the folder is watched.
const RECHECK_DELAY: Duration = Duration::from_millis(150);
/// How long a program may take to close a file that it writes: half a page must not be shown, and half a
/// template makes a page without its scripts.
const CLOSE_WAIT: Duration = Duration::from_millis(500);
/// Whether the system reports that a program has closed a file that it wrote to.
const REPORTS_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));
/// How often files are polled where the file system reports no changes: often enough for a preview, and
/// rarely enough for a network.
pub(super) const POLL_INTERVAL: Duration = Duration::from_millis(300);

/// How often the clock is looked at before an hour: a timer stands still while a computer sleeps.
const CLOCK_INTERVAL: Duration = Duration::from_secs(20);

/// Where and how to watch.
pub struct WatchOptions {
    /// The site's root, the folder that holds `content/`.
    pub root: PathBuf,
    /// How often to poll, if the user wants that instead of events.
    pub poll: Option<Duration>,
    /// The output folder, which is not watched.
    pub out: PathBuf,
    /// Whether the site follows the clock: not where a day was asked for.
    pub has_clock: bool,
}

/// Waits for file system events, or polls if there are none.
pub struct Watcher {
    root: PathBuf,
    out: PathBuf,
    messages: Receiver<WatchMessage>,
    git: GitLock,
    method: Method,
    /// Paths to read again, and when.
    later: BTreeMap<SitePath, Instant>,
    /// Why files are polled, until that has been reported.
    polling_since: Option<String>,
    /// When the site changes although no file does.
    hour: Option<Timestamp>,
    has_clock: bool,
    /// When to build again what could not be written.
    retry: Option<Instant>,
    is_nudged: bool,
}

/// How changes are noticed.
enum Method {
    Events(Box<RecommendedWatcher>),
    Polling(Duration, FileStates),
}

/// Creates a watcher; a test can make it fail.
type MakeWatcher<'m> = &'m dyn Fn(Sender<WatchMessage>) -> notify::Result<RecommendedWatcher>;

/// A watcher that does not watch yet: a preview shows its first page before it asks the system for a thousand watches.
pub struct IdleWatcher {
    root: PathBuf,
    out: PathBuf,
    poll: Option<Duration>,
    has_clock: bool,
    sender: Sender<WatchMessage>,
    messages: Receiver<WatchMessage>,
    /// What changes from here on must not be missed.
    since: SystemTime,
}

impl IdleWatcher {
    /// Begins to watch, and notes what has changed since the watcher was made.
    #[must_use]
    pub fn begin(self) -> Watcher {
        let since = self.since;
        let mut watcher = self.start();

        // Files are read at the first call of `next`.
        let now = Instant::now();
        let changed = poll::changed_since(&watcher.root, &watcher.out, since);
        watcher.later.extend(changed.filter_map(|path| Some((site_path(&path)?, now))));

        watcher
    }

    fn start(self) -> Watcher {
        let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();

        self.start_with(&mounts, &|sender| {
            let handler = move |event| {
                // Without a receiver the watcher is about to be dropped as well.
                sender.send(WatchMessage::Event(event)).ok();
            };
            RecommendedWatcher::new(handler, Config::default())
        })
    }

    fn start_with(self, mounts: &str, make: MakeWatcher<'_>) -> Watcher {
        let IdleWatcher { root, out, sender, messages, .. } = self;

        let polls = |every| Method::Polling(every, FileStates::read(&root, &out));
        let (method, polling_since) = match (self.poll, poll::silent(mounts, &root)) {
            (Some(every), _) => (polls(every), Some("you asked for it".to_owned())),
            (None, Some(kind)) => {
                (polls(POLL_INTERVAL), Some(format!("the file system `{kind}` reports no changes")))
            }
            (None, None) => match make(sender).and_then(|watcher| watch_all(watcher, &root)) {
                Ok(watcher) => (Method::Events(Box::new(watcher)), None),
                Err(error) => (polls(POLL_INTERVAL), Some(why(&error))),
            },
        };

        Watcher {
            git: GitLock::find(&root),
            root,
            out,
            messages,
            method,
            later: BTreeMap::new(),
            polling_since,
            hour: None,
            has_clock: self.has_clock,
            retry: None,
            is_nudged: false,
        }
    }
}

impl Watcher {
    /// Starts watching; from here on no change is missed.
    ///
    /// # Errors
    /// Where the site's root does not exist.
    pub fn start(how: &WatchOptions) -> std::io::Result<(Watcher, WatchGuard)> {
        let (idle, guard) = Watcher::prepare(how)?;
        Ok((idle.start(), guard))
    }

    /// Makes a watcher that watches once it is asked to [begin](IdleWatcher::begin), and then misses nothing that
    /// changed from here on.
    ///
    /// # Errors
    /// Where the site's root does not exist.
    #[expect(clippy::disallowed_methods, reason = "files bear times of the wall clock")]
    pub fn prepare(how: &WatchOptions) -> std::io::Result<(IdleWatcher, WatchGuard)> {
        let (sender, messages) = mpsc::channel();
        let guard = WatchGuard(sender.clone());

        let idle = IdleWatcher {
            // Events carry real paths. The output folder need not exist yet, so it cannot be resolved.
            root: how.root.canonicalize()?,
            out: std::path::absolute(&how.out)?,
            poll: how.poll,
            has_clock: how.has_clock,
            sender,
            messages,
            since: SystemTime::now(),
        };

        Ok((idle, guard))
    }

    /// Returns, once, why files are polled and how often; none where the file system reports changes.
    pub fn polling(&mut self) -> Option<(String, Duration)> {
        match self.method {
            Method::Polling(every, _) => self.polling_since.take().map(|why| (why, every)),
            Method::Events(_) => None,
        }
    }

    /// Waits for a change to be complete; none once the guard is dropped. Without any path the hour has come
    /// that was set, or it is time to try again, or somebody has nudged.
    ///
    /// `emptied` names the files that are empty now and were not: editors truncate a file and then fill it.
    pub fn next(
        &mut self,
        emptied: impl Fn(&BTreeSet<SitePath>) -> BTreeSet<SitePath>,
    ) -> Option<Changes> {
        loop {
            if std::mem::take(&mut self.is_nudged) {
                return Some(Changes::Paths(BTreeSet::new()));
            }

            let batch = match self.method {
                Method::Events(_) => self.gather()?,
                Method::Polling(..) => self.poll()?,
            };
            let Batch { mut paths, mut again, everything, due } = batch;
            let is_all = everything || paths.len() > RESCAN_MIN;

            if !is_all {
                for path in emptied(&paths).difference(&due) {
                    paths.remove(path);
                    again.insert(path.clone());
                }
            }

            let at = Instant::now() + RECHECK_DELAY;
            for path in again {
                self.later.entry(path).or_insert(at);
            }

            if is_all {
                return Some(Changes::All);
            }

            if !paths.is_empty() {
                return Some(Changes::Paths(paths));
            }

            if self.until_hour() == Some(Duration::ZERO) {
                self.hour = None;
                return Some(Changes::Paths(paths));
            }

            if self.until_retry() == Some(Duration::ZERO) {
                self.retry = None;
                return Some(Changes::Paths(paths));
            }
        }
    }

    /// Sets when the site changes although no file does.
    pub(super) fn wake_at(&mut self, hour: Option<Timestamp>) {
        self.hour = hour.filter(|_| self.has_clock);
    }

    /// Returns how long to wait for the hour, at most [`CLOCK_INTERVAL`].
    #[expect(
        clippy::disallowed_methods,
        reason = "the hour of an embargo is one of the wall clock"
    )]
    fn until_hour(&self) -> Option<Duration> {
        let left = self.hour?.duration_since(Timestamp::now());
        let left = Duration::try_from(left).unwrap_or(Duration::ZERO);
        Some(left.min(CLOCK_INTERVAL))
    }

    /// Sets after which time to build again, whether or not a file changes.
    pub(super) fn retry_in(&mut self, time: Option<Duration>) {
        self.retry = time.map(|time| Instant::now() + time);
    }

    fn until_retry(&self) -> Option<Duration> {
        self.retry.map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Rescans everything a little later: the changes that were reported could not be read.
    pub(super) fn look_again(&mut self) {
        let at = Instant::now() + POLL_INTERVAL;
        for folder in FOLDERS {
            self.later.insert(SitePath::new(folder), at);
        }
    }

    fn gather(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let mut first: Option<Instant> = None;
        loop {
            let is_checkout = batch.paths.len() > BURST || batch.everything;
            let (quiet, most) = match is_checkout || self.git.is_held() {
                true => (CHECKOUT_DEBOUNCE, CHECKOUT_DEBOUNCE_MAX),
                false => (DEBOUNCE, DEBOUNCE_MAX),
            };

            let now = Instant::now();
            let wait = match (first, self.later.values().min()) {
                (Some(first), _) => Some(quiet.min((first + most).saturating_duration_since(now))),
                (None, due) => {
                    let due = due.map(|due| due.saturating_duration_since(now));
                    due.into_iter().chain(self.until_hour()).chain(self.until_retry()).min()
                }
            };

            if first.is_none() && wait == Some(Duration::ZERO) {
                // Due paths first: while a large file is copied there is always another message.
                self.take_due(&mut batch);
                return Some(batch);
            }

            let message = match wait {
                Some(wait) => self.messages.recv_timeout(wait),
                None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };

            match message {
                Ok(WatchMessage::Event(event)) => {
                    let before = (batch.paths.len(), batch.everything);
                    self.note(event, &mut batch);

                    if first.is_none() && before != (batch.paths.len(), batch.everything) {
                        first = Some(Instant::now());
                    }

                    if matches!(self.method, Method::Polling(..)) {
                        return Some(batch);
                    }
                }
                Ok(WatchMessage::Nudge) => {
                    self.is_nudged = true;
                    if first.is_none() {
                        return Some(batch);
                    }
                }
                Ok(WatchMessage::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                // On a busy machine git pauses for longer than the debounce time, so the lock decides.
                Err(RecvTimeoutError::Timeout)
                    if batch.paths.len() >= CHECKOUT_PART && self.git.is_held() => {}
                Err(RecvTimeoutError::Timeout) => {
                    self.take_due(&mut batch);
                    return Some(batch);
                }
            }

            if first.is_some_and(|first| first.elapsed() >= most) {
                self.take_due(&mut batch);
                return Some(batch);
            }
        }
    }

    fn take_due(&mut self, batch: &mut Batch) {
        let now = Instant::now();
        let due = self.later.iter().filter(|(_, due)| **due <= now).map(|(path, _)| path.clone());
        batch.due = due.collect();
        self.later.retain(|_, due| *due > now);
        batch.paths.extend(batch.due.iter().cloned());
    }

    fn poll(&mut self) -> Option<Batch> {
        let Method::Polling(every, _) = self.method else {
            return Some(Batch::default());
        };

        let begun = Instant::now();
        let mut deadline = begun + every;
        loop {
            match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(WatchMessage::Event(_)) => {}
                Ok(WatchMessage::Nudge) => {
                    self.is_nudged = true;
                    break;
                }
                Ok(WatchMessage::Stop) => return None,
                // The watcher that failed has dropped its sender; so has the guard, now.
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout)
                    if self.git.is_held() && begun.elapsed() < CHECKOUT_DEBOUNCE_MAX =>
                {
                    deadline = Instant::now() + CHECKOUT_DEBOUNCE;
                }
                Err(RecvTimeoutError::Timeout) => break,
            }
        }

        let mut batch = Batch::default();
        if let Method::Polling(_, seen) = &mut self.method {
            let now = FileStates::read(&self.root, &self.out);
            batch.paths = now.differences(seen).filter_map(site_path).collect();
            *seen = now;
        }

        self.take_due(&mut batch);

        Some(batch)
    }

    fn note(&mut self, event: notify::Result<notify::Event>, batch: &mut Batch) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                // New folders can no longer be watched, so from here on files are polled.
                self.switch_to_polling(why(&error), batch);
                return;
            }
        };

        if event.need_rescan() {
            batch.everything = true;
        }

        let is_access = matches!(event.kind, EventKind::Access(_));
        if is_access && event.kind != EventKind::Access(AccessKind::Close(AccessMode::Write)) {
            return;
        }

        let may_be_new_folder = matches!(
            event.kind,
            EventKind::Create(CreateKind::Folder | CreateKind::Any)
                | EventKind::Modify(ModifyKind::Name(_))
        );

        for path in &event.paths {
            if *path == self.root && is_removal(event.kind) {
                // The watch went with it; to the system a folder that replaces it is another one.
                let why = "the site's folder was moved or taken away";
                self.switch_to_polling(why.to_owned(), batch);
                return;
            }

            let Some(hint) = self.hint(path) else {
                continue;
            };

            if FOLDERS.contains(&hint.as_str()) {
                self.watch_again(path, batch);
            }

            // The recheck finds files that were put into a new folder before it was watched.
            if may_be_new_folder && path.is_dir() {
                batch.again.insert(hint.clone());
            }

            if REPORTS_CLOSING && matches!(event.kind, EventKind::Modify(ModifyKind::Data(_))) {
                self.later.entry(hint).or_insert_with(|| Instant::now() + CLOSE_WAIT);
            } else {
                self.later.remove(&hint);
                batch.paths.insert(hint);
            }
        }
    }

    /// Returns the path in the site that an event is a hint at; none outside the site's folders.
    fn hint(&self, path: &Path) -> Option<SitePath> {
        if path.starts_with(&self.out) {
            return None;
        }
        site_path(path.strip_prefix(&self.root).ok()?)
    }

    /// Watches one of the site's folders that was created, removed or replaced.
    fn watch_again(&mut self, folder: &Path, batch: &mut Batch) {
        let Method::Events(watcher) = &mut self.method else {
            return;
        };

        // The watch may still be on the old folder, wherever that was moved.
        watcher.unwatch(folder).ok();

        if folder.is_dir()
            && let Err(error) = watcher.watch(folder, RecursiveMode::Recursive)
            && folder.is_dir()
        {
            self.switch_to_polling(why(&error), batch);
        }
    }

    fn switch_to_polling(&mut self, why: String, batch: &mut Batch) {
        self.polling_since = Some(why);
        self.method = Method::Polling(POLL_INTERVAL, FileStates::read(&self.root, &self.out));
        batch.everything = true;
    }
}

/// The hints that make up one change.
#[derive(Default)]
struct Batch {
    paths: BTreeSet<SitePath>,
    /// Paths to read a second time, later.
    again: BTreeSet<SitePath>,
    everything: bool,
    /// The paths that are read for the second time now; an empty file is then taken as empty.
    due: BTreeSet<SitePath>,
}

/// Watches folders, never files: a watch stays on the inode, and an editor that renames a new file over
/// the old one would take it away.
fn watch_all(mut watcher: RecommendedWatcher, root: &Path) -> notify::Result<RecommendedWatcher> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }

    Ok(watcher)
}

/// Tells whether an event removes or moves its folder.
fn is_removal(kind: EventKind) -> bool {
    matches!(kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}

fn why(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system's limit of watched folders is reached (fs.inotify.max_user_watches)"
                .to_owned()
        }
        _ => format!("the file system cannot be watched: {error}"),
    }
}

/// Turns a path below the root into a hint; none outside the site's folders, or for temporary files of
/// editors and version control.
pub(super) fn site_path(below: &Path) -> Option<SitePath> {
    let mut parts = Vec::new();
    for part in below.components() {
        let Component::Normal(name) = part else {
            return None;
        };

        // No path of the site can name it, so its folder is the hint.
        let Some(name) = name.to_str() else {
            break;
        };

        let folder = parts.first().copied().unwrap_or_default();
        if leftover(folder, name) == Some(Leftover::Trace) {
            return None;
        }

        parts.push(name);
    }

    FOLDERS.contains(parts.first()?).then(|| SitePath::new(parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, WatchOptions) {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::create_dir(folder.path().join("content")).expect("it is empty");
        let root = folder.path().to_path_buf();
        (folder, WatchOptions { out: root.join("public"), root, poll: None, has_clock: false })
    }

    /// Saves a file, and returns the change that is reported.
    fn after_a_save(how: &WatchOptions, watcher: &mut Watcher) -> Changes {
        std::fs::write(how.root.join("content/a.md"), "words").expect("the folder is there");
        watcher.next(|_| BTreeSet::new()).expect("nobody stops it")
    }

    fn a() -> Changes {
        Changes::Paths(BTreeSet::from([SitePath::new("content/a.md")]))
    }

    #[test]
    fn what_changes_before_watching_begins_is_reported() {
        let (_folder, how) = site();
        let (idle, _guard) = Watcher::prepare(&how).expect("the folder is there");
        std::fs::write(how.root.join("content/a.md"), "words").expect("the folder is there");

        let mut watcher = idle.begin();
        let Some(Changes::Paths(paths)) = watcher.next(|_| BTreeSet::new()) else {
            panic!("the watcher says what it saw");
        };
        assert!(paths.contains(&SitePath::new("content/a.md")), "{paths:?}");
    }

    #[test]
    fn what_was_there_long_before_is_no_change() {
        let (_folder, how) = site();
        let page = how.root.join("content/a.md");
        std::fs::write(&page, "words").expect("the folder is there");

        let written = page.metadata().and_then(|it| it.modified()).expect("it was just written");
        let later = written + Duration::from_mins(1);
        assert_eq!(poll::changed_since(&how.root, &how.out, later).count(), 0);
    }

    #[test]
    fn files_are_polled_where_watches_run_out() {
        let (_folder, how) = site();
        let none_left = |_| Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch));
        let (idle, _guard) = Watcher::prepare(&how).expect("the folder is there");
        let mut watcher = idle.start_with("", &none_left);
        let (why, every) = watcher.polling().expect("it polls");
        assert!(why.contains("max_user_watches"), "{why}");

        assert_eq!(every, POLL_INTERVAL);
        assert_eq!(watcher.polling(), None, "it is reported once");
        assert_eq!(after_a_save(&how, &mut watcher), a());
    }

    #[test]
    fn files_are_polled_once_watches_run_out_later() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        assert_eq!(watcher.polling(), None);
        let error = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        guard.0.send(WatchMessage::Event(Err(error))).expect("it listens");

        // Whatever was missed until then is found by a full rescan.
        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(Changes::All));
        assert!(watcher.polling().is_some_and(|(why, _)| why.contains("max_user_watches")));
        assert_eq!(after_a_save(&how, &mut watcher), a());
    }

    #[test]
    fn a_silent_file_system_is_polled() {
        let (_folder, how) = site();
        let mounts = "server:/x / nfs4 rw 0 0\n";
        let never = |_| panic!("a network file system is not watched");
        let (idle, _guard) = Watcher::prepare(&how).expect("the folder is there");
        let mut watcher = idle.start_with(mounts, &never);
        assert!(watcher.polling().is_some_and(|(why, _)| why.contains("nfs4")));
        assert_eq!(after_a_save(&how, &mut watcher), a());
    }

    #[test]
    fn lost_events_and_many_are_a_hint_at_everything() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let lost = notify::Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        guard.0.send(WatchMessage::Event(Ok(lost))).expect("it listens");
        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(Changes::All));

        for number in 0..=RESCAN_MIN {
            std::fs::write(how.root.join(format!("content/{number}.md")), "").expect("room");
        }

        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(Changes::All));
    }

    #[test]
    fn the_events_of_one_save_are_one_change() {
        use notify::event::{RemoveKind, RenameMode};

        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let renamed = |mode| EventKind::Modify(ModifyKind::Name(mode));

        for save in [
            &[WRITES, WRITES, CLOSES][..],
            &[renamed(RenameMode::To), renamed(RenameMode::Both)],
            &[renamed(RenameMode::From), EventKind::Create(CreateKind::File), WRITES, CLOSES],
            &[EventKind::Remove(RemoveKind::File), EventKind::Create(CreateKind::File), CLOSES],
        ] {
            // All events are queued before the first is read, however busy the machine is.
            save.iter().for_each(|kind| tell(&how, &guard, *kind));
            assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()), "{save:?}");
            assert!(matches!(watcher.messages.try_recv(), Err(mpsc::TryRecvError::Empty)));
        }
    }

    #[test]
    fn a_checkout_that_takes_its_time_is_one_change() {
        let (_folder, how) = site();
        let (mut watcher, _guard) = Watcher::start(&how).expect("the folder is there");
        let names: Vec<String> = (0..100).map(|number| format!("content/{number}.md")).collect();
        let paths: BTreeSet<_> = names.iter().map(|name| SitePath::new(name.as_str())).collect();
        let files: Vec<PathBuf> = names.iter().map(|name| how.root.join(name)).collect();
        let checkout = std::thread::spawn(move || {
            // Git writes a few files at once, and far more of them than fit into the time of a save.
            for (at, file) in files.iter().enumerate() {
                std::fs::write(file, "words").expect("there is room");
                std::thread::sleep(Duration::from_millis(if at <= BURST { 0 } else { 2 }));
            }
        });

        let mut changes = 0;
        let mut seen = BTreeSet::new();
        while seen.len() < names.len() {
            let Some(Changes::Paths(some)) = watcher.next(|_| BTreeSet::new()) else {
                panic!("a hundred files are no hint at everything");
            };
            seen.extend(some);
            changes += 1;
        }

        checkout.join().expect("all was written");
        assert_eq!(seen, paths);

        // A busy machine may split the burst; without git's lock that cannot be detected.
        assert!(changes <= 10, "{changes} changes");
    }

    /// Sends the watcher an event about `content/a.md`.
    fn tell(how: &WatchOptions, guard: &WatchGuard, kind: EventKind) {
        let path = how.root.canonicalize().expect("it is there").join("content/a.md");
        let event = notify::Event::new(kind).add_path(path);
        guard.0.send(WatchMessage::Event(Ok(event))).expect("it listens");
    }

    const WRITES: EventKind = EventKind::Modify(ModifyKind::Data(notify::event::DataChange::Any));
    const CLOSES: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_is_read_when_it_is_closed_or_after_a_while() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let begun = Instant::now();

        tell(&how, &guard, WRITES);
        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()));
        assert!(begun.elapsed() >= CLOSE_WAIT, "a program that has it open gets its time");

        for kind in [WRITES, WRITES, CLOSES] {
            tell(&how, &guard, kind);
        }

        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()));
        assert!(watcher.later.is_empty(), "once it is closed there is nothing more to see");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_written_without_end_is_read_now_and_then() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let (stop, stopped) = mpsc::channel::<()>();
        let root = how.root.clone();
        let writer = std::thread::spawn(move || {
            let how = WatchOptions { out: root.join("public"), root, poll: None, has_clock: false };
            while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
                tell(&how, &guard, WRITES);
            }
        });

        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()));
        drop(stop);
        writer.join().expect("it ends");
    }

    #[test]
    fn dropping_the_guard_stops_it() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        drop(guard);
        assert_eq!(watcher.next(|_| BTreeSet::new()), None);
    }

    #[test]
    fn hints_lie_in_the_site() {
        let of = |path: &str| site_path(Path::new(path)).map(|path| path.to_string());
        assert_eq!(of("content/a b.md").as_deref(), Some("content/a b.md"));
        assert_eq!(of("static").as_deref(), Some("static"));
        for path in ["public/a.html", "", "content/.a.md.swp", "content/4913", "static/.git/HEAD"] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}

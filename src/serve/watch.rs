//! What the file system says of a site: hints at what may have changed, gathered until it is quiet.
//!
//! In: the site's folder. Out: [`Changes`]. Invariant: a hint too many costs a look at a file, and a
//! hint too few would show an old page; so what is not understood is a hint at everything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::git::Git;
use super::poll::{self, Seen};
use crate::source::SitePath;
use crate::source::disk::FOLDERS;
use crate::workspace::Changes;

/// How long it must be quiet before a change is taken for whole.
const QUIET: Duration =
    Duration::from_millis(if cfg!(any(target_os = "macos", windows)) { 20 } else { 10 });
/// How long a change is waited for at most.
const MOST: Duration = Duration::from_millis(60);
/// From so many paths on it is no save but a checkout or a copy.
const BURST: usize = 8;
/// So many paths at once, while git is at work, are a part of what it writes.
const PART: usize = 3;
/// From so many paths on a look at all files is no more work.
const MANY: usize = 200;
/// How long it must be quiet in a checkout, and how long one is waited for at most.
const CHECKOUT_QUIET: Duration = Duration::from_millis(100);
const CHECKOUT_MOST: Duration = Duration::from_secs(10);
/// How long an editor that emptied a file has to fill it, and a new folder to be watched.
const SECOND_LOOK: Duration = Duration::from_millis(150);
/// How long a program that writes to a file has to close it: half a page is not shown, and half a
/// template is a page without its scripts.
const WRITTEN: Duration = Duration::from_millis(500);
/// Whether the system says when a program has closed a file that it wrote to.
const TELLS_OF_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));
/// How often files are looked at where nothing tells of changes.
pub(crate) const POLL: Duration = Duration::from_millis(300);

/// Where and how to watch.
pub struct Watching {
    /// The site's root, the folder that holds `content/`.
    pub root: PathBuf,
    /// How often to look, where the user wants that in place of events.
    pub poll: Option<Duration>,
    /// The output folder, of which nothing is heard.
    pub out: PathBuf,
}

/// What reaches the watching thread.
enum Message {
    Heard(notify::Result<notify::Event>),
    Stop,
}

/// Ends the watching when it is dropped.
#[derive(Debug)]
pub struct Guard(Sender<Message>);

impl Drop for Guard {
    fn drop(&mut self) {
        // A thread that is gone needs no word.
        self.0.send(Message::Stop).ok();
    }
}

/// Listens to the file system, or looks again and again.
pub(crate) struct Watcher {
    root: PathBuf,
    out: PathBuf,
    heard: Receiver<Message>,
    git: Git,
    means: Means,
    /// What is to be looked at later, and when.
    later: BTreeMap<SitePath, Instant>,
    /// Why files are looked at again and again, where that was not yet said.
    polling_since: Option<String>,
}

enum Means {
    Events(Box<RecommendedWatcher>),
    Polls(Duration, Seen),
}

/// How a watcher is made, so that a test can have it fail.
type Make<'m> = &'m dyn Fn(Sender<Message>) -> notify::Result<RecommendedWatcher>;

impl Watcher {
    /// Begins to watch; from here on no change is missed.
    ///
    /// # Errors
    /// Where the site's root is not there.
    pub(crate) fn start(how: &Watching) -> std::io::Result<(Watcher, Guard)> {
        let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();

        Watcher::start_with(how, &mounts, &|tell| {
            let handler = move |event| {
                // Nobody listens any more: the watcher is about to go as well.
                tell.send(Message::Heard(event)).ok();
            };
            RecommendedWatcher::new(handler, Config::default())
        })
    }

    fn start_with(
        how: &Watching,
        mounts: &str,
        make: Make<'_>,
    ) -> std::io::Result<(Watcher, Guard)> {
        let root = how.root.canonicalize()?;
        let out = std::path::absolute(&how.out)?;
        let (tell, heard) = mpsc::channel();
        let guard = Guard(tell.clone());
        let polls = |every| Means::Polls(every, Seen::of(&root, &out));
        let (means, polling_since) = match (how.poll, poll::silent(mounts, &root)) {
            (Some(every), _) => (polls(every), Some("you asked for it".to_owned())),
            (None, Some(kind)) => {
                (polls(POLL), Some(format!("the file system `{kind}` tells of no changes")))
            }
            (None, None) => match make(tell).and_then(|watcher| watch_all(watcher, &root)) {
                Ok(watcher) => (Means::Events(Box::new(watcher)), None),
                Err(error) => (polls(POLL), Some(why(&error))),
            },
        };

        let git = Git::of(&root);
        let watcher =
            Watcher { root, out, heard, git, means, later: BTreeMap::new(), polling_since };

        Ok((watcher, guard))
    }

    /// Returns once why files are looked at again and again, where they are.
    pub(crate) fn polling(&mut self) -> Option<(String, Duration)> {
        match self.means {
            Means::Polls(every, _) => self.polling_since.take().map(|why| (why, every)),
            Means::Events(_) => None,
        }
    }

    /// Waits until something may have changed and it is quiet again; none when the guard is gone.
    ///
    /// `emptied` names the files that are empty now and were not: they get time to be filled.
    pub(crate) fn next(
        &mut self,
        emptied: impl Fn(&BTreeSet<SitePath>) -> BTreeSet<SitePath>,
    ) -> Option<Changes> {
        loop {
            let gathered = match self.means {
                Means::Events(_) => self.gather()?,
                Means::Polls(..) => self.poll()?,
            };
            let Gathered { mut paths, mut again, everything, due } = gathered;
            let is_all = everything || paths.len() > MANY;

            if !is_all {
                for path in emptied(&paths).difference(&due) {
                    paths.remove(path);
                    again.insert(path.clone());
                }
            }

            let at = Instant::now() + SECOND_LOOK;
            for path in again {
                self.later.entry(path).or_insert(at);
            }

            if is_all {
                return Some(Changes::All);
            }

            if !paths.is_empty() {
                return Some(Changes::Paths(paths));
            }
        }
    }

    /// Looks at everything once more, a little later: what there was to see could not be read.
    pub(crate) fn look_again(&mut self) {
        let at = Instant::now() + POLL;
        for folder in FOLDERS {
            self.later.insert(SitePath::new(folder), at);
        }
    }

    fn gather(&mut self) -> Option<Gathered> {
        let mut gathered = Gathered::default();
        let mut first: Option<Instant> = None;
        loop {
            let is_checkout = gathered.paths.len() > BURST || gathered.everything;
            let (quiet, most) = match is_checkout || self.git.is_at_work() {
                true => (CHECKOUT_QUIET, CHECKOUT_MOST),
                false => (QUIET, MOST),
            };

            let now = Instant::now();
            let wait = match (first, self.later.values().min()) {
                (Some(first), _) => Some(quiet.min((first + most).saturating_duration_since(now))),
                (None, Some(due)) => Some(due.saturating_duration_since(now)),
                (None, None) => None,
            };

            if first.is_none() && wait == Some(Duration::ZERO) {
                // While a large file is copied there is always one more message.
                self.take_due(&mut gathered);
                return Some(gathered);
            }

            let message = match wait {
                Some(wait) => self.heard.recv_timeout(wait),
                None => self.heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };

            match message {
                Ok(Message::Heard(event)) => {
                    let before = (gathered.paths.len(), gathered.everything);
                    self.hear(event, &mut gathered);

                    if first.is_none() && before != (gathered.paths.len(), gathered.everything) {
                        first = Some(Instant::now());
                    }

                    if matches!(self.means, Means::Polls(..)) {
                        return Some(gathered);
                    }
                }
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                // A busy machine keeps git waiting for longer than it is quiet after a save.
                Err(RecvTimeoutError::Timeout)
                    if gathered.paths.len() >= PART && self.git.is_at_work() => {}
                Err(RecvTimeoutError::Timeout) => {
                    self.take_due(&mut gathered);
                    return Some(gathered);
                }
            }

            if first.is_some_and(|first| first.elapsed() >= most) {
                self.take_due(&mut gathered);
                return Some(gathered);
            }
        }
    }

    fn take_due(&mut self, gathered: &mut Gathered) {
        let now = Instant::now();
        let due = self.later.iter().filter(|(_, due)| **due <= now).map(|(path, _)| path.clone());
        gathered.due = due.collect();
        self.later.retain(|_, due| *due > now);
        gathered.paths.extend(gathered.due.iter().cloned());
    }

    fn poll(&mut self) -> Option<Gathered> {
        let Means::Polls(every, _) = self.means else {
            return Some(Gathered::default());
        };

        let begun = Instant::now();
        let mut deadline = begun + every;
        loop {
            match self.heard.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Message::Heard(_)) => {}
                Ok(Message::Stop) => return None,
                // The watcher that failed took its end of the channel along; the guard has one too.
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout)
                    if self.git.is_at_work() && begun.elapsed() < CHECKOUT_MOST =>
                {
                    deadline = Instant::now() + CHECKOUT_QUIET;
                }
                Err(RecvTimeoutError::Timeout) => break,
            }
        }

        let mut gathered = Gathered::default();
        if let Means::Polls(_, seen) = &mut self.means {
            let now = Seen::of(&self.root, &self.out);
            gathered.paths = now.differences(seen).filter_map(site_path).collect();
            *seen = now;
        }

        self.take_due(&mut gathered);

        Some(gathered)
    }

    fn hear(&mut self, event: notify::Result<notify::Event>, gathered: &mut Gathered) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                // New folders can no longer be watched: from here on files are looked at.
                self.poll_from_now_on(why(&error), gathered);
                return;
            }
        };

        if event.need_rescan() {
            gathered.everything = true;
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
            if *path == self.root && takes_away(event.kind) {
                // The watch went with it; what comes in its place is another folder.
                let why = "the site's folder was moved or taken away";
                self.poll_from_now_on(why.to_owned(), gathered);
                return;
            }

            let Some(hint) = self.hint(path) else {
                continue;
            };

            if FOLDERS.contains(&hint.as_str()) {
                self.watch_again(path, gathered);
            }

            // What was put into a new folder before it was watched is found by a second look.
            if may_be_new_folder && path.is_dir() {
                gathered.again.insert(hint.clone());
            }

            if TELLS_OF_CLOSING && matches!(event.kind, EventKind::Modify(ModifyKind::Data(_))) {
                self.later.entry(hint).or_insert_with(|| Instant::now() + WRITTEN);
            } else {
                self.later.remove(&hint);
                gathered.paths.insert(hint);
            }
        }
    }

    /// Returns the path in the site that an event is a hint at; none where it is nobody's work.
    fn hint(&self, path: &Path) -> Option<SitePath> {
        if path.starts_with(&self.out) {
            return None;
        }
        site_path(path.strip_prefix(&self.root).ok()?)
    }

    /// Watches one of the site's folders that came, went or was replaced.
    fn watch_again(&mut self, folder: &Path, gathered: &mut Gathered) {
        let Means::Events(watcher) = &mut self.means else {
            return;
        };

        // It may be the old folder that is watched, wherever that is now.
        watcher.unwatch(folder).ok();

        if folder.is_dir()
            && let Err(error) = watcher.watch(folder, RecursiveMode::Recursive)
            && folder.is_dir()
        {
            self.poll_from_now_on(why(&error), gathered);
        }
    }

    fn poll_from_now_on(&mut self, why: String, gathered: &mut Gathered) {
        self.polling_since = Some(why);
        self.means = Means::Polls(POLL, Seen::of(&self.root, &self.out));
        gathered.everything = true;
    }
}

/// What was heard until it was quiet.
#[derive(Default)]
struct Gathered {
    paths: BTreeSet<SitePath>,
    /// What is to be looked at a second time, later.
    again: BTreeSet<SitePath>,
    everything: bool,
    /// Those of the paths that are looked at the second time.
    due: BTreeSet<SitePath>,
}

/// Watches folders, never files: an editor that puts a new file in the place of the old one would
/// take the watch away with it.
fn watch_all(mut watcher: RecommendedWatcher, root: &Path) -> notify::Result<RecommendedWatcher> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }

    Ok(watcher)
}

/// Tells the events by which a watched folder itself goes.
fn takes_away(kind: EventKind) -> bool {
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

/// Makes a hint of a path below the root; none where it lies in no folder of the site, or is what
/// editors and version control leave lying about.
pub(super) fn site_path(below: &Path) -> Option<SitePath> {
    let mut parts = Vec::new();
    for part in below.components() {
        let Component::Normal(name) = part else {
            return None;
        };

        // A name that is not UTF-8 makes a hint of its folder.
        let Some(name) = name.to_str() else {
            break;
        };

        if is_noise(name) {
            return None;
        }

        parts.push(name);
    }

    FOLDERS.contains(parts.first()?).then(|| SitePath::new(parts.join("/")))
}

/// Tells the names under which editors save for a moment, and those of version control.
fn is_noise(name: &str) -> bool {
    // Vim tries whether it may write with a file named `4913`; IntelliJ saves by way of `___jb_tmp___`.
    name == ".git"
        || name == "4913"
        || name.ends_with('~')
        || [".swp", ".swx"].iter().any(|end| name.ends_with(end))
        || name.contains("___jb_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, Watching) {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::create_dir(folder.path().join("content")).expect("it is empty");
        let root = folder.path().to_path_buf();
        (folder, Watching { out: root.join("public"), root, poll: None })
    }

    /// Saves a file, and returns what is said of it.
    fn after_a_save(how: &Watching, watcher: &mut Watcher) -> Changes {
        std::fs::write(how.root.join("content/a.md"), "words").expect("the folder is there");
        watcher.next(|_| BTreeSet::new()).expect("nobody stops it")
    }

    fn a() -> Changes {
        Changes::Paths(BTreeSet::from([SitePath::new("content/a.md")]))
    }

    #[test]
    fn where_watches_run_out_files_are_looked_at() {
        let (_folder, how) = site();
        let none_left = |_| Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch));
        let (mut watcher, _guard) =
            Watcher::start_with(&how, "", &none_left).expect("it goes on without");
        let (why, every) = watcher.polling().expect("it polls");
        assert!(why.contains("max_user_watches"), "{why}");

        assert_eq!(every, POLL);
        assert_eq!(watcher.polling(), None, "it is said once");
        assert_eq!(after_a_save(&how, &mut watcher), a());
    }

    #[test]
    fn where_watches_run_out_later_files_are_looked_at_from_then_on() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        assert_eq!(watcher.polling(), None);
        let error = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        guard.0.send(Message::Heard(Err(error))).expect("it listens");

        // Whatever was missed until then is found.
        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(Changes::All));
        assert!(watcher.polling().is_some_and(|(why, _)| why.contains("max_user_watches")));
        assert_eq!(after_a_save(&how, &mut watcher), a());
    }

    #[test]
    fn a_file_system_that_tells_nothing_is_looked_at() {
        let (_folder, how) = site();
        let mounts = "server:/x / nfs4 rw 0 0\n";
        let never = |_| panic!("a network file system is not watched");
        let (mut watcher, _guard) =
            Watcher::start_with(&how, mounts, &never).expect("the folder is there");
        assert!(watcher.polling().is_some_and(|(why, _)| why.contains("nfs4")));
        assert_eq!(after_a_save(&how, &mut watcher), a());
    }

    #[test]
    fn lost_events_and_many_are_a_hint_at_everything() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let lost = notify::Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        guard.0.send(Message::Heard(Ok(lost))).expect("it listens");
        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(Changes::All));

        for number in 0..=MANY {
            std::fs::write(how.root.join(format!("content/{number}.md")), "").expect("room");
        }

        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(Changes::All));
    }

    #[test]
    fn what_is_heard_of_one_save_is_one_change() {
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
            // All of it is there before the first look, however busy the machine is.
            save.iter().for_each(|kind| tell(&how, &guard, *kind));
            assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()), "{save:?}");
            assert!(matches!(watcher.heard.try_recv(), Err(mpsc::TryRecvError::Empty)));
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

        // A machine that is busy may tear it; without the lock of git there is no way to know.
        assert!(changes <= 10, "{changes} changes");
    }

    /// Tells the watcher of something that happened to `content/a.md`.
    fn tell(how: &Watching, guard: &Guard, kind: EventKind) {
        let path = how.root.canonicalize().expect("it is there").join("content/a.md");
        let event = notify::Event::new(kind).add_path(path);
        guard.0.send(Message::Heard(Ok(event))).expect("it listens");
    }

    const WRITES: EventKind = EventKind::Modify(ModifyKind::Data(notify::event::DataChange::Any));
    const CLOSES: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_is_looked_at_when_it_is_closed_and_not_for_ever_waited_for() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let begun = Instant::now();

        tell(&how, &guard, WRITES);
        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()));
        assert!(begun.elapsed() >= WRITTEN, "a program that has it open gets its time");

        for kind in [WRITES, WRITES, CLOSES] {
            tell(&how, &guard, kind);
        }

        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()));
        assert!(watcher.later.is_empty(), "once it is closed there is nothing more to see");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_written_without_end_is_looked_at_now_and_then() {
        let (_folder, how) = site();
        let (mut watcher, guard) = Watcher::start(&how).expect("the folder is there");
        let (stop, stopped) = mpsc::channel::<()>();
        let root = how.root.clone();
        let writer = std::thread::spawn(move || {
            let how = Watching { out: root.join("public"), root, poll: None };
            while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
                tell(&how, &guard, WRITES);
            }
        });

        assert_eq!(watcher.next(|_| BTreeSet::new()), Some(a()));
        drop(stop);
        writer.join().expect("it ends");
    }

    #[test]
    fn the_guard_ends_it() {
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
        for path in ["public/a.html", "", "content/a.md~", "content/4913", "static/.git/HEAD"] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}

//! The preview follows the files: what an editor, a file manager and version control do to a folder.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use chancery::serve::live::{CurrentSnapshot, UNCHECKED};
use chancery::serve::rebuild::{self, Preview, PreviewEvent, RebuildReport};
use chancery::source::builtin::OverTheme;
use chancery::source::disk::DiskFiles;
use chancery::source::{FileEntry, Files, SitePath};
use chancery::watch::{WatchGuard, WatchOptions};
use chancery::workspace::Workspace;
use tempfile::TempDir;

use crate::support::as_of;

/// How long anything may take before a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// How long git pauses on a busy machine: longer than the watcher's debounce time during a checkout.
const GIT_PAUSE: Duration = Duration::from_millis(200);
/// An otherwise unused file; changes written before it are reported before it.
const SENTINEL: &str = "static/sentinel.txt";

/// A folder that is followed.
pub(crate) struct Followed {
    folder: TempDir,
    pub(crate) current: CurrentSnapshot,
    heard: Receiver<Heard>,
    /// How often the sentinel was written; each time it gets other bytes.
    sentinels: Cell<usize>,
    _guard: WatchGuard,
}

#[derive(Debug)]
pub(crate) enum Heard {
    Found(Vec<String>),
    Rebuilt(RebuildReport),
    Polling(String),
    Failed(String),
}

/// A folder whose reader fails once for each file that contains a certain word.
struct Faulty(DiskFiles, Arc<Mutex<BTreeSet<SitePath>>>);

const FAULT: &str = "stumbling block";

impl Files for Faulty {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        self.0.list()
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        self.0.list_at(path)
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        let bytes = self.0.read(path)?;
        let is_faulty = String::from_utf8_lossy(&bytes).contains(FAULT);
        let is_first = is_faulty && self.1.lock().is_ok_and(|mut met| met.insert(path.clone()));
        assert!(!is_first, "a fault that a test asked for");
        Ok(bytes)
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        self.0.open(path)
    }
}

impl Followed {
    pub(crate) fn new(poll: Option<Duration>) -> Followed {
        Followed::with(poll, &[])
    }

    /// Follows a folder with some further empty files.
    fn with(poll: Option<Duration>, further: &[&str]) -> Followed {
        let folder = TempDir::new().expect("there is room for a folder");
        for path in further {
            write(folder.path(), path, "");
        }

        write(folder.path(), "site/content/a.md", &page("one"));

        let root = folder.path().join("site");
        let files = Faulty(DiskFiles::open(&root).expect("it was just made"), Arc::default());
        let workspace = Workspace::new(Arc::new(OverTheme::new(files)));
        let how = WatchOptions { out: root.join("public"), root, poll, has_clock: false };
        let (tell, heard) = channel();
        let told = move |event: PreviewEvent<'_>| {
            // Nobody listens any more after a test has ended.
            let _ = tell.send(match event {
                PreviewEvent::NewFindings(found, _) => {
                    Heard::Found(found.iter().map(|finding| finding.message.clone()).collect())
                }
                PreviewEvent::Rebuilt(rebuilt) => Heard::Rebuilt(rebuilt),
                PreviewEvent::Polling { why, .. } => Heard::Polling(why),
                PreviewEvent::Failed(why) => Heard::Failed(why),
            });
        };
        let started = rebuild::start(workspace, || as_of("2025-11-15"), &how, told);
        let Preview { current, guard, .. } = started.expect("the folder can be read");

        let until = Instant::now() + PATIENCE;
        while current.load().generation == UNCHECKED {
            assert!(Instant::now() < until, "the first site is never checked");
            sleep(Duration::from_millis(1));
        }

        Followed { folder, current, heard, sentinels: Cell::new(0), _guard: guard }
    }

    pub(crate) fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root(), path, text);
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root().join(from), self.root().join(to)).unwrap();
    }

    /// Returns what is served at a path; none if nothing is.
    fn get(&self, path: &str) -> Option<String> {
        let page = self.current.load().page(path)?.ok()?;
        Some(String::from_utf8(page.bytes).expect("pages are UTF-8"))
    }

    /// Waits until a page contains some words, or until it is gone.
    #[track_caller]
    fn wait(&self, path: &str, words: Option<&str>) {
        let until = Instant::now() + PATIENCE;
        loop {
            let page = self.get(path);
            match (&page, words) {
                (None, None) => return,
                (Some(page), Some(words)) if page.contains(words) => return,
                _ if Instant::now() > until => panic!("{path} never was {words:?}: {page:?}"),
                _ => sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Returns the events up to one that satisfies a condition.
    #[track_caller]
    fn until(&self, is_last: impl Fn(&Heard) -> bool) -> Vec<Heard> {
        let mut events = Vec::new();
        loop {
            match self.heard.recv_timeout(PATIENCE) {
                Ok(event) => events.push(event),
                Err(error) => panic!("the event never came ({error}): {events:?}"),
            }

            if events.last().is_some_and(&is_last) {
                return events;
            }
        }
    }

    /// Returns everything that was reported about the changes made so far.
    ///
    /// Waiting cannot show that nothing more will come. A sentinel can: it is written last, and so it is
    /// reported last.
    #[track_caller]
    pub(crate) fn heard(&self) -> Vec<Heard> {
        let count = self.sentinels.get() + 1;
        self.sentinels.set(count);
        self.write(SENTINEL, &count.to_string());

        let sentinel = SitePath::new(SENTINEL);
        let mut events = self.until(
            |event| matches!(event, Heard::Rebuilt(report) if report.changed.contains(&sentinel)),
        );

        // The rebuild of the sentinel may include an earlier change.
        if let Some(Heard::Rebuilt(report)) = events.last_mut() {
            report.changed.remove(&sentinel);
            report.changed.remove(&SitePath::new("static"));
            if report.changed.is_empty() {
                events.pop();
            }
        }

        events
    }

    fn rebuilds(&self) -> Vec<RebuildReport> {
        let is_rebuilt = |heard| match heard {
            Heard::Rebuilt(rebuilt) => Some(rebuilt),
            _ => None,
        };
        self.heard().into_iter().filter_map(is_rebuilt).collect()
    }
}

pub(crate) fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("it lies in the site")).unwrap();
    fs::write(path, text).unwrap();
}

pub(crate) fn page(words: &str) -> String {
    format!("---\ntitle: Page\n---\n\nWords: {words}.\n")
}

const A: &str = "content/a.md";

#[test]
fn every_way_to_save_is_seen() {
    let site = Followed::new(None);
    site.heard();

    let check = |path: &str, words: Option<&str>, save: &dyn Fn()| {
        save();
        site.wait(path, words);

        // Their number depends on the machine: one save may be split. That simultaneous events are one change
        // is tested in `watch::watcher`.
        let rebuilds = site.rebuilds();
        assert!(!rebuilds.is_empty(), "{path} {words:?}");
        let named = rebuilds.iter().flat_map(|rebuilt| &rebuilt.changed);
        assert!(named.into_iter().all(|path| !path.as_str().contains('~')), "{rebuilds:?}");
    };

    check("/a/", Some("in place"), &|| site.write(A, &page("in place")));
    check("/a/", Some("renamed over"), &|| {
        site.write("content/.a.md.tmp", &page("renamed over"));
        site.rename("content/.a.md.tmp", A);
    });

    check("/a/", Some("from outside"), &|| {
        write(site.folder.path(), "elsewhere", &page("from outside"));
        fs::rename(site.folder.path().join("elsewhere"), site.root().join(A)).unwrap();
    });

    // As vim does with `backupcopy=no`.
    check("/a/", Some("by vim"), &|| {
        site.write("content/4913", "");
        fs::remove_file(site.root().join("content/4913")).unwrap();
        site.rename(A, "content/a.md~");
        site.write(A, &page("by vim"));
        fs::remove_file(site.root().join("content/a.md~")).unwrap();
    });

    check("/b/", Some("by vim"), &|| site.rename(A, "content/b.md"));
    assert_eq!(site.get("/a/"), None);
    check("/b/", None, &|| fs::remove_file(site.root().join("content/b.md")).unwrap());
    check("/x/y/z/c/", Some("deep"), &|| site.write("content/x/y/z/c.md", &page("deep")));
    check("/x/y/z/c/", Some("deeper"), &|| site.write("content/x/y/z/c.md", &page("deeper")));

    check("/w/y/z/c/", Some("deeper"), &|| site.rename("content/x", "content/w"));
    assert_eq!(site.get("/x/y/z/c/"), None);
    check("/w/y/z/c/", Some("after"), &|| site.write("content/w/y/z/c.md", &page("after")));
    check("/w/y/z/c/", None, &|| fs::remove_dir_all(site.root().join("content/w")).unwrap());
    check("/s.txt", Some("static"), &|| site.write("static/s.txt", "static"));

    check("/s.txt", None, &|| fs::remove_dir_all(site.root().join("static")).unwrap());
    check("/s.txt", Some("again"), &|| site.write("static/s.txt", "again"));
    check("/404.html", Some("own template"), &|| site.write("templates/404.html", "own template"));
    check("/404.html", Some("<main"), &|| {
        fs::remove_file(site.root().join("templates/404.html")).unwrap();
    });

    check("/", Some("Own Office"), &|| {
        site.write("content/site.yaml", "title: Own Office\nbase_url: https://x.example/\n");
    });
}

#[test]
fn a_save_without_a_change_and_what_editors_leave_are_nobodys_business() {
    let site = Followed::new(None);
    site.write(A, &page("one"));
    for path in ["content/.a.md.swp", "content/a.md~", "content/.git/index", "notes/x.md"] {
        site.write(path, "x");
    }

    assert!(site.rebuilds().is_empty());
}

#[test]
fn a_checkout_of_two_thousand_files_is_two_rebuilds_at_most() {
    let site = Followed::with(None, &["site/.git/HEAD"]);
    site.heard();

    for round in ["first", "second"] {
        // As git does, which holds the lock until it is done.
        site.write(".git/index.lock", "");

        for number in 0..2000 {
            site.write(&format!("content/{}/p{number}.md", number % 20), &page(round));
        }

        fs::remove_file(site.root().join(".git/index.lock")).unwrap();
        site.wait("/19/p1999/", Some(round));

        let rebuilds = site.rebuilds();
        assert!(rebuilds.len() <= 2, "{} rebuilds", rebuilds.len());
        assert!((0..2000).all(|number| {
            let page = site.get(&format!("/{}/p{number}/", number % 20));
            page.is_some_and(|page| page.contains(round))
        }));
    }
}

#[test]
fn a_copy_of_many_files_is_all_there() {
    let site = Followed::new(None);
    for number in 0..500 {
        site.write(&format!("content/{}/p{number}.md", number % 20), &page("copied"));
    }

    for number in 0..500 {
        site.wait(&format!("/{}/p{number}/", number % 20), Some("copied"));
    }
}

#[test]
fn a_checkout_on_a_busy_machine_is_waited_for() {
    let check = |poll: Option<Duration>| {
        let site = Followed::with(poll, &["site/.git/HEAD"]);
        site.heard();
        site.write(".git/index.lock", "");

        for part in 0..4 {
            for number in 0..5 {
                site.write(&format!("content/p{part}{number}.md"), &page("checked out"));
            }
            sleep(GIT_PAUSE);
        }

        fs::remove_file(site.root().join(".git/index.lock")).unwrap();
        site.wait("/p34/", Some("checked out"));

        let rebuilds = site.rebuilds();
        assert!(rebuilds.len() <= 2, "{rebuilds:?}");
    };

    check(None);
    check(Some(Duration::from_millis(20)));
}

#[test]
fn a_file_that_is_empty_for_a_moment_is_not_shown_so() {
    let site = Followed::new(None);
    let emptied = Instant::now();
    site.write(A, "");
    sleep(Duration::from_millis(60));
    site.write(A, &page("filled"));

    let is_in_time = emptied.elapsed() < Duration::from_millis(120);
    site.wait("/a/", Some("filled"));

    let rebuilds = site.rebuilds();

    // On a very busy machine the file stays empty for long, and is rightly shown so.
    assert!(!is_in_time || rebuilds.iter().all(|it| it.errors == 0), "{rebuilds:?}");

    // A file that stays empty is shown so.
    site.write(A, "");

    let until = Instant::now() + PATIENCE;
    while site.current.load().findings.is_empty() {
        assert!(Instant::now() < until, "an empty file is a finding");
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_record_shows_wherever_it_is_named() {
    let site = Followed::new(None);
    site.write("content/ministers/jo.md", "---\nname: Jo Marsh\n---\n");

    for number in 0..3 {
        let briefing =
            "---\ntitle: B\ndate: 2025-01-01\nsummary: S\nministers: [jo]\n---\n\n[[jo]]\n";
        site.write(&format!("content/briefings/b{number}.md"), briefing);
    }

    let everywhere = |name: &str| {
        for path in ["/briefings/b0/", "/briefings/b1/", "/briefings/b2/", "/ministers/"] {
            site.wait(path, Some(name));
        }
    };

    everywhere("Jo Marsh");
    site.write("content/ministers/jo.md", "---\nname: Joanna Marsh\n---\n");
    everywhere("Joanna Marsh");
}

#[test]
fn findings_are_told_once() {
    let site = Followed::new(None);
    site.write(A, &page("[[nobody]]"));

    let found = |site: &Followed| -> Vec<String> {
        let is_found = |heard| match heard {
            Heard::Found(found) => found,
            _ => Vec::new(),
        };
        site.heard().into_iter().flat_map(is_found).collect()
    };
    let first = found(&site);
    assert!(matches!(&first[..], [one] if one.contains("`nobody`")), "{first:?}");
    site.write(A, &page("more\n\n[[nobody]] and [[nowhere]]"));

    let second = found(&site);
    assert!(matches!(&second[..], [one] if one.contains("`nowhere`")), "{second:?}");
    assert_eq!(site.current.load().findings.len(), 2);
}

#[test]
fn content_that_goes_comes_back() {
    let site = Followed::new(None);
    site.rename("content", "away");
    site.wait("/a/", None);
    site.rename("away", "content");
    site.wait("/a/", Some("one"));

    site.write(A, &page("two"));
    site.wait("/a/", Some("two"));
    fs::remove_dir_all(site.root().join("content")).unwrap();
    site.wait("/a/", None);
    site.write(A, &page("three"));

    site.wait("/a/", Some("three"));
    site.write(A, &page("four"));
    site.wait("/a/", Some("four"));
}

#[test]
fn a_site_that_goes_comes_back() {
    let site = Followed::new(None);
    fs::remove_dir_all(site.root()).unwrap();

    let said = |event: &Heard, words: &str| match event {
        Heard::Polling(why) | Heard::Failed(why) => why.contains(words),
        _ => false,
    };
    // Either may be noticed first.
    let missing = RefCell::new(vec!["moved or taken away", "cannot be read"]);
    site.until(|event| {
        let mut missing = missing.borrow_mut();
        missing.retain(|words| !said(event, words));
        missing.is_empty()
    });
    assert!(site.get("/a/").is_some(), "what was read last stays");

    site.write(A, &page("back"));

    site.wait("/a/", Some("back"));
    site.write(A, &page("once more"));
    site.wait("/a/", Some("once more"));
}

#[test]
fn a_fault_of_the_program_is_survived() {
    let site = Followed::new(None);
    site.write("content/b.md", &page("other"));
    site.wait("/b/", Some("other"));
    site.write(A, &page(FAULT));
    site.wait("/a/", Some(FAULT));

    assert!(site.get("/b/").is_some());
    let heard = site.heard();
    let is_fault =
        |heard: &Heard| matches!(heard, Heard::Failed(why) if why.contains("internal error"));
    assert!(heard.iter().any(is_fault), "{heard:?}");
    site.write(A, &page("after"));

    site.wait("/a/", Some("after"));
}

#[test]
fn polling_sees_what_events_would() {
    let site = Followed::new(Some(Duration::from_millis(20)));
    site.write(A, &page("two"));
    site.wait("/a/", Some("two"));
    site.rename(A, "content/b.md");
    site.wait("/b/", Some("two"));

    assert_eq!(site.get("/a/"), None);
    fs::remove_file(site.root().join("content/b.md")).unwrap();
    site.wait("/b/", None);
    site.write("content/x/y.md", &page("new"));
    site.wait("/x/y/", Some("new"));

    let heard = site.heard();
    assert!(
        matches!(&heard[..], [Heard::Polling(why), Heard::Found(_), ..] if why.contains("asked")),
        "{heard:?}"
    );
}

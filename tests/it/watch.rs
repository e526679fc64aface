//! `build --watch`: the output folder follows the site's files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program, watching a folder.
struct Watching {
    folder: TempDir,
    child: Child,
    said: Receiver<String>,
}

const A: &str = "content/a.md";

fn page(words: &str) -> String {
    format!("---\ntitle: Page\n---\n\nWords: {words}.\n")
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("it lies in the folder")).unwrap();
    fs::write(path, text).unwrap();
}

impl Watching {
    fn new(first: &str) -> Watching {
        let folder = TempDir::new().expect("there is room for a folder");
        write(folder.path(), A, first);

        let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
            // The search index changes with every word, and these tests count files.
            .args(["build", "--watch", "--as-of", "2026-01-01", "--no-search"])
            .arg(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let (tell, said) = channel();

        std::thread::spawn(move || {
            // Nobody listens any more after a test has ended.
            lines.map_while(Result::ok).try_for_each(|line| tell.send(line)).ok();
        });

        Watching { folder, child, said }
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    fn published(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join("public").join(path)).ok()
    }

    /// Returns the lines up to one that contains some words.
    #[track_caller]
    fn until(&self, words: &str) -> String {
        let mut all = String::new();
        loop {
            match self.said.recv_timeout(PATIENCE) {
                Ok(line) => all = all + &line + "\n",
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("it never said `{words}`: {all}")
                }
            }

            if all.contains(words) {
                return all;
            }
        }
    }

    /// Returns when each published file was written, without the manifest.
    fn times(&self) -> BTreeMap<String, SystemTime> {
        let root = self.folder.path().join("public");
        let files = walkdir::WalkDir::new(&root).into_iter().flatten();
        let files = files.filter(|file| file.file_type().is_file());
        let name = |path: &Path| path.strip_prefix(&root).unwrap().display().to_string();

        files
            .map(|file| (name(file.path()), file.metadata().unwrap().modified().unwrap()))
            .filter(|(name, _)| !name.ends_with(".json"))
            .collect()
    }

    /// Returns the files that were written between two looks.
    fn written(&self, before: &BTreeMap<String, SystemTime>) -> Vec<String> {
        let is_new = |(name, time): &(String, SystemTime)| before.get(name) != Some(time);
        self.times().into_iter().filter(is_new).map(|(name, _)| name).collect()
    }

    fn press_control_c(&self) {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(sent.expect("there is a kill").success());
    }

    fn interrupt(&mut self) -> Option<i32> {
        self.press_control_c();
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let mut site = Watching::new(&page("one"));
    site.until("built: ");

    let before = site.times();
    site.write(A, &page("two"));

    let said = site.until("content/a.md changed: ");
    assert!(said.contains("1 file written, 0 removed in "), "{said}");
    assert!(said.contains(" ms; 0 errors, 0 warnings"), "{said}");
    assert_eq!(site.written(&before), ["a/index.html"]);
    site.write("static/s.txt", "s");

    site.until("static/s.txt changed: 1 file written");

    let root = site.folder.path();
    fs::rename(root.join(A), root.join("content/b.md")).unwrap();
    site.until(", 1 removed");
    assert_eq!(site.published("a/index.html"), None);
    assert!(site.published("b/index.html").is_some_and(|page| page.contains("two")));

    fs::remove_file(root.join("static/s.txt")).unwrap();
    site.until("static/s.txt changed: 0 files written, 1 removed");
    assert_eq!(site.published("s.txt"), None);

    assert_eq!(site.interrupt(), Some(0));

    let left = fs::read_dir(site.folder.path()).unwrap().flatten();
    let mut left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    left.sort();
    assert_eq!(left, ["content", "public", "static"]);

    let incremental = site.times().into_keys().map(|name| (site.published(&name), name));
    let incremental: Vec<_> = incremental.collect();
    let built = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["build", "--no-search", "--as-of", "2026-01-01"])
        .arg(site.folder.path())
        .output();

    assert!(built.expect("the program was built").status.success());

    let whole = site.times().into_keys().map(|name| (site.published(&name), name));
    assert!(incremental == whole.collect::<Vec<_>>(), "a whole build gives the same");
}

#[test]
fn errors_are_survived() {
    let site = Watching::new("---\ntitle: [broken\n---\n");
    let said = site.until("built: nothing was written; 1 error");
    assert!(said.contains("a.md:2:8"), "{said}");
    assert_eq!(site.published("a/index.html"), None);
    site.write(A, &page("mended"));

    site.until("0 errors, 0 warnings");
    assert!(site.published("a/index.html").is_some_and(|page| page.contains("mended")));
    site.write(A, &page("[[nobody]]"));
    site.until("content/a.md changed: nothing was written; 1 error");
    assert!(site.published("a/index.html").is_some_and(|page| page.contains("mended")));

    // An obstacle is reported, and does not end the program either.
    site.write("public/foreign.txt", "x");
    site.write(A, &page("in the way"));
    site.until("foreign.txt");
    site.until("tried again by itself");

    // Once it is gone, nobody has to save again.
    fs::remove_file(site.folder.path().join("public/foreign.txt")).unwrap();
    site.until("1 file written");
    assert!(site.published("a/index.html").is_some_and(|page| page.contains("in the way")));
}

#[test]
fn a_site_whose_content_is_gone_is_not_published_as_an_empty_one() {
    let site = Watching::new(&page("one"));
    site.until("built: ");
    let content = site.folder.path().join("content");
    fs::remove_dir_all(&content).unwrap();
    site.until("holds no `content/`");

    assert!(site.published("a/index.html").is_some());
    site.write(A, &page("back"));
    site.until("written");
    assert!(site.published("a/index.html").is_some_and(|page| page.contains("back")));
}

#[test]
fn who_interrupts_twice_does_not_wait_for_the_write() {
    let mut site = Watching::new(&page("one"));
    site.until("built: ");

    let loops = "{% for a in range(end=50000) %}{% for b in range(end=50000) %}";
    let slow = format!("{loops}{{% endfor %}}{{% endfor %}}");
    site.write("templates/404.html", &slow);

    let work = site.folder.path().join(".public.chancery");
    let until = Instant::now() + PATIENCE;
    while !work.exists() {
        assert!(Instant::now() < until, "it never began to write");
        sleep(Duration::from_millis(10));
    }

    // Signals in quick succession may be merged, so Ctrl-C is repeated until two are received. The first
    // alone would end with 0, once everything is written.
    let until = Instant::now() + PATIENCE;
    let ended = loop {
        site.press_control_c();
        match site.child.try_wait().unwrap() {
            Some(ended) => break ended,
            None => sleep(Duration::from_millis(10)),
        }
        assert!(Instant::now() < until, "it waits for the write");
    };

    assert_eq!(ended.code(), Some(130));
    assert!(site.published("a/index.html").is_some_and(|page| page.contains("one")));
}

#[test]
fn a_write_that_another_build_holds_up_is_tried_again() {
    let site = Watching::new(&page("one"));
    site.until("built: ");

    let work = site.folder.path().join(".public.chancery");
    fs::create_dir_all(&work).unwrap();
    let lock = fs::File::create(work.join("lock")).unwrap();
    lock.lock().unwrap();

    site.write(A, &page("two"));
    site.until("another build is writing");
    assert!(site.published("a/index.html").is_some_and(|page| page.contains("one")));

    drop(lock);
    site.until("tried again: 1 file written");
    assert!(site.published("a/index.html").is_some_and(|page| page.contains("two")));
}

#[test]
fn what_somebody_else_did_to_the_output_is_mended() {
    let site = Watching::new(&page("one"));
    site.until("built: ");

    let whole = site.published("a/index.html").unwrap();
    let mended = "the output folder was changed by another program: ";

    // The system's clock of files ticks every few milliseconds: a change in the tick of the write is not told from it.
    let tick = || sleep(Duration::from_millis(50));
    tick();

    // Of the same size: only the bytes tell.
    site.write("public/a/index.html", &whole.replace("one", "two"));
    site.until(mended);
    assert_eq!(site.published("a/index.html").as_ref(), Some(&whole));
    tick();

    fs::remove_file(site.folder.path().join("public/feed.xml")).unwrap();
    site.until(mended);
    assert!(site.published("feed.xml").is_some());
    tick();

    fs::remove_dir_all(site.folder.path().join("public")).unwrap();
    site.until(mended);
    assert_eq!(site.published("a/index.html").as_ref(), Some(&whole));
    tick();

    // Without its list the folder is nobody's: the way out is said, and taken.
    fs::remove_file(site.folder.path().join("public/.chancery.json")).unwrap();
    site.until("delete the folder");
    fs::remove_dir_all(site.folder.path().join("public")).unwrap();
    site.until(" written");
    assert_eq!(site.published("a/index.html"), Some(whole));
}

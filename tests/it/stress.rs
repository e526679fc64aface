//! The preview under many concurrent saves: the last saved state is served in the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use chancery::source::builtin::OverTheme;
use chancery::source::disk::DiskFiles;
use chancery::workspace::Workspace;

use crate::follow::{Followed, PATIENCE, page, write};
use crate::support::{Output, as_of, output, runs_slow_tests};

/// How often each writer saves: enough to cover every way to save and every file.
const SAVES: u64 = 20;
/// How often in slow tests: enough for rare interleavings of two writers.
const SAVES_WHEN_SLOW: u64 = 80;

/// Numbers that look random but are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Saves a file in one of the ways in which programs save.
fn save(dice: &mut Dice, path: &Path, text: &str) {
    let beside = |end: &str| PathBuf::from(format!("{}{end}", path.display()));
    let pause = |dice: &mut Dice, most| sleep(Duration::from_millis(dice.below(most)));
    fs::create_dir_all(path.parent().expect("it lies in the site")).unwrap();

    match dice.below(6) {
        0 => fs::write(path, text).unwrap(),
        1 => {
            fs::write(beside(".tmp~"), text).unwrap();
            fs::rename(beside(".tmp~"), path).unwrap();
        }

        2 => {
            fs::rename(path, beside("~")).ok();
            pause(dice, 20);
            fs::write(path, text).unwrap();
            fs::remove_file(beside("~")).ok();
        }

        3 => {
            fs::remove_file(path).ok();
            pause(dice, 40);
            fs::write(path, text).unwrap();
        }

        4 => {
            fs::write(path, "").unwrap();
            pause(dice, 200);
            fs::write(path, text).unwrap();
        }

        _ => {
            use std::io::Write as _;

            let mut file = fs::File::create(path).unwrap();
            for part in text.as_bytes().chunks(text.len().div_ceil(3)) {
                file.write_all(part).unwrap();
                pause(dice, 40);
            }
        }
    }
}

/// Leaves or takes away a leftover, a symbolic link or a named pipe.
#[cfg(unix)]
fn leave(dice: &mut Dice, root: &Path) {
    use std::os::unix::fs::symlink;

    let names = [
        "content/.#f.md",
        "content/f.md.bak",
        "static/~$f.docx",
        "content/pipe.md",
        "static/keys.txt",
        "static/again.css",
        "content/README.md",
        "content/loose.docx",
    ];
    let chosen = dice.below(names.len() as u64);
    let path = root.join(names[usize::try_from(chosen).expect("it is small")]);

    if dice.below(3) == 0 {
        fs::remove_file(&path).ok();
        return;
    }

    match chosen {
        0 => drop(symlink("jo@host.4242:17", &path)),
        3 => drop(
            std::process::Command::new("mkfifo")
                .arg(&path)
                .stderr(std::process::Stdio::null())
                .status(),
        ),
        4 => drop(symlink("../content/site.yaml", &path)),
        5 => drop(symlink("s.css", &path)),
        _ => fs::write(&path, "words").unwrap(),
    }
}

#[cfg(not(unix))]
fn leave(_: &mut Dice, _: &Path) {}

/// Saves files repeatedly; each file has only one writer.
fn writer(root: &Path, seed: u64) {
    let saves = if runs_slow_tests() { SAVES_WHEN_SLOW } else { SAVES };
    let mut dice = Dice(seed);
    let theme = include_str!("../../templates/base.html");
    for round in 0..saves {
        let said = format!("round {round} of {seed}");
        match (seed, dice.below(8)) {
            (0, 0) => drop(fs::remove_file(root.join("templates/base.html"))),
            (0, 1) => drop(fs::rename(root.join("content/x"), root.join("content/y"))),
            (0, 2) => drop(fs::rename(root.join("content/y"), root.join("content/x"))),
            (0, 3) => drop(fs::remove_dir_all(root.join("content/y"))),
            (0, 4) => save(&mut dice, &root.join("content/x/deep/z.md"), &page(&said)),
            (0, _) => {
                let text = theme.replace("Skip to main content", &said);
                save(&mut dice, &root.join("templates/base.html"), &text);
            }
            (1, 0..3) => {
                let text = format!("title: {said}\nbase_url: https://x.example/\n");
                save(&mut dice, &root.join("content/site.yaml"), &text);
            }
            // What programs leave behind, what must not be followed, and what hangs whoever opens it.
            (1, 3) => leave(&mut dice, root),
            (1, _) => save(&mut dice, &root.join("static/s.css"), &said),
            (_, file) => {
                let path = root.join(format!("content/s{seed}/f{}.md", file % 4));
                save(&mut dice, &path, &page(&said));
            }
        }

        sleep(Duration::from_millis(dice.below(50)));
    }
}

/// Builds a folder from scratch.
fn built(root: &Path) -> Output {
    let disk = DiskFiles::open(root).expect("it is there");
    output(&mut Workspace::new(Arc::new(OverTheme::new(disk))), &as_of("2025-11-15"))
}

#[test]
fn what_was_written_last_is_served_in_the_end() {
    let site = Followed::new(None);
    let root = site.root();
    write(&root, "content/x/z.md", &page("moved about"));

    let writers: Vec<_> = (0..4)
        .map(|seed| {
            let root = root.clone();
            thread::spawn(move || writer(&root, seed))
        })
        .collect();

    for writer in writers {
        writer.join().expect("all was written");
    }

    let expected = built(&root);
    let until = Instant::now() + PATIENCE;
    loop {
        let snapshot = site.current.load_full();
        let differing: Vec<_> = expected
            .files
            .iter()
            .filter(|(path, bytes)| {
                let address = path.strip_suffix("index.html").unwrap_or(path);
                let page = snapshot.page(&format!("/{address}"));
                !page.is_some_and(|page| page.is_ok_and(|page| page.bytes == **bytes))
            })
            .map(|(path, _)| path)
            .collect();

        let routes = snapshot.edition.routes().len();
        if differing.is_empty() && routes == expected.files.len() {
            return;
        }

        assert!(Instant::now() < until, "{differing:?} and {routes} routes");
        sleep(Duration::from_millis(20));
    }
}

//! Builds that are killed, that cannot write, or that run at once: the output folder always holds one whole site.
//!
//! On Linux alone: elsewhere a kill between two renames leaves the site to be put back by the next build.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::runs_slow_tests;

/// Two sites whose every page differs, a folder that both are built into, and what each looks like there.
struct Rivals {
    folder: TempDir,
    whole: [Tree; 2],
}

type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// The names of the two sites.
const NAMES: [&str; 2] = ["one", "two"];
/// Enough pages that a build writes for a while.
const PAGES: usize = 40;
/// More than any page, so that a limit on the size of files stops this one alone.
const LARGE: usize = 1 << 20;

impl Rivals {
    fn new() -> Rivals {
        let folder = tempfile::tempdir().unwrap();
        for name in NAMES {
            let write = |path: &str, bytes: &[u8]| {
                let path = folder.path().join(name).join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            };

            write("content/site.yaml", b"title: T\nbase_url: https://x.example/\n");
            write("static/large.bin", name.repeat(LARGE / name.len()).as_bytes());
            for page in 0..PAGES {
                let text = format!("---\ntitle: Page {page}\n---\n\nOf site {name}.\n");
                write(&format!("content/page-{page}.md"), text.as_bytes());
            }
        }

        let whole = NAMES.map(|name| {
            let out = folder.path().join(format!("whole-{name}"));
            let status = command(folder.path(), name, &out).status().unwrap();
            assert!(status.success());
            tree(&out)
        });

        Rivals { folder, whole }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn start(&self, site: usize) -> Child {
        command(self.folder.path(), NAMES[site], &self.out()).spawn().unwrap()
    }

    /// Builds a site to its end.
    fn build(&self, site: usize) {
        assert!(self.start(site).wait().unwrap().success());
        assert!(tree(&self.out()) == self.whole[site], "the folder holds another site");
    }

    /// Returns which site the output folder holds, whole and with nothing else.
    #[track_caller]
    fn held(&self) -> usize {
        let found = tree(&self.out());
        let held = self.whole.iter().position(|whole| *whole == found);
        held.unwrap_or_else(|| panic!("a torn site of {} files", found.len()))
    }

    /// Checks that no build has left anything beside the sites.
    fn assert_nothing_is_left(&self) {
        let mut names: Vec<_> = fs::read_dir(self.folder.path()).unwrap().flatten().collect();
        names.retain(|entry| entry.file_name().to_string_lossy().starts_with('.'));
        assert!(names.is_empty(), "{names:?}");
    }
}

fn command(folder: &Path, site: &str, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.current_dir(folder).args(["build", site, "--no-search", "--as-of", "2026-01-01"]);
    command.arg("--out").arg(out).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let read = |path: &Path| fs::read(path).unwrap();
    files.map(|it| (it.path().strip_prefix(folder).unwrap().to_owned(), read(it.path()))).collect()
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_a_whole_site() {
    let rivals = Rivals::new();
    rivals.build(0);

    let begun = Instant::now();
    rivals.build(1);

    // Kills are spread over a build, and a little beyond its end.
    let all = begun.elapsed() * 5 / 4;
    let kills = if runs_slow_tests() { 200 } else { 20 };
    let mut held = 1;
    for kill in 0..kills {
        let mut build = rivals.start(1 - held);
        std::thread::sleep(Duration::from_nanos(
            u64::try_from(all.as_nanos()).unwrap() * kill / kills,
        ));
        build.kill().unwrap();
        build.wait().unwrap();
        held = rivals.held();
    }

    rivals.build(1 - held);
    rivals.assert_nothing_is_left();
}

#[test]
fn of_builds_that_run_at_once_one_site_is_there_whole() {
    let rivals = Rivals::new();
    rivals.build(0);

    for _ in 0..if runs_slow_tests() { 50 } else { 5 } {
        let builds = [0, 1, 0, 1].map(|site| rivals.start(site));
        let codes = builds.map(|mut build| build.wait().unwrap().code());

        // Whoever comes while another builds is told so, and writes nothing.
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
        assert!(codes.contains(&Some(0)), "{codes:?}");
        rivals.held();
    }

    rivals.build(1);
    rivals.assert_nothing_is_left();
}

/// A write that fails is one that the system refuses in the middle of a file, as on a full disk.
#[test]
fn a_build_whose_write_fails_leaves_the_old_site() {
    let rivals = Rivals::new();
    rivals.build(0);

    // With the signal ignored, a file that grows beyond the limit (in blocks of 512 bytes) is an error of its writer.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 1000; exec \"$0\" build {} --no-search --out public --as-of 2026-01-01",
        NAMES[1]
    );
    let mut shell = Command::new("sh");
    shell.current_dir(rivals.folder.path()).args(["-c", &limited, env!("CARGO_BIN_EXE_chancery")]);
    let output = shell.output().unwrap();

    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("error: "), "{said}");
    assert_eq!(rivals.held(), 0);

    rivals.build(1);
    rivals.assert_nothing_is_left();
}

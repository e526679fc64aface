//! The program itself: exit codes, streams, and its effects on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use assert_cmd::Command as Checked;
use chancery::diagnostic::Code;
use tempfile::TempDir;

use crate::support;

const PROGRAM: &str = env!("CARGO_BIN_EXE_chancery");

/// The result of a run of the program.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = Checked::new(PROGRAM).current_dir(folder).args(arguments).output();
    let output = output.expect("the program was built");
    Ran {
        code: output.status.code().expect("no signal ends it"),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

impl Ran {
    #[track_caller]
    fn expect(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }
}

/// Makes a site from files, in a folder that is removed when the test ends.
fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    write(folder.path(), "content/site.yaml", "title: T\nbase_url: https://x.example/\n");
    for (path, text) in files {
        write(folder.path(), path, text);
    }

    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("files lie in folders")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

/// Returns all files below a folder with their bytes and time stamps.
fn tree(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());

    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("it lies below").to_path_buf();
            let time = entry.metadata().expect("it is there").modified().expect("it has a time");
            (path, (fs::read(entry.path()).expect("it can be read"), time))
        })
        .collect()
}

const PAGE: (&str, &str) = ("content/p.md", "---\ntitle: P\n---\n\nWords.\n");
const BROKEN: (&str, &str) = ("content/b.md", "---\ntitle: B\n---\n\nSee [[nobody]].\n");
const WARNED: (&str, &str) = ("content/site.yaml", "title: T\n");

#[test]
fn a_new_site_builds_and_is_without_fault() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let at = folder.path();
    run(at, &["new", "mine"]).expect(0);

    let built = run(at, &["build", "mine"]).expect(0);
    assert_eq!(built.out, "");
    let first = built.err.lines().next().expect("a build says what it wrote");
    assert!(first.ends_with("no warnings"), "{}", built.err);
    assert!(built.err.contains("held back: 2 files"), "{}", built.err);
    assert!(!built.err.contains("error"), "{}", built.err);
    run(at, &["check", "mine", "--deny", "warnings,held"]).expect(0);

    assert!(at.join("mine/public/briefings/museum-visits-rise/index.html").is_file());

    // A second time it is no longer a new site.
    let again = run(at, &["new", "mine"]).expect(2);
    assert!(again.err.contains("already holds files"), "{}", again.err);
    run(at, &["new", "mine/.gitignore"]).expect(2);
}

#[test]
fn a_new_site_may_be_made_where_one_stands() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    run(folder.path(), &["new", "."]).expect(0);
    run(folder.path(), &["build"]).expect(0);
    run(folder.path(), &["check", "--deny", "warnings"]).expect(0);
}

#[test]
fn what_is_added_builds() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let at = folder.path();
    run(at, &["new", "."]).expect(0);

    let titles = [
        "Plain title",
        "Fares: \"up\" to #1 [in 'quotes'] & <more>",
        "yes",
        "2025",
        "- a list",
        "Größe",
        "\\ backslash",
        "{a: b}",
        "ends with colon:",
        "@at `tick` %percent !bang *star",
    ];

    for kind in ["briefing", "agreement", "minister", "figure", "page"] {
        for title in titles {
            let title = format!("{title} {kind}");
            let added = run(at, &["add", kind, "--", &title]).expect(0);
            assert!(at.join(added.out.trim_end()).is_file(), "{}", added.out);
        }

        for title in ["yes", "2025", "~"] {
            run(at, &["add", kind, title]).expect(if title == "~" { 2 } else { 0 });
        }
    }

    run(at, &["check", "--deny", "warnings"]).expect(0);

    let built = run(at, &["build", "--drafts"]).expect(0);
    assert!(built.err.contains("no warnings"), "{}", built.err);

    let page = at.join("public/figures/yes/index.html");
    let page = fs::read_to_string(page).expect("a figure's page");
    assert!(page.contains("<h1>yes</h1>"), "{page}");

    let page = at.join("public/ministers/ends-with-colon-minister/index.html");
    assert!(
        fs::read_to_string(page).expect("a page").contains("<h1>ends with colon: minister</h1>")
    );
}

#[test]
fn add_writes_over_nothing_and_wants_a_site() {
    let folder = site(&[]);
    let at = folder.path();
    let path = run(at, &["add", "figure", "Returns"]).expect(0).out;
    let path = at.join(path.trim_end());
    fs::write(&path, "mine").expect("it can be written");

    let again = run(at, &["add", "figure", "returns!"]).expect(2);
    assert!(again.err.contains("already exists"), "{}", again.err);
    assert_eq!(fs::read_to_string(path).expect("it is there"), "mine");
    run(at, &["add", "treaty", "Kind"]).expect(2);
    run(at, &["add", "figure", "…"]).expect(2);

    run(at, &["add", "figure", "F", "--site", "nowhere"]).expect(2);
    assert!(!at.join("nowhere").exists());
}

#[test]
fn exit_codes_are_0_clean_1_findings_2_could_not_run() {
    let clean = site(&[PAGE]);
    let broken = site(&[BROKEN]);
    let warned = site(&[WARNED]);
    let empty = tempfile::tempdir().expect("there is room for a folder");

    for (folder, arguments, code) in [
        (&clean, &["build"][..], 0),
        (&clean, &["check"], 0),
        (&clean, &["check", "--deny", "warnings"], 0),
        (&broken, &["build"], 1),
        (&broken, &["check"], 1),
        (&warned, &["check"], 0),
        (&warned, &["build"], 0),
        (&warned, &["check", "--deny", "warnings"], 1),
        (&empty, &["build"], 2),
        (&empty, &["check"], 2),
        (&clean, &["build", "nowhere"], 2),
        (&clean, &["build", "content"], 2),
        (&clean, &["build", "--as-of", "yesterday"], 2),
        (&clean, &["build", "--base-url", "x.example"], 2),
        (&clean, &["check", "--format", "xml"], 2),
        (&clean, &["check", "--deny", "errors"], 2),
        (&clean, &["uses", "nobody"], 2),
        (&clean, &["explain", "no-such-check"], 2),
        (&clean, &["context", "/nowhere/"], 2),
        (&clean, &["context", "/feed.xml"], 2),
        (&clean, &["frobnicate"], 2),
        (&clean, &[], 2),
        (&clean, &["--help"], 0),
        (&clean, &["--version"], 0),
        (&clean, &["explain"], 0),
    ] {
        let ran = run(folder.path(), arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        if code == 2 {
            assert_eq!(ran.out, "", "{arguments:?}");
            assert!(!ran.err.contains("panicked"), "{}", ran.err);
        }
    }
}

#[test]
fn a_template_that_fails_is_a_finding_of_build_and_of_check() {
    let template = ("templates/page.html", "{{ page.titel }}");
    let folder = site(&[PAGE, template]);
    let built = run(folder.path(), &["build"]).expect(1);
    assert!(built.err.contains("error[template-render]"), "{}", built.err);
    assert!(built.err.contains("did you mean `title`?"), "{}", built.err);

    assert!(!folder.path().join("public").exists());
    let checked = run(folder.path(), &["check"]).expect(1);
    assert!(checked.out.contains("error[template-render]"), "{}", checked.out);
}

#[test]
fn check_prints_findings_on_standard_output_and_build_on_standard_error() {
    let folder = site(&[BROKEN]);
    let checked = run(folder.path(), &["check"]).expect(1);
    assert!(checked.out.contains("error[unknown-reference]"), "{}", checked.out);
    assert!(!checked.err.contains("unknown-reference"), "{}", checked.err);
    let built = run(folder.path(), &["build"]).expect(1);
    assert_eq!(built.out, "");

    assert!(built.err.contains("error[unknown-reference]"), "{}", built.err);
    assert!(built.err.contains("nothing was written: 1 error, 0 warnings"), "{}", built.err);
    assert!(!built.err.contains('\u{1b}'), "a pipe wants no colours: {:?}", built.err);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn every_format_can_be_read() {
    let name = "content/a,b%.md";
    let folder = site(&[BROKEN, (name, "---\ntitle: A\ntitel: B\n---\n\n[[no:body]] [[x]]\n")]);
    let at = folder.path();
    let json = run(at, &["check", "--format", "json"]).expect(1).out;
    assert!(json.lines().count() >= 3, "{json}");

    for line in json.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(finding["version"], 1);
        assert!(Code::parse(finding["code"].as_str().expect("a code")).is_some());
        assert!(["error", "warning"].contains(&finding["severity"].as_str().expect("a word")));
        assert!(at.join(finding["file"].as_str().expect("a file")).is_file(), "{line}");

        for key in ["line", "column", "end_line", "end_column"] {
            assert!(finding[key].as_u64().is_some_and(|number| number > 0), "{line}");
        }

        for key in ["message", "help", "labels", "fix"] {
            assert!(finding.get(key).is_some(), "{line}");
        }
    }

    let github = run(at, &["check", "--format", "github"]).expect(1).out;
    assert!(github.contains("file=content/a%2Cb%25.md,line="), "{github}");
    assert!(github.lines().all(|line| line.starts_with("::error file=")), "{github}");

    let concise = run(at, &["check", "--format", "concise"]).expect(1).out;
    assert_eq!(concise.lines().count(), json.lines().count(), "{concise}");
    assert!(concise.lines().any(|line| line.starts_with("content/b.md:5:7: error")), "{concise}");

    // Paths are relative to the working directory, except in JSON, where they are relative to the site.
    let above = at.parent().expect("it lies in a folder");
    let own = at.file_name().expect("it has a name").to_string_lossy().into_owned();
    let concise = run(above, &["check", &own, "--format", "concise"]).expect(1).out;
    assert!(concise.contains(&format!("{own}/content/b.md:5:7")), "{concise}");
    assert_eq!(run(above, &["check", &own, "--format", "json"]).expect(1).out, json);
}

#[test]
fn a_build_with_errors_leaves_the_old_site_as_it_was() {
    let folder = site(&[PAGE]);
    let at = folder.path();
    run(at, &["build"]).expect(0);

    let old = tree(at);
    write(at, BROKEN.0, BROKEN.1);
    run(at, &["build"]).expect(1);
    fs::remove_file(at.join(BROKEN.0)).expect("it was written");
    assert_eq!(tree(at), old);

    // A failing template is found only when pages are rendered.
    write(at, "templates/404.html", "{{ nothing }}");
    run(at, &["build"]).expect(1);
    fs::remove_dir_all(at.join("templates")).expect("it was written");
    assert_eq!(tree(at), old);

    let left: Vec<_> = fs::read_dir(at).expect("it is there").flatten().collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_not_touched() {
    let folder = site(&[PAGE, ("static/s.txt", "s"), ("other/mine.txt", "mine"), ("file", "f")]);
    let at = folder.path();
    let before = tree(at);
    let refused =
        ["other", ".", "..", "content", "content/new", "static", "static/x", "file", "file/x"];

    for out in refused {
        let ran = run(at, &["build", "--out", out]).expect(2);
        assert!(ran.err.starts_with("error: ") && ran.err.contains("--out"), "{out}: {}", ran.err);
        assert_eq!(tree(at), before, "{out}");
    }

    // It does not touch a file that was put into the published site either.
    run(at, &["build"]).expect(0);
    write(at, "public/notes.txt", "mine");

    let before = tree(at);
    let ran = run(at, &["build"]).expect(2);
    assert!(ran.err.contains("notes.txt"), "{}", ran.err);
    assert_eq!(tree(at), before);
}

#[test]
fn flags_of_build_do_what_they_say() {
    let draft = ("content/d.md", "---\ntitle: D\ndraft: yes\n---\n");
    let folder = site(&[PAGE, draft]);
    let at = folder.path();
    run(at, &["build", "--out", "elsewhere/deep", "--base-url", "https://y.example/z"]).expect(0);

    let built = at.join("elsewhere/deep");
    let page = fs::read_to_string(built.join("p/index.html")).expect("a page");
    assert!(page.contains("href=\"https://y.example/z/p/\""), "{page}");
    assert!(!at.join("public").exists() && !built.join("d").exists());
    run(at, &["build", "--drafts", "--as-of", "2024-02-29"]).expect(0);

    assert!(at.join("public/d/index.html").is_file());

    let page = fs::read_to_string(at.join("public/p/index.html")).expect("a page");
    assert!(page.contains("29 February 2024"), "{page}");
}

#[test]
fn a_second_build_keeps_what_did_not_change() {
    let folder = site(&[PAGE, ("content/q.md", "---\ntitle: Q\n---\n"), ("static/a.txt", "a")]);
    let at = folder.path();
    let public = at.join("public");

    // The search index changes with every word; its own tests count its files.
    let build = ["build", "--as-of", "2025-01-01", "--no-search"];
    let first = run(at, &build).expect(0);
    let before = tree(&public);
    let second = run(at, &build).expect(0);

    assert_eq!(tree(&public), before, "bytes and time stamps");
    assert!(second.err.contains("0 changed, 0 removed"), "{}", second.err);
    assert!(first.err.contains(" changed, 0 removed"), "{}", first.err);
    fs::remove_file(at.join("content/q.md")).expect("it was written");
    write(at, "static/a.txt", "b");

    let third = run(at, &build).expect(0);
    assert!(third.err.contains("1 removed"), "{}", third.err);
    assert!(!public.join("q").exists(), "an empty folder is stale as well");

    let after = tree(&public);
    assert_eq!(after[Path::new("a.txt")].0, b"b");

    for path in ["robots.txt", "chancery.css"].map(Path::new) {
        assert_eq!(after[path].1, before[path].1, "{}", path.display());
    }
}

#[test]
fn build_prints_one_closing_line() {
    let folder = site(&[PAGE, WARNED]);
    let err = run(folder.path(), &["build"]).expect(0).err;
    let last = err.lines().last().expect("a line").to_owned();
    assert!(last.starts_with("built ") && last.contains(" pages into ./public in "), "{last}");
    assert!(last.ends_with("; 1 warning"), "{last}");
    assert!(err.contains("warning[missing-key]"), "{err}");
    assert!(!folder.path().join(".public.chancery").exists());
}

#[test]
fn uses_names_every_page_and_sentence() {
    let folder = site(&[
        ("content/figures/f.md", "---\ntitle: F\nvalue: 12\nperiod: 2023\n---\n"),
        (
            "content/briefings/a.md",
            "---\ntitle: Alpha\ndate: 2024-06-01\nsummary: S\nfigures: [f]\n---\n\nFirst. There were [[f]] of them. Last.\n",
        ),
    ]);
    let out = run(folder.path(), &["uses", "f"]).expect(0).out;

    assert_eq!(
        out,
        "figure f: F (content/figures/f.md); 1 page uses it\n\n\
         Alpha, 1 June 2024\n  \
         content/briefings/a.md: named in its front matter (shows 12, 2023)\n  \
         content/briefings/a.md:8: 12\n    \
         There were 12 of them.\n"
    );

    assert_eq!(run(folder.path(), &["uses", "figure:f"]).expect(0).out, out);

    let unused = run(folder.path(), &["uses", "a"]).expect(0).out;
    assert!(unused.ends_with("; no page uses it\n"), "{unused}");

    let unknown = run(folder.path(), &["uses", "figure:ff"]).expect(2).err;
    assert!(unknown.contains("unknown id"), "{unknown}");
}

#[test]
fn every_code_is_explained() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let list = run(folder.path(), &["explain"]).expect(0).out;
    for code in Code::ALL {
        let text = run(folder.path(), &["explain", code.as_str()]).expect(0).out;
        assert!(text.contains(code.as_str()) && text.lines().count() > 5, "{text}");
        assert!(list.contains(code.as_str()), "{list}");
    }

    let typo = run(folder.path(), &["explain", "dead-lnk"]).expect(2).err;
    assert!(typo.contains("did you mean `dead-link`?"), "{typo}");
}

#[test]
fn context_is_json() {
    let folder = site(&[PAGE]);
    for url in ["/p/", "p", "/p"] {
        let out = run(folder.path(), &["context", url]).expect(0).out;
        let context: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(context["page"]["title"], "P");
        assert_eq!(context["template"], "page.html");
    }

    let near = run(folder.path(), &["context", "/pp/"]).expect(2).err;
    assert!(near.contains("did you mean `/p/`?"), "{near}");
}

#[test]
fn the_folder_and_the_hour_are_in_no_output() {
    let files = [PAGE, ("static/a.txt", "a")];
    let built = |folder: &TempDir| {
        run(folder.path(), &["build", "--as-of", "2025-01-01"]).expect(0);
        let bytes = tree(&folder.path().join("public")).into_iter();
        bytes.map(|(path, (bytes, _))| (path, bytes)).collect::<BTreeMap<_, _>>()
    };

    let (one, other) = (site(&files), site(&files));
    let first = built(&one);
    if support::runs_slow_tests() {
        // Over a second, the resolution of time stamps that an output could contain.
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }

    assert_eq!(first, built(&other));
    assert!(first.contains_key(Path::new(".chancery.json")));
}

#[test]
fn a_build_that_nobody_watches_is_built() {
    for (file, code) in [(PAGE, 0), (BROKEN, 1)] {
        let folder = site(&[file]);
        let mut command = Command::new(PROGRAM);
        command.arg("build").current_dir(folder.path()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program was built");
        drop(child.stderr.take());
        assert_eq!(child.wait().expect("it ends").code(), Some(code));
        assert_eq!(folder.path().join("public/p/index.html").is_file(), code == 0);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut files: Vec<(String, String)> = Vec::new();
    for number in 0..3000 {
        let text = "---\ntitle: A\n---\n\n[[nobody]] [[nothing]]\n".to_owned();
        files.push((format!("content/p{number}.md"), text));
    }

    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = site(&files);
    for (arguments, code) in
        [(&["explain"][..], 0), (&["context", "/404.html"], 0), (&["check"], 0)]
    {
        let mut child = Command::new(PROGRAM)
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");

        // The pipe is closed before anything can be written to it.
        drop(child.stdout.take());

        let mut err = String::new();
        let pipe = child.stderr.as_mut().expect("it was asked for");
        pipe.read_to_string(&mut err).expect("it prints UTF-8");

        let status = child.wait().expect("it ends");
        assert_eq!(status.code(), Some(code), "{arguments:?}: {err}");
        assert_eq!(err, "", "{arguments:?}");
    }
}

const NEWS: &str = "---\ntitle: Harbour news\ndate: 2025-06-03\nsummary: S.\ntype: news\n\
    figures: [cost]\n---\n\nIt costs [[cost]].\n";
const COST: &str = "---\ntitle: What it costs\nvalue: £12 million\nperiod: 2024\n\
    source: {title: Budget, published: 2025-01-02}\n---\n";

#[test]
fn a_page_is_signed_off_and_its_sign_off_is_void_after_a_change() {
    let folder = site(&[("content/briefings/news.md", NEWS), ("content/figures/cost.md", COST)]);
    let root = folder.path();
    write(root, "content/site.yaml", "title: T\nbase_url: https://x.example/\nclearance: [news]\n");
    let file = "content/briefings/news.md";
    let read = || fs::read_to_string(root.join(file)).expect("it is there");

    let missing = run(root, &["check"]).expect(1);
    assert!(missing.out.contains("error[missing-clearance]"), "{}", missing.out);

    run(root, &["clear", file, "--by", "A. Reader", "--role", "Head of news"]).expect(0);
    let signed = read();
    let (before, after) = NEWS.split_once("---\n\n").expect("it has a body");
    assert!(signed.starts_with(before), "{signed}");
    assert!(signed.ends_with(&format!("---\n\n{after}")), "{signed}");
    run(root, &["check"]).expect(0);

    // What puts nothing on the page voids nothing, nor does a value that came later.
    write(root, file, &signed.replace("type: news", "type: news\nreview_by: 2099-01-01"));
    run(root, &["check"]).expect(0);
    write(root, file, &signed);

    for (path, text) in [
        (file, signed.replace("It costs", "It may cost")),
        ("content/figures/cost.md", COST.replace("£12", "£13")),
    ] {
        let kept = fs::read_to_string(root.join(path)).expect("it is there");
        write(root, path, &text);
        let void = run(root, &["check"]).expect(1);
        assert!(void.out.contains("error[clearance-void]: `A. Reader`"), "{}", void.out);
        write(root, path, &kept);
    }

    // Another reader is added, and the same one replaces the earlier entry.
    run(root, &["clear", file, "--by", "B. Other"]).expect(0);
    run(root, &["clear", file, "--by", "A. Reader"]).expect(0);
    assert_eq!(read().matches("hash: ").count(), 2);
    assert!(read().contains("Head of news"), "{}", read());

    write(root, file, &read().replace("[[cost]]", "[[nothing]]"));
    let refused = run(root, &["clear", file, "--by", "A. Reader"]).expect(1);
    assert!(refused.err.contains("not signed off: 1 error"), "{}", refused.err);
    run(root, &["clear", "content/figures/cost.md", "--by", "A. Reader"]).expect(2);
    run(root, &["clear", "content/nothing.md", "--by", "A. Reader"]).expect(2);
}

#[test]
fn what_is_held_is_said_with_its_hours() {
    let held = NEWS.replace("---\ntitle", "---\nembargo: 2099-06-03T09:30:00+01:00\ntitle");
    let folder = site(&[("content/briefings/news.md", &held), ("content/figures/cost.md", COST)]);
    let root = folder.path();
    write(
        root,
        "content/site.yaml",
        "title: T\nbase_url: https://x.example/\ntimezone: Europe/London\n",
    );

    let checked = run(root, &["check"]).expect(0);
    let said = "held back: 2 files\n  \
        content/briefings/news.md: under embargo until 3 June 2099, 09:30 BST\n  \
        content/figures/cost.md: named by held pages alone, the first of which is out from 3 June \
        2099, 09:30 BST\nthe site next changes by itself on 3 June 2099, 09:30 BST: an embargo ends \
        (content/briefings/news.md)\n";
    assert!(checked.err.ends_with(said), "{}", checked.err);

    let built = run(root, &["build", "--json"]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&built.out).expect("it is JSON");
    assert_eq!(json["written"], true);
    assert_eq!(json["held"][0]["until"], "2099-06-03T08:30:00Z");
    assert_eq!(json["held"][1]["reason"], "users");
    assert_eq!(json["next"]["at"], "2099-06-03T08:30:00Z");
    assert_eq!(json["next"]["reason"], "embargo");
    assert!(!root.join("public/figures/cost").exists());

    let uses = run(root, &["uses", "cost"]).expect(2);
    assert!(uses.err.contains("`cost` in `content/figures/cost.md` is named by held pages alone"));
    run(root, &["uses", "cost", "--drafts"]).expect(0);

    // A rehearsal of that day is checked, and not written without `--drafts`.
    run(root, &["check", "--as-of", "2099-07-01"]).expect(0);
    let refused = run(root, &["build", "--as-of", "2099-07-01"]).expect(2);
    assert!(
        refused.err.contains("is under embargo until 3 June 2099, 09:30 BST"),
        "{}",
        refused.err
    );
    run(root, &["build", "--as-of", "2099-07-01", "--drafts"]).expect(0);

    // Its faults fail nothing but `--deny held`.
    write(root, "content/briefings/news.md", &held.replace("[[cost]]", "[[nothing]]"));
    let checked = run(root, &["check", "--deny", "warnings"]).expect(0);
    assert!(checked.err.contains("0 errors, 0 warnings\nheld back: 2 files, with 1 error"));
    run(root, &["check", "--deny", "held"]).expect(1);
}

const MOVED_PAGE: &str =
    "---\ntitle: Rules for boats\n---\n\nEvery boat has a number and a name.\n";

#[test]
fn a_build_fails_where_an_address_is_lost() {
    let folder = site(&[("content/a.md", MOVED_PAGE), ("content/z.md", "---\ntitle: Z\n---\n")]);
    let root = folder.path();
    run(root, &["build"]).expect(0);
    let before = tree(&root.join("public"));

    fs::rename(root.join("content/a.md"), root.join("content/b.md")).unwrap();
    fs::remove_file(root.join("content/z.md")).unwrap();
    let ran = run(root, &["build"]).expect(1);
    assert!(ran.err.contains("error[vanished-url]"), "{}", ran.err);
    assert!(ran.err.contains("aliases: [/a/]"), "{}", ran.err);
    assert!(ran.err.contains("if the output folder was never online"), "{}", ran.err);
    assert!(ran.err.contains("nothing was written: 2 errors"), "{}", ran.err);
    assert_eq!(tree(&root.join("public")), before);

    // Work goes on: none of these compares, and what they write is no publication.
    for preview in [&["build", "--drafts"][..], &["build", "--as-of", "2025-06-03"]] {
        let other = [preview, &["--out", "preview"]].concat();
        run(root, &other).expect(0);
    }
    write(root, "content/d.md", "---\ntitle: D\ndraft: yes\n---\n");
    run(root, &["build", "--drafts", "--out", "preview"]).expect(0);
    write(
        root,
        "content/site.yaml",
        "title: T\nbase_url: https://x.example/\nchecks: {vanished-url: off}\n",
    );
    run(root, &["build"]).expect(0);
}

#[test]
fn drafts_that_were_looked_at_may_go() {
    let folder = site(&[("content/d.md", "---\ntitle: D\ndraft: yes\n---\n")]);
    let root = folder.path();
    run(root, &["build", "--drafts"]).expect(0);
    run(root, &["build"]).expect(0);
    fs::remove_file(root.join("content/d.md")).unwrap();
    run(root, &["build"]).expect(0);
}

#[test]
fn a_build_is_compared_with_a_list_that_is_named() {
    let folder = site(&[("content/a.md", MOVED_PAGE)]);
    let root = folder.path();
    run(root, &["build"]).expect(0);
    fs::rename(root.join("public/.chancery.json"), root.join("online.json")).unwrap();
    fs::remove_dir_all(root.join("public")).unwrap();
    fs::rename(root.join("content/a.md"), root.join("content/b.md")).unwrap();

    let published = ["build", "--published", "online.json"];
    let ran = run(root, &published).expect(1);
    assert!(ran.err.contains("content/b.md") && ran.err.contains("aliases: [/a/]"), "{}", ran.err);
    assert!(!ran.err.contains("never online"), "{}", ran.err);

    write(root, "content/b.md", &MOVED_PAGE.replace("boats\n", "boats\naliases: [/a/]\n"));
    run(root, &published).expect(0);

    let ran = run(root, &["build", "--published", "missing.json"]).expect(2);
    assert!(ran.err.contains("`missing.json`: it cannot be read"), "{}", ran.err);
    run(root, &["build", "--published", "online.json", "--drafts"]).expect(2);

    run(root, &["build", "--drafts", "--out", "preview"]).expect(0);
    let ran = run(root, &["build", "--published", "preview/.chancery.json"]).expect(2);
    assert!(ran.err.contains("which readers did not see"), "{}", ran.err);
}

#[test]
fn diff_compares_folders() {
    let folder = site(&[("content/a.md", MOVED_PAGE)]);
    let root = folder.path();
    run(root, &["build", "--out", "old"]).expect(0);
    write(root, "content/a.md", &MOVED_PAGE.replace("a name", "a colour"));
    run(root, &["build", "--out", "new"]).expect(0);

    let ran = run(root, &["diff", "old", "old"]).expect(0);
    assert_eq!(ran.out, "old → old: no difference\n");

    let ran = run(root, &["diff", "old", "new/.chancery.json"]).expect(1);
    assert!(ran.out.contains("a number and a [-name-] {+colour+}."), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);

    let ran = run(root, &["diff", "old", "new", "--format", "markdown"]).expect(1);
    assert!(ran.out.contains("```diff\n- Every boat has a number and a name.\n"), "{}", ran.out);

    let ran = run(root, &["diff", "old", "new", "--format", "html"]).expect(1);
    assert!(ran.out.contains("<del>name</del> <ins>colour</ins>"), "{}", ran.out);

    for (arguments, words) in [
        (&["diff", "old", "nowhere"][..], "there is no folder `nowhere`"),
        (&["diff", "old", "."], "is a site and not its output"),
        (&["diff", "old", "content"], "holds no `.chancery.json`"),
        (&["diff", "old"], "name two output folders"),
        (&["diff", "--as-of", "2025-01-01..2025-02-01", "old", "new"], "two moments of one site"),
        (&["diff", "--as-of", "2025-01-01", "."], "two dots between"),
        (&["diff", "old", "new", "--format", "pdf"], "write one of: text, markdown, html"),
    ] {
        let ran = run(root, arguments).expect(2);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn diff_compares_moments_and_writes_nothing() {
    let briefing = "---\ntitle: News\ndate: 2025-01-02\nsummary: Words.\nembargo: 2025-02-01T09:00:00Z\n---\n\nText.\n";
    let folder = site(&[("content/briefings/2025-01-02-news.md", briefing)]);
    let root = folder.path();
    let before = tree(root);

    let ran = run(root, &["diff", "--as-of", "2025-01-15..2025-03-01"]).expect(1);
    assert!(ran.out.starts_with("15 January 2025 → 1 March 2025: 2 pages added"), "{}", ran.out);
    assert!(ran.out.contains("added /briefings/news/  News"), "{}", ran.out);
    run(root, &["diff", "--as-of", "2025-03-01..2025-03-01", "."]).expect(0);
    assert_eq!(tree(root), before);
}

#[test]
fn redirects_are_printed_for_a_server() {
    let folder =
        site(&[("content/b.md", &MOVED_PAGE.replace("boats\n", "boats\naliases: [/a/]\n"))]);
    let root = folder.path();
    let ran = run(root, &["redirects", "--format", "apache"]).expect(0);
    assert!(ran.out.contains("RedirectMatch 301 \"^/a/?$\" \"/b/\"\n"), "{}", ran.out);

    let ran = run(root, &["redirects", "--format", "iis"]).expect(2);
    assert!(ran.err.contains("nginx, apache, netlify, cloudflare, gitlab"), "{}", ran.err);
    run(root, &["redirects"]).expect(2);

    write(root, "content/c.md", "---\ntitle: C\n---\n\n[[nothing]]\n");
    let ran = run(root, &["redirects", "--format", "apache"]).expect(1);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("nothing was printed: 1 error"), "{}", ran.err);
}

#[test]
#[cfg(feature = "generate")]
fn the_manual_and_the_completions_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), &["--help"]).expect(0).out;
    let (_, commands) = help.split_once("Commands:").unwrap();
    let commands: Vec<&str> = commands
        .lines()
        .take_while(|line| !line.starts_with("Options"))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.contains(&"build") && commands.contains(&"generate"), "{commands:?}");

    for kind in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let text = run(folder.path(), &["generate", kind]).expect(0).out;
        for name in &commands {
            assert!(text.contains(name), "{kind} has no {name}");
        }
    }

    let manual = run(folder.path(), &["generate", "man"]).expect(0).out;
    for name in commands {
        assert!(manual.contains(&format!(".SH \"CHANCERY {}\"", name.to_uppercase())), "{name}");
    }

    run(folder.path(), &["generate", "csh"]).expect(2);
}

#[test]
#[cfg(feature = "sign")]
fn a_signed_site_is_verified_file_by_file() {
    let folder = site(&[("content/a.md", "---\ntitle: A\n---\nWords.\n")]);
    let at = folder.path();
    let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    write(at, "key", &pair.sk.to_box(None).unwrap().into_string());
    write(at, "key.pub", &pair.pk.to_box().unwrap().into_string());

    run(at, &["build", "--sign", "key"]).expect(0);
    let told = run(at, &["verify", "public", "--key", "key.pub"]).expect(0);
    assert!(told.err.ends_with("the list is signed by this key\n"), "{}", told.err);

    // A copy elsewhere, with the key as a word.
    let line = pair.pk.to_base64();
    run(at, &["verify", "public", "--key", &line]).expect(0);

    write(at, "public/a/index.html", "other words");
    write(at, "public/more.txt", "more");
    fs::remove_file(at.join("public/robots.txt")).unwrap();
    let told = run(at, &["verify", "public", "--key", "key.pub"]).expect(1);
    assert_eq!(told.out, "a/index.html: changed\nmore.txt: not listed\nrobots.txt: missing\n");

    // Who changes the list as well cannot sign it.
    let list = at.join("public/.chancery.json");
    let text = fs::read_to_string(&list).unwrap().replace("robots.txt", "robots.htm");
    fs::write(&list, text).unwrap();
    let told = run(at, &["verify", "public", "--key", "key.pub"]).expect(2);
    assert!(told.err.contains("is not to be trusted"), "{}", told.err);

    // A build without a key leaves no signature of the one before.
    fs::remove_dir_all(at.join("public")).unwrap();
    run(at, &["build", "--sign", "key"]).expect(0);
    run(at, &["build"]).expect(0);
    assert!(!at.join("public/.chancery.json.minisig").exists());
    let told = run(at, &["verify", "public", "--key", "key.pub"]).expect(2);
    assert!(told.err.contains("was built without `--sign`"), "{}", told.err);
    run(at, &["verify", "public"]).expect(0);

    // What is no key is told before the site is built.
    let told = run(at, &["build", "--sign", "key.pub"]).expect(2);
    assert!(told.err.contains("it is not a key of minisign"), "{}", told.err);
    run(at, &["build", "--sign", "none"]).expect(2);
}

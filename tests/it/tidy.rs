//! The invariants of the architecture that the compiler cannot check.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chancery::content::markdown::PARTS;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files below a folder of the repository with a given ending: path and text.
pub(crate) fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    for entry in walk.into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(root()).expect("it lies below the root");
        let path = path.to_string_lossy().replace('\\', "/");
        if path.ends_with(ending) {
            texts.push((path, fs::read_to_string(entry.path()).expect("sources are UTF-8")));
        }
    }

    assert!(!texts.is_empty(), "nothing was looked at in {folder}");

    texts
}

/// Returns the sources without comments and unit tests.
pub(crate) fn sources() -> Vec<(String, String)> {
    let is_test = |path: &str| path.ends_with("/tests.rs") || path.ends_with("/testing.rs");
    let sources = texts("src", ".rs").into_iter().filter(|(path, _)| !is_test(path));
    sources.map(|(path, text)| (path, code(&text))).collect()
}

fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Returns the rooms in the order of `src/lib.rs`.
pub(crate) fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("there is a library");
    let rooms: Vec<String> = code(&lib)
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();

    assert!(rooms.len() >= 12, "{rooms:?}");

    rooms
}

pub(crate) fn room_of(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or_default();
    below.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// Returns the rooms that a source uses by `crate::…`, in `use` lines and elsewhere.
fn reached(code: &str) -> BTreeSet<String> {
    let first = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };

    let mut reached = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => {
                reached.insert(first(rest));
            }

            Some(group) => {
                let mut depth = 0;
                let mut names = vec![String::new()];
                for letter in group.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => names.push(String::new()),
                        letter if depth == 0 => {
                            names.last_mut().expect("there is a first").push(letter);
                        }
                        _ => {}
                    }
                }

                let names = names.iter().map(|name| first(name.trim()));
                reached.extend(names.filter(|name| !name.is_empty()));
            }
        }
    }

    reached
}

#[test]
fn rooms_import_downward_only() {
    assert_eq!(
        reached("use crate::a::{b, c};\nuse crate::{d, e::{f, g}, h};\nlet x = crate::i::j();"),
        ["a", "d", "e", "h", "i"].map(str::to_owned).into(),
    );

    let rooms = rooms();
    let level = |room: &str| rooms.iter().position(|known| known == room);
    for (path, code) in sources() {
        let Some(own) = level(room_of(&path)) else {
            assert!(matches!(path.as_str(), "src/lib.rs" | "src/main.rs"), "{path} is in no room");
            continue;
        };

        for room in reached(&code) {
            let other = level(&room);
            let other = other.unwrap_or_else(|| panic!("{path}: `crate::{room}` is no room"));
            assert!(other <= own, "{path} is in `{}` and must not use `{room}`", rooms[own]);
        }

        // `super::` from a room's first file leads out of it and would evade this test.
        let is_first = path.ends_with("/mod.rs") || path.matches('/').count() == 1;
        let way_out = if is_first { "super::" } else { "super::super::" };
        let depth = path.matches('/').count();
        assert!(depth > 2 || !code.contains(way_out), "{path}: write `crate::…` for `{way_out}`");
    }
}

/// Asserts that sources outside some rooms contain none of the words.
fn only_in(allowed: &[&str], words: &[&str]) {
    for (path, code) in sources() {
        if allowed.iter().any(|place| path.starts_with(place)) {
            continue;
        }

        for (number, line) in code.lines().enumerate() {
            let found = words.iter().find(|word| line.contains(**word));
            assert!(found.is_none(), "{path}, about line {}: {line}", number + 1);
        }
    }
}

#[test]
fn only_the_command_line_prints() {
    only_in(
        &["src/cli/"],
        &["println!", "print!(", "eprint!(", "dbg!(", "io::stdout", "io::stderr", "stdout()"],
    );
}

#[test]
fn only_some_rooms_touch_the_world() {
    only_in(
        &[
            "src/source/disk.rs",
            "src/source/tree.rs",
            "src/output/",
            "src/cli/",
            "src/serve/",
            "src/watch/",
        ],
        &["std::fs", "fs::", "std::net", "process::Command", "process::exit"],
    );

    only_in(&["src/cli/"], &["std::env", "env::var"]);

    // The command line measures time for its messages, and a watcher waits; the day of a build comes in as
    // options. (The preview's time-outs are tokio's, and read no clock here.)
    only_in(
        &["src/cli/", "src/watch/"],
        &["SystemTime", "Instant::", "Timestamp::now", "Zoned::now"],
    );
}

#[test]
fn nothing_is_unwrapped() {
    only_in(&[], &[".unwrap()", ".expect(\"\")", "todo!(", "unimplemented!("]);
}

#[test]
fn files_are_short() {
    for (path, text) in texts("src", ".rs") {
        // Blank lines set steps apart: a file gets longer but easier to read.
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 700, "{path} has {lines} lines: what two things are in it?");
    }

    let main = fs::read_to_string(root().join("src/main.rs")).expect("there is a program");
    assert!(main.lines().count() < 15);
}

#[test]
fn every_file_of_tests_runs() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).expect("this binary has one");
    for (path, _) in texts("tests/it", ".rs") {
        let below = path.strip_prefix("tests/it/").unwrap_or_default();
        if below != "main.rs" && !below.contains('/') {
            let line = format!("mod {};", below.trim_end_matches(".rs"));
            assert!(main.lines().any(|known| known == line), "main.rs lacks `{line}`");
        }
    }
}

#[test]
fn templates_hold_no_style_and_no_script() {
    for (path, text) in texts("templates", ".html") {
        let text = text.to_lowercase();
        assert!(!text.contains("<style") && !text.contains("style="), "{path}");
        assert!(!text.contains("javascript:"), "{path}");

        for script in text.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            assert!(tag.contains("application/ld+json") || tag.contains("src="), "{path}: {tag}");
        }

        let words = text.split([' ', '\n', '\t']);
        let handler = words.clone().find(|word| {
            let name = word.split('=').next().unwrap_or_default();
            word.contains('=') && name.len() > 2 && name.starts_with("on")
        });

        assert_eq!(handler, None, "{path}");
    }
}

#[test]
fn dependencies_come_from_the_registry() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("there is a manifest");
    assert!(!manifest.contains("git = ") && !manifest.contains("path = \".."));
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("there is a lock file");
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
}

#[test]
fn no_file_names_the_machine_it_was_made_on() {
    let homes = ["/home/", "/Users/", "/root/"];
    let here = root().to_string_lossy().into_owned();
    for path in tracked() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };

        if path.ends_with("tests/it/tidy.rs") {
            continue;
        }

        assert!(!text.contains(&here), "{} names {here}", path.display());

        for home in homes {
            assert!(!text.contains(home), "{} names {home}", path.display());
        }
    }
}

#[test]
fn the_files_of_the_preview_script_share_no_name() {
    // They are one function: of two functions of one name the first would never be called.
    let mut names = BTreeMap::new();
    for (path, text) in texts("src/serve/client", ".js") {
        let declared = text.lines().filter_map(|line| {
            let line = line.strip_prefix("async ").unwrap_or(line);
            let rest =
                ["function ", "const ", "let "].iter().find_map(|it| line.strip_prefix(it))?;
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
        });

        for name in declared {
            let other = names.insert(name.to_owned(), path.clone());
            assert_eq!(other, None, "{path} declares `{name}` as well");
        }
    }

    assert!(names.len() > 50, "only {} names were found", names.len());
}

/// Returns the files in the repository; all files, if git is not available.
fn tracked() -> Vec<PathBuf> {
    let mut git = std::process::Command::new("git");
    let listed = git.args(["ls-files", "-z"]).current_dir(root()).output();
    let listed = listed.ok().filter(|listed| listed.status.success());

    if let Some(listed) = listed {
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        let names: Vec<PathBuf> =
            names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect();
        assert!(names.len() > 50, "git lists {} files", names.len());
        return names;
    }

    let all = ["src", "tests", "content", "templates", "static"];
    all.iter().flat_map(|folder| texts(folder, "")).map(|(path, _)| path.into()).collect()
}

/// A heading whose words give such an id has to give way, and a writer who chooses one is told.
#[test]
fn the_ids_of_templates_are_known() {
    let mut ids: BTreeSet<String> = BTreeSet::from(["part-footnotes".to_owned()]);
    for (_, text) in texts("templates", ".html") {
        let found = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());

        // Those that are computed stand on pages without prose, or hold a period.
        ids.extend(found.filter(|id| !id.contains('{')).map(str::to_owned));
    }

    let known: BTreeSet<String> = PARTS.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(known, ids);
}

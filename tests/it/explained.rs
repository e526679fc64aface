//! The examples of `chancery explain`: the wrong ones give the finding, the right ones do not.

use chancery::diagnostic::{Code, Family};
use chancery::source::memory::MemoryFiles;
use chancery::source::{Files as _, SitePath};

use crate::support::{as_of, build, files};

/// The records in the examples, and a briefing that names them all.
const SITE: &str = include_str!("explained.txt");
const BRIEFING: &str = "content/briefings/2025-08-20-example.md";

/// Removes the four spaces of indentation from an example.
fn outdented(example: &str) -> String {
    example
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned() + "\n")
        .collect()
}

/// Puts an example into the site: named files, a front matter, or prose.
fn site(example: &str) -> MemoryFiles {
    let example = outdented(example);
    let mut site = files(SITE);
    if let Some(front) = example.strip_prefix("---\n") {
        let has = |key: &str| front.lines().any(|line| line.starts_with(key));
        let (path, required): (_, &[(&str, &str)]) = if has("date:") {
            (BRIEFING, &[("title:", "Example"), ("summary:", "S.")])
        } else if has("parties:") {
            ("content/agreements/example.md", &[("title:", "Example")])
        } else {
            ("content/figures/example.md", &[("title:", "Example")])
        };
        let missing = required.iter().filter(|(key, _)| !has(key));
        let missing: String = missing.flat_map(|(key, value)| [key, " ", value, "\n"]).collect();

        site.insert(path, format!("---\n{missing}{front}"));
    } else if example.starts_with("# ") {
        for part in example.split("# ").skip(1) {
            let (path, front) = part.split_once('\n').unwrap();
            let required = match path.split_once('/') {
                Some(("ministers", _)) => "name: Example",
                Some(("agreements", _)) => "title: Example\nparties: [gb, iq]",
                _ => "title: Example",
            };
            site.insert(format!("content/{path}"), format!("---\n{required}\n{front}---\n"));
        }
    } else {
        let briefing = String::from_utf8(site.read(&SitePath::new(BRIEFING)).unwrap()).unwrap();
        site.insert(BRIEFING, briefing + "\n" + &example);
    }

    site
}

#[test]
fn what_is_wrong_is_found_and_what_is_right_is_not() {
    let today = as_of("2025-08-22");
    assert_eq!(build(files(SITE), &today).findings, "");

    let families = [Family::Prose, Family::Truth, Family::Access];
    for &code in Code::ALL.iter().filter(|it| families.contains(&it.family()) && it.is_run()) {
        let said = code.explain();
        let found = format!("[{}]", code.as_str());
        let wrong = build(site(said.wrong), &today).findings;
        assert!(wrong.contains(&found), "{}: nothing was found\n{wrong}", code.as_str());
        let right = build(site(said.right), &today).findings;
        assert!(!right.contains(&found), "{}: the right example\n{right}", code.as_str());
        assert!(!right.contains("error["), "{}: the right example\n{right}", code.as_str());
    }
}

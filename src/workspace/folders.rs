//! Folders beside those of a site whose names are not quite theirs.
//!
//! In: the names of the folders in a site's root. Out: warnings. Invariant: a folder whose name is another word
//! (`context/`, `stats/`) is left alone.

use crate::diagnostic::{Code, Diagnostic, Place, is_one_slip};
use crate::source::{SitePath, Span};

/// The folders of a site, each in the singular and in the plural.
const NAMES: [(&str, &str); 6] = [
    ("content", "content"),
    ("contents", "content"),
    ("static", "static"),
    ("statics", "static"),
    ("templates", "templates"),
    ("template", "templates"),
];

/// Words that folders are called by, and that are one letter away from such a name.
const OTHER_WORDS: [&str; 8] =
    ["consent", "consents", "contend", "contends", "contest", "contests", "context", "contexts"];

/// Reports the folders that were probably meant to be those of a site.
pub(super) fn findings(folders: &[String]) -> Vec<Diagnostic> {
    folders.iter().filter_map(|folder| Some(misnamed(folder, meant(folder)?))).collect()
}

/// Returns the folder that a name probably means.
fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let plain = lower.trim_matches(['_', '-', '.', ' ']);
    if OTHER_WORDS.contains(&plain) {
        return None;
    }

    NAMES.iter().find(|(known, _)| is_one_slip(plain, known)).map(|(_, folder)| *folder)
}

fn misnamed(name: &str, meant: &str) -> Diagnostic {
    let lost = match meant {
        "content" => "the pages in it are not published",
        "static" => "the files in it are not published",
        _ => "the templates in it are not used",
    };
    let message = format!("the folder `{name}/` is not read, and {lost}");

    Diagnostic::new(Code::UnreadFile, Place::new(&SitePath::new(name), Span::default()), message)
        .help(format!("did you mean `{meant}/`? rename it, or move its files there"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_misspelt_names_are_near() {
        for (name, folder) in [
            ("template", Some("templates")),
            ("Templates", Some("templates")),
            ("_templates", Some("templates")),
            ("Static", Some("static")),
            ("statics", Some("static")),
            ("satic", Some("static")),
            ("statik", Some("static")),
            ("Content", Some("content")),
            ("contents", Some("content")),
            ("contnet", Some("content")),
            ("context", None),
            ("stats", None),
            ("status", None),
            ("temp", None),
            ("public", None),
            ("docs", None),
            ("constant", None),
            ("statements", None),
            ("comments", None),
            ("concepts", None),
            ("state", None),
            ("contracts", None),
        ] {
            assert_eq!(meant(name), folder, "{name}");
        }
    }
}

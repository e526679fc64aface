//! Folders beside those of a site whose names are not quite theirs.
//!
//! In: the names of the folders in a site's root. Out: warnings. Invariant: a folder whose name is another word
//! (`context/`, `stats/`) is left alone.

use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::disk::FOLDERS;
use crate::source::{SitePath, Span};

/// Words that folders are called by, and that are near to the name of one of a site's.
const OTHER_WORDS: [&str; 14] = [
    "consent",
    "contact",
    "contacts",
    "contest",
    "contests",
    "context",
    "contexts",
    "stage",
    "state",
    "states",
    "statistic",
    "statistics",
    "status",
    "temples",
];

/// The shortest name that may be a misspelt one: `temp/` and `stats/` are folders of their own.
const SHORTEST: usize = 6;

/// Reports the folders that were probably meant to be those of a site.
pub(super) fn findings(folders: &[String]) -> Vec<Diagnostic> {
    folders.iter().filter_map(|folder| Some(misnamed(folder, meant(folder)?))).collect()
}

/// Returns the folder that a name probably means.
fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let plain = lower.trim_matches(['_', '-', '.', ' ']);
    if plain.len() < SHORTEST || OTHER_WORDS.contains(&plain) {
        return None;
    }

    nearest(plain, FOLDERS)
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
            ("satic", None),
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
            ("contracts", None),
        ] {
            assert_eq!(meant(name), folder, "{name}");
        }
    }
}

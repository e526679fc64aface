//! Files that lie in the site's folders by accident: leftovers, copies of sync tools, texts that are no pages.
//!
//! In: an [`Input`], and what is published of its files. Out: warnings. Invariant: only names are judged, and
//! nothing that a published page shows or links to.

use super::input::Input;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::leftovers::{is_for_colleagues, original_of};
use crate::source::{SitePath, Span};

/// How many leftovers are named; the rest are counted.
const NAMED: usize = 8;

/// Endings of texts and documents that a writer may take for a page.
const TEXTS: [&str; 24] = [
    ".markdown",
    ".mdown",
    ".mkdn",
    ".mkd",
    ".mdwn",
    ".mdx",
    ".md",
    ".txt",
    ".text",
    ".rst",
    ".org",
    ".adoc",
    ".asciidoc",
    ".textile",
    ".rmd",
    ".qmd",
    ".tex",
    ".htm",
    ".html",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".pages",
];

/// Of these, what a word processor writes.
const OF_OFFICE: [&str; 5] = [".doc", ".docx", ".odt", ".rtf", ".pages"];

/// Returns the warnings about files that lie there by accident; `unpublished` are those of `content/` that are no
/// pages, and that no page shows. Leftovers have one of their own.
pub(super) fn findings<'f>(
    input: &Input,
    unpublished: impl Iterator<Item = &'f SitePath>,
) -> Vec<Diagnostic> {
    unpublished.filter_map(unread_file).chain(copies(input)).collect()
}

/// One warning for all leftovers, at the first: after a merge there may be a hundred.
pub(super) fn leftovers(leftovers: &[SitePath]) -> Option<Diagnostic> {
    let first = leftovers.first()?;
    let names: Vec<String> = leftovers.iter().take(NAMED).map(|it| format!("`{it}`")).collect();
    let more = match leftovers.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };

    let message = match leftovers.len() {
        1 => format!("{} is a leftover of another program and is not published", names[0]),
        count => format!(
            "{count} files are leftovers of other programs and are not published: {}{more}",
            names.join(", ")
        ),
    };

    let place = Place::new(first, Span::default());
    let help = "delete what is not needed, and rename what is: editors and merge tools give these endings to copies";

    Some(Diagnostic::new(Code::Leftover, place, message).help(help))
}

/// Warns of a file that looks like a page and is none.
fn unread_file(file: &SitePath) -> Option<Diagnostic> {
    let name = file.name();
    let lower = name.to_ascii_lowercase();
    let ending = TEXTS.iter().find(|end| lower.ends_with(*end));
    let place = Place::new(file, Span::default());

    if is_for_colleagues(name) {
        let message = "this file is for colleagues, not readers, and is not published";
        let help = match lower.ends_with(".md") {
            true => {
                "to make a page of it, begin it with front matter; else move it out of `content/`"
            }
            false => "move it out of `content/`; to offer it to readers, link to it from a page",
        };
        return Some(Diagnostic::new(Code::UnreadFile, place, message).help(help));
    }

    let stem = match ending {
        Some(end) => {
            let stem = &name[..name.len() - end.len()];
            stem.strip_suffix(".md").unwrap_or(stem)
        }
        // A file manager that hides endings makes names without one.
        None if !name.contains('.') && begins_with_date(name) => name,
        None => return None,
    };

    let message = "this file is not published: a page is a file that ends in `.md`";
    let is_office = ending.is_some_and(|end| OF_OFFICE.contains(end));
    let is_markdown = ending.is_none_or(|end| end.starts_with(".m")) || lower.contains(".md.");
    let help = match (is_office, is_markdown) {
        (true, _) => format!(
            "write its text as Markdown into `{stem}.md`; to offer the file itself, link to it from a page"
        ),
        (false, true) => format!("rename it to `{stem}.md`"),
        (false, false) => {
            format!("rename it to `{stem}.md` if it is a page, or link to it from one")
        }
    };

    Some(Diagnostic::new(Code::UnreadFile, place, message).help(help))
}

fn begins_with_date(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.len() > 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Warns of copies that sync tools and file managers make beside the original.
fn copies(input: &Input) -> Vec<Diagnostic> {
    let documents = input.documents.iter().map(|document| &document.path);
    let all: Vec<&SitePath> = documents.chain(&input.files).collect();
    let exists = |path: &str| {
        // Both are sorted by path.
        input.documents.binary_search_by(|it| it.path.as_str().cmp(path)).is_ok()
            || input.files.binary_search_by(|it| it.as_str().cmp(path)).is_ok()
    };

    all.into_iter().filter_map(|path| copy(path, &exists)).collect()
}

fn copy(path: &SitePath, exists: &dyn Fn(&str) -> bool) -> Option<Diagnostic> {
    let copied = original_of(path.name())?;
    let original = match path.folder() {
        "" => copied.original,
        folder => format!("{folder}/{}", copied.original),
    };

    let has_original = exists(&original);
    if !copied.is_certain && !has_original {
        return None;
    }

    let message = match has_original {
        true => format!("by its name this file is a copy of `{original}` that a program made"),
        false => "by its name this file is a copy that a program made".to_owned(),
    };
    let finding = Diagnostic::new(Code::ConflictedCopy, Place::new(path, Span::default()), message)
        .help("compare the two, keep one and delete the other; a file that is meant needs another name");

    Some(match has_original {
        true => finding
            .label(Place::new(&SitePath::new(&original), Span::default()), "the original is here"),
        false => finding,
    })
}

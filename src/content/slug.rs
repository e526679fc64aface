//! Ids and addresses: which characters they may contain, and how they are derived from titles.
//!
//! In: titles, file names, and what writers give as an address. Out: slugs, or what is wrong. Invariant: no
//! accepted slug or alias leads out of the site on any operating system.

use crate::source::{SitePath, composed, portable};
use crate::value::{ValueError, quote};

/// Derives a slug from a title or a file name: lower-case letters and digits of any script, with single
/// hyphens between.
#[must_use]
pub fn slugify(text: &str) -> String {
    let text = composed(text);
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        // "France's" gives `frances` and not `france-s`.
        if matches!(letter, '\'' | '’' | '‘') {
            continue;
        }

        if letter.is_alphanumeric() || is_mark(letter) {
            // One capital may have a lower case of two characters (`İ`).
            slug.extend(letter.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }

    // "Who decides?" ends without a hyphen.
    slug.truncate(slug.trim_end_matches('-').len());

    slug
}

/// Tells whether a combining mark belongs to the letter before it (vowel signs of Arabic, Hindi, Thai…).
fn is_mark(letter: char) -> bool {
    // They are not alphanumeric in Unicode; without them words of these scripts would be split.
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}')
}

/// Returns the id of a file: its name without `.md` and without a leading `YYYY-MM-DD-` or `YYYY-MM-DD `.
#[must_use]
pub fn id_of(path: &SitePath) -> String {
    let name = match path.name() {
        "index.md" => path.folder().rsplit('/').next().unwrap_or_default(),
        "_index.md" => return section_id(path),
        name => name.strip_suffix(".md").unwrap_or(name),
    };
    slugify(undated(name))
}

/// Returns the id of a section: its whole folder, so that `2025/` in two sections does not clash.
fn section_id(path: &SitePath) -> String {
    let folder = path.folder().strip_prefix("content").unwrap_or_default();
    folder.split('/').filter(|part| !part.is_empty()).map(slugify).collect::<Vec<_>>().join("/")
}

/// Returns the date before a file's name, if its id lacks it: `2025-08-20`.
#[must_use]
pub fn date_of(path: &SitePath) -> Option<&str> {
    let name = match path.name() {
        "index.md" => path.folder().rsplit('/').next().unwrap_or_default(),
        name => name.strip_suffix(".md").unwrap_or(name),
    };

    is_dated(name).then(|| &name[..10])
}

/// Strips a leading `YYYY-MM-DD-`, unless nothing would be left.
fn undated(name: &str) -> &str {
    if is_dated(name) { &name[11..] } else { name }
}

/// Tells whether a name begins with a date.
///
/// It is Jekyll's convention, so that files sort by date in their folder; people who do not program put a blank
/// after the date.
fn is_dated(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.len() > 11
        && bytes[..11].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            10 => matches!(byte, b'-' | b' '),
            _ => byte.is_ascii_digit(),
        })
}

/// What is wrong with an address that a writer gave.
#[derive(Debug)]
pub enum PathProblem {
    /// It could lead out of the site, or is special to an operating system.
    Unsafe(ValueError),
    /// It is safe, but not a well-formed address.
    Unfit(ValueError),
}

/// Returns what makes a file's name unsafe as a part of an address, if anything does.
#[must_use]
pub fn check_file_name(name: &str) -> Option<String> {
    unsafe_part(name)
}

/// Returns what makes one part of an address unsafe, if anything does.
fn unsafe_part(part: &str) -> Option<String> {
    let name = part.split('.').next().unwrap_or_default().to_ascii_lowercase();

    if part == ".." || part == "." {
        Some(format!("`{part}` would lead out of its folder"))
    } else if part.contains('\\') {
        Some("a backslash separates folders on some systems".to_owned())
    } else if part.contains('\0') {
        Some("it contains a NUL byte".to_owned())
    } else if part.contains(char::is_control) {
        Some("it contains a control character".to_owned())
    } else if part.contains(':') {
        Some("a colon makes it a drive or a stream on some systems".to_owned())
    } else if portable::is_device(part) {
        Some(format!("`{name}` is a device on some systems"))
    } else if part.ends_with(['.', ' ']) {
        Some("some systems drop a dot or a space at the end".to_owned())
    // Most file systems allow 255 bytes; the rest is for extensions and temporary names.
    } else if part.len() > 200 {
        Some("it is longer than file systems allow".to_owned())
    } else {
        None
    }
}

/// Checks a `slug` or an `id`, which must be as [`slugify`] would write it; `what` names it in messages.
///
/// # Errors
/// What is wrong with it, in words.
pub fn check_slug(what: &str, slug: &str) -> Result<(), PathProblem> {
    // A path is a misunderstanding with advice of its own; with `..` or a backslash it is unsafe.
    if slug.contains('/') && !slug.contains("..") && !slug.contains('\\') {
        return Err(PathProblem::Unsafe(ValueError {
            message: format!(
                "the {what} `{slug}` is a path, and must be the last part of an address only"
            ),
            help: Some(format!("write `{}`; to move a page, move its file", slugify(slug))),
            ..ValueError::default()
        }));
    }

    let problem = slug.split('/').find_map(unsafe_part);
    if let Some(problem) = problem {
        return Err(PathProblem::Unsafe(ValueError {
            message: format!("the {what} `{slug}` is not safe as an address: {problem}"),
            help: Some(format!("write `{}`", or_page(slugify(slug)))),
            ..ValueError::default()
        }));
    }

    let fit = or_page(slugify(slug));
    if fit == slug && !slug.is_empty() {
        return Ok(());
    }

    Err(PathProblem::Unfit(ValueError {
        message: format!("the {what} `{slug}` is not how an address is written"),
        help: Some(format!("write `{fit}`: lower-case letters, digits and hyphens")),
        fix: Some(fit),
    }))
}

/// Replaces an empty or unsafe slug, since every page needs an address.
pub(super) fn or_page(slug: String) -> String {
    if slug.is_empty() {
        "page".to_owned()
    } else if unsafe_part(&slug).is_some() {
        // A name that is unsafe because of its length has to become shorter.
        let short: String = slug.chars().take(40).collect();
        format!("{}-page", short.trim_end_matches('-'))
    } else {
        slug
    }
}

/// Checks an alias: an old address on this site, from its root.
///
/// # Errors
/// What is wrong with it, in words.
pub fn check_alias(alias: &str) -> Result<(), PathProblem> {
    let unfit = |message: &str, help: String| {
        Err(PathProblem::Unfit(ValueError {
            message: format!("the alias `{alias}` {message}"),
            help: Some(help),
            ..ValueError::default()
        }))
    };

    if alias.contains("://") {
        return unfit(
            "is a whole address",
            "write what follows the host, e.g. `/old/page/`".to_owned(),
        );
    }

    let Some(path) = alias.strip_prefix('/') else {
        return match alias.split('/').find_map(unsafe_part) {
            Some(problem) => Err(unsafe_alias(alias, &problem)),
            None => unfit("does not begin at the site's root", format!("write `/{alias}`")),
        };
    };
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return unfit("is the home page", "give the address that the page had before".to_owned());
    }

    if let Some(problem) = path.split('/').find_map(unsafe_part) {
        return Err(unsafe_alias(alias, &problem));
    }

    if path.split('/').any(str::is_empty) {
        return unfit("has an empty part", "write single slashes".to_owned());
    }

    // A server treats neither query nor fragment as part of the path, and decodes `%` first.
    if path.contains(['?', '#', '%']) {
        return unfit(
            "contains `?`, `#` or `%`",
            "give the path alone, with its letters as they read".to_owned(),
        );
    }

    Ok(())
}

/// Checks a topic, which gets a page of its own.
///
/// # Errors
/// Why it can have none, in words.
pub fn check_topic(topic: &str) -> Result<(), PathProblem> {
    let slug = slugify(topic);
    if slug.is_empty() {
        let message = format!("no address can be made of the topic {}", quote(topic));
        let error = ValueError::new(message);
        return Err(PathProblem::Unfit(error.help("write it with letters or digits")));
    }

    let Some(problem) = unsafe_part(&slug) else {
        return Ok(());
    };

    let message = format!("no page can have the address of the topic {}: {problem}", quote(topic));
    Err(PathProblem::Unsafe(ValueError::new(message).help("give the topic another name")))
}

fn unsafe_alias(alias: &str, problem: &str) -> PathProblem {
    PathProblem::Unsafe(ValueError {
        message: format!("the alias `{alias}` is not safe as an address: {problem}"),
        help: Some("give the old address from the site's root, e.g. `/news/old-name/`".to_owned()),
        ..ValueError::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_file_names() {
        let id = |path| id_of(&SitePath::new(path));
        assert_eq!(id("content/briefings/2025/2025-08-20-river-data.md"), "river-data");
        assert_eq!(id("content/briefings/2025-08-20.md"), "2025-08-20");
        assert_eq!(id("content/briefings/2025-08-20 Rivers Rise.md"), "rivers-rise");
        assert_eq!(id("content/briefings/2025-08-20-visit/index.md"), "visit");
        assert_eq!(id("content/About Us.md"), "about-us");
        assert_eq!(id("content/briefings/2025/_index.md"), "briefings/2025");
        assert_eq!(id("content/_index.md"), "");
    }

    #[test]
    fn unsafe_paths_are_refused() {
        for slug in ["..", "../x", "a/../b", "c:", "c:\\x", "a\\b", "a\0b", "nul", "x.", "a/b"] {
            assert!(matches!(check_slug("slug", slug), Err(PathProblem::Unsafe(_))), "{slug:?}");
        }

        for slug in ["A b", "über?", "-x-", ""] {
            assert!(matches!(check_slug("slug", slug), Err(PathProblem::Unfit(_))), "{slug:?}");
        }

        for slug in ["river-data", "2025", "über", "الاتفاق"] {
            assert!(check_slug("slug", slug).is_ok(), "{slug:?}");
        }

        for alias in ["/../x", "/a/../b/", "C:/x", "/c:/x", "/a\\b", "/a\0", "../x", "/con/x"] {
            assert!(matches!(check_alias(alias), Err(PathProblem::Unsafe(_))), "{alias:?}");
        }

        for alias in ["old", "/", "//x", "https://x.example/y", "/a?b", "/%2e%2e/x"] {
            assert!(matches!(check_alias(alias), Err(PathProblem::Unfit(_))), "{alias:?}");
        }

        assert!(check_alias("/old/page.html").is_ok());
    }
}

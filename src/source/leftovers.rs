//! Names of files that belong to no site: what editors, file managers, browsers and sync tools leave behind.
//!
//! In: a folder of the site and a name, or a path. Out: what left it. Invariant: only names are read, so that
//! every room agrees about a file without opening it.

/// A file or folder that is neither read nor published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leftover {
    /// A lock, a swap file, part of a download, a setting of a file manager or a sync tool, or hidden.
    Trace,
    /// An older or an unfinished copy of another file: words may be lost with it, so writers are told.
    Copy,
}

/// Endings of copies that editors and merge tools make.
const COPIES: [&str; 13] = [
    "~",
    ".bak",
    ".backup",
    ".bkp",
    ".old",
    ".orig",
    ".rej",
    ".save",
    ".tmp",
    ".temp",
    ".asd",
    ".wbk",
    ".autosave",
];

/// Endings of swap files, of unfinished downloads, and of what a cloud keeps elsewhere.
///
/// Vim takes `.swp`, and counts down from it; `.swf` is Flash.
const TRACES: [&str; 14] = [
    ".swp",
    ".swo",
    ".swn",
    ".swm",
    ".swl",
    ".swx",
    ".kate-swp",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".opdownload",
    ".icloud",
    ".lnk",
];

/// Files that systems put into folders that somebody looks at, in lower case.
const OF_SYSTEMS: [&str; 12] = [
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "$recycle.bin",
    "recycler",
    "system volume information",
    "lost+found",
    "@eadir",
    "#recycle",
];

/// Hidden files of `static/` that web servers and hosts ask for.
const FOR_HOSTS: [&str; 5] = [".well-known", ".nojekyll", ".htaccess", ".domains", ".assetsignore"];

/// Files whose editors write them under another name first; that name is not the file's.
const SAVED_BY_RENAMING: [&str; 11] =
    [".md", ".html", ".htm", ".css", ".js", ".yaml", ".yml", ".xml", ".svg", ".csv", ".json"];

/// Tells what left a file or folder in one of the site's folders: `content`, `static` or `templates`.
#[must_use]
pub fn leftover(folder: &str, name: &str) -> Option<Leftover> {
    if name.starts_with('.') {
        let is_for_hosts = folder == "static" && FOR_HOSTS.contains(&name);
        return (!is_for_hosts).then_some(Leftover::Trace);
    }

    if is_of_system(name) {
        return Some(Leftover::Trace);
    }

    let lower = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|end| lower.ends_with(end));

    // Word names its lock after the document, which is not for publication: it holds the user's name. Vim creates
    // `4913` to test whether it may write to a folder; IntelliJ saves through `___jb_tmp___`.
    if lower.starts_with("~$")
        || lower == "4913"
        || lower.contains("___jb_")
        || ends(&TRACES)
        || is_saved_by_renaming(name)
    {
        return Some(Leftover::Trace);
    }

    let is_autosaved = name.len() > 2 && name.starts_with('#') && name.ends_with('#');
    (is_autosaved || ends(&COPIES)).then_some(Leftover::Copy)
}

/// Tells what left a path, or a folder above it; none for the files of a site.
#[must_use]
pub fn leftover_at(path: &str) -> Option<Leftover> {
    let (folder, below) = path.split_once('/')?;
    below.split('/').find_map(|name| leftover(folder, name))
}

/// Tells whether a system puts a file of this name into every folder that somebody looks at.
#[must_use]
pub fn is_of_system(name: &str) -> bool {
    // macOS keeps what its own file systems know of `x` in `._x`, on all others.
    name.starts_with("._")
        || matches!(name, ".DS_Store" | ".localized" | ".Trashes" | ".fseventsd" | ".directory")
        || name.starts_with(".Spotlight-")
        || name.starts_with(".Trash-")
        || OF_SYSTEMS.contains(&&*name.to_ascii_lowercase())
}

/// Tells whether a file has one of the names by which repositories explain themselves.
///
/// Without front matter such a file in `content/` is no page.
#[must_use]
pub fn is_for_colleagues(name: &str) -> bool {
    // In capitals, as forges show them; a page may well be called `security.md`.
    const NAMES: [&str; 11] = [
        "AGENTS",
        "AUTHORS",
        "CHANGELOG",
        "CLAUDE",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "COPYING",
        "LICENCE",
        "LICENSE",
        "NOTICE",
        "SECURITY",
    ];

    let stem = name.split('.').next().unwrap_or_default();
    stem.eq_ignore_ascii_case("readme") || NAMES.contains(&stem)
}

/// Recognises the names under which Qt (`x.md.kQrTvW`) and macOS (`x.md.sb-5a1c2f3d-w8Kq2L`) save a file before it
/// takes the place of the old one.
fn is_saved_by_renaming(name: &str) -> bool {
    let Some((before, end)) = name.rsplit_once('.') else {
        return false;
    };

    if !SAVED_BY_RENAMING.iter().any(|known| before.ends_with(known)) {
        return false;
    }

    // Six letters, of which some are capitals, are no ending that anybody chose.
    let is_random = end.len() == 6
        && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && end.bytes().any(|byte| byte.is_ascii_uppercase())
        && end.bytes().any(|byte| byte.is_ascii_lowercase());

    is_random || end.starts_with("sb-")
}

/// A copy that a sync tool or a file manager made, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyName {
    /// The name of the file that was copied.
    pub original: String,
    /// Whether nobody gives a file such a name; else only the original beside it shows that it is a copy.
    pub is_certain: bool,
}

/// Recognises the name of a copy (`a (1).md`, `a (Jo's conflicted copy 2025-06-03).md`), and returns that of its
/// original.
#[must_use]
pub fn original_of(name: &str) -> Option<CopyName> {
    // Most names have no blank, no bracket, no capital as in `-LAPTOP-`, and one dot.
    let is_marked = |byte: u8| matches!(byte, b' ' | b'(') || byte.is_ascii_uppercase();
    if !name.bytes().any(is_marked) && name.find('.') == name.rfind('.') {
        return None;
    }

    // The last ending belongs to both; Syncthing puts its own before it.
    let (stem, ending) = match name.rfind('.') {
        Some(at) if at > 0 => name.split_at(at),
        _ => (name, ""),
    };
    let copy = |stem: &str, is_certain| {
        let stem = stem.trim_end();
        let original = format!("{stem}{ending}");
        (!stem.is_empty()).then_some(CopyName { original, is_certain })
    };

    if let Some((original, _)) = stem.split_once(".sync-conflict-") {
        return copy(original, true);
    }

    if let Some((original, inside)) = in_last_brackets(stem) {
        if CONFLICTS.iter().any(|words| inside.to_lowercase().contains(words)) {
            return copy(original, true);
        }

        // `a (1)` of a browser; `a - Copy (2)` of Windows.
        if !inside.is_empty() && inside.len() <= 2 && inside.bytes().all(|it| it.is_ascii_digit()) {
            return match without_copy(original.trim_end()) {
                Some(shorter) => {
                    copy(shorter.trim_end_matches([' ', '-']), shorter.ends_with(" -"))
                }
                None => copy(original, false),
            };
        }
    }

    let unnumbered = stem.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
    if let Some(original) = without_copy(stem).or_else(|| without_copy(unnumbered)) {
        // Windows puts a hyphen between blanks; `hard copy` is English.
        return copy(original.trim_end_matches([' ', '-']), original.ends_with(" -"));
    }

    if let Some(original) = COPY_OF.iter().find_map(|words| stem.strip_prefix(words)) {
        return copy(original, false);
    }

    // macOS: `a 2`. OneDrive: `a-LAPTOP-5HX2`.
    if unnumbered.len() + 2 == stem.len() && stem[unnumbered.len()..].starts_with(' ') {
        return copy(unnumbered, false);
    }

    let host = ["-DESKTOP-", "-LAPTOP-", "-WIN-"].iter().find_map(|host| stem.rfind(host));
    copy(&stem[..host?], false)
}

/// What sync tools call two versions of one file, in lower case.
// Names are made by programs in the language of their system; they are no prose.
const CONFLICTS: [&str; 8] = [
    "conflicted copy",
    "conflict copy",
    "case conflict",
    "conflicted",
    "in konflikt stehende kopie",
    "copie en conflit",
    "copia en conflicto",
    "copia in conflitto",
];

/// What file managers write behind a name, in lower case.
const COPY_WORDS: [&str; 5] = [" copy", " kopie", " copie", " copia", " kopio"];

/// What file managers write before a name.
const COPY_OF: [&str; 4] = ["Copy of ", "Kopie von ", "Copie de ", "Copia de "];

/// Returns a name without the word for a copy at its end.
fn without_copy(stem: &str) -> Option<&str> {
    COPY_WORDS.iter().find_map(|word| {
        let before = stem.len().checked_sub(word.len())?;
        let end = stem.get(before..)?;
        end.eq_ignore_ascii_case(word).then(|| &stem[..before])
    })
}

/// Splits a name into what stands before its last pair of brackets, and what stands in it.
fn in_last_brackets(stem: &str) -> Option<(&str, &str)> {
    stem.strip_suffix(')')?.rsplit_once('(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_known_by_their_names() {
        for name in [
            ".#a.md",
            ".a.md.swp",
            "a.swo",
            "A.SWP",
            "4913",
            "a.md___jb_tmp___",
            "a.md.kQrTvW",
            "a.md.sb-5a1c2f3d-w8Kq2L",
            "film.mp4.part",
            "report.pdf.crdownload",
            "report.pdf.download",
            "~$report.docx",
            ".~lock.report.odt#",
            ".DS_Store",
            "._a.md",
            "Thumbs.db",
            "ehthumbs.db",
            "Desktop.ini",
            "Icon\r",
            "__MACOSX",
            "$RECYCLE.BIN",
            ".Trashes",
            ".fseventsd",
            ".dropbox.cache",
            ".stfolder",
            ".sync",
            ".syncthing.a.md.tmp",
            ".a.md.icloud",
            ".nfs000000012",
            ".git",
            ".env",
        ] {
            assert_eq!(leftover("content", name), Some(Leftover::Trace), "{name}");
            assert_eq!(leftover("static", name), Some(Leftover::Trace), "{name}");
        }

        for name in [
            "a.md~",
            "#a.md#",
            "a.md.~1~",
            "index.md.orig",
            "a.bak",
            "a.BAK",
            "a.save",
            "a.rej",
            "~WRL0001.tmp",
            "a.temp",
            "~syncthing~a.md.tmp",
        ] {
            assert_eq!(leftover("content", name), Some(Leftover::Copy), "{name}");
        }
    }

    #[test]
    fn files_of_a_site_are_none() {
        for name in [
            "a.md",
            "a.b.md",
            "film.swf",
            "part.pdf",
            "backup.md",
            "the-old.md",
            "temp",
            "#1.png",
            "#",
            "a.md.txt",
            "a.html.backup1",
            "2025-4913",
            "report.json.sample",
            "icon.png",
        ] {
            assert_eq!(leftover("content", name), None, "{name}");
        }

        for path in ["static/.well-known/security.txt", "static/.nojekyll", "static/a/.htaccess"] {
            assert_eq!(leftover_at(path), None, "{path}");
        }

        assert_eq!(leftover_at("content/.well-known/a.txt"), Some(Leftover::Trace));
        assert_eq!(leftover_at("static/.well-known/.env"), Some(Leftover::Trace));
        assert_eq!(leftover_at("content/old.bak/a.md"), Some(Leftover::Copy));
    }

    #[test]
    fn copies_are_known_by_their_names() {
        for (name, original, is_certain) in [
            ("a (Jo's conflicted copy 2026-11-27).md", "a.md", true),
            ("a (conflicted copy 2026-11-27 101500).md", "a.md", true),
            ("a (Case Conflict 1).md", "a.md", true),
            ("a (In Konflikt stehende Kopie von Jo 2026-11-27).md", "a.md", true),
            ("a.sync-conflict-20261127-101500-ABCDEFG.md", "a.md", true),
            ("a - Copy.md", "a.md", true),
            ("a - Copy (2).md", "a.md", true),
            ("a - Kopie.docx", "a.docx", true),
            ("a (1).md", "a.md", false),
            ("a(2).pdf", "a.pdf", false),
            ("a copy.md", "a.md", false),
            ("a copy 3.md", "a.md", false),
            ("a 2.md", "a.md", false),
            ("Copy of a.md", "a.md", false),
            ("a-LAPTOP-5HX2.md", "a.md", false),
        ] {
            let expected = CopyName { original: original.to_owned(), is_certain };
            assert_eq!(original_of(name), Some(expected), "{name}");
        }

        for name in [
            "a.md",
            "2025-06-03-a.md",
            "a (Wales).md",
            "a (2025).md",
            "a-copy.md",
            "photocopy.md",
            "copy.md",
            "Year 2025.md",
            "(1).md",
            " copy.md",
        ] {
            assert_eq!(original_of(name), None, "{name}");
        }
    }
}

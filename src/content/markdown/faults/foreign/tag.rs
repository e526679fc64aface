//! Reads the tags of other tools.
//!
//! In: text that begins with the first sign of a tag. Out: its kind and its length. Invariant: what may be honest text is
//! no tag.

use super::dialect::{
    ADMONITION, ALERT, ASCIIDOC, ATTRIBUTES, CONTENTS, FENCE, FIELD, GOVSPEAK, HUGO, INCLUDE, JIRA,
    JIRA_MACRO, LATEX, LIQUID, MDX_CODE, MDX_COMMENT, RST, VARIABLE, WIKI, WORDPRESS,
};
use crate::content::markdown::faults::literal::LiteralLine;

/// How far behind its beginning the end of a macro is searched for, in bytes.
const NEAR: usize = 4_000;

/// Reads a tag that begins with a brace; returns its kind and its length.
pub(super) fn braces(text: &[u8]) -> Option<(usize, usize)> {
    let first = |from: usize| text[from..].iter().find(|byte| **byte != b' ');
    let (kind, end) = match *text.get(1)? {
        b'%' => (LIQUID, end_of(text, b"%}")?),
        b'{' if is_contents(&text[2..], b"}}") => (CONTENTS, end_of(text, b"}}")?),
        b'{' => match *text.get(2)? {
            b'<' => (HUGO, end_of(text, b">}}")?),
            b'%' => (HUGO, end_of(text, b"%}}")?),
            // A formula may have two braces; a variable has a name.
            _ if first(2).is_some_and(|byte| {
                byte.is_ascii_alphabetic() || b"-~#/>&\"'_$".contains(byte)
            }) =>
            {
                (VARIABLE, end_of(text, b"}}")?)
            }
            _ => return None,
        },
        b'!' => (INCLUDE, end_of(text, b"!}")?),
        b'/' if text.get(2) == Some(&b'*') => (MDX_COMMENT, end_of(text, b"*/}")?),
        b'#' if text.get(2) == Some(&b' ') => (VARIABLE, end_of(text, b"#}")?),
        b':' if text.get(2) == Some(&b':') || text.get(2) == Some(&b'/') => {
            (GOVSPEAK, end_of(text, b"}")?)
        }
        b':' => {
            let end = end_of(text, b"}")?;
            match text[2..end].iter().any(|byte| b".#=".contains(byte)) {
                true => (ATTRIBUTES, end),
                false if text.starts_with(b"{:toc") || text.starts_with(b"{: toc") => {
                    (CONTENTS, end)
                }
                false => return None,
            }
        }
        b'.' | b'#' if text.get(2).is_some_and(u8::is_ascii_alphabetic) => {
            (ATTRIBUTES, end_of(text, b"}")?)
        }
        b'w' if text.starts_with(b"{width=") => (ATTRIBUTES, end_of(text, b"}")?),
        _ => return macro_in_braces(text),
    };

    Some((kind, end))
}

/// Tells whether a tag holds a mark for a table of contents: `{{ toc }}`, `{{< toc >}}`.
fn is_contents(text: &[u8], close: &[u8]) -> bool {
    let Some(end) = memchr::memmem::find(&text[..text.len().min(30)], close) else {
        return false;
    };

    let is_sign = |byte: &u8| b" <>%_".contains(byte);
    let name: Vec<u8> = text[..end].iter().copied().filter(|byte| !is_sign(byte)).collect();
    name.eq_ignore_ascii_case(b"toc")
}

/// Reads a macro of Jira or Confluence: `{toc}`, and `{panel:title=x}` or `{code}` that has its end further on.
fn macro_in_braces(text: &[u8]) -> Option<(usize, usize)> {
    const MACROS: [&[u8]; 12] = [
        b"code",
        b"quote",
        b"noformat",
        b"panel",
        b"color",
        b"info",
        b"note",
        b"tip",
        b"warning",
        b"expand",
        b"section",
        b"column",
    ];

    let name = text[1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let name = &text[1..=name];
    let end = end_of(text, b"}")?;
    match text.get(1 + name.len())? {
        b'}' if name == b"toc" => return Some((CONTENTS, end)),
        b'}' | b':' if MACROS.contains(&name) => {}
        _ => return None,
    }

    // `{note}` alone may be a place to fill in.
    let close = [b"{", name, b"}"].concat();
    let near = &text[end..text.len().min(end + NEAR)];
    memchr::memmem::find(near, &close).map(|_| (JIRA_MACRO, end))
}

/// Reads attributes behind a link or an image, or alone on their line: `{target=_blank}`.
pub(super) fn attributes(text: &[u8]) -> Option<usize> {
    let inside = text.strip_prefix(b"{")?.trim_ascii_start();
    let name = inside.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'-').count();
    (name > 1 && inside.get(name) == Some(&b'=')).then(|| end_of(text, b"}")).flatten()
}

/// Reads a tag in square brackets; returns its kind and its length.
pub(super) fn square(text: &[u8]) -> Option<(usize, usize)> {
    let is_closing = text.get(1) == Some(&b'/');
    let from = 1 + usize::from(is_closing);
    let name = text[from..].iter().take(24);
    let length =
        name.take_while(|byte| byte.is_ascii_alphanumeric() || b"_-:!".contains(byte)).count();
    let name = &text[from..from + length];
    let after = *text.get(from + length)?;

    if is_closing {
        // `[/caption]`, but not a path.
        return (after == b']' && length > 1).then_some((WORDPRESS, from + length + 1));
    }

    match name {
        b"TOC" | b"toc" | b"_TOC_" | b"__TOC__" if after == b']' => {
            return Some((CONTENTS, from + length + 1));
        }
        b"gallery" | b"playlist" | b"embed" if after == b']' => {
            return Some((WORDPRESS, from + length + 1));
        }
        _ if name.first() == Some(&b'!') && after == b']' && length > 2 => {
            return Some((ALERT, from + length + 1));
        }
        _ if is_govspeak(name) => return Some((GOVSPEAK, end_of(text, b"]")?)),
        _ => {}
    }

    // `[caption id="…"]`: a name, and an attribute with a value in quotation marks or without.
    let is_name = name.len() > 1 && name[0].is_ascii_lowercase();
    if after != b' ' || !is_name {
        return None;
    }

    let end = end_of(text, b"]")?;
    let attribute = &text[from + length + 1..end];
    let word =
        attribute.iter().take_while(|byte| byte.is_ascii_lowercase() || b"_-".contains(byte));
    let word = word.count();
    let is_attribute = word > 0 && attribute.get(word) == Some(&b'=');

    is_attribute.then_some((WORDPRESS, end))
}

fn is_govspeak(name: &[u8]) -> bool {
    [
        &b"InlineAttachment:"[..],
        b"AttachmentLink:",
        b"Attachment:",
        b"Image:",
        b"Contact:",
        b"embed:",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

/// Reads a tag that is a line, or the head of one; returns its kind and its length.
pub(super) fn line_tag(line: &LiteralLine<'_>, body: &str) -> Option<(usize, usize)> {
    let text = line.text();
    match text.first()? {
        b':' if text.starts_with(b":::") => Some((FENCE, 3)),
        b'.' if text.starts_with(b".. ") && line.begins_line(body) => directive(text),
        b'-' if text.starts_with(b"--8<--") => Some((INCLUDE, 6)),
        b'=' if line.begins_line(body) => Some((WIKI, wiki_heading(text)?)),
        b'h' | b'b' if line.begins_line(body) => jira(text).or_else(|| macro_of_asciidoc(text)),
        b'i' | b'e' if line.begins_line(body) => mdx(text).or_else(|| macro_of_asciidoc(text)),
        b'a'..=b'z' if line.begins_line(body) => macro_of_asciidoc(text),
        sign @ (b'!' | b'?') => {
            // `!!! note`, with `+` for one that is open.
            let marks = [*sign; 3];
            let rest = text.strip_prefix(&marks[..])?;
            let rest = rest.strip_prefix(b"+").unwrap_or(rest).strip_prefix(b" ")?;
            (line.begins_line(body) && rest.first().is_some_and(u8::is_ascii_lowercase))
                .then_some((ADMONITION, 3))
        }
        b'$' if line.begins_line(body) => {
            let name = text.trim_ascii_end();
            let is_known = [&b"$CTA"[..], b"$C", b"$A", b"$D", b"$E", b"$P"].contains(&name);
            is_known.then_some((GOVSPEAK, name.len()))
        }
        _ => None,
    }
}

/// Reads a directive of reStructuredText: `.. note::`.
fn directive(text: &[u8]) -> Option<(usize, usize)> {
    let name = &text[".. ".len()..];
    let length =
        name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let end = ".. ".len() + length + "::".len();
    if length == 0 || !name[length..].starts_with(b"::") {
        return None;
    }

    Some((if &name[..length] == b"contents" { CONTENTS } else { RST }, end))
}

/// Reads a heading of a wiki: `== Title ==`, or `== Title` with a blank.
fn wiki_heading(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_end();
    let signs = text.iter().take_while(|byte| **byte == b'=').count();
    let words = &text[signs..];
    let close = words.iter().rev().take_while(|byte| **byte == b'=').count();
    let has_words = words.len() > close && !words.trim_ascii().is_empty();

    ((2..=6).contains(&signs)
        && has_words
        && (close == signs && (signs > 2 || words.starts_with(b" "))
            || close == 0 && words.starts_with(b" ")))
    .then_some(text.len())
}

/// Reads a mark of Textile at the head of a line: `h2. Title`, `bq. Words`.
fn jira(text: &[u8]) -> Option<(usize, usize)> {
    let is_heading = matches!(text, [b'h', b'1'..=b'6', b'.', b' ', ..]);
    (is_heading || text.starts_with(b"bq. ")).then_some((JIRA, 3))
}

/// Reads a line that loads a component: `import X from "y"`, `export const x = …`.
fn mdx(text: &[u8]) -> Option<(usize, usize)> {
    let has = |words: &[u8]| memchr::memmem::find(text, words).is_some();
    let is_import = text.starts_with(b"import ")
        && (has(b" from \"") || has(b" from '") || text.starts_with(b"import {"));
    let is_export = [&b"export const "[..], b"export default ", b"export function "]
        .iter()
        .any(|start| text.starts_with(start));

    (is_import || is_export).then_some((MDX_CODE, 6))
}

/// Reads a macro of AsciiDoc that is a line: `image::x.png[Words]`.
fn macro_of_asciidoc(text: &[u8]) -> Option<(usize, usize)> {
    const MACROS: [&[u8]; 5] = [b"image::", b"include::", b"video::", b"audio::", b"toc::"];
    let start = MACROS.iter().find(|start| text.starts_with(start))?;
    let end = end_of(text, b"]")?;
    let kind = match *start {
        b"include::" => INCLUDE,
        b"toc::" => CONTENTS,
        _ => ASCIIDOC,
    };

    memchr::memchr(b'[', &text[..end]).map(|_| (kind, end))
}

/// Reads a command of LaTeX: `\textbf{…}`.
pub(super) fn latex(text: &[u8]) -> Option<(usize, usize)> {
    const COMMANDS: [&[u8]; 16] = [
        b"textbf",
        b"textit",
        b"emph",
        b"underline",
        b"section",
        b"subsection",
        b"subsubsection",
        b"chapter",
        b"begin",
        b"end",
        b"item",
        b"cite",
        b"footnote",
        b"href",
        b"url",
        b"caption",
    ];

    let name = text[1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = &text[1..=name];
    if name == b"tableofcontents" {
        return Some((CONTENTS, 1 + name.len()));
    }

    let opens = matches!(text.get(1 + name.len()), Some(b'{' | b'[' | b'*'));
    (COMMANDS.contains(&name) && opens).then_some((LATEX, 1 + name.len()))
}

/// Reads a field that a mailing or a program fills in: `*|NAME|*`, `${name}`.
pub(super) fn field(text: &[u8]) -> Option<(usize, usize)> {
    let end = match text {
        [b'$', b'{', first, ..] if first.is_ascii_alphabetic() => end_of(text, b"}")?,
        [b'*', b'|', first, ..] if first.is_ascii_uppercase() => end_of(text, b"|*")?,
        _ => return None,
    };

    (!text[..end].contains(&b'\n')).then_some((FIELD, end))
}

/// The names that forums give to their tags.
const FORUM: [&[u8]; 18] = [
    b"b", b"i", b"u", b"s", b"url", b"img", b"quote", b"code", b"size", b"color", b"list",
    b"center", b"left", b"right", b"font", b"email", b"youtube", b"spoiler",
];

/// Reads the end of a tag of a forum, `[/b]`; returns its name and its length.
pub(super) fn forum_end(text: &[u8]) -> Option<(&[u8], usize)> {
    let name = text.strip_prefix(b"[/")?;
    let length = memchr::memchr(b']', &name[..name.len().min(12)])?;
    FORUM
        .iter()
        .find(|known| known.eq_ignore_ascii_case(&name[..length]))
        .map(|_| (&name[..length], length + 3))
}

/// Returns where a tag ends, behind its closing mark; one of more than a few lines is none.
pub(super) fn end_of(text: &[u8], mark: &[u8]) -> Option<usize> {
    const LONGEST: usize = 400;
    let text = &text[..text.len().min(LONGEST)];
    memchr::memmem::find(text, mark).map(|at| at + mark.len())
}

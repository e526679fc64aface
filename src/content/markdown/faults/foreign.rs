//! Tags of other tools, which print as they are typed.
//!
//! In: the literal text, addresses and raw HTML. Out: a finding for each kind of tag, with a count. Invariant: code shows
//! tags and is left alone.

use std::ops::Range;

use super::literal::{Literal, LiteralLine};
use super::report::Report;
use crate::diagnostic::{Code, Severity};

/// A kind of tag.
struct Dialect {
    /// What it is, as in "a tag of Liquid".
    name: &'static str,
    /// What to write instead.
    help: &'static str,
    severity: Severity,
}

/// The kinds, by the number that [`ForeignTags`] counts them under.
const DIALECTS: [Dialect; 12] = [
    Dialect {
        name: "a tag of Liquid, Jinja or Twig, `{% … %}`,",
        help: "no tags are run in content: write the text itself, a link as `[words](page.md)`, a record as `[[id]]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a variable of a template, `{{ … }}`,",
        help: "no variables are filled in content: write the text itself, or a record's value as `[[id]]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a shortcode of Hugo, `{{< … >}}`,",
        help: "write an image as `![words](file.png)`, a link to a page as `[words](page.md)`, a record as `![[id]]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a list of attributes, `{: … }` or `{.class}`,",
        help: "attributes are read after headings only: `## Heading {#id .class}`; elsewhere use HTML",
        severity: Severity::Error,
    },
    Dialect {
        name: "a fence of colons, `:::`,",
        help: "write a note as a quotation that begins with `> [!NOTE]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "an admonition of MkDocs, `!!!` or `???`,",
        help: "write a note as a quotation that begins with `> [!NOTE]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a shortcode of WordPress, `[name …]`,",
        help: "write an image as `![words](file.png \"Caption\")`, and anything else as Markdown or HTML",
        severity: Severity::Error,
    },
    Dialect {
        name: "a mark for a table of contents",
        help: "take it out: a briefing with several headings has its contents listed",
        severity: Severity::Warning,
    },
    Dialect {
        name: "a comment between `%%`",
        help: "write `<!-- … -->`, which no reader sees",
        severity: Severity::Error,
    },
    Dialect {
        name: "a tag of a program, `<% … %>`,",
        help: "no program is run in content: write the text itself",
        severity: Severity::Error,
    },
    Dialect {
        name: "a directive of Markdown for GOV.UK or of kramdown",
        help: "write a note as a quotation that begins with `> [!NOTE]`, and a file as `[words](file.pdf)`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a mark of an alert",
        help: "the kinds are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, and its words begin on the \
               next line",
        severity: Severity::Warning,
    },
];

const LIQUID: usize = 0;
const VARIABLE: usize = 1;
const HUGO: usize = 2;
const ATTRIBUTES: usize = 3;
const FENCE: usize = 4;
const ADMONITION: usize = 5;
const WORDPRESS: usize = 6;
const CONTENTS: usize = 7;
const OBSIDIAN: usize = 8;
const PROGRAM: usize = 9;
const GOVSPEAK: usize = 10;
const ALERT: usize = 11;

/// The foreign tags of a body.
#[derive(Debug, Default)]
pub(super) struct ForeignTags {
    /// For each kind, the first place and the number of tags.
    found: [Option<(Range<usize>, usize)>; DIALECTS.len()],
}

impl ForeignTags {
    fn add(&mut self, kind: usize, place: Range<usize>) {
        match &mut self.found[kind] {
            Some((first, count)) => {
                *count += 1;
                if place.start < first.start {
                    *first = place;
                }
            }
            none => *none = Some((place, 1)),
        }
    }

    /// Takes the address of a link: `[words]({{site.url}}/page)`.
    pub(super) fn address(&mut self, target: &str, range: &Range<usize>, report: &Report<'_>) {
        if !target.contains("{{") && !target.contains("{%") {
            return;
        }

        let written = &report.body[range.clone()];
        for (at, _) in written.match_indices('{') {
            if let Some((kind, length)) = braces(&written.as_bytes()[at..]) {
                let start = range.start + at;
                self.add(kind, start..start + length);
                return;
            }
        }
    }

    /// Takes a piece of raw HTML, which passes tags on as they are.
    pub(super) fn html(&mut self, html: &str, place: impl Fn(usize) -> usize) {
        let bytes = html.as_bytes();
        if memchr::memchr(b'{', bytes).is_none() {
            return;
        }

        // Scripts, styles and code may hold braces of their own.
        let lower = html.to_ascii_lowercase();
        if ["<script", "<style", "<pre", "<code", "<template", "<textarea"]
            .iter()
            .any(|it| lower.contains(it))
        {
            return;
        }

        let mut at = 0;
        while let Some(next) = memchr::memchr(b'{', &bytes[at..]) {
            let start = at + next;
            at = start + 1;
            if let Some((kind @ (LIQUID | VARIABLE | HUGO), length)) = braces(&bytes[start..]) {
                self.add(kind, place(start)..place(start + length - 1) + 1);
                at = start + length;
            }
        }
    }

    /// Reads the literal text.
    pub(super) fn read(&mut self, literal: &Literal, report: &Report<'_>) {
        let text = literal.bytes();

        let mut at = 0;
        while let Some(next) = memchr::memchr(b'{', &text[at..]) {
            let start = at + next;
            at = start + 1;
            if let Some((kind, length)) = braces(&text[start..]) {
                self.add(kind, start..start + length);
                at = start + length;
            }
        }

        for start in memchr::memchr_iter(b'[', text) {
            if let Some((kind, length)) = square(&text[start..]) {
                self.add(kind, start..start + length);
            }
        }

        for start in memchr::memmem::find_iter(text, b"<%") {
            if let Some(end) = end_of(&text[start..], b"%>") {
                self.add(PROGRAM, start..start + end);
            }
        }

        // `50%%` is a slip of the hand, and begins no comment.
        let is_slip = |at: usize| at > 0 && text[at - 1].is_ascii_digit();
        let mut marks = memchr::memmem::find_iter(text, b"%%").filter(|&at| !is_slip(at));
        while let (Some(start), Some(end)) = (marks.next(), marks.next()) {
            self.add(OBSIDIAN, start..end + 2);
        }

        for line in literal.lines() {
            if let Some((kind, length)) = line_tag(&line, report.body) {
                self.add(kind, line.at()..line.at() + length);
            }
        }
    }

    pub(super) fn finish(self, report: &mut Report<'_>) {
        for (dialect, found) in DIALECTS.iter().zip(self.found) {
            let Some((place, count)) = found else {
                continue;
            };

            let times = match count {
                1 => String::new(),
                count => format!("; there are {count} on the page"),
            };
            let message = format!("{} is printed as it is typed{times}", dialect.name);
            let finding = report
                .finding(Code::ForeignTag, place, message)
                .severity(dialect.severity)
                .help(dialect.help);
            report.push(finding);
        }
    }
}

/// Reads a tag that begins with a brace; returns its kind and its length.
fn braces(text: &[u8]) -> Option<(usize, usize)> {
    let first = |from: usize| text[from..].iter().find(|byte| **byte != b' ');
    let (kind, end) = match *text.get(1)? {
        b'%' => (LIQUID, end_of(text, b"%}")?),
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
        _ => return None,
    };

    Some((kind, end))
}

/// Reads a tag in square brackets; returns its kind and its length.
fn square(text: &[u8]) -> Option<(usize, usize)> {
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
        b"TOC" | b"toc" | b"_TOC_" if after == b']' => return Some((CONTENTS, from + length + 1)),
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
fn line_tag(line: &LiteralLine<'_>, body: &str) -> Option<(usize, usize)> {
    let text = line.text();
    match text.first()? {
        b':' if text.starts_with(b":::") => Some((FENCE, 3)),
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

/// Returns where a tag ends, behind its closing mark; one of more than a few lines is none.
fn end_of(text: &[u8], mark: &[u8]) -> Option<usize> {
    const LONGEST: usize = 400;
    let text = &text[..text.len().min(LONGEST)];
    memchr::memmem::find(text, mark).map(|at| at + mark.len())
}

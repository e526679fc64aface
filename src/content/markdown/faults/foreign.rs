//! Tags of other tools, which print as they are typed.
//!
//! In: the literal text, addresses and raw HTML. Out: a finding for each kind of tag, with a count. Invariant: code shows
//! tags and is left alone.

mod dialect;
mod tag;

use std::ops::Range;

use self::dialect::{
    ATTRIBUTES, CONTENTS, DIALECTS, FENCE, FORUM, HIGHLIGHT, HUGO, INSTRUCTION, LIQUID, OBSIDIAN,
    PROGRAM, RST, VARIABLE, WIKI,
};
use self::tag::{attributes, braces, end_of, field, forum_end, latex, line_tag, square};
use super::literal::Literal;
use super::report::Report;
use crate::diagnostic::Code;

/// How far before its end a tag is searched for, in bytes: a file of ends alone is read once.
const NEAR: usize = 2_000;

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
            if let Some((kind @ (LIQUID | VARIABLE | HUGO | CONTENTS), length)) =
                braces(&bytes[start..])
            {
                self.add(kind, place(start)..place(start + length - 1) + 1);
                at = start + length;
            }
        }
    }

    /// Takes what browsers take for a comment: the instruction of a program, `<?php … ?>`.
    pub(super) fn instruction(&mut self, place: Range<usize>) {
        self.add(INSTRUCTION, place);
    }

    /// Reads the literal text.
    pub(super) fn read(&mut self, literal: &Literal, report: &Report<'_>) {
        let text = literal.bytes();
        self.in_braces(text, report.body);
        self.in_brackets(text);
        self.other_signs(text, report.body);

        let mut is_fence_open = false;
        for line in literal.lines() {
            let Some((kind, length)) = line_tag(&line, report.body) else {
                continue;
            };

            // What closes a fence is no further tag.
            let is_bare = line.text().iter().all(|byte| b": ".contains(byte));
            let closes = kind == FENCE && is_bare && is_fence_open;
            is_fence_open = kind == FENCE && !closes || is_fence_open && kind != FENCE;
            if !closes {
                self.add(kind, line.at()..line.at() + length);
            }
        }
    }

    fn in_braces(&mut self, text: &[u8], body: &str) {
        let mut at = 0;
        while let Some(next) = memchr::memchr(b'{', &text[at..]) {
            let start = at + next;
            at = start + 1;

            // What stands directly behind a link, an image or emphasis belongs to it.
            let before = &body.as_bytes()[..start];
            let belongs = matches!(before.last(), None | Some(b')' | b']' | b'*' | b'`' | b'\n'));
            let attributes = || attributes(&text[start..]).filter(|_| belongs);

            let found = braces(&text[start..]);
            let found = found.or_else(|| attributes().map(|length| (ATTRIBUTES, length)));
            let field = start.checked_sub(1).and_then(|sign| field(&text[sign..]));
            if let Some((kind, length)) = field {
                self.add(kind, start - 1..start - 1 + length);
            } else if let Some((kind, length)) = found {
                self.add(kind, start..start + length);
                at = start + length;
            }
        }
    }

    fn in_brackets(&mut self, text: &[u8]) {
        for start in memchr::memchr_iter(b'[', text) {
            if let Some((name, length)) = forum_end(&text[start..]) {
                // The tag that opens tells where; `[b]` alone may be a mark of one's own.
                let open = [b"[", name].concat();
                let far = start.saturating_sub(NEAR);
                let open = memchr::memmem::rfind(&text[far..start], &open);
                let place =
                    open.map_or(start..start + length, |at| far + at..far + at + name.len() + 1);
                self.add(FORUM, place);
            } else if let Some((kind, length)) = square(&text[start..]) {
                // `[[TOC]]` is one mark.
                let end = start + length;
                let is_double = kind == CONTENTS
                    && text[..start].ends_with(b"[")
                    && text[end..].starts_with(b"]");
                let outer = usize::from(is_double);
                self.add(kind, start - outer..end + outer);
            }
        }
    }

    fn other_signs(&mut self, text: &[u8], body: &str) {
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

        for start in memchr::memchr_iter(b'\\', text) {
            if let Some((kind, length)) = latex(&text[start..]) {
                self.add(kind, start..start + length);
            }
        }

        for start in memchr::memmem::find_iter(text, b"*|") {
            if let Some((kind, length)) = field(&text[start..]) {
                self.add(kind, start..start + length);
            }
        }

        self.pairs(text, b"==", HIGHLIGHT);
        self.pairs(text, b"'''", WIKI);

        // MediaWiki's mark is bold in Markdown.
        let contents = memchr::memmem::find(body.as_bytes(), b"__TOC__");
        if let Some(at) = contents.filter(|at| text[at + 2..].starts_with(b"TOC")) {
            self.add(CONTENTS, at..at + "__TOC__".len());
        }

        self.roles(text, body);
    }

    /// Takes words between two marks on one line: `==words==`.
    fn pairs(&mut self, text: &[u8], mark: &[u8], kind: usize) {
        let mut marks = memchr::memmem::find_iter(text, mark).peekable();
        while let Some(start) = marks.next() {
            let Some(end) = marks.next_if(|&end| {
                let words = &text[start + mark.len()..end];
                let is_tight = |byte: Option<&u8>| byte.is_some_and(|byte| !b" =".contains(byte));
                // `a==b` compares.
                let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
                let is_within = is_word(start.checked_sub(1).and_then(|at| text.get(at)))
                    || is_word(text.get(end + mark.len()));
                is_tight(words.first())
                    && is_tight(words.last())
                    && !words.contains(&b'\n')
                    && !is_within
            }) else {
                continue;
            };

            self.add(kind, start..end + mark.len());
        }
    }

    /// Takes the roles of reStructuredText, whose words Markdown takes for code: ``:ref:`words` ``.
    fn roles(&mut self, text: &[u8], body: &str) {
        for end in memchr::memmem::find_iter(body.as_bytes(), b":`") {
            let name = text[..end].iter().rev().take(12).take_while(|it| it.is_ascii_lowercase());
            let length = name.count();
            let start = end.saturating_sub(length + 1);
            let is_role = length > 2
                && text[start..=end].starts_with(b":")
                && text[end] == b':'
                && (start == 0 || text[start - 1].is_ascii_whitespace());
            if is_role {
                self.add(RST, start..end + 1);
            }
        }
    }

    pub(super) fn finish(self, report: &mut Report<'_>) {
        for (kind, (dialect, found)) in DIALECTS.iter().zip(self.found).enumerate() {
            let Some((place, count)) = found else {
                continue;
            };

            let times = match count {
                1 => String::new(),
                count => format!("; there are {count} on the page"),
            };
            // A browser takes it for a comment.
            let effect = match kind {
                INSTRUCTION => "is not run, and reaches no reader",
                _ => "is printed as it is typed",
            };
            let message = format!("{} {effect}{times}", dialect.name);
            let finding = report
                .finding(Code::ForeignTag, place, message)
                .severity(dialect.severity)
                .help(dialect.help);
            report.push(finding);
        }
    }
}

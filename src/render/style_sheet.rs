//! Style sheets of a site, as far as a slip in them takes away more than itself.
//!
//! In: the text of a style sheet. Out: a finding about a bracket, comment or text that is not closed. Invariant: what
//! CSS allows gives no finding; no property and no selector is judged.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span};

/// The slip that a style sheet is read up to: what follows it is read otherwise than it was meant.
struct Slip {
    range: Range<usize>,
    message: &'static str,
    help: &'static str,
}

/// Finds the first slip in a style sheet after which a browser leaves out rules (CSS Syntax Module Level 3).
#[must_use]
pub fn fault(path: &SitePath, text: &str) -> Option<Diagnostic> {
    let Slip { range, message, help } = slip(text)?;
    let place = Place::new(path, Span::new(range.start, range.end));

    Some(Diagnostic::new(Code::BrokenStyle, place, message).help(help))
}

fn slip(text: &str) -> Option<Slip> {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;

    while at < bytes.len() {
        match bytes[at] {
            // An escaped character begins and ends nothing.
            b'\\' => at += 1,

            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                match memchr::memmem::find(&bytes[at + 2..], b"*/") {
                    Some(length) => at += 2 + length + 1,
                    None => {
                        return Some(Slip {
                            range: at..at + 2,
                            message: "the comment that begins here is never closed, and everything after it is part of it",
                            help: "write `*/` where it ends",
                        });
                    }
                }
            }

            quote @ (b'"' | b'\'') => match end_of_text(bytes, at + 1, quote) {
                Some(end) => at = end,
                None => {
                    return Some(Slip {
                        range: at..at + 1,
                        message: "the quotation mark is not closed on its line, and the rule is left out",
                        help: "close it, or write a comment as `/* … */`",
                    });
                }
            },

            // What is in an address without quotation marks is part of the address.
            b'(' if is_address(bytes, at) => match end_of_address(bytes, at + 1) {
                Some(end) => at = end,
                None => {
                    return Some(Slip {
                        range: at..at + 1,
                        message: "the address is never closed, and everything after it is part of it",
                        help: "write `)` where it ends",
                    });
                }
            },

            b'{' | b'(' | b'[' => open.push(at),
            close @ (b'}' | b')' | b']') => {
                let pair = open.pop().map(|open| (open, bytes[open]));
                if !matches!(
                    (pair, close),
                    (Some((_, b'{')), b'}') | (Some((_, b'(')), b')') | (Some((_, b'[')), b']')
                ) {
                    return Some(unpaired(pair.map(|(open, _)| open), at));
                }
            }
            _ => {}
        }

        at += 1;
    }

    // Browsers close what the end of the file leaves open, so that nothing is lost; but what stands below the brace was
    // hardly meant to be a part of its rule.
    let open = *open.first()?;
    Some(Slip {
        range: open..open + 1,
        message: "the bracket is never closed, and what stands below it is part of its rule",
        help: "close it where its rule ends",
    })
}

/// Reports a closing bracket whose opening one is another, or is missing.
fn unpaired(open: Option<usize>, close: usize) -> Slip {
    match open {
        Some(open) => Slip {
            range: open..open + 1,
            message: "the bracket is closed by one of another kind, and the rule is left out",
            help: "close it before the next closing bracket",
        },
        None => Slip {
            range: close..close + 1,
            message: "the bracket closes nothing, and the rule after it is left out",
            help: "take it out, or open what it closes",
        },
    }
}

/// Returns where a text in quotation marks ends; none where its line does.
fn end_of_text(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            _ if byte == quote => return Some(at),
            // A backslash goes on over the end of a line as well.
            b'\\' if bytes[at + 1..].starts_with(b"\r\n") => at += 3,
            b'\\' => at += 2,
            b'\n' | b'\r' | b'\x0c' => return None,
            _ => at += 1,
        }
    }

    None
}

/// Returns where an address without quotation marks ends.
fn end_of_address(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while *bytes.get(at)? != b')' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }

    Some(at)
}

/// Tells whether a bracket opens an address without quotation marks: `url(picture.png)`.
fn is_address(bytes: &[u8], at: usize) -> bool {
    let is_url = at >= 3
        && bytes[at - 3..at].eq_ignore_ascii_case(b"url")
        && !at
            .checked_sub(4)
            .is_some_and(|before| bytes[before].is_ascii_alphanumeric() || bytes[before] == b'-');
    let first = bytes[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());

    is_url && !matches!(first, Some(b'"' | b'\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(usize, &'static str)> {
        slip(text).map(|slip| (slip.range.start, slip.message))
    }

    #[test]
    fn what_css_allows_is_no_fault() {
        for text in [
            "",
            "a { color: red }",
            "@media (min-width: 40em) { a[href^='x'] { color: red; } }",
            "a::before { content: '}'; } /* { */ b { color: blue }",
            "a { background: url(data:image/svg+xml;utf8,<svg xmlns='x'>{</svg>) }",
            "a { background: url( \"a)b.png\" ) }",
            "@import url(//example.org/a.css);",
            ".sm\\:w\\{ { width: 1px } .a\\'b { color: red }",
            "a { content: 'two \\\nlines' } b { content: \"\\\"\" }",
            "a { content: 'two \\\r\nlines' }",
            ":root { --a: { b: c }; --open: ( [ ] ); }",
            "a { b { color: red } & c { color: blue } }",
            "<!-- a { color: red } -->",
            "a { color: red } /* it's */",
            "é { content: 'é' }",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn what_swallows_other_rules_is_found_where_it_begins() {
        for (text, at) in [
            ("a { color: red; b { color: blue; }", 2),
            ("a { color: red; } } b { color: blue; }", 18),
            ("a { color: red; /* never\nb { color: blue }", 16),
            ("a { content: 'open;\n}\nb { color: blue }", 13),
            ("a { width: calc(1px + 2px; }", 15),
            ("@media (min-width: 40em { a { color: red } }", 7),
            ("// don't\na { color: red }", 6),
            ("a { background: url(a.png; }", 19),
        ] {
            assert_eq!(found(text).map(|(at, _)| at), Some(at), "{text}");
        }
    }
}

//! Waivers in documents without front matter: `<!-- chancery: allow wrong-sum "rounded" -->`.
//!
//! In: the text of a document. Out: what is waived, and where. Invariant: a waiver covers its own block, or the next one
//! where it stands alone, and always gives a reason.

use crate::diagnostic::{Code, Diagnostic, Place, nearest_code};
use crate::source::{Source, Span};

/// What a comment begins with.
const OPENING: &str = "<!--";
const NAME: &str = "chancery:";

/// A finding that the writer answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseWaiver {
    /// The check that is silent.
    pub check: Code,
    /// Where it is silent.
    pub span: Span,
}

impl LooseWaiver {
    /// Tells whether it silences a finding of its document.
    #[must_use]
    pub fn silences(&self, finding: &Diagnostic) -> bool {
        let at = finding.place.span.start;
        finding.code == self.check && (self.span.start..self.span.end).contains(&at)
    }
}

/// Finds the waivers of a document.
pub(super) fn find(source: &Source, findings: &mut Vec<Diagnostic>) -> Vec<LooseWaiver> {
    let text = &*source.text;
    let mut waivers = Vec::new();
    let mut from = 0;

    while let Some(start) = text[from..].find(OPENING).map(|at| from + at) {
        let Some(length) = text[start..].find("-->") else {
            break;
        };
        let end = start + length + 3;
        from = end;

        let words = text[start + OPENING.len()..end - 3].trim();
        let Some(order) = words.strip_prefix(NAME) else {
            continue;
        };
        let span = Span::new(start, end);
        match read(order.trim()) {
            Ok(check) => waivers.push(LooseWaiver { check, span: covered(text, start, end) }),
            Err((message, help)) => findings.push(
                Diagnostic::new(Code::BadValue, Place::new(&source.path, span), message).help(help),
            ),
        }
    }

    waivers
}

/// Reads `allow wrong-sum "the reason"`.
fn read(order: &str) -> Result<Code, (String, String)> {
    const EXAMPLE: &str = "write `<!-- chancery: allow wrong-sum \"the reason\" -->`";

    let Some(rest) = order.strip_prefix("allow").filter(|rest| rest.starts_with(' ')) else {
        return Err((
            "this comment gives Chancery no order that it knows".to_owned(),
            EXAMPLE.to_owned(),
        ));
    };

    let rest = rest.trim();
    let (name, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let Some(check) = Code::parse(name) else {
        let help = match nearest_code(name) {
            Some(code) => format!("did you mean `{}`?", code.as_str()),
            None => "`chancery explain` lists the checks".to_owned(),
        };
        return Err((format!("no check is called `{name}`"), help));
    };

    if !check.may_be_silenced() {
        return Err((format!("`{name}` cannot be waived"), "mend what it reports".to_owned()));
    }

    match reason.trim().trim_matches(['"', '“', '”', '\'']).trim().is_empty() {
        true => Err(("the waiver gives no reason".to_owned(), EXAMPLE.to_owned())),
        false => Ok(check),
    }
}

/// Returns the block that a comment stands in, or the next one where it stands alone.
fn covered(text: &str, start: usize, end: usize) -> Span {
    let is_blank = |line: &str| line.trim().is_empty();

    // Back to the blank line above.
    let mut first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let own_line_before = &text[first..start];
    let mut is_alone = is_blank(own_line_before);
    while first > 0 {
        let before = text[..first - 1].rfind('\n').map_or(0, |at| at + 1);
        if is_blank(&text[before..first]) {
            break;
        }
        is_alone = false;
        first = before;
    }

    // On to the blank line below; past it where nothing but the comment stands above it.
    let mut at = end;
    let mut has_words = !is_alone;
    for line in text[end..].split_inclusive('\n') {
        let is_first = at == end;
        if is_blank(line) {
            if has_words && !is_first {
                break;
            }
        } else {
            has_words = true;
        }
        at += line.len();
    }

    Span::new(first, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(text: &str) -> Vec<&str> {
        let start = text.find("<!--").expect("there is a comment");
        let end = text.find("-->").expect("it ends") + 3;
        let span = covered(text, start, end);
        ["one", "two", "three"]
            .into_iter()
            .filter(|word| {
                let at = u32::try_from(text.find(word).expect("it is there")).expect("short");
                (span.start..span.end).contains(&at)
            })
            .collect()
    }

    #[test]
    fn a_waiver_covers_its_block_or_the_next() {
        assert_eq!(covers("one\n\ntwo <!-- x -->\n\nthree"), ["two"]);
        assert_eq!(covers("one\n\n<!-- x -->\ntwo\n\nthree"), ["two"]);
        assert_eq!(covers("one\n\n<!-- x -->\n\ntwo\n\nthree"), ["two"]);
        assert_eq!(covers("one <!-- x -->\ntwo\n\nthree"), ["one", "two"]);
        assert_eq!(covers("one\n<!-- x -->\n\ntwo\n\nthree"), ["one"]);
    }

    #[test]
    fn an_order_needs_a_check_and_a_reason() {
        assert_eq!(read("allow wrong-sum \"rounded\""), Ok(Code::WrongSum));
        assert_eq!(read("allow wrong-sum rounded parts"), Ok(Code::WrongSum));
        for wrong in [
            "allow wrong-sum",
            "allow wrong-sum \"\"",
            "allow wrong-some x",
            "skip",
            "allow yaml-syntax x",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}

//! A text that is nothing but marks.
//!
//! In: a body. Out: whether it is prose at all. Invariant: what is read and printed takes memory in proportion to the
//! size of the file, whatever is in it.

use super::faults::Report;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;

/// The shortest body that is looked at, in bytes: a text of fifty printed pages. A smaller one does little harm, and is
/// not gone through once more.
const LEAST: usize = 250_000;

/// How many bytes of a body there must be for each mark. A mark takes half a kilobyte while the page is read and
/// printed; prose has one in thirty bytes, a table of numbers one in seven.
const BYTES_FOR_A_MARK: usize = 5;

/// What makes a node of its own in Pulldown's tree wherever it stands, and the ends of lines.
const MARKS: &[u8] = b"\n*_[]'&\\`|~^";

/// Reports a body that has more marks than words; it is not read.
pub(in crate::content) fn too_dense(report: &Report<'_>) -> Option<Diagnostic> {
    let Report { path, start, body, .. } = report;
    if body.len() < LEAST {
        return None;
    }

    let count = count_marks(body.as_bytes());
    if count * BYTES_FOR_A_MARK <= body.len() {
        return None;
    }

    // All of it is at fault; as much is pointed at as fits into a line.
    let line = body.lines().next().unwrap_or_default();
    let shown: usize = line.chars().take(80).map(char::len_utf8).sum();
    let place = Place::new(path, Span::new(*start, start + shown));
    let message =
        format!("a fifth of the text is marks of Markdown: {count} in {} KB", body.len() >> 10);

    Some(
        Diagnostic::new(Code::TooLarge, place, message)
            .help("publish a long table or list as a file beside the page, and link to it"),
    )
}

fn count_marks(body: &[u8]) -> usize {
    let mut is_mark = [false; 256];
    MARKS.iter().for_each(|&mark| is_mark[usize::from(mark)] = true);

    let counts = |&(at, &byte): &(usize, &u8)| {
        let before = at.checked_sub(1).map_or(b'\n', |before| body[before]);
        let after = body.get(at + 1).copied().unwrap_or(b'\n');
        // Those of an HTML tag are read at once: a table that a system exported is no less prose than its words.
        match byte {
            b'<' => !after.is_ascii_alphabetic() && after != b'/',
            b'>' => matches!(before, b'\n' | b'>' | b' '),
            b'"' => before != b'=' && after != b'>',
            // In words and addresses they are letters like any other.
            b'-' | b'+' | b'#' => {
                matches!(before, b'\n' | b' ') && matches!(after, b' ' | b'#' | b'\n')
            }
            // Of numbered lists, any number of which may begin in one line.
            b'.' | b')' => before.is_ascii_digit() && matches!(after, b' ' | b'\n'),
            byte => is_mark[usize::from(byte)],
        }
    };

    body.iter().enumerate().filter(counts).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_and_tags_are_not() {
        for (text, count) in [
            ("The words of a page", 0),
            ("*a* [b-c](d#e)\n", 5),
            ("- a\n# b\n", 4),
            ("> a\n> b\n", 4),
            ("1. 2) of 3.5 a. b", 2),
            ("<td class=\"x\">1</td>", 0),
            ("\"a\" < b", 3),
        ] {
            assert_eq!(count_marks(text.as_bytes()), count, "{text}");
        }
    }
}

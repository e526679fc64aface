//! Quotation marks that quote nothing.
//!
//! In: an event of the parser. Out: the same, with the sign that is meant. Invariant: only signs that the parser made of
//! a straight quotation mark change.
//!
//! The parser makes an opening mark of every `"` that closes nothing: `12" pipe` would open a quotation.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

/// Inches, as typographers write them.
const DOUBLE_PRIME: &str = "″";

/// Feet.
const PRIME: &str = "′";

/// Mends the marks of a body.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// Whether a mark after a digit was taken for an opening one, so that the next to close may close nothing.
    was_measure: bool,
}

impl Quotes {
    /// Mends an event; `range` is its place in the body.
    pub(super) fn mend<'e>(
        &mut self,
        event: Event<'e>,
        range: &Range<usize>,
        body: &str,
    ) -> Event<'e> {
        let text = match &event {
            Event::Text(text) => text,
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => {
                self.was_measure = false;
                return event;
            }
            _ => return event,
        };

        // A mark that the parser made has three bytes, of one in the source.
        if range.len() != 1 || text.len() != 3 {
            return event;
        }

        let before = body[..range.start].chars().next_back();
        let after = body[range.end..].chars().next();
        let is_after_digit = before.is_some_and(|sign| sign.is_ascii_digit());

        let meant = match &**text {
            "“" if is_after_digit => {
                self.was_measure = true;
                DOUBLE_PRIME
            }
            "”" if is_after_digit && std::mem::take(&mut self.was_measure) => DOUBLE_PRIME,
            "“" if ends_word(before, after) => "”",
            // `6'2"` is a length; `the 1990's` is not.
            "’" | "‘" if is_after_digit && after.is_some_and(|sign| sign.is_ascii_digit()) => {
                PRIME
            }
            _ => return event,
        };

        Event::Text(meant.into())
    }
}

/// Tells whether a mark between two signs can only close.
fn ends_word(before: Option<char>, after: Option<char>) -> bool {
    let follows = before.is_some_and(|sign| sign.is_alphanumeric() || ".,!?".contains(sign));
    let precedes = after.is_none_or(|sign| sign.is_whitespace() || ".,;:!?)".contains(sign));
    follows && precedes
}

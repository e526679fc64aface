//! Finds where a text may make a claim, so that most text need not be read.

use crate::lexicon::Cues;

/// The positions from which a text may make a claim: a digit, or a cue.
///
/// All text of a site passes through here: digits are searched sixteen bytes at a time, and words by their
/// first three letters.
pub(super) struct CandidateScan<'t> {
    bytes: &'t [u8],
    cues: &'static Cues,
    /// The first digit at or after the last requested position.
    digit: Option<usize>,
}

impl<'t> CandidateScan<'t> {
    pub(super) fn new(text: &'t str, cues: &'static Cues) -> CandidateScan<'t> {
        CandidateScan {
            bytes: text.as_bytes(),
            cues,
            digit: first_byte(text.as_bytes(), 0, u8::is_ascii_digit),
        }
    }

    /// Returns the first candidate at or after a byte; requested bytes must not decrease.
    pub(super) fn next(&mut self, from: usize) -> Option<usize> {
        if self.digit.is_some_and(|digit| digit < from) {
            self.digit = first_byte(self.bytes, from, u8::is_ascii_digit);
        }

        let end = self.digit.unwrap_or(self.bytes.len()).max(from);
        let spaces = memchr::memchr_iter(b' ', &self.bytes[from..end]);
        let words = std::iter::once(from).chain(spaces.map(|space| from + space + 1));

        words.into_iter().find(|&at| self.cues.begins_at(self.bytes, at)).or(self.digit)
    }
}

/// Finds the first byte of a kind at or after a place; sixteen bytes are tested at once.
#[inline]
pub(super) fn first_byte(
    bytes: &[u8],
    from: usize,
    is_wanted: impl Fn(&u8) -> bool + Copy,
) -> Option<usize> {
    // As many bytes as a vector register of every processor holds.
    const WIDTH: usize = 16;

    let rest = bytes.get(from..)?;
    let holds = |chunk: &&[u8]| chunk.iter().fold(false, |it, byte| it | is_wanted(byte));
    let chunk = rest.chunks(WIDTH).position(|chunk| holds(&chunk))?;
    let start = from + chunk * WIDTH;
    bytes[start..].iter().position(is_wanted).map(|at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ENGLISH;

    #[test]
    fn most_text_claims_nothing() {
        let first = |text| CandidateScan::new(text, &ENGLISH.cues).next(0);
        let visit = "The Minister visited the port and thanked all who work there.";
        assert_eq!(first(visit), None);
        for text in
            ["in 2025", "Nine per cent", "a Treaty is signed", "two million", "Ratified at last"]
        {
            assert!(first(text).is_some(), "{text}");
        }
    }
}

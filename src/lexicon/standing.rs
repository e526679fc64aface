//! The quick test for the status of an agreement.

use super::Cues;

/// The cues for an agreement's status.
#[derive(Debug)]
pub struct StandingWords {
    /// Beginnings of words; every sentence about the status of an agreement has one.
    pub cues: Cues,
}

impl StandingWords {
    /// Tells whether a sentence may state the status of an agreement.
    #[must_use]
    pub fn is_in(&self, sentence: &str) -> bool {
        let bytes = sentence.as_bytes();
        let spaces = memchr::memchr_iter(b' ', bytes).map(|space| space + 1);
        std::iter::once(0).chain(spaces).any(|at| self.cues.begins_at(bytes, at))
    }
}

//! How far an agreement has come.

use super::Cues;

/// The words of an agreement's standing.
#[derive(Debug)]
pub struct StandingWords {
    /// Beginnings of words, one of which is in every sentence that says how far an agreement has come.
    pub cues: Cues,
}

impl StandingWords {
    /// Tells whether a sentence may say how far an agreement has come.
    #[must_use]
    pub fn is_in(&self, sentence: &str) -> bool {
        let bytes = sentence.as_bytes();
        let spaces = memchr::memchr_iter(b' ', bytes).map(|space| space + 1);
        std::iter::once(0).chain(spaces).any(|at| self.cues.begins_at(bytes, at))
    }
}

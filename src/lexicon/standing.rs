//! How far an agreement has come.

/// The words of an agreement's standing.
#[derive(Debug)]
pub struct StandingWords {
    /// Parts of words, in lower case, one of which is in every sentence that says how far an agreement
    /// has come.
    pub cues: &'static [&'static str],
}

impl StandingWords {
    /// Tells whether a sentence may say how far an agreement has come.
    #[must_use]
    pub fn is_in(&self, sentence: &str) -> bool {
        let bytes = sentence.as_bytes();
        self.cues.iter().any(|cue| {
            bytes.windows(cue.len()).any(|window| window.eq_ignore_ascii_case(cue.as_bytes()))
        })
    }
}

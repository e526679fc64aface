//! The quick test whether a word may belong to a claim; most text fails it.

use std::sync::OnceLock;

/// Beginnings of words, of which every sentence with a claim has one, unless it has a digit.
#[derive(Debug)]
pub struct Cues {
    words: &'static [&'static str],
    /// Which three letters begin such a word: one bit for each, indexed by five bits of every letter.
    beginnings: [u64; 512],
    /// The words with the key of their first three letters, sorted by it; made when it is first asked for.
    by_key: OnceLock<Box<[(usize, &'static str)]>>,
}

impl Cues {
    /// Makes the test for some beginnings of words, each in lower case and at least three letters long.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Cues {
        let mut beginnings = [0; 512];
        let mut at = 0;

        while at < words.len() {
            let key = key(words[at].as_bytes(), 0);
            beginnings[key / 64] |= 1 << (key % 64);
            at += 1;
        }

        Cues { words, beginnings, by_key: OnceLock::new() }
    }

    /// Tells whether a cue begins at a byte of a text, ignoring case.
    #[must_use]
    pub fn begins_at(&self, bytes: &[u8], at: usize) -> bool {
        if at + 3 > bytes.len() {
            return false;
        }

        let key = key(bytes, at);
        self.beginnings[key / 64] >> (key % 64) & 1 == 1 && self.matches_at(bytes, at, key)
    }

    /// Compares the cues that begin with three letters with the text at a byte.
    fn matches_at(&self, bytes: &[u8], at: usize, wanted: usize) -> bool {
        let words = self.by_key.get_or_init(|| {
            let keys = self.words.iter().map(|word| (key(word.as_bytes(), 0), *word));
            let mut words: Vec<_> = keys.collect();
            words.sort_unstable();
            words.into()
        });
        let first = words.partition_point(|&(key, _)| key < wanted);

        words[first..].iter().take_while(|&&(key, _)| key == wanted).any(|(_, word)| {
            let head = bytes.get(at..at + word.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        })
    }
}

/// Hashes three bytes so that upper and lower case of a letter give the same key.
const fn key(bytes: &[u8], at: usize) -> usize {
    let (one, two, three) = (bytes[at] & 31, bytes[at + 1] & 31, bytes[at + 2] & 31);
    (one as usize) << 10 | (two as usize) << 5 | three as usize
}

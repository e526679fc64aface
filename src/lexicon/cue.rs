//! The quick test whether a word may belong to a claim; most text fails it.

use std::sync::OnceLock;

/// Beginnings of words, of which every sentence with a claim has one, unless it has a digit.
#[derive(Debug)]
pub struct Cues {
    words: &'static [&'static str],
    /// Which four letters begin such a word, a bit for each key; of three letters, whatever the fourth.
    beginnings: [u64; KEYS / 64],
    /// The words with the key of their first letters, sorted by it; made when it is first asked for.
    by_key: OnceLock<Box<[(usize, &'static str)]>>,
}

impl Cues {
    /// Makes the test for some beginnings of words, each in lower case and at least three letters long.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Cues {
        let mut beginnings = [0; KEYS / 64];
        let mut at = 0;

        while at < words.len() {
            let word = words[at].as_bytes();
            let mut fourth = 0;

            while fourth < 32 {
                if word.len() == 3 || word[3] & 31 == fourth {
                    let key = key(word[0], word[1], word[2], fourth);
                    beginnings[key / 64] |= 1 << (key % 64);
                }
                fourth += 1;
            }

            at += 1;
        }

        Cues { words, beginnings, by_key: OnceLock::new() }
    }

    /// Tells whether a cue begins at a byte of a text, ignoring case.
    #[must_use]
    #[inline]
    pub fn begins_at(&self, bytes: &[u8], at: usize) -> bool {
        let [one, two, three, fourth] = match bytes.get(at..) {
            Some(&[one, two, three, fourth, ..]) => [one, two, three, fourth],
            // The last word of a text may be a cue of three letters.
            Some(&[one, two, three]) => [one, two, three, 0],
            _ => return false,
        };

        let key = key(one, two, three, fourth);
        self.beginnings[key / 64] >> (key % 64) & 1 == 1 && self.matches_at(bytes, at, key)
    }

    /// Compares the cues that begin with four letters with the text at a byte.
    fn matches_at(&self, bytes: &[u8], at: usize, wanted: usize) -> bool {
        let words = self.by_key.get_or_init(|| {
            let keys = self.words.iter().flat_map(|word| keys(word).map(move |key| (key, *word)));
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

/// How many keys there are: a table of one bit for each has four kilobytes, which stay in the nearest cache.
const KEYS: usize = 1 << 15;

/// Returns the keys of a cue: one for each fourth letter that may follow three.
fn keys(word: &'static str) -> impl Iterator<Item = usize> {
    let bytes = word.as_bytes();
    let fourths = match bytes.get(3) {
        Some(fourth) => *fourth & 31..=*fourth & 31,
        None => 0..=31,
    };

    fourths.map(|fourth| key(bytes[0], bytes[1], bytes[2], fourth))
}

/// Hashes four bytes so that upper and lower case of a letter give the same key; three give no other the same.
const fn key(one: u8, two: u8, three: u8, fourth: u8) -> usize {
    // "For" and "this" begin like "forty" and "third", and are on every page: the fourth letter tells them apart.
    const SPREAD: usize = 0x2b5d;

    let first =
        (((one & 31) as usize) << 10) | (((two & 31) as usize) << 5) | (three & 31) as usize;
    (first ^ ((fourth & 31) as usize * SPREAD)) % KEYS
}

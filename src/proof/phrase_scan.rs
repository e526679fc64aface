//! Finds phrases in printed files, whatever markup, case and punctuation are between their words.
//!
//! In: phrases; then bytes of HTML, XML, CSV, JSON or plain text. Out: which phrases they contain. Invariant: one
//! pass over the bytes, however many phrases there are.

use std::collections::{BTreeSet, HashMap};

/// Phrases to look for.
#[derive(Debug, Default)]
pub(super) struct PhraseScan {
    /// The words of each phrase, as hashes.
    phrases: Vec<Box<[u64]>>,
    /// The phrases that begin with a word.
    by_first: HashMap<u64, Vec<usize>, foldhash::fast::FixedState>,
    /// The shapes of these words.
    first_shapes: WordShapes,
}

/// The lengths and first bytes of some words: most words of a page have neither, and need no hash.
#[derive(Debug, Default)]
struct WordShapes([u64; 32]);

impl WordShapes {
    fn place(word: &str) -> (usize, u64) {
        // Letters outside ASCII may have another length and another first byte in lower case: they share a place.
        match word.as_bytes() {
            [first, ..] if word.is_ascii() => (usize::from(first % 32), 1 << (word.len() % 64)),
            _ => (31, 1),
        }
    }

    fn insert(&mut self, word: &str) {
        let (at, bit) = WordShapes::place(word);
        self.0[at] |= bit;
    }

    fn may_hold(&self, word: &str) -> bool {
        let (at, bit) = WordShapes::place(word);
        self.0[at] & bit != 0
    }
}

/// A phrase of which the first words were read.
#[derive(Clone, Copy)]
struct Match {
    phrase: usize,
    /// How many of its words were read.
    read: usize,
}

impl PhraseScan {
    /// Adds a phrase and returns its number.
    pub(super) fn add(&mut self, phrase: &str) -> usize {
        let words = words_of(phrase);
        let number = self.phrases.len();
        if let Some(first) = words.first() {
            self.by_first.entry(hash_of(first)).or_default().push(number);
            self.first_shapes.insert(first);
        }

        self.phrases.push(words.into_iter().map(hash_of).collect());
        number
    }

    /// Returns the numbers of the phrases that a file contains.
    pub(super) fn find(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        if self.phrases.is_empty() {
            return found;
        }

        let text = String::from_utf8_lossy(bytes);

        // Words of the text go on over inline tags; those of an attribute end with its quotation mark.
        let mut text_open: Vec<Match> = Vec::new();
        let mut tag_open: Vec<Match> = Vec::new();
        let mut within_tag = false;

        events(&text, |event| match event {
            ScanEvent::Word(word) => {
                let open = if within_tag { &mut tag_open } else { &mut text_open };
                self.step(word, open, &mut found);
            }
            ScanEvent::TagBegins(tag) => {
                within_tag = true;
                // Looked at only where it matters: there is a tag for every few words.
                if !text_open.is_empty() && !is_inline(tag) {
                    text_open.clear();
                }

                tag_open.clear();
            }
            ScanEvent::Quote if within_tag => tag_open.clear(),
            ScanEvent::Quote => {}
            ScanEvent::TagEnds => within_tag = false,
        });

        found
    }

    /// Takes a word into account.
    fn step(&self, word: &str, open: &mut Vec<Match>, found: &mut BTreeSet<usize>) {
        let may_begin = self.first_shapes.may_hold(word);
        if open.is_empty() && !may_begin {
            return;
        }

        let word = hash_of(word);
        open.retain_mut(|it| {
            let fits = self.phrases[it.phrase][it.read] == word;
            it.read += 1;
            fits && !self.note_complete(*it, found)
        });

        let begun = self.by_first.get(&word).into_iter().flatten();
        for &phrase in begun {
            let begun = Match { phrase, read: 1 };
            if !self.note_complete(begun, found) {
                open.push(begun);
            }
        }
    }

    fn note_complete(&self, it: Match, found: &mut BTreeSet<usize>) -> bool {
        let is_complete = it.read == self.phrases[it.phrase].len();
        if is_complete {
            found.insert(it.phrase);
        }

        is_complete
    }
}

/// What a pass over a printed file meets.
enum ScanEvent<'t> {
    Word(&'t str),
    /// A tag, from its name on.
    TagBegins(&'t str),
    TagEnds,
    /// A quotation mark, which ends an attribute within a tag.
    Quote,
}

/// Splits a text into words and the marks of tags; character references are no words.
fn events<'t>(text: &'t str, mut take: impl FnMut(ScanEvent<'t>)) {
    let bytes = text.as_bytes();
    let mut at = 0;

    while let Some(&byte) = bytes.get(at) {
        if let Some(end) = word_end(text, at) {
            take(ScanEvent::Word(&text[at..end]));
            at = end;
            continue;
        }

        let next = bytes.get(at + 1);
        let mut length = 1;
        match byte {
            b'<' if next.is_some_and(|it| it.is_ascii_alphabetic() || b"/!?".contains(it)) => {
                take(ScanEvent::TagBegins(&text[at + 1..]));
            }
            b'>' => take(ScanEvent::TagEnds),
            b'"' => take(ScanEvent::Quote),
            // `&amp;` and `&#39;` stand for signs, and no reference that Chancery writes for a letter.
            b'&' => length = reference_length(&text[at..]),
            0x80.. => length = text[at..].chars().next().map_or(1, char::len_utf8),
            _ => {}
        }

        at += length;
    }
}

/// Returns where the word ends that begins at a byte; none where no word does.
fn word_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start;

    // Byte by byte, since almost all text is ASCII and a large site prints hundreds of megabytes.
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text[at..].chars().next().filter(|char| char.is_alphanumeric()) {
                Some(char) => at += char.len_utf8(),
                None => break,
            }
        }
    }

    (at > start).then_some(at)
}

/// Returns the hash of a word: FNV-1a over its letters in lower case.
fn hash_of(word: &str) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;

    let letters = word.chars().map(|char| match char.is_ascii() {
        true => char.to_ascii_lowercase(),
        false => lower(char),
    });
    letters.fold(OFFSET, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(PRIME))
}

/// Tells whether a tag, from its name on, stands within a line of text.
fn is_inline(tag: &str) -> bool {
    const INLINE: [&str; 16] = [
        "a", "abbr", "b", "cite", "code", "data", "em", "i", "mark", "q", "small", "span",
        "strong", "sub", "sup", "time",
    ];

    let name = tag.trim_start_matches('/');
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(&name[..end]))
}

/// Returns the length of the character reference at the beginning of a text; one if there is none.
fn reference_length(text: &str) -> usize {
    // The longest that are written for punctuation: `&rdquo;`, `&#8217;`.
    const MAX: usize = 10;

    let end = text.bytes().take(MAX).position(|byte| byte == b';');
    let is_reference = |end: &usize| {
        text[1..*end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    };
    end.filter(is_reference).map_or(1, |end| end + 1)
}

fn lower(char: char) -> char {
    char.to_lowercase().next().unwrap_or(char)
}

/// Returns the words of a phrase.
fn words_of(phrase: &str) -> Vec<&str> {
    let mut words = Vec::new();
    events(phrase, |event| {
        if let ScanEvent::Word(word) = event {
            words.push(word);
        }
    });

    words
}

/// Counts the words of a phrase that are more than digits.
pub(super) fn word_count(phrase: &str) -> usize {
    let words = phrase.split(|char: char| !char.is_alphanumeric());
    words.filter(|word| word.contains(|char: char| char.is_alphabetic())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(phrase: &str, text: &str) -> bool {
        let mut scan = PhraseScan::default();
        let number = scan.add(phrase);
        scan.find(text.as_bytes()).contains(&number)
    }

    #[test]
    fn phrases_are_found_text_open_and_in_attributes() {
        let title = "Fish & ships: the harbour's talks";
        for text in [
            "<p>See <em>Fish</em> &amp; ships: the harbour’s <a href=\"/x/\">talks</a> today</p>",
            "<meta content=\"Fish &amp; ships: the harbour&#39;s talks\">",
            "a,\"fish & ships: the harbour's talks\",b",
            "{\"name\":\"Fish & ships: the harbour's talks\"}",
        ] {
            assert!(finds(title, text), "{text}");
        }
    }

    #[test]
    fn words_in_between_and_across_attributes_are_no_phrase() {
        for text in [
            "<p>harbour and talks</p>",
            "<dt>Harbour</dt><dd>talks</dd>",
            "<a title=\"the harbour\" rel=\"talks\">",
            "<p>harbours talk</p>",
            "harbourtalks",
        ] {
            assert!(!finds("harbour talks", text), "{text}");
        }
    }

    #[test]
    fn phrases_that_overlap_are_all_found() {
        let mut scan = PhraseScan::default();
        let all = ["a b", "b c d", "b c", "c a b"].map(|phrase| scan.add(phrase));
        assert_eq!(
            scan.find(b"a b c a b").into_iter().collect::<Vec<_>>(),
            [all[0], all[2], all[3]]
        );
    }
}

//! Where a term stands: pages in order, and its places on each.
//!
//! In: the places of terms on one page after another. Out: for each term a line of bytes, from which its part of the
//! index is written. Invariant: pages come in order, and each once, so that only distances are kept.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use minicbor::Encoder;

use super::terms::SearchTerm;
use super::words::{MetaPlace, TermPlace};

/// The weight that Pagefind takes for granted where none is named. No word of ours has it: one is 24.
const UNNAMED_WEIGHT: u8 = 25;

/// The pages of a term.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// The number of its first page; the bytes hold the distance of each further page.
    first: u32,
    last: u32,
    pages: u32,
    /// How many numbers its places take, by which the index is divided.
    size: usize,
    bytes: Vec<u8>,
}

/// A page of a term.
#[derive(Debug)]
pub(super) struct PagePosting<'p> {
    /// The distance from the page before it.
    pub(super) distance: u32,
    /// How many numbers its places on the page are.
    pub(super) place_count: u32,
    /// These numbers, as CBOR.
    pub(super) places: &'p [u8],
    /// How many numbers its places in the page's data are.
    pub(super) meta_count: u32,
    /// Field marks and distances.
    pub(super) meta: &'p [u8],
}

/// Collects the postings of some pages that follow one another.
#[derive(Debug, Default)]
pub(super) struct PageRun {
    /// By the number of the term.
    postings: Vec<Postings>,
    /// Spellings in the order in which they are met.
    spellings: Vec<usize>,
    /// Room for the places of one page, by the number of the term.
    places: Vec<PagePlaces>,
    /// Room for the numbers of one posting.
    numbers: Vec<u8>,
}

/// The places of a term on one page.
#[derive(Debug, Default)]
struct PagePlaces {
    text: Vec<TermPlace>,
    meta: Vec<MetaPlace>,
}

/// The terms of some pages that follow one another, and their postings.
#[derive(Debug)]
pub(super) struct RunTerms {
    terms: Vec<SearchTerm>,
    /// By the number of the term.
    postings: Vec<Postings>,
    /// Spellings in the order in which they are met.
    spellings: Vec<usize>,
}

/// The postings of all pages.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    words: HashMap<String, IndexedWord, FixedState>,
    /// The number of each spelling among those of its stem: a hostile page has a hundred thousand of one.
    spellings: HashMap<SearchTerm, usize, FixedState>,
}

/// What one stem is found by.
#[derive(Debug, Default)]
pub(super) struct IndexedWord {
    /// Where it has no diacritics.
    pub(super) plain: Postings,
    /// Each spelling with diacritics, in the order in which they are met.
    pub(super) spellings: Vec<(String, Postings)>,
}

impl PageRun {
    /// Adds a page, with its number among the pages of the run.
    pub(super) fn add(
        &mut self,
        page: u32,
        terms: &[SearchTerm],
        places: Vec<TermPlace>,
        meta: Vec<MetaPlace>,
    ) {
        self.postings.resize_with(terms.len(), Postings::default);
        self.places.resize_with(terms.len(), Default::default);

        let mut met: Vec<usize> = Vec::new();
        for place in places {
            let room = &mut self.places[place.term];
            if room.is_empty() {
                met.push(place.term);
            }
            room.text.push(place);
        }

        for place in meta {
            let room = &mut self.places[place.term];
            if room.is_empty() {
                met.push(place.term);
            }
            room.meta.push(place);
        }

        // New spellings of a page come in a fixed order: those of its text before those of its data.
        met.sort_by_key(|&term| (self.places[term].text.is_empty(), terms[term].spelling.as_ref()));

        for term in met {
            let postings = &mut self.postings[term];
            if postings.pages == 0 && terms[term].spelling.is_some() {
                self.spellings.push(term);
            }

            postings.add(page, &mut self.places[term], &mut self.numbers);
        }
    }

    /// Returns the postings of the run, by its terms.
    pub(super) fn finish(self, terms: Vec<SearchTerm>) -> RunTerms {
        RunTerms { terms, postings: self.postings, spellings: self.spellings }
    }
}

impl PagePlaces {
    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.meta.is_empty()
    }
}

impl WordIndex {
    /// Appends the pages of a run, of which the first has the number `base`.
    pub(super) fn append(&mut self, run: RunTerms, base: u32) {
        let RunTerms { terms, postings, spellings } = run;

        for number in spellings {
            let term = &terms[number];
            let word = self.words.entry(term.stem.clone()).or_default();
            let at = *self.spellings.entry(term.clone()).or_insert_with(|| {
                let spelling = term.spelling.clone().unwrap_or_default();
                word.spellings.push((spelling, Postings::default()));
                word.spellings.len() - 1
            });
            word.spellings[at].1.append(&postings[number], base);
        }

        for (term, postings) in terms.into_iter().zip(postings) {
            if term.spelling.is_none() && postings.pages > 0 {
                self.words.entry(term.stem).or_default().plain.append(&postings, base);
            }
        }
    }

    /// Returns the words in the order of the alphabet.
    pub(super) fn into_sorted(self) -> Vec<(String, IndexedWord)> {
        let mut words: Vec<(String, IndexedWord)> = self.words.into_iter().collect();
        words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));

        words
    }
}

impl IndexedWord {
    /// Returns how much of a part of the index the word takes.
    pub(super) fn size(&self) -> usize {
        let spellings: usize = self.spellings.iter().map(|(_, postings)| postings.size).sum();

        self.plain.size + spellings + self.spellings.len()
    }
}

impl Postings {
    /// Returns how many pages there are.
    pub(super) fn len(&self) -> u64 {
        u64::from(self.pages)
    }

    /// Returns the pages in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = PagePosting<'_>> {
        let mut rest = &*self.bytes;
        (0..self.pages).map(move |at| PagePosting {
            distance: if at == 0 { self.first } else { take_number(&mut rest) },
            place_count: take_number(&mut rest),
            places: take_bytes(&mut rest),
            meta_count: take_number(&mut rest),
            meta: take_bytes(&mut rest),
        })
    }

    /// Adds a page, and empties its places.
    fn add(&mut self, page: u32, places: &mut PagePlaces, numbers: &mut Vec<u8>) {
        if self.pages == 0 {
            self.first = page;
        } else {
            put_number(&mut self.bytes, page - self.last);
        }

        self.last = page;
        self.pages += 1;

        numbers.clear();
        let count = put_places(numbers, &mut places.text);
        put_number(&mut self.bytes, count);
        put_bytes(&mut self.bytes, numbers);

        numbers.clear();
        let meta_count = put_meta(numbers, &mut places.meta);
        put_number(&mut self.bytes, meta_count);
        put_bytes(&mut self.bytes, numbers);

        self.size += (count + meta_count + 1) as usize;
        places.text.clear();
        places.meta.clear();
    }

    /// Appends pages that all follow, counted from `base`.
    fn append(&mut self, later: &Postings, base: u32) {
        if self.pages == 0 {
            self.first = later.first + base;
        } else {
            put_number(&mut self.bytes, later.first + base - self.last);
        }

        self.last = later.last + base;
        self.pages += later.pages;
        self.size += later.size;

        // A quarter more than needed, not twice as much: all words of a site are in memory at once.
        let free = self.bytes.capacity() - self.bytes.len();
        if free < later.bytes.len() {
            self.bytes.reserve_exact(later.bytes.len() + self.bytes.len() / 4);
        }
        self.bytes.extend_from_slice(&later.bytes);
    }
}

impl PagePosting<'_> {
    /// Returns the numbers of the places in the page's data: `field` says which number a field has in the index.
    pub(super) fn meta_numbers(&self, field: impl Fn(u32) -> i32) -> impl Iterator<Item = i32> {
        let mut rest = self.meta;
        (0..self.meta_count).map(move |_| {
            let number = take_number(&mut rest);
            match number & 1 {
                // A negative number names a field, from -1 on.
                1 => -1 - field(number >> 1),
                _ => (number >> 1).cast_signed(),
            }
        })
    }
}

/// Writes the numbers of the places of a term on one page as CBOR, and returns their count: where the weight changes, it
/// is a negative number and a position, and then come distances.
fn put_places(out: &mut Vec<u8>, places: &mut [TermPlace]) -> u32 {
    // Pagefind's order: what has the weight that needs no name comes first.
    places.sort_unstable_by_key(|place| {
        let weight = if place.weight == UNNAMED_WEIGHT { 0 } else { place.weight };
        (weight, place.position)
    });

    let mut weight = UNNAMED_WEIGHT;
    let mut last = 0;
    let mut count = 0;
    let mut out = Encoder::new(out);
    let mut put = |number: i64| {
        out.i64(number).expect("a vector takes every byte");
        count += 1;
    };

    for place in places {
        if place.weight == weight {
            put(i64::from(place.position - last));
        } else {
            weight = place.weight;
            put(-1 - i64::from(weight));
            put(i64::from(place.position));
        }
        last = place.position;
    }

    count
}

/// Writes the numbers of the places of a term in the data of one page, and returns their count: fields are odd, distances
/// even.
fn put_meta(out: &mut Vec<u8>, places: &mut [MetaPlace]) -> u32 {
    places.sort_by_key(|place| (place.field, place.position));

    let mut field = None;
    let mut last = 0;
    let mut count = 0;
    for place in places {
        if field != Some(place.field) {
            put_number(out, (place.field as u32) << 1 | 1);
            count += 1;
            field = Some(place.field);
            last = 0;
        }
        put_number(out, (place.position - last) << 1);
        count += 1;
        last = place.position;
    }

    count
}

/// Writes a number in as many bytes as it needs, seven bits each (LEB128).
fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, u32::try_from(bytes.len()).expect("a page is smaller than 4 GB"));
    out.extend_from_slice(bytes);
}

fn take_number(rest: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((&byte, behind)) = rest.split_first() {
        *rest = behind;
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            break;
        }
    }

    number
}

fn take_bytes<'r>(rest: &mut &'r [u8]) -> &'r [u8] {
    let length = take_number(rest) as usize;
    let (bytes, behind) = rest.split_at(length);
    *rest = behind;

    bytes
}

//! Where a term stands: pages in order, and its places on each.
//!
//! In: the places of terms on one page after another. Out: for each term a line of bytes, from which its part of the
//! index is written. Invariant: pages come in order, and each once, so that only distances are kept.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use minicbor::Encoder;

use super::terms::Term;
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

/// The postings of the terms of some pages that follow one another.
#[derive(Debug, Default)]
pub(super) struct PageRun {
    /// By the number of the term.
    postings: Vec<Postings>,
    /// Spellings in the order in which they are met.
    spellings: Vec<usize>,
    /// Room for the places of one page, by the number of the term.
    places: Vec<(Vec<TermPlace>, Vec<MetaPlace>)>,
}

/// The postings of all pages.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    words: HashMap<String, Word, FixedState>,
}

/// What one stem is found by.
#[derive(Debug, Default)]
pub(super) struct Word {
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
        terms: &[Term],
        places: Vec<TermPlace>,
        meta: Vec<MetaPlace>,
    ) {
        self.postings.resize_with(terms.len(), Postings::default);
        self.places.resize_with(terms.len(), Default::default);

        let mut met: Vec<usize> = Vec::new();
        let mut note = |room: &(Vec<TermPlace>, Vec<MetaPlace>), term: usize| {
            if room.0.is_empty() && room.1.is_empty() {
                met.push(term);
            }
        };

        for place in places {
            note(&self.places[place.term], place.term);
            self.places[place.term].0.push(place);
        }

        for place in meta {
            note(&self.places[place.term], place.term);
            self.places[place.term].1.push(place);
        }

        // New spellings of a page come in a fixed order: those of the text before those of its data.
        met.sort_by_key(|&term| (self.places[term].0.is_empty(), terms[term].spelling.as_ref()));

        for term in met {
            let (places, meta) = &mut self.places[term];
            let postings = &mut self.postings[term];
            if postings.pages == 0 && terms[term].spelling.is_some() {
                self.spellings.push(term);
            }

            postings.add(page, places, meta);
            places.clear();
            meta.clear();
        }
    }
}

impl WordIndex {
    /// Appends the pages of a run, of which the first has the number `base`.
    pub(super) fn append(&mut self, run: PageRun, terms: Vec<Term>, base: u32) {
        for &number in &run.spellings {
            let Term { stem, spelling } = &terms[number];
            let spellings = &mut self.words.entry(stem.clone()).or_default().spellings;
            let is_it = |known: &(String, Postings)| Some(&known.0) == spelling.as_ref();

            let at = spellings.iter().position(is_it).unwrap_or_else(|| {
                spellings.push((spelling.clone().unwrap_or_default(), Postings::default()));
                spellings.len() - 1
            });
            spellings[at].1.append(&run.postings[number], base);
        }

        for (term, postings) in terms.into_iter().zip(run.postings) {
            if term.spelling.is_none() && postings.pages > 0 {
                self.words.entry(term.stem).or_default().plain.append(&postings, base);
            }
        }
    }

    /// Returns the words in the order of the alphabet.
    pub(super) fn into_sorted(self) -> Vec<(String, Word)> {
        let mut words: Vec<(String, Word)> = self.words.into_iter().collect();
        words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));

        words
    }
}

impl Word {
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

    fn add(&mut self, page: u32, places: &mut [TermPlace], meta: &mut [MetaPlace]) {
        if self.pages == 0 {
            self.first = page;
        } else {
            put_number(&mut self.bytes, page - self.last);
        }

        self.last = page;
        self.pages += 1;

        let (count, numbers) = place_numbers(places);
        put_number(&mut self.bytes, count);
        put_bytes(&mut self.bytes, &numbers);
        let (meta_count, numbers) = meta_numbers(meta);
        put_number(&mut self.bytes, meta_count);
        put_bytes(&mut self.bytes, &numbers);

        self.size += (count + meta_count + 1) as usize;
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

/// Returns the numbers of the places of a term on one page as CBOR, and their count: where the weight changes, it is a
/// negative number and a position, and then come distances.
fn place_numbers(places: &mut [TermPlace]) -> (u32, Vec<u8>) {
    // Pagefind's order: what has the weight that needs no name comes first.
    places.sort_unstable_by_key(|place| {
        let weight = if place.weight == UNNAMED_WEIGHT { 0 } else { place.weight };
        (weight, place.position)
    });

    let mut weight = UNNAMED_WEIGHT;
    let mut last = 0;
    let mut count = 0;
    let mut out = Encoder::new(Vec::with_capacity(places.len() + 3));
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

    (count, out.into_writer())
}

/// Returns the numbers of the places of a term in the data of one page, and their count: fields are odd, positions even.
fn meta_numbers(places: &mut [MetaPlace]) -> (u32, Vec<u8>) {
    places.sort_by_key(|place| (place.field, place.position));

    let mut field = None;
    let mut last = 0;
    let mut count = 0;
    let mut out = Vec::new();
    for place in places {
        if field != Some(place.field) {
            put_number(&mut out, (place.field as u32) << 1 | 1);
            count += 1;
            field = Some(place.field);
            last = 0;
        }
        put_number(&mut out, (place.position - last) << 1);
        count += 1;
        last = place.position;
    }

    (count, out)
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

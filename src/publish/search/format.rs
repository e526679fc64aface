//! The files of Pagefind's index, as bytes: parts of the words, facets, and the table that names all of them.
//!
//! In: the postings of all words, the pages, the facets. Out: CBOR (RFC 8949) in the form that Pagefind's client of the pinned
//! version reads: each structure is an array of its fields.
//! Invariant: the same index gives the same bytes.

use std::collections::BTreeMap;
use std::convert::Infallible;

use minicbor::Encoder;
use minicbor::encode::Error;

use super::page::MetaField;
use super::postings::{IndexedWord, Postings};

/// How many numbers a part of the index holds: the client loads a part for each word of a query. Pagefind's own measure.
const PART_SIZE: usize = 20_000;

type Writing = Result<(), Error<Infallible>>;

/// The table of the index, which the client loads first.
#[derive(Debug, Default)]
pub(super) struct IndexTable {
    /// The version of Pagefind whose client is to read it.
    pub(super) version: String,
    pub(super) pages: Vec<TablePage>,
    pub(super) parts: Vec<TablePart>,
    /// Each facet, and the name of its file.
    pub(super) facets: Vec<(&'static str, String)>,
    /// The pages from the oldest to the newest.
    pub(super) by_date: Vec<u32>,
    pub(super) fields: Vec<MetaField>,
}

/// A page in the table.
#[derive(Debug)]
pub(super) struct TablePage {
    /// The name of its fragment.
    pub(super) fragment: String,
    pub(super) word_count: usize,
}

/// A part of the words in the table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TablePart {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) name: String,
}

/// Divides words in the order of the alphabet into parts of one file each.
pub(super) fn parts(words: &[(String, IndexedWord)]) -> Vec<&[(String, IndexedWord)]> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut size = 0;
    for (at, (_, word)) in words.iter().enumerate() {
        size += word.size();
        if size >= PART_SIZE {
            parts.push(&words[start..=at]);
            start = at + 1;
            size = 0;
        }
    }

    if start < words.len() {
        parts.push(&words[start..]);
    }

    parts
}

/// Returns the first and last words of each part, cut where they begin to differ from the neighbour's. They have no names yet.
pub(super) fn part_ranges(parts: &[&[(String, IndexedWord)]]) -> Vec<TablePart> {
    let ends = parts.iter().filter_map(|part| Some((&part.first()?.0, &part.last()?.0)));
    let mut ranges: Vec<TablePart> = ends
        .map(|(from, to)| TablePart { from: from.clone(), to: to.clone(), name: String::new() })
        .collect();

    for at in 1..ranges.len() {
        let (to, from) = (&ranges[at - 1].to, &ranges[at].from);
        let alike = to.chars().zip(from.chars()).take_while(|(a, b)| a == b).count();
        let to: String = to.chars().take(alike + 1).collect();
        let from: String = from.chars().take(alike + 1).collect();

        // Cut too short, it would be before the part's own first word.
        if to >= ranges[at - 1].from {
            ranges[at - 1].to = to;
        }
        ranges[at].from = from;
    }

    ranges
}

/// Writes a part of the words; `fields` are those that any page has, in order.
pub(super) fn word_part(words: &[(String, IndexedWord)], fields: &[MetaField]) -> Vec<u8> {
    let numbers = MetaField::ALL.map(|field| fields.iter().position(|it| *it == field));
    let number = |field: u32| {
        let number = numbers.get(field as usize).copied().flatten();
        i32::try_from(number.unwrap_or_default()).unwrap_or_default()
    };

    written(|out| {
        out.array(1)?.array(words.len() as u64)?;
        for (stem, word) in words {
            out.array(3)?.str(stem)?;
            put_postings(out, &word.plain, &number)?;

            out.array(word.spellings.len() as u64)?;
            for (spelling, postings) in &word.spellings {
                out.array(2)?.str(spelling)?;
                put_postings(out, postings, &number)?;
            }
        }

        Ok(())
    })
}

/// Writes the values of a facet, each with its pages.
pub(super) fn facet(name: &str, values: &BTreeMap<String, Vec<u32>>) -> Vec<u8> {
    written(|out| {
        out.array(2)?.str(name)?.array(values.len() as u64)?;
        for (value, pages) in values {
            out.array(2)?.str(value)?;
            put_pages(out, pages)?;
        }

        Ok(())
    })
}

/// Writes the table.
pub(super) fn table(table: &IndexTable) -> Vec<u8> {
    written(|out| {
        out.array(6)?.str(&table.version)?;

        out.array(table.pages.len() as u64)?;
        for page in &table.pages {
            // Pages are not packed into files of several.
            out.array(3)?.str(&page.fragment)?.u64(page.word_count as u64)?.str("")?;
        }

        out.array(table.parts.len() as u64)?;
        for part in &table.parts {
            out.array(3)?.str(&part.from)?.str(&part.to)?.str(&part.name)?;
        }

        out.array(table.facets.len() as u64)?;
        for (facet, name) in &table.facets {
            out.array(2)?.str(facet)?.str(name)?;
        }

        out.array(1)?.array(2)?.str("date")?;
        put_pages(out, &table.by_date)?;

        out.array(table.fields.len() as u64)?;
        for field in &table.fields {
            out.str(field.as_str())?;
        }

        Ok(())
    })
}

fn put_postings(
    out: &mut Encoder<Vec<u8>>,
    postings: &Postings,
    field: &impl Fn(u32) -> i32,
) -> Writing {
    out.array(postings.len())?;
    for page in postings.iter() {
        out.array(3)?.u32(page.distance)?;

        out.array(u64::from(page.place_count))?;
        out.writer_mut().extend_from_slice(page.places);

        out.array(u64::from(page.meta_count))?;
        for number in page.meta_numbers(field) {
            out.i32(number)?;
        }
    }

    Ok(())
}

fn put_pages(out: &mut Encoder<Vec<u8>>, pages: &[u32]) -> Writing {
    out.array(pages.len() as u64)?;
    for &page in pages {
        out.u32(page)?;
    }

    Ok(())
}

fn written(write: impl FnOnce(&mut Encoder<Vec<u8>>) -> Writing) -> Vec<u8> {
    let mut out = Encoder::new(Vec::new());
    write(&mut out).expect("a vector takes every byte");

    out.into_writer()
}

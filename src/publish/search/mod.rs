//! The search index of an edition, in Pagefind's format and for Pagefind's client.
//!
//! In: an edition, a stage of the output folder, and what is held back. Out: the files of the index, which the search
//! page's script asks for, in the stage; and what they would publish of what is held.
//! Invariant: pages are numbered in the order of the site and joined in that order, so that the same edition gives the
//! same files, whatever the number of threads. Of a page only the places of its terms are kept.

mod client;
mod format;
mod fragment;
mod pack;
mod page;
mod postings;
mod run;
mod stemmer;
mod terms;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::error::PublishError;
use super::index::searchable;
use crate::output::{OutPath, Stage};
use crate::proof::{HeldWords, Leak};
use crate::render::Edition;
use format::{IndexTable, TablePage};
use pack::{Compressor, FileNames};
use postings::WordIndex;
use run::{RunIndex, read_run};

/// The folder of the index, beside the search page; the page's script contains the same path.
const FOLDER: &str = "search/pagefind";

/// How many pages share a vocabulary. Fixed, since the order of words in the index follows the runs: the more pages,
/// the fewer words are read again; the fewer, the sooner all threads are at work on a small site.
const RUN: usize = 64;

/// How many runs each thread is given at a time: enough that none waits long for the slowest, and few enough that
/// their fragments take some megabytes of memory and not the whole site's.
const RUNS_PER_THREAD: usize = 4;

/// Writes the index of an edition to a stage; returns what it would publish of what is held back.
///
/// # Errors
/// Where a page cannot be rendered, or Pagefind gives up, or the file system refuses.
pub(super) fn write_index(
    edition: &Edition,
    stage: &Stage,
    held: Option<&HeldWords>,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Leak>, PublishError> {
    if !edition.site().config().search {
        return Ok(Vec::new());
    }

    // One index for the pages of all languages: readers search the site, not one language of it.
    let language = edition.site().language().tag().to_lowercase();

    // Stemmers depend on the language, not on the country.
    let language = language.split('-').next().unwrap_or_default();
    let stemmer = stemmer::stemmer(language);

    let mut index = SearchIndex::new(language);
    let mut leaks = Vec::new();

    let ids = searchable(edition);
    for ids in ids.chunks(RUN * RUNS_PER_THREAD * rayon::current_num_threads()) {
        let read = |ids| read_run(edition, ids, stemmer.as_ref(), held, done);
        let runs: Vec<_> = ids.par_chunks(RUN).map(read).collect();

        let mut fragments = Vec::new();
        for run in runs {
            let mut run = run?;
            leaks.append(&mut run.leaks);
            index.append(run, &mut fragments);
        }

        write_files(stage, &fragments)?;
    }

    write_files(stage, &index.files(language)?)?;

    Ok(leaks)
}

/// A file of the index: its name below the folder, and its bytes.
type IndexFile = (String, Vec<u8>);

/// The index of all pages read so far.
struct SearchIndex {
    words: WordIndex,
    names: FileNames,
    table: IndexTable,
    /// The pages of each value of each facet.
    facets: BTreeMap<&'static str, BTreeMap<String, Vec<u32>>>,
    dates: Vec<(String, u32)>,
}

impl SearchIndex {
    fn new(language: &str) -> SearchIndex {
        SearchIndex {
            words: WordIndex::default(),
            names: FileNames::new(language),
            table: IndexTable::default(),
            facets: BTreeMap::new(),
            dates: Vec::new(),
        }
    }

    /// Appends the pages of a run, and hands on their fragments.
    fn append(&mut self, run: RunIndex, fragments: &mut Vec<IndexFile>) {
        self.words.append(run.terms, self.next_page());

        for page in run.pages {
            let number = self.next_page();
            let name = self.names.name(&page.fragment_hash);
            fragments.push((format!("fragment/{name}.pf_fragment"), page.fragment));
            self.table.pages.push(TablePage { fragment: name, word_count: page.word_count });

            self.table.fields.extend(page.data.meta.keys());
            self.table.fields.sort_unstable();
            self.table.fields.dedup();

            self.dates.push((page.data.date, number));
            for (facet, values) in page.data.facets {
                let pages = self.facets.entry(facet).or_default();
                for value in values {
                    pages.entry(value).or_default().push(number);
                }
            }
        }
    }

    /// Returns the files that hold all pages together, and the client.
    fn files(mut self, language: &str) -> Result<Vec<IndexFile>, PublishError> {
        let client = client::client(language)?;
        let pages = self.table.pages.len();
        let mut files = Vec::new();

        let words = self.words.into_sorted();
        let parts = format::parts(&words);
        self.table.parts = format::part_ranges(&parts);

        let fields = &self.table.fields;
        let written: Vec<_> = parts
            .par_iter()
            .map_init(Compressor::new, |packer, part| {
                let bytes = format::word_part(part, fields);
                (blake3::hash(&bytes), packer.pack(&bytes))
            })
            .collect();

        for (part, (hash, bytes)) in self.table.parts.iter_mut().zip(written) {
            part.name = self.names.name(&hash);
            files.push((format!("index/{}.pf_index", part.name), bytes));
        }

        let mut packer = Compressor::new();
        for (facet, values) in &self.facets {
            let bytes = format::facet(facet, values);
            let name = self.names.name(&blake3::hash(&bytes));
            files.push((format!("filter/{name}.pf_filter"), packer.pack(&bytes)));
            self.table.facets.push((facet, name));
        }

        // Stable: pages of one date stay in the order of the site.
        self.dates.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.table.by_date = self.dates.iter().map(|(_, page)| *page).collect();
        self.table.version = client.version().to_owned();

        let bytes = format::table(&self.table);
        let name = self.names.name(&blake3::hash(&bytes));
        if pages > 0 {
            files.push((format!("pagefind.{name}.pf_meta"), packer.pack(&bytes)));
        }

        files.extend(client.files.iter().cloned());
        files.push((client::ENTRY.to_owned(), client.entry(&name, pages)));

        Ok(files)
    }

    fn next_page(&self) -> u32 {
        u32::try_from(self.table.pages.len()).expect("a site has fewer than 4 billion pages")
    }
}

fn write_files(stage: &Stage, files: &[IndexFile]) -> Result<(), PublishError> {
    let write = |(name, bytes): &IndexFile| {
        let path = OutPath::new(&format!("{FOLDER}/{name}"));
        let path = path.map_err(|error| PublishError::Search(error.to_string()))?;

        Ok(stage.write(&path, bytes)?)
    };
    let written: Vec<Result<(), PublishError>> = files.par_iter().map(write).collect();

    written.into_iter().collect()
}

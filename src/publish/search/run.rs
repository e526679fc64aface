//! Some pages that follow one another, read into an index of their own.
//!
//! In: an edition and some of its pages. Out: their fragments, and where their terms stand.
//! Invariant: pages are numbered from the first of the run, so that runs are read side by side and joined later.

use pagefind_stem::Stemmer;
use pulldown_cmark_escape::escape_html_body_text;

use super::FOLDER;
use super::fragment::fragment;
use super::pack::Compressor;
use super::page::{MetaField, PageData, page_data};
use super::postings::{PageRun, RunTerms};
use super::terms::SearchVocabulary;
use super::text::{SearchText, search_text};
use super::words::{meta_places, page_words};
use crate::proof::{Block, HeldWords, Leak, PageText, page_text};
use crate::publish::PublishError;
use crate::render::Edition;
use crate::site::EntryId;

/// The index of a run.
pub(super) struct RunIndex {
    pub(super) terms: RunTerms,
    pub(super) pages: Vec<RunPage>,
    /// What it would publish of what is held back.
    pub(super) leaks: Vec<Leak>,
}

/// A page of a run.
pub(super) struct RunPage {
    pub(super) data: PageData,
    pub(super) word_count: usize,
    pub(super) fragment_hash: blake3::Hash,
    /// Compressed.
    pub(super) fragment: Vec<u8>,
}

/// Reads the pages of a run.
///
/// # Errors
/// As [`page_text`].
pub(super) fn read_run(
    edition: &Edition,
    ids: &[EntryId],
    stemmer: Option<&Stemmer>,
    held: Option<&HeldWords>,
    done: &(dyn Fn() + Sync),
) -> Result<RunIndex, PublishError> {
    let mut vocabulary = SearchVocabulary::new(stemmer);
    let mut postings = PageRun::default();
    let mut packer = Compressor::new();
    let mut pages = Vec::with_capacity(ids.len());
    let mut leaks = Vec::new();

    for &id in ids {
        let page = page_text(edition, id)?;
        let mut data = page_data(edition, &page);
        let mut text = text_of(&page);
        done();

        if let Some(picture) = text.image.take() {
            data.meta.insert(MetaField::Image, picture.source);
            data.meta.insert(MetaField::ImageAlt, picture.alt);
        }

        let words = page_words(text, &mut vocabulary);

        // Nothing but signs: no search finds it.
        if words.places.is_empty() {
            continue;
        }

        // The index itself is compressed: its words are looked at before they go into it.
        if let Some(held) = held {
            leaks.extend(held.find(FOLDER, printed(&page, &data).as_bytes()));
        }

        let meta = data.meta.iter().map(|(field, value)| (*field, &**value));
        let meta = meta_places(meta, &mut vocabulary);
        let fragment = fragment(&page.url, &data, &words);

        let number = u32::try_from(pages.len()).expect("a run has few pages");
        postings.add(number, vocabulary.terms(), words.places, meta);
        pages.push(RunPage {
            data,
            word_count: words.word_count,
            fragment_hash: blake3::hash(&fragment),
            fragment: packer.pack(&fragment),
        });
    }

    // What only reading takes is let go here: the runs of all threads wait to be joined.
    Ok(RunIndex { terms: postings.finish(vocabulary.into_terms()), pages, leaks })
}

/// Returns the text that a page is found by: its title, where it has no other.
fn text_of(page: &PageText) -> SearchText {
    let text = search_text(&page.blocks);
    if !text.words.trim().is_empty() {
        return text;
    }

    let title = search_text(&[Block::Paragraph(page.title.clone())]);

    SearchText { image: text.image, ..title }
}

/// Returns what the index says of a page as HTML, in which no sentence runs on into the next.
fn printed(page: &PageText, data: &PageData) -> String {
    let mut html = String::new();
    let mut paragraph = |words: &str| {
        html.push_str("<p>");
        let _ = escape_html_body_text(&mut html, words);
        html.push_str("</p>\n");
    };

    data.meta.values().chain(data.facets.values().flatten()).for_each(|words| paragraph(words));

    for block in &page.blocks {
        match block {
            Block::Heading { words, .. } | Block::Paragraph(words) => paragraph(words),
            Block::Prose(_) => {}
        }
    }

    for block in &page.blocks {
        if let Block::Prose(prose) = block {
            html.push_str(prose);
        }
    }

    html
}

//! The fragment of a page: what its result shows, and the text that excerpts are cut from.
//!
//! In: a page's data and words. Out: JSON as Pagefind's client reads it.
//! Invariant: keys come in a fixed order, so that the same page has the same bytes, and so the same name.

use std::collections::BTreeMap;

use serde::Serialize;

use super::page::PageData;
use super::words::{PageWords, ResultAnchor};

#[derive(Serialize)]
struct PageFragment<'f> {
    url: &'f str,
    content: &'f str,
    word_count: usize,
    filters: &'f BTreeMap<&'static str, Vec<String>>,
    meta: BTreeMap<&'static str, &'f str>,
    anchors: &'f [ResultAnchor],
}

/// Writes the fragment of a page.
pub(super) fn fragment(url: &str, data: &PageData, words: &PageWords) -> Vec<u8> {
    let meta = data.meta.iter().map(|(field, value)| (field.as_str(), &**value));
    let fragment = PageFragment {
        url,
        content: &words.content,
        word_count: words.word_count,
        filters: &data.facets,
        meta: meta.collect(),
        anchors: &words.anchors,
    };

    serde_json::to_vec(&fragment).expect("texts and numbers can be written as JSON")
}

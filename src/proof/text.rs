//! A page as text: its own words, in the order in which readers meet them.
//!
//! In: an edition and a page. Out: a [`PageText`], from which the search index is made.
//! Invariant: a page's words are in exactly one text. What it shows of others (cards, lists, charts, the
//! frame of the site) is left out.

use crate::content::Kind;
use crate::render::{DateWords, Edition, RenderError};
use crate::site::{EntryId, href};

/// A page's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageText {
    /// The page.
    pub id: EntryId,
    /// Its URL without the site's base path.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The language of the page, if it is not the site's.
    pub language: Option<PageLanguage>,
    /// What kind of page it is, in the site's language.
    pub kind: String,
    /// What a reader should see of a record at once: a status, an office, a value. Empty for pages.
    pub detail: String,
    /// The date that the page shows beside its title.
    pub date: Option<DateWords>,
    /// Everything else.
    pub blocks: Vec<Block>,
}

/// A language as HTML names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLanguage {
    /// `cy`
    pub tag: String,
    /// `ltr` or `rtl`
    pub direction: String,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading with an anchor.
    Heading {
        /// The fragment of its address.
        anchor: &'static str,
        /// Its text.
        words: String,
    },
    /// Words of the front matter.
    Paragraph(String),
    /// The page's prose as HTML, without the cards of other records.
    Prose(String),
}

/// Reads the words of a page.
///
/// # Errors
/// As [`Edition::render`].
pub fn page_text(edition: &Edition, id: EntryId) -> Result<PageText, RenderError> {
    let site = edition.site();
    let cards = edition.card_words(id);
    let prose = edition.own_prose(id)?;

    let summary = site.entry(id).head.summary.as_deref().map(str::to_owned);

    // In the order of the page: search results quote a passage as it appears there.
    let above = summary.into_iter().chain(cards.facts).map(Block::Paragraph);
    let short_title = cards.short_title.map(Block::Paragraph);

    // The timeline has a heading of its own, below the prose.
    let heading = (site.kind(id) == Kind::Agreement && !cards.events.is_empty()).then(|| {
        let words = site.language().phrase("timeline").to_owned();
        Block::Heading { anchor: "part-timeline", words }
    });

    let events = cards.events.into_iter().map(Block::Paragraph);

    let blocks = above.chain([Block::Prose(prose)]).chain(short_title).chain(heading).chain(events);
    let blocks = blocks.filter(|block| !block.is_empty()).collect();

    let language = site.language_of(id);
    let is_foreign = language.tag() != site.language().tag();
    let language = is_foreign.then(|| PageLanguage {
        tag: language.tag().to_owned(),
        direction: language.direction().to_owned(),
    });

    Ok(PageText {
        id,
        // Without the base path, which the search script gives to Pagefind by itself (`baseUrl`).
        url: href("/", site.address(id)),
        title: site.title(id).to_owned(),
        language,
        kind: cards.kind,
        detail: cards.detail,
        date: cards.date,
        blocks,
    })
}

impl Block {
    /// Tells whether it has no words.
    fn is_empty(&self) -> bool {
        match self {
            Block::Heading { words, .. } | Block::Paragraph(words) | Block::Prose(words) => {
                words.is_empty()
            }
        }
    }
}

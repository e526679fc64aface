//! The keys that every page has.
//!
//! In: the fields of a front matter. Out: a [`Head`]. Invariant: reads the same keys for every kind.

use jiff::tz::TimeZone;

use super::slug::{PathProblem, check_alias, check_slug, check_topic, or_page, slugify};
use crate::config::{self, ShareImage};
use crate::diagnostic::Code;
use crate::language::LanguageTag;
use crate::source::{Spanned, composed};
use crate::value::{Date, Moment, ValueError};
use crate::yaml::{Fields, Key, Schema, Text, ValueType};

/// The part of the front matter that every page has.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The title; the id where it is missing, so that other pages can still name this one.
    pub title: Box<str>,
    /// The last part of the address, where it is not derived from the file's name.
    pub slug: Option<Text>,
    /// One or two sentences.
    pub summary: Option<Box<str>>,
    /// The title of a record in other languages, by BCP 47 tag; a minister's names are with the minister.
    pub titles: Vec<(Box<str>, Box<str>)>,
    /// The summary of a record in other languages, by BCP 47 tag.
    pub summaries: Vec<(Box<str>, Box<str>)>,
    /// The image that other sites show for the page.
    pub image: Option<Box<ShareImage>>,
    /// Old addresses, from the site's root.
    pub aliases: Vec<Text>,
    /// The template to use instead of the kind's own.
    pub template: Option<Text>,
    /// Whether it is unpublished.
    pub draft: bool,
    /// The time before which it is not published.
    pub embargo: Option<Spanned<Moment>>,
    /// The language of the page, where it is not the site's.
    pub language: Option<Spanned<LanguageTag>>,
    /// The page that it is a translation of.
    pub translation_of: Option<Text>,
    /// The free map that templates read.
    pub extra: Option<Box<serde_yaml::Value>>,
    /// The waivers.
    pub allow: Vec<Waiver>,
}

/// A waiver: one finding is accepted on a page, for a reason and until a day.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The check that is silent on this page.
    pub check: Spanned<Code>,
    /// Why.
    pub reason: Box<str>,
    /// Until when, that day included.
    pub until: Spanned<Date>,
}

/// The title of a page or record.
pub(super) const TITLE: Key = Key::new("title", ValueType::Text, "the title");

/// One or two sentences about the page.
pub(super) const SUMMARY: Key = Key::new("summary", ValueType::Text, "one or two sentences");

/// The title of a record in other languages.
pub(super) const TITLES: Key =
    Key::new("titles", config::IN_LANGUAGES, "the title in other languages");

/// The summary of a record in other languages.
pub(super) const SUMMARIES: Key =
    Key::new("summaries", config::IN_LANGUAGES, "the summary in other languages");

/// Old addresses, for all pages but a minister's.
pub(super) const ALIASES: Key = Key::new(
    "aliases",
    ValueType::List(&ValueType::SitePath),
    "old addresses on this site; each becomes a redirect page",
);

/// The keys that pages and records of every kind share.
pub(super) const KEYS: &[Key] = &[
    Key::new(
        "slug",
        ValueType::Slug,
        "the id and last part of the address, if not the file's name",
    ),
    Key::new(
        "image",
        ValueType::Map(config::PAGE_IMAGE),
        "the image at the top of the page, and what others show of it",
    ),
    Key::new("template", ValueType::Text, "a template for this page alone"),
    Key::new("language", ValueType::Language, "the language of the page, if not the site's"),
    Key::new("extra", ValueType::Free, "a free map for the site's own templates"),
    Key::new(
        "allow",
        ValueType::List(&ValueType::Map(WAIVER)),
        "findings that the writer answers for, each with a reason and an end",
    ),
];

/// The keys that hold a file back; what a list defines is held back with its page.
pub(super) const HOLDING_KEYS: &[Key] = &[
    Key::new("draft", ValueType::Flag, "whether it is not to be published yet"),
    Key::new(
        "embargo",
        ValueType::Time,
        "the time before which it is not published, with its offset from UTC",
    ),
];

const WAIVER: &Schema = &Schema {
    what: "a waiver in `allow`",
    groups: &[&[
        Key::new("check", ValueType::Check, "the check that is silent on this page").required(),
        Key::new("reason", ValueType::Text, "why the finding may stand").required(),
        Key::new("until", ValueType::Date, "the last day of the waiver").required(),
    ]],
};

/// Reads [`HOLDING_KEYS`].
pub(super) fn read_holding(fields: &mut Fields<'_, '_, '_>, head: &mut Head) {
    // An embargo without a time must not be read as none.
    fields.not_empty("embargo");

    head.draft = fields.flag("draft").unwrap_or(false);
    let zone = fields.reading.zone;
    head.embargo = fields.parsed("embargo", Code::BadDate, |text| embargo(text, zone));
}

/// Parses the end of an embargo, which needs a time: nobody lifts one at midnight.
fn embargo(text: &str, zone: Option<&TimeZone>) -> Result<Moment, ValueError> {
    Moment::read_time(text, zone, "an embargo ends at a time")
}

/// Reads [`KEYS`] and the summary.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Head {
    Head {
        title: Box::default(),
        slug: slug(fields),
        summary: fields.text("summary").map(|text| text.value),
        titles: Vec::new(),
        summaries: Vec::new(),
        image: config::image(fields, config::PAGE_IMAGE).map(Box::new),
        aliases: Vec::new(),
        template: fields.text("template"),
        draft: false,
        embargo: None,
        language: fields.parsed("language", Code::BadValue, LanguageTag::parse),
        translation_of: None,
        extra: fields.free_map("extra"),
        allow: waivers(fields),
    }
}

fn slug(fields: &mut Fields<'_, '_, '_>) -> Option<Text> {
    let slug = fields.text("slug")?.map(|slug| Box::from(&*composed(&slug)));
    let verdict = check_slug("slug", &slug.value);

    // The id that it will have once it is corrected, so that references to it are no faults as well.
    let is_unfit = matches!(verdict, Err(PathProblem::Unfit(_)));
    match fit(fields, &slug, verdict) {
        true => Some(slug),
        false => is_unfit.then(|| slug.map(|slug| or_page(slugify(&slug)).into())),
    }
}

/// Reads old addresses, for all pages but a minister's.
pub(super) fn aliases(fields: &mut Fields<'_, '_, '_>) -> Vec<Text> {
    let written = fields.texts("aliases");
    addresses(fields, written)
}

/// The `aliases` of a minister.
pub(super) struct MinisterAliases {
    /// Old addresses, which begin with `/`.
    pub(super) addresses: Vec<Text>,
    /// Other spellings of the name.
    pub(super) spellings: Vec<Text>,
}

/// Reads the `aliases` of a minister.
pub(super) fn minister_aliases(fields: &mut Fields<'_, '_, '_>) -> MinisterAliases {
    let written = fields.texts("aliases");

    // No spelling of a name begins with a slash.
    let (old, spellings) = written.into_iter().partition(|alias| alias.value.starts_with('/'));

    MinisterAliases { addresses: addresses(fields, old), spellings }
}

fn addresses(fields: &mut Fields<'_, '_, '_>, written: Vec<Text>) -> Vec<Text> {
    let written = written.into_iter().map(|alias| alias.map(|path| Box::from(&*composed(&path))));
    written.filter(|alias| fit(fields, alias, check_alias(&alias.value))).collect()
}

/// Reads the topics of a briefing; each has a page of its own.
pub(super) fn topics(fields: &mut Fields<'_, '_, '_>) -> Vec<Text> {
    let mut topics = fields.texts("topics");
    topics.retain(|topic| fit(fields, topic, check_topic(&topic.value)));

    let composed = topics.into_iter().map(|topic| topic.map(|topic| Box::from(&*composed(&topic))));
    composed.collect()
}

fn fit(fields: &mut Fields<'_, '_, '_>, text: &Text, verdict: Result<(), PathProblem>) -> bool {
    let (code, error) = match verdict {
        Ok(()) => return true,
        // An unsafe address has a code of its own, which cannot be waived.
        Err(PathProblem::Unsafe(error)) => (Code::UnsafePath, error),
        Err(PathProblem::Unfit(error)) => (Code::BadValue, error),
    };

    fields.reading.bad(code, text.span, error);

    false
}

fn waivers(fields: &mut Fields<'_, '_, '_>) -> Vec<Waiver> {
    let items = fields.maps("allow");

    items
        .iter()
        .filter_map(|item| {
            let mut fields = Fields::from_node(fields.reading, WAIVER, item)?;
            let check = fields
                .text("check")
                .and_then(|text| Some(Spanned::new(fields.silenceable(&text)?, text.span)));

            let reason = fields.text("reason");
            let until = fields.parsed("until", Code::BadDate, Date::parse);

            fields.finish();

            // A waiver that lacks a part is dropped: without an end it would silence its check for ever.
            Some(Waiver { check: check?, reason: reason?.value, until: until? })
        })
        .collect()
}

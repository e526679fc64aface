//! What a template may read: the contract with the authors of templates.
//!
//! `docs/templates.md` lists these names; `chancery context URL` prints them for a page.
//! Invariant: an optional value is there and is none, never absent, so that `{% if x %}` works and a
//! misspelt name is an error.

mod agreement;
mod briefing;
mod data;
mod figure;
mod minister;
mod variables;

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::versions::{Lang, Outdated, Translation};
pub(super) use agreement::{
    AgreementCard, AgreementContext, Event, Net, NetAgreement, NetKind, NetRelation, Party,
    Relation, Signatory, Status,
};
pub(super) use briefing::{BriefingCard, BriefingContext, RecentUpdate, Update, Withdrawn};
pub(super) use data::{DataContext, DataField, DataFileContext, DataKind};
pub(super) use figure::{
    FigureCard, FigureContext, FigureSource, FigureValue, Observation, Revision,
};
pub(super) use minister::{MinisterCard, MinisterContext, NameIn, Role, SignedAgreement};
pub(super) use variables::{TemplateContext, Variables};

/// A day, a month or a year, or a time.
#[derive(Debug, Clone, Serialize)]
pub(super) struct When {
    /// For the `datetime` attribute: `2025-08-20`, `2025-08`, `2025-08-20T10:30:00+01:00`.
    pub(super) iso: String,
    /// For people: `20 August 2025`, `August 2025`.
    pub(super) words: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link<'s> {
    /// What it says.
    pub(super) title: Cow<'s, str>,
    /// The language of the title, where it is not the page's.
    pub(super) lang: Option<Lang>,
    /// Where it leads: from the host's root, with the site's base path.
    pub(super) url: Cow<'s, str>,
}

/// A word of the vocabulary: the key that was written, and how it reads.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Term {
    /// `press-release`
    pub(super) id: &'static str,
    /// `Press release`
    pub(super) words: String,
}

/// `site`: the same on every page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteContext<'s> {
    /// From `site.yaml`.
    pub(super) title: String,
    /// From `site.yaml`.
    pub(super) description: Option<String>,
    /// A BCP 47 tag, `en` by default.
    pub(super) language: String,
    /// `ltr` or `rtl`, from the language.
    pub(super) direction: &'static str,
    /// The site's language, where it is not the page's: for the site's own words.
    pub(super) lang: Option<Lang>,
    /// With scheme, host and base path; ends with `/`.
    pub(super) base_url: String,
    /// The home page's address.
    pub(super) home_url: String,
    /// The site's Atom feed.
    pub(super) feed_url: String,
    /// The page to search on, where there is one.
    pub(super) search_url: Option<String>,
    /// Who publishes.
    pub(super) publisher: Option<Publisher>,
    /// The licence's name or address.
    pub(super) licence: Option<String>,
    /// The main menu.
    pub(super) navigation: Vec<Link<'s>>,
    /// Pages of the root folder that the menu does not name, and the lists of topics and countries.
    pub(super) footer: Vec<Link<'s>>,
    /// The free map of `site.yaml`.
    pub(super) extra: Value,
    /// The day for which records and lists answer.
    pub(super) as_of: When,
}

/// Who publishes the site.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Publisher {
    /// The department's name.
    pub(super) name: String,
    /// Its own site.
    pub(super) url: Option<String>,
    /// How to reach it.
    pub(super) contact: Option<String>,
}

/// `page`: on every page, whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageContext<'s> {
    /// `home`, `page`, `section`, `briefing`, `agreement`, `minister`, `figure`, `list`, `topic`,
    /// `country`, `data`, `search`, `not-found`, `redirect`.
    pub(super) kind: &'static str,
    /// The record's or page's id; empty on lists.
    pub(super) id: String,
    /// The title, without the site's.
    pub(super) title: String,
    /// One or two sentences.
    pub(super) summary: Option<String>,
    /// The BCP 47 tag of the page's language; on lists the site's.
    pub(super) language: String,
    /// `ltr` or `rtl`, from the language.
    pub(super) direction: &'static str,
    /// The tag as Open Graph has it: `cy`, `en_GB`.
    pub(super) locale: String,
    /// All languages that the page is published in, its own too; empty where it is one only.
    pub(super) translations: Vec<Translation>,
    /// Of a translation: that its source was updated since.
    pub(super) outdated: Option<Outdated>,
    /// The page's address from the host's root.
    pub(super) url: String,
    /// The page's absolute address (the canonical link).
    pub(super) permalink: String,
    /// The page's own date.
    pub(super) date: Option<When>,
    /// The date of its newest update, or its own.
    pub(super) updated: Option<When>,
    /// Whether search engines are asked to leave it out.
    pub(super) noindex: bool,
    /// Shown because drafts were asked for.
    pub(super) draft: bool,
    /// Shown before its embargo ends because drafts were asked for.
    pub(super) embargo: Option<When>,
    /// For Open Graph: `article`, `profile`, `website`.
    pub(super) og_type: &'static str,
    /// What others show of the page: its own image, or the site's.
    pub(super) image: Option<Image>,
    /// The JSON-LD of the page, ready for a script element (`| safe`).
    pub(super) json_ld: Option<String>,
    /// An Atom feed of this page, beside the site's.
    pub(super) feed_url: Option<String>,
    /// The same content in other forms, for programs.
    pub(super) alternates: Vec<Alternate<'s>>,
    /// The way from the home page, itself left out.
    pub(super) breadcrumbs: Vec<Link<'s>>,
    /// The body as HTML (`| safe`); empty where there is none.
    pub(super) content: String,
    /// The body's headings.
    pub(super) toc: Vec<Heading>,
    /// The free map of the front matter.
    pub(super) extra: Value,
}

/// What a page holds, in another form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Alternate<'s> {
    /// `text/csv`
    pub(super) media_type: &'static str,
    /// What it is called.
    pub(super) title: Cow<'s, str>,
    /// Where it leads.
    pub(super) url: Cow<'s, str>,
}

/// An image by which others show a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Image {
    /// Its whole address.
    pub(super) url: String,
    /// What it shows.
    pub(super) alt: String,
    /// In pixels; none where it is not known.
    pub(super) width: Option<usize>,
    /// In pixels.
    pub(super) height: Option<usize>,
    /// `image/png`; none where it is not known.
    pub(super) media_type: Option<&'static str>,
}

/// A heading of the body, with those below it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Heading {
    /// The anchor.
    pub(super) id: String,
    /// Its words, without markup.
    pub(super) title: String,
    /// 2 to 4: deeper ones are left to the page itself.
    pub(super) level: u8,
    /// The headings below it.
    pub(super) children: Vec<Heading>,
}

/// A topic or a country in the list of them.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TermCard<'s> {
    /// Its name.
    pub(super) title: &'s str,
    /// Its page.
    pub(super) url: Cow<'static, str>,
    /// How many briefings, agreements and ministers it groups.
    pub(super) count: usize,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pagination {
    /// This page, from 1.
    pub(super) number: usize,
    /// How many pages.
    pub(super) count: usize,
    /// How many items on all of them.
    pub(super) items: usize,
    /// The first page.
    pub(super) first: String,
    /// The page before.
    pub(super) previous: Option<String>,
    /// The page after.
    pub(super) next: Option<String>,
    /// The last page.
    pub(super) last: String,
}

/// `mentions`: who refers to a record, newest first; a page of them.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mention<'s> {
    /// The page that refers to it: a [`BriefingCard`].
    pub(super) page: Value,
    /// Of a figure: the value that the page shows beside its prose, as of its date; none for pages
    /// that show it in their prose alone.
    pub(super) value: Option<FigureValue<'s>>,
    /// The sentences that do, as text, with what stood there for the record.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence that uses a record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sentence {
    /// Its text up to what was printed for the record.
    pub(super) before: String,
    /// What was printed for the record, on that page's date.
    pub(super) printed: String,
    /// The rest of it.
    pub(super) after: String,
}

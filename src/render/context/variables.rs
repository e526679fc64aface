//! The template variables of each kind of page.
//!
//! In: cards and records. Out: the variables of a template by name. Invariant: a variable's name is the name
//! of its field, both for templates and for `chancery context`.

use std::borrow::Cow;

use serde::Serialize;
use tera::{Context, Value};

use super::agreement::AgreementContext;
use super::briefing::{BriefingContext, ChangeCard, RecentUpdate};
use super::data::DataContext;
use super::figure::FigureContext;
use super::list::{MentionCard, Pagination, TermCard};
use super::minister::{MinisterCard, MinisterContext};
use super::page::PageContext;
use super::words::PageLink;

/// Everything that the template of a page may read.
#[derive(Debug, Serialize)]
pub(crate) struct TemplateContext<'s> {
    /// The name of the template.
    pub(crate) template: Cow<'s, str>,
    pub(crate) site: Value,
    // `docs/languages.md` lists the phrases; two hundred of them would bury the rest of the output.
    #[serde(skip)]
    pub(crate) words: Value,
    pub(crate) page: PageContext<'s>,
    #[serde(flatten)]
    pub(crate) variables: Variables<'s>,
}

impl TemplateContext<'_> {
    /// Returns the context as Tera reads it.
    pub(crate) fn to_tera(&self) -> Context {
        let mut context = Context::from_serialize(&self.variables)
            .expect("the variants of `Variables` have named fields");
        context.insert("page", &self.page);
        context.insert_value("site", self.site.clone());
        context.insert_value("words", self.words.clone());

        context
    }
}

/// What the template of a page may read beside `site`, `page` and `words`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Variables<'s> {
    /// Plain pages, the search page and the 404 page.
    None {},
    Home {
        briefings: Vec<Value>,
        updates: Vec<RecentUpdate<'s>>,
        changes_url: Option<Cow<'s, str>>,
        agreements: Vec<Value>,
        figures: Vec<Value>,
        ministers: Vec<MinisterCard<'s>>,
        briefings_url: Cow<'s, str>,
        agreements_url: Cow<'s, str>,
        ministers_url: Cow<'s, str>,
        figures_url: Cow<'s, str>,
    },
    Briefing {
        briefing: Box<BriefingContext<'s>>,
    },
    Agreement {
        agreement: Box<AgreementContext<'s>>,
        mentions: Vec<MentionCard<'s>>,
        pagination: Pagination,
    },
    Minister {
        minister: Box<MinisterContext<'s>>,
        mentions: Vec<MentionCard<'s>>,
        pagination: Pagination,
    },
    Figure {
        figure: Box<FigureContext<'s>>,
        mentions: Vec<MentionCard<'s>>,
        pagination: Pagination,
    },
    /// Sections, and the lists of briefings, agreements and figures.
    Section {
        items: Vec<Value>,
        pagination: Pagination,
    },
    /// The list of ministers, who are shown as of today.
    Ministers {
        items: Vec<MinisterCard<'s>>,
        pagination: Pagination,
    },
    /// The lists of topics and of countries.
    Taxonomy {
        terms: Vec<TermCard<'s>>,
        pagination: Pagination,
    },
    Term {
        items: Vec<Value>,
        agreements: Vec<Value>,
        ministers: Vec<MinisterCard<'s>>,
        pagination: Pagination,
    },
    Changes {
        changes: Vec<ChangeCard<'s>>,
        pagination: Pagination,
    },
    Data {
        data: DataContext,
    },
    Redirect {
        target: PageLink<'s>,
        permalink: String,
    },
}

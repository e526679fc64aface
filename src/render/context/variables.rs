//! The template variables of each kind of page.
//!
//! In: cards and records. Out: the variables of a template by name. Invariant: a variable's name is the name
//! of its field, both for templates and for `chancery context`.

use std::borrow::Cow;

use tera::Context;

use super::agreement::AgreementContext;
use super::briefing::{BriefingContext, ChangeCard, RecentUpdate};
use super::data::DataContext;
use super::figure::FigureContext;
use super::home::{LeadContext, NoticeContext, ReleaseCard};
use super::list::{MentionCard, Pagination, TermCard};
use super::minister::{MinisterCard, MinisterContext};
use super::page::PageContext;
use super::party::OrganisationContext;
use super::shared::LanguageContext;
use super::words::PageLink;
use crate::render::printer::{AsView, Card, FieldName, View, ViewFields, fields};

/// Everything that the template of a page may read.
pub(crate) struct TemplateContext<'s> {
    /// The name of the template.
    pub(crate) template: Cow<'s, str>,
    /// `site` and `words`, which are the same on all pages of a language.
    pub(crate) shared: &'s LanguageContext,
    pub(crate) page: PageContext<'s>,
    pub(crate) variables: Variables<'s>,
}

impl TemplateContext<'_> {
    /// Returns the context as `chancery context` prints it.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(View::Object(&Printed(self))).unwrap_or_default()
    }
}

/// Returns the variables of a template as Tera reads them.
pub(crate) fn to_tera(variables: &dyn ViewFields, shared: &LanguageContext) -> Context {
    let mut context = Context::new();
    variables.each(&mut |name, view| {
        if !matches!(name, "site" | "words") {
            context.insert(name.to_owned(), &view);
        }
    });
    shared.insert_into(&mut context);

    context
}

impl ViewFields for TemplateContext<'_> {
    fn field(&self, name: FieldName<'_>) -> Option<View<'_>> {
        match name.text {
            "site" => Some(self.shared.site.view()),
            "words" => Some(self.shared.words.view()),
            "page" => Some(self.page.view()),
            _ => self.variables.field(name),
        }
    }

    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, View<'v>)) {
        visit("site", self.shared.site.view());
        visit("words", self.shared.words.view());
        visit("page", self.page.view());
        self.variables.each(visit);
    }
}

/// What the template of an embedded record's card may read.
pub(crate) struct EmbedContext<'s> {
    pub(crate) shared: &'s LanguageContext,
    pub(crate) card: &'s dyn AsView,
}

impl ViewFields for EmbedContext<'_> {
    fn field(&self, name: FieldName<'_>) -> Option<View<'_>> {
        match name.text {
            "site" => Some(self.shared.site.view()),
            "words" => Some(self.shared.words.view()),
            "card" => Some(self.card.view()),
            _ => None,
        }
    }

    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, View<'v>)) {
        visit("site", self.shared.site.view());
        visit("words", self.shared.words.view());
        visit("card", self.card.view());
    }
}

/// A context as it is printed: with the template's name, and without the phrases. `docs/languages.md` lists them, and
/// two hundred of them would bury the rest.
struct Printed<'c>(&'c TemplateContext<'c>);

impl ViewFields for Printed<'_> {
    fn field(&self, name: FieldName<'_>) -> Option<View<'_>> {
        match name.text {
            "template" => Some(self.0.template.view()),
            "words" => None,
            _ => self.0.field(name),
        }
    }

    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, View<'v>)) {
        visit("template", self.0.template.view());
        self.0.each(&mut |name, view| {
            if name != "words" {
                visit(name, view);
            }
        });
    }
}

/// What the template of a page may read beside `site`, `page` and `words`.
#[derive(Debug)]
pub(crate) enum Variables<'s> {
    /// Plain pages, the search page and the 404 page.
    None {},
    Home {
        notice: Option<NoticeContext>,
        lead: Option<Box<LeadContext<'s>>>,
        briefings: Vec<Card>,
        updates: Vec<RecentUpdate<'s>>,
        changes_url: Option<Cow<'s, str>>,
        releases: Vec<ReleaseCard<'s>>,
        agreements: Vec<Card>,
        figures: Vec<Card>,
        ministers: Vec<MinisterCard<'s>>,
        briefings_url: Cow<'s, str>,
        agreements_url: Cow<'s, str>,
        ministers_url: Cow<'s, str>,
        figures_url: Cow<'s, str>,
    },
    Briefing {
        briefing: Box<BriefingContext<'s>>,
        pagination: Pagination,
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
        items: Vec<Card>,
        pagination: Pagination,
    },
    /// The list of ministers, who are shown as of today.
    Ministers {
        items: Vec<MinisterCard<'s>>,
        /// Those whose roles are all over, with the last one.
        former: Vec<MinisterCard<'s>>,
        pagination: Pagination,
    },
    /// The lists of topics and of countries.
    Taxonomy {
        terms: Vec<TermCard<'s>>,
        pagination: Pagination,
    },
    Term {
        items: Vec<Card>,
        agreements: Vec<Card>,
        ministers: Vec<MinisterCard<'s>>,
        /// What the settings say of an organisation of the site's own.
        organisation: Option<OrganisationContext<'s>>,
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

fields! { enum Variables<'_>
    None {}
    Home { notice, lead, briefings, updates, changes_url, releases, agreements, figures, ministers, briefings_url, agreements_url, ministers_url, figures_url }
    Briefing { briefing, pagination }
    Agreement { agreement, mentions, pagination }
    Minister { minister, mentions, pagination }
    Figure { figure, mentions, pagination }
    Section { items, pagination }
    Ministers { items, former, pagination }
    Taxonomy { terms, pagination }
    Term { items, agreements, ministers, organisation, pagination }
    Changes { changes, pagination }
    Data { data }
    Redirect { target, permalink }
}

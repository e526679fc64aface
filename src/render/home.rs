//! The home page: a newsroom.
//!
//! In: an edition. Out: the variables of `home.html`. Invariant: nothing on it grows with the site, and no withdrawn
//! briefing is on it.

use super::context::{LeadContext, NoticeContext, PageContext, ReleaseCard, Variables, When};
use super::edition::Edition;
use super::error::RenderError;
use super::pages::PageParts;
use super::{cards, image, json_ld, records};
use crate::content::Kind;
use crate::content::figure::FigureSource;
use crate::site::{self, Address, EntryId, MenuTarget, Site, Voice};
use crate::value::Date;

/// How many of each kind the home page shows: six fill rows of two cards and of three.
const HOME: usize = 6;

/// How many corrections and updates the home page shows.
const UPDATES: usize = 4;

/// How many coming releases the home page shows, and how many figures of each.
const RELEASES: usize = 6;

impl Edition {
    /// Returns the home page.
    pub(super) fn home(&self, address: &Address) -> Result<PageParts<'_>, RenderError> {
        let site = &*self.site;
        let config = site.config();
        let page = match site.index().section("") {
            Some(id) => self.entry_page(address, id, 1)?,
            None => self.unfiled_page(address, "home", config.title.own(), site.language()),
        };

        let title = if page.title.is_empty() { config.title.own().to_owned() } else { page.title };
        let description = || config.description.as_ref().map(|it| it.own().to_owned());
        let page = PageContext {
            kind: "home",
            title,
            summary: page.summary.or_else(description),
            json_ld: Some(json_ld::website(site)),
            breadcrumbs: Vec::new(),
            ..page
        };

        let voice = self.list_voice("");
        let newest =
            &site.listed(Kind::Briefing)[..site.listed(Kind::Briefing).len().min(HOME + 1)];
        let (lead, others) = match newest.split_first() {
            Some((lead, others)) => (Some(*lead), others),
            None => (None, newest),
        };
        let first = |kind| &site.listed(kind)[..site.listed(kind).len().min(HOME)];
        let list_url = |kind| cards::url(site, &Address::list(kind));

        let variables = Variables::Home {
            notice: notice(site),
            lead: lead.map(|lead| Box::new(self.lead(lead, voice))),
            briefings: self.cards(others, voice),
            updates: records::recent_updates(site, UPDATES),
            changes_url: (!site.lists().changes().is_empty())
                .then(|| cards::url(site, &Address::changes())),
            releases: releases(site, voice),
            agreements: self.cards(first(Kind::Agreement), voice),
            figures: self.cards(&site::key_figures(site, HOME), voice),
            ministers: cards::ministers_now(site, &in_office(site)),
            briefings_url: list_url(Kind::Briefing),
            agreements_url: list_url(Kind::Agreement),
            ministers_url: list_url(Kind::Minister),
            figures_url: list_url(Kind::Figure),
        };

        Ok(PageParts { template: "home.html".into(), page, variables })
    }

    /// Returns the newest briefing, with its image and its first figure.
    fn lead(&self, id: EntryId, voice: Voice<'_>) -> LeadContext<'_> {
        let site = &*self.site;

        // The figure as the briefing prints it: as of the briefing's day.
        let then = Voice { day: site.day_of(id), ..voice };
        let mut figures = site.uses(id, Kind::Figure).into_iter();
        let known = figures.find(|&figure| {
            site.figure(figure).is_some_and(|it| it.known_on(then.day).next().is_some())
        });

        LeadContext {
            card: cards::briefing(site, id, voice.language),
            picture: image::shown_of_entry(site, &*self.files, id),
            figure: known.map(|figure| self.card(figure, then)),
        }
    }
}

/// Returns the notice of the settings, if it stands on the day of the build.
fn notice(site: &Site) -> Option<NoticeContext> {
    let notice = site.config().notice.as_ref()?;
    if !notice.is_shown_on(site.as_of().day) {
        return None;
    }

    // A dead address has a finding; its text stands without it.
    let target = notice.url.as_ref().and_then(|url| site.menu_target(&url.value).ok());

    Some(NoticeContext {
        text: notice.text.to_string(),
        url: target.map(|MenuTarget { url, .. }| url),
    })
}

/// Returns the first ministers of the list who hold an office on the day of the build; where nobody's is known, the
/// first of all.
fn in_office(site: &Site) -> Vec<EntryId> {
    let all = site.listed(Kind::Minister);
    let day = site.as_of().day;
    let holds = |id: &EntryId| site.minister(*id).is_some_and(|it| it.role_on(day).is_some());
    let holding: Vec<EntryId> = all.iter().copied().filter(holds).take(HOME).collect();

    match holding.is_empty() {
        true => all.iter().copied().take(HOME).collect(),
        false => holding,
    }
}

/// Returns the releases that figures announce, the next one first; one for all figures of a source.
fn releases<'s>(site: &'s Site, voice: Voice<'_>) -> Vec<ReleaseCard<'s>> {
    let mut releases: Vec<(Date, &FigureSource, Vec<EntryId>)> = Vec::new();
    for (id, date, source) in site::coming_releases(site) {
        let known = releases.iter().position(|(day, other, _)| {
            *day == date && other.title == source.title && other.publisher == source.publisher
        });
        match known {
            Some(at) => releases[at].2.push(id),
            // They come in the order of their days: the first ones are the next ones.
            None if releases.len() == RELEASES => break,
            None => releases.push((date, source, vec![id])),
        }
    }

    let card = |(date, source, figures): (Date, &'s FigureSource, Vec<EntryId>)| ReleaseCard {
        date: When::date(date, voice.language),
        title: source.title.as_deref().map(Into::into),
        publisher: source.publisher.as_deref().map(Into::into),
        more_figures: figures.len().saturating_sub(RELEASES),
        figures: figures
            .into_iter()
            .take(RELEASES)
            .map(|figure| cards::link(site, figure, voice.language))
            .collect(),
    };

    releases.into_iter().map(card).collect()
}

//! Atom feeds (RFC 4287).

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};

use super::Edition;
use crate::config::BaseUrl;
use crate::content::Kind;
use crate::content::briefing::Withdrawal;
use crate::site::{Address, EntryId, Site, href};
use crate::value::Moment;

/// What a feed is of.
pub(super) struct Of<'f> {
    /// Its title.
    pub(super) title: String,
    /// Its own address.
    pub(super) own: &'f Address,
    /// The page that it follows.
    pub(super) page: &'f Address,
    /// Its briefings, newest first.
    pub(super) briefings: &'f [EntryId],
}

/// Writes a feed of the newest briefings.
///
/// # Errors
/// The finding that a briefing's embedded record made.
pub(super) fn atom(edition: &Edition, of: &Of<'_>) -> Result<Vec<u8>, super::RenderError> {
    let site = &edition.site;
    let config = site.config();
    let absolute =
        |address: &Address| config.base_url.absolute(&href(config.base_url.path(), address));
    let newest = of.briefings.iter().take(config.feed_items);
    let entries = newest.map(|&id| entry(edition, id)).collect::<Result<Vec<_>, _>>()?;

    // A feed without entries still needs a date (RFC 4287, 4.1.1); the build's day is the one known.
    let updated = entries.iter().map(|entry| entry.updated).max();
    let as_of = || date(&Moment::from_day(site.as_of().day));
    let author = config.publisher.as_ref().map_or(&config.title, |publisher| &publisher.name);
    let feed = Feed {
        id: absolute(of.own),
        title: Text::plain(of.title.as_str()),
        subtitle: config.description.as_deref().map(Text::plain),
        updated: updated.unwrap_or_else(as_of),
        lang: Some(config.language.value.to_string()),
        authors: vec![Person { name: author.to_string(), ..Person::default() }],
        links: vec![
            link("self", absolute(of.own), "application/atom+xml"),
            link("alternate", absolute(of.page), "text/html"),
        ],
        rights: config.licence.as_deref().map(Text::plain),
        entries,
        ..Feed::default()
    };
    let mut xml = feed.to_string();
    xml.push('\n');

    Ok(xml.into_bytes())
}

fn link(rel: &str, href: String, mime: &str) -> Link {
    Link { rel: rel.to_owned(), href, mime_type: Some(mime.to_owned()), ..Link::default() }
}

fn entry(edition: &Edition, id: EntryId) -> Result<Entry, super::RenderError> {
    let site = &edition.site;
    let config = site.config();
    let permalink = config.base_url.absolute(&href(config.base_url.path(), site.address(id)));
    let briefing = site.briefing(id);
    let published = briefing.and_then(|briefing| briefing.date.as_ref()).map(|date| date.value);
    let published = published.unwrap_or_else(|| Moment::from_day(site.as_of().day));

    let updated =
        briefing.and_then(|briefing| super::cards::last_update(briefing, site.as_of().day));
    let updated =
        updated.map(|update| Moment::from_day(update.first_day())).filter(|it| *it > published);
    let updated = updated.unwrap_or(published);

    if let Some(withdrawn) = briefing.and_then(|briefing| super::cards::withdrawn(site, briefing)) {
        return Ok(withdrawal(site, id, withdrawn, (published, updated)));
    }

    Ok(Entry {
        title: Text::plain(site.title(id)),
        updated: date(&updated),
        published: Some(date(&published)),
        summary: site.entry(id).head.summary.as_deref().map(Text::plain),
        links: vec![link("alternate", permalink.clone(), "text/html")],
        content: Some(Content {
            base: Some(permalink.clone()),
            lang: Some(site.language_of(id).tag().to_owned()),
            value: Some(edition.absolute_body(id)?),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        id: permalink,
        ..Entry::default()
    })
}

/// Tells readers of a feed that a briefing no longer stands; what it said is not sent again.
fn withdrawal(
    site: &Site,
    id: EntryId,
    withdrawn: &Withdrawal,
    (published, updated): (Moment, Moment),
) -> Entry {
    let base = &site.config().base_url;
    let permalink = base.absolute(&href(base.path(), site.address(id)));
    let day = withdrawn.date.as_ref().map(|date| date.value);
    let language = site.language_of(id);
    let mut summary = match day {
        Some(day) => language.fill("briefing_withdrawn_on", &[("date", &language.date(day))]),
        None => language.phrase("briefing_withdrawn").to_owned(),
    };

    if let Some(reason) = &withdrawn.reason {
        summary.extend([" ", reason]);
    }

    let day = day.map(|day| Moment::from_day(day.first_day()));

    Entry {
        title: Text::plain(language.fill("feed_withdrawn", &[("title", site.title(id))])),
        updated: date(&day.map_or(updated, |day| day.max(updated))),
        published: Some(date(&published)),
        summary: Some(Text::plain(summary)),
        links: vec![link("alternate", permalink.clone(), "text/html")],
        id: permalink,
        ..Entry::default()
    }
}

fn date(moment: &Moment) -> FixedDateTime {
    let text = moment.rfc3339();
    text.parse().unwrap_or_default()
}

/// Puts scheme and host before the addresses that begin at the root; `//host/` has a host already.
fn rooted(html: &str, attribute: &str, base: &BaseUrl) -> String {
    let mut parts = html.split(attribute);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str(attribute);
        if part.starts_with('/') && !part.starts_with("//") {
            whole.push_str(&base.absolute(""));
        }

        whole.push_str(part);
    }

    whole
}

impl Edition {
    /// Renders a body with whole addresses, for readers who see it elsewhere.
    fn absolute_body(&self, id: EntryId) -> Result<String, super::RenderError> {
        let body = self.body(id)?;
        let base = &self.site.config().base_url;
        let page = base.absolute(&href(base.path(), self.site.address(id)));
        let body = rooted(&body, "href=\"", base);
        let body = rooted(&body, "src=\"", base);
        Ok(body.replace("href=\"#", &format!("href=\"{page}#")))
    }

    /// Returns the feed of all briefings.
    pub(super) fn feed(&self, own: &Address) -> Result<Vec<u8>, super::RenderError> {
        atom(
            self,
            &Of {
                title: self.site.config().title.to_string(),
                own,
                page: &self.site.home_address(),
                briefings: self.site.listed(Kind::Briefing),
            },
        )
    }
}

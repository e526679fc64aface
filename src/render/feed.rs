//! Atom feeds (RFC 4287).

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};

use super::edition::Edition;
use super::error::RenderError;
use super::html::{RenderedProse, Rendition};
use super::{cards, changes, contact, prose};
use crate::content::briefing::Withdrawal;
use crate::site::{Address, EntryId, Site, SiteChange, feed_briefings, href};
use crate::source::{forbidden, is_forbidden};
use crate::value::Moment;
use contact::escaped;

/// The content of a feed.
struct Channel<'f> {
    title: String,
    /// The feed's own address.
    address: &'f Address,
    /// The page that it follows.
    page: &'f Address,
    /// Its entries, newest first.
    entries: Vec<Entry>,
}

/// Writes the feed of all briefings.
///
/// # Errors
/// A briefing's prose cannot be rendered.
pub(super) fn site(edition: &Edition, own: &Address) -> Result<Vec<u8>, RenderError> {
    let channel = Channel {
        title: edition.site.config().title.own().to_owned(),
        address: own,
        page: &Address::home(),
        entries: briefings(edition, feed_briefings(&edition.site, None))?,
    };

    Ok(atom(edition, channel))
}

/// Writes the feed of a topic.
///
/// # Errors
/// As [`site`].
pub(super) fn topic(edition: &Edition, topic: &str, own: &Address) -> Result<Vec<u8>, RenderError> {
    let site = &edition.site;
    let Some(term) = site.topics().get(topic) else {
        return Ok(Vec::new());
    };

    let names = [("site", site.config().title.own()), ("topic", &*term.title)];
    let channel = Channel {
        title: site.language().fill("feed_of_topic", &names),
        address: own,
        page: &term.address,
        entries: briefings(edition, feed_briefings(site, Some(term)))?,
    };

    Ok(atom(edition, channel))
}

/// Writes the feed of changes.
pub(super) fn changes(edition: &Edition, own: &Address) -> Vec<u8> {
    let site = &edition.site;
    let language = site.language();
    let newest = site.lists().changes().iter().take(site.config().feed_items);
    let entries = newest.map(|change| change_entry(site, change)).collect();
    let channel = Channel {
        title: language.fill("feed_of_changes", &[("site", site.config().title.own())]),
        address: own,
        page: &Address::changes(),
        entries,
    };

    atom(edition, channel)
}

fn change_entry(site: &Site, change: &SiteChange) -> Entry {
    let language = site.language();
    let base = &site.config().base_url;
    let permalink = base.absolute(&href(base.path(), site.address(change.entry)));
    let card = changes::card(site, change, language);
    let day = change.date.map_or(site.as_of().day, |date| date.first_day());

    let printed_by = card.printed_by.iter().map(|page| page.title.as_ref());
    let printed_by = printed_by.collect::<Vec<_>>().join("; ");
    let had_said = card.had_said.iter().map(|words| format!("{words} {printed_by}"));
    let summary = card.words.iter().map(ToString::to_string).chain(had_said);
    let title =
        language.fill("feed_of_change", &[("kind", &card.kind.words), ("title", &card.page.title)]);

    Entry {
        title: Text::plain(title),
        updated: date(&Moment::from_day(day)),
        summary: Some(Text::plain(summary.collect::<Vec<_>>().join(" "))),
        links: vec![link("alternate", permalink.clone(), "text/html")],
        id: format!("{permalink}#{}", changes::fragment(site, change)),
        ..Entry::default()
    }
}

/// Writes a feed of a channel.
fn atom(edition: &Edition, channel: Channel<'_>) -> Vec<u8> {
    let site = &edition.site;
    let config = site.config();
    let absolute =
        |address: &Address| config.base_url.absolute(&href(config.base_url.path(), address));
    let entries = channel.entries;

    // A feed without entries still needs a date (RFC 4287, 4.1.1); the build's day is the only one available.
    let updated = entries.iter().map(|entry| entry.updated).max();
    let as_of = || date(&Moment::from_day(site.as_of().day));
    let author = config.publisher.as_ref().map_or(&config.title, |publisher| &publisher.name);
    let feed = Feed {
        id: absolute(channel.address),
        title: Text::plain(channel.title.as_str()),
        subtitle: config.description.as_ref().map(|it| Text::plain(it.own())),
        updated: updated.unwrap_or_else(as_of),
        lang: Some(config.language.value.to_string()),
        authors: vec![Person { name: author.own().to_owned(), ..Person::default() }],
        links: vec![
            link("self", absolute(channel.address), "application/atom+xml"),
            link("alternate", absolute(channel.page), "text/html"),
        ],
        rights: config.licence.as_ref().map(|licence| Text::plain(&*licence.name)),
        entries,
        ..Feed::default()
    };
    let mut xml = feed.to_string();
    xml.push('\n');

    well_formed(xml).into_bytes()
}

/// Drops the characters that XML cannot hold, wherever they come from; one of them would end the feed for every reader.
pub(super) fn well_formed(mut xml: String) -> String {
    if forbidden(&xml).next().is_some() {
        xml.retain(|sign| !is_forbidden(sign));
    }

    xml
}

fn link(rel: &str, href: String, mime: &str) -> Link {
    Link { rel: rel.to_owned(), href, mime_type: Some(mime.to_owned()), ..Link::default() }
}

fn briefings(edition: &Edition, ids: Vec<EntryId>) -> Result<Vec<Entry>, RenderError> {
    ids.into_iter().map(|id| entry(edition, id)).collect()
}

fn entry(edition: &Edition, id: EntryId) -> Result<Entry, RenderError> {
    let site = &edition.site;
    let config = site.config();
    let permalink = config.base_url.absolute(&href(config.base_url.path(), site.address(id)));
    let briefing = site.briefing(id);
    let published = briefing.and_then(|briefing| briefing.date.as_ref()).map(|date| date.value);

    // Every entry needs a date (RFC 4287, 4.1.2), including a briefing without one in a preview.
    let published = published.unwrap_or_else(|| Moment::from_day(site.as_of().day));

    let updated = briefing.and_then(|briefing| cards::last_update(briefing, site.as_of().day));

    // An update has no time of day: on the day of publication it would precede the briefing.
    let updated =
        updated.map(|update| Moment::from_day(update.first_day())).filter(|it| *it > published);
    let updated = updated.unwrap_or(published);

    if let Some(withdrawn) = briefing.and_then(|briefing| cards::withdrawn(site, briefing)) {
        // Feed readers keep what they have fetched: only a new version of the entry retracts the text.
        return Ok(withdrawal(site, id, withdrawn, EntryDates { published, updated }));
    }

    Ok(Entry {
        title: Text::plain(site.title(id)),
        updated: date(&updated),
        published: Some(date(&published)),
        summary: site.entry(id).head.summary.as_deref().map(Text::plain),
        links: vec![link("alternate", permalink.clone(), "text/html")],
        content: Some(Content {
            // Relative addresses in the prose are resolved against this (RFC 4287, 2).
            base: Some(permalink.clone()),
            lang: Some(site.language_of(id).tag().to_owned()),
            value: Some(whole_text(edition, id)?),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        // An id must never change (RFC 4287, 4.2.6), and neither may a page's address. With new
        // ids, readers would show every briefing as new.
        id: permalink,
        ..Entry::default()
    })
}

/// Returns the text of a briefing with the notes to editors and whom to ask: a newsroom reads the feed, and not the page.
fn whole_text(edition: &Edition, id: EntryId) -> Result<String, RenderError> {
    let site = &edition.site;
    let language = site.language_of(id);
    let RenderedProse { body: mut html, notes } = prose::render(edition, id, Rendition::Feed)?;

    if !notes.is_empty() {
        let (ends, heading) = (language.phrase("ends"), language.phrase("notes_to_editors"));
        let (ends, heading) = (escaped(ends), escaped(heading));
        html.extend(["<p>", &ends, "</p>\n<h2>", &heading, "</h2>\n", &notes]);
    }

    if let Some(contact) = site.briefing(id).and_then(|briefing| briefing.contact.as_deref()) {
        let card = contact::card(contact, language, site.language());
        let heading = escaped(language.phrase("media_contact"));
        html.extend(["<h2>", &heading, "</h2>\n<p>", &contact::html(&card), "</p>\n"]);
    }

    Ok(html)
}

/// The dates of an entry of a feed.
#[derive(Debug, Clone, Copy)]
struct EntryDates {
    published: Moment,
    updated: Moment,
}

/// Tells readers of a feed that a briefing is withdrawn; its text is not sent again.
fn withdrawal(site: &Site, id: EntryId, withdrawn: &Withdrawal, dates: EntryDates) -> Entry {
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
        // Readers show an entry again only if its date has moved forward.
        updated: date(&day.map_or(dates.updated, |day| day.max(dates.updated))),
        published: Some(date(&dates.published)),
        summary: Some(Text::plain(summary)),
        links: vec![link("alternate", permalink.clone(), "text/html")],
        id: permalink,
        ..Entry::default()
    }
}

fn date(moment: &Moment) -> FixedDateTime {
    let text = moment.rfc3339();
    // Cannot fail: the parser reads the format that `rfc3339` writes.
    text.parse().unwrap_or_default()
}

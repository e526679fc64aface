//! Records as templates see them: cards, as of the day of the page that shows them.

use super::chart;
use super::context::{
    AgreementCard, BriefingCard, Event, FigureCard, FigureValue, Lang, MinisterCard, PageLink,
    PartyLink, SeriesRow, SignatoryCard, SourceCard, Status, ValueRevision, VocabularyTerm, When,
};
use super::versions;
use std::borrow::Cow;

use tera::Value;

use crate::content::agreement::{self, EventKind, RelationKind};
use crate::content::briefing::{Briefing, Withdrawal};
use crate::content::figure;
use crate::language::Language;
use crate::site::{Address, EntryId, HoldReason, Site, Voice, href};
use crate::source::Spanned;
use crate::value::{Change, Country, Date, Day, Moment, Quantity, Unit};

/// Converts an optional date into what templates read.
pub(super) fn when(date: Option<&Spanned<Date>>, language: &Language) -> Option<When> {
    date.map(|date| When::date(date.value, language))
}

/// Converts a free map into what templates read: an empty one if there is none.
pub(super) fn extra(map: Option<&serde_yaml::Value>) -> Value {
    match map {
        Some(map) => Value::from_serializable(map),
        None => Value::from(tera::Map::default()),
    }
}

fn text(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(Cow::from)
}

/// Returns the URL of an address, from the host's root.
pub(super) fn url(site: &Site, address: &Address) -> Cow<'static, str> {
    href(site.config().base_url.path(), address).into()
}

/// Returns a link to an entry, from a page in a language.
pub(super) fn link<'s>(site: &'s Site, id: EntryId, language: &Language) -> PageLink<'s> {
    let (title, lang) = site.index().name_in(id, language);
    PageLink { title: title.into(), lang: lang.map(Lang::new), url: site.url(id).into() }
}

/// Returns a link whose words are in the language of the page.
pub(super) fn own_link<'s>(
    title: impl Into<Cow<'s, str>>,
    url: impl Into<Cow<'s, str>>,
) -> PageLink<'s> {
    PageLink { title: title.into(), lang: None, url: url.into() }
}

/// Returns the date of the newest update on or before a day.
pub(super) fn last_update(briefing: &Briefing, day: Day) -> Option<Date> {
    let dates = briefing.updates.iter().map(|update| update.date.value);
    // A month or a year counts from its first day, as an event of an agreement does.
    dates.filter(|date| date.first_day() <= day).max()
}

/// Returns the withdrawal of a briefing, if it is in force by the build's day.
pub(super) fn withdrawn<'s>(site: &Site, briefing: &'s Briefing) -> Option<&'s Withdrawal> {
    briefing.withdrawn_on(site.as_of().day)
}

/// Returns why an entry is held back that is shown all the same, and when it comes out, as written.
pub(super) fn hold(site: &Site, id: EntryId) -> Option<(HoldReason, Option<Moment>)> {
    let hold = site.index().hold(id)?;
    let embargo = site.entry(id).head.embargo.as_ref();
    let date = site.briefing(id).and_then(|briefing| briefing.date.as_ref());
    let written = match hold.reason {
        HoldReason::Embargo => embargo.map(|it| it.value),
        HoldReason::Date => date.map(|it| it.value),
        HoldReason::Draft | HoldReason::Users | HoldReason::Source => {
            hold.until.map(|until| Moment::in_zone(until, &site.config().zone()))
        }
    };

    Some((hold.reason, written))
}

/// Makes the card of a page, in the language of the list that shows it.
pub(super) fn briefing<'s>(site: &'s Site, id: EntryId, language: &Language) -> BriefingCard<'s> {
    let head = &site.entry(id).head;
    let briefing = site.briefing(id);

    // The title of the card already links to this version.
    let others = versions::translations(site, id).into_iter().filter(|other| !other.current);

    BriefingCard {
        title: site.title(id).into(),
        lang: Lang::of_entry(site, id, language),
        translations: others.collect(),
        url: site.url(id).into(),
        summary: text(head.summary.as_deref()),
        date: briefing
            .and_then(|it| it.date.as_ref())
            .map(|date| When::moment(date.value, language)),
        r#type: briefing.map(|it| VocabularyTerm::new("type", it.r#type.id(), language)),
        withdrawn: briefing.is_some_and(|it| withdrawn(site, it).is_some()),
        extra: extra(head.extra.as_deref()),
    }
}

fn party<'s>(site: &'s Site, party: &'s agreement::Party, language: &Language) -> PartyLink<'s> {
    match party {
        agreement::Party::Country(country) => country_card(site, *country, language),
        agreement::Party::Named(name) => PartyLink { name: (&**name).into(), url: None },
    }
}

fn country_card<'s>(site: &'s Site, country: Country, language: &Language) -> PartyLink<'s> {
    let address = site.countries().get(&country.code()).map(|term| &term.address);
    let name = language.country(country);
    PartyLink { name: name.into(), url: address.map(|address| url(site, address)) }
}

fn event_term(event: EventKind, language: &Language) -> VocabularyTerm {
    VocabularyTerm::new("event", event.id(), language)
}

/// Returns an agreement's events up to a day or, with `all`, also the later ones, marked as such.
fn timeline<'s>(
    site: &'s Site,
    agreement: &'s agreement::Agreement,
    Voice { day, language }: Voice<'_>,
    all: bool,
) -> Vec<Event<'s>> {
    let mut events: Vec<&agreement::TimelineEvent> = agreement.timeline.iter().collect();

    // A stable sort: events of one day stay in the order of the record.
    events.sort_by_key(|event| event.date.value);

    events
        .into_iter()
        .filter(|event| all || event.date.value.first_day() <= day)
        .map(|event| Event {
            date: When::date(event.date.value, language),
            event: event_term(event.event, language),
            place: text(event.place.as_deref()),
            by: event
                .by
                .iter()
                .map(|by| {
                    // A signatory is shown with the office held when signing, whatever they became since.
                    signatory(site, by, Voice { day: event.date.value.first_day(), language })
                })
                .collect(),
            note: text(event.note.as_deref()),
            future: event.date.value.first_day() > day,
        })
        .collect()
}

fn signatory<'s>(
    site: &'s Site,
    by: &'s agreement::Signatory,
    voice: Voice<'_>,
) -> SignatoryCard<'s> {
    let found = site.find_record(crate::content::Kind::Minister, &by.minister.value);

    SignatoryCard {
        party: party(site, &by.party.value, voice.language),
        minister: match found {
            Some(id) => minister(site, id, voice),
            // A reference to an unknown minister is an error, but a preview still shows the page, with the
            // name as written.
            None => MinisterCard {
                id: "".into(),
                name: (&*by.minister.value).into(),
                styled_name: (&*by.minister.value).into(),
                name_lang: None,
                lang: None,
                url: None,
                role: None,
                acting: false,
                organisation: None,
                country: None,
            },
        },
    }
}

pub(super) fn agreement<'s>(
    site: &'s Site,
    id: EntryId,
    voice: Voice<'_>,
    all_events: bool,
) -> AgreementCard<'s> {
    let language = voice.language;
    let head = &site.entry(id).head;
    let agreement = site.agreement(id).expect("only agreements are asked for their card");

    AgreementCard {
        id: (&*site.entry(id).id.value).into(),
        title: site.title(id).into(),
        lang: Lang::of_entry(site, id, language),
        short_title: text(agreement.short_title.as_deref()),
        url: site.url(id).into(),
        summary: text(head.summary.as_deref()),
        instrument: agreement
            .instrument
            .map(|it| VocabularyTerm::new("instrument", it.id(), language)),
        status: status(agreement, voice),
        parties: agreement.parties.iter().map(|it| party(site, &it.value, language)).collect(),
        timeline: timeline(site, agreement, voice, all_events),
    }
}

/// Returns the words of a relation, read from either end.
pub(super) fn relation_words(language: &Language, kind: RelationKind, is_inverse: bool) -> String {
    let group = if is_inverse { "relation_inverse" } else { "relation" };
    language.term(group, kind.id()).to_owned()
}

/// Returns the status of an agreement on a day, derived from its last event by then.
pub(super) fn status(
    agreement: &agreement::Agreement,
    Voice { day, language }: Voice<'_>,
) -> Status {
    match agreement.status_on(day) {
        Some(event) => Status {
            id: event.event.id(),
            words: language.term("event", event.event.id()).to_owned(),
            since: Some(When::date(event.date.value, language)),
        },
        None => Status {
            id: "not-begun",
            words: language.phrase("no_event_known").to_owned(),
            since: None,
        },
    }
}

/// Makes the card of a minister as of today; a role without dates does not count as held today.
pub(super) fn minister_now<'s>(
    site: &'s Site,
    id: EntryId,
    language: &Language,
) -> MinisterCard<'s> {
    let day = site.as_of().day;
    let card = minister(site, id, Voice { day, language });
    let role = site.minister(id).and_then(|minister| minister.role_on(day));

    // The record may say that somebody was Home Secretary without saying since when; a page that answers as
    // of today must not claim that they still are.
    if role.is_some_and(|role| role.is_known_to_be_held_on(day)) {
        return card;
    }

    MinisterCard { role: None, acting: false, organisation: None, ..card }
}

pub(super) fn ministers_now<'s>(site: &'s Site, ids: &[EntryId]) -> Vec<MinisterCard<'s>> {
    ids.iter().map(|&id| minister_now(site, id, site.language())).collect()
}

/// Makes the card of a minister as styled on a day. Where the record has a name in the language, that name is used
/// alone, since the honorific belongs to the other one.
pub(super) fn minister<'s>(
    site: &'s Site,
    id: EntryId,
    Voice { day, language }: Voice<'_>,
) -> MinisterCard<'s> {
    let (name, foreign) = site.index().name_in(id, language);
    let lang = Lang::of_entry(site, id, language);
    let is_translated = lang.is_some() && foreign.is_none();
    let name = Cow::from(name);
    let minister = site.minister(id);
    let role = minister.and_then(|minister| minister.role_on(day));

    let honorific = minister.and_then(|minister| minister.honorific.as_deref());

    // "The Rt Hon" before a name in Arabic letters would be neither language.
    let honorific = honorific.filter(|_| !is_translated);
    let country = minister.and_then(|minister| minister.country.as_ref());

    MinisterCard {
        id: (&*site.entry(id).id.value).into(),
        styled_name: honorific
            .map_or_else(|| name.clone(), |honorific| format!("{honorific} {name}").into()),
        name_lang: foreign.map(Lang::new),
        lang,
        name,
        url: Some(site.url(id).into()),
        role: role.map(|role| (&*role.title.value).into()),
        acting: role.is_some_and(|role| role.acting),
        organisation: role.and_then(|role| text(role.organisation.as_deref())),
        country: country.map(|it| country_card(site, it.value, language)),
    }
}

pub(super) fn value<'s>(
    observation: &'s figure::Observation,
    language: &Language,
) -> FigureValue<'s> {
    FigureValue {
        words: language.quantity(&observation.value.value).into(),
        machine: observation.value.value.machine().into(),
        period: observation.period.as_ref().map(|period| language.period(&period.value).into()),
        provisional: observation.provisional,
    }
}

/// Formats the change between two values, where their periods can be compared.
fn change(
    from: &figure::Observation,
    to: &figure::Observation,
    language: &Language,
) -> Option<Cow<'static, str>> {
    let (first, second) = (from.period.as_ref()?, to.period.as_ref()?);
    // Rolling years a quarter apart share nine months: a change between them would mislead.
    let like = first.value.unlikeness(&second.value).is_none();
    like.then(|| Change::between(&from.value.value, &to.value.value))?
        .map(|change| language.change(&change).into())
}

/// Makes the card of a figure without its series, as most pages show a single value.
pub(super) fn figure<'s>(
    site: &'s Site,
    id: EntryId,
    Voice { day, language }: Voice<'_>,
) -> FigureCard<'s> {
    let figure = site.figure(id).expect("only figures are asked for their card");
    let mut known = figure.known_on(day).rev();
    let (current, before) = (known.next(), known.next());

    // A page shows what was known on its day; a newer value is shown beside it, marked as newer.
    let newest = figure.known_on(site.as_of().day).next_back();

    // Another version of the same period is a revision, which the card shows as `revised`.
    let newer =
        newest.filter(|newest| current.is_none_or(|current| !newest.is_for_period_of(current)));

    let now = current.and_then(|current| figure.version_on(current, site.as_of().day));
    let change =
        before.zip(current).and_then(|(before, current)| change(before, current, language));
    let address = site.address(id);

    FigureCard {
        id: (&*site.entry(id).id.value).into(),
        title: site.title(id).into(),
        lang: Lang::of_entry(site, id, language),
        url: site.url(id).into(),
        csv_url: url(site, &address.beside("data.csv")),
        measure: text(figure.measure.as_deref()),
        value: current.map(|current| value(current, language)),
        change_from: before
            // Without a change, its base period means nothing.
            .filter(|_| change.is_some())
            .and_then(|before| before.period.as_ref())
            .map(|period| language.period(&period.value).into()),
        change,
        newer: newer.map(|newer| value(newer, language)),
        revised: current.zip(now).and_then(|(current, now)| revision(current, now, language)),
        source: figure
            .source
            .as_ref()
            .map(|it| source(it, current, figure.series.last(), (site.as_of().day, language))),
        caveat: text(figure.caveat.as_deref()),
        series: Vec::new(),
        chart: None,
        revisions: Vec::new(),
        rounding: figure.rounded_to.map(|to| {
            let number = language.quantity(&Quantity::exact(to, Unit::None));
            language.fill("rounded_to", &[("number", &number)]).into()
        }),
    }
}

/// Returns the revision from one value to another, if the two read differently.
fn revision<'s>(
    from: &'s figure::Observation,
    to: &'s figure::Observation,
    language: &Language,
) -> Option<ValueRevision<'s>> {
    // Most values were never revised, and formatting both is the most expensive way to check.
    if std::ptr::eq(from, to) {
        return None;
    }

    let (from, now) = (language.quantity(&from.value.value), value(to, language));

    // A revision below the printed precision reads the same; a note about it would puzzle readers.
    (from != now.words).then(|| ValueRevision {
        period: now.period,
        from: from.into(),
        to: now.words,
        machine: now.machine,
        date: when(to.published.as_ref(), language),
        note: text(to.note.as_deref()),
    })
}

/// Makes the card of a figure with all values known on a day, for its own page and for embeds;
/// `anchor` is the id of its chart.
pub(super) fn figure_with_series<'s>(
    site: &'s Site,
    id: EntryId,
    voice: Voice<'_>,
    anchor: &str,
) -> FigureCard<'s> {
    let Voice { day, language } = voice;
    let figure = site.figure(id).expect("only figures are asked for their card");
    let mut before = None;
    let mut series = Vec::new();
    let mut revisions = Vec::new();

    for first in &figure.series {
        let versions: Vec<_> = figure.versions_on(first, day).collect();
        let Some(&observation) = versions.last() else {
            continue;
        };

        let revised: Vec<ValueRevision> = versions
            .windows(2)
            .rev()
            .filter_map(|pair| revision(pair[0], pair[1], language))
            .collect();

        revisions.extend(revised.iter().cloned());
        series.push(SeriesRow {
            value: value(observation, language),
            anchor: match &observation.period {
                Some(period) => period.value.anchor().into(),
                None => "value".into(),
            },
            change: before
                .replace(observation)
                .and_then(|before| change(before, observation, language)),
            published: when(observation.published.as_ref(), language),
            revisions: revised,
        });
    }

    let known: Vec<_> = figure.known_on(day).collect();
    let chart = chart::svg(&chart::Chart {
        title: site.title(id),
        figure,
        known: &known,
        anchor,
        language,
    });

    // Readers look for the newest value first.
    series.reverse();

    // ISO 8601 sorts by time; equal dates keep the order of the periods.
    let date = |revision: &ValueRevision| revision.date.as_ref().map(|date| date.iso.clone());
    revisions.sort_by_key(|revision| std::cmp::Reverse(date(revision)));

    FigureCard { series, chart, revisions, ..self::figure(site, id, voice) }
}

/// Returns the source of the value that a card shows. The date of the source is that of its last
/// value; an older value shows its own date of publication, or none.
fn source<'s>(
    source: &'s figure::FigureSource,
    shown: Option<&figure::Observation>,
    last: Option<&figure::Observation>,
    (today, language): (Day, &Language),
) -> SourceCard<'s> {
    let own = shown.and_then(|shown| shown.published.as_ref());

    // By identity: two values may be equal, but only one of them is the last.
    let is_last = match (shown, last) {
        (Some(shown), Some(last)) => std::ptr::eq(shown, last),
        (shown, last) => shown.is_none() && last.is_none(),
    };

    SourceCard {
        title: text(source.title.as_deref()),
        url: text(source.url.as_deref()),
        publisher: text(source.publisher.as_deref()),
        published: when(own.or_else(|| source.published.as_ref().filter(|_| is_last)), language),
        // What was due yesterday is no news.
        next_release: when(
            source.next_release.as_ref().filter(|date| date.value.last_day() >= today),
            language,
        ),
        licence: text(source.licence.as_deref()),
    }
}

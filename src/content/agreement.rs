//! Agreements between states, and their events over time.
//!
//! In: the fields of a front matter. Out: an [`Agreement`]. Invariant: the status is derived from the events;
//! there is no key for it.

use super::kind::Kind;
use super::reference;
use super::words::{Choice, SiteWords, open_words, words};
use crate::config::{self, LOCAL_TEXT, OwnStatus};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::Spanned;
use crate::value::{Country, Date, LocalText, ValueError, quote};
use crate::yaml::{Fields, Key, NodeReader, Schema, Text, Value, ValueType};

/// The front matter of an agreement.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    /// The name used after the first mention.
    pub short_title: Option<LocalText>,
    /// The kind of instrument.
    pub instrument: Option<Choice<Instrument>>,
    /// Whether it binds in law.
    pub binding: Option<Binding>,
    /// Who concluded it.
    pub parties: Vec<Spanned<Party>>,
    /// Its events, in written order.
    pub timeline: Vec<TimelineEvent>,
    /// Its relations to earlier agreements.
    pub relations: Vec<Relation>,
    /// Where its text is published, or why it is not.
    pub text: Option<Availability>,
    /// The id of the figure that is its value.
    pub value: Option<Text>,
}

/// A state, or another party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// A state, by its code.
    Country(Country),
    /// Any other party, by name.
    Named(Box<str>),
}

/// An entry of `timeline`.
#[derive(Debug, Clone)]
pub struct TimelineEvent {
    /// When, as precisely as it is known.
    pub date: Spanned<Date>,
    /// What happened.
    pub event: Choice<EventKind>,
    /// Where.
    pub place: Option<Box<str>>,
    /// Who acted for each party.
    pub by: Vec<Signatory>,
    /// A remark.
    pub note: Option<Box<str>>,
}

/// A pair of the map `by`.
#[derive(Debug, Clone)]
pub struct Signatory {
    /// The party.
    pub party: Spanned<Party>,
    /// The minister's id.
    pub minister: Text,
}

/// A relation to an earlier agreement.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Which relation.
    pub kind: RelationKind,
    /// The other agreement's id.
    pub to: Text,
}

/// Where the text of an agreement can be read.
#[derive(Debug, Clone)]
pub enum Availability {
    /// At an address.
    Published(Box<str>),
    /// Not published, and why.
    Unpublished(Option<Box<str>>),
}

words! {
    /// Kinds of instrument.
    pub enum Instrument ("a kind of instrument") {
        #[default]
        Treaty "treaty" "Treaty",
        MemorandumOfUnderstanding "memorandum-of-understanding" "Memorandum of understanding",
        JointStatement "joint-statement" "Joint statement",
        Declaration "declaration" "Declaration",
        ExchangeOfNotes "exchange-of-notes" "Exchange of notes",
        Arrangement "arrangement" "Arrangement",
        CommercialPackage "commercial-package" "Commercial package",
        Convention "convention" "Convention",
        Protocol "protocol" "Protocol",
        FreeTradeAgreement "free-trade-agreement" "Free trade agreement",
    }
}

open_words!(Instrument, "instrument", "a kind of instrument");

words! {
    /// Whether an agreement binds in law.
    pub enum Binding ("an answer to whether it binds") {
        Yes "yes" "Legally binding",
        No "no" "Not legally binding",
        #[default]
        Unknown "unknown" "Not known whether legally binding",
    }
}

words! {
    /// Events of an agreement; the last one is its status.
    pub enum EventKind ("an event of an agreement") {
        NegotiationsOpened "negotiations-opened" "Negotiations opened",
        Initialled "initialled" "Initialled",
        Agreed "agreed" "Agreed",
        #[default]
        Signed "signed" "Signed",
        Laid "laid" "Laid before parliament",
        ApprovedByParliament "approved-by-parliament" "Approved by parliament",
        Ratified "ratified" "Ratified",
        ProvisionallyApplied "provisionally-applied" "Provisionally applied",
        InForce "in-force" "In force",
        Amended "amended" "Amended",
        Extended "extended" "Extended",
        Suspended "suspended" "Suspended",
        Withdrawn "withdrawn" "Withdrawn",
        Terminated "terminated" "Terminated",
    }
}

open_words!(EventKind, "event", "an event of an agreement");

impl Choice<EventKind> {
    /// Returns the built-in event whose status follows; none where that is of the site's own, or stays as it was.
    #[must_use]
    pub fn kind(&self) -> Option<EventKind> {
        match self {
            Choice::Own(own) => match &own.status {
                OwnStatus::Of(id) => EventKind::ALL.iter().copied().find(|kind| kind.id() == &**id),
                OwnStatus::Own => self.built_in(),
                OwnStatus::Unchanged => None,
            },
            Choice::BuiltIn(kind) => Some(*kind),
        }
    }

    /// Tells whether the status of the agreement changes with it.
    #[must_use]
    pub fn changes_status(&self) -> bool {
        !matches!(self, Choice::Own(own) if own.status == OwnStatus::Unchanged)
    }

    /// Returns the status that follows: the event itself, or the one that the settings name.
    #[must_use]
    pub fn status(&self) -> Choice<EventKind> {
        let follows = |own: &crate::config::OwnWord| matches!(own.status, OwnStatus::Of(_));
        match (self, self.kind()) {
            (Choice::Own(own), Some(kind)) if follows(own) => Choice::BuiltIn(kind),
            _ => self.clone(),
        }
    }
}

words! {
    /// How an agreement relates to an earlier one.
    pub enum RelationKind ("a relation") {
        #[default]
        BuildsOn "builds_on" "Builds on",
        Implements "implements" "Implements",
        Amends "amends" "Amends",
        Supersedes "supersedes" "Supersedes",
    }
}

impl RelationKind {
    /// Returns the words for the relation on the other agreement's page.
    #[must_use]
    pub fn inverse(self) -> &'static str {
        match self {
            RelationKind::BuildsOn => "Built on by",
            RelationKind::Implements => "Implemented by",
            RelationKind::Amends => "Amended by",
            RelationKind::Supersedes => "Superseded by",
        }
    }
}

impl Agreement {
    /// Returns the last event on or before a day, in the order of their dates.
    ///
    /// An event of a month or a year counts from its first day: a briefing of 20 August may speak of
    /// what was signed in August.
    pub fn status_on(&self, day: crate::value::Day) -> Option<&TimelineEvent> {
        self.timeline
            .iter()
            .filter(|event| event.date.value.first_day() <= day && event.event.changes_status())
            // Of several on one day the last: writers list events in order.
            .max_by_key(|event| event.date.value)
    }
}

/// The keys of an agreement.
pub(super) const KEYS: &[Key] = &[
    Key::new("short_title", LOCAL_TEXT, "the name after the first mention"),
    Key::new(
        "instrument",
        ValueType::OpenWord(Instrument::IDS),
        "the kind of instrument, or one of the site's own",
    ),
    Key::new("binding", ValueType::Word(Binding::IDS), "whether it binds in law"),
    Key::new("parties", ValueType::List(&ValueType::Text), "codes of countries, or names"),
    Key::new(
        "timeline",
        ValueType::List(&ValueType::Map(TIMELINE_EVENT)),
        "its events; the last one is its status",
    ),
    Key::new("builds_on", AGREEMENTS, "ids of earlier agreements that it builds on"),
    Key::new("implements", AGREEMENTS, "ids of earlier agreements that it implements"),
    Key::new("amends", AGREEMENTS, "ids of earlier agreements that it amends"),
    Key::new("supersedes", AGREEMENTS, "ids of earlier agreements that it supersedes"),
    Key::new(
        "text",
        ValueType::OneOf(&[ValueType::Url, ValueType::Map(TEXT)]),
        "the address of its text, or why it is not published",
    ),
    Key::new("value", ValueType::Id("figure"), "the id of the figure that is its value"),
];

const AGREEMENTS: ValueType = ValueType::List(&ValueType::Id("agreement"));

const TIMELINE_EVENT: &Schema = &Schema {
    what: "an event of the timeline",
    groups: &[&[
        Key::new("date", ValueType::Date, "the day, the month or the year").required(),
        Key::new(
            "event",
            ValueType::OpenWord(EventKind::IDS),
            "what happened, or an event of the site's own",
        )
        .required(),
        Key::new("place", ValueType::Text, "where it happened"),
        Key::new(
            "by",
            ValueType::Table { key: &ValueType::Text, value: &ValueType::Id("minister") },
            "the minister who acted for each party",
        ),
        Key::new("note", ValueType::Text, "a remark"),
    ]],
};

const TEXT: &Schema = &Schema {
    what: "`text`",
    groups: &[&[
        Key::new("published", ValueType::Flag, "whether the text is published"),
        Key::new("reason", ValueType::Text, "why it is not published"),
        Key::new("url", ValueType::Url, "its address"),
    ]],
};

pub(super) fn read(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Agreement {
    let instruments = &site.vocabulary.instruments;

    Agreement {
        short_title: config::local_text(fields, "short_title", site.language),
        instrument: fields
            .parsed("instrument", Code::BadValue, |text| Choice::parse(text, instruments))
            .map(|it| it.value),
        binding: fields.parsed("binding", Code::BadValue, binding).map(|it| it.value),
        parties: parties(fields, site),
        timeline: timeline(fields, site),
        relations: relations(fields),
        text: availability(fields),
        value: fields
            .node("value")
            .and_then(|node| reference::read(fields.reading, node, Kind::Figure)),
    }
}

/// Parses `binding`; some writers use `true` for `yes`.
fn binding(text: &str) -> Result<Binding, crate::value::ValueError> {
    Binding::parse(match text {
        "true" => "yes",
        "false" => "no",
        text => text,
    })
}

/// Parses a party: a code, or a name.
fn party(fields: &mut NodeReader<'_>, text: &Text, site: SiteWords<'_>) -> Option<Spanned<Party>> {
    let written = &*text.value;
    let party = match site.vocabulary.country(written) {
        Ok(country) => Party::Country(country),
        // "xx" as the name of an organisation would be printed on the page; a wrong code is far more likely.
        Err(error) if is_like_code(written) => {
            fields.bad(Code::BadValue, text.span, error);
            return None;
        }
        // What is meant is known, and only the page of the agreement would not lead to it.
        Err(ValueError { fix: Some(code), .. }) => {
            fields.findings.push(named_country(fields.place(text.span), written, &code));
            Party::Country(site.vocabulary.country(&code).ok()?)
        }
        Err(_) => Party::Named(written.into()),
    };

    Some(Spanned::new(party, text.span))
}

/// Tells whether a text can only be meant for a code: `xx`, `xx-abc`.
fn is_like_code(written: &str) -> bool {
    let (state, part) = written.split_once('-').unwrap_or((written, ""));
    let is_letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_lower = !written.contains(|it: char| it.is_ascii_uppercase());

    state.len() == 2
        && is_letters(state)
        && (!written.contains('-') || is_lower && (1..=3).contains(&part.len()))
}

/// Reports a party that is named where its code would lead to its page.
fn named_country(place: Place, written: &str, code: &str) -> Diagnostic {
    let message = format!("{} is written as a name, and has a code", quote(written));
    Diagnostic::new(Code::BadValue, place.clone(), message)
        .severity(Severity::Warning)
        .help(format!("write `{code}`"))
        .fix(place, code)
}

fn parties(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Vec<Spanned<Party>> {
    let written = fields.texts("parties");
    written.iter().filter_map(|text| party(fields.reading, text, site)).collect()
}

fn timeline(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Vec<TimelineEvent> {
    let events = &site.vocabulary.events;
    let items = fields.maps("timeline");

    items
        .iter()
        .filter_map(|item| {
            let mut fields = Fields::from_node(fields.reading, TIMELINE_EVENT, item)?;
            let date = fields.parsed("date", Code::BadDate, Date::parse);
            let event = fields.parsed("event", Code::BadValue, |text| Choice::parse(text, events));
            let place = fields.text("place").map(|text| text.value);
            let by = signatories(&mut fields, site);
            let note = fields.text("note").map(|text| text.value);

            fields.finish();

            Some(TimelineEvent { date: date?, event: event?.value, place, by, note })
        })
        .collect()
}

fn signatories(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Vec<Signatory> {
    let Some(node) = fields.node("by") else {
        return Vec::new();
    };

    let Some(entries) = fields.reading.map(node, "`by`") else {
        return Vec::new();
    };

    entries
        .iter()
        .filter_map(|entry| {
            let party = party(fields.reading, &entry.key, site)?;
            let minister = reference::read(fields.reading, &entry.node, Kind::Minister)?;
            Some(Signatory { party, minister })
        })
        .collect()
}

fn relations(fields: &mut Fields<'_, '_, '_>) -> Vec<Relation> {
    let mut relations = Vec::new();

    // In the order of the table, not of the file, so that all pages list relations alike.
    for kind in RelationKind::ALL.iter().copied() {
        for item in fields.items(kind.id()) {
            let to = reference::read(fields.reading, item, Kind::Agreement);
            relations.extend(to.map(|to| Relation { kind, to }));
        }
    }

    relations
}

fn availability(fields: &mut Fields<'_, '_, '_>) -> Option<Availability> {
    let node = fields.node("text")?;
    if !matches!(node.value, Value::Map(_)) {
        return fields.address("text").map(|url| Availability::Published(url.value));
    }

    let mut fields = Fields::from_node(fields.reading, TEXT, node)?;
    let published = fields.flag("published");
    let reason = fields.text("reason").map(|text| text.value);
    let url = fields.address("url").map(|url| url.value);
    let availability = match (published, url) {
        // The explicit `published: no` wins: an address beside it may be that of an announcement.
        (Some(false), _) => Some(Availability::Unpublished(reason)),
        (_, Some(url)) => Some(Availability::Published(url)),
        (_, None) => {
            fields.reading.report(
                Code::MissingKey,
                node.span,
                "`text` says neither where the text is nor that it is not published",
                "write its address, or `{published: no, reason: \"…\"}`",
            );
            None
        }
    };

    fields.finish();

    availability
}

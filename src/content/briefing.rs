//! Briefings: pages that are published on a day.
//!
//! In: the fields of a front matter. Out: a [`Briefing`]. Invariant: reads every key of `KEYS`, and no other.

use std::sync::Arc;

use super::clearance::{self, Clearance};
use super::head;
use super::kind::Kind;
use super::reference;
use super::words::{Choice, SiteWords, open_words, words};
use crate::config::{self, Contact, LOCAL_TEXT};
use crate::diagnostic::Code;
use crate::source::Spanned;
use crate::value::{Country, Date, Day, LocalText, Moment};
use crate::yaml::{Fields, Key, Schema, Text, ValueType};

/// The front matter of a briefing.
#[derive(Debug, Clone, Default)]
pub struct Briefing {
    /// When it is published; none where the date could not be read.
    pub date: Option<Spanned<Moment>>,
    /// The type of news.
    pub r#type: Choice<BriefingType>,
    /// The agreements, ministers and figures that it names, in the order of the lists.
    pub records: Vec<RecordRef>,
    /// Topics, as written.
    pub topics: Vec<Text>,
    /// Countries.
    pub countries: Vec<Spanned<Country>>,
    /// Later changes, in written order.
    pub updates: Vec<Update>,
    /// Its withdrawal.
    pub withdrawn: Option<Withdrawal>,
    /// The date of its next review.
    pub review_by: Option<Spanned<Date>>,
    /// The contact for questions.
    pub contact: Option<Arc<Contact>>,
    /// What is known of a speech.
    pub speech: Speech,
    /// Who signed it off.
    pub clearance: Vec<Clearance>,
}

/// Where and by whom a speech was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speech {
    /// The minister who gave it.
    pub speaker: Option<Text>,
    /// The venue.
    pub place: Option<LocalText>,
    /// When it was given, where that is not the date of publication.
    pub delivered: Option<Spanned<Moment>>,
    /// Whether the text was published before it was given, so that what was said decides.
    pub check_against_delivery: bool,
}

/// An id in one of the record lists of a briefing.
#[derive(Debug, Clone)]
pub struct RecordRef {
    /// The kind of record, by the list that it is in.
    pub kind: Kind,
    /// The id, with its place.
    pub id: Text,
}

/// An entry of `updates`.
#[derive(Debug, Clone)]
pub struct Update {
    /// When.
    pub date: Spanned<Date>,
    /// What was changed.
    pub note: Box<str>,
    /// How much it matters to readers.
    pub kind: UpdateKind,
}

/// The map `withdrawn`.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Why.
    pub reason: Option<Box<str>>,
    /// The briefing to read instead.
    pub replaced_by: Option<Text>,
}

impl Briefing {
    /// Returns the withdrawal, where it has taken effect by a day.
    #[must_use]
    pub fn withdrawn_on(&self, day: Day) -> Option<&Withdrawal> {
        let begun =
            |it: &&Withdrawal| it.date.as_ref().is_none_or(|it| it.value.first_day() <= day);
        self.withdrawn.as_ref().filter(begun)
    }
}

words! {
    /// What a briefing is, after GOV.UK's news types and the domain's own.
    pub enum BriefingType ("a type of briefing") {
        #[default]
        PressRelease "press-release" "Press release",
        News "news" "News",
        Speech "speech" "Speech",
        Factsheet "factsheet" "Factsheet",
        QAndA "q-and-a" "Q and A",
        JointStatement "joint-statement" "Joint statement",
        WrittenStatement "written-statement" "Written statement",
        OralStatement "oral-statement" "Oral statement",
        StatisticsRelease "statistics-release" "Statistics release",
        Consultation "consultation" "Consultation",
        PolicyPaper "policy-paper" "Policy paper",
        OpenLetter "open-letter" "Open letter",
        Transcript "transcript" "Transcript",
        Notice "notice" "Notice",
    }
}

open_words!(BriefingType, "type", "a type of briefing");

words! {
    /// How much an update matters, after GOV.UK's change control.
    pub enum UpdateKind ("a kind of update") {
        #[default]
        Major "major" "Update",
        Minor "minor" "Minor change",
        Correction "correction" "Correction",
    }
}

/// The keys of a briefing except its lists of records; for these see [`keys`](super::keys).
pub(super) const KEYS: &[Key] = &[
    Key::new("date", ValueType::Moment, "the day or time of publication, for which records answer")
        .required(),
    Key::new(
        "type",
        ValueType::OpenWord(BriefingType::IDS),
        "the type of news, or one of the site's own",
    ),
    Key::new("topics", ValueType::List(&ValueType::Text), "topics in words"),
    Key::new("countries", ValueType::List(&ValueType::Country), "codes of countries"),
    Key::new(
        "updates",
        ValueType::List(&ValueType::Map(UPDATE)),
        "later changes that readers see on the page",
    ),
    Key::new("withdrawn", ValueType::Map(WITHDRAWAL), "the withdrawal, which the page then says"),
    Key::new("review_by", ValueType::Date, "the date by which the page is reviewed"),
    Key::new(
        "contact",
        ValueType::OneOf(&[ValueType::Text, ValueType::Map(config::CONTACT)]),
        "whom to ask: the id of a contact of the site, its parts, or a text",
    ),
    Key::new(NOTES, ValueType::Text, "notes to editors, in Markdown"),
    Key::new("speaker", ValueType::Id("minister"), "the minister who gives a speech"),
    Key::new("place", LOCAL_TEXT, "where a speech is given"),
    Key::new("delivered", ValueType::Moment, "when a speech was given, if not on `date`"),
    Key::new(
        "check_against_delivery",
        ValueType::Flag,
        "whether a speech was written before it was given",
    ),
    Key::new(
        clearance::CLEARANCE,
        ValueType::List(&ValueType::Map(clearance::ENTRY)),
        "who signed the page off; `chancery clear` writes it",
    ),
];

const UPDATE: &Schema = &Schema {
    what: "an update",
    groups: &[&[
        Key::new("date", ValueType::Date, "the day of the change").required(),
        Key::new("note", ValueType::Text, "what was changed").required(),
        Key::new("kind", ValueType::Word(UpdateKind::IDS), "how much it matters to readers"),
    ]],
};

const WITHDRAWAL: &Schema = &Schema {
    what: "`withdrawn`",
    groups: &[&[
        Key::new("date", ValueType::Date, "the day of the withdrawal"),
        Key::new("reason", ValueType::Text, "the reason, for readers"),
        Key::new("replaced_by", ValueType::Id("briefing"), "the briefing to read instead"),
    ]],
};

/// The most topics of one briefing: each has a page and a feed, and a page that is filed everywhere is found nowhere.
const TOPICS_MAX: usize = 50;

fn topics(fields: &mut Fields<'_, '_, '_>) -> Vec<Text> {
    let mut topics = head::topics(fields);
    if let Some(first_over) = topics.get(TOPICS_MAX) {
        let message =
            format!("the briefing has {} topics; the limit is {TOPICS_MAX}", topics.len());
        let help = "name those under which a reader would look for it";
        fields.reading.report(Code::TooLarge, first_over.span, message, help);
    }

    topics.truncate(TOPICS_MAX);

    topics
}

/// Reads a briefing; `records` are those of its lists.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    records: Vec<RecordRef>,
    site: SiteWords<'_>,
) -> Briefing {
    let date = fields.moment("date");
    let speech = speech(fields, site);

    // Read as Markdown together with the body, see `prose_text`.
    fields.text(NOTES);

    let own_types = &site.vocabulary.types;
    let r#type = fields.parsed("type", Code::BadValue, |text| Choice::parse(text, own_types));

    Briefing {
        date,
        // The default may be one that the site has renamed.
        r#type: r#type.map_or_else(
            || Choice::parse(BriefingType::default().id(), own_types).unwrap_or_default(),
            |it| it.value,
        ),
        records: with_speaker(records, speech.speaker.as_ref()),
        topics: topics(fields),
        countries: countries(fields, site),
        updates: updates(fields),
        withdrawn: withdrawn(fields),
        review_by: fields.parsed("review_by", Code::BadDate, Date::parse),
        contact: config::named_contact(fields, site.language, site.vocabulary),
        speech,
        clearance: clearance::read(fields),
    }
}

/// Adds the speaker to the ministers that a briefing names, before all others.
fn with_speaker(mut records: Vec<RecordRef>, speaker: Option<&Text>) -> Vec<RecordRef> {
    let Some(speaker) = speaker else {
        return records;
    };

    let is_speaker = |it: &RecordRef| it.kind == Kind::Minister && it.id.value == speaker.value;
    let named = records.iter().position(is_speaker).map(|at| records.remove(at));
    let named = named.unwrap_or_else(|| RecordRef { kind: Kind::Minister, id: speaker.clone() });
    let first = records.iter().position(|it| it.kind == Kind::Minister).unwrap_or(records.len());
    records.insert(first, named);

    records
}

/// The key of the notes to editors.
pub(super) const NOTES: &str = "notes";

fn speech(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Speech {
    let speaker = fields.node("speaker");

    Speech {
        speaker: speaker.and_then(|node| reference::read(fields.reading, node, Kind::Minister)),
        place: config::local_text(fields, "place", site.language),
        delivered: fields.moment("delivered"),
        check_against_delivery: fields.flag("check_against_delivery").unwrap_or(false),
    }
}

fn countries(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Vec<Spanned<Country>> {
    let written = fields.texts("countries");

    written
        .into_iter()
        .filter_map(|text| match site.vocabulary.country(&text.value) {
            Ok(country) => Some(Spanned::new(country, text.span)),
            Err(error) => {
                fields.reading.bad(Code::BadValue, text.span, error);
                None
            }
        })
        .collect()
}

fn updates(fields: &mut Fields<'_, '_, '_>) -> Vec<Update> {
    let items = fields.maps("updates");

    items
        .iter()
        .filter_map(|item| {
            let mut fields = Fields::from_node(fields.reading, UPDATE, item)?;
            let date = fields.parsed("date", Code::BadDate, Date::parse);
            let note = fields.text("note");
            let kind = fields.parsed("kind", Code::BadValue, UpdateKind::parse);

            fields.finish();

            Some(Update {
                // An update without a date or a note would tell readers nothing.
                date: date?,
                note: note?.value,
                kind: kind.map_or_else(UpdateKind::default, |kind| kind.value),
            })
        })
        .collect()
}

fn withdrawn(fields: &mut Fields<'_, '_, '_>) -> Option<Withdrawal> {
    let node = fields.node("withdrawn")?;
    let mut fields = Fields::from_node(fields.reading, WITHDRAWAL, node)?;

    // Kept even without its reason or date: the page has to say that it is withdrawn.
    let withdrawn = Withdrawal {
        date: fields.parsed("date", Code::BadDate, Date::parse),
        reason: fields.text("reason").map(|text| text.value),
        replaced_by: fields.text("replaced_by"),
    };

    fields.finish();

    Some(withdrawn)
}

impl Briefing {
    /// Returns the ids of one list, in its order.
    pub fn named(&self, kind: Kind) -> impl Iterator<Item = &Text> {
        self.records.iter().filter(move |named| named.kind == kind).map(|named| &named.id)
    }
}

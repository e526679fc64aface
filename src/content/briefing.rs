//! Briefings: what is published on a day.

use jiff::Timestamp;

use super::document::{self, Entry};
use super::fitted;
use super::kind::Kind;
use super::words::words;
use crate::diagnostic::Code;
use crate::source::Spanned;
use crate::value::{Country, Date, Day, Moment, ValueError};
use crate::yaml::{Fields, Text};

/// The front matter of a briefing.
#[derive(Debug, Clone, Default)]
pub struct Briefing {
    /// When it is published; none where it could not be read.
    pub date: Option<Spanned<Moment>>,
    /// What it is.
    pub r#type: BriefingType,
    /// The agreements, ministers and figures that it names, in the order of the lists.
    pub records: Vec<Named>,
    /// Topics, as written.
    pub topics: Vec<Text>,
    /// Countries.
    pub countries: Vec<Spanned<Country>>,
    /// Not before this time.
    pub embargo: Option<Spanned<Moment>>,
    /// What was changed since, in the order in which it is written.
    pub updates: Vec<Update>,
    /// That it was withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// When it is to be looked at again.
    pub review_by: Option<Spanned<Date>>,
    /// Whom to ask.
    pub contact: Option<Box<str>>,
}

/// An id in one of the lists of a briefing.
#[derive(Debug, Clone)]
pub struct Named {
    /// Which list.
    pub kind: Kind,
    /// The id, and where it stands.
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
pub struct Withdrawn {
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Why.
    pub reason: Option<Box<str>>,
    /// The briefing to read instead.
    pub replaced_by: Option<Text>,
}

impl Briefing {
    /// Returns that it was withdrawn, from the day on which it was.
    #[must_use]
    pub fn withdrawn_on(&self, day: Day) -> Option<&Withdrawn> {
        let begun = |it: &&Withdrawn| it.date.as_ref().is_none_or(|it| it.value.first_day() <= day);
        self.withdrawn.as_ref().filter(begun)
    }

    /// Returns the embargo, where it has not ended at a moment.
    #[must_use]
    pub fn embargo_after(&self, moment: Timestamp) -> Option<Moment> {
        self.embargo.as_ref().map(|it| it.value).filter(|embargo| embargo.instant() > moment)
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
    }
}

words! {
    /// How much an update matters, after GOV.UK's change control.
    pub enum UpdateKind ("a kind of update") {
        #[default]
        Major "major" "Update",
        Minor "minor" "Minor change",
        Correction "correction" "Correction",
    }
}

/// Reads a briefing, and the records that its lists define inline.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, inline: &mut Vec<Entry>) -> Briefing {
    let date = fields.parsed("date", Code::BadDate, Moment::parse);
    if date.is_none() && fields.node("date").is_none() {
        fields.missing("date");
    }

    if fields.node("summary").is_none() {
        fields.missing("summary");
    }

    let mut records = Vec::new();
    for (key, kind) in
        [("agreements", Kind::Agreement), ("ministers", Kind::Minister), ("figures", Kind::Figure)]
    {
        for item in fields.items(key) {
            let named = document::reference(fields.reading, item, kind, Some(&mut *inline));
            records.extend(named.map(|id| Named { kind, id }));
        }
    }

    // Whoever leaves the time of an embargo open does not mean that there is none.
    fields.not_empty("embargo");

    Briefing {
        date,
        r#type: fields
            .parsed("type", Code::BadValue, BriefingType::parse)
            .map_or_else(BriefingType::default, |it| it.value),
        records: fitted(records),
        topics: fields.texts("topics"),
        countries: countries(fields, "countries"),
        embargo: fields.parsed("embargo", Code::BadDate, embargo),
        updates: updates(fields),
        withdrawn: withdrawn(fields),
        review_by: fields.parsed("review_by", Code::BadDate, Date::parse),
        contact: fields.text("contact").map(|text| text.value),
    }
}

/// An embargo ends at a time: a bare day would end it at midnight in nobody's time zone.
fn embargo(text: &str) -> Result<Moment, ValueError> {
    let moment = Moment::parse(text)?;
    if !moment.has_time() {
        return Err(ValueError {
            message: "an embargo ends at a time, and this is a day".to_owned(),
            help: Some(format!(
                "write the time with its offset, e.g. `{}T00:01:00+00:00`",
                moment.day()
            )),
        });
    }

    Ok(moment)
}

pub(super) fn countries(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
) -> Vec<Spanned<Country>> {
    let written = fields.texts(key);

    written
        .into_iter()
        .filter_map(|text| match Country::parse(&text.value) {
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
            let mut fields = Fields::of(fields.reading, "an update", item)?;
            let date = fields.parsed("date", Code::BadDate, Date::parse);
            if date.is_none() && fields.node("date").is_none() {
                fields.missing("date");
            }

            let note = fields.required("note");
            let kind = fields.parsed("kind", Code::BadValue, UpdateKind::parse);
            fields.finish();

            Some(Update {
                date: date?,
                note: note?.value,
                kind: kind.map_or_else(UpdateKind::default, |kind| kind.value),
            })
        })
        .collect()
}

fn withdrawn(fields: &mut Fields<'_, '_, '_>) -> Option<Withdrawn> {
    let node = fields.node("withdrawn")?;
    let mut fields = Fields::of(fields.reading, "`withdrawn`", node)?;
    let withdrawn = Withdrawn {
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

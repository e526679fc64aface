//! Figures: numbers with a unit, a period, a source and a rounding.
//!
//! In: the fields of a front matter. Out: a [`Figure`]. Invariant: every query for a known value takes a day.

mod data;
mod keys;
mod read;
mod table;
mod values;

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::lexicon::starts_with_phrase;
pub use crate::lexicon::{MissingReason, ValueMark};
use crate::source::{SitePath, Spanned};
use crate::value::{Claim, Date, Day, Period, Quantity, Unit, ValueError, YearStarts};
use crate::yaml::Text;
pub use data::data_path;
pub(super) use keys::KEYS;
pub(super) use read::read;

/// The front matter of a figure.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// The unit of values that do not name their own.
    pub unit: Option<Unit>,
    /// What is counted, in words.
    pub measure: Option<Box<str>>,
    /// Where it comes from.
    pub source: Option<FigureSource>,
    /// Its values, oldest period first; those without a period come last.
    pub series: Vec<Observation>,
    /// Periods for which there is no value, each with the reason, oldest first.
    pub gaps: Vec<MissingValue>,
    /// Its further series, such as those of men and of women, in the order of the record.
    pub parts: Vec<NamedSeries>,
    /// The table that its values come from, if they are not typed.
    pub data: Option<Box<SitePath>>,
    /// What a value is compared with, if the record says so.
    pub compare: Option<ComparedWith>,
    /// Whether a value is written at all, even one that cannot be read.
    pub has_value: bool,
    /// The rounding of the values: 100 is "to the nearest 100".
    pub rounded_to: Option<Decimal>,
    /// Words that fit the measure.
    pub say: Vec<Text>,
    /// Words that do not fit it.
    pub never_say: Vec<Text>,
    /// What to know before using it.
    pub caveat: Option<Box<str>>,
    /// A change that was claimed elsewhere.
    pub change: Option<Spanned<Claim>>,
    /// The area that it covers.
    pub geography: Option<Box<str>>,
}

/// One of several series of a figure.
#[derive(Debug, Clone)]
pub struct NamedSeries {
    /// Its name: "Men".
    pub name: Text,
    /// Its values, with the unit, source and rounding of the whole figure; it has no series of its own.
    pub figure: Figure,
}

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComparedWith {
    /// The value before it.
    Previous,
    /// The value of the same part of the year before.
    Year,
}

/// A period that has no value, and why.
#[derive(Debug, Clone)]
pub struct MissingValue {
    /// The period, if given.
    pub period: Option<Spanned<Period>>,
    /// Why there is no value.
    pub reason: MissingReason,
    /// When that was published; none where only the source's date is known.
    pub published: Option<Spanned<Date>>,
    /// What to know about it.
    pub note: Option<Box<str>>,
}

/// One value of a figure as it was published.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Its period, if given.
    pub period: Option<Spanned<Period>>,
    /// The value.
    pub value: Spanned<Quantity>,
    /// When it was published; none where only the source's date is known.
    pub published: Option<Spanned<Date>>,
    /// Whether it may still be revised.
    pub provisional: bool,
    /// What else its publisher marks it as, such as estimated.
    pub marks: Vec<ValueMark>,
    /// What to know about this value alone; the reason of the revision, if it is one.
    pub note: Option<Box<str>>,
    /// Its publication, where it is not the figure's.
    pub source: Option<Box<FigureSource>>,
    /// Its revisions, oldest first; these have no revisions of their own.
    pub revised: Vec<Observation>,
}

/// The map `source`.
#[derive(Debug, Clone, Default)]
pub struct FigureSource {
    /// The publication.
    pub title: Option<Box<str>>,
    /// Its address.
    pub url: Option<Box<str>>,
    /// Who publishes it.
    pub publisher: Option<Box<str>>,
    /// When it came out.
    pub published: Option<Spanned<Date>>,
    /// When the next one comes out.
    pub next_release: Option<Spanned<Date>>,
    /// Its licence.
    pub licence: Option<Box<str>>,
}

/// The source of a value as a page of a day may name it.
#[derive(Debug, Clone, Copy)]
pub struct SourceOnDay<'f> {
    /// The publication; none where it came out later.
    pub title: Option<&'f str>,
    /// Its address; none where it came out later.
    pub url: Option<&'f str>,
    /// Who publishes it.
    pub publisher: Option<&'f str>,
    /// When the value came out, as far as that was known.
    pub published: Option<&'f Spanned<Date>>,
    /// When the next one comes out; none where the edition that says so came out later.
    pub next_release: Option<&'f Spanned<Date>>,
    /// Its licence.
    pub licence: Option<&'f str>,
}

impl Observation {
    /// Returns a value without revisions, as most are.
    pub(super) fn new(period: Option<Spanned<Period>>, value: Spanned<Quantity>) -> Observation {
        Observation {
            period,
            value,
            published: None,
            provisional: false,
            marks: Vec::new(),
            note: None,
            source: None,
            revised: Vec::new(),
        }
    }

    /// Tells whether it is for a month or a quarter, of which a year has several.
    #[must_use]
    pub fn is_part_of_year(&self) -> bool {
        let months = self.period.as_ref().and_then(|period| period.value.months());
        matches!(months, Some(1 | 3))
    }

    /// Tells whether another value is for the same period, revised or not.
    #[must_use]
    pub fn is_for_period_of(&self, other: &Observation) -> bool {
        let period = |one: &Observation| one.period.as_ref().map(|period| period.value);
        period(self) == period(other)
    }
}

impl MissingValue {
    /// Returns the day from which it was known that there is no value, if that can be determined.
    #[must_use]
    pub fn known_from(&self) -> Option<Day> {
        let ended = self.period.as_ref().map(|period| period.value.last());
        self.published.as_ref().map(|date| date.value.first_day()).or(ended)
    }
}

impl Figure {
    /// Returns its series, each with its name: first the one of the whole, which has none.
    pub fn all_series(&self) -> impl Iterator<Item = (Option<&str>, &Figure)> {
        let parts = self.parts.iter().map(|part| (Some(&*part.name.value), &part.figure));
        std::iter::once((None, self)).chain(parts)
    }

    /// Returns its source, and those of single values and revisions.
    pub fn all_sources(&self) -> impl Iterator<Item = &FigureSource> {
        let values = self.all_series().flat_map(|(_, one)| &one.series);
        let versions = values.flat_map(|first| std::iter::once(first).chain(&first.revised));
        self.source.iter().chain(versions.filter_map(|one| one.source.as_deref()))
    }

    /// Splits what a reference asks for into one of its series, and what is asked of that: `Men 2024`.
    #[must_use]
    pub fn asked_part<'f, 't>(
        &'f self,
        asked: &'t str,
    ) -> Option<(&'f NamedSeries, Option<&'t str>)> {
        let asked = asked.trim();
        let split = |part: &'f NamedSeries| {
            let rest = starts_with_phrase(asked, &part.name.value)?;
            let rest = asked[rest..].trim_start();
            Some((part, Some(rest).filter(|rest| !rest.is_empty())))
        };

        // "Men aged 16" before "Men": the longest name that fits is meant.
        let found = self.parts.iter().filter_map(split);
        found.max_by_key(|(part, _)| part.name.value.len())
    }

    /// Tells whether any of its series has a value.
    #[must_use]
    pub fn has_values(&self) -> bool {
        self.all_series().any(|(_, one)| !one.series.is_empty())
    }

    /// Tells whether its table has a row.
    #[must_use]
    pub fn has_rows(&self) -> bool {
        self.row_count() > 0
    }

    /// Counts the values and the periods without one, of all of its series.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.all_series().map(|(_, one)| one.series.len() + one.gaps.len()).sum()
    }

    /// Returns the source of a value as a page of a day may name it.
    ///
    /// A value's own source comes before the figure's. A publication that came out after that day is not named: what is
    /// left is its publisher, and the day on which the value itself was published.
    #[must_use]
    pub fn source_on<'f>(
        &'f self,
        value: Option<&'f Observation>,
        day: Day,
    ) -> Option<SourceOnDay<'f>> {
        let own = value.and_then(|value| value.source.as_deref());
        let source = own.or(self.source.as_ref())?;
        let is_out = |date: &&Spanned<Date>| date.value.first_day() <= day;
        let is_known = source.published.as_ref().is_none_or(|date| is_out(&date));

        // The figure's source describes its newest value; an older one came out with an earlier edition.
        let is_newest = match (value, self.series.last()) {
            (Some(value), Some(last)) => last.is_for_period_of(value),
            (value, _) => value.is_none(),
        };
        let value_date = value.and_then(|it| it.published.as_ref());
        let describes_it = own.is_some() || is_newest && value_date.is_none();
        let released = source.published.as_ref().filter(|_| describes_it);
        let published = released.filter(is_out).or(value_date.filter(is_out));

        Some(SourceOnDay {
            title: source.title.as_deref().filter(|_| is_known),
            url: source.url.as_deref().filter(|_| is_known),
            publisher: source.publisher.as_deref(),
            published,
            next_release: source.next_release.as_ref().filter(|_| is_known),
            licence: source.licence.as_deref(),
        })
    }

    /// Returns the value that another one is compared with, of those known on a day.
    ///
    /// By month and by quarter that is the value of the year before, unless the record says otherwise or has none:
    /// what goes up every December says nothing. Everything else is compared with the value before it.
    #[must_use]
    pub fn base<'f>(&'f self, of: &Observation, day: Day) -> Option<&'f Observation> {
        let year = || self.year_before(of, day);
        let previous = || self.previous(of, day);

        match self.compare {
            Some(ComparedWith::Previous) => previous(),
            Some(ComparedWith::Year) => year(),
            None if of.is_part_of_year() => year().or_else(previous),
            None => previous(),
        }
    }

    /// Returns the values known on a day, oldest period first, each with the one that it is [compared
    /// with](Figure::base).
    #[must_use]
    pub fn with_bases(&self, day: Day) -> Vec<(&Observation, Option<&Observation>)> {
        let known: Vec<&Observation> = self.known_on(day).collect();
        // By their days: a series may have twenty thousand values.
        let by_period: HashMap<Period, &Observation> =
            known.iter().filter_map(|one| Some((one.period.as_ref()?.value, *one))).collect();
        let year_before = |one: &Observation| {
            let year = one.period.as_ref()?.value.year_before()?;
            by_period.get(&year).copied()
        };

        let mut before = None;
        let mut values = Vec::with_capacity(known.len());
        for &one in &known {
            let previous = before.replace(one);
            let base = match self.compare {
                Some(ComparedWith::Previous) => previous,
                Some(ComparedWith::Year) => year_before(one),
                None if one.is_part_of_year() => year_before(one).or(previous),
                None => previous,
            };
            values.push((one, base));
        }

        values
    }

    /// Returns the value before another one, of those known on a day.
    #[must_use]
    pub fn previous<'f>(&'f self, of: &Observation, day: Day) -> Option<&'f Observation> {
        let mut known = self.known_on(day).rev();
        known.by_ref().find(|known| known.is_for_period_of(of));
        known.next()
    }

    /// Returns the value of the same period a year before another one, of those known on a day.
    #[must_use]
    pub fn year_before<'f>(&'f self, of: &Observation, day: Day) -> Option<&'f Observation> {
        let wanted = of.period.as_ref()?.value.year_before()?;
        // From the newest: a series may have a thousand values, and a year has at most twelve of them.
        let from_wanted = |one: &&Observation| {
            one.period.as_ref().is_some_and(|period| period.value.last() <= wanted.last())
        };
        let mut older = self.known_on(day).rev().skip_while(|one| !from_wanted(one));
        older.next().filter(|one| one.period.as_ref().is_some_and(|it| it.value == wanted))
    }

    /// Returns the periods without a value that were known on a day, oldest first.
    pub fn gaps_on(&self, day: Day) -> impl Iterator<Item = &MissingValue> {
        self.gaps.iter().filter(move |gap| gap.known_from().is_none_or(|from| from <= day))
    }

    /// Reads the period that a reference names: `2009-10` is read as in the series, or by the site's
    /// settings.
    ///
    /// # Errors
    ///
    /// As [`Period::parse`].
    pub fn period_named(&self, text: &str, years: YearStarts) -> Result<Period, ValueError> {
        let read = Period::parse_on_site(text, years)?;
        if !Period::may_be_month_or_year(text) {
            return Ok(read);
        }

        let year = Period::parse(&text.replacen('-', "/", 1))?.in_years(years);
        let is_held = |period: &Period| {
            self.series.iter().any(|it| it.period.as_ref().is_some_and(|own| own.value == *period))
        };

        Ok([read, Period::parse(text)?, year].into_iter().find(is_held).unwrap_or(read))
    }

    /// Returns the day from which an observation was known, if that can be determined.
    ///
    /// Its own date of publication decides; else the source's, for the newest value, because that is what
    /// the source published; else the last day of its period, before which nobody could know it. A value
    /// with revisions is not what the source published last.
    #[must_use]
    pub fn known_from(&self, observation: &Observation) -> Option<Day> {
        let ended = observation.period.as_ref().map(|period| period.value.last());

        // A month or a year counts from its first day, but no value is known before its period ends.
        let not_before_the_end = |date: &Spanned<Date>| {
            let published = date.value.first_day();
            let imprecise = date.value.last_day() != published;
            ended.filter(|_| imprecise).map_or(published, |ended| published.max(ended))
        };

        if let Some(published) = &observation.published {
            return Some(not_before_the_end(published));
        }

        let newest = self.series.last().is_some_and(|last| std::ptr::eq(last, observation));
        let source = self.source.as_ref().and_then(|source| source.published.as_ref());
        match source.filter(|_| newest && observation.revised.is_empty()) {
            Some(source) => Some(not_before_the_end(source)),
            None => ended,
        }
    }

    /// Returns the values known on a day, oldest period first, each in its latest revision by then.
    pub fn known_on(&self, day: Day) -> impl DoubleEndedIterator<Item = &Observation> {
        self.series.iter().filter_map(move |first| self.versions_on(first, day).next_back())
    }

    /// Returns the versions of a value known by a day: the first publication, and each revision.
    pub fn versions_on<'f>(
        &'f self,
        first: &'f Observation,
        day: Day,
    ) -> impl DoubleEndedIterator<Item = &'f Observation> {
        let known = move |one: &&Observation| self.known_from(one).is_none_or(|from| from <= day);
        let begun = Some(first).filter(known);
        begun.into_iter().chain(first.revised.iter().filter(move |_| begun.is_some())).filter(known)
    }

    /// Returns the version known on a day for the period of a value.
    pub fn version_on<'f>(&'f self, of: &'f Observation, day: Day) -> Option<&'f Observation> {
        let first = self.series.iter().find(|first| first.is_for_period_of(of))?;
        self.versions_on(first, day).next_back()
    }
}

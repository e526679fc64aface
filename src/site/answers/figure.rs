//! The answers of figures: values by period, changes, periods and sources.
//!
//! In: a figure, a part and a voice. Out: an [`Answer`]. Invariant: only values known on the page's day are
//! used.

use crate::content::figure::{ComparedWith, Figure, MissingReason, MissingValue, Observation};
use crate::diagnostic::{Code, nearest};
use crate::language::house_style;
use crate::site::answer::{Answer, ReferenceError};
use crate::site::id::EntryId;
use crate::site::index::{Index, Voice};
use crate::value::{Day, Period, ValueComparison, ValueDifference, ValueError};

/// The parts of a figure that are words; any period is a part too.
const PARTS: [&str; 7] = [
    "previous",
    "change",
    "change from PERIOD",
    "difference",
    "difference from PERIOD",
    "period",
    "source",
];

/// A question to a figure, as of a day and in a language.
#[derive(Clone, Copy)]
pub(super) struct Query<'s> {
    pub(super) index: &'s Index,
    pub(super) id: EntryId,
    pub(super) figure: &'s Figure,
    /// The name of the series that is asked, where the figure has several.
    pub(super) series: Option<&'s str>,
    pub(super) voice: Voice<'s>,
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AskedChange {
    /// In per cent or points where that has a meaning.
    Change,
    /// In the unit of the values.
    Difference,
}

impl<'s> Query<'s> {
    /// Answers a part, or the value.
    pub(super) fn answer(self, part: Option<&str>) -> Result<Answer, ReferenceError> {
        let Query { index, id, figure, voice, .. } = self;

        if let Some((series, part)) = part.and_then(|part| figure.asked_part(part)) {
            let (figure, name) = (&series.figure, Some(&*series.name.value));
            return Query { figure, series: name, ..self }.answer(part);
        }

        // From the newest, which most references ask for: a series may have a thousand values.
        let mut known = figure.known_on(voice.day).rev();
        let Some(current) = known.next() else {
            return Err(self.no_value());
        };

        match part {
            // Only the newest value of its day can be outdated by a newer one: a period that is named
            // explicitly is meant.
            None => Ok(Answer { newer: self.newer(current), ..self.value(current) }),
            Some("previous") => {
                known.next().map(|one| self.value(one)).ok_or_else(|| self.no_previous(current))
            }
            Some("source") => self.source(current),
            Some("change") => self.compared_with_base(current, AskedChange::Change),
            Some("difference") => self.compared_with_base(current, AskedChange::Difference),

            Some("period") => match &current.period {
                Some(period) => Ok(Answer::new(index, id, voice.language.period(&period.value))),
                None => Err(ReferenceError::new(
                    Code::UnknownReference,
                    format!("{} has no period", self.name()),
                    "add `period` to its record",
                )),
            },

            Some(part) => {
                let base = [
                    ("change from ", AskedChange::Change),
                    ("difference from ", AskedChange::Difference),
                ]
                .into_iter()
                .find_map(|(words, compared)| Some((part.strip_prefix(words)?, compared)));
                let Some((period, compared)) = base else {
                    return self.observation(part).map(|observation| self.value(observation));
                };

                // Only a period, or nothing, may follow these words, so no similar part is suggested.
                self.period(period).map_err(|error| ReferenceError {
                    code: Code::BadPeriod,
                    message: error.message,
                    help: error.help,
                    fix: None,
                })?;
                self.compared(self.observation(period.trim())?, current, compared)
            }
        }
    }

    /// Compares a value with the one that its figure compares it with, and names that one's period where a reader
    /// would take it for the value before.
    fn compared_with_base(
        self,
        current: &Observation,
        compared: AskedChange,
    ) -> Result<Answer, ReferenceError> {
        let day = self.voice.day;
        let base = self.figure.base(current, day).ok_or_else(|| self.no_previous(current))?;
        let answer = self.compared(base, current, compared)?;

        let is_previous =
            self.figure.previous(current, day).is_some_and(|it| std::ptr::eq(it, base));
        let Some(period) = base.period.as_ref().filter(|_| !is_previous) else {
            return Ok(answer);
        };

        let language = self.voice.language;
        let period = language.period(&period.value);
        let words = comparison(base, current, compared);
        let named = words.map(|words| language.comparison_with(&words, &period));

        Ok(Answer { words: named.unwrap_or_else(|| answer.words.clone()), ..answer })
    }

    /// Answers with a value, and with its newer or revised value by the build's day.
    fn value(self, printed: &Observation) -> Answer {
        let language = self.voice.language;
        let words = language.quantity(&printed.value.value);
        let now = self.figure.version_on(printed, self.index.as_of().day);

        // Most values were never revised, and wording one is more expensive than checking that.
        let now = now.filter(|now| !std::ptr::eq(*now, printed));
        let now = now.filter(|now| language.quantity(&now.value.value) != words);

        let revised = now.map(|now| {
            let value = language.quantity(&now.value.value);
            match &now.published {
                Some(date) => {
                    let date = language.date(date.value);
                    language.fill("value_on_date", &[("value", &value), ("date", &date)])
                }
                None => value,
            }
        });

        Answer {
            machine: Some(printed.value.value.machine()),
            revised,
            ..Answer::new(self.index, self.id, words)
        }
    }

    /// Returns the value of a later period that is known by the build's day.
    fn newer(self, printed: &Observation) -> Option<String> {
        let newest = self.figure.known_on(self.index.as_of().day).next_back()?;

        // A revision of the same period is not newer; it is reported as `revised`.
        if newest.is_for_period_of(printed) {
            return None;
        }

        let language = self.voice.language;
        let value = language.quantity(&newest.value.value);

        Some(match &newest.period {
            Some(period) => {
                let period = language.period(&period.value);
                language.fill("value_for_period", &[("value", &value), ("period", &period)])
            }
            None => value,
        })
    }

    /// Lists what can be asked.
    fn known_parts(self) -> String {
        let names: Vec<String> =
            self.figure.parts.iter().map(|part| format!("#{}", part.name.value)).collect();
        let series = match names.is_empty() {
            true => String::new(),
            false => format!("its series {}, ", names.join(", ")),
        };
        let words = PARTS.map(|part| format!("#{part}")).join(", ");

        format!("it has: {series}a period such as `#2024`, {words}")
    }

    /// Reads a period as written.
    fn period(self, text: &str) -> Result<Period, ValueError> {
        self.figure.period_named(text, self.index.config().years)
    }

    /// Finds the value of a period as written.
    fn observation(self, period: &str) -> Result<&'s Observation, ReferenceError> {
        let day = self.voice.day;
        let wanted = self.period(period).map_err(|error| {
            let no_part = format!("a figure has no part `#{period}`");

            match nearest(period, PARTS) {
                Some(near) => ReferenceError::new(
                    Code::UnknownReference,
                    no_part,
                    format!("did you mean `#{near}`?"),
                ),
                // A part without a digit was not meant as a period.
                None if !period.contains(|sign: char| sign.is_ascii_digit()) => {
                    ReferenceError::new(Code::UnknownReference, no_part, self.known_parts())
                }
                None => ReferenceError {
                    code: Code::BadPeriod,
                    message: error.message,
                    help: error.help,
                    fix: None,
                },
            }
        })?;

        let is_wanted =
            |one: &&Observation| one.period.as_ref().is_some_and(|period| period.value == wanted);

        self.figure
            .known_on(day)
            .find(is_wanted)
            .ok_or_else(|| self.no_value_for(&wanted, self.figure.series.iter().find(is_wanted)))
    }

    /// Answers with the change or the difference from one value to another.
    fn compared(
        self,
        from: &Observation,
        to: &Observation,
        compared: AskedChange,
    ) -> Result<Answer, ReferenceError> {
        let words = |from: &Observation, to: &Observation| {
            let comparison = comparison(from, to, compared)?;
            Some(self.voice.language.comparison(&comparison))
        };

        let Some(printed) = words(from, to) else {
            return Err(self.no_change(from, to));
        };

        let today = self.index.as_of().day;
        let now = |observation| self.figure.version_on(observation, today).unwrap_or(observation);
        let (from_now, to_now) = (now(from), now(to));
        let is_revised = !std::ptr::eq(from_now, from) || !std::ptr::eq(to_now, to);

        // Both ends may be revised: the change is worded again only if one was.
        let revised = is_revised.then(|| words(from_now, to_now)).flatten();
        let revised = revised.filter(|now| *now != printed);

        Ok(Answer { revised, ..Answer::new(self.index, self.id, printed) })
    }

    /// Explains why two values have no change.
    fn no_change(self, from: &Observation, to: &Observation) -> ReferenceError {
        let message = format!(
            "no change can be computed from {} to {}",
            house_style::quantity(&from.value.value),
            house_style::quantity(&to.value.value)
        );

        // What is left: two units, or a limit.
        let is_like = from.value.value.unit().is_like(to.value.value.unit());
        let help = match (is_like, &from.period) {
            (false, _) => "both values need one unit: correct the record".to_owned(),
            (true, Some(period)) => {
                let id = &self.index.entry(self.id).id.value;
                let period = house_style::period(&period.value);
                format!(
                    "a limit or a range has no size: write both values, `[[{id}#{period}]]` and `[[{id}]]`"
                )
            }
            (true, None) => {
                "a limit or a range has no size: write both values, each with its period".to_owned()
            }
        };

        ReferenceError::new(Code::BadValue, message, help)
    }

    /// Answers with the source that a page of that day may name.
    fn source(self, current: &Observation) -> Result<Answer, ReferenceError> {
        let source = self.figure.source_on(Some(current), self.voice.day);
        let words = source.iter().flat_map(|source| [source.publisher, source.title]);
        let words: Vec<&str> = words.flatten().collect();

        if words.is_empty() {
            return Err(ReferenceError::new(
                Code::UnknownReference,
                format!("{} names no source", self.name()),
                "add `source` with `title` and `publisher` to its record",
            ));
        }

        Ok(Answer::verbatim(self.index, self.id, words.join(", "), self.voice.language))
    }

    /// Names what is asked, for a message: "the figure `Returns`", "the series `Men` of the figure `Returns`".
    fn name(self) -> String {
        let title = self.index.title(self.id);
        match self.series {
            Some(series) => format!("the series `{series}` of the figure `{title}`"),
            None => format!("the figure `{title}`"),
        }
    }

    /// Explains that a figure had no known value on the day.
    fn no_value(self) -> ReferenceError {
        let name = self.name();
        if let [first, ..] = self.figure.parts.as_slice() {
            let id = &self.index.entry(self.id).id.value;
            let names: Vec<&str> = self.figure.parts.iter().map(|it| &*it.name.value).collect();
            let help = format!(
                "say which: `[[{id}#{}]]`; its series are: {}",
                first.name.value,
                names.join(", ")
            );
            return ReferenceError::new(
                Code::UnknownReference,
                format!("{name} has several series, and this names none of them"),
                help,
            );
        }

        match (self.figure.series.first(), self.figure.gaps.last()) {
            (Some(first), _) => self.published_later(&name, first),
            (None, Some(gap)) => ReferenceError::new(
                Code::UnknownReference,
                format!("{name} has no value: it is {}", reason(gap.reason)),
                "leave the figure out, or say in words why there is none",
            ),
            (None, None) => ReferenceError::new(
                Code::UnknownReference,
                format!("{name} has no value"),
                "add `value` with `period`, or a `series`, to its record",
            ),
        }
    }

    /// Explains that a period has no value that was known on the day; `later` is one that was published
    /// since.
    fn no_value_for(self, period: &Period, later: Option<&Observation>) -> ReferenceError {
        let name = self.name();
        let is_wanted =
            |gap: &&MissingValue| gap.period.as_ref().is_some_and(|it| it.value == *period);
        if let Some(gap) = self.figure.gaps_on(self.voice.day).find(is_wanted) {
            let period = house_style::period(period);
            return ReferenceError::new(
                Code::UnknownReference,
                format!("{name} has no value for {period}: it is {}", reason(gap.reason)),
                "leave it out, or say in words why there is none",
            );
        }

        let period = house_style::period(period);

        if let Some(later) = later {
            return self.published_later(&format!("the value of {name} for {period}"), later);
        }

        let known = self.figure.known_on(self.voice.day);
        let periods =
            known.filter_map(|one| Some(house_style::period(&one.period.as_ref()?.value)));
        let periods: Vec<String> = periods.collect();
        let help = if periods.is_empty() {
            "its values have no periods".to_owned()
        } else {
            format!("it has values for: {}", periods.join("; "))
        };

        let day = house_style::day(self.voice.day);
        let message = format!("{name} has no value for {period} that was known on {day}");

        ReferenceError::new(Code::UnknownReference, message, help)
    }

    /// Explains that a value was published after the page that refers to it.
    fn published_later(self, what: &str, value: &Observation) -> ReferenceError {
        let known = self.figure.known_from(value);

        // For some values only the end of their period is known.
        let ended = value.period.as_ref().map(|period| period.value.last());
        let verb = match value.published.is_none() && known == ended {
            true => "cannot have been known before",
            false => "was first published on",
        };

        let words = |day: Day| house_style::day(day);
        let known = words(known.unwrap_or(self.voice.day));
        let day = words(self.voice.day);

        ReferenceError::new(
            Code::FigureAfterPage,
            format!("{what} {verb} {known}, after this page's date, {day}"),
            "a page can only say what was known on its date: date it later, or leave the figure out",
        )
    }

    fn no_previous(self, current: &Observation) -> ReferenceError {
        let year = current.period.as_ref().and_then(|period| period.value.year_before());
        if let (Some(ComparedWith::Year), Some(year)) = (self.figure.compare, year) {
            let year = house_style::period(&year);
            return ReferenceError::new(
                Code::UnknownReference,
                format!("{} has no value for {year}, with which it is compared", self.name()),
                "add that value to the record's `series`, or write `compare: previous`",
            );
        }

        ReferenceError::new(
            Code::UnknownReference,
            format!("{} has only one value to speak of", self.name()),
            "a change needs the value of an earlier period in the record's `series`",
        )
    }
}

/// Says why a value is missing, in a finding.
fn reason(reason: MissingReason) -> &'static str {
    match reason {
        MissingReason::NotAvailable => "not available",
        MissingReason::NotApplicable => "not applicable",
        MissingReason::Confidential => "confidential",
        MissingReason::Low => "more than nought, and less than half of what is printed",
    }
}

/// Computes what is said of two values.
fn comparison(
    from: &Observation,
    to: &Observation,
    compared: AskedChange,
) -> Option<ValueComparison> {
    let (from, to) = (&from.value.value, &to.value.value);
    match compared {
        AskedChange::Change => ValueComparison::between(from, to),
        AskedChange::Difference => {
            ValueDifference::between(from, to).map(ValueComparison::Difference)
        }
    }
}

//! The answers of figures: values by period, changes, periods and sources.
//!
//! In: a figure, a part and a voice. Out: an [`Answer`]. Invariant: only values known on the page's day are
//! used.

use crate::content::figure::{Figure, Observation};
use crate::diagnostic::{Code, nearest};
use crate::language::house_style;
use crate::site::answer::{Answer, ReferenceError};
use crate::site::id::EntryId;
use crate::site::index::{Index, Voice};
use crate::value::{Change, Day, Period, ValueError};

/// The parts of a figure that are words; any period is a part too.
const PARTS: [&str; 5] = ["previous", "change", "change from PERIOD", "period", "source"];

/// A question to a figure, as of a day and in a language.
#[derive(Clone, Copy)]
pub(super) struct Query<'s> {
    pub(super) index: &'s Index,
    pub(super) id: EntryId,
    pub(super) figure: &'s Figure,
    pub(super) voice: Voice<'s>,
}

impl<'s> Query<'s> {
    /// Answers a part, or the value.
    pub(super) fn answer(self, part: Option<&str>) -> Result<Answer, ReferenceError> {
        let Query { index, id, figure, voice } = self;

        // From the newest, which most references ask for: a series may have a thousand values.
        let mut known = figure.known_on(voice.day).rev();
        let Some(current) = known.next() else {
            return Err(self.no_value());
        };

        let mut previous = || known.next().ok_or_else(|| self.no_previous());

        match part {
            // Only the newest value of its day can be outdated by a newer one: a period that is named
            // explicitly is meant.
            None => Ok(Answer { newer: self.newer(current), ..self.value(current) }),
            Some("previous") => previous().map(|observation| self.value(observation)),
            Some("source") => self.source(),
            Some("change") => self.change(previous()?, current),

            Some("period") => match &current.period {
                Some(period) => Ok(Answer::new(index, id, voice.language.period(&period.value))),
                None => Err(ReferenceError::new(
                    Code::UnknownReference,
                    format!("the figure `{}` has no period", index.title(id)),
                    "add `period` to its record",
                )),
            },

            Some(part) => match part.strip_prefix("change from ") {
                Some(period) => {
                    // Only a period, or nothing, may follow these words, so no similar part is suggested.
                    self.period(period).map_err(|error| ReferenceError {
                        code: Code::BadPeriod,
                        message: error.message,
                        help: error.help,
                        fix: None,
                    })?;
                    self.change(self.observation(period.trim())?, current)
                }
                None => self.observation(part).map(|observation| self.value(observation)),
            },
        }
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

    /// Reads a period as written.
    fn period(self, text: &str) -> Result<Period, ValueError> {
        self.figure.period_named(text, self.index.config().financial_year)
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
                    ReferenceError::new(
                        Code::UnknownReference,
                        no_part,
                        "it has: a period such as `#2024`, #previous, #change, #change from PERIOD, \
                         #period, #source",
                    )
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

    /// Answers with the change from one value to another.
    fn change(self, from: &Observation, to: &Observation) -> Result<Answer, ReferenceError> {
        let words = |from: &Observation, to: &Observation| {
            let change = Change::between(&from.value.value, &to.value.value);
            change.map(|change| self.voice.language.change(&change))
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
        let values = format!(
            "no change can be computed from {} to {}",
            house_style::quantity(&from.value.value),
            house_style::quantity(&to.value.value)
        );
        let is_negative =
            |one: &Observation| one.value.value.number().is_sign_negative() && !is_zero(one);
        let message = match (is_negative(from), is_negative(to)) {
            (true, _) => format!("{values}: the base is negative"),
            (false, true) => format!("{values}: the second value is negative"),
            (false, false) => {
                let help = "both values need one unit, and the first must not be zero";
                return ReferenceError::new(Code::BadValue, values, help);
            }
        };

        // A loss that became a profit has a difference, but no percentage change.
        let id = &self.index.entry(self.id).id.value;
        let period = from.period.as_ref().map(|period| house_style::period(&period.value));
        let help = match period {
            Some(period) => format!("write both values: `[[{id}#{period}]]` and `[[{id}]]`"),
            None => "write both values, each with its period".to_owned(),
        };

        ReferenceError::new(Code::BadValue, message, help)
    }

    fn source(self) -> Result<Answer, ReferenceError> {
        let source = self.figure.source.iter();
        let words = source.flat_map(|source| [&source.publisher, &source.title]);
        let words: Vec<&str> = words.filter_map(|it| it.as_deref()).collect();

        if words.is_empty() {
            return Err(ReferenceError::new(
                Code::UnknownReference,
                format!("the figure `{}` names no source", self.index.title(self.id)),
                "add `source` with `title` and `publisher` to its record",
            ));
        }

        Ok(Answer::verbatim(self.index, self.id, words.join(", "), self.voice.language))
    }

    /// Explains that a figure had no known value on the day.
    fn no_value(self) -> ReferenceError {
        let title = self.index.title(self.id);

        match self.figure.series.first() {
            Some(first) => self.published_later(&format!("the figure `{title}`"), first),
            None => ReferenceError::new(
                Code::UnknownReference,
                format!("the figure `{title}` has no value"),
                "add `value` with `period`, or a `series`, to its record",
            ),
        }
    }

    /// Explains that a period has no value that was known on the day; `later` is one that was published
    /// since.
    fn no_value_for(self, period: &Period, later: Option<&Observation>) -> ReferenceError {
        let title = self.index.title(self.id);
        let period = house_style::period(period);

        if let Some(later) = later {
            return self.published_later(&format!("the value of `{title}` for {period}"), later);
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
        let message =
            format!("the figure `{title}` has no value for {period} that was known on {day}");

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

    fn no_previous(self) -> ReferenceError {
        ReferenceError::new(
            Code::UnknownReference,
            format!("the figure `{}` has only one value to speak of", self.index.title(self.id)),
            "a change needs the value of an earlier period in the record's `series`",
        )
    }
}

fn is_zero(observation: &Observation) -> bool {
    observation.value.value.number().is_zero()
}

//! What a record says when it is asked: its name, or a part of it.
//!
//! An answer holds for a day. The link stage asks to know whether there is one; the renderer asks
//! to print it.

use std::borrow::Cow;

use super::{Address, EntryId, Site, Voice};
use crate::content::agreement::{EventKind, Party};
use crate::content::figure::{Figure, Observation};
use crate::content::{Kind, Piece, Run};
use crate::diagnostic::{Code, nearest};
use crate::language::{Language, house_style};
use crate::value::{Change, Date, Day, Period};

/// How many headings of a page are compared with one that is not there.
const MOST_HEADINGS: usize = 100;

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The words that stand in the sentence.
    pub words: String,
    /// The plain number, where the answer is a value.
    pub machine: Option<String>,
    /// The value of a later period that is known by now, where the sentence has an earlier one.
    pub newer: Option<String>,
    /// What the words of the sentence have become, where a value was revised after the page's day.
    pub revised: Option<String>,
    /// The page it leads to.
    pub address: Address,
    /// The anchor on that page.
    pub anchor: Option<String>,
    /// The language of the words, where it is not the one that was asked for.
    pub lang: Option<Language>,
}

/// Why a record has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// The check that says so.
    pub code: Code,
    /// The fact.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Unanswered {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Unanswered {
        Unanswered { code, message: message.into(), help: Some(help.into()) }
    }
}

impl Site {
    /// Asks an entry for a part of it, or for what it is called.
    ///
    /// # Errors
    /// That it has no such part, or not on that day.
    pub fn answer(
        &self,
        id: EntryId,
        part: Option<&str>,
        voice: Voice<'_>,
    ) -> Result<Answer, Unanswered> {
        match self.kind(id) {
            Kind::Page | Kind::Briefing => self.page_answer(id, part, voice.language),
            Kind::Agreement => self.agreement_answer(id, part, voice),
            Kind::Minister => self.minister_answer(id, part, voice),
            Kind::Figure => self.figure_answer(id, part, voice),
        }
    }

    /// Asks for what a page prints: the answer as of its day.
    ///
    /// A value that came later is printed only where a waiver lets it pass, and then as it is known
    /// by the build's day.
    ///
    /// # Errors
    /// As [`Site::answer`].
    pub fn printed(
        &self,
        page: EntryId,
        id: EntryId,
        part: Option<&str>,
    ) -> Result<Answer, Unanswered> {
        let voice = self.voice_of(page);

        self.answer(id, part, voice).or_else(|unanswered| match unanswered.code {
            Code::FigureAfterPage => {
                let today = Voice { day: self.as_of().day, ..voice };
                self.answer(id, part, today).map_err(|_| unanswered)
            }
            _ => Err(unanswered),
        })
    }

    /// What an entry is called on a page, whatever else was asked of it.
    pub fn plain(&self, page: EntryId, id: EntryId) -> Answer {
        self.called(id, self.language_of(page))
    }

    fn say(&self, id: EntryId, words: impl Into<String>) -> Answer {
        Answer {
            words: words.into(),
            machine: None,
            newer: None,
            revised: None,
            address: self.address(id).clone(),
            anchor: None,
            lang: None,
        }
    }

    /// Answers with what an entry is called.
    fn called(&self, id: EntryId, language: &Language) -> Answer {
        let (name, lang) = self.name_in(id, language);
        Answer { lang: lang.cloned(), ..self.say(id, name) }
    }

    /// Returns what an entry is called in a language, and the language of that where it is another:
    /// a minister's name may be written in several.
    pub fn name_in(&self, id: EntryId, language: &Language) -> (&str, Option<&Language>) {
        let own = self.language_of(id);
        if own.tag() == language.tag() {
            return (self.title(id), None);
        }

        let base = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
        let names = self.minister(id).map(|it| it.names.as_slice()).unwrap_or_default();
        let exact = names.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language.tag()));
        let near = || names.iter().find(|(tag, _)| base(tag) == base(language.tag()));

        match exact.or_else(near) {
            Some((_, name)) => (name, None),
            None => (self.title(id), Some(own)),
        }
    }

    /// Returns the language of an entry, where it is not the one that is spoken.
    fn foreign(&self, id: EntryId, language: &Language) -> Option<Language> {
        Some(self.language_of(id)).filter(|own| own.tag() != language.tag()).cloned()
    }

    fn page_answer(
        &self,
        id: EntryId,
        part: Option<&str>,
        language: &Language,
    ) -> Result<Answer, Unanswered> {
        let Some(anchor) = part else {
            return Ok(self.called(id, language));
        };

        if let Some(number) = self.document(id).body.heading_number(anchor) {
            let mut answer = self.say(id, self.heading_words(id, number));
            answer.lang = self.foreign(id, language);
            answer.anchor = Some(anchor.to_owned());
            return Ok(answer);
        }

        if self.has_anchor(id, anchor) {
            let mut answer = self.called(id, language);
            answer.anchor = Some(anchor.to_owned());
            return Ok(answer);
        }

        Err(self.dead_anchor(id, anchor))
    }

    /// Tells whether a page has an anchor, by a heading or by raw HTML.
    pub(super) fn has_anchor(&self, id: EntryId, anchor: &str) -> bool {
        self.is_filed(id) && self.document(id).body.has_anchor(anchor)
    }

    /// Words the finding that a page has no such heading.
    pub(super) fn dead_anchor(&self, id: EntryId, anchor: &str) -> Unanswered {
        let headings = self.headings(id);
        let parts: Vec<String> = self.parts(id).iter().map(|part| format!("#{part}")).collect();

        // A page of thousands of headings would be compared and listed for each of its dead links.
        let known = || headings.iter().take(MOST_HEADINGS).map(|heading| &*heading.id);
        let help = match nearest(anchor, known().chain(self.parts(id))) {
            Some(near) => format!("did you mean `#{near}`?"),
            None if headings.is_empty() && parts.is_empty() => {
                "that page has no headings".to_owned()
            }
            None if headings.is_empty() => format!("its parts are: {}", parts.join(", ")),
            None => {
                let shown: Vec<_> = known().take(12).map(|id| format!("#{id}")).collect();
                let more = match headings.len() - shown.len() {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!("its headings are: {}{more}", shown.join(", "))
            }
        };

        let message = format!("no heading `#{}` on the page `{}`", anchor, self.title(id));
        Unanswered::new(Code::DeadAnchor, message, help)
    }

    /// Words a heading: references in it answer as they do in the text.
    pub fn heading_words(&self, page: EntryId, number: u32) -> String {
        let title = self.document(page).body.titles.get(number);
        let pieces = title.into_iter().flat_map(Run::pieces);
        pieces.map(|piece| self.piece_words(page, piece)).collect::<String>().trim().to_owned()
    }

    /// Words a piece of a page's running text as of the page's day.
    pub fn piece_words<'s>(&'s self, page: EntryId, piece: Piece<&'s str>) -> Cow<'s, str> {
        match piece {
            Piece::Text(text) | Piece::Link(_, text) | Piece::Reference(_, Some(text)) => {
                Cow::from(text)
            }
            Piece::Reference(number, None) => {
                let number = number as usize;
                let reference = &self.document(page).body.references[number];
                self.referenced(page, number)
                    .and_then(|id| self.printed(page, id, reference.part.as_deref()).ok())
                    .map_or(Cow::from(&*reference.target), |answer| answer.words.into())
            }
        }
    }

    fn agreement_answer(
        &self,
        id: EntryId,
        part: Option<&str>,
        Voice { day, language }: Voice<'_>,
    ) -> Result<Answer, Unanswered> {
        let Some(agreement) = self.agreement(id) else {
            return Ok(self.called(id, language));
        };

        match part {
            None => Ok(self.called(id, language)),

            Some("status") => {
                let status = match agreement.status_on(day) {
                    Some(event) => language.term("event", event.event.id()),
                    None => language.phrase("status_not_known"),
                };
                Ok(self.say(id, status.to_lowercase()))
            }

            Some("parties") => {
                let parties = agreement.parties.iter();
                let names: Vec<_> = parties.map(|party| party.value.name_in(language)).collect();
                Ok(self.say(id, and(&names, language)))
            }

            Some(part) => {
                let event = EventKind::ALL.iter().copied().find(|event| event.id() == part);
                let Some(event) = event else {
                    let known = EventKind::ALL.iter().map(|event| event.id());
                    return Err(self.no_part(id, part, known.chain(["status", "parties"])));
                };

                let date = agreement
                    .timeline
                    .iter()
                    .filter(|entry| entry.event == event)
                    .map(|entry| entry.date.value);
                let date = date.filter(|date| date.first_day() <= day).max();

                date.map(|date| self.say(id, language.date(date))).ok_or_else(|| {
                    Unanswered::new(
                        Code::UnknownReference,
                        format!(
                            "`{}` has no event `{part}` up to {}",
                            self.title(id),
                            house_style::day(day)
                        ),
                        "add the event with its date to the agreement's `timeline`, or say it in other words",
                    )
                })
            }
        }
    }

    fn minister_answer(
        &self,
        id: EntryId,
        part: Option<&str>,
        Voice { day, language }: Voice<'_>,
    ) -> Result<Answer, Unanswered> {
        let name = self.title(id);
        let Some(part) = part else {
            return Ok(self.called(id, language));
        };

        if !matches!(part, "role" | "full") {
            return Err(self.no_part(id, part, ["role", "full"]));
        }

        let role = self.minister(id).and_then(|minister| minister.role_on(day));
        let Some(role) = role else {
            return Err(self.no_role(id, day));
        };

        let words = match part {
            "role" => role.title.value.to_string(),
            _ => format!("{} {name}", role.title.value),
        };

        Ok(Answer { lang: self.foreign(id, language), ..self.say(id, words) })
    }

    /// Words that a minister held no role on a day, with what is known of the roles.
    pub fn no_role(&self, id: EntryId, day: Day) -> Unanswered {
        let roles = self.minister(id).map(|minister| minister.roles.as_slice()).unwrap_or_default();
        let known: Vec<String> = roles
            .iter()
            .map(|role| {
                let end = |date: &Option<crate::source::Spanned<Date>>| {
                    date.as_ref()
                        .map_or_else(|| "…".to_owned(), |date| house_style::date(date.value))
                };
                format!("{} ({} to {})", role.title.value, end(&role.from), end(&role.to))
            })
            .collect();

        let help = if known.is_empty() {
            "the record names no role: add `roles` with their dates".to_owned()
        } else {
            format!("the record has: {}", known.join("; "))
        };

        let message = format!("{} held no role on {}", self.title(id), house_style::day(day));
        Unanswered::new(Code::RoleNotHeld, message, help)
    }

    fn figure_answer(
        &self,
        id: EntryId,
        part: Option<&str>,
        voice: Voice<'_>,
    ) -> Result<Answer, Unanswered> {
        let Voice { day, language } = voice;
        let Some(figure) = self.figure(id) else {
            return Ok(self.called(id, language));
        };
        let known: Vec<&Observation> = figure.known_on(day).collect();
        let Some(current) = known.last() else {
            return Err(self.no_value(id, day));
        };

        match part {
            None => {
                let newer = self.newer(figure, current, language);
                Ok(Answer { newer, ..self.value_answer(id, figure, current, language) })
            }
            Some("previous") => match known.len().checked_sub(2) {
                Some(before) => Ok(self.value_answer(id, figure, known[before], language)),
                None => Err(self.no_previous(id)),
            },

            Some("period") => match &current.period {
                Some(period) => Ok(self.say(id, language.period(&period.value))),
                None => Err(Unanswered::new(
                    Code::UnknownReference,
                    format!("the figure `{}` has no period", self.title(id)),
                    "add `period` to its record",
                )),
            },

            Some("source") => self.source_answer(id, language),
            Some("change") => match known.len().checked_sub(2) {
                Some(before) => self.change_answer(id, figure, (known[before], current), language),
                None => Err(self.no_previous(id)),
            },

            Some(part) => match part.strip_prefix("change from ") {
                Some(period) => {
                    Period::parse(period).map_err(|error| Unanswered {
                        code: Code::BadPeriod,
                        message: error.message,
                        help: error.help,
                    })?;
                    let from = self.observation(id, figure, period.trim(), day)?;
                    self.change_answer(id, figure, (from, current), language)
                }
                None => {
                    let observation = self.observation(id, figure, part, day)?;
                    Ok(self.value_answer(id, figure, observation, language))
                }
            },
        }
    }

    fn value_answer(
        &self,
        id: EntryId,
        figure: &Figure,
        printed: &Observation,
        language: &Language,
    ) -> Answer {
        let words = language.quantity(&printed.value.value);
        let now = figure.version_on(printed, self.as_of().day);

        // Most values were never revised, and to word one costs more than to find that out.
        let now = now.filter(|now| !std::ptr::eq(*now, printed));
        let now = now.filter(|now| language.quantity(&now.value.value) != words);

        Answer {
            machine: Some(printed.value.value.machine()),
            revised: now.map(|now| {
                let value = language.quantity(&now.value.value);
                match &now.published {
                    Some(date) => {
                        let date = language.date(date.value);
                        language.fill("value_on_date", &[("value", &value), ("date", &date)])
                    }
                    None => value,
                }
            }),
            ..self.say(id, words)
        }
    }

    /// Returns the value of a later period that is known by the build's day.
    fn newer(&self, figure: &Figure, printed: &Observation, language: &Language) -> Option<String> {
        let newest = figure.known_on(self.as_of().day).next_back()?;
        if newest.is_for_period_of(printed) {
            return None;
        }

        let value = language.quantity(&newest.value.value);

        Some(match &newest.period {
            Some(period) => {
                let period = language.period(&period.value);
                language.fill("value_for_period", &[("value", &value), ("period", &period)])
            }
            None => value,
        })
    }

    /// Finds the value of a period that a writer named.
    fn observation<'k>(
        &self,
        id: EntryId,
        figure: &'k Figure,
        period: &str,
        day: Day,
    ) -> Result<&'k Observation, Unanswered> {
        let wanted = Period::parse(period).map_err(|error| {
            const PARTS: [&str; 5] =
                ["previous", "change", "change from PERIOD", "period", "source"];

            match nearest(period, PARTS) {
                Some(near) => Unanswered::new(
                    Code::UnknownReference,
                    format!("a figure has no part `#{period}`"),
                    format!("did you mean `#{near}`?"),
                ),
                // What holds no digit was not meant as a period.
                None if !period.contains(|sign: char| sign.is_ascii_digit()) => Unanswered::new(
                    Code::UnknownReference,
                    format!("a figure has no part `#{period}`"),
                    "it has: a period such as `#2024`, #previous, #change, #change from PERIOD, \
                     #period, #source",
                ),
                None => {
                    Unanswered { code: Code::BadPeriod, message: error.message, help: error.help }
                }
            }
        })?;
        let is_wanted =
            |one: &&Observation| one.period.as_ref().is_some_and(|period| period.value == wanted);

        figure.known_on(day).find(is_wanted).ok_or_else(|| {
            if let Some(later) = figure.series.iter().find(is_wanted) {
                let what = format!(
                    "the value of `{}` for {}",
                    self.title(id),
                    house_style::period(&wanted)
                );
                return too_young(&what, figure, later, day);
            }

            let periods: Vec<String> = figure
                .known_on(day)
                .filter_map(|one| Some(house_style::period(&one.period.as_ref()?.value)))
                .collect();

            Unanswered::new(
                Code::UnknownReference,
                format!(
                    "the figure `{}` has no value for {} that was known on {}",
                    self.title(id),
                    house_style::period(&wanted),
                    house_style::day(day)
                ),
                if periods.is_empty() {
                    "its values have no periods".to_owned()
                } else {
                    format!("it has values for: {}", periods.join("; "))
                },
            )
        })
    }

    fn change_answer(
        &self,
        id: EntryId,
        figure: &Figure,
        (from, to): (&Observation, &Observation),
        language: &Language,
    ) -> Result<Answer, Unanswered> {
        let words = |from: &Observation, to: &Observation| {
            let change = Change::between(&from.value.value, &to.value.value);
            change.map(|change| language.change(&change))
        };

        let Some(printed) = words(from, to) else {
            return Err(Unanswered::new(
                Code::BadValue,
                format!(
                    "no change can be computed from {} to {}",
                    house_style::quantity(&from.value.value),
                    house_style::quantity(&to.value.value)
                ),
                "both values need one unit, and the first must not be nought",
            ));
        };

        let now = |of| figure.version_on(of, self.as_of().day).unwrap_or(of);
        let (from_now, to_now) = (now(from), now(to));
        let is_revised = !std::ptr::eq(from_now, from) || !std::ptr::eq(to_now, to);
        let revised = is_revised.then(|| words(from_now, to_now)).flatten();
        let revised = revised.filter(|now| *now != printed);

        Ok(Answer { revised, ..self.say(id, printed) })
    }

    fn source_answer(&self, id: EntryId, language: &Language) -> Result<Answer, Unanswered> {
        let source = self.figure(id).and_then(|figure| figure.source.as_ref());
        let words: Vec<&str> = source
            .map(|source| {
                [&source.publisher, &source.title]
                    .into_iter()
                    .filter_map(|it| it.as_deref())
                    .collect()
            })
            .unwrap_or_default();

        if words.is_empty() {
            return Err(Unanswered::new(
                Code::UnknownReference,
                format!("the figure `{}` names no source", self.title(id)),
                "add `source` with `title` and `publisher` to its record",
            ));
        }

        Ok(Answer { lang: self.foreign(id, language), ..self.say(id, words.join(", ")) })
    }

    fn no_value(&self, id: EntryId, day: Day) -> Unanswered {
        let figure = self.figure(id);
        match figure.and_then(|figure| Some((figure, figure.series.first()?))) {
            Some((figure, first)) => {
                too_young(&format!("the figure `{}`", self.title(id)), figure, first, day)
            }
            None => Unanswered::new(
                Code::UnknownReference,
                format!("the figure `{}` has no value", self.title(id)),
                "add `value` with `period`, or a `series`, to its record",
            ),
        }
    }

    fn no_previous(&self, id: EntryId) -> Unanswered {
        Unanswered::new(
            Code::UnknownReference,
            format!("the figure `{}` has only one value to speak of", self.title(id)),
            "a change needs the value of an earlier period in the record's `series`",
        )
    }

    fn no_part<'k>(
        &self,
        id: EntryId,
        part: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Unanswered {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(part, known.iter().copied()) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => format!(
                "it has: {}",
                known.iter().map(|part| format!("#{part}")).collect::<Vec<_>>().join(", ")
            ),
        };

        let message = format!("{} has no part `#{}`", self.kind(id).phrase(), part);
        Unanswered::new(Code::UnknownReference, message, help)
    }
}

impl Party {
    /// Returns the party's name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Party::Country(country) => country.name(),
            Party::Named(name) => name,
        }
    }

    /// Returns the party's name in a language; what is no state is called as its record has it.
    #[must_use]
    pub fn name_in(&self, language: &Language) -> Cow<'_, str> {
        match self {
            Party::Country(country) => language.country(*country).into(),
            Party::Named(name) => Cow::from(&**name),
        }
    }
}

/// Words that a value came out after the page that asks for it.
fn too_young(what: &str, figure: &Figure, value: &Observation, day: Day) -> Unanswered {
    let known = figure.known_from(value);

    // Of some values it is only known when their period was over.
    let ended = value.period.as_ref().map(|period| period.value.last());
    let begun = match value.published.is_none() && known == ended {
        true => "cannot have been known before",
        false => "was first published on",
    };

    let words = |day: Day| house_style::day(day);
    let known = words(known.unwrap_or(day));
    let day = words(day);

    Unanswered::new(
        Code::FigureAfterPage,
        format!("{what} {begun} {known}, after this page's date, {day}"),
        "a page can only say what was known on its date: date it later, or leave the figure out",
    )
}

/// Joins names as prose does.
fn and(names: &[Cow<'_, str>], language: &Language) -> String {
    match names {
        [] => String::new(),
        [one] => one.to_string(),
        [first @ .., last] => {
            let first = first.join(language.phrase("comma"));
            [&first, language.phrase("and"), &**last].concat()
        }
    }
}

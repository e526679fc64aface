//! The answers of records to references: a name, or a part.
//!
//! In: an [`Index`], [`Names`], and a reference. Out: an [`Answer`] as of a day, or a
//! [`ReferenceError`]. Invariant: the link stage checks and the renderer prints with the same function.

mod agreement;
mod figure;
mod minister;

use std::borrow::Cow;

use super::answer::{Answer, ReferenceError};
use super::id::EntryId;
use super::index::{Index, Voice};
use super::names::Names;
use crate::content::figure::Figure;
use crate::content::{Kind, Piece, Reference, Run};
use crate::diagnostic::{Code, nearest};
use crate::language::{Language, capitalized};
use crate::value::Day;

/// How many headings of a page are compared with a dead anchor: a page with thousands would be compared with
/// each of its dead links.
const MAX_COMPARED_HEADINGS: usize = 100;

/// How many headings a help line lists: more than a screenful does not help.
const MAX_LISTED_HEADINGS: usize = 12;

/// The answers of a site's entries.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'s> {
    pub(super) index: &'s Index,
    pub(super) names: &'s Names,
}

impl<'s> Answers<'s> {
    /// Tells whether a reference without an answer has one on a later day: what it names is held back, or has no
    /// such part yet.
    pub fn comes_later(self, reference: &Reference, entry: Option<EntryId>) -> bool {
        let language = self.index.language();
        match entry {
            None => self.index.withheld(&reference.target).is_some(),
            Some(entry) => {
                let voice = Voice { day: Day::MAX, language };
                self.answer(entry, reference.part.as_deref(), voice).is_ok()
            }
        }
    }

    /// Returns the answer for a part of an entry, or its name.
    ///
    /// # Errors
    /// If it has no such part, or not on that day.
    pub fn answer(
        self,
        id: EntryId,
        part: Option<&str>,
        voice: Voice<'_>,
    ) -> Result<Answer, ReferenceError> {
        let index = self.index;
        let name = || Ok(Answer::name(index, id, voice.language));

        match index.kind(id) {
            Kind::Page | Kind::Briefing => self.page_answer(id, part, voice.language),
            Kind::Agreement => match index.agreement(id).zip(part) {
                Some((agreement, part)) => agreement::answer(index, id, agreement, part, voice),
                None => name(),
            },
            Kind::Minister => match part {
                Some(part) => minister::answer(index, id, part, voice),
                None => name(),
            },
            Kind::Figure => match index.figure(id) {
                Some(figure) => {
                    figure::Query { index, id, figure, series: None, voice }.answer(part)
                }
                None => name(),
            },
        }
    }

    /// Returns what a page prints: the answer as of its day.
    ///
    /// A value that was published later is printed only if a waiver allows it, and then as known on the
    /// build's day.
    ///
    /// # Errors
    /// As [`Answers::answer`].
    pub fn printed(
        self,
        page: EntryId,
        id: EntryId,
        number: usize,
    ) -> Result<Answer, ReferenceError> {
        let voice = self.index.voice_of(page);
        let body = &self.index.file(page).body;
        let part = body.references[number].part.as_deref();

        let answer = self.answer(id, part, voice).or_else(|error| match error.code {
            // Only a waiver allows such a page; a placeholder instead of the number would help nobody.
            Code::FigureAfterPage => {
                let today = Voice { day: self.index.as_of().day, ..voice };
                self.answer(id, part, today).map_err(|_| error)
            }
            _ => Err(error),
        })?;

        // "Up to £12.3 billion will be": names keep their own first letter.
        let is_phrase = match self.index.kind(id) {
            Kind::Figure => true,
            Kind::Agreement => part.is_some(),
            Kind::Page | Kind::Briefing | Kind::Minister => false,
        };
        if !is_phrase || !body.opens_sentence(number) {
            return Ok(answer);
        }

        Ok(Answer { words: capitalized(answer.words), ..answer })
    }

    /// Explains that a minister held no role on a day, listing the recorded roles.
    pub fn no_role(self, id: EntryId, day: Day) -> ReferenceError {
        minister::no_role(self.index, id, day)
    }

    /// Returns the ids nearest to one that is unknown, of one kind if it is given.
    pub fn nearest_ids(self, kind: Option<Kind>, id: &str) -> Vec<&'s str> {
        self.names.nearest_ids(self.index, kind, id)
    }

    /// Answers with an entry's name as a page prints it, regardless of the part requested.
    pub fn name_on(self, page: EntryId, id: EntryId) -> Answer {
        Answer::name(self.index, id, self.index.language_of(page))
    }

    fn page_answer(
        self,
        id: EntryId,
        part: Option<&str>,
        language: &Language,
    ) -> Result<Answer, ReferenceError> {
        let Some(anchor) = part else {
            return Ok(Answer::name(self.index, id, language));
        };

        // A heading has words to print; an anchor in raw HTML has none, so the answer is the page's title.
        if let Some(number) = self.index.file(id).body.heading_number(anchor) {
            let words = self.heading_words(id, number);
            let answer = Answer::verbatim(self.index, id, words, language);
            return Ok(Answer { anchor: Some(anchor.to_owned()), ..answer });
        }

        if self.index.has_anchor(id, anchor) {
            let answer = Answer::name(self.index, id, language);
            return Ok(Answer { anchor: Some(anchor.to_owned()), ..answer });
        }

        Err(self.dead_anchor(id, anchor, true))
    }

    /// Returns the words of a heading, with references answered as in the text.
    pub fn heading_words(self, page: EntryId, number: u32) -> String {
        let title = self.index.file(page).body.titles.get(number);
        let pieces = title.into_iter().flat_map(Run::pieces);
        pieces.map(|piece| self.piece_words(page, piece)).collect::<String>().trim().to_owned()
    }

    /// Returns the words of a piece of a page's running text as of the page's day.
    pub fn piece_words(self, page: EntryId, piece: Piece<&'s str>) -> Cow<'s, str> {
        match piece {
            Piece::Text(text) | Piece::Link(_, text) | Piece::Reference(_, Some(text)) => {
                Cow::from(text)
            }
            Piece::Reference(number, None) => {
                let number = number as usize;
                let reference = &self.index.file(page).body.references[number];
                self.names
                    .referenced(self.index, page, number)
                    .and_then(|id| self.printed(page, id, number).ok())
                    // Without an answer it is printed as written.
                    .map_or(Cow::from(&*reference.target), |answer| answer.words.into())
            }
        }
    }

    /// Returns the parts that a record's page shows under an anchor of their own, `part-…`.
    pub(super) fn parts(self, id: EntryId) -> impl Iterator<Item = &'static str> + use<> {
        let agreement = self.index.agreement(id);
        let figure = self.index.figure(id);
        let parts = [
            ("timeline", agreement.is_some_and(|it| !it.timeline.is_empty())),
            ("roles", self.index.minister(id).is_some_and(|it| !it.roles.is_empty())),
            ("signed", !self.names.acts(id).is_empty()),
            ("data", figure.is_some_and(Figure::has_rows)),
            ("facts", agreement.is_some() || figure.is_some()),
        ];

        parts.into_iter().filter(|(_, is_shown)| *is_shown).map(|(part, _)| part)
    }

    /// Explains that a page has no such heading; `suggests` tells whether a near one is looked for.
    pub(super) fn dead_anchor(self, id: EntryId, anchor: &str, suggests: bool) -> ReferenceError {
        let headings = self.index.headings(id);
        let parts: Vec<String> = self.parts(id).map(|part| format!("#{part}")).collect();

        let known = || headings.iter().take(MAX_COMPARED_HEADINGS).map(|heading| &*heading.id);
        let help = match nearest(
            anchor,
            known().chain(self.parts(id).map(|part| -> &'s str { part })).filter(|_| suggests),
        ) {
            Some(near) => format!("did you mean `#{near}`?"),
            None if headings.is_empty() && parts.is_empty() => {
                "that page has no headings".to_owned()
            }
            None if headings.is_empty() => format!("its parts are: {}", parts.join(", ")),
            None => {
                let shown = known().take(MAX_LISTED_HEADINGS).map(|id| format!("#{id}"));
                let shown: Vec<_> = shown.collect();
                let more = match headings.len() - shown.len() {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!("its headings are: {}{more}", shown.join(", "))
            }
        };

        let title = self.index.title(id);
        let message = format!("no heading `#{anchor}` on the page `{title}`");

        ReferenceError::new(Code::DeadAnchor, message, help)
    }
}

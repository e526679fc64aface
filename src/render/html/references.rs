//! References in double brackets: their answers in a line of text, and the cards of embedded records.
//!
//! In: where a reference begins, and the events of its label. Out: HTML. Invariant: the mark for a reference
//! without an answer appears only in a preview, since a build of it fails.

use std::fmt::Write as _;

use pulldown_cmark::Event;
use pulldown_cmark_escape::escape_href;

use super::{PlacedEvent, Rendition, Writer, escape, with_anchor};
use crate::content::{Kind, Reference};
use crate::language::Language;
use crate::render::embed;
use crate::site::{Answer, EMBEDDED_MAX, EntryId, href};

impl<'t> Writer<'_, 't> {
    /// Writes the reference that begins at a byte of the body, in a line of text: `label` is its label.
    pub(super) fn reference(
        &mut self,
        start: usize,
        label: &mut dyn Iterator<Item = PlacedEvent<'t>>,
    ) {
        self.answer(start, label);
        // A label that the answer does not show must not be taken for text after the reference.
        label.for_each(drop);
    }

    fn answer(&mut self, start: usize, label: &mut dyn Iterator<Item = PlacedEvent<'t>>) {
        let site = &self.edition.site;
        let Some(index) = self.body.reference_at(self.in_source(start)) else {
            return;
        };
        let reference = &self.body.references[index];

        let Some(entry) = site.referenced(self.page, index) else {
            self.unanswered(reference, None, label);
            return;
        };

        let answer = match site.answers().printed(self.page, entry, index) {
            Ok(answer) => answer,
            // A label supplies the words, so the reference needs only a target page.
            Err(_) if reference.labelled => site.answers().name_on(self.page, entry),
            Err(_) => {
                self.unanswered(reference, Some(entry), label);
                return;
            }
        };

        if self.image > 0 {
            self.out.push(Event::Text(answer.words.into()));
            return;
        }

        let url = href(site.config().base_url.path(), &answer.address);
        let url = self.url(with_anchor(url, answer.anchor.as_deref()));

        let mut open = String::with_capacity(128);
        let machine = answer.machine.as_ref().filter(|_| self.rendition != Rendition::Search);
        if let Some(machine) = machine {
            open.push_str("<data class=\"figure\" value=\"");
            escape(&mut open, machine);
            open.push_str("\">");
        }

        open.push_str("<a href=\"");

        let _ = escape_href(&mut open, &url);
        open.push('"');

        if let Some(class) = class_of(site.kind(entry)) {
            let _ = write!(open, " class=\"{class}\"");
        }

        if let Some(language) = &answer.lang {
            let (tag, direction) = (language.tag(), language.direction());
            let _ = write!(open, " lang=\"{tag}\" dir=\"{direction}\"");
        }

        open.push('>');

        let close = if machine.is_some() { "</a></data>" } else { "</a>" };
        let later = later_values(&answer, self.language);
        self.raw(open);

        if reference.labelled {
            self.events(label);
        } else {
            self.out.push(Event::Text(answer.words.into()));
        }

        self.raw(close);
        self.raw(later);
    }

    /// Writes a reference that has no answer: on a day of the past, before there was one, its words, or that it
    /// was not known yet.
    fn unanswered(
        &mut self,
        reference: &Reference,
        entry: Option<EntryId>,
        label: &mut dyn Iterator<Item = PlacedEvent<'t>>,
    ) {
        let site = &self.edition.site;
        if !site.as_of().is_past || !site.answers().comes_later(reference, entry) {
            self.chip(&reference.target);
        } else if reference.labelled {
            self.events(label);
        } else {
            // In brackets, as editors mark what they put into a text.
            let words = format!("[{}]", self.language.phrase("not_known_yet"));
            self.out.push(Event::Text(words.into()));
        }
    }

    /// Marks an unresolved reference; only a preview shows it.
    fn chip(&mut self, target: &str) {
        // In English, as findings are: it is meant for the writer, in a preview.
        let near = self.edition.site.answers().nearest_ids(None, target);
        let mut chip = String::from("<span class=\"chip unknown\" title=\"unknown reference\">[[");
        escape(&mut chip, target);
        chip.push_str("]]");

        if !near.is_empty() {
            chip.push_str(" <small>did you mean ");
            escape(&mut chip, &near.join(" or "));
            chip.push_str("?</small>");
        }

        chip.push_str("</span>");
        self.raw(chip);
    }

    /// Writes the card of the reference that begins at a byte of the body.
    pub(super) fn embed(&mut self, start: usize) {
        // The words of a card belong to another page.
        if self.rendition == Rendition::Search {
            return;
        }

        let Some(index) = self.body.reference_at(self.in_source(start)) else {
            return;
        };

        let Some(entry) = self.edition.site.referenced(self.page, index) else {
            self.chip(&self.body.references[index].target);
            return;
        };

        // Beyond the limit `check` has a finding, and a preview must not freeze until it is mended.
        self.embedded += self.edition.site.embedded_size(entry);
        if self.embedded > EMBEDDED_MAX {
            return;
        }

        match embed::card(self.edition, self.page, entry, index, self.rendition) {
            Ok(card) => {
                let card = match self.rendition {
                    Rendition::Feed => self.with_absolute_urls(&card),
                    Rendition::Page | Rendition::Search | Rendition::Marked => card,
                };
                self.out.push(Event::Html((card + "\n").into()));
            }
            // The page is not published in either case; the first error is kept.
            Err(error) => self.error = self.error.take().or(Some(error)),
        }
    }
}

/// Returns the note about a newer or revised value after the page's day.
fn later_values(answer: &Answer, language: &Language) -> String {
    let mut out = String::new();
    let newer = answer.newer.iter().map(|newer| ("newer", "value_now", newer));
    let revised = answer.revised.iter().map(|revised| ("revised", "value_revised", revised));

    for (class, phrase, words) in newer.chain(revised) {
        let _ = write!(out, " <small class=\"{class}\">(");
        escape(&mut out, &language.fill(phrase, &[("value", words)]));
        out.push_str(")</small>");
    }

    out
}

fn class_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Minister => Some("minister"),
        Kind::Agreement => Some("agreement"),
        Kind::Figure | Kind::Briefing | Kind::Page => None,
    }
}

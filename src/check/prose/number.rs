//! Typed numbers that are values of a figure: those without a reference, those without the value's qualifier,
//! and those that were not known yet.
//!
//! In: the numbers of a sentence that were matched to a figure. Out: at most one finding for each.
//! Invariant: a number whose qualifier may be expressed by other words nearby is accepted.

use super::figure::PageFigure;
use super::hedge;
use super::page::PageFacts;
use super::sentence::{Advice, Sentence, TextRange};
use crate::content::figure::Observation;
use crate::content::statement::QuantityMention;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::{capitalized, house_style};
use crate::lexicon::is_any;
use crate::value::{Qualifier, Quantity, Unit};

/// A number in a sentence, and the value of a figure that it states.
struct TypedNumber<'p> {
    page: &'p PageFacts<'p>,
    sentence: &'p Sentence<'p>,
    figure: &'p PageFigure<'p>,
    amount: &'p QuantityMention,
    observation: &'p Observation,
    /// How well the words of the sentence fit the figure.
    score: usize,
}

/// Reports typed numbers that should be a reference, or that differ from their record.
pub(super) fn typed(page: &PageFacts<'_>, sentence: &Sentence<'_>, findings: &mut Vec<Diagnostic>) {
    for matched in &sentence.matches {
        let figure = &page.figures[matched.figure];
        let number = TypedNumber {
            page,
            sentence,
            figure,
            amount: &sentence.statement.mentions[matched.amount],
            observation: &figure.record.series[matched.observation],
            score: matched.score,
        };

        findings.extend(match figure.knew(number.observation) {
            true => dropped_qualifier(&number).or_else(|| loose(&number)),
            false => not_yet_known(&number),
        });
    }
}

impl<'p> TypedNumber<'p> {
    fn range(&self) -> TextRange {
        TextRange { start: self.amount.start, end: self.amount.end }
    }

    fn qualifier(&self) -> &'p str {
        self.sentence.statement.qualifier(self.amount)
    }

    /// Returns the number as it was written.
    fn written(&self) -> &'p str {
        self.sentence.words(self.range())
    }

    fn record_place(&self) -> Place {
        let record = self.page.site.document(self.figure.id);
        record.place_of_value(self.observation.value.span)
    }

    /// Tells whether the record's qualifier fits grammatically before the number: no "the up to £640 million
    /// fund".
    fn takes_qualifier(&self) -> bool {
        let is_exact = |qualifier| matches!(qualifier, Qualifier::Exact | Qualifier::Between);
        if is_exact(self.observation.value.value.qualifier()) || !is_exact(self.amount.qualifier) {
            return true;
        }

        let sentence = self.sentence;
        let before = sentence.token_at(self.amount.start).checked_sub(1);
        let word = before.map_or("", |before| sentence.word(before));
        let endings = sentence.lexicon.figures.possessives;

        !is_any(word, sentence.lexicon.hedges.openers)
            && !endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Returns words as they are written at the number's place: capitalised at the start of a sentence.
    fn in_place(&self, words: String) -> String {
        let text = &self.sentence.statement.text;
        let before = text.get(..self.amount.start as usize).unwrap_or_default();

        match before.contains(char::is_alphanumeric) {
            true => words,
            false => capitalized(words),
        }
    }

    /// Advises how to word a number that has no room for its qualifier.
    fn reworded(&self, words: &str, reference: Option<&str>) -> String {
        let advised = reference.map_or_else(|| format!("\"{words}\""), |it| format!("`{it}`"));
        let before = self.sentence.token_at(self.amount.start).saturating_sub(1);
        let opener = self.sentence.word(before);

        format!(
            "\"{opener} {words}\" is no English: reword it, and write {advised} after \"of\" or \"worth\""
        )
    }

    /// Returns the reference that could replace the number, where a reference is possible.
    fn insertable_reference(&self) -> Option<String> {
        let is_possible = self.sentence.may_refer(self.amount.start) && !self.figure.is_own;
        is_possible.then(|| self.figure.reference(self.page.site, self.observation))
    }
}

fn not_yet_known(number: &TypedNumber<'_>) -> Option<Diagnostic> {
    // A round number may have been announced before the exact one was published.
    if number.amount.numeral.significant_digits() < 3 || number.score < 2 {
        return None;
    }

    let page = number.page;
    let known = number.figure.record.known_from(number.observation)?;
    let message = format!(
        "{} is the value of `{}` that was first known on {}, after this page's date, {}",
        house_style::quantity(&number.observation.value.value),
        page.site.title(number.figure.id),
        house_style::day(known),
        house_style::day(page.day)
    );

    let help = "use the value that was known on the page's date, or correct one of the two dates";
    let advice = Advice { message, help: help.to_owned() };
    let finding = number.sentence.finding(page, Code::FigureAfterPage, number.range(), advice);

    Some(finding.label(number.record_place(), "the value in the figure's record"))
}

fn dropped_qualifier(number: &TypedNumber<'_>) -> Option<Diagnostic> {
    let TypedNumber { page, sentence, amount, .. } = *number;
    let quantity = &number.observation.value.value;
    if matches!(quantity.qualifier(), Qualifier::Exact | Qualifier::Between) {
        return None;
    }

    let typed = amount.quantity(None);

    // "More than 1.2 million" does not deny 1.2 million.
    let is_like = matches!(
        (typed.qualifier(), quantity.qualifier()),
        (Qualifier::MoreThan, Qualifier::AtLeast) | (Qualifier::FewerThan, Qualifier::AtMost)
    );
    if is_like && typed.number() == quantity.number() {
        return None;
    }

    if typed.interval().holds(&quantity.interval()) || hedge::is_expressed(sentence, amount) {
        return None;
    }

    let (written, words) = (number.written(), house_style::quantity(quantity));
    let title = page.site.title(number.figure.id);
    let lost = house_style::qualifier(quantity);
    let message = match number.qualifier() {
        "" => format!("`{written}` has lost its \"{lost}\": the record of `{title}` says {words}"),
        _ => format!("`{written}` claims more than the record of `{title}`, which says {words}"),
    };

    let reference = number.insertable_reference();
    let placed = number.in_place(words.clone());
    let has_room = number.takes_qualifier();
    let help = match &reference {
        _ if !has_room => number.reworded(&words, reference.as_deref()),
        Some(reference) => format!("write `{reference}`, or \"{placed}\""),
        None => format!("write \"{placed}\""),
    };

    let advice = Advice { message, help };
    let finding = sentence
        .finding(page, Code::DroppedQualifier, number.range(), advice)
        .label(number.record_place(), format!("the record says {words}"));

    let is_plain = has_room && !prints_its_noun(quantity);
    Some(match sentence.may_be_rewritten(amount.start) && is_plain {
        true => finding.fix(sentence.place(page, number.range()), reference.unwrap_or(placed)),
        false => finding,
    })
}

fn loose(number: &TypedNumber<'_>) -> Option<Diagnostic> {
    let TypedNumber { page, sentence, amount, observation, .. } = *number;

    // A title or a quotation cannot hold a reference, so there is no advice to give.
    let reference = number.insertable_reference()?;
    let quantity = &observation.value.value;
    let typed = amount.quantity(None);

    // "More than 1,900" for an exact 1,900 is a different statement, which this check does not judge.
    let is_limit = |qualifier| !matches!(qualifier, Qualifier::Exact | Qualifier::About);
    let has_limit = is_limit(typed.qualifier()) || is_limit(quantity.qualifier());
    if has_limit && typed.qualifier() != quantity.qualifier() {
        return None;
    }

    let title = page.site.title(number.figure.id);
    let period = observation.period.as_ref().map(|period| house_style::period(&period.value));
    let period = period.map_or_else(String::new, |period| format!(" for {period}"));
    let message = format!(
        "`{}` is typed in, and is the value of the figure `{title}`{period}",
        number.written()
    );

    let place = sentence.place(page, number.range());
    let finding = Diagnostic::new(Code::LooseNumber, place.clone(), message);

    // No reference can be written inside the text of a link, so there is no automatic fix.
    if page.document.body.is_linked(place.span) {
        let help = format!("write `{reference}` beside the link, and words without it in the link");
        return Some(finding.help(help));
    }

    if !number.takes_qualifier() {
        let words = house_style::quantity(quantity);
        return Some(finding.help(number.reworded(&words, Some(&reference))));
    }

    let finding =
        finding.help(format!("write `{reference}`, so that the number is kept with its source"));

    Some(match prints_its_noun(quantity) {
        true => finding,
        false => finding.fix(place, reference),
    })
}

/// Tells whether a value is printed with the noun that it counts, which the sentence would then contain
/// twice.
fn prints_its_noun(quantity: &Quantity) -> bool {
    let words = house_style::bare_quantity(quantity);
    let ends_in_noun = words.ends_with(char::is_alphabetic)
        && matches!(quantity.unit(), Unit::Named(_))
        && !words.ends_with("illion");

    quantity.upper().is_some() || ends_in_noun
}

//! Words that a figure's record bans with `never_say`, near the figure.
//!
//! In: the sentences of a page that give or reference a value. Out: findings. Invariant: a word that is
//! denied, or separated from the figure by another number or clause, is accepted.

use rust_decimal::Decimal;

use super::figure::{BannedPhrase, PageFigure};
use super::matching;
use super::page::PageFacts;
use super::sentence::{Advice, Sentence};
use super::tokenized::TokenizedText;
use crate::content::statement::{OBJECT, QuantityMention, TokenKind, tokens};
use crate::content::{Piece, Run};
use crate::diagnostic::{Code, Diagnostic, Place};

/// How many words there may be between a banned word and its figure: about a clause.
const REACH: usize = 14;

/// How many words before the two are searched for a denial.
const CONTEXT: usize = 4;

/// The longest sentence, in bytes, that is searched for each of its references. A longer one is not prose,
/// and the work grows with the square of the length.
const LONGEST_SENTENCE: usize = 4000;

/// Reports banned words near typed values of their figure.
pub(super) fn near_numbers(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    for figure in &page.figures {
        if figure.record.never_say.is_empty() {
            continue;
        }

        let anchors = anchors(sentence, figure);
        if anchors.is_empty() {
            continue;
        }

        let text = sentence.text();
        for phrase in figure.banned_phrases(text) {
            if anchors.iter().any(|&anchor| applies(text, phrase, anchor)) {
                findings.push(banned(page, sentence, figure, phrase));
            }
        }
    }
}

/// Returns the tokens at which a sentence gives a value of a figure in digits.
fn anchors(sentence: &Sentence<'_>, figure: &PageFigure<'_>) -> Vec<usize> {
    let statement = sentence.statement;
    let is_value = |amount: &&QuantityMention| {
        let holds = figure.holding(amount, amount.value()).any(|(_, it)| figure.knew(it));

        // A round number that fits means the same value: nobody writes "35,052 people were deported".
        (holds || is_rounded_value(figure, amount))
            && matching::is_about(figure, sentence.text(), amount)
    };

    let amounts = statement.mentions.iter().filter(|amount| !statement.is_like_year(amount));
    amounts.filter(is_value).map(|amount| sentence.token_at(amount.number)).collect()
}

/// Tells whether a typed number is a rounding of the figure's newest value: "more than 35,000" of 35,052.
fn is_rounded_value(figure: &PageFigure<'_>, amount: &QuantityMention) -> bool {
    let (Some(unit), Some(newest)) = (amount.numeral.likely_rounding(), figure.series.last())
    else {
        return false;
    };

    // Small and one-digit numbers are too often near a value by chance.
    let value = newest.value.value.number();
    let is_near = (value - amount.value()).abs() < unit;
    is_near && value >= Decimal::ONE_THOUSAND && amount.numeral.significant_digits() >= 2
}

fn banned(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    figure: &PageFigure<'_>,
    phrase: BannedPhrase,
) -> Diagnostic {
    let range = sentence.range(phrase.first, phrase.last);
    let word = sentence.words(range);
    let finding = sentence.finding(page, Code::LabelDrift, range, advice(page, figure, word));
    let finding = label_record(page, figure, phrase, finding);

    match replacement(figure, word).filter(|_| sentence.may_be_rewritten(range.start)) {
        Some(other) => finding.fix(sentence.place(page, range), other),
        None => finding,
    }
}

fn advice(page: &PageFacts<'_>, figure: &PageFigure<'_>, word: &str) -> Advice {
    let title = page.site.title(figure.id);
    let message = format!("`{word}` is said of the figure `{title}`, which does not count that");
    let words: Vec<String> =
        figure.preferred_words().iter().map(|say| format!("\"{say}\"")).collect();

    let help = match words.is_empty() {
        true => "use the words of the record's `measure`".to_owned(),
        false => format!("say {}", words.join(" or ")),
    };

    Advice { message, help }
}

fn label_record(
    page: &PageFacts<'_>,
    figure: &PageFigure<'_>,
    phrase: BannedPhrase,
    finding: Diagnostic,
) -> Diagnostic {
    let path = &page.site.document(figure.id).path;

    match figure.record.never_say.get(phrase.number) {
        Some(never) => finding.label(Place::new(path, never.span), "the record never says this"),
        None => finding,
    }
}

/// Returns the phrase of `say` with the same ending: "returned" for "deported".
fn replacement<'s>(figure: &PageFigure<'s>, word: &str) -> Option<&'s str> {
    let endings = figure.lexicon.labels.endings.iter();
    let ending = endings.copied().find(|ending| word.ends_with(ending))?;
    let says = figure.record.say.iter();
    let mut fitting = says.filter(|say| say.value.ends_with(ending) && !say.value.contains(' '));

    // If several fit, only the writer can choose.
    let only = fitting.next()?;
    fitting.next().is_none().then_some(&*only.value)
}

/// Tells whether a phrase applies to the figure mentioned at a token.
fn applies(text: TokenizedText<'_>, phrase: BannedPhrase, anchor: usize) -> bool {
    let words = &text.lexicon.labels;
    let BannedPhrase { first, last, .. } = phrase;
    let between = match first > anchor {
        true => anchor + 1..first,
        false => last + 1..anchor,
    };

    if between.len() > REACH || text.is(last + 1, words.things) {
        return false;
    }

    // "More than", "as many as" before a number do not separate.
    let is_part_of_limit =
        |at: usize| text.is(at, words.limit_joints) && at > 0 && text.is(at - 1, words.limit_words);

    // If another number is nearer to the phrase, the phrase applies to that number.
    let is_separated = between.clone().any(|at| {
        text.tokens[at].kind == TokenKind::Number
            || text.is(at, words.separators) && !is_part_of_limit(at)
    });

    let start = between.start.min(first).saturating_sub(CONTEXT);
    let is_denied = (start..=last).any(|at| text.is(at, words.denials))
        || (last + 1..last + 3).any(|at| text.is(at, words.denials_after));

    // "Some of the returns were deportations"
    let is_partial = (between.start.saturating_sub(CONTEXT)..between.start)
        .any(|at| text.is(at, words.parts) && text.is(at + 1, words.of));

    !is_separated && !is_denied && !is_partial
}

/// Reports banned words in sentences that reference their figure.
pub(super) fn near_references(page: &PageFacts<'_>, findings: &mut Vec<Diagnostic>) {
    let bans_nothing = page.figures.iter().all(|figure| figure.record.never_say.is_empty());
    if bans_nothing {
        return;
    }

    for run in page.document.body.sentences.iter() {
        let Some(sentence) = ReferringSentence::flatten(page, run) else {
            continue;
        };

        let tokens = tokens(&sentence.text);
        let text = TokenizedText { text: &sentence.text, tokens: &tokens, lexicon: page.lexicon };
        for figure in page.figures.iter().filter(|it| !it.record.never_say.is_empty()) {
            let is_own = |mention: &&FigureReference| {
                page.site.referenced(page.id, mention.number as usize) == Some(figure.id)
            };

            let own: Vec<_> = sentence.references.iter().filter(is_own).collect();
            if own.is_empty() {
                continue;
            }

            let phrases = figure.banned_phrases(text);
            for reference in own {
                let anchor = tokens.partition_point(|token| (token.start as usize) < reference.at);
                let phrase = phrases.iter().find(|phrase| applies(text, **phrase, anchor));

                if let Some(&phrase) = phrase {
                    let (start, end) = (tokens[phrase.first].start, tokens[phrase.last].end);
                    let word = &sentence.text[start as usize..end as usize];
                    let Advice { message, help } = advice(page, figure, word);

                    let written = &page.document.body.references[reference.number as usize];
                    let place = Place::new(&page.document.path, written.span);
                    let finding = Diagnostic::new(Code::LabelDrift, place, message).help(help);
                    findings.push(label_record(page, figure, phrase, finding));
                }
            }
        }
    }
}

/// A sentence with references to values, as one text.
struct ReferringSentence {
    text: String,
    references: Vec<FigureReference>,
}

/// A reference in a sentence that prints a value or another part of a figure.
struct FigureReference {
    /// Its index among the references of the body.
    number: u32,
    /// The byte in the sentence's text where it begins.
    at: usize,
}

impl ReferringSentence {
    /// Joins a sentence's pieces into one text; none where no reference in it prints a value.
    fn flatten(page: &PageFacts<'_>, run: Run<'_>) -> Option<ReferringSentence> {
        let mut text = String::new();
        let mut references = Vec::new();

        for piece in run.pieces() {
            match piece {
                Piece::Text(words) | Piece::Link(_, words) => text.push_str(words),
                Piece::Reference(number, label) => {
                    let reference = &page.document.body.references[number as usize];
                    let part = reference.part.as_deref();
                    if !matches!(part, Some("period" | "source")) && !reference.embed {
                        references.push(FigureReference { number, at: text.len() });
                    }

                    match label {
                        Some(label) => text.push_str(label),
                        None => text.push(OBJECT),
                    }
                }
            }
        }

        let is_searched = !references.is_empty() && text.len() < LONGEST_SENTENCE;
        is_searched.then_some(ReferringSentence { text, references })
    }
}

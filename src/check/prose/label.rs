//! Words that a figure's record never says, near the figure.

use super::subject::Subject;
use super::{Page, Read};
use crate::content::statement::{OBJECT, QuantityMention, Token, TokenKind, tokens};
use crate::content::{Piece, Run};
use crate::diagnostic::{Code, Diagnostic, Place};

/// How far such a word may stand from its figure, in words.
const REACH: usize = 14;

/// What denies that the word is meant, or sets it against the figure.
const DENYING: &[&str] = &[
    "not",
    "never",
    "no",
    "nor",
    "neither",
    "rather",
    "instead",
    "unlike",
    "without",
    "nothing",
    "cannot",
    "distinct",
    "different",
    "differ",
    "excluding",
    "except",
    "confuse",
    "confused",
    "isn’t",
    "aren’t",
    "wasn’t",
    "weren’t",
    "don’t",
    "word",
    "term",
    "call",
    "called",
    "calling",
    "nobody",
    "none",
    "wrongly",
];

/// What begins another thought, or picks out a part of what is counted.
const PARTING: &[&str] = &[
    ";",
    ":",
    "—",
    "but",
    "while",
    "whereas",
    "although",
    "alongside",
    "plus",
    "including",
    "separately",
    "also",
    "some",
    "many",
    "most",
    "few",
    "part",
    "whom",
    "which",
    "where",
    "when",
    "because",
    "after",
    "before",
    "as",
    "with",
    "than",
    "against",
    "or",
];

/// Things that are called after the word and are not what the figure counts.
const THINGS: &[&str] = &[
    "powers",
    "power",
    "orders",
    "order",
    "policy",
    "policies",
    "scheme",
    "schemes",
    "law",
    "laws",
    "rules",
    "flights",
    "flight",
    "agreement",
    "agreements",
    "notice",
    "notices",
    "process",
    "system",
    "arrangements",
    "centre",
    "centres",
    "case",
    "cases",
    "appeals",
    "appeal",
    "deal",
    "deals",
    "bill",
    "act",
    "plan",
    "plans",
    "target",
    "targets",
    "staff",
    "officers",
];

/// Reports them at typed numbers.
pub(super) fn typed(page: &Page<'_>, read: &Read<'_>, findings: &mut Vec<Diagnostic>) {
    for subject in &page.subjects {
        if subject.figure.never_say.is_empty() {
            continue;
        }

        let anchors = anchors(read, subject);
        if anchors.is_empty() {
            continue;
        }

        for (phrase, first, last) in subject.never_said(&read.statement.text, &read.tokens) {
            let sentence = Sentence { text: &read.statement.text, tokens: &read.tokens };
            let near = anchors.iter().any(|&anchor| sentence.says_of(anchor, (first, last)));
            if near {
                findings.push(drift(page, read, subject, (phrase, first, last)));
            }
        }
    }
}

/// Returns the tokens at which a figure stands in a sentence, in digits.
fn anchors(read: &Read<'_>, subject: &Subject<'_>) -> Vec<usize> {
    let statement = read.statement;
    let of = |amount: &&QuantityMention| {
        let holds = subject.holding(amount, amount.value()).any(|(_, it)| subject.knew(it));
        // A round number that fits is the same one: nobody says "35,052 people were deported".
        (holds || rounds(subject, amount))
            && super::subject::is_spoken_of(subject, &statement.text, &read.tokens, amount)
    };

    let typed = statement.mentions.iter().filter(|amount| !statement.is_like_year(amount));
    let typed = typed.filter(of).map(|amount| read.token_at(amount.number));

    typed.collect()
}

/// Tells whether a typed number is a value of the figure, rounded: "more than 35,000" of 35,052.
fn rounds(subject: &Subject<'_>, amount: &QuantityMention) -> bool {
    let Some(unit) = amount.numeral.likely_rounding() else {
        return false;
    };

    amount.numeral.significant_digits() >= 2
        && subject.series.last().is_some_and(|newest| {
            let value = newest.value.value.number();
            let difference = (value - amount.value()).abs();
            difference < unit && value >= rust_decimal::Decimal::ONE_THOUSAND
        })
}

fn drift(
    page: &Page<'_>,
    read: &Read<'_>,
    subject: &Subject<'_>,
    (phrase, first, last): (usize, usize, usize),
) -> Diagnostic {
    let (start, end) = (read.tokens[first].start, read.tokens[last].end);
    let word = read.statement.words(start, end);
    let (message, help) = words(page, subject, word);
    let finding = read.finding(page, Code::LabelDrift, (start, end), (message, help));
    let finding = recorded(page, subject, phrase, finding);

    match replacement(subject, word).filter(|_| read.may_be_rewritten(start)) {
        Some(other) => finding.fix(read.place(page, start, end), other),
        None => finding,
    }
}

fn words(page: &Page<'_>, subject: &Subject<'_>, word: &str) -> (String, String) {
    let title = page.site.title(subject.id);
    let message = format!("`{word}` is said of the figure `{title}`, which does not count that");
    let says: Vec<String> = subject.says().iter().map(|say| format!("\"{say}\"")).collect();
    let help = match says.is_empty() {
        true => "use the words of the record's `measure`".to_owned(),
        false => format!("say {}", says.join(" or ")),
    };

    (message, help)
}

fn recorded(
    page: &Page<'_>,
    subject: &Subject<'_>,
    phrase: usize,
    finding: Diagnostic,
) -> Diagnostic {
    let path = &page.site.document(subject.id).path;
    match subject.figure.never_say.get(phrase) {
        Some(never) => finding.label(Place::new(path, never.span), "the record never says this"),
        None => finding,
    }
}

/// Returns the word of `say` with the same ending: "returned" for "deported".
fn replacement<'s>(subject: &Subject<'s>, word: &str) -> Option<&'s str> {
    let ending = ["ed", "ing", "s"].into_iter().find(|ending| word.ends_with(ending))?;
    let mut fitting = subject
        .figure
        .say
        .iter()
        .filter(|say| say.value.ends_with(ending) && !say.value.contains(' '));
    let only = fitting.next()?;

    fitting.next().is_none().then_some(&*only.value)
}

/// A sentence, for what stands near what.
struct Sentence<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Sentence<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.iter().any(|known| known.eq_ignore_ascii_case(self.word(at)))
    }

    /// Tells whether a word is said of the figure at a token.
    fn says_of(&self, anchor: usize, (first, last): (usize, usize)) -> bool {
        let between = match first > anchor {
            true => anchor + 1..first,
            false => last + 1..anchor,
        };

        if between.len() > REACH || self.is(last + 1, THINGS) {
            return false;
        }

        // Another number nearer to the word is what the word is said of.
        let crosses = between.clone().any(|at| {
            self.tokens[at].kind == TokenKind::Number
                || self.is(at, PARTING) && !self.is_of_a_limit(at)
        });

        let early = between.start.min(first).saturating_sub(4);
        let denied = (early..=last).any(|at| self.is(at, DENYING))
            || (last + 1..last + 3).any(|at| self.is(at, &["not", "never"]));

        // "Some of the returns were deportations"
        let partial = (between.start.saturating_sub(4)..between.start).any(|at| {
            self.is(at, &["some", "many", "most", "few", "part", "half", "none", "several"])
                && self.is(at + 1, &["of"])
        });

        !crosses && !denied && !partial
    }

    /// "More than", "as many as" before a number part nothing.
    fn is_of_a_limit(&self, at: usize) -> bool {
        self.is(at, &["than", "as"])
            && at > 0
            && self.is(at - 1, &["more", "fewer", "less", "many", "much"])
    }
}

/// Reports them in sentences that refer to the figure.
pub(super) fn referred(page: &Page<'_>, findings: &mut Vec<Diagnostic>) {
    let shy = page.subjects.iter().all(|subject| subject.figure.never_say.is_empty());
    if shy {
        return;
    }

    for sentence in page.document.body.sentences.iter() {
        let Some((text, anchors)) = flat(page, sentence) else {
            continue;
        };

        let asked = |number: u32| page.site.referenced(page.id, number as usize);
        let tokens = tokens(&text);
        for subject in page.subjects.iter().filter(|it| !it.figure.never_say.is_empty()) {
            let own: Vec<_> =
                anchors.iter().filter(|(number, _)| asked(*number) == Some(subject.id)).collect();
            if own.is_empty() {
                continue;
            }

            let found = subject.never_said(&text, &tokens);
            for &(number, at) in own {
                let anchor = tokens.partition_point(|token| (token.start as usize) < at);
                let sentence = Sentence { text: &text, tokens: &tokens };
                let said =
                    found.iter().find(|&&(_, first, last)| sentence.says_of(anchor, (first, last)));

                if let Some(&(phrase, first, last)) = said {
                    let word = &text[tokens[first].start as usize..tokens[last].end as usize];
                    let (message, help) = words(page, subject, word);
                    let reference = &page.document.body.references[number as usize];
                    let place = Place::new(&page.document.path, reference.span);
                    let finding = Diagnostic::new(Code::LabelDrift, place, message).help(help);
                    findings.push(recorded(page, subject, phrase, finding));
                }
            }
        }
    }
}

/// Writes a sentence's pieces as one text, and where its references stand; none where it has none
/// to a value.
fn flat(page: &Page<'_>, sentence: Run<'_>) -> Option<(String, Vec<(u32, usize)>)> {
    let mut text = String::new();
    let mut anchors = Vec::new();
    for piece in sentence.pieces() {
        match piece {
            Piece::Text(words) | Piece::Link(_, words) => text.push_str(words),
            Piece::Reference(number, label) => {
                let reference = &page.document.body.references[number as usize];
                let part = reference.part.as_deref();
                if !matches!(part, Some("period" | "source")) && !reference.embed {
                    anchors.push((number, text.len()));
                }

                match label {
                    Some(label) => text.push_str(label),
                    None => text.push(OBJECT),
                }
            }
        }
    }

    // What is longer is no prose, and would be gone through for each of its references.
    (!anchors.is_empty() && text.len() < 4000).then_some((text, anchors))
}

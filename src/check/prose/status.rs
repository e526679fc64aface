//! What is said of an agreement's standing, against its timeline on the page's date.

use std::ops::Range;

use super::{Page, Read};
use crate::content::Kind;
use crate::content::agreement::{Agreement, Binding, EventKind, Instrument, TimelineEvent};
use crate::content::statement::{Statement, TokenKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::EntryId;

/// What a phrase says of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    InForce,
    Ratified,
    Signed,
    Binding,
}

/// What makes a phrase a hope, a condition or a denial.
const SUPPOSING: &[&str] = &[
    "not", "never", "yet", "will", "would", "shall", "may", "might", "must", "could", "should",
    "to", "once", "when", "until", "before", "if", "after", "upon", "pending", "awaiting",
    "without", "towards", "expected", "due", "plan", "plans", "can", "cannot", "nor", "whether",
    "unless", "till", "being", "no", "soon", "bring", "brings", "bringing", "for",
];

/// What an agreement is called where its name is not.
const NOUNS: &[&str] = &[
    "agreement",
    "treaty",
    "deal",
    "pact",
    "accord",
    "memorandum",
    "partnership",
    "statement",
    "arrangement",
    "convention",
    "protocol",
    "package",
    "declaration",
    "it",
    "which",
    "that",
];

/// Tells whether a statement may speak of an agreement's standing, before it is taken apart.
pub(super) fn may_speak(statement: &Statement) -> bool {
    const WORDS: &[&str] = &["force", "ratif", "binding", "signed", "treaty"];
    let lower = statement.text.to_ascii_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Reports an agreement that is said to be further than its timeline.
pub(super) fn wording(page: &Page<'_>, read: &Read<'_>, findings: &mut Vec<Diagnostic>) {
    if !may_speak(read.statement) {
        return;
    }

    let agreements = Agreements::of(page, read);
    for at in 0..read.tokens.len() {
        if read.tokens[at].kind != TokenKind::Word {
            continue;
        }

        let Some((standing, first, last)) = phrase(read, at) else {
            continue;
        };
        let found = agreements.subject(read, first, last);
        let Some(id) = found.filter(|_| !agreements.is_supposed(read, first)) else {
            continue;
        };

        let Some(agreement) = page.site.agreement(id) else {
            continue;
        };

        if let Some(truth) = refuted(page, agreement, standing) {
            findings.push(finding(page, read, id, (standing, first, last), &truth));
        }
    }

    findings.extend(called_treaty(page, read, &agreements));
}

/// Reads "in force", "entered into force", "was ratified", "was signed", "legally binding".
fn phrase(read: &Read<'_>, at: usize) -> Option<(Standing, usize, usize)> {
    let is =
        |at: usize, list: &[&str]| list.iter().any(|word| word.eq_ignore_ascii_case(read.word(at)));
    let before = |back: usize| at.checked_sub(back);
    let be =
        &["is", "are", "was", "were", "been", "now", "already", "currently", "remains", "formally"];

    if is(at, &["force"]) {
        let verb = before(2)?;
        if is(at - 1, &["into"]) && is(verb, &["entered", "came", "come", "gone", "went"]) {
            return Some((Standing::InForce, verb, at));
        }

        let stands = is(at - 1, &["in"]) && is(verb, be);
        return stands.then_some((Standing::InForce, verb, at));
    }

    if is(at, &["ratified"]) {
        let verb =
            before(1).filter(|&it| is(it, be) || is(it, &["has", "have", "both", "had", "the"]));
        return verb.map(|verb| (Standing::Ratified, verb, at));
    }

    if is(at, &["signed"]) {
        let verb = before(1).filter(|&it| is(it, be) || is(it, &["has", "have", "had"]));
        return verb.map(|verb| (Standing::Signed, verb, at));
    }

    if is(at, &["binding"]) {
        let legally = usize::from(before(1).is_some_and(|it| is(it, &["legally"])));
        let verb = before(1 + legally).filter(|&it| is(it, &["is", "are", "was"]));
        return verb.map(|verb| (Standing::Binding, verb, at));
    }

    None
}

/// The agreements that a sentence names, with the tokens at which it does.
struct Agreements {
    named: Vec<(usize, EntryId)>,
    /// The tokens of names that are written out.
    spelt_out: Vec<Range<usize>>,
    /// The one agreement that the page names, where it names but one.
    only: Option<EntryId>,
    /// The words of that one's title and parties: "the returns agreement with Iraq".
    about: Vec<String>,
}

/// Words that may stand between an agreement and what is said of it.
const BETWEEN: &[&str] = &[
    "has",
    "have",
    "had",
    "now",
    "already",
    "also",
    "since",
    "formally",
    "then",
    ",",
    "been",
    "is",
    "was",
    "in",
    "with",
    "on",
    "of",
    "signed",
    "agreed",
    "concluded",
    "reached",
    "today",
    "yesterday",
    "this",
    "last",
    "week",
    "month",
    "year",
];

impl Agreements {
    fn of(page: &Page<'_>, read: &Read<'_>) -> Agreements {
        let (mut named, mut spelt_out) = (Vec::new(), Vec::new());
        for &(at, number) in &read.statement.references {
            let id = page.site.referenced(page.id, number as usize);
            if let Some(id) = id.filter(|&id| page.site.kind(id) == Kind::Agreement) {
                named.push((read.token_at(at), id));
            }
        }

        let text = read.statement.text.to_lowercase();
        if text.len() == read.statement.text.len() {
            for &id in &page.agreements {
                let short = page.site.agreement(id).and_then(|it| it.short_title.as_deref());
                for name in [Some(page.site.title(id)), short].into_iter().flatten() {
                    let name = name.to_lowercase();
                    let found = text.find(name.as_str()).filter(|_| !name.is_empty());

                    named.extend(found.map(|at| {
                        // The last word stands nearest to what is said.
                        let size = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                        let end = read.token_at(size(at + name.len()));
                        spelt_out.push(read.token_at(size(at))..end);
                        (end.saturating_sub(1), id)
                    }));
                }
            }
        }

        named.sort_unstable();

        let own = page.site.agreement(page.id).is_some();
        let only = match &*page.agreements {
            [one] => Some(*one),
            [one, ..] if own => Some(*one),
            _ => None,
        };
        let about = only.map(|id| words_of(page, id)).unwrap_or_default();

        Agreements { named, spelt_out, only, about }
    }

    /// Tells whether a phrase is a hope, a condition or a denial. The words of a name say nothing:
    /// "the Amendment to the Protocol has been ratified".
    fn is_supposed(&self, read: &Read<'_>, first: usize) -> bool {
        (first.saturating_sub(7)..first)
            .rev()
            .take_while(|&at| !matches!(read.word(at), ";" | ":" | "–" | "—"))
            .filter(|at| !self.spelt_out.iter().any(|name| name.contains(at)))
            .any(|at| {
                let word = read.word(at);
                SUPPOSING.iter().any(|known| known.eq_ignore_ascii_case(word))
                    || word.ends_with("n’t")
            })
    }

    /// Finds what a phrase is said of: what stands right before it, or right behind "signed the".
    fn subject(&self, read: &Read<'_>, first: usize, last: usize) -> Option<EntryId> {
        let lower = |at: usize| read.word(at).to_lowercase();
        let mut at = first;
        for _ in 0..10 {
            let before = at.checked_sub(1)?;
            at = before;

            if let Some(&(_, id)) = self.named.iter().find(|&&(token, _)| token == at) {
                return Some(id);
            }

            let word = lower(at);
            if NOUNS.contains(&&*word) {
                let nearest = self.named.iter().rev().find(|&&(token, _)| token < at);
                let definite = at >= 1
                    && ["the", "this"]
                        .iter()
                        .any(|article| (at.saturating_sub(3)..at).any(|it| lower(it) == *article));

                let pronoun = matches!(&*word, "it" | "which" | "that");

                return match (nearest, pronoun) {
                    (Some(&(_, id)), true) => Some(id),
                    (None, false) if definite => self.only,
                    _ => None,
                };
            }

            let plain = BETWEEN.contains(&&*word) || self.about.contains(&word);
            if !plain {
                break;
            }
        }

        // "They ratified the [[agreement]]", "have signed the agreement"
        let next = last + 1 + usize::from(matches!(&*lower(last + 1), "the" | "this" | "a"));
        self.named.iter().find(|&&(token, _)| token == next).map(|&(_, id)| id)
    }
}

/// Returns the words of an agreement's title and of its parties' names, in lower case.
fn words_of(page: &Page<'_>, id: EntryId) -> Vec<String> {
    let parties = page.site.agreement(id).map(|it| it.parties.as_slice()).unwrap_or_default();
    let parties = parties.iter().map(|party| party.value.name());
    let texts = parties.chain(std::iter::once(page.site.title(id)));
    let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Tells what the record says instead, where it refutes the phrase; an empty timeline knows nothing.
fn refuted(page: &Page<'_>, agreement: &Agreement, standing: Standing) -> Option<String> {
    use EventKind::{
        Amended, InForce, ProvisionallyApplied, Ratified, Signed, Suspended, Terminated,
    };

    if standing == Standing::Binding {
        let no = agreement.binding == Some(Binding::No);
        return no.then(|| "its record says that it does not bind in law".to_owned());
    }

    let happened = |kinds: &[EventKind]| {
        agreement
            .timeline
            .iter()
            .any(|event| kinds.contains(&event.event) && event.date.value.first_day() <= page.day)
    };

    let further = &[Amended, Suspended, Terminated];
    let reached = match standing {
        Standing::InForce => happened(&[InForce, ProvisionallyApplied]) || happened(further),
        Standing::Ratified => happened(&[Ratified, InForce]) || happened(further),
        Standing::Signed => {
            happened(&[Signed, Ratified, InForce, ProvisionallyApplied, EventKind::Laid])
                || happened(further)
        }
        Standing::Binding => true,
    };

    if reached {
        return None;
    }

    let event = |event: &TimelineEvent| {
        format!("{} ({})", event.event.words().to_lowercase(), house_style::date(event.date.value))
    };

    let day = house_style::day(page.day);

    match agreement.status_on(page.day) {
        Some(status) => Some(format!("on {day} its record has it as: {}", event(status))),
        // A timeline that begins later may leave out what came first, but not date it otherwise.
        None => {
            let claimed = match standing {
                Standing::Signed => Signed,
                Standing::Ratified => Ratified,
                _ => InForce,
            };
            let later = agreement.timeline.iter().find(|event| event.event == claimed)?;
            Some(format!("its record has that after this page's date, {day}: {}", event(later)))
        }
    }
}

fn finding(
    page: &Page<'_>,
    read: &Read<'_>,
    id: EntryId,
    (standing, first, last): (Standing, usize, usize),
    truth: &str,
) -> Diagnostic {
    let (start, end) = (read.tokens[first].start, read.tokens[last].end);
    let said = read.statement.words(start, end);
    let message = format!("`{said}` is said of `{}`, but {truth}", page.site.title(id));
    let own = &page.site.entry(id).id.value;
    let help = match standing {
        Standing::Binding => "say that it is not legally binding, or leave it out".to_owned(),
        _ => format!(
            "say what has happened (`[[{own}#status]]` gives its status), or add the event with \
             its date to the agreement's `timeline`"
        ),
    };

    let record = page.site.place(id);
    read.finding(page, Code::StatusWording, (start, end), (message, help))
        .label(record, "the agreement's record")
}

/// Reports "treaty" said of an agreement that is on record as something else that does not bind.
fn called_treaty(page: &Page<'_>, read: &Read<'_>, agreements: &Agreements) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for &(token, id) in &agreements.named {
        let Some(agreement) = page.site.agreement(id) else {
            continue;
        };

        let other = !matches!(
            agreement.instrument,
            None | Some(Instrument::Treaty | Instrument::ExchangeOfNotes)
        );

        if !other || agreement.binding != Some(Binding::No) {
            continue;
        }

        // "[[id]] is a treaty", "the treaty, [[id]]"
        let behind =
            (token + 1..token + 5).find(|&at| read.word(at).eq_ignore_ascii_case("treaty"));
        let is = behind.filter(|&at| {
            (token + 1..at).any(|it| matches!(read.word(it), "is" | "was" | "," | "as"))
                && !(token + 1..at).any(|it| matches!(read.word(it), "not" | "no"))
        });

        let before = (token.saturating_sub(2)..token)
            .find(|&at| read.word(at).eq_ignore_ascii_case("treaty"));
        if let Some(at) = is.or(before) {
            let (start, end) = (read.tokens[at].start, read.tokens[at].end);
            let words = agreement.instrument.map_or("agreement", Instrument::words).to_lowercase();
            let message = format!(
                "`{}` is called a treaty, and its record has it as a {words} that does not bind in law",
                page.site.title(id)
            );

            let help = format!("write \"{words}\"");
            let finding = read.finding(page, Code::StatusWording, (start, end), (message, help));
            findings.push(finding.label(page.site.place(id), "the agreement's record"));
        }
    }

    findings
}

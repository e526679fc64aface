//! Compares what a sentence says about an agreement's status with its timeline, as of the page's date.
//!
//! In: a sentence. Out: findings. Invariant: an agreement without a timeline contradicts nothing, and a
//! phrase that may be a hope or a condition is accepted.

use super::agreements::{AgreementMention, AgreementMentions};
use super::page::PageFacts;
use super::sentence::{Advice, Sentence, TextRange};
use super::treaty;
use crate::check::solver::{DateParts, Solvable};
use crate::content::agreement::{Agreement, Binding, EventKind, TimelineEvent};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::lexicon::{AgreementStanding, StandingForm, StandingPhrase, WordRoles as W};
use crate::site::EntryId;
use crate::value::Date;

/// How many words may be between an agreement and the phrase about it.
const REACH: usize = 10;

/// A phrase of a sentence, with its tokens.
#[derive(Clone, Copy)]
struct StatedStanding {
    phrase: &'static StandingPhrase,
    /// Its first token, and one past its last.
    first: usize,
    end: usize,
}

/// A phrase that the record of an agreement contradicts.
struct Contradiction {
    id: EntryId,
    stated: StatedStanding,
    /// What the record says instead.
    truth: String,
}

/// The time that a sentence gives to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tense {
    /// It has happened.
    Past,
    /// It has not happened yet.
    NotYet,
    /// It will happen.
    Future,
    /// A hope, a condition, or no statement.
    Open,
}

/// Reports an agreement that is said to be further than its timeline, or less far.
pub(super) fn premature(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    // A question makes no claim.
    let asks = sentence.statement.text.trim_end().ends_with('?');
    if page.agreements.is_empty() || asks || !sentence.may_speak_of_status() {
        return;
    }

    let Some(words) = &sentence.solvable else {
        return;
    };
    let mentions = AgreementMentions::find(page, words);
    if mentions.named.is_empty() {
        return;
    }

    let phrases = stated(words);
    for id in mentions.agreements() {
        let Some(agreement) = page.site.agreement(id) else {
            continue;
        };

        let found = phrases.iter().copied().find_map(|stated| {
            let own = mentions.nearest(words, id, &(stated.first..stated.end), REACH)?;
            let message = contradiction(page, agreement, words, stated, own)?;
            Some(finding(page, sentence, words, Contradiction { id, stated, truth: message }))
        });
        findings.extend(found);
    }

    findings.extend(treaty::misnamed(page, sentence, words, &mentions));
}

/// Finds the phrases of status in a sentence, the longest at each token.
fn stated(words: &Solvable<'_>) -> Vec<StatedStanding> {
    let mut found = Vec::new();
    let mut at = 0;

    // Their first letters, a bit for each: most words begin no phrase.
    let letter = |word: &str| word.bytes().next().map_or(0, |first| 1_u32 << (first & 31));
    let phrases = words.lexicon.agreements.phrases;
    let letters = phrases.iter().fold(0, |letters, phrase| letters | letter(phrase.words));

    while at < words.tokens.len() {
        if letters & letter(words.word(at)) == 0 {
            at += 1;
            continue;
        }

        let longest = phrases
            .iter()
            .filter(|phrase| words.phrase_at(at, phrase.words))
            .max_by_key(|phrase| phrase.words.len());

        match longest {
            Some(phrase) => {
                let end = at + phrase.words.split(' ').count();
                found.push(StatedStanding { phrase, first: at, end });
                at = end;
            }
            None => at += 1,
        }
    }

    found
}

/// Reads the tense of a phrase by the words before it in its clause.
fn tense(words: &Solvable<'_>, stated: StatedStanding) -> Tense {
    // Words further before it belong to another clause.
    const CLAUSE: usize = 8;
    const NEAR: usize = 4;

    let own = &words.lexicon.agreements;
    let from = (stated.first.saturating_sub(CLAUSE)..stated.first)
        .rev()
        .find(|&at| words.sign(at).is_some_and(|sign| matches!(sign, ',' | ';' | ':' | '–' | '(')))
        .map_or(stated.first.saturating_sub(CLAUSE), |at| at + 1);
    let before = |phrases: &[&str]| {
        (from..stated.first).any(|at| {
            phrases.iter().any(|phrase| {
                words.phrase_at(at, phrase) && at + phrase.split(' ').count() <= stated.first
            })
        })
    };

    // "Has yet to be ratified" denies the event; "will be signed" puts it in the future.
    if before(own.not_yet) && !before(own.conditions) {
        return Tense::NotYet;
    }
    if before(own.futures) && !before(own.conditions) {
        return Tense::Future;
    }

    let is_supposed = (from..stated.first).any(|at| own.suppositions.contains(&words.word(at)));
    if is_supposed {
        return Tense::Open;
    }

    let near = stated.first.saturating_sub(NEAR).max(from)..stated.first;
    let is_led =
        near.clone().any(|at| own.states.contains(&words.word(at))) || words.any(near, W::HAVE);
    let after = words.word(stated.end);

    match stated.phrase.form {
        StandingForm::Done => Tense::Past,
        StandingForm::Participle | StandingForm::State if is_led => Tense::Past,
        // "In force since 2022", "law since May"
        StandingForm::State if after == "since" => Tense::Past,
        // "In force between the two countries since 2024"
        StandingForm::State if words.is(stated.end, W::BETWEEN) => Tense::Past,
        _ => Tense::Open,
    }
}

/// Returns the events that prove the status of a phrase.
fn proofs(standing: AgreementStanding) -> (EventKind, &'static [EventKind]) {
    use EventKind as E;

    // An event implies the earlier ones: nothing is amended that was never in force.
    const IN_FORCE: &[EventKind] = &[
        E::InForce,
        E::ProvisionallyApplied,
        E::Amended,
        E::Extended,
        E::Suspended,
        E::Withdrawn,
        E::Terminated,
    ];
    const RATIFIED: &[EventKind] = &[
        E::Ratified,
        E::InForce,
        E::Amended,
        E::Extended,
        E::Suspended,
        E::Withdrawn,
        E::Terminated,
    ];
    const AGREED: &[EventKind] = &[
        E::Initialled,
        E::Agreed,
        E::Signed,
        E::Laid,
        E::ApprovedByParliament,
        E::Ratified,
        E::ProvisionallyApplied,
        E::InForce,
        E::Amended,
        E::Extended,
        E::Suspended,
        E::Withdrawn,
        E::Terminated,
    ];

    match standing {
        AgreementStanding::InForce => (E::InForce, IN_FORCE),
        AgreementStanding::Ratified => (E::Ratified, RATIFIED),
        AgreementStanding::Agreed => (E::Agreed, AGREED),
        AgreementStanding::Ended => (E::Terminated, &[E::Terminated, E::Withdrawn, E::Suspended]),
        // All but the initials and the agreement on its text.
        AgreementStanding::Signed | AgreementStanding::Binding => (E::Signed, &AGREED[2..]),
    }
}

/// Words what the record has instead, if it contradicts a phrase.
fn contradiction(
    page: &PageFacts<'_>,
    agreement: &Agreement,
    words: &Solvable<'_>,
    stated: StatedStanding,
    mention: AgreementMention,
) -> Option<String> {
    if !is_said_of(words, stated, mention) {
        return None;
    }

    let tense = match tense(words, stated) {
        Tense::Open if is_dated_ahead(page, words, stated) => Tense::Future,
        tense => tense,
    };
    if stated.phrase.standing == AgreementStanding::Binding {
        let is_not = agreement.binding == Some(Binding::No) && tense == Tense::Past;
        return is_not.then(|| "its record says that it does not bind in law".to_owned());
    }

    let (claimed, proofs) = proofs(stated.phrase.standing);
    let own = agreement.timeline.iter().find(|event| event.event.kind() == Some(claimed));
    let is_true = agreement.timeline.iter().any(|event| {
        // What a site's own event proves is not known, unless it says which status follows.
        let proves = match event.event.kind() {
            Some(kind) => proofs.contains(&kind),
            None => event.event.changes_status(),
        };
        proves && event.date.value.first_day() <= page.day
    });

    match tense {
        Tense::Past if !is_true => untrue(page, agreement, claimed),
        Tense::Past => wrong_date(words, stated, own?),
        Tense::NotYet | Tense::Future => {
            let done = own.filter(|event| event.date.value.last_day() < page.day)?;
            Some(format!("its record has that as done: {}", event_words(done)))
        }
        Tense::Open => None,
    }
}

/// Tells whether a phrase applies to a mention: as its verb, or with it as the object.
fn is_said_of(words: &Solvable<'_>, stated: StatedStanding, mention: AgreementMention) -> bool {
    // A thing named after an agreement precedes it directly.
    const THING_REACH: usize = 6;

    let own = &words.lexicon.agreements;
    let gap = match mention.last < stated.first {
        true => mention.last + 1..stated.first,
        false => stated.end..mention.first,
    };
    if words.has_sign(gap.clone(), &['.', ';']) {
        return false;
    }

    // "The law on the agreement came into force", "the first deal under it was signed"
    let lead = mention.first.saturating_sub(THING_REACH)..mention.first;
    let is_thing = lead.clone().any(|at| {
        let is_led = words.any(at + 1..mention.first, W::ON | W::PREPOSITION | W::OF);
        own.things.contains(&words.word(at)) && is_led
    });
    if is_thing {
        return false;
    }

    // "Signed by both governments on 18 September, the [[agreement]] …"
    let is_fronted = stated.first == 0
        && gap.clone().filter(|&at| words.is_sign(at, ',')).count() == 1
        && words.follows(mention.first, W::THE);
    if is_fronted {
        return true;
    }

    // "Signed the landmark [[agreement]]": there must be no other object between.
    if mention.last > stated.first {
        return gap.clone().all(|at| {
            own.objects.contains(&words.word(at))
                || words.word(at).ends_with("ed")
                || words.sign(at) == Some('–')
        });
    }

    // A new subject between the two has the phrase as its predicate: "…, and the protocol was signed".
    !gap.clone().any(|at| {
        words.is(at, W::AND | W::BREAK) && gap.clone().any(|it| it > at && words.is(it, W::THE))
    })
}

fn untrue(page: &PageFacts<'_>, agreement: &Agreement, claimed: EventKind) -> Option<String> {
    let day = house_style::day(page.day);

    match agreement.status_on(page.day) {
        Some(status) => Some(format!("on {day} its record has it as: {}", event_words(status))),
        // A timeline that begins later may leave out earlier events, but not date this one differently.
        None => {
            let later =
                agreement.timeline.iter().find(|event| event.event.kind() == Some(claimed))?;
            Some(format!(
                "its record has that after this page's date, {day}: {}",
                event_words(later)
            ))
        }
    }
}

fn event_words(event: &TimelineEvent) -> String {
    format!(
        "{} ({})",
        event.event.status().english().to_lowercase(),
        house_style::date(event.date.value)
    )
}

/// Reports the recorded date of an event where the sentence gives another.
fn wrong_date(
    words: &Solvable<'_>,
    stated: StatedStanding,
    event: &TimelineEvent,
) -> Option<String> {
    let parts = stated_date(words, stated)?;
    differs(parts, event.date.value)
        .then(|| format!("its record dates that otherwise: {}", event_words(event)))
}

/// Reads the date that a sentence gives to a phrase: "signed by Lissane and Tawhara on 2 October 2025", "in force
/// between the two since 2024".
fn stated_date(words: &Solvable<'_>, stated: StatedStanding) -> Option<DateParts> {
    // A date further away belongs to something else.
    const REACH: usize = 6;
    // With the parties that signed.
    const REACH_BY: usize = 12;

    // "Concluded in" ends with its preposition.
    let last = stated.end - 1;
    let from = if words.is(last, W::IN | W::ON) { last } else { stated.end };
    let is_by = words.is(from, W::BY | W::BETWEEN);
    let reach = if is_by { REACH_BY } else { REACH };
    let near = from..(from + reach).min(words.tokens.len());
    let at = near.clone().find(|&at| words.is_date(at))?;
    let between = from..at;
    let leads = between.clone().any(|at| words.is(at, W::IN | W::ON | W::SINCE));

    // The parties are joined by "and"; a participle begins something else.
    let joint = if is_by { W::NONE } else { W::AND };
    let breaks = words.has_sign(between.clone(), &[',', ';', '('])
        || words.any(between.clone(), joint | W::BREAK)
        || is_by && between.clone().any(|at| words.word(at).ends_with("ed"));
    if !leads || breaks {
        return None;
    }

    let amount = words.amount(at)?;
    Some(amount.date().unwrap_or_else(|| DateParts { year: amount.year(), ..DateParts::default() }))
}

/// Tells whether a sentence dates a phrase after the day of its page: "enters into force in March 2027".
fn is_dated_ahead(page: &PageFacts<'_>, words: &Solvable<'_>, stated: StatedStanding) -> bool {
    let parts = stated_date(words, stated);
    let year_and_month = parts.and_then(|it| Some((it.year?, it.month)));

    year_and_month.is_some_and(|(year, month)| {
        (year, month) > (page.day.year(), if month == 0 { 0 } else { page.day.month() })
    })
}

/// Tells whether the written parts of a date differ from the recorded ones.
fn differs(written: DateParts, recorded: Date) -> bool {
    let (first, last) = (recorded.first_day(), recorded.last_day());
    let knows_month = first.month() == last.month() && first.year() == last.year();
    let knows_day = first == last;

    written.year.is_some_and(|year| year != first.year())
        || knows_month && written.month != 0 && written.month != first.month()
        || knows_day && written.day.is_some_and(|day| day != first.day())
}

fn finding(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    words: &Solvable<'_>,
    contradiction: Contradiction,
) -> Diagnostic {
    let Contradiction { id, stated, truth } = contradiction;

    // "Is in force", "been ratified": the auxiliary belongs to the phrase.
    let own = &words.lexicon.agreements;
    let verb = stated
        .first
        .checked_sub(1)
        .filter(|&at| own.states.contains(&words.word(at)) || words.is(at, W::HAVE));
    let range = TextRange {
        start: words.tokens[verb.unwrap_or(stated.first)].start,
        end: words.tokens[stated.end - 1].end,
    };
    let written = sentence.words(range);
    let message = format!("`{written}` is said of `{}`, but {truth}", page.site.title(id));
    let own = &page.site.entry(id).id.value;
    let help = match stated.phrase.standing {
        AgreementStanding::Binding => {
            "say that it is not legally binding, or leave it out".to_owned()
        }
        _ if !page.may_refer() => {
            "say what has happened, or add the event with its date to the agreement's `timeline`"
                .to_owned()
        }
        _ => format!(
            "say what has happened (`[[{own}#status]]` gives its status), or add the event with \
             its date to the agreement's `timeline`"
        ),
    };

    sentence
        .finding(page, Code::StatusWording, range, Advice { message, help })
        .label(page.site.place(id), "the agreement's record")
}

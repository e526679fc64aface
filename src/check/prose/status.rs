//! What a sentence says of an agreement's status, compared with its timeline on the page's date.
//!
//! In: a sentence. Out: findings. Invariant: an agreement without a timeline contradicts nothing, and a
//! phrase that may be a hope or a denial is accepted.

use super::agreements::AgreementMentions;
use super::page::PageFacts;
use super::sentence::{Advice, Sentence};
use crate::content::agreement::{Agreement, Binding, EventKind, Instrument, TimelineEvent};
use crate::content::statement::TokenKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::lexicon::AgreementStanding;
use crate::site::EntryId;

/// A phrase that says how far an agreement is, with its first and last token.
#[derive(Debug, Clone, Copy)]
struct StatedStanding {
    standing: AgreementStanding,
    first: usize,
    last: usize,
}

/// Reports an agreement that is said to be further than its timeline.
pub(super) fn premature(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    if !sentence.may_speak_of_status() {
        return;
    }

    let mentions = AgreementMentions::find(page, sentence);
    for at in 0..sentence.tokens.len() {
        if sentence.tokens[at].kind != TokenKind::Word {
            continue;
        }

        let Some(phrase) = standing_phrase(sentence, at) else {
            continue;
        };

        let subject = mentions.subject(sentence, phrase.first, phrase.last);
        let Some(id) = subject.filter(|_| !mentions.is_supposed(sentence, phrase.first)) else {
            continue;
        };

        let agreement = page.site.agreement(id);
        if let Some(truth) = agreement.and_then(|it| contradiction(page, it, phrase.standing)) {
            findings.push(premature_finding(page, sentence, id, phrase, &truth));
        }
    }

    findings.extend(called_treaty(page, sentence, &mentions));
}

/// Reads the phrase that ends at a token, with its verb: "entered into force", "was ratified".
fn standing_phrase(sentence: &Sentence<'_>, at: usize) -> Option<StatedStanding> {
    sentence.lexicon.agreements.phrases.iter().find_map(|phrase| {
        let length = phrase.words.split(' ').count();
        let first = (at + 1).checked_sub(length)?;
        let verb = first.checked_sub(1)?;

        let mut words = phrase.words.split(' ').zip(first..);
        let is_phrase =
            sentence.is(verb, phrase.verbs) && words.all(|(word, at)| sentence.is(at, &[word]));

        is_phrase.then_some(StatedStanding { standing: phrase.standing, first: verb, last: at })
    })
}

/// Says what the record has instead, where it contradicts a phrase.
fn contradiction(
    page: &PageFacts<'_>,
    agreement: &Agreement,
    standing: AgreementStanding,
) -> Option<String> {
    use EventKind::{
        Amended, InForce, Laid, ProvisionallyApplied, Ratified, Signed, Suspended, Terminated,
    };

    // What happened implies what comes before it: nothing is amended that was never in force.
    let (claimed, proofs): (EventKind, &[EventKind]) = match standing {
        AgreementStanding::Binding => {
            let is_not = agreement.binding == Some(Binding::No);
            return is_not.then(|| "its record says that it does not bind in law".to_owned());
        }
        AgreementStanding::InForce => (InForce, &[InForce, ProvisionallyApplied]),
        AgreementStanding::Ratified => (Ratified, &[Ratified, InForce]),
        AgreementStanding::Signed => {
            (Signed, &[Signed, Ratified, InForce, ProvisionallyApplied, Laid])
        }
    };

    let later_proofs = &[Amended, Suspended, Terminated];
    let is_true = agreement.timeline.iter().any(|event| {
        let proves = proofs.contains(&event.event) || later_proofs.contains(&event.event);
        proves && event.date.value.first_day() <= page.day
    });

    if is_true {
        return None;
    }

    let words = |event: &TimelineEvent| {
        format!("{} ({})", event.event.words().to_lowercase(), house_style::date(event.date.value))
    };

    let day = house_style::day(page.day);

    match agreement.status_on(page.day) {
        Some(status) => Some(format!("on {day} its record has it as: {}", words(status))),
        // A timeline that begins later may leave out what came first, but not date it otherwise.
        None => {
            let later = agreement.timeline.iter().find(|event| event.event == claimed)?;
            Some(format!("its record has that after this page's date, {day}: {}", words(later)))
        }
    }
}

fn premature_finding(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    id: EntryId,
    phrase: StatedStanding,
    truth: &str,
) -> Diagnostic {
    let range = sentence.range(phrase.first, phrase.last);
    let written = sentence.words(range);
    let message = format!("`{written}` is said of `{}`, but {truth}", page.site.title(id));
    let own = &page.site.entry(id).id.value;
    let help = match phrase.standing {
        AgreementStanding::Binding => {
            "say that it is not legally binding, or leave it out".to_owned()
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

/// Reports "treaty" said of an agreement that is on record as something else that does not bind.
fn called_treaty(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    mentions: &AgreementMentions,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for &(token, id) in &mentions.named {
        let Some(agreement) = page.site.agreement(id) else {
            continue;
        };

        let may_be_treaty = matches!(
            agreement.instrument,
            None | Some(Instrument::Treaty | Instrument::ExchangeOfNotes)
        );

        if may_be_treaty || agreement.binding != Some(Binding::No) {
            continue;
        }

        let Some(at) = treaty_near(sentence, token) else {
            continue;
        };

        let words = agreement.instrument.map_or("agreement", Instrument::words).to_lowercase();
        let message = format!(
            "`{}` is called a treaty, and its record has it as a {words} that does not bind in law",
            page.site.title(id)
        );

        let advice = Advice { message, help: format!("write \"{words}\"") };
        let range = sentence.range(at, at);
        let finding = sentence.finding(page, Code::StatusWording, range, advice);
        findings.push(finding.label(page.site.place(id), "the agreement's record"));
    }

    findings
}

/// Finds the word in "[[id]] is a treaty", "the treaty, [[id]]".
fn treaty_near(sentence: &Sentence<'_>, token: usize) -> Option<usize> {
    let words = &sentence.lexicon.agreements;
    let is_treaty = |at: usize| sentence.is(at, words.treaty);

    let after = (token + 1..token + 5).find(|&at| is_treaty(at)).filter(|&at| {
        let mut between = (token + 1..at).map(|it| sentence.word(it));
        let is_said = between.clone().any(|word| words.treaty_verbs.contains(&word));
        is_said && !between.any(|word| words.treaty_denials.contains(&word))
    });

    after.or_else(|| (token.saturating_sub(2)..token).find(|&at| is_treaty(at)))
}

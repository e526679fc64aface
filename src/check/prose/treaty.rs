//! Agreements that are called a treaty although their record says that they are not binding.
//!
//! In: a sentence and the agreements that it names. Out: findings. Invariant: an agreement whose record
//! does not say whether it binds is never reported.

use super::agreements::AgreementMentions;
use super::page::PageFacts;
use super::sentence::{Advice, Sentence, TextRange};
use crate::check::solver::Solvable;
use crate::content::Choice;
use crate::content::agreement::{Binding, Instrument};
use crate::diagnostic::{Code, Diagnostic};

/// Reports "treaty" said of an agreement whose record has another instrument and says that it is not binding.
pub(super) fn misnamed(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    words: &Solvable<'_>,
    mentions: &AgreementMentions,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();

    for mention in &mentions.named {
        let Some(agreement) = page.site.agreement(mention.id) else {
            continue;
        };

        // A site's own instrument may be one.
        let instrument = agreement.instrument.as_ref();
        let may_be_treaty = matches!(
            instrument.and_then(Choice::built_in),
            None | Some(
                Instrument::Treaty
                    | Instrument::ExchangeOfNotes
                    | Instrument::Convention
                    | Instrument::Protocol
                    | Instrument::FreeTradeAgreement
            )
        );
        if may_be_treaty || agreement.binding != Some(Binding::No) {
            continue;
        }

        let Some(at) = treaty_near(words, mention.last) else {
            continue;
        };

        let kind = instrument.map_or("agreement".into(), Choice::english).to_lowercase();
        let message = format!(
            "`{}` is called a treaty, and its record has it as a {kind} that does not bind in law",
            page.site.title(mention.id)
        );
        let advice = Advice { message, help: format!("write \"{kind}\"") };
        let range = TextRange { start: words.tokens[at].start, end: words.tokens[at].end };
        let finding = sentence.finding(page, Code::StatusWording, range, advice);
        findings.push(finding.label(page.site.place(mention.id), "the agreement's record"));
    }

    findings
}

/// Finds the word in "[[id]] is a treaty", "the treaty, [[id]]".
fn treaty_near(words: &Solvable<'_>, token: usize) -> Option<usize> {
    let own = &words.lexicon.agreements;
    let is_treaty = |at: usize| own.treaty.contains(&words.word(at));

    let after = (token + 1..token + 5).find(|&at| is_treaty(at)).filter(|&at| {
        let is_said = (token + 1..at)
            .any(|it| own.treaty_verbs.contains(&words.word(it)) || words.is_sign(it, ','));
        is_said && !(token + 1..at).any(|it| own.treaty_denials.contains(&words.word(it)))
    });

    after.or_else(|| (token.saturating_sub(2)..token).find(|&at| is_treaty(at)))
}

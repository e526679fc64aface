//! Checks that each signatory belongs to the party that it signs for.
//!
//! In: the timelines of agreements. Out: findings. Invariant: a minister whose country is not on record is
//! accepted for any party.

use super::place::place_in;
use crate::content::Kind;
use crate::content::agreement::{Party, Signatory, TimelineEvent};
use crate::diagnostic::{Code, Diagnostic};
use crate::site::{EntryId, Site};

/// Reports signatories of a state that is not a party, and ministers who sign for a state other than their
/// own.
pub(super) fn parties(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(agreement) = site.agreement(id) else {
        return;
    };

    for by in agreement.timeline.iter().flat_map(|event: &TimelineEvent| &event.by) {
        findings.extend(not_a_party(site, id, by));
        findings.extend(wrong_country(site, id, by));
    }
}

fn not_a_party(site: &Site, id: EntryId, by: &Signatory) -> Option<Diagnostic> {
    let parties = &site.agreement(id)?.parties;
    if parties.iter().any(|party| party.value == by.party.value) {
        return None;
    }

    let names: Vec<_> = parties.iter().map(|party| party.value.name()).collect();
    let message = format!("{} is no party to `{}`", by.party.value.name(), site.title(id));
    let help = if names.is_empty() {
        "name the parties first: `parties: [gb, fr]`".to_owned()
    } else {
        format!("its parties are: {}", names.join(", "))
    };

    let place = place_in(site, id, by.party.span);
    Some(Diagnostic::new(Code::SignatoryNotOfParty, place, message).help(help))
}

fn wrong_country(site: &Site, id: EntryId, by: &Signatory) -> Option<Diagnostic> {
    // An organisation may be represented by a minister of any state.
    let Party::Country(party) = &by.party.value else {
        return None;
    };

    // An unknown id was already reported at linking.
    let minister = site.find_record(Kind::Minister, &by.minister.value)?;
    let country = site.minister(minister)?.country.as_ref()?;
    if country.value.may_act_for(party) {
        return None;
    }

    let message = format!(
        "{} is a minister of {}, and is said to act for {}",
        site.title(minister),
        country.value.name(),
        party.name()
    );

    let place = place_in(site, id, by.minister.span);
    let record = place_in(site, minister, country.span);

    Some(
        Diagnostic::new(Code::SignatoryNotOfParty, place, message)
            .label(record, "the minister's record says so")
            .help("compare the party with the minister, and the record's `country`"),
    )
}

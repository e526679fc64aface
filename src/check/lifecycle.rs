//! Checks of what happens to a page over time: its dates, its withdrawal, its review, and what nobody filled in.
//!
//! In: a page or record of a site. Out: findings. Invariant: a date of less precision contradicts another only
//! where no day of it fits.

use std::collections::BTreeSet;

use super::place::place_in;
use crate::content::briefing::{Briefing, Update};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::source::{Span, Spanned};
use crate::value::Date;

/// Reports updates and a withdrawal that are dated before their page, and an update after the withdrawal.
pub(super) fn dates_in_order(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(briefing) = site.briefing(page) else {
        return;
    };

    let mut report = |later: &Spanned<Date>, earlier: (Date, Span), text: Order| {
        if later.value.last_day() >= earlier.0.first_day() {
            return;
        }

        let message = format!(
            "{} of {} is dated before {} of {}",
            text.later,
            house_style::date(later.value),
            text.earlier,
            house_style::date(earlier.0)
        );
        findings.push(
            Diagnostic::new(Code::TimeOrder, place_in(site, page, later.span), message)
                .label(place_in(site, page, earlier.1), "this comes first")
                .help("correct the date that is wrong"),
        );
    };

    if let Some(date) = &briefing.date {
        let date = (Date::from_day(date.value.day()), date.span);
        for update in &briefing.updates {
            report(&update.date, date, Order { later: "the update", earlier: "its page" });
        }

        if let Some(withdrawn) = withdrawal_date(briefing) {
            report(withdrawn, date, Order { later: "the withdrawal", earlier: "its page" });
        }

        if let Some(review) = &briefing.review_by {
            report(review, date, Order { later: "the review", earlier: "its page" });
        }
    }

    if let Some(withdrawn) = withdrawal_date(briefing) {
        for update in &briefing.updates {
            let update = (update.date.value, update.date.span);
            report(withdrawn, update, Order { later: "the withdrawal", earlier: "an update" });
        }
    }
}

/// The names of two dates.
#[derive(Clone, Copy)]
struct Order {
    later: &'static str,
    earlier: &'static str,
}

fn withdrawal_date(briefing: &Briefing) -> Option<&Spanned<Date>> {
    briefing.withdrawn.as_ref()?.date.as_ref()
}

/// Reports updates that are neither in the order of their dates nor in the opposite one.
pub(super) fn updates_in_order(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let updates = site.briefing(page).map(|it| it.updates.as_slice()).unwrap_or_default();
    let rises = |at: &usize| is_before(&updates[*at - 1], &updates[*at]);
    let falls = |at: &usize| is_before(&updates[*at], &updates[*at - 1]);
    let pairs = || 1..updates.len();

    // The first pair of different days says which way the writer goes, and the first that turns round is the
    // slip.
    let first = pairs().find(|at| rises(at) || falls(at));
    let turn = match first {
        Some(first) if rises(&first) => pairs().find(falls),
        Some(_) => pairs().find(rises),
        None => None,
    };
    let Some(turn) = turn else {
        return;
    };

    let message = format!(
        "the updates are out of order: {} follows {}",
        house_style::date(updates[turn].date.value),
        house_style::date(updates[turn - 1].date.value)
    );
    findings.push(
        Diagnostic::new(Code::TimeOrder, place_in(site, page, updates[turn].date.span), message)
            .label(place_in(site, page, updates[turn - 1].date.span), "the one above it")
            .help("correct the date, or sort the updates by it"),
    );
}

/// Tells whether an update was made before another, whichever days of their months were meant.
fn is_before(one: &Update, other: &Update) -> bool {
    one.date.value.last_day() < other.date.value.first_day()
}

/// Reports a withdrawal without a reason.
pub(super) fn withdrawal(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(briefing) = site.briefing(page) else {
        return;
    };

    let is_unexplained = briefing.withdrawn.as_ref().is_some_and(|it| it.reason.is_none());
    if !is_unexplained {
        return;
    }

    let date = withdrawal_date(briefing).map(|date| place_in(site, page, date.span));
    let place = date.unwrap_or_else(|| site.place(page));
    findings.push(
        Diagnostic::new(
            Code::WithdrawnWithoutReason,
            place,
            "the page is withdrawn, and does not say why",
        )
        .help("add `reason:` to `withdrawn`, in one sentence for readers"),
    );
}

/// Reports a page whose date of review is over.
pub(super) fn review(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(briefing) = site.briefing(page) else {
        return;
    };

    let day = site.as_of().day;
    let review = briefing.review_by.as_ref().filter(|it| it.value.last_day() < day);
    let Some(review) = review.filter(|_| briefing.withdrawn_on(day).is_none()) else {
        return;
    };

    let message = format!("the page was to be reviewed by {}", house_style::date(review.value));
    findings.push(
        Diagnostic::new(Code::ReviewOverdue, place_in(site, page, review.span), message)
            .help("read it again and set the next date, or withdraw it"),
    );
}

/// Reports what `chancery add` left to be filled in, on anything but a draft.
pub(super) fn placeholders(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    if document.own.head.draft {
        return;
    }

    // Of a file that could not be read whole nobody knows what it has.
    if let Some(figure) = site.figure(id)
        && !figure.has_value
        && document.is_sound
    {
        findings.push(
            Diagnostic::new(Code::Placeholder, site.place(id), "the figure has no value").help(
                "add a `value` with its `period`, or a `series`; until then it is `draft: yes`",
            ),
        );
    }

    if site.index().is_filed(id) {
        findings.extend(document.placeholders.iter().map(|span| {
            Diagnostic::new(
                Code::Placeholder,
                place_in(site, id, *span),
                "this sentence was written by `chancery add`, to be replaced",
            )
            .help("write your own, or take it out; until then the page is `draft: yes`")
        }));
    }
}

/// Reports pages that are replaced by themselves, directly or in a circle.
pub(super) fn replacements(site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut seen: BTreeSet<EntryId> = BTreeSet::new();

    for &start in site.lists().withdrawn() {
        // Each page has one successor at most, so every page is walked over once.
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(page) = next.filter(|page| seen.insert(*page)) {
            path.push(page);
            next = site.replacement(page);
        }

        let closes = next.and_then(|page| path.iter().position(|known| *known == page));
        findings.extend(closes.map(|from| circle_of(site, &mut path[from..])));
    }

    findings
}

/// Reports a circle at its first page.
fn circle_of(site: &Site, circle: &mut [EntryId]) -> Diagnostic {
    circle.sort_unstable();
    let place = |page: EntryId| {
        let replaced =
            site.briefing(page).and_then(|it| it.withdrawn.as_ref()?.replaced_by.as_ref());
        replaced.map_or_else(|| site.place(page), |id| place_in(site, page, id.span))
    };
    let message = match circle {
        [_] => "the page is replaced by itself".to_owned(),
        _ => "these pages replace each other in a circle".to_owned(),
    };

    let finding = Diagnostic::new(Code::RelationCycle, place(circle[0]), message)
        .help("name the page that is to be read instead, or take `replaced_by` out");
    circle[1..].iter().fold(finding, |finding, page| finding.label(place(*page), "and this one"))
}

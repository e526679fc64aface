//! Two pages, or two records, that give different values for one thing.
//!
//! In: a [`Site`], and the values that its pages give figures. Out: `contradiction`. Invariant: values do not
//! contradict each other if some number satisfies all of them, given their rounding and qualifiers.

mod groups;
mod records;

use super::place::place_in;
use super::prose::{StatedTime, StatedValue};
use crate::content::Shape;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::house_style;
use crate::site::{DocumentId, Site};
use crate::value::Day;
use groups::Disagreement;
use records::Twins;

/// The most days between two pages within which no revision is possible: few statistics are revised more
/// often than monthly.
const SOONEST_REVISION: i32 = 28;

/// A value that a page states for a figure.
#[derive(Clone, Copy)]
struct PageValue<'c> {
    document: DocumentId,
    /// The day as of which the page is true or false.
    day: Day,
    stated: &'c StatedValue,
}

/// Reports values of pages and records that contradict others.
pub(super) fn find<'c>(
    site: &Site,
    stated: impl Iterator<Item = (DocumentId, &'c [StatedValue])>,
) -> Vec<Diagnostic> {
    let twins = Twins::find(site);
    let mut findings = records::differing(site, &twins);

    let mut values: Vec<PageValue<'c>> = Vec::new();
    for (document, stated) in stated.filter(|(_, stated)| !stated.is_empty()) {
        let day = site.day_of(site.index().own_entry(document));
        values.extend(stated.iter().map(|stated| PageValue { document, day, stated }));
    }

    let key = |value: &PageValue<'_>| (twins.first(value.stated.figure), value.stated.time);
    // Earlier pages first; those of one day in the order of their files.
    values.sort_by_key(|it| (key(it), it.day, it.document, it.stated.span.start));

    for group in values.chunk_by(|one, two| key(one) == key(two)) {
        let found = groups::disagreements(group).into_iter();
        findings.extend(found.map(|pair| finding(site, &pair)));
    }

    findings
}

/// Reports values of one document that contradict each other.
#[cfg(feature = "documents")]
pub(super) fn within(site: &Site, document: DocumentId, stated: &[StatedValue]) -> Vec<Diagnostic> {
    let day = site.day_of(site.index().own_entry(document));
    let mut values: Vec<_> =
        stated.iter().map(|stated| PageValue { document, day, stated }).collect();
    let key = |value: &PageValue<'_>| (value.stated.figure, value.stated.time);
    values.sort_by_key(|it| (key(it), it.stated.span.start));

    let groups = values.chunk_by(|one, two| key(one) == key(two));
    groups.flat_map(|group| groups::disagreements(group)).map(|pair| finding(site, &pair)).collect()
}

fn finding(site: &Site, pair: &Disagreement<'_>) -> Diagnostic {
    let Disagreement { earlier, later } = *pair;
    let figure = site.title(later.stated.figure);
    let page = site.index().own_entry(later.document);
    let other = site.index().own_entry(earlier.document);

    let of = match later.stated.time.period() {
        Some(period) => format!(" for {}", house_style::period(&period)),
        None => String::new(),
    };
    let dated = match site.briefing(other) {
        Some(_) => format!(" of {}", house_style::day(earlier.day)),
        None => String::new(),
    };
    let where_else = match earlier.document == later.document {
        true => "the same page".to_owned(),
        false => format!("the page `{}`{dated}", site.title(other)),
    };
    let message = format!(
        "you wrote {}; {where_else} has {} as the value of `{figure}`{of}",
        later.stated.written, earlier.stated.written
    );

    let finding =
        Diagnostic::new(Code::Contradiction, place_in(site, page, later.stated.span), message)
            .label(place_in(site, other, earlier.stated.span), "the other value")
            .help(help(site, pair));

    match is_certain(pair) {
        true => finding,
        false => finding.severity(Severity::Warning),
    }
}

/// Tells whether neither a revision nor a restriction to a part can explain the two values.
fn is_certain(pair: &Disagreement<'_>) -> bool {
    let apart = pair.later.day.since(pair.earlier.day).map(|span| span.get_days());
    let is_soon = apart.is_ok_and(|days| days <= SOONEST_REVISION);

    is_soon && pair.earlier.stated.is_plain && pair.later.stated.is_plain
}

fn help(site: &Site, pair: &Disagreement<'_>) -> String {
    let Disagreement { earlier, later } = *pair;
    let id = &site.entry(later.stated.figure).id.value;
    let is_same_page = earlier.document == later.document;
    if site.index().document(later.document).shape == Shape::Loose {
        return "compare both with the source and correct the wrong one".to_owned();
    }

    let StatedTime::Days(..) = later.stated.time else {
        return format!(
            "compare both with the source and correct the wrong one, or name the time of each; add the newest value to \
             the record `{id}`, and `[[{id}]]` prints it everywhere"
        );
    };

    let words = later.stated.time.period().map(|period| house_style::period(&period));
    let words = words.unwrap_or_default();
    let revised = match is_same_page || earlier.day == later.day {
        true => "",
        false => "; if it was revised in between, say so here",
    };

    format!(
        "compare both with the source and correct the wrong one; add {words} to the record `{id}`, and \
         `[[{id}#{words}]]` prints one value everywhere{revised}"
    )
}

//! Severities of findings on a site: its settings, and the waivers of its pages.
//!
//! In: findings with the severity of their code. Out: the remaining ones, with the site's severities.
//! Invariant: a code that cannot be silenced passes unchanged.

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::house_style;
use crate::site::Site;

/// Applies the configured severities and the pages' waivers.
///
/// A waiver silences its check in its file, up to and including its last day; after that the finding is back
/// and mentions the waiver.
#[must_use]
pub fn apply_severities(site: &Site, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.into_iter().filter_map(|finding| apply(site, finding)).collect()
}

fn apply(site: &Site, mut finding: Diagnostic) -> Option<Diagnostic> {
    // A finding that leaves nothing right to publish, such as an unknown id, cannot be waived.
    if !finding.code.may_be_silenced() {
        return Some(finding);
    }

    match site.config().checks.get(&finding.code) {
        // Switched off in the settings.
        Some(None) => return None,
        Some(Some(severity)) => finding.severity = *severity,
        None => {}
    }

    let day = site.as_of().day;
    let page = site.index().at_path(finding.place.path.as_str());

    // Waivers are read from the file that the finding points into: a fault of a record is silenced where the
    // record is.
    let waivers = page.map(|page| &site.document(page).own.head.allow);
    let waivers = waivers.into_iter().flatten();

    for waiver in waivers.filter(|waiver| waiver.check.value == finding.code) {
        // A waiver until "May" still holds on its last day.
        if day <= waiver.until.value.last_day() {
            return None;
        }

        let ended =
            format!("the waiver for this ended on {}", house_style::date(waiver.until.value));
        finding.help = Some(match finding.help.take() {
            Some(help) => format!("{help}; {ended}"),
            None => ended,
        });
    }

    Some(finding)
}

/// Tells whether a finding is about a page that answers as of a date of its own.
///
/// Nobody knows when a text without a date was written: on a day of the past it is not judged.
#[must_use]
pub fn is_of_dated_page(site: &Site, finding: &Diagnostic) -> bool {
    let page = site.index().at_path(finding.place.path.as_str());
    page.is_some_and(|page| site.briefing(page).is_some())
}

/// Tells whether a run with these findings may publish.
#[must_use]
pub fn may_publish(findings: &[Diagnostic]) -> bool {
    !findings.iter().any(|finding| finding.severity == Severity::Error && finding.held.is_none())
}

//! Severities of findings on a site: its settings, and the waivers of its pages.
//!
//! In: findings with the severity of their code. Out: those that remain, with the site's. Invariant: a
//! code that cannot be silenced passes unchanged.

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::house_style;
use crate::site::Site;

/// Applies the configured severities and the pages' waivers.
///
/// A waiver silences its check in the file that holds it, up to and including its last day; after that
/// the finding is back and says so.
#[must_use]
pub fn apply_severities(site: &Site, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.into_iter().filter_map(|finding| apply(site, finding)).collect()
}

fn apply(site: &Site, mut finding: Diagnostic) -> Option<Diagnostic> {
    // What leaves nothing right to publish, such as an unknown id, cannot be waived.
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

    // A waiver is read from the file that the finding points into: whoever silences a record's
    // fault does so where the record can be seen.
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

/// Tells whether a run with these findings may publish.
#[must_use]
pub fn may_publish(findings: &[Diagnostic]) -> bool {
    !findings.iter().any(|finding| finding.severity == Severity::Error)
}

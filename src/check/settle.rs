//! How grave a finding is on this site: its settings, and the waivers of its pages.

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::house_style;
use crate::site::Site;

/// Applies the site's settings and the pages' waivers to findings.
///
/// A waiver silences its check in the file that holds it, up to and with its last day; once it is
/// over, the finding stands again and says so.
#[must_use]
pub fn settle(site: &Site, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.into_iter().filter_map(|finding| settled(site, finding)).collect()
}

fn settled(site: &Site, mut finding: Diagnostic) -> Option<Diagnostic> {
    if !finding.code.may_be_silenced() {
        return Some(finding);
    }

    match site.config().checks.get(&finding.code) {
        Some(None) => return None,
        Some(Some(severity)) => finding.severity = *severity,
        None => {}
    }

    let day = site.as_of().day;
    let page = site.at_path(finding.place.path.as_str());
    let waivers = page.map(|page| &site.document(page).own.head.allow);
    let waivers = waivers.into_iter().flatten();

    for waiver in waivers.filter(|waiver| waiver.check.value == finding.code) {
        if day <= waiver.until.value.last_day() {
            return None;
        }

        let over =
            format!("the waiver for this ended on {}", house_style::date(waiver.until.value));
        finding.help = Some(match finding.help.take() {
            Some(help) => format!("{help}; {over}"),
            None => over,
        });
    }

    Some(finding)
}

/// Tells whether a run with these findings may publish.
#[must_use]
pub fn may_publish(findings: &[Diagnostic]) -> bool {
    !findings.iter().any(|finding| finding.severity == Severity::Error)
}

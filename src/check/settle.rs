//! How grave a finding is on this site: its settings, and the waivers of its pages.

use std::collections::HashMap;

use crate::content::Waiver;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;
use crate::value::Day;

/// Applies the site's settings and the pages' waivers to findings.
///
/// A waiver silences its check in the file that holds it, up to and with its last day; once it is
/// over, the finding stands again and says so.
#[must_use]
pub fn settle(site: &Site, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let waivers: HashMap<&str, Vec<&Waiver>> = site
        .documents()
        .iter()
        .filter(|document| !document.own.head.allow.is_empty())
        .map(|document| (document.path.as_str(), document.own.head.allow.iter().collect()))
        .collect();
    let day = site.as_of().day;
    findings.into_iter().filter_map(|finding| settled(site, &waivers, day, finding)).collect()
}

fn settled(
    site: &Site,
    waivers: &HashMap<&str, Vec<&Waiver>>,
    day: Day,
    mut finding: Diagnostic,
) -> Option<Diagnostic> {
    if !finding.code.may_be_silenced() {
        return Some(finding);
    }
    match site.config().checks.get(&finding.code) {
        Some(None) => return None,
        Some(Some(severity)) => finding.severity = *severity,
        None => {}
    }
    let own = waivers.get(finding.place.path.as_str()).into_iter().flatten();
    for waiver in own.filter(|waiver| waiver.check.value == finding.code) {
        if day <= waiver.until.value.last_day() {
            return None;
        }
        let over = format!("the waiver for this ended on {}", waiver.until.value.words());
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

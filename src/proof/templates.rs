//! Checks of the templates that pages ask for.
//!
//! In: a site and its theme. Out: findings. Invariant: no template is run.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::render::Theme;
use crate::site::Site;

/// Finds pages that ask for a template that is not there.
#[must_use]
pub fn check_templates(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for id in site.entries() {
        let Some(template) = &site.entry(id).head.template else {
            continue;
        };

        if !theme.has(&template.value) {
            let place = Place::new(&site.document(id).path, template.span);
            let help = match theme.nearest(&template.value) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("put the template into `templates/{}`", template.value),
            };
            let message = format!("there is no template `{}`", template.value);
            findings.push(Diagnostic::new(Code::BadValue, place, message).help(help));
        }
    }

    findings
}

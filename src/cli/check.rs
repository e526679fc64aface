//! `chancery check`: every finding, and nothing written.

use super::args::{Check, Deny};
use super::failure::Failure;
use super::report::{self, Stream};
use super::{Outcome, site};
use crate::check::may_publish;
use crate::diagnostic::{self, Format};
use crate::proof::check_pages;

pub(super) fn run(command: &Check) -> Result<Outcome, Failure> {
    let mut workspace = site::open(&command.which.site)?;
    let built = workspace.build(&site::options(&command.which), &mut |_| {})?;
    let mut findings = built.findings;

    // Templates can fail on single pages only: all are rendered, as a build would.
    if may_publish(&findings) {
        findings.extend(check_pages(&built.edition)?);
        diagnostic::sort(&mut findings);
    }

    report::findings(&findings, &workspace, &command.which.site, (command.format, Stream::Out))?;

    if command.format == Format::Full {
        let pages = built.edition.routes().iter().filter(|route| route.kind.is_page()).count();
        report::say(&format!("checked {pages} pages: {}", report::counts(&findings)));
    }

    let denied = command.deny == Some(Deny::Warnings) && !findings.is_empty();
    Ok(if denied || !may_publish(&findings) { Outcome::Findings } else { Outcome::Clean })
}

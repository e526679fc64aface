//! `chancery check`: every finding, and nothing written.

use super::args::{CheckArgs, Deny};
use super::failure::Failure;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
use super::site;
use crate::check::may_publish;
use crate::diagnostic::{self, Format};
use crate::proof::check_pages;

pub(super) fn run(command: &CheckArgs) -> Result<Outcome, Failure> {
    let mut workspace = site::open(&command.which.site)?;
    let built = workspace.build(&site::options(&command.which), &mut |_| {})?;
    let mut findings = built.findings;

    // Some faults of templates show on single pages only, so every page is rendered. With errors in the
    // content a build renders none.
    if may_publish(&findings) {
        findings.extend(check_pages(&built.edition)?);
        diagnostic::sort(&mut findings);
    }

    let output = Output { format: command.format, stream: Stream::Out };
    report::findings(&findings, &workspace, &command.which.site, output)?;

    // On standard error, for people only: programs read the other formats to their end.
    if command.format == Format::Full {
        let pages = built.edition.routes().iter().filter(|route| route.kind.has_content()).count();
        report::line(&format!("checked {pages} pages: {}", report::counts(&findings)));
    }

    let denied = command.deny == Some(Deny::Warnings) && !findings.is_empty();
    Ok(if denied || !may_publish(&findings) { Outcome::Findings } else { Outcome::Clean })
}

//! `chancery check`: every finding, and nothing written.

use super::args::{CheckArgs, Deny};
use super::failure::Failure;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
use super::site;
use super::status::{BuildStatus, is_held_error};
use crate::check::may_publish;
use crate::diagnostic::{self, Format};
use crate::proof::{check_held_pages, check_pages};

pub(super) fn run(command: &CheckArgs) -> Result<Outcome, Failure> {
    let mut workspace = site::open(&command.which.site)?;
    let mut built = workspace.build(&site::options(&command.which), &mut |_| {})?;
    let mut findings = std::mem::take(&mut built.findings);

    // Some faults of templates show on single pages only, so every page is rendered. With errors in the
    // content a build renders none.
    if may_publish(&findings) {
        findings.extend(check_pages(&built.edition, built.held_words().as_ref())?);
        if let Some(rehearsal) = &built.rehearsal {
            findings.extend(check_held_pages(rehearsal, built.edition.site().publication())?);
        }

        diagnostic::sort(&mut findings);
    }

    let output = Output { format: command.format, stream: Stream::Out };
    report::findings(&findings, &workspace, &command.which.site, output)?;

    // On standard error, for people only: programs read the other formats to their end.
    if command.format == Format::Full {
        let pages = built.edition.routes().iter().filter(|route| route.kind.has_content()).count();
        report::line(&format!("checked {pages} pages: {}", report::counts(&findings)));
        BuildStatus::new(built.edition.site(), &findings)
            .lines()
            .iter()
            .for_each(|line| report::line(line));
    }

    let is_denied = command.deny.iter().any(|deny| match deny {
        Deny::Warnings => findings.iter().any(|finding| finding.held.is_none()),
        Deny::Held => findings.iter().any(is_held_error),
    });
    Ok(if is_denied || !may_publish(&findings) { Outcome::Findings } else { Outcome::Clean })
}

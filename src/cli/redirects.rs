//! `chancery redirects`: the redirects of old addresses, for a web server.

use super::args::RedirectsArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
use super::site;
use crate::check::may_publish;
use crate::diagnostic::Format;
use crate::render::redirects;

pub(super) fn run(command: &RedirectsArgs) -> Result<Outcome, Failure> {
    let mut workspace = site::open(&command.which.site)?;
    let built = workspace.build(&site::options(&command.which), &mut |_| {})?;

    // A server must not be given the addresses of a site that is not published.
    if !may_publish(&built.findings) {
        let output = Output { format: Format::Full, stream: Stream::Error };
        report::findings(&built.findings, &workspace, &command.which.site, output)?;
        report::line(&format!("nothing was printed: {}", report::counts(&built.findings)));
        return Ok(Outcome::Findings);
    }

    report::print(&redirects(built.edition.site(), command.format))?;

    Ok(Outcome::Clean)
}

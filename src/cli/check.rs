//! `chancery check`: every finding, and nothing written.

use std::path::Path;

use super::args::{CheckArgs, SiteArgs};
use super::failure::Failure;
use super::fix;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
use super::site;
use super::status::BuildStatus;
use crate::check::may_publish;
use crate::diagnostic::{self, Format};
use crate::proof::{check_held_pages, check_pages};

pub(super) fn run(command: &CheckArgs) -> Result<Outcome, Failure> {
    #[cfg(feature = "documents")]
    if super::documents::are_named(command) {
        return super::documents::run(command);
    }

    match &command.paths[..] {
        #[cfg(feature = "documents")]
        [] if !Path::new("content").is_dir() && !Path::new("site.yaml").is_file() => {
            Err(Failure::new(
                "`.` holds no `content/`: name a site's folder, or the files and folders to check; \
                 `chancery check .` reads all documents below this one",
            ))
        }
        [] => run_site(command, Path::new(".")),
        [folder] => run_site(command, folder),
        _ => Err(Failure::new("name one site: each is checked by itself")),
    }
}

fn run_site(command: &CheckArgs, folder: &Path) -> Result<Outcome, Failure> {
    let which = SiteArgs {
        site: folder.to_owned(),
        as_of: command.as_of,
        drafts: command.drafts,
        base_url: command.base_url.clone(),
    };
    if command.fix {
        fix::site(folder, &site::options(&which))?;
    }

    let mut workspace = site::open(folder)?;
    let mut built = workspace.build(&site::options(&which), &mut |_| {})?;
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
    report::findings(&findings, &workspace, folder, output)?;
    if command.format == Format::Github {
        report::step_summary(&findings, &workspace, folder)?;
    }

    // On standard error, for people only: programs read the other formats to their end.
    if command.format == Format::Full {
        let pages = built.edition.routes().iter().filter(|route| route.kind.has_content()).count();
        report::line(&format!("checked {pages} pages: {}", report::counts(&findings)));
        BuildStatus::new(built.edition.site(), &findings)
            .lines()
            .iter()
            .for_each(|line| report::line(line));
    }

    Ok(Outcome::judge(&command.deny, &findings))
}

//! `chancery diff`: what a build would change for readers.

use std::path::Path;

use super::args::{DiffArgs, MomentRange};
use super::failure::Failure;
use super::outcome::Outcome;
use super::{build, report, site};
use crate::check::may_publish;
use crate::diagnostic::{Severity, count, without_commands};
use crate::language::house_style;
use crate::output::{ManifestError, PublishedFolder};
use crate::proof::difference::{ComparedSides, PrintedEdition, SiteDifference, difference};
use crate::value::Moment;
use crate::workspace::{BuildOptions, Workspace};

pub(super) fn run(command: &DiffArgs) -> Result<Outcome, Failure> {
    let (difference, sides) = match (&command.as_of, &*command.sites) {
        (None, [old, new]) => between_folders(old, new)?,
        (None, _) => {
            let message = "name two output folders: `chancery diff OLD NEW`; or two moments of one site: `chancery diff --as-of A..B [SITE]`";
            return Err(Failure::new(message));
        }
        (Some(interval), sites) => match sites {
            [] => between_moments(Path::new("."), interval, command)?,
            [site] => between_moments(site, interval, command)?,
            _ => {
                let message = "`--as-of A..B` compares two moments of one site: name one folder, the one with `content/`";
                return Err(Failure::new(message));
            }
        },
    };

    let style = report::out_style();
    let text = command.format.write(&difference, &sides, style);
    report::print(&without_commands(&text))?;

    // As with diff(1): a script can ask whether anything differs.
    Ok(if difference.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn between_folders(old: &Path, new: &Path) -> Result<(SiteDifference, ComparedSides), Failure> {
    let sides = ComparedSides { old: old.display().to_string(), new: new.display().to_string() };
    let (old, new) = (open_published(old)?, open_published(new)?);
    Ok((difference(&old, &new).map_err(|error| Failure::new(error.to_string()))?, sides))
}

/// Opens an output folder, or says what is wrong with it.
pub(super) fn open_published(folder: &Path) -> Result<PublishedFolder, Failure> {
    let shown = folder.display();
    PublishedFolder::open(folder).map_err(|error| {
        Failure::new(match error {
            ManifestError::Io(_) if !folder.exists() => {
                format!("there is no folder `{shown}`: name a folder that `chancery build` wrote")
            }
            ManifestError::Io(_) if folder.join("content").is_dir() => format!(
                "`{shown}` is a site and not its output: name the folder that `chancery build` wrote, such as `{}`",
                folder.join("public").display()
            ),
            ManifestError::Io(ref io) if io.kind() == std::io::ErrorKind::NotFound => format!(
                "`{shown}` holds no `.chancery.json`: name a folder that `chancery build` wrote, and copy that file along with it"
            ),
            error => format!("`.chancery.json` in `{shown}`: {error}"),
        })
    })
}

fn between_moments(
    root: &Path,
    interval: &MomentRange,
    command: &DiffArgs,
) -> Result<(SiteDifference, ComparedSides), Failure> {
    let mut workspace = site::open(root)?;
    let old = edition(&mut workspace, interval.from, command)?;
    let new = edition(&mut workspace, interval.to, command)?;

    let print = |error: crate::proof::difference::DifferenceError| Failure::new(error.to_string());
    let (before, after) = (
        PrintedEdition::render(&old).map_err(print)?,
        PrintedEdition::render(&new).map_err(print)?,
    );
    let sides = ComparedSides {
        old: house_style::moment(&interval.from),
        new: house_style::moment(&interval.to),
    };

    Ok((difference(&before, &after).map_err(print)?, sides))
}

/// Builds the site as of a moment; nothing is written.
fn edition(
    workspace: &mut Workspace,
    moment: Moment,
    command: &DiffArgs,
) -> Result<crate::render::Edition, Failure> {
    let now = site::now();
    let drafts = command.drafts;
    let options = BuildOptions { as_of: moment, now, drafts, base_url: None, search: true };
    let built = workspace.build(&options, &mut |_| {})?;
    if !drafts {
        build::refuse_to_lift(built.edition.site())?;
    }

    // Pages with errors can mostly be printed, and an approver has to know that they would not be published.
    if !may_publish(&built.findings) {
        let errors = count(&built.findings, Severity::Error);
        report::line(&format!(
            "as of {}: {} would stop a build; `chancery check --as-of` shows them",
            house_style::moment(&moment),
            report::count_of(errors, "error"),
        ));
    }

    Ok(built.edition)
}

//! Opens the site named on the command line, and reads the clock once.

use std::path::Path;
use std::sync::Arc;

use jiff::{Timestamp, Zoned};

use super::args::{BuildArgs, SiteArgs};
use super::failure::Failure;
use crate::source::builtin::OverTheme;
use crate::source::disk::DiskFiles;
use crate::value::{Day, Moment};
use crate::workspace::{BuildOptions, Workspace};

/// Opens the site, with the built-in theme below it.
pub(super) fn open(site: &Path) -> Result<Workspace, Failure> {
    require_content(site)?;
    let files = DiskFiles::open(site).map_err(|error| unreadable(site, &error))?;
    Ok(Workspace::new(Arc::new(OverTheme::new(files))))
}

/// Checks that a folder is a site before anything is read or written.
pub(super) fn require_content(site: &Path) -> Result<(), Failure> {
    if site.join("content").is_dir() {
        return Ok(());
    }

    let shown = site.display();

    Err(Failure::new(if !site.exists() {
        format!("there is no folder `{shown}`: name the folder that holds `content/`")
    } else if site.join("site.yaml").is_file() {
        format!("`{shown}` seems to be the `content/` of a site: name the folder that holds it")
    } else {
        format!(
            "`{shown}` holds no `content/`: name a site's folder, or make one with `chancery new DIR`"
        )
    }))
}

fn unreadable(site: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` cannot be read: {error}", site.display()))
}

/// Returns the options of a build; the clock is read once, so that the day and the moment agree.
pub(super) fn options(which: &SiteArgs) -> BuildOptions {
    // A bare day means its first instant: an embargo that ends later that day still holds.
    let now = now();
    let as_of = which.as_of.unwrap_or(now);
    BuildOptions {
        as_of,
        now,
        drafts: which.drafts,
        base_url: which.base_url.clone(),
        search: true,
    }
}

/// Tells whether a build shows what readers are not shown today: drafts, or another day.
pub(super) fn is_rehearsal(which: &SiteArgs) -> bool {
    which.drafts || which.as_of.is_some()
}

/// Returns the options of `chancery build`.
pub(super) fn build_options(command: &BuildArgs) -> BuildOptions {
    BuildOptions { search: !command.no_search, ..options(&command.which) }
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
pub(super) fn today() -> Day {
    Zoned::now().date()
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
pub(super) fn now() -> Moment {
    Moment::from_instant(Timestamp::now())
}

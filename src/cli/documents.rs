//! `chancery check FILE…`: documents that belong to no site.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::args::CheckArgs;
use super::failure::Failure;
use super::fix;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
use super::site;
use crate::content::loose::{DocumentFormat, MAX_PACKAGE, STANDARD_INPUT};
use crate::diagnostic::Format;
use crate::loose::{self, Documents, GivenText, LooseOptions, Records, RecordsError};
use crate::source::disk::DiskFiles;
use crate::source::{SitePath, tree};

/// The name of standard input on the command line.
const DASH: &str = "-";

/// Tells whether the command names documents, and not a site.
pub(super) fn are_named(command: &CheckArgs) -> bool {
    if command.records.is_some() || command.every_number || command.language.is_some() {
        return true;
    }

    match &command.paths[..] {
        // Without a name the site is meant, and its absence is worth an error.
        [] => false,
        [one] => !is_like_site(one),
        _ => true,
    }
}

/// Tells whether a folder is a site, or does not exist, of which a site's error speaks.
fn is_like_site(path: &Path) -> bool {
    let is_missing = !path.exists() && path.as_os_str() != DASH && path.extension().is_none();
    path.join("content").is_dir() || path.join("site.yaml").is_file() || is_missing
}

pub(super) fn run(command: &CheckArgs) -> Result<Outcome, Failure> {
    let here = DiskFiles::open(Path::new("."))?;
    let paths = match command.paths.is_empty() {
        true => vec![PathBuf::from(".")],
        false => command.paths.clone(),
    };
    let (named, dashes): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.into_iter().partition(|path| path.as_os_str() != DASH);

    // A site among documents is no folder of documents: its pages refer to its records.
    if let Some(site) = named.iter().find(|path| path.join("content").is_dir())
        && command.records.is_none()
        && named.len() > 1
    {
        return Err(Failure::new(format!(
            "`{}` is a site: check it by itself, and the other files after it",
            site.display()
        )));
    }

    let is_wanted = |name: &str| DocumentFormat::of_name(name).is_some();
    let paths = tree::list(&named, &is_wanted).map_err(Failure::new)?;
    let given = match dashes.is_empty() {
        true => None,
        false => Some(standard_input()?),
    };

    let options = LooseOptions {
        language: command.language.clone(),
        as_of: command.as_of,
        now: site::now(),
        every_number: command.every_number,
    };
    if command.fix {
        let records = || records(command, &here, &options);
        fix::documents(&here, &paths, &records, &options)?;
    }

    let records = records(command, &here, &options)?;
    let documents = Documents { disk: &here, paths, given };
    let checked = loose::check(&documents, records, &options);

    let output = Output { format: command.format, stream: Stream::Out };
    report::findings(&checked.findings, &documents, Path::new("."), output)?;
    if command.format == Format::Github {
        report::step_summary(&checked.findings, &documents, Path::new("."))?;
    }

    if command.format == Format::Full {
        if let Some(site) = named.iter().find_map(|path| site_of(path)) {
            report::line(&format!(
                "`{site}` is a site: `chancery check {site}` compares its pages with its records"
            ));
        }

        let files = report::count_of(checked.read, "file");
        report::line(&format!("checked {files}: {}", report::counts(&checked.findings)));
        if checked.in_other_languages > 0 {
            let files = report::count_of(checked.in_other_languages, "file");
            report::line(&format!(
                "{files} in languages whose sentences are not read yet; `--language en` reads them as English"
            ));
        }
    }

    Ok(Outcome::judge(&command.deny, &checked.findings))
}

/// Returns the site whose page a named file is: by itself it is read without its records.
fn site_of(path: &Path) -> Option<String> {
    let content = path.ancestors().find(|above| above.join("site.yaml").is_file())?;
    let is_content = content.file_name().is_some_and(|name| name == "content");
    let site = content.parent().filter(|_| is_content)?.to_string_lossy().into_owned();
    Some(if site.is_empty() { ".".to_owned() } else { site })
}

fn standard_input() -> Result<GivenText, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_PACKAGE).read_to_end(&mut bytes)?;
    Ok(GivenText { name: SitePath::new(STANDARD_INPUT), bytes })
}

/// Opens the records that the command names.
fn records(
    command: &CheckArgs,
    here: &DiskFiles,
    options: &LooseOptions,
) -> Result<Records, Failure> {
    let as_of = options.as_of.unwrap_or(options.now);
    let Some(path) = &command.records else {
        return Records::none(as_of).map_err(failure);
    };

    let shown = path.to_string_lossy().replace('\\', "/");
    let shown = shown.trim_start_matches("./").trim_end_matches('/');
    if !path.exists() {
        return Err(Failure::new(format!(
            "there are no records at `{shown}`: name a site's folder, its `data/figures.json`, or a figures.yaml"
        )));
    }

    if path.is_file() {
        return Records::of_file(here, &SitePath::new(shown), as_of).map_err(failure);
    }

    // A folder is a site, a site that is printed, or the folder of a plain file.
    let beside = ["data/figures.json", "figures.yaml", "figures.yml"];
    let file = beside.iter().find(|name| path.join(name).is_file());
    match file.filter(|_| !path.join("content").is_dir()) {
        Some(name) => {
            let file = if shown.is_empty() || shown == "." {
                (*name).to_owned()
            } else {
                format!("{shown}/{name}")
            };
            Records::of_file(here, &SitePath::new(file), as_of).map_err(failure)
        }
        None => {
            site::require_content(path)?;
            let files = DiskFiles::open(path)?;
            let prefix =
                if shown.is_empty() || shown == "." { String::new() } else { format!("{shown}/") };
            Records::of_site(files, &prefix, as_of, options.now).map_err(failure)
        }
    }
}

fn failure(error: RecordsError) -> Failure {
    Failure::new(error.0)
}

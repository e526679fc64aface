//! `chancery check --fix`: applies the fixes that change no fact.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::failure::Failure;
use super::report;
#[cfg(feature = "documents")]
use crate::content::loose::DocumentFormat;
use crate::diagnostic::{PatchedFile, settled_fixes, visible, visible_name};
#[cfg(feature = "documents")]
use crate::loose::{self, Documents, LooseOptions, Records};
use crate::output::patch::{self, Patched};
use crate::source::builtin::OverTheme;
use crate::source::disk::DiskFiles;
use crate::source::overlay::Overlay;
use crate::source::{Files, SitePath};
use crate::workspace::{BuildOptions, Workspace};

/// How many changes are shown; the rest are counted.
const SHOWN: usize = 50;

/// Fixes a site.
pub(super) fn site(folder: &Path, options: &BuildOptions) -> Result<(), Failure> {
    super::site::require_content(folder)?;
    let files: Arc<dyn Files> = Arc::new(OverTheme::new(DiskFiles::open(folder)?));

    // Only the site's own files: those of the theme are in the program.
    let read = |path: &SitePath| match folder.join(path.as_str()).is_file() {
        true => files.read(path).ok(),
        false => None,
    };
    let fixed = settled_fixes(&read, &mut |changed| {
        let overlay = Overlay::new(Arc::clone(&files), changed.clone());
        let mut workspace = Workspace::new(Arc::new(overlay));
        workspace.build(options, &mut |_| {}).map(|built| built.findings)
    })?;

    write(folder, &fixed)
}

/// Fixes documents without a site.
#[cfg(feature = "documents")]
pub(super) fn documents(
    here: &DiskFiles,
    paths: &[SitePath],
    records: &dyn Fn() -> Result<Records, Failure>,
    options: &LooseOptions,
) -> Result<(), Failure> {
    let files: Arc<dyn Files> = Arc::new(here.clone());

    // The text of an office program's file is laid out anew: its places are not those of the file.
    let is_text = |path: &SitePath| {
        DocumentFormat::of_name(path.name()).is_some_and(|format| !format.is_laid_out())
    };
    let read = |path: &SitePath| {
        let is_named = paths.binary_search(path).is_ok();
        (is_named && is_text(path)).then(|| files.read(path).ok()).flatten()
    };
    let fixed = settled_fixes(&read, &mut |changed| {
        let overlay = Overlay::new(Arc::clone(&files), changed.clone());
        let documents = Documents { disk: &overlay, paths: paths.to_vec(), given: None };
        Ok::<_, Failure>(loose::check(&documents, records()?, options).findings)
    })?;

    write(Path::new("."), &fixed)
}

/// Writes the files that were fixed, and says what was done.
fn write(folder: &Path, fixed: &BTreeMap<SitePath, PatchedFile>) -> Result<(), Failure> {
    let mut shown = 0;
    let mut count = 0;
    let mut files = 0;

    for (path, file) in fixed {
        let name = visible_name(path.as_str());
        let at = folder.join(path.as_str());
        match patch::replace(&at, &file.before, &file.after) {
            Ok(Patched::Written) => {}
            Ok(Patched::Changed) => {
                report::line(&format!("{name} changed meanwhile and was left alone: run it again"));
                continue;
            }
            Ok(Patched::NotAFile) => {
                report::line(&format!(
                    "{name} is a link and was left alone: name what it leads to"
                ));
                continue;
            }
            Err(error) => return Err(Failure::new(format!("`{name}` cannot be written: {error}"))),
        }

        files += 1;
        count += file.changes.len();
        for change in file.changes.iter().take(SHOWN.saturating_sub(shown)) {
            shown += 1;
            report::line(&format!(
                "fixed {name}:{}: {}: {}",
                change.line,
                change.code.as_str(),
                words(&change.before, &change.after)
            ));
        }
    }

    if count > shown {
        report::line(&format!("and {} more", count - shown));
    }
    report::line(&match count {
        0 => "nothing was fixed".to_owned(),
        _ => format!(
            "fixed {} in {}",
            report::count_of(count, "fault"),
            report::count_of(files, "file")
        ),
    });

    Ok(())
}

/// Writes a change in words.
fn words(before: &str, after: &str) -> String {
    let brief = |text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = line.chars().take(60).collect();
        let cut = if short.len() < line.len() { "…" } else { "" };
        format!("`{}{cut}`", visible(&short))
    };

    match (before.trim().is_empty(), after.trim().is_empty()) {
        (true, true) => "white space".to_owned(),
        (true, false) => format!("added {}", brief(after)),
        (false, true) => format!("took out {}", brief(before)),
        (false, false) => format!("{} became {}", brief(before), brief(after)),
    }
}

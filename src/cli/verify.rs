//! `chancery verify`: whether a folder is what a build wrote, and who signed it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use walkdir::WalkDir;

use super::args::VerifyArgs;
use super::diff::open_published;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report;
use super::signing;
use crate::diagnostic::visible_name;
use crate::output::{MANIFEST, ManifestEntry, OutPath, PublishedFolder, SIGNATURE, VerifyingKey};

pub(super) fn run(command: &VerifyArgs) -> Result<Outcome, Failure> {
    let key = command.key.as_deref().map(signing::public_key).transpose()?;
    let published = open_published(&command.folder)?;

    // Before anything that the list says is believed.
    if let Some(key) = &key {
        verify_signature(&published, key)?;
    }

    let mut faults = changed_files(&published)?;
    faults.extend(unlisted_files(&published)?);
    faults.sort_unstable();
    report::print(&faults.concat())?;

    let count = published.manifest().files().len();
    let signed = match key {
        Some(_) => "the list is signed by this key",
        None => "no signature was checked: `--key` names whose it has to be",
    };
    match faults.len() {
        0 => report::line(&format!("all {count} files are those of the build; {signed}")),
        1 => report::line(&format!("1 file is not that of the build; {signed}")),
        more => report::line(&format!("{more} files are not those of the build; {signed}")),
    }

    Ok(if faults.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn verify_signature(published: &PublishedFolder, key: &VerifyingKey) -> Result<(), Failure> {
    let read = |name: &str| fs::read(published.folder().join(name));
    let signature = read(SIGNATURE).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::new(format!(
            "there is no `{SIGNATURE}`: the site was built without `--sign`, or the file was not copied along"
        )),
        _ => Failure::new(format!("`{SIGNATURE}` cannot be read: {error}")),
    })?;

    let signature = String::from_utf8_lossy(&signature);
    key.verify(&read(MANIFEST)?, &signature)
        .map_err(|error| Failure::new(format!("`{MANIFEST}` is not to be trusted: {error}")))
}

/// Returns a line for each file that is not as the manifest lists it.
fn changed_files(published: &PublishedFolder) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for (path, &listed) in published.manifest().files() {
        let fault = match fs::read(published.folder().join(path.as_str())) {
            Ok(bytes) if ManifestEntry::new(&bytes) == listed => continue,
            Ok(_) => "changed",
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                "missing"
            }
            Err(error) => {
                return Err(Failure::new(format!("`{path}` cannot be read: {error}")));
            }
        };
        lines.push(line(path.as_str(), fault));
    }

    Ok(lines)
}

/// Returns a line for each file that the manifest does not list.
fn unlisted_files(published: &PublishedFolder) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for entry in WalkDir::new(published.folder()).min_depth(1) {
        let entry = entry.map_err(std::io::Error::from)?;
        if entry.file_type().is_dir() {
            continue;
        }

        let path = relative(entry.path(), published.folder());
        let is_own = path == MANIFEST || path == SIGNATURE;
        let is_listed =
            OutPath::new(&path).is_ok_and(|path| published.manifest().files().contains_key(&path));
        if !is_own && !is_listed {
            lines.push(line(&path, "not listed"));
        }
    }

    Ok(lines)
}

fn line(path: &str, fault: &str) -> String {
    format!("{}: {fault}\n", visible_name(path))
}

fn relative(path: &Path, folder: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();

    parts.join("/")
}

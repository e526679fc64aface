//! `chancery new`: writes a small site that builds.
//!
//! In: a folder. Out: the files of a site in it. Invariant: no file that was there is replaced, and a folder with
//! more than what a new repository holds is not touched.

use std::fs;

use super::args::NewArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::{report, scaffold, site};

pub(super) fn run(command: &NewArgs) -> Result<Outcome, Failure> {
    let folder = &command.folder;
    let shown = folder.display();

    if let Ok(entries) = fs::read_dir(folder) {
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        // In order: a folder lists its files in any.
        if let Some(other) = names.filter(|name| !is_of_new_repository(name)).min() {
            return Err(Failure::new(format!(
                "`{shown}` already holds files (`{}`): name a folder that is empty or does not exist yet",
                other.escape_debug()
            )));
        }
    } else if folder.exists() {
        return Err(Failure::new(format!("`{shown}` is a file: name a folder")));
    }

    for file in scaffold::site(site::today()) {
        let path = folder.join(&file.path);

        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            // Of all files that a site begins with, a new repository may have this one.
            match fs::read_to_string(&path) {
                Ok(known) => fs::write(&path, with_lines(known, &file.text)),
                Err(_) => fs::write(&path, &file.text),
            }
        };

        write().map_err(|error| {
            Failure::new(format!("`{}` cannot be written: {error}", path.display()))
        })?;
    }

    report::line(&format!(
        "created a site in {shown}: `chancery serve {shown}` shows it while you write, \
         `chancery build {shown}` builds it into {shown}/public"
    ));

    Ok(Outcome::Clean)
}

/// Tells whether a file may lie in a repository that was only just made or cloned.
fn is_of_new_repository(name: &str) -> bool {
    const BEGINNINGS: [&str; 8] = [
        "readme",
        "license",
        "licence",
        "copying",
        "contributing",
        "code_of_conduct",
        "security",
        "codeowners",
    ];

    let name = name.to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();

    // `.git`, `.gitignore`, `.github`, `.editorconfig`: no file of a site is hidden.
    name.starts_with('.') || BEGINNINGS.iter().any(|beginning| stem.starts_with(beginning))
}

/// Adds the lines to a file that it lacks.
fn with_lines(mut known: String, added: &str) -> String {
    if !known.is_empty() && !known.ends_with('\n') {
        known.push('\n');
    }

    for line in added.lines() {
        if !known.lines().any(|other| other.trim() == line) {
            known.push_str(line);
            known.push('\n');
        }
    }

    known
}

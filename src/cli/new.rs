//! `chancery new`: writes a small site that builds.
//!
//! In: a folder. Out: the files of a site in it. Invariant: no file that was there is replaced, and a folder with
//! more than what a new repository holds is not touched.

use std::fs;
use std::path::Path;

use super::args::{EditorSettings, NewArgs};
use super::failure::Failure;
use super::outcome::Outcome;
use super::{editor, report, scaffold, site};

pub(super) fn run(command: &NewArgs) -> Result<Outcome, Failure> {
    let folder = &command.folder;
    let shown = folder.display();

    if let Some(name) = command.editor
        && folder.join("content").is_dir()
    {
        return add_settings(folder, name);
    }

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

    let settings = command.editor.map(editor::files).unwrap_or_default();
    for file in scaffold::site(site::today()).into_iter().chain(settings) {
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

/// Writes the settings of an editor into a site; files that are there stay.
fn add_settings(folder: &Path, name: EditorSettings) -> Result<Outcome, Failure> {
    for file in editor::files(name) {
        let path = folder.join(&file.path);
        let shown = path.display();
        if path.exists() {
            report::line(&format!("{shown} is there already and stays as it is"));
            continue;
        }

        let parent = path.parent().unwrap_or(folder);
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, &file.text));
        written.map_err(|error| Failure::new(format!("`{shown}` cannot be written: {error}")))?;
        report::line(&format!("wrote {shown}"));
    }

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

//! `chancery new`: writes a small site that builds.
//!
//! In: a folder. Out: the files of a site in it. Invariant: a folder with files in it is not touched.

use std::fs;

use super::args::NewArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::{report, scaffold, site};

pub(super) fn run(command: &NewArgs) -> Result<Outcome, Failure> {
    let folder = &command.folder;
    let shown = folder.display();

    if let Ok(mut entries) = fs::read_dir(folder) {
        if entries.next().is_some() {
            return Err(Failure::new(format!(
                "`{shown}` already holds files: name a folder that is empty or does not exist yet"
            )));
        }
    } else if folder.exists() {
        return Err(Failure::new(format!("`{shown}` is a file: name a folder")));
    }

    let today = site::today();
    for file in scaffold::site(&today.to_string(), today.year()) {
        let path = folder.join(&file.path);

        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, &file.text)
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

//! `chancery new`: a small site that builds.

use std::fs;

use super::args::New;
use super::failure::Failure;
use super::{Outcome, report, site};

/// The files of a new site; `{date}` is the day on which it is made.
const FILES: [(&str, &str); 7] = [
    ("content/site.yaml", include_str!("scaffold/site.yaml")),
    ("content/_index.md", include_str!("scaffold/_index.md")),
    ("content/about.md", include_str!("scaffold/about.md")),
    ("content/briefings/{date}-first-briefing.md", include_str!("scaffold/first-briefing.md")),
    ("content/ministers/example-minister.md", include_str!("scaffold/example-minister.md")),
    ("content/figures/example-figure.md", include_str!("scaffold/example-figure.md")),
    (".gitignore", "/public/\n/.public.chancery/\n"),
];

pub(super) fn run(command: &New) -> Result<Outcome, Failure> {
    let folder = &command.folder;
    let shown = folder.display();

    if let Ok(mut entries) = fs::read_dir(folder) {
        if entries.next().is_some() {
            return Err(Failure::new(format!(
                "`{shown}` holds files already: name a folder that is empty or not there yet"
            )));
        }
    } else if folder.exists() {
        return Err(Failure::new(format!("`{shown}` is a file: name a folder")));
    }

    let today = site::today();
    let year = today.year();
    for (path, text) in FILES {
        let path = folder.join(path.replace("{date}", &today.to_string()));
        let text = text
            .replace("{date}", &today.to_string())
            .replace("{last year}", &(year - 1).to_string())
            .replace("{year before}", &(year - 2).to_string());

        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, text)
        };

        write().map_err(|error| {
            Failure::new(format!("`{}` cannot be written: {error}", path.display()))
        })?;
    }

    report::line(&format!(
        "made a site in {shown}: `chancery serve {shown}` shows it while you write, \
         `chancery build {shown}` builds it into {shown}/public"
    ));

    Ok(Outcome::Clean)
}

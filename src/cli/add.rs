//! `chancery add`: a file with its front matter.

use std::fs;
use std::io::Write as _;

use super::args::{Add, AddKind};
use super::failure::Failure;
use super::{Outcome, report, site};
use crate::content::Kind;
use crate::content::slug::slugify;
use crate::yaml::scalar;

pub(super) fn run(command: &Add) -> Result<Outcome, Failure> {
    site::require_content(&command.site)?;

    let title = command.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = slugify(&title);
    if slug.is_empty() {
        return Err(Failure::new(format!(
            "`{}` has no letters to make a file name of: write a title in words",
            command.title.escape_debug()
        )));
    }

    let today = site::today();
    let (kind, template) = match command.kind {
        AddKind::Briefing => (Kind::Briefing, include_str!("scaffold/add-briefing.md")),
        AddKind::Agreement => (Kind::Agreement, include_str!("scaffold/add-agreement.md")),
        AddKind::Minister => (Kind::Minister, include_str!("scaffold/add-minister.md")),
        AddKind::Figure => (Kind::Figure, include_str!("scaffold/add-figure.md")),
    };

    let name = match command.kind {
        AddKind::Briefing => format!("{today}-{slug}.md"),
        _ => format!("{slug}.md"),
    };
    let path = command.site.join("content").join(kind.folder()).join(name);
    let text = template.replace("{title}", &scalar(&title)).replace("{date}", &today.to_string());

    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }

        // A file that is there is never written over.
        fs::File::create_new(&path)?.write_all(text.as_bytes())
    };

    write().map_err(|error| {
        let shown = path.display();
        Failure::new(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("`{shown}` is there already: choose another title, or edit it")
            }
            _ => format!("`{shown}` cannot be written: {error}"),
        })
    })?;

    report::print(&format!("{}\n", path.display()))?;

    Ok(Outcome::Clean)
}

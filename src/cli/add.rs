//! `chancery add`: writes a file with its front matter.
//!
//! In: a kind and a title. Out: the path of the new file. Invariant: no existing file is overwritten.

use std::fs;
use std::io::Write as _;

use super::args::{AddArgs, AddKind};
use super::failure::Failure;
use super::outcome::Outcome;
use super::{report, scaffold, site};
use crate::content::Kind;
use crate::content::slug::slugify;

pub(super) fn run(command: &AddArgs) -> Result<Outcome, Failure> {
    site::require_content(&command.site)?;

    // A title pasted from a document may hold line breaks and no-break spaces.
    let title = command.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = slugify(&title);
    if slug.is_empty() {
        return Err(Failure::new(format!(
            "`{}` has no letters to make a file name of: write a title in words",
            command.title.escape_debug()
        )));
    }

    let today = site::today();
    let kind = match command.kind {
        AddKind::Briefing => Kind::Briefing,
        AddKind::Agreement => Kind::Agreement,
        AddKind::Minister => Kind::Minister,
        AddKind::Figure => Kind::Figure,
    };

    // The date in its name sorts briefings in a folder; records have no date of their own.
    let name = match command.kind {
        AddKind::Briefing => format!("{today}-{slug}.md"),
        _ => format!("{slug}.md"),
    };
    let path = command.site.join("content").join(kind.folder()).join(name);
    let text = scaffold::added(kind, &title, &today.to_string());

    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }

        // `create_new` fails where a file exists, even one that was created a moment ago.
        fs::File::create_new(&path)?.write_all(text.as_bytes())
    };

    write().map_err(|error| {
        let shown = path.display();
        Failure::new(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("`{shown}` already exists: choose another title, or edit it")
            }
            _ => format!("`{shown}` cannot be written: {error}"),
        })
    })?;

    report::print(&format!("{}\n", path.display()))?;

    Ok(Outcome::Clean)
}

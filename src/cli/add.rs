//! `chancery add`: writes a file with its front matter.
//!
//! In: a kind and a title. Out: the path of the new file. Invariant: no existing file is overwritten.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::args::{AddArgs, AddKind};
use super::failure::Failure;
use super::outcome::Outcome;
use super::scaffold::NewEntry;
use super::{report, scaffold, site};
use crate::content::Kind;
use crate::content::slug::slugify;
use crate::diagnostic::nearest;
use crate::language::LanguageTag;

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

    let kind = kind(command.kind);
    let mut date = site::today().to_string();
    let translates = match (&command.translation_of, &command.language) {
        (Some(source), Some(language)) => {
            LanguageTag::parse(language).map_err(|error| Failure::new(error.message))?;
            // A translation speaks of the day of its source.
            date = date_of(command, kind, source)?.unwrap_or(date);
            Some((&**source, &**language))
        }
        _ => None,
    };

    let new = NewEntry { kind, title: &title, date: &date, translates };
    let path = path(command, &new, &slug);
    let text = match archetype(command, kind)? {
        Some(archetype) if translates.is_none() => scaffold::filled(&archetype, &new),
        _ => scaffold::added(&new),
    };

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

fn kind(kind: AddKind) -> Kind {
    match kind {
        AddKind::Briefing => Kind::Briefing,
        AddKind::Agreement => Kind::Agreement,
        AddKind::Minister => Kind::Minister,
        AddKind::Figure => Kind::Figure,
        AddKind::Page => Kind::Page,
    }
}

/// Returns where the new file is written.
fn path(command: &AddArgs, new: &NewEntry<'_>, slug: &str) -> PathBuf {
    let mut folder = command.site.join("content");
    if new.kind != Kind::Page {
        folder.push(new.kind.folder());
    }

    // The date in its name sorts briefings in a folder; records have no date of their own.
    let name = match new.kind {
        Kind::Briefing => format!("{}-{slug}", new.date),
        _ => slug.to_owned(),
    };

    match command.bundle {
        true => folder.join(name).join("index.md"),
        false => folder.join(format!("{name}.md")),
    }
}

/// Returns what the site itself begins such a file with: `archetypes/briefing.md`.
fn archetype(command: &AddArgs, kind: Kind) -> Result<Option<String>, Failure> {
    let path = command.site.join("archetypes").join(format!("{}.md", kind.word()));

    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(format!("`{}` cannot be read: {error}", path.display()))),
    }
}

/// Returns the date of the page that is translated; none of one that has no date.
fn date_of(command: &AddArgs, kind: Kind, source: &str) -> Result<Option<String>, Failure> {
    let mut workspace = site::open(&command.site)?;
    let which = super::args::SiteArgs {
        site: command.site.clone(),
        as_of: None,
        // A translation is written before its source is out.
        drafts: true,
        base_url: None,
    };
    let edition = workspace.build(&site::options(&which), &mut |_| {})?.edition;
    let site = edition.site();

    let Some(found) = site.find_record(kind, source) else {
        let ids = site.index().entries().filter(|&id| site.kind(id) == kind);
        let near = nearest(source, ids.map(|id| &*site.entry(id).id.value));
        let shown = source.escape_debug();
        return Err(Failure::new(match near {
            Some(near) => format!("unknown {} `{shown}`: did you mean `{near}`?", kind.word()),
            None => format!("unknown {} `{shown}`", kind.word()),
        }));
    };

    let date = site.briefing(found).and_then(|briefing| briefing.date.as_ref());
    Ok(date.map(|date| date.value.day().to_string()))
}

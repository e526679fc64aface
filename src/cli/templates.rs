//! `chancery templates`: the built-in templates, to read or to begin from.
//!
//! In: a name. Out: the file in the site's `templates/`. Invariant: no existing file is overwritten.

use std::fs;
use std::io::Write as _;

use super::args::TemplatesArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::{report, site};
use crate::diagnostic::nearest;
use crate::source::builtin;

pub(super) fn run(command: &TemplatesArgs) -> Result<Outcome, Failure> {
    let all: Vec<(String, &str)> = builtin::below("templates/")
        .filter_map(|(path, text)| {
            Some((path.as_str().strip_prefix("templates/")?.to_owned(), text))
        })
        .collect();

    let Some(name) = &command.write else {
        let lines = all.iter().map(|(name, text)| match about(text) {
            Some(about) => format!("{name}  {about}\n"),
            None => format!("{name}\n"),
        });
        report::print(&lines.collect::<String>())?;
        return Ok(Outcome::Clean);
    };

    // As it is listed, or as it lies in the site.
    let wanted = name.trim_start_matches("./").trim_start_matches("templates/");
    let Some((name, text)) = all.iter().find(|(name, _)| name == wanted) else {
        let shown = wanted.escape_debug();
        return Err(Failure::new(match nearest(wanted, all.iter().map(|(name, _)| &**name)) {
            Some(near) => {
                format!("there is no built-in template `{shown}`: did you mean `{near}`?")
            }
            None => {
                format!("there is no built-in template `{shown}`: `chancery templates` lists them")
            }
        }));
    };

    site::require_content(&command.site)?;
    let path = command.site.join("templates").join(name);
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::File::create_new(&path)?.write_all(text.as_bytes())
    };

    write().map_err(|error| {
        let shown = path.display();
        Failure::new(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("`{shown}` is there already, and is yours: delete it first to begin again")
            }
            _ => format!("`{shown}` cannot be written: {error}"),
        })
    })?;

    report::print(&format!("{}\n", path.display()))?;

    Ok(Outcome::Clean)
}

/// Returns what a template says about itself in its first comment.
fn about(text: &str) -> Option<&str> {
    let comment = text.strip_prefix("{#-").or_else(|| text.strip_prefix("{#"))?;
    let (about, _) = comment.split_once("#}")?;
    about.trim_end_matches('-').trim().lines().next()
}

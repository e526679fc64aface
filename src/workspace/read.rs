//! Files to documents: what is listed, what each file is for, and what is parsed.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::Remembered;
use crate::config;
use crate::content;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{Files, Hash, Listed, SitePath, Source, Span, Unreadable};

/// The files of a site, by what they are for.
pub(super) struct Inventory {
    pub(super) settings: Option<SitePath>,
    pub(super) documents: Vec<SitePath>,
    pub(super) templates: Vec<SitePath>,
    pub(super) assets: Vec<SitePath>,
    pub(super) findings: Vec<Diagnostic>,
}

/// Lists a site's files and sorts them by what they are for.
pub(super) fn inventory(files: &dyn Files) -> io::Result<Inventory> {
    let mut inventory = Inventory {
        settings: None,
        documents: Vec::new(),
        templates: Vec::new(),
        assets: Vec::new(),
        findings: Vec::new(),
    };
    for listed in files.list()? {
        let path = match listed {
            Listed::File(path) => path,
            Listed::Unreadable(path, why) => {
                inventory.findings.push(unreadable(&path, &why));
                continue;
            }
        };
        let name = path.as_str();
        if name == config::PATH {
            inventory.settings = Some(path);
        } else if name.starts_with("templates/") {
            // A note for colleagues, or what a tool left lying there, is no template.
            if [".html", ".xml", ".svg"].iter().any(|end| name.ends_with(end)) {
                inventory.templates.push(path);
            }
        } else if name.starts_with("content/") && name.ends_with(".md") {
            inventory.documents.push(path);
        } else {
            inventory.assets.push(path);
        }
    }
    Ok(inventory)
}

fn unreadable(path: &SitePath, why: &Unreadable) -> Diagnostic {
    let place = Place::new(path, Span::default());
    match why {
        Unreadable::LeavesSite => {
            Diagnostic::new(Code::UnsafePath, place, "this symbolic link leads out of the site")
                .help("copy what it leads to into the site, or take the link away")
        }
        Unreadable::BrokenLink => Diagnostic::new(
            Code::UnsafePath,
            place,
            "this symbolic link leads to nothing, or in a circle",
        )
        .help("mend the link, or take it away"),
        Unreadable::NameNotUtf8 => Diagnostic::new(
            Code::UnsafePath,
            place,
            "the file's name is not UTF-8, so that no address can be made of it",
        )
        .help("rename the file"),
        Unreadable::Io(said) => {
            Diagnostic::new(Code::MissingAsset, place, format!("the file cannot be read: {said}"))
                .help("look at who may read it")
        }
    }
}

/// Reads documents, and parses those that are not remembered with the same bytes; with each stands
/// whether it was parsed.
pub(super) fn documents(
    files: &dyn Files,
    paths: &[SitePath],
    remembered: impl Fn(&SitePath, Hash) -> Option<Remembered> + Sync,
) -> io::Result<Vec<(Remembered, bool)>> {
    paths
        .par_iter()
        .map(|path| {
            let bytes = files.read(path).map_err(|error| {
                io::Error::new(error.kind(), format!("`{path}` cannot be read: {error}"))
            })?;
            let hash = Hash::of(&bytes);
            if let Some(known) = remembered(path, hash) {
                return Ok((known, false));
            }
            let (document, findings) = match Source::decode(path.clone(), bytes) {
                Ok(source) => content::parse(&source),
                Err(error) => content::unreadable(&error),
            };
            let read = Remembered { hash, document: Arc::new(document), findings: findings.into() };
            Ok((read, true))
        })
        .collect()
}

//! `chancery uses`: every page and sentence that uses a record.

use std::fmt::Write as _;

use super::args::UsesArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::{report, site};
use crate::content::{Kind, Piece, Run};
use crate::diagnostic::{Texts, nearest, visible};
use crate::language::house_style;
use crate::site::{EntryId, Mention, Site};
use crate::source::LineIndex;
use crate::workspace::Workspace;

pub(super) fn run(command: &UsesArgs) -> Result<Outcome, Failure> {
    let mut workspace = site::open(&command.which.site)?;
    let built = workspace.build(&site::options(&command.which), &mut |_| {})?;
    let site = built.edition.site();
    let Some(id) = &command.id else {
        report::print(&visible(&all_records(site)))?;
        return Ok(Outcome::Clean);
    };

    let found = site.index().find_all(id);
    if found.is_empty() {
        return Err(unknown(site, id));
    }

    let mut text = String::new();
    for id in found {
        describe(&workspace, site, id, &mut text);
    }

    // Titles and sentences come from content, and may hold escape sequences.
    report::print(&visible(&text))?;

    Ok(Outcome::Clean)
}

/// Explains that an id names nothing that is published.
fn unknown(site: &Site, id: &str) -> Failure {
    if let Some(held) = held(site, id) {
        return Failure::new(held);
    }

    let ids: Vec<&str> = site.index().entries().map(|id| &*site.entry(id).id.value).collect();
    let shown = id.escape_debug();

    Failure::new(match nearest(id, ids) {
        Some(near) => format!("unknown id `{shown}`: did you mean `{near}`?"),
        None => format!("unknown id `{shown}`: `chancery uses` lists all records"),
    })
}

/// Lists all records, each with the number of pages that use it.
fn all_records(site: &Site) -> String {
    let mut text = String::new();
    for kind in [Kind::Agreement, Kind::Minister, Kind::Figure] {
        for &id in site.listed(kind) {
            headline(site, id, &mut text);
        }
    }

    match text.is_empty() {
        true => "the site has no records: `chancery add figure TITLE` writes one\n".to_owned(),
        false => text,
    }
}

fn describe(workspace: &Workspace, site: &Site, id: EntryId, text: &mut String) {
    headline(site, id, text);

    for &mention in site.mentions(id) {
        let _ = writeln!(text, "\n{}", heading(site, mention));
        uses(workspace, site, mention, id, text);
    }
}

/// Names a record on one line, with the number of pages that use it.
fn headline(site: &Site, id: EntryId, text: &mut String) {
    let mentions = site.mentions(id);
    let pages = match mentions.len() {
        0 => "no page uses it".to_owned(),
        1 => "1 page uses it".to_owned(),
        more => format!("{more} pages use it"),
    };

    let kind = site.kind(id).word();
    let _ = writeln!(
        text,
        "{kind} {}: {} ({}); {pages}",
        site.entry(id).id.value,
        site.title(id),
        site.document(id).path
    );
}

fn heading(site: &Site, mention: Mention) -> String {
    let date = site.briefing(mention.page).and_then(|briefing| briefing.date.as_ref());
    let date =
        date.map_or_else(String::new, |date| format!(", {}", house_style::moment(&date.value)));
    format!("{}{date}", site.title(mention.page))
}

/// Lists each use with its line, and the sentence as the page prints it.
fn uses(workspace: &Workspace, site: &Site, mention: Mention, record: EntryId, text: &mut String) {
    let document = site.document(mention.page);
    let source = workspace.text(&document.path).unwrap_or_default();
    let index = LineIndex::new(&source);

    if mention.in_lists {
        let value = site.shown_beside(mention, record).map_or_else(String::new, |shown| {
            let period = shown
                .period
                .as_ref()
                .map(|period| format!(", {}", house_style::period(&period.value)));
            format!(
                " (shows {}{})",
                house_style::quantity(&shown.value.value),
                period.unwrap_or_default()
            )
        });
        let _ = writeln!(text, "  {}: named in its front matter{value}", document.path);
    }

    let mut last = None;
    for (span, sentence) in site.places(mention.page, record) {
        // A sentence that uses a record twice is listed once.
        if sentence.is_some() && sentence == last {
            continue;
        }

        last = sentence;

        let line = index.place(span.start as usize).line;
        let sentence = sentence.and_then(|number| document.body.sentences.get(number));
        let values = sentence.map(|sentence| values(site, mention.page, record, sentence));
        let _ = writeln!(text, "  {}:{line}:{}", document.path, values.unwrap_or_default());

        if let Some(sentence) = sentence {
            let words: String = sentence
                .pieces()
                .map(|piece| site.answers().piece_words(mention.page, piece))
                .collect();
            let _ = writeln!(text, "    {}", words.trim());
        }
    }
}

/// Returns what a sentence printed for a figure, after a space; empty for other records.
fn values(site: &Site, page: EntryId, record: EntryId, sentence: Run<'_>) -> String {
    let refers = |piece: &Piece<&str>| match piece {
        Piece::Reference(number, _) => site.referenced(page, *number as usize) == Some(record),
        Piece::Link(..) | Piece::Text(_) => false,
    };

    if site.figure(record).is_none() {
        return String::new();
    }

    let printed =
        sentence.pieces().filter(refers).map(|piece| site.answers().piece_words(page, piece));
    let printed: Vec<_> = printed.collect();
    if printed.is_empty() { String::new() } else { format!(" {}", printed.join("; ")) }
}
/// Explains that a record exists and is held back.
fn held(site: &Site, id: &str) -> Option<String> {
    let id = id.rsplit(':').next()?;
    let mut documents = site.index().all_documents().iter().enumerate();
    let (at, document) =
        documents.find(|(_, it)| it.entries().any(|entry| *entry.id.value == *id))?;
    let hold = site.publication().hold(at)?;

    Some(format!(
        "`{id}` in `{}` is {}: `--drafts` shows what is held back as well",
        document.path,
        hold.words(&site.config().zone())
    ))
}

//! What those who write want to know about the page that they look at.
//!
//! In: a page's path, and an edition. Out: JSON for the bar of the preview. Invariant: nothing of it is printed
//! on a page.

use serde::Serialize;

use super::last_change::ChangedFile;
use super::live::{Snapshot, route_at};
use super::trouble::EditorLinks;
use crate::content::Kind;
use crate::language::house_style;
use crate::render::{Edition, RenderError};
use crate::site::{self, EntryId, Site};
use crate::source::LineIndex;

/// How many pages are named that use a record; the others are counted.
const PAGES_MAX: usize = 10;
/// How many held pages are named.
const HELD_MAX: usize = 200;

/// The answer to `/__chancery/desk`.
#[derive(Serialize)]
pub(super) struct Desk<'a> {
    /// The file that holds the page's words.
    file: Option<String>,
    /// The link that opens it, with `{line}` and `{column}` to be filled in.
    link: Option<String>,
    /// The site's time zone.
    zone: String,
    /// What is not out yet, the next first.
    held: Vec<HeldPage>,
    /// When the site changes by itself.
    next: Option<NextMoment>,
    /// What the last save changed.
    changed: &'a [ChangedFile],
    /// The records that the page uses.
    records: Vec<RecordUse>,
}

#[derive(Serialize)]
struct HeldPage {
    title: String,
    /// None in a preview without drafts.
    url: Option<String>,
    file: String,
    /// "under embargo until 1 December 2026 at 09:30"
    why: String,
}

#[derive(Serialize)]
struct NextMoment {
    at: String,
    why: &'static str,
    file: String,
}

#[derive(Serialize)]
struct RecordUse {
    kind: &'static str,
    title: String,
    url: String,
    file: String,
    /// How many pages use it, this one included.
    uses: usize,
    pages: Vec<UsingPage>,
}

#[derive(Serialize)]
struct UsingPage {
    title: String,
    url: String,
}

/// Gathers what is known about the page at a path.
pub(super) fn desk<'a>(
    snapshot: &'a Snapshot,
    edition: &Edition,
    links: &EditorLinks,
    path: &str,
) -> Desk<'a> {
    let site = edition.site();
    let zone = site.config().zone();
    let page = route_at(edition, path).and_then(|route| edition.written_in(route));
    let file = page.map(|page| site.place(page).path.to_string());

    let next = site::next_change(site).map(|next| NextMoment {
        at: house_style::instant(next.at, &zone),
        why: next.reason.word(),
        file: next.file.to_string(),
    });

    Desk {
        link: file.as_deref().and_then(|file| links.pattern(file)),
        file,
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        held: held_pages(site),
        next,
        changed: &snapshot.changed,
        records: page.map(|page| records(site, page)).unwrap_or_default(),
    }
}

fn held_pages(site: &Site) -> Vec<HeldPage> {
    let index = site.index();
    let zone = site.config().zone();
    let documents = index.all_documents().iter().enumerate();
    let mut held: Vec<_> = documents
        .filter_map(|(at, document)| Some((index.publication().hold(at)?, document)))
        .collect();

    // What comes out first is asked for first; drafts have no hour, and come last.
    held.sort_by_key(|(hold, document)| (hold.until.is_none(), hold.until, document.path.clone()));

    let page = |(hold, document): (site::Hold, &std::sync::Arc<crate::content::Document>)| {
        let id = index.at_path(document.path.as_str());
        HeldPage {
            title: document.own.head.title.to_string(),
            url: id.map(|id| index.url(id).to_owned()),
            file: document.path.to_string(),
            why: hold.words(&zone),
        }
    };

    held.into_iter().take(HELD_MAX).map(page).collect()
}

fn records(site: &Site, page: EntryId) -> Vec<RecordUse> {
    let kinds = [Kind::Agreement, Kind::Minister, Kind::Figure];
    let own = kinds.contains(&site.kind(page)).then_some(page);
    let named = kinds.iter().flat_map(|&kind| site.uses(page, kind));

    own.into_iter().chain(named).map(|id| record(site, id)).collect()
}

fn record(site: &Site, id: EntryId) -> RecordUse {
    let mentions = site.mentions(id);
    let page =
        |id: EntryId| UsingPage { title: site.title(id).to_owned(), url: site.url(id).to_owned() };

    RecordUse {
        kind: site.kind(id).word(),
        title: site.title(id).to_owned(),
        url: site.url(id).to_owned(),
        file: site.place(id).path.to_string(),
        uses: mentions.len(),
        pages: mentions.iter().take(PAGES_MAX).map(|mention| page(mention.page)).collect(),
    }
}

/// The answer to `/__chancery/places`.
#[derive(Serialize, Default)]
pub(super) struct Places {
    file: Option<String>,
    /// The link that opens it, with `{line}` and `{column}` to be filled in.
    link: Option<String>,
    /// Where the page or the record begins in the file.
    line: usize,
    /// The lines of the front matter, for what a template prints of it.
    head: Vec<String>,
    /// The page with a comment before each block of its text, which says its line.
    html: Option<String>,
}

/// Says where the page at a path was written, block by block.
///
/// # Errors
/// As [`Edition::render`].
pub(super) fn places(
    edition: &Edition,
    links: &EditorLinks,
    path: &str,
) -> Result<Places, RenderError> {
    let Some(route) = route_at(edition, path) else {
        return Ok(Places::default());
    };
    let Some(page) = edition.written_in(route) else {
        return Ok(Places::default());
    };

    let site = edition.site();
    let place = site.place(page);
    let bytes = edition.files().read(&place.path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let index = LineIndex::new(&text);
    let body = &site.document(page).body;
    let body = body.notes.map_or(body.start, |notes| notes.rest) as usize;
    let html = edition.render_marked(route)?;

    Ok(Places {
        link: links.pattern(place.path.as_str()),
        file: Some(place.path.to_string()),
        line: index.place(place.span.start as usize).line,
        head: text.get(..body).unwrap_or_default().lines().map(str::to_owned).collect(),
        html: html.map(|html| String::from_utf8_lossy(&html).into_owned()),
    })
}

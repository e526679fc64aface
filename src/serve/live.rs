//! The current site: a snapshot that is replaced as a whole when files change.
//!
//! In: an edition and its findings. Out: pages by path. Invariant: a snapshot never changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::last_change::{ChangedFile, changed_files, moved_pages};
use super::moments::Moments;
use crate::diagnostic::Severity;
use crate::render::{Edition, RenderError};
use crate::site::{Route, href};
use crate::source::SitePath;
use crate::value::Moment;

/// A finding in words and numbers, ready to be shown in a browser or a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingText {
    /// `dead-link`
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file, relative to the site's root.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The finding as `check --format full` prints it, without colour.
    pub full: String,
}

/// A site at one moment; pages are rendered on request.
pub struct Snapshot {
    /// Counts the builds of this run, from 1; [`UNCHECKED`] before anything was checked.
    pub generation: u64,
    /// The edition that pages are rendered from.
    pub edition: Edition,
    /// All findings, sorted.
    pub findings: Vec<FindingText>,
    /// Published files that changed in this run, with the generation of their last change. Their address
    /// stays the same, so the HTML of a page that shows them does not change with them.
    pub files: Vec<(String, u64)>,
    /// What the last save changed.
    pub changed: Vec<ChangedFile>,
    /// Where pages that were renamed in this run are now, by their path.
    moved: BTreeMap<String, String>,
    /// The site at the moments that tabs have asked for.
    moments: Moments,
}

/// The generation of a site that is linked and not checked.
pub const UNCHECKED: u64 = 0;

/// How many renamed pages are remembered: an open tab asks at once.
const MOVED_MAX: usize = 500;
/// How many changed files are remembered: a page shows far fewer, and each is sent with every event.
const FILES_MAX: usize = 500;

/// What is served at a path.
#[derive(Debug)]
pub struct RenderedPage {
    /// The bytes that `build` would write.
    pub bytes: Vec<u8>,
    /// The media type, from the file's ending.
    pub media_type: &'static str,
    /// The file that holds the page's words.
    pub file: Option<SitePath>,
}

impl Snapshot {
    /// Gathers what is needed to serve an edition.
    #[must_use]
    pub fn new(generation: u64, edition: Edition, findings: Vec<FindingText>) -> Snapshot {
        Snapshot {
            generation,
            edition,
            findings,
            files: Vec::new(),
            changed: Vec::new(),
            moved: BTreeMap::new(),
            moments: Moments::default(),
        }
    }

    /// Records what changed since the snapshot before it.
    #[must_use]
    pub fn after(self, before: &Snapshot, changed: &BTreeSet<SitePath>) -> Snapshot {
        let mut moved = before.moved.clone();
        let now = moved_pages(&before.edition, &self.edition, changed);
        // Who was renamed twice is where the second name says.
        for target in moved.values_mut() {
            if let Some(next) = now.get(target) {
                target.clone_from(next);
            }
        }
        moved.extend(now);
        moved.retain(|from, _| route_at(&self.edition, from).is_none());
        while moved.len() > MOVED_MAX {
            moved.pop_first();
        }

        Snapshot {
            changed: changed_files(&before.edition, &self.edition, changed),
            moved,
            ..self.with_files(&before.files, changed)
        }
    }

    /// Records which published files changed, after those that changed earlier.
    fn with_files(self, before: &[(String, u64)], changed: &BTreeSet<SitePath>) -> Snapshot {
        let site = self.edition.site();
        let root = site.config().base_url.path();
        let assets = site.assets().iter().filter(|asset| changed.contains(&asset.source));
        let new: Vec<_> =
            assets.map(|asset| (href(root, &asset.address), self.generation)).collect();
        let is_old = |file: &&(String, u64)| new.iter().all(|(path, _)| *path != file.0);
        let mut files: Vec<_> = before.iter().filter(is_old).cloned().collect();
        files.extend(new);

        files.drain(..files.len().saturating_sub(FILES_MAX));

        Snapshot { files, ..self }
    }

    /// Finds the route at a percent-decoded path.
    #[must_use]
    pub fn route(&self, path: &str) -> Option<&Route> {
        route_at(&self.edition, path)
    }

    /// Returns where the page at a path has been moved to in this run.
    #[must_use]
    pub fn moved_to(&self, path: &str) -> Option<&str> {
        self.moved.get(path).map(String::as_str)
    }

    /// Calls a function with the edition of a moment, or with the present one.
    pub(super) fn with_edition<T>(
        &self,
        moment: Option<Moment>,
        call: impl FnOnce(&Edition) -> T,
    ) -> T {
        match moment {
            Some(moment) => call(&self.moments.edition(&self.edition, moment)),
            None => call(&self.edition),
        }
    }

    /// Renders the page or file at a percent-decoded path; none if there is none.
    ///
    /// # Errors
    /// As [`Edition::render`].
    pub fn page(&self, path: &str) -> Option<Result<RenderedPage, RenderError>> {
        self.page_as_of(path, None)
    }

    /// Renders a page or file as of a moment, or of the present where none is given.
    ///
    /// # Errors
    /// As [`Edition::render`].
    pub fn page_as_of(
        &self,
        path: &str,
        moment: Option<Moment>,
    ) -> Option<Result<RenderedPage, RenderError>> {
        self.with_edition(moment, |edition| {
            let route = route_at(edition, path)?;
            let media_type = media_type(&route.address.file());
            let file = edition.written_in(route).map(|id| edition.site().place(id).path);

            Some(edition.render(route).map(|bytes| RenderedPage { bytes, media_type, file }))
        })
    }
}

/// Finds the route at a percent-decoded path; a folder serves its `index.html`, as on any web server.
pub(super) fn route_at<'e>(edition: &'e Edition, path: &str) -> Option<&'e Route> {
    let site = edition.site();
    let address = path.strip_prefix(site.config().base_url.path().trim_end_matches('/'))?;
    let index = || site.route(&format!("{address}index.html"));

    site.route(address).or_else(|| index().filter(|_| address.ends_with('/')))
}

/// Holds the newest snapshot.
pub type CurrentSnapshot = Arc<arc_swap::ArcSwap<Snapshot>>;

/// Returns the media type of a published file by its extension.
#[must_use]
pub fn media_type(file: &str) -> &'static str {
    let ending = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",

        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",

        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "mp3" => "audio/mpeg",

        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

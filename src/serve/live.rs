//! The current site: a snapshot that is replaced as a whole when files change.
//!
//! In: an edition and its findings. Out: pages by path. Invariant: a snapshot never changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Severity;
use crate::render::{Edition, RenderError};
use crate::site::{Route, href};
use crate::source::SitePath;

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
    /// Counts the rebuilds of this run, from 1.
    pub generation: u64,
    /// The edition that pages are rendered from.
    pub edition: Edition,
    /// All findings, sorted.
    pub findings: Vec<FindingText>,
    /// Published files that changed in this run, with the generation of their last change. Their address
    /// stays the same, so the HTML of a page that shows them does not change with them.
    pub files: Vec<(String, u64)>,
}

/// How many changed files are remembered: a page shows far fewer, and each is sent with every event.
const FILES_MAX: usize = 500;

/// What is served at a path.
#[derive(Debug)]
pub struct RenderedPage {
    /// The bytes that `build` would write.
    pub bytes: Vec<u8>,
    /// The media type, from the file's ending.
    pub media_type: &'static str,
}

impl Snapshot {
    /// Gathers what is needed to serve an edition.
    #[must_use]
    pub fn new(generation: u64, edition: Edition, findings: Vec<FindingText>) -> Snapshot {
        Snapshot { generation, edition, findings, files: Vec::new() }
    }

    /// Records which published files changed, after those that changed earlier.
    #[must_use]
    pub fn with_changed(self, before: &[(String, u64)], changed: &BTreeSet<SitePath>) -> Snapshot {
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

    /// Finds the route at a percent-decoded path; a folder serves its `index.html`, as on any web server.
    #[must_use]
    pub fn route(&self, path: &str) -> Option<&Route> {
        let site = self.edition.site();
        let address = path.strip_prefix(site.config().base_url.path().trim_end_matches('/'))?;
        let index = || site.route(&format!("{address}index.html"));
        site.route(address).or_else(|| index().filter(|_| address.ends_with('/')))
    }

    /// Renders the page or file at a percent-decoded path; none if there is none.
    ///
    /// # Errors
    /// As [`Edition::render`].
    pub fn page(&self, path: &str) -> Option<Result<RenderedPage, RenderError>> {
        let route = self.route(path)?;
        let bytes = self.edition.render(route);
        Some(
            bytes
                .map(|bytes| RenderedPage { bytes, media_type: media_type(&route.address.file()) }),
        )
    }
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

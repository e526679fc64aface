//! Two ways to have a printed site: a folder, and an edition that nobody has written.
//!
//! In: a folder with its manifest, or an edition. Out: the hashes of all files, and the bytes of those that are asked
//! for. Invariant: both give the bytes that a build publishes.

use std::collections::BTreeMap;
use std::fmt;

use rayon::prelude::*;

use crate::output::{Manifest, ManifestEntry, OutPath, PublishedFolder};
use crate::render::{Edition, RenderError, SourceError};
use crate::site::{FileKind, Route, RouteKind};

/// A printed site that is compared with another.
pub trait PrintedSite: Sync {
    /// Returns its files, with their hashes.
    fn manifest(&self) -> &Manifest;

    /// Reads one of its files.
    ///
    /// # Errors
    /// Where it cannot be read or rendered.
    fn read(&self, path: &OutPath) -> Result<Vec<u8>, DifferenceError>;
}

impl PrintedSite for PublishedFolder {
    fn manifest(&self) -> &Manifest {
        PublishedFolder::manifest(self)
    }

    fn read(&self, path: &OutPath) -> Result<Vec<u8>, DifferenceError> {
        let bytes = PublishedFolder::read(self, path);
        bytes.map_err(|error| DifferenceError(format!("`{path}` cannot be compared: {error}")))
    }
}

/// An edition, of which only the hashes of its files are kept.
pub struct PrintedEdition<'e> {
    edition: &'e Edition,
    routes: BTreeMap<OutPath, &'e Route>,
    manifest: Manifest,
}

impl<'e> PrintedEdition<'e> {
    /// Renders every route of an edition.
    ///
    /// # Errors
    /// The first route, in their order, that cannot be rendered.
    pub fn render(edition: &'e Edition) -> Result<PrintedEdition<'e>, DifferenceError> {
        let hashed = |route: &'e Route| -> Result<_, DifferenceError> {
            let path = OutPath::new(&route.address.file());
            let path = path.map_err(|error| DifferenceError(error.to_string()))?;
            Ok((path, route, entry(edition, route)?))
        };
        let hashed: Vec<_> = edition.routes().par_iter().map(hashed).collect();

        let mut routes = BTreeMap::new();
        let mut files = BTreeMap::new();
        for one in hashed {
            let (path, route, entry) = one?;
            files.insert(path.clone(), entry);
            routes.insert(path, route);
        }

        Ok(PrintedEdition { edition, routes, manifest: Manifest::from(files) })
    }
}

/// Hashes what is published at a route.
fn entry(edition: &Edition, route: &Route) -> Result<ManifestEntry, DifferenceError> {
    let RouteKind::File(FileKind::Asset(number)) = route.kind else {
        return Ok(ManifestEntry::new(&edition.render(route)?));
    };

    // Piece by piece: a video need not fit into memory.
    let source = &edition.site().assets()[number].source;
    let unreadable = |error| SourceError::Unreadable(source.clone(), error);
    let mut hasher = blake3::Hasher::new();
    let reader = edition.files().open(source).map_err(unreadable)?;
    hasher.update_reader(reader).map_err(unreadable)?;

    Ok(ManifestEntry { size: hasher.count(), hash: hasher.finalize() })
}

impl PrintedSite for PrintedEdition<'_> {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn read(&self, path: &OutPath) -> Result<Vec<u8>, DifferenceError> {
        match self.routes.get(path) {
            Some(route) => Ok(self.edition.render(route)?),
            None => Err(DifferenceError(format!("nothing is published at `{path}`"))),
        }
    }
}

/// Why two sites cannot be compared, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceError(pub(super) String);

impl fmt::Display for DifferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DifferenceError {}

impl From<RenderError> for DifferenceError {
    fn from(error: RenderError) -> DifferenceError {
        match error {
            RenderError::Template(finding) => {
                DifferenceError(format!("{}: {}", finding.place.path, finding.message))
            }
            RenderError::Source(error) => error.into(),
        }
    }
}

impl From<SourceError> for DifferenceError {
    fn from(error: SourceError) -> DifferenceError {
        DifferenceError(error.to_string())
    }
}

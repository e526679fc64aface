//! The images that represent pages elsewhere.
//!
//! In: an [`Index`], and what a key names. Out: a file of the site. Invariant: only published files are
//! found.

use super::directory::Asset;
use super::id::EntryId;
use super::index::Index;
use crate::config::ShareImage;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::SitePath;

/// Returns the image of an entry, its own before the site's, with its alternative text.
pub(super) fn image(index: &Index, id: Option<EntryId>) -> Option<(&Asset, &str)> {
    let own = id.and_then(|id| {
        let image = index.entry(id).head.image.as_deref()?;
        Some((file(index, &index.file(id).path, image)?, &*image.alt))
    });

    // Also where the entry's own image is missing, which is reported separately.
    own.or_else(|| {
        let image = index.config().image.as_ref()?;
        Some((file(index, &crate::config::path(), image)?, &*image.alt))
    })
}

/// Finds the file that a key names: beside the file that has the key, or in `static/`.
fn file<'s>(index: &'s Index, from: &SitePath, image: &ShareImage) -> Option<&'s Asset> {
    let name = &*image.file.value;
    let beside = from.join(name).filter(|_| !name.starts_with('/'));
    let rooted = || format!("static/{}", name.trim_start_matches('/'));

    beside.and_then(|path| index.asset(path.as_str())).or_else(|| index.asset(&rooted()))
}

/// Reports that the image of a key does not exist.
pub(super) fn missing(index: &Index, from: &SitePath, image: &ShareImage) -> Option<Diagnostic> {
    if file(index, from, image).is_some() {
        return None;
    }

    let name = &*image.file.value;
    let place = Place::new(from, image.file.span);
    let finding =
        Diagnostic::new(Code::MissingAsset, place, format!("the file `{name}` is not there"));

    // As a writer would name them: from the root for `static/`, else from the page.
    let written = index.assets().iter().map(|asset| {
        let path = asset.source.as_str();
        let folder = format!("{}/", from.folder());
        path.strip_prefix("static").or_else(|| path.strip_prefix(&folder)).unwrap_or(path)
    });

    let rooted = format!("/{}", name.trim_start_matches('/'));
    let near = nearest(name, written.clone()).or_else(|| nearest(&rooted, written));

    Some(finding.help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put it into `static/`, or beside the page in a folder of its own".to_owned(),
    }))
}

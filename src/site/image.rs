//! The images that represent pages elsewhere.
//!
//! In: an [`Index`], and what a key names. Out: a file of the site. Invariant: only published files are
//! found.

use super::files::Asset;
use super::id::EntryId;
use super::index::Index;
use super::leak::leak;
use crate::config::ShareImage;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::SitePath;
use crate::yaml::Text;

/// Returns the image of an entry, its own before the site's, with its alternative text.
///
/// Also the site's where the entry's own is missing, which is reported separately.
pub(super) fn image(index: &Index, id: Option<EntryId>) -> Option<(&Asset, &str)> {
    let named = id.and_then(|id| {
        let image = index.entry(id).head.image.as_deref()?;
        Some((file(index, &index.file(id).path, &image.file)?, image))
    });

    // A link to a minister is shared with the face rather than with the crest.
    let portrait = || id.and_then(|id| portrait(index, id));
    let of_site = || Some((of_site(index)?, index.config().image.as_ref()?));

    named.or_else(portrait).or_else(of_site).map(|(file, image)| (file, &*image.alt))
}

/// Returns the pictures that an entry names itself.
pub(super) fn own(index: &Index, id: EntryId) -> impl Iterator<Item = &Asset> {
    let images = index.entry(id).images();
    images.filter_map(move |image| file(index, &index.file(id).path, &image.file))
}

/// Returns the portrait of a minister, with what the record says of it.
pub(super) fn portrait(index: &Index, id: EntryId) -> Option<(&Asset, &ShareImage)> {
    let portrait = index.minister(id)?.portrait.as_deref()?;
    let file = file(index, &index.file(id).path, &portrait.file)?;
    Some((file, portrait))
}

/// Returns the image that the settings name.
pub(super) fn of_site(index: &Index) -> Option<&Asset> {
    of_settings(index, &index.config().image.as_ref()?.file)
}

/// Finds the file that a key of the settings names.
pub(super) fn of_settings<'s>(index: &'s Index, named: &Text) -> Option<&'s Asset> {
    file(index, &crate::config::path(), named)
}

/// Returns the files that the settings name: the shared image, the logo, the mark of the licence.
pub(super) fn keys_of_settings(index: &Index) -> impl Iterator<Item = &Text> {
    let config = index.config();
    let image = config.image.as_ref().map(|image| &image.file);
    let logo = config.logo.as_ref().map(|logo| &logo.file);
    let mark = config.licence.as_ref().and_then(|it| it.logo.as_ref()).map(|logo| &logo.file);

    [image, logo, mark].into_iter().flatten()
}

/// Finds the file that a key names.
fn file<'s>(index: &'s Index, from: &SitePath, named: &Text) -> Option<&'s Asset> {
    paths(from, named).iter().find_map(|path| index.asset(path))
}

/// Returns where the file may be that a key names: beside the file that has the key, or in `static/`.
fn paths(from: &SitePath, named: &Text) -> Vec<String> {
    let name = &*named.value;
    let beside = from.join(name).filter(|_| !name.starts_with('/'));
    let in_static = format!("static/{}", name.trim_start_matches('/'));

    beside.map(|path| path.as_str().to_owned()).into_iter().chain([in_static]).collect()
}

/// Reports that the image of a key does not exist.
pub(super) fn missing(index: &Index, from: &SitePath, named: &Text) -> Option<Diagnostic> {
    if file(index, from, named).is_some() {
        return None;
    }

    let name = &*named.value;
    let place = Place::new(from, named.span);
    if let Some(hold) = paths(from, named).iter().find_map(|path| index.withheld(path)) {
        return Some(leak(index, name, hold).at(place));
    }

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

//! The images by which others show pages.
//!
//! In: what a key names. Out: a file of the site. Invariant: nothing but a file that is published.

use super::{Asset, EntryId, Site};
use crate::config::Image;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::SitePath;

impl Site {
    /// Returns the image of an entry: its own, else the site's.
    pub fn image(&self, id: Option<EntryId>) -> Option<(&Asset, &str)> {
        let own = id.and_then(|id| {
            let image = self.entry(id).head.image.as_deref()?;
            Some((self.image_file(&self.document(id).path, image)?, &*image.alt))
        });

        own.or_else(|| {
            let image = self.config().image.as_ref()?;
            Some((self.image_file(&crate::config::path(), image)?, &*image.alt))
        })
    }

    /// Finds the file that a key names: beside the file of the key, or in `static/`.
    fn image_file(&self, from: &SitePath, image: &Image) -> Option<&Asset> {
        let name = &*image.file.value;
        let rooted = format!("static/{}", name.trim_start_matches('/'));
        let beside = from.join(name).filter(|_| !name.starts_with('/'));
        let beside = beside.as_ref().and_then(|path| self.index.asset_by_source.get(path));
        let named = beside.or_else(|| self.index.asset_by_source.get(rooted.as_str()));
        named.map(|&number| &self.assets()[number])
    }

    /// Finds that the image of a key is not there.
    pub(super) fn missing_image(&self, from: &SitePath, image: &Image) -> Option<Diagnostic> {
        if self.image_file(from, image).is_some() {
            return None;
        }

        let name = &*image.file.value;
        let place = Place::new(from, image.file.span);
        let finding =
            Diagnostic::new(Code::MissingAsset, place, format!("the file `{name}` is not there"));
        let written = self.assets().iter().map(|asset| {
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
}

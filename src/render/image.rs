//! The image that represents a page elsewhere: Open Graph, and JSON-LD.
//!
//! In: a site and its files. Out: a [`SocialImage`], with the size that its own bytes state. Invariant: the site's
//! own image is read once, however many pages show it.

use imagesize::ImageType;

use super::cards;
use super::context::{PictureContext, SocialImage};
use crate::config::Logo;
use crate::site::{Asset, EntryId, Site};
use crate::source::Files;

/// How much of a file is read for its size: headers come first, but cameras put metadata before them.
const HEAD: u64 = 256 << 10;

/// Returns the image that the site's settings name.
pub(super) fn of_site(site: &Site, files: &dyn Files) -> Option<SocialImage> {
    let (asset, alt) = site.image(None)?;
    Some(of_asset(site, files, asset, alt))
}

/// Returns the image of an entry that names one.
pub(super) fn of_entry(site: &Site, files: &dyn Files, id: EntryId) -> Option<SocialImage> {
    site.entry(id).images().next()?;
    let (asset, alt) = site.image(Some(id))?;
    Some(of_asset(site, files, asset, alt))
}

/// Returns a picture of the settings, to be shown.
pub(super) fn of_settings(site: &Site, files: &dyn Files, named: &Logo) -> Option<PictureContext> {
    let asset = site.settings_file(&named.file)?;
    Some(shown(site, files, asset, &named.alt))
}

/// Returns the image that an entry names, to be shown; the site's own stands for no single page.
pub(super) fn shown_of_entry(
    site: &Site,
    files: &dyn Files,
    id: EntryId,
) -> Option<PictureContext> {
    let alt = &site.entry(id).head.image.as_ref()?.alt;
    Some(shown(site, files, site.own_images(id).next()?, alt))
}

fn shown(site: &Site, files: &dyn Files, asset: &Asset, alt: &str) -> PictureContext {
    let head = files.read_piece(&asset.source, 0, HEAD).unwrap_or_default();
    let pixels = imagesize::blob_size(&head).ok();

    PictureContext {
        url: cards::url(site, &asset.address).into_owned(),
        alt: alt.to_owned(),
        width: pixels.map(|it| it.width),
        height: pixels.map(|it| it.height),
    }
}

fn of_asset(site: &Site, files: &dyn Files, asset: &Asset, alt: &str) -> SocialImage {
    // A file that cannot be read has no size here; publishing it reports the error.
    let head = files.read_piece(&asset.source, 0, HEAD).unwrap_or_default();
    let pixels = imagesize::blob_size(&head).ok();
    let media_type = imagesize::image_type(&head).ok().and_then(|kind| match kind {
        ImageType::Png => Some("image/png"),
        ImageType::Jpeg => Some("image/jpeg"),
        ImageType::Gif => Some("image/gif"),
        ImageType::Webp => Some("image/webp"),
        _ => None,
    });

    SocialImage {
        url: absolute(site, &asset.address),
        alt: alt.to_owned(),
        width: pixels.map(|it| it.width),
        height: pixels.map(|it| it.height),
        media_type,
    }
}

fn absolute(site: &Site, address: &crate::site::Address) -> String {
    site.config().base_url.absolute(&cards::url(site, address))
}

//! The image that represents a page elsewhere: Open Graph, and JSON-LD.
//!
//! In: a site and its files. Out: a [`SocialImage`], with the size that its own bytes state. Invariant: the site's
//! own image is read once, however many pages show it.

use imagesize::ImageType;

use super::cards;
use super::context::{PictureContext, SocialImage};
use crate::config::Logo;
use crate::content::html::{self, Token};
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
    let image = site.entry(id).head.image.as_ref()?;
    let picture = shown(site, files, site.own_images(id).next()?, &image.alt);

    Some(PictureContext {
        caption: image.caption.as_deref().map(str::to_owned),
        credit: image.credit.as_deref().map(str::to_owned),
        ..picture
    })
}

fn shown(site: &Site, files: &dyn Files, asset: &Asset, alt: &str) -> PictureContext {
    let in_pixels = pixels(files, asset);

    PictureContext {
        url: cards::url(site, &asset.address).into_owned(),
        alt: alt.to_owned(),
        width: in_pixels.map(|it| it.width),
        height: in_pixels.map(|it| it.height),
        caption: None,
        credit: None,
    }
}

/// The size of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PixelSize {
    pub(super) width: usize,
    pub(super) height: usize,
}

/// Returns the size that a picture's own bytes state; none of a file that is no picture or cannot be read.
pub(super) fn pixels(files: &dyn Files, asset: &Asset) -> Option<PixelSize> {
    let name = asset.source.as_str().to_ascii_lowercase();
    let is_drawing = name.ends_with(".svg");
    let is_picture = is_drawing || PICTURES.iter().any(|ending| name.ends_with(ending));
    if !is_picture {
        return None;
    }

    let head = files.read_piece(&asset.source, 0, HEAD).ok()?;
    if is_drawing {
        return drawn_size(&String::from_utf8_lossy(&head));
    }

    let size = imagesize::blob_size(&head).ok()?;
    let (width, height) = match is_turned(&head) {
        true => (size.height, size.width),
        false => (size.width, size.height),
    };
    Some(PixelSize { width, height })
}

/// Endings of pictures whose size is read.
const PICTURES: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// Returns the size of a drawing: its `width` and `height` in pixels, or else those of its `viewBox` (SVG 2, 8.2).
fn drawn_size(svg: &str) -> Option<PixelSize> {
    let open = html::tokens(svg).into_iter().find_map(|token| match token {
        Token::Open(tag) if tag.name == "svg" => Some(tag),
        _ => None,
    })?;

    let number = |text: &str| -> Option<usize> {
        let whole = text.trim().trim_end_matches("px").split('.').next()?;
        whole.parse().ok().filter(|size| (1..=100_000).contains(size))
    };
    let stated = |name: &str| open.get(name).and_then(number);
    if let (Some(width), Some(height)) = (stated("width"), stated("height")) {
        return Some(PixelSize { width, height });
    }

    let parts: Vec<&str> =
        open.get("viewbox")?.split([' ', ',']).filter(|it| !it.is_empty()).collect();
    let &[_, _, width, height] = parts.as_slice() else {
        return None;
    };
    Some(PixelSize { width: number(width)?, height: number(height)? })
}

/// Tells whether a JPEG says that it is to be turned by a quarter: cameras that are held upright store what lies on its
/// side (Exif 2.32, tag 0x0112).
fn is_turned(head: &[u8]) -> bool {
    orientation(head).is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// Returns the orientation in the Exif block of a JPEG, from 1 to 8.
fn orientation(head: &[u8]) -> Option<u16> {
    const TAG: u16 = 0x0112;

    if !head.starts_with(&[0xff, 0xd8]) {
        return None;
    }

    let start = memchr::memmem::find(head, b"Exif\0\0")? + 6;
    let tiff = head.get(start..)?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let bytes = <[u8; 2]>::try_from(tiff.get(at..at + 2)?).ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let bytes = <[u8; 4]>::try_from(tiff.get(at..at + 4)?).ok()?;
        let value = if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        usize::try_from(value).ok()
    };

    let directory = long(4)?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map(|number| directory + 2 + 12 * number);
    let found = entry.into_iter().find(|&at| short(at) == Some(TAG))?;

    short(found + 8)
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

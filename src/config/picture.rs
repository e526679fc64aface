//! Pictures that keys name: what other sites show of a page, and portraits.
//!
//! In: the fields of a map. Out: a file with its description. Invariant: there is none without a description.

use crate::diagnostic::Code;
use crate::yaml::{Fields, Key, NodeReader, Schema, Text, Value, ValueType};

/// The image that other sites show for a page.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareImage {
    /// A file of the site, as the key names it.
    pub file: Text,
    /// Its description, for those who cannot see it.
    pub alt: Box<str>,
}

/// A picture of a person, on pages of the site.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// The file and its description.
    pub image: ShareImage,
    /// Who took it.
    pub credit: Option<Box<str>>,
}

/// The keys of `image`, in `site.yaml` and in front matter.
pub const IMAGE: &Schema = &Schema {
    what: "`image`",
    groups: &[&[
        Key::new("file", ValueType::ImageFile, "a file beside the page or in `static/`").required(),
        Key::new("alt", ValueType::Text, "what the image shows, in words").required(),
    ]],
};

/// The keys of a minister's `portrait`.
pub const PORTRAIT: &Schema = &Schema {
    what: "`portrait`",
    groups: &[&[
        Key::new("file", ValueType::ImageFile, "a file beside the page or in `static/`").required(),
        Key::new("alt", ValueType::Text, "what the picture shows, in words").required(),
        Key::new("credit", ValueType::Text, "who took it, as its licence wants it said"),
    ]],
};

/// Endings of the images that sharing services show; none of them shows an SVG.
const IMAGE_ENDINGS: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// Reads the key `image`; its description is required, since not everybody can see the image.
pub fn image(fields: &mut Fields<'_, '_, '_>) -> Option<ShareImage> {
    let mut fields = picture(fields, "image", IMAGE)?;
    let image = file_and_words(&mut fields);

    fields.finish();

    image
}

/// Reads the key `portrait`.
pub fn portrait(fields: &mut Fields<'_, '_, '_>) -> Option<Portrait> {
    let mut fields = picture(fields, "portrait", PORTRAIT)?;
    let image = file_and_words(&mut fields);
    let credit = fields.text("credit").map(|text| text.value);

    fields.finish();

    Some(Portrait { image: image?, credit })
}

/// Begins to read the map of a picture; a file alone is reported.
fn picture<'r, 'a, 'n>(
    fields: &'r mut Fields<'_, 'a, 'n>,
    key: &'static str,
    schema: &'static Schema,
) -> Option<Fields<'r, 'a, 'n>> {
    let node = fields.node(key)?;
    if let Value::Scalar { .. } = node.value {
        let written = fields.text(key)?;
        let message =
            format!("`{key}` needs words for those who cannot see it, and names a file alone");
        let help = format!("write `{key}: {{file: {}, alt: \"what it shows\"}}`", written.value);
        fields.reading.report(Code::MissingKey, node.span, message, &help);
        return None;
    }

    Fields::from_node(fields.reading, schema, node)
}

fn file_and_words(fields: &mut Fields<'_, '_, '_>) -> Option<ShareImage> {
    let file = fields.text("file");
    let alt = fields.text("alt");
    let file = file.filter(|file| is_picture(fields.reading, file));

    Some(ShareImage { file: file?, alt: alt?.value })
}

fn is_picture(reading: &mut NodeReader<'_>, file: &Text) -> bool {
    // Cameras write `.JPG`.
    let name = file.value.to_ascii_lowercase();
    let is_picture = IMAGE_ENDINGS.iter().any(|ending| name.ends_with(ending));
    if !is_picture {
        let message = format!("`{}` is not an image that other sites can show", file.value);
        reading.report(Code::BadValue, file.span, message, "name a PNG, JPEG, GIF or WebP file");
    }

    is_picture
}

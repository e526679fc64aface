//! Pictures that keys name: the image of a page or of the site, and portraits.
//!
//! In: the fields of a map. Out: a file with its description. Invariant: there is none without a description.

use crate::diagnostic::Code;
use crate::yaml::{Fields, Key, NodeReader, Schema, Text, Value, ValueType};

/// The image of a page, which other sites show of it as well; or the portrait of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareImage {
    /// A file of the site, as the key names it.
    pub file: Text,
    /// Its description, for those who cannot see it.
    pub alt: Box<str>,
    /// What the page says below it.
    pub caption: Option<Box<str>>,
    /// Who made it, or whose it is.
    pub credit: Option<Box<str>>,
}

/// The keys of `image` in `site.yaml`.
pub const IMAGE: &Schema = &Schema { what: "`image`", groups: &[FILE_AND_WORDS] };

const FILE_AND_WORDS: &[Key] = &[
    Key::new("file", ValueType::ImageFile, "a file beside the page or in `static/`").required(),
    Key::new("alt", ValueType::Text, "what the image shows, in words").required(),
];

/// The keys of `image` in front matter.
pub const PAGE_IMAGE: &Schema = &Schema {
    what: "`image`",
    groups: &[
        FILE_AND_WORDS,
        &[
            Key::new("caption", ValueType::Text, "what the page says below it"),
            Key::new("credit", ValueType::Text, "who made it, or whose it is"),
        ],
    ],
};

/// The keys of a minister's `portrait`.
pub const PORTRAIT: &Schema = &Schema {
    what: "`portrait`",
    groups: &[
        FILE_AND_WORDS,
        &[Key::new("credit", ValueType::Text, "who took it, as its licence wants it said")],
    ],
};

/// Endings of the images that sharing services show; none of them shows an SVG.
const IMAGE_ENDINGS: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// Reads the key `image` by its keys; its description is required, since not everybody can see the image.
pub fn image(fields: &mut Fields<'_, '_, '_>, keys: &'static Schema) -> Option<ShareImage> {
    picture(fields, "image", keys)
}

/// Reads the key `portrait`: a picture of a person, on pages of the site.
pub fn portrait(fields: &mut Fields<'_, '_, '_>) -> Option<ShareImage> {
    picture(fields, "portrait", PORTRAIT)
}

/// Reads the map of a picture; a file alone is reported.
fn picture(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
    schema: &'static Schema,
) -> Option<ShareImage> {
    let node = fields.node(key)?;
    if let Value::Scalar { .. } = node.value {
        let written = fields.text(key)?;
        let message =
            format!("`{key}` needs words for those who cannot see it, and names a file alone");
        let help = format!("write `{key}: {{file: {}, alt: \"what it shows\"}}`", written.value);
        fields.reading.report(Code::MissingKey, node.span, message, &help);
        return None;
    }

    let mut fields = Fields::from_node(fields.reading, schema, node)?;
    let file = fields.text("file");
    let alt = fields.text("alt");
    let mut words = |key: &'static str| {
        let is_known = schema.keys().any(|known| known.name == key);
        is_known.then(|| fields.text(key)).flatten().map(|text| text.value)
    };
    let (caption, credit) = (words("caption"), words("credit"));
    let file = file.filter(|file| is_picture(fields.reading, file));

    fields.finish();

    Some(ShareImage { file: file?, alt: alt?.value, caption, credit })
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

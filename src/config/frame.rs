//! What stands around every page, and above the home page: the logo, the licence, the notice.
//!
//! In: fields of `site.yaml`. Out: [`Logo`], [`Licence`], [`Notice`]. Invariant: a picture has words for those who
//! cannot see it, and a notice has an end.

use super::MenuItem;
use super::local_text::{LOCAL_TEXT, local_text};
use crate::diagnostic::Code;
use crate::language::LanguageTag;
use crate::source::Spanned;
use crate::value::{Date, Day};
use crate::yaml::{self, Fields, Key, NodeReader, Schema, Text, Value, ValueType};

/// A picture that the settings name: a logo.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// A file of the site, as the key names it.
    pub file: Text,
    /// What it shows, for those who cannot see it.
    pub alt: Box<str>,
}

/// The licence of the site's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Licence {
    /// Its name, or its address where nothing else is given.
    pub name: Box<str>,
    /// Where its text is.
    pub url: Option<Box<str>>,
    /// Its mark.
    pub logo: Option<Logo>,
}

impl Licence {
    /// Returns what identifies it for programs: its address, or else its name.
    #[must_use]
    pub fn identifier(&self) -> &str {
        self.url.as_deref().unwrap_or(&self.name)
    }
}

/// What the home page says first, until a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// One or two sentences.
    pub text: Box<str>,
    /// Where to read more.
    pub url: Option<Text>,
    /// From when it stands, where it does not stand at once.
    pub from: Option<Spanned<Date>>,
    /// The last day on which it stands.
    pub until: Spanned<Date>,
}

/// Endings of pictures that browsers show.
const PICTURE_ENDINGS: [&str; 6] = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// The keys of `logo`, of the site and of its licence.
pub(super) const LOGO: &Schema = &Schema {
    what: "`logo`",
    groups: &[&[
        Key::new("file", ValueType::ImageFile, "a picture in `static/`").required(),
        Key::new("alt", ValueType::Text, "what it shows, in words").required(),
    ]],
};

pub(super) const LICENCE: &Schema = &Schema {
    what: "`licence`",
    groups: &[&[
        Key::new("name", ValueType::Text, "the name of the licence").required(),
        Key::new("url", ValueType::Url, "where its text is"),
        Key::new("logo", ValueType::Map(LOGO), "its mark"),
    ]],
};

pub(super) const NOTICE: &Schema = &Schema {
    what: "`notice`",
    groups: &[&[
        Key::new("text", ValueType::Text, "one or two sentences").required(),
        Key::new("url", ValueType::Text, "where to read more: as in `navigation`"),
        Key::new("from", ValueType::Date, "the first day on which it stands"),
        Key::new("until", ValueType::Date, "the last day on which it stands").required(),
    ]],
};

const MENU_KEYS: &[Key] = &[
    Key::new("title", LOCAL_TEXT, "the words of the item"),
    Key::new("url", ValueType::Text, "a path on the site, a file of it, or an address").required(),
];

const NAVIGATION_ITEM: &Schema = &Schema { what: "an item of `navigation`", groups: &[MENU_KEYS] };

const FOOTER_ITEM: &Schema = &Schema { what: "an item of `footer`", groups: &[MENU_KEYS] };

pub(super) const NAVIGATION: ValueType =
    ValueType::List(&ValueType::OneOf(&[ValueType::Text, ValueType::Map(NAVIGATION_ITEM)]));

pub(super) const FOOTER: ValueType =
    ValueType::List(&ValueType::OneOf(&[ValueType::Text, ValueType::Map(FOOTER_ITEM)]));

/// Reads a key `logo`.
pub(super) fn logo(fields: &mut Fields<'_, '_, '_>) -> Option<Logo> {
    let node = fields.node("logo")?;
    if let Value::Scalar { .. } = node.value {
        let written = fields.text("logo")?;
        let message = "`logo` needs words for those who cannot see it, and names a file alone";
        let help = format!("write `logo: {{file: {}, alt: \"what it shows\"}}`", written.value);
        fields.reading.report(Code::MissingKey, node.span, message, &help);
        return None;
    }

    let mut fields = Fields::from_node(fields.reading, LOGO, node)?;
    let file = fields.text("file");
    let alt = fields.text("alt");

    let is_picture = |file: &Text| {
        let name = file.value.to_ascii_lowercase();
        PICTURE_ENDINGS.iter().any(|ending| name.ends_with(ending))
    };
    if let Some(file) = file.as_ref().filter(|file| !is_picture(file)) {
        let message = format!("`{}` is not a picture that browsers show", file.value);
        let help = "name an SVG, PNG, JPEG, GIF or WebP file";
        fields.reading.report(Code::BadValue, file.span, message, help);
    }

    fields.finish();

    Some(Logo { file: file.filter(is_picture)?, alt: alt?.value })
}

/// Reads `licence`: a name, an address, or both with a mark.
pub(super) fn licence(fields: &mut Fields<'_, '_, '_>) -> Option<Licence> {
    let node = fields.node("licence")?;
    if let Value::Scalar { .. } = node.value {
        let text = fields.text_with_addresses("licence")?.value;
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        let url = is_address.then(|| text.clone());
        return Some(Licence { name: text, url, logo: None });
    }

    let mut fields = Fields::from_node(fields.reading, LICENCE, node)?;
    let name = fields.text("name");
    let url = fields.address("url").map(|url| url.value);
    let logo = logo(&mut fields);

    fields.finish();

    Some(Licence { name: name?.value, url, logo })
}

/// Reads `notice`.
pub(super) fn notice(fields: &mut Fields<'_, '_, '_>) -> Option<Notice> {
    let node = fields.node("notice")?;
    if let Value::Scalar { .. } = node.value {
        let message = "`notice` needs the last day on which it stands, and is a text alone";
        let help = "write `notice: {text: \"…\", until: 2025-08-20}`: it is gone the day after";
        fields.reading.report(Code::MissingKey, node.span, message, help);
        return None;
    }

    let mut fields = Fields::from_node(fields.reading, NOTICE, node)?;
    let text = fields.text("text");
    let url = fields.text("url");
    let from = fields.parsed("from", Code::BadDate, Date::parse);
    let until = fields.parsed("until", Code::BadDate, Date::parse);

    if let (Some(from), Some(until)) = (&from, &until)
        && from.value.first_day() > until.value.last_day()
    {
        let message = "the notice ends before it begins".to_owned();
        fields.reading.report(Code::TimeOrder, until.span, message, "write a later day");
    }

    fields.finish();

    Some(Notice { text: text?.value, url, from, until: until? })
}

impl Notice {
    /// Returns whether it stands on a day.
    #[must_use]
    pub fn is_shown_on(&self, day: Day) -> bool {
        let has_begun = self.from.as_ref().is_none_or(|from| from.value.first_day() <= day);
        has_begun && day <= self.until.value.last_day()
    }
}

/// Reads `navigation`.
pub(super) fn navigation(fields: &mut Fields<'_, '_, '_>, own: &LanguageTag) -> Vec<MenuItem> {
    let items = fields.items("navigation");
    menu(fields.reading, items, NAVIGATION_ITEM, own)
}

/// Reads `footer`.
pub(super) fn footer(fields: &mut Fields<'_, '_, '_>, own: &LanguageTag) -> Vec<MenuItem> {
    let items = fields.items("footer");
    menu(fields.reading, items, FOOTER_ITEM, own)
}

fn menu(
    reading: &mut NodeReader<'_>,
    items: &[yaml::Node],
    schema: &'static Schema,
    own: &LanguageTag,
) -> Vec<MenuItem> {
    let mut read = |item: &yaml::Node| {
        if !matches!(item.value, Value::Map(_)) {
            let url = reading.text(item, schema.what)?;
            return Some(MenuItem { title: None, url });
        }

        let mut fields = Fields::from_node(reading, schema, item)?;
        let title = local_text(&mut fields, "title", own);
        let url = fields.text("url");

        fields.finish();

        Some(MenuItem { title, url: url? })
    };

    items.iter().filter_map(&mut read).collect()
}

//! The keys that every page has.

use super::slug::{PathProblem, check_alias, check_slug};
use crate::config::{self, Image};
use crate::diagnostic::Code;
use crate::language::Tag;
use crate::source::Spanned;
use crate::value::Date;
use crate::yaml::{Fields, Text};

/// What every page says of itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The title; the id where it is missing, so that others can still name the page.
    pub title: Box<str>,
    /// The last part of the address, where it is not the id of the file.
    pub slug: Option<Text>,
    /// One or two sentences.
    pub summary: Option<Box<str>>,
    /// What others show of the page.
    pub image: Option<Box<Image>>,
    /// Old addresses, from the site's root.
    pub aliases: Vec<Text>,
    /// The template that shows the page instead of its kind's own.
    pub template: Option<Text>,
    /// Whether it is not to be published yet.
    pub draft: bool,
    /// The language that it is written in, where it is not the site's.
    pub language: Option<Spanned<Tag>>,
    /// The page that it is a translation of.
    pub translation_of: Option<Text>,
    /// The free map that templates read.
    pub extra: Option<Box<serde_yaml::Value>>,
    /// Findings that are waived, with their reasons.
    pub allow: Vec<Waiver>,
}

/// A finding that the writer answers for.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Which check is silent on this page.
    pub check: Spanned<Code>,
    /// Why.
    pub reason: Box<str>,
    /// Until when, that day included.
    pub until: Spanned<Date>,
}

/// Reads the keys of every page but its title and its aliases.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Head {
    Head {
        title: Box::default(),
        slug: slug(fields),
        summary: fields.text("summary").map(|text| text.value),
        image: config::image(fields).map(Box::new),
        aliases: Vec::new(),
        template: fields.text("template"),
        draft: fields.flag("draft").unwrap_or(false),
        language: fields.parsed("language", Code::BadValue, Tag::parse),
        translation_of: None,
        extra: fields.free_map("extra"),
        allow: waivers(fields),
    }
}

fn slug(fields: &mut Fields<'_, '_, '_>) -> Option<Text> {
    let slug = fields.text("slug")?;
    fit(fields, &slug, check_slug("slug", &slug.value)).then_some(slug)
}

/// Reads old addresses, for all pages but a minister's.
pub(super) fn aliases(fields: &mut Fields<'_, '_, '_>) -> Vec<Text> {
    let written = fields.texts("aliases");
    addresses(fields, written)
}

/// Reads what a minister's `aliases` hold: old addresses, which begin with `/`, and other spellings
/// of the name.
pub(super) fn addresses_and_spellings(fields: &mut Fields<'_, '_, '_>) -> (Vec<Text>, Vec<Text>) {
    let written = fields.texts("aliases");
    let (old, spellings) = written.into_iter().partition(|alias| alias.value.starts_with('/'));
    (addresses(fields, old), spellings)
}

fn addresses(fields: &mut Fields<'_, '_, '_>, written: Vec<Text>) -> Vec<Text> {
    written.into_iter().filter(|alias| fit(fields, alias, check_alias(&alias.value))).collect()
}

fn fit(fields: &mut Fields<'_, '_, '_>, text: &Text, verdict: Result<(), PathProblem>) -> bool {
    let (code, error) = match verdict {
        Ok(()) => return true,
        Err(PathProblem::Unsafe(error)) => (Code::UnsafePath, error),
        Err(PathProblem::Unfit(error)) => (Code::BadValue, error),
    };
    fields.reading.bad(code, text.span, error);
    false
}

fn waivers(fields: &mut Fields<'_, '_, '_>) -> Vec<Waiver> {
    let items = fields.maps("allow");

    items
        .iter()
        .filter_map(|item| {
            let mut fields = Fields::of(fields.reading, "a waiver in `allow`", item)?;
            let check = fields
                .required("check")
                .and_then(|text| Some(Spanned::new(fields.silenceable(&text)?, text.span)));

            let reason = fields.required("reason");
            let until = fields.parsed("until", Code::BadDate, Date::parse);
            if until.is_none() && fields.key("until").is_none() {
                fields.missing("until");
            }

            fields.finish();

            Some(Waiver { check: check?, reason: reason?.value, until: until? })
        })
        .collect()
}

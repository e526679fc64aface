//! The template variables that are the same on every page of a language.

use std::sync::OnceLock;

use tera::{Context, Value};

use crate::render::printer::{AsView, Packed};

/// `site` and `words` in a language.
#[derive(Debug)]
pub(crate) struct LanguageContext {
    /// The tag of the language.
    pub(crate) tag: Box<str>,
    /// The variable `site`.
    pub(crate) site: Packed,
    /// The variable `words`: the phrases of the templates.
    pub(crate) words: Packed,
    /// Both as Tera reads them, from the first page on that it prints.
    for_tera: OnceLock<[Value; 2]>,
}

impl LanguageContext {
    pub(crate) fn new(tag: &str, site: Packed, words: Packed) -> LanguageContext {
        LanguageContext { tag: tag.into(), site, words, for_tera: OnceLock::new() }
    }

    /// Adds `site` and `words` to the variables that Tera reads.
    pub(super) fn insert_into(&self, context: &mut Context) {
        let make = || [&self.site, &self.words].map(|it| Value::from_serializable(&it.view()));
        let [site, words] = self.for_tera.get_or_init(make);

        context.insert_value("site", site.clone());
        context.insert_value("words", words.clone());
    }
}

//! The phrases of the templates: `{{ words.page_of | fill(number=1, count=3) }}`.
//!
//! In: a phrase with placeholders in braces, and their values. Out: text that is safe in HTML.
//! Invariant: a value is escaped unless it is HTML that a template has made.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::printer::{AsView, FieldName, Packed, View, ViewFields, pack};
use crate::language::{Language, Phrase, PhraseSegment};
use crate::site::Site;

/// Declares the filters by name, so that templates that use them can be read before there is a site.
pub(super) fn declare(tera: &mut Tera) {
    tera.register_filter("fill", Fill(None));
    tera.register_filter("plural", Plural(None));
}

/// Binds the filters `fill` and `plural` to the languages of a site.
pub(super) fn bind(tera: &mut Tera, site: &Arc<Site>) {
    tera.register_filter("fill", Fill(Some(Arc::clone(site))));
    tera.register_filter("plural", Plural(Some(Arc::clone(site))));
}

/// Returns the phrases of a language as templates read them: `words.page_of`. By `words.language`
/// the filters know which language a page is in.
pub(super) fn words(language: &Language) -> Packed {
    pack(View::Object(&Words(language)))
}

struct Words<'l>(&'l Language);

impl Words<'_> {
    fn phrases(&self) -> BTreeMap<&str, View<'_>> {
        let phrases = self.0.phrases().by_key.iter();
        let mut views: BTreeMap<&str, View<'_>> =
            phrases.map(|(key, phrase)| (&**key, phrase.view())).collect();
        views.insert("language", View::Text(self.0.tag()));

        views
    }
}

impl ViewFields for Words<'_> {
    fn field(&self, name: FieldName<'_>) -> Option<View<'_>> {
        self.phrases().get(name.text).copied()
    }

    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, View<'v>)) {
        self.phrases().into_iter().for_each(|(name, view)| visit(name, view));
    }
}

impl AsView for Phrase {
    fn view(&self) -> View<'_> {
        match self {
            Phrase::Text(text) => View::Text(text),
            Phrase::Plural(forms) => View::Object(forms),
        }
    }
}

/// Returns the language of the page that is rendered.
pub(super) fn language_of(site: &Site, state: &State) -> TeraResult<Language> {
    let words = state.get::<Value>("words")?;
    let tag = words.as_ref().and_then(|words| form(words, "language"));
    let language = tag.and_then(|tag| site.index().languages().find(tag));
    language.cloned().ok_or_else(|| Error::message("the variable `words` is not the page's own"))
}

fn bound_language(site: Option<&Site>, state: &State) -> TeraResult<Language> {
    language_of(site.ok_or_else(|| Error::message("no site is bound"))?, state)
}

/// The filter `fill`; it has no site while templates are only parsed.
struct Fill(Option<Arc<Site>>);

impl tera::Filter<&str, TeraResult<String>> for Fill {
    fn call(&self, phrase: &str, places: Kwargs, state: &State) -> TeraResult<String> {
        fill(phrase, &places, state, &bound_language(self.0.as_deref(), state)?)
    }

    // Each part was escaped as it was put in; a second time would show `&amp;`.
    fn is_safe(&self) -> bool {
        true
    }
}

/// The filter `plural`, which chooses a form of a phrase by a number.
struct Plural(Option<Arc<Site>>);

impl tera::Filter<&Value, TeraResult<String>> for Plural {
    fn call(&self, forms: &Value, places: Kwargs, state: &State) -> TeraResult<String> {
        let count = places.must_get::<u64>("count")?;
        let language = bound_language(self.0.as_deref(), state)?;

        // A language whose numbers all take one form needs no plural forms.
        let phrase = forms.as_str().or_else(|| form(forms, language.plural_category(count)));
        match phrase.or_else(|| form(forms, "other")) {
            Some(phrase) => fill(phrase, &places, state, &language),
            None => Err(Error::message("the phrase has no form for numbers")),
        }
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn form<'v>(forms: &'v Value, category: &'v str) -> Option<&'v str> {
    forms.get_from_path(category).and_then(Value::as_str)
}

/// Substitutes the placeholders of a phrase.
fn fill(phrase: &str, places: &Kwargs, state: &State, language: &Language) -> TeraResult<String> {
    let mut out = String::with_capacity(phrase.len() + 64);
    for segment in PhraseSegment::split(phrase) {
        match segment {
            PhraseSegment::Text(text) => out.push_str(&state.escape(text)?),
            PhraseSegment::Placeholder(name) => {
                let value = places.must_get::<&Value>(name)?;
                match value.as_i64().and_then(|number| u64::try_from(number).ok()) {
                    // With the digits and the grouping of the page's language.
                    Some(number) => out.push_str(&language.integer(number)),
                    None => out.push_str(&state.escape_if_needed(value)?),
                }
            }
        }
    }

    Ok(out)
}

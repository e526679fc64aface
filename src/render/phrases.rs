//! The phrases of the templates: `{{ words.page_of | fill(number=1, count=3) }}`.
//!
//! In: a phrase with places in braces, and what stands in them. Out: text that is safe in HTML.
//! Invariant: a value is escaped unless it is HTML that a template has made.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Declares the filters `fill` and `plural`.
pub(super) fn declare(tera: &mut Tera) {
    tera.register_filter("fill", Fill);
    tera.register_filter("plural", Plural);
}

/// Returns the phrases of the built-in templates.
pub(super) fn words() -> Value {
    let words: serde_yaml::Value =
        serde_yaml::from_str(include_str!("../../templates/languages/en.yaml"))
            .expect("the built-in phrases are YAML");
    Value::from_serializable(&words)
}

struct Fill;

impl tera::Filter<&str, TeraResult<String>> for Fill {
    fn call(&self, phrase: &str, places: Kwargs, state: &State) -> TeraResult<String> {
        fill(phrase, &places, state)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

struct Plural;

impl tera::Filter<&Value, TeraResult<String>> for Plural {
    fn call(&self, forms: &Value, places: Kwargs, state: &State) -> TeraResult<String> {
        let count = places.must_get::<u64>("count")?;
        let category = if count == 1 { "one" } else { "other" };
        let form = forms.get_from_path(category);
        match form.and_then(Value::as_str) {
            Some(phrase) => fill(phrase, &places, state),
            None => Err(Error::message(format!("the phrase has no form `{category}`"))),
        }
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// Puts values into the places of a phrase.
fn fill(phrase: &str, places: &Kwargs, state: &State) -> TeraResult<String> {
    let mut out = String::with_capacity(phrase.len() + 64);
    let mut rest = phrase;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, after)) = behind.split_once('}') else {
            break;
        };
        out.push_str(&state.escape(before)?);
        let value = places.must_get::<&Value>(name)?;
        out.push_str(&state.escape_if_needed(value)?);
        rest = after;
    }
    out.push_str(&state.escape(rest)?);
    Ok(out)
}

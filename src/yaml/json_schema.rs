//! The keys of a map as JSON Schema (2020-12), for editors.
//!
//! In: a [`Schema`]. Out: JSON. Invariant: made from the keys that the reader asks for, so that an editor knows exactly
//! them; a value is described as loosely as the reader takes it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::schema::{Key, Schema, ValueType};
use crate::diagnostic::Code;

/// Describes the keys of a map.
#[must_use]
pub fn json_schema(schema: &'static Schema) -> Value {
    let mut definitions = BTreeMap::new();
    let mut whole = map(schema, &mut definitions);
    whole["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    whole["title"] = json!(capitalized(schema.what));

    if !definitions.is_empty() {
        whole["$defs"] = definitions.into_iter().collect();
    }

    whole
}

/// The schemas of maps within maps, by name: several keys may share one.
type Definitions = BTreeMap<String, Value>;

fn map(schema: &'static Schema, definitions: &mut Definitions) -> Value {
    let mut properties = Map::new();
    for key in schema.keys() {
        properties.insert(key.name.to_owned(), property(key, definitions));
    }

    let required: Vec<&str> =
        schema.keys().filter(|key| key.is_required).map(|key| key.name).collect();
    let mut map = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        map["required"] = json!(required);
    }

    map
}

fn property(key: &'static Key, definitions: &mut Definitions) -> Value {
    let value = value(&key.value, definitions);
    let mut property = match key.is_required {
        true => value,
        // An empty key is one that is not there yet.
        false => json!({"anyOf": [value, {"type": "null"}]}),
    };
    property["description"] = json!(capitalized(key.about));
    let examples = examples(&key.value);
    if !examples.is_empty() {
        property["examples"] = json!(examples);
    }

    property
}

fn value(kind: &'static ValueType, definitions: &mut Definitions) -> Value {
    match kind {
        // Numbers and dates are texts as well: `title: 2025`.
        ValueType::Text
        | ValueType::Number
        | ValueType::Count
        | ValueType::Date
        | ValueType::Moment
        | ValueType::Time
        | ValueType::Period
        | ValueType::DayOfYear
        | ValueType::Quantity
        | ValueType::Slug
        // A number of digits alone is one to YAML as well.
        | ValueType::Phone
        | ValueType::Id(_) => json!({"type": ["string", "number"]}),
        ValueType::Flag => {
            json!({"enum": [true, false, "yes", "no", "Yes", "No", "true", "false", "True", "False"]})
        }
        // Editors' YAML takes `no` for a truth value, and it is Norway.
        ValueType::Unit
        | ValueType::Change
        | ValueType::Country
        | ValueType::TimeZone
        | ValueType::Language
        | ValueType::ImageFile
        | ValueType::SitePath
        | ValueType::Email
        | ValueType::Url => json!({"type": "string"}),
        ValueType::Check => {
            let codes = Code::ALL.iter().filter(|code| code.may_be_silenced());
            json!({"enum": codes.map(|code| code.as_str()).collect::<Vec<_>>()})
        }
        ValueType::Word(words) => {
            let is_switch = words.contains(&"off");
            let mut known: Vec<Value> = words.iter().map(|word| json!(word)).collect();
            // YAML 1.1 reads `off` as a truth value.
            known.extend(is_switch.then_some(json!(false)));
            json!({"enum": known})
        }
        ValueType::OpenWord(words) => json!({"anyOf": [{"enum": words}, {"type": "string"}]}),
        ValueType::List(item) => {
            let item = value(item, definitions);
            // One item needs no brackets.
            json!({"anyOf": [{"type": "array", "items": item}, item]})
        }
        ValueType::Table { value: of, .. } => {
            json!({"type": "object", "additionalProperties": value(of, definitions)})
        }
        ValueType::Map(schema) => {
            let name = name(schema);
            if !definitions.contains_key(&name) {
                // Before it is described: a schema may hold itself.
                definitions.insert(name.clone(), Value::Null);
                let described = map(schema, definitions);
                definitions.insert(name.clone(), described);
            }
            json!({"$ref": format!("#/$defs/{name}")})
        }
        ValueType::OneOf(kinds) => {
            let kinds: Vec<Value> = kinds.iter().map(|kind| value(kind, definitions)).collect();
            json!({"anyOf": kinds})
        }
        ValueType::Free => json!({"type": "object"}),
    }
}

/// Returns the name of a map's schema among the definitions.
fn name(schema: &Schema) -> String {
    let letters = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    let name: String = schema.what.replace('`', "").chars().map(letters).collect();
    name.trim_matches('-').to_owned()
}

/// Returns values as writers type them.
fn examples(kind: &ValueType) -> Vec<&'static str> {
    match kind {
        ValueType::Date => vec!["2025-08-20", "2025-08", "20 August 2025"],
        ValueType::Moment => vec!["2025-08-20", "2025-08-20T09:30:00+01:00"],
        ValueType::Time => vec!["2025-08-20T09:30:00+01:00"],
        ValueType::TimeZone => vec!["Europe/London"],
        ValueType::Period => vec!["2024", "2024-Q1", "2024-25", "year ending March 2025"],
        ValueType::DayOfYear => vec!["04-01"],
        ValueType::Quantity => vec!["1,900", "about 27%", "£12.3 billion"],
        ValueType::Unit => vec!["%", "GBP", "people"],
        ValueType::Change => vec!["a fall of 27%"],
        ValueType::Country => vec!["iq", "gb-sct", "eu"],
        ValueType::Language => vec!["en", "cy", "ar"],
        ValueType::Url => vec!["https://www.example.org/"],
        ValueType::Email => vec!["press@example.org"],
        ValueType::Phone => vec!["+44 20 7946 0000"],
        ValueType::SitePath => vec!["/news/old-name/"],
        ValueType::Slug => vec!["river-levels"],
        ValueType::ImageFile => vec!["river.png"],
        ValueType::Number => vec!["100"],
        ValueType::OneOf(kinds) => kinds.iter().flat_map(examples).collect(),
        _ => Vec::new(),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

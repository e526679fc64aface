//! The figures that a site publishes for programs (`/data/figures.json`), read as records.
//!
//! In: the file. Out: the same figures as a plain file of figures has them. Invariant: a field that is not known is left
//! out, so that files of later versions can be read.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::source::{Hash, SitePath, Source};

#[derive(Deserialize)]
struct Published {
    records: Vec<Value>,
}

/// Rewrites a published file as a plain file of figures.
///
/// # Errors
/// In plain words, why it is not what a site publishes.
pub(super) fn as_figures(path: &SitePath, bytes: &[u8]) -> Result<Source, String> {
    let published: Published = serde_json::from_slice(bytes)
        .map_err(|error| format!("`{path}` is not the `data/figures.json` of a site: {error}"))?;

    let mut figures = Map::new();
    for record in &published.records {
        let Some(id) = record["id"].as_str().filter(|_| record["observations"].is_array()) else {
            return Err(format!(
                "`{path}` is not the `data/figures.json` of a site: a record has no observations"
            ));
        };
        figures.insert(id.to_owned(), figure(record));
    }

    // JSON is YAML, so that both files are read in one way.
    let text = Value::Object(figures).to_string();
    Ok(Source { path: path.clone(), text: text.into(), hash: Hash::digest(bytes) })
}

fn figure(record: &Value) -> Value {
    let mut figure = Map::new();
    for key in ["title", "measure", "unit", "geography", "caveat", "say", "never_say"] {
        if !record[key].is_null() {
            figure.insert(key.to_owned(), record[key].clone());
        }
    }

    // Whether a value is rounded shows in its bounds; the rounding of the record says it once.
    if !record["rounded_to"].is_null() {
        figure.insert("rounded_to".to_owned(), json!(record["rounded_to"].to_string()));
    }

    let mut series = Map::new();
    for observation in record["observations"].as_array().into_iter().flatten() {
        let value = value(observation);
        match observation["period"]["words"].as_str() {
            Some(period) => {
                series.insert(period.to_owned(), value);
            }
            None => {
                figure.insert("value".to_owned(), value["value"].clone());
            }
        }
    }
    if !series.is_empty() {
        figure.remove("value");
        figure.insert("series".to_owned(), Value::Object(series));
    }

    Value::Object(figure)
}

/// Returns a value as it was first published, with what it was revised to.
fn value(observation: &Value) -> Value {
    let revisions = observation["revisions"].as_array();
    let first = revisions.and_then(|revisions| revisions.first());
    let mut value = Map::new();
    let written = first.map_or(&observation["written"], |revision| &revision["before"]["written"]);
    value.insert("value".to_owned(), written.clone());

    match first {
        // The day of the first publication is not published; that of each revision is.
        Some(_) => {
            let revised = revisions.into_iter().flatten().filter(|it| it["published"].is_string());
            let revised = revised.map(|revision| {
                json!({"value": revision["after"]["written"], "published": revision["published"]})
            });
            value.insert("revised".to_owned(), revised.collect());
        }
        None if observation["published"].is_string() => {
            value.insert("published".to_owned(), observation["published"].clone());
        }
        None => {}
    }

    Value::Object(value)
}

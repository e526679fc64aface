//! `chancery schema`: JSON Schema for editors and programs.

use serde_json::Value;

use super::args::{SchemaArgs, SchemaOf};
use super::failure::Failure;
use super::outcome::Outcome;
use super::report;
use crate::config;
use crate::content::{Kind, keys};
use crate::diagnostic::JSON_SCHEMA;
use crate::yaml::json_schema;

pub(super) fn run(command: &SchemaArgs) -> Result<Outcome, Failure> {
    report::print(&text(command.of))?;
    Ok(Outcome::Clean)
}

/// Returns a schema as text.
pub(super) fn text(of: SchemaOf) -> String {
    let schema: Value = match of {
        SchemaOf::Diagnostics => return JSON_SCHEMA.to_owned(),
        SchemaOf::Briefing => json_schema(keys(Kind::Briefing)),
        SchemaOf::Agreement => json_schema(keys(Kind::Agreement)),
        SchemaOf::Minister => json_schema(keys(Kind::Minister)),
        SchemaOf::Figure => json_schema(keys(Kind::Figure)),
        SchemaOf::Page => json_schema(keys(Kind::Page)),
        SchemaOf::Site => json_schema(config::keys()),
        #[cfg(feature = "documents")]
        SchemaOf::Figures => figures(),
    };

    let text = serde_json::to_string_pretty(&schema).expect("texts and numbers always serialise");
    text + "\n"
}

/// Describes a plain file of figures: ids with their figures.
#[cfg(feature = "documents")]
fn figures() -> Value {
    let mut figure = json_schema(crate::content::loose::figures::PLAIN_FIGURE);
    let definitions = figure["$defs"].take();
    let schema = figure["$schema"].take();
    if let Some(keys) = figure.as_object_mut() {
        keys.retain(|key, _| !key.starts_with('$'));
    }

    serde_json::json!({
        "$schema": schema,
        "title": "A file of figures",
        "type": "object",
        "additionalProperties": figure,
        "$defs": definitions,
    })
}

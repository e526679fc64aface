//! Describes the data files: for the page that documents them, and for programs.
//!
//! In: a site. Out: what `data.html` may read, CSVW metadata, a `DataCatalog`. Invariant: an example is a
//! cell or a value of the file itself.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::addresses::{file_url, page_url};
use super::document::{ENVELOPE, Field, title};
use super::table::{Column, CsvTable, cell, schema};
use super::{agreements, figures, ministers};
use crate::content::Kind;
use crate::render::cards;
use crate::render::context::{DataContext, DataField, DataFileContext, DataKind};
use crate::render::json::JsonObject;
use crate::render::navigation::folder_title;
use crate::site::{Address, DataFile, Site};
use crate::value::LocalText;

/// How many records are searched for examples.
const LOOKED_AT: usize = 100;

/// The longest example, in characters.
const LONGEST: usize = 60;

/// Returns what the template of the page that documents the files may read.
pub(crate) fn context(site: &Site) -> DataContext {
    let kinds = [Kind::Agreement, Kind::Minister, Kind::Figure];
    let kinds = kinds.into_iter().filter(|&kind| !site.listed(kind).is_empty());
    let metadata = Address::data().beside(DataFile::Metadata.name());
    let config = site.config();
    let publisher = config.publisher.as_ref().map(|publisher| &publisher.name);

    // Many an office gives its site its own name.
    let publisher = publisher.filter(|name| name.own() != config.title.own());
    let publisher = publisher.map_or_else(String::new, |name| format!("{}, ", name.own()));

    DataContext {
        kinds: kinds.map(|kind| data_kind(site, kind)).collect(),
        envelope: ENVELOPE.iter().map(|it| data_field(it, &BTreeMap::new())).collect(),
        metadata_url: cards::url(site, &metadata).into_owned(),
        cite: format!("{publisher}{}, {}", config.title.own(), page_url(site)),
    }
}

fn data_kind(site: &Site, kind: Kind) -> DataKind {
    let files = site.lists().data_files().filter(|file| file.kind() == Some(kind));
    let context = |file: DataFile| DataFileContext {
        name: file.name(),
        url: cards::url(site, &Address::data().beside(file.name())).into_owned(),
        format: if file.name().ends_with(".csv") { "CSV" } else { "JSON" },
        about: about(file),
        fields: fields(site, file),
    };

    DataKind {
        id: kind.folder(),
        title: folder_title(site, kind.folder(), site.language()).0,
        count: site.listed(kind).len(),
        files: files.map(context).collect(),
    }
}

/// Describes what a row or an object of a file is.
fn about(file: DataFile) -> &'static str {
    match file {
        DataFile::AgreementsCsv => "One agreement a row",
        DataFile::EventsCsv => "One event of an agreement a row",
        DataFile::AgreementsJson => "One object for each agreement",
        DataFile::MinistersCsv => "One role of a minister a row",
        DataFile::MinistersJson => "One object for each minister",
        DataFile::FiguresCsv => "One value of a figure a row, as it was last revised",
        DataFile::FiguresJson => "One object for each figure",
        DataFile::Metadata => "What the columns of the CSV files mean",
    }
}

/// Describes the columns or fields of a file.
fn fields(site: &Site, file: DataFile) -> Vec<DataField> {
    match file {
        DataFile::AgreementsCsv => columns(&agreements::columns(), agreements::rows(site)),
        DataFile::EventsCsv => columns(&agreements::event_columns(), agreements::event_rows(site)),
        DataFile::MinistersCsv => columns(&ministers::columns(), ministers::rows(site)),
        DataFile::FiguresCsv => columns(&figures::columns(), figures::rows(site)),
        DataFile::AgreementsJson => {
            objects(agreements::FIELDS, site, Kind::Agreement, agreements::object)
        }
        DataFile::MinistersJson => {
            objects(ministers::FIELDS, site, Kind::Minister, ministers::object)
        }
        DataFile::FiguresJson => objects(figures::FIELDS, site, Kind::Figure, figures::object),
        DataFile::Metadata => Vec::new(),
    }
}

fn columns<'s, T: CsvTable>(
    columns: &[&'static Column<T>],
    rows: impl Iterator<Item = T::Row<'s>>,
) -> Vec<DataField> {
    let rows: Vec<_> = rows.take(LOOKED_AT).collect();
    let field = |column: &&'static Column<T>| {
        let cells = rows.iter().map(|row| cell(column, row));
        DataField {
            name: column.name,
            holds: column.holds.id(),
            about: column.about,
            example: cells.filter(|cell| !cell.is_empty()).map(truncate).next(),
        }
    };

    columns.iter().map(field).collect()
}

fn objects<'s, T: Serialize>(
    fields: &'static [Field],
    site: &'s Site,
    kind: Kind,
    item: impl Fn(&'s Site, crate::site::EntryId) -> T,
) -> Vec<DataField> {
    let mut examples = BTreeMap::new();
    for &id in site.listed(kind).iter().take(LOOKED_AT) {
        // Through JSON, because the keys of a struct cannot be listed.
        let value = serde_json::to_value(item(site, id));
        collect_examples("", &value.unwrap_or_default(), &mut examples);
    }

    fields.iter().map(|field| data_field(field, &examples)).collect()
}

fn data_field(field: &Field, examples: &BTreeMap<String, String>) -> DataField {
    DataField {
        name: field.path,
        holds: field.holds.id(),
        about: field.about,
        example: examples.get(field.path).cloned(),
    }
}

/// Collects the first value at each path through an object.
fn collect_examples(path: &str, value: &Value, examples: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let dot = if path.is_empty() { "" } else { "." };
                collect_examples(&format!("{path}{dot}{key}"), value, examples);
            }
        }

        Value::Array(items) => {
            for item in items {
                // A list of plain values is described as one field: `say`, and not `say[]`.
                let inner = if item.is_object() { format!("{path}[]") } else { path.to_owned() };
                collect_examples(&inner, item, examples);
            }
        }

        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => {
            examples.entry(path.to_owned()).or_insert_with(|| truncate(text.clone()));
        }
        other => {
            examples.entry(path.to_owned()).or_insert_with(|| other.to_string());
        }
    }
}

/// Truncates an example to fit a cell of the page.
fn truncate(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// Describes the tables for programs (W3C, Metadata Vocabulary for Tabular Data).
pub(super) fn metadata(site: &Site) -> Vec<u8> {
    let config = site.config();
    let tables = site.lists().data_files().filter_map(|file| table(site, file));
    let mut group = json!({
        // Columns are described in English, whatever the site's language: they are for programmers.
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": config.title.own(),
        "dc:source": page_url(site),
    });

    if let Some(publisher) = &config.publisher {
        group["dc:publisher"] = json!(publisher.name.own());
    }

    if let Some(licence) = &config.licence {
        let licence = licence.identifier();
        group["dc:license"] = match licence.starts_with("http") {
            // In JSON-LD a URL identifies a resource, while a name is a plain string.
            true => json!({"@id": licence}),
            false => json!(licence),
        };
    }

    group["tables"] = tables.collect::<Vec<_>>().into();

    let mut bytes = serde_json::to_vec_pretty(&group).expect("texts always serialise");
    bytes.push(b'\n');

    bytes
}

fn table(site: &Site, file: DataFile) -> Option<Value> {
    let key = |column: &str, file: DataFile, to: &str| {
        json!({
            "columnReference": column,
            "reference": {"resource": file.name(), "columnReference": to},
        })
    };

    let mut described = match file {
        DataFile::AgreementsCsv => schema(&agreements::columns()),
        DataFile::EventsCsv => schema(&agreements::event_columns()),
        DataFile::MinistersCsv => schema(&ministers::columns()),
        DataFile::FiguresCsv => schema(&figures::columns()),
        // CSVW describes tables only; the fields of JSON files are described on the page only.
        _ => return None,
    };

    match file {
        DataFile::AgreementsCsv => described["primaryKey"] = "id".into(),
        DataFile::EventsCsv => {
            described["foreignKeys"] = json!([key("agreement", DataFile::AgreementsCsv, "id")]);
        }
        _ => {}
    }

    let about = about(file);
    let title = file.kind().map(|kind| title(site, kind));

    Some(json!({
        "url": file.name(),
        "dc:title": title,
        "dc:description": about,
        "tableSchema": described,
    }))
}

/// Describes the page for search engines: a catalogue, with a data set for each kind.
pub(crate) fn catalogue(site: &Site) -> String {
    let url = page_url(site);
    let kinds = [Kind::Agreement, Kind::Minister, Kind::Figure];
    let kinds = kinds.into_iter().filter(|&kind| !site.listed(kind).is_empty());

    JsonObject::document("DataCatalog")
        .string("name", Some(site.config().title.own()))
        .string("description", site.config().description.as_ref().map(LocalText::own))
        .string("url", Some(&url))
        .string("inLanguage", Some(site.language().tag()))
        .rights(site)
        .objects("dataset", kinds.map(|kind| dataset(site, kind, &url)))
        .finish()
}

fn dataset(site: &Site, kind: Kind, page: &str) -> JsonObject {
    let files = site.lists().data_files().filter(|file| file.kind() == Some(kind));
    let download = |file: DataFile| {
        JsonObject::named("DataDownload", Some(file.name()))
            .string("description", Some(about(file)))
            .string("encodingFormat", Some(file.media_type()))
            .string("contentUrl", Some(file_url(site, file)))
    };

    let files: Vec<DataFile> = files.collect();
    let abouts = files.iter().map(|file| about(*file)).collect::<Vec<_>>().join(". ");

    JsonObject::named("Dataset", Some(&title(site, kind)))
        .string("description", Some(format!("{}: {abouts}.", title(site, kind))))
        .string("url", Some(format!("{page}#part-{}", kind.folder())))
        .rights(site)
        .objects("distribution", files.into_iter().map(download))
}

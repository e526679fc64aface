//! What the template of `/data/` reads.

use serde::Serialize;

/// `data`: what `data.html` may read beside the page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DataContext {
    /// Kind by kind, those of which there are records.
    pub(in crate::render) kinds: Vec<DataKind>,
    /// The keys before the records in each JSON file.
    pub(in crate::render) envelope: Vec<DataField>,
    /// The metadata of the CSV files.
    pub(in crate::render) metadata_url: String,
    /// How to cite the files, in one line.
    pub(in crate::render) cite: String,
}

/// The files of a kind.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DataKind {
    /// `agreements`, `ministers`, `figures`
    pub(in crate::render) id: &'static str,
    /// The title of the kind's list.
    pub(in crate::render) title: String,
    /// How many records there are.
    pub(in crate::render) count: usize,
    /// The files.
    pub(in crate::render) files: Vec<DataFileContext>,
}

/// A file.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DataFileContext {
    /// `agreement-events.csv`
    pub(in crate::render) name: &'static str,
    /// Where it is published.
    pub(in crate::render) url: String,
    /// `CSV` or `JSON`
    pub(in crate::render) format: &'static str,
    /// What a row or an object is.
    pub(in crate::render) about: &'static str,
    /// Its columns or fields.
    pub(in crate::render) fields: Vec<DataField>,
}

/// A column of a CSV file or a field of a JSON file.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DataField {
    /// The column's name, or the way to the field: `parties[].name`.
    pub(in crate::render) name: &'static str,
    /// What it holds: `text`, `word`, `words`, `number`, `day`, `date`, `address`, `flag`, `object`,
    /// `objects`.
    pub(in crate::render) holds: &'static str,
    /// What it means.
    pub(in crate::render) about: &'static str,
    /// A value from the file; none where it has none.
    pub(in crate::render) example: Option<String>,
}

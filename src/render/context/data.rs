//! Template variables of `/data/`.

use crate::render::printer::fields;

/// `data`: the variables of `data.html` besides the page.
#[derive(Debug, Clone)]
pub(crate) struct DataContext {
    /// The kinds that have records.
    pub(crate) kinds: Vec<DataKind>,
    /// The keys before the records in each JSON file.
    pub(crate) envelope: Vec<DataField>,
    /// The metadata of the CSV files.
    pub(crate) metadata_url: String,
    /// How to cite the files, in one line.
    pub(crate) cite: String,
}

/// The files of a kind.
#[derive(Debug, Clone)]
pub(crate) struct DataKind {
    /// `agreements`, `ministers`, `figures`
    pub(crate) id: &'static str,
    /// The title of the kind's list.
    pub(crate) title: String,
    /// How many records there are.
    pub(crate) count: usize,
    /// The files.
    pub(crate) files: Vec<DataFileContext>,
}

/// A file.
#[derive(Debug, Clone)]
pub(crate) struct DataFileContext {
    /// `agreement-events.csv`
    pub(crate) name: &'static str,
    /// Where it is published.
    pub(crate) url: String,
    /// `CSV` or `JSON`
    pub(crate) format: &'static str,
    /// What a row or an object is.
    pub(crate) about: &'static str,
    /// Its columns or fields.
    pub(crate) fields: Vec<DataField>,
}

/// A column of a CSV file or a field of a JSON file.
#[derive(Debug, Clone)]
pub(crate) struct DataField {
    /// The column's name, or the way to the field: `parties[].name`.
    pub(crate) name: &'static str,
    /// The type of its values: `text`, `word`, `words`, `number`, `day`, `date`, `address`, `flag`, `object`,
    /// `objects`.
    pub(crate) holds: &'static str,
    /// What it means.
    pub(crate) about: &'static str,
    /// A value from the file; none where it has none.
    pub(crate) example: Option<String>,
}

fields! {
    DataContext { kinds, envelope, metadata_url, cite }
    DataKind { id, title, count, files }
    DataFileContext { name, url, format, about, fields }
    DataField { name, holds, about, example }
}

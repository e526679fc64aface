//! Values in data files of a repository: JSON, YAML and CSV.
//!
//! In: what `from` names. Out: the text of the value. Invariant: only files below the folder of the file that names them,
//! or beside it, are read.

use crate::content::loose::figures::{DataBinding, DataCell, unbound};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Files, SitePath, Span};

/// The largest data file, in bytes.
const LARGEST: u64 = 64 << 20;

/// Reads the value that a figure is bound to.
pub(super) fn value(
    disk: &dyn Files,
    figures: &SitePath,
    binding: &DataBinding,
) -> Result<String, Box<Diagnostic>> {
    let file = &binding.file;
    let fail = |span: Span, message: String| Box::new(unbound(figures, span, message));

    // As a shell in that folder would: `../metrics.json` is a file of the repository as well.
    let path = match figures.folder() {
        "" => SitePath::new(&*file.value),
        folder => SitePath::new(format!("{folder}/{}", file.value)),
    };
    let bytes = disk.read_at_most(&path, LARGEST).map_err(|error| {
        fail(file.span, format!("the data file `{path}` cannot be read: {error}"))
    })?;

    let name = file.value.to_ascii_lowercase();
    match &binding.cell {
        DataCell::Pointer(at) => {
            let tree = match name.ends_with(".yaml") || name.ends_with(".yml") {
                true => serde_yaml::from_slice(&bytes).map_err(|error| error.to_string()),
                false => serde_json::from_slice(&bytes).map_err(|error| error.to_string()),
            };
            let tree = tree.map_err(|error| {
                fail(file.span, format!("the data file `{path}` cannot be read: {error}"))
            })?;
            pointer(&tree, &at.value).map_err(|(message, help)| {
                Box::new(unbound(figures, at.span, format!("{message} in `{path}`")).help_if(help))
            })
        }
        DataCell::Cell { row, column } => {
            let row = row.as_ref().map(|row| &*row.value).filter(|row| *row != "last");
            cell(&bytes, row, &column.value, name.ends_with(".tsv")).map_err(|(message, help)| {
                Box::new(
                    unbound(figures, binding.cell.span(), format!("{message} in `{path}`"))
                        .help_if(help),
                )
            })
        }
    }
}

/// Why a value is not where it was looked for: the fact, and what was meant.
type NotThere = (String, Option<String>);

/// Follows a JSON pointer (RFC 6901); dots are taken as well, which many tools write.
fn pointer(tree: &serde_json::Value, at: &str) -> Result<String, NotThere> {
    let path = match at.starts_with('/') || at.is_empty() {
        true => at.to_owned(),
        false => format!("/{}", at.replace('.', "/")),
    };

    match tree.pointer(&path) {
        Some(serde_json::Value::Number(number)) => Ok(number.to_string()),
        Some(serde_json::Value::String(text)) => Ok(text.clone()),
        Some(_) => {
            Err((format!("`{at}` is not a single value"), Some("name one number in it".to_owned())))
        }
        None => {
            // The names beside the one that is wrong.
            let (above, last) = path.rsplit_once('/').unwrap_or(("", &path));
            let beside = tree.pointer(above).and_then(serde_json::Value::as_object);
            let names = beside.into_iter().flat_map(|map| map.keys().map(String::as_str));
            let near = nearest(last, names).map(|near| format!("did you mean `{above}/{near}`?"));
            Err((format!("there is no `{at}`"), near))
        }
    }
}

/// Finds a cell of a table by the first cell of its row, and the name of its column.
fn cell(
    bytes: &[u8],
    row: Option<&str>,
    column: &str,
    is_tabbed: bool,
) -> Result<String, NotThere> {
    let delimiter = if is_tabbed { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let broken = |error: csv::Error| (format!("a line cannot be read ({error})"), None);

    let header = reader.headers().map_err(broken)?.clone();
    let names = || header.iter().map(|name| name.trim_start_matches('\u{feff}'));
    let Some(at) = names().position(|name| name == column) else {
        let near = nearest(column, names()).map(|near| format!("did you mean `{near}`?"));
        return Err((format!("there is no column `{column}`"), near));
    };

    let mut last = None;
    let mut first_cells = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let first = record.get(0).unwrap_or_default();
        match row {
            Some(row) if first == row => return found(&record, at, column),
            Some(_) => first_cells.push(first.to_owned()),
            None => last = Some(record),
        }
    }

    match (row, last) {
        (None, Some(record)) => found(&record, at, column),
        (None, None) => Err(("there is no row".to_owned(), None)),
        (Some(row), _) => {
            let near = nearest(row, first_cells.iter().map(String::as_str));
            Err((
                format!("no row begins with `{row}`"),
                near.map(|near| format!("did you mean `{near}`?")),
            ))
        }
    }
}

fn found(record: &csv::StringRecord, at: usize, column: &str) -> Result<String, NotThere> {
    match record.get(at).filter(|text| !text.is_empty()) {
        Some(text) => Ok(text.to_owned()),
        None => Err((format!("the cell of `{column}` is empty"), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_trees() {
        let tree = serde_json::json!({"crates": {"total": 47, "said": "about 50", "by": [1, 2]}});
        assert_eq!(pointer(&tree, "/crates/total"), Ok("47".to_owned()));
        assert_eq!(pointer(&tree, "crates.said"), Ok("about 50".to_owned()));
        assert_eq!(pointer(&tree, "/crates/by/1"), Ok("2".to_owned()));
        let near = pointer(&tree, "/crates/totl").expect_err("there is none").1;
        assert_eq!(near.as_deref(), Some("did you mean `/crates/total`?"));
        assert!(pointer(&tree, "/crates").is_err());
    }

    #[test]
    fn values_are_found_in_tables() {
        let table = b"month,visits,sales\n2025-01,10,3\n2025-02,\"1,200\",4\n";
        assert_eq!(cell(table, Some("2025-01"), "sales", false), Ok("3".to_owned()));
        assert_eq!(cell(table, None, "visits", false), Ok("1,200".to_owned()));
        assert!(cell(table, Some("2025-03"), "visits", false).is_err());
        let near = cell(table, None, "visit", false).expect_err("there is none").1;
        assert_eq!(near.as_deref(), Some("did you mean `visits`?"));
    }
}

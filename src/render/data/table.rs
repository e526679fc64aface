//! Tables as CSV (RFC 4180): a column is its name, what it means and how its cells are made.
//!
//! In: the rows of a [`CsvTable`]. Out: a file, or its description (W3C, Metadata Vocabulary for Tabular
//! Data). Invariant: the file, the page about it and the metadata are made from the same columns.

use serde_json::{Value, json};

/// The type of a column's cells, or of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnType {
    /// Text that a person wrote.
    Text,
    /// An id, a code or a word of a fixed list.
    Word,
    /// Several of them, separated by `; `.
    Words,
    /// A decimal number.
    Number,
    /// A day.
    Day,
    /// A day, a month or a year.
    Date,
    /// An absolute URL.
    Address,
    /// `yes` or `no`; in JSON `true` or `false`.
    Flag,
    /// In JSON: an object.
    Object,
    /// In JSON: a list of objects.
    Objects,
}

/// The separator of the words of a cell.
pub(super) const SEPARATOR: &str = "; ";

impl ColumnType {
    /// Returns the key of its phrase in the page's template.
    pub(super) fn id(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Word => "word",
            ColumnType::Words => "words",
            ColumnType::Number => "number",
            ColumnType::Day => "day",
            ColumnType::Date => "date",
            ColumnType::Address => "address",
            ColumnType::Flag => "flag",
            ColumnType::Object => "object",
            ColumnType::Objects => "objects",
        }
    }

    /// Returns the datatype (W3C, Metadata Vocabulary for Tabular Data, 5.11).
    fn datatype(self) -> Value {
        match self {
            ColumnType::Number => json!("decimal"),
            ColumnType::Day => json!("date"),
            // There is no datatype for a day, a month or a year, so a pattern is given.
            ColumnType::Date => json!({"base": "string", "format": "\\d{4}(-\\d{2}(-\\d{2})?)?"}),
            ColumnType::Address => json!("anyURI"),
            ColumnType::Flag => json!({"base": "boolean", "format": "yes|no"}),
            _ => json!("string"),
        }
    }
}

/// A kind of CSV file.
pub(super) trait CsvTable: 'static + Sized {
    /// What a row is made from.
    type Row<'s>;
}

/// A column of a table.
pub(super) struct Column<T: CsvTable> {
    pub(super) name: &'static str,
    pub(super) holds: ColumnType,
    /// What it means, for readers.
    pub(super) about: &'static str,
    pub(super) cell: for<'s> fn(&T::Row<'s>) -> String,
}

/// Writes a table.
pub(super) fn csv<'s, T: CsvTable>(
    columns: &[&Column<T>],
    rows: impl Iterator<Item = T::Row<'s>>,
) -> Vec<u8> {
    // No byte order mark: RFC 4180 does not mention one, and programs take it for a part of the first name.
    // RFC 4180 ends each line with CR and LF.
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: &[String]| {
        writer.write_record(cells).expect("the cells of a row go into memory");
    };

    write(&columns.iter().map(|column| column.name.to_owned()).collect::<Vec<_>>());

    for row in rows {
        write(&columns.iter().map(|column| cell(column, &row)).collect::<Vec<_>>());
    }

    writer.into_inner().expect("a writer to memory can be flushed")
}

/// Writes the cell of a row; text typed by people is kept from being run as a formula.
pub(super) fn cell<T: CsvTable>(column: &Column<T>, row: &T::Row<'_>) -> String {
    let cell = (column.cell)(row);
    match column.holds {
        // Only text that people typed can hold a formula. An apostrophe before every cell, as OWASP advises,
        // would turn negative numbers into text.
        ColumnType::Text => inert(cell),
        _ => cell,
    }
}

/// Prefixes an apostrophe to what spreadsheets take for a formula (OWASP, CSV injection).
fn inert(cell: String) -> String {
    // Spreadsheets set to Japanese run the full-width signs as well.
    let runs = |first: char| "=+-@\t\r\n＝＋－＠".contains(first);
    if cell.starts_with(runs) { format!("'{cell}") } else { cell }
}

/// Describes the columns of a table for programs.
pub(super) fn schema<T: CsvTable>(columns: &[&Column<T>]) -> Value {
    let column = |column: &&Column<T>| {
        let mut known = json!({
            "name": column.name,
            "titles": column.name,
            "dc:description": column.about,
            "datatype": column.holds.datatype(),
        });

        // With a separator, CSVW reads a cell as a list.
        if column.holds == ColumnType::Words {
            known["separator"] = json!(SEPARATOR);
        }

        known
    };

    json!({"columns": columns.iter().map(column).collect::<Vec<_>>()})
}

/// Returns `yes` or `no`.
pub(super) fn flag(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

/// Formats an optional text.
pub(super) fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn formulas_are_words() {
        for formula in ["=1+1", "+14%", "-A1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(inert(formula.to_owned()), format!("'{formula}"));
        }

        for words in ["", "1,900", "−0.5%", "a = b", "'=1"] {
            assert_eq!(inert(words.to_owned()), words);
        }
    }
}

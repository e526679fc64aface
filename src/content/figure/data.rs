//! The table of values that a figure names in place of a series.
//!
//! In: the key `data`, and the file as it was found. Out: its values. Invariant: a figure's values are typed, or in one
//! file; never both, so that each has one place.

use super::table::{self, TableValues};
use super::values::{PARTS_MAX, SeriesDefaults};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SitePath, Span, TableFailure, ValueTable};
use crate::value::quote;
use crate::yaml::{Fields, NodeReader, Text};

/// The kinds of files that spreadsheet programs write by themselves.
const SPREADSHEETS: [&str; 5] = [".xlsx", ".xls", ".ods", ".xlsm", ".numbers"];

/// Returns the path of the table that the bytes of a figure's file name, without parsing them.
///
/// A file is read again when its table changes, and whoever watches a folder has to know which.
#[must_use]
pub fn data_path(path: &SitePath, bytes: &[u8]) -> Option<SitePath> {
    const KEY: &[u8] = b"data:";

    if !path.as_str().starts_with("content/figures/") {
        return None;
    }

    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    lines.next().filter(|first| first.ends_with(b"---"))?;
    let front = lines.take_while(|line| *line != b"---");
    let line = front.into_iter().find_map(|line| line.strip_prefix(KEY))?;

    // A comment begins after a space; a name in quotation marks may hold one.
    let written = std::str::from_utf8(line).ok()?.trim();
    let quoted = ['"', '\''].into_iter().find_map(|mark| {
        let (name, _) = written.strip_prefix(mark)?.split_once(mark)?;
        Some(name)
    });
    let name = quoted.unwrap_or_else(|| written.split(" #").next().unwrap_or_default().trim());

    beside(path, name)
}

/// Returns the path of a file by the way from another one; none if it is not in the folder of the site's content.
fn beside(path: &SitePath, name: &str) -> Option<SitePath> {
    let found = path.join(name).filter(|found| found.as_str().starts_with("content/"))?;
    let is_hidden = found.as_str().split('/').any(|part| part.starts_with('.'));

    (!is_hidden && !name.is_empty()).then_some(found)
}

/// Reads the values of the file that a figure names.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    defaults: &SeriesDefaults,
) -> Option<(SitePath, TableValues)> {
    let name = fields.text("data")?;
    let typed = ["series", "series_by", "value"].into_iter().find_map(|key| fields.key(key));
    let reading = &mut *fields.reading;
    if let Some(typed) = typed {
        let message = "the values of a figure are typed, or in a file, and here they are both";
        let finding = Diagnostic::new(Code::BadValue, reading.place(name.span), message);
        let label = reading.place(typed);
        let help = "keep the file, and take the typed values out";
        reading.findings.push(finding.label(label, "the typed values").help(help));
        return None;
    }

    let lower = name.value.to_lowercase();
    if SPREADSHEETS.iter().any(|ending| lower.ends_with(ending)) {
        let stem = name.value.rsplit_once('.').map_or(&*name.value, |(stem, _)| stem);
        let message =
            format!("{} is a spreadsheet, and its values cannot be read", quote(&name.value));
        let help = format!("save its sheet as `CSV UTF-8` beside it, and write `data: {stem}.csv`");
        reading.report(Code::BadValue, name.span, message, &help);
        return None;
    }

    let Some(path) = beside(reading.path, &name.value) else {
        let message = format!("{} is no way to a file of this site", quote(&name.value));
        let help = "put the table beside the figure, and write its name: `data: returns.csv`";
        reading.report(Code::UnsafePath, name.span, message, help);
        return None;
    };

    let found = reading.data.filter(|data| data.path == path);
    let values = table_of(reading, &name, &path, found, defaults);

    Some((path, values.unwrap_or_default()))
}

fn table_of(
    reading: &mut NodeReader<'_>,
    name: &Text,
    path: &SitePath,
    found: Option<&ValueTable>,
    defaults: &SeriesDefaults,
) -> Option<TableValues> {
    let failure = |reading: &mut NodeReader<'_>, code, message: String, help: &str| {
        reading.report(code, name.span, message, help);
        None
    };

    let source = match found.map(|found| &found.source) {
        Some(Ok(source)) => source,
        None | Some(Err(TableFailure::Missing)) => {
            let message = format!("the table `{path}` is not there");
            let help = "put the file beside the figure, or correct its name";
            return failure(reading, Code::MissingAsset, message, help);
        }
        Some(Err(TableFailure::TooLarge)) => {
            let message = format!("the table `{path}` is too large to be read");
            let help =
                "publish the whole of it in `static/`, and keep what is compared and charted";
            return failure(reading, Code::TooLarge, message, help);
        }
        Some(Err(TableFailure::NotUtf8)) => {
            let message = format!("the table `{path}` is not UTF-8");
            let help = "save it again as `CSV UTF-8`";
            return failure(reading, Code::NotUtf8, message, help);
        }
    };

    // Its findings have places of their own.
    let mut inner = NodeReader {
        path,
        source: &source.text,
        years: reading.years,
        data: None,
        zone: reading.zone,
        whole: true,
        findings: Vec::new(),
    };
    let mut values = table::read(&mut inner, defaults);
    if let Some((first_over, _)) = values.parts.get(PARTS_MAX) {
        let message =
            format!("the table has {} series; the limit is {PARTS_MAX}", values.parts.len());
        let help = "make several figures of it, each with the series that are compared";
        inner.report(Code::TooLarge, first_over.span, message, help);
        values.parts.truncate(PARTS_MAX);
    }
    if values.whole.is_empty() && values.parts.is_empty() && inner.findings.is_empty() {
        let help = "write a row for each period below the names of the columns";
        inner.report(Code::BadValue, Span::default(), "the table has no values", help);
    }

    // The name of a column is read as one of a typed series, but its place is in the table.
    let findings = inner.findings;
    reading.findings.extend(findings);

    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_found_without_parsing() {
        let path = SitePath::new("content/figures/f.md");
        for (text, found) in [
            ("---\ntitle: F\ndata: f.csv\n---\n", Some("content/figures/f.csv")),
            ("\u{feff}---\r\ndata: \"f g.csv\" # all\r\n---\r\n", Some("content/figures/f g.csv")),
            ("---\ndata: tables/f.csv # all\n---\n", Some("content/figures/tables/f.csv")),
            ("---\ndata: ../../secret.csv\n---\n", None),
            ("---\ndata: .hidden.csv\n---\n", None),
            ("---\ntitle: F\n---\ndata: f.csv\n", None),
            ("data: f.csv", None),
        ] {
            let expected = found.map(SitePath::new);
            assert_eq!(data_path(&path, text.as_bytes()), expected, "{text}");
        }

        let page = SitePath::new("content/briefings/a.md");
        assert_eq!(data_path(&page, b"---\ndata: f.csv\n---\n"), None);
    }
}

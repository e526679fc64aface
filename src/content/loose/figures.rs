//! Figures without a site: one YAML file with a map of them.
//!
//! In: a source. Out: a document that defines the figures, and the values that are to be read from data files. Invariant:
//! the keys of a figure are those of its front matter, with `from` beside them.

use crate::content::document::{Document, Entry, Record, Shape};
use crate::content::figure::{self, Observation};
use crate::content::parse::{EntryReading, SiteReading, bare, entry};
use crate::content::{head, keys};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Source, Span, Spanned};
use crate::value::{Period, Quantity, YearStarts};
use crate::yaml::{self, Fields, Key, KeyValue, NodeReader, Schema, Text, Value, ValueType};

/// The most figures of one file; each is compared with every document.
const MOST: usize = 5000;

/// The keys of a figure in such a file.
pub const PLAIN_FIGURE: &Schema = &Schema {
    what: "a figure",
    groups: &[
        keys::FIGURE_HEAD,
        &[Key::new("from", ValueType::Map(FROM), "the data file that its value is read from")],
        figure::KEYS,
        head::KEYS,
    ],
};

const FROM: &Schema = &Schema {
    what: "`from`",
    groups: &[&[
        Key::new("file", ValueType::Text, "the data file: JSON, YAML or CSV").required(),
        Key::new("at", ValueType::Text, "where in JSON or YAML: `/crates/total`"),
        Key::new("row", ValueType::Text, "in CSV, the first cell of the row, or `last`"),
        Key::new("column", ValueType::Text, "in CSV, the name of the column"),
    ]],
};

/// What a figure's value is read from.
#[derive(Debug, Clone)]
pub struct DataBinding {
    /// The index of the figure among those of the document.
    pub figure: usize,
    /// The file, relative to the one that names it.
    pub file: Text,
    /// Where in it.
    pub cell: DataCell,
    /// The period of the value, if the figure names one.
    pub period: Option<Spanned<Period>>,
}

/// A place in a data file.
#[derive(Debug, Clone)]
pub enum DataCell {
    /// A JSON pointer (RFC 6901).
    Pointer(Text),
    /// A row by its first cell, and a column by its name.
    Cell {
        /// The row; the last one where it is not named.
        row: Option<Text>,
        /// The column.
        column: Text,
    },
}

/// A file of figures as it was read.
#[derive(Debug)]
pub struct PlainFigures {
    /// The document that defines them.
    pub document: Document,
    /// Those whose value is in a data file.
    pub bindings: Vec<DataBinding>,
    /// What is wrong with the file.
    pub findings: Vec<Diagnostic>,
}

/// Reads a file of figures.
#[must_use]
pub fn read(source: &Source) -> PlainFigures {
    let mut findings = Vec::new();
    let whole = Span::new(0, source.text.len());
    let tree = yaml::parse(&source.path, &source.text, whole, &mut findings);
    let mut reading = NodeReader {
        path: &source.path,
        source: &source.text,
        years: YearStarts::default(),
        data: None,
        zone: None,
        whole: tree.whole,
        findings,
    };

    let mut figures = Vec::new();
    let mut bindings = Vec::new();
    for entry in entries(tree.root.as_ref(), &mut reading) {
        if let Some((figure, binding)) = read_figure(entry, &mut reading) {
            bindings.extend(binding.map(|it| DataBinding { figure: figures.len(), ..it }));
            figures.push(figure);
        }
    }

    let findings = std::mem::take(&mut reading.findings);
    PlainFigures { document: document(source, figures), bindings, findings }
}

fn document(source: &Source, figures: Vec<Entry>) -> Document {
    let mut document = Document {
        shape: Shape::Single,
        is_sound: true,
        inline: figures,
        ..bare(&source.path, source.hash)
    };
    document.own.id = Spanned::new(source.path.as_str().into(), Span::default());
    document.own.record = Record::Page;
    document
}

/// Returns the figures: the map itself, or the one below `figures`.
fn entries<'n>(root: Option<&'n yaml::Node>, reading: &mut NodeReader<'_>) -> &'n [KeyValue] {
    let Some(root) = root else {
        return &[];
    };
    let Value::Map(entries) = &root.value else {
        let message = format!(
            "a file of figures must be keys with values, and this is {}",
            root.value.kind()
        );
        let help = "write each figure below its id: `visitors:`, then `title:` and `value:`";
        reading.report(Code::WrongType, root.span, message, help);
        return &[];
    };

    let entries = match &entries[..] {
        [KeyValue { key, node: yaml::Node { value: Value::Map(inner), .. } }]
            if *key.value == *"figures" =>
        {
            inner
        }
        all => all,
    };

    if let Some(first_over) = entries.get(MOST) {
        let message = format!("the file has {} figures; the limit is {MOST}", entries.len());
        reading.report(Code::TooLarge, first_over.key.span, message, "split it into several files");
        return &entries[..MOST];
    }

    entries
}

fn read_figure(
    written: &KeyValue,
    reading: &mut NodeReader<'_>,
) -> Option<(Entry, Option<DataBinding>)> {
    let mut fields = Fields::from_node(reading, PLAIN_FIGURE, &written.node)?;
    let binding = binding(&mut fields);
    // No settings belong to such a file.
    let site = SiteReading::default();
    let how = EntryReading::of_site(&site);
    let kind = crate::content::Kind::Figure;
    let (mut head, record) = entry(&mut fields, how, kind, Shape::Single, &mut Vec::new());
    let has_value =
        ["value", "series", "series_by", "from"].into_iter().find_map(|key| fields.key(key));
    fields.finish();

    if has_value.is_none() {
        let help = "add `value`, a `series`, or `from` with the data file that has it";
        reading.report(Code::MissingKey, written.key.span, "the figure has no value", help);
    }

    if head.title.is_empty() {
        head.title.clone_from(&written.key.value);
    }

    Some((Entry { id: written.key.clone(), head, record }, binding))
}

fn binding(fields: &mut Fields<'_, '_, '_>) -> Option<DataBinding> {
    let node = fields.node("from")?;
    let years = fields.reading.years;
    let period = fields.key("period").and_then(|_| {
        fields.parsed("period", Code::BadPeriod, |text| Period::parse_on_site(text, years))
    });

    if let Some(value) = fields.key("value").or(fields.key("series")) {
        let message = "a figure has either a value of its own or `from`, and this has both";
        fields.reading.report(Code::BadValue, value, message, "keep the one that is right");
        return None;
    }

    let mut from = Fields::from_node(fields.reading, FROM, node)?;
    let (file, at) = (from.text("file"), from.text("at"));
    let (row, column) = (from.text("row"), from.text("column"));
    from.finish();

    let cell = match (at, column) {
        (Some(at), None) => DataCell::Pointer(at),
        (None, Some(column)) => DataCell::Cell { row, column },
        _ => {
            let help = "write `at: /name` for JSON and YAML, or `row` and `column` for CSV";
            fields.reading.report(
                Code::MissingKey,
                node.span,
                "`from` does not say where in the file",
                help,
            );
            return None;
        }
    };

    Some(DataBinding { figure: 0, file: file?, cell, period })
}

/// Gives a figure the value that its data file has.
///
/// # Errors
/// Why the text is no value.
pub fn bind(
    document: &mut Document,
    binding: &DataBinding,
    written: &str,
) -> Result<(), Box<Diagnostic>> {
    let path = document.path.clone();
    let Some(Record::Figure(figure)) =
        document.inline.get_mut(binding.figure).map(|entry| &mut entry.record)
    else {
        return Ok(());
    };

    let span = binding.cell.span();
    match Quantity::parse(written, figure.rounded_to, figure.unit.as_ref()) {
        Ok(value) => {
            figure.series.push(Observation::new(binding.period, Spanned::new(value, span)));
            figure.has_value = true;
            Ok(())
        }
        Err(error) => Err(Box::new(
            unbound(
                &path,
                span,
                format!("the data file has `{}`, which is no value", error_text(written)),
            )
            .help_if(error.help),
        )),
    }
}

/// Reports a value that is not where `from` says.
#[must_use]
pub fn unbound(path: &SitePath, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::BadValue, Place::new(path, span), message)
}

/// Shortens what a data file has where a number was expected.
fn error_text(written: &str) -> String {
    const SHOWN: usize = 40;
    match written.chars().count() > SHOWN {
        true => format!("{}…", written.chars().take(SHOWN).collect::<String>()),
        false => written.to_owned(),
    }
}

impl DataCell {
    /// Returns where it is written.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            DataCell::Pointer(at) => at.span,
            DataCell::Cell { column, .. } => column.span,
        }
    }
}

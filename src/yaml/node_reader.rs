//! Reads single nodes of YAML as texts, lists and maps, and collects what is wrong with them.
//!
//! In: a [`Node`]. Out: its value, or a finding at its own place that says what to write. Invariant: it knows no
//! key; which keys there are is decided where maps are read.

use jiff::tz::TimeZone;

use super::bullets;
use super::tree::{KeyValue, Node, Value};
use super::writer::{quoted, scalar};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span, Spanned, ValueTable};
use crate::value::{ValueError, YearStarts};

/// The most items of one list in front matter. Each may make a page, and nobody reads a thousand of anything.
const LIST_MAX: usize = 1000;

/// A text with its place.
pub type Text = Spanned<Box<str>>;

/// Reads single nodes of one file, and collects findings about them.
pub struct NodeReader<'a> {
    /// The file.
    pub path: &'a SitePath,
    /// Its text.
    pub source: &'a str,
    /// The site's settings for the beginning of years, which decide what `2009-10` means.
    pub years: YearStarts,
    /// The table of values that the file names, as it was found.
    pub data: Option<&'a ValueTable>,
    /// The time zone of the site, whose offset is advised for a time without one.
    pub zone: Option<&'a TimeZone>,
    /// Whether all of the YAML was read; where it was not, a missing key proves nothing.
    pub whole: bool,
    /// The findings so far.
    pub findings: Vec<Diagnostic>,
}

impl NodeReader<'_> {
    /// Returns a place in the file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// Reports a finding with advice.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: &str) {
        let finding = Diagnostic::new(code, self.place(span), message);
        self.findings.push(finding.help(help));
    }

    /// Reports the error of a parser of values.
    pub fn bad(&mut self, code: Code, span: Span, error: ValueError) {
        let place = self.place(span);
        let finding = Diagnostic::new(code, place.clone(), error.message).help_if(error.help);

        self.findings.push(match error.fix {
            Some(fix) => finding.fix(place, scalar(&fix)),
            None => finding,
        });
    }

    /// Reads a node as text; reports any other type.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<Text> {
        match &node.value {
            Value::Scalar { text, plain } => {
                // Quotation marks state that the text is meant literally.
                if *plain {
                    self.traps(node, text);
                }

                // A masked byte is shown as it was written, see `syntax::Mask`.
                let written = &self.source[node.span.range()];
                let as_written = *plain && written.len() == text.len();
                let text = if as_written { written.trim() } else { text.trim() };

                (!node.value.is_empty() && !text.is_empty())
                    .then(|| Spanned::new(text.into(), node.span))
            }
            Value::List(_) | Value::Map(_) => {
                self.not_text(node, what);
                None
            }
        }
    }

    /// Reports a list or map where text is expected: often text in brackets that YAML misread.
    fn not_text(&mut self, node: &Node, what: &str) {
        let written = &self.source[node.span.range()];

        // `[[figure:returns]]`, as prose has it, is a list in a list to YAML; `{a}` is a map with one key.
        let (code, message) = match &node.value {
            Value::List(items) if matches!(items.as_slice(), [one] if matches!(one.value, Value::List(_))) => {
                (Code::YamlTrap, format!("YAML reads the brackets of {what} as a list in a list"))
            }
            Value::Map(_) if written.starts_with('{') => {
                (Code::YamlTrap, format!("YAML reads the braces of {what} as a map"))
            }
            value => {
                (Code::WrongType, format!("{what} must be text, and this is {}", value.kind()))
            }
        };

        // In a list of texts, `- Returns: a record` is a map with one key: an unquoted colon, never meant as
        // a map.
        if let Value::Map(entries) = &node.value
            && let [entry] = entries.as_slice()
            && !written.contains('\n')
            && !written.starts_with('{')
        {
            let colon = entry.key.span.end as usize;
            let colon = self.place(Span::new(colon, colon + 1));
            let finding = Diagnostic::new(Code::YamlTrap, colon, super::syntax::COLON);

            self.findings.push(
                finding
                    .help("put the whole text in quotation marks")
                    .fix(self.place(node.span), quoted(written)),
            );

            return;
        }

        // `contact: {name: …, email: …}` is meant as a map, and quotation marks would print its braces.
        if let Some(joined) = joined(&node.value) {
            let message = format!("{what} is one text, and this is a map");
            let finding = Diagnostic::new(Code::WrongType, self.place(node.span), message);
            let fix = quoted(&joined);

            self.findings
                .push(finding.help(format!("write `{fix}`")).fix(self.place(node.span), fix));

            return;
        }

        let finding = Diagnostic::new(code, self.place(node.span), message);
        self.findings.push(if written.contains('\n') || !written.starts_with(['[', '{']) {
            finding.help("write it on one line, in quotation marks")
        } else {
            finding.help("put it in quotation marks").fix(self.place(node.span), quoted(written))
        });
    }

    /// Reports what YAML silently does to unquoted text.
    fn traps(&mut self, node: &Node, text: &str) {
        let written = &self.source[node.span.range()];
        if let Some(dash) = written
            .find('\n')
            .filter(|_| written.lines().skip(1).any(|line| line.trim_start().starts_with("- ")))
        {
            let line = written[dash..].find("- ").map_or(dash, |at| dash + at);
            let start = node.span.start as usize + line;

            self.report(
                Code::YamlTrap,
                Span::new(start, start + 1),
                "this item is indented too far, so that YAML reads it as part of the line above",
                "begin all dashes of a list in the same column",
            );
        }

        let rest = &self.source[node.span.end as usize..];
        let comment = rest.trim_start_matches(|letter: char| {
            letter.is_whitespace() && !matches!(letter, '\n' | '\r')
        });
        let blanks = rest.len() - comment.len();
        let cut = comment.strip_prefix('#').and_then(|comment| comment.chars().next());

        if blanks > 0
            // `# note` with a space is meant as a comment, and `#10` is not.
            && cut.is_some_and(|first| !first.is_whitespace() && first != '#')
            && !text.is_empty()
        {
            // Only now: a list of a hundred thousand items on one line has a long rest behind each of them.
            let line = rest.lines().next().unwrap_or_default();
            let start = node.span.end as usize + blanks;
            let end = node.span.end as usize + line.trim_end().len();
            let all = &self.source[node.span.start as usize..end];
            let finding = Diagnostic::new(
                Code::YamlTrap,
                self.place(Span::new(start, end)),
                "YAML cuts the text at ` #`: what follows is taken for a comment",
            )
            .help("put the whole text in quotation marks, or a space after `#` if it is a comment")
            .fix(self.place(Span::new(node.span.start as usize, end)), quoted(all));

            self.findings.push(finding);
        }
    }

    /// Reads a node as a list; for a single text, `of_texts` offers brackets as the fix.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str, of_texts: bool) -> &'n [Node] {
        match &node.value {
            Value::List(items) => self.bounded(items, what),
            value if value.is_empty() => &[],
            value => {
                let written = &self.source[node.span.range()];
                let finding = Diagnostic::new(
                    Code::WrongType,
                    self.place(node.span),
                    format!("{what} must be a list, and this is {}", value.kind()),
                );

                self.findings.push(match value {
                    Value::Scalar { .. } if of_texts && !written.contains('\n') => {
                        let item = written.trim_start_matches(bullets::BULLETS).trim_start();
                        finding
                            .help(format!("write `[{item}]`, with commas between several"))
                            .fix(self.place(node.span), format!("[{item}]"))
                    }
                    _ => finding.help("begin each item on a line of its own with `- `"),
                });

                &[]
            }
        }
    }

    /// Returns as many items of a list as are read, and reports that there are more.
    fn bounded<'n>(&mut self, items: &'n [Node], what: &str) -> &'n [Node] {
        let Some(first_over) = items.get(LIST_MAX) else {
            return items;
        };

        let count = items.len();
        self.report(
            Code::TooLarge,
            first_over.span,
            format!("{what} has {count} items; the limit is {LIST_MAX}"),
            "keep what readers need, and split the rest among several pages",
        );

        &items[..LIST_MAX]
    }

    /// Reads a node as a map.
    pub fn map<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [KeyValue]> {
        match &node.value {
            Value::Map(entries) => Some(entries),
            value => {
                let message = format!(
                    "{what} must be a map of keys and values, and this is {}",
                    value.kind()
                );

                self.report(
                    Code::WrongType,
                    node.span,
                    message,
                    "write `key: value`, one per line",
                );

                None
            }
        }
    }
}

/// Returns the values of a map of texts as one text.
fn joined(value: &Value) -> Option<String> {
    let Value::Map(entries) = value else {
        return None;
    };
    let texts: Option<Vec<&str>> =
        entries.iter().map(|entry| entry.node.value.text().filter(|it| !it.is_empty())).collect();

    texts.filter(|texts| texts.len() > 1).map(|texts| texts.join(", "))
}

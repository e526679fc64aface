//! Markdown outside a site: a README, a changelog, the source of another tool's site.
//!
//! In: a source. Out: its statements, with the title, date and language of front matter in any format. Invariant: a key
//! of another tool is no fault.

use super::{Meta, is_date};
use crate::content::front_matter;
use crate::content::markdown;
use crate::content::other_formats;
use crate::content::prose::Body;
use crate::content::statement::{self, Flow, Hints, Setting, Statements};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::yaml::Value;

/// The keys whose text readers see.
const TEXTS: [&str; 5] = ["title", "summary", "description", "subtitle", "excerpt"];
const LANGUAGES: [&str; 3] = ["lang", "language", "locale"];
const DATES: [&str; 3] = ["date", "publishDate", "published"];

/// A key of front matter: its name, its text and where that is.
struct FrontKey<'t> {
    name: &'t str,
    text: &'t str,
    start: usize,
}

/// Front matter in any format, and where the body begins.
pub(super) struct Front<'t> {
    keys: Vec<FrontKey<'t>>,
    pub(super) body: usize,
}

impl<'t> Front<'t> {
    /// Finds front matter in YAML, TOML or JSON.
    pub(super) fn find(source: &'t Source) -> Front<'t> {
        let text = &*source.text;
        if let Some(other) = other_formats::find(text) {
            return Front { keys: assignments(&text[other.range.clone()]), body: other.range.end };
        }

        let is_yaml = text.lines().next().is_some_and(|first| first.trim_end() == "---");
        let front = front_matter::split(source, &mut Vec::new());

        // A line of hyphens may as well be a rule above the text.
        if !is_yaml || !front.readable {
            return Front { keys: Vec::new(), body: 0 };
        }

        let keys = front.entries.iter().filter_map(|entry| {
            let Value::Scalar { .. } = &entry.node.value else {
                return None;
            };
            let written = &text[entry.node.span.range()];
            let quoted = usize::from(written.len() > 1 && written.starts_with(['"', '\'']));
            // The header of a block of text is on a line of its own.
            let header = match written.starts_with(['>', '|']) {
                true => written.find('\n').unwrap_or(written.len()),
                false => quoted,
            };
            let name = &text[entry.key.span.range()];
            let words = &written[header..written.len() - quoted];
            let start = entry.node.span.start as usize + header;
            Some(FrontKey { name: name.trim_matches(['"', '\'']), text: words, start })
        });

        Front { keys: keys.collect(), body: front.body }
    }

    /// Returns what the keys say of the document.
    pub(super) fn meta(&self) -> Meta {
        let first = |names: &[&str]| {
            let known = |key: &&FrontKey<'_>| names.contains(&key.name);
            self.keys.iter().find(known).map(|key| key.text.trim())
        };
        let date = first(&DATES).and_then(|text| text.get(..10)).filter(|text| is_date(text));

        Meta { date: date.map(str::to_owned), language: first(&LANGUAGES).map(str::to_owned) }
    }

    fn statements(&self, hints: &Hints, found: &mut Statements) {
        let mut flow = Flow::new(Setting::FrontMatter);
        for key in self.keys.iter().filter(|key| TEXTS.contains(&key.name)) {
            flow.push(key.text, key.start..key.start + key.text.len());
            statement::read(&mut flow, hints, found);
        }
    }
}

/// Finds the lines `key = "text"` of TOML and `"key": "text"` of JSON, which begins the file.
fn assignments(block: &str) -> Vec<FrontKey<'_>> {
    let mut keys = Vec::new();
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        let start = at;
        at += line.len();

        let Some(sign) = line.find(['=', ':']) else {
            continue;
        };
        let name = line[..sign].trim().trim_matches(['"', '{', ' ']);
        let value = line[sign + 1..].trim_end().trim_end_matches(',');
        let text = value.trim().trim_matches(['"', '\'']);
        let offset = sign + 1 + value.find(text).unwrap_or_default();
        keys.push(FrontKey { name, text, start: start + offset });
    }

    keys
}

/// Reads a document.
pub(super) fn read(
    source: &Source,
    front: &Front<'_>,
    hints: &Hints,
    found: &mut Statements,
    findings: &mut Vec<Diagnostic>,
) -> Body {
    front.statements(hints, found);

    // Faults of Markdown are the business of the tool that prints it.
    let mut faults = Vec::new();
    let report = markdown::Report {
        path: &source.path,
        start: front.body,
        body: &source.text[front.body..],
        has_html: true,
        findings: &mut faults,
    };
    if let Some(finding) = markdown::too_dense(&report) {
        findings.push(finding);
        return Body { start: Span::new(front.body, front.body).start, ..Body::default() };
    }

    markdown::read(report, hints, found)
}

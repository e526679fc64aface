//! The format of a case file.
//!
//! In: its text. Out: the files of a site, its build options, and the expectations.
//! Invariant: writing a case back with the same answers gives the same text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chancery::value::Moment;
use chancery::workspace::BuildOptions;

use crate::sections::{self, Section};

/// What a section of a case expects of the built site.
#[derive(Debug, PartialEq)]
pub(crate) enum Expectation {
    /// Every finding, with its labels, help and fixes.
    Findings,
    /// The prose of the page at a URL, as HTML.
    Prose(String),
    /// The text of the page at a URL, as a reader sees it.
    Words(String),
    /// The published file at a path.
    File(String),
    /// The paths of published files with a given prefix.
    Files(String),
}

impl Expectation {
    fn parse(header: &str) -> Option<Expectation> {
        if header == "expected" {
            return Some(Expectation::Findings);
        }

        let (kind, of) = header.strip_prefix("expected ")?.split_once(' ')?;
        let of = of.to_owned();
        match kind {
            "page" => Some(Expectation::Prose(of)),
            "words" => Some(Expectation::Words(of)),
            "file" => Some(Expectation::File(of)),
            "files" => Some(Expectation::Files(of)),
            _ => None,
        }
    }

    pub(crate) fn header(&self) -> String {
        match self {
            Expectation::Findings => "expected".to_owned(),
            Expectation::Prose(url) => format!("expected page {url}"),
            Expectation::Words(url) => format!("expected words {url}"),
            Expectation::File(path) => format!("expected file {path}"),
            Expectation::Files(prefix) => format!("expected files {prefix}"),
        }
    }
}

/// A case as written.
pub(crate) struct Case {
    head: String,
    sections: Vec<Section>,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) expectations: Vec<Expectation>,
    pub(crate) options: BuildOptions,
}

impl Case {
    pub(crate) fn parse(written: &str) -> Result<Case, String> {
        let (head, sections) = sections::split(written);
        let mut files = BTreeMap::new();
        let mut expectations = Vec::new();

        for Section { header, text } in &sections {
            if let Some(expectation) = Expectation::parse(header) {
                expectations.push(expectation);
                continue;
            }

            let (path, crlf) = match header.strip_suffix(" {crlf}") {
                Some(path) => (path, true),
                None => (header.as_str(), false),
            };

            if !["content/", "templates/", "static/"].iter().any(|top| path.starts_with(top)) {
                return Err(format!("unknown section `{header}`"));
            }

            let path = String::from_utf8(bytes(path)).map_err(|error| error.to_string())?;
            let text = if crlf { text.replace('\n', "\r\n") } else { text.clone() };
            if files.insert(path, bytes(&text)).is_some() {
                return Err(format!("two sections `{header}`"));
            }
        }

        // A case that expects only a page would hide the findings about it.
        if !expectations.contains(&Expectation::Findings) {
            return Err("no section `-- expected --`".to_owned());
        }

        Ok(Case { options: options(&head)?, head, sections, files, expectations })
    }

    /// Writes the case with new answers, keyed by the header of their section.
    pub(crate) fn with_answers(&self, answers: &BTreeMap<String, String>) -> String {
        let mut written = self.head.clone();
        for Section { header, text } in &self.sections {
            let text = answers.get(header).unwrap_or(text);
            let _ = write!(written, "-- {header} --\n{text}");
        }

        written
    }
}

/// Reads the lines above the first section: options, and comments after `#`.
fn options(head: &str) -> Result<BuildOptions, String> {
    // A day after every date in the cases, so that most need not set one.
    let mut as_of = "2026-01-01";
    let mut now = None;
    let mut drafts = false;
    for line in head.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_once(": ") {
            Some(("as-of", day)) => as_of = day,
            Some(("now", day)) => now = Some(day),
            Some(("drafts", "yes")) => drafts = true,
            _ => return Err(format!("unknown setting `{line}`")),
        }
    }

    let moment = |text| Moment::parse(text).map_err(|error| error.message);
    let as_of = moment(as_of)?;
    let now = now.map_or(Ok(as_of), moment)?;

    Ok(BuildOptions { as_of, now, drafts, base_url: None, search: true })
}

/// Writes the bytes that a text file cannot hold: `{bom}`, `{tab}`, `{nbsp}`, `{cr}`, `{end}`, and
/// any byte as two hexadecimal digits.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;

    while let Some(at) = rest.find('{') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];

        let name = rest[1..].split_once('}').map_or("", |(name, _)| name);
        let hex = (name.len() == 2).then(|| u8::from_str_radix(name, 16).ok()).flatten();
        match (name, hex) {
            ("bom", _) => bytes.extend_from_slice("\u{feff}".as_bytes()),
            ("tab", _) => bytes.push(b'\t'),
            ("nbsp", _) => bytes.extend_from_slice("\u{a0}".as_bytes()),
            ("cr", _) => bytes.push(b'\r'),
            ("end", _) => return bytes,
            (_, Some(byte)) => bytes.push(byte),

            // A brace of YAML or of a template.
            _ => {
                bytes.push(b'{');
                rest = &rest[1..];
                continue;
            }
        }

        rest = &rest[name.len() + 2..];
    }

    bytes.extend_from_slice(rest.as_bytes());

    bytes
}

/// Writes invisible characters in the notation of cases.
pub(crate) fn visible(text: &str) -> String {
    text.replace('\u{a0}', "{nbsp}").replace('\t', "{tab}").replace('\0', "{00}")
}

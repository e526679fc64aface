//! Splits a file into front matter and body.
//!
//! In: a source. Out: the keys of its front matter, and where its body begins. Invariant: the front matter
//! is the block between a first line `---` and the next line `---` or `...`.

use super::other_formats::{self, OtherFormat};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{Source, Span};
use crate::yaml::{self, KeyValue, Value};

/// The largest front matter that is read, in bytes: ten thousand times the usual.
const MAX_FRONT_MATTER: usize = 1 << 20;

/// The front matter of a file, as a map.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// Its keys.
    pub(super) entries: Vec<KeyValue>,
    /// Where a missing key is reported: the opening line.
    pub(super) span: Span,
    /// The offset at which the body begins.
    pub(super) body: usize,
    /// Whether all of it was read.
    pub(super) whole: bool,
    /// Whether there is a map at all; if not, that is reported already.
    pub(super) readable: bool,
}

/// Finds and reads the front matter.
pub(super) fn split(source: &Source, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let text = &*source.text;
    let at = |start, end| Place::new(&source.path, Span::new(start, end));
    let nothing = |body| FrontMatter {
        entries: Vec::new(),
        span: Span::default(),
        body,
        whole: false,
        readable: false,
    };

    if let Some(other) = other_formats::find(text) {
        findings.push(not_yaml(source, &other));
        return nothing(other.range.end);
    }

    let first = text.lines().next().unwrap_or_default();

    // Trailing blanks are allowed: they are invisible, and every parser of front matter allows them.
    if first.trim_end() != "---" {
        let (message, help) = if text.trim().is_empty() {
            ("the file is empty", "begin it with front matter: `---`, then `title: …`, then `---`")
        } else {
            (
                "the file has no front matter",
                "begin it with a line `---`, the keys (`title: …`), and another line `---`",
            )
        };

        findings.push(
            Diagnostic::new(Code::MissingKey, at(0, first.trim_end().len()), message).help(help),
        );

        return nothing(0);
    }

    let start = line_end(text, 0);
    let Some((end, body)) = closing_line(text, start) else {
        findings.push(
            Diagnostic::new(
                Code::YamlSyntax,
                at(0, 3),
                "the front matter is opened here and never closed",
            )
            .help("put a line `---` below its last key"),
        );

        // Without a closing line the whole file may be front matter, so none of it is read as prose.
        return nothing(text.len());
    };

    // The body is still read: its links are checked although its keys are not.
    if end - start > MAX_FRONT_MATTER {
        let message = format!("the front matter is longer than {} KB", MAX_FRONT_MATTER >> 10);
        findings.push(
            Diagnostic::new(Code::TooLarge, at(0, 3), message)
                .help("move what is not about the page out of it"),
        );
        return nothing(body);
    }

    let tree = yaml::parse(&source.path, text, Span::new(start, end), findings);
    let (entries, readable) = match tree.root.map(|root| (root.value, root.span)) {
        Some((Value::Map(entries), _)) => (entries, true),
        // An empty front matter is one in which every required key is missing.
        None => (Vec::new(), tree.whole),
        Some((value, _)) if value.is_empty() => (Vec::new(), true),
        Some((value, span)) => {
            let message =
                format!("the front matter must be keys with values, and this is {}", value.kind());
            let place = Place::new(&source.path, span);

            findings.push(
                Diagnostic::new(Code::WrongType, place, message)
                    .help("write `title: …`, one key a line"),
            );

            (Vec::new(), false)
        }
    };

    FrontMatter { entries, span: Span::new(0, 3), body, whole: tree.whole, readable }
}

/// Reports front matter in another format.
fn not_yaml(source: &Source, other: &OtherFormat) -> Diagnostic {
    let OtherFormat { name, range, sign, yaml } = other;
    let place = Place::new(&source.path, sign.clone().into());
    let message = format!("the front matter is {name}, which is not read");
    let finding = Diagnostic::new(Code::YamlSyntax, place, message)
        .help("write it in YAML: a line `---`, the keys (`title: …`), and another line `---`");

    match yaml {
        Some(yaml) => finding.fix(Place::new(&source.path, range.clone().into()), yaml),
        None => finding,
    }
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}

/// Finds the line `---` (or `...`, which ends a YAML document) that closes the front matter.
fn closing_line(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut start = from;
    while start < text.len() {
        let end = line_end(text, start);
        if matches!(text[start..end].trim_end(), "---" | "...") {
            return Some((start, end));
        }

        start = end;
    }

    None
}

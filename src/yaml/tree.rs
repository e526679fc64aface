//! Parses YAML into a tree that keeps the place of every value.
//!
//! In: the text of a front matter or of `site.yaml`. Out: a [`Node`], and findings about its syntax.
//! Invariant: every span points into the source's own text. Only plain YAML 1.2 is read: no anchors,
//! aliases or tags, one document, at most [`MAX_DEPTH`] levels.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::escapes::{Escape, escapes};
use super::{bullets, layout, syntax};
use crate::diagnostic::{Code, Diagnostic, Place, TextKind, control_characters, escaped_control};
use crate::source::{SitePath, Span, Spanned, forbidden, is_forbidden};

/// Maximum depth of lists and maps: far more than front matter needs, and safe for the stack.
pub const MAX_DEPTH: usize = 32;

/// Maximum number of keys and values: ten thousand redirects, or a series of a thousand years, have a fraction of it. A
/// megabyte of the shortest ones would need more than a hundred megabytes of memory.
const MAX_VALUES: usize = 100_000;

/// Maximum number of syntax errors that are reported for a file; each costs another parse.
const MAX_SYNTAX_ERRORS: usize = 16;

/// What the parser is stopped with at [`MAX_VALUES`]; it is said in other words.
const TOO_MANY_VALUES: &str = "too many values";

/// Maximum number of texts in quotation marks that are joined to one line each; each costs another parse as well.
const MAX_JOINED_TEXTS: usize = 32;

/// Number of keys up to which a duplicate is searched one by one; beyond, a hash map takes over, since a
/// hostile file may hold a hundred thousand.
const LINEAR_SEARCH: usize = 32;

/// A value with its place.
pub type Node = Spanned<Value>;

/// A YAML value before it is given a type.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A scalar, as it is written, without its quotation marks.
    Scalar {
        /// The text; empty where nothing is written.
        text: Box<str>,
        /// Whether it is written without quotation marks.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in written order.
    Map(Vec<KeyValue>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyValue {
    /// The key and its place.
    pub key: Spanned<Box<str>>,
    /// The value.
    pub node: Node,
}

/// The result of parsing a block of YAML.
#[derive(Debug)]
pub struct Tree {
    /// The outermost value; none where nothing is written, or nothing could be read.
    pub root: Option<Node>,
    /// Whether all of it was read; where it was not, a missing key proves nothing.
    pub whole: bool,
}

/// Parses the block of YAML at `span` of a source's text.
pub fn parse(path: &SitePath, source: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Tree {
    let mut text = Cow::Borrowed(&source[span.range()]);
    let offset = span.start as usize;
    let at = |range: Range<usize>| Place::new(path, Span::from(range).shifted(offset));
    let written = &source[span.range()];

    // First, and out of sight of the parser, which would stop at the first of them.
    control_characters(path, source, span, TextKind::Yaml, findings);
    blank_controls(&mut text);

    let tabbed = layout::tabs(&mut text, &at, findings);

    let mut whole = layout::missing_spaces(&mut text, &at, findings);
    bullets::replace(&mut text, &at, findings);

    // From the beginning each time: the parser cannot continue after an error.
    let mut errors = 0;
    let mut joined = 0;
    while errors < MAX_SYNTAX_ERRORS {
        match TreeBuilder::new(&text, offset, path, findings).document() {
            Ok(root) => return Tree { root, whole },
            Err(error) if error.info() == TOO_MANY_VALUES => {
                let byte = byte_of(&text, error.marker().index());
                let message = format!("more than {MAX_VALUES} keys and values are written here");
                findings.push(
                    Diagnostic::new(Code::TooLarge, at(byte..byte), message)
                        .help("keep what readers need, and split the rest among several files"),
                );
                break;
            }
            Err(error) => {
                let byte = byte_of(&text, error.marker().index());
                // Other readers of YAML take it, so that it is no fault.
                let quoted = syntax::quoted_lines(&text, byte, error.info());
                if let Some(range) = quoted.filter(|_| joined < MAX_JOINED_TEXTS) {
                    let line = text[range.clone()].replace(['\n', '\r'], " ");
                    text.to_mut().replace_range(range, &line);
                    joined += 1;
                    continue;
                }

                errors += 1;

                let slip = syntax::explain(written, &text, byte, error.info());

                // The line's tab is reported already, and its intended width is unknown.
                if slip.is_within(&tabbed) {
                    whole = false;
                } else {
                    findings.push(slip.diagnostic(&at));
                }

                if !slip.mask(&mut text) {
                    break;
                }

                whole &= slip.loses_nothing();
            }
        }
    }

    Tree { root: None, whole: false }
}

/// Overwrites control characters with blanks, which keeps all places.
fn blank_controls(text: &mut Cow<'_, str>) {
    let found: Vec<_> = forbidden(text).map(|(at, sign)| at..at + sign.len_utf8()).collect();
    for range in found {
        text.to_mut().replace_range(range.clone(), &" ".repeat(range.len()));
    }
}

/// Converts the parser's character offset to a byte offset.
fn byte_of(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte)
}

struct TreeBuilder<'t, 'd> {
    text: &'t str,
    /// The byte offset of each character; none for ASCII, where the two are equal.
    bytes: Option<Vec<u32>>,
    offset: usize,
    path: &'d SitePath,
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    /// How many keys and values were read.
    values: usize,
    /// Findings of this pass; dropped when it fails, because the text is then parsed again.
    found: Vec<Diagnostic>,
    findings: &'d mut Vec<Diagnostic>,
}

impl<'t, 'd> TreeBuilder<'t, 'd> {
    fn new(
        text: &'t str,
        offset: usize,
        path: &'d SitePath,
        findings: &'d mut Vec<Diagnostic>,
    ) -> TreeBuilder<'t, 'd> {
        // The parser counts characters. A table turns them into bytes; counting from the start for each node
        // would be quadratic in the file.
        let bytes = (!text.is_ascii()).then(|| {
            let starts = text.char_indices().map(|(byte, _)| byte);
            starts.chain([text.len()]).map(|byte| u32::try_from(byte).unwrap_or(u32::MAX)).collect()
        });

        TreeBuilder {
            text,
            bytes,
            offset,
            path,
            parser: Parser::new_from_str(text),
            values: 0,
            found: Vec::new(),
            findings,
        }
    }

    fn byte(&self, character: usize) -> usize {
        match &self.bytes {
            None => character.min(self.text.len()),
            Some(bytes) => bytes.get(character).map_or(self.text.len(), |&byte| byte as usize),
        }
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let (start, end) = (self.byte(span.start.index()), self.byte(span.end.index()));
        Span::new(start, end.max(start)).shifted(self.offset)
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    fn document(mut self) -> Result<Option<Node>, ScanError> {
        let mut root = None;
        while let Some(event) = self.parser.next_event() {
            match event? {
                (Event::StreamStart | Event::DocumentEnd | Event::Nothing, _) => {}
                (Event::StreamEnd, _) => break,
                // YAML allows several documents in a file; a second one would silently replace the first.
                (Event::DocumentStart(_), span) => {
                    if root.is_some() {
                        let place = self.place(self.span(span));
                        self.found.push(
                            Diagnostic::new(
                                Code::YamlSyntax,
                                place,
                                "a second YAML document begins here",
                            )
                            .help("keep one block of settings, and take out the line `---`"),
                        );

                        break;
                    }
                }
                (event, span) => root = Some(self.node(event, span, 0)?),
            }
        }

        self.findings.append(&mut self.found);

        Ok(root)
    }

    fn next(&mut self) -> Result<(Event<'t>, saphyr_parser::Span), ScanError> {
        match self.parser.next_event() {
            Some(event) => event,
            None => Ok((Event::StreamEnd, saphyr_parser::Span::default())),
        }
    }

    fn node(
        &mut self,
        event: Event<'t>,
        at: saphyr_parser::Span,
        depth: usize,
    ) -> Result<Node, ScanError> {
        // As a parser error, so that it gets a place and plain words like all others.
        if depth > MAX_DEPTH {
            let text = format!("more than {MAX_DEPTH} lists and maps inside one another");
            return Err(ScanError::new(at.start, text));
        }

        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(ScanError::new(at.start, TOO_MANY_VALUES.to_owned()));
        }

        let span = self.span(at);

        Ok(match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.not_plain(span);
                }

                // `"null"` in quotation marks is a text, while plain `null` is an absent value.
                let plain = style == ScalarStyle::Plain;
                if style == ScalarStyle::DoubleQuoted {
                    self.escaped_controls(&text, span);
                }
                let value = Value::Scalar { text: text.into(), plain };

                Spanned::new(value, self.trimmed(span))
            }

            Event::SequenceStart(anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.not_plain(span);
                }
                self.list(span, depth)?
            }

            Event::MappingStart(anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.not_plain(span);
                }
                self.map(span, depth)?
            }

            _ => {
                self.not_plain(span);

                // An alias has no value of its own; an empty one keeps its key known.
                let value = Value::Scalar { text: "".into(), plain: true };
                Spanned::new(value, span)
            }
        })
    }

    /// Reports a control character that an escape stands for: `"\u0000"`.
    fn escaped_controls(&mut self, text: &str, span: Span) {
        let Some((_, sign)) = forbidden(text).next() else {
            return;
        };

        // As the escapes are written; what is found otherwise has no place of its own.
        let local = span.start as usize - self.offset..span.end as usize - self.offset;
        let written = self.text.get(local.clone()).unwrap_or_default();
        let escapes = escapes(written).filter(|escape| is_forbidden(escape.sign));
        let mut places: Vec<(Span, char)> = escapes
            .map(|Escape { range, sign }| {
                let place = Span::new(local.start + range.start, local.start + range.end);
                (place.shifted(self.offset), sign)
            })
            .collect();

        if places.is_empty() {
            places.push((span, sign));
        }

        for (span, sign) in places {
            let place = self.place(span);
            self.found.push(escaped_control(place, sign, TextKind::Yaml));
        }
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, ScanError> {
        let mut items = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::SequenceEnd | Event::StreamEnd) {
                // The parser places the end of a block list at the next token; its last item ends it.
                let end = items.last().map_or(start.end, |last: &Node| last.span.end);
                let end = end.max(self.span(at).end);
                let span = self.trimmed(Span { start: start.start, end });
                return Ok(Spanned::new(Value::List(items), span));
            }

            items.push(self.node(event, at, depth + 1)?);
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, ScanError> {
        let mut entries: Vec<KeyValue> = Vec::new();
        let mut known = HashMap::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                let end = entries.last().map_or(start.end, |last| last.node.span.end);
                let end = end.max(self.span(at).end);
                let span = self.trimmed(Span { start: start.start, end });
                return Ok(Spanned::new(Value::Map(entries), span));
            }

            let key = self.node(event, at, depth + 1)?;
            let (event, at) = self.next()?;
            let node = self.node(event, at, depth + 1)?;
            self.entry(key, node, &mut entries, &mut known);
        }
    }

    /// Adds a key; `known` is filled only beyond [`LINEAR_SEARCH`] keys.
    fn entry(
        &mut self,
        key: Node,
        node: Node,
        entries: &mut Vec<KeyValue>,
        known: &mut HashMap<Box<str>, Span>,
    ) {
        let Value::Scalar { text, .. } = key.value else {
            let place = self.place(key.span);
            self.found.push(
                Diagnostic::new(
                    Code::YamlSyntax,
                    place,
                    "a key must be a word, not a list or a map",
                )
                .help("put text in braces or brackets in quotation marks"),
            );

            return;
        };
        let key = Spanned::new(text, key.span);

        // A map of front matter has a dozen keys, where comparing them is faster than hashing.
        let first = if entries.len() < LINEAR_SEARCH {
            entries.iter().find(|entry| entry.key.value == key.value).map(|first| first.key.span)
        } else {
            if known.is_empty() {
                known.extend(entries.iter().map(|it| (it.key.value.clone(), it.key.span)));
            }
            known.insert(key.value.clone(), key.span)
        };

        if let Some(first) = first {
            let message = format!("duplicate key `{}`", key.value);
            self.found.push(
                Diagnostic::new(Code::DuplicateKey, self.place(key.span), message)
                    .label(self.place(first), "first defined here")
                    .help("keep one of the two"),
            );
            return;
        }

        entries.push(KeyValue { key, node });
    }

    fn not_plain(&mut self, span: Span) {
        let message = "anchors (`&`), aliases (`*`) and tags (`!`) are not read here";
        self.found.push(Diagnostic::new(Code::YamlSyntax, self.place(span), message).help(
            "write the value out, or put text that begins with such a character in quotation marks",
        ));
    }

    /// Trims trailing white space: the parser extends a block to the next token.
    fn trimmed(&self, span: Span) -> Span {
        let start = span.start as usize - self.offset;
        let end = (span.end as usize - self.offset).min(self.text.len()).max(start);
        let length = self.text[start..end].trim_end().len();
        Span::new(start, start + length).shifted(self.offset)
    }
}

impl Value {
    /// Returns the text of a scalar; nothing where it is empty, or YAML's null.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Scalar { text, plain: true } if is_null(text) => None,
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Tells whether the value is empty, which is the same as leaving the key out.
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Scalar { text, plain: true } if is_null(text))
    }

    /// Returns the word for its type in messages.
    pub fn kind(&self) -> &'static str {
        match self {
            _ if self.is_empty() => "nothing",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// Tells whether a plain scalar is null in YAML 1.2's core schema.
fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

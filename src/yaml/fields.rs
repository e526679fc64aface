//! Reads YAML maps with types, and reports all faults at once, each at its own place.
//!
//! In: a [`Node`] and a [`Schema`]. Out: values, and findings about everything else. Invariant: the schema
//! decides which keys are known and which are required.

use super::foreign_keys;
use super::foreign_keys::KeyAdvice;
use super::node_reader::{NodeReader, Text};
use super::schema::{Schema, ValueType};
use super::tree::{KeyValue, Node, Value};
use super::writer::{quoted, scalar};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Span, Spanned};
use crate::value::web_address::{self, LinkReach};
use crate::value::{Moment, ValueError, quote};

/// A map that is being read by its schema.
pub struct Fields<'r, 'a, 'n> {
    /// Where findings go.
    pub reading: &'r mut NodeReader<'a>,
    schema: &'static Schema,
    entries: &'n [KeyValue],
    /// Where a missing key is reported.
    span: Span,
    /// The keys that were requested so far.
    requested: KeySet,
    /// The required keys that were reported so far, as missing or as empty.
    reported: KeySet,
    /// Keys that were reported missing, each with the index of its finding.
    missing: Vec<(&'static str, usize)>,
    /// A key outside the schema for which the caller has a finding of its own.
    refused: Option<&'static str>,
}

/// Keys of a schema, by index: one bit each, since every map of a large site is read with one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct KeySet(u64);

impl KeySet {
    /// Adds a key; false where it was there already.
    fn insert(&mut self, number: usize) -> bool {
        debug_assert!(number < 64, "a schema has at most 64 keys");
        let before = self.0;
        self.0 |= 1 << number;
        self.0 != before
    }
}

impl<'r, 'a, 'n> Fields<'r, 'a, 'n> {
    /// Begins to read a map; `span` is where a missing key is reported.
    pub fn new(
        reading: &'r mut NodeReader<'a>,
        schema: &'static Schema,
        entries: &'n [KeyValue],
        span: Span,
    ) -> Fields<'r, 'a, 'n> {
        Fields {
            reading,
            schema,
            entries,
            span,
            requested: KeySet::default(),
            reported: KeySet::default(),
            missing: Vec::new(),
            refused: None,
        }
    }

    /// Begins to read a node that must be a map.
    pub fn from_node(
        reading: &'r mut NodeReader<'a>,
        schema: &'static Schema,
        node: &'n Node,
    ) -> Option<Fields<'r, 'a, 'n>> {
        if let Value::Map(entries) = &node.value {
            return Some(Fields::new(reading, schema, entries, node.span));
        }

        let message =
            format!("{} must be keys with values, and this is {}", schema.what, node.value.kind());
        // A map with a key of its own is named by it: `withdrawn`.
        let key = schema.what.strip_prefix('`').and_then(|what| what.strip_suffix('`'));
        let key = key.map(|key| format!("{key}: ")).unwrap_or_default();
        let help = format!("write `{key}{}`", example(schema, node));
        reading.report(Code::WrongType, node.span, message, &help);

        None
    }

    /// Returns the value of a key, unless it is missing or empty; reports it where it is required.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        let known = self.schema.find(key);

        // Asserted only in debug builds: the requested keys depend on the program, never on a site.
        debug_assert!(known.is_some(), "the schema of {} lacks `{key}`", self.schema.what);
        self.requested.insert(known?.0);

        let entry = self.entries.iter().find(|entry| *entry.key.value == *key);
        let node = entry.map(|entry| &entry.node).filter(|node| !node.value.is_empty());
        if node.is_none() {
            self.require(key);
        }

        node
    }

    /// Returns where a missing key is reported.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the place of a key, where it is written.
    pub fn key(&self, key: &str) -> Option<Span> {
        let entry = self.entries.iter().find(|entry| *entry.key.value == *key)?;
        Some(entry.key.span)
    }

    /// Returns the value of a key that is not in the schema and that the caller reports itself.
    pub fn refuse(&mut self, key: &'static str) -> Option<&'n Node> {
        self.refused = Some(key);
        let entry = self.entries.iter().find(|entry| *entry.key.value == *key)?;
        (!entry.node.value.is_empty()).then_some(&entry.node)
    }

    /// Reads a text.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        let findings = self.reading.findings.len();
        let text = self.reading.text(node, &format!("`{key}`"));

        // Quotation marks around nothing are not a text either.
        if text.is_none() && findings == self.reading.findings.len() {
            self.require(key);
        }

        text
    }

    /// Reports a required key that has no value, where that can be known.
    fn require(&mut self, key: &'static str) {
        let Some((number, known)) = self.schema.find(key) else {
            return;
        };

        // After a syntax error, the key may be in the part that was not read.
        if !known.is_required || !self.reading.whole || !self.reported.insert(number) {
            return;
        }

        let (span, message) = match self.key(key) {
            Some(span) => (span, format!("`{key}` is empty")),
            None => {
                self.missing.push((key, self.reading.findings.len()));
                (self.span, format!("{} needs `{key}`, and it is missing", self.schema.what))
            }
        };

        let help = format!("add a line `{key}: …`");
        self.reading.report(Code::MissingKey, span, message, &help);
    }

    /// Reads a text that is no prose, so that brackets around it can only be those of a list.
    fn one_value(&mut self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        let Value::List(items) = &node.value else {
            return self.text(key);
        };
        if items.is_empty() || !items.iter().all(|item| matches!(item.value, Value::Scalar { .. }))
        {
            return self.text(key);
        }

        let place = self.reading.place(node.span);
        let message = format!("`{key}` has one value, and this is a list");
        let finding = Diagnostic::new(Code::WrongType, place.clone(), message);
        self.reading.findings.push(match items.as_slice() {
            [item] => {
                let written = self.reading.source[item.span.range()].to_owned();
                finding.help("take the brackets away").fix(place, written)
            }
            _ => finding.help("keep one of them, without brackets"),
        });

        None
    }

    /// Reads a text and parses it.
    pub fn parsed<T>(
        &mut self,
        key: &'static str,
        code: Code,
        parse: impl FnOnce(&str) -> Result<T, ValueError>,
    ) -> Option<Spanned<T>> {
        let text = self.one_value(key)?;
        match parse(&text.value) {
            Ok(value) => Some(Spanned::new(value, text.span)),
            Err(error) => {
                self.reading.bad(code, text.span, error);
                None
            }
        }
    }

    /// Reads a day, or a time with its offset.
    pub fn moment(&mut self, key: &'static str) -> Option<Spanned<Moment>> {
        let zone = self.reading.zone;
        self.parsed(key, Code::BadDate, |text| Moment::read(text, zone))
    }

    /// Reports a key without a value, if leaving the key out would mean something else.
    pub fn not_empty(&mut self, key: &str) {
        let entry = self.entries.iter().find(|entry| *entry.key.value == *key);
        if let Some(entry) = entry.filter(|entry| entry.node.value.is_empty()) {
            let help = format!("write what is meant after `{key}:`, or take the key out");
            self.reading.report(
                Code::MissingKey,
                entry.key.span,
                format!("`{key}` is empty"),
                &help,
            );
        }
    }

    /// Reads `yes` or `no`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.not_empty(key);

        self.parsed(key, Code::WrongType, |text| match text {
            // YAML 1.1 and its editors complete `yes` and `no`; 1.2 has only `true` and `false`. Writers use
            // all of them.
            "true" | "yes" | "True" | "Yes" => Ok(true),
            "false" | "no" | "False" | "No" => Ok(false),
            _ => Err(ValueError {
                message: format!("`{key}` is either `yes` or `no`"),
                help: Some("write `yes` or `no`".to_owned()),
                ..ValueError::default()
            }),
        })
        .map(|flag| flag.value)
    }

    /// Reads a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let items = self.reading.list(node, &format!("`{key}`"), true);
        let what = format!("an item of `{key}`");
        let texts = items.iter().filter_map(|item| self.reading.text(item, &what));

        // Lists stay in memory by the hundred thousand, and most are short.
        let mut texts: Vec<Text> = texts.collect();
        texts.shrink_to_fit();

        texts
    }

    /// Returns the items of a list of texts, or of texts and maps.
    pub fn items(&mut self, key: &'static str) -> &'n [Node] {
        match self.node(key) {
            Some(node) => self.reading.list(node, &format!("`{key}`"), true),
            None => &[],
        }
    }

    /// Returns the items of a list of maps.
    pub fn maps(&mut self, key: &'static str) -> &'n [Node] {
        match self.node(key) {
            Some(node) => self.reading.list(node, &format!("`{key}`"), false),
            None => &[],
        }
    }

    /// Returns the items of a list of maps that may be very long: one of what a site has gathered over years.
    pub fn many_maps(&mut self, key: &'static str) -> &'n [Node] {
        match self.node(key).map(|node| &node.value) {
            Some(Value::List(items)) => items,
            _ => self.maps(key),
        }
    }

    /// Reads a web address.
    pub fn address(&mut self, key: &'static str) -> Option<Text> {
        let text = self.one_value(key)?;
        if let LinkReach::Refused(error) = web_address::reach(&text.value) {
            self.reading.bad(Code::UnsafeLink, text.span, error);
            return None;
        }

        // A whole address: a relative one would be relative to every page that shows it.
        let is_whole = ["https://", "http://"].iter().any(|scheme| {
            text.value.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        if is_whole && !text.value.contains(char::is_whitespace) {
            return Some(text);
        }

        let error = ValueError::new(format!("{} is not a web address", quote(&text.value)));
        // Markdown has an address in angle brackets, YAML has it bare.
        let bare = text.value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        let bare = bare.filter(|bare| matches!(web_address::reach(bare), LinkReach::Outside));
        let whole = bare.map(str::to_owned).or_else(|| web_address::without_scheme(&text.value));
        let error = match whole.filter(|whole| whole.starts_with("https:")) {
            Some(whole) => error.help(format!("write `{whole}`")).fix(whole),
            None => error.help("write the whole address, beginning with `https://`"),
        };

        self.reading.bad(Code::BadValue, text.span, error);

        None
    }

    /// Reads a text in which an address may stand, as in a contact.
    pub fn text_with_addresses(&mut self, key: &'static str) -> Option<Text> {
        let text = self.text(key)?;
        if let Some(error) = web_address::refused_in(&text.value) {
            self.reading.bad(Code::UnsafeLink, text.span, error);
        }

        Some(text)
    }

    /// Parses the name of a check that settings or a waiver may silence.
    pub fn silenceable(&mut self, text: &Text) -> Option<Code> {
        let may = |code: &&Code| code.may_be_silenced();
        let name = &*text.value;
        let (message, help) = match Code::parse(name) {
            Some(code) if may(&&code) => return Some(code),
            Some(_) => (
                format!("`{name}` cannot be silenced: there would be no correct page to publish"),
                format!("fix what it finds; `chancery explain {name}` says how"),
            ),
            None => (
                format!("there is no check `{name}`"),
                match nearest(name, Code::ALL.iter().filter(may).map(|code| code.as_str())) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`chancery explain` lists all checks".to_owned(),
                },
            ),
        };

        self.reading.report(Code::BadValue, text.span, message, &help);

        None
    }

    /// Reads a map without a schema; serde reads it from the text of the block, with YAML's own types.
    pub fn free_map(&mut self, key: &'static str) -> Option<Box<serde_yaml::Value>> {
        let node = self.node(key)?;
        self.reading.map(node, &format!("`{key}`"))?;

        // Serde is given the block alone. Its first line has lost the indentation that the others have.
        if let Ok(value) = serde_yaml::from_str(&outdented(self.reading.source, node.span)) {
            return Some(Box::new(value));
        }

        self.reading.report(
            Code::YamlSyntax,
            node.span,
            format!("the map `{key}` cannot be read"),
            "compare it with `key: value`, one per line, all in one column",
        );

        None
    }

    /// Reports every unknown key, with the nearest known one; a misspelt key is not reported missing as
    /// well.
    pub fn finish(self) {
        debug_assert_eq!(
            self.requested,
            KeySet((1 << self.schema.keys().count()) - 1),
            "every key in the schema of {} is read",
            self.schema.what
        );

        let is_known = |key: &str| self.schema.find(key).is_some() || self.refused == Some(key);
        let mut found = Vec::new();
        let mut intended = Vec::new();
        let mut rest = self.entries;

        while let Some((entry, others)) = rest.split_first() {
            rest = others;

            if is_known(&entry.key.value) {
                let unknown = others.iter().position(|other| is_known(&other.key.value));
                let unknown = &others[..unknown.unwrap_or(others.len())];
                let cut = count_cut_off(self.reading.source, entry, unknown);

                if cut > 0 {
                    found.push(cut_by_comma(self.reading, entry, &others[..cut]));
                    rest = &others[cut..];
                }

                continue;
            }

            // A file with a thousand unknown keys is not front matter, and comparing them all is slow.
            let suggest = found.len() < 1000;
            let unknown = UnknownKey { entry, all: self.entries, schema: self.schema, suggest };
            let finding = unknown_key(self.reading, &unknown);
            intended.extend(finding.fix.first().map(|edit| edit.replacement.clone()));
            found.push(finding);
        }

        // From the last to the first, so that the indexes of the others stay valid.
        for (key, index) in self.missing.into_iter().rev() {
            if intended.iter().any(|intended| intended == key) {
                self.reading.findings.remove(index);
            }
        }

        self.reading.findings.append(&mut found);
    }
}

/// Returns a map as it might be written in place of a value: `{date: …, reason: "…"}`.
fn example(schema: &Schema, node: &Node) -> String {
    let is_flag = |text: &str| {
        matches!(text.to_ascii_lowercase().as_str(), "yes" | "no" | "true" | "false" | "on" | "off")
    };
    // What is there is most often the first of the values.
    let mut given = match &node.value {
        Value::Scalar { text, .. } if !is_flag(text) && text.len() < 60 => Some(scalar(text)),
        _ => None,
    };

    let has_required = schema.keys().any(|key| key.is_required);
    let most = if has_required { 3 } else { 2 };
    let keys = schema.keys().filter(|key| key.is_required || !has_required).take(most);
    let fields = keys.map(|key| {
        let empty = match key.value {
            ValueType::Text => "\"…\"",
            _ => "…",
        };
        format!("{}: {}", key.name, given.take().unwrap_or_else(|| empty.to_owned()))
    });

    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
}

/// Counts the entries that are not keys but continue the previous value: within braces, YAML ends `1,900` and
/// `London, in May` at the comma.
fn count_cut_off(source: &str, entry: &KeyValue, others: &[KeyValue]) -> usize {
    if !matches!(&entry.node.value, Value::Scalar { text, plain: true } if !text.is_empty()) {
        return 0;
    }

    let mut end = entry.node.span.end as usize;
    let is_cut = |other: &&KeyValue| {
        let start = other.key.span.start as usize;
        let between = source.get(end..start).unwrap_or_default().trim();
        end = other.key.span.end as usize;
        between == ","
            && other.node.value.is_empty()
            && !source[end..].trim_start().starts_with(':')
    };

    others.iter().take_while(is_cut).count()
}

fn cut_by_comma(reading: &NodeReader<'_>, entry: &KeyValue, cut: &[KeyValue]) -> Diagnostic {
    let start = entry.node.span.start as usize;
    let end = cut.last().map_or(start, |last| last.key.span.end as usize);
    let span = Span::new(start, end);
    let written = &reading.source[span.range()];
    let message = format!("within braces YAML ends `{}` at the comma", entry.key.value);

    Diagnostic::new(Code::YamlTrap, reading.place(span), message)
        .help("put the whole text in quotation marks")
        .fix(reading.place(span), quoted(written))
}

/// Returns a block as a document of its own, with its first line indented to the original column.
fn outdented(source: &str, span: Span) -> String {
    let start = source[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let indent = span.start as usize - start;
    format!("{}{}", " ".repeat(indent), &source[span.range()])
}

/// A key that a schema lacks.
struct UnknownKey<'n> {
    entry: &'n KeyValue,
    /// All keys of the map.
    all: &'n [KeyValue],
    schema: &'static Schema,
    /// Whether to search for the key that was meant.
    suggest: bool,
}

fn unknown_key(reading: &NodeReader<'_>, unknown: &UnknownKey<'_>) -> Diagnostic {
    let UnknownKey { entry, all, schema, suggest } = *unknown;
    let place = reading.place(entry.key.span);
    let key = &*entry.key.value;

    let is_invisible = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    if key.contains(|letter: char| letter != ' ' && is_invisible(letter)) {
        let plain: String = key.chars().filter(|letter| !is_invisible(*letter)).collect();
        let message = format!("invisible no-break space in the key `{plain}`");
        let finding = Diagnostic::new(Code::YamlTrap, place.clone(), message);

        return finding.help("type the key again").fix(place, plain);
    }

    let finding = Diagnostic::new(Code::UnknownKey, place.clone(), format!("unknown key `{key}`"));

    // `Name` is a key in capitals, and no word of another tool.
    let is_in_capitals = schema.keys().any(|known| known.name.eq_ignore_ascii_case(key));
    let advice = (suggest && !is_in_capitals).then(|| foreign_keys::advise(entry, schema, all));
    if let Some(KeyAdvice { help, key, value }) = advice.flatten() {
        let edits = [(place, key), (reading.place(entry.node.span), value)];
        return edits.into_iter().fold(finding.help(help), |finding, (place, replacement)| {
            match replacement {
                Some(replacement) => finding.fix(place, replacement),
                None => finding,
            }
        });
    }

    let names = schema.keys().map(|key| key.name);
    match nearest(key, names.clone()).filter(|_| suggest) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(place, near),
        None => {
            let mut names: Vec<&str> = names.collect();
            names.sort_unstable();
            finding.help(format!("{} has these keys: {}", schema.what, names.join(", ")))
        }
    }
}

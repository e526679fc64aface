//! Typed reading of a YAML map: every finding at once, each at its own word.
//!
//! In: a [`Node`]. Out: values, and findings about what cannot be one.
//! Invariant: a key is known when somebody asked for it; [`Fields::finish`] reports the others.

use super::tree::{Entry, Node, Value};
use super::trouble::quoted;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::{SitePath, Span, Spanned};
use crate::value::ValueError;

/// A text with its place.
pub type Text = Spanned<Box<str>>;

/// Where findings go, and what they point into.
pub struct Reading<'a> {
    /// The file.
    pub path: &'a SitePath,
    /// Its text.
    pub source: &'a str,
    /// Whether the YAML was read whole; where it was not, a missing key proves nothing.
    pub whole: bool,
    /// What was found so far.
    pub findings: Vec<Diagnostic>,
}

impl Reading<'_> {
    /// Returns a place in the file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// Reports a finding with its remedy.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: &str) {
        let finding = Diagnostic::new(code, self.place(span), message);
        self.findings.push(finding.help(help));
    }

    /// Reports what a parser of values said.
    pub fn bad(&mut self, code: Code, span: Span, error: ValueError) {
        let finding = Diagnostic::new(code, self.place(span), error.message);
        self.findings.push(finding.help_if(error.help));
    }

    /// Reads a node as text, or reports what it is instead.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<Text> {
        match &node.value {
            Value::Scalar { text, plain } => {
                if *plain {
                    self.traps(node, text);
                }

                // What was masked to read on is shown as it was written.
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

    /// Reports what YAML makes of text in brackets or braces.
    fn not_text(&mut self, node: &Node, what: &str) {
        let written = &self.source[node.span.range()];
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

        if let Value::Map(entries) = &node.value
            && let [entry] = entries.as_slice()
            && !written.contains('\n')
            && !written.starts_with('{')
        {
            let colon = entry.key.span.end as usize;
            let colon = self.place(Span::new(colon, colon + 1));
            let finding = Diagnostic::new(Code::YamlTrap, colon, super::trouble::COLON);

            self.findings.push(
                finding
                    .help("put the whole text in quotation marks")
                    .fix(self.place(node.span), quoted(written)),
            );

            return;
        }

        let finding = Diagnostic::new(code, self.place(node.span), message);
        self.findings.push(if written.contains('\n') || !written.starts_with(['[', '{']) {
            finding.help("write it on one line, in quotation marks")
        } else {
            finding.help("put it in quotation marks").fix(self.place(node.span), quoted(written))
        });
    }

    /// Reports what YAML does silently to plain text.
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
        let line = rest.lines().next().unwrap_or_default();
        let comment = line.trim_start();
        let blanks = line.len() - comment.len();
        let cut = comment.strip_prefix('#').and_then(|comment| comment.chars().next());

        if blanks > 0
            && cut.is_some_and(|first| !first.is_whitespace() && first != '#')
            && !text.is_empty()
        {
            let start = node.span.end as usize + blanks;
            let end = node.span.end as usize + line.trim_end().len();
            let all = &self.source[node.span.start as usize..end];
            let finding = Diagnostic::new(
                Code::YamlTrap,
                self.place(Span::new(start, end)),
                "YAML cuts the text at ` #`: what follows is taken for a comment",
            )
            .help("put the whole text in quotation marks, or a space behind `#` if it is a comment")
            .fix(self.place(Span::new(node.span.start as usize, end)), quoted(all));

            self.findings.push(finding);
        }
    }

    /// Reads a node as a list; a lone text is reported with its brackets, where `of_texts` says that
    /// they would mend it.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str, of_texts: bool) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            value if value.is_empty() => &[],
            value => {
                let written = &self.source[node.span.range()];
                let finding = Diagnostic::new(
                    Code::WrongType,
                    self.place(node.span),
                    format!("{what} must be a list, and this is {}", value.kind()),
                );

                self.findings.push(match value {
                    Value::Scalar { .. } if of_texts && !written.contains('\n') => finding
                        .help(format!("write `[{written}]`, with commas between several"))
                        .fix(self.place(node.span), format!("[{written}]")),
                    _ => finding.help("begin each item on a line of its own with `- `"),
                });

                &[]
            }
        }
    }

    /// Reads a node as a map.
    pub fn map<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Entry]> {
        match &node.value {
            Value::Map(entries) => Some(entries),
            value => {
                let message = format!(
                    "{what} must be a map of keys and values, and this is {}",
                    value.kind()
                );
                self.report(Code::WrongType, node.span, message, "write `key: value`, one a line");
                None
            }
        }
    }
}

/// A map that is being read.
pub struct Fields<'r, 'a, 'n> {
    /// Where findings go.
    pub reading: &'r mut Reading<'a>,
    /// What the map describes, as messages name it: "a briefing", "an event of the timeline".
    what: &'static str,
    entries: &'n [Entry],
    /// Where a missing key is reported.
    span: Span,
    asked: Vec<&'static str>,
    /// Keys that were reported missing, and which finding says so.
    missing: Vec<(Box<str>, usize)>,
}

impl<'r, 'a, 'n> Fields<'r, 'a, 'n> {
    /// Begins to read a map; `span` is where a missing key is reported.
    pub fn new(
        reading: &'r mut Reading<'a>,
        what: &'static str,
        entries: &'n [Entry],
        span: Span,
    ) -> Fields<'r, 'a, 'n> {
        Fields { reading, what, entries, span, asked: Vec::with_capacity(24), missing: Vec::new() }
    }

    /// Begins to read a node that must be a map.
    pub fn of(
        reading: &'r mut Reading<'a>,
        what: &'static str,
        node: &'n Node,
    ) -> Option<Fields<'r, 'a, 'n>> {
        let entries = reading.map(node, what)?;
        Some(Fields::new(reading, what, entries, node.span))
    }

    /// Returns the value of a key, unless it is missing or empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let entry = self.entries.iter().find(|entry| *entry.key.value == *key)?;
        (!entry.node.value.is_empty()).then_some(&entry.node)
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

    /// Reads a text.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        self.reading.text(node, &format!("`{key}`"))
    }

    /// Reads a text that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<Text> {
        let found = self.reading.findings.len();
        let text = self.text(key);
        if text.is_none() && found == self.reading.findings.len() {
            self.missing(key);
        }

        text
    }

    /// Reports that a key is missing, where that can be known.
    pub fn missing(&mut self, key: &str) {
        if !self.reading.whole {
            return;
        }

        let (span, message) = match self.key(key) {
            Some(span) => (span, format!("`{key}` is empty")),
            None => {
                self.missing.push((key.into(), self.reading.findings.len()));
                (self.span, format!("{} needs `{key}`, and it is missing", self.what))
            }
        };

        let help = format!("add a line `{key}: …`");
        self.reading.report(Code::MissingKey, span, message, &help);
    }

    /// Reads a text and what it means.
    pub fn parsed<T>(
        &mut self,
        key: &'static str,
        code: Code,
        parse: impl FnOnce(&str) -> Result<T, ValueError>,
    ) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        match parse(&text.value) {
            Ok(value) => Some(Spanned::new(value, text.span)),
            Err(error) => {
                self.reading.bad(code, text.span, error);
                None
            }
        }
    }

    /// Reports a key behind which nothing is written, where leaving it out means something else.
    pub fn not_empty(&mut self, key: &str) {
        let entry = self.entries.iter().find(|entry| *entry.key.value == *key);
        if let Some(entry) = entry.filter(|entry| entry.node.value.is_empty()) {
            let help = format!("write what is meant behind `{key}:`, or take the key out");
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
            "true" | "yes" | "True" | "Yes" => Ok(true),
            "false" | "no" | "False" | "No" => Ok(false),
            _ => Err(ValueError {
                message: format!("`{key}` is either `yes` or `no`"),
                help: Some("write `yes` or `no`".to_owned()),
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

        // Most lists are short, and stay in memory by the hundred thousand.
        let mut texts: Vec<Text> = texts.collect();
        texts.shrink_to_fit();

        texts
    }

    /// Reads a list of texts, or of texts and maps, item by item.
    pub fn items(&mut self, key: &'static str) -> &'n [Node] {
        match self.node(key) {
            Some(node) => self.reading.list(node, &format!("`{key}`"), true),
            None => &[],
        }
    }

    /// Reads a list of maps item by item.
    pub fn maps(&mut self, key: &'static str) -> &'n [Node] {
        match self.node(key) {
            Some(node) => self.reading.list(node, &format!("`{key}`"), false),
            None => &[],
        }
    }

    /// Reads an address of the web.
    pub fn address(&mut self, key: &'static str) -> Option<Text> {
        let text = self.text(key)?;
        let whole = ["https://", "http://"].iter().any(|scheme| text.value.starts_with(scheme));
        if whole && !text.value.contains(char::is_whitespace) {
            return Some(text);
        }

        self.reading.report(
            Code::BadValue,
            text.span,
            format!("`{}` is no web address", text.value),
            "write it whole, beginning with `https://`",
        );

        None
    }

    /// Reads the name of a check that settings or a waiver may silence.
    pub fn silenceable(&mut self, text: &Text) -> Option<Code> {
        let may = |code: &&Code| code.may_be_silenced();
        let name = &*text.value;
        let (message, help) = match Code::parse(name) {
            Some(code) if may(&&code) => return Some(code),
            Some(_) => (
                format!("`{name}` cannot be silenced: nothing right could be published"),
                format!("mend what it finds; `chancery explain {name}` says how"),
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

    /// Reads a free map: its types are YAML's own, so serde reads it, from the text of the block.
    pub fn free_map(&mut self, key: &'static str) -> Option<Box<serde_yaml::Value>> {
        let node = self.node(key)?;
        self.reading.map(node, &format!("`{key}`"))?;

        if let Ok(value) = serde_yaml::from_str(&outdented(self.reading.source, node.span)) {
            return Some(Box::new(value));
        }

        self.reading.report(
            Code::YamlSyntax,
            node.span,
            format!("the map `{key}` cannot be read"),
            "compare it with `key: value`, one a line, all in one column",
        );

        None
    }

    /// Reports every key that nobody asked for, with the nearest that is known; a key that is only
    /// misspelt is not said to be missing as well.
    pub fn finish(self) {
        let mut found = Vec::new();
        let mut meant = Vec::new();
        let mut rest = self.entries;

        while let Some((entry, others)) = rest.split_first() {
            rest = others;

            let key = &*entry.key.value;
            if self.asked.contains(&key) {
                let unknown = others.iter().position(|it| self.asked.contains(&&*it.key.value));
                let unknown = &others[..unknown.unwrap_or(others.len())];
                let cut = cut_off(self.reading.source, entry, unknown);

                if cut > 0 {
                    found.push(cut_by_comma(self.reading, entry, &others[..cut]));
                    rest = &others[cut..];
                }

                continue;
            }

            // Nobody misspells a thousand keys: a file of another kind is not compared key by key.
            let near = found.len() < 1000;
            let finding =
                unknown_key(self.reading, key, entry.key.span, (&self.asked, near), self.what);
            meant.extend(finding.fix.first().map(|edit| edit.replacement.clone()));
            found.push(finding);
        }

        for (key, number) in self.missing.into_iter().rev() {
            if meant.contains(&key.to_string()) {
                self.reading.findings.remove(number);
            }
        }

        self.reading.findings.append(&mut found);
    }
}

/// Counts the entries that are no keys but what stands behind a comma of the value before them:
/// within braces YAML ends `1,900` and `London, in May` at the comma.
fn cut_off(source: &str, entry: &Entry, others: &[Entry]) -> usize {
    if !matches!(&entry.node.value, Value::Scalar { text, plain: true } if !text.is_empty()) {
        return 0;
    }

    let mut end = entry.node.span.end as usize;
    let is_cut = |other: &&Entry| {
        let start = other.key.span.start as usize;
        let between = source.get(end..start).unwrap_or_default().trim();
        end = other.key.span.end as usize;
        between == ","
            && other.node.value.is_empty()
            && !source[end..].trim_start().starts_with(':')
    };

    others.iter().take_while(is_cut).count()
}

fn cut_by_comma(reading: &Reading<'_>, entry: &Entry, cut: &[Entry]) -> Diagnostic {
    let start = entry.node.span.start as usize;
    let end = cut.last().map_or(start, |last| last.key.span.end as usize);
    let span = Span::new(start, end);
    let written = &reading.source[span.range()];
    let message = format!("within braces YAML ends `{}` at the comma", entry.key.value);

    Diagnostic::new(Code::YamlTrap, reading.place(span), message)
        .help("put the whole of it in quotation marks")
        .fix(reading.place(span), quoted(written))
}

/// Returns a block as a document of its own: its first line is moved to the column it began in.
fn outdented(source: &str, span: Span) -> String {
    let start = source[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let indent = span.start as usize - start;
    format!("{}{}", " ".repeat(indent), &source[span.range()])
}

fn unknown_key(
    reading: &Reading<'_>,
    key: &str,
    span: Span,
    (known, compare): (&[&'static str], bool),
    what: &str,
) -> Diagnostic {
    let place = reading.place(span);
    if key.contains(|letter: char| letter != ' ' && letter.is_whitespace() || letter == '\u{feff}')
    {
        let plain: String =
            key.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{feff}').collect();

        return Diagnostic::new(
            Code::YamlTrap,
            place.clone(),
            format!("a no-break space stands in the key `{plain}`, where no eye can see it"),
        )
        .help("type the key again")
        .fix(place, plain);
    }

    let finding = Diagnostic::new(Code::UnknownKey, place.clone(), format!("unknown key `{key}`"));
    match compare.then(|| nearest(key, known.iter().copied())).flatten() {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(place, near),
        None => {
            let mut known = known.to_vec();
            known.sort_unstable();
            known.dedup();
            finding.help(format!("{what} knows: {}", known.join(", ")))
        }
    }
}

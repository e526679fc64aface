//! Writes YAML that the reader in this room reads back as the same values.
//!
//! In: values, with comments for the writer. Out: the text of a front matter or of a settings file.
//! Invariant: for any text, reading gives the same values and no finding.

use std::fmt::Write as _;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// A text, in quotation marks where YAML would read something else.
    Text(String),
    /// A number, or `yes` or `no`: written as it is.
    Bare(&'static str),
    /// A list, one item a line.
    List(Vec<Draft>),
    /// A list of texts on one line: `[one, two]`.
    InlineList(Vec<String>),
    /// A map of keys and values.
    Map(Vec<(String, Draft)>),
    /// A map of texts on one line: `{gb: a-minister}`.
    InlineMap(Vec<(String, String)>),
}

/// A line or an entry of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftItem {
    /// A comment for the writer, which may have several lines.
    Comment(String),
    /// A key with its value.
    Entry(String, Draft),
    /// An entry that is commented out, as an example.
    Example(String, Draft),
}

impl From<&str> for Draft {
    fn from(text: &str) -> Draft {
        Draft::Text(text.to_owned())
    }
}

/// Writes items as a YAML map.
#[must_use]
pub fn write(items: &[DraftItem]) -> String {
    let mut out = String::new();
    for item in items {
        match item {
            DraftItem::Comment(text) => push_comment(&mut out, text),
            DraftItem::Entry(key, value) => push_entry(&mut out, 0, key, value),
            DraftItem::Example(key, value) => {
                // An example is written like the entry itself, so that deleting `# ` is enough.
                let mut example = String::new();
                push_entry(&mut example, 0, key, value);
                push_comment(&mut out, &example);
            }
        }
    }

    out
}

/// Writes items as the front matter of a file, with the body below it.
#[must_use]
pub fn write_front_matter(items: &[DraftItem], body: &str) -> String {
    let front = write(items);
    let gap = if body.is_empty() { "" } else { "\n" };

    format!("---\n{front}---\n{gap}{body}")
}

/// Writes a text as a YAML scalar: plain where that is read back as the same text, else quoted.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Writes a text as a double-quoted YAML scalar.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');

    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Control characters, line separators and the byte order mark are not allowed raw.
            letter if is_unprintable(letter) => {
                // All of these lie below U+10000, so that four digits are enough.
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }

    out.push('"');

    out
}

fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Tells whether a text needs no quotation marks, in a block and after a key.
fn is_plain(text: &str) -> bool {
    // serde knows every word that YAML gives a type of its own: `no`, `1.10`, `~`, `2024-01-01`.
    let read = serde_yaml::from_str::<serde_yaml::Value>(text);
    let is_same = matches!(&read, Ok(serde_yaml::Value::String(read)) if read == text);

    // YAML 1.1, which other tools still read, has more words for true and false.
    let is_word_of_old =
        matches!(text.to_ascii_lowercase().as_str(), "yes" | "no" | "on" | "off" | "y" | "n");

    is_same
        && !is_word_of_old
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(is_unprintable)
}

/// Writes a text as a YAML scalar within `[…]` or `{…}`, where more characters end a plain text.
fn inline_scalar(text: &str) -> String {
    // `{key: a -}` is refused: a parser takes a dash before a bracket for the start of a list.
    let is_safe =
        is_plain(text) && !text.ends_with('-') && !text.contains([',', '[', ']', '{', '}', ':']);
    if is_safe { text.to_owned() } else { quoted(text) }
}

fn push_comment(out: &mut String, text: &str) {
    for line in text.lines() {
        let _ = writeln!(out, "# {line}");
    }
}

fn push_entry(out: &mut String, indent: usize, key: &str, value: &Draft) {
    let _ = write!(out, "{}{}:", " ".repeat(indent), scalar(key));
    push_value(out, indent, value);
}

/// Writes what follows the colon of a key, up to the end of its last line.
fn push_value(out: &mut String, indent: usize, value: &Draft) {
    match value {
        Draft::Text(text) => {
            let _ = writeln!(out, " {}", scalar(text));
        }

        Draft::Bare(text) => {
            let _ = writeln!(out, " {text}");
        }

        Draft::InlineList(items) => {
            let items: Vec<String> = items.iter().map(|item| inline_scalar(item)).collect();
            let _ = writeln!(out, " [{}]", items.join(", "));
        }

        Draft::InlineMap(entries) => {
            let entry = |(key, value): &(String, String)| {
                format!("{}: {}", inline_scalar(key), inline_scalar(value))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            let _ = writeln!(out, " {{{}}}", entries.join(", "));
        }

        // A key without a block below it would be read as empty.
        Draft::List(items) if items.is_empty() => out.push_str(" []\n"),
        Draft::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),

        Draft::List(items) => {
            out.push('\n');
            for item in items {
                push_item(out, indent + 2, item);
            }
        }

        Draft::Map(entries) => {
            out.push('\n');
            for (key, value) in entries {
                push_entry(out, indent + 2, key, value);
            }
        }
    }
}

/// Writes an item of a list; the first key of a map goes on the line of its dash.
fn push_item(out: &mut String, indent: usize, item: &Draft) {
    let _ = write!(out, "{}-", " ".repeat(indent));

    match item {
        Draft::Map(entries) if !entries.is_empty() => {
            let mut block = String::new();
            for (key, value) in entries {
                push_entry(&mut block, indent + 2, key, value);
            }

            let _ = write!(out, " {}", block.trim_start_matches(' '));
        }

        item => push_value(out, indent, item),
    }
}

//! Front matter in TOML and JSON, which other tools read.
//!
//! In: a file whose front matter is not YAML. Out: where it is, and the same in YAML where its values are plain.
//! Invariant: what is rewritten has the same keys and values.

use std::fmt::Write as _;
use std::ops::Range;

use crate::yaml;

/// The front matter of another tool.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OtherFormat {
    /// The name of the format.
    pub(super) name: &'static str,
    /// Where it is, with the lines around it.
    pub(super) range: Range<usize>,
    /// The first line or character, for a finding.
    pub(super) sign: Range<usize>,
    /// The same as YAML between its two lines, where that is plain.
    pub(super) yaml: Option<String>,
}

/// Finds front matter in TOML or JSON at the beginning of a file.
pub(super) fn find(text: &str) -> Option<OtherFormat> {
    toml(text).or_else(|| json(text))
}

/// Finds TOML between two lines `+++`.
fn toml(text: &str) -> Option<OtherFormat> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "+++" {
        return None;
    }

    let mut end = first.len();
    let mut close = None;
    for line in text[first.len()..].split_inclusive('\n') {
        let start = end;
        end += line.len();
        if line.trim_end() == "+++" {
            close = Some(start..end);
            break;
        }
    }

    let yaml = close.as_ref().and_then(|close| toml_lines(&text[first.len()..close.start]));
    let end = close.map_or(text.len(), |close| close.end);
    Some(OtherFormat { name: "TOML", range: 0..end, sign: 0..3, yaml })
}

/// Rewrites the lines of TOML; none where one is more than a key with a plain value.
fn toml_lines(block: &str) -> Option<String> {
    let mut out = String::from("---\n");
    for line in block.lines() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            out.push_str(line);
            out.push('\n');
            continue;
        }

        let (key, value) = line.split_once('=')?;
        let key = key.trim().trim_matches('"');
        let is_key = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-');
        if key.is_empty() || !key.chars().all(is_key) {
            return None;
        }

        let _ = writeln!(out, "{key}: {}", toml_value(value.trim())?);
    }

    out.push_str("---\n");
    Some(out)
}

/// Rewrites a value of TOML: a text, a number, a date, true or false, or a list of these on one line.
fn toml_value(value: &str) -> Option<String> {
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with('#');

    if let Some(list) = value.strip_prefix('[') {
        let mut items = Vec::new();
        let mut rest = list.trim_start();
        while !rest.starts_with(']') {
            let end = scalar_end(rest)?;
            items.push(toml_scalar(rest[..end].trim())?);
            rest = rest[end..].trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        }

        return is_end(rest[1..].trim()).then(|| format!("[{}]", items.join(", ")));
    }

    // A comment may stand behind it.
    let end = scalar_end(value)?;
    is_end(value[end..].trim()).then(|| toml_scalar(value[..end].trim())).flatten()
}

/// Returns where the first scalar of a text ends.
fn scalar_end(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    if !matches!(mark, '"' | '\'') {
        return Some(text.find([',', '#', ' ', ']']).unwrap_or(text.len()));
    }

    let mut is_escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        if sign == mark && !is_escaped {
            return Some(at + 1);
        }
        is_escaped = mark == '"' && sign == '\\' && !is_escaped;
    }

    None
}

fn toml_scalar(written: &str) -> Option<String> {
    if let Some(text) = written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Some(in_list(text));
    }

    if written.starts_with('"') {
        // A basic string of TOML without `\U` is one of JSON; three quotation marks are not.
        let text: String = serde_json::from_str(written).ok()?;
        return Some(in_list(&text));
    }

    let is_bare =
        |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | ':' | '.' | '+' | '_');
    (!written.is_empty() && written.chars().all(is_bare)).then(|| written.to_owned())
}

/// Writes a text so that it can stand in a list in brackets as well.
fn in_list(text: &str) -> String {
    match text.contains([',', '[', ']', '{', '}']) {
        true => serde_json::Value::from(text).to_string(),
        false => yaml::scalar(text),
    }
}

/// Finds a JSON object at the beginning of a file.
fn json(text: &str) -> Option<OtherFormat> {
    let start = text.len() - text.trim_start().len();
    if !text[start..].starts_with('{') {
        return None;
    }

    // `{{` and `{%` begin tags of templates.
    let inside = text[start + 1..].trim_start();
    if !inside.starts_with(['"', '}']) {
        return None;
    }

    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter();
    let Some(Ok(serde_json::Value::Object(map))) = values.next() else {
        return None;
    };

    let mut end = start + values.byte_offset();
    end += text[end..].find('\n').map_or(text.len() - end, |line| line + 1);
    let sign = start..start + 1;

    let mut out = String::from("---\n");
    for (key, value) in &map {
        let written = match value {
            serde_json::Value::String(text) => yaml::scalar(text),
            serde_json::Value::Null => String::new(),
            // YAML reads JSON in its braces and brackets.
            other => other.to_string(),
        };
        let _ = writeln!(out, "{}: {written}", yaml::scalar(key));
    }
    out.push_str("---\n");

    Some(OtherFormat { name: "JSON", range: 0..end, sign, yaml: Some(out) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_toml_becomes_yaml() {
        let text = "+++\ntitle = \"A: b\"\ndate = 2025-06-03\ndraft = false\n# why\n\n\
                    tags = [\"x\", 'y, z']\nn = 3 # three\nm = [1, 2] # both\n+++\nWords.\n";
        let found = find(text).expect("TOML");
        assert_eq!(&text[found.range], text.trim_end_matches("Words.\n"));
        assert_eq!(
            found.yaml.as_deref(),
            Some(
                "---\ntitle: \"A: b\"\ndate: 2025-06-03\ndraft: false\n# why\n\n\
                 tags: [x, \"y, z\"]\nn: 3\nm: [1, 2]\n---\n"
            )
        );
    }

    #[test]
    fn what_is_not_plain_is_not_rewritten() {
        for block in ["[params]\na = 1\n", "a = \"\"\"\nb\n\"\"\"\n", "a.b = 1\n", "a = {b = 1}\n"]
        {
            let text = format!("+++\n{block}+++\n");
            assert_eq!(find(&text).expect(block).yaml, None, "{block}");
        }
        assert_eq!(find("+++\ntitle = \"x\"\n").expect("TOML").yaml, None);
    }

    #[test]
    fn json_becomes_yaml() {
        let text =
            "{\n  \"title\": \"A: b\",\n  \"topics\": [\"x\"],\n  \"draft\": true\n}\nWords.\n";
        let found = find(text).expect("JSON");
        assert_eq!(&text[found.range.end..], "Words.\n");
        assert_eq!(
            found.yaml.as_deref(),
            Some("---\ntitle: \"A: b\"\ntopics: [\"x\"]\ndraft: true\n---\n")
        );

        for text in ["{{< x >}}", "{% x %}", "{ words }", "---\n", "", "{\"a\": "] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}

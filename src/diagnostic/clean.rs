//! Makes text safe to print.
//!
//! In: text of any origin. Out: the same with harmless characters in place of control characters. Invariant:
//! the result holds no control character but line feeds and tabs, no bidirectional override, and nothing that a CI
//! runner takes for a command.

use std::borrow::Cow;

use memchr::memmem;

/// Replaces control characters by their Unicode pictures, and commands of CI runners by what looks like them; keeps
/// line feeds and tabs.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| picture(c) == c) {
        return without_commands(text);
    }

    // A carriage return before a line feed is a Windows line break and not worth showing.
    let text: String = text.replace("\r\n", "\n").chars().map(picture).collect();
    Cow::Owned(without_commands(&text).into_owned())
}

/// Replaces what a CI runner would take for a command in a log.
///
/// GitHub obeys a line that begins with `::`, after any blanks (`ActionCommand.TryParseV2` in `actions/runner`), and
/// `##[` anywhere in a line; Azure Pipelines `##vso[`, and TeamCity `##teamcity[`.
pub fn without_commands(text: &str) -> Cow<'_, str> {
    // Both are rare, and a report may have a megabyte.
    if memmem::find(text.as_bytes(), b"::").is_none()
        && memmem::find(text.as_bytes(), b"##").is_none()
    {
        return Cow::Borrowed(text);
    }

    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let begun = line.len() - line.trim_start().len();
        let (blanks, rest) = line.split_at(begun);
        out.push_str(blanks);

        // One of the colons is that of ratios, which looks the same and is as wide.
        let rest = match rest.strip_prefix("::") {
            Some(rest) => {
                out.push_str(":\u{2236}");
                rest
            }
            None => rest,
        };

        push_without_brackets(rest, &mut out);
    }

    Cow::Owned(out)
}

/// Copies a line, with another bracket where `##` and a word stand before one.
fn push_without_brackets(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = memmem::find(rest.as_bytes(), b"##") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);

        let word = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        rest = match after[word..].strip_prefix('[') {
            Some(after_bracket) => {
                out.push_str(&after[..word]);
                out.push('\u{27e6}');
                after_bracket
            }
            // A third `#` may begin the next pair.
            None if after.starts_with('#') => {
                out.pop();
                &rest[at + 1..]
            }
            None => after,
        };
    }

    out.push_str(rest);
}

/// Does the same on one line: each run of white space with a line break in it becomes one space.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(breaks) {
        return visible(text);
    }

    let parts: Vec<_> = text.split(breaks).map(str::trim).collect();
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();

    Cow::Owned(visible(&parts.join(" ")).into_owned())
}

/// Does the same for a file's name, where a line break is part of the name.
pub fn visible_name(path: &str) -> String {
    let whole_line = |c| match c {
        '\n' => '\u{240a}',
        '\t' => '\u{2409}',
        other => picture(other),
    };
    let line: String = path.chars().map(whole_line).collect();
    without_commands(&line).into_owned()
}

/// Returns the printable replacement for a character, usually the character itself.
pub(super) fn picture(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        // Unicode's pictures of the C0 controls lie in the order of the controls, from U+2400.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // C1 controls (U+009B begins an escape sequence), line and paragraph separators, bidirectional
        // overrides and isolates, and the placeholder that `full` uses for file names.
        '\u{80}'..='\u{9f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{e000}' => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_pictures() {
        assert_eq!(visible("a\u{1b}[31m\tb\u{9b}c\r\n"), "a␛[31m\tb\u{fffd}c\n");
        assert_eq!(visible("plain £ words"), "plain £ words");
        assert_eq!(one_line("two\r\n  lines\u{7}\n"), "two lines␇");
        assert_eq!(visible_name("a\nb.md"), "a␊b.md");
    }

    #[test]
    fn commands_of_runners_are_disarmed() {
        for (text, expected) in [
            ("::stop-commands::x", ":∶stop-commands::x"),
            ("a\n \t\u{a0}::add-mask::e\n", "a\n \t\u{a0}:∶add-mask::e\n"),
            ("a ##[group]b", "a ##⟦group]b"),
            ("###[x]", "###⟦x]"),
            ("##vso[task.complete]", "##vso⟦task.complete]"),
            ("##teamcity[x]##[y]", "##teamcity⟦x]##⟦y]"),
        ] {
            assert_eq!(without_commands(text), expected);
            assert_eq!(without_commands(expected), expected, "it is done once");
        }

        for text in ["a::b", "a: ::b is a path", "## [a](b)", "#[a]", "####", "## a"] {
            assert_eq!(without_commands(text), text);
        }
    }
}

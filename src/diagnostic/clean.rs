//! Makes text safe to print.
//!
//! In: text of any origin. Out: the same with harmless characters in place of control characters. Invariant:
//! the result holds no control character but line feeds and tabs, and no bidirectional override.

use std::borrow::Cow;

/// Replaces control characters by their Unicode pictures; keeps line feeds and tabs.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| picture(c) == c) {
        return Cow::Borrowed(text);
    }

    // A carriage return before a line feed is a Windows line break and not worth showing.
    Cow::Owned(text.replace("\r\n", "\n").chars().map(picture).collect())
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
pub(super) fn name(path: &str) -> String {
    let whole_line = |c| match c {
        '\n' => '\u{240a}',
        '\t' => '\u{2409}',
        other => picture(other),
    };
    path.chars().map(whole_line).collect()
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
        assert_eq!(name("a\nb.md"), "a␊b.md");
    }
}

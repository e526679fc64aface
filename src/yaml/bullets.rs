//! Lists that begin their items with a bullet instead of a hyphen.
//!
//! In: a block. Out: the same with hyphens, and a finding. Invariant: the block keeps its length, and a text of
//! several lines is never touched: in it a bullet is a bullet.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};

/// What word processors put before the items of a list.
pub(super) const BULLETS: [char; 8] = ['•', '◦', '▪', '‣', '●', '○', '–', '·'];

/// Reports the items that begin with a bullet, all in one finding, and begins them with a hyphen.
pub(super) fn replace(
    text: &mut Cow<'_, str>,
    at: &dyn Fn(Range<usize>) -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    // None of them is ASCII, and most front matter is.
    if text.is_ascii() {
        return;
    }

    let bullets = bullets(text);
    let Some(first) = bullets.first().cloned() else {
        return;
    };

    let sign = &text[first.clone()];
    let count = match bullets.len() {
        1 => String::new(),
        more => format!(" (on {more} lines)"),
    };
    let message = format!("`{sign}` begins no item of a list in YAML{count}");
    let mut finding = Diagnostic::new(Code::YamlTrap, at(first), message)
        .help("begin each item on a line of its own with `- `");

    for bullet in &bullets {
        // A hyphen needs a blank behind it.
        let is_glued = !text[bullet.end..].starts_with(' ');
        finding = finding.fix(at(bullet.clone()), if is_glued { "- " } else { "-" });
    }

    findings.push(finding);

    for bullet in bullets {
        let hyphen = format!("-{}", " ".repeat(bullet.len() - 1));
        text.to_mut().replace_range(bullet, &hyphen);
    }
}

/// Finds the bullets that begin items.
fn bullets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // The indentation of the key or item above whose value is a text of several lines.
    let mut text_below: Option<usize> = None;
    // Whether a list may begin here, or go on.
    let mut is_list = false;

    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let begin = start + indent;
        start += line.len();
        let words = words.trim_end();

        if words.is_empty() {
            continue;
        }

        if text_below.is_some_and(|above| indent > above) {
            continue;
        }

        text_below = opens_text(words).then_some(indent);
        let bullet = words.chars().next().filter(|sign| BULLETS.contains(sign));

        match bullet.filter(|_| is_list) {
            Some(sign) => found.push(begin..begin + sign.len_utf8()),
            // Below `topics:` and below an item.
            None => is_list = words.ends_with(':') || words.starts_with("- "),
        }
    }

    found
}

/// Tells whether a line begins a text that goes over the lines below it: a block, or one in quotation marks.
fn opens_text(words: &str) -> bool {
    let value = words.split_once(": ").map_or(words, |(_, value)| value);
    let value = value.trim_start_matches("- ").trim();

    let is_block = value.starts_with(['|', '>']) && value.len() <= 3;
    let is_open_quote = ['"', '\'']
        .into_iter()
        .any(|mark| value.starts_with(mark) && (value.len() == 1 || !value.ends_with(mark)));

    is_block || is_open_quote
}

//! Corrects the white space of a block before it is parsed.
//!
//! In: the block. Out: the same with spaces where YAML requires them, and findings. Invariant: the block keeps
//! its length, so that all places in it stay right.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};

/// Reports tabs in indentation, all in one finding, and replaces them by spaces; returns their lines.
pub(super) fn tabs(
    text: &mut Cow<'_, str>,
    at: &dyn Fn(Range<usize>) -> Place,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let mut tabs = Vec::new();
    let mut lines = Vec::new();
    let mut start = 0;

    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let indented = &line[..blank];
        if !line.trim().is_empty()
            // A line of blanks alone is harmless, and editors leave many.
            && let Some(first) = indented.find('\t')
        {
            tabs.push(start + first..start + blank);
            lines.push(start..start + line.len());
        }

        start += line.len();
    }

    let Some(first) = tabs.first().cloned() else {
        return lines;
    };

    let count = match tabs.len() {
        1 => String::new(),
        more => format!(" (on {more} lines)"),
    };

    let message = format!("a tab is used to indent{count}; YAML allows only spaces there");
    let mut finding = Diagnostic::new(Code::YamlSyntax, at(first), message)
        .help("indent with two spaces; most editors can do so when Tab is pressed");
    for tab in &tabs {
        // Two spaces for each tab, as the help advises.
        let spaces = text[tab.clone()].replace('\t', "  ");
        finding = finding.fix(at(tab.clone()), spaces);
    }

    findings.push(finding);

    for tab in tabs {
        // As many bytes as there were tabs; the fix writes more, but only into the file.
        let spaces = " ".repeat(tab.len());
        text.to_mut().replace_range(tab, &spaces);
    }

    lines
}

/// A top-level key whose colon is followed by something other than a space.
struct GluedKey {
    key: Range<usize>,
    colon: usize,
    /// What follows the colon.
    sign: char,
}

/// Reports keys whose colon is not followed by a space, and puts one there; false where that overwrites a
/// letter of the value.
///
/// Only top-level keys are examined: nothing else can begin a line.
pub(super) fn missing_spaces(
    text: &mut Cow<'_, str>,
    at: &dyn Fn(Range<usize>) -> Place,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let mut glued = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        if let Some((key, rest)) = key.filter(|&at| at > 0).map(|at| line.split_at(at))
            && let Some(sign) = rest.strip_prefix(':').and_then(|rest| rest.chars().next())
            && !sign.is_ascii_whitespace()
            && !rest.trim_end().contains(": ")
            && !rest.trim_end().ends_with(':')
        {
            let colon = start + key.len();
            glued.push(GluedKey { key: start..colon, colon, sign });
        }

        start += line.len();
    }

    let mut loses_nothing = true;
    for GluedKey { key, colon, sign } in glued {
        let after = colon + 1..colon + 1 + sign.len_utf8();
        let name = &text[key];

        findings.push(if sign.is_whitespace() {
            let message = format!("invisible no-break space after the colon of `{name}`");
            Diagnostic::new(Code::YamlTrap, at(after.clone()), message)
                .help("type the space again")
                .fix(at(after.clone()), " ")
        } else {
            loses_nothing = false;
            let message = format!("a space is missing after the colon of `{name}`");
            Diagnostic::new(Code::YamlSyntax, at(colon..colon + 1), message)
                .help(format!("write `{name}: …`"))
                .fix(at(after.start..after.start), " ")
        });

        // The same length, so that every later place stays right.
        let spaces = " ".repeat(after.len());
        text.to_mut().replace_range(after, &spaces);
    }

    loses_nothing
}

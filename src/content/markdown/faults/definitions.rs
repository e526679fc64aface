//! Second definitions of one reference label, and lines that were taken for one.
//!
//! In: the body and its literal text. Out: findings. Invariant: only lines that print nothing define a label.

use std::collections::HashMap;
use std::ops::Range;

use super::literal::{BLANK, Literal};
use super::report::Report;
use crate::diagnostic::Code;

/// The longest label, with what may stand before it, in bytes: CommonMark allows 999 characters.
const LONGEST: usize = 1_100;

/// A line `[label]: target`.
struct Definition<'t> {
    label: &'t str,
    target: &'t str,
    /// The place of the label with its brackets.
    range: Range<usize>,
}

/// Reports labels that are defined again with another target, and lines of text that define one by accident.
pub(super) fn find(literal: &Literal, report: &mut Report<'_>) {
    let marks = memchr::memmem::find_iter(report.body.as_bytes(), b"]:");
    let definitions = marks.filter_map(|at| definition(report.body, literal, at));
    let definitions: Vec<_> = definitions.collect();

    for one in definitions.iter().filter(|one| is_text(one, report.body)) {
        let message = format!(
            "the line `[{}]: {}` is read as the address of a link that nothing refers to, and is not printed",
            one.label, one.target
        );
        let start = one.range.start;
        let finding = report
            .finding(Code::LostText, one.range.clone(), message)
            .help("take the brackets away, or write `\\[` for the first")
            .fix(report.place(start..start), "\\");
        report.push(finding);
    }

    let mut first: HashMap<String, &Definition<'_>> = HashMap::new();
    for one in &definitions {
        let label = one.label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let Some(known) = first.get(&label) else {
            first.insert(label, one);
            continue;
        };

        if known.target == one.target {
            continue;
        }

        let message =
            format!("the label `[{}]` is defined again, and this address is not used", one.label);
        let finding = report
            .finding(Code::LostText, one.range.clone(), message)
            .label(report.place(known.range.clone()), "every link leads here")
            .help("give one of the two another label");
        report.push(finding);
    }
}

/// Returns the labels that are defined.
pub(super) fn labels(literal: &Literal, body: &str) -> Vec<String> {
    let marks = memchr::memmem::find_iter(body.as_bytes(), b"]:");
    let labels = marks.filter_map(|at| definition(body, literal, at));
    labels.map(|definition| definition.label.to_owned()).collect()
}

/// Tells whether a definition was meant as a text: its target is a word, and no link has its label.
fn is_text(definition: &Definition<'_>, body: &str) -> bool {
    let target = definition.target;
    let is_word = !target.contains(['/', ':', '#', '<', '?'])
        && (target.contains('@') || !target.trim_end_matches('.').contains('.'));
    if !is_word {
        return false;
    }

    let label = format!("[{}]", definition.label).to_lowercase();
    let others = [&body[..definition.range.start], &body[definition.range.end..]];
    others.iter().all(|part| !part.to_lowercase().contains(&label))
}

/// Reads the definition whose label ends at a byte.
fn definition<'t>(body: &'t str, literal: &Literal, end: usize) -> Option<Definition<'t>> {
    let far = end.saturating_sub(LONGEST);
    let line = memchr::memrchr(b'\n', &body.as_bytes()[far..end]).map(|at| far + at + 1);
    let line = line.or((far == 0).then_some(0))?;
    let start = line + body[line..end].find('[')?;
    let label = &body[start + 1..end];
    let is_mark = |byte: u8| matches!(byte, b' ' | b'>');
    let begins = body[line..start].bytes().all(is_mark);

    // A note is a text of its own, and what prints is a sentence that begins in brackets.
    let is_silent = literal.bytes()[start..end].iter().all(|byte| *byte == BLANK);
    if !begins || !is_silent || label.trim().is_empty() || label.starts_with('^') {
        return None;
    }

    let line_end = memchr::memchr(b'\n', &body.as_bytes()[end..]).map_or(body.len(), |at| end + at);
    let rest = body[end + "]:".len()..line_end].trim();
    let target = rest.split_whitespace().next()?;

    // `[//]: # (…)` is how comments are written in Markdown without HTML.
    if matches!(target, "#" | "<>" | "<#>") {
        return None;
    }

    Some(Definition { label, target, range: start..end + 1 })
}

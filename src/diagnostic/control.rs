//! Findings about control characters.
//!
//! In: a part of a file. Out: a finding for each run of such characters. Invariant: the fix leaves the words as the
//! program that wrote them meant them, as far as that is known.

use super::code::Code;
use super::finding::{Diagnostic, Place};
use crate::source::{SitePath, Span, forbidden};

/// The kind of text that control characters are found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// YAML, where a line break may begin a key.
    Yaml,
    /// Markdown.
    Prose,
}

/// The signs of Windows-1252 at 80 to 9F, which Latin-1 leaves to control characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// How many runs of such characters have a finding each: more of them are a file that is no text, or of one slip.
const MOST_RUNS: usize = 1_000;

/// Reports the control characters in a part of a file's text.
pub fn control_characters(
    path: &SitePath,
    text: &str,
    part: Span,
    kind: TextKind,
    findings: &mut Vec<Diagnostic>,
) {
    let start = part.start as usize;
    let mut runs: Vec<ControlRun> = Vec::new();
    let mut others = 0;

    for (at, sign) in forbidden(&text[part.range()]) {
        let span = Span::new(start + at, start + at + sign.len_utf8());
        let last = runs.last_mut().filter(|last| last.span.end == span.start);

        // Characters that follow one another are one slip.
        if let Some(last) = last {
            last.span.end = span.end;
            last.signs.push(sign);
        } else if runs.len() < MOST_RUNS {
            runs.push(ControlRun { span, signs: vec![sign] });
        } else {
            others += 1;
        }
    }

    findings.extend(runs.iter().map(|run| finding(path, &run.signs, run.span, kind)));
    if let Some(last) = runs.last().filter(|_| others > 0) {
        let message = format!("{others} more control characters follow this one");
        let finding = Diagnostic::new(Code::ControlCharacter, Place::new(path, last.span), message);
        findings.push(finding.help("save the text anew from the program that it comes from"));
    }
}

/// Control characters that follow one another.
struct ControlRun {
    span: Span,
    signs: Vec<char>,
}

fn finding(path: &SitePath, signs: &[char], span: Span, kind: TextKind) -> Diagnostic {
    let names: Vec<String> =
        signs.iter().take(3).map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
    let more = if signs.len() > names.len() { " …" } else { "" };
    let message = match signs.len() {
        1 => format!("the control character {} is in the text", names[0]),
        count => format!("{count} control characters are in the text: {}{more}", names.join(" ")),
    };

    with_advice(Place::new(path, span), message, signs, kind)
}

/// Reports a control character that an escape or an entity stands for: `"\u0000"`, `&#11;`.
#[must_use]
pub fn escaped_control(place: Place, sign: char, kind: TextKind) -> Diagnostic {
    let message = format!("this stands for the control character U+{:04X}", u32::from(sign));
    with_advice(place, message, &[sign], kind)
}

fn with_advice(place: Place, message: String, signs: &[char], kind: TextKind) -> Diagnostic {
    let meant: String = signs.iter().filter_map(|sign| meant(*sign, kind)).collect();
    let help = match (meant.is_empty(), meant.trim().is_empty()) {
        (true, _) => "no reader sees it, and no feed can hold it: take it out".to_owned(),
        (_, true) => {
            "office programs end a line so: put an ordinary end of line or a blank".to_owned()
        }
        _ => format!("it stands for `{meant}` in the program that the text comes from"),
    };

    Diagnostic::new(Code::ControlCharacter, place.clone(), message).help(help).fix(place, meant)
}

/// Returns what a control character stands for in an office program or in Windows.
fn meant(sign: char, kind: TextKind) -> Option<char> {
    match sign {
        // Word writes its line break and its page break so.
        '\u{b}' | '\u{c}' => Some(if kind == TextKind::Prose { '\n' } else { ' ' }),
        // And a hyphen that does not break.
        '\u{1e}' => Some('\u{2011}'),
        '\u{80}'..='\u{9f}' => {
            let known = WINDOWS_1252[u32::from(sign) as usize - 0x80];
            (known != '\0').then_some(known)
        }
        _ => None,
    }
}

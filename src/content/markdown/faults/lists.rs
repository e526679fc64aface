//! Marks of lists that lack the blank behind them, and so make no list.
//!
//! In: the lines of the literal text. Out: warnings. Invariant: a line alone is no list, nor is a negative number, a
//! decimal, or a line that ends as it begins (`-ENDS-`).

use super::literal::LiteralLine;
use super::report::Report;
use crate::diagnostic::{Code, Severity};

/// A mark at the head of a line, without its blank.
struct TightMark {
    /// The line, counted from the first.
    line: usize,
    /// The sign that the mark is, or ends with.
    sign: u8,
    number: Option<u32>,
    /// Where the blank is missing, in the body.
    gap: usize,
}

/// Reports marks of lists without a blank behind them.
pub(super) fn find(lines: &[LiteralLine<'_>], report: &mut Report<'_>) {
    let mut run: Vec<TightMark> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(mark) = tight_mark(at, line, report.body) else {
            // An item may go on in the next line; a numbered one may stand by itself.
            if line.is_empty() && run.last().is_some_and(|last| last.number.is_none()) {
                end_list(&mut run, lines, report);
            }
            continue;
        };

        let follows = run.last().is_none_or(|last| follows(last, &mark));
        if !follows {
            end_list(&mut run, lines, report);
        }
        run.push(mark);
    }

    end_list(&mut run, lines, report);
}

fn follows(last: &TightMark, mark: &TightMark) -> bool {
    let is_next = match (last.number, mark.number) {
        (Some(last), Some(number)) => number == last + 1 || number == last,
        (one, other) => one == other,
    };
    is_next && last.sign == mark.sign
}

fn tight_mark(at: usize, line: &LiteralLine<'_>, body: &str) -> Option<TightMark> {
    let text = line.text();
    if !text.first()?.is_ascii() || !line.begins_line(body) {
        return None;
    }

    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = *text.get(digits)?;
    let is_mark = match digits {
        0 => matches!(sign, b'-' | b'+' | b'*'),
        1..=3 => matches!(sign, b'.' | b')'),
        _ => false,
    };

    let gap = line.at() + digits + 1;
    let written = body.get(gap..line.end()).filter(|_| is_mark)?.trim_end();
    let begins_word = written.starts_with(char::is_alphabetic);
    // `1.a.` is a number of a section, and `-ENDS-` the end of a release.
    let is_other = written.ends_with(char::from(sign)) && (digits == 0 || !written.contains(' '));
    if !begins_word || is_other {
        return None;
    }

    let number = std::str::from_utf8(&text[..digits]).ok().and_then(|digits| digits.parse().ok());
    Some(TightMark { line: at, sign, number, gap })
}

fn end_list(run: &mut Vec<TightMark>, lines: &[LiteralLine<'_>], report: &mut Report<'_>) {
    let marks = std::mem::take(run);
    let [first, _, ..] = marks.as_slice() else {
        return;
    };

    // Within a paragraph a line may begin with anything; a list begins one, or follows a colon.
    let above = first.line.checked_sub(1).map(|above| &lines[above]).filter(|it| !it.is_empty());
    let is_introduced = above.is_none_or(|above| above.bytes.trim_ascii_end().ends_with(b":"));
    if !is_introduced {
        return;
    }

    let start = lines[first.line].at();
    let shown = &report.body[start..first.gap];
    let message = match first.number {
        Some(_) => format!("{} lines begin as `{shown}` does, and make no list", marks.len()),
        None => format!("{} lines begin with `{shown}`, and make no list", marks.len()),
    };

    let mut finding = report
        .finding(Code::PastedLayout, start..first.gap, message)
        .severity(Severity::Warning)
        .help("put a blank behind each mark");

    // A number other than 1 begins a list after a blank line only.
    if above.is_none() || first.number.is_none_or(|number| number == 1) {
        for mark in &marks {
            finding = finding.fix(report.place(mark.gap..mark.gap), " ");
        }
    }

    report.push(finding);
}

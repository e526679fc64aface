//! Cells that get lost, and tables that print as they are typed.
//!
//! In: rows of tables, and the literal text. Out: findings. Invariant: cells are counted as the parser splits them: at
//! each bar without a backslash, code included.

use std::ops::Range;

use super::literal::{Literal, LiteralLine};
use super::report::Report;
use crate::diagnostic::{Code, Severity};

/// Reports the cells of a row that are beyond the last column.
pub(super) fn surplus_cells(row: &Range<usize>, columns: usize, report: &mut Report<'_>) {
    let written = &report.body[row.clone()];
    let bars = bars(written.as_bytes());

    // A bar at the head of the row opens its first cell.
    let opens = bars.first().is_some_and(|&bar| written[..bar].trim().is_empty());
    let mut cells = bars.iter().skip(usize::from(opens));
    let Some(&end) = cells.nth(columns.saturating_sub(1)).filter(|_| columns > 0) else {
        return;
    };

    let surplus = written[end + 1..].trim_matches(['|', ' ', '\t', '\r', '\n']);
    if surplus.is_empty() {
        return;
    }

    let start = row.start + (surplus.as_ptr() as usize - written.as_ptr() as usize);
    let names = if columns == 1 { "one column".to_owned() } else { format!("{columns} columns") };
    let help = match written.contains("[[") {
        true => "within a table, write the bar of a reference as `\\|`",
        false => {
            "name a further column in the first row, or put the words into a cell that is shown"
        }
    };

    let message =
        format!("the table has {names}, and what comes after them in this row is not printed");
    let finding = report.finding(Code::LostText, start..start + surplus.len(), message);
    report.push(finding.help(help));
}

/// Reports a line of text directly below a table, which has become a row of it.
///
/// Returns whether it is one: the lines below it are rows as well, for the same reason.
pub(super) fn line_below(row: &Range<usize>, columns: usize, report: &mut Report<'_>) -> bool {
    let text = report.body[row.clone()].trim_end();
    if columns < 2 || text.trim().is_empty() || !bars(text.as_bytes()).is_empty() {
        return false;
    }

    let line = report.body[..row.start].rfind('\n').map_or(0, |end| end + 1);
    let marks = &report.body[line..row.start];
    let message = "this line stands directly below the table, and becomes a row of it";
    let finding = report
        .finding(Code::LostText, row.start..row.start + text.len(), message)
        .severity(Severity::Warning)
        .help("leave a blank line above it; a row of the table has bars, `| … |`");

    // In a list the marks of the item are not repeated.
    let is_repeated = marks.bytes().all(|byte| matches!(byte, b' ' | b'>'));
    report.push(match is_repeated {
        true => finding.fix(report.place(row.start..row.start), format!("\n{marks}")),
        false => finding,
    });

    true
}

/// Reports tables whose rows print as they are typed.
pub(super) fn printed(literal: &Literal, report: &mut Report<'_>) {
    if memchr::memchr(b'|', literal.bytes()).is_none() {
        return;
    }

    let lines: Vec<LiteralLine<'_>> = literal.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if is_delimiter_row(line.text()) {
            let head = at.checked_sub(1).map(|above| lines[above]).filter(|it| !it.is_empty());
            delimiter_row(*line, head, report);
        }
    }

    rows_without_head(&lines, report);
}

fn delimiter_row(line: LiteralLine<'_>, head: Option<LiteralLine<'_>>, report: &mut Report<'_>) {
    let (message, help) = match head {
        Some(head) => (
            format!(
                "the table is printed as it is typed: its head has {}, and the line below it {}",
                cells(head.text()),
                cells(line.text())
            ),
            "give the line of hyphens as many cells as the head has",
        ),
        None => (
            "the table is printed as it is typed: there is no head above this line".to_owned(),
            "put the names of the columns into the line above, without a blank line between",
        ),
    };

    let finding = report.finding(Code::LostText, line.at()..line.end(), message);
    report.push(finding.help(help));
}

/// Reports rows between bars that no line of hyphens makes a table.
fn rows_without_head(lines: &[LiteralLine<'_>], report: &mut Report<'_>) {
    let is_row = |line: &LiteralLine<'_>| {
        let text = line.text().trim_ascii_end();
        text.len() > 2 && text.starts_with(b"|") && text.ends_with(b"|") && bars(text).len() > 2
    };

    for rows in lines.chunk_by(|one, other| is_row(one) == is_row(other)) {
        let [first, .., last] = rows else {
            continue;
        };
        if !is_row(first) || rows.iter().any(|row| is_delimiter_row(row.text())) {
            continue;
        }

        let hyphens = "|---".repeat(bars(first.text().trim_ascii_end()).len() - 1);
        let marks = first.marks(report.body);
        let message =
            "the table is printed as it is typed: the line of hyphens below its head is missing";
        let finding = report
            .finding(Code::LostText, first.at()..last.end(), message)
            .severity(Severity::Warning)
            .help("put a line `|---|---|` below the names of the columns")
            .fix(report.place(first.end()..first.end()), format!("\n{marks}{hyphens}|"));
        report.push(finding);
    }
}

/// Tells whether a line is made of the hyphens, colons and bars below the head of a table.
fn is_delimiter_row(text: &[u8]) -> bool {
    text.contains(&b'|')
        && text.windows(2).any(|pair| pair == b"--")
        && text.iter().all(|byte| b"|:- \t".contains(byte))
}

/// Says how many cells a row has.
fn cells(row: &[u8]) -> String {
    let row = row.trim_ascii();
    let outer = usize::from(row.starts_with(b"|")) + usize::from(row.ends_with(b"|"));
    match (bars(row).len() + 1).saturating_sub(outer) {
        1 => "one cell".to_owned(),
        count => format!("{count} cells"),
    }
}

/// Returns where the bars of a row are that have no backslash before them.
fn bars(row: &[u8]) -> Vec<usize> {
    let bars = memchr::memchr_iter(b'|', row);
    bars.filter(|&at| at == 0 || row[at - 1] != b'\\').collect()
}

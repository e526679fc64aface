//! Sentences that refute themselves: by arithmetic, by the calendar, or by the order of what they list.
//!
//! In: the statements and the tables of a page. Out: findings. Invariant: no record is consulted; claims that
//! a record refutes are checked in the other files.

use super::page::PageFacts;
use super::sentence::{Advice, Sentence, TextRange};
use crate::check::solver::{self, Fault, Refutation, SentenceText};
use crate::content::statement::{Cell, Statement, Table};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::Span;

/// Checks a sentence by itself, and joined to the previous one where it continues with that one's values.
pub(super) fn sentence(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    // "That is a rise of 8%" has one number, and the other two are in the previous sentence.
    let may_be_refuted = sentence.statement.may_refute_itself() || sentence.previous.is_some();
    let Some(words) = sentence.solvable.as_ref().filter(|_| may_be_refuted) else {
        return;
    };

    let previous = sentence.previous.as_ref().map(|it| text_of(it.statement));
    let refuted = solver::solve_after(words, previous, page.written_on());

    // Words that leave a doubt count only where a record confirms what one of the numbers is.
    let is_bound = !sentence.matches.is_empty() || !sentence.statement.references.is_empty();

    for refutation in refuted.into_iter().filter(|it| !it.is_weak || is_bound) {
        let range = TextRange { start: refutation.start, end: refutation.end };
        let code = code(refutation.fault);
        let is_warning = refutation.is_weak || refutation.is_inferred;
        let fix = refutation.fix.filter(|_| sentence.may_be_rewritten(range.start));
        let advice = Advice { message: refutation.message, help: refutation.help };
        let finding = sentence.finding(page, code, range, advice);
        let finding = match fix {
            Some(words) => finding.fix(sentence.place(page, range), words),
            None => finding,
        };

        findings.push(if is_warning { finding.severity(Severity::Warning) } else { finding });
    }
}

/// Checks the tables of a page across their cells.
pub(super) fn tables(page: &PageFacts<'_>, findings: &mut Vec<Diagnostic>) {
    for table in &page.document.statements.tables {
        let rows: Vec<Vec<&str>> =
            table.rows.iter().map(|row| row.iter().map(|cell| &*cell.text).collect()).collect();

        for refuted in solver::tables(&rows, page.lexicon) {
            findings.extend(of_cell(page, table, refuted.row, refuted.column, refuted.refutation));
        }
    }
}

/// Checks the totals that introduce the lists of a page.
pub(super) fn lists(page: &PageFacts<'_>, findings: &mut Vec<Diagnostic>) {
    for list in &page.document.statements.lists {
        let items: Vec<&str> = list.items.iter().map(|item| &*item.text).collect();
        let refuted = solver::list(&list.introduction.text, &items, page.lexicon);
        let quoted = list.in_block_quote;
        findings.extend(refuted.map(|it| in_cell(page, &list.introduction, quoted, it)));
    }
}

fn of_cell(
    page: &PageFacts<'_>,
    table: &Table,
    row: usize,
    column: usize,
    refutation: Refutation,
) -> Option<Diagnostic> {
    let cell = table.rows.get(row)?.get(column)?;
    Some(in_cell(page, cell, table.in_block_quote, refutation))
}

fn in_cell(
    page: &PageFacts<'_>,
    cell: &Cell,
    is_quoted: bool,
    refutation: Refutation,
) -> Diagnostic {
    // Markup within a cell makes its text differ from its source: the finding then marks the whole cell.
    let is_plain = (cell.span.end - cell.span.start) as usize == cell.text.len();
    let span = match is_plain {
        true => Span {
            start: cell.span.start + refutation.start,
            end: cell.span.start + refutation.end,
        },
        false => cell.span,
    };
    let place = Place::new(&page.document.path, span);
    let finding = Diagnostic::new(code(refutation.fault), place, refutation.message);
    let finding = finding.help(refutation.help);

    match refutation.is_weak || refutation.is_inferred || is_quoted {
        true => finding.severity(Severity::Warning),
        false => finding,
    }
}

fn text_of(statement: &Statement) -> SentenceText<'_> {
    SentenceText { text: &statement.text, references: &statement.references }
}

pub(super) fn code(fault: Fault) -> Code {
    match fault {
        Fault::Change => Code::WrongChange,
        Fault::PointsNotPercent => Code::PointsNotPercent,
        Fault::Precision => Code::OverPreciseChange,
        Fault::Sum => Code::WrongSum,
        Fault::Share => Code::WrongShare,
        Fault::Date => Code::WrongDate,
        Fault::Periods => Code::UnlikePeriods,
        Fault::Superlative => Code::NotARecord,
    }
}

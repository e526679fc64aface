//! Tables: rows and columns of totals, shares of a column, and changes read across a row.
//!
//! In: the cells of a table as text, the first row its header. Out: refutations, each with the row and the
//! column of its cell. Invariant: a cell is compared only with cells that are numbers of its kind, each with
//! the rounding that its digits show.

use super::RefutedCell;
use super::amount::{AmountKind, WrittenAmount};
use super::change::said_in_percent;
use super::refutation::{Fault, Refutation, number};
use super::scan;
use crate::lexicon::Lexicon;

/// A table with its cells as numbers.
struct NumberTable<'t> {
    rows: &'t [Vec<&'t str>],
    /// The number in each cell; none for text and for the header.
    cells: Vec<Vec<Option<WrittenAmount>>>,
    lexicon: &'static Lexicon,
}

/// Checks a table.
pub(crate) fn check(rows: &[Vec<&str>], lexicon: &'static Lexicon) -> Vec<RefutedCell> {
    if rows.len() < 2 {
        return Vec::new();
    }

    let cells = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            row.iter().map(|cell| (at > 0).then(|| value(cell, lexicon)).flatten()).collect()
        })
        .collect();
    let table = NumberTable { rows, cells, lexicon };
    let mut found = total_rows(&table);
    found.extend(total_columns(&table));

    // A slip affects one cell: if several totals are off, the cells are not their parts.
    if found.len() > 1 {
        found.clear();
    }

    found.extend(share_columns(&table));
    found.extend(change_columns(&table));

    found
}

/// Reads a cell that holds one number and nothing else.
fn value(cell: &str, lexicon: &'static Lexicon) -> Option<WrittenAmount> {
    let text = plain(cell);
    let sentence = scan(text, &[], lexicon)?;
    let [amount] = &sentence.amounts[..] else {
        return None;
    };
    let is_value = matches!(
        amount.kind,
        AmountKind::Count | AmountKind::Money(_) | AmountKind::Percent | AmountKind::Points
    );
    let is_alone =
        sentence.tokens.len() == 1 || sentence.tokens.len() == 2 && amount.unit.is_some();

    (is_value && is_alone && amount.low.is_none()).then(|| amount.clone())
}

/// Returns a cell without emphasis markup.
fn plain(cell: &str) -> &str {
    cell.trim().trim_matches('*').trim()
}

impl NumberTable<'_> {
    fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |cell| plain(cell))
    }

    fn amount(&self, row: usize, column: usize) -> Option<&WrittenAmount> {
        self.cells.get(row)?.get(column)?.as_ref()
    }

    #[expect(clippy::unused_self, reason = "reads as a question about the table")]
    /// Tells whether a text cell is, or begins with, one of the words.
    fn is_named(&self, text: &str, names: &[&str]) -> bool {
        let lower = text.to_lowercase();
        names.iter().any(|name| {
            lower.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    #[expect(clippy::unused_self, reason = "reads as a question about the table")]
    /// Tells whether a heading contains one of the words.
    fn has_word(&self, text: &str, words: &[&str]) -> bool {
        let lower = text.to_lowercase();
        words.iter().any(|word| {
            lower.match_indices(word).any(|(at, _)| {
                let before = lower[..at].chars().next_back();
                let after = lower[at + word.len()..].chars().next();
                let is_edge = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
                !word.starts_with(char::is_alphanumeric) || is_edge(before) && is_edge(after)
            })
        })
    }

    fn is_total(&self, text: &str) -> bool {
        let totals = self.lexicon.wholes.table_totals;
        let lower = text.trim().to_lowercase();
        // "Citywide total"
        let ends = totals
            .iter()
            .any(|it| lower.strip_suffix(it).is_some_and(|before| before.ends_with(' ')));

        ends || self.is_named(text, totals)
    }

    /// Tells whether the numbers under a heading can be added up.
    fn is_summed(&self, column: usize) -> bool {
        !self.has_word(self.text(0, column), self.lexicon.wholes.table_unsummed)
    }

    /// Tells whether the rows before one are its parts and do not include subtotals.
    fn has_subtotals(&self, before: usize) -> bool {
        let words = &self.lexicon.wholes;
        (1..before).any(|row| {
            let name = self.text(row, 0);
            name.is_empty()
                || self.is_named(name, words.table_subtotals)
                || self.has_word(name, words.table_unsummed)
        })
    }
}

/// Half of the unit that a cell appears to be rounded to.
fn slack(amount: &WrittenAmount) -> f64 {
    // Whole numbers in a column are each rounded to one; "9,750" beside "1,203" is not rounded to ten.
    const WHOLE: f64 = 0.5;

    if amount.decimals > 0 || amount.has_magnitude { amount.half.max(1e-9) } else { WHOLE }
}

/// A sum of cells, and the cell that should equal it.
struct Sum<'t> {
    parts: Vec<&'t WrittenAmount>,
    whole: &'t WrittenAmount,
    row: usize,
    column: usize,
}

impl Sum<'_> {
    fn refuted(&self, table: &NumberTable<'_>) -> Option<RefutedCell> {
        // A sum further off is not meant as one.
        const FURTHEST: f64 = 2.0;

        let sum: f64 = self.parts.iter().map(|part| signed(part)).sum();
        let whole = signed(self.whole);
        let slack: f64 = self.parts.iter().map(|part| slack(part)).sum::<f64>() + slack(self.whole);
        let ratio = sum / whole.abs().max(1e-9);
        let is_alike = self.parts.iter().all(|part| part.kind == self.whole.kind);
        let are_rounded = self.parts.iter().any(|part| part.qualifier != self.whole.qualifier);
        let is_near = (1.0 / FURTHEST..=FURTHEST).contains(&ratio);
        // "£24,500,000" under exact cells was rounded.
        let adds_up = (sum - whole).abs() <= slack.max(self.whole.half);
        if !is_alike || are_rounded || !is_near || adds_up || self.is_nested(slack) {
            return None;
        }

        let written = table.text(self.row, self.column);
        let said = match self.whole.has_magnitude {
            // In the unit of the cell: "£4.2 million".
            true => format!("{} in its unit", number(sum / scale(self.whole), 3)),
            false => number(sum, self.whole.decimals as usize),
        };
        Some(cell(
            table,
            self.row,
            self.column,
            format!("the table says {written}; the other cells make {said}"),
            "compare the total and its cells with their source",
        ))
    }
}

impl Sum<'_> {
    /// Tells whether one of the cells is itself the total of those directly below it.
    fn is_nested(&self, slack: f64) -> bool {
        // In longer tables, some run of cells adds up to another by chance.
        const LONGEST: usize = 60;

        let values: Vec<f64> = self.parts.iter().map(|part| signed(part)).collect();
        let makes = |first: usize| {
            let mut sum = 0.0;
            values[first + 1..].iter().enumerate().any(|(at, value)| {
                sum += value;
                at > 0 && (sum - values[first]).abs() <= slack
            })
        };

        values.len() <= LONGEST && (0..values.len()).any(makes)
    }
}

fn scale(amount: &WrittenAmount) -> f64 {
    const MAGNITUDES: [f64; 3] = [1e9, 1e6, 1e3];

    MAGNITUDES
        .into_iter()
        .find(|&it| amount.value >= it && amount.last_unit >= it / 1e4)
        .unwrap_or(1.0)
}

fn signed(amount: &WrittenAmount) -> f64 {
    match amount.sign {
        Some(true) => -amount.value.abs(),
        _ => amount.value,
    }
}

fn cell(
    table: &NumberTable<'_>,
    row: usize,
    column: usize,
    message: String,
    help: &str,
) -> RefutedCell {
    let text = table.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or("");
    let inner = plain(text);
    let start = text.find(inner).unwrap_or(0);

    let refutation = Refutation {
        fault: Fault::Sum,
        start: size(start),
        end: size(start + inner.len()),
        message,
        help: help.to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    };

    RefutedCell { row, column, refutation }
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Checks the rows of totals.
fn total_rows(table: &NumberTable<'_>) -> Vec<RefutedCell> {
    const FEWEST: usize = 2;

    let mut found = Vec::new();
    let Some(row) = (1..table.rows.len()).find(|&row| table.is_total(table.text(row, 0))) else {
        return found;
    };

    // A total in the first row is of the rows below it.
    let parts: Vec<usize> =
        if row == 1 { (2..table.rows.len()).collect() } else { (1..row).collect() };
    let parts = of_one_kind(parts, table.text(row, 0), |part| table.text(part, 0));
    let has_others = row == 1
        && parts
            .iter()
            .any(|&part| table.is_named(table.text(part, 0), table.lexicon.wholes.table_subtotals));
    if parts.len() < FEWEST || row > 1 && table.has_subtotals(row) || has_others {
        return found;
    }

    // Adjacent columns with one name continue each other, and one total covers all.
    let goes_on = |column: usize| {
        let own = table.text(0, column);
        (1..table.rows[0].len())
            .any(|it| it != column && !own.is_empty() && table.text(0, it) == own)
    };

    for column in 1..table.rows[row].len() {
        let is_summed = table.is_summed(column) && !goes_on(column);
        let Some(whole) = table.amount(row, column).filter(|_| is_summed) else {
            continue;
        };

        // A table without a header begins with its first row of values.
        let head = value(table.text(0, column), table.lexicon);
        if head.is_some_and(|head| head.kind == whole.kind) {
            continue;
        }

        let values: Option<Vec<&WrittenAmount>> =
            parts.iter().map(|&part| table.amount(part, column)).collect();
        let is_share = matches!(whole.kind, AmountKind::Percent | AmountKind::Points);
        if let Some(parts) = values.filter(|_| !is_share) {
            found.extend(Sum { parts, whole, row, column }.refuted(table));
        }
    }

    // A slip affects one cell; if several columns do not add up, the rows are not parts of the total.
    if found.len() > 1 {
        found.clear();
    }

    found
}

/// Leaves those parts whose names have the brackets that the total's name has: "All (primary)" is the sum of "Gains
/// (primary)" and "Losses (primary)", and not of "Gains (secondary)".
fn of_one_kind<'t>(parts: Vec<usize>, total: &str, name: impl Fn(usize) -> &'t str) -> Vec<usize> {
    let Some(kind) = bracketed(total) else {
        return parts;
    };

    let alike: Vec<usize> =
        parts.iter().copied().filter(|&part| bracketed(name(part)) == Some(kind)).collect();
    if alike.is_empty() { parts } else { alike }
}

/// Returns the words in brackets that a name ends with.
fn bracketed(name: &str) -> Option<&str> {
    let (_, words) = name.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    Some(words.trim())
}

/// Checks the columns of totals.
fn total_columns(table: &NumberTable<'_>) -> Vec<RefutedCell> {
    const FEWEST: usize = 2;

    let columns = table.rows[0].len();
    let Some(column) = (1..columns).find(|&column| table.is_total(table.text(0, column))) else {
        return Vec::new();
    };
    // A total in the middle, or one of only some columns, needs a human reader.
    let is_last = column + 1 == columns;
    let are_summed = (1..column).all(|it| {
        table.is_summed(it)
            && !table.is_named(table.text(0, it), table.lexicon.wholes.table_subtotals)
    });
    if !is_last || !are_summed || column <= FEWEST {
        return Vec::new();
    }

    (1..table.rows.len())
        .filter_map(|row| {
            let parts = of_one_kind((1..column).collect(), table.text(0, column), |part| {
                table.text(0, part)
            });
            let parts: Vec<&WrittenAmount> =
                parts.into_iter().map(|it| table.amount(row, it)).collect::<Option<_>>()?;
            let whole = table.amount(row, column)?;
            let is_share = matches!(whole.kind, AmountKind::Percent | AmountKind::Points);
            let is_rate = table.has_word(table.text(row, 0), table.lexicon.wholes.table_unsummed);
            if is_share || is_rate {
                return None;
            }
            Sum { parts, whole, row, column }.refuted(table)
        })
        .collect()
}

/// Checks the columns that are shares of a whole: they must add up to a hundred.
fn share_columns(table: &NumberTable<'_>) -> Vec<RefutedCell> {
    const HUNDRED: f64 = 100.0;
    // Far from a hundred, the column is something else.
    const NEAR: std::ops::RangeInclusive<f64> = 70.0..=130.0;
    const FEWEST: usize = 3;

    let mut found = Vec::new();
    for column in 1..table.rows[0].len() {
        if !table.has_word(table.text(0, column), table.lexicon.wholes.table_shares) {
            continue;
        }

        let total = (1..table.rows.len()).find(|&row| table.is_total(table.text(row, 0)));
        let last = total.unwrap_or(table.rows.len());
        let cells: Option<Vec<&WrittenAmount>> =
            (1..last).map(|row| table.amount(row, column)).collect();
        let Some(cells) = cells.filter(|cells| cells.len() >= FEWEST && !table.has_subtotals(last))
        else {
            continue;
        };

        // Shares must add up only if a total of a hundred is given below.
        let says_hundred = total
            .and_then(|row| table.amount(row, column))
            .is_some_and(|it| (it.value - HUNDRED).abs() < 1e-9);
        let sum: f64 = cells.iter().map(|cell| cell.value).sum();
        let slack: f64 = cells.iter().map(|cell| slack(cell)).sum::<f64>() + 0.1;
        if says_hundred && NEAR.contains(&sum) && (sum - HUNDRED).abs() > slack {
            found.push(cell(
                table,
                last,
                column,
                format!("the shares of the column make {}%, and not 100%", number(sum, 2)),
                "compare each share with its source",
            ));
        }
    }

    found
}

/// Checks the columns of changes against the two values before them in their row.
fn change_columns(table: &NumberTable<'_>) -> Vec<RefutedCell> {
    let words = &table.lexicon.wholes;
    let columns = table.rows[0].len();
    let mut found = Vec::new();

    for column in 3..columns {
        let is_change = table.has_word(table.text(0, column), words.table_changes);
        let has_signs = (1..table.rows.len())
            .filter(|&row| table.amount(row, column).is_some_and(|it| it.sign.is_some()))
            .count();
        // Only a table of two values and their change is read across.
        if column != 3 || !(is_change || has_signs > 0) {
            continue;
        }

        let wrong: Vec<usize> =
            (1..table.rows.len()).filter(|&row| is_wrong_change(table, row, column)).collect();
        let read = (1..table.rows.len()).filter(|&row| table.amount(row, column).is_some()).count();
        // If most rows differ, the column is something else.
        if wrong.len() * 2 <= read.max(2) {
            found.extend(wrong.into_iter().filter_map(|row| refute_change(table, row, column)));
        }
    }

    found
}

fn is_wrong_change(table: &NumberTable<'_>, row: usize, column: usize) -> bool {
    let (Some(one), Some(two), Some(claim)) =
        (table.amount(row, column - 2), table.amount(row, column - 1), table.amount(row, column))
    else {
        return false;
    };
    let is_rate = one.kind == AmountKind::Percent;
    if one.kind != two.kind || is_rate || one.value <= 0.0 || two.value <= 0.0 {
        return false;
    }

    // A bare number is a percentage change or the difference.
    let difference = signed(two) - signed(one);
    let slack_of_all = slack(one) + slack(two) + slack(claim);
    let is_difference = (difference.abs() - claim.value.abs()).abs() <= slack_of_all
        && (claim.sign.is_none() || difference * signed(claim) >= 0.0);
    let names_change = table.has_word(table.text(0, column), table.lexicon.wholes.table_changes);
    if claim.kind != AmountKind::Percent
        && (is_difference
            || !names_change
            || claim.kind != AmountKind::Count && claim.kind != one.kind)
    {
        return false;
    }

    let unit = 10_f64.powi(-i32::try_from(claim.decimals).unwrap_or(0));
    let ends = |from: &WrittenAmount, to: &WrittenAmount| {
        let low = (to.value - slack(to)) / (from.value + slack(from));
        let high = (to.value + slack(to)) / (from.value - slack(from)).max(1e-9);
        ((low - 1.0) * 100.0, (high - 1.0) * 100.0)
    };
    let said = signed(claim);
    // A fall may be written without its sign, and the later year may come first.
    let holds = |(low, high): (f64, f64)| {
        let fits = |said: f64| said + unit >= low && said - unit <= high;
        fits(said) || claim.sign.is_none() && fits(-said)
    };

    !holds(ends(one, two)) && !holds(ends(two, one))
}

fn refute_change(table: &NumberTable<'_>, row: usize, column: usize) -> Option<RefutedCell> {
    let (one, two) = (table.amount(row, column - 2)?, table.amount(row, column - 1)?);
    // The later year may come first: the cell's own sign shows the direction.
    let claim = table.amount(row, column)?;
    let turns = (two.value < one.value) != (signed(claim) < 0.0);
    let (from, to) = match turns {
        true => (column - 1, column - 2),
        false => (column - 2, column - 1),
    };
    let (base, value) = if turns { (two.value, one.value) } else { (one.value, two.value) };
    let change = (value - base) / base * 100.0;
    let (from, to) = (table.text(row, from), table.text(row, to));
    let mut found = cell(
        table,
        row,
        column,
        format!(
            "the table says {}; {from} to {to} is {}",
            table.text(row, column),
            said_in_percent(change)
        ),
        "compare the three cells of the row with their source",
    );
    found.refutation.fault = Fault::Change;

    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::ENGLISH;

    fn is_refuted(table: &str) -> bool {
        let rows: Vec<Vec<&str>> =
            table.split(';').map(|row| row.split('|').map(str::trim).collect()).collect();
        !super::check(&rows, &ENGLISH).is_empty()
    }

    #[test]
    fn tables_add_up() {
        let refuted = [
            "Region | Homes; North | 410; East | 280; South | 250; Total | 990",
            "Year | Men | Women | Total; 2023 | 410 | 280 | 690; 2024 | 420 | 300 | 780",
            "Mode | Share; Car | 60%; Bus | 25%; Walk | 25%; Total | 100%",
            "Item | 2023 | 2024 | Change; Fires | 8,000 | 6,012 | -45%; Floods | 100 | 110 | +10%",
            "Fund | £m; Roads | £4.2 million; Rail | £3.1 million; Total | £9.3 million",
            "Kind | Count; Gains (main) | 22; Gains (other) | 3; Losses (main) | 151; All (main) | 137",
            "Region | Homes; North | 410; East | 280; South | 250; Total (all) | 990",
        ];
        let silent = [
            "Region | Homes; North | 410; East | 280; South | 250; Total | 940",
            "Kind | Count; Gains (main) | 22; Gains (other) | 3; Losses (main) | 151; Losses (other) | 146; All (main) | 173",
            "Kind | Gains (main) | Gains (other) | Losses (main) | All (main); Count | 13 | 1 | 78 | 91",
            "Region | Rate; North | 4.1; East | 2.8; South | 2.5; Total | 3.3",
            "Region | Homes; North | 410; of which new | 80; South | 250; Total | 660",
            "Mode | Share; Car | 60%; Bus | 25%; Walk | 15%; Total | 100%",
            "Item | 2023 | 2024 | Change; Fires | 8,000 | 6,012 | -25%; Floods | 100 | 110 | +10%",
            "Fund | £m; Roads | £4.2 million; Rail | £3.1 million; Total | £7.4 million",
            "Year | Median | Mean | Total; 2023 | 410 | 280 | 690",
            // Without a header, and with a total among the cells.
            "Guides | £13,000; Scouts | £20,100; Friends | £65,000; Total | £98,100",
            "Item | £m; Total | £579; Transport | £312; Roads | £109; Rail | £203; Water | £267",
        ];

        for table in refuted {
            assert!(is_refuted(table), "silent: {table}");
        }
        for table in silent {
            assert!(!is_refuted(table), "refuted: {table}");
        }
    }
}

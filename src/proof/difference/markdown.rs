//! Writes a difference for a pull request.
//!
//! In: a difference. Out: Markdown of GitHub and GitLab. Invariant: every word of the site stands in a code span or a
//! fenced block, where it is neither markup nor a mention nor a link (GitHub Flavored Markdown, sections 4.5 and 6.3);
//! the document is never longer than [`LIMIT`].

use std::fmt::Write as _;

use super::change::{NotePiece, PageChange, PageDifference, PartChange, RunMark, SharedChange};
use super::compare::SiteDifference;
use super::files::{FileDelta, FileDifference};
use super::phrasing::{
    self, ComparedSides, beside_changes, count_of, grouped, has_words, place, word_count,
};
use crate::diagnostic::visible;

/// The longest document in bytes. GitHub takes comments of 65,536 characters.
const LIMIT: usize = 60_000;
/// The longest line of the site's words in characters.
const LINE: usize = 1_000;
/// How many pages of a shared change are named.
const NAMED: usize = 3;
/// How many blocks of a new page, and how many lines of a file, are shown.
const SHOWN: usize = 10;

/// Writes a difference.
pub(super) fn write(difference: &SiteDifference, sides: &ComparedSides) -> String {
    let mut out = format!(
        "### What changes for readers\n\n{} → {}: {}\n",
        code(&sides.old),
        code(&sides.new),
        phrasing::summary(difference)
    );

    let shared = difference.shared.iter().map(shared);
    let pages = difference.pages.iter().map(page);
    let files = difference.files.iter().map(file);
    let lists = Some(lists(&difference.lists)).filter(|item| !item.is_empty());
    let mut left_out = 0;

    // Once one is left out, so are all that follow: a reader has to know where the list ends.
    for item in shared.chain(pages).chain(lists).chain(files) {
        if left_out > 0 || out.len() + item.len() > LIMIT {
            left_out += 1;
        } else {
            out.push_str(&item);
        }
    }

    if left_out > 0 {
        let left_out = count_of(left_out, "more difference");
        let _ = write!(
            out,
            "\n**{left_out} left out here: `chancery diff --format html` shows all of them.**\n"
        );
    }

    out
}

fn shared(shared: &SharedChange) -> String {
    let named = named(shared.pages.iter().map(String::as_str));
    let count = count_of(shared.pages.len(), "page");
    format!("\n#### On {count}\n\n{named}\n{}", change(&shared.change))
}

fn lists(pages: &[PageDifference]) -> String {
    if pages.is_empty() {
        return String::new();
    }

    let named = named(pages.iter().map(|page| &*page.address));
    let count = count_of(pages.len(), "page");
    format!("\n#### On {count}\n\n{named}: {}\n", phrasing::LISTS)
}

/// Names a few addresses, and counts the others.
fn named<'a>(addresses: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = addresses.len();
    let mut named = addresses.take(NAMED).map(code).collect::<Vec<_>>().join(", ");
    if count > NAMED {
        let _ = write!(named, " and {} more", grouped(count - NAMED));
    }

    named
}

fn page(page: &PageDifference) -> String {
    let label = match page.kind {
        PageChange::Redirect { .. } => "Redirect",
        PageChange::Added => "Added",
        PageChange::Removed { .. } => "Removed",
        PageChange::Moved { .. } => "Moved",
        PageChange::Changed => "Changed",
    };
    let mut out = format!("\n#### {label}: {} {}\n", code(&page.address), code(&page.title));

    let remark = phrasing::remark(&page.kind);
    if !remark.is_empty() {
        let _ = write!(out, "\n{}\n", sentence(&remark));
    }

    match page.kind {
        PageChange::Added => {
            let _ = write!(out, "\n{}\n", word_count(page));
            let shown = page
                .changes
                .iter()
                .take(SHOWN)
                .map(|change| (RunMark::New, change.side(RunMark::New)));
            out.push_str(&fenced(&shown.collect::<Vec<_>>()));
            let more = page.changes.len().saturating_sub(SHOWN);
            if more > 0 {
                let _ = write!(out, "\n… {}\n", count_of(more, "more block"));
            }
            for change in page.changes.iter().take(SHOWN) {
                out.push_str(&notes(change));
            }
        }
        PageChange::Removed { .. } => {
            let _ = write!(out, "\n{}\n", word_count(page));
        }
        _ => page.changes.iter().for_each(|it| out.push_str(&change(it))),
    }

    out
}

fn change(change: &PartChange) -> String {
    let under = change.part.section().map(|section| format!(" under {}", code(section)));
    // Our own words, except for the names of what the head states, which may be anything.
    let place = match change.part {
        super::change::PagePart::Head(_) => code(&place(change)),
        _ => format!("**{}**", place(change)),
    };
    let mut out = format!("\n{place}{}", under.unwrap_or_default());

    if !change.numbers.is_empty() {
        let numbers: Vec<String> = change
            .numbers
            .iter()
            .map(|it| match (&it.old, &it.new) {
                (Some(old), Some(new)) => format!("{} became {}", code(old), code(new)),
                (None, Some(new)) => format!("{} is new", code(new)),
                (Some(old), None) => format!("{} is gone", code(old)),
                (None, None) => String::new(),
            })
            .collect();
        let _ = write!(out, ": {}", numbers.join("; "));
    }

    out.push('\n');

    if has_words(change) {
        let shown = near_changes(change);
        let sides = [RunMark::Old, RunMark::New].map(|mark| (mark, shown.side(mark)));
        let has = |mark| change.runs.iter().any(|run| run.mark == mark);

        // A paragraph that is new has no old line; one from which words went still has a new one.
        let is_whole = |mark| change.runs.iter().all(|run| run.mark == mark);
        let lines = sides.into_iter().filter(|(mark, _)| match mark {
            RunMark::Old => !is_whole(RunMark::New) && (has(RunMark::Old) || has(RunMark::Same)),
            _ => !is_whole(RunMark::Old),
        });
        out.push_str(&fenced(&lines.collect::<Vec<_>>()));
    } else if change.runs.iter().any(|run| run.mark == RunMark::Same) {
        out.push_str(&fenced(&[(RunMark::Same, change.side(RunMark::New))]));
    }

    out.push_str(&notes(change));
    out
}

/// Returns a change with what stayed in it shortened, where it is long: a line that is cut at its end must not lose what
/// differs there.
fn near_changes(change: &PartChange) -> PartChange {
    let mut shown = change.clone();
    let length: usize = change.runs.iter().map(|run| run.text.len()).sum();
    if length > LINE / 2 {
        for (at, run) in shown.runs.iter_mut().enumerate() {
            if run.mark == RunMark::Same {
                run.text = beside_changes(&change.runs, at);
            }
        }
    }

    shown
}

fn notes(change: &PartChange) -> String {
    let items = change.notes.iter().map(|note| {
        [
            "
- ",
            &sentence(&note.pieces()),
            "
",
        ]
        .concat()
    });
    items.collect()
}

fn file(file: &FileDifference) -> String {
    let mut out = format!("\n#### File: {}\n\n{}", code(&file.path), phrasing::file(file));
    if let FileDelta::Moved { from } = &file.kind {
        let _ = write!(out, " {}", code(from));
    }
    out.push('\n');

    if let FileDelta::Lines { lines, .. } = &file.kind {
        let of = |mark| lines.iter().filter(move |line| line.mark == mark).take(SHOWN / 2);
        let shown: Vec<(RunMark, String)> = of(RunMark::Old)
            .chain(of(RunMark::New))
            .map(|line| (line.mark, line.text.clone()))
            .collect();
        if !shown.is_empty() {
            out.push_str(&fenced(&shown));
        }
    }

    out
}

/// Writes lines in a fenced block that none of them can close.
fn fenced(lines: &[(RunMark, String)]) -> String {
    let lines: Vec<(RunMark, String)> =
        lines.iter().map(|(mark, text)| (*mark, one_line(text))).collect();
    let longest = lines.iter().map(|(_, text)| ticks(text)).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    let mut out = format!("\n{fence}diff\n");

    for (mark, text) in lines {
        let sign = match mark {
            RunMark::Same => ' ',
            RunMark::Old => '-',
            RunMark::New => '+',
        };
        let _ = writeln!(out, "{sign} {text}");
    }

    out + &fence + "\n"
}

/// Writes words of the site in a code span that they cannot close.
fn code(text: &str) -> String {
    let text = one_line(text);
    if text.trim().is_empty() {
        return "(nothing)".to_owned();
    }

    // A space on either side is taken off again, and lets the words begin and end with a backtick.
    let ticks = "`".repeat(ticks(&text) + 1);
    let is_plain = !text.starts_with(['`', ' ']) && !text.ends_with(['`', ' ']);
    if is_plain { format!("{ticks}{text}{ticks}") } else { format!("{ticks} {text} {ticks}") }
}

/// Returns the length of the longest run of backticks.
fn ticks(text: &str) -> usize {
    text.split(|sign| sign != '`').map(str::len).max().unwrap_or_default()
}

/// Returns words on one line of bounded length, without control characters.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = visible(&line).into_owned();
    match line.char_indices().nth(LINE) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn sentence(pieces: &[NotePiece<'_>]) -> String {
    let piece = |piece: &NotePiece<'_>| match piece {
        NotePiece::Plain(text) => (*text).to_owned(),
        NotePiece::Quoted(text) => code(text),
    };
    pieces.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_leaves_its_code() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("`a``b`"), "``` `a``b` ```");
        assert_eq!(code("@all\n<b>\u{1b}[31m"), "`@all <b>␛[31m`");
        assert_eq!(code(" "), "(nothing)");

        let block = fenced(&[(RunMark::New, "x\n```\n# y".to_owned())]);
        assert_eq!(block, "\n````diff\n+ x ``` # y\n````\n");
    }
}

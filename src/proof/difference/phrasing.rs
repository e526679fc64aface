//! What every form says in the same words: counts, labels, remarks.
//!
//! In: parts of a difference. Out: words, with those of the site kept apart. Invariant: no form is known here.

use super::change::{How, NotePiece, PageChange, PageDifference, PartChange, RunMark, TextRun};
use super::compare::SiteDifference;
use super::files::{FileDelta, FileDifference};

/// What people call the two sites: a folder, a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedSides {
    /// The old one.
    pub old: String,
    /// The new one.
    pub new: String,
}

/// Counts what differs: "2 pages added, 1 removed; 3 files; 240 pages are the same".
pub(super) fn summary(difference: &SiteDifference) -> String {
    let counts = [
        (difference.count(|it| *it == PageChange::Added), "added"),
        (difference.count(|it| matches!(it, PageChange::Removed { .. })), "removed"),
        (difference.count(|it| matches!(it, PageChange::Moved { .. })), "moved"),
        (difference.count(|it| *it == PageChange::Changed), "changed"),
    ];
    let counted: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .enumerate()
        .map(|(at, (count, what))| match at {
            // The noun stands once.
            0 => format!("{} {what}", count_of(count, "page")),
            _ => format!("{} {what}", grouped(count)),
        })
        .collect();

    let redirects = difference.count(|it| matches!(it, PageChange::Redirect { .. }));
    let mut parts = Vec::new();
    if !counted.is_empty() {
        parts.push(counted.join(", "));
    }

    for (count, what) in [
        (redirects, "redirect"),
        (difference.lists.len(), "list of pages"),
        (difference.shared.len(), "change on many pages"),
        (difference.files.len(), "file"),
    ] {
        if count > 0 {
            parts.push(match what {
                "list of pages" if count > 1 => format!("{} lists of pages", grouped(count)),
                "change on many pages" if count > 1 => {
                    format!("{} changes on many pages", grouped(count))
                }
                _ => count_of(count, what),
            });
        }
    }

    if parts.is_empty() {
        return "no difference".to_owned();
    }

    let same = match difference.unchanged {
        1 => "1 page is the same".to_owned(),
        count => format!("{} pages are the same", grouped(count)),
    };
    parts.push(same);
    parts.join("; ")
}

/// Writes a count with its noun.
pub(super) fn count_of(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        more => format!("{} {noun}s", grouped(more)),
    }
}

/// Writes a number with a comma between thousands.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }

    grouped
}

/// Says what became of a page, in one word.
pub(super) fn label(kind: &PageChange) -> &'static str {
    match kind {
        PageChange::Added => "added",
        PageChange::Removed { .. } => "removed",
        PageChange::Moved { .. } => "moved",
        PageChange::Changed => "changed",
        PageChange::Redirect { .. } => "redirect",
    }
}

/// Says what else an approver has to know about a page as a whole.
pub(super) fn remark(kind: &PageChange) -> Vec<NotePiece<'_>> {
    use NotePiece::{Plain, Quoted};

    match kind {
        PageChange::Added | PageChange::Changed => Vec::new(),
        PageChange::Removed { redirect: Some(target) } => {
            vec![Plain("its address leads to "), Quoted(target)]
        }
        PageChange::Removed { redirect: None } => {
            vec![Plain("its address leads nowhere: links to it break")]
        }
        PageChange::Moved { from, is_redirected: true } => {
            vec![Plain("it was at "), Quoted(from), Plain(", which leads here")]
        }
        PageChange::Moved { from, is_redirected: false } => {
            vec![
                Plain("it was at "),
                Quoted(from),
                Plain(", which leads nowhere: links to it break"),
            ]
        }
        PageChange::Redirect { old: Some(old), new: Some(new) } => {
            vec![Plain("this address leads to "), Quoted(new), Plain(" instead of "), Quoted(old)]
        }
        PageChange::Redirect { old: None, new } => {
            vec![Plain("this address leads to "), Quoted(new.as_deref().unwrap_or_default())]
        }
        PageChange::Redirect { old, .. } => {
            let old = old.as_deref().unwrap_or_default();
            vec![Plain("this address no longer leads to "), Quoted(old)]
        }
    }
}

/// What is said of pages of which nothing differs but which others they list.
pub(super) const LISTS: &str = "lists of other pages follow from the changes above";

/// Says what became of a file.
pub(super) fn file(file: &FileDifference) -> String {
    match &file.kind {
        FileDelta::Added(size) => format!("added, {}", bytes(*size)),
        FileDelta::Removed => "removed".to_owned(),
        FileDelta::Moved { .. } => "moved, with the same bytes, from".to_owned(),
        FileDelta::Bytes(was, is) if was == is => format!("changed, {} as before", bytes(*is)),
        FileDelta::Bytes(was, is) => format!("changed, from {} to {}", bytes(*was), bytes(*is)),
        FileDelta::Lines { removed: 0, added: 0, .. } => {
            "changed: the same lines in another order".to_owned()
        }
        FileDelta::Lines { removed, added, .. } => {
            format!("changed: {} removed, {} added", count_of(*removed, "line"), grouped(*added))
        }
        FileDelta::SearchIndex(count) => {
            format!("the search index follows the pages: {}", count_of(*count, "file"))
        }
    }
}

/// Writes a size as people say it.
fn bytes(size: u64) -> String {
    match size {
        0..1024 => count_of(usize::try_from(size).unwrap_or_default(), "byte"),
        1024..1_048_576 => format!("{} KB", size.div_ceil(1024)),
        _ => format!("{} MB", size.div_ceil(1 << 20)),
    }
}

/// Counts the words of a page that is on one side alone.
pub(super) fn word_count(page: &PageDifference) -> String {
    let runs = page.changes.iter().flat_map(|change| &change.runs);
    count_of(runs.map(|run| run.text.split_whitespace().count()).sum(), "word")
}

/// Says where in the page a change is, and what happened there: "new paragraph", "table row".
pub(super) fn place(change: &PartChange) -> String {
    let name = change.part.name();
    match change.how {
        How::Added => format!("new {name}"),
        How::Removed => format!("{name} taken out"),
        How::Moved => format!("{name} moved"),
        How::Edited => name.to_owned(),
    }
}

/// Tells whether a change has words that went or came.
pub(super) fn has_words(change: &PartChange) -> bool {
    change.runs.iter().any(|run| run.mark != RunMark::Same && !run.text.is_empty())
}

/// How many words that stayed are shown on either side of a change, where a text is not shown whole.
const CONTEXT: usize = 8;

/// Returns the words of a run that stayed, shortened to those beside the changes around it.
pub(super) fn beside_changes(runs: &[TextRun], at: usize) -> String {
    let text = &*runs[at].text;
    let (is_after, is_before) = (at > 0, at + 1 < runs.len());
    let words: Vec<&str> = text.split(' ').collect();
    let kept = CONTEXT * (usize::from(is_after) + usize::from(is_before));
    if words.len() <= kept + 1 || kept == 0 {
        return text.to_owned();
    }

    let first = if is_after { words[..CONTEXT].join(" ") } else { String::new() };
    let last = if is_before { words[words.len() - CONTEXT..].join(" ") } else { String::new() };
    [first, "…".to_owned(), last].join(" ").trim().to_owned()
}

//! The words of two texts, compared.
//!
//! In: the words of a block as it was and as it is. Out: runs of text, notes and numbers. Invariant: the runs that
//! stayed or went are the old text, those that stayed or came the new one.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::change::{Note, NumberChange, RunMark, TextRun};
use super::numbers::numbers;
use crate::lexicon::Lexicon;
use crate::proof::printed_page::{Word, text};

/// The most words of two blocks that are compared one by one; the time grows with the square of what differs.
const MOST_WORDS: usize = 20_000;

/// How long a run of words that stayed has to be to stand between two changes: shorter ones ("of", "the") make two
/// changes of what people see as one.
const SHORTEST_RUN: usize = 2;

/// A comparison of two texts.
#[derive(Debug, Default)]
pub(super) struct WordDiff {
    pub(super) runs: Vec<TextRun>,
    pub(super) notes: Vec<Note>,
    pub(super) numbers: Vec<NumberChange>,
}

/// Compares two texts.
pub(super) fn edit(old: &[Word], new: &[Word], lexicon: Option<&Lexicon>) -> WordDiff {
    let mut edit = WordDiff::default();
    let hunks = hunks(old, new);

    for hunk in &hunks {
        match hunk.is_same {
            true => edit.push(RunMark::Same, &new[hunk.new.clone()]),
            false => {
                edit.push(RunMark::Old, &old[hunk.old.clone()]);
                edit.push(RunMark::New, &new[hunk.new.clone()]);
            }
        }
    }

    edit.notes = notes(old, new, &hunks);
    edit.numbers = number_changes(old, new, &hunks, lexicon);

    edit
}

/// Describes a text that is on one side alone.
pub(super) fn one_sided(words: &[Word], mark: RunMark, lexicon: Option<&Lexicon>) -> WordDiff {
    match mark {
        RunMark::Old => edit(words, &[], lexicon),
        RunMark::New | RunMark::Same => edit(&[], words, lexicon),
    }
}

impl WordDiff {
    fn push(&mut self, mark: RunMark, words: &[Word]) {
        if let Some(first) = words.first() {
            self.runs.push(TextRun { mark, is_spaced: first.is_spaced, text: text(words) });
        }
    }
}

/// A stretch of both texts that is the same, or differs.
#[derive(Debug, Clone)]
struct Hunk {
    is_same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

fn hunks(old: &[Word], new: &[Word]) -> Vec<Hunk> {
    let whole = Hunk { is_same: false, old: 0..old.len(), new: 0..new.len() };
    if old.len() + new.len() > MOST_WORDS {
        return vec![whole];
    }

    let texts =
        |words: &[Word]| -> Vec<Box<str>> { words.iter().map(|word| word.text.clone()).collect() };
    let ops = capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new));
    let mut hunks: Vec<Hunk> = Vec::new();

    for op in &ops {
        let is_same = matches!(op, DiffOp::Equal { .. });
        let one = Hunk { is_same, old: op.old_range(), new: op.new_range() };
        push(&mut hunks, one);
    }

    join_close(&hunks, new)
}

/// Adds a hunk, to the last one where both are alike.
fn push(hunks: &mut Vec<Hunk>, one: Hunk) {
    match hunks.last_mut() {
        Some(last) if last.is_same == one.is_same => {
            last.old.end = one.old.end;
            last.new.end = one.new.end;
        }
        _ => hunks.push(one),
    }
}

/// Joins changes between which only a short word or a sign stayed.
fn join_close(hunks: &[Hunk], new: &[Word]) -> Vec<Hunk> {
    let mut joined = Vec::new();
    for (at, hunk) in hunks.iter().enumerate() {
        let is_inner = at > 0 && at + 1 < hunks.len();
        let words = &new[hunk.new.clone()];
        let is_slight = words.len() < SHORTEST_RUN
            && words.iter().all(|word| {
                word.embed.is_none()
                    && word.text.chars().count() <= 3
                    && !word.text.contains(char::is_numeric)
            });

        // Two numbers beside one another are two changes: "5 to 7" and "6 to 8".
        let is_between_words = is_inner && {
            let plain = |hunk: &Hunk| {
                !new[hunk.new.clone()].iter().any(|word| word.text.contains(char::is_numeric))
            };
            plain(&hunks[at - 1]) && plain(&hunks[at + 1])
        };

        let is_same = hunk.is_same && !(is_inner && is_slight && is_between_words);
        push(&mut joined, Hunk { is_same, ..hunk.clone() });
    }

    joined
}

/// Lists the links and pictures that differ, each once.
fn notes(old: &[Word], new: &[Word], hunks: &[Hunk]) -> Vec<Note> {
    let mut notes = Vec::new();
    for hunk in hunks {
        let (before, after) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        match hunk.is_same {
            true => {
                changed_links(before, new, hunk, &mut notes);
                changed_embeds(before, after, &mut notes);
            }
            false => replaced(before, after, &mut notes),
        }
    }

    notes.retain(|note| !is_within_page(note));
    once_each(notes)
}

/// Keeps one note of each link: words that were edited cut a link in pieces.
fn once_each(notes: Vec<Note>) -> Vec<Note> {
    let mut kept: Vec<Note> = Vec::new();
    for note in notes {
        let same = kept.iter_mut().find(|it| match (&**it, &note) {
            (Note::Link { old, new, .. }, Note::Link { old: before, new: after, .. }) => {
                (old, new) == (before, after)
            }
            (one, other) => one == other,
        });

        match (same, note) {
            (None, note) => kept.push(note),
            // The whole link has the most words.
            (Some(Note::Link { words, .. }), Note::Link { words: more, .. }) => {
                if more.len() > words.len() {
                    *words = more;
                }
            }
            (Some(_), _) => {}
        }
    }

    kept
}

/// Tells whether a link leads from one place of the page to another: it follows the words of a heading or a note.
fn is_within_page(note: &Note) -> bool {
    let is_within = |target: &Option<String>| target.as_ref().is_none_or(|it| it.starts_with('#'));
    matches!(note, Note::Link { old, new, .. } if is_within(old) && is_within(new))
}

/// Lists links whose words stayed, with all of their words, those that are new included.
fn changed_links(old: &[Word], all: &[Word], hunk: &Hunk, notes: &mut Vec<Note>) {
    let target = |word: &Word| word.link.as_deref().map(str::to_owned);
    let new = &all[hunk.new.clone()];
    let mut at = 0;

    while at < new.len() {
        let is_same =
            |next: &usize| old[*next].link == old[at].link && new[*next].link == new[at].link;
        let end = (at..new.len()).find(|next| !is_same(next)).unwrap_or(new.len());

        if old[at].link != new[at].link {
            let words = match new[at].link {
                Some(_) => whole_link(all, hunk.new.start + at),
                None => &new[at..end],
            };
            let words = text(words);
            notes.push(Note::Link { words, old: target(&old[at]), new: target(&new[at]) });
        }

        at = end;
    }
}

/// Returns all words of the link that a word is in.
fn whole_link(words: &[Word], at: usize) -> &[Word] {
    let is_other = |word: &Word| word.link != words[at].link;
    let start = words[..at].iter().rposition(is_other).map_or(0, |before| before + 1);
    let end = words[at..].iter().position(is_other).map_or(words.len(), |after| at + after);
    &words[start..end]
}

/// Lists pictures in the same place that are others, or are described otherwise.
fn changed_embeds(old: &[Word], new: &[Word], notes: &mut Vec<Note>) {
    for (old, new) in old.iter().zip(new) {
        let (Some(old), Some(new)) = (&old.embed, &new.embed) else {
            continue;
        };

        let what = new.what.to_owned();
        if old.source != new.source {
            let (old, new) = (Some(old.source.clone()), Some(new.source.clone()));
            notes.push(Note::Source { what: what.clone(), old, new });
        }

        if old.words != new.words {
            let (old, new) = (old.words.clone(), new.words.clone());
            notes.push(Note::Description { what, old, new });
        }
    }
}

/// Lists the links and pictures of words that went or came.
fn replaced(old: &[Word], new: &[Word], notes: &mut Vec<Note>) {
    let (before, after) = (links(old), links(new));
    let paired = before.len() == after.len();

    for (at, (words, target)) in after.iter().enumerate() {
        let old = before.get(at).filter(|_| paired).map(|(_, target)| target.clone());

        // New words with the old target are seen in the text.
        if old.as_ref() != Some(target) {
            notes.push(Note::Link { words: words.clone(), old, new: Some(target.clone()) });
        }
    }

    if !paired {
        let gone = before.into_iter().filter(|(_, target)| !after.iter().any(|it| it.1 == *target));
        notes.extend(gone.map(|(words, old)| Note::Link { words, old: Some(old), new: None }));
    }

    let embeds =
        |words: &[Word]| -> Vec<_> { words.iter().filter_map(|word| word.embed.clone()).collect() };
    notes.extend(embeds(old).into_iter().map(|it| Note::Source {
        what: it.what.to_owned(),
        old: Some(it.source.clone()),
        new: None,
    }));
    notes.extend(embeds(new).into_iter().map(|it| Note::Source {
        what: it.what.to_owned(),
        old: None,
        new: Some(it.source.clone()),
    }));
}

/// Returns the links among words: their words and where they lead.
fn links(words: &[Word]) -> Vec<(String, String)> {
    let chunks = words.chunk_by(|one, next| one.link == next.link);
    let linked =
        chunks.filter_map(|chunk| Some((text(chunk), chunk[0].link.as_deref()?.to_owned())));
    linked.collect()
}

/// Lists the numbers that differ: in pairs where a change has as many as before.
fn number_changes(
    old: &[Word],
    new: &[Word],
    hunks: &[Hunk],
    lexicon: Option<&Lexicon>,
) -> Vec<NumberChange> {
    let (before, after) = (numbers(old, lexicon), numbers(new, lexicon));
    let mut changes = Vec::new();

    for hunk in hunks.iter().filter(|hunk| !hunk.is_same) {
        let before = said_in(old, &before, &hunk.old);
        let after = said_in(new, &after, &hunk.new);

        // A change of words around a number that stayed is no change of the number.
        if before == after {
            continue;
        }

        if before.len() == after.len() {
            let pairs = before.into_iter().zip(after).filter(|(old, new)| old != new);
            changes.extend(pairs.map(|(old, new)| NumberChange { old: Some(old), new: Some(new) }));
        } else {
            let (gone, come) = unmatched(before, after);
            changes.extend(gone.into_iter().map(|old| NumberChange { old: Some(old), new: None }));
            changes.extend(come.into_iter().map(|new| NumberChange { old: None, new: Some(new) }));
        }
    }

    // One number may lie in two changes: "3 June 2024" of which day and year differ.
    changes.dedup();

    changes
}

/// Returns the numbers that a stretch of words is a part of, or holds.
fn said_in(words: &[Word], numbers: &[Range<usize>], stretch: &Range<usize>) -> Vec<String> {
    let touches = |number: &&Range<usize>| number.start < stretch.end && stretch.start < number.end;

    numbers.iter().filter(touches).map(|number| text(&words[number.clone()])).collect()
}

/// Takes out what both lists have.
fn unmatched(mut old: Vec<String>, new: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut come = Vec::new();
    for one in new {
        match old.iter().position(|it| *it == one) {
            Some(at) => {
                old.remove(at);
            }
            None => come.push(one),
        }
    }

    (old, come)
}

//! The blocks of two pages, compared.
//!
//! In: the blocks of a page as it was and as it is. Out: changes, in the order of the new page. Invariant: every block
//! that is not the same on both sides is in exactly one change.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::change::{How, PagePart, PartChange, RunMark};
use super::words::{WordDiff, edit, one_sided};
use crate::lexicon::Lexicon;
use crate::proof::printed_page::{Block, Word};

/// How alike two blocks have to be to count as one that was edited: two in five of their words.
const LIKENESS: f64 = 0.4;

/// Up to how many words a block alone in its place is an edit of the one that was there.
const SHORT: usize = 12;

/// The most pairs of blocks that are tried in one stretch; beyond it blocks are paired in their order.
const MOST_PAIRS: usize = 40_000;

/// Where blocks are, and the language that their numbers are read in.
#[derive(Clone, Copy)]
pub(super) struct BlockOptions {
    pub(super) is_frame: bool,
    pub(super) lexicon: Option<&'static Lexicon>,
}

/// Compares the blocks of two pages.
pub(super) fn changes(old: &[Block], new: &[Block], reading: BlockOptions) -> Vec<PartChange> {
    let stretches = stretches(old, new);
    let moved = moved(old, new, &stretches);
    let mut changes = Vec::new();

    for stretch in &stretches {
        let gone: Vec<&Block> =
            stretch.old.clone().filter(|at| !moved.old.contains(at)).map(|at| &old[at]).collect();
        let come: Vec<usize> = stretch.new.clone().collect();
        let (come_moved, come): (Vec<usize>, Vec<usize>) =
            come.into_iter().partition(|at| moved.new.contains(at));

        let come: Vec<&Block> = come.into_iter().map(|at| &new[at]).collect();
        pair(&gone, &come, reading, &mut changes);
        changes.extend(come_moved.into_iter().map(|at| side(&new[at], How::Moved, reading)));
    }

    changes
}

/// Describes a block that is on one side alone.
pub(super) fn side(block: &Block, how: How, reading: BlockOptions) -> PartChange {
    let mark = match how {
        How::Removed => RunMark::Old,
        How::Moved => RunMark::Same,
        How::Added | How::Edited => RunMark::New,
    };
    let mut edit = one_sided(&block.words, mark, reading.lexicon);

    if how == How::Moved {
        // What it says has not changed.
        edit.runs.iter_mut().for_each(|run| run.mark = RunMark::Same);
        edit = WordDiff { runs: edit.runs, ..WordDiff::default() };
    }

    change(block, how, edit, reading)
}

fn change(block: &Block, how: How, edit: WordDiff, reading: BlockOptions) -> PartChange {
    let section = block.section.as_deref().map(str::to_owned);
    let part = match reading.is_frame {
        true => PagePart::Frame,
        false => PagePart::Block { section, kind: block.kind },
    };

    PartChange { part, how, runs: edit.runs, notes: edit.notes, numbers: edit.numbers }
}

/// Blocks of both pages between two that are the same.
#[derive(Debug, Clone)]
struct Stretch {
    old: Range<usize>,
    new: Range<usize>,
}

fn stretches(old: &[Block], new: &[Block]) -> Vec<Stretch> {
    let keys = |blocks: &[Block]| -> Vec<String> { blocks.iter().map(key).collect() };
    let ops = capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new));
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut is_open = false;

    for op in &ops {
        if matches!(op, DiffOp::Equal { .. }) {
            is_open = false;
            continue;
        }

        match stretches.last_mut().filter(|_| is_open) {
            Some(last) => {
                last.old.end = op.old_range().end;
                last.new.end = op.new_range().end;
            }
            None => stretches.push(Stretch { old: op.old_range(), new: op.new_range() }),
        }
        is_open = true;
    }

    stretches
}

/// Returns everything about a block that a reader would notice; the heading above it is a block of its own.
fn key(block: &Block) -> String {
    let mut key = format!("{:?}\n", block.kind);
    for word in &block.words {
        // A space more or less between two words is no difference; none at all is one.
        key.extend([if word.is_spaced { " " } else { "" }, &word.text]);

        // A link within the page follows its heading.
        if let Some(link) = word.link.as_ref().filter(|link| !link.starts_with('#')) {
            key.extend(["\u{1}", link]);
        }

        if let Some(embed) = &word.embed {
            key.extend(["\u{2}", &embed.source, "\u{2}", &embed.words]);
        }
    }

    key
}

/// Blocks that stand elsewhere, by their numbers.
#[derive(Default)]
struct MovedBlocks {
    old: Vec<usize>,
    new: Vec<usize>,
}

/// Finds blocks that are among those that went and those that came, once each.
fn moved(old: &[Block], new: &[Block], stretches: &[Stretch]) -> MovedBlocks {
    // The numbers of the blocks of each text: of the old page, and of the new one.
    let mut by_key: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
    for stretch in stretches {
        for at in stretch.old.clone() {
            by_key.entry(key(&old[at])).or_default()[0].push(at);
        }

        for at in stretch.new.clone() {
            by_key.entry(key(&new[at])).or_default()[1].push(at);
        }
    }

    let mut moved = MovedBlocks::default();
    for [old, new] in by_key.into_values() {
        if let ([old], [new]) = (&*old, &*new) {
            moved.old.push(*old);
            moved.new.push(*new);
        }
    }

    moved
}

/// Pairs the blocks of a stretch that are one block as it was and as it is.
fn pair(old: &[&Block], new: &[&Block], reading: BlockOptions, changes: &mut Vec<PartChange>) {
    let mut gone = 0;
    for (at, block) in pairs(old, new) {
        changes.extend(old[gone..at].iter().map(|block| side(block, How::Removed, reading)));
        gone = at.max(gone);

        match block {
            Paired::New(new) => changes.push(side(new, How::Added, reading)),
            Paired::Both(new) => {
                changes.push(edited(old[at], new, reading));
                gone = at + 1;
            }
        }
    }

    changes.extend(old[gone..].iter().map(|block| side(block, How::Removed, reading)));
}

fn edited(old: &Block, new: &Block, reading: BlockOptions) -> PartChange {
    let edit = edit(&old.words, &new.words, reading.lexicon);
    change(new, How::Edited, edit, reading)
}

/// A new block, and whether it has an old one.
enum Paired<'b> {
    New(&'b Block),
    Both(&'b Block),
}

/// Returns each new block with the number of the old block that it was, or before which it stands; in order, and so
/// that as many words as possible are in both.
fn pairs<'b>(old: &[&Block], new: &[&'b Block]) -> Vec<(usize, Paired<'b>)> {
    if old.len() * new.len() > MOST_PAIRS {
        let in_order = new.iter().enumerate().map(|(at, block)| match at < old.len() {
            true => (at, Paired::Both(block)),
            false => (old.len(), Paired::New(block)),
        });
        return in_order.collect();
    }

    let is_single = old.len() == 1 && new.len() == 1;
    let worth = |old: &Block, new: &Block| {
        let likeness = likeness(&old.words, &new.words);
        // One short block for another, such as a heading, is an edit, even if no word is in both.
        let is_one =
            is_single && old.kind == new.kind && old.words.len().max(new.words.len()) <= SHORT;
        if likeness >= LIKENESS || is_one { likeness + 0.01 } else { 0.0 }
    };

    // The best sum of likenesses of the blocks from here on (Needleman and Wunsch).
    let worths: Vec<Vec<f64>> =
        old.iter().map(|old| new.iter().map(|new| worth(old, new)).collect()).collect();
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            let both = match worths[one][other] {
                0.0 => 0.0,
                worth => worth + best[one + 1][other + 1],
            };
            best[one][other] = both.max(best[one + 1][other]).max(best[one][other + 1]);
        }
    }

    let mut paired = Vec::with_capacity(new.len());
    let mut at = 0;
    for (other, block) in new.iter().enumerate() {
        // Old blocks that have no part in the best sum went before this one came.
        let is_both = |at: usize| {
            at < old.len()
                && worths[at][other] > 0.0
                && worths[at][other] + best[at + 1][other + 1] >= best[at][other]
        };
        while at < old.len() && !is_both(at) && best[at + 1][other] >= best[at][other] {
            at += 1;
        }

        match is_both(at) {
            true => {
                paired.push((at, Paired::Both(block)));
                at += 1;
            }
            false => paired.push((at, Paired::New(block))),
        }
    }

    paired
}

/// Returns which part of the words of two blocks is in both, from 0 to 1 (Dice's coefficient).
fn likeness(old: &[Word], new: &[Word]) -> f64 {
    let sorted = |words: &[Word]| {
        let mut texts: Vec<Box<str>> = words.iter().map(|word| word.text.clone()).collect();
        texts.sort_unstable();
        texts
    };
    let (old, new) = (sorted(old), sorted(new));
    let (mut one, mut other, mut common) = (0, 0, 0_usize);

    while one < old.len() && other < new.len() {
        match old[one].cmp(&new[other]) {
            std::cmp::Ordering::Less => one += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                one += 1;
                other += 1;
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a block has fewer words than 2^52")]
    let ratio = (2 * common) as f64 / (old.len() + new.len()).max(1) as f64;
    ratio
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::own_address::SiteBase;
    use crate::proof::printed_page::read;

    fn said(old: &str, new: &str) -> Vec<String> {
        let blocks = |html: &str| {
            let html = format!("<html lang=en><main>{html}</main>");
            read(&html, &SiteBase::default(), "/", "/").main
        };
        let reading = BlockOptions { is_frame: false, lexicon: Lexicon::for_language("en") };
        let changes = changes(&blocks(old), &blocks(new), reading);

        let say = |change: &PartChange| {
            let mark = |mark| match mark {
                RunMark::Same => "",
                RunMark::Old => "-",
                RunMark::New => "+",
            };
            let runs = change.runs.iter().map(|run| format!("{}{}", mark(run.mark), run.text));
            let numbers = change.numbers.iter().map(NumberChange::words);
            format!("{:?}: {}", change.how, runs.chain(numbers).collect::<Vec<_>>().join("; "))
        };
        changes.iter().map(say).collect()
    }

    use crate::proof::difference::change::NumberChange;

    #[test]
    fn words_and_numbers_of_a_paragraph() {
        assert_eq!(
            said(
                "<p>There were 6,300 warnings in 2024.</p>",
                "<p>There were 6,400 warnings in 2024.</p>"
            ),
            ["Edited: There were; -6,300; +6,400; warnings in 2024.; 6,300 became 6,400"]
        );
        assert_eq!(
            said("<p>It cost £6.3 million.</p>", "<p>It cost £6.3 billion.</p>"),
            ["Edited: It cost £6.3; -million; +billion; .; £6.3 million became £6.3 billion"]
        );
        assert_eq!(
            said(
                "<p>Signed on 3 June 2025 in Cardiff.</p>",
                "<p>Signed on 4 June 2025 in Cardiff.</p>"
            ),
            ["Edited: Signed on; -3; +4; June 2025 in Cardiff.; 3 June 2025 became 4 June 2025"]
        );
        assert_eq!(
            said("<p>In 2024 it rose.</p>", "<p>In the year ending March 2025 it rose by 5%.</p>"),
            [
                "Edited: In; -2024; +the year ending March 2025; it rose; +by 5%; .; 2024 became year ending March 2025; 5% is new"
            ]
        );
    }

    #[test]
    fn blocks_that_came_went_and_moved() {
        let list = "<ul><li>Boats and ships<li>Cars<li>Trains</ul>";
        assert_eq!(
            said(list, "<ul><li>Cars<li>Trains<li>Boats and ships</ul>"),
            ["Moved: Boats and ships"]
        );
        assert_eq!(
            said(
                "<p>One thing is so.</p><p>Gone for ever.</p><h2>Costs</h2>",
                "<p>One thing is not so.</p><h2>Prices</h2><p>Entirely new.</p>"
            ),
            [
                "Edited: One thing is; +not; so.",
                "Removed: -Gone for ever.",
                "Removed: -Costs",
                "Added: +Prices",
                "Added: +Entirely new.",
            ]
        );
        assert_eq!(said("<h2>Costs</h2><p>x", "<h2>Prices</h2><p>x"), ["Edited: -Costs; +Prices"]);
    }
}

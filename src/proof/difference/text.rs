//! Writes a difference for a terminal.
//!
//! In: a difference. Out: text, with or without colours. Invariant: what went and what came is marked by signs, so that
//! nothing depends on colours; no word of the site is a control character.

use std::fmt::Write as _;

use super::change::{
    Note, NotePiece, PageChange, PageDifference, PartChange, RunMark, SharedChange, TextRun,
};
use super::compare::SiteDifference;
use super::files::{FileDelta, FileDifference};
use super::phrasing::{
    self, ComparedSides, beside_changes, count_of, grouped, has_words, place, word_count,
};
use crate::diagnostic::{Style, visible};

/// How many pages of a shared change are named.
const NAMED: usize = 3;
/// How many blocks of a page that is on one side alone are shown, and how many lines of a file: a screen.
const SHOWN: usize = 12;

/// Writes a difference.
pub(super) fn write(difference: &SiteDifference, sides: &ComparedSides, style: Style) -> String {
    let mut writer = TextWriter { out: String::new(), style };
    let heading = format!("{} → {}: {}", sides.old, sides.new, phrasing::summary(difference));
    writer.line(&visible(&heading));

    difference.shared.iter().for_each(|shared| writer.shared(shared));
    difference.pages.iter().for_each(|page| writer.page(page));
    writer.lists(&difference.lists);
    difference.files.iter().for_each(|file| writer.file(file));

    writer.out
}

struct TextWriter {
    out: String,
    style: Style,
}

impl TextWriter {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn bold(&self, text: &str) -> String {
        console::style(text).bold().force_styling(self.style.colour).to_string()
    }

    fn shared(&mut self, shared: &SharedChange) {
        let named = named(shared.pages.iter().map(String::as_str));
        let count = self.bold(&format!("on {}", count_of(shared.pages.len(), "page")));
        self.line("");
        self.line(&format!("{count}: {named}"));
        self.change(&shared.change);
    }

    fn lists(&mut self, pages: &[PageDifference]) {
        if pages.is_empty() {
            return;
        }

        let count = self.bold(&format!("on {}", count_of(pages.len(), "page")));
        let named = named(pages.iter().map(|page| &*page.address));
        self.line("");
        self.line(&format!("{count}: {named}"));
        self.line(&format!("  {}", phrasing::LISTS));
    }

    fn page(&mut self, page: &PageDifference) {
        let label = self.bold(phrasing::label(&page.kind));
        let address = visible(&page.address);
        self.line("");
        self.line(&format!("{label} {address}  {}", visible(&page.title)));

        let remark = phrasing::remark(&page.kind);
        if !remark.is_empty() {
            self.line(&format!("  {}", sentence(&remark)));
        }

        let is_one_sided = matches!(page.kind, PageChange::Added | PageChange::Removed { .. });
        if !is_one_sided {
            page.changes.iter().for_each(|change| self.change(change));
            return;
        }

        self.line(&format!("  {}", word_count(page)));
        let shown = match page.kind {
            PageChange::Added => page.changes.len().min(SHOWN),
            _ => 0,
        };
        for change in &page.changes[..shown] {
            let runs = self.runs(&change.runs);
            self.line(&format!("    {runs}"));
            self.notes(change);
        }

        if shown > 0 && shown < page.changes.len() {
            let more = count_of(page.changes.len() - shown, "more block");
            self.line(&format!("    … {more}: see `--format html`"));
        }
    }

    fn change(&mut self, change: &PartChange) {
        let under = change.part.section().map(|section| format!(" under \"{}\"", visible(section)));
        let heading = format!("{}{}", place(change), under.unwrap_or_default());
        self.line(&format!("  {}", visible(&heading)));

        if !change.numbers.is_empty() {
            let numbers: Vec<String> =
                change.numbers.iter().map(super::change::NumberChange::words).collect();
            let numbers = self.bold(&visible(&numbers.join("; ")));
            self.line(&format!("    {numbers}"));
        }

        if has_words(change) || change.runs.iter().any(|run| run.mark == RunMark::Same) {
            let runs = self.runs(&change.runs);
            self.line(&format!("    {runs}"));
        } else if change.part == super::change::PagePart::Markup {
            self.line("    the words, links and pictures are the same");
        }

        self.notes(change);
    }

    fn notes(&mut self, change: &PartChange) {
        for note in &change.notes {
            // What a new link leads to is part of the new text; a link that changed is the change itself.
            let line = sentence(&Note::pieces(note));
            self.line(&format!("    {line}"));
        }
    }

    fn file(&mut self, file: &FileDifference) {
        let label = self.bold("file");
        let mut said = phrasing::file(file);
        if let FileDelta::Moved { from } = &file.kind {
            let _ = write!(said, " {}", visible(from));
        }
        self.line("");
        self.line(&format!("{label} {}  {said}", visible(&file.path)));

        let FileDelta::Lines { lines, removed, added } = &file.kind else {
            return;
        };

        // Half of the lines that went, and half of those that came.
        for mark in [RunMark::Old, RunMark::New] {
            for line in lines.iter().filter(|line| line.mark == mark).take(SHOWN / 2) {
                let text = shortened(&line.text);
                let line = self.marked(mark, &visible(&text));
                self.line(&format!("    {line}"));
            }
        }

        let shown = (*removed).min(SHOWN / 2) + (*added).min(SHOWN / 2);
        if shown < removed + added {
            self.line(&format!("    … {}", count_of(removed + added - shown, "more line")));
        }
    }

    /// Writes a text with its marks; what stayed is shown near a change only.
    fn runs(&self, runs: &[TextRun]) -> String {
        let mut line = String::new();
        for (at, run) in runs.iter().enumerate() {
            let text = match run.mark {
                RunMark::Same => beside_changes(runs, at),
                RunMark::Old | RunMark::New => run.text.clone(),
            };
            if run.is_spaced && !line.is_empty() {
                line.push(' ');
            }

            line.push_str(&self.marked(run.mark, &visible(&text)));
        }

        line
    }

    fn marked(&self, mark: RunMark, text: &str) -> String {
        let colour = self.style.colour;
        match mark {
            RunMark::Same => text.to_owned(),
            RunMark::Old => {
                console::style(format!("[-{text}-]")).red().force_styling(colour).to_string()
            }
            RunMark::New => {
                console::style(format!("{{+{text}+}}")).green().force_styling(colour).to_string()
            }
        }
    }
}

/// Names a few addresses, and counts the others.
fn named<'a>(addresses: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = addresses.len();
    let first = addresses.take(NAMED).map(|address| visible(address).into_owned());
    let mut named = first.collect::<Vec<_>>().join(", ");
    if count > NAMED {
        let _ = write!(named, " and {} more", grouped(count - NAMED));
    }

    named
}

/// The longest line of a file that is shown whole.
const LINE: usize = 300;

fn shortened(line: &str) -> String {
    match line.char_indices().nth(LINE) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

/// Joins the pieces of a sentence, with the words of the site in quotation marks.
fn sentence(pieces: &[NotePiece<'_>]) -> String {
    let piece = |piece: &NotePiece<'_>| match piece {
        NotePiece::Plain(text) => (*text).to_owned(),
        NotePiece::Quoted(text) => format!("\"{}\"", visible(text)),
    };
    pieces.iter().map(piece).collect()
}

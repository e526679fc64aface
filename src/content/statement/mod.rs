//! Sentences with claims that can be compared with records: numbers, changes, the status of an agreement.
//!
//! In: the running text of a block, with the places that it came from, and the words of its language.
//! Out: [`Statement`]s; a sentence without a claim is dropped. Invariant: every place points into the source,
//! however its punctuation was replaced, and no work is quadratic in the length of a sentence.

mod blocks;
mod candidate;
mod flow;
mod mention;
mod names;
mod sentence;
mod table;
mod token;

pub use mention::QuantityMention;
pub use names::{Name, Surroundings};
pub use table::{Cell, List, Table};
pub use token::{Token, TokenKind, tokens};

pub(super) use blocks::BlockReader;
pub(super) use flow::Flow;
pub(super) use names::Hints;

use crate::source::Span;
use flow::Segment;

/// Replaces code, and references without their own text, in a statement's text.
pub const OBJECT: char = '\u{fffc}';

/// The context of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Setting {
    /// In the prose.
    #[default]
    Prose,
    /// In a document outside a site, which cannot hold a reference.
    Document,
    /// In a title or a summary, which cannot hold a reference.
    FrontMatter,
    /// In the note of an update or the reason of a withdrawal, which may quote what was wrong before.
    Note,
}

/// A sentence with a claim.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its text as readers see it; [`OBJECT`] for a reference without its own text.
    pub text: Box<str>,
    /// Its references: the byte of the text where each begins, and its index in the body.
    pub references: Box<[(u32, u32)]>,
    /// Its quantities that may be values of figures, in order.
    pub mentions: Box<[QuantityMention]>,
    /// Where it is.
    pub setting: Setting,
    /// Whether it is in a block quote.
    pub in_block_quote: bool,
    /// Whether quotation marks are open at its start.
    pub begins_quoted: bool,
    /// How many of its words have a digit or are cues; capped at two.
    pub cue_count: u8,
    /// Whether the previous statement is the sentence directly before it in the same block.
    pub follows: bool,
    segments: Box<[Segment]>,
}

impl Statement {
    /// Maps a range of the text to the source.
    #[must_use]
    pub fn span(&self, start: u32, end: u32) -> Span {
        flow::span(&self.segments, start, end)
    }

    /// Returns the words of a range of the text.
    #[must_use]
    pub fn words(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Tells whether a mention may also be a year.
    #[must_use]
    pub fn is_like_year(&self, mention: &QuantityMention) -> bool {
        mention.is_like_year(&self.text)
    }

    /// Tells whether it has two things that may refute each other.
    #[must_use]
    pub fn may_refute_itself(&self) -> bool {
        self.cue_count >= sentence::FEWEST_CUES
    }

    /// Returns the qualifier of a mention, as written: "up to".
    #[must_use]
    pub fn qualifier(&self, mention: &QuantityMention) -> &str {
        self.words(mention.start, mention.number).trim_end()
    }

    /// Tells whether a byte of the text is within a quotation.
    #[must_use]
    pub fn is_quoted(&self, at: u32) -> bool {
        let before = self.text.get(..at as usize).unwrap_or_default();
        self.in_block_quote || sentence::open_at_end(before, self.begins_quoted)
    }
}

/// What the checks need from the prose.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// Sentences with claims, in order; those of the front matter come first.
    pub all: Vec<Statement>,
    /// Names of people and agreements, as spelt.
    pub names: Vec<Name>,
    /// The tables that hold numbers.
    pub tables: Vec<Table>,
    /// The lists whose introduction has a number.
    pub lists: Vec<List>,
    /// Whether the page says anywhere that numbers are provisional, revised or corrected.
    pub mentions_revisions: bool,
}

impl Flow {
    /// Returns the text from a byte on, with its place.
    pub(super) fn cell(&self, from: usize) -> Cell {
        let text = self.text().get(from..).unwrap_or_default();
        let end = flow::size(self.text().len());
        Cell { text: text.into(), span: self.span(flow::size(from), end) }
    }
}

/// Reads a block's text with the lexicon of its language, and clears it.
pub(super) fn read(flow: &mut Flow, hints: &Hints, found: &mut Statements) {
    if let Some(lexicon) = hints.lexicon {
        names::read(flow, hints, &lexicon.names, &mut found.names);
        sentence::read(flow, hints, lexicon, &mut found.all);
    }

    flow.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::house_style;
    use crate::lexicon::toy::TOY;
    use crate::value::{Period, Qualifier, Quantity};

    /// Another language is another lexicon file: no reader contains words of its own.
    #[test]
    fn an_invented_language_is_read_by_its_lexicon_alone() {
        let (quantity, end) =
            Quantity::scan("pli ol 12.3 grunse stelo kaj", &TOY).expect("a value");
        assert_eq!(
            (house_style::quantity(&quantity).as_str(), end),
            ("more than €12.3 million", 24)
        );

        let spelled = Quantity::scan("nef komo duo zentel punkt", &TOY).expect("a value").0;
        assert_eq!(house_style::quantity(&spelled), "9.2 percentage points");

        let period = Period::scan("la jaro finante triuo 2025, en la lando", &TOY);
        assert_eq!(period, Some((Period::parse("year ending March 2025").expect("read"), 26)));

        let text = "Gi falis po cirk nef zentel, da 28.3 zentel gis 19.3 zentel.";
        let mut flow = Flow::new(Setting::Prose);
        flow.push(text, 0..text.len());
        let hints = Hints { lexicon: Some(&TOY), compares: true, ..Hints::default() };
        let mut found = Statements::default();
        read(&mut flow, &hints, &mut found);

        let [statement] = &found.all[..] else {
            panic!("{found:?}");
        };
        let written: Vec<&str> =
            statement.mentions.iter().map(|it| statement.words(it.start, it.end)).collect();
        assert_eq!(written, ["cirk nef zentel", "28.3 zentel", "19.3 zentel"]);
        assert_eq!(statement.mentions[0].qualifier, Qualifier::About);
    }

    #[test]
    fn without_a_lexicon_nothing_is_read() {
        let mut flow = Flow::new(Setting::Prose);
        flow.push("It fell from 28.3% to 19.3%.", 0..28);
        let mut found = Statements::default();
        read(&mut flow, &Hints::default(), &mut found);
        assert!(found.all.is_empty() && flow.text().is_empty());
    }
}

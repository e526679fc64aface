//! The running text of a block; keeps the sentences that contain a link or a reference.
//!
//! In: words, links and references in the order of the text. Out: sentences in a [`Body`]. Invariant: a link within a
//! link belongs to the outer one.

use crate::content::prose::{self, Body};
use crate::content::runs::Piece;
use crate::lexicon::Lexicon;

/// The running text of the block that is being read.
#[derive(Default)]
pub(super) struct BlockText {
    /// Everything up to the last link or reference.
    pub(super) pieces: Vec<Piece<Box<str>>>,
    /// The words after it: in most blocks, all of them.
    words: String,
    /// The outermost link or reference that is open.
    link: Option<OpenLink>,
    /// Abbreviations, after which a full stop does not end a sentence.
    abbreviations: &'static [&'static str],
}

/// A link or reference whose words are being read.
struct OpenLink {
    piece: Piece<Box<str>>,
    words: String,
    /// The number of open elements, itself included.
    depth: usize,
}

impl BlockText {
    /// Creates an empty one; the lexicon is that of the page's language, if it has one.
    pub(super) fn new(lexicon: Option<&'static Lexicon>) -> BlockText {
        let abbreviations = lexicon.map_or(&[][..], |lexicon| lexicon.abbreviations);
        BlockText { abbreviations, ..BlockText::default() }
    }

    /// Tells whether a link or reference is open.
    pub(super) fn is_linked(&self) -> bool {
        self.link.is_some()
    }

    /// Adds words.
    pub(super) fn push(&mut self, text: &str) {
        match &mut self.link {
            Some(link) => link.words.push_str(text),
            None => self.words.push_str(text),
        }
    }

    /// Adds a link with its words: an image in raw HTML.
    pub(super) fn push_link(&mut self, link: u32, words: &str) {
        self.close_words();
        self.pieces.push(Piece::Link(link, words.into()));
    }

    /// Adds the words read so far as a piece.
    pub(super) fn close_words(&mut self) {
        if !self.words.is_empty() {
            self.pieces.push(Piece::Text(self.words.as_str().into()));
            self.words.clear();
        }
    }

    /// Begins a link or reference; `depth` is how many elements are open with it.
    pub(super) fn begin_link(&mut self, piece: Piece<Box<str>>, depth: usize) {
        // The words of an inner link are words of the outer one.
        if self.link.is_none() {
            self.link = Some(OpenLink { piece, words: String::new(), depth });
        }
    }

    /// Ends the outermost link, if the number of open elements shows that it was closed.
    pub(super) fn end_link(&mut self, depth: usize) {
        if self.link.as_ref().is_some_and(|link| depth < link.depth) {
            self.end_words_of_link();
        }
    }

    fn end_words_of_link(&mut self) {
        let Some(OpenLink { piece, words, .. }) = self.link.take() else {
            return;
        };

        self.close_words();
        self.pieces.push(match piece {
            Piece::Reference(index, label) => Piece::Reference(index, label.map(|_| words.into())),
            Piece::Link(index, _) => Piece::Link(index, words.into()),
            Piece::Text(text) => Piece::Text(text),
        });
    }

    /// Ends the block, or a cell of a table, and adds its sentences to the body.
    pub(super) fn end(&mut self, body: &mut Body) {
        // A link in raw HTML may stay open beyond its block; its words there are a separate piece.
        self.end_words_of_link();

        // Words alone refer to nothing, and a card by itself is not a sentence.
        let is_card = |piece: &Piece<Box<str>>| match piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Reference(index, _) => body.references[*index as usize].embed,
            Piece::Link(..) => false,
        };

        let is_text = |piece: &Piece<Box<str>>| matches!(piece, Piece::Text(_));
        let only_cards = self.words.trim().is_empty() && self.pieces.iter().all(is_card);
        if self.pieces.iter().all(is_text) || only_cards {
            self.pieces.clear();
            self.words.clear();
            return;
        }

        self.close_words();

        let pieces = std::mem::take(&mut self.pieces);
        let Body { references, links, sentences, openers, .. } = body;

        prose::sentences(&pieces, self.abbreviations, sentences, |piece, place| match piece {
            Piece::Reference(index, _) => {
                let reference = &mut references[*index as usize];
                reference.sentence = Some(place.sentence);
                // An item of a list may continue the sentence before the list.
                let is_sentence = place.is_closed || !reference.is_listed;
                if place.is_first && is_sentence {
                    openers.push(*index);
                }
            }
            Piece::Link(index, _) => links[*index as usize].sentence = Some(place.sentence),
            Piece::Text(_) => {}
        });
    }
}

//! Running texts, all of a page's in one allocation.
//!
//! In: pieces, text by text. Out: the same pieces, borrowed. Invariant: the pieces of a text are returned
//! unchanged and in order.

use super::fitted::fitted;

/// A piece of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<T> {
    /// Words.
    Text(T),
    /// The reference with this index, with its label if it has one.
    Reference(u32, Option<T>),
    /// The link with this index, with its words.
    Link(u32, T),
}

impl<T: AsRef<str>> Piece<T> {
    /// Returns the same piece, borrowed.
    pub(super) fn as_deref(&self) -> Piece<&str> {
        match self {
            Piece::Text(text) => Piece::Text(text.as_ref()),
            Piece::Reference(number, label) => {
                Piece::Reference(*number, label.as_ref().map(AsRef::as_ref))
            }
            Piece::Link(number, words) => Piece::Link(*number, words.as_ref()),
        }
    }
}

/// Running texts by index, from zero.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    text: String,
    pieces: Vec<StoredPiece>,
    /// Where the pieces of each text end.
    ends: Vec<u32>,
}

/// The kind of a piece, and where its words end in the text; they begin where the previous piece ends.
#[derive(Debug, Clone, Copy)]
struct StoredPiece {
    kind: PieceKind,
    end: u32,
}

#[derive(Debug, Clone, Copy)]
enum PieceKind {
    Text,
    Reference(u32),
    Labelled(u32),
    Link(u32),
}

/// One running text.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    runs: &'r Runs,
    /// The indices of its pieces.
    from: usize,
    to: usize,
}

impl Runs {
    /// Returns the number of texts.
    #[must_use]
    pub fn count(&self) -> u32 {
        size(self.ends.len())
    }

    /// Returns a text by its number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<Run<'_>> {
        let number = number as usize;
        let to = *self.ends.get(number)? as usize;
        let from = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(Run { runs: self, from, to })
    }

    /// Returns all texts, in order.
    pub fn iter(&self) -> impl Iterator<Item = Run<'_>> {
        (0..self.count()).filter_map(|number| self.get(number))
    }

    /// Adds a text, and returns its number.
    pub(super) fn push<'t>(&mut self, pieces: impl IntoIterator<Item = Piece<&'t str>>) -> u32 {
        for piece in pieces {
            let (kind, words) = match piece {
                Piece::Text(text) => (PieceKind::Text, text),
                Piece::Reference(number, None) => (PieceKind::Reference(number), ""),
                Piece::Reference(number, Some(label)) => (PieceKind::Labelled(number), label),
                Piece::Link(number, words) => (PieceKind::Link(number), words),
            };

            self.text.push_str(words);
            self.pieces.push(StoredPiece { kind, end: size(self.text.len()) });
        }

        self.ends.push(size(self.pieces.len()));

        self.count() - 1
    }

    /// Reallocates to the exact length, once all texts are there.
    pub(super) fn fitted(self) -> Runs {
        let text = String::from(&*self.text);
        Runs { text, pieces: fitted(self.pieces), ends: fitted(self.ends) }
    }
}

impl<'r> Run<'r> {
    /// Returns its pieces, in order.
    pub fn pieces(self) -> impl Iterator<Item = Piece<&'r str>> {
        (self.from..self.to).map(move |number| self.runs.piece(number))
    }
}

impl Runs {
    fn piece(&self, number: usize) -> Piece<&str> {
        let StoredPiece { kind, end } = self.pieces[number];
        let start = number.checked_sub(1).map_or(0, |before| self.pieces[before].end);
        let words = &self.text[start as usize..end as usize];

        match kind {
            PieceKind::Text => Piece::Text(words),
            PieceKind::Reference(number) => Piece::Reference(number, None),
            PieceKind::Labelled(number) => Piece::Reference(number, Some(words)),
            PieceKind::Link(number) => Piece::Link(number, words),
        }
    }
}

/// Sources are at most 8 MiB, so four bytes are enough for any count within one.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_round_trip() {
        let texts: [&[Piece<&str>]; 4] = [
            &[Piece::Text("It was "), Piece::Reference(0, None), Piece::Text(".")],
            &[],
            &[Piece::Link(0, "é"), Piece::Reference(1, Some("so")), Piece::Reference(2, Some(""))],
            &[Piece::Text("")],
        ];

        let mut runs = Runs::default();
        for (number, text) in (0..).zip(texts) {
            assert_eq!(runs.push(text.iter().copied()), number);
        }

        let runs = runs.fitted();
        assert_eq!(runs.count(), 4);
        assert!(runs.get(4).is_none());

        let out: Vec<Vec<_>> = runs.iter().map(|run| run.pieces().collect()).collect();
        assert_eq!(out, texts);
    }
}

//! What a writer wrote: a [`Source`](crate::source::Source) becomes a [`Document`].
//!
//! In: one file. Out: its front matter with types, and what its prose refers to.
//! Invariant: a document knows no other document; every finding about it alone is made here.

pub mod agreement;
pub mod briefing;
mod document;
pub mod figure;
mod front_matter;
mod head;
pub mod html;
mod kind;
pub mod markdown;
pub mod minister;
pub mod prose;
pub mod runs;
pub mod slug;
pub mod statement;
mod words;

pub use document::{Document, Entry, Record, Shape, parse, unreadable};
pub use head::{Head, Waiver};
pub use kind::Kind;
pub use prose::{Body, Form, Heading, Lack, Link, Omission, RawHeading, Reference};
pub use runs::{Piece, Run};

/// Moves what was gathered into a list of just that size.
///
/// Documents are kept by the ten thousand, and an allocator that shrinks a block leaves up to half of it
/// unused.
fn fitted<T>(mut gathered: Vec<T>) -> Vec<T> {
    let mut list = Vec::with_capacity(gathered.len());
    list.append(&mut gathered);
    list
}

//! Parses files of `content/`: a [`Source`](crate::source::Source) becomes a [`Document`].
//!
//! In: one file. Out: its typed front matter, and the links, references and claims of its prose. Invariant: a
//! document knows no other document; every finding about it alone is made here.

pub mod agreement;
pub mod briefing;
mod document;
pub mod figure;
mod front_matter;
mod head;
pub mod html;
mod keys;
mod kind;
pub mod markdown;
pub mod minister;
mod parse;
pub mod prose;
mod reference;
pub mod runs;
pub mod slug;
pub mod statement;
mod words;

pub use document::{Document, Entry, Record, Shape};
pub use head::{Head, Waiver};
pub use keys::keys;
pub use kind::Kind;
pub use parse::{parse, unreadable};
pub use prose::{Body, Form, Heading, Lack, Link, Omission, RawHeading, Reference};
pub use runs::{Piece, Run};

/// Reallocates a list to its exact length.
///
/// Documents stay in memory by the ten thousand, and `shrink_to_fit` leaves up to half of the allocator's
/// block unused.
fn fitted<T>(mut items: Vec<T>) -> Vec<T> {
    let mut list = Vec::with_capacity(items.len());
    list.append(&mut items);
    list
}

//! Parses files of `content/`: a [`Source`](crate::source::Source) becomes a [`Document`].
//!
//! In: one file. Out: its typed front matter, and the links, references and claims of its prose. Invariant: a
//! document knows no other document; every finding about it alone is made here.

pub mod agreement;
mod bounds;
pub mod briefing;
pub mod clearance;
mod document;
pub mod figure;
mod fitted;
mod front_matter;
mod head;
pub mod html;
mod keys;
mod kind;
#[cfg(feature = "documents")]
pub mod loose;
pub mod markdown;
pub mod minister;
mod other_formats;
mod parse;
pub mod placeholder;
pub mod prose;
mod reference;
pub mod runs;
pub mod slug;
pub mod statement;
mod text_fields;
pub mod words;
mod written_value;

pub use document::{Document, Entry, Record, Shape};
pub use figure::data_path;
pub use head::{Head, Waiver};
pub use keys::keys;
pub use kind::Kind;
pub use parse::{MAX_FILE, SiteReading, parse, parse_with, too_large, unreadable};
pub use prose::{
    Body, Form, Heading, Lack, Link, Notes, Omission, RawHeading, Reference, prose_text,
};
pub use runs::{Piece, Run};
pub use words::{BuiltInWord, Choice};

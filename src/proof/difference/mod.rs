//! What readers would find different between two printed sites.
//!
//! In: two printed sites. Out: a [`SiteDifference`]: pages added, removed, moved and changed, with the words and
//! numbers that differ, and a document of it in each format. Invariant: a page whose bytes differ is never
//! passed over; where its words are the same, the difference says so.

mod blocks;
mod change;
mod compare;
mod files;
mod format;
mod html;
mod markdown;
mod moves;
mod numbers;
mod page;
mod phrasing;
mod shared;
mod sites;
mod text;
mod words;

pub use change::{
    How, Note, NumberChange, PageChange, PageDifference, PagePart, PartChange, RunMark,
    SharedChange, TextRun,
};
pub use compare::{SiteDifference, difference};
pub use files::{FileDelta, FileDifference, LineChange};
pub use format::DifferenceFormat;
pub use phrasing::ComparedSides;
pub use sites::{DifferenceError, PrintedEdition, PrintedSite};

//! The output folder: owned, complete or untouched.
//!
//! In: the bytes of each page and file, from many threads. Out: a folder that holds exactly those,
//! with a [`Manifest`] of them, and a [`CommitReport`] of what changed.
//! Invariant: only an [`OutPath`] below a folder that [`OutputTarget::open`] accepted is ever written or
//! deleted, and no symbolic link in it is ever followed.
//!
//! A build calls [`OutputTarget::open`] (every refusal, before the site is even read), [`OutputTarget::stage`]
//! (a fresh folder), [`Stage::write`] and [`Stage::copy`], [`Stage::commit`]. The new site grows in
//! a work folder beside the output folder, `.public.chancery/` for `public/`:
//!
//! | in it | is |
//! |---|---|
//! | `lock` | locked by the build that works there; the system releases it when that build dies |
//! | `new/` | the site that is being written |
//! | `old/` | the site that was replaced, until it is deleted |
//! | `moving` | a marker: `new/` is complete and is being moved file by file |
//!
//! A commit swaps `new/` with the output folder in one step where the system can
//! (`RENAME_EXCHANGE` on Linux), and else in two renames. What a killed build left is
//! recovered when the folder is next opened: an unfinished `new/` is deleted, an `old/` without a
//! successor is restored, a move that was begun is completed.
//!
//! Where the output folder cannot be renamed (it is a mount point, or its parent may not be
//! written) the work folder is `.chancery/` inside it and the commit moves one file after another. The
//! guarantee is weaker there: each file is complete at every moment, but while the commit runs, or after
//! a kill until the next build, old and new pages are mixed.

mod commit;
mod error;
mod manifest;
mod moving;
pub mod patch;
mod path;
mod place;
mod published;
#[cfg(feature = "sign")]
mod signature;
mod stage;
mod target;
#[cfg(test)]
mod testing;
mod tree;
mod work;

pub use error::OutputError;
pub use manifest::{Manifest, ManifestEntry, ManifestError, PageMark};
pub use path::{MANIFEST, OutPath, SIGNATURE, UnsafePath};
pub use published::PublishedFolder;
#[cfg(feature = "sign")]
pub use signature::{SignatureError, SigningKey, VerifyingKey};
pub use stage::{CommitReport, Stage};
pub use target::OutputTarget;

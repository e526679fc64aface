//! The preview: the site held in memory, rendered when a page is asked for, and live while it is edited.
//!
//! In: a workspace, and what the file system says. Out: HTTP. Invariant: a page is made by the
//! function that `build` uses; the server adds one script tag and nothing else.

pub mod editor;
mod events;
mod files;
mod git;
pub mod guard;
pub mod http;
pub mod inject;
pub mod listen;
pub mod live;
mod poll;
pub mod rebuild;
pub mod trouble;
pub(crate) mod watch;

//! The preview: the site held in memory, rendered when a page is asked for, and live while it is edited.
//!
//! In: a workspace that is followed, and requests. Out: HTTP. Invariant: a page is made by the function
//! that `build` uses; the server adds one script tag and nothing else.

mod body;
pub mod editor;
mod events;
mod files;
pub mod guard;
pub mod http;
pub mod inject;
pub mod listen;
pub mod live;
pub mod rebuild;
pub mod state;
pub mod trouble;

pub use body::{Response, ResponseBody};

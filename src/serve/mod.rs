//! The preview: keeps the site in memory, renders pages on request, and reloads them as files change.
//!
//! In: a workspace and requests. Out: HTTP. Invariant: pages come from the function that `build` uses; the
//! server adds one script tag and nothing else.

mod body;
mod desk;
pub mod editor;
mod events;
mod files;
mod findings_page;
pub mod guard;
pub mod http;
pub mod inject;
mod last_change;
pub mod listen;
pub mod live;
mod moments;
mod query;
pub mod rebuild;
pub mod state;
pub mod trouble;

pub use body::{Response, ResponseBody};

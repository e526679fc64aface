//! Following a site: what changed on disk, and the one loop of all who keep something up to date.
//!
//! In: the site's folder, and a workspace. Out: each new state of the site, and why there is none.
//! Invariant: only looks at files; nothing is served, written or printed here.

mod follow;
mod git;
mod poll;
pub mod signals;
mod watcher;

pub use follow::{FollowError, FollowEvent, FollowOptions, NextBuild, Rebuild, follow};
pub use watcher::{WatchGuard, WatchOptions, Watcher};

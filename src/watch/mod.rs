//! Follows a site: notices what changed on disk, and rebuilds it in one loop for preview and `build --watch`.
//!
//! In: the site's folder and a workspace. Out: each new state of the site, or why there is none. Invariant:
//! only reads; nothing is served, written or printed here.

mod follow;
mod git;
mod guard;
mod output_look;
mod poll;
pub mod signals;
mod watcher;

pub use follow::{FollowError, FollowEvent, FollowOptions, NextBuild, Rebuild, follow};
pub use guard::{Nudge, WatchGuard};
pub use output_look::OutputLook;
pub use watcher::{IdleWatcher, WatchOptions, Watcher};

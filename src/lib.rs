//! Chancery turns a folder of Markdown briefings into a linked site.
//!
//! The modules are listed in the order in which a page passes through them; each imports only from
//! those above it, which `tests/it/tidy.rs` checks.

pub mod source;

pub mod lexicon;

pub mod diagnostic;

pub mod value;

pub mod yaml;

pub mod language;

pub mod config;

pub mod content;

pub mod site;

pub mod check;

pub mod render;

pub mod output;

pub mod proof;

pub mod workspace;

#[cfg(feature = "documents")]
pub mod loose;

pub mod publish;

#[cfg(feature = "serve")]
pub mod watch;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;

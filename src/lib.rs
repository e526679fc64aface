//! Chancery turns a folder of Markdown briefings into a linked site.
//!
//! The modules stand in the order in which a page travels; each imports only what stands above it.

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

pub mod publish;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;

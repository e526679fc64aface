//! Tests of the whole program, in one binary so that it links once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod any_day;
mod batches;
mod characters;
mod cli;
mod corpus;
mod data;
#[cfg(feature = "serve")]
mod desk;
mod determinism;
mod diff;
mod docs;
mod example;
mod explained;
mod figure_claims;
mod figures;
#[cfg(feature = "serve")]
mod follow;
mod frame;
mod held;
mod hostile;
mod incremental;
mod keys;
mod languages;
mod links;
#[cfg(feature = "documents")]
mod loose;
mod net;
mod pages;
mod printer;
mod schemas;
#[cfg(feature = "search")]
mod search;
#[path = "../support/sections.rs"]
mod sections;
#[cfg(feature = "serve")]
mod serve;
mod showcase;
mod site;
#[cfg(feature = "serve")]
mod stress;
mod style;
mod support;
mod tidy;
#[cfg(target_os = "linux")]
mod torn;
mod vanished;
#[cfg(all(feature = "serve", unix))]
mod watch;
#[cfg(feature = "documents")]
mod word;

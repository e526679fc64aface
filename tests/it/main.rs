//! Tests of the whole program, in one binary so that it links once.
mod cli;
mod determinism;
mod example;
mod incremental;
mod pages;
mod site;
mod support;
mod tidy;

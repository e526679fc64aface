//! What is false, seen from the whole site.
//!
//! In: a [`Site`]. Out: findings; one file for each family of rules.
//! Invariant: a check speaks only of what is known to be wrong. Where a date or a name is missing, it
//! is silent.

mod prose;
mod roles;
mod settle;
mod signatories;

use rayon::prelude::*;

pub use settle::{may_publish, settle};

use crate::diagnostic::Diagnostic;
use crate::site::Site;

/// Runs every check.
#[must_use]
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let rules: [fn(&Site) -> Vec<Diagnostic>; 4] =
        [prose::of_pages, roles::held, roles::overlapping, signatories::of_parties];
    rules.par_iter().map(|rule| rule(site)).collect::<Vec<_>>().concat()
}

//! Concatenates findings that are written one by one.

use rayon::prelude::*;

use super::finding::Diagnostic;

/// Concatenates the texts of single findings, for formats that have nothing around or between them.
pub(super) fn concat(
    diagnostics: &[Diagnostic],
    write_one: impl Fn(&Diagnostic) -> String + Send + Sync,
) -> String {
    // In parallel: the excerpts of ten thousand findings take longer than the checks that made them.
    let all: Vec<String> = diagnostics.par_iter().map(write_one).collect();
    all.concat()
}

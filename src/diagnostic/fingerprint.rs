//! What a finding is known by from one run to the next.
//!
//! In: findings with their texts. Out: one fingerprint for each. Invariant: no two of a run are equal, and lines that are
//! added or taken out elsewhere in a file change none.

use std::collections::HashMap;

use super::finding::Diagnostic;
use super::position::LineIndexes;
use crate::source::Hash;

/// Returns the fingerprint of each finding, in hexadecimal digits.
pub(super) fn fingerprints(diagnostics: &[Diagnostic], lines: &LineIndexes) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();

    let fingerprint = |finding: &Diagnostic| {
        let Diagnostic { code, message, place, .. } = finding;
        let line = lines.index(&place.path).map(|index| {
            let number = index.place(place.span.start as usize).line;
            index.text()[index.line(number)].trim()
        });

        // The words that are wrong, and not where they stand.
        let base =
            format!("{}\0{}\0{message}\0{}", code.as_str(), place.path, line.unwrap_or_default());
        let count = seen.entry(base.clone()).or_default();
        *count += 1;

        Hash::digest(format!("{base}\0{count}").as_bytes()).hex()
    };

    diagnostics.iter().map(fingerprint).collect()
}

//! One finding in place of many that say the same of many files.
//!
//! In: findings. Out: the same, with repeated ones as one. Invariant: nothing is lost in silence: the one says in how
//! many files it is, or how many there are.

use std::collections::{BTreeMap, BTreeSet};

use super::code::Code;
use super::finding::{Diagnostic, Place};
use crate::source::{SitePath, Span};

/// The files up to which each gets its own finding; more of them have one cause, such as another tool's key.
const MAX_ALONE: usize = 5;

/// How many further places are shown.
const MAX_LABELS: usize = 3;

/// How many findings one stage keeps of one file: so many have a cause in common, nobody reads more, and each takes a
/// kilobyte.
const MAX_OF_A_FILE: usize = 5_000;

/// Leaves out the findings about one file that are too many to be read, and counts them in an error.
#[must_use]
pub fn bound(path: &SitePath, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let count = findings.len();
    if count <= MAX_OF_A_FILE {
        return findings;
    }

    findings.truncate(MAX_OF_A_FILE);
    findings.shrink_to_fit();
    let message =
        format!("the file has {count} findings; only the first {MAX_OF_A_FILE} are listed");
    let finding = Diagnostic::new(Code::TooLarge, Place::new(path, Span::default()), message);
    findings.push(finding.help("mend what they have in common, and check again"));

    findings
}

/// Merges the findings about one unknown key, where many files have it.
#[must_use]
pub fn merge(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (repeated, mut rest): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| finding.code == Code::UnknownKey);
    if repeated.len() <= MAX_ALONE {
        rest.extend(repeated);
        return rest;
    }

    let mut groups: BTreeMap<(String, Option<String>), Vec<Diagnostic>> = BTreeMap::new();
    for finding in repeated {
        groups.entry((finding.message.clone(), finding.held.clone())).or_default().push(finding);
    }

    for group in groups.into_values() {
        let files: BTreeSet<&SitePath> = group.iter().map(|finding| &finding.place.path).collect();
        match files.len() {
            count if count > MAX_ALONE => rest.extend(as_one(group, count)),
            _ => rest.extend(group),
        }
    }

    rest
}

/// Makes one finding of many: at the first place, with the next ones beside it.
fn as_one(mut group: Vec<Diagnostic>, files: usize) -> Option<Diagnostic> {
    group.sort_by(|one, other| one.place.cmp(&other.place));
    let mut others = group.into_iter();
    let first = others.next()?;

    // A change of a thousand files is no fix that anybody would read.
    let merged = Diagnostic {
        message: format!("{} in {files} files", first.message),
        fix: Vec::new(),
        ..first
    };

    let shown = others.take(MAX_LABELS);
    Some(shown.fold(merged, |merged, other| merged.label(other.place, "and here")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(key: &str, file: usize) -> Diagnostic {
        let path = SitePath::new(format!("content/{file}.md"));
        Diagnostic::new(
            Code::UnknownKey,
            Place::new(&path, Span::new(4, 8)),
            format!("unknown key `{key}`"),
        )
    }

    #[test]
    fn a_key_of_many_files_is_one_finding() {
        let mut all: Vec<_> = (0..7).rev().map(|file| unknown("tags", file)).collect();
        all.extend((0..5).map(|file| unknown("weight", file)));
        let merged = merge(all);
        assert_eq!(merged.len(), 6);

        let tags = merged.iter().find(|it| it.message.contains("tags")).expect("one for `tags`");
        assert_eq!(tags.message, "unknown key `tags` in 7 files");
        assert_eq!(tags.place.path.as_str(), "content/0.md");
        assert_eq!(tags.labels.len(), MAX_LABELS);
    }
}

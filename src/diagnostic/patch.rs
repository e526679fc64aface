//! Applies the fixes of findings to the texts that they point into.
//!
//! In: findings, and the bytes of their files. Out: the changed files. Invariant: edits that overlap are not made; line
//! ends and a byte order mark stay as they are.

use std::collections::BTreeMap;

use super::code::{Code, Family};
use super::finding::{Diagnostic, Edit};
use super::severity::Severity;
use crate::source::SitePath;

/// What Windows editors write at the start of a file; places count from after it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A file with its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatchedFile {
    /// What was read.
    pub before: Vec<u8>,
    /// What it is to be.
    pub after: Vec<u8>,
    /// The changes: the code that each mends, the words before and the words after.
    pub changes: Vec<AppliedFix>,
}

/// A change to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedFix {
    /// The line, from 1.
    pub line: usize,
    /// The check that asked for it.
    pub code: Code,
    /// The words that were there.
    pub before: String,
    /// The words that are there now.
    pub after: String,
}

/// Tells whether the fix of a finding changes nothing that a reader could take for a fact.
///
/// Which of two numbers is the right one is for a person to say.
#[must_use]
pub fn is_safe_fix(finding: &Diagnostic) -> bool {
    !finding.fix.is_empty()
        && (finding.code.family() != Family::Truth
            || matches!(finding.code, Code::LooseNumber | Code::DroppedQualifier | Code::NameDrift))
}

/// Applies the safe fixes of findings; `read` returns the bytes of a file.
#[must_use]
pub fn apply_fixes<'d>(
    findings: impl IntoIterator<Item = &'d Diagnostic>,
    read: &dyn Fn(&SitePath) -> Option<Vec<u8>>,
) -> BTreeMap<SitePath, PatchedFile> {
    let mut edits: BTreeMap<&SitePath, Vec<(&Edit, Code)>> = BTreeMap::new();
    let mut taken: BTreeMap<&SitePath, Vec<(u32, u32)>> = BTreeMap::new();

    for finding in findings.into_iter().filter(|finding| is_safe_fix(finding)) {
        // A fix is made whole or not at all.
        let is_free = |edit: &Edit| {
            let (start, end) = (edit.place.span.start, edit.place.span.end);
            let others = taken.get(&edit.place.path).map(Vec::as_slice).unwrap_or_default();
            others.iter().all(|&(from, to)| end < from || start > to)
        };
        if !finding.fix.iter().all(is_free) {
            continue;
        }

        for edit in &finding.fix {
            let span = (edit.place.span.start, edit.place.span.end);
            taken.entry(&edit.place.path).or_default().push(span);
            edits.entry(&edit.place.path).or_default().push((edit, finding.code));
        }
    }

    let patched = edits.into_iter().filter_map(|(path, edits)| {
        let before = read(path)?;
        Some((path.clone(), patch(before, edits)?))
    });
    patched.collect()
}

/// Returns what is found where the texts of some files are others.
pub type CheckChanged<'c, E> =
    &'c mut dyn FnMut(&BTreeMap<SitePath, Vec<u8>>) -> Result<Vec<Diagnostic>, E>;

/// Finds the fixes after which nothing is worse: no more errors, and no more findings.
///
/// `check` returns the findings with some files changed; what fixes bring to light is fixed as well.
///
/// # Errors
/// As `check`.
pub fn settled_fixes<E>(
    read: &dyn Fn(&SitePath) -> Option<Vec<u8>>,
    check: CheckChanged<'_, E>,
) -> Result<BTreeMap<SitePath, PatchedFile>, E> {
    // A fix seldom brings another to light; a circle of fixes must end.
    const ROUNDS: usize = 4;
    // Fixes that are tried one by one, where all of them together make something worse.
    const SINGLE: usize = 40;

    let mut done = Settled::default();
    let mut findings = check(&done.texts)?;

    for _ in 0..ROUNDS {
        let now = |path: &SitePath| done.texts.get(path).cloned().or_else(|| read(path));
        let all = apply_fixes(&findings, &now);
        if all.is_empty() {
            break;
        }

        let texts = done.with(&all);
        let after = check(&texts)?;
        if !is_worse(&findings, &after) {
            done.take(all, texts);
            findings = after;
            continue;
        }

        let fixable: Vec<Diagnostic> =
            findings.iter().filter(|finding| is_safe_fix(finding)).take(SINGLE).cloned().collect();
        for finding in fixable {
            // Places move with every fix that is made before; those of one finding are looked for again.
            let Some(current) = findings.iter().find(|it| is_same(it, &finding)).cloned() else {
                continue;
            };
            let now = |path: &SitePath| done.texts.get(path).cloned().or_else(|| read(path));
            let one = apply_fixes([&current], &now);
            let texts = done.with(&one);
            let after = check(&texts)?;
            if !one.is_empty() && !is_worse(&findings, &after) {
                done.take(one, texts);
                findings = after;
            }
        }
        break;
    }

    Ok(done.files)
}

/// The fixes that were found to do no harm.
#[derive(Default)]
struct Settled {
    files: BTreeMap<SitePath, PatchedFile>,
    texts: BTreeMap<SitePath, Vec<u8>>,
}

impl Settled {
    fn with(&self, patched: &BTreeMap<SitePath, PatchedFile>) -> BTreeMap<SitePath, Vec<u8>> {
        let mut texts = self.texts.clone();
        texts.extend(patched.iter().map(|(path, file)| (path.clone(), file.after.clone())));
        texts
    }

    fn take(
        &mut self,
        patched: BTreeMap<SitePath, PatchedFile>,
        texts: BTreeMap<SitePath, Vec<u8>>,
    ) {
        for (path, file) in patched {
            match self.files.get_mut(&path) {
                Some(known) => {
                    known.after = file.after;
                    known.changes.extend(file.changes);
                }
                None => {
                    self.files.insert(path, file);
                }
            }
        }
        self.texts = texts;
    }
}

/// Tells whether there is more to mend than before.
fn is_worse(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let errors =
        |all: &[Diagnostic]| all.iter().filter(|it| it.severity == Severity::Error).count();
    errors(after) > errors(before) || after.len() > before.len()
}

/// Tells whether two findings are one, at places that may have moved.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.message == other.message && one.place.path == other.place.path
}

fn patch(before: Vec<u8>, mut edits: Vec<(&Edit, Code)>) -> Option<PatchedFile> {
    let mark = if before.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let text = std::str::from_utf8(before.get(mark..)?).ok()?;
    let has_windows_ends = text.contains("\r\n");
    edits.sort_by_key(|(edit, _)| edit.place.span);

    let mut after = String::with_capacity(text.len() + 64);
    let mut changes = Vec::new();
    let mut done = 0;
    for (edit, code) in edits {
        let range = edit.place.span.range();
        let kept = text.get(done..range.start)?;
        let words = text.get(range.clone())?;
        let replacement = match has_windows_ends {
            true => edit.replacement.replace("\r\n", "\n").replace('\n', "\r\n"),
            false => edit.replacement.clone(),
        };

        let line = text[..range.start].matches('\n').count() + 1;
        after.push_str(kept);
        after.push_str(&replacement);
        changes.push(AppliedFix { line, code, before: words.to_owned(), after: replacement });
        done = range.end;
    }
    after.push_str(text.get(done..)?);

    let mut bytes = before[..mark].to_vec();
    bytes.extend(after.into_bytes());
    (bytes != before).then_some(PatchedFile { before, after: bytes, changes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::source::Span;

    fn fixed(text: &[u8], edits: &[(usize, usize, &str)]) -> Vec<u8> {
        let path = SitePath::new("a.md");
        let findings: Vec<Diagnostic> = edits
            .iter()
            .map(|&(start, end, words)| {
                let place = Place::new(&path, Span::new(start, end));
                Diagnostic::new(Code::UnknownKey, place.clone(), "x").fix(place, words)
            })
            .collect();
        let patched = apply_fixes(&findings, &|_| Some(text.to_vec()));
        patched.into_values().next().map_or(text.to_vec(), |it| it.after)
    }

    #[test]
    fn line_ends_and_marks_stay() {
        assert_eq!(fixed(b"ab\r\ncd\r\n", &[(0, 2, "x\ny")]), b"x\r\ny\r\ncd\r\n");
        assert_eq!(fixed(b"\xef\xbb\xbfab", &[(0, 1, "x")]), b"\xef\xbb\xbfxb");
        assert_eq!(fixed(b"abcd", &[(2, 3, "x"), (0, 1, "y")]), b"ybxd");
    }

    #[test]
    fn what_overlaps_is_done_once() {
        assert_eq!(fixed(b"abcd", &[(0, 2, "x"), (1, 3, "y")]), b"xcd");
        assert_eq!(fixed(b"abcd", &[(1, 1, "x"), (1, 1, "y")]), b"axbcd");
        assert_eq!(fixed(b"ab", &[(1, 9, "x")]), b"ab");
    }
}

//! `check --fix` on the site of every case.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chancery::diagnostic::{Code, Diagnostic, PatchedFile, is_safe_fix, settled_fixes};
use chancery::source::builtin::OverTheme;
use chancery::source::memory::MemoryFiles;
use chancery::source::{Files, SitePath};
use chancery::workspace::{BuildOptions, Workspace};
use rayon::prelude::*;

use crate::case::Case;

/// Fixes each site, and compares what is found before and after.
pub(crate) fn check(cases: &[PathBuf]) -> Result<(), String> {
    let results: Vec<Result<usize, String>> = cases.par_iter().map(|path| fix(path)).collect();
    let mut fixed = 0;
    let mut faults = Vec::new();
    for result in results {
        match result {
            Ok(count) => fixed += count,
            Err(fault) => faults.push(fault),
        }
    }

    match faults.is_empty() {
        // Or the test would pass without a single fix.
        true if fixed < 50 => Err(format!("only {fixed} files were fixed in all cases")),
        true => Ok(()),
        false => Err(faults.join("\n")),
    }
}

/// Fixes the site of a case; returns how many files changed.
fn fix(path: &PathBuf) -> Result<usize, String> {
    let case = Case::parse(&fs::read_to_string(path).map_err(|error| error.to_string())?)?;
    let files: MemoryFiles = case.files.iter().map(|(path, bytes)| (path, bytes.clone())).collect();
    let files: Arc<dyn Files> = Arc::new(OverTheme::new(files));
    let before = findings(&files, &BTreeMap::new(), &case.options);
    if !before.iter().any(is_safe_fix) {
        return Ok(0);
    }

    let read = |path: &SitePath| case.files.get(path.as_str()).cloned();
    let fixed = settled_fixes(&read, &mut |changed| {
        Ok::<_, Infallible>(findings(&files, changed, &case.options))
    });
    let Ok(fixed) = fixed;

    let texts = fixed.iter().map(|(path, file)| (path.clone(), file.after.clone())).collect();
    let after = findings(&files, &texts, &case.options);
    let shown = path.display();

    // Of each check there are no more findings, but of what a fixed fault had hidden.
    if errors(&after) > errors(&before) || after.len() > before.len() {
        return Err(format!("{shown}: {} findings became {}", before.len(), after.len()));
    }
    fixed.iter().try_for_each(|(file, patched)| {
        keeps_form(patched).map_err(|fault| format!("{shown}: {file}: {fault}"))
    })?;

    Ok(fixed.len())
}

/// Tells what a fix must not change: line ends, and the mark at the start.
fn keeps_form(file: &PatchedFile) -> Result<(), String> {
    let bare = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let windows = |bytes: &[u8]| bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    let is_windows = |bytes: &[u8]| windows(bytes) > 0 && windows(bytes) == bare(bytes);
    let has_mark = |bytes: &[u8]| bytes.starts_with(b"\xef\xbb\xbf");

    if is_windows(&file.before) && !is_windows(&file.after) {
        return Err("the ends of lines changed".to_owned());
    }
    if has_mark(&file.before) != has_mark(&file.after) {
        return Err("the byte order mark changed".to_owned());
    }

    Ok(())
}

fn errors(findings: &[Diagnostic]) -> usize {
    let is_error =
        |finding: &&Diagnostic| finding.severity == chancery::diagnostic::Severity::Error;
    findings.iter().filter(is_error).filter(|finding| finding.code != Code::EmbargoLeak).count()
}

fn findings(
    files: &Arc<dyn Files>,
    changed: &BTreeMap<SitePath, Vec<u8>>,
    options: &BuildOptions,
) -> Vec<Diagnostic> {
    let overlay = chancery::source::overlay::Overlay::new(Arc::clone(files), changed.clone());
    let mut workspace = Workspace::new(Arc::new(overlay));
    let built = workspace.build(options, &mut |_| {});
    built.expect("files in memory can be read").findings
}

//! `chancery clear`: signs a page off as it prints now.
//!
//! In: a file of a site, and a name. Out: the file with an entry in `clearance`. Invariant: no other byte of the
//! file changes, and a page with errors is not signed off.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::ClearArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
use super::site;
use crate::check::{clearance_hash, may_publish};
use crate::content::clearance::{CLEARANCE, Clearance, words_hash};
use crate::diagnostic::{Format, visible, visible_name};
use crate::site::EntryId;
use crate::source::{SitePath, Source};
use crate::workspace::{Build, BuildOptions};
use crate::yaml::{Draft, DraftItem, write};

pub(super) fn run(command: &ClearArgs) -> Result<Outcome, Failure> {
    let (root, path) = locate(&command.file)?;
    let mut workspace = site::open(&root)?;
    let now = site::now();
    let options = BuildOptions { as_of: now, now, drafts: true, base_url: None, search: false };
    let built = workspace.build(&options, &mut |_| {})?;

    let page = briefing(&built, &path, &command.file)?;
    let own: Vec<_> = built.findings.iter().filter(|it| it.place.path == path).cloned().collect();
    let own: Vec<_> = own.into_iter().filter(|it| !is_about_clearance(it.code)).collect();
    if !may_publish(&own) {
        let output = Output { format: Format::Full, stream: Stream::Error };
        report::findings(&own, &workspace, &root, output)?;
        report::line(&format!("not signed off: {}", report::counts(&own)));
        return Ok(Outcome::Findings);
    }

    let bytes = fs::read(&command.file)?;
    let source = Source::decode(path.clone(), bytes).map_err(|_| unreadable(&command.file))?;
    let site = built.edition.site();
    let hash = clearance_hash(site, page, words_hash(&source));

    let known = site.briefing(page).map(|it| it.clearance.as_slice()).unwrap_or_default();
    let text = signed(&source, known, command, &hash);
    fs::write(&command.file, text)?;

    report::print(&format!(
        "{} is signed off by {}: any later change of its words or values voids it\n",
        visible_name(path.as_str()),
        visible(&command.by)
    ))?;

    Ok(Outcome::Clean)
}

fn is_about_clearance(code: crate::diagnostic::Code) -> bool {
    use crate::diagnostic::Code;
    matches!(code, Code::ClearanceVoid | Code::MissingClearance | Code::Placeholder)
}

/// Finds the site that a file belongs to, and its path there.
fn locate(file: &Path) -> Result<(PathBuf, SitePath), Failure> {
    let whole = file
        .canonicalize()
        .map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", file.display())))?;
    let root = whole.ancestors().find(|folder| {
        folder.join("content").is_dir() && whole.starts_with(folder.join("content"))
    });
    let inside = root.and_then(|root| Some((root, whole.strip_prefix(root).ok()?.to_str()?)));

    match inside {
        Some((root, path)) => Ok((root.to_owned(), SitePath::new(path.replace('\\', "/")))),
        None => Err(Failure::new(format!(
            "`{}` is in no `content/`: name the file of a briefing",
            file.display()
        ))),
    }
}

fn briefing(built: &Build, path: &SitePath, file: &Path) -> Result<EntryId, Failure> {
    let site = built.edition.site();
    let page = site.index().at_path(path.as_str()).filter(|page| site.briefing(*page).is_some());
    page.ok_or_else(|| {
        Failure::new(format!("`{}` is no briefing: only briefings are signed off", file.display()))
    })
}

fn unreadable(file: &Path) -> Failure {
    Failure::new(format!("`{}` is not UTF-8", file.display()))
}

/// Returns the text of a file with the sign-off in its front matter, in place of an earlier one by the same
/// person.
fn signed(source: &Source, known: &[Clearance], command: &ClearArgs, hash: &str) -> String {
    let kept = known.iter().filter(|it| *it.by.value != *command.by).map(|it| {
        let on = it.on.as_ref().map(|on| on.value.iso());
        let hash = it.hash.as_ref().map(|hash| &*hash.value);
        entry(&it.by.value, it.role.as_deref(), on.as_deref(), hash)
    });
    let today = site::today().to_string();
    let earlier = known.iter().find(|it| *it.by.value == *command.by);
    let role = command.role.as_deref().or(earlier.and_then(|it| it.role.as_deref()));
    let new = entry(&command.by, role, Some(&today), Some(hash));
    let all = Draft::List(kept.chain([new]).collect());
    let block = write(&[DraftItem::Entry(CLEARANCE.to_owned(), all)]);

    let text = &*source.text;
    let lines = block_of(text);
    format!("{}{block}{}", &text[..lines.start], &text[lines.end..])
}

fn entry(by: &str, role: Option<&str>, on: Option<&str>, hash: Option<&str>) -> Draft {
    let pairs = [("by", Some(by)), ("role", role), ("on", on), ("hash", hash)];
    let pairs =
        pairs.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?.to_owned())));
    Draft::InlineMap(pairs.collect())
}

/// Returns the lines of the key in a front matter, or the empty place at its end.
fn block_of(text: &str) -> std::ops::Range<usize> {
    let mut start = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_end = number > 0 && matches!(line.trim_end(), "---" | "...");
        let is_key = line.strip_prefix(CLEARANCE).is_some_and(|rest| rest.starts_with(':'));
        let is_inside = line.starts_with([' ', '-', '\t']) && !is_end;

        match start {
            Some(start) if !is_inside => return start..at,
            None if is_key => start = Some(at),
            None if is_end => return at..at,
            _ => {}
        }

        at += line.len();
    }

    at..at
}

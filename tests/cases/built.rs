//! A site that was built and checked as `chancery check` does it.
//!
//! In: files and options. Out: the actual content of each section of a case, and findings that break the
//! rules for all findings. Invariant: only this file uses the program's API.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use chancery::check::may_publish;
use chancery::diagnostic::{self, Diagnostic, Place, Texts};
use chancery::proof::check_pages;
use chancery::render::Edition;
use chancery::source::builtin::OverTheme;
use chancery::source::memory::MemoryFiles;
use chancery::source::{LineColumn, LineIndex};
use chancery::workspace::{Build, BuildOptions, Workspace};

use crate::case::{Case, Expectation, visible};
use crate::words;

/// A workspace after a build, with the result of the build.
pub(crate) struct BuiltSite {
    workspace: Workspace,
    edition: Edition,
    findings: Vec<Diagnostic>,
}

impl BuiltSite {
    pub(crate) fn build(files: &BTreeMap<String, Vec<u8>>, options: &BuildOptions) -> BuiltSite {
        let files: MemoryFiles = files.iter().map(|(path, bytes)| (path, bytes.clone())).collect();
        let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));
        let build = workspace.build(options, &mut |_| {}).unwrap();
        let held = build.held_words();
        let Build { edition, mut findings, .. } = build;

        if may_publish(&findings) {
            findings
                .extend(check_pages(&edition, held.as_ref()).expect("the files stay as they are"));
            diagnostic::sort(&mut findings);
        }

        BuiltSite { workspace, edition, findings }
    }

    /// Returns the actual content for an expectation, in the format of a case.
    pub(crate) fn answer(&self, expectation: &Expectation) -> Result<String, String> {
        let answer = match expectation {
            Expectation::Findings => return Ok(self.printed()),
            Expectation::Prose(url) => words::prose(&self.page(url)?)
                .ok_or_else(|| format!("no prose at `{url}`"))?
                .to_owned(),
            Expectation::Words(url) => words::words(&self.page(url)?),
            Expectation::File(path) => self.file(path)?,
            Expectation::Files(prefix) => {
                let paths = self.edition.routes().iter().map(|route| route.address.file());
                let paths = paths.filter(|path| path.starts_with(prefix)).collect::<Vec<_>>();
                paths.join("\n")
            }
        };

        // Sections end with a line break.
        Ok(visible(answer.trim_matches('\n')) + "\n")
    }

    fn page(&self, url: &str) -> Result<String, String> {
        self.rendered(|address| address.as_str() == url)
            .ok_or_else(|| format!("no page at `{url}`"))
    }

    fn file(&self, path: &str) -> Result<String, String> {
        self.rendered(|address| address.file() == path).ok_or_else(|| format!("no file `{path}`"))
    }

    fn rendered(&self, is_it: impl Fn(&chancery::site::Address) -> bool) -> Option<String> {
        let route = self.edition.routes().iter().find(|route| is_it(&route.address))?;
        let bytes = self.edition.render(route);
        let bytes = bytes.unwrap_or_else(|error| panic!("{}: {error:?}", route.address));
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Prints findings with all their parts.
    fn printed(&self) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            let Diagnostic { code, severity, message, place, labels, help, fix, held } = finding;
            let (code, severity) = (code.as_str(), severity.word());
            let _ = writeln!(out, "{}: {severity}[{code}]: {}", self.at(place), visible(message));
            if let Some(held) = held {
                let _ = writeln!(out, "  held: {held}");
            }

            for label in labels {
                let _ = writeln!(out, "  also {}: {}", self.at(&label.place), visible(&label.text));
            }

            if let Some(help) = help {
                let _ = writeln!(out, "  help: {}", visible(help));
            }

            for edit in fix {
                let _ = writeln!(out, "  fix {} {:?}", self.at(&edit.place), edit.replacement);
            }
        }

        if out.is_empty() {
            out.push_str("no findings\n");
        }

        out
    }

    /// Writes a place as `file:line:column..column`, or as a point.
    fn at(&self, place: &Place) -> String {
        let text = self.workspace.text(&place.path).unwrap_or_default();
        let index = LineIndex::new(&text);
        let start = index.place(place.span.start as usize);
        let end = index.place(place.span.end as usize);
        let LineColumn { line, column } = start;
        let path = visible(place.path.as_str());

        match (end.line == line, end.column == column) {
            (true, true) => format!("{path}:{line}:{column}"),
            (true, false) => format!("{path}:{line}:{column}..{}", end.column),
            (false, _) => format!("{path}:{line}:{column}..{}:{}", end.line, end.column),
        }
    }

    /// Returns findings that break the rules for all findings: no full stop, and no place outside a file.
    pub(crate) fn house_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for finding in &self.findings {
            let help = finding.help.as_deref().unwrap_or_default();
            for words in [finding.message.as_str(), help] {
                if words.ends_with('.') && !words.ends_with("..") {
                    faults.push(format!("a full stop ends {words:?}"));
                }
            }

            let labels = finding.labels.iter().map(|label| &label.place);
            let edits = finding.fix.iter().map(|edit| &edit.place);
            for place in std::iter::once(&finding.place).chain(labels).chain(edits) {
                let text = self.workspace.text(&place.path).unwrap_or_default();
                let is_inside = text.get(place.span.range()).is_some() || place.span.start == 0;

                // A byte that is not UTF-8 is shown as another character, and shifts the text after it.
                if !is_inside && finding.code != diagnostic::Code::NotUtf8 {
                    faults.push(format!("no such place: {place:?}"));
                }
            }
        }

        faults
    }

    /// Returns the fixes that, applied alone, do not reduce the number of findings.
    pub(crate) fn fix_faults(&self, case: &Case) -> Vec<String> {
        let mut faults = Vec::new();
        for finding in self.findings.iter().filter(|finding| !finding.fix.is_empty()) {
            let mut files = case.files.clone();
            let mut edits = finding.fix.clone();

            // From the end, so that an edit does not shift the places of the remaining ones.
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span));
            for edit in edits {
                let bytes = files.get_mut(edit.place.path.as_str()).unwrap();

                // Places count from after the byte order mark.
                let mark = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
                let span = edit.place.span.range();
                bytes.splice(span.start + mark..span.end + mark, edit.replacement.into_bytes());
            }

            let fixed = BuiltSite::build(&files, &case.options);
            if fixed.findings.len() >= self.findings.len() {
                let message = &finding.message;
                faults
                    .push(format!("no mend of {message:?} by its fix; then:\n{}", fixed.printed()));
            }
        }

        faults
    }
}

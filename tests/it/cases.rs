//! Small sites with what is expected of them beside them: `tests/cases/<topic>/<name>.txt`.
//!
//! `tests/README.md` says how such a file is written. `check` alone knows the program's interface.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chancery::check::may_publish;
use chancery::diagnostic::{self, Diagnostic, Place, Texts};
use chancery::proof::check_pages;
use chancery::render::Edition;
use chancery::site::AsOf;
use chancery::source::builtin::OverTheme;
use chancery::source::memory::MemoryFiles;
use chancery::source::{LineColumn, LineIndex};
use chancery::value::Moment;
use chancery::workspace::{Build, Options, Workspace};
use similar::TextDiff;

/// Makes a test of every folder, so that a topic can be run alone.
macro_rules! topics {
    ($($name:ident)*) => {
        const TOPICS: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            topic(stringify!($name));
        })*
    };
}

topics! { access config dates encoding figures front_matter good images languages links paths prose records references templates truth urls waivers yaml }

#[test]
fn every_folder_is_a_topic() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(TOPICS.contains(&name.as_str()), "add `{name}` to the topics of tests/it/cases.rs");
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Runs every case of a topic, and fails with all of their differences.
fn topic(name: &str) {
    let folder = root().join(name);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no case", folder.display());

    let mut report = String::new();
    let mut failed = 0;
    for path in &paths {
        let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display();

        match std::panic::catch_unwind(|| check(path)) {
            Ok(Ok(())) => {}
            Ok(Err(said)) => {
                failed += 1;
                let _ = writeln!(report, "\n{shown}\n{said}");
            }
            Err(_) => {
                failed += 1;
                let _ = writeln!(report, "\n{shown}\nthe program panicked, see above");
            }
        }
    }

    assert!(
        failed == 0,
        "{failed} of {} cases differ (UPDATE_CASES=1 writes down what is)\n{report}",
        paths.len()
    );
}

/// Runs one case; what differs comes back as a diff.
fn check(path: &Path) -> Result<(), String> {
    let written = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let case = Case::parse(&written)?;
    let run = Run::of(&case.files, &case.options);
    let mut found = BTreeMap::new();
    let mut wrong = String::new();

    for expected in &case.expected {
        let text = match expected {
            Expected::Findings => run.printed(),
            Expected::Page(url) => run.prose(url)?,
        };
        found.insert(expected.header(), text);
    }

    run.obey_the_house(&mut wrong);
    run.mend(&case, &mut wrong);

    if !wrong.is_empty() {
        return Err(wrong);
    }

    let actual = case.with(&found);
    if actual == written {
        return Ok(());
    }

    if std::env::var_os("UPDATE_CASES").is_some() {
        return fs::write(path, actual).map_err(|error| error.to_string());
    }

    Err(TextDiff::from_lines(&written, &actual)
        .unified_diff()
        .context_radius(2)
        .header("as it is written", "as it is")
        .to_string())
}

/// What a case's section expects.
#[derive(Debug, PartialEq)]
enum Expected {
    Findings,
    Page(String),
}

impl Expected {
    fn header(&self) -> String {
        match self {
            Expected::Findings => "expected".to_owned(),
            Expected::Page(url) => format!("expected page {url}"),
        }
    }
}

/// A case as it is written.
struct Case {
    /// The lines above the first section, then each section's header and text.
    head: String,
    sections: Vec<(String, String)>,
    files: BTreeMap<String, Vec<u8>>,
    expected: Vec<Expected>,
    options: Options,
}

impl Case {
    fn parse(written: &str) -> Result<Case, String> {
        let mut head = String::new();
        let mut sections: Vec<(String, String)> = Vec::new();
        for line in written.split_inclusive('\n') {
            let header = line.trim_end().strip_prefix("-- ").and_then(|it| it.strip_suffix(" --"));
            match (header, sections.last_mut()) {
                (Some(header), _) => sections.push((header.to_owned(), String::new())),
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => head.push_str(line),
            }
        }

        let mut files = BTreeMap::new();
        let mut expected = Vec::new();
        for (header, text) in &sections {
            if header == "expected" {
                expected.push(Expected::Findings);
            } else if let Some(url) = header.strip_prefix("expected page ") {
                expected.push(Expected::Page(url.to_owned()));
            } else {
                let (path, crlf) = match header.strip_suffix(" {crlf}") {
                    Some(path) => (path, true),
                    None => (header.as_str(), false),
                };

                if !["content/", "templates/", "static/"].iter().any(|top| path.starts_with(top)) {
                    return Err(format!("unknown section `{header}`"));
                }

                let text = if crlf { text.replace('\n', "\r\n") } else { text.clone() };
                if files.insert(text_of(path)?, bytes(&text)).is_some() {
                    return Err(format!("two sections `{path}`"));
                }
            }
        }

        if !expected.contains(&Expected::Findings) {
            return Err("no section `-- expected --`".to_owned());
        }

        Ok(Case { options: options(&head)?, head, sections, files, expected })
    }

    /// Writes the case with other expectations.
    fn with(&self, found: &BTreeMap<String, String>) -> String {
        let mut written = self.head.clone();
        for (header, text) in &self.sections {
            let text = found.get(header).unwrap_or(text);
            let _ = write!(written, "-- {header} --\n{text}");
        }

        written
    }
}

/// Reads the lines above the first section: settings, and `#` before words for readers.
fn options(head: &str) -> Result<Options, String> {
    let mut as_of = "2026-01-01";
    let mut drafts = false;
    for line in head.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_once(": ") {
            Some(("as-of", day)) => as_of = day,
            Some(("drafts", "yes")) => drafts = true,
            _ => return Err(format!("unknown setting `{line}`")),
        }
    }

    let moment = Moment::parse(as_of).map_err(|error| error.message)?;
    let as_of = AsOf { day: moment.day(), moment: moment.instant() };

    Ok(Options { as_of, drafts, base_url: None, search: true })
}

/// Writes the bytes that a text file cannot hold: `{bom}`, `{tab}`, `{nbsp}`, `{cr}`, `{end}`, and
/// any byte as two hexadecimal digits.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];

        let name = rest[1..].split_once('}').map_or("", |(name, _)| name);
        let hex = (name.len() == 2).then(|| u8::from_str_radix(name, 16).ok()).flatten();
        match (name, hex) {
            ("bom", _) => bytes.extend_from_slice("\u{feff}".as_bytes()),
            ("tab", _) => bytes.push(b'\t'),
            ("nbsp", _) => bytes.extend_from_slice("\u{a0}".as_bytes()),
            ("cr", _) => bytes.push(b'\r'),
            ("end", _) => return bytes,
            (_, Some(byte)) => bytes.push(byte),
            _ => {
                bytes.push(b'{');
                rest = &rest[1..];
                continue;
            }
        }

        rest = &rest[name.len() + 2..];
    }

    bytes.extend_from_slice(rest.as_bytes());

    bytes
}

fn text_of(path: &str) -> Result<String, String> {
    String::from_utf8(bytes(path)).map_err(|error| error.to_string())
}

/// A site that was built and checked as `chancery check` does it.
struct Run {
    workspace: Workspace,
    edition: Edition,
    findings: Vec<Diagnostic>,
}

impl Run {
    fn of(files: &BTreeMap<String, Vec<u8>>, options: &Options) -> Run {
        let files: MemoryFiles = files.iter().map(|(path, bytes)| (path, bytes.clone())).collect();
        let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));
        let Build { edition, mut findings } = workspace.build(options, &mut |_| {}).unwrap();

        if may_publish(&findings) {
            findings.extend(check_pages(&edition).expect("the files stay as they are"));
            diagnostic::sort(&mut findings);
        }

        Run { workspace, edition, findings }
    }

    /// Prints findings with everything that they hold.
    fn printed(&self) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            let Diagnostic { code, severity, message, place, labels, help, fix } = finding;
            let (code, severity) = (code.as_str(), severity.word());
            let _ = writeln!(out, "{}: {severity}[{code}]: {}", self.at(place), visible(message));

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

    /// Returns the prose of a page as HTML.
    fn prose(&self, url: &str) -> Result<String, String> {
        let routes = self.edition.routes();
        let route = routes.iter().find(|route| route.address.as_str() == url);
        let route = route.ok_or_else(|| format!("no page at `{url}`"))?;
        let page = self.edition.render(route).map_err(|error| format!("{error:?}"))?;
        let page = String::from_utf8(page).map_err(|error| error.to_string())?;
        let start = page.find("prose\">").ok_or_else(|| format!("no prose at `{url}`"))? + 7;
        let prose = page[start..][..closing(&page[start..])].trim();

        Ok(format!("{}\n", visible(prose)))
    }

    /// Checks what holds for every finding of the house.
    fn obey_the_house(&self, wrong: &mut String) {
        for finding in &self.findings {
            let help = finding.help.as_deref().unwrap_or_default();
            for words in [finding.message.as_str(), help] {
                if words.ends_with('.') && !words.ends_with("..") {
                    let _ = writeln!(wrong, "a full stop ends {words:?}");
                }
            }

            let labels = finding.labels.iter().map(|label| &label.place);
            let edits = finding.fix.iter().map(|edit| &edit.place);
            for place in std::iter::once(&finding.place).chain(labels).chain(edits) {
                let text = self.workspace.text(&place.path).unwrap_or_default();
                let known = text.get(place.span.range()).is_some() || place.span.start == 0;

                // A byte that is no text is shown as another sign, and moves what follows it.
                if !known && finding.code != diagnostic::Code::NotUtf8 {
                    let _ = writeln!(wrong, "no such place: {place:?}");
                }
            }
        }
    }

    /// Applies each finding's edits, alone, and checks that fewer findings are left.
    fn mend(&self, case: &Case, wrong: &mut String) {
        for finding in self.findings.iter().filter(|finding| !finding.fix.is_empty()) {
            let mut files = case.files.clone();
            let mut edits = finding.fix.clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span));

            for edit in edits {
                let bytes = files.get_mut(edit.place.path.as_str()).unwrap();
                let mark = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
                let span = edit.place.span.range();
                bytes.splice(span.start + mark..span.end + mark, edit.replacement.into_bytes());
            }

            let mended = Run::of(&files, &case.options);
            if mended.findings.len() >= self.findings.len() {
                let _ = writeln!(
                    wrong,
                    "the fix does not mend {:?}; then:\n{}",
                    finding.message,
                    mended.printed()
                );
            }
        }
    }
}

/// Returns where the `div` that holds a text ends.
fn closing(html: &str) -> usize {
    let mut depth = 1;
    let mut at = 0;
    while let Some(next) = html[at..].find('<') {
        at += next;

        if html[at..].starts_with("</div>") {
            depth -= 1;
        } else if html[at..].starts_with("<div") {
            depth += 1;
        }

        if depth == 0 {
            return at;
        }

        at += 1;
    }

    html.len()
}

/// Shows what cannot be seen.
fn visible(text: &str) -> String {
    text.replace('\u{a0}', "{nbsp}").replace('\t', "{tab}").replace('\0', "{00}")
}

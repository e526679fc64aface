//! Helpers for all tests: sites in memory, and the output of a build.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chancery::diagnostic::{self, Format, Style};
use chancery::source::Files;
use chancery::source::builtin::OverTheme;
use chancery::source::memory::MemoryFiles;
use chancery::value::Moment;
use chancery::workspace::{Build, BuildOptions, Changes, Workspace};

use crate::sections::{self, Section};

/// Tells whether slow tests run in full.
#[expect(clippy::disallowed_methods, reason = "how much is tested is no matter of the program")]
pub(crate) fn runs_slow_tests() -> bool {
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    is_ci || std::env::var("CHANCERY_SLOW").is_ok()
}

/// Reads files from one text, with a line `-- path --` before each.
pub(crate) fn files(text: &str) -> MemoryFiles {
    let (_, sections) = sections::split(text);
    sections.into_iter().map(|Section { header, text }| (header, text)).collect()
}

/// Returns options for a build as of a day or a time, without drafts.
pub(crate) fn as_of(text: &str) -> BuildOptions {
    let as_of = Moment::parse(text).expect("tests write dates that can be read");
    BuildOptions { as_of, now: as_of, drafts: false, base_url: None, search: true }
}

/// The result of a build: its files by their path in the output folder, and its findings.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) findings: String,
}

impl Output {
    /// Returns a file as text; the file must exist.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path);
        let bytes = bytes.unwrap_or_else(|| panic!("no `{path}` in {:#?}", self.files.keys()));
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the pages, by their path.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        let is_page = |path: &&str| Path::new(path).extension().is_some_and(|it| it == "html");
        self.files.keys().map(String::as_str).filter(is_page)
    }

    /// Returns the files whose name or bytes contain some words, ignoring case.
    pub(crate) fn with(&self, words: &str) -> Vec<&str> {
        let words = words.to_lowercase();
        let holds = |(path, bytes): &(&String, &Vec<u8>)| {
            path.to_lowercase().contains(&words)
                || String::from_utf8_lossy(bytes).to_lowercase().contains(&words)
        };
        self.files.iter().filter(holds).map(|(path, _)| path.as_str()).collect()
    }
}

/// Builds a site over the built-in theme.
pub(crate) fn build(files: MemoryFiles, options: &BuildOptions) -> Output {
    let mut workspace = Workspace::new(over_theme(files));
    output(&mut workspace, options)
}

/// Builds a site without findings.
#[track_caller]
pub(crate) fn build_clean(files: MemoryFiles, options: &BuildOptions) -> Output {
    let output = build(files, options);
    assert_eq!(output.findings, "");
    output
}

/// Settings without findings.
pub(crate) const SETTINGS: &str =
    "-- content/site.yaml --\ntitle: T\nbase_url: https://x.example/\n";

/// Builds a site of these files and settings, without findings.
#[track_caller]
pub(crate) fn clean(text: &str, day: &str) -> Output {
    build_clean(files(&format!("{SETTINGS}{text}")), &as_of(day))
}

pub(crate) fn over_theme(files: impl Files + 'static) -> Arc<dyn Files> {
    Arc::new(OverTheme::new(files))
}

/// Builds the content of a workspace, and renders all of it.
pub(crate) fn output(workspace: &mut Workspace, options: &BuildOptions) -> Output {
    output_after(workspace, &Changes::All, options)
}

/// Builds the content of a workspace after some changes, and renders all of it.
pub(crate) fn output_after(
    workspace: &mut Workspace,
    changes: &Changes,
    options: &BuildOptions,
) -> Output {
    let built = workspace.refresh(changes, options, &mut |_| {});
    let built = built.expect("files in memory can be read");
    let findings = diagnostic::write(&built.findings, workspace, Format::Full, Style::PLAIN);
    Output { files: rendered(&built), findings }
}

fn rendered(built: &Build) -> BTreeMap<String, Vec<u8>> {
    use rayon::prelude::*;

    let edition = &built.edition;
    let render = |route: &chancery::site::Route| {
        let bytes = edition.render(route);
        let bytes = bytes.unwrap_or_else(|error| panic!("{}: {error:?}", route.address));
        (route.address.file(), bytes)
    };

    edition.routes().par_iter().map(render).collect::<Vec<_>>().into_iter().collect()
}

/// An element of a page: its name, its attributes, and the text of a script.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) script: String,
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }
}

/// Reads the elements of a page as a browser does (WHATWG tokenizer).
pub(crate) fn elements(html: &str) -> Vec<Element> {
    use html5gum::{Token, Tokenizer};

    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut elements: Vec<Element> = Vec::new();
    let mut in_script = false;

    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (text(name), text(value)));
                in_script = &**tag.name == b"script";
                elements.push(Element {
                    name: text(&tag.name),
                    attributes: attributes.collect(),
                    script: String::new(),
                });
            }
            Token::String(words) if in_script => {
                let script = elements.last_mut().expect("a script was begun");
                script.script.push_str(&text(&words));
            }
            Token::EndTag(_) => in_script = false,
            _ => {}
        }
    }

    elements
}

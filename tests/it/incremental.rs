//! What is remembered between builds changes how long they take, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, RwLock};

use chancery::source::memory::MemoryFiles;
use chancery::source::{Files, Listed, SitePath};
use chancery::workspace::{Options, Workspace};
use proptest::prelude::*;

use crate::support::{as_of, files, output, over_theme};

/// Files that change under a workspace, as a folder does.
#[derive(Clone, Default)]
struct Folder(Arc<RwLock<MemoryFiles>>);

impl Folder {
    fn set(&self, files: &BTreeMap<String, String>) {
        *self.0.write().expect("no test panics with the lock") =
            files.iter().map(|(path, text)| (path, text.as_bytes())).collect();
    }
}

impl Files for Folder {
    fn list(&self) -> io::Result<Vec<Listed>> {
        self.0.read().expect("no test panics with the lock").list()
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        self.0.read().expect("no test panics with the lock").read(path)
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        Ok(Box::new(io::Cursor::new(self.read(path)?)))
    }
}

/// Texts that link to, name and clash with one another, some of them broken.
const TEXTS: [&str; 14] = [
    "---\ntitle: Alpha\ndate: 2024-01-01\nsummary: S\nfigures: [f]\ntopics: [T]\n---\n\nThere are [[f]]; [[m#full]] says so.\n",
    "---\ntitle: Beta\ndate: 2024-02-01\nsummary: S\nministers: [m]\ncountries: [gb]\n---\n\n![[f]]\n\n## Part\n\nSee [[a1]].\n",
    "---\ntitle: Gamma\ndate: 2024-03-01\nsummary: S\ndraft: yes\n---\n\nA draft.\n",
    "---\ntitle: Delta\ndate: 2024-04-01\nsummary: S\nfigures: [{id: f, title: Inline, value: 3}]\n---\n\n[[f]] [here](f.md#part)\n",
    "---\ntitle: [broken\n---\n",
    "---\ntitle: Epsilon\n---\n\nText.\n",
    "---\ntitle: Zeta\naliases: [/about/]\n---\n\n[Link](/briefings/)\n",
    "---\ntitle: F\nvalue: 12\nperiod: 2023\n---\n",
    "---\ntitle: F\nseries: {2022: 10, 2023: 11}\n---\n\nWords on [[m]].\n",
    "---\nname: M\nroles: [{title: Minister, from: 2020-01-01}]\n---\n",
    "---\nname: M\nroles: [{title: Other, from: 2024-02-01}]\n---\n",
    "---\ntitle: P\nparties: [gb]\ntimeline: [{date: 2024-01-01, event: signed, by: {gb: m}}]\n---\n",
    "no front matter",
    "",
];

const PATHS: [&str; 14] = [
    "content/briefings/a1.md",
    "content/briefings/a2.md",
    "content/briefings/2024/a3.md",
    "content/briefings/2024/_index.md",
    "content/briefings/a4/index.md",
    "content/figures/f.md",
    "content/figures/g.md",
    "content/ministers/m.md",
    "content/agreements/p.md",
    "content/about.md",
    "content/_index.md",
    "content/briefings/a4/file.txt",
    "static/file.txt",
    "templates/parts/source.html",
];

const SETTINGS: [&str; 3] = [
    "title: One\nbase_url: https://x.example/\n",
    "title: Two\nbase_url: https://x.example/sub/\npaginate_by: 1\nlanguage: ar\n",
    "title: [\n",
];

#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Configure(usize),
    /// The clock goes on, or drafts are asked for.
    Ask(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = 0..PATHS.len();
    prop_oneof![
        6 => (path.clone(), 0..TEXTS.len()).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => path.clone().prop_map(Edit::Delete),
        2 => (path.clone(), path).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..SETTINGS.len()).prop_map(Edit::Configure),
        1 => (0..3usize).prop_map(Edit::Ask),
    ]
}

fn asked(number: usize) -> Options {
    match number {
        0 => as_of("2023-06-01"),
        1 => as_of("2025-01-01"),
        _ => Options { drafts: true, ..as_of("2025-01-01") },
    }
}

fn apply(edit: &Edit, files: &mut BTreeMap<String, String>, options: &mut Options) {
    match *edit {
        Edit::Write(path, text) => {
            files.insert(PATHS[path].to_owned(), TEXTS[text].to_owned());
        }
        Edit::Delete(path) => {
            files.remove(PATHS[path]);
        }
        Edit::Rename(from, to) => {
            if let Some(text) = files.remove(PATHS[from]) {
                files.insert(PATHS[to].to_owned(), text);
            }
        }
        Edit::Configure(settings) => {
            files.insert("content/site.yaml".to_owned(), SETTINGS[settings].to_owned());
        }
        Edit::Ask(number) => *options = asked(number),
    }
}

/// Names the documents that a build must parse: those that are new at their path, or other than before.
fn changed<'f>(
    before: &BTreeMap<String, String>,
    after: &'f BTreeMap<String, String>,
) -> BTreeSet<&'f str> {
    let changed = after.iter().filter(|&(path, text)| before.get(path) != Some(text));
    changed.map(|(path, _)| path.as_str()).filter(|path| path.ends_with(".md")).collect()
}

/// Plays rounds of edits, and compares each build with a clean one.
fn play(rounds: &[Vec<Edit>]) {
    let folder = Folder::default();
    let mut workspace = Workspace::new(over_theme(folder.clone()));
    let mut before = BTreeMap::new();
    let mut options = asked(1);
    for edits in rounds {
        let mut after = before.clone();
        edits.iter().for_each(|edit| apply(edit, &mut after, &mut options));
        folder.set(&after);
        let warm = output(&mut workspace, &options);
        assert_eq!(workspace.parsed(), changed(&before, &after).len(), "{edits:?}");
        let clean = output(&mut Workspace::new(over_theme(folder.clone())), &options);
        assert_eq!(warm.findings, clean.findings);
        for path in warm.files.keys().chain(clean.files.keys()) {
            assert_eq!(warm.files.get(path), clean.files.get(path), "{path}");
        }
        before = after;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_warm_build_is_a_clean_build(
        rounds in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..8)
    ) {
        play(&rounds);
    }
}

#[test]
fn an_edit_parses_one_document_and_a_second_build_none() {
    let folder = Folder::default();
    let mut site: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in [(0, 0), (1, 1), (5, 7), (7, 9), (9, 5)] {
        site.insert(PATHS[path].to_owned(), TEXTS[text].to_owned());
    }
    folder.set(&site);
    let mut workspace = Workspace::new(over_theme(folder.clone()));
    let mut parsed = |site: &BTreeMap<String, String>| {
        folder.set(site);
        output(&mut workspace, &asked(1));
        workspace.parsed()
    };
    assert_eq!(parsed(&site), 5);
    assert_eq!(parsed(&site), 0);
    site.insert(PATHS[5].to_owned(), TEXTS[8].to_owned());
    assert_eq!(parsed(&site), 1, "a figure is parsed, and not the briefings that use it");
    site.insert("templates/page.html".to_owned(), "{{ page.title }}".to_owned());
    site.insert("content/site.yaml".to_owned(), SETTINGS[1].to_owned());
    assert_eq!(parsed(&site), 0, "templates and settings are no documents");
    let text = site.remove(PATHS[9]).expect("it was put there");
    site.insert("content/moved.md".to_owned(), text);
    assert_eq!(parsed(&site), 1, "a document's address comes of its path");
}

#[test]
fn another_day_parses_nothing_and_shows_other_answers() {
    let folder = Folder(Arc::new(RwLock::new(files(include_str!("fixture.txt")))));
    let mut workspace = Workspace::new(over_theme(folder));
    let summer = output(&mut workspace, &as_of("2025-09-01"));
    let autumn = output(&mut workspace, &as_of("2025-10-01"));
    assert_eq!(workspace.parsed(), 0);
    assert!(!summer.has("briefings/2025/embargoed/index.html"));
    assert!(autumn.has("briefings/2025/embargoed/index.html"));
}

//! The cache between builds only changes how long they take.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, RwLock};

use chancery::source::memory::MemoryFiles;
use chancery::source::{FileEntry, Files, ReadFailure, SitePath};
use chancery::workspace::{BuildOptions, Changes, Mode, RebuildStats, Workspace};
use proptest::prelude::*;

use crate::support::{Output, as_of, files, output, output_after, over_theme, runs_slow_tests};

/// Files that change under a workspace, like a folder, and that record which are read.
#[derive(Clone, Default)]
struct Folder(Arc<RwLock<MemoryFiles>>, Arc<Mutex<BTreeSet<String>>>);

impl Folder {
    fn set(&self, files: &BTreeMap<String, String>) {
        *self.0.write().expect("no test panics with the lock") =
            files.iter().map(|(path, text)| (path, text.as_bytes())).collect();
    }

    /// Returns the files that were read since the last call.
    fn were_read(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.1.lock().expect("no test panics with the lock"))
    }
}

/// The text of a file that may not be read.
const LOCKED: &str = "locked";

impl Files for Folder {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        let files = self.0.read().expect("no test panics with the lock");
        let all = files.list()?.into_iter();
        let entry = |entry: FileEntry| match (link_target(&files, entry.path()), entry) {
            (Some(target), FileEntry::File(path)) if files.read(&target).is_ok() => {
                FileEntry::Linked { path, target }
            }
            (Some(_), FileEntry::File(path)) => {
                FileEntry::Unreadable(path, ReadFailure::BrokenLink)
            }
            (_, entry) => entry,
        };

        Ok(all.map(entry).collect())
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        self.1.lock().expect("no test panics with the lock").insert(path.to_string());
        let files = self.0.read().expect("no test panics with the lock");
        let bytes = files.read(&link_target(&files, path).unwrap_or_else(|| path.clone()))?;
        match bytes == LOCKED.as_bytes() {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => Ok(bytes),
        }
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        Ok(Box::new(io::Cursor::new(self.read(path)?)))
    }
}

/// Returns where a file leads that stands for a symbolic link.
fn link_target(files: &MemoryFiles, path: &SitePath) -> Option<SitePath> {
    let text = String::from_utf8(files.read(path).ok()?).ok()?;
    text.strip_prefix("-> ").map(SitePath::new)
}

/// Texts that link to, name and clash with one another, some of them broken.
const TEXTS: [&str; 40] = [
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
    "---\ntitle: P\nparties: [iq]\nvalue: f\nsupersedes: [p]\ntimeline: [{date: 2023-05-01, event: in-force}]\n---\n",
    "---\ntitle: Q\nparties: [gb]\n---\n\n## Part\n\n[[m#full]]\n",
    "---\ntitle: Eta\ndate: 2024-05-01\nsummary: S\ntopics: [T, U]\ncountries: [iq]\nagreements: [p]\n---\n\nMinister [[m]], [signed](/ministers/m/#signed), [part](a2.md#part), [part](/agreements/p/#part).\n",
    "---\ntitle: Theta\ndate: 2023-05-01\nsummary: S\ntopics: [t]\nslug: a1\n---\n\n[[f#change]] [[f#previous]] [[p#signed]] [[p#status]] [U](/topics/u/)\n",
    "---\ntitle: Iota\ndate: 2024-01-01\nsummary: S\nembargo: 2024-06-01T09:00:00Z\naliases: [/old/]\n---\n\n[[a2#part]]\n",
    "---\ntitle: Kappa\ndate: 2024-02-01\nsummary: S\nministers: [m]\nwithdrawn: {date: 2024-09-01, reason: Wrong, replaced_by: a1}\nallow: [{check: role-not-held, reason: R, until: 2026-01-01}]\n---\n\n## Other\n\n![[p]] [[about]] [[f2]]\n",
    "---\ntitle: Lambda\naliases: [/old/]\n---\n\n[Old](/old/) [feed](/topics/t/feed.xml) [[briefing:a1]] [file](briefings/a4/file.txt)\n",
    "---\ntitle: F\nseries: {2022: 10, 2023: 12}\n---\n",
    "---\nname: N\ncountry: gb\n---\n",
    "---\ntitle: Mu\ndate: 2024-02-01\nsummary: S\nagreements: [{id: p, title: Inline, timeline: [{date: 2024-01-01, event: signed, by: {gb: m}}]}]\n---\n\nOther words.\n",
    "---\ntitle: Un\ndate: 2024-01-01\nsummary: S\nlanguage: cy\ntranslation_of: a1\nfigures: [f]\ntopics: [T]\n---\n\n[[f]] [[m]] [[a1]]\n",
    "---\ntitle: Ithnan\ndate: 2024-03-01\nsummary: S\nlanguage: ar\ntranslation_of: a2\n---\n\n[[p#signed]] [[f#change]]\n",
    "---\ntitle: Deux\ndate: 2023-01-01\nsummary: S\nlanguage: fr\ntranslation_of: a1\nslug: a5\n---\n\n![[f]]\n",
    "---\ntitle: Alpha\ndate: 2024-01-01\nsummary: S\nupdates: [{date: 2024-08-01, note: N}]\n---\n\n[[f]]\n",
    "home: Cartref\nvalue_about: tua {value}\n",
    "no front matter",
    "",
    "---\ntitle: Homes completed\nunit: homes\nseries: {2020: 3700}\n---\n",
    "---\ntitle: Nu\ndate: 2024-02-01\nsummary: S\nfigures: [f]\n---\n\nIn 2023, 5,100 homes were completed.\n",
    "---\ntitle: Xi\ndate: 2024-02-08\nsummary: S\nfigures: [f, g]\n---\n\nIn 2023, 5,300 homes were completed.\n",
    "---\ntitle: Omicron\ndate: 2024-02-09\nsummary: S\n---\n\n![Loose](loose.svg) ![Bundled](a4/file.txt) [sheet](/briefings/loose.docx)\n",
    "---\ntitle: Pi\nembargo: 2024-06-01T09:00:00Z\n---\n\n![Loose](briefings/loose.svg)\n",
    "-> content/briefings/loose.svg",
    "-> content/briefings/a4/file.txt",
    "-> static/file.txt",
    "---\ntitle: F\ndata: f.csv\n---\n\nFrom a table.\n",
    "period,value\n2022,10\n2023,11\n",
    "period,Men,Women\n2022,10,12\n2023,13,\n",
];

/// The table that a text above names.
const TABLE: &str = "content/figures/f.csv";

const PATHS: [&str; 23] = [
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
    "templates/languages/cy.yaml",
    "content/briefings/loose.svg",
    "content/briefings/loose.docx",
    "content/briefings/a1 (1).md",
    "content/about.md.orig",
    "content/README.md",
    "content/briefings/a4/link.svg",
    "static/link.svg",
    TABLE,
];

const SETTINGS: [&str; 4] = [
    "title: One\nbase_url: https://x.example/\n",
    "title: Two\nbase_url: https://x.example/sub/\npaginate_by: 1\nlanguage: ar\n",
    "title: [\n",
    // The links of the first, and other routes.
    "title: Four\nbase_url: https://x.example/\npaginate_by: 1\nredirects: netlify\nsearch: false\n",
];

#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Configure(usize),
    /// Time passes, or drafts are requested.
    Ask(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = 0..PATHS.len();

    prop_oneof![
        6 => (path.clone(), 0..TEXTS.len()).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => path.clone().prop_map(Edit::Delete),
        2 => (path.clone(), path).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..SETTINGS.len()).prop_map(Edit::Configure),
        1 => (0..5usize).prop_map(Edit::Ask),
    ]
}

fn asked(number: usize) -> BuildOptions {
    match number {
        3 => as_of("2024-06-01T08:59:59Z"),
        4 => as_of("2024-06-01T09:00:00Z"),
        0 => as_of("2023-06-01"),
        1 => as_of("2025-01-01"),
        _ => BuildOptions { drafts: true, ..as_of("2025-01-01") },
    }
}

fn apply(edit: &Edit, files: &mut BTreeMap<String, String>, options: &mut BuildOptions) {
    match *edit {
        Edit::Write(path, text) if may_hold(PATHS[path], TEXTS[text]) => {
            files.insert(PATHS[path].to_owned(), TEXTS[text].to_owned());
        }
        Edit::Write(..) => {}
        Edit::Delete(path) => {
            files.remove(PATHS[path]);
        }
        Edit::Rename(from, to) => {
            if let Some(text) = files.remove(PATHS[from])
                && may_hold(PATHS[to], &text)
            {
                files.insert(PATHS[to].to_owned(), text);
            }
        }
        Edit::Configure(settings) => {
            files.insert("content/site.yaml".to_owned(), SETTINGS[settings].to_owned());
        }
        Edit::Ask(number) => *options = asked(number),
    }
}

/// Tells whether a file may have a text: only some are symbolic links.
fn may_hold(path: &str, text: &str) -> bool {
    !text.starts_with("-> ") || path.ends_with("link.svg")
}

/// Returns the documents that a build must parse: those that are new at their path, or changed.
fn changed<'f>(
    before: &BTreeMap<String, String>,
    after: &'f BTreeMap<String, String>,
) -> BTreeSet<&'f str> {
    let is_table_new = before.get(TABLE) != after.get(TABLE);
    let changed = after.iter().filter(|&(path, text)| {
        before.get(path) != Some(text) || is_table_new && names_table(path, text)
    });
    let is_document = |(path, text): &(&String, &String)| {
        let is_note = path.ends_with("README.md") && !text.starts_with("---");
        path.ends_with(".md") && !is_note
    };
    changed.filter(is_document).map(|(path, _)| path.as_str()).collect()
}

/// Tells whether a figure has its values from the table, with which it is parsed again.
fn names_table(path: &str, text: &str) -> bool {
    path.starts_with("content/figures/") && text.contains("data: f.csv")
}

/// Returns the changed, new or removed paths; sometimes the folder instead, and more.
fn hints(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> BTreeSet<SitePath> {
    let paths = before.keys().chain(after.keys());
    let changed = paths.filter(|path| before.get(*path) != after.get(*path));
    changed.map(SitePath::new).collect()
}

/// Returns the paths that a build reports as changed: those, without a new or changed leftover.
fn reported<'h>(
    hints: &'h BTreeSet<SitePath>,
    after: &BTreeMap<String, String>,
) -> impl Iterator<Item = &'h SitePath> {
    hints
        .iter()
        .filter(|path| !path.as_str().ends_with(".orig") || !after.contains_key(path.as_str()))
}

/// How a workspace learns of edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    Files,
    Folders,
}

/// Plays rounds of edits, and compares each build with a clean one.
fn play(rounds: &[Vec<Edit>], mode: Mode, told: Told) {
    let folder = Folder::default();
    let mut workspace = Workspace::new(over_theme(folder.clone())).with_mode(mode);
    let mut before = BTreeMap::new();
    let mut options = asked(1);
    workspace.build(&options, &mut |_| {}).expect("files in memory can be read");

    for edits in rounds {
        let mut after = before.clone();
        edits.iter().for_each(|edit| apply(edit, &mut after, &mut options));
        folder.set(&after);
        folder.were_read();

        let hints = hints(&before, &after);
        let changes = match told {
            Told::Nothing => Changes::All,
            Told::Files => Changes::Paths(hints.clone()),
            Told::Folders => {
                Changes::Paths(hints.iter().map(|it| SitePath::new(it.folder())).collect())
            }
        };
        let changed_paths = workspace.read(&changes).expect("files in memory can be read");

        // Settings may change the language, and then every page is parsed again.
        let is_configured = before.get("content/site.yaml") != after.get("content/site.yaml");
        if told == Told::Files && !is_configured {
            let read: BTreeSet<SitePath> = folder.were_read().iter().map(SitePath::new).collect();
            // A link is read again when what it leads to has changed.
            let read: BTreeSet<_> = read.into_iter().filter(|it| it.name() != "link.svg").collect();
            // A figure and its table are read together.
            let is_of_table = |path: &&SitePath| {
                let text = after.get(path.as_str()).or(before.get(path.as_str()));
                path.as_str() == TABLE || text.is_some_and(|it| names_table(path.as_str(), it))
            };
            let unasked: Vec<_> =
                read.difference(&hints).filter(|path| !is_of_table(path)).collect();
            assert!(unasked.is_empty(), "{unasked:?} were read for {hints:?}");
        }

        // For a file that is only copied it is not known at first whether it is unchanged.
        let unreported = reported(&hints, &after).find(|path| !changed_paths.contains(*path));
        assert_eq!(unreported, None, "{edits:?}");
        if !is_configured {
            assert_eq!(workspace.parsed(), changed(&before, &after).len(), "{edits:?}");
        }

        let warm = output_after(&mut workspace, &Changes::Paths(BTreeSet::new()), &options);
        let clean = output(&mut Workspace::new(over_theme(folder.clone())), &options);
        assert_eq!(warm.findings, clean.findings);

        for path in warm.files.keys().chain(clean.files.keys()) {
            assert_eq!(warm.files.get(path), clean.files.get(path), "{path}");
        }

        before = after;
    }
}

fn rounds() -> impl Strategy<Value = Vec<Vec<Edit>>> {
    prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..8)
}

fn told() -> impl Strategy<Value = Told> {
    prop_oneof![Just(Told::Nothing), Just(Told::Files), Just(Told::Folders)]
}

proptest! {
    // Each case builds a site up to a dozen times.
    #![proptest_config(ProptestConfig {
        cases: match std::env::var_os("PROPTEST_CASES") {
            Some(_) => ProptestConfig::default().cases,
            None if runs_slow_tests() => 32,
            None => 12,
        },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_warm_build_is_a_clean_build(rounds in rounds(), told in told(), keeps in any::<bool>()) {
        play(&rounds, if keeps { Mode::Watch } else { Mode::Once }, told);
    }
}

/// A site in a preview; each step edits files, passes hints, and returns the pages.
struct Preview {
    folder: Folder,
    site: BTreeMap<String, String>,
    workspace: Workspace,
}

impl Preview {
    fn of(site: &[(&str, &str)]) -> Preview {
        let folder = Folder::default();
        let workspace = Workspace::new(over_theme(folder.clone())).with_mode(Mode::Preview);
        let mut preview = Preview { folder, site: BTreeMap::new(), workspace };
        let settings = ("content/site.yaml", "title: One\nbase_url: https://x.example/\n");
        let edits: Vec<_> = std::iter::once(&settings)
            .chain(site)
            .map(|&(path, text)| (path, Some(text)))
            .collect();

        preview.edit(&edits);

        preview
    }

    fn edit(&mut self, edits: &[(&str, Option<&str>)]) -> Output {
        let mut hints = BTreeSet::new();
        for &(path, text) in edits {
            hints.insert(SitePath::new(path));
            match text {
                Some(text) => self.site.insert(path.to_owned(), text.to_owned()),
                None => self.site.remove(path),
            };
        }

        self.folder.set(&self.site);

        let changes =
            if self.workspace.parsed() == 0 { Changes::All } else { Changes::Paths(hints) };
        output_after(&mut self.workspace, &changes, &asked(1))
    }
}

const GOOD: &str =
    "---\ntitle: A good title\ndate: 2024-01-01\nsummary: S\n---\n\nGood words on [[m]].\n";
const MINISTER: &str =
    "---\nname: Maria Example\nroles: [{title: Minister, from: 2020-01-01}]\n---\n";

#[test]
fn a_preview_keeps_the_last_good_page_of_a_broken_file() {
    let mut preview =
        Preview::of(&[("content/briefings/a.md", GOOD), ("content/ministers/m.md", MINISTER)]);
    let good = preview.edit(&[]);
    assert_eq!(good.findings, "");

    let page = "briefings/a/index.html";
    for broken in
        ["---\ntitle: [broken\n---\n\nOther.\n", "---\ndate: 2024-01-01\n---\n\nNo title.\n"]
    {
        let shown = preview.edit(&[("content/briefings/a.md", Some(broken))]);
        assert_eq!(shown.text(page), good.text(page));
        assert!(shown.findings.contains("content/briefings/a.md:"), "{}", shown.findings);

        // Others change meanwhile, and show on the page that is kept.
        let shown =
            preview.edit(&[("content/ministers/m.md", Some(&MINISTER.replace("Maria", "Clara")))]);
        assert!(shown.text(page).contains("Clara Example"));
        preview.edit(&[("content/ministers/m.md", Some(MINISTER))]);
    }

    let mended = preview
        .edit(&[("content/briefings/a.md", Some(&GOOD.replace("Good words", "Better words")))]);
    assert_eq!(mended.findings, "");
    assert!(mended.text(page).contains("Better words"));
}

#[test]
fn a_preview_keeps_the_page_of_a_file_that_may_not_be_read() {
    let mut preview =
        Preview::of(&[("content/briefings/a.md", GOOD), ("content/ministers/m.md", MINISTER)]);
    let good = preview.edit(&[]);
    let page = "briefings/a/index.html";
    let shown = preview.edit(&[("content/briefings/a.md", Some(LOCKED))]);
    assert_eq!(shown.text(page), good.text(page));

    assert!(shown.findings.contains("content/briefings/a.md"), "{}", shown.findings);
    assert!(shown.findings.contains("cannot be read"), "{}", shown.findings);
    let mended = preview.edit(&[("content/briefings/a.md", Some(GOOD))]);
    assert_eq!((mended.findings.as_str(), mended.text(page)), ("", good.text(page)));
}

#[test]
fn a_preview_shows_a_new_broken_file_as_far_as_it_parses() {
    let mut preview = Preview::of(&[("content/ministers/m.md", MINISTER)]);
    let shown = preview.edit(&[(
        "content/briefings/a.md",
        Some("---\ntitle: Half\ndate: never\n---\n\nWords.\n"),
    )]);
    assert!(shown.findings.contains("bad-date"), "{}", shown.findings);
    assert!(shown.text("briefings/a/index.html").contains("Half"));
}

#[test]
fn a_preview_keeps_the_last_good_settings_and_templates() {
    let mut preview =
        Preview::of(&[("content/briefings/a.md", GOOD), ("content/ministers/m.md", MINISTER)]);
    let good = preview.edit(&[("templates/briefing.html", Some("{{ page.title }} one"))]);
    let page = "briefings/a/index.html";
    assert_eq!(good.text(page), "A good title one\n");

    let shown = preview.edit(&[("content/site.yaml", Some("title: [\n"))]);
    assert!(shown.findings.contains("content/site.yaml"), "{}", shown.findings);
    assert_eq!(shown.files, good.files);
    preview.edit(&[("content/site.yaml", Some("title: One\nbase_url: https://x.example/\n"))]);

    for broken in ["{{ page.title", "{% include \"nowhere.html\" %}"] {
        let shown = preview.edit(&[("templates/briefing.html", Some(broken))]);
        assert!(shown.findings.contains("templates/briefing.html"), "{}", shown.findings);
        assert_eq!(shown.text(page), "A good title one\n");

        // An intact template is shown while another is broken.
        let shown = preview.edit(&[("templates/minister.html", Some("two"))]);
        assert_eq!(shown.text("ministers/m/index.html"), "two\n");
        preview.edit(&[("templates/minister.html", None)]);
    }

    let mended = preview.edit(&[("templates/briefing.html", Some("three"))]);
    assert_eq!((mended.findings.as_str(), mended.text(page)), ("", "three\n"));
}

#[test]
fn a_preview_follows_deletes_renames_and_records() {
    let mut preview = Preview::of(&[
        ("content/briefings/a.md", GOOD),
        ("content/briefings/b.md", &GOOD.replace("A good", "Another")),
        ("content/ministers/m.md", MINISTER),
    ]);
    let shown =
        preview.edit(&[("content/ministers/m.md", Some(&MINISTER.replace("Maria", "Clara")))]);
    for page in ["briefings/a/index.html", "briefings/b/index.html", "ministers/m/index.html"] {
        assert!(shown.text(page).contains("Clara Example"), "{page}");
    }

    let shown = preview.edit(&[("content/briefings/b.md", None)]);
    assert!(!shown.has("briefings/b/index.html"));
    assert!(!shown.text("briefings/index.html").contains("Another title"));

    let shown =
        preview.edit(&[("content/briefings/a.md", None), ("content/briefings/c.md", Some(GOOD))]);
    assert!(!shown.has("briefings/a/index.html"));
    assert!(shown.text("briefings/c/index.html").contains("A good title"));
    assert_eq!(shown.findings, "");
}

#[test]
fn a_kept_page_is_rendered_as_it_was_linked() {
    let mut preview =
        Preview::of(&[("content/briefings/a.md", GOOD), ("content/ministers/m.md", MINISTER)]);
    let built =
        preview.workspace.refresh(&Changes::All, &asked(1), &mut |_| {}).expect("it can be read");
    let route = |address: &str| {
        let route = built.edition.routes().iter().find(|route| route.address.as_str() == address);
        String::from_utf8(
            built.edition.render(route.expect("it is published")).expect("it renders"),
        )
        .expect("UTF-8")
    };
    let before = route("/briefings/a/");

    preview.edit(&[(
        "content/briefings/a.md",
        Some("---\ntitle: Other\ndate: 2024-01-01\nsummary: S\n---\n"),
    )]);
    assert_eq!(route("/briefings/a/"), before);
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

    site.insert("content/site.yaml".to_owned(), SETTINGS[0].to_owned());
    assert_eq!(parsed(&site), 0, "templates and settings are no documents");

    let text = site.remove(PATHS[9]).expect("it was put there");
    site.insert("content/moved.md".to_owned(), text);
    assert_eq!(parsed(&site), 1, "a document's address comes of its path");

    site.insert("content/site.yaml".to_owned(), "language: en-US\n".to_owned());
    assert_eq!(parsed(&site), 0, "American English is read by the same words");
    site.insert("content/site.yaml".to_owned(), "language: fr\n".to_owned());
    assert_eq!(parsed(&site), 5, "French is not");
    site.insert(
        "content/site.yaml".to_owned(),
        "language: fr\nfinancial_year: \"04-01\"\n".to_owned(),
    );
    assert_eq!(parsed(&site), 5, "with it, `2009-10` is another time");
}

#[test]
fn an_edited_table_parses_the_figure_that_names_it() {
    let mut preview = Preview::of(&[
        ("content/figures/f.md", "---\ntitle: F\ndata: f.csv\n---\n"),
        (TABLE, "period,value\n2023,1100\n2024,1200\n"),
        (
            "content/briefings/a.md",
            "---\ntitle: A\ndate: 2025-01-01\nsummary: S\nfigures: [f]\n---\n\nThere were [[f]].\n",
        ),
    ]);
    assert!(preview.edit(&[]).text("briefings/a/index.html").contains("1,200"));

    let shown = preview.edit(&[(TABLE, Some("period,value\n2023,1100\n2024,1300\n"))]);
    assert!(shown.text("briefings/a/index.html").contains("1,300"));
    assert!(shown.text("figures/f/index.html").contains("1,300"));

    let shown = preview.edit(&[(TABLE, Some("period,value\n2023,1100\n2024,thirteen\n"))]);
    assert!(shown.findings.contains("content/figures/f.csv:3:"), "{}", shown.findings);

    let shown = preview.edit(&[(TABLE, None)]);
    assert!(shown.findings.contains("is not there"), "{}", shown.findings);
}

#[test]
fn an_edited_page_is_held_against_pages_that_are_not_checked_again() {
    const HOMES: &str = "---\ntitle: Homes completed\nunit: homes\nvalue: 3,700\nperiod: 2020\n\
                         source: {title: S, publisher: P}\n---\n";
    let page = |title: &str, day: u8, number: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2024-02-{day:02}\nsummary: S\nfigures: [f]\n---\n\n\
             In 2023, {number} homes were completed.\n"
        )
    };
    let mut site = BTreeMap::from([
        ("content/site.yaml".to_owned(), SETTINGS[0].to_owned()),
        ("content/figures/f.md".to_owned(), HOMES.to_owned()),
        ("content/briefings/a.md".to_owned(), page("Alpha", 1, "5,100")),
        ("content/briefings/b.md".to_owned(), page("Beta", 8, "5,100")),
    ]);

    let folder = Folder::default();
    let mut workspace = Workspace::new(over_theme(folder.clone()));
    let mut found = |path: &str, text: String| {
        site.insert(path.to_owned(), text);
        folder.set(&site);
        let warm = output(&mut workspace, &asked(1)).findings;
        let clean = output(&mut Workspace::new(over_theme(folder.clone())), &asked(1)).findings;
        assert_eq!(warm, clean);
        (workspace.stats().rechecked, warm.contains("b.md") && warm.contains("[contradiction]"))
    };

    assert_eq!(found("content/briefings/a.md", page("Alpha", 1, "5,100")), (3, false));
    assert_eq!(found("content/briefings/a.md", page("Alpha", 1, "5,300")), (1, true));
    assert_eq!(found("content/briefings/a.md", page("Gamma", 1, "5,300")), (1, true));
    assert_eq!(found("content/briefings/b.md", page("Beta", 8, "5,300")), (1, false));

    let known =
        HOMES.replace("value: 3,700\nperiod: 2020", "series:\n  2020: 3,700\n  2023: 5,300");
    assert_eq!(found("content/figures/f.md", known), (3, false), "the record decides");
}

#[test]
fn an_edit_links_what_it_touches_and_nothing_else() {
    let mut site = BTreeMap::from([
        ("content/about.md", "---\ntitle: About\n---\n\n[Other](other.md#part)\n"),
        ("content/other.md", "---\ntitle: Other\n---\n\n## Part\n"),
        (
            "content/figures/f.md",
            "---\ntitle: F\nvalue: 12\nperiod: 2023\nsource: {title: S}\n---\n",
        ),
        ("content/ministers/m.md", "---\nname: M\n---\n"),
        ("content/agreements/p.md", "---\ntitle: P\nparties: [gb]\nvalue: f\n---\n"),
        (
            "content/briefings/a.md",
            "---\ntitle: A\ndate: 2024-01-01\nsummary: S\nfigures: [f]\n---\n\n[[f]] of [[m]].\n",
        ),
        (
            "content/briefings/b.md",
            "---\ntitle: B\ndate: 2024-02-01\nsummary: S\ntopics: [t]\n---\n\n[Signed](/ministers/m/).\n",
        ),
    ]);

    let folder = Folder::default();
    let mut workspace = Workspace::new(over_theme(folder.clone()));
    let mut linked = |path: &'static str, text: &'static str, options: &BuildOptions| {
        site.insert(path, text);
        let site = site.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        folder.set(&site.collect());
        let findings = output(&mut workspace, options).findings;
        let RebuildStats { relinked: linked, rechecked: checked } = workspace.stats();
        assert_eq!(linked, checked, "what is linked anew is checked anew");
        (linked, findings.lines().count())
    };

    let asked = asked(1);
    let settings = "title: T\nbase_url: https://x.example/\n";
    assert_eq!(linked("content/site.yaml", settings, &asked), (7, 0), "the first link is of all");
    assert_eq!(linked("content/site.yaml", settings, &asked).0, 0, "nothing changed");

    let body = "---\ntitle: About\n---\n\nMore: [other](other.md#part)\n";
    assert_eq!(linked("content/about.md", body, &asked).0, 1, "a body");

    let figure = "---\ntitle: F\nvalue: 13\nperiod: 2023\nsource: {title: S}\n---\n";
    assert_eq!(linked("content/figures/f.md", figure, &asked).0, 3, "a figure, and who names it");

    let role = "---\nname: M\nroles: [{title: Minister, from: 2020-01-01}]\n---\n";
    assert_eq!(linked("content/ministers/m.md", role, &asked).0, 3, "links refer as well");

    let signed = "---\ntitle: P\nparties: [gb]\ntimeline: [{date: 2024-01-01, event: signed, by: {gb: m}}]\n---\n";
    assert_eq!(
        linked("content/agreements/p.md", signed, &asked).0,
        4,
        "what was signed is said by another"
    );

    let topic = "---\ntitle: B\ndate: 2024-03-01\nsummary: S\ntopics: [t]\n---\n\nWords.\n";
    assert_eq!(linked("content/briefings/b.md", topic, &asked).0, 1, "a date");

    let renamed = "---\ntitle: Other\n---\n\n## Elsewhere\n";
    assert_eq!(linked("content/other.md", renamed, &asked).0, 2, "a heading");
    assert_eq!(linked("content/other.md", renamed, &asked).0, 1, "a finding is made again");
    assert_eq!(linked("templates/page.html", "{{ page.title }}", &asked).0, 1, "a template");

    let new = "---\ntitle: New\n---\n";
    assert_eq!(linked("content/new.md", new, &asked).0, 2, "a new page, and who has a finding");

    let named = "---\ntitle: M\n---\n";
    assert_eq!(
        linked("content/m.md", named, &asked).0,
        4,
        "and who names its id or its file's name"
    );

    let settings = "title: T\nbase_url: https://x.example/\npaginate_by: 7\n";
    assert_eq!(linked("content/site.yaml", settings, &asked).0, 2, "of settings only findings");
    let settings = "title: T\nbase_url: https://x.example/below/\n";
    assert_eq!(linked("content/site.yaml", settings, &asked).0, 9, "the path of all addresses");

    let later = as_of("2025-01-02");
    assert_eq!(linked("content/new.md", new, &later).0, 9, "another day has other answers");
}

#[test]
fn an_edit_of_a_source_links_its_translation() {
    const UPDATE: &str = "updates: [{date: 2024-02-01, note: N}]\n";

    let briefing =
        |more: &str| format!("---\ntitle: T\ndate: 2024-01-01\nsummary: S\n{more}---\n\nWords.\n");
    let translation = briefing("language: cy\ntranslation_of: a\n");
    let mut site = BTreeMap::from([
        ("content/site.yaml".to_owned(), "base_url: https://x.example/\n".to_owned()),
        ("content/briefings/a.md".to_owned(), briefing("")),
        ("content/briefings/b.md".to_owned(), translation),
        // With an update from the beginning, because the first one of a site makes the page of changes.
        ("content/briefings/c.md".to_owned(), briefing(UPDATE)),
    ]);

    let folder = Folder::default();
    let mut workspace = Workspace::new(over_theme(folder.clone()));
    let mut linked = |path: &str, text: String| {
        site.insert(path.to_owned(), text);
        folder.set(&site);
        let findings = output(&mut workspace, &asked(1)).findings;
        (workspace.stats().relinked, findings.contains("stale-translation"))
    };

    let settings = "base_url: https://x.example/\n";
    assert_eq!(linked("content/site.yaml", settings.to_owned()), (3, false), "all");
    assert_eq!(
        linked("content/briefings/c.md", briefing(&format!("{UPDATE}contact: a@x.example\n"))),
        (1, false),
        "another"
    );

    assert_eq!(
        linked("content/briefings/a.md", briefing(UPDATE)),
        (2, true),
        "the source, and what names it"
    );

    let phrases = "home: Cartref\n".to_owned();
    assert_eq!(linked("templates/languages/cy.yaml", phrases).0, 0, "phrases are only printed");
}

#[test]
fn another_day_parses_nothing_and_shows_other_answers() {
    let folder = Folder(Arc::new(RwLock::new(files(include_str!("fixture.txt")))), Arc::default());
    let mut workspace = Workspace::new(over_theme(folder));
    let summer = output(&mut workspace, &as_of("2025-09-01"));
    let autumn = output(&mut workspace, &as_of("2025-10-01"));
    assert_eq!(workspace.parsed(), 0);
    assert!(!summer.has("briefings/2025/embargoed/index.html"));
    assert!(autumn.has("briefings/2025/embargoed/index.html"));
}

#[test]
fn a_style_sheet_is_judged_when_it_changes_and_not_before() {
    let mut preview = Preview::of(&[
        ("content/briefings/a.md", GOOD),
        ("content/ministers/m.md", MINISTER),
        ("static/site.css", "a { color: red; }\n"),
    ]);
    assert_eq!(preview.edit(&[]).findings, "");

    let broken = preview.edit(&[("static/site.css", Some("a { color: red;\n"))]);
    assert!(broken.findings.contains("broken-style"), "{}", broken.findings);
    let clean = output(&mut Workspace::new(over_theme(preview.folder.clone())), &asked(1));
    assert_eq!(broken.findings, clean.findings);

    // An edit of something else says it again, and reads no sheet.
    preview.site.insert("content/briefings/a.md".to_owned(), GOOD.replace("Good", "Better"));
    preview.folder.set(&preview.site);
    preview.folder.were_read();
    let changes = Changes::Paths(BTreeSet::from([SitePath::new("content/briefings/a.md")]));
    let built = preview.workspace.refresh(&changes, &asked(1), &mut |_| {});
    let built = built.expect("files in memory can be read");
    assert!(built.findings.iter().any(|it| it.code.as_str() == "broken-style"));
    assert!(!preview.folder.were_read().contains("static/site.css"));

    let mended = preview.edit(&[("static/site.css", Some("a { color: red; }\n"))]);
    assert_eq!(mended.findings, "");
    let gone = preview.edit(&[("static/site.css", Some("a {"))]);
    assert!(gone.findings.contains("broken-style"), "{}", gone.findings);
    assert_eq!(preview.edit(&[("static/site.css", None)]).findings, "");
}

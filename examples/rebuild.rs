//! Measures how long it takes to relink the site after an edit, without watcher, server and browser;
//! `docs/benchmarks.md` says how to use it.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use chancery::content::Kind;
use chancery::site::{EntryId, Site};
use chancery::source::builtin::OverTheme;
use chancery::source::disk::DiskFiles;
use chancery::source::{FileEntry, Files, SitePath};
use chancery::value::Moment;
use chancery::workspace::{BuildOptions, Changes, Mode, Workspace};
use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measure how long a site takes to be linked again after edits, which are made in memory only
#[derive(Parser)]
struct Arguments {
    /// Number of edits for each number
    #[arg(long, default_value_t = 40)]
    edits: usize,
    /// Measure only the edits whose name contains this
    #[arg(long, default_value = "")]
    only: String,
    /// The site, e.g. one that the example `corpus` wrote
    dir: PathBuf,
}

/// A folder with files in memory layered over it.
#[derive(Clone)]
struct Edited {
    folder: Arc<dyn Files>,
    over: Arc<RwLock<BTreeMap<SitePath, Vec<u8>>>>,
}

impl Files for Edited {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        self.folder.list()
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        let listed = self.folder.list_at(path)?;
        let is_new = listed.is_empty() && self.over.read().unwrap().contains_key(path);
        Ok(if is_new { vec![FileEntry::File(path.clone())] } else { listed })
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        match self.over.read().unwrap().get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.folder.read(path),
        }
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        Ok(Box::new(io::Cursor::new(self.read(path)?)))
    }
}

/// Makes the text of a round from the original text.
type Rewrite = Box<dyn Fn(&str, usize) -> String>;

/// An edit of a file.
struct Edit {
    name: &'static str,
    path: SitePath,
    kind: EditKind,
    text: Rewrite,
}

/// What an edit does to its file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EditKind {
    /// Each round writes it anew.
    Write,
    /// Each round makes another file.
    New,
    /// Each round takes away the file that `New` made.
    Delete,
    /// Each round moves the file of the round before.
    Rename,
}

impl Edit {
    fn of(
        name: &'static str,
        path: SitePath,
        text: impl Fn(&str, usize) -> String + 'static,
    ) -> Edit {
        Edit { name, path, kind: EditKind::Write, text: Box::new(text) }
    }

    /// Makes the changes of a round, and returns the paths that they touch.
    fn apply(&self, files: &Edited, before: &str, round: usize) -> BTreeSet<SitePath> {
        let mut over = files.over.write().unwrap();
        let numbered = |round: usize| SitePath::new(format!("{}{round}.md", self.path));
        let mut write = |path: &SitePath| {
            over.insert(path.clone(), (self.text)(before, round).into());
        };

        match self.kind {
            EditKind::Write => {
                write(&self.path);
                BTreeSet::from([self.path.clone()])
            }
            EditKind::New => {
                write(&numbered(round));
                BTreeSet::from([numbered(round)])
            }
            EditKind::Delete => {
                over.remove(&numbered(round));
                BTreeSet::from([numbered(round)])
            }
            EditKind::Rename => {
                write(&numbered(round + 1));
                over.remove(&numbered(round));
                BTreeSet::from([numbered(round), numbered(round + 1)])
            }
        }
    }
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let files = Edited {
        folder: Arc::new(OverTheme::new(DiskFiles::open(&arguments.dir)?)),
        over: Arc::default(),
    };
    let mut workspace = Workspace::new(Arc::new(files.clone())).with_mode(Mode::Preview);
    let as_of = Moment::parse("2026-01-01").unwrap();
    let options = BuildOptions { as_of, now: as_of, drafts: false, base_url: None, search: true };

    let begun = Instant::now();
    let mut built = workspace.build(&options, &mut |_| {})?;
    let first = begun.elapsed();
    let edits = edits(built.edition.site());
    let mut out = io::stdout();
    writeln!(out, "first build {:.1} ms; {} edits for each number", ms(first), arguments.edits)?;

    writeln!(
        out,
        "\n| edit of | read | link p50 | link p95 | processor | linked anew |\n|---|---|---|---|---|---|"
    )?;

    for edit in edits.into_iter().filter(|edit| edit.name.contains(&arguments.only)) {
        let before = files.read(&edit.path).unwrap_or_default();
        let before = String::from_utf8(before).unwrap();
        let (mut reads, mut links) = (Vec::new(), Vec::new());
        let used = processor_time();

        for round in 0..arguments.edits {
            let paths = edit.apply(&files, &before, round);
            let begun = Instant::now();

            workspace.read(&Changes::Paths(paths))?;
            reads.push(begun.elapsed());
            let begun = Instant::now();
            let new = workspace.link(&options, &mut |_| {});

            links.push(begun.elapsed());
            built = new;
        }

        let [read, half, most] = [p(&mut reads, 50), p(&mut links, 50), p(&mut links, 95)];
        let rounds = u32::try_from(arguments.edits.max(1)).unwrap();
        let used = ms(processor_time().saturating_sub(used)) / f64::from(rounds);
        let anew = workspace.stats().relinked;
        writeln!(
            out,
            "| {} | {read:.1} | {half:.1} | {most:.1} | {used:.1} | {anew} |",
            edit.name
        )?;
    }

    drop(built);

    Ok(())
}

/// Edits of the newest briefing, of the records that most pages name, of the base template; and a new page.
fn edits(site: &Site) -> Vec<Edit> {
    let most = |kind| site.listed(kind).iter().copied().max_by_key(|&id| site.mentions(id).len());
    let path = |id: EntryId| site.document(id).path.clone();
    let briefing = path(site.listed(Kind::Briefing)[0]);
    let record = |kind| path(most(kind).unwrap());
    let line = |key: &'static str| {
        move |text: &str, round: usize| {
            let lines = text.lines().map(|line| match line.strip_prefix(key) {
                Some(rest) => format!("{key}\"{} {round}\"\n", rest.trim_matches('"')),
                None => format!("{line}\n"),
            });
            lines.collect::<String>()
        }
    };

    let more = |text: &str, round: usize| format!("{text}\nMore words, {round}.\n");
    let comment = |text: &str, round: usize| format!("{text}<!-- {round} -->");
    let new =
        |_: &str, round: usize| format!("---\ntitle: A page of round {round}\n---\n\nWords.\n");
    let new_briefing = |_: &str, round: usize| {
        format!(
            "---\ntitle: Round {round}\ndate: 2025-06-01\nsummary: S.\ntopics: [new]\n---\n\nWords.\n"
        )
    };
    let base = SitePath::new("templates/base.html");
    let page = SitePath::new("content/new-");
    let release = SitePath::new("content/briefings/new-");

    vec![
        Edit::of("a body", briefing.clone(), more),
        Edit::of("a title", briefing, line("title: ")),
        Edit::of("a figure", record(Kind::Figure), line("title: ")),
        Edit::of("a minister", record(Kind::Minister), line("name: ")),
        Edit::of("the base template", base, comment),
        Edit { kind: EditKind::New, ..Edit::of("a new page", page.clone(), new) },
        Edit { kind: EditKind::Delete, ..Edit::of("a page that is gone", page.clone(), new) },
        Edit { kind: EditKind::Rename, ..Edit::of("a page that moves", page, new) },
        Edit { kind: EditKind::New, ..Edit::of("a new briefing", release.clone(), new_briefing) },
        Edit { kind: EditKind::Rename, ..Edit::of("a briefing that moves", release, new_briefing) },
        Edit::of("the settings", SitePath::new("content/site.yaml"), line("title: ")),
        Edit::of("a phrase", SitePath::new("templates/languages/en.yaml"), line("menu_more: ")),
    ]
}

/// Returns the processor time of all threads until now, to a hundredth of a second; only Linux tells it.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the program's name, which may hold blanks, the 12th and 13th fields (proc_pid_stat(5)).
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Returns a percentile in milliseconds.
fn p(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    ms(times[(times.len() * percent).div_ceil(100) - 1])
}

//! Compares whole builds in one run: Chancery, a copy of its output, Hugo, Eleventy.
//!
//! `docs/benchmarks.md` says how it is used and what the programs do differently.

#[path = "../../benches/support/corpus/mod.rs"]
mod corpus;
mod live;
#[path = "../../benches/support/live.rs"]
mod preview;
mod process;
mod programs;
mod table;

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use clap::Parser;

use corpus::Plan;
use process::Usage;
use programs::{Programs, Sites};
use table::{Output, Results, Row, Sample};

/// Compare Chancery with a copy of its output, with Hugo and with Eleventy, and print tables in Markdown
#[derive(Parser)]
struct Arguments {
    /// Numbers of briefings
    #[arg(long, value_delimiter = ',', default_value = "1000,10000")]
    briefings: Vec<usize>,
    /// Number of rounds; each measures every row once
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Number of edits in each round
    #[arg(long, default_value_t = 10)]
    edits: usize,
    /// Leave out rows whose name contains this; may be repeated
    #[arg(long, value_name = "WORD")]
    without: Vec<String>,
    /// Chancery's program [default: the one built beside this]
    #[arg(long, value_name = "FILE")]
    chancery: Option<PathBuf>,
    /// Hugo's program
    #[arg(long, value_name = "FILE", default_value = "hugo")]
    hugo: PathBuf,
    /// The folder into which npm installed @11ty/eleventy
    #[arg(long, value_name = "DIR")]
    eleventy: Option<PathBuf>,
    /// Work in a new folder below this one [default: /dev/shm, or that of temporary files]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Write every sample into this file
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let programs = Programs {
        chancery: arguments.chancery.clone().unwrap_or_else(program_beside),
        hugo: arguments.hugo.clone(),
        eleventy: arguments.eleventy.clone(),
    };
    let mut out = io::stdout();

    let versions = [
        Ok(programs.chancery_version()?),
        programs.hugo_version().map_err(|why| format!("Hugo is skipped: {why}")),
        programs.eleventy_version().map_err(|why| format!("Eleventy is skipped: {why}")),
    ];
    for line in versions.iter().map(|version| version.as_ref().unwrap_or_else(|why| why)) {
        writeln!(out, "{line}")?;
    }

    if !programs.is_live() {
        writeln!(out, "serve and --watch are skipped: this program was built without them")?;
    }
    writeln!(out, "{}\n", machine())?;

    let bench = Bench {
        rows: rows(&arguments, &programs),
        programs,
        runs: arguments.runs.max(1),
        edits: arguments.edits.max(1),
    };

    let mut all: Vec<Results> = Vec::new();
    for &briefings in &arguments.briefings {
        // Removed before the next corpus is made: a memory file system holds one of 100,000 only.
        let folder = folder(arguments.folder.as_deref())?;
        let results = bench.measure(briefings, folder.path())?;
        writeln!(out, "{}", results.table())?;

        if let Some(smaller) = all.last() {
            writeln!(out, "{}", table::growth(smaller, &results))?;
        }
        all.push(results);
    }

    writeln!(out, "Load at the end: {}", load())?;

    if let Some(path) = &arguments.csv {
        let lines: Vec<String> = all.iter().map(Results::csv).collect();
        fs::write(path, format!("{}{}", table::CSV_HEAD, lines.concat()))?;
    }

    Ok(())
}

/// Returns the rows that can be measured and were not left out.
fn rows(arguments: &Arguments, programs: &Programs) -> Vec<Row> {
    let is_live = programs.is_live();
    let has_hugo = programs.hugo_version().is_ok();
    let has_eleventy = programs.eleventy_version().is_ok();
    let is_possible = |row: Row| match row {
        Row::Copy | Row::Cold | Row::Second => true,
        Row::Watch | Row::Serve | Row::ServeEdit => is_live,
        Row::Hugo | Row::HugoRelated => has_hugo,
        Row::Eleventy => has_eleventy,
    };

    let is_left_out = |row: Row| arguments.without.iter().any(|words| row.name().contains(words));
    Row::ALL.into_iter().filter(|&row| is_possible(row) && !is_left_out(row)).collect()
}

/// What is measured, and how often.
struct Bench {
    programs: Programs,
    rows: Vec<Row>,
    runs: usize,
    edits: usize,
}

impl Bench {
    fn has(&self, row: Row) -> bool {
        self.rows.contains(&row)
    }

    /// Measures all rows in turn, round by round, so that other work on the machine slows all of them alike.
    fn measure(&self, briefings: usize, folder: &Path) -> io::Result<Results> {
        let plan = Plan { briefings, records: briefings * 3 / 20, seed: 1 };
        let sites = Sites::write(&plan, folder)?;

        if self.has(Row::Hugo) || self.has(Row::HugoRelated) {
            sites.write_hugo(&plan)?;
        }
        if self.has(Row::Eleventy) {
            sites.write_eleventy(&plan)?;
        }

        let mut results = Results { briefings, ..Results::default() };
        for run in 1..=self.runs {
            writeln!(io::stderr(), "{briefings} briefings, round {run} of {}", self.runs)?;
            self.measure_builds(&sites, &mut results)?;
            self.measure_live(&sites, &mut results)?;
            self.measure_others(&sites, &mut results)?;
        }

        Ok(results)
    }

    fn keep(&self, results: &mut Results, row: Row, usage: Usage, output: Option<Output>) {
        if self.has(row) {
            results.samples.entry(row).or_default().push(Sample { usage, output });
        }
    }

    /// Measures builds of Chancery, and the copy of what they wrote.
    fn measure_builds(&self, sites: &Sites, results: &mut Results) -> io::Result<()> {
        let Sites { chancery: site, out, copy, log, .. } = sites;

        // The rows that follow need its output, so that it runs even where its own row is left out.
        remove(out)?;
        let cold = process::run(&mut self.programs.build(site, out), log)?;
        self.keep(results, Row::Cold, cold, Some(size(out)?));

        // Directly after the build that it is compared with.
        remove(copy)?;
        let copied = process::run(Command::new("cp").arg("-r").arg(out).arg(copy), log)?;
        self.keep(results, Row::Copy, copied, Some(size(copy)?));
        remove(copy)?;

        if self.has(Row::Second) {
            let second = process::run(&mut self.programs.build(site, out), log)?;
            self.keep(results, Row::Second, second, Some(size(out)?));
        }

        Ok(())
    }

    /// Measures what runs until it is stopped.
    fn measure_live(&self, sites: &Sites, results: &mut Results) -> io::Result<()> {
        let Sites { chancery: site, out, .. } = sites;

        if self.has(Row::Watch) {
            let mut watch = self.programs.build(site, out);
            for usage in live::watch_edits(watch.arg("--watch"), site, out, self.edits)? {
                self.keep(results, Row::Watch, usage, None);
            }
        }

        if self.has(Row::Serve) || self.has(Row::ServeEdit) {
            let mut serve = self.programs.chancery("serve", site);
            let serving = live::serve(serve.args(["--port", "0"]), site, self.edits)?;
            self.keep(results, Row::Serve, serving.start, None);
            for usage in serving.edits {
                self.keep(results, Row::ServeEdit, usage, None);
            }
        }

        Ok(())
    }

    /// Measures builds of the other programs.
    fn measure_others(&self, sites: &Sites, results: &mut Results) -> io::Result<()> {
        let Sites { hugo, eleventy, log, .. } = sites;

        for (row, has_related) in [(Row::Hugo, false), (Row::HugoRelated, true)] {
            if self.has(row) {
                let mut build = self.programs.hugo(hugo, has_related);
                let (usage, output) = build_elsewhere(&mut build, hugo, log)?;
                self.keep(results, row, usage, Some(output));
            }
        }

        if self.has(Row::Eleventy)
            && let Some(mut build) = self.programs.eleventy(eleventy)
        {
            let (usage, output) = build_elsewhere(&mut build, eleventy, log)?;
            self.keep(results, Row::Eleventy, usage, Some(output));
        }

        Ok(())
    }
}

/// Builds another program's site cold, and removes what it wrote.
fn build_elsewhere(build: &mut Command, site: &Path, log: &Path) -> io::Result<(Usage, Output)> {
    let public = site.join("public");
    remove(&public)?;
    let usage = process::run(build, log)?;
    let output = size(&public)?;
    remove(&public)?;

    Ok((usage, output))
}

/// Counts the files of a folder and their bytes.
fn size(folder: &Path) -> io::Result<Output> {
    let mut output = Output { files: 0, bytes: 0 };
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            output.files += 1;
            output.bytes += entry.metadata()?.len();
        }
    }

    Ok(output)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a folder that is removed at the end, in memory where that is possible.
fn folder(below: Option<&Path>) -> io::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    match below {
        Some(below) => tempfile::TempDir::new_in(below),
        None if memory.is_dir() => tempfile::TempDir::new_in(memory),
        None => tempfile::TempDir::new(),
    }
}

/// Returns the program that was built beside this one.
fn program_beside() -> PathBuf {
    let own = env::current_exe().expect("this program has a path");
    let folder = own.parent().and_then(|examples| examples.parent());
    folder.expect("examples lie in a folder of the target").join("chancery")
}

/// Describes the machine and the hour.
#[expect(clippy::disallowed_methods, reason = "a measurement says when it was made")]
fn machine() -> String {
    let read = |path: &str, key: &str| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_once(':').map_or("unknown", |(_, value)| value.trim()).to_owned()
    };

    let day = jiff::Zoned::now().strftime("%-d %B %Y").to_string();
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let processor = read("/proc/cpuinfo", "model name");
    let memory = read("/proc/meminfo", "MemTotal");

    format!("{day}; {processor}, {cores} cores; memory {memory}; load {}", load())
}

/// Returns the number of processes that ran or waited, on average of 1, 5 and 15 minutes.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let numbers: Vec<&str> = text.split_whitespace().take(3).collect();
    if numbers.is_empty() { "unknown".to_owned() } else { numbers.join(", ") }
}

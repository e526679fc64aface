//! Writes a synthetic site for benchmarks: `docs/benchmarks.md` says how it is used.

#[path = "../benches/support/corpus/mod.rs"]
mod corpus;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Parser;
use corpus::{Dialect, Plan};

/// Write a synthetic site of policy briefings to measure with
#[derive(Parser)]
struct Arguments {
    /// Number of briefings, about 6 KB each
    #[arg(long, default_value_t = 10_000)]
    briefings: usize,
    /// Number of agreements, ministers and figures together [default: 15 for 100 briefings]
    #[arg(long)]
    records: Option<usize>,
    /// Seed; the same numbers and seed give the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write the same briefings as a Hugo site into this folder as well
    #[arg(long, value_name = "DIR")]
    hugo: Option<PathBuf>,
    /// Lay the pages of `tests/showcase` over the briefings: every feature, once
    #[arg(long)]
    showcase: bool,
    /// Folder to write into; it must be empty or missing
    dir: PathBuf,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let plan = Plan {
        briefings: arguments.briefings,
        records: arguments.records.unwrap_or(arguments.briefings * 3 / 20),
        seed: arguments.seed,
    };

    let dir = arguments.dir.clone();
    let sites = [(Dialect::Chancery, Some(arguments.dir)), (Dialect::Hugo, arguments.hugo)];
    for (dialect, folder) in sites {
        let Some(folder) = folder else {
            continue;
        };
        let (files, bytes) = corpus::write(&plan, dialect, &folder)?;
        let folder = folder.display();
        writeln!(io::stdout(), "{folder}: {files} files, {bytes} bytes")?;
    }

    if arguments.showcase {
        let showcase = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/showcase");
        let files = lay_over(&showcase, &dir)?;
        writeln!(io::stdout(), "{}: {files} files of the showcase over them", dir.display())?;
    }

    Ok(())
}

/// Copies the files of one folder over those of another with the same names, and counts them.
fn lay_over(from: &Path, into: &Path) -> io::Result<usize> {
    let mut count = 0;
    for entry in walkdir::WalkDir::new(from).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        let below = entry.path().strip_prefix(from).expect("the walk began there");
        if entry.file_type().is_dir() {
            fs::create_dir_all(into.join(below))?;
        } else {
            fs::copy(entry.path(), into.join(below))?;
            count += 1;
        }
    }

    Ok(count)
}

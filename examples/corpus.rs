//! Writes a synthetic site for benchmarks: `docs/benchmarks.md` says how it is used.

#[path = "../benches/support/corpus/mod.rs"]
mod corpus;

use std::io::{self, Write as _};
use std::path::PathBuf;

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
    let sites = [(Dialect::Chancery, Some(arguments.dir)), (Dialect::Hugo, arguments.hugo)];
    for (dialect, folder) in sites {
        let Some(folder) = folder else {
            continue;
        };
        let (files, bytes) = corpus::write(&plan, dialect, &folder)?;
        let folder = folder.display();
        writeln!(io::stdout(), "{folder}: {files} files, {bytes} bytes")?;
    }
    Ok(())
}

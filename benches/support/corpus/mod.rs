//! Generates a site of policy briefings for benchmarks.
//!
//! In: a [`Plan`]. Out: the text of every file of the site, for Chancery or for Hugo.
//! Invariant: the same plan gives the same bytes on every machine, and a site without findings. Nobody and
//! nothing in it is real, and every page says so.

mod briefing;
mod hugo;
mod random;
mod records;
mod words;
mod world;

use std::fs;
use std::io;
use std::path::Path;

use world::World;

/// The size of a corpus, and its seed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Number of briefings, of about 6 KB each.
    pub(crate) briefings: usize,
    /// Number of records: a third agreements, a sixth ministers, the rest figures.
    pub(crate) records: usize,
    /// The seed of the random numbers.
    pub(crate) seed: u64,
}

/// The program that the files are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Front matter, references and parts as Chancery reads them.
    Chancery,
    /// The same pages with every reference written out, and templates to show them.
    Hugo,
}

/// A file of the corpus.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path in the site's folder.
    pub(crate) path: String,
    /// Its content.
    pub(crate) text: String,
}

/// Generates every file of a corpus, one after another.
pub(crate) fn files(plan: &Plan, dialect: Dialect) -> impl Iterator<Item = File> + use<> {
    let world = World::new(plan);
    let seed = plan.seed;
    let mut fixed = match dialect {
        Dialect::Chancery => records::settings(),
        Dialect::Hugo => hugo::settings(),
    };

    fixed.extend(records::files(&world, seed, dialect));

    let briefings = (0..plan.briefings).map(move |index| {
        let text = briefing::write(&world, seed, index, dialect);
        let briefing = &world.briefings[index];
        let path = match dialect {
            Dialect::Chancery => format!("content/briefings/{}", briefing.file()),
            // Hugo's address is the file's name, while Chancery's omits the date.
            Dialect::Hugo => {
                format!("content/briefings/{}/{}.md", briefing.day.year(), briefing.slug)
            }
        };

        File { path, text }
    });

    fixed.into_iter().chain(briefings)
}

/// Writes a corpus into a folder, and returns how many files and bytes it holds.
///
/// # Errors
/// If the folder is not empty, and all errors of the file system.
pub(crate) fn write(plan: &Plan, dialect: Dialect, folder: &Path) -> io::Result<(usize, usize)> {
    fs::create_dir_all(folder)?;

    // An older and larger corpus below the new one would be measured as well.
    if fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::new(
            io::ErrorKind::DirectoryNotEmpty,
            format!("{} is not empty", folder.display()),
        ));
    }

    let (mut count, mut bytes) = (0, 0);
    for file in files(plan, dialect) {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }

        fs::write(path, &file.text)?;
        count += 1;
        bytes += file.text.len();
    }

    Ok((count, bytes))
}

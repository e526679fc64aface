//! The programs that are compared, and the sites that they build.
//!
//! In: where the programs are. Out: how each is called, or why it cannot be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::corpus::{self, Dialect, Plan};

/// Answers as of this day, so that the output is the same on every day.
const AS_OF: [&str; 2] = ["--as-of", "2026-01-01"];

/// Eleventy's own files: where they are put in its site, and their text.
const ELEVENTY: [(&str, &str); 4] = [
    ("eleventy.config.mjs", include_str!("eleventy/eleventy.config.mjs")),
    ("content/content.11tydata.mjs", include_str!("eleventy/content.11tydata.mjs")),
    ("content/briefings.njk", include_str!("eleventy/briefings.njk")),
    ("content/_includes/page.njk", include_str!("eleventy/page.njk")),
];

/// Where the programs are.
pub(crate) struct Programs {
    /// Chancery itself.
    pub(crate) chancery: PathBuf,
    /// Hugo's program, or its name in PATH.
    pub(crate) hugo: PathBuf,
    /// The folder into which npm installed Eleventy.
    pub(crate) eleventy: Option<PathBuf>,
}

impl Programs {
    /// Returns a command of Chancery for a site, with the day of its answers.
    pub(crate) fn chancery(&self, command: &str, site: &Path) -> Command {
        let mut chancery = Command::new(&self.chancery);
        chancery.arg(command).arg(site).args(AS_OF);
        chancery
    }

    /// Returns the build of a site into a folder.
    pub(crate) fn build(&self, site: &Path, out: &Path) -> Command {
        let mut build = self.chancery("build", site);
        build.arg("--out").arg(out);
        build
    }

    /// Returns the build of Hugo's site, into its folder `public`.
    pub(crate) fn hugo(&self, site: &Path, has_related: bool) -> Command {
        let mut hugo = Command::new(&self.hugo);
        hugo.arg("--quiet").current_dir(site);
        if has_related {
            hugo.env("HUGO_PARAMS_RELATED", "true");
        }

        hugo
    }

    /// Returns the build of Eleventy's site, into its folder `public`; none where it was not named.
    pub(crate) fn eleventy(&self, site: &Path) -> Option<Command> {
        let mut eleventy = self.node()?;
        eleventy.arg("--quiet").current_dir(site);
        Some(eleventy)
    }

    fn node(&self) -> Option<Command> {
        let program = self.eleventy.as_ref()?.join("node_modules/@11ty/eleventy/cmd.cjs");
        let mut node = Command::new("node");
        node.arg(program);
        Some(node)
    }

    /// Returns what Chancery says of itself.
    ///
    /// # Errors
    /// If it cannot be started: nothing can be compared without it.
    pub(crate) fn chancery_version(&self) -> io::Result<String> {
        first_line(Command::new(&self.chancery).arg("--version")).map_err(|why| {
            let path = self.chancery.display();
            let help = "build it with `--bin chancery`, or name it with `--chancery`";
            io::Error::other(format!("{path}: {why}; {help}"))
        })
    }

    /// Returns what Hugo says of itself, or why there is no Hugo.
    pub(crate) fn hugo_version(&self) -> Result<String, String> {
        let found = first_line(Command::new(&self.hugo).arg("version"));
        found.map_err(|why| format!("{}: {why}; name it with `--hugo`", self.hugo.display()))
    }

    /// Returns what Eleventy says of itself, or why there is no Eleventy.
    pub(crate) fn eleventy_version(&self) -> Result<String, String> {
        let mut node = self.node().ok_or("no folder is named with `--eleventy`")?;
        let version = first_line(node.arg("--version")).map_err(|why| format!("node: {why}"))?;
        Ok(format!("eleventy {version}"))
    }

    /// Tells whether this Chancery has the preview and `--watch`, which are a feature.
    pub(crate) fn is_live(&self) -> bool {
        first_line(Command::new(&self.chancery).args(["serve", "--help"])).is_ok()
    }
}

/// Runs a command and returns the first line of what it says.
fn first_line(command: &mut Command) -> io::Result<String> {
    let output = command.stdin(Stdio::null()).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().next().unwrap_or_default();
        return Err(io::Error::other(format!("{}, {line}", output.status)));
    }

    let said = String::from_utf8_lossy(&output.stdout);
    Ok(said.lines().next().unwrap_or_default().to_owned())
}

/// The folders of one corpus, below a temporary one.
pub(crate) struct Sites {
    pub(crate) chancery: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) copy: PathBuf,
    pub(crate) hugo: PathBuf,
    pub(crate) eleventy: PathBuf,
    pub(crate) log: PathBuf,
}

impl Sites {
    /// Writes the corpus for Chancery.
    pub(crate) fn write(plan: &Plan, folder: &Path) -> io::Result<Sites> {
        let sites = Sites {
            chancery: folder.join("site"),
            out: folder.join("out"),
            copy: folder.join("copy"),
            hugo: folder.join("hugo"),
            eleventy: folder.join("eleventy"),
            log: folder.join("log.txt"),
        };
        corpus::write(plan, Dialect::Chancery, &sites.chancery)?;

        Ok(sites)
    }

    /// Writes the same briefings for Hugo.
    pub(crate) fn write_hugo(&self, plan: &Plan) -> io::Result<()> {
        corpus::write(plan, Dialect::Hugo, &self.hugo).map(drop)
    }

    /// Writes Hugo's Markdown with Eleventy's templates; Hugo's own are not read.
    pub(crate) fn write_eleventy(&self, plan: &Plan) -> io::Result<()> {
        corpus::write(plan, Dialect::Hugo, &self.eleventy)?;
        for (path, text) in ELEVENTY {
            let path = self.eleventy.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, text)?;
        }

        Ok(())
    }
}

//! `chancery build --watch`: the output folder follows the site's files, until Ctrl-C.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::args::Build;
use super::failure::Failure;
use super::printer::Printer;
use super::report;
use super::{Outcome, site};
use crate::check::may_publish;
use crate::diagnostic::Diagnostic;
use crate::output::{Target, Written};
use crate::publish::{PublishError, publish_changes};
use crate::serve::listen::signals;
use crate::serve::watch::{Guard, Watcher, Watching};
use crate::source::SitePath;
use crate::workspace::{self, Changes, Mode, Workspace};

/// The exit code of a program that was interrupted, as shells count it (128 and SIGINT).
const INTERRUPTED: i32 = 130;

pub(super) fn run(command: &Build) -> Result<Outcome, Failure> {
    let which = &command.which;
    let workspace = site::open(&which.site)?.with_mode(Mode::Watch);
    let out = command.out.clone().unwrap_or_else(|| which.site.join("public"));

    // What may never be written to is said before anything else.
    Target::open(&out, &which.site)?;

    let poll = command.poll.map(Duration::from_millis);
    let how = Watching { root: which.site.clone(), poll, out: out.clone() };
    let (mut watcher, guard) = Watcher::start(&how)?;
    let printer = Printer::start()?;
    let mut follower = Follower {
        command,
        printer: printer.clone(),
        workspace,
        out,
        changed: BTreeSet::new(),
        written: None,
        said: Vec::new(),
    };

    // From here on Ctrl-C waits for what is being written.
    end_on_interrupt(guard)?;

    if let Err(failure) = follower.follow(&Changes::All) {
        printer.finish();
        return Err(failure);
    }

    loop {
        if let Some((why, every)) = watcher.polling() {
            printer.say(&format!("looking for changes every {} ms: {why}", every.as_millis()));
        }

        let Some(hints) = watcher.next(|paths| follower.workspace.emptied(paths)) else {
            printer.finish();
            return Ok(Outcome::Clean);
        };

        // What goes wrong now may go right at the next change.
        if let Err(failure) = follower.follow(&hints) {
            printer.failure(&failure);
        }
    }
}

/// Drops the guard when the user presses Ctrl-C: what is being written is brought to its end. Who
/// presses it again does not want to wait for that; the next build puts right what is half done.
fn end_on_interrupt(guard: Guard) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(async { signals() })?;
    let waits = move || {
        runtime.block_on(ended);
        drop(guard);
        if let Ok(again) = runtime.block_on(async { signals() }) {
            runtime.block_on(again);
            std::process::exit(INTERRUPTED);
        }
    };

    std::thread::Builder::new().name("interrupt".to_owned()).spawn(waits)?;

    Ok(())
}

/// The output folder, and what it was last written from.
struct Follower<'c> {
    command: &'c Build,
    printer: Printer,
    workspace: Workspace,
    out: PathBuf,
    /// What changed since the folder was last written.
    changed: BTreeSet<SitePath>,
    /// The file that each address is a copy of; none before the folder was written.
    written: Option<BTreeMap<Box<str>, SitePath>>,
    /// The findings that were last printed.
    said: Vec<Diagnostic>,
}

impl Follower<'_> {
    /// Reads what may have changed, and brings the folder up to date.
    fn follow(&mut self, hints: &Changes) -> Result<(), Failure> {
        let begun = Instant::now();

        // A site whose content is gone for a moment is not published as an empty one.
        site::require_content(&self.command.which.site)?;

        let changed = self.workspace.read(hints)?;
        if changed.is_empty() && self.written.is_some() {
            return Ok(());
        }

        let built = self.workspace.link(&site::build_options(self.command), &mut |_| {});
        self.changed.extend(changed.iter().cloned());

        let what = match self.written {
            None => "built".to_owned(),
            Some(_) => report::changed(&changed),
        };

        self.say(&built.findings);

        let counts = report::counts(&built.findings);

        if !may_publish(&built.findings) {
            self.printer.say(&format!("{what}: nothing was written; {counts}"));
            return Ok(());
        }

        match self.write(&built) {
            Ok(written) => {
                self.printer.say(&format!(
                    "{what}: {} written, {} removed in {} ms; {counts}",
                    report::count_of(written.changed, "file"),
                    written.removed,
                    begun.elapsed().as_millis(),
                ));
                Ok(())
            }
            Err(PublishError::Templates(found)) => {
                self.say(&found);
                self.printer
                    .say(&format!("{what}: nothing was written; {}", report::counts(&found)));
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Prints findings that are others than before.
    fn say(&mut self, findings: &[Diagnostic]) {
        if self.said != findings {
            self.printer.findings(findings, &self.workspace, &self.command.which.site);
            self.said = findings.to_vec();
        }
    }

    fn write(&mut self, built: &workspace::Build) -> Result<Written, PublishError> {
        let target = Target::open(&self.out, &self.command.which.site)?;
        let stage = match self.written {
            None => target.stage()?,
            Some(_) => target.update()?,
        };

        let before = self.written.clone().unwrap_or_default();
        let is_there = |asset: &crate::site::Asset| {
            before.get(asset.address.as_str()) == Some(&asset.source)
                && !self.changed.contains(&asset.source)
        };

        publish_changes(&built.edition, &stage, &is_there, &|| ())?;

        let written = stage.commit()?;
        let assets = built.edition.site().assets().iter();

        self.written = Some(
            assets.map(|asset| (asset.address.as_str().into(), asset.source.clone())).collect(),
        );
        self.changed.clear();

        Ok(written)
    }
}

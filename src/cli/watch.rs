//! `chancery build --watch`: keeps the output folder up to date until Ctrl-C.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::args::BuildArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::printer::Printer;
use super::status::BuildStatus;
use super::{build, report, site};
use crate::check::may_publish;
use crate::diagnostic::Diagnostic;
use crate::output::{CommitReport, OutputTarget};
use crate::publish::{PublishError, publish_changes};
use crate::site::Asset;
use crate::source::SitePath;
use crate::watch::{
    FollowEvent, FollowOptions, NextBuild, OutputLook, WatchGuard, WatchOptions, Watcher, follow,
    signals,
};
use crate::workspace::{self, Changes, Mode, Workspace};

/// The exit code that shells give an interrupted program: 128 plus the number of SIGINT, 2.
const INTERRUPTED: i32 = 130;

/// After how many looks that found a change of the output folder, and none of its bytes, it is left alone until the
/// next save: the clock of a file server may be ahead of ours, or a program keeps touching files.
const FRUITLESS_MAX: u32 = 3;

/// How long after a failed write the next is tried; another build takes a second or so.
const RETRY_MIN: Duration = Duration::from_secs(1);
/// The longest pause between two attempts: whoever makes room on a full disk should not have to wait longer.
const RETRY_MAX: Duration = Duration::from_secs(30);

pub(super) fn run(command: &BuildArgs) -> Result<Outcome, Failure> {
    let which = &command.which;
    let mut workspace = site::open(&which.site)?.with_mode(Mode::Watch);
    let out = command.out.clone().unwrap_or_else(|| which.site.join("public"));

    // A folder that must not be written to is refused before anything is built.
    OutputTarget::open(&out, &which.site)?;

    let poll = command.poll.map(Duration::from_millis);
    let has_clock = which.as_of.is_none();
    let how = WatchOptions { root: which.site.clone(), poll, out: out.clone(), has_clock };
    let (watcher, guard) = Watcher::start(&how)?;
    let printer = Printer::start()?;
    let look = OutputLook::start(out.clone(), guard.nudge())?;

    // From here on Ctrl-C lets a write finish.
    end_on_interrupt(guard)?;

    let mut mirror = Mirror {
        command,
        printer: printer.clone(),
        out,
        look,
        changed: BTreeSet::new(),
        written: None,
        has_written: false,
        fruitless: 0,
        failures: Failures::default(),
        reported: Vec::new(),
        printed: Vec::new(),
        status: Vec::new(),
    };

    let begun = Instant::now();
    let options = || site::build_options(command);
    let first = workspace.refresh(&Changes::All, &options(), &mut |_| {}).map_err(Failure::from);
    let first = first.and_then(|build| {
        let changed = &BTreeSet::new();
        mirror.update(&NewState { build: &build, changed, begun, workspace: &workspace })
    });
    if let Err(failure) = first {
        printer.finish();
        return Err(failure);
    }

    let is_ready = || site::require_content(&which.site).map_err(|failure| failure.to_string());
    let how = FollowOptions { mode: Mode::Watch, build: &options, is_ready: &is_ready };
    let next = mirror.next_build();

    follow(watcher, workspace, &how, next, |event| {
        match event {
            FollowEvent::Built(rebuild) => {
                let update = mirror.update(&NewState {
                    build: &rebuild.build,
                    changed: &rebuild.changed,
                    begun: rebuild.begun,
                    workspace: rebuild.workspace,
                });

                // A full disk, another build or a file in the way may be gone by itself.
                if let Err(failure) = update {
                    return mirror.try_again(&failure);
                }
            }

            FollowEvent::Polling { why, every } => {
                printer.line(&format!("looking for changes every {} ms: {why}", every.as_millis()));
            }

            FollowEvent::Failed(error) => printer.failure(&Failure::new(error.to_string())),
        }

        mirror.next_build()
    });

    printer.finish();

    Ok(Outcome::Clean)
}

/// Drops the guard on Ctrl-C, which lets a running write finish.
///
/// A second Ctrl-C exits at once; the next build recovers what was left unfinished.
fn end_on_interrupt(guard: WatchGuard) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(async { signals::termination() })?;
    let wait = move || {
        runtime.block_on(ended);
        drop(guard);
        if let Ok(again) = runtime.block_on(async { signals::termination() }) {
            runtime.block_on(again);
            std::process::exit(INTERRUPTED);
        }
    };

    std::thread::Builder::new().name("interrupt".to_owned()).spawn(wait)?;

    Ok(())
}

/// The output folder, and the state that was last written to it.
struct Mirror<'c> {
    command: &'c BuildArgs,
    printer: Printer,
    out: PathBuf,
    /// Notices when somebody else changes the folder.
    look: OutputLook,
    /// What changed since the folder was last written.
    changed: BTreeSet<SitePath>,
    /// The file that each address is a copy of; none before the folder was written.
    written: Option<BTreeMap<Box<str>, SitePath>>,
    /// Whether the folder was ever written.
    has_written: bool,
    /// How often in a row a changed folder was found, and nothing had to be written.
    fruitless: u32,
    /// The writes that have failed since the last that did not.
    failures: Failures,
    /// The findings that were last printed.
    reported: Vec<Diagnostic>,
    /// The warnings about what was printed that were last shown.
    printed: Vec<Diagnostic>,
    /// What was last said about what is held back.
    status: Vec<String>,
}

/// A new state of the site.
struct NewState<'s> {
    build: &'s workspace::Build,
    /// The files that changed, are new, or are gone.
    changed: &'s BTreeSet<SitePath>,
    /// When the changes were complete.
    begun: Instant,
    workspace: &'s Workspace,
}

/// Writes that have failed one after another.
#[derive(Default)]
struct Failures {
    count: u32,
    /// The last failure, in words.
    last: String,
}

impl Failures {
    /// Returns how long to wait before the next attempt: twice as long each time.
    fn pause(&self) -> Duration {
        RETRY_MAX.min(RETRY_MIN * 2_u32.saturating_pow(self.count.saturating_sub(1)))
    }
}

impl Mirror<'_> {
    /// Brings the folder up to date, and from then on looks whether it stays so.
    fn update(&mut self, state: &NewState<'_>) -> Result<(), Failure> {
        let was_changed = self.look.begin_writing();
        self.fruitless = if was_changed { self.fruitless + 1 } else { 0 };
        if was_changed {
            // The whole folder is compared again: what another hand wrote may have the size of what was there.
            self.written = None;
        }

        let what = match (was_changed, self.failures.count) {
            _ if !self.has_written => "built".to_owned(),
            _ if !state.changed.is_empty() => report::changed(state.changed),
            (true, _) => "the output folder was changed by another program".to_owned(),
            (false, 1..) => "tried again".to_owned(),
            (false, 0) => report::changed(state.changed),
        };

        let updated = self.write_if_right(state, &what);
        match self.fruitless < FRUITLESS_MAX {
            true => self.look.resume(was_changed),
            false => self.look.pause(),
        }

        if updated.is_ok() {
            self.failures = Failures::default();
        }

        updated
    }

    /// Says what failed, and returns when to try again.
    fn try_again(&mut self, failure: &Failure) -> NextBuild {
        let failures = &mut self.failures;
        failures.count = failures.count.saturating_add(1);

        // The same again is said once: a folder may be in the way for a day.
        let words = failure.to_string();
        let is_new = failures.last != words;
        failures.last = words;

        if is_new {
            self.printer.failure(failure);
            self.printer
                .line("this is tried again by itself, first after a second, and at every change");
        }

        self.next_build()
    }

    /// Writes a state of the site that has no errors; `what` says what happened to it.
    fn write_if_right(&mut self, state: &NewState<'_>, what: &str) -> Result<(), Failure> {
        let NewState { build, changed, begun, workspace } = *state;

        // Changes from refused builds accumulate until a build is written.
        self.changed.extend(changed.iter().cloned());

        self.report(&build.findings, workspace);

        let counts = report::counts(&build.findings);

        if !may_publish(&build.findings) {
            self.printer.line(&format!("{what}: nothing was written; {counts}"));
            return Ok(());
        }

        if !self.command.which.drafts {
            build::refuse_to_lift(build.edition.site())?;
        }

        match self.write(build) {
            Ok((written, printed)) => {
                self.report_printed(printed, workspace);
                self.printer.line(&format!(
                    "{what}: {} written, {} removed in {} ms; {counts}",
                    report::count_of(written.changed, "file"),
                    written.removed,
                    begun.elapsed().as_millis(),
                ));
                self.report_status(build);
                Ok(())
            }
            Err(PublishError::Findings(findings)) => {
                self.report(&findings, workspace);
                let counts = report::counts(&findings);
                self.printer.line(&format!("{what}: nothing was written; {counts}"));
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Returns when to build next; a folder that was never written is tried again at any event, and one that could not
    /// be written by itself.
    fn next_build(&self) -> NextBuild {
        match (self.failures.count, &self.written) {
            (1.., _) => NextBuild::After(self.failures.pause()),
            (0, Some(_)) => NextBuild::OnChange,
            (0, None) => NextBuild::OnHint,
        }
    }

    /// Prints findings unless they are the same as last time.
    fn report(&mut self, findings: &[Diagnostic], workspace: &Workspace) {
        if self.reported != findings {
            self.printer.findings(findings, workspace, &self.command.which.site);
            self.reported = findings.to_vec();
        }
    }

    /// Prints warnings about what was printed unless they are the same as last time.
    fn report_printed(&mut self, printed: Vec<Diagnostic>, workspace: &Workspace) {
        if self.printed != printed {
            self.printer.findings(&printed, workspace, &self.command.which.site);
            self.printed = printed;
        }
    }

    /// Prints what is held back, and what comes next, unless that is the same as last time.
    fn report_status(&mut self, build: &workspace::Build) {
        let lines = BuildStatus::new(build.edition.site(), &build.findings).lines();
        if self.status != lines {
            lines.iter().for_each(|line| self.printer.line(line));
            self.status = lines;
        }
    }

    fn write(
        &mut self,
        build: &workspace::Build,
    ) -> Result<(CommitReport, Vec<Diagnostic>), PublishError> {
        // Opened again for every write: files may have been put into the folder meanwhile.
        let target = OutputTarget::open(&self.out, &self.command.which.site)?;
        let stage = match self.written {
            None => target.stage()?,
            Some(_) => target.update()?,
        };

        let stage = stage.as_rehearsal(site::is_rehearsal(&self.command.which));

        // The same address is not enough: a file of the site may have replaced one of the theme.
        let before = self.written.as_ref();
        let is_current = |asset: &Asset| {
            before.is_some_and(|before| before.get(asset.address.as_str()) == Some(&asset.source))
                && !self.changed.contains(&asset.source)
        };

        let printed = publish_changes(build, &stage, &is_current, &|| ())?;

        let written = stage.commit()?;
        self.look.end_writing();

        let assets = build.edition.site().assets().iter();

        self.written = Some(
            assets.map(|asset| (asset.address.as_str().into(), asset.source.clone())).collect(),
        );
        self.has_written = true;
        if written.changed + written.removed > 0 {
            self.fruitless = 0;
        }

        self.changed.clear();

        Ok((written, printed))
    }
}

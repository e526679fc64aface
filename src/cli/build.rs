//! `chancery build`: every check, then every page, then the folder.

use std::time::Instant;

use super::args::BuildArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
use super::site;
use crate::check::{apply_severities, may_publish};
use crate::diagnostic::{self, Format, Severity, count};
use crate::output::{Manifest, OutputTarget};
use crate::proof::{PublishedSite, vanished};
use crate::publish::{self, PublishError, publish};
use crate::workspace::Phase;

/// The time that each phase took, in seconds.
struct Timings {
    begun: Instant,
    last: Instant,
    rows: Vec<(&'static str, f64)>,
}

impl Timings {
    fn begin() -> Timings {
        let now = Instant::now();
        Timings { begun: now, last: now, rows: Vec::new() }
    }

    /// Ends a phase that began where the last one ended.
    fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        self.rows.push((name, (now - self.last).as_secs_f64()));
        self.last = now;
    }

    fn total(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }

    fn print(&self) {
        for (name, seconds) in &self.rows {
            report::line(&format!("{name:<18}{:>9.1} ms", seconds * 1000.0));
        }

        report::line(&format!("{:<18}{:>9.1} ms", "all", self.total() * 1000.0));
        if let Some(memory) = peak_memory() {
            report::line(&format!("{:<18}{memory:>9.1} MB", "peak memory"));
        }
    }
}

pub(super) fn run(command: &BuildArgs) -> Result<Outcome, Failure> {
    let mut timings = Timings::begin();
    let mut workspace = site::open(&command.which.site)?;
    let out = command.out.clone().unwrap_or_else(|| command.which.site.join("public"));
    let target = OutputTarget::open(&out, &command.which.site)?;

    let published = published(command, &target)?;

    // These are checked first: a refusal must not come after a long build.
    timings.end("open");

    // The callback announces the next phase, so each one ends where the next begins.
    let mut phase_name = "";
    let mut built = workspace.build(&site::build_options(command), &mut |phase| {
        if !phase_name.is_empty() {
            timings.end(phase_name);
        }

        phase_name = match phase {
            Phase::Read => "read and parse",
            Phase::Theme => "theme",
            Phase::Link => "link",
            Phase::Check => "check",
            Phase::Ready => "",
        };
    })?;

    if let Some(manifest) = &published {
        let site = built.edition.site();
        let before = PublishedSite { manifest, is_replaced: command.published.is_none() };
        let found = apply_severities(site, vanished(site, &workspace, before));
        built.findings.extend(found);
        diagnostic::sort(&mut built.findings);
    }

    timings.end("edition");

    let output = Output { format: Format::Full, stream: Stream::Error };
    let print =
        |findings: &[_]| report::findings(findings, &workspace, &command.which.site, output);

    print(&built.findings)?;

    if !may_publish(&built.findings) {
        return Ok(refused(&built.findings));
    }

    let edition = &built.edition;
    let stage = target.stage()?.as_rehearsal(site::is_rehearsal(&command.which));
    let bar = report::progress(publish::steps(edition), "building");
    let published = publish(edition, &stage, &|| bar.inc(1));

    bar.finish_and_clear();

    match published {
        Ok(()) => {}
        // Some faults of templates show only when a page is rendered; they are findings like others.
        Err(PublishError::Templates(found)) => {
            print(&found)?;
            return Ok(refused(&found));
        }
        Err(error) => return Err(error.into()),
    }

    timings.end("render and write");

    let pages = edition.routes().iter().filter(|route| route.kind.has_content()).count();
    let warnings = match count(&built.findings, Severity::Warning) {
        0 => "no warnings".to_owned(),
        1 => "1 warning".to_owned(),
        more => format!("{more} warnings"),
    };

    // Freed before the commit, which lists all files: that lowers the peak of memory.
    drop(built);
    drop(workspace);

    let written = stage.commit()?;
    timings.end("commit");
    report::line(&format!(
        "built {pages} pages into {} in {:.2} s: {} files, {} changed, {} removed; {warnings}",
        out.display(),
        timings.total(),
        written.files,
        written.changed,
        written.removed,
    ));

    if command.timings {
        timings.print();
    }

    Ok(Outcome::Clean)
}

/// Returns the list of what was published before; none where nothing is compared.
fn published(command: &BuildArgs, target: &OutputTarget) -> Result<Option<Manifest>, Failure> {
    // Drafts and other days show other pages than the public one.
    if site::is_rehearsal(&command.which) {
        return Ok(None);
    }

    let Some(path) = &command.published else {
        let replaced = target.published();
        return Ok((!replaced.is_rehearsal()).then(|| replaced.clone()));
    };

    let shown = path.display();
    let manifest = Manifest::read(path).map_err(|error| {
        let help = "name the `.chancery.json` of the build that is online";
        Failure::new(format!("`{shown}`: {error}; {help}"))
    })?;

    if manifest.is_rehearsal() {
        return Err(Failure::new(format!(
            "`{shown}` is of a build with `--drafts` or `--as-of`, which readers did not see: name the \
             `.chancery.json` of the build that is online"
        )));
    }

    Ok(Some(manifest))
}

fn refused(findings: &[crate::diagnostic::Diagnostic]) -> Outcome {
    report::line(&format!("nothing was written: {}", report::counts(findings)));
    Outcome::Findings
}

/// Returns the peak memory of the process in megabytes; none where there is no `/proc`.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    // "High water mark" of the resident set (proc_pid_status(5)), in kibibytes despite its unit.
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

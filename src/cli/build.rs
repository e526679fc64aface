//! `chancery build`: every check, then every page, then the folder.

use std::time::Instant;

use super::args::BuildArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report::{self, Output, Stream};
#[cfg(feature = "sign")]
use super::signing;
use super::site;
use super::status::BuildStatus;
use crate::check::{apply_severities, may_publish};
use crate::diagnostic::{self, Diagnostic, Format, Severity, count, visible_name};
use crate::language::house_style;
use crate::output::{CommitReport, Manifest, OutputTarget};
use crate::proof::{PublishedSite, vanished};
use crate::publish::{self, PublishError, publish};
use crate::site::Site;
use crate::workspace::Phase;

/// The time that each phase took, in seconds.
struct Timings {
    begun: Instant,
    last: Instant,
    rows: Vec<(&'static str, f64)>,
    printed_by_tera: usize,
}

impl Timings {
    fn begin() -> Timings {
        let now = Instant::now();
        Timings { begun: now, last: now, rows: Vec::new(), printed_by_tera: 0 }
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
        report::line(&format!("{:<18}{:>9} pages", "printed by Tera", self.printed_by_tera));
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
    #[cfg(feature = "sign")]
    let key = command.sign.as_deref().map(signing::secret_key).transpose()?;

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

    let edition = &built.edition;
    let pages = edition.routes().iter().filter(|route| route.kind.has_content()).count();
    let status = BuildStatus::new(edition.site(), &built.findings);
    let refused = |findings: &[Diagnostic]| {
        report::line(&format!("nothing was written: {}", report::counts(findings)));
        tell(command, &status, findings, pages, None)?;
        Ok(Outcome::Findings)
    };

    if !may_publish(&built.findings) {
        return refused(&built.findings);
    }

    if !command.which.drafts {
        refuse_to_lift(edition.site())?;
    }

    let stage = target.stage()?.as_rehearsal(site::is_rehearsal(&command.which));
    let bar = report::progress(publish::steps(edition), "building");
    let published = publish(&built, &stage, &|| bar.inc(1));

    bar.finish_and_clear();

    let printed = match published {
        Ok(printed) => printed,
        // Some faults show only when a page is rendered; they are findings like others.
        Err(PublishError::Findings(found)) => {
            print(&found)?;
            return refused(&found);
        }
        Err(error) => return Err(error.into()),
    };

    print(&printed)?;

    timings.end("render and write");

    let mut findings = built.findings;
    findings.extend(printed);
    let warnings = match count(&findings, Severity::Warning) {
        0 => "no warnings".to_owned(),
        1 => "1 warning".to_owned(),
        more => format!("{more} warnings"),
    };

    timings.printed_by_tera = built.edition.printed_by_tera();

    // Freed before the commit, which lists all files: that lowers the peak of memory.
    drop(built.edition);
    drop(built.rehearsal);
    drop(workspace);

    #[cfg(feature = "sign")]
    let written = stage.commit_signed(|manifest| signing::sign(key.as_ref(), manifest))?;
    #[cfg(not(feature = "sign"))]
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

    tell(command, &status, &findings, pages, Some(written))?;

    if command.timings {
        timings.print();
    }

    Ok(Outcome::Clean)
}

/// Says what is held back and what comes next: to people, or to a scheduler.
fn tell(
    command: &BuildArgs,
    status: &BuildStatus,
    findings: &[Diagnostic],
    pages: usize,
    written: Option<CommitReport>,
) -> Result<(), Failure> {
    status.lines().iter().for_each(|line| report::line(line));

    match command.json {
        true => report::print(&status.json(findings, pages, written)),
        false => Ok(()),
    }
}

/// Refuses to print a rehearsal of a later day in which an embargo is over that still holds.
pub(super) fn refuse_to_lift(site: &Site) -> Result<(), Failure> {
    let now = site::now().instant();
    let lifted = site.index().documents().iter().filter_map(|document| {
        let embargo = document.own.head.embargo.as_ref()?.value;
        (embargo.instant() > now).then_some((document, embargo))
    });

    match lifted.min_by_key(|(_, embargo)| *embargo) {
        None => Ok(()),
        Some((document, embargo)) => Err(Failure::new(format!(
            "`{}` is under embargo until {}, and this would print it before: `chancery check --as-of` rehearses \
             that day, and with `--drafts` the result is not for publication",
            visible_name(document.path.as_str()),
            house_style::instant(embargo.instant(), &site.config().zone()),
        ))),
    }
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

/// Returns the peak memory of the process in megabytes; none where there is no `/proc`.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    // "High water mark" of the resident set (proc_pid_status(5)), in kibibytes despite its unit.
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

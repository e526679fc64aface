//! Prints findings, counts and failures.
//!
//! In: values. Out: text on standard output or standard error. Invariant: nothing else in the crate prints.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Color;
use super::failure::Failure;
use crate::diagnostic::{self, Diagnostic, Format, Severity, Style, Texts, visible};
use crate::source::SitePath;

/// Where findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    Error,
}

/// How findings are printed, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) stream: Stream,
}

/// Prints text on standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints a line on standard error.
pub(super) fn line(line: &str) {
    error(&format!("{line}\n"));
}

/// Prints text on standard error. A closed pipe is not an error, since the work is done.
pub(super) fn error(text: &str) {
    // All that is said to people passes here: in a CI's log no name of a file may give a command.
    let text = diagnostic::without_commands(text);
    io::stderr().lock().write_all(text.as_bytes()).ok();
}

/// Prints why the program could not run.
pub(super) fn failure(failure: &Failure) {
    error(&failure_text(failure));
}

pub(super) fn failure_text(failure: &Failure) -> String {
    let style = style(Stream::Error);
    let word = console::style("error").red().bold().force_styling(style.colour);
    format!("{word}: {}\n", visible(&failure.to_string()))
}

/// Prints findings. Paths start at the working directory, because terminals and annotations of pull
/// requests link them from there; in JSON they start at the site's root.
pub(super) fn findings(
    findings: &[Diagnostic],
    texts: &dyn Texts,
    site: &Path,
    output: Output,
) -> Result<(), Failure> {
    let text = findings_text(findings, texts, site, output);
    match output.stream {
        Stream::Out => print(&text),
        Stream::Error => {
            error(&text);
            Ok(())
        }
    }
}

/// Returns what [`findings`] prints.
pub(super) fn findings_text(
    findings: &[Diagnostic],
    texts: &dyn Texts,
    site: &Path,
    output: Output,
) -> String {
    let Output { format, stream } = output;
    let prefix = if format == Format::Json { String::new() } else { prefix(site) };

    let style = style(stream);
    if prefix.is_empty() {
        diagnostic::write(findings, texts, format, style)
    } else {
        let texts = PrefixedTexts { texts, prefix: &prefix };
        diagnostic::write(&prefixed(findings, &prefix), &texts, format, style)
    }
}

/// Adds the table of all findings to the summary of a step on GitHub, where it runs there.
pub(super) fn step_summary(
    findings: &[Diagnostic],
    texts: &dyn Texts,
    site: &Path,
) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };

    let prefix = prefix(site);
    let texts = PrefixedTexts { texts, prefix: &prefix };
    let text = diagnostic::summary(&prefixed(findings, &prefix), &texts);

    // Other steps of the job may have written before.
    let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        Failure::new(format!("the summary `{}` cannot be written: {error}", path.to_string_lossy()))
    })
}

/// Returns what comes before the paths of a site, from the working directory.
fn prefix(site: &Path) -> String {
    match site.to_str() {
        None | Some("." | "./" | "") => String::new(),
        Some(site) => format!("{}/", site.trim_start_matches("./").trim_end_matches('/')),
    }
}

/// Counts findings in words: "2 errors, 1 warning".
pub(super) fn counts(findings: &[Diagnostic]) -> String {
    let count = |severity| diagnostic::count(findings, severity);
    count_words(count(Severity::Error), count(Severity::Warning))
}

/// Writes how many errors and warnings there are.
pub(super) fn count_words(errors: usize, warnings: usize) -> String {
    format!("{}, {}", count_of(errors, "error"), count_of(warnings, "warning"))
}

/// Writes a count with its noun; `word` takes a plain `s` in the plural.
pub(super) fn count_of(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        more => format!("{more} {word}s"),
    }
}

/// Writes what changed: names a few files, and counts many.
#[cfg(feature = "serve")]
pub(super) fn changed(paths: &std::collections::BTreeSet<SitePath>) -> String {
    // Three names fit on one line of a terminal.
    const NAMED: usize = 3;

    if paths.is_empty() {
        return "the hour has come".to_owned();
    }

    if paths.len() > NAMED {
        return format!("{} files changed", paths.len());
    }

    // A file name can hold escape sequences, which a terminal would obey.
    let names: Vec<_> = paths.iter().map(|path| diagnostic::visible_name(path.as_str())).collect();
    format!("{} changed", names.join(", "))
}

/// Returns a progress bar on standard error; hidden where that is not a terminal.
pub(super) fn progress(length: usize, what: &str) -> ProgressBar {
    // Ten times a second is smooth enough, and drawing for every page would slow the build.
    let bar =
        ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}");
    if let Ok(style) = style {
        bar.set_style(style);
    }

    bar.set_message(what.to_owned());

    bar
}

/// Returns what standard output can show.
pub(super) fn out_style() -> Style {
    style(Stream::Out)
}

/// Decides once for the whole run whether each stream gets colours.
///
/// By `--color`, else by the conventions of <https://no-color.org/> and <https://bixense.com/clicolors/>, else by whether
/// it is a terminal.
pub(super) fn set_color(color: Color) {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_forced =
        is_set("CLICOLOR_FORCE") && std::env::var_os("CLICOLOR_FORCE").is_some_and(|it| it != "0");
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");

    let decide = |term: &Term| match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let by_terminal = || {
                term.is_term()
                    && !is_dumb
                    && std::env::var_os("CLICOLOR").is_none_or(|it| it != "0")
            };
            !is_set("NO_COLOR") && (is_forced || by_terminal())
        }
    };

    console::set_colors_enabled(decide(&Term::stdout()));
    console::set_colors_enabled_stderr(decide(&Term::stderr()));
}

fn style(stream: Stream) -> Style {
    let (term, colour) = match stream {
        Stream::Out => (Term::stdout(), console::colors_enabled()),
        Stream::Error => (Term::stderr(), console::colors_enabled_stderr()),
    };

    Style {
        colour,
        width: term.size_checked().map_or(Style::PLAIN.width, |(_, columns)| usize::from(columns)),
    }
}

/// The texts of a site, by paths that begin at the working directory.
struct PrefixedTexts<'t> {
    texts: &'t dyn Texts,
    prefix: &'t str,
}

impl Texts for PrefixedTexts<'_> {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        self.texts.text(&SitePath::new(path.as_str().strip_prefix(self.prefix)?))
    }

    fn line_names(&self, path: &SitePath) -> Arc<[Box<str>]> {
        let own = path.as_str().strip_prefix(self.prefix);
        own.map(|own| self.texts.line_names(&SitePath::new(own))).unwrap_or_default()
    }
}

fn prefixed(findings: &[Diagnostic], prefix: &str) -> Vec<Diagnostic> {
    let place = |place: &mut diagnostic::Place| {
        place.path = SitePath::new(format!("{prefix}{}", place.path));
    };

    let mut findings = findings.to_vec();
    for finding in &mut findings {
        place(&mut finding.place);
        finding.labels.iter_mut().for_each(|label| place(&mut label.place));
        finding.fix.iter_mut().for_each(|edit| place(&mut edit.place));
    }

    findings
}

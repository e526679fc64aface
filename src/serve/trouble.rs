//! Findings as a browser is told of them.
//!
//! In: findings. Out: JSON, or a plain page. Invariant: words of a finding are text, never markup.

use std::path::PathBuf;
use std::sync::Arc;

use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use super::editor::Editor;
use super::live::Shown;
use crate::diagnostic::{self, Diagnostic, Format, Severity, Style, Texts};
use crate::render::{Edition, RenderError, SourceError};
use crate::source::SitePath;

/// How many findings a browser is told of; a site with more has one cause.
pub const FINDINGS_MAX: usize = 500;

/// How findings are linked to an editor.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The editor; none where there are no links.
    pub editor: Option<Editor>,
    /// The site's folder, absolute.
    pub root: PathBuf,
}

/// A finding as the script reads it.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    full: &'a str,
    url: Option<String>,
}

impl Links {
    /// Writes findings as the script reads them.
    #[must_use]
    pub fn told<'a>(&self, findings: &'a [Shown]) -> Vec<Told<'a>> {
        findings.iter().take(FINDINGS_MAX).map(|finding| self.one(finding)).collect()
    }

    fn one<'a>(&self, finding: &'a Shown) -> Told<'a> {
        Told {
            code: finding.code,
            severity: finding.severity.word(),
            message: &finding.message,
            help: finding.help.as_deref(),
            file: &finding.file,
            line: finding.line,
            column: finding.column,
            full: &finding.full,
            url: self.url(finding),
        }
    }

    /// Links to the file of a finding; what lies within the program has none.
    fn url(&self, finding: &Shown) -> Option<String> {
        let path = self.root.join(&finding.file);
        self.editor.filter(|_| path.is_file())?.link(&path, finding.line, finding.column)
    }
}

/// Puts findings into words and numbers.
#[must_use]
pub fn shown(findings: &[Diagnostic], texts: &dyn Texts) -> Vec<Shown> {
    let places = diagnostic::places(findings, texts);
    let one = |(finding, place): (&Diagnostic, diagnostic::Position)| Shown {
        code: finding.code.as_str(),
        severity: finding.severity,
        message: finding.message.clone(),
        help: finding.help.clone(),
        file: place.path.to_string(),
        line: place.start.line,
        column: place.start.column,
        full: diagnostic::write(std::slice::from_ref(finding), texts, Format::Full, Style::PLAIN),
    };

    findings.iter().zip(places).map(one).collect()
}

/// Says why a page could not be rendered.
pub(super) fn of(edition: &Edition, path: &str, why: &RenderError) -> Shown {
    let (file, message, help) = match why {
        RenderError::Template(finding) => {
            let found = shown(std::slice::from_ref(finding), &EditionTexts(edition));
            return found.into_iter().next().expect("one finding gives one");
        }
        RenderError::Source(SourceError::Unreadable(file, error)) => {
            (file.to_string(), format!("`{file}` cannot be read: {error}"), None)
        }
        RenderError::Source(SourceError::Changed(file)) => (
            file.to_string(),
            format!("`{file}` has changed since the site was read"),
            Some("save it again if the page does not follow".to_owned()),
        ),
    };

    let full = format!("error: {message}\n  --> {file}, for {path}\n");
    let severity = Severity::Error;

    Shown { code: "unreadable", severity, message, help, file, line: 1, column: 1, full }
}

struct EditionTexts<'e>(&'e Edition);

impl Texts for EditionTexts<'_> {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        let bytes = self.0.files().read(path).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
    }
}

/// Writes the page that stands in for one that cannot be rendered and never was.
pub(super) fn page(told: &[Told]) -> Vec<u8> {
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>This page cannot be shown</title>\n</head>\n<body>\n\
         <h1>This page cannot be shown yet</h1>\n\
         <p>It appears by itself once this is mended:</p>\n",
    );

    for one in told {
        let link = one.url.as_deref();
        let mut text = |before: &str, words: &str| {
            html.push_str(before);
            escape_html(&mut html, words).expect("a string takes whatever is written");
        };

        text("<h2>", one.message);
        text("</h2>\n", "");

        if let Some(url) = link {
            text("<p><a href=\"", url);
            text("\">", &format!("{}:{}:{}", one.file, one.line, one.column));
            text("</a></p>\n", "");
        }

        if let Some(help) = one.help {
            text("<p>", help);
            text("</p>\n", "");
        }

        text("<pre>", one.full);
        text("</pre>\n", "");
    }

    html.push_str("</body>\n</html>\n");

    html.into_bytes()
}

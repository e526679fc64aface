//! Findings for the browser's script.
//!
//! In: findings. Out: JSON, or a plain page. Invariant: a finding is text, never markup.

use std::path::PathBuf;
use std::sync::Arc;

use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use super::editor::Editor;
use super::live::FindingText;
use crate::diagnostic::{self, Diagnostic, Format, Severity, Style, Texts};
use crate::render::{Edition, RenderError, SourceError};
use crate::source::SitePath;

/// Number of findings sent to a browser; where there are more, most have one cause.
pub const FINDINGS_MAX: usize = 500;

/// How findings are linked to an editor.
#[derive(Debug, Clone, Default)]
pub struct EditorLinks {
    /// The editor; none where there are no links.
    pub editor: Option<Editor>,
    /// The site's folder, absolute.
    pub root: PathBuf,
}

/// A finding as the script expects it.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    /// Only for the page that stands in for one that cannot be rendered: it is long.
    #[serde(skip)]
    full: &'a str,
    url: Option<String>,
}

impl EditorLinks {
    /// Returns findings as the script expects them.
    #[must_use]
    pub fn json<'a>(&self, findings: &'a [FindingText]) -> Vec<FindingJson<'a>> {
        findings.iter().take(FINDINGS_MAX).map(|finding| self.one(finding)).collect()
    }

    fn one<'a>(&self, finding: &'a FindingText) -> FindingJson<'a> {
        FindingJson {
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

    /// Returns the link to the file of a finding; none for files of the built-in theme.
    pub(super) fn url(&self, finding: &FindingText) -> Option<String> {
        let path = self.root.join(&finding.file);
        self.editor.filter(|_| path.is_file())?.link(&path, finding.line, finding.column)
    }

    /// Returns the link to a file of the site, with `{line}` and `{column}` to be filled in.
    pub(super) fn pattern(&self, file: &str) -> Option<String> {
        let path = self.root.join(file);
        self.editor.filter(|_| path.is_file())?.pattern(&path)
    }
}

/// Renders findings to text, with their positions.
#[must_use]
pub fn finding_texts(findings: &[Diagnostic], texts: &dyn Texts) -> Vec<FindingText> {
    let places = diagnostic::places(findings, texts);
    let one = |(finding, place): (&Diagnostic, diagnostic::Position)| FindingText {
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
pub(super) fn page_error(edition: &Edition, path: &str, why: &RenderError) -> FindingText {
    let (file, message, help) = match why {
        RenderError::Template(finding) => {
            let found = finding_texts(std::slice::from_ref(finding), &EditionTexts(edition));
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

    FindingText { code: "unreadable", severity, message, help, file, line: 1, column: 1, full }
}

struct EditionTexts<'e>(&'e Edition);

impl Texts for EditionTexts<'_> {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        let bytes = self.0.files().read(path).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
    }
}

/// The longest part of an address that is repeated on a page, in characters.
const REPEATED_MAX: usize = 60;

/// Begins a page of the preview's own about a page that it cannot show.
fn head(title: &str, heading: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n</head>\n<body>\n<h1>{heading}</h1>\n"
    )
}

/// Says that what a tab asks for is no moment, and leads back to the present.
pub(super) fn no_moment_page(asked: &str) -> Vec<u8> {
    let shown: String = asked.chars().take(REPEATED_MAX).collect();
    let more = if shown.len() < asked.len() { "…" } else { "" };
    let mut html = head("No day or time", "This is no day or time that the site can be shown at");

    html.push_str("<p>The address asks for <code>");
    escape_html(&mut html, &shown).expect("a string takes whatever is written");
    html.push_str(more);
    // Without its query the address is that of the page as it is now.
    html.push_str(
        "</code>. In an address, <code>as-of</code> is a day or a time: <code>?as-of=2026-12-01</code> or \
         <code>?as-of=2026-12-01T09:30</code>.</p>\n\
         <p><a href=\"?\" data-chancery=\"now\">Show this page as it is now</a></p>\n</body>\n</html>\n",
    );

    html.into_bytes()
}

/// Writes a placeholder for a page that cannot be rendered and never was.
pub(super) fn error_page(findings: &[FindingJson]) -> Vec<u8> {
    let mut html = head("This page cannot be shown", "This page cannot be shown yet");
    html.push_str("<p>It appears by itself once this is mended:</p>\n");

    for one in findings {
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

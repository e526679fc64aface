//! All findings of the site on one page of the preview.
//!
//! In: the findings of a snapshot, and which of them are wanted. Out: HTML. Invariant: what a finding says is
//! text; the page is never part of a built site.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::live::FindingText;
use super::trouble::EditorLinks;

/// How many findings are printed: a browser is slow with more, and nobody reads them.
const PRINTED_MAX: usize = 2000;

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-inline-size: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: light-dark(#1a1e23, #e9e7e2); background: light-dark(#fff, #16191d); }
h1 { font-size: 1.5rem; }
h2 { font-size: 1rem; margin-block: 2rem .25rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
ol, ul { list-style: none; margin: 0; padding: 0; }
ol > li { padding-block: .6rem; border-block-start: 1px solid light-dark(#dad5ca, #383d44); overflow-wrap: anywhere; }
ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
p { margin: 0; }
a { color: light-dark(#14467f, #9fc4f6); }
code, .place { font: 14px/1.5 ui-monospace, monospace; color: light-dark(#525a63, #b0b5bb); }
.error strong { color: light-dark(#94191c, #f7aea7); }
.warning strong { color: light-dark(#714600, #f1c97f); }
strong { text-transform: capitalize; }
[aria-current] { font-weight: 700; text-decoration: none; color: inherit; }
";

/// Prints the findings, those of one code if one is given, by file.
pub(super) fn page(findings: &[FindingText], links: &EditorLinks, code: Option<&str>) -> Vec<u8> {
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Findings</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n",
    );
    html.push_str(STYLE);
    html.push_str("</style>\n</head>\n<body>\n<main>\n");

    let wanted: Vec<_> =
        findings.iter().filter(|it| code.is_none_or(|code| it.code == code)).collect();
    heading(&mut html, wanted.len(), findings.len());
    codes(&mut html, findings, code);

    let mut file = None;
    for finding in wanted.iter().take(PRINTED_MAX) {
        if file != Some(&finding.file) {
            html.push_str(if file.is_some() { "</ol>\n<h2>" } else { "<h2>" });
            text(&mut html, &finding.file);
            html.push_str("</h2>\n<ol>\n");
            file = Some(&finding.file);
        }

        item(&mut html, finding, links);
    }

    if file.is_some() {
        html.push_str("</ol>\n");
    }

    if wanted.len() > PRINTED_MAX {
        let more = wanted.len() - PRINTED_MAX;
        let _ =
            writeln!(html, "<p>and {more} more: <code>chancery check</code> lists them all</p>");
    }

    html.push_str("</main>\n</body>\n</html>\n");
    html.into_bytes()
}

fn heading(html: &mut String, wanted: usize, all: usize) {
    let words = match (wanted, all) {
        (_, 0) => "No findings: nothing is wrong".to_owned(),
        (1, 1) => "One finding on the whole site".to_owned(),
        (wanted, all) if wanted == all => format!("{all} findings on the whole site"),
        (wanted, all) => format!("{wanted} of {all} findings"),
    };

    html.push_str("<h1>");
    text(html, &words);
    html.push_str("</h1>\n");
}

/// Prints the codes, each a link that leaves only its findings.
fn codes(html: &mut String, findings: &[FindingText], chosen: Option<&str>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.code).or_default() += 1;
    }

    if counts.len() < 2 && chosen.is_none() {
        return;
    }

    let current = |is: bool| if is { " aria-current=\"true\"" } else { "" };
    html.push_str("<nav aria-label=\"Kinds of findings\">\n<ul>\n");
    let _ = writeln!(
        html,
        "<li><a href=\"?\"{}>all ({})</a></li>",
        current(chosen.is_none()),
        findings.len()
    );
    for (code, count) in counts {
        let is_current = current(chosen == Some(code));
        let _ =
            writeln!(html, "<li><a href=\"?code={code}\"{is_current}>{code} ({count})</a></li>");
    }
    html.push_str("</ul>\n</nav>\n");
}

fn item(html: &mut String, finding: &FindingText, links: &EditorLinks) {
    let severity = finding.severity.word();
    let _ = write!(html, "<li class=\"{severity}\">\n<p><strong>{severity}</strong> ");
    text(html, &finding.message);
    let _ = writeln!(html, " <code>{}</code></p>", finding.code);

    if let Some(help) = &finding.help {
        html.push_str("<p>");
        text(html, help);
        html.push_str("</p>\n");
    }

    let place = format!("{}:{}:{}", finding.file, finding.line, finding.column);
    html.push_str("<p class=\"place\">");
    match links.url(finding) {
        Some(url) => {
            html.push_str("<a href=\"");
            text(html, &url);
            html.push_str("\">");
            text(html, &place);
            html.push_str("</a>");
        }
        None => text(html, &place),
    }

    html.push_str("</p>\n</li>\n");
}

fn text(html: &mut String, words: &str) {
    escape_html(html, words).expect("a string takes whatever is written");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn finding(code: &'static str, file: &str) -> FindingText {
        FindingText {
            code,
            severity: Severity::Error,
            message: "a <b>bold</b> claim".to_owned(),
            help: None,
            file: file.to_owned(),
            line: 3,
            column: 1,
            full: String::new(),
        }
    }

    fn print(findings: &[FindingText], code: Option<&str>) -> String {
        String::from_utf8(page(findings, &EditorLinks::default(), code)).expect("it is UTF-8")
    }

    #[test]
    fn findings_are_listed_by_file_and_narrowed_by_code() {
        let findings = [
            finding("dead-link", "a.md"),
            finding("bad-date", "a.md"),
            finding("dead-link", "b.md"),
        ];

        let all = print(&findings, None);
        assert!(all.contains("3 findings on the whole site"), "{all}");
        assert_eq!(all.matches("<h2>").count(), 2);
        assert!(all.contains("a &lt;b&gt;bold&lt;/b&gt; claim") && !all.contains("<b>"), "{all}");
        assert!(all.contains("<a href=\"?code=dead-link\">dead-link (2)</a>"), "{all}");

        let some = print(&findings, Some("bad-date"));
        assert!(some.contains("1 of 3 findings") && !some.contains("b.md"), "{some}");

        assert!(print(&[], None).contains("nothing is wrong"));
    }
}

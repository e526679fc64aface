//! HTML that is never finished, and so prints as it is typed or hides what follows.
//!
//! In: the literal text, and pieces of raw HTML. Out: findings. Invariant: a sign between numbers or words (`a < b`) is no tag.

use std::ops::Range;

use super::balance::is_element;
use super::literal::{BLANK, Literal};
use super::report::Report;
use crate::content::html::{Fragment, Unfinished};
use crate::diagnostic::{Code, Severity};

/// Reports comments and tags that readers would see; returns the names of the tags.
pub(super) fn find(literal: &Literal, report: &mut Report<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let bytes = literal.bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at..];

        if rest.starts_with(b"<!--") {
            comment(at..at + "<!--".len(), report);
        } else if let Some(length) = unfinished_tag(rest)
            && report.has_html
        {
            let name = &report.body[at + 1..at + length];
            let message = format!("the tag `<{name}` is never finished, and is printed");
            let finding = report.finding(Code::OpenHtml, at..at + length, message);
            names.push(name.to_owned());
            report.push(finding.help("close its quotation marks, and the tag with `>`"));
        } else if is_misspelt_comment(rest) {
            let message = "a comment begins with `<!--`: this is printed";
            let finding = report.finding(Code::OpenHtml, at..at + "<!".len(), message);
            report.push(finding.help("write `<!-- … -->`; some programs turn `--` into a dash"));
        }
    }

    for at in memchr::memmem::find_iter(bytes, b"-->") {
        // One that is printed as well has its own finding.
        if memchr::memmem::find(&bytes[..at], b"<!--").is_some() {
            continue;
        }

        stray_end(at..at + "-->".len(), report);
    }

    names
}

/// Tells whether `<!` was meant to begin a comment: `<!-`, `<! --`, `<!–`.
fn is_misspelt_comment(rest: &[u8]) -> bool {
    ["<!-", "<! -", "<!\u{2013}", "<!\u{2014}", "<! \u{2013}", "<! \u{2014}"]
        .iter()
        .any(|start| rest.starts_with(start.as_bytes()))
}

/// Reports the end of a comment that did not begin, or that had ended before.
fn stray_end(range: Range<usize>, report: &mut Report<'_>) {
    // Without any comment it may be an arrow.
    let has_comment =
        memchr::memmem::find(&report.body.as_bytes()[..range.start], b"<!--").is_some();
    let severity = if has_comment { Severity::Error } else { Severity::Warning };
    let help = match has_comment {
        true => "a comment ends at its first `-->`, and cannot hold another",
        false => "write `→` for an arrow",
    };

    let message = "no comment ends here, and `-->` is printed";
    let finding = report.finding(Code::OpenHtml, range, message).severity(severity);
    report.push(finding.help(help));
}

fn comment(range: Range<usize>, report: &mut Report<'_>) {
    let message = "the comment is not closed within its paragraph, and is printed";
    let finding = report.finding(Code::OpenHtml, range, message);
    report.push(finding.help(
        "close it with `-->`; a comment that holds a blank line has to begin on a line of its own",
    ));
}

/// Returns the length of `<name`, if an attribute follows the name of an element.
fn unfinished_tag(text: &[u8]) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric();
    let length = 1 + text.get(1..)?.iter().take(20).take_while(|byte| is_name(byte)).count();
    let name = std::str::from_utf8(&text[1..length]).ok()?.to_ascii_lowercase();
    if !is_element(&name) {
        return None;
    }

    // ` class="`: a word, and a sign of equality before anything else.
    let rest = text.get(length..)?;
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n')).count();
    let attribute = rest.get(blanks..)?;
    let word = attribute.iter().take(40);
    let word = word.take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'-').count();
    let is_attribute = blanks > 0 && word > 1 && attribute.get(word) == Some(&b'=');
    let is_quoted = matches!(attribute.get(word + 1), Some(b'"' | b'\'' | &BLANK));

    (is_attribute && is_quoted).then_some(length)
}

/// Reports what is not finished where its block of HTML ends.
pub(super) fn unfinished(kind: Unfinished, place: Range<usize>, report: &mut Report<'_>) {
    let written = &report.body[place.clone()];
    match kind {
        Unfinished::Comment => {
            let mark = place.start..place.start + "<!--".len().min(written.len());
            let message = "the comment is never closed, and hides what follows";
            let finding = report.finding(Code::OpenHtml, mark, message);
            report.push(finding.help("close it with `-->`"));
        }
        Unfinished::Tag if report.has_html => {
            let name = written.find(|sign: char| sign.is_whitespace() || sign == '>');
            let name = place.start..place.start + name.unwrap_or(written.len());
            let message = format!("the tag `{}` is never finished", &report.body[name.clone()]);
            let finding = report.finding(Code::OpenHtml, name, message);
            report.push(finding.help("close its quotation marks, and the tag with `>`"));
        }
        Unfinished::Tag => {}
    }
}

/// Reports a section of XML whose text HTML takes for a comment.
pub(super) fn hidden_text(mark: Range<usize>, report: &mut Report<'_>) {
    let message = "HTML takes `<![CDATA[ … ]]>` for a comment, and no reader sees its text";
    let finding = report.finding(Code::OpenHtml, mark, message);
    report.push(finding.help("write its text without `<![CDATA[` and `]]>`"));
}

/// Reports text on the line on which a comment ends: it belongs to the block of HTML and is not read as Markdown.
pub(super) fn after_comment(html: &Fragment<'_>, report: &mut Report<'_>) {
    let text = html.text();
    if !text.trim_start().starts_with("<!--") {
        return;
    }

    let Some(end) = text.find("-->").map(|at| at + "-->".len()) else {
        return;
    };
    let rest = text[end..].lines().next().unwrap_or_default();
    let words = rest.trim();
    if words.is_empty() || words.starts_with('<') {
        return;
    }

    if let Some(at) = rest.find("-->") {
        stray_end(html.place(&(end + at..end + at + "-->".len())), report);
        return;
    }

    let start = end + rest.len() - rest.trim_start().len();
    let place = html.place(&(start..start + words.len()));
    let gap = html.place(&(end - 1..end)).end..place.start;
    let message = "text after a comment on the same line is not read as Markdown";
    let finding = report
        .finding(Code::LostText, place, message)
        .severity(Severity::Warning)
        .help("start it on a new line")
        .fix(report.place(gap), "\n");
    report.push(finding);
}

//! Images, links, embedded pages and tables that lack the words they need.
//!
//! In: elements that the parser found to lack words. Out: one finding each. Invariant: raw HTML counts only
//! where it is published as HTML.

use super::page::PageProse;
use crate::content::{Lack, Omission};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// Reports everything on a page that lacks words.
pub(super) fn missing_words(page: &PageProse<'_>, findings: &mut Vec<Diagnostic>) {
    let lacks = page.document.body.lacks.iter();
    let lacks = lacks.filter(|lack| !lack.is_raw || page.has_html());
    findings.extend(lacks.map(|lack| finding(page, lack)));
}

fn finding(page: &PageProse<'_>, lack: &Omission) -> Diagnostic {
    let alt = match lack.is_raw {
        true => "say what it tells in `alt=\"…\"`; where it only adorns the page, write `alt=\"\"`",
        false => {
            "say between the square brackets what it tells; where it only adorns the page, \
             write `<img src=\"…\" alt=\"\">`"
        }
    };

    let (code, message, help) = match lack.what {
        Lack::Alt => (Code::MissingAlt, "the image has no words for those who cannot see it", alt),

        Lack::FileName => (
            Code::MissingAlt,
            "the image's words are the name of a file",
            "say what the image tells, as you would over the telephone",
        ),

        Lack::LinkedAlt => (
            Code::MissingAlt,
            "the image is all that a link holds, and has no words",
            "say between the square brackets where the link leads",
        ),

        Lack::FrameTitle => (
            Code::MissingAlt,
            "the embedded page has no title",
            "say what is in it: `<iframe title=\"…\"`",
        ),

        Lack::LinkWords => (
            Code::VagueLinkText,
            "the link has no words",
            "write what it leads to, or take the link out",
        ),

        Lack::Header if lack.is_raw => (
            Code::TableWithoutHeader,
            "the table has no names of columns or rows",
            "write the cells that name them as `<th scope=\"col\">` or `<th scope=\"row\">`; a table \
             that only places things is `<table role=\"presentation\">`",
        ),

        Lack::Header => (
            Code::TableWithoutHeader,
            "the columns of the table have no names",
            "name every column in the first row; the first alone may go without",
        ),

        Lack::MostOfHeader => (
            Code::TableWithoutHeader,
            "only one column of the table has a name",
            "name every column in the first row, and write a title above the table",
        ),
    };
    let finding = page.finding(code, lack.span, message).help(help);
    match lack.what {
        // A link without any name fails WCAG; vague words only hinder readers.
        Lack::LinkWords => finding.severity(Severity::Error),
        Lack::MostOfHeader => finding.severity(Severity::Warning),
        _ => finding,
    }
}

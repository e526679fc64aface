//! Tags that belong around a whole page, and not into its text.
//!
//! In: the tags of raw HTML. Out: one finding for all of them, as they come with one page that was pasted. Invariant: what
//! HTML allows in a text (`<link itemprop>`, the title of a drawing) is left alone.

use std::ops::Range;

use super::report::Report;
use crate::content::html::HtmlTag;
use crate::diagnostic::Code;

/// The tags of a page that the text holds.
#[derive(Debug, Default)]
pub(super) struct PageFrame {
    /// What they are, each once, as it is written.
    names: Vec<String>,
    first: Option<Range<usize>>,
    has_base: bool,
    has_refresh: bool,
}

impl PageFrame {
    /// Takes an opening tag, which stands in no drawing.
    pub(super) fn tag(&mut self, tag: &HtmlTag, place: &Range<usize>) {
        // Data about the text may stand in it (HTML standard, "microdata"; RDFa).
        let is_data = tag.attribute("itemprop").is_some() || tag.attribute("property").is_some();
        match &*tag.name {
            "html" | "head" | "body" | "title" => self.add(format!("<{}>", tag.name), place),
            "base" => {
                self.has_base = true;
                self.add("<base>".to_owned(), place);
            }
            "meta" if !is_data => {
                let kind = tag.get("http-equiv").unwrap_or_default();
                if kind.eq_ignore_ascii_case("refresh") {
                    self.has_refresh = true;
                }
                self.add("<meta>".to_owned(), place);
            }
            "link" if !is_data => self.add("<link>".to_owned(), place),
            _ => {}
        }
    }

    /// Takes a declaration, `<!DOCTYPE html>` or `<?xml … ?>`.
    pub(super) fn declaration(&mut self, name: &str, place: &Range<usize>) {
        self.add(name.to_owned(), place);
    }

    fn add(&mut self, name: String, place: &Range<usize>) {
        self.first.get_or_insert_with(|| place.clone());
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    pub(super) fn finish(self, report: &mut Report<'_>) {
        let Some(first) = self.first.filter(|_| report.has_html) else {
            return;
        };

        let effect = match (self.has_base, self.has_refresh) {
            (true, _) => ", and `<base>` changes where every link of the page leads",
            (_, true) => ", and `<meta>` sends readers to another page",
            _ => "",
        };

        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let (message, help) = match names.as_slice() {
            [name] if name == "`<title>`" => (
                "`<title>` within the text is not shown, and neither are its words".to_owned(),
                "write a heading as `## Title`; the title of the page is `title:` in its front matter",
            ),
            [name] if self.has_base || self.has_refresh => (
                format!(
                    "{name} belongs into no text{}",
                    effect.replace(&format!("{name} "), "it ")
                ),
                "take it out",
            ),
            [name] => (
                format!("{name} belongs around a whole page, and not into its text"),
                "take it out, and its end tag; keep only what readers are to see",
            ),
            [before @ .., last] => (
                format!(
                    "{} and {last} belong around a whole page, and not into its text{effect}",
                    before.join(", ")
                ),
                "take them out, with all that stands in `<head>`; keep what stands in `<body>`",
            ),
            [] => return,
        };

        report.push(report.finding(Code::OpenHtml, first, message).help(help));
    }
}

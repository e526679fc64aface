//! Writes a difference as one HTML file.
//!
//! In: a difference. Out: a page that loads nothing, runs nothing, and shows the new text with marks in it.
//! Invariant: every word of the site is escaped; the page's own policy forbids everything but its style; what went and
//! what came is told by `ins` and `del` and by lines, never by colour alone.

use pulldown_cmark_escape::escape_html;

use super::change::{
    NotePiece, PageChange, PageDifference, PartChange, RunMark, SharedChange, TextRun,
};
use super::compare::SiteDifference;
use super::files::{FileDelta, FileDifference};
use super::phrasing::{self, ComparedSides, count_of, place, word_count};
use crate::diagnostic::visible;

/// The style; in a file of its own for editors.
const STYLE: &str = include_str!("diff.css");

/// Writes a difference.
pub(super) fn write(difference: &SiteDifference, sides: &ComparedSides) -> String {
    let mut page = Page(String::new());
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // The file is opened from a disk or from the artifacts of a CI run, where no host sends a policy.
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"robots\" content=\"noindex\">\n<title>What changes for readers</title>\n<style>\n");
    page.raw(STYLE);
    page.raw(
        "</style>\n</head>\n<body>\n<header>\n<h1>What changes for readers</h1>\n<p>From <code>",
    );
    page.text(&sides.old);
    page.raw("</code> to <code>");
    page.text(&sides.new);
    page.raw("</code>: ");
    page.text(&phrasing::summary(difference));
    page.raw(".</p>\n");

    if !difference.is_empty() {
        page.raw(
            "<p class=\"quiet\"><ins>Underlined</ins> is new, <del>struck out</del> is gone.</p>\n",
        );
    }

    page.raw("</header>\n<main>\n");
    page.section("On many pages", &difference.shared, Page::shared);
    page.section("Pages", &difference.pages, Page::page);
    page.section(
        "Lists of pages, which follow from the changes above",
        &difference.lists,
        Page::page,
    );
    page.section("Other files", &difference.files, Page::file);
    page.raw("</main>\n</body>\n</html>\n");

    page.0
}

/// The page as far as it is written.
struct Page(String);

impl Page {
    fn raw(&mut self, html: &str) {
        self.0.push_str(html);
    }

    /// Writes words of any origin.
    fn text(&mut self, text: &str) {
        let _ = escape_html(&mut self.0, &visible(text));
    }

    fn section<T>(&mut self, heading: &str, items: &[T], write: fn(&mut Page, &T)) {
        if items.is_empty() {
            return;
        }

        self.raw("<section>\n<h2>");
        self.text(heading);
        self.raw("</h2>\n");
        items.iter().for_each(|item| write(self, item));
        self.raw("</section>\n");
    }

    fn shared(&mut self, shared: &SharedChange) {
        self.raw("<article>\n<h3>");
        self.text(&format!("On {}", count_of(shared.pages.len(), "page")));
        self.raw("</h3>\n");
        self.change(&shared.change, None);
        self.raw("<details class=\"quiet\">\n<summary>Which pages</summary>\n<p>");

        for (at, address) in shared.pages.iter().enumerate() {
            self.raw(if at > 0 { ", <code>" } else { "<code>" });
            self.text(address);
            self.raw("</code>");
        }

        self.raw("</p>\n</details>\n</article>\n");
    }

    fn page(&mut self, page: &PageDifference) {
        self.raw("<article>\n<h3><span class=\"kind\">");
        self.text(phrasing::label(&page.kind));
        self.raw("</span><bdi");
        self.language(page);
        self.raw(">");
        self.text(&page.title);
        self.raw("</bdi></h3>\n<p class=\"quiet\"><code>");
        self.text(&page.address);
        self.raw("</code></p>\n");

        let remark = phrasing::remark(&page.kind);
        if !remark.is_empty() {
            self.raw("<p>");
            self.sentence(&remark);
            self.raw(".</p>\n");
        }

        if matches!(page.kind, PageChange::Added | PageChange::Removed { .. }) {
            self.raw("<p class=\"quiet\">");
            self.text(&word_count(page));
            self.raw("</p>\n");
            for change in &page.changes {
                self.marked(change, Some(page));
                self.notes(change);
            }
        } else {
            page.changes.iter().for_each(|change| self.change(change, Some(page)));
        }

        self.raw("</article>\n");
    }

    /// Writes the attributes of a page's language.
    fn language(&mut self, page: &PageDifference) {
        if !page.language.is_empty() {
            self.raw(" lang=\"");
            self.text(&page.language);
            self.raw("\"");
        }

        // `auto` would go by the first letter, which may be a Latin name.
        self.raw(if page.direction == "rtl" { " dir=\"rtl\"" } else { " dir=\"ltr\"" });
    }

    fn change(&mut self, change: &PartChange, page: Option<&PageDifference>) {
        self.raw("<div class=\"part\">\n<p class=\"quiet\">");
        let place = place(change);
        let mut letters = place.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        self.text(&format!("{}{}", first.unwrap_or_default(), letters.as_str()));

        if let Some(section) = change.part.section() {
            self.raw(" under “<bdi>");
            self.text(section);
            self.raw("</bdi>”");
        }

        self.raw("</p>\n");

        if !change.numbers.is_empty() {
            self.raw("<p class=\"numbers\">");
            for (at, number) in change.numbers.iter().enumerate() {
                self.raw(if at > 0 { "; " } else { "" });
                self.number(number.old.as_deref(), number.new.as_deref());
            }
            self.raw("</p>\n");
        }

        if change.part == super::change::PagePart::Markup {
            self.raw("<p>The words, links and pictures are the same.</p>\n");
        } else {
            self.marked(change, page);
        }

        self.notes(change);
        self.raw("</div>\n");
    }

    fn number(&mut self, old: Option<&str>, new: Option<&str>) {
        for (at, text) in [old, new].into_iter().flatten().enumerate() {
            self.raw(if at > 0 { " became <bdi>" } else { "<bdi>" });
            self.text(text);
            self.raw("</bdi>");
        }

        match (old, new) {
            (None, Some(_)) => self.raw(" is new"),
            (Some(_), None) => self.raw(" is gone"),
            _ => {}
        }
    }

    /// Writes the new text, with what went and what came marked in it.
    fn marked(&mut self, change: &PartChange, page: Option<&PageDifference>) {
        if change.runs.is_empty() {
            return;
        }

        self.raw("<div class=\"text\"");
        match page {
            Some(page) => self.language(page),
            None => self.raw(" dir=\"auto\""),
        }
        self.raw(">");
        self.runs(&change.runs);
        self.raw("</div>\n");
    }

    fn runs(&mut self, runs: &[TextRun]) {
        for (at, run) in runs.iter().enumerate() {
            // The space stands outside the mark, where a line may break.
            let follows = at > 0
                && (run.is_spaced
                    || (run.mark == RunMark::New && runs[at - 1].mark == RunMark::Old));
            if follows {
                self.raw(" ");
            }

            let tag = match run.mark {
                RunMark::Same => "",
                RunMark::Old => "del",
                RunMark::New => "ins",
            };
            if !tag.is_empty() {
                self.raw(&format!("<{tag}>"));
            }

            self.text(&run.text);

            if !tag.is_empty() {
                self.raw(&format!("</{tag}>"));
            }
        }
    }

    fn notes(&mut self, change: &PartChange) {
        if change.notes.is_empty() {
            return;
        }

        self.raw("<ul>\n");
        for note in &change.notes {
            self.raw("<li>");
            self.sentence(&note.pieces());
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn file(&mut self, file: &FileDifference) {
        self.raw("<article>\n<h3><code>");
        self.text(&file.path);
        self.raw("</code></h3>\n<p>");
        self.text(&phrasing::file(file));

        if let FileDelta::Moved { from } = &file.kind {
            self.raw(" <code>");
            self.text(from);
            self.raw("</code>");
        }

        self.raw("</p>\n");

        if let FileDelta::Lines { lines, removed, added } = &file.kind {
            for line in lines {
                let run = TextRun { mark: line.mark, is_spaced: false, text: line.text.clone() };
                self.raw("<div class=\"text\"><code>");
                self.runs(&[run]);
                self.raw("</code></div>\n");
            }

            let more = (removed + added).saturating_sub(lines.len());
            if more > 0 {
                self.raw("<p class=\"quiet\">");
                self.text(&count_of(more, "more line"));
                self.raw("</p>\n");
            }
        }

        self.raw("</article>\n");
    }

    fn sentence(&mut self, pieces: &[NotePiece<'_>]) {
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                NotePiece::Plain(text) if at == 0 => {
                    let mut letters = text.chars();
                    let first = letters.next().map(|first| first.to_uppercase().to_string());
                    self.text(&format!("{}{}", first.unwrap_or_default(), letters.as_str()));
                }
                NotePiece::Plain(text) => self.text(text),
                NotePiece::Quoted(text) => {
                    self.raw("<bdi>“");
                    self.text(text);
                    self.raw("”</bdi>");
                }
            }
        }
    }
}

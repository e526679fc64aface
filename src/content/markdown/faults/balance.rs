//! HTML that is left open, or closes what it did not open.
//!
//! In: the tags of raw HTML, and the blocks of Markdown around them. Out: findings. Invariant: HTML that is balanced
//! within its block of Markdown, or over several of them, gives none; nor does an end tag that HTML lets one leave out.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::report::Report;
use crate::content::html::HtmlTag;
use crate::diagnostic::{Code, Severity};

/// Elements without an end tag (HTML standard, "void elements").
const VOID: [&str; 16] = [
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements that stand within a line: one end tag too many does nothing, and one that is missing marks up the rest.
const INLINE: [&str; 40] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "map", "mark", "meter", "nobr", "output", "picture",
    "progress", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];

/// Elements that hold blocks, or stand among them.
const BLOCK: [&str; 64] = [
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "button",
    "canvas",
    "caption",
    "center",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "iframe",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
];

/// Elements whose content is not read as HTML, or is not shown: left open, they swallow the rest of the page.
const SWALLOWING: [&str; 11] = [
    "iframe",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "select",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Elements of which the page has one, outside of the text.
const OF_PAGE: [&str; 3] = ["html", "head", "body"];

/// The tags that are open.
#[derive(Debug, Default)]
pub(crate) struct TagBalance {
    open: Vec<Frame>,
    /// How many raw `<p>` wait for an end tag that they may go without.
    paragraphs: u32,
    /// How many tags of the page itself the text has opened.
    of_page: u32,
    /// The elements that were reported as left open: an end tag that comes too late has the same cause.
    reported: Vec<String>,
    /// End tags of what may stand in a line, without a start.
    strays: Vec<EndTag>,
    /// End tags of the page itself.
    ends_of_page: Vec<EndTag>,
    /// Whether so many blocks and elements are open that nobody can have meant it; nothing more is said then.
    is_lost: bool,
    /// The first element that was not followed then.
    not_followed: Option<Range<usize>>,
}

/// How many elements and blocks may be open; each end tag looks through them.
const DEEPEST: usize = 500;

#[derive(Debug)]
enum Frame {
    /// A block of Markdown, which ends by itself.
    Block(Container),
    Element {
        name: String,
        place: Range<usize>,
        /// The end tag of an element around it that came before its own.
        crossed: Option<EndTag>,
    },
}

/// An end tag, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct EndTag {
    name: String,
    place: Range<usize>,
}

/// A block of Markdown, by what it means for HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    /// A paragraph or a heading: a browser closes it where a block begins.
    Line,
    /// What only its own end closes, with its name.
    Closed(&'static str),
}

/// Tells whether a name is that of an element of HTML.
pub(crate) fn is_element(name: &str) -> bool {
    [&VOID[..], &INLINE[..], &BLOCK[..]].iter().any(|names| names.contains(&name))
}

/// Tells whether a name is that of an element that holds a drawing or a formula.
fn is_of_drawing(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// Tells whether the end tag of an element may be left out.
fn may_stay_open(name: &str) -> bool {
    !closed_by(name).is_empty()
}

/// Returns the elements that end where one begins (HTML standard, "optional tags").
fn closed_by(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["li"],
        "dt" | "dd" => &["dt", "dd"],
        "td" | "th" => &["td", "th"],
        "tr" => &["td", "th", "tr", "caption", "colgroup"],
        "thead" | "tbody" | "tfoot" => {
            &["td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"]
        }
        "caption" | "colgroup" => &["caption", "colgroup"],
        "option" => &["option"],
        "optgroup" => &["option", "optgroup"],
        "rt" | "rp" => &["rt", "rp"],
        _ => &[],
    }
}

/// Returns the elements in which the end tag of another may be left out.
fn parents_of(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["ul", "ol", "menu"],
        "dt" | "dd" => &["dl"],
        "option" | "optgroup" => &["select", "datalist"],
        "rt" | "rp" => &["ruby"],
        _ => &["table"],
    }
}

impl TagBalance {
    /// Takes the start of a part of Markdown.
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        let container = match tag {
            Tag::Paragraph | Tag::Heading { .. } => Container::Line,
            Tag::BlockQuote(_) => Container::Closed("quotation"),
            Tag::Item => Container::Closed("list item"),
            Tag::FootnoteDefinition(_) => Container::Closed("note"),
            Tag::TableCell => Container::Closed("table cell"),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                Container::Closed("definition")
            }
            _ => return,
        };

        self.push(Frame::Block(container));
    }

    fn push(&mut self, frame: Frame) {
        if self.open.len() < DEEPEST {
            self.open.push(frame);
        } else {
            self.is_lost = true;
        }
    }

    /// Takes the end of a part of Markdown.
    pub(super) fn end(&mut self, tag: TagEnd, report: &mut Report<'_>) {
        if self.is_lost
            || !matches!(
                tag,
                TagEnd::Paragraph
                    | TagEnd::Heading(_)
                    | TagEnd::BlockQuote(_)
                    | TagEnd::Item
                    | TagEnd::FootnoteDefinition
                    | TagEnd::TableCell
                    | TagEnd::DefinitionListTitle
                    | TagEnd::DefinitionListDefinition
            )
        {
            return;
        }

        let is_block = |frame: &Frame| matches!(frame, Frame::Block(_));
        let Some(at) = self.open.iter().rposition(is_block) else {
            return;
        };

        let mut within = self.open.drain(at..);
        let container = within.next();
        let elements: Vec<Frame> = within.collect();

        match container {
            // A block that begins within a paragraph ends it, and goes on after it.
            Some(Frame::Block(Container::Line)) => {
                for frame in elements {
                    match frame {
                        Frame::Element { name, place, .. } if INLINE.contains(&&*name) => {
                            left_open(&name, &place, Some("paragraph"), report);
                            self.reported.push(name);
                        }
                        frame => self.open.push(frame),
                    }
                }
            }
            Some(Frame::Block(Container::Closed(what))) => {
                report_open(&elements, Some(what), report);
                self.reported.extend(elements.into_iter().filter_map(Frame::into_name));
            }
            _ => {}
        }
    }

    /// Takes an opening tag.
    pub(super) fn open(&mut self, tag: &HtmlTag, place: Range<usize>, report: &mut Report<'_>) {
        if !report.has_html || self.is_swallowed() {
            return;
        }

        let name = &*tag.name;
        if OF_PAGE.contains(&name) {
            self.of_page += 1;
            return;
        }

        if VOID.contains(&name) || (tag.is_self_closing && self.is_in_drawing()) {
            return;
        }

        if name == "p" {
            self.paragraphs += 1;
            return;
        }

        while let Some(Frame::Element { name: last, .. }) = self.open.last()
            && closed_by(name).contains(&&**last)
        {
            self.open.pop();
        }

        self.push(Frame::Element { name: name.to_owned(), place: place.clone(), crossed: None });
        if self.is_lost {
            self.not_followed.get_or_insert(place);
        }
    }

    /// Takes an end tag.
    pub(crate) fn close(&mut self, name: &str, place: &Range<usize>, report: &mut Report<'_>) {
        let is_text = self.is_swallowed() && !self.is_last(name);
        if !report.has_html || self.is_lost || is_text || VOID.contains(&name) {
            return;
        }

        match name {
            "p" if self.paragraphs > 0 => {
                self.paragraphs -= 1;
                return;
            }
            _ if OF_PAGE.contains(&name) && self.of_page > 0 => return,
            _ => {}
        }

        match self.opener(name) {
            Some(at) => self.close_at(at, name, place, report),
            None if self.closes_other_heading(name, place, report) => {}
            None => self.stray(name, place, report),
        }
    }

    /// Takes the name of a tag that is never finished: its end tag has nothing to close.
    pub(super) fn unfinished(&mut self, name: &str) {
        self.reported.push(name.to_ascii_lowercase());
    }

    /// Reports what is open at the end of the body.
    pub(super) fn finish(&mut self, report: &mut Report<'_>) {
        if self.is_lost {
            self.not_followed.take().into_iter().for_each(|place| too_many_open(place, report));
            return;
        }

        report_open(&std::mem::take(&mut self.open), None, report);
        for EndTag { name, place } in std::mem::take(&mut self.strays) {
            if !self.was_reported(&name) {
                let message = format!("`</{name}>` closes nothing");
                stray_end(message, Severity::Warning, &[place], report);
            }
        }

        let of_page = std::mem::take(&mut self.ends_of_page);
        if let Some(EndTag { name, .. }) = of_page.first() {
            let message =
                format!("`</{name}>` closes an element that the page put around the text");
            let places: Vec<_> = of_page.iter().map(|end| end.place.clone()).collect();
            stray_end(message, Severity::Error, &places, report);
        }
    }

    /// Tells whether the cause of an end tag without a start has a finding already, and takes that back: each explains one.
    fn was_reported(&mut self, name: &str) -> bool {
        // Each end tag looks through them.
        self.reported.truncate(DEEPEST);
        let at = self.reported.iter().position(|known| known == name);
        at.map(|at| self.reported.swap_remove(at)).is_some()
    }

    /// Reports a heading that ends as one of another level.
    fn closes_other_heading(
        &mut self,
        name: &str,
        place: &Range<usize>,
        report: &mut Report<'_>,
    ) -> bool {
        let is_heading = |name: &str| matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        let Some(Frame::Element { name: open, place: opened, .. }) = self.open.last() else {
            return false;
        };
        if !is_heading(name) || !is_heading(open) {
            return false;
        }

        let finding = report
            .finding(
                Code::OpenHtml,
                place.clone(),
                format!("`</{name}>` does not close `<{open}>`"),
            )
            .label(report.place(opened.clone()), "opened here")
            .help(format!("write `</{open}>`"))
            .fix(report.place(place.clone()), format!("</{open}>"));
        report.push(finding);
        self.open.pop();

        true
    }

    /// Tells whether tags are not read as such, since an element around them takes everything for text.
    fn is_swallowed(&self) -> bool {
        const TEXT: [&str; 8] =
            ["iframe", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"];

        matches!(self.open.last(), Some(Frame::Element { name, .. }) if TEXT.contains(&&**name))
            && !self.is_in_drawing()
    }

    fn is_last(&self, name: &str) -> bool {
        matches!(self.open.last(), Some(Frame::Element { name: last, .. }) if last == name)
    }

    /// Tells whether a drawing or a formula is open, where `<path/>` closes itself.
    pub(super) fn is_in_drawing(&self) -> bool {
        let is_drawing =
            |frame: &Frame| matches!(frame, Frame::Element { name, .. } if is_of_drawing(name));
        self.open.iter().any(is_drawing)
    }

    /// Finds the element that an end tag closes: in its block of Markdown, or around its paragraph.
    fn opener(&self, name: &str) -> Option<usize> {
        let is_inline = INLINE.contains(&name);
        for (at, frame) in self.open.iter().enumerate().rev() {
            match frame {
                Frame::Element { name: open, .. } if open == name => return Some(at),
                Frame::Element { .. } => {}
                Frame::Block(Container::Line) if !is_inline => {}
                Frame::Block(_) => return None,
            }
        }

        None
    }

    fn close_at(&mut self, at: usize, name: &str, place: &Range<usize>, report: &mut Report<'_>) {
        // `<b><i></b></i>` marks up the same words, in whatever order it ends; but no checker of HTML lets it pass.
        if INLINE.contains(&name) {
            if let Frame::Element { place: opened, crossed: Some(early), .. } = self.open.remove(at)
            {
                crossed_ends(name, opened, early, report);
            }

            for frame in &mut self.open[at..] {
                if let Frame::Element { name: inner, crossed, .. } = frame
                    && INLINE.contains(&&**inner)
                {
                    *crossed = Some(EndTag { name: name.to_owned(), place: place.clone() });
                }
            }
            return;
        }

        for frame in self.open.split_off(at).into_iter().skip(1) {
            match frame {
                Frame::Block(_) => self.open.push(frame),
                Frame::Element { name, place, .. } if !may_stay_open(&name) => {
                    left_open(&name, &place, None, report);
                    self.reported.push(name);
                }
                Frame::Element { .. } => {}
            }
        }
    }

    /// Reports an end tag without a start.
    fn stray(&mut self, name: &str, place: &Range<usize>, report: &mut Report<'_>) {
        // What it was meant for may be outside of the block, and is then not reported once more.
        let is_opener =
            |frame: &Frame| matches!(frame, Frame::Element { name: it, .. } if it == name);
        let outside = self.open.iter().rposition(is_opener).map(|at| self.open.remove(at));

        if let Some(Frame::Element { place: opened, .. }) = outside {
            let block = self.open.iter().rev().find_map(|frame| match frame {
                Frame::Block(Container::Closed(what)) => Some(*what),
                _ => None,
            });
            let block = block.unwrap_or("paragraph");
            let message =
                format!("`</{name}>` closes an element opened outside the {block} it stands in");
            let finding = report
                .finding(Code::OpenHtml, place.clone(), message)
                .label(report.place(opened), "opened here")
                .help("put both tags into the same block of text");
            report.push(finding);
            return;
        }

        if OF_PAGE.contains(&name) {
            self.ends_of_page.push(EndTag { name: name.to_owned(), place: place.clone() });
        } else if INLINE.contains(&name) || name == "p" || !is_element(name) {
            // Browsers pass over these; they are still leftovers.
            self.strays.push(EndTag { name: name.to_owned(), place: place.clone() });
        } else if !self.was_reported(name) {
            let message =
                format!("`</{name}>` closes an element that the page put around the text");
            stray_end(message, Severity::Error, std::slice::from_ref(place), report);
        }
    }
}

impl Frame {
    fn into_name(self) -> Option<String> {
        match self {
            Frame::Element { name, .. } => Some(name),
            Frame::Block(_) => None,
        }
    }
}

/// Reports end tags without a start, which have one cause.
fn stray_end(
    message: String,
    severity: Severity,
    places: &[Range<usize>],
    report: &mut Report<'_>,
) {
    let Some(first) = places.first() else {
        return;
    };

    let mut finding = report
        .finding(Code::OpenHtml, first.clone(), message)
        .severity(severity)
        .help("take it out, or write the tag that opens it above");
    for place in places {
        finding = finding.fix(report.place(place.clone()), "");
    }

    report.push(finding);
}

/// Reports an element that was opened in another one, and ends after it.
fn crossed_ends(name: &str, opened: Range<usize>, early: EndTag, report: &mut Report<'_>) {
    let message =
        format!("`</{}>` comes before `</{name}>`, which was opened after it", early.name);
    let finding = report
        .finding(Code::OpenHtml, early.place, message)
        .severity(Severity::Warning)
        .label(report.place(opened), "opened here")
        .help(format!("close the inner one first: `</{name}></{}>`", early.name));
    report.push(finding);
}

/// Reports the first element that is open within more than are followed.
fn too_many_open(place: Range<usize>, report: &mut Report<'_>) {
    let message = format!("more than {DEEPEST} elements and blocks are open around this one");
    let finding = report.finding(Code::OpenHtml, place, message);
    report.push(finding.help("close what was opened above; nothing that follows is checked"));
}

/// Reports the elements of a block that nothing closes.
fn report_open(elements: &[Frame], block: Option<&str>, report: &mut Report<'_>) {
    let mut around: Vec<&str> = Vec::new();
    for frame in elements {
        let Frame::Element { name, place, .. } = frame else {
            continue;
        };

        // Within its parent it ends with it, and the parent is reported.
        let is_held = parents_of(name).iter().any(|parent| around.contains(parent));
        if !(may_stay_open(name) && is_held) {
            left_open(name, place, block, report);
        }
        around.push(name);
    }
}

fn left_open(name: &str, place: &Range<usize>, block: Option<&str>, report: &mut Report<'_>) {
    // `<name>` in a text is more likely a word that the reader should see. An element of one's own has a hyphen.
    if !is_element(name) && !name.contains(['-', ':']) && !is_of_drawing(name) {
        let written = &report.body[place.clone()];
        let message = format!("`{written}` is taken for a tag, and no reader sees it");
        let help = format!("write `\\{written}` to show it");
        report.push(report.finding(Code::OpenHtml, place.clone(), message).help(help));
        return;
    }

    let message = match block {
        _ if SWALLOWING.contains(&name) => {
            format!("`<{name}>` is never closed, and swallows what follows on the page")
        }
        Some(block) => format!("`<{name}>` is opened here and not closed within the {block}"),
        None => format!("`<{name}>` is opened here and never closed"),
    };

    let is_slashed = report.body[place.clone()].ends_with("/>");
    let help = match is_slashed {
        true => format!("HTML does not read the `/`: write `</{name}>` after the tag"),
        false => format!("write `</{name}>` where it ends"),
    };

    let finding = report.finding(Code::OpenHtml, place.clone(), message);
    report.push(finding.help(help));
}

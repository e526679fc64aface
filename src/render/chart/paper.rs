//! The canvas of a chart: SVG that grows downwards, with a legend of the marks that were used.

use std::fmt::Write as _;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use rust_decimal::Decimal;

use crate::language::Language;

/// A mark that the legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// A hatched bar or a hollow dot.
    Provisional,
    /// A dashed outline.
    Open,
    /// A line with ends, over a bar or a dot.
    Range,
    /// A break of the axis: it does not begin at nought.
    Cut,
}

/// The width of a letter, in pixels.
pub(super) const LETTER: usize = 8;

/// The height of a line of words.
pub(super) const LINE: u32 = 22;

/// How many letters fit on a line at a width of 320 pixels, the narrowest that WCAG 2.2 (1.4.10) requires.
pub(super) const LETTERS: usize = 38;

/// The position of text.
pub(super) struct TextPosition<Y> {
    /// In thousandths of the width.
    pub(super) x: Decimal,
    /// In pixels.
    pub(super) y: Y,
}

/// A drawing in progress.
pub(super) struct Paper<'l> {
    anchor: String,
    /// The language of its words.
    pub(super) language: &'l Language,
    svg: String,
    marks: Vec<Mark>,
    /// The height so far.
    pub(super) height: u32,
    /// The letters of the widest number left of the field.
    pub(super) gutter: usize,
}

impl<'l> Paper<'l> {
    pub(super) fn new(anchor: &str, language: &'l Language) -> Paper<'l> {
        let mut escaped = String::new();
        let _ = escape_html(&mut escaped, anchor);

        Paper {
            anchor: escaped,
            language,
            svg: String::with_capacity(2048),
            marks: Vec::new(),
            height: 0,
            gutter: 0,
        }
    }

    /// Adds an element, given as markup.
    pub(super) fn add(&mut self, element: std::fmt::Arguments<'_>) {
        let _ = self.svg.write_fmt(element);
        self.svg.push('\n');
    }

    /// Adds words at a position: starting, centred or ending there.
    pub(super) fn words(
        &mut self,
        class: &str,
        position: TextPosition<impl std::fmt::Display>,
        anchor: &str,
        words: &str,
    ) {
        let TextPosition { x, y } = position;
        let x = percent(x);
        let _ = write!(self.svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"");

        // SVG's own default, which most words keep.
        if anchor != "start" {
            let _ = write!(self.svg, " text-anchor=\"{anchor}\"");
        }

        self.svg.push('>');

        let _ = escape_html_body_text(&mut self.svg, words);
        self.svg.push_str("</text>\n");
    }

    /// Adds words that end left of the field.
    pub(super) fn words_before(&mut self, y: Decimal, words: &str) {
        let _ = write!(self.svg, "<text class=\"tick\" x=\"-8\" y=\"{y}\" text-anchor=\"end\">");
        let _ = escape_html_body_text(&mut self.svg, words);
        self.svg.push_str("</text>\n");
    }

    /// Records that a mark was used, and so needs its line in the legend.
    pub(super) fn mark(&mut self, mark: Mark) {
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }

    /// Returns the reference to the hatching of this drawing.
    pub(super) fn hatch(&self) -> String {
        format!("url(#{}-hatch)", self.anchor)
    }

    /// Finishes the drawing: adds the legend and the element around it.
    pub(super) fn finish(mut self, class: &str, title: &str, description: &str) -> String {
        // Sorted, so that the legend has the same order on every chart.
        self.marks.sort_unstable();

        for mark in std::mem::take(&mut self.marks) {
            let y = self.height + 14;
            let middle = y - 5;
            let top = y - 11;
            let phrase = match (mark, class) {
                (Mark::Provisional, "bars") => {
                    let hatch = self.hatch();
                    self.add(format_args!(
                        "<rect class=\"bar-provisional\" fill=\"{hatch}\" x=\"1\" y=\"{top}\" width=\"22\" height=\"12\"/>"
                    ));
                    "chart_key_provisional"
                }

                (Mark::Provisional, _) => {
                    self.add(format_args!(
                        "<circle class=\"dot-provisional\" cx=\"12\" cy=\"{middle}\" r=\"4.5\"/>"
                    ));
                    "chart_key_provisional"
                }

                (Mark::Open, _) => {
                    self.add(format_args!(
                        "<rect class=\"open\" x=\"1\" y=\"{top}\" width=\"22\" height=\"12\"/>"
                    ));
                    "chart_key_open"
                }

                (Mark::Cut, _) => {
                    self.add(format_args!(
                        "<path class=\"cut\" d=\"M6 {y}l12 -7M6 {middle}l12 -7\"/>"
                    ));
                    "chart_key_cut"
                }

                (Mark::Range, _) => {
                    self.add(format_args!(
                        "<path class=\"range\" d=\"M2 {top}v12M2 {middle}h20M22 {top}v12\"/>"
                    ));
                    "chart_key_range"
                }
            };

            let mut words = String::new();
            let _ = escape_html_body_text(&mut words, self.language.phrase(phrase));

            // The text of the key is at a fixed offset in pixels, whatever the width.
            self.add(format_args!("<text class=\"key\" x=\"32\" y=\"{y}\">{words}</text>"));
            self.height += LINE;
        }

        self.element(class, title, description)
    }

    fn element(&self, class: &str, title: &str, description: &str) -> String {
        let Paper { anchor, svg, height, gutter, .. } = self;

        // The outline of words is painted behind them (`paint-order`). It is an attribute, since not
        // every validator of style sheets knows the property.
        let mut out = format!(
            "<svg class=\"chart chart-{class} gutter-{gutter}\" id=\"{anchor}\" role=\"img\" paint-order=\"stroke\" \
             aria-labelledby=\"{anchor}-title\" aria-describedby=\"{anchor}-text\" width=\"100%\" \
             height=\"{height}\" direction=\"ltr\">\n<title id=\"{anchor}-title\">"
        );
        let _ = escape_html_body_text(&mut out, title);
        let _ = write!(out, "</title>\n<desc id=\"{anchor}-text\">");
        let _ = escape_html_body_text(&mut out, description);

        out.push_str("</desc>\n");

        // An unused pattern would still be an id on the page.
        if svg.contains("-hatch)") {
            let _ = writeln!(
                out,
                "<defs><pattern id=\"{anchor}-hatch\" width=\"6\" height=\"6\" \
                 patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path class=\"hatch-ground\" d=\"M0 0h6v6H0z\"/><path class=\"hatch\" d=\"M1.5 0v6\"/></pattern></defs>"
            );
        }

        out.push_str(svg);
        out.push_str("</svg>");

        out
    }
}

/// Formats a horizontal position, in thousandths of the width, as a percentage for SVG.
pub(super) fn percent(thousandths: Decimal) -> String {
    format!("{}%", (thousandths / Decimal::TEN).normalize())
}

//! Embedded records that are not shown whole.
//!
//! In: the events of a body. Out: findings. Invariant: `render` shows a card where a paragraph holds nothing but embeds.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::report::Report;
use crate::diagnostic::{Code, Severity};

/// The embeds of the open block.
#[derive(Debug, Default)]
pub(super) struct Embeds {
    /// Their places, if a paragraph is open.
    open: Vec<Range<usize>>,
    is_paragraph: bool,
    /// Whether the paragraph holds something else.
    has_others: bool,
    /// How many of the open images are embeds: what they hold is their label.
    within: u32,
}

impl Embeds {
    pub(super) fn event(
        &mut self,
        event: &Event<'_>,
        range: &Range<usize>,
        report: &mut Report<'_>,
    ) {
        match event {
            Event::Start(Tag::Paragraph) => {
                *self = Embeds { is_paragraph: true, ..Embeds::default() }
            }
            Event::End(TagEnd::Paragraph) => {
                if self.has_others {
                    self.open.drain(..).for_each(|place| in_a_line(place, report));
                }
                *self = Embeds::default();
            }

            Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, .. }) => {
                match self.is_paragraph {
                    true => self.open.push(range.clone()),
                    // An item of a tight list, a heading and a cell hold no paragraph.
                    false => in_a_line(range.clone(), report),
                }
                self.within += 1;
            }
            Event::End(TagEnd::Image) => self.within = self.within.saturating_sub(1),

            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::InlineHtml(html) if html.starts_with("<!") => {}
            _ if self.within > 0 => {}
            _ => self.has_others = true,
        }
    }
}

fn in_a_line(range: Range<usize>, report: &mut Report<'_>) {
    let message =
        "a record is shown whole only in a paragraph of its own; here it becomes a few words";
    let mark = range.start..range.start + 1;
    let finding = report
        .finding(Code::LostText, range, message)
        .severity(Severity::Warning)
        .help("put a blank line above and below it; within a sentence, take the `!` out")
        .fix(report.place(mark), "");
    report.push(finding);
}

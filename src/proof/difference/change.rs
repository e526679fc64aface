//! One difference that a reader, or a search engine, would notice.
//!
//! In: what the comparison found. Out: values. Invariant: two changes that read the same are equal, so that what
//! happens on every page can be said once.

use crate::proof::printed_page::BlockKind;

/// A page that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDifference {
    /// Its address; of a page that is gone, the old one.
    pub address: String,
    /// Its title; of a page that is gone, the old one.
    pub title: String,
    /// The tag of its language.
    pub language: String,
    /// `ltr` or `rtl`
    pub direction: String,
    /// What became of the page as a whole.
    pub kind: PageChange,
    /// What it says differently, in the order of the page.
    pub changes: Vec<PartChange>,
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageChange {
    /// It is new.
    Added,
    /// It is gone; its address may lead to another page.
    Removed {
        /// Where its address leads now.
        redirect: Option<String>,
    },
    /// It has another address.
    Moved {
        /// The old address.
        from: String,
        /// Whether the old address leads to the new one.
        is_redirected: bool,
    },
    /// It says something else.
    Changed,
    /// An old address, which has no words of its own, leads elsewhere: from nowhere, to nowhere, or to another page.
    Redirect {
        /// Where it led.
        old: Option<String>,
        /// Where it leads.
        new: Option<String>,
    },
}

/// A change that many pages have, said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedChange {
    /// The change.
    pub change: PartChange,
    /// The addresses of the pages.
    pub pages: Vec<String>,
}

/// A change within a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartChange {
    /// Where in the page.
    pub part: PagePart,
    /// What happened there.
    pub how: How,
    /// The text: what stayed, what went and what came, in the order of the new text.
    pub runs: Vec<TextRun>,
    /// What the text does not show: where links lead, what pictures are.
    pub notes: Vec<Note>,
    /// The numbers and periods that differ.
    pub numbers: Vec<NumberChange>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PagePart {
    /// Its title, as tabs and search results show it.
    Title,
    /// Something else that its head states, by its name.
    Head(String),
    /// A block of its text.
    Block {
        /// The heading above it.
        section: Option<String>,
        /// What the block is.
        kind: BlockKind,
    },
    /// What surrounds the text: menu, breadcrumbs, footer, styles.
    Frame,
    /// Markup alone: no word, link, picture or statement for search engines differs.
    Markup,
}

/// What happened to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere in the page.
    Moved,
    /// It reads differently.
    Edited,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextRun {
    /// Whether it stayed, went or came.
    pub mark: RunMark,
    /// Whether white space stands before it.
    pub is_spaced: bool,
    /// The words.
    pub text: String,
}

/// Whether words stayed, went or came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunMark {
    /// They are in both texts.
    Same,
    /// They are in the old text alone.
    Old,
    /// They are in the new text alone.
    New,
}

/// Something about a text that its words do not show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// Words lead elsewhere.
    Link {
        /// The words of the link.
        words: String,
        /// Where they led.
        old: Option<String>,
        /// Where they lead.
        new: Option<String>,
    },
    /// A picture is another one.
    Source {
        /// `image`, `drawing`, `video`
        what: String,
        /// Its old address.
        old: Option<String>,
        /// Its new address.
        new: Option<String>,
    },
    /// A picture is described in other words.
    Description {
        /// `image`, `drawing`, `video`
        what: String,
        /// The old words.
        old: String,
        /// The new words.
        new: String,
    },
}

/// A number or a period that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumberChange {
    /// As it was; none where it is new.
    pub old: Option<String>,
    /// As it is; none where it is gone.
    pub new: Option<String>,
}

impl PartChange {
    /// Makes a change of a text that has no words of its own to compare: a title, a fact of the head.
    pub(super) fn plain(part: PagePart, old: Option<&str>, new: Option<&str>) -> PartChange {
        let how = match (old, new) {
            (None, _) => How::Added,
            (_, None) => How::Removed,
            _ => How::Edited,
        };
        let run = |mark, text: Option<&str>| {
            text.map(|text| TextRun { mark, is_spaced: true, text: text.to_owned() })
        };
        let runs = [run(RunMark::Old, old), run(RunMark::New, new)].into_iter().flatten().collect();

        PartChange { part, how, runs, notes: Vec::new(), numbers: Vec::new() }
    }

    /// Returns the text as it was or as it is.
    #[must_use]
    pub fn side(&self, mark: RunMark) -> String {
        let mut text = String::new();
        for run in self.runs.iter().filter(|run| run.mark == RunMark::Same || run.mark == mark) {
            if run.is_spaced && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&run.text);
        }

        text
    }
}

impl PagePart {
    /// Names the part for people.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            PagePart::Title => "title",
            PagePart::Head(name) => name,
            PagePart::Block { kind, .. } => kind.as_str(),
            PagePart::Frame => "menu, footer and styles",
            PagePart::Markup => "markup",
        }
    }

    /// Returns the heading above it.
    #[must_use]
    pub fn section(&self) -> Option<&str> {
        match self {
            PagePart::Block { section, .. } => section.as_deref(),
            _ => None,
        }
    }
}

impl Note {
    /// Says it in words: "`the rules` leads to `/b/` instead of `/a/`", without marks around what is quoted.
    pub(super) fn pieces(&self) -> Vec<NotePiece<'_>> {
        use NotePiece::{Plain, Quoted};

        let leads = |words| vec![Plain("the link "), Quoted(words)];
        match self {
            Note::Link { words, old: Some(old), new: Some(new) } => [
                leads(words),
                vec![Plain(" leads to "), Quoted(new), Plain(" instead of "), Quoted(old)],
            ]
            .concat(),
            Note::Link { words, old: None, new: Some(new) } => {
                [leads(words), vec![Plain(" leads to "), Quoted(new)]].concat()
            }
            Note::Link { words, old, .. } => {
                let old = old.as_deref().unwrap_or_default();
                [leads(words), vec![Plain(" no longer leads to "), Quoted(old)]].concat()
            }
            Note::Source { what, old: Some(old), new: Some(new) } => {
                vec![
                    Plain("the "),
                    Plain(what),
                    Plain(" is "),
                    Quoted(new),
                    Plain(" instead of "),
                    Quoted(old),
                ]
            }
            Note::Source { what, old: None, new } => {
                vec![
                    Plain("new "),
                    Plain(what),
                    Plain(": "),
                    Quoted(new.as_deref().unwrap_or_default()),
                ]
            }
            Note::Source { what, old, .. } => {
                vec![
                    Plain("no longer shown: the "),
                    Plain(what),
                    Plain(" "),
                    Quoted(old.as_deref().unwrap_or_default()),
                ]
            }
            Note::Description { what, old, new } => {
                vec![
                    Plain("the "),
                    Plain(what),
                    Plain(" is described as "),
                    Quoted(new),
                    Plain(" instead of "),
                    Quoted(old),
                ]
            }
        }
    }
}

/// A piece of a sentence about a change: our words, or words of the site.
#[derive(Debug, Clone, Copy)]
pub(super) enum NotePiece<'t> {
    Plain(&'t str),
    Quoted(&'t str),
}

impl NumberChange {
    /// Says it in words: "6,300 became 6,400".
    #[must_use]
    pub fn words(&self) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("{old} became {new}"),
            (None, Some(new)) => format!("{new} is new"),
            (Some(old), None) => format!("{old} is gone"),
            (None, None) => String::new(),
        }
    }
}

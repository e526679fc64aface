//! The kinds of page and record.
//!
//! In: a path. Out: its kind, and the words for it. Invariant: the top folder alone decides the kind.

use crate::diagnostic::nearest;
use crate::source::SitePath;

/// The kind of a page or record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Any page of no other kind.
    Page,
    /// A briefing.
    Briefing,
    /// An agreement.
    Agreement,
    /// A minister.
    Minister,
    /// A figure.
    Figure,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] =
        [Kind::Page, Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure];

    /// Returns the word before the colon in `[[figure:returns]]`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Page => "page",
            Kind::Briefing => "briefing",
            Kind::Agreement => "agreement",
            Kind::Minister => "minister",
            Kind::Figure => "figure",
        }
    }

    /// Returns the name of the kind's folder; empty for plain pages.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Page => "",
            Kind::Briefing => "briefings",
            Kind::Agreement => "agreements",
            Kind::Minister => "ministers",
            Kind::Figure => "figures",
        }
    }

    /// Returns the kind with its article, for messages.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Kind::Page => "a page",
            Kind::Briefing => "a briefing",
            Kind::Agreement => "an agreement",
            Kind::Minister => "a minister",
            Kind::Figure => "a figure",
        }
    }

    /// Returns the kind whose folder the top folder of a file was probably meant to be, if it is no kind's.
    #[must_use]
    pub fn of_misspelt_folder(path: &SitePath) -> Option<Kind> {
        let below = path.as_str().strip_prefix("content/")?;
        let (top, _) = below.split_once('/')?;
        let top = top.trim().to_lowercase();

        let kinds = || Kind::ALL.into_iter().filter(|kind| !kind.folder().is_empty());
        let found = kinds().find(|kind| kind.folder() == top || kind.word() == top).or_else(|| {
            let near = nearest(&top, kinds().map(Kind::folder))?;
            kinds().find(|kind| kind.folder() == near)
        });

        found.filter(|_| Kind::from_path(path) == Kind::Page)
    }

    /// Returns the kind of a file, by its top folder.
    #[must_use]
    pub fn from_path(path: &SitePath) -> Kind {
        let below = path.as_str().strip_prefix("content/").unwrap_or_default();
        let top = below.split_once('/').map_or("", |(top, _)| top);

        // Not `ALL`: the folder of plain pages is empty, and would match every file at the top.
        let kinds = [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure];
        kinds.into_iter().find(|kind| kind.folder() == top).unwrap_or(Kind::Page)
    }
}

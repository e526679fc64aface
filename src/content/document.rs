//! A file of `content/` with everything that can be known from it alone.
//!
//! In: what [`parse`](super::parse) reads. Out: types. Invariant: a document does not refer to any other
//! document.

use super::agreement::Agreement;
use super::briefing::Briefing;
use super::figure::Figure;
use super::head::Head;
use super::kind::Kind;
use super::minister::Minister;
use super::prose::Body;
use super::statement::Statements;
use crate::config::ShareImage;
use crate::diagnostic::Place;
use crate::source::{Hash, SitePath, Span};
use crate::yaml::Text;

/// The role of a file in its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `name.md`
    Single,
    /// `name/index.md`, with files of its own beside it.
    Bundle,
    /// `_index.md`, the text of a section.
    Section,
    /// A document outside the site, whose text is compared with its records.
    Loose,
}

/// The part of an entry that depends on its kind.
#[derive(Debug, Clone)]
pub enum Record {
    /// A page or a section, which has none.
    Page,
    /// A briefing.
    Briefing(Box<Briefing>),
    /// An agreement.
    Agreement(Box<Agreement>),
    /// A minister.
    Minister(Box<Minister>),
    /// A figure.
    Figure(Box<Figure>),
}

impl Record {
    /// Returns the kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Record::Page => Kind::Page,
            Record::Briefing(_) => Kind::Briefing,
            Record::Agreement(_) => Kind::Agreement,
            Record::Minister(_) => Kind::Minister,
            Record::Figure(_) => Kind::Figure,
        }
    }
}

/// A page or a record: that of a file, or one that a briefing defines in its lists.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The id, with its place: the key `slug` or `id`, or the file as a whole.
    pub id: Text,
    /// The part that every page has.
    pub head: Head,
    /// The part of its kind.
    pub record: Record,
}

impl Entry {
    /// Returns the pictures that its keys name: what others show of the page, and a minister's portrait.
    pub fn images(&self) -> impl Iterator<Item = &ShareImage> {
        let portrait = match &self.record {
            Record::Minister(minister) => minister.portrait.as_deref(),
            _ => None,
        };

        self.head.image.as_deref().into_iter().chain(portrait)
    }
}

/// A file of `content/`.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path of the file.
    pub path: SitePath,
    /// The hash of its bytes.
    pub hash: Hash,
    /// Its role in its folder.
    pub shape: Shape,
    /// The page or record that the file describes.
    pub own: Entry,
    /// The kind that its folder was meant to hold, where the name of the folder is not quite that of the kind.
    pub misfiled: Option<Kind>,
    /// Records that its lists define.
    pub inline: Vec<Entry>,
    /// Whether all of its front matter could be read; if not, a missing key proves nothing.
    pub is_sound: bool,
    /// Its prose.
    pub body: Body,
    /// The hash of what it puts on its page, if it is signed off.
    pub words_hash: Option<Hash>,
    /// The sentences that `chancery add` wrote, and nobody has replaced.
    pub placeholders: Box<[Span]>,
    /// The claims of its title, its summary and its prose.
    pub statements: Statements,
}

impl Document {
    /// Returns the entries of the file: its own, and those that its lists define.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        std::iter::once(&self.own).chain(&self.inline)
    }

    /// Returns the file that holds its values, if it is a figure that names one.
    #[must_use]
    pub fn table(&self) -> Option<&SitePath> {
        match &self.own.record {
            Record::Figure(figure) => figure.data.as_deref(),
            _ => None,
        }
    }

    /// Returns the place of one of its values: in its own file, or in that which it names.
    #[must_use]
    pub fn place_of_value(&self, span: Span) -> Place {
        Place::new(self.table().unwrap_or(&self.path), span)
    }
}

//! All documents together: ids, addresses, and who refers to whom.
//!
//! In: documents, assets and settings. Out: a [`Site`], and findings about what does not fit
//! together. Invariant: read-only once it is linked; it answers as of a day, and reads no file.
//!
//! The modules are listed in the order of the stages, and import only those above them: [`Index`],
//! [`Translations`] and [`Lists`], [`Names`], the links, and the site.

mod address;
mod as_of;
mod id;
mod publication;
mod renumbering;

mod input;

mod strays;

mod files;

mod directory;
mod languages;

mod index;
mod twins;

mod delta;
mod translations;

mod changes;
mod data_file;
mod terms;

mod lists;

mod near;
mod relations;

mod names;

mod answer;
mod answers;
mod route;

mod leak;

mod image;
mod unresolved;

mod clashes;
mod published;

mod follow;

mod links;
mod mentions;

mod carried;

mod routes;

mod cycles;
mod gone;
mod menu;
mod misfiled;
mod topic_names;

mod link;
mod newsroom;
mod redirects;
mod related;

pub mod earlier_value;
mod next_change;
mod withholding;

pub use address::{Address, href};
pub use answer::{Answer, ReferenceError};
pub use answers::Answers;
pub use as_of::AsOf;
pub use changes::{SiteChange, SiteChangeKind};
pub use data_file::DataFile;
pub use files::Asset;
pub use follow::Destination;
pub use gone::GoneAddress;
pub use id::{DocumentId, EntryId};
pub use index::{Index, Numbering, Voice};
pub use input::Input;
pub use link::{EMBEDDED_MAX, Site, link};
pub use links::Fingerprint;
pub use lists::Lists;
pub use mentions::Mention;
pub use menu::MenuTarget;
pub use names::Names;
pub use newsroom::{coming_releases, feed_briefings, key_figures, recent_updates};
pub use next_change::{ChangeReason, NextChange, next_change};
pub use publication::{Hold, HoldReason, Publication};
pub use redirects::Redirect;
pub use related::related_briefings;
pub use relations::{AgreementAct, AgreementRelation, RelationGroup};
pub use route::{FileKind, PageKind, Route, RouteKind, Taxonomy};
pub use routes::SITEMAP_MAX;
pub use terms::{Term, Terms};
pub use translations::Translations;
pub use withholding::withhold_unused;

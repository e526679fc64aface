//! The input from which a site is linked.
//!
//! In: documents, files, settings and a moment, from the workspace. Out: an [`Input`]. Invariant: it is kept
//! with the site, so that the next link can compare.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::as_of::AsOf;
use super::publication::Publication;
use crate::config::Config;
use crate::content::Document;
use crate::language::PhraseBook;
use crate::source::SitePath;

/// The complete input of a site.
#[derive(Debug, Clone)]
pub struct Input {
    /// The settings.
    pub config: Arc<Config>,
    /// The phrases of the languages.
    pub phrases: Arc<PhraseBook>,
    /// All documents, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The files that are published as they are: those of `static/`, and those beside pages.
    pub files: Vec<SitePath>,
    /// Of these, the ones that are reached through a symbolic link, and where they lie.
    pub links: BTreeMap<SitePath, SitePath>,
    /// Copies that editors left behind, which are not read, sorted by path.
    pub leftovers: Vec<SitePath>,
    /// The day and moment as of which the build answers.
    pub as_of: AsOf,
    /// What of them is held back.
    pub publication: Arc<Publication>,
}

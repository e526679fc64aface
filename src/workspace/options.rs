//! The purpose of a workspace, and the options of each build.

use std::collections::BTreeSet;

use crate::config::BaseUrl;
use crate::source::SitePath;
use crate::value::Moment;

/// The options of a build.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The day or time as of which it answers; a day is one of the site's time zone.
    pub as_of: Moment,
    /// The time at which it is made: a build of an earlier day bears texts that were written since.
    pub now: Moment,
    /// Whether drafts and embargoed pages are shown.
    pub drafts: bool,
    /// Overrides the address in `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// Whether readers can search, where `site.yaml` does not say no.
    pub search: bool,
}

/// The phases of a build, for timing them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Files are listed, read and parsed.
    Read,
    /// Templates are compiled.
    Theme,
    /// Documents are linked.
    Link,
    /// The site is checked.
    Check,
    /// The site is ready to be rendered.
    Ready,
}

/// Which files may have changed since the last build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Any of them.
    All,
    /// Only these: files, folders, and removed paths.
    Paths(BTreeSet<SitePath>),
}

/// The purpose of a workspace, which decides what it keeps in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// One build: pages are read again when they are rendered, which keeps memory small.
    Once,
    /// Repeated builds: documents stay in memory, so that an edit during a build cannot mix versions.
    Watch,
    /// As [`Mode::Watch`], and a file that breaks falls back to its last good version.
    Preview,
}

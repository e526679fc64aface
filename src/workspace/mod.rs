//! A site over time: documents are remembered by the hash of their bytes.
//!
//! In: files, and what changed. Out: a [`Build`]: an edition ready to render, and every finding.
//! Invariant: a full build is an incremental one with an empty memory; what is remembered changes how
//! long a build takes and nothing else. A preview alone shows older words on purpose: those of a file
//! as it was before it broke.

mod held;
mod memory;
mod read;
mod theme;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use crate::check::{self, CheckCache};
use crate::config::BaseUrl;
use crate::diagnostic::{self, Diagnostic, Severity, Texts};
use crate::proof;
use crate::render::Edition;
use crate::site::{self, AsOf, Site};
use crate::source::{Files, Hash, SitePath};
use memory::Memory;

/// The script and the style of the search page, which are not published without it.
const OF_SEARCH: [&str; 2] = ["static/chancery-search.css", "static/chancery-search.js"];

/// What a build is asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day and moment that it speaks of.
    pub as_of: AsOf,
    /// Whether drafts and embargoed pages are shown.
    pub drafts: bool,
    /// The address that stands in for the one of `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// Whether readers can search, where `site.yaml` does not say no.
    pub search: bool,
}

/// What comes next in a build; whoever watches can take the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are listed, read and parsed.
    Read,
    /// Templates are compiled.
    Theme,
    /// Documents are linked.
    Link,
    /// The site is checked.
    Check,
    /// All is there that is needed to render.
    Ready,
}

/// Which files may have changed since the last build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Any of them.
    All,
    /// These alone: files, folders, and what is gone.
    Paths(BTreeSet<SitePath>),
}

/// What a workspace is for, and so what it keeps in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// One build: pages are read again when they are rendered.
    Once,
    /// Build after build: pages are kept as they were linked, so that an edit made meanwhile does no harm.
    Watch,
    /// As [`Mode::Watch`], and a file that breaks is shown as it was before.
    Preview,
}

/// A site that is ready to be rendered, with everything that was found.
pub struct Build {
    /// The edition.
    pub edition: Edition,
    /// What was found, sorted.
    pub findings: Vec<Diagnostic>,
}

/// How many documents were looked at again in a build: those that changed, those that refer to one that
/// did, and those about which something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anew {
    /// When links were followed.
    pub linked: usize,
    /// When the checks were made.
    pub checked: usize,
}

/// What is known of a site's files from one build to the next.
pub struct Workspace {
    files: Arc<dyn Files>,
    mode: Mode,
    memory: Memory,
    /// The site as it was linked last; an empty one before the first time.
    linked: Arc<Site>,
    checked: CheckCache,
    anew: Anew,
    /// How many documents were parsed when files were last read.
    parsed: usize,
}

impl Workspace {
    /// Begins with nothing remembered.
    #[must_use]
    pub fn new(files: Arc<dyn Files>) -> Workspace {
        Workspace {
            files,
            mode: Mode::Once,
            memory: Memory::default(),
            linked: Arc::default(),
            checked: CheckCache::default(),
            anew: Anew::default(),
            parsed: 0,
        }
    }

    /// Begins anew, for another purpose.
    #[must_use]
    pub fn with_mode(self, mode: Mode) -> Workspace {
        Workspace { mode, ..Workspace::new(self.files) }
    }

    /// Builds the site, whatever changed.
    ///
    /// # Errors
    /// Where the site's folder, or a file that was just listed, cannot be read.
    pub fn build(&mut self, options: &Options, watch: &mut dyn FnMut(Stage)) -> io::Result<Build> {
        self.refresh(&Changes::All, options, watch)
    }

    /// Reads what may have changed and links the site anew.
    ///
    /// # Errors
    /// As [`Workspace::build`].
    pub fn refresh(
        &mut self,
        changes: &Changes,
        options: &Options,
        watch: &mut dyn FnMut(Stage),
    ) -> io::Result<Build> {
        watch(Stage::Read);
        self.read(changes)?;
        Ok(self.link(options, watch))
    }

    /// Reads what may have changed, and returns the paths of what did: other bytes, new, or gone.
    ///
    /// # Errors
    /// As [`Workspace::build`]; what was read until then is remembered, and the rest is not.
    pub fn read(&mut self, changes: &Changes) -> io::Result<BTreeSet<SitePath>> {
        let read = self.memory.read(&*self.files, self.mode, changes)?;
        self.parsed = read.parsed;
        Ok(read.changed)
    }

    /// Links the site from what was read, without a look at the disk.
    pub fn link(&mut self, options: &Options, watch: &mut dyn FnMut(Stage)) -> Build {
        watch(Stage::Theme);

        let (config, mut findings) = self.memory.config();
        let mut config = config;
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }

        let (languages, found) = self.memory.languages(self.mode);
        findings.extend(found);
        config.search &= options.search && cfg!(feature = "search");
        findings.extend(self.memory.unreadable_findings());

        let (theme, found) = self.memory.theme(self.mode);
        findings.extend(found);
        watch(Stage::Link);

        let (documents, found) = self.memory.documents();
        findings.extend(found);

        let mut files = self.memory.assets();
        files.retain(|path| config.search || !OF_SEARCH.contains(&path.as_str()));

        let input = site::Input {
            config: Arc::new(config),
            phrases: languages,
            documents,
            files,
            as_of: options.as_of,
            drafts: options.drafts,
        };
        let (site, mut found) = site::link(input, &self.linked);
        let site = Arc::new(site);

        watch(Stage::Check);

        let (wrong, checked) = check::check(&site, &self.checked);
        found.extend(wrong);
        found.extend(proof::check_templates(&site, &theme));

        // Of a file that is shown as it was, the places of these are in a text that is gone.
        found.retain(|finding| !self.memory.is_shown_as_it_was(&finding.place.path));
        findings.extend(found);

        let mut findings = check::apply_severities(&site, findings);
        diagnostic::sort(&mut findings);

        let edition = Edition::new(Arc::clone(&site), theme, self.edition_files());
        self.anew = Anew {
            linked: site.linked_anew(&self.linked),
            checked: checked.rechecked(&self.checked),
        };
        self.linked = site;
        self.checked = checked;
        watch(Stage::Ready);

        Build { edition, findings }
    }

    /// Returns how many documents were parsed when files were last read.
    #[must_use]
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    /// Returns how much was done anew when the site was last linked.
    #[must_use]
    pub fn anew(&self) -> Anew {
        self.anew
    }

    /// Returns the files.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// Names the files among some that read empty and did not before: editors empty a file and then
    /// fill it.
    #[must_use]
    pub fn emptied(&self, paths: &BTreeSet<SitePath>) -> BTreeSet<SitePath> {
        let empty = Hash::digest(b"");
        let is_emptied = |path: &&SitePath| {
            self.memory.hash(path).is_some_and(|hash| hash != empty)
                && self.files.open(path).is_ok_and(|mut file| {
                    io::Read::read(&mut file, &mut [0]).is_ok_and(|length| length == 0)
                })
        };

        paths.iter().filter(is_emptied).cloned().collect()
    }

    fn edition_files(&self) -> Arc<dyn Files> {
        match self.mode {
            Mode::Once => Arc::clone(&self.files),
            Mode::Watch | Mode::Preview => {
                Arc::new(held::Held::new(self.memory.texts(), Arc::clone(&self.files)))
            }
        }
    }
}

fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

impl Texts for Workspace {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        // No excerpt shows what a link out of the site leads to.
        if self.memory.is_unreadable(path) {
            return None;
        }

        let bytes = self.files.read(path).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
    }
}

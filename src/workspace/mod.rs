//! A site over time: documents are cached by the hash of their bytes.
//!
//! In: files, and what changed. Out: a [`Build`]: an edition ready to render, and every finding.
//! Invariant: a full build is an incremental one with an empty memory; the cache only changes how long a
//! build takes. Only a preview deliberately shows an earlier version of a broken file.

mod another_moment;
mod documents;
mod folders;
mod frozen;
mod memory;
mod options;
mod theme;
mod whole_site;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use crate::check::{self, CheckCache};
use crate::content;
use crate::diagnostic::{self, Diagnostic, Texts};
use crate::proof::{self, HeldWords};
use crate::render::{Edition, Theme};
use crate::site::{self, AsOf, NextChange, Publication, Site};
use crate::source::{Files, Hash, SitePath};
use memory::Memory;
use whole_site::WholeSite;

pub use another_moment::edition_as_of;
pub use options::{BuildOptions, Changes, Mode, Phase};

/// The script and the style of the search page; without that page they are not published.
const SEARCH_ASSETS: [&str; 2] = ["static/chancery-search.css", "static/chancery-search.js"];

/// A site that is ready to be rendered, with all findings.
pub struct Build {
    /// The edition.
    pub edition: Edition,
    /// All findings, sorted.
    pub findings: Vec<Diagnostic>,
    /// The edition with what is held back; none where nothing is.
    pub rehearsal: Option<Edition>,
}

impl Build {
    /// Returns what must not be printed; none where nothing is held back.
    #[must_use]
    pub fn held_words(&self) -> Option<HeldWords> {
        let rehearsal = self.rehearsal.as_ref()?;
        Some(HeldWords::collect(rehearsal, self.edition.site().publication()))
    }
}

/// How much of the last build could not be reused from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RebuildStats {
    /// Documents whose links were resolved again: those that changed, or refer to one that did.
    pub relinked: usize,
    /// Documents that were checked again: also those with findings.
    pub rechecked: usize,
}

/// A site that is linked and not yet checked.
struct LinkedSite {
    site: Arc<Site>,
    theme: Arc<Theme>,
    /// The site of all documents, where the public one is another.
    whole: Option<WholeSite>,
    /// What was found before linking, and what linking found.
    findings: Vec<Diagnostic>,
    found: Vec<Diagnostic>,
}

/// A site's files, and what the next build reuses from the last one.
pub struct Workspace {
    files: Arc<dyn Files>,
    mode: Mode,
    memory: Memory,
    /// The site that was linked last; none before the first build.
    linked: Option<Arc<Site>>,
    /// The last site of all documents; none where nothing was held back.
    whole: Option<Arc<Site>>,
    checked: CheckCache,
    stats: RebuildStats,
    /// How many documents were parsed when files were last read.
    parsed: usize,
}

impl Workspace {
    /// Starts with an empty cache.
    #[must_use]
    pub fn new(files: Arc<dyn Files>) -> Workspace {
        Workspace {
            files,
            mode: Mode::Once,
            memory: Memory::default(),
            linked: None,
            whole: None,
            checked: CheckCache::default(),
            stats: RebuildStats::default(),
            parsed: 0,
        }
    }

    /// Starts again with an empty cache, in another mode.
    #[must_use]
    pub fn with_mode(self, mode: Mode) -> Workspace {
        Workspace { mode, ..Workspace::new(self.files) }
    }

    /// Builds the site after rescanning all of its files.
    ///
    /// # Errors
    /// Where the site's folder, or a file that was just listed, cannot be read.
    pub fn build(
        &mut self,
        options: &BuildOptions,
        watch: &mut dyn FnMut(Phase),
    ) -> io::Result<Build> {
        self.refresh(&Changes::All, options, watch)
    }

    /// Reads what may have changed, and links the site.
    ///
    /// # Errors
    /// As [`Workspace::build`].
    pub fn refresh(
        &mut self,
        changes: &Changes,
        options: &BuildOptions,
        watch: &mut dyn FnMut(Phase),
    ) -> io::Result<Build> {
        watch(Phase::Read);
        self.read(changes)?;
        Ok(self.link(options, watch))
    }

    /// Reads the files that may have changed, and returns the paths of those that did: changed, new, or gone.
    ///
    /// # Errors
    /// As [`Workspace::build`]; files read until then are cached, the rest is not.
    pub fn read(&mut self, changes: &Changes) -> io::Result<BTreeSet<SitePath>> {
        let scan = self.memory.scan(&*self.files, self.mode, changes)?;
        self.parsed = scan.parsed;
        Ok(scan.changed)
    }

    /// Links the site from the cached files, without access to the disk, and checks it.
    pub fn link(&mut self, options: &BuildOptions, watch: &mut dyn FnMut(Phase)) -> Build {
        let LinkedSite { site, theme, whole, mut findings, mut found } =
            self.link_site(options, watch);
        let as_of = site.as_of();

        watch(Phase::Check);

        let (mut wrong, checked) = check::check(&site, &self.checked);
        if let Some(whole) = whole.as_ref().filter(|_| as_of.is_past) {
            whole.retain_timeless(&mut found);
            wrong.retain(|finding| check::is_of_dated_page(&site, finding));
        }

        found.extend(wrong);
        found.extend(proof::check_templates(&site, &theme));

        // These findings point into the last good version of the file, which no longer exists.
        let is_current = |it: &Diagnostic| !self.memory.is_earlier_version(&it.place.path);
        found.retain(is_current);
        findings.extend(found);

        // On a day of the past everything that was still to come is known by now.
        let rehearsed = whole.as_ref().filter(|_| !as_of.is_past);
        let held = rehearsed.map(|whole| {
            let mut rehearsed = whole.rehearse(&site, &checked);
            rehearsed.retain(is_current);
            whole.judge(&mut findings, rehearsed)
        });
        let mut findings = check::apply_severities(&site, findings);
        findings.extend(held.into_iter().flatten());
        let mut findings = diagnostic::merge_repeats(findings);
        diagnostic::sort(&mut findings);

        let edition = |site: &Arc<Site>| self.edition(site, &theme);
        let rehearsal = rehearsed.map(|whole| edition(&whole.site));
        let edition = edition(&site);

        self.stats = RebuildStats {
            relinked: site.relinked_since(self.linked.as_deref()),
            rechecked: checked.rechecked(),
        };
        self.whole = whole.map(|whole| whole.site);
        self.linked = Some(site);
        self.checked = checked;
        watch(Phase::Ready);

        Build { edition, findings, rehearsal }
    }

    /// Links the site from the cached files without checking it, so that a first page can be shown; the next
    /// [`Workspace::link`] has little left to link.
    pub fn link_unchecked(&mut self, options: &BuildOptions) -> Edition {
        let LinkedSite { site, theme, whole, .. } = self.link_site(options, &mut |_| {});
        let edition = self.edition(&site, &theme);

        self.whole = whole.map(|whole| whole.site);
        self.linked = Some(site);

        edition
    }

    fn edition(&self, site: &Arc<Site>, theme: &Arc<Theme>) -> Edition {
        Edition::new(Arc::clone(site), Arc::clone(theme), self.edition_files())
    }

    /// Returns the cached documents and settings as they can be linked with others, without any file beside them.
    #[cfg(feature = "documents")]
    pub fn documents_input(&mut self) -> site::Input {
        let (config, _) = self.memory.config();
        let (phrases, _) = self.memory.phrases(self.mode);
        let (documents, _) = self.memory.documents();

        site::Input {
            config: Arc::new(config),
            phrases,
            documents,
            files: Vec::new(),
            links: std::collections::BTreeMap::new(),
            leftovers: Vec::new(),
            publication: Arc::default(),
            as_of: AsOf::after_all(),
        }
    }

    /// Links the site from the cached files.
    fn link_site(&mut self, options: &BuildOptions, watch: &mut dyn FnMut(Phase)) -> LinkedSite {
        watch(Phase::Theme);

        let (config, mut findings) = self.memory.config();
        let mut config = config;
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }

        let (phrases, found) = self.memory.phrases(self.mode);
        findings.extend(found);
        config.search &= options.search && cfg!(feature = "search");
        findings.extend(self.memory.unreadable_findings());
        findings.extend(folders::findings(self.memory.other_folders()));
        findings.extend(self.memory.style_findings(&*self.files));

        let (theme, found) = self.memory.theme(self.mode);
        findings.extend(found);
        watch(Phase::Link);

        let (documents, found) = self.memory.documents();
        findings.extend(found);

        let mut files = self.memory.assets();
        files.retain(|path| config.search || !SEARCH_ASSETS.contains(&path.as_str()));

        let as_of = AsOf::at(options.as_of, &config.zone(), options.now);
        let own = Publication::by_own_keys(&documents, &config, as_of);
        let own = if options.drafts { own.showing_held() } else { own };
        let is_held = own.holds_any() && !options.drafts;
        let needs_whole = is_held || as_of.is_past;
        let mut input = site::Input {
            config: Arc::new(config),
            phrases,
            documents,
            files,
            links: self.memory.links(),
            leftovers: self.memory.leftovers(),
            publication: Arc::new(own),
            as_of,
        };

        let whole = needs_whole.then(|| {
            let is_in_theme = |file: &str| self.memory.is_in_theme(&*self.files, file);
            WholeSite::link(&input, self.whole.as_deref(), &is_in_theme)
        });
        if let Some(whole) = whole.as_ref().filter(|_| is_held) {
            input.publication = Arc::clone(&whole.publication);
        }

        let (site, found) = site::link(input, self.linked.as_deref());

        LinkedSite { site: Arc::new(site), theme, whole, findings, found }
    }

    /// Returns how many documents were parsed when files were last read.
    #[must_use]
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    /// Returns the next moment at which the site that was linked last changes by itself.
    #[must_use]
    pub fn next_change(&self) -> Option<NextChange> {
        self.linked.as_deref().and_then(site::next_change)
    }

    /// Returns how much was redone when the site was last linked.
    #[must_use]
    pub fn stats(&self) -> RebuildStats {
        self.stats
    }

    /// Returns the files.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// Returns the files that are empty now and were not, or are new: editors truncate or create a file and then fill
    /// it.
    #[must_use]
    pub fn emptied(&self, paths: &BTreeSet<SitePath>) -> BTreeSet<SitePath> {
        let empty = Hash::digest(b"");
        // One byte decides, so that large files are not read.
        let is_emptied = |path: &&SitePath| {
            self.memory.hash(path).is_none_or(|hash| hash != empty)
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
                Arc::new(frozen::Frozen::new(self.memory.document_bytes(), Arc::clone(&self.files)))
            }
        }
    }
}

impl Texts for Workspace {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        // An excerpt must not show the target of a link that leads out of the site.
        if self.memory.is_unreadable(path) {
            return None;
        }

        let bytes = self.files.read_at_most(path, content::MAX_FILE).ok()?;

        // The bytes of a picture or a Word file tell nobody anything.
        if self.memory.is_asset(path) && bytes.contains(&0) {
            return None;
        }

        // Without the byte order mark, as it was parsed: else columns in the first line would be off.
        let text = String::from_utf8_lossy(&bytes);
        Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
    }
}

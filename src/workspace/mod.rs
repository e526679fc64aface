//! A site over time: documents are remembered by the hash of their bytes.
//!
//! In: files, and what changed. Out: a [`Build`]: an edition ready to render, and every finding.
//! Invariant: a full build is an incremental one with an empty memory; what is remembered changes how
//! long a build takes and nothing else.

mod publish;
mod read;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::Arc;

pub use publish::{PublishError, check_pages, publish};

use crate::config::{self, BaseUrl, Config};
use crate::content::Document;
use crate::diagnostic::{self, Diagnostic, Texts};
use crate::render::{self, Edition, Theme};
use crate::site::{self, AsOf};
use crate::source::{Files, Hash, SitePath, Source};
use crate::{check, content};

/// What a build is asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day and moment that it speaks of.
    pub as_of: AsOf,
    /// Whether drafts and embargoed pages are shown.
    pub drafts: bool,
    /// The address that stands in for the one of `site.yaml`.
    pub base_url: Option<BaseUrl>,
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

/// A site that is ready to be rendered, with everything that was found.
pub struct Build {
    /// The edition.
    pub edition: Edition,
    /// What was found, sorted.
    pub findings: Vec<Diagnostic>,
}

/// A document that was read, with its findings.
#[derive(Debug, Clone)]
struct Remembered {
    hash: Hash,
    document: Arc<Document>,
    findings: Arc<[Diagnostic]>,
}

/// What is known of a site's files from one build to the next.
pub struct Workspace {
    files: Arc<dyn Files>,
    documents: HashMap<SitePath, Remembered>,
    /// How many documents the last build had to parse.
    parsed: usize,
}

impl Workspace {
    /// Begins with nothing remembered.
    #[must_use]
    pub fn new(files: Arc<dyn Files>) -> Workspace {
        Workspace { files, documents: HashMap::new(), parsed: 0 }
    }

    /// Reads what changed and links the site anew.
    ///
    /// # Errors
    /// Where the site's folder, or a file that was just listed, cannot be read.
    pub fn build(&mut self, options: &Options, watch: &mut dyn FnMut(Stage)) -> io::Result<Build> {
        watch(Stage::Read);
        let mut inventory = read::inventory(&*self.files)?;
        let mut findings = std::mem::take(&mut inventory.findings);
        let (config, found) = self.config(&inventory, options)?;
        findings.extend(found);
        let documents = self.documents(&inventory.documents, &mut findings)?;
        watch(Stage::Theme);
        let (theme, found) = self.theme(&inventory)?;
        findings.extend(found);
        watch(Stage::Link);
        let input = site::Input {
            config: Arc::new(config),
            documents,
            files: inventory.assets,
            as_of: options.as_of,
            drafts: options.drafts,
        };
        let (site, found) = site::link(input);
        findings.extend(found);
        watch(Stage::Check);
        findings.extend(check::check(&site));
        findings.extend(render::check_templates(&site, &theme));
        let mut findings = check::settle(&site, findings);
        diagnostic::sort(&mut findings);
        let edition = Edition::new(Arc::new(site), Arc::new(theme), Arc::clone(&self.files));
        watch(Stage::Ready);
        Ok(Build { edition, findings })
    }

    /// Returns how many documents the last build had to parse.
    #[must_use]
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    /// Returns the files.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    fn config(
        &self,
        inventory: &read::Inventory,
        options: &Options,
    ) -> io::Result<(Config, Vec<Diagnostic>)> {
        let (mut config, findings) = match &inventory.settings {
            None => (Config::default(), Vec::new()),
            Some(path) => match Source::decode(path.clone(), self.files.read(path)?) {
                Ok(source) => config::parse(&source),
                Err(error) => (Config::default(), content::unreadable(&error).1),
            },
        };
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }
        Ok((config, findings))
    }

    fn documents(
        &mut self,
        paths: &[SitePath],
        findings: &mut Vec<Diagnostic>,
    ) -> io::Result<Vec<Arc<Document>>> {
        let read = read::documents(&*self.files, paths, |path, hash| {
            self.documents.get(path).filter(|known| known.hash == hash).cloned()
        })?;
        self.parsed = read.iter().filter(|(_, is_new)| *is_new).count();
        let mut documents = Vec::with_capacity(read.len());
        let mut remembered = HashMap::with_capacity(read.len());
        for (one, _) in read {
            findings.extend(one.findings.iter().cloned());
            documents.push(Arc::clone(&one.document));
            remembered.insert(one.document.path.clone(), one);
        }
        self.documents = remembered;
        Ok(documents)
    }

    fn theme(&self, inventory: &read::Inventory) -> io::Result<(Theme, Vec<Diagnostic>)> {
        let mut findings = Vec::new();
        let mut templates = Vec::new();
        for path in &inventory.templates {
            match Source::decode(path.clone(), self.files.read(path)?) {
                Ok(source) => templates.push(source),
                Err(error) => findings.extend(content::unreadable(&error).1),
            }
        }
        let mut assets = BTreeMap::new();
        for path in &inventory.assets {
            // Pages ask for styles, scripts and pictures of their own; large files are nobody's style.
            if let Some(name) = path.as_str().strip_prefix("static/")
                && [".css", ".js", ".svg", ".ico", ".woff2"].iter().any(|end| name.ends_with(end))
            {
                assets.insert(name.to_owned(), Hash::of(&self.files.read(path)?));
            }
        }
        let (theme, found) = render::load(templates, assets);
        findings.extend(found);
        Ok((theme, findings))
    }
}

impl Texts for Workspace {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        let bytes = self.files.read(path).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
    }
}

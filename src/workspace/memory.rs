//! The cache of a site's files: each file's hash, and what was parsed from its bytes.
//!
//! In: files, and which of them may have changed. Out: documents, templates, settings and phrases.
//! Invariant: a document that is not parsed again still has the bytes that it was parsed from.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::documents::{self, FileRole, ParsedDocument, has_errors, is_broken};
use super::frozen::DocumentBytes;
use super::options::{Changes, Mode};
use super::theme::{self, ThemeCache};
use crate::config::{self, Config};
use crate::content::{self, Document, SiteReading};
use crate::diagnostic::Diagnostic;
use crate::language::PhraseBook;
use crate::lexicon::Lexicon;
use crate::render::{Theme, style_sheet};
use crate::source::disk;
use crate::source::{FileEntry, Files, Hash, ReadFailure, SitePath, Source};

/// The largest style or script that is searched and hashed as a whole, in bytes: a font of all Chinese characters has
/// a third of it, and what is larger is no file that a page waits for.
const LARGE_TEXT: u64 = 64 << 20;

/// The cache; empty before the first build.
#[derive(Default)]
pub(super) struct Memory {
    /// Every file that was listed, sorted by path.
    files: BTreeMap<SitePath, CachedFile>,
    /// Those that are reached through a symbolic link, and where they lie.
    links: BTreeMap<SitePath, SitePath>,
    /// The documents' bytes, where the mode keeps them.
    bytes: DocumentBytes,
    config: Option<Settings>,
    /// How the pages were read.
    reading: SiteReading,
    phrases: Option<PhraseCache>,
    themes: ThemeCache,
    /// The folders beside those that are read.
    other_folders: Vec<String>,
    /// What is wrong with each style sheet, by the hash of its bytes.
    sheets: BTreeMap<SitePath, (Hash, Option<Diagnostic>)>,
}

/// A file in the cache.
enum CachedFile {
    Unreadable(ReadFailure),
    /// The settings, a template or phrases, whose bytes are kept.
    Text(Hash, Arc<[u8]>),
    Document(CachedDocument),
    /// A file that is published as it is, with its hash once that has been computed.
    Asset(Option<Hash>),
    /// A copy that an editor left behind.
    Leftover,
}

impl CachedFile {
    /// Tells whether a new file of its kind makes another site.
    fn is_used(&self) -> bool {
        // An editor that makes a backup at every save would else make a second rebuild of each. One that is deleted
        // is a change: its warning goes.
        !matches!(self, CachedFile::Leftover)
    }
}

/// A document in the cache.
struct CachedDocument {
    /// The hash of the file's bytes, which may be newer than the document.
    hash: Hash,
    parsed: ParsedDocument,
    state: DocumentState,
}

impl CachedDocument {
    /// Returns the last version of a document whose file can no longer be read.
    fn unreadable(&self, path: &SitePath, error: &io::Error) -> CachedDocument {
        let message = error.to_string();

        CachedDocument {
            // The hash of no file, so that the document is parsed as soon as it can be read again.
            hash: Hash::digest(message.as_bytes()),
            parsed: ParsedDocument {
                document: Arc::clone(&self.parsed.document),
                findings: [documents::unreadable(path, &ReadFailure::Io(message))].into(),
            },
            state: DocumentState::Earlier,
        }
    }
}

/// Which version of a document is in use.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DocumentState {
    /// The file as it is, parsed without errors.
    Whole,
    /// As much of the file as could be parsed.
    Partial,
    /// The last version without errors; the findings are those of the file as it is.
    Earlier,
}

/// The settings in force.
struct Settings {
    bytes: Option<Arc<[u8]>>,
    config: Config,
    findings: Vec<Diagnostic>,
}

/// The phrases in force.
struct PhraseCache {
    files: Vec<(SitePath, Hash)>,
    book: Arc<PhraseBook>,
    findings: Vec<Diagnostic>,
}

/// The result of rescanning the files.
#[derive(Default)]
pub(super) struct Scan {
    /// Files that changed, are new, or are gone.
    pub(super) changed: BTreeSet<SitePath>,
    /// How many documents were parsed.
    pub(super) parsed: usize,
}

/// The entries at some paths now, and those that were there before.
struct Listing {
    listed: Vec<FileEntry>,
    before: BTreeSet<SitePath>,
}

impl Listing {
    /// Returns the settings alone, and all but the settings.
    fn split_settings(self) -> (Listing, Listing) {
        let is_settings = |path: &SitePath| path.as_str() == config::PATH;
        let (own, listed) = self.listed.into_iter().partition(|it| is_settings(it.path()));
        let (own_before, before) = self.before.into_iter().partition(is_settings);
        (Listing { listed: own, before: own_before }, Listing { listed, before })
    }
}

fn cloned((path, target): (&SitePath, &SitePath)) -> (SitePath, SitePath) {
    (path.clone(), target.clone())
}

/// How files are scanned.
#[derive(Debug, Clone, Copy)]
struct ScanOptions {
    mode: Mode,
    /// Whether the cache is empty.
    is_first: bool,
    /// Whether the site's language has changed since its pages were read.
    is_read_anew: bool,
}

/// A file compared with the cache.
enum FileChange {
    Unchanged,
    New(CachedFile, Option<Arc<[u8]>>),
    Gone,
}

impl Memory {
    /// Rescans the files that may have changed.
    pub(super) fn scan(
        &mut self,
        files: &dyn Files,
        mode: Mode,
        changes: &Changes,
    ) -> io::Result<Scan> {
        let (listed, before) = match changes {
            Changes::All => (files.list()?, self.files.keys().cloned().collect()),
            Changes::Paths(hints) => self.at(files, hints)?,
        };

        self.other_folders = files.other_folders()?;
        let is_first = self.files.is_empty();
        let mut scan = Scan::default();

        // The settings come first, because they decide how pages are read.
        let (settings, mut others) = Listing { listed, before }.split_settings();
        let options = ScanOptions { mode, is_first, is_read_anew: false };
        self.take(files, options, settings, &mut scan)?;
        self.configure(mode);

        let reading = self.site_reading();
        let is_read_anew = !is_first && reading != self.reading;
        self.reading = reading;

        // With another lexicon the same bytes give other claims, so every page is parsed again. Nothing else is
        // read: a picture that has never been would be taken for one that changed.
        if is_read_anew {
            let is_document =
                |path: &SitePath| FileRole::from_path(path) == Some(FileRole::Document);
            let hinted: BTreeSet<FileEntry> = others.listed.into_iter().collect();
            let documents = files.list()?.into_iter().filter(|entry| is_document(entry.path()));
            others.listed = documents.chain(hinted).collect::<BTreeSet<_>>().into_iter().collect();
            others.before.extend(self.files.keys().filter(|path| is_document(path)).cloned());
        }

        let options = ScanOptions { is_read_anew, ..options };
        self.take(files, options, others, &mut scan)?;

        Ok(scan)
    }

    /// Reads the listed files, stores new ones, and drops those that are gone.
    fn take(
        &mut self,
        files: &dyn Files,
        options: ScanOptions,
        listing: Listing,
        scan: &mut Scan,
    ) -> io::Result<()> {
        self.take_links(&listing, scan);

        let compared: Vec<(SitePath, FileChange)> = listing
            .listed
            .into_par_iter()
            .map(|listed| {
                let change = self.compare(files, options, &listed);
                change.map(|change| (listed.path().clone(), change))
            })
            .collect::<io::Result<_>>()?;

        let mut gone = listing.before;
        for (path, change) in compared {
            match change {
                FileChange::Unchanged => {
                    gone.remove(&path);
                }
                FileChange::Gone => {}
                FileChange::New(known, bytes) => {
                    gone.remove(&path);
                    scan.parsed += usize::from(matches!(known, CachedFile::Document(_)));
                    if known.is_used() {
                        scan.changed.insert(path.clone());
                    }

                    // Copied only while an edition of the last build still reads from the map.
                    if let Some(bytes) = bytes {
                        Arc::make_mut(&mut self.bytes).insert(path.clone(), bytes);
                    }

                    self.files.insert(path, known);
                }
            }
        }

        for path in gone {
            self.files.remove(&path);
            if self.bytes.contains_key(&path) {
                Arc::make_mut(&mut self.bytes).remove(&path);
            }

            scan.changed.insert(path);
        }

        Ok(())
    }

    /// Notes which of the listed files are reached through symbolic links.
    fn take_links(&mut self, listing: &Listing, scan: &mut Scan) {
        let before = listing.before.iter().filter(|_| !self.links.is_empty());
        let before: BTreeMap<SitePath, SitePath> =
            before.filter_map(|path| self.links.get_key_value(path)).map(cloned).collect();
        let now = listing.listed.iter().filter_map(|entry| match entry {
            FileEntry::Linked { path, target } => Some((path.clone(), target.clone())),
            _ => None,
        });
        let now: BTreeMap<SitePath, SitePath> = now.collect();

        // A link may lead to another file with the same bytes, of which one is published and the other is not.
        let differs = |path: &&SitePath| before.get(*path) != now.get(*path);
        scan.changed.extend(before.keys().chain(now.keys()).filter(differs).cloned());

        before.keys().for_each(|path| drop(self.links.remove(path)));
        self.links.extend(now);
    }

    /// Returns how the settings say that pages are read.
    fn site_reading(&self) -> SiteReading {
        let Some(Settings { config, .. }) = &self.config else {
            return SiteReading::default();
        };

        SiteReading {
            lexicon: Lexicon::for_language(config.language.value.as_str()),
            years: config.years,
            escapes_html: !config.raw_html,
            timezone: config.timezone.clone(),
            language: config.language.value.clone(),
            vocabulary: Arc::clone(&config.vocabulary),
        }
    }

    /// Lists what is at or below some paths now, and what was before.
    fn at(
        &self,
        files: &dyn Files,
        hints: &BTreeSet<SitePath>,
    ) -> io::Result<(Vec<FileEntry>, BTreeSet<SitePath>)> {
        let mut listed = BTreeSet::new();
        let mut before = BTreeSet::new();
        let mut others = self.links_to(hints);
        others.extend(self.naming(hints));
        for hint in hints.iter().chain(&others) {
            listed.extend(files.list_at(hint)?);
            if self.files.contains_key(hint) {
                before.insert(hint.clone());
            }

            // A hint may name a removed folder, whose files only the cache knows.
            let from = SitePath::new(format!("{hint}/"));
            let below = self.files.range(from..).map(|(path, _)| path);
            before.extend(below.take_while(|path| path.is_at_or_below(hint)).cloned());
        }

        Ok((listed.into_iter().collect(), before))
    }

    /// Returns the symbolic links that may lead to a changed file, which lies in the same tree, or that have led
    /// nowhere.
    fn links_to(&self, hints: &BTreeSet<SitePath>) -> Vec<SitePath> {
        let is_hinted = |target: &SitePath| hints.iter().any(|hint| target.is_at_or_below(hint));
        let links = self.links.iter().filter(|(_, target)| is_hinted(target));
        let broken = self
            .files
            .iter()
            .filter(|(_, known)| matches!(known, CachedFile::Unreadable(ReadFailure::BrokenLink)));

        links.map(|(path, _)| path).chain(broken.map(|(path, _)| path)).cloned().collect()
    }

    /// Returns the documents whose values are in a changed file.
    fn naming(&self, hints: &BTreeSet<SitePath>) -> Vec<SitePath> {
        // Most edits are of documents, which hold no values of others.
        let is_table = |path: &&SitePath| FileRole::from_path(path) == Some(FileRole::Other);
        let tables: Vec<&SitePath> = hints.iter().filter(is_table).collect();
        if tables.is_empty() {
            return Vec::new();
        }

        let names = |known: &CachedFile| match known {
            CachedFile::Document(known) => {
                let data = known.parsed.document.table();
                data.is_some_and(|data| tables.iter().any(|hint| data.is_at_or_below(hint)))
            }
            _ => false,
        };
        let naming = self.files.iter().filter(|(_, known)| names(known));

        naming.map(|(path, _)| path.clone()).collect()
    }

    /// Compares a listed file with the cache.
    fn compare(
        &self,
        files: &dyn Files,
        options: ScanOptions,
        listed: &FileEntry,
    ) -> io::Result<FileChange> {
        let path = listed.path();
        let mode = options.mode;
        let known = self.files.get(path);
        match listed {
            FileEntry::File(_) | FileEntry::Linked { .. } => {}
            FileEntry::Unreadable(_, why) => return Ok(Memory::unreadable(known, why.clone())),
            FileEntry::Leftover(_) => {
                return Ok(match known {
                    Some(CachedFile::Leftover) => FileChange::Unchanged,
                    _ => FileChange::New(CachedFile::Leftover, None),
                });
            }
        }

        let change = match FileRole::from_path(path) {
            None => return Ok(FileChange::Gone),
            Some(FileRole::Document) => self.compare_document(files, options, path),

            Some(FileRole::Settings | FileRole::Template | FileRole::Phrases) => {
                files.read_at_most(path, content::MAX_FILE).map(|bytes| {
                    let hash = Hash::digest(&bytes);
                    match known {
                        Some(CachedFile::Text(before, _)) if *before == hash => {
                            FileChange::Unchanged
                        }
                        _ => FileChange::New(CachedFile::Text(hash, bytes.into()), None),
                    }
                })
            }

            // A first build reports no changes, so it need not read files that are only copied.
            Some(FileRole::Other) if options.is_first => {
                Ok(FileChange::New(CachedFile::Asset(None), None))
            }

            Some(used @ (FileRole::Style | FileRole::Other)) => {
                let stamp = files.stamp(path);
                let hash = stamp.and_then(|stamp| match used {
                    FileRole::Style if stamp.size > LARGE_TEXT => Ok(None),
                    // A smaller one was stamped by its bytes.
                    FileRole::Style if stamp.size > disk::LARGE => {
                        documents::hash(files, path).map(Some)
                    }
                    _ => Ok(Some(stamp.hash)),
                });

                hash.map(|hash| match known {
                    Some(CachedFile::Asset(before)) if *before == hash => FileChange::Unchanged,
                    _ => FileChange::New(CachedFile::Asset(hash), None),
                })
            }
        };

        match change {
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Ok(Memory::unreadable(known, documents::too_large(files, path)))
            }

            // The file was removed, or lost its permissions, since it was listed. A single build fails; one
            // that follows a folder gets another event.
            Err(error) if mode != Mode::Once => Ok(match (error.kind(), known) {
                (io::ErrorKind::NotFound, _) => FileChange::Gone,
                (_, Some(CachedFile::Document(known))) if mode == Mode::Preview => {
                    FileChange::New(CachedFile::Document(known.unreadable(path, &error)), None)
                }
                _ => FileChange::New(
                    CachedFile::Unreadable(ReadFailure::Io(error.to_string())),
                    None,
                ),
            }),
            change => change.map_err(|error| documents::with_path(path, &error)),
        }
    }

    fn unreadable(known: Option<&CachedFile>, why: ReadFailure) -> FileChange {
        match known {
            Some(CachedFile::Unreadable(known)) if *known == why => FileChange::Unchanged,
            _ => FileChange::New(CachedFile::Unreadable(why), None),
        }
    }

    fn compare_document(
        &self,
        files: &dyn Files,
        options: ScanOptions,
        path: &SitePath,
    ) -> io::Result<FileChange> {
        let mode = options.mode;
        let bytes = match files.read_at_most(path, content::MAX_FILE) {
            // Without its text, but with its id: links to it are not at fault.
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let stamp = files.stamp(path)?;
                if self.hash(path) == Some(stamp.hash) {
                    return Ok(FileChange::Unchanged);
                }

                let parsed = documents::parse_too_large(path, stamp);
                let state = DocumentState::Partial;
                let document = CachedDocument { hash: stamp.hash, parsed, state };
                return Ok(FileChange::New(CachedFile::Document(document), None));
            }
            bytes => bytes?,
        };

        let data = documents::data_file(files, path, &bytes);
        let hash = documents::hash_with(&bytes, data.as_ref());
        if documents::is_for_colleagues(path, &bytes) {
            return Ok(match self.files.get(path) {
                Some(CachedFile::Asset(Some(known))) if *known == hash => FileChange::Unchanged,
                _ => FileChange::New(CachedFile::Asset(Some(hash)), None),
            });
        }

        let known = match self.files.get(path) {
            Some(CachedFile::Document(known)) if known.hash == hash && !options.is_read_anew => {
                return Ok(FileChange::Unchanged);
            }
            Some(CachedFile::Document(known)) => Some(known),
            _ => None,
        };

        let own_bytes: Option<Arc<[u8]>> = (mode != Mode::Once).then(|| bytes.as_slice().into());
        let parsed = documents::parse(path, bytes, &self.reading, data.as_ref());
        if !is_broken(&parsed.findings) {
            let new = CachedDocument { hash, parsed, state: DocumentState::Whole };
            return Ok(FileChange::New(CachedFile::Document(new), own_bytes));
        }

        let good = known.filter(|known| known.state != DocumentState::Partial);

        Ok(match good.filter(|_| mode == Mode::Preview) {
            Some(good) => {
                let document = Arc::clone(&good.parsed.document);
                let parsed = ParsedDocument { document, findings: parsed.findings };
                let new = CachedDocument { hash, parsed, state: DocumentState::Earlier };
                FileChange::New(CachedFile::Document(new), None)
            }
            None => {
                let new = CachedDocument { hash, parsed, state: DocumentState::Partial };
                FileChange::New(CachedFile::Document(new), own_bytes)
            }
        })
    }

    /// Parses the settings again where their file has other bytes.
    fn configure(&mut self, mode: Mode) {
        let path = config::path();
        let bytes = match self.files.get(&path) {
            Some(CachedFile::Text(_, bytes)) => Some(Arc::clone(bytes)),
            _ => None,
        };

        let last = self.config.take();
        self.config = Some(match last {
            Some(last) if last.bytes == bytes => last,
            last => {
                let decoded = bytes.as_ref().map(|bytes| Source::decode(path, bytes.to_vec()));
                let (config, findings) = match decoded {
                    None => (Config::default(), Vec::new()),
                    Some(Ok(source)) => config::parse(&source),
                    Some(Err(error)) => (Config::default(), content::unreadable(&error).1),
                };
                // Without this a preview would lose its menu and its base path while `site.yaml` is edited.
                let is_broken = mode == Mode::Preview && has_errors(&findings);
                let config = match last.filter(|_| is_broken) {
                    Some(last) => last.config,
                    None => config,
                };

                Settings { bytes, config, findings }
            }
        });
    }

    /// Returns the settings in force, and the findings about the file.
    pub(super) fn config(&self) -> (Config, Vec<Diagnostic>) {
        match &self.config {
            Some(settings) => (settings.config.clone(), settings.findings.clone()),
            None => (Config::default(), Vec::new()),
        }
    }

    /// Returns the phrases of all languages, which are parsed again only when one of their files changes.
    pub(super) fn phrases(&mut self, mode: Mode) -> (Arc<PhraseBook>, Vec<Diagnostic>) {
        let texts = self.files.iter().filter_map(|(path, known)| match known {
            CachedFile::Text(hash, bytes)
                if FileRole::from_path(path) == Some(FileRole::Phrases) =>
            {
                Some((path.clone(), *hash, bytes))
            }
            _ => None,
        });
        let texts: Vec<_> = texts.collect();
        let files: Vec<_> = texts.iter().map(|(path, hash, _)| (path.clone(), *hash)).collect();
        let known = match self.phrases.take() {
            Some(known) if known.files == files => known,
            last => {
                let mut findings = Vec::new();
                let mut sources = Vec::new();
                for (path, _, bytes) in texts {
                    match Source::decode(path, bytes.to_vec()) {
                        Ok(source) => sources.push(source),
                        Err(error) => findings.extend(content::unreadable(&error).1),
                    }
                }

                let (book, found) = PhraseBook::read(&sources);
                findings.extend(found);

                let is_broken = mode == Mode::Preview && has_errors(&findings);
                let book = match last.filter(|_| is_broken) {
                    Some(last) => last.book,
                    None => Arc::new(book),
                };

                PhraseCache { files, book, findings }
            }
        };

        let book = Arc::clone(&known.book);
        let findings = known.findings.clone();
        self.phrases = Some(known);

        (book, findings)
    }

    /// Tells whether a template or a text of `static/` shows a file of `static/`, by its path below that folder.
    pub(super) fn is_in_theme(&self, files: &dyn Files, file: &str) -> bool {
        const TEXTS: [&str; 7] = [".css", ".html", ".js", ".json", ".svg", ".webmanifest", ".xml"];

        // Without its folders: a style names what lies beside it.
        let name = file.rsplit('/').next().unwrap_or(file);
        let names_it = |bytes: &[u8]| memchr::memmem::find(bytes, name.as_bytes()).is_some();

        self.files.iter().any(|(path, known)| match known {
            CachedFile::Text(_, bytes) => {
                FileRole::from_path(path) == Some(FileRole::Template) && names_it(bytes)
            }
            CachedFile::Asset(_) => {
                let path = path.as_str();
                let is_text = TEXTS.iter().any(|ending| path.ends_with(ending));
                path.starts_with("static/")
                    && path != format!("static/{file}")
                    && is_text
                    && files
                        .read_at_most(&SitePath::new(path), LARGE_TEXT)
                        .is_ok_and(|bytes| names_it(&bytes))
            }
            _ => false,
        })
    }

    /// Tells whether the entry at a path must not, or cannot, be read.
    pub(super) fn is_unreadable(&self, path: &SitePath) -> bool {
        matches!(self.files.get(path), Some(CachedFile::Unreadable(_) | CachedFile::Leftover))
    }

    /// Tells whether a file is published as it is.
    pub(super) fn is_asset(&self, path: &SitePath) -> bool {
        matches!(self.files.get(path), Some(CachedFile::Asset(_)))
    }

    /// Returns the files that are reached through symbolic links, and where they lie.
    pub(super) fn links(&self) -> BTreeMap<SitePath, SitePath> {
        self.links.clone()
    }

    /// Returns the copies that editors left behind, sorted by path.
    pub(super) fn leftovers(&self) -> Vec<SitePath> {
        let leftovers = self.files.iter().filter(|(_, known)| !known.is_used());
        leftovers.map(|(path, _)| path.clone()).collect()
    }

    /// Returns the names of the folders beside those that are read.
    pub(super) fn other_folders(&self) -> &[String] {
        &self.other_folders
    }

    /// Returns the findings about entries that cannot be read.
    pub(super) fn unreadable_findings(&self) -> Vec<Diagnostic> {
        let unreadable = self.files.iter().filter_map(|(path, known)| match known {
            CachedFile::Unreadable(why) => Some(documents::unreadable(path, why)),
            _ => None,
        });
        unreadable.collect()
    }

    /// Returns the findings about style sheets, of which only those that changed are read.
    pub(super) fn style_findings(&mut self, files: &dyn Files) -> Vec<Diagnostic> {
        let mut known = std::mem::take(&mut self.sheets);
        for (path, file) in &self.files {
            let CachedFile::Asset(Some(hash)) = file else { continue };
            if !path.as_str().starts_with("static/") || !path.as_str().ends_with(".css") {
                continue;
            }

            let fault = match known.remove(path) {
                Some((before, fault)) if before == *hash => fault,
                // What is larger than any text, or is none, was not written by hand.
                _ => files
                    .read_at_most(path, content::MAX_FILE)
                    .ok()
                    .and_then(|bytes| String::from_utf8(bytes).ok())
                    .and_then(|text| style_sheet::fault(path, text.trim_start_matches('\u{feff}'))),
            };
            self.sheets.insert(path.clone(), (*hash, fault));
        }

        self.sheets.values().filter_map(|(_, fault)| fault.clone()).collect()
    }

    /// Returns the compiled theme, with the hashes that `asset()` gives.
    pub(super) fn theme(&mut self, mode: Mode) -> (Arc<Theme>, Vec<Diagnostic>) {
        let templates = self.files.iter().filter_map(|(path, known)| match known {
            CachedFile::Text(hash, bytes)
                if FileRole::from_path(path) == Some(FileRole::Template) =>
            {
                Some(theme::Template { path, hash: *hash, bytes })
            }
            _ => None,
        });

        let styles = self.files.iter().filter_map(|(path, known)| match known {
            CachedFile::Asset(Some(hash)) if FileRole::from_path(path) == Some(FileRole::Style) => {
                Some((path.as_str().strip_prefix("static/")?.to_owned(), *hash))
            }
            _ => None,
        });

        self.themes.load(mode, &templates.collect::<Vec<_>>(), styles.collect())
    }

    /// Returns the documents, sorted by path, and the findings about each alone.
    pub(super) fn documents(&self) -> (Vec<Arc<Document>>, Vec<Diagnostic>) {
        let mut documents = Vec::with_capacity(self.files.len());
        let mut findings = Vec::new();
        for known in self.files.values() {
            if let CachedFile::Document(known) = known {
                documents.push(Arc::clone(&known.parsed.document));
                findings.extend(known.parsed.findings.iter().cloned());
            }
        }

        (documents, findings)
    }

    /// Returns the files that are published as they are.
    pub(super) fn assets(&self) -> Vec<SitePath> {
        let is_asset = |known: &CachedFile| matches!(known, CachedFile::Asset(_));
        let assets = self.files.iter().filter(|(_, known)| is_asset(known));
        assets.map(|(path, _)| path.clone()).collect()
    }

    /// Tells whether a document is an earlier version of its file, which has broken since.
    pub(super) fn is_earlier_version(&self, path: &SitePath) -> bool {
        match self.files.get(path) {
            Some(CachedFile::Document(known)) => known.state == DocumentState::Earlier,
            _ => false,
        }
    }

    /// Returns the hash of a file's bytes, where it is known.
    pub(super) fn hash(&self, path: &SitePath) -> Option<Hash> {
        match self.files.get(path)? {
            CachedFile::Unreadable(_) | CachedFile::Leftover => None,
            CachedFile::Text(hash, _) => Some(*hash),
            CachedFile::Document(known) => Some(known.hash),
            CachedFile::Asset(hash) => *hash,
        }
    }

    /// Returns the documents' bytes.
    pub(super) fn document_bytes(&self) -> DocumentBytes {
        Arc::clone(&self.bytes)
    }
}

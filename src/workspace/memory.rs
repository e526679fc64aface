//! What is remembered of each file: its hash, and what was made of its bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::held::Kept;
use super::read::{self, Parsed, Use};
use super::theme::{self, Themes};
use super::{Changes, Mode, has_errors};
use crate::config::{self, Config};
use crate::content::{self, Document};
use crate::diagnostic::Diagnostic;
use crate::language::PhraseBook;
use crate::lexicon::Lexicon;
use crate::render::Theme;
use crate::source::{FileEntry, Files, Hash, ReadFailure, SitePath, Source};

/// Everything that is known of a site's files; empty before the first build.
#[derive(Default)]
pub(super) struct Memory {
    /// Every file that was listed, sorted, and what is remembered of it.
    files: BTreeMap<SitePath, Known>,
    /// The documents' bytes as they are shown, where pages are kept.
    kept: Kept,
    config: Option<Settings>,
    /// The words of the site's language, by which its pages were read.
    lexicon: Option<&'static Lexicon>,
    phrases: Option<KnownPhrases>,
    themes: Themes,
}

/// What is remembered of a file.
enum Known {
    Unreadable(ReadFailure),
    /// The settings, a template or phrases, which are remembered whole.
    Text(Hash, Arc<[u8]>),
    Document(Remembered),
    /// A file that is published as it is; its bytes may never have been looked at.
    Asset(Option<Hash>),
}

/// A document that was read.
struct Remembered {
    /// The hash of the file's bytes, which may be of later bytes than the document.
    hash: Hash,
    parsed: Parsed,
    shown: Shown,
}

impl Remembered {
    /// Returns the document as it was, of a file that can no longer be read.
    fn unreadable(&self, path: &SitePath, error: &io::Error) -> Remembered {
        let said = error.to_string();

        Remembered {
            // No bytes are known, so that whatever can be read again is parsed.
            hash: Hash::digest(said.as_bytes()),
            parsed: Parsed {
                document: Arc::clone(&self.parsed.document),
                findings: [read::unreadable(path, &ReadFailure::Io(said))].into(),
            },
            shown: Shown::Earlier,
        }
    }
}

/// Which state of a document is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The file as it is; it was parsed whole.
    Whole,
    /// As much of the file as could be parsed.
    Partly,
    /// The last state that could be parsed whole; the findings are those of the file as it is.
    Earlier,
}

/// The settings that are in force.
struct Settings {
    bytes: Option<Arc<[u8]>>,
    config: Config,
    findings: Vec<Diagnostic>,
}

/// The phrases that are in force.
struct KnownPhrases {
    files: Vec<(SitePath, Hash)>,
    languages: Arc<PhraseBook>,
    findings: Vec<Diagnostic>,
}

/// What a look at the files brought.
#[derive(Default)]
pub(super) struct Read {
    /// What has other bytes than before, is new, or is gone.
    pub(super) changed: BTreeSet<SitePath>,
    /// How many documents were parsed.
    pub(super) parsed: usize,
}

/// What is at some paths now, and what was there before.
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

/// How files are looked at.
#[derive(Debug, Clone, Copy)]
struct LookOptions {
    mode: Mode,
    /// Whether nothing is remembered yet.
    is_first: bool,
    /// Whether the site's language is another than that which its pages were read in.
    is_other_language: bool,
}

/// A file after it was looked at.
enum Look {
    Same,
    New(Known, Option<Arc<[u8]>>),
    Gone,
}

impl Memory {
    /// Reads what may have changed.
    pub(super) fn read(
        &mut self,
        files: &dyn Files,
        mode: Mode,
        changes: &Changes,
    ) -> io::Result<Read> {
        let (listed, before) = match changes {
            Changes::All => (files.list()?, self.files.keys().cloned().collect()),
            Changes::Paths(hints) => self.at(files, hints)?,
        };

        let is_first = self.files.is_empty();
        let mut read = Read::default();

        // The settings come first: the language of the site decides by which words its pages are read.
        let (settings, mut others) = Listing { listed, before }.split_settings();
        let options = LookOptions { mode, is_first, is_other_language: false };
        self.take(files, options, settings, &mut read)?;
        self.configure(mode);

        let lexicon = self.site_lexicon();
        let words = |lexicon: Option<&'static Lexicon>| lexicon.map(std::ptr::from_ref);
        let is_other_language = !is_first && words(lexicon) != words(self.lexicon);
        self.lexicon = lexicon;

        // In another language every page is read differently, though its bytes are the same.
        if is_other_language {
            let before = self.files.keys().cloned().collect();
            others = Listing { listed: files.list()?, before }.split_settings().1;
        }

        let options = LookOptions { is_other_language, ..options };
        self.take(files, options, others, &mut read)?;

        Ok(read)
    }

    /// Looks at what is listed, and takes over what is new; what was there before and is not found is
    /// forgotten.
    fn take(
        &mut self,
        files: &dyn Files,
        options: LookOptions,
        listing: Listing,
        read: &mut Read,
    ) -> io::Result<()> {
        let looks: Vec<(SitePath, Look)> = listing
            .listed
            .into_par_iter()
            .map(|listed| {
                let look = self.look(files, options, &listed);
                look.map(|look| (listed.path().clone(), look))
            })
            .collect::<io::Result<_>>()?;

        let mut gone = listing.before;
        for (path, look) in looks {
            match look {
                Look::Same => {
                    gone.remove(&path);
                }
                Look::Gone => {}
                Look::New(known, bytes) => {
                    gone.remove(&path);
                    read.parsed += usize::from(matches!(known, Known::Document(_)));
                    if let Some(bytes) = bytes {
                        Arc::make_mut(&mut self.kept).insert(path.clone(), bytes);
                    }

                    self.files.insert(path.clone(), known);
                    read.changed.insert(path);
                }
            }
        }

        for path in gone {
            self.files.remove(&path);
            if self.kept.contains_key(&path) {
                Arc::make_mut(&mut self.kept).remove(&path);
            }

            read.changed.insert(path);
        }

        Ok(())
    }

    /// Returns the words of the site's language.
    fn site_lexicon(&self) -> Option<&'static Lexicon> {
        let settings = self.config.as_ref()?;
        Lexicon::for_language(settings.config.language.value.as_str())
    }

    /// Lists what lies at or below some paths now, and what did before.
    fn at(
        &self,
        files: &dyn Files,
        hints: &BTreeSet<SitePath>,
    ) -> io::Result<(Vec<FileEntry>, BTreeSet<SitePath>)> {
        let mut listed = BTreeSet::new();
        let mut before = BTreeSet::new();
        for hint in hints {
            listed.extend(files.list_at(hint)?);
            if self.files.contains_key(hint) {
                before.insert(hint.clone());
            }

            let from = SitePath::new(format!("{hint}/"));
            let below = self.files.range(from..).map(|(path, _)| path);
            before.extend(below.take_while(|path| path.is_at_or_below(hint)).cloned());
        }

        Ok((listed.into_iter().collect(), before))
    }

    fn look(
        &self,
        files: &dyn Files,
        options: LookOptions,
        listed: &FileEntry,
    ) -> io::Result<Look> {
        let (path, unreadable) = match listed {
            FileEntry::File(path) => (path, None),
            FileEntry::Unreadable(path, why) => (path, Some(why)),
        };
        let mode = options.mode;
        let known = self.files.get(path);
        if let Some(why) = unreadable {
            return Ok(match known {
                Some(Known::Unreadable(known)) if known == why => Look::Same,
                _ => Look::New(Known::Unreadable(why.clone()), None),
            });
        }

        let looked = match Use::of(path) {
            None => return Ok(Look::Gone),
            Some(Use::Document) => self.look_at_document(files, options, path),

            Some(Use::Settings | Use::Template | Use::Phrases) => files.read(path).map(|bytes| {
                let hash = Hash::digest(&bytes);
                match known {
                    Some(Known::Text(before, _)) if *before == hash => Look::Same,
                    _ => Look::New(Known::Text(hash, bytes.into()), None),
                }
            }),

            // Nobody asks a first build what changed, and it need not read what it only copies.
            Some(Use::Other) if options.is_first => Ok(Look::New(Known::Asset(None), None)),

            Some(used @ (Use::Style | Use::Other)) => {
                let hash = match used {
                    Use::Style => read::hash(files, path),
                    _ => files.stamp(path).map(|stamp| stamp.hash),
                };

                hash.map(|hash| match known {
                    Some(Known::Asset(Some(before))) if *before == hash => Look::Same,
                    _ => Look::New(Known::Asset(Some(hash)), None),
                })
            }
        };

        match looked {
            // Between the listing and now the file went, or was taken away from us.
            Err(error) if mode != Mode::Once => Ok(match (error.kind(), known) {
                (io::ErrorKind::NotFound, _) => Look::Gone,
                (_, Some(Known::Document(known))) if mode == Mode::Preview => {
                    Look::New(Known::Document(known.unreadable(path, &error)), None)
                }
                _ => Look::New(Known::Unreadable(ReadFailure::Io(error.to_string())), None),
            }),
            looked => looked.map_err(|error| read::named(path, &error)),
        }
    }

    fn look_at_document(
        &self,
        files: &dyn Files,
        options: LookOptions,
        path: &SitePath,
    ) -> io::Result<Look> {
        let mode = options.mode;
        let bytes = files.read(path)?;
        let hash = Hash::digest(&bytes);
        let known = match self.files.get(path) {
            Some(Known::Document(known)) if known.hash == hash && !options.is_other_language => {
                return Ok(Look::Same);
            }
            Some(Known::Document(known)) => Some(known),
            _ => None,
        };

        let kept: Option<Arc<[u8]>> = (mode != Mode::Once).then(|| bytes.as_slice().into());
        let parsed = read::document(path, bytes, self.lexicon);
        if !has_errors(&parsed.findings) {
            let new = Remembered { hash, parsed, shown: Shown::Whole };
            return Ok(Look::New(Known::Document(new), kept));
        }

        let good = known.filter(|known| known.shown != Shown::Partly);

        Ok(match good.filter(|_| mode == Mode::Preview) {
            Some(good) => {
                let document = Arc::clone(&good.parsed.document);
                let parsed = Parsed { document, findings: parsed.findings };
                let new = Remembered { hash, parsed, shown: Shown::Earlier };
                Look::New(Known::Document(new), None)
            }
            None => {
                let new = Remembered { hash, parsed, shown: Shown::Partly };
                Look::New(Known::Document(new), kept)
            }
        })
    }

    /// Reads the settings anew where their file has other bytes.
    fn configure(&mut self, mode: Mode) {
        let path = config::path();
        let bytes = match self.files.get(&path) {
            Some(Known::Text(_, bytes)) => Some(Arc::clone(bytes)),
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
                let is_broken = mode == Mode::Preview && has_errors(&findings);
                let config = match last.filter(|_| is_broken) {
                    Some(last) => last.config,
                    None => config,
                };

                Settings { bytes, config, findings }
            }
        });
    }

    /// Returns the settings in force, and what is wrong with the file.
    pub(super) fn config(&self) -> (Config, Vec<Diagnostic>) {
        match &self.config {
            Some(settings) => (settings.config.clone(), settings.findings.clone()),
            None => (Config::default(), Vec::new()),
        }
    }

    /// Returns the phrases of the languages, read when one of their files changes and at no other
    /// time.
    pub(super) fn languages(&mut self, mode: Mode) -> (Arc<PhraseBook>, Vec<Diagnostic>) {
        let texts = self.files.iter().filter_map(|(path, known)| match known {
            Known::Text(hash, bytes) if Use::of(path) == Some(Use::Phrases) => {
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

                let (languages, found) = PhraseBook::read(&sources);
                findings.extend(found);

                let is_broken = mode == Mode::Preview && has_errors(&findings);
                let languages = match last.filter(|_| is_broken) {
                    Some(last) => last.languages,
                    None => Arc::new(languages),
                };

                KnownPhrases { files, languages, findings }
            }
        };
        let shown = (Arc::clone(&known.languages), known.findings.clone());

        self.phrases = Some(known);

        shown
    }

    /// Tells whether a path is that of an entry which must not, or cannot, be read.
    pub(super) fn is_unreadable(&self, path: &SitePath) -> bool {
        matches!(self.files.get(path), Some(Known::Unreadable(_)))
    }

    /// Returns what is wrong with entries that cannot be read.
    pub(super) fn unreadable_findings(&self) -> Vec<Diagnostic> {
        let unreadable = self.files.iter().filter_map(|(path, known)| match known {
            Known::Unreadable(why) => Some(read::unreadable(path, why)),
            _ => None,
        });
        unreadable.collect()
    }

    /// Returns the templates, compiled, and the hashes of what pages ask for.
    pub(super) fn theme(&mut self, mode: Mode) -> (Arc<Theme>, Vec<Diagnostic>) {
        let templates = self.files.iter().filter_map(|(path, known)| match known {
            Known::Text(hash, bytes) if Use::of(path) == Some(Use::Template) => {
                Some(theme::Template { path, hash: *hash, bytes })
            }
            _ => None,
        });

        let styles = self.files.iter().filter_map(|(path, known)| match known {
            Known::Asset(Some(hash)) if Use::of(path) == Some(Use::Style) => {
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
            if let Known::Document(known) = known {
                documents.push(Arc::clone(&known.parsed.document));
                findings.extend(known.parsed.findings.iter().cloned());
            }
        }

        (documents, findings)
    }

    /// Returns the files that are published as they are.
    pub(super) fn assets(&self) -> Vec<SitePath> {
        let is_asset = |known: &Known| matches!(known, Known::Asset(_));
        let assets = self.files.iter().filter(|(_, known)| is_asset(known));
        assets.map(|(path, _)| path.clone()).collect()
    }

    /// Tells whether a document is shown as it was before its file broke.
    pub(super) fn is_shown_as_it_was(&self, path: &SitePath) -> bool {
        match self.files.get(path) {
            Some(Known::Document(known)) => known.shown == Shown::Earlier,
            _ => false,
        }
    }

    /// Returns the hash of a file's bytes, where they were looked at.
    pub(super) fn hash(&self, path: &SitePath) -> Option<Hash> {
        match self.files.get(path)? {
            Known::Unreadable(_) => None,
            Known::Text(hash, _) => Some(*hash),
            Known::Document(known) => Some(known.hash),
            Known::Asset(hash) => *hash,
        }
    }

    /// Returns the documents' bytes as they are shown.
    pub(super) fn texts(&self) -> Kept {
        Arc::clone(&self.kept)
    }
}

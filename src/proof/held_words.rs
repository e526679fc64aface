//! What is held back, searched for in everything that is printed.
//!
//! In: the site with all that is held, its files, and printed bytes. Out: leaks, and their findings. Invariant:
//! whatever a public page has in its own text as well is no leak by the program; that is said as a warning.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::phrase_scan::{PhraseScan, word_count};
use crate::content::prose_text;
use crate::content::{Document, Entry, Kind, Record};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::language::house_style;
use crate::render::Edition;
use crate::site::{DocumentId, EntryId, Hold, Publication, Site};
use crate::source::{Files, SitePath, Span};

/// The fewest words of a title that says something: fewer occur in any text.
const TITLE_WORDS: usize = 3;
/// The fewest words of a sentence.
const SENTENCE_WORDS: usize = 7;
/// The fewest digits of a value: shorter ones occur by chance.
const VALUE_DIGITS: usize = 4;
/// How many printed files a finding names.
const NAMED: usize = 3;

/// What is searched for, and whose it is.
#[derive(Debug)]
struct HeldPhrase {
    text: String,
    what: PhraseKind,
    document: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhraseKind {
    Title,
    /// A title of two words, which may stand beside each other by chance.
    ShortTitle,
    Address,
    Value,
    Sentence,
}

/// Everything of what is held back that would be a leak in print.
pub struct HeldWords {
    scan: PhraseScan,
    phrases: Vec<HeldPhrase>,
    /// The held documents, with what holds each.
    documents: Vec<(SitePath, Hold)>,
    /// The documents that are public.
    public: Vec<SitePath>,
    zone: TimeZone,
}

/// A phrase of what is held back in a printed file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    phrase: usize,
    /// The path of the file in the output folder.
    file: String,
}

impl HeldWords {
    /// Collects the words of what is held back from the edition that shows all of it; none where nothing is
    /// held.
    #[must_use]
    pub fn collect(rehearsal: &Edition, publication: &Publication) -> HeldWords {
        let site = rehearsal.site();
        let ids = || site.index().document_ids();
        let is_held = |id: &DocumentId| publication.hold(id.index()).is_some();
        let public: Vec<DocumentId> = ids().filter(|id| !is_held(id)).collect();
        let known = PublicFacts::collect(site, &public);

        let mut words = HeldWords {
            scan: PhraseScan::default(),
            phrases: Vec::new(),
            documents: Vec::new(),
            public: public.iter().map(|&id| site.index().document(id).path.clone()).collect(),
            zone: site.config().zone(),
        };
        for held in ids().filter(is_held) {
            let document = site.index().document(held);
            let hold = publication.hold(held.index());
            words.documents.extend(hold.map(|hold| (document.path.clone(), hold)));

            for id in site.index().entries_of(held) {
                words.add_entry(site, site.entry(id), &known);
                words.add_address(site, id, &known);
            }

            words.add_sentences(rehearsal.files(), document);
        }

        words
    }

    fn add(&mut self, what: PhraseKind, text: &str) {
        self.scan.add(text);
        let document = self.documents.len() - 1;
        self.phrases.push(HeldPhrase { text: text.to_owned(), what, document });
    }

    fn add_entry(&mut self, site: &Site, entry: &Entry, known: &PublicFacts<'_>) {
        let title = &*entry.head.title;
        let least = match entry.record.kind() {
            // A name and a surname are a name.
            Kind::Minister => 2,
            _ => TITLE_WORDS,
        };
        let words = word_count(title);
        if words >= 2 && !known.titles.contains(title) {
            let is_telling = words >= least;
            self.add(if is_telling { PhraseKind::Title } else { PhraseKind::ShortTitle }, title);
        }

        let figure = match &entry.record {
            Record::Figure(figure) => Some(figure),
            _ => None,
        };
        let series = figure.iter().flat_map(|figure| figure.all_series());
        let values = series.flat_map(|(_, one)| &one.series);
        for quantity in values.map(|it| &it.value.value) {
            let number = quantity.machine();
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            if digits >= VALUE_DIGITS && !known.values.contains(&number) {
                // As data has it, as pages do, and as somebody types it.
                let printed = site.language().quantity(quantity);
                let typed = house_style::quantity(quantity);
                self.add(PhraseKind::Value, &number);
                self.add(PhraseKind::Value, &printed);
                if typed != printed {
                    self.add(PhraseKind::Value, &typed);
                }
            }
        }
    }

    /// Adds the id of an entry, or else its address, and its old addresses.
    fn add_address(&mut self, site: &Site, id: EntryId, known: &PublicFacts<'_>) {
        let entry = site.entry(id);
        let own = &*entry.id.value;
        let address = site.address(id).as_str();
        let path = address.trim_matches('/');

        // Styles have names of two words. Of a page at the root only its name is left, which may be any word.
        if word_count(own) >= TITLE_WORDS && !known.ids.contains(own) {
            self.add(PhraseKind::Address, own);
        } else if path.contains('/') && !known.addresses.contains(address) {
            self.add(PhraseKind::Address, path);
        }

        let aliases = entry.head.aliases.iter().map(|alias| alias.value.trim_matches('/'));
        aliases
            .filter(|alias| alias.contains('/') || word_count(alias) >= TITLE_WORDS)
            .for_each(|alias| self.add(PhraseKind::Address, alias));
    }

    /// Adds the sentences of a document's summary and body.
    fn add_sentences(&mut self, files: &dyn Files, document: &Document) {
        let bytes = files.read(&document.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let body = prose_text(&text, document.body.start as usize, document.body.notes);
        let summary = document.own.head.summary.as_deref().unwrap_or_default();
        let sentences = [summary, &*body].into_iter().flat_map(sentences);

        for sentence in sentences.collect::<BTreeSet<_>>() {
            self.add(PhraseKind::Sentence, sentence);
        }
    }

    /// Searches a printed file.
    #[must_use]
    pub fn find(&self, file: &str, bytes: &[u8]) -> Vec<Leak> {
        let mut found = self.contained_in(bytes);
        found.extend(self.contained_in(file.as_bytes()));
        found.into_iter().map(|phrase| Leak { phrase, file: file.to_owned() }).collect()
    }

    /// Returns the phrases in some bytes; an id only as it is written, with its hyphens.
    fn contained_in(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let mut found = self.scan.find(bytes);
        found.retain(|phrase| {
            let HeldPhrase { text, what, .. } = &self.phrases[*phrase];
            *what != PhraseKind::Address || has_whole(bytes, text)
        });

        found
    }

    /// Returns the findings about leaks: errors, and warnings where a public page says the same itself.
    #[must_use]
    pub fn findings(&self, leaks: Vec<Leak>, files: &dyn Files) -> Vec<Diagnostic> {
        let mut by_phrase: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for leak in leaks {
            by_phrase.entry(leak.phrase).or_default().push(leak.file);
        }

        if by_phrase.is_empty() {
            return Vec::new();
        }

        let written = self.written_in_public(files, &by_phrase);
        let findings = by_phrase.iter().filter_map(|(phrase, printed)| {
            self.finding(&self.phrases[*phrase], printed, written.get(phrase))
        });

        findings.collect()
    }

    /// Returns for each phrase the first public page that contains it in its own text.
    fn written_in_public(
        &self,
        files: &dyn Files,
        found: &BTreeMap<usize, Vec<String>>,
    ) -> BTreeMap<usize, SitePath> {
        let read = |path: &SitePath| {
            let bytes = files.read(path).unwrap_or_default();
            let phrases = self.contained_in(&bytes).into_iter();
            let phrases: Vec<usize> = phrases.filter(|phrase| found.contains_key(phrase)).collect();
            (path.clone(), phrases)
        };
        let pages: Vec<_> = self.public.par_iter().map(read).collect();

        let mut written = BTreeMap::new();
        for (path, phrases) in pages {
            for phrase in phrases {
                written.entry(phrase).or_insert_with(|| path.clone());
            }
        }

        written
    }

    fn finding(
        &self,
        phrase: &HeldPhrase,
        printed: &[String],
        written: Option<&SitePath>,
    ) -> Option<Diagnostic> {
        let (source, hold) = &self.documents[phrase.document];
        let what = match phrase.what {
            PhraseKind::Title | PhraseKind::ShortTitle => "the title",
            PhraseKind::Address if phrase.text.contains('/') => "the address",
            PhraseKind::Address => "the id",
            PhraseKind::Value => "the value",
            PhraseKind::Sentence => "a sentence",
        };
        let whose =
            format!("{what} `{}` of `{source}`, which is {}", phrase.text, hold.words(&self.zone));

        if let Some(page) = written {
            // A sentence that two pages share is said in public already.
            let is_telling = phrase.what == PhraseKind::Title;
            let place = Place::new(page, Span::new(0, 0));
            let message = format!("this public page contains {whose}");
            let finding = Diagnostic::new(Code::EmbargoLeak, place, message)
                .severity(Severity::Warning)
                .help("take it out until then, unless it is public knowledge")
                .label(Place::new(source, Span::new(0, 0)), "what is held back");
            return is_telling.then_some(finding);
        }

        let more = printed.len().saturating_sub(NAMED);
        let named: Vec<_> = printed.iter().take(NAMED).map(|file| format!("`{file}`")).collect();
        let more = if more > 0 { format!(" and {more} more files") } else { String::new() };
        let message = format!("{}{more} would publish {whose}", named.join(", "));

        let severity = match phrase.what {
            PhraseKind::ShortTitle => Severity::Warning,
            _ => Severity::Error,
        };
        let finding =
            Diagnostic::new(Code::EmbargoLeak, Place::new(source, Span::new(0, 0)), message);

        Some(finding.severity(severity).help(
            "no public page contains it, so look for it in `templates/`, `static/` and `site.yaml`",
        ))
    }
}

/// Tells whether some bytes contain an id or an address as a whole: `harbour` is not in `harbour-2`.
fn has_whole(bytes: &[u8], text: &str) -> bool {
    let goes_on = |byte: Option<&u8>| {
        byte.is_some_and(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
    };

    memchr::memmem::find_iter(bytes, text.as_bytes()).any(|at| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        !goes_on(before) && !goes_on(bytes.get(at + text.len()))
    })
}

/// What public records and pages are called.
#[derive(Default)]
struct PublicFacts<'d> {
    titles: BTreeSet<&'d str>,
    ids: BTreeSet<&'d str>,
    addresses: BTreeSet<&'d str>,
    values: BTreeSet<String>,
}

impl<'d> PublicFacts<'d> {
    fn collect(site: &'d Site, documents: &[DocumentId]) -> PublicFacts<'d> {
        let mut facts = PublicFacts::default();
        for id in documents.iter().flat_map(|&document| site.index().entries_of(document)) {
            let entry = site.entry(id);
            facts.addresses.insert(site.address(id).as_str());
            facts.titles.insert(&entry.head.title);
            facts.ids.insert(&entry.id.value);
            if let Record::Figure(figure) = &entry.record {
                let values = figure.all_series().flat_map(|(_, one)| &one.series);
                facts.values.extend(values.map(|it| it.value.value.machine()));
            }
        }

        facts
    }
}

/// Returns the sentences of a text that are words alone: what has markup within is printed in another form.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let sentences = text.split(['.', '!', '?', '\n', ':', ';']).map(str::trim);
    sentences.filter(|sentence| {
        !sentence.contains(['[', '`', '<', '{', '|', '(']) && word_count(sentence) >= SENTENCE_WORDS
    })
}

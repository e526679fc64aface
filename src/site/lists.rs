//! Lists: the order of each kind, of each section, and of everything under a term.
//!
//! In: an [`Index`], and the lists of the previous site. Out: its [`Lists`]. Invariant: if an edit does not
//! change a list, the previous list is shared.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::changes::{self, SiteChange};
use super::data_file::DataFile;
use super::delta::Delta;
use super::id::EntryId;
use super::index::Index;
use super::terms::{self, CountrySources, Terms};
use super::translations::Translations;
use crate::content::agreement::Agreement;
use crate::content::briefing::Briefing;
use crate::content::minister::{Minister, Standing};
use crate::content::{Entry, Kind, Record};
use crate::source::Spanned;
use crate::value::Date;

/// The entries of each kind, in the order in which its list shows them.
type ByKind = [Arc<[EntryId]>; 5];

/// Every list of a site, and the order that all of them follow.
#[derive(Debug)]
pub struct Lists {
    /// The rank of each entry among all: dated pages newest first, then the others by path.
    ranks: Arc<[u32]>,
    by_kind: ByKind,
    section_items: Arc<HashMap<EntryId, Vec<EntryId>>>,
    topics: Arc<Terms>,
    countries: Arc<Terms>,
    /// The briefings that are withdrawn, newest first; no other list has them.
    withdrawn: Arc<[EntryId]>,
    /// What changed after it was published, newest first.
    changes: Arc<[SiteChange]>,
}

impl Lists {
    /// Sorts the entries of a site; a list that the edit does not change is shared with the previous site.
    pub(super) fn build(
        index: &Index,
        translations: &Translations,
        delta: &Delta<'_>,
        previous: Option<&Lists>,
    ) -> Lists {
        let moves = Moves::by(delta, index);
        let ranks = match previous.filter(|_| !moves.dates) {
            Some(previous) => Arc::clone(&previous.ranks),
            None => reuse_if_equal(ranks(index), previous.map(|it| &it.ranks)),
        };

        let has_same_ranks = previous.is_some_and(|it| Arc::ptr_eq(&ranks, &it.ranks));
        let by_kind = Kind::ALL.map(|kind| {
            let known = previous.map(|it| &it.by_kind[kind as usize]);

            // Only briefings are sorted by rank: no other kind has a date of publication.
            let is_moved =
                moves.kinds[kind as usize] || (kind == Kind::Briefing && !has_same_ranks);

            match known.filter(|_| !is_moved) {
                Some(known) => Arc::clone(known),
                None => reuse_if_equal(sort_kind(index, translations, kind, &ranks), known),
            }
        });

        // The previous site, if the lists of these kinds are the same as its own.
        let with_same = |kinds: &[Kind]| {
            previous.filter(|it| {
                let is_same = |&kind: &usize| Arc::ptr_eq(&by_kind[kind], &it.by_kind[kind]);
                kinds.iter().map(|&kind| kind as usize).all(|kind| is_same(&kind))
            })
        };

        let section_items = match with_same(&Kind::ALL) {
            Some(previous) => Arc::clone(&previous.section_items),
            None => Arc::new(section_items(index, &by_kind)),
        };

        let topics = match with_same(&[Kind::Briefing]).filter(|_| !moves.topics) {
            Some(previous) => Arc::clone(&previous.topics),
            None => Arc::new(terms::topics(index, &by_kind[Kind::Briefing as usize])),
        };

        let namers = [Kind::Briefing, Kind::Agreement, Kind::Minister];
        let countries = match with_same(&namers).filter(|_| !moves.countries) {
            Some(previous) => Arc::clone(&previous.countries),
            None => {
                let [briefings, agreements, ministers] =
                    namers.map(|kind| &*by_kind[kind as usize]);
                let sources = CountrySources { briefings, agreements, ministers };
                Arc::new(terms::countries(index, &sources))
            }
        };

        let known = previous.map(|it| &it.withdrawn);
        let withdrawn =
            match known.filter(|_| has_same_ranks && !moves.kinds[Kind::Briefing as usize]) {
                Some(known) => Arc::clone(known),
                None => reuse_if_equal(withdrawn(index, translations, &ranks), known),
            };

        // Few pages change, and to look at all of them takes less time than to find out whether one did.
        let changes = changes::collect(index, translations);
        let changes = reuse_if_equal(changes, previous.map(|it| &it.changes));

        Lists { ranks, by_kind, section_items, topics, countries, withdrawn, changes }
    }

    /// Returns the pages or records of a kind, in the order in which their list shows them.
    pub fn of_kind(&self, kind: Kind) -> &[EntryId] {
        &self.by_kind[kind as usize]
    }

    /// Returns the briefings that are withdrawn, newest first; no other list has them.
    pub fn withdrawn(&self) -> &[EntryId] {
        &self.withdrawn
    }

    /// Returns what changed after it was published, newest first.
    pub fn changes(&self) -> &[SiteChange] {
        &self.changes
    }

    /// Returns the pages below a section's folder, in the order of their kind's list.
    pub fn section_items(&self, id: EntryId) -> &[EntryId] {
        self.section_items.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the topics, by their title.
    pub fn topics(&self) -> &Terms {
        &self.topics
    }

    /// Returns the countries, by their name.
    pub fn countries(&self) -> &Terms {
        &self.countries
    }

    /// Returns the files for programs that the site publishes: none for a kind without records.
    pub fn data_files(&self) -> impl Iterator<Item = DataFile> {
        DataFile::ALL.into_iter().filter(|file| match file.kind() {
            Some(kind) => !self.of_kind(kind).is_empty(),
            None => self.has_data(),
        })
    }

    /// Tells whether the site publishes anything for programs.
    pub fn has_data(&self) -> bool {
        let mut kinds = DataFile::ALL.iter().filter_map(|file| file.kind());
        kinds.any(|kind| !self.of_kind(kind).is_empty())
    }

    /// Returns the sort key of an entry in lists that show the newest first.
    pub(super) fn rank(&self, id: EntryId) -> u32 {
        self.ranks[id.index()]
    }

    /// Tells whether two sites sort their pages by date in the same order.
    pub(super) fn has_ranks_of(&self, other: &Lists) -> bool {
        Arc::ptr_eq(&self.ranks, &other.ranks)
    }

    /// Tells whether two sites have the same terms, with the same number of entries under each, and as many changes.
    pub(super) fn has_terms_of(&self, other: &Lists) -> bool {
        Arc::ptr_eq(&self.topics, &other.topics)
            && Arc::ptr_eq(&self.countries, &other.countries)
            && self.changes.len() == other.changes.len()
    }
}

// Later stages compare lists by pointer, so an equal list must be the previous one.
fn reuse_if_equal<T: PartialEq>(new: Vec<T>, known: Option<&Arc<[T]>>) -> Arc<[T]> {
    match known {
        Some(known) if new[..] == **known => Arc::clone(known),
        _ => new.into(),
    }
}

/// Which lists an edit may have changed.
#[derive(Default)]
struct Moves {
    dates: bool,
    kinds: [bool; 5],
    topics: bool,
    countries: bool,
}

impl Moves {
    /// Compares the documents that changed; without a previous site everything has moved.
    fn by(delta: &Delta<'_>, index: &Index) -> Moves {
        let Some(versions) = delta.versions(index) else {
            return Moves { dates: true, kinds: [true; 5], topics: true, countries: true };
        };

        let mut moves = Moves::default();
        for (previous, document) in versions {
            for (one, other) in document.entries().zip(previous.entries()) {
                moves.note(one, other);
            }
        }

        moves
    }

    /// Marks the lists in which two versions of an entry would differ.
    fn note(&mut self, one: &Entry, other: &Entry) {
        let kind = one.record.kind() as usize;
        match (&one.record, &other.record) {
            (Record::Briefing(one), Record::Briefing(other)) => {
                let instant = |it: &Briefing| it.date.as_ref().map(|date| date.value.instant());
                self.dates |= instant(one) != instant(other);
                self.topics |= !is_written_alike(&one.topics, &other.topics);
                self.countries |= !is_written_alike(&one.countries, &other.countries);

                let day = |it: &Briefing| {
                    let withdrawn = it.withdrawn.as_ref()?;
                    Some(withdrawn.date.as_ref().map(|date| date.value))
                };
                self.kinds[kind] |= day(one) != day(other);
            }

            (Record::Agreement(one), Record::Agreement(other)) => {
                let events = |it: &Agreement| {
                    let events = it.timeline.iter().map(|it| (it.date.value, it.event.clone()));
                    events.collect::<Vec<_>>()
                };
                self.kinds[kind] |= events(one) != events(other);
                self.countries |= !is_written_alike(&one.parties, &other.parties);
            }

            (Record::Minister(one), Record::Minister(other)) => {
                let country =
                    |it: &Minister| it.country.as_ref().map(|country| country.value.clone());
                self.countries |= country(one) != country(other);

                let dates = |it: &Minister| {
                    let dates = |date: &Option<Spanned<Date>>| date.as_ref().map(|it| it.value);
                    let roles = it.roles.iter().map(|it| (dates(&it.from), dates(&it.to)));
                    roles.collect::<Vec<_>>()
                };
                self.kinds[kind] |= one.sort_name != other.sort_name || dates(one) != dates(other);
                // The default name to sort by depends on the country.
                self.kinds[kind] |= country(one) != country(other);
            }

            // Pages and figures are listed by title alone, which is compared below for all.
            _ => {}
        }

        self.kinds[kind] |=
            is_listed_by_title(one.record.kind()) && one.head.title != other.head.title;
    }
}

fn is_listed_by_title(kind: Kind) -> bool {
    matches!(kind, Kind::Page | Kind::Minister | Kind::Figure)
}

/// Compares the written values without their places.
fn is_written_alike<T: PartialEq>(one: &[Spanned<T>], other: &[Spanned<T>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.value == other.value)
}

/// Sorts a kind as its list shows it.
fn sort_kind(
    index: &Index,
    translations: &Translations,
    kind: Kind,
    ranks: &[u32],
) -> Vec<EntryId> {
    // A list shows a page and its translations once, as the source, and nothing that is withdrawn.
    let is_listed = |id: &EntryId| {
        index.kind(*id) == kind
            && !index.is_section(*id)
            && translations.source_of(*id).is_none()
            && !index.is_withdrawn(*id)
    };

    let mut listed: Vec<EntryId> = index.entries().filter(is_listed).collect();
    match kind {
        Kind::Briefing => listed.sort_by_key(|&id| ranks[id.index()]),
        Kind::Agreement => {
            // Only past events count: a planned one does not make an agreement recent.
            let last_event = |id: EntryId| {
                let event = index.agreement(id)?.status_on(index.as_of().day)?;
                Some(event.date.value)
            };
            listed.sort_by_cached_key(|&id| (Reverse(last_event(id)), id));
        }
        Kind::Minister => {
            let day = index.as_of().day;
            let language = index.language();

            listed.sort_by_cached_key(|&id| {
                let name = index.title(id);
                let minister = index.minister(id);
                let sort_name = minister.map_or(name, |it| it.sort_name(name));
                let group = minister.map_or(1, |it| match it.standing_on(day) {
                    Standing::InOffice => 0,
                    Standing::Unknown => 1,
                    Standing::Former(_) => 2,
                });
                (group, language.sort_key(sort_name), language.sort_key(name), id)
            });
        }
        Kind::Page | Kind::Figure => {
            let language = index.language();
            listed.sort_by_cached_key(|&id| (language.sort_key(index.title(id)), id));
        }
    }

    listed
}

/// Returns the briefings that are withdrawn, newest first.
fn withdrawn(index: &Index, translations: &Translations, ranks: &[u32]) -> Vec<EntryId> {
    let is_listed = |id: &EntryId| index.is_withdrawn(*id) && translations.source_of(*id).is_none();
    let mut withdrawn: Vec<EntryId> = index.entries().filter(is_listed).collect();
    withdrawn.sort_by_key(|&id| ranks[id.index()]);

    withdrawn
}

/// Collects the pages below each section's folder, in the order of their kind's list.
fn section_items(index: &Index, by_kind: &ByKind) -> HashMap<EntryId, Vec<EntryId>> {
    let mut items: HashMap<EntryId, Vec<EntryId>> = HashMap::new();
    let all = by_kind.iter().flat_map(|list| list.iter().copied());
    for id in all.filter(|&id| index.is_filed(id)) {
        let folder = index.file(id).path.folder().strip_prefix("content").unwrap_or_default();

        // A section lists what is below it at any depth, as `briefings/2025/` is part of
        // `briefings/`.
        let folders = std::iter::successors(Some(folder.trim_start_matches('/')), |folder| {
            folder.rsplit_once('/').map(|(above, _)| above)
        });

        for section in folders.filter_map(|folder| index.section(folder)) {
            items.entry(section).or_default().push(id);
        }
    }

    items
}

/// Gives every entry its rank among all: newest first, then by path; pages without a date last.
fn ranks(index: &Index) -> Vec<u32> {
    let mut ids: Vec<EntryId> = index.entries().collect();
    ids.sort_by_cached_key(|&id| {
        let date = index.briefing(id).and_then(|briefing| briefing.date.as_ref());
        (Reverse(date.map(|date| date.value.instant())), id)
    });

    let mut ranks = vec![0; ids.len()];
    for (rank, id) in (0..).zip(ids) {
        ranks[id.index()] = rank;
    }

    ranks
}

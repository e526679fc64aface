//! Records with one title that give different values for one thing.
//!
//! In: the figures of a site. Out: [`Twins`], and findings about their values. Invariant: records that differ
//! in anything (unit, measure, place, publisher) are two things.

use std::collections::{BTreeMap, HashMap};

use super::SOONEST_REVISION;
use crate::check::place::place_of_value;
use crate::content::Kind;
use crate::content::figure::{Figure, Observation};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::value::{Day, Period, Unit};

/// The figures that have more than one record.
#[derive(Default)]
pub(super) struct Twins {
    /// The records of each, in the order of their files.
    groups: Vec<Vec<EntryId>>,
    /// The first record of each record's group.
    firsts: HashMap<EntryId, EntryId>,
}

/// What two records of one thing must have in common; in lower case.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    unit: String,
    measure: Option<String>,
    geography: Option<String>,
    publisher: Option<String>,
}

impl Twins {
    pub(super) fn find(site: &Site) -> Twins {
        let mut twins = Twins::default();
        let title = |id: EntryId| site.title(id).to_lowercase();

        // Sorted by title, so that equal ones are adjacent.
        let listed = site.listed(Kind::Figure);
        for alike in listed.chunk_by(|&one, &two| title(one) == title(two)) {
            if alike.len() > 1 {
                twins.add(site, alike);
            }
        }

        twins
    }

    fn add(&mut self, site: &Site, alike: &[EntryId]) {
        let mut groups: BTreeMap<Identity, Vec<EntryId>> = BTreeMap::new();
        for &id in alike {
            if let Some(figure) = site.figure(id) {
                groups.entry(Identity::read(figure)).or_default().push(id);
            }
        }

        for mut group in groups.into_values().filter(|group| group.len() > 1) {
            group.sort_unstable();
            self.firsts.extend(group.iter().map(|&id| (id, group[0])));
            self.groups.push(group);
        }
    }

    /// Returns the first record of the thing that a record describes.
    pub(super) fn first(&self, id: EntryId) -> EntryId {
        self.firsts.get(&id).copied().unwrap_or(id)
    }
}

impl Identity {
    fn read(figure: &Figure) -> Identity {
        let lower = |text: Option<&str>| text.map(str::to_lowercase);
        let value = figure.series.first().map(|it| it.value.value.unit());
        let unit = value.filter(|it| **it != Unit::None).or(figure.unit.as_ref());

        Identity {
            unit: format!("{unit:?}").to_lowercase(),
            measure: lower(figure.measure.as_deref()),
            geography: lower(figure.geography.as_deref()),
            publisher: lower(figure.source.as_ref().and_then(|it| it.publisher.as_deref())),
        }
    }
}

/// A settled value of one of several records.
struct RecordedValue<'s> {
    id: EntryId,
    figure: &'s Figure,
    period: Period,
    observation: &'s Observation,
}

/// Reports differing values in records of one thing.
pub(super) fn differing(site: &Site, twins: &Twins) -> Vec<Diagnostic> {
    let mut findings = Vec::new();

    for group in &twins.groups {
        let mut values: Vec<_> = group.iter().flat_map(|&id| settled(site, id)).collect();
        // The value known first is taken as right; for one day, that in the first file.
        values.sort_by_key(|it| (it.period.last(), it.period.first(), it.known_from(), it.id));

        for of_one_period in values.chunk_by(|one, two| one.period == two.period) {
            let [first, others @ ..] = of_one_period else {
                continue;
            };

            let differing = others.iter().filter(|it| it.contradicts(site, first));
            findings.extend(differing.map(|it| finding(site, first, it)));
        }
    }

    findings
}

impl RecordedValue<'_> {
    fn known_from(&self) -> Option<Day> {
        self.figure.known_from(self.observation)
    }

    fn contradicts(&self, site: &Site, other: &RecordedValue<'_>) -> bool {
        let interval = |it: &RecordedValue<'_>| it.observation.value.value.interval();
        let id = |it: &RecordedValue<'_>| &site.entry(it.id).id.value;

        // Two definitions of one id are reported elsewhere.
        id(self) != id(other) && !interval(self).meets(&interval(other))
    }
}

/// Lists the known values of a record that are neither provisional nor revised.
fn settled(site: &Site, id: EntryId) -> Vec<RecordedValue<'_>> {
    let Some(figure) = site.figure(id) else {
        return Vec::new();
    };

    let known = figure.known_on(site.as_of().day);
    let is_settled =
        |it: &&Observation| !it.provisional && it.revised.is_empty() && it.note.is_none();

    let settled = known.filter(is_settled).filter_map(|observation| {
        let period = observation.period.as_ref()?.value;
        Some(RecordedValue { id, figure, period, observation })
    });
    settled.collect()
}

fn finding(site: &Site, first: &RecordedValue<'_>, second: &RecordedValue<'_>) -> Diagnostic {
    let words = |it: &RecordedValue<'_>| house_style::quantity(&it.observation.value.value);
    let id = &site.entry(first.id).id.value;

    let message = format!(
        "{} for {}; the record `{id}`, of the same title, has {}",
        words(second),
        house_style::period(&second.period),
        words(first)
    );
    let help = format!(
        "keep one record, `{id}`, with later values under `revised`; if the two count different things, \
         say so in their `title` or `measure`"
    );

    let finding = Diagnostic::new(
        Code::Contradiction,
        place_of_value(site, second.id, second.observation.value.span),
        message,
    )
    .label(place_of_value(site, first.id, first.observation.value.span), "the other value")
    .help(help);

    // The later value may be a revision of the earlier.
    let known = first.known_from().zip(second.known_from());
    let apart = known.and_then(|(one, two)| two.since(one).ok());
    let is_soon = apart.is_none_or(|span| span.get_days().abs() <= SOONEST_REVISION);

    match is_soon {
        true => finding,
        false => finding.severity(Severity::Warning),
    }
}

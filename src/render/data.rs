//! A figure's values as CSV (RFC 4180), for readers who compute with them.

use crate::content::figure::Figure;
use crate::site::{EntryId, Site};
use crate::value::Period;

/// Writes the values that are known on the build's day.
pub(super) fn csv(site: &Site, id: EntryId, figure: &Figure) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: [&str; 12]| {
        writer.write_record(cells).expect("the cells of a row go into memory");
    };
    row([
        "figure",
        "period",
        "first_day",
        "last_day",
        "value",
        "written",
        "unit",
        "low",
        "high",
        "provisional",
        "published",
        "revised_from",
    ]);
    let day = site.as_of().day;
    for first in &figure.series {
        let mut versions = figure.versions_on(first, day);
        let Some(observation) = versions.next_back() else {
            continue;
        };
        let earlier = versions.next_back();
        let period = observation.period.as_ref().map(|period| &period.value);
        let quantity = &observation.value.value;
        let interval = quantity.interval();
        let bound = |bound: Option<crate::value::Bound>| {
            bound.map_or_else(String::new, |it| it.value.to_string())
        };
        row([
            &site.entry(id).id.value,
            &period.map(Period::words).unwrap_or_default(),
            &period.map(|it| it.first().to_string()).unwrap_or_default(),
            &period.map(|it| it.last().to_string()).unwrap_or_default(),
            &quantity.machine(),
            &quantity.words(),
            &figure.unit.as_ref().unwrap_or(quantity.unit()).to_string(),
            &bound(interval.low()),
            &bound(interval.high()),
            if observation.provisional { "yes" } else { "no" },
            &observation.published.as_ref().map(|date| date.value.iso()).unwrap_or_default(),
            &earlier.map(|earlier| earlier.value.value.machine()).unwrap_or_default(),
        ]);
    }
    writer.into_inner().expect("a writer to memory can be flushed")
}

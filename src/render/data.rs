//! A figure's values as CSV (RFC 4180), for readers who compute with them.

use crate::content::figure::Figure;
use crate::site::{EntryId, Site};
use crate::value::Period;

/// Writes the values that are known on the build's day.
pub(super) fn csv(site: &Site, id: EntryId, figure: &Figure) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: [&str; 10]| {
        writer.write_record(cells).expect("ten cells go into a row of ten, in memory");
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
    ]);
    for observation in figure.known_on(site.as_of().day) {
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
        ]);
    }
    writer.into_inner().expect("a writer to memory can be flushed")
}

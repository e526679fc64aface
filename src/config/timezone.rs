//! The time zone of a site.
//!
//! In: a name of the IANA time zone database. Out: the zone. Invariant: the rules come from the database in the
//! program and not from the machine, so that a site changes at the same instants wherever it is built.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::diagnostic::nearest;
use crate::value::ValueError;

/// Finds a time zone by its name: `Europe/London`.
pub(super) fn parse(text: &str) -> Result<TimeZone, ValueError> {
    let known = TimeZoneDatabase::bundled();

    known.get(text).map_err(|_| {
        let names: Vec<_> = known.available().map(|name| name.to_string()).collect();
        let near = city(text, &names).or_else(|| nearest(text, names.iter().map(String::as_str)));

        ValueError {
            message: format!("`{text}` is not a time zone"),
            help: Some(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write its name in the IANA database, e.g. `Europe/London`".to_owned(),
            }),
            ..ValueError::default()
        }
    })
}

/// Returns the zone of a city that was named alone: `London`, `new york`.
fn city<'n>(text: &str, names: &'n [String]) -> Option<&'n str> {
    let city = text.trim().replace(' ', "_");
    let is_of_city = |name: &&String| {
        name.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&city))
    };
    names.iter().find(is_of_city).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_and_others_are_suggested() {
        assert!(parse("Pacific/Auckland").is_ok());
        for (text, help) in [
            ("London", "did you mean `Europe/London`?"),
            ("new york", "did you mean `America/New_York`?"),
            ("Europe/Lodnon", "did you mean `Europe/London`?"),
            ("+01:00", "write its name in the IANA database, e.g. `Europe/London`"),
        ] {
            assert_eq!(parse(text).expect_err(text).help.as_deref(), Some(help), "{text}");
        }
    }
}

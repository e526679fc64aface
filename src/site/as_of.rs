//! The day and the moment of a build.
//!
//! In: a day or a time, and the site's time zone. Out: an [`AsOf`]. Invariant: the day is the one that the moment
//! is on in that zone.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::value::{Day, Moment};

/// The day and the moment as of which a build answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// Records and lists answer as of this day.
    pub day: Day,
    /// Embargoes that end at or before this moment are over.
    pub moment: Timestamp,
    /// Whether the moment was over when the site was built: then texts may name what came later, and print
    /// what was known.
    pub is_past: bool,
}

impl AsOf {
    /// Returns the day and the moment in a site's time zone; a day alone means its first instant.
    #[must_use]
    pub fn at(moment: Moment, zone: &TimeZone, now: Moment) -> AsOf {
        let instant = moment.begins(zone);
        let day = match moment.has_time() {
            true => instant.to_zoned(zone.clone()).date(),
            false => moment.day(),
        };

        AsOf { day, moment: instant, is_past: instant < now.begins(zone) }
    }

    /// Returns a time after every date, for which everything is known.
    #[must_use]
    pub fn after_all() -> AsOf {
        AsOf { day: Day::MAX, moment: Timestamp::MAX, is_past: false }
    }
}

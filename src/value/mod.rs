//! The value types of the domain: dates, periods, quantities and countries.
//!
//! In: text as people write it. Out: a value, or a `ValueError` in plain words. Wording values for readers is
//! the job of `language`.
//! Invariant: uses no file, no clock and no binary float, and does not panic on any text.

mod change;
mod claim;
mod country;
mod date;
mod day;
mod difference;
#[cfg(test)]
pub(crate) mod drawn;
mod error;
mod foreign_date;
mod interval;
mod local_text;
mod moment;
mod number;
mod numeral;
mod organisation;
mod period;
#[cfg(test)]
mod properties;
mod qualifier;
mod quantity;
mod subdivision;
mod text;
mod uniform;
mod unit;
pub mod web_address;
mod written;
mod year_start;

pub use crate::lexicon::{Direction, Fraction, Magnitude, Qualifier};
pub use change::{Change, ChangeSize, ChangeSummary, ChangeUnit};
pub use claim::{Claim, Verdict};
pub use country::Country;
pub use date::{Date, Precision};
pub use day::Day;
pub use difference::{DifferenceWords, ValueComparison, ValueDifference};
pub use error::ValueError;
pub use interval::{Bound, Interval};
pub use local_text::{LocalText, translated};
pub use moment::{Moment, first_instant};
pub use number::{Grouping, Number, digits_length, fixed, grouped};
pub use numeral::{Numeral, NumeralMatch, scan};
pub use organisation::{KnownOrganisation, Organisation};
pub use period::{Period, PeriodForm, PeriodName, Unlikeness};
pub use quantity::{Quantity, parse_rounding};
pub use subdivision::Subdivision;
pub use text::{push_number, quote};
pub use uniform::{common_magnitude, names_units};
pub use unit::{Currency, Unit, UnitScale};
pub use year_start::{YearStart, YearStarts};

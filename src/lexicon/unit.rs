//! Units of numbers.

/// The words of units.
#[derive(Debug)]
pub struct Units {
    /// Per cent.
    pub percent: &'static [&'static str],
    /// Percentage points.
    pub points: &'static [&'static str],
    /// The word between the two parts of a rate: "per".
    pub per: &'static str,
    /// Words for no unit in a record: "number".
    pub none: &'static [&'static str],
    /// Names of currencies, with the ISO 4217 code; where several share a name, one code represents all of
    /// them.
    pub currencies: &'static [(&'static str, &'static str)],
    /// Temperatures: the sign that is printed, with the words that are read as it.
    pub temperatures: &'static [(&'static str, &'static [&'static str])],
    /// First words of units that count the points of a scale whose nought is a convention: "index".
    pub indices: &'static [&'static str],
    /// Units that are places in an order: "rank".
    pub ranks: &'static [&'static str],
    /// Words of units that measure and do not count, besides those that sentences know: "hours".
    pub measures: &'static [&'static str],
    /// Letters adjacent to a number that are not read as a unit: the "p" of "50p".
    pub coins: &'static [&'static str],
}

//! What numbers measure.

/// The words of units.
#[derive(Debug)]
pub struct Units {
    /// Per cent.
    pub percent: &'static [&'static str],
    /// Percentage points.
    pub points: &'static [&'static str],
    /// What begins the second half of a rate: "per".
    pub per: &'static str,
    /// How a record says that it has no unit: "number".
    pub none: &'static [&'static str],
    /// Names of money, with the ISO 4217 code of the currency; of several that share a name, one stands
    /// for all of them.
    pub currencies: &'static [(&'static str, &'static str)],
    /// What may touch a number and is not read as a unit: the "p" of "50p".
    pub coins: &'static [&'static str],
}

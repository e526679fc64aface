//! Two values of a series, and the change between them.

/// Two values of the series: an earlier and a later one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct SeriesPair {
    pub(super) base: usize,
    pub(super) value: usize,
}

/// A percentage change, as exact as the rounding of its values allows.
#[derive(Clone, Copy)]
pub(super) struct PercentRange {
    pub(super) low: f64,
    pub(super) high: f64,
}

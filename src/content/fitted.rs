//! Lists of exactly the length that they need.

/// Reallocates a list to its exact length.
///
/// Documents stay in memory by the ten thousand, and `shrink_to_fit` leaves up to half of the allocator's
/// block unused.
pub(super) fn fitted<T>(mut items: Vec<T>) -> Vec<T> {
    let mut list = Vec::with_capacity(items.len());
    list.append(&mut items);
    list
}

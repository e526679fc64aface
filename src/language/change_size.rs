//! The size of a change in words.
//!
//! In: a size, and a language's words for its parts. Out: a phrase. Invariant: house style and the phrases of a
//! language word every size in the same way.

use rust_decimal::Decimal;

use crate::value::{ChangeSize, Fraction, Qualifier};

/// The parts that the size of a change is worded with.
pub(super) trait SizeWords {
    /// Writes a size with its unit: `27%`, `9.0 percentage points`.
    fn number(&self, size: Decimal) -> String;

    /// Writes a size with a qualifier: `at least 27%`.
    fn qualified(&self, qualifier: Qualifier, size: Decimal) -> String;

    /// Writes a size that is near a simple fraction: `about a quarter`.
    fn about_fraction(&self, fraction: Fraction) -> String;

    /// Writes a size that lies between two: `between 19% and 32%`.
    fn between(&self, low: Decimal, high: Decimal) -> String;
}

/// Writes a size.
pub(super) fn change_size(size: ChangeSize, words: &impl SizeWords) -> String {
    match size {
        ChangeSize::Exactly(size) => words.number(size),
        ChangeSize::LessThan(size) => words.qualified(Qualifier::FewerThan, size),
        ChangeSize::About(size) => words.qualified(Qualifier::About, size),
        ChangeSize::AboutFraction(fraction) => words.about_fraction(fraction),
        ChangeSize::UpTo(size) => words.qualified(Qualifier::UpTo, size),
        ChangeSize::AtLeast(size) => words.qualified(Qualifier::AtLeast, size),
        ChangeSize::MoreThan(size) => words.qualified(Qualifier::MoreThan, size),
        ChangeSize::Between(low, high) => words.between(low, high),
    }
}

//! Qualifiers: how a value relates to the number written.

use super::Qualifier;

impl Qualifier {
    /// Returns its identifier in data files: `up-to`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::About => "about",
            Qualifier::UpTo => "up-to",
            Qualifier::AtLeast => "at-least",
            Qualifier::AtMost => "at-most",
            Qualifier::MoreThan => "more-than",
            Qualifier::FewerThan => "fewer-than",
            Qualifier::Nearly => "nearly",
            Qualifier::Between => "between",
        }
    }

    /// Returns the qualifier of a number subtracted rather than added.
    pub(super) fn flipped(self) -> Qualifier {
        match self {
            Qualifier::UpTo | Qualifier::AtMost => Qualifier::AtLeast,
            Qualifier::AtLeast => Qualifier::AtMost,
            Qualifier::MoreThan => Qualifier::FewerThan,
            Qualifier::FewerThan => Qualifier::MoreThan,
            // Subtracting a little less leaves a little more.
            Qualifier::Nearly | Qualifier::About => Qualifier::About,
            Qualifier::Exact => Qualifier::Exact,
            Qualifier::Between => Qualifier::Between,
        }
    }

    /// Returns the qualifier of a sum; none if one part is bounded above and the other below.
    pub(super) fn of_sum(self, other: Qualifier) -> Option<Qualifier> {
        use Qualifier::{
            About, AtLeast, AtMost, Between, Exact, FewerThan, MoreThan, Nearly, UpTo,
        };

        let above = |one: Qualifier| matches!(one, UpTo | AtMost | FewerThan | Nearly);
        let below = |one: Qualifier| matches!(one, AtLeast | MoreThan);
        let open = |one: Qualifier| matches!(one, UpTo | AtMost | FewerThan);

        match (self, other) {
            (one, Exact) | (Exact, one) => Some(one),
            (one, two) if one == two => Some(one),
            (About, Nearly) | (Nearly, About) => Some(About),
            // A limit cannot be shifted by a range or an "about", which have no definite end.
            (Between | About, _) | (_, Between | About) => None,
            (FewerThan, two) if above(two) => Some(FewerThan),
            (one, FewerThan) if above(one) => Some(FewerThan),
            (Nearly, two) if open(two) => Some(FewerThan),
            (one, Nearly) if open(one) => Some(FewerThan),
            (one, two) if open(one) && open(two) => Some(AtMost),
            (one, two) if below(one) && below(two) => Some(MoreThan),
            _ => None,
        }
    }
}

//! The values of a chart, and how each is drawn.

use rust_decimal::Decimal;

use crate::value::{Period, Qualifier, Quantity};

/// Up to this many periods are drawn as columns: with more, a column on a phone is narrower than its number.
pub(super) const MOST_BARS: usize = 8;

/// One value and its period.
pub(super) struct Point<'s> {
    pub(super) period: Period,
    pub(super) quantity: &'s Quantity,
    pub(super) provisional: bool,
}

/// The numbers between which a value is drawn.
pub(super) struct Extent {
    /// The number as written; the low end of a range.
    pub(super) number: Decimal,
    /// The range in which the true value may be because of a limit ("up to", "at least"); the upper end may
    /// be missing.
    pub(super) open: Option<(Decimal, Option<Decimal>)>,
    /// The range in which it may be because of rounding or an "about".
    pub(super) range: Option<(Decimal, Decimal)>,
}

impl Point<'_> {
    /// Returns the numbers that the axis must cover; for a value without an upper end, slightly more than its
    /// number.
    pub(super) fn reach(&self) -> Vec<Decimal> {
        let extent = self.extent();
        let mut reach = vec![extent.number];
        reach.extend(extent.range.into_iter().flat_map(|(low, high)| [low, high]));

        if let Some((from, to)) = extent.open {
            // A tenth is enough to show that the value is open above.
            let further = || from.checked_mul(Decimal::new(11, 1)).unwrap_or(from);
            reach.extend([from, to.unwrap_or_else(further)]);
        }

        reach
    }

    /// Tells whether it is a value as it was published, without "about" or a limit.
    pub(super) fn is_plain(&self) -> bool {
        self.quantity.qualifier() == Qualifier::Exact
    }

    pub(super) fn extent(&self) -> Extent {
        let number = self.quantity.number();
        let interval = self.quantity.interval();
        let low = interval.low().map(|bound| bound.value);
        let high = interval.high().map(|bound| bound.value);
        let open = match self.quantity.qualifier() {
            Qualifier::UpTo | Qualifier::AtMost | Qualifier::FewerThan => {
                Some((low.unwrap_or_default(), Some(number)))
            }
            Qualifier::AtLeast | Qualifier::MoreThan => Some((number, None)),
            Qualifier::Between => Some((number, self.quantity.upper())),
            Qualifier::Exact | Qualifier::About | Qualifier::Nearly => None,
        };

        // A limit has an interval of its own, which is drawn as `open`.
        let range = low.zip(high).filter(|(low, high)| open.is_none() && low != high);

        Extent { number, open, range }
    }
}

//! The values of a chart, and what is drawn of each.

use rust_decimal::Decimal;

use crate::value::{Period, Qualifier, Quantity};

/// Up to so many periods are bars.
pub(super) const MOST_BARS: usize = 8;

/// One value in its place in time.
pub(super) struct Point<'s> {
    pub(super) period: Period,
    pub(super) quantity: &'s Quantity,
    pub(super) provisional: bool,
}

/// What is drawn of a value.
pub(super) struct Extent {
    /// The number that was written; of a range its low end.
    pub(super) number: Decimal,
    /// What is open: from where to where the true value may lie by the words of a limit. An end
    /// that is missing has none.
    pub(super) open: Option<(Decimal, Option<Decimal>)>,
    /// What its rounding or an "about" leaves: from where to where.
    pub(super) range: Option<(Decimal, Decimal)>,
}

impl Point<'_> {
    /// Returns the numbers that the axis must hold; a value without an upper end reaches a little
    /// further than its number.
    pub(super) fn reach(&self) -> Vec<Decimal> {
        let extent = self.extent();
        let mut reach = vec![extent.number];
        reach.extend(extent.range.into_iter().flat_map(|(low, high)| [low, high]));

        if let Some((from, to)) = extent.open {
            let further = || from.checked_mul(Decimal::new(11, 1)).unwrap_or(from);
            reach.extend([from, to.unwrap_or_else(further)]);
        }

        reach
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
        let range = low.zip(high).filter(|(low, high)| open.is_none() && low != high);

        Extent { number, open, range }
    }
}

//! Explains a claimed change that its values do not support.
//!
//! In: what was claimed, and what the values give. Out: code, message and help. Invariant: records and
//! prose word the same fault in the same way; they differ only in where the finding points and in the
//! replacement that they offer.

use rust_decimal::Decimal;

use crate::diagnostic::Code;
use crate::language::house_style;
use crate::value::{Change, Direction, Quantity, Unit, Verdict};

/// A claimed change, and the two values that it is compared with.
pub(super) struct DisputedChange<'c> {
    /// The claim, as written.
    pub(super) written: &'c str,
    /// Its direction, if it states one.
    pub(super) direction: Option<Direction>,
    pub(super) from: &'c Quantity,
    pub(super) to: &'c Quantity,
    /// The rounding of both values, where their record states it.
    pub(super) rounded_to: Option<Decimal>,
    /// The change between the values.
    pub(super) change: &'c Change,
    /// Words that could replace the claim.
    pub(super) replacement: String,
}

/// Code, message and help of a finding.
pub(super) struct Refutation {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

/// Explains a verdict; none where the claim is right.
pub(super) fn refutation(verdict: Verdict, claim: &DisputedChange<'_>) -> Option<Refutation> {
    let code = match verdict {
        Verdict::Right => return None,
        Verdict::TooExact => Code::OverPreciseChange,
        Verdict::OtherUnit => Code::PointsNotPercent,
        Verdict::OtherDirection | Verdict::Wrong => Code::WrongChange,
    };

    let sum = format!("{} is {}", values(claim), house_style::computed_change(claim.change));
    let message = match (code, claim.opposite()) {
        (Code::OverPreciseChange, _) => format!("{sum}; `{}` claims more than that", claim.written),
        // A sentence's claim is quoted by its size alone, and `14%` does not show its direction.
        (Code::WrongChange, Some(opposite)) => format!("{sum}, not {opposite}"),
        _ => format!("{sum}, not `{}`", claim.written),
    };

    // Where the unit or the precision is wrong, the values are not in doubt.
    let help = match code {
        Code::WrongChange => format!(
            "compare both values with their source; if they are right, write \"{}\"",
            claim.replacement
        ),
        _ => format!("write \"{}\"", claim.replacement),
    };

    Some(Refutation { code, message, help })
}

impl DisputedChange<'_> {
    /// Names the direction of the claim, if that of the values is certainly opposite.
    fn opposite(&self) -> Option<&'static str> {
        match (self.change.direction(), self.direction?) {
            (Direction::Fall, Direction::Rise) => Some("a rise"),
            (Direction::Rise, Direction::Fall) => Some("a fall"),
            _ => None,
        }
    }
}

/// Writes the two values, and how they were rounded: "2,600 to 1,900, both rounded to 100,".
fn values(claim: &DisputedChange<'_>) -> String {
    let values =
        format!("{} to {}", house_style::quantity(claim.from), house_style::quantity(claim.to));

    match claim.rounded_to {
        // Without the rounding a reader would wonder why two plain numbers give a range.
        Some(unit) => {
            let unit = house_style::quantity(&Quantity::exact(unit, Unit::None));
            format!("{values}, both rounded to {unit},")
        }
        None => values,
    }
}

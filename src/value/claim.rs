//! A change as claimed in a text, to be checked against what the values allow.

use rust_decimal::Decimal;

use super::change::{FRACTION, LITTLE, near};
use super::{
    Bound, Change, ChangeUnit, Direction, Fraction, Interval, Qualifier, Quantity, Unit,
    ValueError, text,
};
use crate::lexicon::{ChangeWords, ENGLISH, Lexicon, Numbers, is_any};

/// A change in a writer's words: "a fall of 27%", "+14%", "9.0 percentage points lower".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    direction: Option<Direction>,
    unit: ChangeUnit,
    reading: Interval,
    size: Option<Decimal>,
    written: String,
}

/// The result of comparing a claim with what the values allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The whole interval of the change is within it.
    Right,
    /// It may be true, but the values do not support so exact a number.
    TooExact,
    /// The number is right but the unit is not: per cent for percentage points, or the reverse.
    OtherUnit,
    /// The direction is opposite.
    OtherDirection,
    /// It cannot be true.
    Wrong,
}

impl Claim {
    /// Reads a claim: `a fall of 27%`, `+14%`, `27 per cent lower`, `up about a quarter`.
    ///
    /// # Errors
    ///
    /// Refuses text without a size in per cent, in percentage points or as a simple fraction.
    pub fn parse(text: &str) -> Result<Claim, ValueError> {
        Claim::read(text, &ENGLISH)
    }

    /// Reads a claim in the words of a language.
    ///
    /// # Errors
    ///
    /// As [`Claim::parse`].
    pub fn read(text: &str, lexicon: &Lexicon) -> Result<Claim, ValueError> {
        let tidy = text::tidy(text);
        let written = text.trim();

        if let Some(reading) = read_no_change(&tidy, &lexicon.changes) {
            let claim = Claim::new(None, ChangeUnit::Percent, reading);
            return Ok(claim.written_as(written));
        }

        let (direction, size) = take_direction(&tidy, lexicon);
        if let Some((fraction, qualifier)) = read_fraction(size, &lexicon.numbers)
            && let Some(claim) = Claim::of_fraction(direction, fraction, qualifier)
        {
            return Ok(claim.written_as(written));
        }

        let quantity = Quantity::read(size, None, None, lexicon)?;
        let number = quantity.number();
        let signed = size.starts_with(['+', '-']).then_some(if number.is_sign_negative() {
            Direction::Fall
        } else {
            Direction::Rise
        });

        let claim = Claim::of_quantity(direction.or(signed), &quantity).ok_or_else(|| {
            let quoted = text::quote(text);
            ValueError::new(format!("{quoted} is not a change in per cent or percentage points"))
                .help("write for example `-27%`, `a fall of about 27%` or `9.0 percentage points`")
        })?;

        Ok(claim.written_as(written))
    }

    /// Makes a claim of a size in per cent or percentage points; none if it is in another unit.
    #[must_use]
    pub fn of_quantity(direction: Option<Direction>, size: &Quantity) -> Option<Claim> {
        let unit = match size.unit() {
            Unit::Percent => ChangeUnit::Percent,
            Unit::PercentagePoints => ChangeUnit::Points,
            _ => return None,
        };

        let reading = match direction {
            Some(Direction::Fall) if unit == ChangeUnit::Percent => read_relative_fall(size),
            _ => read_size(size),
        };
        let mut claim = Claim::new(direction, unit, reading);

        // A range has no single size that two published percentages could support.
        claim.size = size.upper().is_none().then_some(size.number().abs());

        Some(claim)
    }

    /// Makes a claim of a simple fraction; none if it is a range.
    #[must_use]
    pub fn of_fraction(
        direction: Option<Direction>,
        fraction: Fraction,
        qualifier: Qualifier,
    ) -> Option<Claim> {
        let reading = fraction_reading(fraction, qualifier)?;
        Some(Claim::new(direction, ChangeUnit::Percent, reading))
    }

    fn new(direction: Option<Direction>, unit: ChangeUnit, reading: Interval) -> Claim {
        Claim { direction, unit, reading, size: None, written: String::new() }
    }

    fn written_as(mut self, text: &str) -> Claim {
        self.written = text.to_owned();
        self
    }

    /// Returns its direction, if it states one.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// Returns the unit in which it is measured.
    #[must_use]
    pub fn unit(&self) -> ChangeUnit {
        self.unit
    }

    /// Returns the interval that its words allow; unsigned if it has a direction.
    #[must_use]
    pub fn reading(&self) -> Interval {
        self.reading
    }

    /// Returns the text that it was read from.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Compares the claim with a change.
    ///
    /// A claim about percentages may be in points or in per cent of the first one.
    #[must_use]
    pub fn verdict(&self, change: &Change) -> Verdict {
        let none = Decimal::ZERO;
        let says_unclear = self.reading == Interval::unbounded();

        // Two values published as the same number show no change, whatever their rounding hides.
        let says_none = self.reading.value() == Some(none) && change.estimate() == Some(none);
        if says_unclear || says_none {
            let may_be = change.interval().contains(none);
            return if may_be { Verdict::Right } else { Verdict::Wrong };
        }

        // For percentages a writer may claim either: 20% to 30% is a rise of 10 points, or of 50 per cent.
        let against = match (self.unit, change.unit()) {
            (one, two) if one == two => Some(change.interval()),
            (ChangeUnit::Percent, _) => change.relative(),
            (ChangeUnit::Points, _) => None,
        };

        let supported =
            self.unit == change.unit() && self.size.is_some_and(|size| change.supports(size));
        let verdict = match against {
            Some(truth) => self.compare(&truth, supported),
            None => Verdict::Wrong,
        };

        // Only a wrong claim is checked for its unit: one that is right as written needs no other reading.
        let mistaken = verdict == Verdict::Wrong
            && self.unit != change.unit()
            && self.compare(&change.interval(), false) != Verdict::Wrong;
        if mistaken { Verdict::OtherUnit } else { verdict }
    }

    /// Returns the whole numbers between which the first value must be if the claim is true of the second;
    /// none if the claim is not in per cent, or says too little.
    #[must_use]
    pub fn implied_base(&self, to: &Quantity) -> Option<(Quantity, Quantity)> {
        if self.unit != ChangeUnit::Percent {
            return None;
        }

        let size = match self.direction? {
            Direction::Rise => self.reading,
            Direction::Fall => self.reading.negated(),
            Direction::Level | Direction::Unclear => return None,
        };

        let whole = Interval::exact(Decimal::ONE_HUNDRED);
        let base = to.interval().ratio(&whole.sum(&size))?;
        let whole_number = |bound: Option<Bound>, round: fn(&Decimal) -> Decimal| {
            let number = round(&bound?.value.checked_mul(Decimal::ONE_HUNDRED)?);
            Some(Quantity::exact(number, to.unit().clone()))
        };

        // Rounded outwards, so that the base that the writer had in mind is included.
        Some((whole_number(base.low(), Decimal::floor)?, whole_number(base.high(), Decimal::ceil)?))
    }

    fn compare(&self, truth: &Interval, supported: bool) -> Verdict {
        let zero = Decimal::ZERO;
        let falls = truth.high().is_some_and(|high| high.value <= zero);
        let size = match self.direction {
            Some(Direction::Fall) => truth.negated(),
            // Without a direction the size alone is claimed: "a change of 27%" is true of a fall.
            None if falls => truth.negated(),
            _ => *truth,
        };

        // A claim is right if it covers the whole interval; one that only overlaps it claims more than the
        // values show.
        if self.reading.holds(&size) || (supported && self.reading.meets(&size)) {
            Verdict::Right
        } else if self.reading.meets(&size) {
            Verdict::TooExact
        } else if self.direction.is_some() && self.reading.meets(&size.negated()) {
            Verdict::OtherDirection
        } else {
            Verdict::Wrong
        }
    }
}

/// Reads the size of a claim without its sign. A whole number is treated as rounded.
fn read_size(quantity: &Quantity) -> Interval {
    let interval = match quantity.interval().value() {
        Some(value) => {
            let half = quantity.written_unit().checked_div(Decimal::TWO);
            Interval::around(value, half.unwrap_or_default())
        }
        None => quantity.interval(),
    };
    let size = if quantity.number().is_sign_negative() { interval.negated() } else { interval };

    // A size is never negative.
    let below = size.low().is_none_or(|low| low.value < Decimal::ZERO);
    if below && size.high().is_some_and(|high| high.value > Decimal::ZERO) {
        Interval::new(Some(Bound::closed(Decimal::ZERO)), size.high())
    } else {
        size
    }
}

/// Reads the size of a fall in per cent: "100%" leaves nothing, and is not a rounded 99.6%.
fn read_relative_fall(quantity: &Quantity) -> Interval {
    let reading = read_size(quantity);
    let whole = Decimal::ONE_HUNDRED;
    let says_all = quantity.qualifier() == Qualifier::Exact && quantity.number().abs() == whole;

    match says_all {
        true => Interval::new(Some(Bound::closed(whole)), reading.high()),
        false => reading,
    }
}

/// Reads a claim of no change, as the interval of changes that it allows, in per cent.
fn read_no_change(tidy: &str, words: &ChangeWords) -> Option<Interval> {
    if is_any(tidy, words.none) {
        Some(Interval::exact(Decimal::ZERO))
    } else if is_any(tidy, words.little) {
        Some(Interval::around(Decimal::ZERO, Decimal::from(LITTLE.0)))
    } else if is_any(tidy, words.unclear) {
        // It claims that the direction is unclear, and is right wherever that is so.
        Some(Interval::unbounded())
    } else {
        None
    }
}

/// Strips the words of direction from either end of a claim.
fn take_direction<'t>(tidy: &'t str, lexicon: &Lexicon) -> (Option<Direction>, &'t str) {
    let words = &lexicon.changes;
    let strip = |list: &[&str], text| list.iter().find_map(|it| text::strip_phrase(text, it));
    let bare = strip(words.openings, tidy).unwrap_or(tidy);

    // "Up to 5%" is a size without a direction.
    let is_size = lexicon.numbers.qualifier_at(bare).is_some();
    let before = words.phrases.iter().filter(|_| !is_size);
    for &(phrase, direction) in before {
        if let Some(rest) = text::strip_phrase(bare, phrase) {
            return (Some(direction), strip(words.by, rest).unwrap_or(rest));
        }
    }

    for &(phrase, direction) in words.phrases_after {
        // "27% or more" is a size too.
        if let Some(rest) = text::strip_phrase_end(bare, phrase)
            && !words.alternatives.iter().any(|it| text::strip_phrase_end(rest, it).is_some())
        {
            return (Some(direction), rest);
        }
    }

    (None, tidy)
}

/// Reads "a quarter", "about a third", "more than half".
fn read_fraction(size: &str, words: &Numbers) -> Option<(Fraction, Qualifier)> {
    let qualifier = words.qualifier_at(size);
    let rest = qualifier.map_or(size, |(_, length)| size[length..].trim_start());
    let found = words.fractions.iter().find(|(phrase, ..)| phrase.eq_ignore_ascii_case(rest))?;
    Some((found.2, qualifier.map_or(Qualifier::Exact, |(qualifier, _)| qualifier)))
}

/// Returns the interval that a fraction allows, in per cent.
fn fraction_reading(fraction: Fraction, qualifier: Qualifier) -> Option<Interval> {
    let size = fraction.percent();

    match qualifier {
        // A fraction is never exact to the hundredth.
        Qualifier::Exact | Qualifier::About => near(size, FRACTION),
        Qualifier::Nearly => {
            let low = near(size, FRACTION)?.low();
            Some(Interval::new(low, Some(Bound::open(size))))
        }
        Qualifier::UpTo | Qualifier::AtMost | Qualifier::FewerThan => {
            Some(Interval::closed(Decimal::ZERO, size))
        }
        Qualifier::AtLeast | Qualifier::MoreThan => {
            Some(Interval::new(Some(Bound::closed(size)), None))
        }
        Qualifier::Between => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(from: &str, to: &str, rounded_to: Option<i64>, claim: &str) -> Verdict {
        let read =
            |text: &str| Quantity::parse(text, rounded_to.map(Decimal::from), None).expect(text);
        let change = Change::between(&read(from), &read(to)).expect(claim);
        Claim::parse(claim).expect(claim).verdict(&change)
    }

    #[test]
    fn claims_are_compared_with_the_values() {
        use Verdict::{OtherDirection, OtherUnit, Right, TooExact, Wrong};

        for (from, to, rounded_to, claim, expected) in [
            ("2,600", "1,900", Some(100), "a fall of 27%", TooExact),
            ("2,600", "1,900", Some(100), "-26.9%", TooExact),
            ("2,600", "1,900", Some(100), "down about 27%", Right),
            ("2,600", "1,900", Some(100), "a fall of about a quarter", Right),
            ("2,600", "1,900", Some(100), "about a quarter", Right),
            ("2,600", "1,900", Some(100), "a fall of a tenth", Wrong),
            ("2,600", "1,900", Some(100), "a fall of 20%", Wrong),
            ("2,600", "1,900", Some(100), "an increase of 27%", OtherDirection),
            ("2,600", "1,900", None, "26.9%", Right),
            ("2,600", "1,900", None, "27% lower", Right),
            ("21,807", "24,103", None, "11% up", Right),
            ("21,807", "24,103", None, "risen by 11 per cent", Right),
            ("21,807", "24,103", None, "+12%", Wrong),
            ("5,508", "6,781", None, "up by 23%", Right),
            // Two errors that were printed.
            ("28.3%", "19.3%", None, "fallen by 9 per cent", OtherUnit),
            ("42%", "72%", None, "an increase of 30 percent", OtherUnit),
            ("28.3%", "19.3%", None, "a fall of 9.0 percentage points", Right),
            ("28.3%", "19.3%", None, "a 32% fall", Right),
            ("42%", "72%", None, "71%", Right),
            ("42%", "72%", None, "30 percentage points", Right),
            ("100", "150", None, "a rise of half", Right),
            ("100", "150", None, "a rise of more than 40%", Right),
            ("100", "150", None, "a rise of up to 40%", Wrong),
            ("100", "100", None, "no change", Right),
            ("100", "102", None, "little or no change", Right),
            ("500", "500", Some(100), "no change", Right),
            ("500", "600", Some(100), "no change", TooExact),
            ("1,900", "7", None, "a fall of 100%", Wrong),
            ("1,900", "7", None, "-100%", Wrong),
            ("1,900", "7", None, "a fall of nearly 100%", Right),
            ("1,900", "7", None, "a fall of 99.6%", Right),
            ("1,900", "0", None, "a fall of 100%", Right),
            ("7", "14", None, "a rise of 100%", Right),
            ("500", "520", Some(100), "no clear change", Right),
            ("2,600", "1,900", Some(100), "no clear change", Wrong),
        ] {
            assert_eq!(verdict(from, to, rounded_to, claim), expected, "{from} to {to}: {claim}");
        }
    }

    #[test]
    fn invalid_claims_get_a_reason() {
        for text in ["", "a fall", "a fall of 27", "by £5", "sharply", "up to"] {
            assert!(Claim::parse(text).is_err(), "{text}");
        }
    }
}

//! A change as somebody claims it, to be held against what the values allow.

use rust_decimal::Decimal;

use super::change::{FRACTION, LITTLE, near};
use super::{
    Bound, Change, ChangeUnit, Direction, Interval, Qualifier, Quantity, Unit, ValueError, text,
    words,
};

/// A change in a writer's words: "a fall of 27%", "+14%", "9.0 percentage points lower".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    direction: Option<Direction>,
    unit: ChangeUnit,
    reading: Interval,
    size: Option<Decimal>,
    written: String,
}

/// How a claim stands to what the values allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// All that may be true lies within it.
    Right,
    /// It may be true, but the values do not support so exact a number.
    TooExact,
    /// The number is right and the unit is not: per cent for percentage points, or the reverse.
    OtherUnit,
    /// It goes the other way.
    OtherDirection,
    /// It cannot be true.
    Wrong,
}

impl Claim {
    /// Reads a claim: `a fall of 27%`, `+14%`, `27 per cent lower`, `up about a quarter`.
    ///
    /// # Errors
    ///
    /// Refuses what has no size in per cent, in percentage points or as a simple fraction.
    pub fn parse(text: &str) -> Result<Claim, ValueError> {
        let tidy = text::tidy(text);
        let written = text.trim().to_owned();
        let level = tidy.eq_ignore_ascii_case(words::NO_CHANGE);

        if level || tidy.eq_ignore_ascii_case(words::LITTLE_CHANGE) {
            let reach = if level { 0 } else { LITTLE.0 };

            return Ok(Claim {
                direction: None,
                unit: ChangeUnit::Percent,
                reading: Interval::around(Decimal::ZERO, Decimal::from(reach)),
                size: None,
                written,
            });
        }

        if tidy.eq_ignore_ascii_case(words::NO_CLEAR_CHANGE) {
            // It says that one cannot tell, and is right wherever that is so.
            let reading = Interval::unbounded();
            let unit = ChangeUnit::Percent;
            return Ok(Claim { direction: None, unit, reading, size: None, written });
        }

        let (direction, size) = take_direction(&tidy);
        if let Some(reading) = read_fraction(size) {
            return Ok(Claim {
                direction,
                unit: ChangeUnit::Percent,
                reading,
                size: None,
                written,
            });
        }

        let quantity = Quantity::parse(size, None, None)?;
        let unit = match quantity.unit() {
            Unit::Percent => ChangeUnit::Percent,
            Unit::PercentagePoints => ChangeUnit::Points,
            _ => {
                return Err(ValueError::new(format!(
                    "{} is not a change in per cent or percentage points",
                    text::quote(text)
                ))
                .help(
                    "write for example `-27%`, `a fall of about 27%` or `9.0 percentage points`",
                ));
            }
        };

        let number = quantity.number();
        let signed = size.starts_with(['+', '-']).then_some(if number.is_sign_negative() {
            Direction::Fall
        } else {
            Direction::Rise
        });

        Ok(Claim {
            direction: direction.or(signed),
            unit,
            reading: read_size(&quantity),
            size: quantity.upper().is_none().then_some(number.abs()),
            written,
        })
    }

    /// Returns which way it goes, where it says so.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// Returns in what it is measured.
    #[must_use]
    pub fn unit(&self) -> ChangeUnit {
        self.unit
    }

    /// Returns what its words allow to be true; without a sign where it has a direction.
    #[must_use]
    pub fn reading(&self) -> Interval {
        self.reading
    }

    /// Returns the text that it was read from.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Holds the claim against a change.
    ///
    /// Of percentages it may speak in points or in per cent of the first one.
    #[must_use]
    pub fn verdict(&self, change: &Change) -> Verdict {
        let none = Decimal::ZERO;
        let says_unclear = self.reading == Interval::unbounded();

        // Two values that were published alike show no change, whatever their rounding hides.
        let says_none = self.reading.value() == Some(none) && change.estimate() == Some(none);
        if says_unclear || says_none {
            let may_be = change.interval().contains(none);
            return if may_be { Verdict::Right } else { Verdict::Wrong };
        }

        let against = match (self.unit, change.unit()) {
            (one, two) if one == two => Some(change.interval()),
            (ChangeUnit::Percent, _) => change.relative(),
            (ChangeUnit::Points, _) => None,
        };

        let supported = self.unit == change.unit()
            && self.size.is_some_and(|size| change.supports_points(size));
        let verdict = match against {
            Some(truth) => self.held_against(&truth, supported),
            None => Verdict::Wrong,
        };

        let mistaken = verdict == Verdict::Wrong
            && self.unit != change.unit()
            && self.held_against(&change.interval(), false) != Verdict::Wrong;
        if mistaken { Verdict::OtherUnit } else { verdict }
    }

    /// Returns the whole numbers between which the first value must lie for the claim to be true of
    /// the second; none if the claim is not in per cent, or says too little.
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

        Some((whole_number(base.low(), Decimal::floor)?, whole_number(base.high(), Decimal::ceil)?))
    }

    fn held_against(&self, truth: &Interval, supported: bool) -> Verdict {
        let zero = Decimal::ZERO;
        let falls = truth.high().is_some_and(|high| high.value <= zero);
        let size = match self.direction {
            Some(Direction::Fall) => truth.negated(),
            None if falls => truth.negated(),
            _ => *truth,
        };

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

/// Reads the size of a claim without its sign. A whole number of a claim was rounded to it.
fn read_size(quantity: &Quantity) -> Interval {
    let interval = match quantity.interval().value() {
        Some(value) => {
            let half = quantity.written_unit().checked_div(Decimal::TWO);
            Interval::around(value, half.unwrap_or_default())
        }
        None => quantity.interval(),
    };
    let size = if quantity.number().is_sign_negative() { interval.negated() } else { interval };

    // Nothing falls by less than nothing.
    let below = size.low().is_none_or(|low| low.value < Decimal::ZERO);
    if below && size.high().is_some_and(|high| high.value > Decimal::ZERO) {
        Interval::new(Some(Bound::closed(Decimal::ZERO)), size.high())
    } else {
        size
    }
}

/// Takes the words of direction off either end of a claim.
fn take_direction(tidy: &str) -> (Option<Direction>, &str) {
    let article = |text| {
        text::strip_phrase(text, "a")
            .or_else(|| text::strip_phrase(text, "an"))
            .or_else(|| text::strip_phrase(text, "by"))
    };

    let named = |rise| Some(if rise { Direction::Rise } else { Direction::Fall });
    let bare = article(tidy).unwrap_or(tidy);
    for (phrase, rise) in words::DIRECTIONS {
        // "Up to 5%" is a size and no direction.
        if words::QUALIFIERS.iter().any(|(word, _)| text::strip_phrase(bare, word).is_some()) {
            break;
        }

        if let Some(rest) = text::strip_phrase(bare, phrase) {
            return (named(rise), text::strip_phrase(rest, "by").unwrap_or(rest));
        }
    }

    for (phrase, rise) in words::DIRECTIONS_BEHIND {
        if let Some(rest) = text::strip_phrase_end(bare, phrase)
            && !rest.ends_with(" or")
        {
            return (named(rise), rest);
        }
    }

    (None, tidy)
}

/// Reads "a quarter", "about a third", "more than half", in per cent.
fn read_fraction(size: &str) -> Option<Interval> {
    let (qualifier, rest) = words::QUALIFIERS
        .iter()
        .find_map(|(phrase, qualifier)| Some((*qualifier, text::strip_phrase(size, phrase)?)))
        .unwrap_or((Qualifier::Exact, size));
    let (_, part) = words::FRACTIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(rest))?;
    let part = Decimal::new(*part, 2);

    match qualifier {
        // A fraction is never meant to the hundredth.
        Qualifier::Exact | Qualifier::About => near(part, FRACTION),
        Qualifier::Nearly => {
            let low = near(part, FRACTION)?.low();
            Some(Interval::new(low, Some(Bound::open(part))))
        }
        Qualifier::UpTo | Qualifier::AtMost | Qualifier::FewerThan => {
            Some(Interval::closed(Decimal::ZERO, part))
        }
        Qualifier::AtLeast | Qualifier::MoreThan => {
            Some(Interval::new(Some(Bound::closed(part)), None))
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
    fn claims_are_held_against_the_values() {
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
            ("500", "520", Some(100), "no clear change", Right),
            ("2,600", "1,900", Some(100), "no clear change", Wrong),
        ] {
            assert_eq!(verdict(from, to, rounded_to, claim), expected, "{from} to {to}: {claim}");
        }
    }

    #[test]
    fn what_is_no_claim_is_told_why() {
        for text in ["", "a fall", "a fall of 27", "by £5", "sharply", "up to"] {
            assert!(Claim::parse(text).is_err(), "{text}");
        }
    }
}

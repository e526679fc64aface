//! A number with its unit, its qualifier and the interval of its true value.

use rust_decimal::Decimal;

use super::number::Number;
use super::numeral::{self, Numeral};
use super::written::{self, QuantityParts};
use super::{Bound, Grouping, Interval, Magnitude, Qualifier, Unit, ValueError, text};
use crate::lexicon::{ENGLISH, Lexicon};

/// A value as a briefing states it, with the interval of its true value.
///
/// The **interval** is the set of possible true values. A plain integer is exact; `rounded_to` allows half of
/// it either way; without it a decimal or a number with a magnitude allows half a unit in its last written
/// place. A qualifier then widens or limits the interval:
///
/// | qualifier | interval of *x* |
/// |---|---|
/// | exact | *x*, within its rounding |
/// | about | 15% either way, and at least the rounding |
/// | nearly | from 10% below, or the rounding if that is more, to *x* and not *x* itself |
/// | up to | from 0 to *x* |
/// | at most, fewer than | everything below *x*; nothing below 0 where things are counted |
/// | at least, more than | everything above *x* |
/// | between | from the low number to the high one, each within its rounding |
///
/// A limit ("up to", "more than") is taken literally, regardless of rounding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    number: Number,
    /// The high end of a range.
    upper: Option<Number>,
    unit: Unit,
    /// Whether the unit was written with the number, and so is printed with it.
    named: bool,
    qualifier: Qualifier,
    interval: Interval,
}

/// How far "about" extends, in per cent either way.
///
/// One rule serves printing and checking: what we write with "about" never claims more than what we accept
/// from others. "About 27%" must cover 23.5% to 30.2%.
pub(super) const ABOUT: i64 = 15;

/// How far "nearly" extends, in per cent downwards.
const NEARLY: i64 = 10;

impl Quantity {
    /// Reads a value: `1,900`, `-0.5%`, `up to £12.3 billion`, `about 27 per cent`, `500 to 900`.
    ///
    /// `rounded_to` is the unit to which its publisher rounded it, `default_unit` the unit of a number
    /// without one.
    ///
    /// # Errors
    ///
    /// Refuses text without a number in digits, wrong grouping of thousands, more digits than a decimal can
    /// hold, two qualifiers, and signs that are not part of any unit.
    pub fn parse(
        text: &str,
        rounded_to: Option<Decimal>,
        default_unit: Option<&Unit>,
    ) -> Result<Quantity, ValueError> {
        Quantity::read(text, rounded_to, default_unit, &ENGLISH)
    }

    /// Reads a value with a lexicon; the whole text must be read.
    ///
    /// # Errors
    ///
    /// As [`Quantity::parse`].
    pub fn read(
        text: &str,
        rounded_to: Option<Decimal>,
        default_unit: Option<&Unit>,
        lexicon: &Lexicon,
    ) -> Result<Quantity, ValueError> {
        if rounded_to.is_some_and(|unit| unit <= Decimal::ZERO) {
            return Err(ValueError::new("a number cannot be rounded to zero or less"));
        }

        let QuantityParts { mut numeral, upper, qualifier } = written::read(text, lexicon)?;
        let named = matches!(numeral.unit, Unit::Named(_));

        // An explicit unit wins: a series in pounds may have one value in dollars, which is then reported as
        // unlike the others.
        if numeral.unit == Unit::None {
            numeral.unit = default_unit.cloned().unwrap_or_default();
        }

        let mut quantity = Quantity::new(numeral, qualifier, None);
        // "9.4 per 100,000 people" says nothing without its unit; "1,900" people are named by the words around it.
        quantity.named = named || quantity.unit.is_measure();
        quantity.upper = upper;
        quantity.interval = quantity.interval_of_words(rounded_to);

        Ok(quantity)
    }

    /// Reads the value at the start of running text, including a qualifier before it; returns its length in
    /// bytes.
    ///
    /// The noun that is counted is not read, since its end cannot be determined.
    #[must_use]
    pub fn scan(text: &str, lexicon: &Lexicon) -> Option<(Quantity, usize)> {
        let qualifier = lexicon.numbers.qualifier_at(text);
        let rest = qualifier.map_or(text, |(_, length)| text[length..].trim_start());
        let found = numeral::scan(rest, Grouping::TiedSpace, lexicon)?.ok()?;
        let qualifier = qualifier.map_or(Qualifier::Exact, |(qualifier, _)| qualifier);
        let end = text.len() - rest.len() + found.end;

        Some((Quantity::new(found.numeral, qualifier, None), end))
    }

    /// Makes a quantity from a numeral, a qualifier and a rounding.
    #[must_use]
    pub fn new(numeral: Numeral, qualifier: Qualifier, rounded_to: Option<Decimal>) -> Quantity {
        let mut quantity = Quantity {
            number: numeral.number,
            upper: None,
            named: false,
            unit: numeral.unit,
            qualifier,
            interval: Interval::unbounded(),
        };

        quantity.interval = quantity.interval_of_words(rounded_to);

        quantity
    }

    /// Makes an exact quantity of a computed number.
    #[must_use]
    pub fn exact(value: Decimal, unit: Unit) -> Quantity {
        let number = Number { value, places: value.normalize().scale(), magnitude: Magnitude::One };

        Quantity {
            number,
            upper: None,
            unit,
            named: false,
            qualifier: Qualifier::Exact,
            interval: Interval::exact(value),
        }
    }

    /// Makes the size of a difference, which is printed with its unit.
    pub(super) fn of_size(number: Number, unit: Unit, qualifier: Qualifier) -> Quantity {
        let mut quantity = Quantity::new(Numeral { number, unit }, qualifier, None);
        quantity.named = true;

        quantity
    }

    /// Returns the number in full: 12300000000; the low end of a range.
    #[must_use]
    pub fn number(&self) -> Decimal {
        self.number.value
    }

    /// Returns the high end of a range.
    #[must_use]
    pub fn upper(&self) -> Option<Decimal> {
        self.upper.map(|upper| upper.value)
    }

    /// Returns the unit.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Returns the qualifier.
    #[must_use]
    pub fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// Returns the interval of the true value.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.interval
    }

    /// Returns the magnitude after the number.
    #[must_use]
    pub fn magnitude(&self) -> Magnitude {
        self.number.magnitude
    }

    /// Returns the number of decimals, as written.
    #[must_use]
    pub fn places(&self) -> u32 {
        self.number.places
    }

    /// Returns the unit in the last written place: 0.1 billion of `£12.3 billion`.
    #[must_use]
    pub fn written_unit(&self) -> Decimal {
        self.number.half_unit().checked_mul(Decimal::TWO).unwrap_or_default()
    }

    /// Returns its number as written; the low end of a range.
    #[must_use]
    pub fn low(&self) -> &Number {
        &self.number
    }

    /// Returns the high end of a range as written.
    #[must_use]
    pub fn high(&self) -> Option<&Number> {
        self.upper.as_ref()
    }

    /// Tells whether the unit was written with the number, and so is printed with it.
    #[must_use]
    pub fn names_unit(&self) -> bool {
        self.named
    }

    /// Writes its numbers anew: the same values in another magnitude.
    pub(super) fn rewrite(&mut self, write: impl Fn(&Number) -> Number) {
        self.number = write(&self.number);
        self.upper = self.upper.as_ref().map(write);
    }

    /// Sets whether the name of what is counted is printed with it.
    pub(super) fn name_unit(&mut self, named: bool) {
        self.named = named && matches!(self.unit, Unit::Named(_));
    }

    /// Writes the full number for programs, in ASCII: `12300000000`, `-0.5`; a range as
    /// `500/900`.
    #[must_use]
    pub fn machine(&self) -> String {
        let low = self.number.value.normalize().to_string();
        match &self.upper {
            None => low,
            Some(upper) => format!("{low}/{}", upper.value.normalize()),
        }
    }

    /// Adds another quantity of the same unit; the result has the qualifier that then applies.
    ///
    /// None if the units differ, if one is bounded above and the other below, if the words of the sum would
    /// claim more than is known, or if the number becomes too large.
    #[must_use]
    pub fn sum(&self, other: &Quantity) -> Option<Quantity> {
        let qualifier = self.qualifier.of_sum(other.qualifier)?;
        let interval = self.interval.sum(&other.interval);
        self.joined(other, qualifier, interval, Decimal::checked_add)
    }

    /// Subtracts another quantity of the same unit; the result has the qualifier that then applies.
    ///
    /// None if it cannot be stated, as for a sum, and for ranges.
    #[must_use]
    pub fn difference(&self, other: &Quantity) -> Option<Quantity> {
        if self.upper.is_some() || other.upper.is_some() {
            return None;
        }

        // "Up to" begins at zero, while a difference need not.
        let own = match self.qualifier {
            Qualifier::UpTo => Qualifier::AtMost,
            qualifier => qualifier,
        };

        // Subtraction reverses the limits of the subtrahend: at least 5 less at most 2 is at least 3.
        let qualifier = own.of_sum(other.qualifier.flipped())?;
        let interval = self.interval.difference(&other.interval);
        let mut difference = self.joined(other, qualifier, interval, Decimal::checked_sub)?;

        // 28.3% less 19.3% is 9.0 percentage points, not 9%.
        if self.unit == Unit::Percent {
            difference.unit = Unit::PercentagePoints;
        }

        Some(difference)
    }

    /// Returns the interval of the quotient of this and another quantity; none if the other may be zero.
    #[must_use]
    pub fn ratio(&self, other: &Quantity) -> Option<Interval> {
        self.interval.ratio(&other.interval)
    }

    fn joined(
        &self,
        other: &Quantity,
        qualifier: Qualifier,
        interval: Interval,
        join: impl Fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Quantity> {
        if !self.unit.is_like(&other.unit) {
            return None;
        }

        let join = |one: &Number, two: &Number| -> Option<Number> {
            let value = join(one.value, two.value)?;

            // In the smaller of the two magnitudes, so that the sum keeps every written digit.
            let magnitude = one.magnitude.min(two.magnitude);
            let places = if one.magnitude == two.magnitude {
                one.places.max(two.places)
            } else {
                value.checked_div(magnitude.value())?.normalize().scale()
            };

            Some(Number { value, places, magnitude })
        };

        let upper = match (&self.upper, &other.upper) {
            (None, None) => None,
            (one, two) => Some(join(
                one.as_ref().unwrap_or(&self.number),
                two.as_ref().unwrap_or(&other.number),
            )?),
        };

        let joined = Quantity {
            number: join(&self.number, &other.number)?,
            upper,
            unit: if self.unit == Unit::None { other.unit.clone() } else { self.unit.clone() },
            named: self.named || other.named,
            qualifier,
            interval,
        };

        // A limit shifted by a rounded number is no longer the limit that its words would state.
        let honest =
            qualifier == Qualifier::Exact || joined.interval_of_words(None).holds(&joined.interval);
        honest.then_some(joined)
    }

    /// Computes the interval of the true value.
    fn interval_of_words(&self, rounded_to: Option<Decimal>) -> Interval {
        let value = self.number.value;
        let rounding = |number: &Number| {
            rounded_to
                .and_then(|unit| unit.checked_div(Decimal::TWO))
                .or_else(|| number.written_rounding())
        };
        let half = rounding(&self.number).unwrap_or_default();
        let share = |percent: i64| {
            Decimal::new(percent, 2).checked_mul(value.abs()).unwrap_or_default().max(half)
        };

        // A count cannot be negative.
        let floor = (self.unit.is_counted() && value >= Decimal::ZERO)
            .then_some(Bound::closed(Decimal::ZERO));
        match self.qualifier {
            Qualifier::Exact => Interval::around(value, half),
            Qualifier::About => Interval::around(value, share(ABOUT).max(self.number.half_unit())),

            Qualifier::Nearly => {
                let reach = share(NEARLY).max(self.number.half_unit());
                let low = value.checked_sub(reach).map(Bound::closed);
                Interval::new(low, Some(Bound::open(value)))
            }

            Qualifier::UpTo => {
                let low = (value >= Decimal::ZERO).then_some(Bound::closed(Decimal::ZERO));
                Interval::new(low, Some(Bound::closed(value)))
            }
            Qualifier::AtMost => Interval::new(floor, Some(Bound::closed(value))),
            Qualifier::FewerThan => Interval::new(floor, Some(Bound::open(value))),
            Qualifier::AtLeast => Interval::new(Some(Bound::closed(value)), None),
            Qualifier::MoreThan => Interval::new(Some(Bound::open(value)), None),

            Qualifier::Between => {
                let upper = self.upper.as_ref().unwrap_or(&self.number);
                let half_upper = rounding(upper).unwrap_or_default();
                Interval::new(
                    value.checked_sub(half).map(Bound::closed),
                    upper.value.checked_add(half_upper).map(Bound::closed),
                )
            }
        }
    }
}

/// Reads the unit of rounding of a figure: `100`, `0.1`, `1 million`, `£100 million`.
///
/// # Errors
///
/// Refuses anything but a positive number.
pub fn parse_rounding(text: &str) -> Result<Decimal, ValueError> {
    let quantity = Quantity::parse(text, None, None)?;
    let plain = quantity.qualifier == Qualifier::Exact && quantity.number() > Decimal::ZERO;
    if plain {
        Ok(quantity.number())
    } else {
        Err(ValueError::new(format!("nothing can be rounded to {}", text::quote(text)))
            .help("write the unit of rounding as a number: `100`, `0.1`, `1 million`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::parse(text, None, None).expect(text)
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn quantities_are_read() {
        for (text, machine) in [
            ("1,900", "1900"),
            ("1,98,720 people", "198720"),
            ("12,34,56,789", "123456789"),
            ("1900", "1900"),
            ("1\u{202f}900", "1900"),
            ("1 234 567", "1234567"),
            ("-0.5%", "-0.5"),
            ("\u{2212}0.5%", "-0.5"),
            ("+14%", "14"),
            ("12.3 million", "12300000"),
            ("£12.3 billion", "12300000000"),
            ("£12.3bn", "12300000000"),
            ("£12.3 m", "12300000"),
            ("£ 800,000", "800000"),
            ("-£5m", "-5000000"),
            ("£-5m", "-5000000"),
            ("up to £12.3 billion", "12300000000"),
            ("more than 35,000", "35000"),
            ("over 35,000", "35000"),
            ("about 27%", "27"),
            ("around 27 per cent", "27"),
            ("approximately 27 percent", "27"),
            ("nearly 9,400", "9400"),
            ("almost 9,400", "9400"),
            ("at least 5", "5"),
            ("no more than 5", "5"),
            ("fewer than 500", "500"),
            ("less than 5%", "5"),
            ("under £5 million", "5000000"),
            ("35,000 or more", "35000"),
            ("9.0 percentage points", "9.0"),
            ("1 percentage point", "1"),
            ("1.50%", "1.5"),
            ("500 to 900", "500/900"),
            ("500-900", "500/900"),
            ("500–900", "500/900"),
            ("between 500 and 900 people", "500/900"),
            ("£5 to £6 million", "5000000/6000000"),
            ("10 to 15%", "10/15"),
            ("€5.00", "5"),
            ("$2 trillion", "2000000000000"),
            ("US$5.5 million", "5500000"),
            ("IQD 5 billion", "5000000000"),
            ("5 million pounds", "5000000"),
            ("1,900 people", "1900"),
            ("12.3 million people", "12300000"),
            ("5 m", "5"),
            ("12.5 per 100,000 people", "12.5"),
            ("0", "0"),
            ("-0", "0"),
        ] {
            let machine = machine.strip_suffix(".0").unwrap_or(machine);
            assert_eq!(quantity(text).machine(), machine, "{text}");
        }
    }

    #[test]
    fn invalid_quantities_get_a_reason() {
        for (text, message, help) in [
            (
                "1,90",
                "the thousands of `1,90` are grouped wrongly",
                "write `190`, or with a decimal point `1.90`",
            ),
            ("12,34,5", "the thousands of `12,34,5` are grouped wrongly", "write `12,345`"),
            ("1234,567", "the thousands of `1234,567` are grouped wrongly", "write `1,234,567`"),
            ("12.3 milion", "`milion` is neither a size nor a unit", "did you mean `million`?"),
            (
                "12.3.4",
                "`.4` is neither a size nor a unit",
                "write `%`, `percentage points`, or what is counted, such as `people`",
            ),
            (
                "£5 a year",
                "`a year` is neither a size nor a unit",
                "a sum of money ends with its number or with `million`, `billion`",
            ),
            (
                "nine",
                "`nine` is not a value",
                "write the number in digits, for example `1,900` or `about 27%`",
            ),
            (
                "up to about 5",
                "`up to about 5` is qualified twice",
                "keep the one that is true: `about`, `up to`, `more than`",
            ),
            (
                "900 to 500",
                "`900 to 500` ends where it begins, or before",
                "write the lower number first",
            ),
            (
                "1234567890123456789012345",
                "`1234567890123456789012345` has more digits than can be kept",
                "write at most 18 digits before the decimal point and 9 after it",
            ),
            (
                "about 500 to 900",
                "`to 900` is neither a size nor a unit",
                "write `%`, `percentage points`, or what is counted, such as `people`",
            ),
            ("", "a value is missing", "write for example `1,900`"),
        ] {
            let error = Quantity::parse(text, None, None).expect_err(text);
            assert_eq!(error.message, message);
            assert_eq!(error.help.as_deref(), Some(help), "{text}");
        }

        assert!(Quantity::parse("5", Some(Decimal::ZERO), None).is_err());
        assert!(Quantity::parse("999999999999999999 trillion", None, None).is_err());
    }

    #[test]
    fn the_interval_is_what_may_be_true() {
        let shown = |interval: Interval| {
            let end = |bound: Option<Bound>, open, closed| match bound {
                None => "..".to_owned(),
                Some(Bound { value, closed: true }) => format!("{closed}{}", value.normalize()),
                Some(Bound { value, .. }) => format!("{open}{}", value.normalize()),
            };
            format!("{} {}", end(interval.low(), "]", "["), end(interval.high(), "[", "]"))
        };

        for (text, rounded_to, interval) in [
            ("1,900", None, "[1900 ]1900"),
            ("1,900", Some(100), "[1850 ]1950"),
            ("28.3%", None, "[28.25 ]28.35"),
            ("27%", None, "[27 ]27"),
            ("£12.3 billion", None, "[12250000000 ]12350000000"),
            ("5 million", None, "[4500000 ]5500000"),
            ("up to £12.3 billion", None, "[0 ]12300000000"),
            ("more than 35,000", None, "]35000 .."),
            ("at least 35,000", None, "[35000 .."),
            ("fewer than 500", None, "[0 [500"),
            ("less than 2%", None, ".. [2"),
            ("at most £5", None, ".. ]5"),
            ("about 27%", None, "[22.95 ]31.05"),
            ("about 1,000", Some(500), "[750 ]1250"),
            ("about 0", None, "[-0.5 ]0.5"),
            ("nearly 9,400", None, "[8460 [9400"),
            ("500 to 900", Some(100), "[450 ]950"),
        ] {
            let read = Quantity::parse(text, rounded_to.map(Decimal::from), None).expect(text);
            assert_eq!(shown(read.interval()), interval, "{text}");
        }
    }

    #[test]
    fn a_default_unit_is_for_numbers_without_one() {
        let gbp = Unit::parse("GBP").expect("a unit");
        let people = Unit::parse("people").expect("a unit");
        let read = |text, unit| Quantity::parse(text, None, Some(unit)).expect(text);
        assert_eq!(read("12.3 billion", &gbp).unit(), &gbp);
        assert_eq!(read("27%", &people).unit(), &Unit::Percent);

        // Only a unit that was written with its number is printed with it.
        let bare = read("1,900", &people);
        assert!(bare.unit() == &people && !bare.names_unit());
        let typed = read("1,900 returns", &people);
        assert!(typed.unit() == &Unit::Named("returns".to_owned()) && typed.names_unit());
    }

    #[test]
    fn roundings_are_read() {
        assert_eq!(parse_rounding("100"), Ok(decimal("100")));
        assert_eq!(parse_rounding("£100 million"), Ok(decimal("100000000")));
        assert!(parse_rounding("0").is_err());
        assert!(parse_rounding("about 5").is_err());
    }
}

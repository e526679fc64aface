//! Writes values in English house style: for findings, and for British pages.
//!
//! In: values. Out: their text. Invariant: `value` reads back every quantity, date, period and change
//! that is written here, so that a writer can paste what a finding proposes.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::{Decimal, RoundingStrategy};

use super::change_size::{SizeWords, change_size};
use crate::lexicon::ENGLISH;
use crate::value::{
    Bound, Change, ChangeSummary, ChangeUnit, Currency, Date, Day, DifferenceWords, Direction,
    Fraction, Magnitude, Moment, Number, Period, PeriodForm, PeriodName, Precision, Qualifier,
    Quantity, Unit, ValueComparison, ValueDifference, grouped, push_number,
};

/// Writes a date as exactly as it is known: `20 August 2025`, `August 2025`, `2025`.
#[must_use]
pub fn date(date: Date) -> String {
    let first = date.first_day();
    match date.precision() {
        Precision::Year => year(first),
        Precision::Month => month(first),
        Precision::Day => day(first),
    }
}

/// Writes a day: `20 August 2025`.
#[must_use]
pub fn day(day: Day) -> String {
    // Pages are full of dates, and `format!` takes five times as long for one.
    let mut text = String::with_capacity(24);
    push_number(&mut text, day.day(), 1);
    text.extend([" ", month_name(day), " "]);
    push_number(&mut text, day.year(), 4);
    text
}

/// Writes a moment in its own offset: `20 August 2025`, `20 August 2025, 10:30`.
#[must_use]
pub fn moment(moment: &Moment) -> String {
    let mut text = day(moment.day());
    if let Some(time) = moment.time() {
        for (separator, part) in [(", ", time.hour()), (":", time.minute())] {
            text.push_str(separator);
            push_number(&mut text, part, 2);
        }
    }

    text
}

/// Writes an instant in a time zone, and names the zone: `20 August 2025, 10:30 BST`.
#[must_use]
pub fn instant(instant: Timestamp, zone: &TimeZone) -> String {
    let local = instant.to_zoned(zone.clone());
    format!("{}, {} {}", day(local.date()), local.strftime("%H:%M"), local.strftime("%Z"))
}

/// Writes a period, the same for every way to write it: `year ending March 2025`.
#[must_use]
pub fn period(period: &Period) -> String {
    let (first, last) = (period.first(), period.last());
    match period.name() {
        PeriodName::FinancialYear => {
            format!("{FINANCIAL_YEAR} {}", range(&year(first), &year(last)))
        }

        PeriodName::AcademicYear => {
            format!("{ACADEMIC_YEAR} {}", range(&year(first), &year(last)))
        }
        PeriodName::Half if first.month() == 1 => format!("first half of {}", year(first)),
        PeriodName::Half => format!("second half of {}", year(first)),
        PeriodName::Week => format!("{WEEK_ENDING} {}", day(last)),

        // "year" and "month" in words, as statistical bulletins name their periods.
        PeriodName::Ending(12) => format!("year ending {}", ending(last)),
        PeriodName::Ending(1) => format!("month ending {}", ending(last)),
        PeriodName::Ending(months) => format!("{months} months to {}", ending(last)),
        // The most exact form first: whole years are whole months, and both are days.
        PeriodName::Plain if !period.has_whole_months() => days(first, last),
        PeriodName::Plain if first.month() == 1 && last.month() == 12 => years(first, last),
        PeriodName::Plain => months(first, last),
    }
}

/// Writes a period as shortly as an axis needs it: `2024`, `Q1 2024`, `Mar 2024`, `2024/25`.
///
/// A period that is named by its end, or has no such form, is written as that end, and
/// [`axis_caption`] says so.
#[must_use]
pub fn short_period(period: &Period) -> String {
    let (first, last) = (period.first(), period.last());
    match period.form() {
        PeriodForm::Year => year(first),
        PeriodForm::FinancialYear | PeriodForm::AcademicYear => {
            format!("{}/{:02}", year(first), last.year() % 100)
        }
        PeriodForm::Half => format!("H{} {}", (first.month() + 5) / 6, year(first)),
        PeriodForm::Quarter => format!("Q{} {}", (first.month() + 2) / 3, year(first)),
        PeriodForm::Month | PeriodForm::EndOfMonth => short_month(last),
        PeriodForm::EndDay | PeriodForm::Week | PeriodForm::Day => short_day(last),
    }
}

/// Returns the caption that an axis of [short periods](short_period) needs; empty if they are clear by
/// themselves.
#[must_use]
pub fn axis_caption(period: &Period) -> &'static str {
    match period.form() {
        PeriodForm::Year
        | PeriodForm::Half
        | PeriodForm::Quarter
        | PeriodForm::Month
        | PeriodForm::Day => "",
        PeriodForm::FinancialYear => FINANCIAL_YEAR,
        PeriodForm::AcademicYear => ACADEMIC_YEAR,
        PeriodForm::Week => WEEK_ENDING,
        PeriodForm::EndOfMonth | PeriodForm::EndDay => match period.months() {
            Some(12) => "year ending",
            _ => "period ending",
        },
    }
}

/// Writes the length of a period: `12 months`, `261 days`.
#[must_use]
pub fn period_length(period: &Period) -> String {
    match (period.months(), period.days()) {
        (Some(1), _) => "1 month".to_owned(),
        (Some(months), _) => format!("{months} months"),
        (None, 1) => "1 day".to_owned(),
        (None, days) => format!("{days} days"),
    }
}

/// Writes a quantity with its qualifier: `up to £12.3 billion`.
///
/// The name of what is counted is written only if the text of the quantity had it: a series in "people" has
/// `1,900`, because the sentence around it names them. A measure is always written: `9.4 per 100,000 people`.
#[must_use]
pub fn quantity(quantity: &Quantity) -> String {
    spaced_quantity(quantity, Gap::PLAIN)
}

/// Writes a quantity without its qualifier: `£12.3 billion`.
#[must_use]
pub fn bare_quantity(quantity: &Quantity) -> String {
    spaced_bare_quantity(quantity, Gap::PLAIN)
}

/// What stands between the parts of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// Between a number, its magnitude and its unit.
    space: &'static str,
    /// Between a minus sign and the symbol of a currency, where a line could break.
    after_minus: &'static str,
}

impl Gap {
    /// For findings, which a writer copies and a terminal shows.
    pub(super) const PLAIN: Gap = Gap { space: " ", after_minus: "" };
    /// For pages: nothing breaks between sign, number and unit.
    pub(super) const TIED: Gap = Gap { space: NO_BREAK_SPACE, after_minus: WORD_JOINER };
}

/// Keeps the words around it on one line.
pub(super) const NO_BREAK_SPACE: &str = "\u{a0}";

/// Keeps the signs around it on one line, without a space: UAX 14 allows a break between "−" and "£".
pub(super) const WORD_JOINER: &str = "\u{2060}";

pub(super) fn spaced_quantity(quantity: &Quantity, gap: Gap) -> String {
    qualified(qualifier(quantity), &spaced_bare_quantity(quantity, gap))
}

fn spaced_bare_quantity(quantity: &Quantity, gap: Gap) -> String {
    let unit = quantity.unit();
    let mut text = amount(quantity.low(), unit, gap);
    if let Some(high) = quantity.high() {
        text = range(&text, &amount(high, unit, gap));
    }

    match unit {
        Unit::PercentagePoints => {
            // Only a whole 1 is singular: "1 percentage point", "1.0 percentage points".
            let is_one = quantity.high().is_none()
                && quantity.number().abs() == Decimal::ONE
                && quantity.places() == 0;
            text.extend([gap.space, percentage_points(is_one)]);
        }
        Unit::Named(name) if quantity.names_unit() => text.extend([gap.space, name]),
        _ => {}
    }

    text
}

/// Returns the words before a quantity that qualify it; nothing for an exact one or a range.
#[must_use]
pub fn qualifier(quantity: &Quantity) -> &'static str {
    qualifying_words(quantity.qualifier(), quantity.unit().is_counted())
}

/// Writes a change as exactly as its values allow.
///
/// | what may be true | words |
/// |---|---|
/// | the published numbers give it, within one and a half of its last digit | "a rise of 11%", "a fall of 0.6%" |
/// | all of it lies within 15% of a number | "a fall of about 27%" |
/// | all of it lies within 21% of a simple fraction | "a fall of about a quarter" |
/// | it lies between limits | "a fall of between 19% and 32%", "a rise of up to 2%" |
/// | it has only one limit | "a rise of more than 16%" |
/// | it may be zero, and is small | "little or no change" |
/// | it may be zero, and need not be small | "no clear change" |
#[must_use]
pub fn change(change: &Change) -> String {
    spaced_change(change, change.summary(), Gap::PLAIN)
}

/// Writes a change, or a difference where a percentage has no meaning: "0.48 °C lower".
#[must_use]
pub fn comparison(comparison: &ValueComparison) -> String {
    match comparison {
        ValueComparison::Change(subject) => change(subject),
        ValueComparison::Difference(subject) => difference(subject),
    }
}

/// Writes a difference: "0.48 °C lower", "£4.4 billion more", "700 fewer".
#[must_use]
pub fn difference(difference: &ValueDifference) -> String {
    spaced_difference(difference, Gap::PLAIN)
}

pub(super) fn spaced_difference(difference: &ValueDifference, gap: Gap) -> String {
    let size = difference.size();
    let rise = match difference.direction() {
        Direction::Level | Direction::Unclear => return "no change".to_owned(),
        Direction::Rise => true,
        Direction::Fall => false,
    };

    let number = spaced_quantity(size, gap);
    let is_one = size.number() == Decimal::ONE && size.places() == 0;
    let counted =
        |one: &str, many: &str| format!("{number}{}{}", gap.space, if is_one { one } else { many });

    match (difference.words(), rise) {
        (DifferenceWords::Sum | DifferenceWords::Count, true) => format!("{number} more"),
        (DifferenceWords::Sum, false) => format!("{number} less"),
        (DifferenceWords::Count, false) => format!("{number} fewer"),
        // The first place is the highest, and has the lowest number.
        (DifferenceWords::Rank, true) => format!("{} lower", counted("place", "places")),
        (DifferenceWords::Rank, false) => format!("{} higher", counted("place", "places")),
        (DifferenceWords::Points, true) => format!("{} higher", counted("point", "points")),
        (DifferenceWords::Points, false) => format!("{} lower", counted("point", "points")),
        (DifferenceWords::Level, true) => format!("{number} higher"),
        (DifferenceWords::Level, false) => format!("{number} lower"),
    }
}

pub(super) fn spaced_change(change: &Change, summary: ChangeSummary, gap: Gap) -> String {
    match summary {
        ChangeSummary::NoChange => "no change".to_owned(),
        ChangeSummary::LittleChange => "little or no change".to_owned(),
        ChangeSummary::NoClearChange => "no clear change".to_owned(),
        ChangeSummary::Unsized { rise: true } => "a rise".to_owned(),
        ChangeSummary::Unsized { rise: false } => "a fall".to_owned(),
        ChangeSummary::Sized { rise, size } => {
            moved_by(rise, &change_size(size, &HouseStyle { change, gap }))
        }
    }
}

/// Writes the computed change, for readers who check it: "a fall of 23.5% to 30.2%", "a fall of 9.0
/// percentage points, or 31.8%".
#[must_use]
pub fn computed_change(subject: &Change) -> String {
    let rise = match subject.direction() {
        // Without a direction there is no arithmetic to show.
        Direction::Level | Direction::Unclear => return change(subject),
        Direction::Rise => true,
        Direction::Fall => false,
    };

    // Readers can subtract two published percentages, so the exact difference is what they check.
    if let Some(points) = subject.published_difference() {
        let points = change_number(subject, points.abs(), Gap::PLAIN);
        let size = match relative_middle(subject, rise) {
            Some(relative) => format!("{points}, or {}", tenths(relative)),
            None => points,
        };

        return moved_by(rise, &size);
    }

    let size = subject.size();
    let end = |bound: Option<Bound>| {
        let value = bound?.value;
        Some(match subject.unit() {
            ChangeUnit::Percent => tenths(value),
            ChangeUnit::Points => change_number(subject, value, Gap::PLAIN),
        })
    };

    match (end(size.low()), end(size.high())) {
        // Rounded to a tenth, both ends of a narrow interval may print alike.
        (Some(low), Some(high)) if low == high => moved_by(rise, &low),
        (Some(low), Some(high)) => moved_by(rise, &range(&low, &high)),
        _ => change(subject),
    }
}

/// Returns the word of a magnitude; nothing for one.
#[must_use]
pub fn magnitude(magnitude: Magnitude) -> &'static str {
    match magnitude {
        Magnitude::One => "",
        Magnitude::Thousand => "thousand",
        Magnitude::Million => "million",
        Magnitude::Billion => "billion",
        Magnitude::Trillion => "trillion",
        Magnitude::Lakh => "lakh",
        Magnitude::Crore => "crore",
        Magnitude::LakhCrore => "lakh crore",
    }
}

/// Writes a day's year: `2025`.
pub(super) fn year(day: Day) -> String {
    format!("{:04}", day.year())
}

/// Writes a day's month and year: `August 2025`.
pub(super) fn month(day: Day) -> String {
    format!("{} {:04}", month_name(day), day.year())
}

/// Returns the name of a day's month: `August`.
pub(super) fn month_name(day: Day) -> &'static str {
    let month = usize::try_from(day.month() - 1).ok().and_then(|at| ENGLISH.dates.months.get(at));
    month.map_or("", |month| month.name)
}

/// Writes a day's month and year in few letters: `Mar 2025`.
pub(super) fn short_month(day: Day) -> String {
    // Three letters distinguish all English months.
    format!("{} {:04}", month_name(day).get(..3).unwrap_or_default(), day.year())
}

/// Writes a day in few letters: `4 Jul 2025`.
pub(super) fn short_day(day: Day) -> String {
    format!("{} {}", day.day(), short_month(day))
}

// In full: "FY" and "fiscal year" are read as well, but house style has no abbreviations.
const FINANCIAL_YEAR: &str = "financial year";
const ACADEMIC_YEAR: &str = "academic year";
const WEEK_ENDING: &str = "week ending";

/// Writes the end that a period is named by: a month, if it ends with one.
fn ending(last: Day) -> String {
    if last == last.last_of_month() { month(last) } else { day(last) }
}

fn years(first: Day, last: Day) -> String {
    if first.year() == last.year() { year(first) } else { range(&year(first), &year(last)) }
}

fn months(first: Day, last: Day) -> String {
    if first.year() != last.year() {
        range(&month(first), &month(last))
    } else if first.month() == last.month() {
        month(first)
    } else {
        range(month_name(first), &month(last))
    }
}

fn days(first: Day, last: Day) -> String {
    if first == last {
        day(first)
    } else if first.year() != last.year() {
        range(&day(first), &day(last))
    } else if first.month() != last.month() {
        range(&format!("{} {}", first.day(), month_name(first)), &day(last))
    } else {
        range(&first.day().to_string(), &day(last))
    }
}

fn range(low: &str, high: &str) -> String {
    // In words, as GOV.UK's style guide requires: screen readers skip a dash.
    format!("{low} to {high}")
}

/// Writes one number with the signs that touch it.
fn amount(number: &Number, unit: &Unit, gap: Gap) -> String {
    // A real minus sign: a hyphen can break at the end of a line, and screen readers skip it.
    let sign = if number.is_negative() { "\u{2212}" } else { "" };
    let mut text = grouped(number.coefficient(), number.places);
    if number.magnitude != Magnitude::One {
        text.extend([gap.space, magnitude(number.magnitude)]);
    }

    match unit {
        Unit::Currency(currency) => {
            let joiner = if sign.is_empty() { "" } else { gap.after_minus };
            format!("{sign}{joiner}{}{text}", currency_prefix(*currency, gap))
        }
        Unit::Percent => format!("{sign}{text}%"),
        _ => format!("{sign}{text}"),
    }
}

/// Returns what comes before a sum of money: a symbol touches the number, a code does not.
fn currency_prefix(currency: Currency, gap: Gap) -> String {
    let symbol = currency.symbol();
    if symbol == currency.code() { format!("{symbol}{}", gap.space) } else { symbol.to_owned() }
}

/// Returns the words of a qualifier: "fewer" for things that are counted one by one, "less" for what is
/// measured.
fn qualifying_words(qualifier: Qualifier, is_counted: bool) -> &'static str {
    match qualifier {
        Qualifier::Exact | Qualifier::Between => "",
        Qualifier::About => "about",
        Qualifier::UpTo => "up to",
        Qualifier::AtLeast => "at least",
        Qualifier::AtMost => "at most",
        Qualifier::MoreThan => "more than",
        Qualifier::FewerThan if is_counted => "fewer than",
        Qualifier::FewerThan => "less than",
        Qualifier::Nearly => "nearly",
    }
}

fn qualified(qualifier: &str, value: &str) -> String {
    if qualifier.is_empty() { value.to_owned() } else { format!("{qualifier} {value}") }
}

fn percentage_points(is_one: bool) -> &'static str {
    if is_one { "percentage point" } else { "percentage points" }
}

fn moved_by(rise: bool, size: &str) -> String {
    if rise { format!("a rise of {size}") } else { format!("a fall of {size}") }
}

/// The size of a change in house style.
struct HouseStyle<'c> {
    change: &'c Change,
    gap: Gap,
}

impl SizeWords for HouseStyle<'_> {
    fn number(&self, size: Decimal) -> String {
        change_number(self.change, size, self.gap)
    }

    fn qualified(&self, qualifier: Qualifier, size: Decimal) -> String {
        qualified(qualifying_words(qualifier, false), &self.number(size))
    }

    fn about_fraction(&self, fraction: Fraction) -> String {
        format!("about {}", fraction_words(fraction))
    }

    fn between(&self, low: Decimal, high: Decimal) -> String {
        // "between 1 and 3 percentage points" has its unit once, "between 19% and 32%" twice.
        let low = match self.change.unit() {
            ChangeUnit::Percent => self.number(low),
            ChangeUnit::Points => grouped(low, self.change.places()),
        };

        format!("between {low} and {}", self.number(high))
    }
}

/// Writes a size in the unit of a change.
fn change_number(change: &Change, size: Decimal, gap: Gap) -> String {
    let text = grouped(size, change.places());

    match change.unit() {
        ChangeUnit::Percent => format!("{text}%"),
        ChangeUnit::Points => {
            let is_one = size == Decimal::ONE && change.places() == 0;
            format!("{text}{}{}", gap.space, percentage_points(is_one))
        }
    }
}

/// Returns the midpoint of the range of a change, in per cent of the first value.
fn relative_middle(change: &Change, rise: bool) -> Option<Decimal> {
    let relative = change.relative()?;
    let size = if rise { relative } else { relative.negated() };
    size.low()?.value.checked_add(size.high()?.value)?.checked_div(Decimal::TWO)
}

fn tenths(percent: Decimal) -> String {
    let rounded = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);

    // Rounded to 100%, a fall that leaves something would leave nothing.
    let whole = Decimal::ONE_HUNDRED;
    let shown = match rounded == whole && percent < whole {
        true => percent.round_dp_with_strategy(3, RoundingStrategy::ToZero),
        false => rounded,
    };

    format!("{}%", grouped(shown.normalize(), 0))
}

fn fraction_words(fraction: Fraction) -> &'static str {
    let listed = ENGLISH.numbers.fractions.iter().find(|it| it.2 == fraction);
    listed.map_or("", |listed| listed.0)
}

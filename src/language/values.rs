//! Writes values in a language.
//!
//! In: values. Out: text for readers. Invariant: every value is written in one of two ways: in
//! house style, or with the language's phrases.

use rust_decimal::Decimal;

use super::conventions::Conventions;
use super::house_style::Gap;
use super::{Language, house_style, phrased};
use crate::value::{
    Change, ChangeSummary, Currency, Date, Day, Direction, Magnitude, Moment, Period, Quantity,
    Unit, ValueComparison, ValueDifference,
};

impl Language {
    /// Writes a date as exactly as it is known: `20 Awst 2025`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        if self.is_house_style() { house_style::date(date) } else { phrased::date(self, date) }
    }

    /// Writes a moment in its own offset: `20 Awst 2025, 10:30`.
    #[must_use]
    pub fn moment(&self, moment: &Moment) -> String {
        match self.is_house_style() {
            true => house_style::moment(moment),
            false => phrased::moment(self, moment),
        }
    }

    /// Writes a day's year: `2025`.
    #[must_use]
    pub fn year(&self, day: Day) -> String {
        self.conventions().year(day)
    }

    /// Writes a period: `y flwyddyn hyd at fis Mawrth 2025`.
    #[must_use]
    pub fn period(&self, period: &Period) -> String {
        match self.is_house_style() {
            true => house_style::period(period),
            false => phrased::period(self, period),
        }
    }

    /// Writes a period as shortly as an axis needs it: `Maw 2025`.
    #[must_use]
    pub fn short_period(&self, period: &Period) -> String {
        match self.is_house_style() {
            true => house_style::short_period(period),
            false => phrased::short_period(self, period),
        }
    }

    /// Returns the caption that an axis of [short periods](Language::short_period) needs; empty if they are
    /// clear by themselves.
    #[must_use]
    pub fn axis_caption(&self, period: &Period) -> &str {
        match self.is_house_style() {
            true => house_style::axis_caption(period),
            false => phrased::axis_caption(self, period),
        }
    }

    /// Writes a quantity with its qualifier: `hyd at £12.3 biliwn`.
    ///
    /// The unit's own name is the writer's, and is not translated.
    #[must_use]
    pub fn quantity(&self, quantity: &Quantity) -> String {
        match self.is_house_style() {
            true => house_style::spaced_quantity(quantity, Gap::TIED),
            false => phrased::quantity(self, quantity),
        }
    }

    /// Writes a change as exactly as its values allow: `gostyngiad o tua 27%`.
    #[must_use]
    pub fn change(&self, change: &Change) -> String {
        self.summary(change, change.summary())
    }

    /// Writes between which limits a change lies, where its words do not say it; none if they do.
    #[must_use]
    pub fn change_bounds(&self, comparison: &ValueComparison) -> Option<String> {
        let ValueComparison::Change(change) = comparison else {
            return None;
        };
        let words = self.summary(change, change.bounds()?);

        Some(self.fill("change_before_rounding", &[("change", &words)]))
    }

    /// Writes a change, or a difference where a percentage has no meaning: `0.48 °C yn is`.
    #[must_use]
    pub fn comparison(&self, comparison: &ValueComparison) -> String {
        match comparison {
            ValueComparison::Change(change) => self.change(change),
            ValueComparison::Difference(difference) => self.difference(difference),
        }
    }

    /// Writes a difference: `0.48 °C yn is`, `€4.4 biliwn yn fwy`.
    #[must_use]
    pub fn difference(&self, difference: &ValueDifference) -> String {
        match self.is_house_style() {
            true => house_style::spaced_difference(difference, Gap::TIED),
            false => phrased::difference(self, difference),
        }
    }

    /// Writes a comparison with the period that it is made with: `a fall of 2% on December 2023`.
    #[must_use]
    pub fn comparison_with(&self, comparison: &ValueComparison, period: &str) -> String {
        let words = self.comparison(comparison);
        let is_comparative = match comparison {
            ValueComparison::Change(_) => false,
            ValueComparison::Difference(difference) => difference.direction() != Direction::Level,
        };
        let key = if is_comparative { "difference_than" } else { "change_on" };

        self.fill(key, &[("change", &words), ("period", period)])
    }

    fn summary(&self, change: &Change, summary: ChangeSummary) -> String {
        match self.is_house_style() {
            true => house_style::spaced_change(change, summary, Gap::TIED),
            false => phrased::change(self, change, summary),
        }
    }

    /// Returns the notation of a currency: its symbol, its name, or its code.
    #[must_use]
    pub fn currency(&self, currency: Currency) -> &str {
        match self.phrase(&format!("currency_{}", currency.code().to_lowercase())) {
            "" => currency.symbol(),
            named => named,
        }
    }

    /// Returns the word of a magnitude alone; nothing for one.
    #[must_use]
    pub fn magnitude(&self, magnitude: Magnitude) -> &str {
        match magnitude {
            Magnitude::One => "",
            Magnitude::Thousand => self.phrase("size_thousand"),
            Magnitude::Million => self.phrase("size_million"),
            Magnitude::Billion => self.phrase("size_billion"),
            Magnitude::Trillion => self.phrase("size_trillion"),
            Magnitude::Lakh => self.phrase("size_lakh"),
            Magnitude::Crore => self.phrase("size_crore"),
            Magnitude::LakhCrore => self.phrase("size_lakh_crore"),
        }
    }

    /// Writes a unit by itself; the noun that is counted is the writer's, and is not translated.
    #[must_use]
    pub fn unit(&self, unit: &Unit) -> String {
        match unit {
            Unit::PercentagePoints => self.phrase("unit_percentage_points").to_owned(),
            unit => unit.to_string(),
        }
    }

    /// Writes a whole number: `1,900`.
    #[must_use]
    pub fn integer(&self, number: u64) -> String {
        self.conventions().number(Decimal::from(number), 0)
    }

    /// Tells whether values are written in house style: in British English, unless the site changed
    /// one of its phrases.
    fn is_house_style(&self) -> bool {
        matches!(self.conventions(), Conventions::British) && !self.phrases().is_changed
    }

    pub(super) fn conventions(&self) -> &Conventions {
        &self.0.conventions
    }
}

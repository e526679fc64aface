//! The text alternative of a chart.

use rust_decimal::Decimal;

use super::point::{MOST_BARS, Point};
use crate::language::Language;
use crate::value::ValueComparison;

/// Describes a chart of a class in words.
pub(super) fn description(class: &str, points: &[Point<'_>], language: &Language) -> String {
    let count = Decimal::from(points.len());
    let shown = language.integer(points.len() as u64);
    let key = format!("chart_{class}");
    let mut text = language.fill_plural(&key, count, 0, &[("count", &shown)]);
    text.push(' ');

    let semicolon = language.phrase("semicolon");
    let words = |point: &Point<'_>| point_words(point, language);
    if let [first, .., last] = points
        // Read aloud, more than a few values are noise: the ends, the change and the extremes describe the
        // line.
        && points.len() > MOST_BARS
    {
        let ends = [("first", words(first)), ("last", words(last))];
        text.push_str(
            &language.fill("chart_from_to", &ends.each_ref().map(|(key, it)| (*key, &**it))),
        );

        if let Some(change) = change(first, last, language) {
            text.extend([language.phrase("comma"), &change]);
        }

        let by_number = |point: &&Point<'_>| point.quantity.number();
        if let (Some(low), Some(high)) =
            (points.iter().min_by_key(by_number), points.iter().max_by_key(by_number))
        {
            let (low, high) = (words(low), words(high));
            text.push_str(semicolon);
            text.push_str(&language.fill("chart_low_high", &[("low", &low), ("high", &high)]));
        }
    } else {
        let all: Vec<String> = points.iter().map(words).collect();
        text.push_str(&all.join(semicolon));
    }

    text.push_str(language.phrase("chart_end"));

    text
}

pub(super) fn point_words(point: &Point<'_>, language: &Language) -> String {
    let (value, period) = (language.quantity(point.quantity), language.period(&point.period));
    let key = if point.provisional { "chart_point_provisional" } else { "chart_point" };
    language.fill(key, &[("value", &value), ("period", &period)])
}

fn change(first: &Point<'_>, last: &Point<'_>, language: &Language) -> Option<String> {
    let like = first.period.unlikeness(&last.period).is_none();
    let change = like.then(|| ValueComparison::between(first.quantity, last.quantity)).flatten()?;
    Some(language.comparison(&change))
}

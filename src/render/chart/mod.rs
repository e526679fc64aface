//! Charts: the values of a figure as SVG.
//!
//! In: what is known of a figure on a day. Out: an `<svg>` element in which time runs from left to right: columns for
//! a few periods, a line for many. Horizontal positions are in per cent and everything else in pixels, so that a chart fills
//! any width while its words keep the size of the page's.
//! Invariant: no inline style, no script, no binary floating point; colours are the style sheet's.

mod axis;
mod columns;
mod line;
mod paper;
mod plot;
mod point;
mod scale;
mod several;
mod words;

use crate::content::figure::{Figure, Observation};
use crate::language::Language;
use crate::value::{Unit, UnitScale};
use paper::Paper;
use point::{MOST_BARS, Point};
use scale::{Base, Scale, wastes_half};
use several::SeriesPoints;

/// The input of a chart.
pub(super) struct Chart<'s> {
    /// The title of the figure.
    pub(super) title: &'s str,
    /// The figure.
    pub(super) figure: &'s Figure,
    /// Its values that are known, oldest first.
    pub(super) known: &'s [&'s Observation],
    /// Its further series.
    pub(super) parts: &'s [ChartSeries<'s>],
    /// The element's id, unique on its page.
    pub(super) anchor: &'s str,
    /// The language of its words.
    pub(super) language: &'s Language,
}

/// One of several series.
pub(super) struct ChartSeries<'s> {
    /// Its name.
    pub(super) name: &'s str,
    /// Its values that are known, oldest first.
    pub(super) known: Vec<&'s Observation>,
}

/// Draws a figure's values; none if fewer than two are known for a period, since a single one is no
/// comparison.
pub(super) fn svg(chart: &Chart<'_>) -> Option<String> {
    if !chart.parts.is_empty() {
        return several_svg(chart);
    }

    let points = points(chart.known.iter().copied());
    let first = points.first()?;

    // Values in different units cannot share an axis.
    let same = points.iter().all(|point| point.quantity.unit().is_like(first.quantity.unit()));
    if points.len() < 2 || !same {
        return None;
    }

    let unit = chart.figure.unit.as_ref().unwrap_or_else(|| unit_of(&points));
    let language = chart.language;
    let form = form(&points, unit);
    let base = if form == ChartForm::Line && is_rate(unit) { Base::Values } else { Base::Nought };
    let scale = Scale::new(points.iter().flat_map(Point::reach), unit, base);

    let mut paper = Paper::new(chart.anchor, language);
    let class = match form {
        ChartForm::Columns => {
            columns::draw(&mut paper, &points, &scale);
            "bars"
        }
        ChartForm::Line => {
            line::draw(&mut paper, &points, &scale);
            "line"
        }
    };

    Some(paper.finish(class, chart.title, &words::description(class, &points, language)))
}

/// Draws several series in one field.
fn several_svg(chart: &Chart<'_>) -> Option<String> {
    let whole = SeriesPoints {
        name: chart.language.phrase("all_series"),
        points: points(chart.known.iter().copied()),
    };
    let parts = chart
        .parts
        .iter()
        .map(|part| SeriesPoints { name: part.name, points: points(part.known.iter().copied()) });
    let mut all: Vec<SeriesPoints<'_>> = std::iter::once(whole).chain(parts).collect();
    all.retain(|series| !series.points.is_empty());

    let every = || all.iter().flat_map(|series| &series.points);
    let first = every().next()?;
    let same = every().all(|point| point.quantity.unit().is_like(first.quantity.unit()));
    if !same || all.iter().all(|series| series.points.len() < 2) {
        return None;
    }

    let named = every().map(|point| point.quantity.unit()).find(|unit| **unit != Unit::None);
    let unit = chart.figure.unit.as_ref().or(named).unwrap_or(&Unit::None);
    let base = if is_rate(unit) { Base::Values } else { Base::Nought };
    let scale = Scale::new(every().flat_map(Point::reach), unit, base);

    let mut paper = Paper::new(chart.anchor, chart.language);
    several::draw(&mut paper, &all, &scale);
    let description = several::description(&all, chart.language);

    Some(paper.finish("line", chart.title, &description))
}

/// Returns those of the values that have a period.
fn points<'s>(known: impl Iterator<Item = &'s Observation>) -> Vec<Point<'s>> {
    let point = |one: &'s Observation| {
        Some(Point {
            period: one.period.as_ref()?.value,
            quantity: &one.value.value,
            provisional: one.provisional,
        })
    };

    known.filter_map(point).collect()
}

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ChartForm {
    /// Each as a length from nought.
    Columns,
    /// Joined by a line.
    Line,
}

/// Returns the form of a chart: columns for a few values, a line for many; also for a few rates that lie so close
/// together that all columns would look alike.
fn form(points: &[Point<'_>], unit: &Unit) -> ChartForm {
    let numbers = || points.iter().flat_map(Point::reach);
    let are_close = || {
        let (least, most) = (numbers().min(), numbers().max());
        least.zip(most).is_some_and(|(least, most)| wastes_half(least, most))
    };

    match points.len() > MOST_BARS || points.len() > 2 && is_rate(unit) && are_close() {
        true => ChartForm::Line,
        false => ChartForm::Columns,
    }
}

/// Tells whether readers compare the values of a unit by their difference, and not with nought.
fn is_rate(unit: &Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::PercentagePoints) || unit.scale() != UnitScale::Ratio
}

/// Returns the unit that any of the values has.
fn unit_of<'s>(points: &[Point<'s>]) -> &'s Unit {
    let units = points.iter().map(|point| point.quantity.unit());
    units.max_by_key(|unit| **unit != Unit::None).unwrap_or(&Unit::None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Record, SiteReading, parse};
    use crate::language::LanguageTag;
    use crate::language::PhraseBook;
    use crate::source::{SitePath, Source};
    use crate::value::Day;

    /// Draws a figure from its unit and the lines of its series, on a day far in the future.
    fn drawn(unit: &str, series: &str) -> Option<String> {
        let text = format!("---\ntitle: A & B\nunit: \"{unit}\"\nseries:\n{series}\n---\n");
        let path = SitePath::new("content/figures/f.md");
        let source = Source::decode(path, text.into_bytes()).expect("UTF-8");
        let (document, findings) = parse(
            &source,
            &SiteReading { lexicon: Some(&crate::lexicon::ENGLISH), ..SiteReading::default() },
        );
        assert!(findings.is_empty(), "{findings:?}");

        let Record::Figure(figure) = &document.own.record else {
            panic!("the folder says that it is a figure");
        };
        let known: Vec<_> = figure.known_on(Day::MAX).collect();
        let language = &PhraseBook::built_in().language(&LanguageTag::default());

        svg(&Chart {
            title: "A & B",
            figure,
            known: &known,
            parts: &[],
            anchor: "part-chart",
            language,
        })
    }

    fn years(range: std::ops::RangeInclusive<u16>) -> String {
        let line = |year| format!("  {year}: {}\n", u32::from(year) * 7 % 900);
        range.map(line).collect::<Vec<_>>().concat()
    }

    #[test]
    fn every_shape_is_well_formed_and_keeps_the_policy() {
        let shapes = [
            ("people", "  2023: 0\n  2024: 0".to_owned()),
            (
                "%",
                "  2022: -3.5%\n  2023: 0.0%\n  2024: {value: 4.0%, provisional: yes}".to_owned(),
            ),
            ("GBP", "  2023: up to £12.3 billion\n  2024: more than £9 billion".to_owned()),
            ("people", "  2022: 500 to 900\n  2023: about 700\n  2024: fewer than 10".to_owned()),
            ("", "  2023: 999999999999999999\n  2024: 0.000000001".to_owned()),
            ("people", years(1820..=2020)),
            ("people", years(2000..=2008) + "  2009: up to 50\n  2010: more than 10\n"),
        ];

        for (unit, series) in &shapes {
            let svg = drawn(unit, series).expect("two values");
            assert!(!svg.contains("style=") && !svg.contains("<script"), "{svg}");

            let mut reader = quick_xml::Reader::from_str(&svg);
            let mut ids = Vec::new();
            loop {
                match reader.read_event().expect(series) {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::Start(tag) => {
                        let id = tag.try_get_attribute("id").expect("attributes");
                        ids.extend(id.map(|id| id.value.into_owned()));
                    }
                    _ => {}
                }
            }

            let count = ids.len();
            ids.dedup();
            assert!(count >= 3 && ids.len() == count, "{svg}");
            assert_eq!(drawn(unit, series).as_ref(), Some(&svg));
        }
    }

    #[test]
    fn values_that_cannot_be_compared_have_no_chart() {
        assert_eq!(drawn("people", "  2024: 5"), None);
        assert_eq!(drawn("", "  2023: 5%\n  2024: £5"), None);
    }

    #[test]
    fn columns_are_as_high_as_their_values() {
        let svg = drawn("people", "  2023: 2,000\n  2024: {value: 1500, provisional: yes}");
        let svg = svg.expect("two values");
        assert!(
            svg.contains("<rect class=\"bar\" x=\"17.5%\" y=\"44\" width=\"15%\" height=\"220\""),
            "{svg}"
        );
        assert!(svg.contains("height=\"165\"") && svg.contains("url(#part-chart-hatch)"), "{svg}");
    }

    #[test]
    fn a_line_breaks_where_a_period_is_missing_or_unlike() {
        let ways = |series: &str| {
            let svg = drawn("people", series).expect("many values");
            svg.matches("<polyline").count()
        };

        assert_eq!(ways(&years(2000..=2012)), 1);
        assert_eq!(ways(&(years(2000..=2005) + &years(2008..=2014))), 2);
        assert_eq!(ways(&(years(2000..=2005) + "  2006-Q1: 5\n" + &years(2007..=2014))), 2);
        assert_eq!(ways(&(years(2000..=2005) + "  2006: up to 900\n" + &years(2007..=2014))), 2);
        let provisional = years(2000..=2011) + "  2012: {value: 5, provisional: yes}\n";
        assert_eq!(ways(&provisional), 2, "what leads to a provisional value is dashed");
    }
}

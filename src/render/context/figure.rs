//! What the templates of figures read.

use std::borrow::Cow;

use serde::Serialize;

use super::When;
use crate::render::versions::Lang;

/// A figure in a card or in the figures box, as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FigureCard<'s> {
    /// Its id.
    pub(in crate::render) id: Cow<'s, str>,
    /// Its title.
    pub(in crate::render) title: Cow<'s, str>,
    /// The language of title, measure and caveat, where it is not the page's.
    pub(in crate::render) lang: Option<Lang>,
    /// Its address.
    pub(in crate::render) url: Cow<'s, str>,
    /// Its `data.csv`.
    pub(in crate::render) csv_url: Cow<'s, str>,
    /// What is counted.
    pub(in crate::render) measure: Option<Cow<'s, str>>,
    /// The value known on that date; none where none was.
    pub(in crate::render) value: Option<FigureValue<'s>>,
    /// How it changed from the period before, in words ("a fall of about 27%").
    pub(in crate::render) change: Option<Cow<'s, str>>,
    /// The period before, from which it changed.
    pub(in crate::render) change_from: Option<Cow<'s, str>>,
    /// The value of a later period, known by now and not on the page's date.
    pub(in crate::render) newer: Option<FigureValue<'s>>,
    /// What became of the value, where it was revised after the page's date.
    pub(in crate::render) revised: Option<Revision<'s>>,
    /// Where it comes from.
    pub(in crate::render) source: Option<FigureSource<'s>>,
    /// What to know before it is used.
    pub(in crate::render) caveat: Option<Cow<'s, str>>,
    /// All values, oldest first; on the figure's own page and where it is embedded, else empty.
    pub(in crate::render) series: Vec<Observation<'s>>,
    /// The chart of the series as SVG (`| safe`); none where fewer than two periods are known.
    pub(in crate::render) chart: Option<String>,
    /// Revisions of the series up to the page's date, newest first.
    pub(in crate::render) revisions: Vec<Revision<'s>>,
    /// Whether values were rounded, in words ("Rounded to the nearest 100").
    pub(in crate::render) rounding: Option<Cow<'s, str>>,
}

/// One value of a figure.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FigureValue<'s> {
    /// With qualifier and unit: `up to £12.3 billion`.
    pub(in crate::render) words: Cow<'s, str>,
    /// As a plain decimal number: `12300000000`.
    pub(in crate::render) machine: Cow<'s, str>,
    /// The period, in words; none where it is not known.
    pub(in crate::render) period: Option<Cow<'s, str>>,
    /// Whether it may still be revised.
    pub(in crate::render) provisional: bool,
}

/// That a value was replaced by another one for the same period.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Revision<'s> {
    /// The period, in words; none where it is not known.
    pub(in crate::render) period: Option<Cow<'s, str>>,
    /// The value before.
    pub(in crate::render) from: Cow<'s, str>,
    /// The value since.
    pub(in crate::render) to: Cow<'s, str>,
    /// The new value as a plain decimal number.
    pub(in crate::render) machine: Cow<'s, str>,
    /// When the new value was published.
    pub(in crate::render) date: Option<When>,
    /// Why.
    pub(in crate::render) note: Option<Cow<'s, str>>,
}

/// One row of a figure's table.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Observation<'s> {
    /// The value with its period.
    #[serde(flatten)]
    pub(in crate::render) value: FigureValue<'s>,
    /// The anchor of its row.
    pub(in crate::render) anchor: Cow<'s, str>,
    /// The change from the row before, in words.
    pub(in crate::render) change: Option<Cow<'s, str>>,
    /// When it was published.
    pub(in crate::render) published: Option<When>,
    /// How it came to be this value, newest first; empty where it was never revised.
    pub(in crate::render) revisions: Vec<Revision<'s>>,
}

/// Where a figure comes from.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FigureSource<'s> {
    /// The publication.
    pub(in crate::render) title: Option<Cow<'s, str>>,
    /// Its address.
    pub(in crate::render) url: Option<Cow<'s, str>>,
    /// Who publishes it.
    pub(in crate::render) publisher: Option<Cow<'s, str>>,
    /// When it came out.
    pub(in crate::render) published: Option<When>,
    /// When the next one comes out.
    pub(in crate::render) next_release: Option<When>,
    /// Its licence.
    pub(in crate::render) licence: Option<Cow<'s, str>>,
}

/// `figure`: the rest of a figure's page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FigureContext<'s> {
    /// What its card shows.
    #[serde(flatten)]
    pub(in crate::render) card: FigureCard<'s>,
    /// The unit, in words.
    pub(in crate::render) unit: Option<Cow<'s, str>>,
    /// The area that it covers.
    pub(in crate::render) geography: Option<Cow<'s, str>>,
    /// Words that fit.
    pub(in crate::render) say: Vec<Cow<'s, str>>,
    /// Words that do not.
    pub(in crate::render) never_say: Vec<Cow<'s, str>>,
}

//! The keys of a figure's front matter.

use crate::yaml::{Key, Schema, ValueType};

/// The keys of a figure.
pub(in crate::content) const KEYS: &[Key] = &[
    Key::new("unit", ValueType::Unit, "the unit: `%`, a currency, or what is counted"),
    Key::new("measure", ValueType::Text, "what is counted, in words"),
    Key::new("geography", ValueType::Text, "the area that it covers"),
    Key::new("caveat", ValueType::Text, "what to know before using it"),
    Key::new("source", ValueType::Map(SOURCE), "the publication that it comes from"),
    Key::new("series", SERIES, "its values by period"),
    Key::new(
        "series_by",
        ValueType::Table { key: &ValueType::Text, value: &SERIES },
        "several series of one unit, by their names",
    ),
    Key::new("data", ValueType::Text, "a table beside it with its values: `returns.csv`"),
    Key::new("value", ValueType::Quantity, "its one value, in place of a series"),
    Key::new("period", ValueType::Period, "the period of its one value"),
    Key::new("rounded_to", ValueType::Number, "the rounding of the values: `100`"),
    Key::new("provisional", ValueType::Flag, "whether the values may still be revised"),
    Key::new(
        "compare",
        ValueType::Word(&["previous", "year"]),
        "what a value is compared with; by month or quarter, the year before by default",
    ),
    Key::new("say", ValueType::List(&ValueType::Text), "words that fit the measure"),
    Key::new("never_say", ValueType::List(&ValueType::Text), "words that do not fit it"),
    Key::new("change", ValueType::Change, "a change that was claimed elsewhere"),
];

/// A series: values by period, or a list of them.
const SERIES: ValueType = ValueType::OneOf(&[
    ValueType::Table {
        key: &ValueType::Period,
        value: &ValueType::OneOf(&[ValueType::Quantity, ValueType::Map(OBSERVATION)]),
    },
    ValueType::List(&ValueType::Map(LISTED)),
]);

pub(super) const SOURCE: &Schema = &Schema {
    what: "`source`",
    groups: &[&[
        Key::new("title", ValueType::Text, "the title of the publication"),
        Key::new("url", ValueType::Url, "its address"),
        Key::new("publisher", ValueType::Text, "its publisher"),
        Key::new("published", ValueType::Date, "when it came out"),
        Key::new("next_release", ValueType::Date, "when the next one comes out"),
        Key::new("licence", ValueType::Text, "its licence"),
    ]],
};

pub(super) const OBSERVATION: &Schema =
    &Schema { what: "a value of the series", groups: &[OBSERVATION_KEYS] };

pub(super) const LISTED: &Schema = &Schema {
    what: "a value of the series",
    groups: &[
        &[Key::new("period", ValueType::Period, "the period of the value").required()],
        OBSERVATION_KEYS,
    ],
};

const OBSERVATION_KEYS: &[Key] = &[
    Key::new("value", ValueType::Quantity, "the value").required(),
    Key::new("published", ValueType::Date, "when it was published"),
    Key::new("provisional", ValueType::Flag, "whether it may still be revised"),
    Key::new("note", ValueType::Text, "what to know about this value alone"),
    Key::new("source", ValueType::Map(SOURCE), "its publication, where it is not the figure's"),
    Key::new(
        "revised",
        ValueType::OneOf(&[ValueType::Map(REVISION), ValueType::List(&ValueType::Map(REVISION))]),
        "what was published in its place later, oldest first",
    ),
];

pub(super) const REVISION: &Schema = &Schema {
    what: "a revision",
    groups: &[&[
        Key::new("value", ValueType::Quantity, "the new value").required(),
        Key::new("published", ValueType::Date, "when it was published").required(),
        Key::new("provisional", ValueType::Flag, "whether it may still be revised"),
        Key::new("note", ValueType::Text, "the reason of the revision"),
        Key::new("source", ValueType::Map(SOURCE), "its publication, where it is not the figure's"),
    ]],
};

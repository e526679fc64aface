//! The keys of each kind of file, combined from the tables beside their readers.
//!
//! In: a kind. Out: its schema. Invariant: files are read with these schemas and no others.

use super::document::Shape;
use super::head::{ALIASES, SUMMARIES, SUMMARY, TITLE, TITLES};
use super::kind::Kind;
use super::minister::NAME;
use super::{agreement, briefing, figure, head, minister};
use crate::yaml::{Key, Schema, ValueType};

/// Returns the keys of a kind's front matter.
#[must_use]
pub fn keys(kind: Kind) -> &'static Schema {
    match kind {
        Kind::Page => PAGE,
        Kind::Briefing => BRIEFING,
        Kind::Agreement => AGREEMENT,
        Kind::Minister => MINISTER,
        Kind::Figure => FIGURE,
    }
}

/// Returns the keys of a file; those of a section differ from a page's.
pub(super) fn of_file(kind: Kind, shape: Shape) -> &'static Schema {
    if shape == Shape::Section { SECTION } else { keys(kind) }
}

/// Returns the keys of a record that a list defines in place.
pub(super) fn of_inline(kind: Kind) -> &'static Schema {
    match kind {
        Kind::Agreement => INLINE_AGREEMENT,
        Kind::Minister => INLINE_MINISTER,
        Kind::Figure => INLINE_FIGURE,
        // No list holds pages or briefings.
        Kind::Page | Kind::Briefing => keys(kind),
    }
}

const TRANSLATION_OF: &str = "translation_of";

const ID: &[Key] = &[Key::new("id", ValueType::Slug, "the id of the record").required()];

const PAGE: &Schema = &Schema {
    what: "a page",
    groups: &[
        &[
            TITLE.required(),
            SUMMARY,
            ALIASES,
            Key::new(TRANSLATION_OF, ValueType::Id("page"), "the page that this one translates"),
        ],
        head::HOLDING_KEYS,
        head::KEYS,
    ],
};

const SECTION: &Schema = &Schema {
    what: "a section",
    groups: &[&[TITLE, SUMMARY, ALIASES], head::HOLDING_KEYS, head::KEYS],
};

const BRIEFING: &Schema = &Schema {
    what: "a briefing",
    groups: &[
        &[
            TITLE.required(),
            SUMMARY.required(),
            ALIASES,
            Key::new(
                TRANSLATION_OF,
                ValueType::Id("briefing"),
                "the briefing that this one translates",
            ),
            Key::new(
                "agreements",
                ValueType::List(&ValueType::OneOf(&[
                    ValueType::Id("agreement"),
                    ValueType::Map(INLINE_AGREEMENT),
                ])),
                "the agreements that it is about",
            ),
            Key::new(
                "ministers",
                ValueType::List(&ValueType::OneOf(&[
                    ValueType::Id("minister"),
                    ValueType::Map(INLINE_MINISTER),
                ])),
                "the ministers that it names",
            ),
            Key::new(
                "figures",
                ValueType::List(&ValueType::OneOf(&[
                    ValueType::Id("figure"),
                    ValueType::Map(INLINE_FIGURE),
                ])),
                "the figures that it uses",
            ),
        ],
        briefing::KEYS,
        head::HOLDING_KEYS,
        head::KEYS,
    ],
};

const AGREEMENT_HEAD: &[Key] = &[TITLE.required(), TITLES, SUMMARY, SUMMARIES, ALIASES];

const AGREEMENT: &Schema = &Schema {
    what: "an agreement",
    groups: &[AGREEMENT_HEAD, agreement::KEYS, head::HOLDING_KEYS, head::KEYS],
};

const INLINE_AGREEMENT: &Schema =
    &Schema { what: "an agreement", groups: &[ID, AGREEMENT_HEAD, agreement::KEYS, head::KEYS] };

// A minister's aliases are among its own keys, since they also hold names.
const MINISTER_HEAD: &[Key] = &[NAME, SUMMARY, SUMMARIES];

const MINISTER: &Schema = &Schema {
    what: "a minister",
    groups: &[MINISTER_HEAD, minister::KEYS, head::HOLDING_KEYS, head::KEYS],
};

const INLINE_MINISTER: &Schema =
    &Schema { what: "a minister", groups: &[ID, MINISTER_HEAD, minister::KEYS, head::KEYS] };

pub(super) const FIGURE_HEAD: &[Key] = &[TITLE.required(), TITLES, SUMMARY, SUMMARIES, ALIASES];

const FIGURE: &Schema = &Schema {
    what: "a figure",
    groups: &[FIGURE_HEAD, figure::KEYS, head::HOLDING_KEYS, head::KEYS],
};

const INLINE_FIGURE: &Schema =
    &Schema { what: "a figure", groups: &[ID, FIGURE_HEAD, figure::KEYS, head::KEYS] };

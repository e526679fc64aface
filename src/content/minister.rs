//! Ministers of any state, and their roles over time.
//!
//! In: the fields of a front matter. Out: a [`Minister`]. Invariant: every query for a role takes a day;
//! nothing here reads the clock.

use super::words::SiteWords;
use crate::config::{self, LOCAL_TEXT, ShareImage};
use crate::diagnostic::Code;
use crate::lexicon;
use crate::source::{Span, Spanned};
use crate::value::{Country, Date, Day, LocalText};
use crate::yaml::{Fields, Key, Schema, Text, ValueType};

/// The front matter of a minister.
#[derive(Debug, Clone, Default)]
pub struct Minister {
    /// What lists sort the name by, where it is not the family name.
    pub sort_name: Option<Box<str>>,
    /// The honorific before the name, in formal style.
    pub honorific: Option<Box<str>>,
    /// The state that the roles belong to.
    pub country: Option<Spanned<Country>>,
    /// The roles, in written order.
    pub roles: Vec<Role>,
    /// Other spellings of the name.
    pub other_names: Vec<Text>,
    /// The name in other languages, by BCP 47 tag.
    pub names: Vec<(Box<str>, Box<str>)>,
    /// The picture.
    pub portrait: Option<Box<ShareImage>>,
}

/// Whether somebody is in office on a day, as far as that is recorded.
#[derive(Debug, Clone, Copy)]
pub enum Standing<'m> {
    /// A role is known to be held.
    InOffice,
    /// The record does not tell.
    Unknown,
    /// Every role is over; this is the last.
    Former(&'m Role),
}

/// An entry of `roles`.
#[derive(Debug, Clone)]
pub struct Role {
    /// `Security Minister`
    pub title: Spanned<LocalText>,
    /// `Home Office`
    pub organisation: Option<LocalText>,
    /// The first day; none where it is unknown.
    pub from: Option<Spanned<Date>>,
    /// The last day; none where the role continues, or it is unknown.
    pub to: Option<Spanned<Date>>,
    /// Whether it is held on behalf of another minister.
    pub acting: bool,
    /// The whole entry.
    pub span: Span,
}

impl Role {
    /// Returns the title that English sentences and findings name it by.
    #[must_use]
    pub fn english_title(&self) -> &str {
        self.title.value.in_language("en")
    }

    /// Returns the organisation that English sentences and findings name.
    #[must_use]
    pub fn english_organisation(&self) -> Option<&str> {
        self.organisation.as_ref().map(|organisation| organisation.in_language("en"))
    }

    /// Tells whether the role may have been held on a day: no known date contradicts it.
    ///
    /// Both ends are included, as in Whitehall's `RoleAppointment`, and a month or year counts as a whole.
    #[must_use]
    pub fn may_be_held_on(&self, day: Day) -> bool {
        let begun = self.from.as_ref().is_none_or(|from| from.value.first_day() <= day);
        let over = self.to.as_ref().is_some_and(|to| to.value.last_day() < day);
        begun && !over
    }

    /// Tells whether the role is known to be held on a day: its beginning is recorded, and no end before
    /// that day.
    #[must_use]
    pub fn is_known_to_be_held_on(&self, day: Day) -> bool {
        self.from.is_some() && self.may_be_held_on(day)
    }
}

impl Minister {
    /// Returns the role held on a day, as far as recorded: of several, a substantive one before an acting
    /// one, and then the one that began last.
    #[must_use]
    pub fn role_on(&self, day: Day) -> Option<&Role> {
        let held = self.roles.iter().enumerate().filter(|(_, role)| role.may_be_held_on(day));
        held.max_by_key(|(at, role)| {
            let from = role.from.as_ref().map(|from| from.value.first_day());
            // Where dates do not decide, writers put the most important role first.
            (!role.acting, from, std::cmp::Reverse(*at))
        })
        .map(|(_, role)| role)
    }
}

impl Minister {
    /// Returns whether a role is held on a day, or which was the last.
    #[must_use]
    pub fn standing_on(&self, day: Day) -> Standing<'_> {
        if self.roles.iter().any(|role| role.is_known_to_be_held_on(day)) {
            return Standing::InOffice;
        }

        let end = |role: &Role| role.to.as_ref().map(|to| to.value.last_day());
        let is_over = |role: &Role| end(role).is_some_and(|end| end < day);

        // One role that may still be held is enough not to call somebody a former minister.
        let last = self.roles.iter().rev().max_by_key(|role| end(role));
        match last.filter(|_| self.roles.iter().all(is_over)) {
            Some(last) => Standing::Former(last),
            None => Standing::Unknown,
        }
    }

    /// Returns what lists sort a name of the minister by: the record's own `sort_name`, or else the family name.
    #[must_use]
    pub fn sort_name<'n>(&'n self, name: &'n str) -> &'n str {
        let country = self.country.as_ref().map(|country| country.value.code());
        match &self.sort_name {
            // Some write it as an index prints it, "Marsh, Jo".
            Some(own) => own.split(',').next().unwrap_or(own).trim(),
            None => lexicon::family_name(name, country.as_deref()),
        }
    }
}

/// The name, which is the title of a minister's page.
pub(super) const NAME: Key = Key::new("name", ValueType::Text, "the name").required();

/// The keys of a minister.
pub(super) const KEYS: &[Key] = &[
    Key::new("sort_name", ValueType::Text, "the name that lists sort by, if not the last word"),
    Key::new("honorific", ValueType::Text, "the honorific before the name"),
    Key::new("country", ValueType::Country, "the code of the country"),
    Key::new("roles", ValueType::List(&ValueType::Map(ROLE)), "the roles over time"),
    Key::new(
        "aliases",
        ValueType::List(&ValueType::Text),
        "other spellings of the name, and old addresses that begin with `/`",
    ),
    Key::new(
        "names",
        ValueType::Table { key: &ValueType::Language, value: &ValueType::Text },
        "the name in other languages",
    ),
    Key::new("portrait", ValueType::Map(config::PORTRAIT), "a picture of the person"),
];

const ROLE: &Schema = &Schema {
    what: "a role",
    groups: &[&[
        Key::new("title", LOCAL_TEXT, "the title of the role").required(),
        Key::new("organisation", LOCAL_TEXT, "the department or organisation"),
        Key::new("from", ValueType::Date, "the first day, if known"),
        Key::new("to", ValueType::Date, "the last day, if it is over"),
        Key::new("acting", ValueType::Flag, "whether it is held on behalf of another"),
    ]],
};

pub(super) fn read(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Minister {
    Minister {
        sort_name: fields.text("sort_name").map(|text| text.value),
        honorific: fields.text("honorific").map(|text| text.value),
        country: fields.parsed("country", Code::BadValue, |text| site.vocabulary.country(text)),
        roles: roles(fields, site),
        // Filled in by `parse`, which splits `aliases` into names and addresses.
        other_names: Vec::new(),
        names: config::in_languages(fields, "names"),
        portrait: config::portrait(fields).map(Box::new),
    }
}

fn roles(fields: &mut Fields<'_, '_, '_>, site: SiteWords<'_>) -> Vec<Role> {
    let items = fields.maps("roles");

    items
        .iter()
        .filter_map(|item| {
            let mut fields = Fields::from_node(fields.reading, ROLE, item)?;
            let title = config::local_text_at(&mut fields, "title", site.language);
            let organisation = config::local_text(&mut fields, "organisation", site.language);
            let from = fields.parsed("from", Code::BadDate, Date::parse);
            let to = fields.parsed("to", Code::BadDate, Date::parse);

            let acting = fields.flag("acting").unwrap_or(false);

            if let (Some(from), Some(to)) = (&from, &to)
                && to.value.last_day() < from.value.first_day()
            {
                fields.reading.report(
                    Code::BadDate,
                    to.span,
                    "this role ends before it begins",
                    "compare `from` and `to`",
                );
            }

            fields.finish();

            Some(Role { title: title?, organisation, from, to, acting, span: item.span })
        })
        .collect()
}

//! Ministers of any state, and the roles that they hold from day to day.

use crate::diagnostic::Code;
use crate::source::{Span, Spanned};
use crate::value::{Country, Date, Day};
use crate::yaml::{Fields, Text};

/// The front matter of a minister.
#[derive(Debug, Clone, Default)]
pub struct Minister {
    /// What stands before the name in formal style.
    pub honorific: Option<Box<str>>,
    /// The state that the roles belong to.
    pub country: Option<Spanned<Country>>,
    /// The roles, in the order in which they are written.
    pub roles: Vec<Role>,
    /// Other spellings of the name.
    pub other_names: Vec<Text>,
    /// The name in other languages, by BCP 47 tag.
    pub names: Vec<(Box<str>, Box<str>)>,
}

/// An entry of `roles`.
#[derive(Debug, Clone)]
pub struct Role {
    /// `Security Minister`
    pub title: Text,
    /// `Home Office`
    pub organisation: Option<Box<str>>,
    /// The first day; none where it is not known.
    pub from: Option<Spanned<Date>>,
    /// The last day; none where it is not over, or not known.
    pub to: Option<Spanned<Date>>,
    /// Whether it is held for somebody else.
    pub acting: bool,
    /// The whole entry.
    pub span: Span,
}

impl Role {
    /// Tells whether the role may have been held on a day: no date that is known speaks against it.
    ///
    /// Both ends are included, and a month or year counts whole (Whitehall's `RoleAppointment`
    /// counts both ends likewise).
    #[must_use]
    pub fn may_be_held_on(&self, day: Day) -> bool {
        let begun = self.from.as_ref().is_none_or(|from| from.value.first_day() <= day);
        let over = self.to.as_ref().is_some_and(|to| to.value.last_day() < day);
        begun && !over
    }
}

impl Role {
    /// Tells whether the role is known to be held on a day: when it began is recorded, and no end
    /// before that day. What was true when a page was written need not be so today.
    #[must_use]
    pub fn is_known_to_be_held_on(&self, day: Day) -> bool {
        self.from.is_some() && self.may_be_held_on(day)
    }
}

impl Minister {
    /// Returns the role held on a day, as far as is known: of several, the one that began last, and a
    /// substantive one before an acting one.
    #[must_use]
    pub fn role_on(&self, day: Day) -> Option<&Role> {
        let held = self.roles.iter().enumerate().filter(|(_, role)| role.may_be_held_on(day));
        held.max_by_key(|(at, role)| {
            let from = role.from.as_ref().map(|from| from.value.first_day());
            // The first written is the chief one, where dates do not decide.
            (!role.acting, from, std::cmp::Reverse(*at))
        })
        .map(|(_, role)| role)
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Minister {
    Minister {
        honorific: fields.text("honorific").map(|text| text.value),
        country: fields.parsed("country", Code::BadValue, Country::parse),
        roles: roles(fields),
        other_names: Vec::new(),
        names: names(fields),
    }
}

fn roles(fields: &mut Fields<'_, '_, '_>) -> Vec<Role> {
    let items = fields.maps("roles");

    items
        .iter()
        .filter_map(|item| {
            let mut fields = Fields::of(fields.reading, "a role", item)?;
            let title = fields.required("title");
            let organisation = fields.text("organisation").map(|text| text.value);
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

fn names(fields: &mut Fields<'_, '_, '_>) -> Vec<(Box<str>, Box<str>)> {
    let Some(node) = fields.node("names") else {
        return Vec::new();
    };

    let Some(entries) = fields.reading.map(node, "`names`") else {
        return Vec::new();
    };

    entries
        .iter()
        .filter_map(|entry| {
            let name = fields.reading.text(&entry.node, "a name")?;
            Some((entry.key.value.clone(), name.value))
        })
        .collect()
}

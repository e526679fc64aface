//! The keys of a map as data: what the typed reader accepts, and what tools can query.
//!
//! In: tables that each kind declares beside its reader. Out: each key's name, type, description, and
//! whether it is required. Invariant: [`Fields`](super::Fields) reads exactly the keys of its schema; debug
//! builds assert it.

/// The keys of one map.
#[derive(Debug)]
pub struct Schema {
    /// What the map describes, as messages name it: "a briefing", "an event of the timeline".
    pub what: &'static str,
    /// Its keys, in groups that several schemas may share.
    pub groups: &'static [&'static [Key]],
}

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// What its value may be.
    pub value: ValueType,
    /// Whether the map is faulty without it.
    pub is_required: bool,
    /// What it is for, in one line for writers: lower case, no full stop.
    pub about: &'static str,
}

/// The type of a key's value.
#[derive(Debug, Clone, Copy)]
pub enum ValueType {
    /// Any text.
    Text,
    /// `yes` or `no`.
    Flag,
    /// A whole number, from 1.
    Count,
    /// A decimal number.
    Number,
    /// A day, a month or a year.
    Date,
    /// A day, or a time of day with its offset.
    Moment,
    /// A time of day with its offset.
    Time,
    /// A time zone: `Europe/London`.
    TimeZone,
    /// A period: `2024`, `2024-Q1`, `year ending March 2025`.
    Period,
    /// A day of every year: `04-01`.
    DayOfYear,
    /// A value with its unit and qualifier: `about 27%`.
    Quantity,
    /// A unit: `%`, `GBP`, `people`.
    Unit,
    /// A claimed change: `a fall of 27%`.
    Change,
    /// The code of a country or an organisation of states.
    Country,
    /// A BCP 47 language tag.
    Language,
    /// A whole web address.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A path from the root of the site: `/news/old-name/`.
    SitePath,
    /// The last part of an address: lower-case letters, digits and hyphens.
    Slug,
    /// An image file of the site.
    ImageFile,
    /// The code of a check that may be silenced.
    Check,
    /// One of a list of words.
    Word(&'static [&'static str]),
    /// One of a list of words, or one that the settings add.
    OpenWord(&'static [&'static str]),
    /// The id of a page or record, by the word for its kind.
    Id(&'static str),
    /// A list.
    List(&'static ValueType),
    /// A map with any keys of one type.
    Table {
        /// The type of each key.
        key: &'static ValueType,
        /// The type of each value.
        value: &'static ValueType,
    },
    /// A map with keys of its own.
    Map(&'static Schema),
    /// A value of one of several types.
    OneOf(&'static [ValueType]),
    /// A map without a schema, for templates.
    Free,
}

impl Key {
    /// Declares an optional key.
    #[must_use]
    pub const fn new(name: &'static str, value: ValueType, about: &'static str) -> Key {
        Key { name, value, is_required: false, about }
    }

    /// Makes the key a required one.
    #[must_use]
    pub const fn required(self) -> Key {
        Key { is_required: true, ..self }
    }
}

impl Schema {
    /// Returns all keys, in the order in which they are declared.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> + Clone + use<> {
        self.groups.iter().copied().flatten()
    }

    /// Finds a key with its number among all keys.
    pub(super) fn find(&self, name: &str) -> Option<(usize, &'static Key)> {
        self.keys().enumerate().find(|(_, key)| key.name == name)
    }
}

//! Organisations of states, which stand beside countries.

use super::Country;
use super::local_text::LocalText;

/// The organisations that every site knows: the word for each, its English name, and what it is called for short.
///
/// Those that governments conclude agreements with or act in. Two of them have codes that ISO 3166-1 reserves for
/// them (`eu`, `un`); `au` is Australia, so that the African Union has its name.
const KNOWN: [(&str, &str, &str); 16] = [
    ("african-union", "African Union", "AU"),
    ("asean", "Association of Southeast Asian Nations", "ASEAN"),
    ("commonwealth", "Commonwealth", "Commonwealth of Nations"),
    ("council-of-europe", "Council of Europe", "CoE"),
    ("eu", "European Union", "EU"),
    ("g7", "G7", "Group of Seven"),
    ("g20", "G20", "Group of Twenty"),
    ("imf", "International Monetary Fund", "IMF"),
    ("nato", "NATO", "North Atlantic Treaty Organization"),
    ("oecd", "Organisation for Economic Co-operation and Development", "OECD"),
    ("osce", "Organization for Security and Co-operation in Europe", "OSCE"),
    ("un", "United Nations", "UN"),
    ("unicef", "UNICEF", "United Nations Children's Fund"),
    ("who", "World Health Organization", "WHO"),
    ("world-bank", "World Bank", "International Bank for Reconstruction and Development"),
    ("wto", "World Trade Organization", "WTO"),
];

/// An organisation that every site knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownOrganisation(usize);

/// An organisation that a site's settings name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Organisation {
    /// What front matter names it by.
    pub id: Box<str>,
    /// Its name.
    pub name: LocalText,
    /// What it is called for short.
    pub short: Option<LocalText>,
    /// Its own site.
    pub url: Option<Box<str>>,
    /// Its members.
    pub members: Vec<Country>,
}

impl KnownOrganisation {
    /// Finds an organisation by its word, in either case.
    pub(super) fn find(code: &str) -> Option<KnownOrganisation> {
        let found = KNOWN.iter().position(|(known, ..)| code.eq_ignore_ascii_case(known));
        found.map(KnownOrganisation)
    }

    /// Finds an organisation by its name, or by what it is called for short, in small letters.
    pub(super) fn named(text: &str) -> Option<KnownOrganisation> {
        let is_it = |name: &str| name.to_lowercase() == text;
        let found = KNOWN.iter().position(|(_, name, short)| is_it(name) || is_it(short));
        found.map(KnownOrganisation)
    }

    /// Returns every one.
    pub(super) fn all() -> impl Iterator<Item = KnownOrganisation> {
        (0..KNOWN.len()).map(KnownOrganisation)
    }

    /// Returns its word: `eu`.
    #[must_use]
    pub fn code(self) -> &'static str {
        KNOWN[self.0].0
    }

    /// Returns its English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        KNOWN[self.0].1
    }
}

//! Countries by their ISO 3166-1 alpha-2 codes.

use std::fmt;

use country_code_enum::CountryCode;

use super::{ValueError, text};

/// A country or territory of ISO 3166-1, and Kosovo with the commonly used code `XK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(CountryCode);

/// Names where the table differs from the Foreign Office: states renamed since (North Macedonia 2019,
/// Eswatini 2018), and names that it shortens too far or spells differently.
const NAMES: [(CountryCode, &str); 9] = [
    (CountryCode::BS, "The Bahamas"),
    (CountryCode::CD, "Democratic Republic of the Congo"),
    (CountryCode::CG, "Republic of the Congo"),
    (CountryCode::GS, "South Georgia and the South Sandwich Islands"),
    (CountryCode::GM, "The Gambia"),
    (CountryCode::MK, "North Macedonia"),
    (CountryCode::MO, "Macao"),
    (CountryCode::SZ, "Eswatini"),
    (CountryCode::TR, "Türkiye"),
];

/// What people write for a country, where its code or name differs.
const ALIASES: [(&str, CountryCode); 22] = [
    ("uk", CountryCode::GB),
    ("great britain", CountryCode::GB),
    ("britain", CountryCode::GB),
    ("england", CountryCode::GB),
    ("scotland", CountryCode::GB),
    ("wales", CountryCode::GB),
    ("northern ireland", CountryCode::GB),
    ("usa", CountryCode::US),
    ("america", CountryCode::US),
    ("united states of america", CountryCode::US),
    ("uae", CountryCode::AE),
    ("el", CountryCode::GR),
    ("holland", CountryCode::NL),
    ("burma", CountryCode::MM),
    ("turkey", CountryCode::TR),
    ("swaziland", CountryCode::SZ),
    ("macedonia", CountryCode::MK),
    ("czech republic", CountryCode::CZ),
    ("cote d'ivoire", CountryCode::CI),
    ("east timor", CountryCode::TL),
    ("cabo verde", CountryCode::CV),
    ("korea", CountryCode::KR),
];

impl Country {
    /// Reads a code of two letters, in either case: `gb`.
    ///
    /// # Errors
    ///
    /// Refuses any other text, suggesting the country that it may mean.
    pub fn parse(text: &str) -> Result<Country, ValueError> {
        let code = text.trim();
        let known = (code.len() == 2).then(|| code.to_ascii_uppercase().parse().ok()).flatten();

        known.map(Country).ok_or_else(|| {
            let error = ValueError::new(format!("{} is not a country's code", text::quote(text)));
            match Country::nearest(text) {
                Some(near) => error.help(format!("write `{}` for {}", near.code(), near.name())),
                None => error.help("write the two letters of ISO 3166-1, such as `fr` for France"),
            }
        })
    }

    /// Returns the code in lower case: `gb`.
    #[must_use]
    pub fn code(&self) -> String {
        self.0.as_ref().to_ascii_lowercase()
    }

    /// Returns the English short name: "United Kingdom".
    #[must_use]
    pub fn name(&self) -> &'static str {
        NAMES
            .iter()
            .find(|(code, _)| *code == self.0)
            .map_or_else(|| self.0.name(), |(_, name)| name)
    }

    /// Returns every country, by code.
    pub fn all() -> impl Iterator<Item = Country> {
        CountryCode::iter().map(Country)
    }

    /// Finds the country that a text names or nearly names: "uk", "United Kingdom", "Irak".
    #[must_use]
    pub fn nearest(text: &str) -> Option<Country> {
        // No name is longer, and edit distances to 250 names are quadratic in the length of the text.
        const LONGEST: usize = 80;

        let text = text::tidy(text).to_lowercase();

        // "the Netherlands", "the Gambia": with or without the article.
        let text = text.strip_prefix("the ").unwrap_or(&text);
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }

        let alias = ALIASES.iter().find(|(alias, _)| *alias == text);
        if let Some((_, code)) = alias {
            return Some(Country(*code));
        }

        let distance = |country: &Country| {
            let name = country.name().to_lowercase();
            strsim::damerau_levenshtein(text, name.strip_prefix("the ").unwrap_or(&name))
        };

        // One wrong letter in four; beyond that two names have little in common.
        let allowed = text.chars().count() / 4;

        Country::all()
            .map(|country| (distance(&country), country))
            .min()
            .filter(|(distance, _)| *distance <= allowed)
            .map(|(_, country)| country)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_the_names_that_are_printed() {
        for (code, name) in [
            ("gb", "United Kingdom"),
            (" GB ", "United Kingdom"),
            ("iq", "Iraq"),
            ("ir", "Iran"),
            ("mk", "North Macedonia"),
            ("kr", "South Korea"),
            ("us", "United States"),
        ] {
            let country = Country::parse(code).expect(code);
            assert_eq!(country.name(), name);
            assert_eq!(country.code(), code.trim().to_lowercase());
        }

        assert_eq!(Country::all().count(), 250);
    }

    #[test]
    fn a_wrong_code_gets_its_country() {
        for (text, code) in [
            ("uk", Some("gb")),
            ("UK", Some("gb")),
            ("United Kingdom", Some("gb")),
            ("the united states", Some("us")),
            ("Irak", Some("iq")),
            ("Irac", Some("iq")),
            ("Turkey", Some("tr")),
            ("Swaziland", Some("sz")),
            ("France", Some("fr")),
            ("zz", None),
            ("", None),
            ("Atlantis", None),
        ] {
            let error = Country::parse(text).expect_err(text);
            assert_eq!(error.message, format!("{} is not a country's code", text::quote(text)));
            let near = Country::nearest(text).map(|country| country.code());
            assert_eq!(near.as_deref(), code, "{text}");
        }
    }

    #[test]
    fn every_code_reads_back() {
        for country in Country::all() {
            assert_eq!(Country::parse(&country.code()), Ok(country));
            assert_eq!(Country::nearest(country.name()), Some(country));
        }
    }
}

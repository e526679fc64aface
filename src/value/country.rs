//! Countries by their ISO 3166-1 alpha-2 codes, and what may stand in their place: parts of them by their ISO 3166-2
//! codes, and organisations.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use country_code_enum::CountryCode;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::organisation::{KnownOrganisation, Organisation};
use super::subdivision::Subdivision;
use super::{ValueError, text};

/// Whom a page may be about, and who may be party to an agreement: a country, a part of one, or an organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    /// A country or territory of ISO 3166-1, and Kosovo with the commonly used code `XK`.
    State(CountryCode),
    /// A part of a state.
    Part(Subdivision),
    /// An organisation that every site knows.
    Organisation(KnownOrganisation),
    /// An organisation of the site's settings.
    Own(Arc<Organisation>),
}

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
const ALIASES: [(&str, CountryCode); 18] = [
    ("uk", CountryCode::GB),
    ("great britain", CountryCode::GB),
    ("britain", CountryCode::GB),
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

/// The nations of the United Kingdom.
const NATIONS: [&str; 4] = ["gb-eng", "gb-nir", "gb-sct", "gb-wls"];

impl Country {
    /// Reads a code, in either case: of a country (`gb`), a part of one (`gb-sct`) or an organisation (`eu`).
    ///
    /// # Errors
    ///
    /// Refuses any other text, suggesting what it may mean.
    pub fn parse(text: &str) -> Result<Country, ValueError> {
        Country::parse_among(text, &[])
    }

    /// Reads a code, with a site's own organisations.
    ///
    /// # Errors
    ///
    /// As [`Country::parse`].
    pub fn parse_among(text: &str, own: &[Arc<Organisation>]) -> Result<Country, ValueError> {
        let code = text.trim();
        Country::find(code, own).ok_or_else(|| Country::unknown(text, own))
    }

    fn find(code: &str, own: &[Arc<Organisation>]) -> Option<Country> {
        // A site may name an organisation in its own way that every site knows.
        let named = own.iter().find(|it| it.id.eq_ignore_ascii_case(code));
        if let Some(named) = named {
            return Some(Country::Own(Arc::clone(named)));
        }

        let state = || (code.len() == 2).then(|| code.to_ascii_uppercase().parse().ok()).flatten();
        let organisation = || KnownOrganisation::find(code).map(Country::Organisation);
        let part = || code.contains('-').then(|| Subdivision::find(code)).flatten();

        state().map(Country::State).or_else(organisation).or_else(|| part().map(Country::Part))
    }

    /// Explains why a text is no code.
    fn unknown(text: &str, own: &[Arc<Organisation>]) -> ValueError {
        let error = ValueError::new(format!("{} is not a country's code", text::quote(text)));

        match Country::named(text, own).as_slice() {
            [one] => {
                let code = one.code();
                return error.help(format!("write `{code}` for {}", one.name())).fix(code);
            }
            [] => {}
            several => {
                let codes = several.iter().take(4);
                let codes: Vec<_> =
                    codes.map(|it| format!("`{}` ({})", it.code(), it.state_name())).collect();
                return error.help(format!("several have that name: write {}", codes.join(" or ")));
            }
        }

        // A code of a part is nearer to another part of the state than to any name.
        let state = text.trim().split_once('-').and_then(|(state, _)| Country::find(state, &[]));
        if let Some(state) = state {
            let parts: Vec<Subdivision> =
                Subdivision::all().filter(|part| part.state() == state.code()).collect();
            let written = text.trim().to_lowercase();
            let distance = |part: &&Subdivision| {
                let distance = strsim::damerau_levenshtein(part.code(), &written);
                // The nations of the United Kingdom are meant more often than its two hundred districts.
                (distance, !NATIONS.contains(&part.code()), part.code())
            };
            let near = parts.iter().min_by_key(distance).filter(|it| distance(it).0 <= 1);
            return error.help(match near {
                Some(near) => format!("did you mean `{}` ({})?", near.code(), near.name()),
                None => format!("{} has no such part in ISO 3166-2", state.name()),
            });
        }

        match Country::nearest_among(text, own) {
            Some(near) => error.help(format!("write `{}` for {}", near.code(), near.name())),
            None => error.help(
                "write the two letters of ISO 3166-1, such as `fr` for France, a part of a state such as `gb-sct`, \
                 or an organisation such as `eu`",
            ),
        }
    }

    /// Returns what a text names exactly, with or without an article.
    #[must_use]
    pub fn named(text: &str, own: &[Arc<Organisation>]) -> Vec<Country> {
        let Some(text) = comparable(text) else {
            return Vec::new();
        };

        let is_name = |name: &str| comparable(name).as_deref() == Some(&*text);
        let is_own = |it: &&Arc<Organisation>| {
            let short = it.short.as_ref().is_some_and(|short| is_name(short.own()));
            short || is_name(it.name.own())
        };
        if let Some(own) = own.iter().find(is_own) {
            return vec![Country::Own(Arc::clone(own))];
        }

        let alias = ALIASES.iter().find(|(alias, _)| *alias == text);
        let state = alias.map(|(_, code)| Country::State(*code));
        let state = state.or_else(|| Country::all().find(|state| is_name(&state.name())));
        let organisation = || KnownOrganisation::named(&text).map(Country::Organisation);
        match state.or_else(organisation) {
            Some(one) => vec![one],
            None => Subdivision::named(&text, comparable).map(Country::Part).collect(),
        }
    }

    /// Returns the code in lower case: `gb`, `gb-sct`, `eu`.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Country::State(code) => code.as_ref().to_ascii_lowercase(),
            Country::Part(part) => part.code().to_owned(),
            Country::Organisation(organisation) => organisation.code().to_owned(),
            Country::Own(organisation) => organisation.id.to_string(),
        }
    }

    /// Returns the English short name, or what a site calls its own organisation: "United Kingdom".
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Country::State(state) => NAMES
                .iter()
                .find(|(code, _)| code == state)
                .map_or_else(|| state.name(), |(_, name)| name)
                .into(),
            Country::Part(part) => part.name().into(),
            Country::Organisation(organisation) => organisation.name().into(),
            Country::Own(organisation) => organisation.name.own().into(),
        }
    }

    /// Tells whether it is an organisation, and no territory.
    #[must_use]
    pub fn is_organisation(&self) -> bool {
        matches!(self, Country::Organisation(_) | Country::Own(_))
    }

    /// Tells whether somebody of this country may act for another: of a state for its part, and the other way.
    #[must_use]
    pub fn may_act_for(&self, other: &Country) -> bool {
        let state = |it: &Country| match it {
            Country::Part(part) => part.state().to_owned(),
            it => it.code(),
        };

        self.is_organisation() || other.is_organisation() || state(self) == state(other)
    }

    fn state_name(&self) -> String {
        match self {
            Country::Part(part) => Country::find(part.state(), &[])
                .map_or_else(String::new, |it| it.name().into_owned()),
            it => it.name().into_owned(),
        }
    }

    /// Returns every country, by code; not their parts, and no organisation.
    pub fn all() -> impl Iterator<Item = Country> {
        CountryCode::iter().map(Country::State)
    }

    /// Finds the country that a text names or nearly names: "uk", "United Kingdom", "Irak".
    #[must_use]
    pub fn nearest(text: &str) -> Option<Country> {
        Country::nearest_among(text, &[])
    }

    fn nearest_among(written: &str, own: &[Arc<Organisation>]) -> Option<Country> {
        let text = comparable(written)?;
        if let Some(one) = Country::named(&text, own).into_iter().next() {
            return Some(one);
        }

        let distance =
            |name: &str| strsim::damerau_levenshtein(&text, &comparable(name).unwrap_or_default());
        let known = KnownOrganisation::all().map(Country::Organisation);
        let own = own.iter().map(|it| Country::Own(Arc::clone(it)));

        // One wrong letter in four; beyond that two names have little in common.
        let allowed = text.chars().count() / 4;

        Country::all()
            .chain(known)
            .chain(own)
            .map(|country| (distance(&country.name()).min(distance(&country.code())), country))
            .min()
            .filter(|(distance, _)| *distance <= allowed)
            .map(|(_, country)| country)
    }
}

/// Returns a name as it is compared: in small letters, without an article; none where it is too long for one.
fn comparable(text: &str) -> Option<String> {
    // No name is longer, and edit distances to 250 names are quadratic in the length of the text.
    const LONGEST: usize = 80;

    // "Québec" is written with its accent and without.
    let text = text::tidy(text);
    let plain = text.nfd().filter(|it| !is_combining_mark(*it));
    let text: String = plain.flat_map(char::to_lowercase).collect();

    // "the Netherlands", "the Gambia": with or without the article.
    let text = text.strip_prefix("the ").unwrap_or(&text);
    (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned())
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
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
            ("gb-sct", "Scotland"),
            ("GB-WLS", "Wales"),
            ("ca-qc", "Quebec"),
            ("eu", "European Union"),
            ("NATO", "NATO"),
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
            ("Scotland", Some("gb-sct")),
            ("the European Union", Some("eu")),
            ("Northern Ireland", Some("gb-nir")),
            ("Québec", Some("ca-qc")),
            ("Quebec", Some("ca-qc")),
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
            assert_eq!(Country::parse(&country.code()), Ok(country.clone()));
            assert_eq!(Country::nearest(&country.name()), Some(country.clone()));
            assert_eq!(Country::named(&country.name(), &[]), [country]);
        }
    }
}

//! The parts of people's names, in whatever language a page is: what an index sorts a person by.
//!
//! In: a name as it is written. Out: the part that it is sorted by. Invariant: never empty where the name is not.

/// Articles before a family name, in Latin letters, that an index passes over: "Al Sudani" stands under S.
const ARTICLES: [&str; 4] = ["Al", "El", "Ul", "As"];

/// The same, joined to the name by a hyphen.
const JOINED_ARTICLES: [&str; 14] = [
    "Al-", "al-", "El-", "el-", "An-", "an-", "As-", "as-", "Ash-", "ash-", "Ar-", "ar-", "Ad-",
    "ad-",
];

/// Words in lower case that belong to the family name in the order of an index: the Irish ones, which families write
/// both ways.
const KEPT: [&str; 6] = ["mac", "mc", "ní", "nic", "ó", "uí"];

/// What may stand in capitals before a family name and belongs to it: "Ó Briain", "Van Buren", "Le Pen", "St John".
const PARTICLES: [&str; 40] = [
    "Ap", "Ab", "Ben", "Bin", "Da", "Dal", "Das", "De", "Degli", "Dei", "Del", "Della", "Den", "Der", "Des", "Di",
    "Dos", "Du", "Fitz", "La", "Las", "Le", "Los", "Mac", "Mc", "Nic", "Ní", "Saint", "San", "Santa", "St", "St.",
    "Ten", "Ter", "Uí", "Van", "Vande", "Vander", "Von", "Ó",
];

/// What follows a family name and is no part of it.
const SUFFIXES: [&str; 21] = [
    "CBE", "CMG", "DBE", "GCB", "II", "III", "IV", "Jnr", "Jr", "KBE", "KC", "MBE", "MEP", "MLA", "MP", "MS", "MSP",
    "OBE", "PC", "Sr", "TD",
];

/// Countries whose people's names begin with that of the family, in any language (ISO 3166-1).
const FAMILY_FIRST: [&str; 4] = ["cn", "kp", "kr", "tw"];

/// Countries where an index sorts people by their given names: what follows is the father's (ISO 3166-1).
const GIVEN_ONLY: [&str; 3] = ["er", "et", "is"];

/// Returns the part of a name that an index sorts by: the family name, which is the last word with what belongs to it.
///
/// A particle in capitals belongs to it, and one in lower case does not, as libraries sort them: "Van Buren" stands
/// under V, "von der Leyen" under L. `country` is a code of ISO 3166-1.
#[must_use]
pub fn family_name<'n>(name: &'n str, country: Option<&str>) -> &'n str {
    let is_in = |codes: &[&str]| country.is_some_and(|country| codes.contains(&country));
    if is_in(&GIVEN_ONLY) {
        return name.trim();
    }

    let mut words: Vec<&str> = name.split_whitespace().collect();
    while let [.., _, last] = words.as_slice()
        && SUFFIXES.contains(&last.trim_matches([',', '.']))
    {
        words.pop();
    }

    let Some((last, before)) = words.split_last() else {
        return name;
    };

    if is_in(&FAMILY_FIRST) {
        return words[0];
    }

    // A whole name is not made of particles: "Ben" is a given name where nothing is before it.
    let particles = before.iter().skip(1).rev();
    let particles =
        particles.take_while(|word| PARTICLES.contains(word) || KEPT.contains(word)).count();
    let first = words[words.len() - 1 - particles];

    // From that word to the end of the last one, as they stand in the name.
    let start = first.as_ptr().addr() - name.as_ptr().addr();
    let end = last.as_ptr().addr() - name.as_ptr().addr() + last.len();
    without_article(&name[start..end]).trim_end_matches(',')
}

fn without_article(name: &str) -> &str {
    let joined = JOINED_ARTICLES.iter().find_map(|article| name.strip_prefix(article));
    let apart = || {
        let (article, rest) = name.split_once(' ')?;
        ARTICLES.contains(&article).then_some(rest)
    };

    joined.or_else(apart).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::family_name;

    #[test]
    fn people_are_sorted_by_their_families() {
        for (name, country, family) in [
            ("Jo Marsh", None, "Marsh"),
            ("Ursula von der Leyen", Some("de"), "Leyen"),
            ("Martin Van Buren", None, "Van Buren"),
            ("Marine Le Pen", Some("fr"), "Le Pen"),
            ("Darragh Ó Briain", Some("ie"), "Ó Briain"),
            ("Máire Ní Riada", None, "Ní Riada"),
            ("Seán Mac an Bhaird", None, "Bhaird"),
            ("Mohammed Shia Al Sudani", Some("iq"), "Sudani"),
            ("Fuad al-Hussein", Some("iq"), "Hussein"),
            ("Anne Smith-Jones", None, "Smith-Jones"),
            ("Sir John Smith KC MP", None, "Smith"),
            ("John Smith, MP", None, "Smith"),
            ("Norman St John", None, "St John"),
            ("Han Mi-sun", Some("kr"), "Han"),
            ("Katrín Jónsdóttir", Some("is"), "Katrín Jónsdóttir"),
            ("Ben Lake", None, "Lake"),
            ("Plato", None, "Plato"),
            ("  ", None, "  "),
            ("MP", None, "MP"),
        ] {
            assert_eq!(family_name(name, country), family, "{name}");
        }
    }
}

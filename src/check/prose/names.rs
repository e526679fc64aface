//! Names that are spelt differently from their records.
//!
//! In: the names in a page's prose, and the names of all ministers. Out: findings. Invariant: a name that
//! equals that of some record is never reported, whatever other name it resembles.

use std::collections::{HashMap, HashSet};

use super::page::PageFacts;
use crate::content::minister::Role;
use crate::content::statement::Name;
use crate::content::{Document, Kind};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::site::{EntryId, Site};
use crate::source::Spanned;
use crate::value::Date;

/// The names of all ministers, each with those of its endings that are names as well.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spellings {
    /// By letters alone, alternative spellings included.
    by_letters: HashMap<Box<str>, NameBearer>,
    /// As written, except that apostrophes, hyphens and spaces are unified.
    exact: HashSet<Box<str>>,
    /// Full names of more than one word.
    full: HashMap<Box<str>, OfficeHolder>,
}

/// The record of a name: by its id, because numbers change when another file comes or goes, and with its place, which
/// findings show.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NameBearer {
    id: Box<str>,
    place: Place,
}

/// A minister, with everything that a title in words is compared with.
#[derive(Debug, PartialEq, Eq)]
struct OfficeHolder {
    bearer: NameBearer,
    /// Title, organisation and dates of each role: pages that do not name the minister depend on these too.
    roles: Vec<String>,
}

/// How a name in the text differs from a record's.
enum Drift {
    /// The record lists it as an alternative spelling.
    Listed,
    /// The letters are the same; apostrophes, hyphens, spaces or accents differ.
    Marks,
    /// It differs by a typing error in one word.
    Slip,
}

impl Spellings {
    pub(super) fn build(site: &Site) -> Spellings {
        let mut by_letters = HashMap::new();
        let mut exact = HashSet::new();
        let mut full = HashMap::new();
        for &id in site.listed(Kind::Minister) {
            let Some(minister) = site.minister(id) else {
                continue;
            };

            let name = site.title(id);
            let bearer =
                || NameBearer { id: site.entry(id).id.value.clone(), place: site.place(id) };
            exact.insert(plain(name).into());
            if name.contains(' ') {
                let roles = minister.roles.iter().map(role_words).collect();
                full.insert(plain(name).into(), OfficeHolder { bearer: bearer(), roles });
            }

            for ending in endings(name) {
                by_letters.entry(letters(&ending).into()).or_insert_with(bearer);
                exact.insert(plain(&ending).into());
            }

            for other in &minister.other_names {
                by_letters.entry(letters(&other.value).into()).or_insert_with(bearer);
            }
        }

        Spellings { by_letters, exact, full }
    }

    /// Finds the minister with a full name, in the record's or an alternative spelling.
    pub(super) fn full_name(&self, site: &Site, name: &str) -> Option<EntryId> {
        let holder = self.full.get(&*plain(name))?;
        site.find_record(Kind::Minister, &holder.bearer.id)
    }

    /// Returns the names that are somebody else's than in other spellings, or nobody's.
    pub(super) fn changed_names(&self, other: &Spellings) -> ChangedNames {
        fn differing<'a, V: PartialEq>(
            one: &'a HashMap<Box<str>, V>,
            other: &'a HashMap<Box<str>, V>,
        ) -> impl Iterator<Item = &'a str> {
            let gone = other.keys().filter(|key| !one.contains_key(*key));
            let here = one.iter().filter(|(key, value)| other.get(*key) != Some(value));
            gone.chain(here.map(|(key, _)| key)).map(|key| &**key)
        }

        let plain = self.exact.symmetric_difference(&other.exact).map(|key| &**key);
        let plain = plain.chain(differing(&self.full, &other.full));

        ChangedNames {
            plain: plain.map(Box::from).collect(),
            letters: differing(&self.by_letters, &other.by_letters).map(Box::from).collect(),
        }
    }
}

/// Names that are somebody else's than before.
#[derive(Debug, Default)]
pub(in crate::check) struct ChangedNames {
    plain: HashSet<Box<str>>,
    letters: HashSet<Box<str>>,
}

impl ChangedNames {
    /// Tells whether the prose of a document has one of the names.
    ///
    /// Words of figures need no such comparison: they matter only to the pages that name the figure, and these depend
    /// on its record anyway. So do typing errors in names.
    pub(in crate::check) fn touch(&self, document: &Document) -> bool {
        if self.plain.is_empty() && self.letters.is_empty() {
            return false;
        }

        let names = document.statements.names.iter().filter(|name| !name.is_agreement);
        names.into_iter().any(|name| {
            self.plain.contains(&*plain(&name.text)) || self.letters.contains(&*letters(&name.text))
        })
    }
}

/// Writes out everything of a role that a title in words is compared with.
fn role_words(role: &Role) -> String {
    let date = |date: Option<&Spanned<Date>>| date.map(|date| date.value.to_string());
    let (from, to) = (date(role.from.as_ref()), date(role.to.as_ref()));
    format!("{}|{:?}|{from:?}|{to:?}", role.title.value.own(), role.organisation)
}

/// Reports names of ministers and agreements that are spelt differently from their records.
pub(super) fn misspelt(page: &PageFacts<'_>, spellings: &Spellings) -> Vec<Diagnostic> {
    let names = &page.document.statements.names;
    if names.is_empty() {
        return Vec::new();
    }

    let mut findings = Vec::new();
    let ministers = page.ministers();
    for name in names {
        let found = match name.is_agreement {
            true => agreement(page, name),
            false => minister(page, name, spellings, &ministers),
        };
        findings.extend(found.map(|(id, drift, right)| finding(page, name, id, &drift, &right)));
    }

    findings
}

fn minister(
    page: &PageFacts<'_>,
    name: &Name,
    spellings: &Spellings,
    ministers: &[EntryId],
) -> Option<(EntryId, Drift, String)> {
    let written = plain(&name.text);
    if spellings.exact.contains(&*written) {
        return None;
    }

    if let Some(bearer) = spellings.by_letters.get(&*letters(&name.text)) {
        let id = page.site.find_record(Kind::Minister, &bearer.id)?;
        let whole = page.site.title(id);
        let listed = page.site.minister(id)?.other_names.iter();
        let mut listed = listed.map(|other| plain(&other.value));
        let drift = if listed.any(|other| other == written) { Drift::Listed } else { Drift::Marks };

        // For a surname alone, the correction is the record's surname.
        let ending = endings(whole).into_iter().find(|it| letters(it) == letters(&name.text));
        return Some((id, drift, ending.unwrap_or_else(|| whole.to_owned())));
    }

    // A typing error is reported only of a minister whom the page names, and never where another name fits.
    let near = ministers.iter().find(|&&id| is_slip(&written, &plain(page.site.title(id))))?;
    Some((*near, Drift::Slip, page.site.title(*near).to_owned()))
}

fn agreement(page: &PageFacts<'_>, name: &Name) -> Option<(EntryId, Drift, String)> {
    let written = plain(&name.text).to_lowercase();
    let bare = |text: &str| letters(&text.replace('&', "and"));

    page.agreements.iter().find_map(|&id| {
        let short = page.site.agreement(id)?.short_title.as_ref();
        let short = short.map(|it| it.in_language("en")).unwrap_or_default();

        [page.site.title(id), short].into_iter().find_map(|title| {
            let right = plain(title).to_lowercase();
            let words = |text: &str| text.split(' ').count();

            // The end of a title is a name as well: "Partnership and Cooperation Agreement".
            let count = words(&written);
            let ending: Vec<&str> = right.split(' ').collect();
            let alike = (count.saturating_sub(1)..=count + 1).find_map(|count| {
                let ending = ending[ending.len().checked_sub(count)?..].join(" ");
                (bare(&ending) == bare(&name.text) && count >= 3).then_some(ending)
            })?;

            (alike != written).then(|| (id, Drift::Marks, title.to_owned()))
        })
    })
}

fn finding(
    page: &PageFacts<'_>,
    name: &Name,
    id: EntryId,
    drift: &Drift,
    right: &str,
) -> Diagnostic {
    let written = &name.text;
    let message = match drift {
        Drift::Listed => format!(
            "`{written}` is another spelling of `{right}`, and the record lists it as one to avoid"
        ),
        Drift::Marks => format!("`{written}` is spelt `{right}` in its record"),
        Drift::Slip => format!("`{written}` looks like `{right}`, spelt otherwise"),
    };

    let place = Place::new(&page.document.path, name.span);
    let finding = Diagnostic::new(Code::NameDrift, place.clone(), message)
        .label(page.site.place(id), "the record");
    if name.quoted {
        return finding
            .severity(Severity::Warning)
            .help("a quotation keeps its spelling: waive the finding with `allow` and the reason");
    }

    let own = &page.site.entry(id).id.value;
    let help = match name.in_prose {
        true => format!("write `{right}`, or refer to the record: `[[{own}]]`"),
        false => format!("write `{right}`"),
    };

    match name.is_agreement {
        true => finding.help(help),
        false => finding.help(help).fix(place, right),
    }
}

/// Returns those endings of a name that are names as well: the surname with one or more words before it.
fn endings(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (0..words.len()).map(|from| words[from..].join(" ")).filter(|it| it.len() > 4).collect()
}

/// Returns a name with apostrophes, hyphens and spaces unified.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for sign in name.chars() {
        match sign {
            '’' | '‘' | 'ʿ' | 'ʼ' | '`' => plain.push('\''),
            '–' | '‑' | '—' => plain.push('-'),
            sign if sign.is_whitespace() => plain.push(' '),
            sign => plain.push(sign),
        }
    }

    plain.replace("al-", "Al-")
}

/// Returns only the letters of a name, in lower case and without the commonest accents.
fn letters(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase).filter(|sign| sign.is_alphabetic());
    letters.map(unaccented).collect()
}

fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ç' | 'č' | 'ć' => 'c',
        'ñ' | 'ń' => 'n',
        'š' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        letter => letter,
    }
}

/// The shortest word, in letters, in which two errors do not make another name: "Morisson" for "Morrison".
const LONG: usize = 8;

/// Tells whether two names with equally many words differ by a typing error in one word and agree in another.
fn is_slip(one: &str, two: &str) -> bool {
    let (one, two): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), two.split(' ').collect());
    if one.len() != two.len() || one.len() < 2 {
        return false;
    }

    let differing: Vec<(&str, &str)> =
        one.into_iter().zip(two).filter(|(one, two)| letters(one) != letters(two)).collect();
    match &*differing {
        [(one, two)] => {
            let length = one.chars().count().min(two.chars().count());
            let first = one.chars().next() == two.chars().next();
            let (one, two) = (letters(one), letters(two));
            let slips = strsim::damerau_levenshtein(&one, &two);

            // Two transposed letters do not make another name; a letter more or less may.
            let swapped = one.len() == two.len() && one != two && sorted(&one) == sorted(&two);
            let short = slips == 1 && (length >= 5 || length == 4 && swapped);

            first && (short || slips == 2 && length >= LONG)
        }
        _ => false,
    }
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_people() {
        assert!(is_slip("Keir Stramer", "Keir Starmer"));
        assert!(is_slip("Mohamed Shia Al-Sudani", "Mohammed Shia Al-Sudani"));
        assert!(is_slip("Kier Starmer", "Keir Starmer"));
        assert!(is_slip("Ann Harisson", "Ann Harrison"));
        assert!(!is_slip("Ian Murray", "Iain Murray"));

        assert!(!is_slip("Dean Jarvis", "Dan Jarvis"));
        assert!(!is_slip("Dan Jarvis", "Dan Jarvis"));
        assert!(!is_slip("Kier Jarvis", "Keir Starmer"));
    }
}

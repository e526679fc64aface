//! The phrases of languages: the built-in ones, and those of a site's `templates/languages/`.
//!
//! In: the files. Out: [`Languages`], and findings about phrases that cannot be used.
//! Invariant: a phrase is used only if it has the places of the English one, so that no page loses a
//! number; whatever a language lacks is English.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};
use crate::source::{SitePath, Source, Span, Spanned, builtin};
use crate::value::{CATEGORIES, Language, Phrase, Phrases, Tag, places_of};
use crate::yaml::{self, KeyValue, Node, NodeReader, Value};

/// The folder of the phrases, with its slash.
pub const FOLDER: &str = "templates/languages/";

/// How a file of phrases ends.
const ENDING: &str = ".yaml";

/// How many missing phrases a finding names.
const NAMED: usize = 3;

/// The phrases of every language that has some.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Languages {
    english: Arc<Phrases>,
    by_tag: BTreeMap<Box<str>, Arc<Phrases>>,
}

impl Languages {
    /// Returns the languages that are built in.
    #[must_use]
    pub fn built_in() -> Languages {
        read(&[]).0
    }

    /// Returns a language, with the phrases nearest to it.
    #[must_use]
    pub fn language(&self, tag: &Tag) -> Language {
        let near = tag_chain(tag.as_str()).find_map(|tag| self.by_tag.get(tag));
        Language::new(tag, Arc::clone(near.unwrap_or(&self.english)))
    }

    /// Tells whether there are phrases of a language.
    #[must_use]
    pub fn have_tag(&self, tag: &str) -> bool {
        tag_chain(tag).any(|tag| self.by_tag.contains_key(tag))
    }
}

/// Tells whether a path is that of a file of phrases.
#[must_use]
pub fn is_phrases(path: &SitePath) -> bool {
    path.as_str().strip_prefix(FOLDER).is_some_and(|name| name.ends_with(ENDING))
}

type Layer = BTreeMap<Box<str>, Phrase>;

/// Reads the phrases of a site over those that are built in.
#[must_use]
pub fn read(sources: &[Source]) -> (Languages, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let english = Layer::new();
    let mut built_in: BTreeMap<Box<str>, Layer> = BTreeMap::new();
    let files: Vec<(SitePath, &str)> = builtin::below(FOLDER).collect();

    // English first: the others are compared with it.
    let of_english = |path: &SitePath| path.as_str().ends_with("/en.yaml");
    let (first, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| of_english(path));
    for (path, text) in first.into_iter().chain(others) {
        let model = built_in.get("en").unwrap_or(&english).clone();
        if let Some(tag) = tag_of(path) {
            let layer = layer(path, text, &tag, &model, &mut findings);
            built_in.insert(tag.as_str().into(), layer);
        }
    }

    let english = built_in.get("en").cloned().unwrap_or_default();
    let mut own: BTreeMap<Box<str>, Layer> = BTreeMap::new();
    let mut written: Vec<(&Source, Tag)> = Vec::new();

    for source in sources {
        // The theme's own files lie below the site's and are listed with them.
        if files.iter().any(|(path, text)| *path == source.path && *text == &*source.text) {
            continue;
        }

        match tag_of(&source.path) {
            Some(tag) => {
                let layer = layer(&source.path, &source.text, &tag, &english, &mut findings);
                own.insert(tag.as_str().into(), layer);
                written.push((source, tag));
            }
            None => findings.push(nameless(source)),
        }
    }

    for (source, tag) in &written {
        let has = |layers: &BTreeMap<Box<str>, Layer>, key: &str| {
            tag_chain(tag.as_str())
                .any(|tag| layers.get(tag).is_some_and(|layer| layer.contains_key(key)))
        };
        let is_missing = |key: &&str| !has(&own, key) && !has(&built_in, key);
        let missing: Vec<&str> = english.keys().map(|key| &**key).filter(is_missing).collect();
        findings.extend(incomplete(source, tag, &missing));
    }

    (layered(&english, &built_in, &own), findings)
}

/// Lays the files of each language over those of the languages above it, and all over English.
fn layered(
    english: &Layer,
    built_in: &BTreeMap<Box<str>, Layer>,
    own: &BTreeMap<Box<str>, Layer>,
) -> Languages {
    let mut languages = Languages::default();
    let tags: BTreeSet<&Box<str>> = built_in.keys().chain(own.keys()).collect();
    for tag in tags {
        let mut all = english.clone();
        let mut is_changed = false;
        let chain: Vec<&str> = tag_chain(tag).collect();

        for tag in std::iter::once("en").chain(chain.into_iter().rev()) {
            for (layer, is_own) in [(built_in.get(tag), false), (own.get(tag), true)] {
                is_changed |= is_own && layer.is_some();
                all.extend(layer.into_iter().flatten().map(|(key, it)| (key.clone(), it.clone())));
            }
        }

        languages.by_tag.insert(tag.clone(), Arc::new(Phrases { all, is_changed }));
    }

    languages.english = languages.by_tag.get("en").cloned().unwrap_or_default();

    languages
}

/// Returns a tag and those above it, the nearest first: `en-GB`, `en`.
fn tag_chain(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(above, _)| above))
}

fn tag_of(path: &SitePath) -> Option<Tag> {
    let name = path.as_str().strip_prefix(FOLDER)?.strip_suffix(ENDING)?;
    Tag::parse(name).ok().filter(|tag| tag.as_str() == name)
}

fn nameless(source: &Source) -> Diagnostic {
    let name = source.path.name();
    let place = Place::new(&source.path, Span::default());
    let message = format!("the file of phrases `{name}` is not named for a language");
    let tag = Tag::parse(name.strip_suffix(ENDING).unwrap_or(name));

    Diagnostic::new(Code::BadValue, place, message).help(match tag {
        Ok(tag) => format!("rename it to `{tag}{ENDING}`"),
        Err(_) => {
            format!("name it by the language's BCP 47 tag, e.g. `fr{ENDING}` for French")
        }
    })
}

/// Reports in one line what a language still lacks.
fn incomplete(source: &Source, tag: &Tag, missing: &[&str]) -> Option<Diagnostic> {
    let named: Vec<String> = missing.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    let more = missing.len().saturating_sub(NAMED);
    let (phrases, are) = match missing.len() {
        0 => return None,
        1 => ("1 phrase".to_owned(), "is"),
        many => (format!("{many} phrases"), "are"),
    };

    let message = format!("{phrases} of {} {are} missing, and will read in English", tag.name());
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let place = Place::new(&source.path, Span::default());

    Some(Diagnostic::new(Code::MissingWords, place, message).help(format!(
        "add {}{more}; `docs/languages.md` shows the English ones",
        named.join(", ")
    )))
}

/// Reads one file; phrases that cannot be used are left out.
fn layer(
    path: &SitePath,
    text: &str,
    tag: &Tag,
    english: &Layer,
    findings: &mut Vec<Diagnostic>,
) -> Layer {
    let tree = yaml::parse(path, text, Span::new(0, text.len()), findings);
    let mut reading = NodeReader { path, source: text, whole: tree.whole, findings: Vec::new() };
    let entries = match &tree.root {
        Some(node) if !node.value.is_empty() => reading.map(node, "a file of phrases"),
        _ => None,
    };

    let language = Language::new(tag, Arc::default());
    let mut layer = Layer::new();
    for entry in entries.unwrap_or_default() {
        let model = english.get(&*entry.key.value);
        if model.is_none() && !english.is_empty() {
            unknown_key(&mut reading, &entry.key, english.keys().map(|key| &**key));
            continue;
        }

        let phrase = phrase(&mut reading, entry, model, &language);
        layer.extend(phrase.map(|phrase| (entry.key.value.clone(), phrase)));
    }

    findings.append(&mut reading.findings);

    layer
}

fn unknown_key<'k>(
    reading: &mut NodeReader<'_>,
    key: &Spanned<Box<str>>,
    known: impl Iterator<Item = &'k str>,
) {
    let message = format!("no phrase is called `{}`", key.value);
    let finding = Diagnostic::new(Code::UnknownKey, reading.place(key.span), message);

    reading.findings.push(match nearest(&key.value, known) {
        Some(near) => {
            let place = finding.place.clone();
            finding.help(format!("did you mean `{near}`?")).fix(place, near)
        }
        None => finding.help("take the line out: no template asks for it"),
    });
}

fn phrase(
    reading: &mut NodeReader<'_>,
    entry: &KeyValue,
    model: Option<&Phrase>,
    language: &Language,
) -> Option<Phrase> {
    let key = &*entry.key.value;
    let places = model.map(places_of_phrase);
    match (&entry.node.value, model) {
        (Value::Map(forms), None | Some(Phrase::Plural(_))) => {
            plural(reading, entry, forms, places.as_ref(), language)
        }
        (Value::Scalar { .. }, Some(Phrase::Plural(_))) if language.categories().len() > 1 => {
            let needed = language.categories().join("`, `");
            reading.report(
                Code::WrongType,
                entry.node.span,
                format!("the phrase `{key}` is for a number, and needs its forms"),
                &format!("write a map with a form for each of `{needed}`"),
            );

            None
        }
        _ => {
            let text = text(reading, &entry.node)?;
            let whole = places
                .is_none_or(|places| holds_places(reading, &entry.node, &text, &places, &places));
            whole.then_some(Phrase::Text(text))
        }
    }
}

/// Reads a phrase as it stands: blanks at its ends are meant.
fn text(reading: &mut NodeReader<'_>, node: &Node) -> Option<Box<str>> {
    match &node.value {
        Value::Scalar { text, plain: false } => Some(text.clone()),
        _ => reading.text(node, "a phrase").map(|text| text.value),
    }
}

fn plural(
    reading: &mut NodeReader<'_>,
    entry: &KeyValue,
    forms: &[KeyValue],
    places: Option<&BTreeSet<&str>>,
    language: &Language,
) -> Option<Phrase> {
    let needed = language.categories();
    let mut all = BTreeMap::new();
    for form in forms {
        let category = &*form.key.value;
        if !needed.contains(&category) {
            let message = match CATEGORIES.contains(&category) {
                true => {
                    format!("the numbers of {} have no form `{category}`", language.english_name())
                }
                false => format!("a number has no form `{category}`"),
            };

            let help = format!("the forms are `{}`", needed.join("`, `"));
            reading.report(Code::UnknownKey, form.key.span, message, &help);
            continue;
        }

        let Some(text) = text(reading, &form.node) else {
            continue;
        };

        // Where there is none, one or two, the words alone may say so.
        let counted = matches!(category, "few" | "many" | "other");
        let whole = places.is_none_or(|places| {
            let asked = places.iter().copied();
            let asked = asked.filter(|it| counted || !matches!(*it, "count" | "number")).collect();
            holds_places(reading, &form.node, &text, places, &asked)
        });

        if whole {
            all.insert(category.into(), text);
        }
    }

    let written: Vec<&str> = forms.iter().map(|form| &*form.key.value).collect();
    let missing: Vec<&str> =
        needed.into_iter().filter(|category| !written.contains(category)).collect();
    if !missing.is_empty() {
        let several = if missing.len() == 1 { "form" } else { "forms" };
        let missing = missing.join("`, `");
        let message = format!("the phrase `{}` lacks the {several} `{missing}`", entry.key.value);
        let finding = Diagnostic::new(Code::MissingWords, reading.place(entry.key.span), message);

        reading.findings.push(finding.help(format!(
            "add `{missing}`: numbers in {} need them, and get `other` until then",
            language.english_name()
        )));
    }

    all.contains_key("other").then_some(Phrase::Plural(all))
}

fn places_of_phrase(phrase: &Phrase) -> BTreeSet<&str> {
    match phrase {
        Phrase::Text(text) => places_of(text).into_iter().collect(),
        Phrase::Plural(forms) => forms.values().flat_map(|form| places_of(form)).collect(),
    }
}

/// Compares the places of a phrase with those that are known and those that must be there.
fn holds_places(
    reading: &mut NodeReader<'_>,
    node: &Node,
    text: &str,
    known: &BTreeSet<&str>,
    asked: &BTreeSet<&str>,
) -> bool {
    let found = places_of(text);
    let mut is_whole = true;
    for place in found.iter().filter(|place| !known.contains(*place)) {
        is_whole = false;

        let written = format!("{{{place}}}");
        let source = &reading.source[node.span.range()];
        let at = source.find(&written).map_or(node.span, |at| {
            let start = node.span.start as usize + at;
            Span::new(start, start + written.len())
        });

        let message = format!("this phrase has no place `{written}`");
        let finding = Diagnostic::new(Code::BadValue, reading.place(at), message);
        let all: Vec<String> = known.iter().map(|known| format!("`{{{known}}}`")).collect();
        let near = nearest(place, known.iter().copied().filter(|it| !found.contains(it)));

        reading.findings.push(match near {
            Some(near) => finding
                .help(format!("did you mean `{{{near}}}`?"))
                .fix(reading.place(at), format!("{{{near}}}")),
            None if all.is_empty() => finding.help("take it out: nothing can stand there"),
            None => finding.help(format!("its places are {}", all.join(", "))),
        });
    }

    // A place that is misspelt is not missing as well.
    let missing = asked.iter().find(|place| is_whole && !found.contains(*place));
    if let Some(place) = missing {
        is_whole = false;
        let message = format!("the place `{{{place}}}` is missing in this phrase");
        let finding = Diagnostic::new(Code::BadValue, reading.place(node.span), message);
        let help = format!("put `{{{place}}}` where the value is to stand");
        reading.findings.push(finding.help(help));
    }

    is_whole
}

/// Words that a language has no phrases at all.
#[must_use]
pub fn wordless(tag: &Tag, place: Place) -> Diagnostic {
    let file = format!("{FOLDER}{}{ENDING}", tag.base());
    let message =
        format!("there are no phrases in {} yet, so that menus read in English", tag.name());
    Diagnostic::new(Code::MissingWords, place, message)
        .severity(Severity::Warning)
        .help(format!("write them into `{file}`: `docs/languages.md` shows how, and all of them"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::{Change, Date, Moment, Period, Quantity};

    fn language(tag: &str) -> Language {
        Languages::built_in().language(&Tag::parse(tag).expect(tag))
    }

    fn built_in(name: &str) -> Layer {
        let (path, text) =
            builtin::below(FOLDER).find(|(path, _)| path.name() == name).expect("a built-in file");
        let tag = tag_of(&path).expect("it is named for a language");
        let english = if name == "en.yaml" { Layer::new() } else { built_in("en.yaml") };
        let mut findings = Vec::new();
        let layer = layer(&path, text, &tag, &english, &mut findings);

        assert_eq!(findings, [], "{name}");

        layer
    }

    #[test]
    fn the_built_in_languages_are_whole() {
        let english = built_in("en.yaml");
        for name in ["cy.yaml", "ar.yaml"] {
            let layer = built_in(name);
            let missing: Vec<_> = english.keys().filter(|key| !layer.contains_key(*key)).collect();
            assert!(missing.is_empty(), "{name} lacks {missing:?}");
        }
    }

    #[test]
    fn dates_read_in_every_language() {
        for (tag, day, month, time) in [
            ("en", "20 August 2025", "August 2025", "20 August 2025, 09:05"),
            ("en-US", "August 20, 2025", "August 2025", "August 20, 2025, 09:05"),
            ("cy", "20 Awst 2025", "Awst 2025", "20 Awst 2025, 09:05"),
            ("ar", "20 أغسطس 2025", "أغسطس 2025", "20 أغسطس 2025، 09:05"),
            ("ar-EG", "٢٠ أغسطس ٢٠٢٥", "أغسطس ٢٠٢٥", "٢٠ أغسطس ٢٠٢٥، ٠٩:٠٥"),
            ("fr", "20 août 2025", "août 2025", "20 août 2025, 09:05"),
            ("de", "20. August 2025", "August 2025", "20. August 2025, 09:05"),
            // CLDR has no months in Klingon, nor in Azerbaijani in Arabic letters.
            ("az-Arab", "2025-08-20", "2025-08", "2025-08-20, 09:05"),
        ] {
            let language = language(tag);
            let date = |text: &str| Date::parse(text).expect(text).words_in(&language);
            let moment = Moment::parse("2025-08-20T09:05+01:00").expect("a time");
            let said = (date("2025-08-20"), date("2025-08"), moment.words_in(&language));
            assert_eq!(said, (day.to_owned(), month.to_owned(), time.to_owned()), "{tag}");
        }
    }

    #[test]
    fn quantities_read_in_every_language() {
        for (tag, written, words) in [
            ("cy", "up to £12.3 billion", "hyd at £12.3 biliwn"),
            ("cy", "2 million", "2 filiwn"),
            ("cy", "3 percentage points", "3 phwynt canran"),
            ("cy", "fewer than 500", "llai na 500"),
            ("cy", "-£5m", "\u{2212}£5 miliwn"),
            ("cy", "IQD 1,900", "IQD 1,900"),
            ("ar", "up to £12.3 billion", "ما يصل إلى 12.3 مليار جنيه إسترليني"),
            ("ar", "5 million", "5 ملايين"),
            ("ar", "2 percentage points", "نقطتان مئويتان"),
            ("ar", "9.0 percentage points", "9.0 نقاط مئوية"),
            ("ar", "about 27%", "نحو 27%"),
            ("ar-EG", "1,900", "١٬٩٠٠"),
            ("ar-EG", "27%", "٢٧%"),
            ("fr", "12,345.60", "12\u{202f}345,60"),
            ("de", "12,345.60", "12.345,60"),
            ("de", "500 to 900 people", "500 to 900 people"),
            ("es", "1,900", "1900"),
        ] {
            let quantity = Quantity::parse(written, None, None).expect(written);
            assert_eq!(quantity.words_in(&language(tag)), words, "{written} in {tag}");
            assert!(quantity.machine().is_ascii());
        }
    }

    #[test]
    fn periods_and_changes_read_in_every_language() {
        for (tag, written, words, short) in [
            ("cy", "2024-25", "blwyddyn ariannol 2024 i 2025", "2024/25"),
            ("cy", "year ending March 2025", "y flwyddyn hyd at fis Mawrth 2025", "Maw 2025"),
            ("cy", "July to September 2024", "Gorffennaf i fis Medi 2024", "Ch3 2024"),
            ("ar", "2024-Q1", "من يناير إلى مارس 2024", "الربع 1 من 2024"),
            ("ar", "6 months to June 2025", "6 أشهر حتى يونيو 2025", "يونيو 2025"),
            ("fr", "2024-03", "mars 2024", "mars 2024"),
        ] {
            let period = Period::parse(written).expect(written);
            let language = language(tag);
            let said = (period.words_in(&language), period.short_in(&language));
            assert_eq!(said, (words.to_owned(), short.to_owned()), "{written} in {tag}");
        }

        for (tag, from, to, words) in [
            ("cy", "2,600", "1,900", "gostyngiad o tua 27%"),
            ("cy", "2,000", "1,500", "gostyngiad o tua chwarter"),
            ("cy", "500", "520", "dim newid clir"),
            ("ar", "2,600", "1,900", "انخفاض قدره نحو 27%"),
            ("ar", "28.3%", "19.3%", "انخفاض قدره 9.0 نقاط مئوية"),
        ] {
            let rounded = Some(rust_decimal::Decimal::ONE_HUNDRED).filter(|_| !from.contains('%'));
            let read = |text: &str| Quantity::parse(text, rounded, None).expect(text);
            let change = Change::between(&read(from), &read(to)).expect("a change");
            assert_eq!(change.words_in(&language(tag)), words, "{from} to {to} in {tag}");
        }
    }

    /// English as a site has it that changed one phrase, and so says all by its phrases.
    fn changed_english() -> Language {
        let own =
            Source::decode(SitePath::new("templates/languages/en.yaml"), b"home: Start\n".to_vec());
        let (languages, findings) = read(&[own.expect("UTF-8")]);
        assert_eq!(findings, []);
        languages.language(&Tag::default())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn english_phrases_say_what_values_say_of_themselves(
            (one, two) in (1..900_000_u32, 1..900_000_u32),
            qualifier in prop::sample::select(vec![
                "", "about ", "up to ", "at least ", "at most ", "more than ", "fewer than ", "nearly ",
            ]),
            form in prop::sample::select(vec![
                "#", "-#", "£#", "#%", "IQD #", "# percentage points", "# people", "#.5 million",
                "£#.25 billion", "# to 999,999", "NOK #", "# thousand", "#.0 trillion",
            ]),
            months in 1..30_i32,
        ) {
            let english = changed_english();
            let plain = language("en");
            let form = if form.contains("to") { form.to_owned() } else { format!("{qualifier}{form}") };
            let read = |number: u32| {
                let text = form.replace('#', &number.to_string());
                Quantity::parse(&text, Some(rust_decimal::Decimal::TEN), None)
            };
            if let (Ok(one), Ok(two)) = (read(one), read(two)) {
                prop_assert_eq!(one.words_in(&english), one.words());
                prop_assert_eq!(one.words_in(&plain), one.words());
                if let Some(change) = Change::between(&one, &two) {
                    prop_assert_eq!(change.words_in(&english), change.words());
                }
            }
            let year = 1990 + one % 40;
            let month = 1 + two % 12;
            for period in [
                format!("{year}"),
                format!("{year}-{month:02}"),
                format!("{year}-Q{}", 1 + two % 4),
                format!("{year}/{:02}", (year + 1) % 100),
                format!("{months} months to {year}-{month:02}"),
                format!("{months} months to {year}-{month:02}-03"),
                format!("{year} to {}", year + 1),
                format!("{year}-{month:02}-01 to {}-{month:02}-01", year + 1),
            ] {
                let period = Period::parse(&period).expect("a period");
                prop_assert_eq!(period.words_in(&english), period.words());
                prop_assert_eq!(period.short_in(&english), period.short());
                prop_assert_eq!(period.short_of_in(&english), period.short_of());
            }
        }
    }
}

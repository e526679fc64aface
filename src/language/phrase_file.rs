//! One file of phrases.
//!
//! In: its text, and the English phrases as the model. Out: the phrases that can be used, and findings
//! about the others. Invariant: a phrase that is kept has the placeholders of the English one, so that
//! no page loses a number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::phrases::placeholders;
use super::{Language, LanguageTag, PLURAL_CATEGORIES, Phrase};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SitePath, Span, Spanned};
use crate::value::YearStarts;
use crate::yaml::{self, KeyValue, Node, NodeReader, Value};

/// The phrases of one file, by key.
pub(super) type PhraseLayer = BTreeMap<Box<str>, Phrase>;

/// Reads a file; with an empty `english` it is the English one itself, and every key is accepted.
pub(super) fn read(
    path: &SitePath,
    text: &str,
    tag: &LanguageTag,
    english: &PhraseLayer,
) -> (PhraseLayer, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let tree = yaml::parse(path, text, Span::new(0, text.len()), &mut findings);
    let mut file = PhraseFile {
        reading: NodeReader {
            path,
            source: text,
            years: YearStarts::default(),
            data: None,
            zone: None,
            whole: tree.whole,
            findings,
        },
        // Only its plural categories and its name are used, so it needs no phrases yet.
        language: Language::new(tag, Arc::default()),
    };

    let entries = match &tree.root {
        Some(node) if !node.value.is_empty() => file.reading.map(node, "a file of phrases"),
        _ => None,
    };

    let mut layer = PhraseLayer::new();
    for entry in entries.unwrap_or_default() {
        let model = english.get(&*entry.key.value);
        if model.is_none() && !english.is_empty() {
            unknown_key(&mut file.reading, &entry.key, english);
            continue;
        }

        if let Some(phrase) = phrase(&mut file, entry, model) {
            layer.insert(entry.key.value.clone(), phrase);
        }
    }

    (layer, file.reading.findings)
}

/// A file that is being read.
struct PhraseFile<'f> {
    reading: NodeReader<'f>,
    language: Language,
}

/// The placeholders of a phrase, compared with those of the English one.
struct Placeholders<'p> {
    /// Those that it has.
    found: Vec<&'p str>,
    /// Those that it may have.
    known: &'p BTreeSet<&'p str>,
    /// Those that it must have.
    required: BTreeSet<&'p str>,
}

fn unknown_key(reading: &mut NodeReader<'_>, key: &Spanned<Box<str>>, english: &PhraseLayer) {
    let message = format!("no phrase is called `{}`", key.value);
    let finding = Diagnostic::new(Code::UnknownKey, reading.place(key.span), message);

    reading.findings.push(match nearest(&key.value, english.keys().map(|key| &**key)) {
        Some(near) => {
            let place = finding.place.clone();
            finding.help(format!("did you mean `{near}`?")).fix(place, near)
        }
        None => finding.help("take the line out: no template asks for it"),
    });
}

fn phrase(file: &mut PhraseFile<'_>, entry: &KeyValue, model: Option<&Phrase>) -> Option<Phrase> {
    let key = &*entry.key.value;
    let known: Option<BTreeSet<&str>> =
        model.map(|model| model.texts().flat_map(placeholders).collect());

    match (&entry.node.value, model) {
        (Value::Map(forms), None | Some(Phrase::Plural(_))) => {
            plural(file, entry, forms, known.as_ref())
        }

        // Languages without plurals, such as Japanese, may give a single text.
        (Value::Scalar { .. }, Some(Phrase::Plural(_)))
            if file.language.plural_categories().len() > 1 =>
        {
            let needed = file.language.plural_categories().join("`, `");
            file.reading.report(
                Code::WrongType,
                entry.node.span,
                format!("the phrase `{key}` is for a number, and needs its forms"),
                &format!("write a map with a form for each of `{needed}`"),
            );

            None
        }

        _ => {
            let text = text(&mut file.reading, &entry.node)?;
            let is_usable = known.is_none_or(|known| {
                let found = placeholders(&text).collect();
                let placeholders = Placeholders { found, known: &known, required: known.clone() };
                has_placeholders(&mut file.reading, &entry.node, &placeholders)
            });

            is_usable.then_some(Phrase::Text(text))
        }
    }
}

/// Reads a text; blanks at the ends of a quoted one are part of the phrase.
fn text(reading: &mut NodeReader<'_>, node: &Node) -> Option<Box<str>> {
    match &node.value {
        Value::Scalar { text, plain: false } => Some(text.clone()),
        _ => reading.text(node, "a phrase").map(|text| text.value),
    }
}

fn plural(
    file: &mut PhraseFile<'_>,
    entry: &KeyValue,
    forms: &[KeyValue],
    known: Option<&BTreeSet<&str>>,
) -> Option<Phrase> {
    let needed = file.language.plural_categories();
    let mut texts = BTreeMap::new();
    for form in forms {
        let category = &*form.key.value;
        if !needed.contains(&category) {
            unknown_category(file, &form.key);
            continue;
        }

        let Some(text) = text(&mut file.reading, &form.node) else {
            continue;
        };

        // For none, one and two the words alone may express the number: "no pages", "both".
        let may_omit_number = !matches!(category, "few" | "many" | "other");
        let is_usable = known.is_none_or(|known| {
            let is_required =
                |name: &&str| !(may_omit_number && matches!(*name, "count" | "number"));
            let required = known.iter().copied().filter(is_required).collect();
            let found = placeholders(&text).collect();
            let placeholders = Placeholders { found, known, required };
            has_placeholders(&mut file.reading, &form.node, &placeholders)
        });

        if is_usable {
            texts.insert(category.into(), text);
        }
    }

    // A form that was refused has its own finding, and is not reported missing as well.
    let written: Vec<&str> = forms.iter().map(|form| &*form.key.value).collect();
    let missing: Vec<&str> =
        needed.into_iter().filter(|category| !written.contains(category)).collect();
    if !missing.is_empty() {
        missing_categories(file, &entry.key, &missing);
    }

    // Without `other` most numbers would have no form, and the English phrase serves better.
    texts.contains_key("other").then_some(Phrase::Plural(texts))
}

fn unknown_category(file: &mut PhraseFile<'_>, key: &Spanned<Box<str>>) {
    let language = &file.language;
    let category = &*key.value;
    let message = match PLURAL_CATEGORIES.contains(&category) {
        true => format!("the numbers of {} have no form `{category}`", language.english_name()),
        false => format!("a number has no form `{category}`"),
    };

    let help = format!("the forms are `{}`", language.plural_categories().join("`, `"));
    file.reading.report(Code::UnknownKey, key.span, message, &help);
}

fn missing_categories(file: &mut PhraseFile<'_>, key: &Spanned<Box<str>>, missing: &[&str]) {
    let forms = if missing.len() == 1 { "form" } else { "forms" };
    let missing = missing.join("`, `");
    let message = format!("the phrase `{}` lacks the {forms} `{missing}`", key.value);
    let finding = Diagnostic::new(Code::MissingWords, file.reading.place(key.span), message);

    file.reading.findings.push(finding.help(format!(
        "add `{missing}`: numbers in {} need them, and get `other` until then",
        file.language.english_name()
    )));
}

/// Tells whether a text has the placeholders that it needs, and no others; reports what is wrong.
fn has_placeholders(
    reading: &mut NodeReader<'_>,
    node: &Node,
    placeholders: &Placeholders<'_>,
) -> bool {
    let Placeholders { found, known, required } = placeholders;
    let unknown: Vec<&&str> = found.iter().filter(|name| !known.contains(*name)).collect();
    for name in &unknown {
        unknown_placeholder(reading, node, name, placeholders);
    }

    // A misspelt placeholder is not missing as well.
    if !unknown.is_empty() {
        return false;
    }

    match required.iter().find(|name| !found.contains(name)) {
        Some(missing) => {
            let message = format!("this phrase lacks the placeholder `{{{missing}}}`");
            let help = format!("put `{{{missing}}}` where the value belongs");
            reading.report(Code::BadValue, node.span, message, &help);
            false
        }
        None => true,
    }
}

fn unknown_placeholder(
    reading: &mut NodeReader<'_>,
    node: &Node,
    name: &str,
    placeholders: &Placeholders<'_>,
) {
    let Placeholders { found, known, .. } = placeholders;

    // Escapes of YAML can hide it from the source; then the whole phrase is marked.
    let written = format!("{{{name}}}");
    let source = &reading.source[node.span.range()];
    let span = source.find(&written).map_or(node.span, |at| {
        let start = node.span.start as usize + at;
        Span::new(start, start + written.len())
    });

    let place = reading.place(span);
    let message = format!("unknown placeholder `{written}`");
    let finding = Diagnostic::new(Code::BadValue, place.clone(), message);
    let listed: Vec<String> = known.iter().map(|known| format!("`{{{known}}}`")).collect();
    let near = nearest(name, known.iter().copied().filter(|name| !found.contains(name)));

    reading.findings.push(match near {
        Some(near) => {
            finding.help(format!("did you mean `{{{near}}}`?")).fix(place, format!("{{{near}}}"))
        }
        None if listed.is_empty() => finding.help("take it out: this phrase has no values"),
        None => finding.help(format!("its placeholders are {}", listed.join(", "))),
    });
}

//! Two versions of one page, compared.
//!
//! In: a page as it was and as it is. Out: changes, in the order of the page. Invariant: an empty list means that
//! nothing which [`PrintedPage`] holds differs.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{self, BlockOptions, side};
use super::change::{How, PagePart, PartChange, RunMark};
use super::words::edit;
use crate::lexicon::Lexicon;
use crate::proof::printed_page::{PrintedPage, words};

/// Compares two versions of a page.
pub(super) fn changes(old: &PrintedPage, new: &PrintedPage) -> Vec<PartChange> {
    let reading = BlockOptions { is_frame: false, lexicon: Lexicon::for_language(&new.language) };
    let mut changes = Vec::new();

    if old.title != new.title {
        changes.push(fact(PagePart::Title, Some(&old.title), Some(&new.title), reading));
    }

    changes.extend(facts(&head(old), &head(new), reading));
    changes.extend(blocks::changes(&old.main, &new.main, reading));

    // The title and the summary are printed in the frame and in the data for search engines again.
    let said: BTreeSet<(String, String)> = changes.iter().flat_map(pairs).collect();
    let frame = BlockOptions { is_frame: true, ..reading };
    let framed = blocks::changes(&old.frame, &new.frame, frame);
    let framed = framed.into_iter().chain(resources(old, new));
    let is_news = |change: &PartChange| {
        let pairs = pairs(change);
        pairs.is_empty()
            || pairs.iter().any(|pair| !said.contains(pair))
            || !change.notes.is_empty()
    };

    let structured = facts(&structured(old), &structured(new), reading);
    let news: Vec<PartChange> = framed.chain(structured).filter(is_news).collect();
    changes.extend(news);

    changes
}

/// Describes a page that is on one side alone: its title, and all of its words.
pub(super) fn whole(page: &PrintedPage, how: How) -> Vec<PartChange> {
    let reading = BlockOptions { is_frame: false, lexicon: Lexicon::for_language(&page.language) };
    page.main.iter().map(|block| side(block, how, reading)).collect()
}

/// Returns what went and what came of a change, in pairs.
fn pairs(change: &PartChange) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut gone = String::new();
    for run in &change.runs {
        match run.mark {
            RunMark::Same => {
                if !gone.is_empty() {
                    pairs.push((std::mem::take(&mut gone), String::new()));
                }
            }
            RunMark::Old => gone.clone_from(&run.text),
            RunMark::New => pairs.push((std::mem::take(&mut gone), run.text.clone())),
        }
    }

    if !gone.is_empty() {
        pairs.push((gone, String::new()));
    }

    pairs
}

/// Statements by their name.
type Facts = BTreeMap<String, String>;

fn head(page: &PrintedPage) -> Facts {
    let mut facts = Facts::new();
    for fact in &page.facts {
        // Its change is that of the words it repeats.
        let repeats = fact.label == "description" && is_on_page(page, &fact.value);
        if !repeats {
            add(&mut facts, &fact.label, &fact.value);
        }
    }

    add(&mut facts, "language", &page.language);
    add(&mut facts, "direction of the text", &page.direction);

    if let Some(target) = &page.redirect {
        add(&mut facts, "redirect", target);
    }

    facts
}

/// Tells whether a description repeats what the page itself says: its summary, or its first words.
fn is_on_page(page: &PrintedPage, description: &str) -> bool {
    let mut said = String::new();
    for block in &page.main {
        for word in &block.words {
            if word.is_spaced {
                said.push(' ');
            }
            said.push_str(&word.text);
        }
        said.push(' ');
    }

    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain(&said).contains(plain(description).trim_end_matches('…'))
}

/// Adds a statement; several of one name are one statement.
fn add(facts: &mut Facts, label: &str, value: &str) {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let stated = facts.entry(label).or_default();
    if !stated.is_empty() {
        stated.push_str(", ");
    }

    // On one line, as browsers and search engines read them.
    stated.push_str(&value.split_whitespace().collect::<Vec<_>>().join(" "));
}

/// Returns each value of the data for search engines by its path.
fn structured(page: &PrintedPage) -> Facts {
    let mut facts = Facts::new();
    for data in &page.structured {
        match serde_json::from_str(data) {
            Ok(value) => flatten("data for search engines", &value, &mut facts),
            Err(_) => add(&mut facts, "data for search engines", data),
        }
    }

    facts
}

fn flatten(path: &str, value: &serde_json::Value, facts: &mut Facts) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                flatten(&format!("{path}, {name}"), value, facts);
            }
        }
        // Without numbers: one item more must not rename all that follow.
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| flatten(path, item, facts));
        }
        serde_json::Value::String(text) => add(facts, path, text),
        other => add(facts, path, &other.to_string()),
    }
}

fn facts(old: &Facts, new: &Facts, reading: BlockOptions) -> Vec<PartChange> {
    let labels: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut changes = Vec::new();

    for label in labels {
        let (before, after) = (old.get(label), new.get(label));
        if before != after {
            let part = PagePart::Head(label.clone());
            let (before, after) = (before.map(|it| &**it), after.map(|it| &**it));
            changes.push(fact(part, before, after, reading));
        }
    }

    changes
}

/// Compares two statements: word by word where they are words, and not an address or a single name.
fn fact(part: PagePart, old: Option<&str>, new: Option<&str>, reading: BlockOptions) -> PartChange {
    let (Some(before), Some(after)) = (old, new) else {
        return PartChange::plain(part, old, new);
    };

    let is_text = |text: &str| text.contains(' ') && !text.contains("://");
    if !is_text(before) || !is_text(after) {
        return PartChange::plain(part, old, new);
    }

    let edit = edit(&words(before), &words(after), reading.lexicon);
    PartChange { part, how: How::Edited, runs: edit.runs, notes: Vec::new(), numbers: edit.numbers }
}

/// Compares the styles, scripts and icons, each on its own: a page may have some that others lack.
fn resources(old: &PrintedPage, new: &PrintedPage) -> Vec<PartChange> {
    let by_name = |page: &PrintedPage| -> Facts {
        let name = |url: &String| url.split('?').next().unwrap_or_default().to_owned();
        page.resources.iter().map(|url| (name(url), url.clone())).collect()
    };
    let (before, after) = (by_name(old), by_name(new));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();

    let changed = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    let text = |facts: &'_ Facts, name: &String| facts.get(name).cloned();
    changed
        .map(|name| {
            let (old, new) = (text(&before, name), text(&after, name));
            PartChange::plain(PagePart::Frame, old.as_deref(), new.as_deref())
        })
        .collect()
}

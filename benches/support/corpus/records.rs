//! The files of agreements, ministers and figures, and the settings.

use std::fmt::Write as _;

use super::random::Random;
use super::words::{COUNTRIES, sentence};
use super::world::{Agreement, Figure, Measure, Minister, World};
use super::{Dialect, File};

/// The notice on every page.
pub(crate) const NOTICE: &str =
    "This page was generated to measure software. Nobody and nothing in it is real.";

/// Returns the files of a Chancery site that are not records or briefings.
pub(crate) fn settings() -> Vec<File> {
    let file = |path: &str, text: String| File { path: path.to_owned(), text };

    vec![
        file(
            "content/site.yaml",
            "title: Synthetic briefings\n\
             base_url: https://corpus.example/\n\
             description: A generated corpus to measure software with; nothing in it is real\n\
             language: en-GB\n\
             publisher:\n  name: Department of Synthetic Affairs\n  url: https://corpus.example/\n  \
             contact: Synthetic press office\n\
             search: no\n"
                .to_owned(),
        ),
        file(
            "content/_index.md",
            format!("---\ntitle: Synthetic briefings\n---\n\n{NOTICE}\n"),
        ),
        file(
            "content/about.md",
            format!("---\ntitle: About this corpus\n---\n\n{NOTICE}\n"),
        ),
    ]
}

/// Returns the files of all records.
pub(crate) fn files(world: &World, seed: u64, dialect: Dialect) -> Vec<File> {
    let mut files = Vec::new();
    let mut add = |kind: &str, id: &str, front: String, index: usize| {
        let mut random = Random::new(seed, kind, index);
        let mut text = format!("---\n{front}---\n\n{NOTICE}\n\n");
        for _ in 0..random.between(2, 5) {
            text.push_str(&sentence(&mut random));
            text.push(' ');
        }

        text.truncate(text.trim_end().len());
        text.push('\n');

        let path = match dialect {
            Dialect::Chancery => format!("content/{kind}/{id}.md"),
            // To Hugo a record is a term of a taxonomy, so that its page lists the pages that name it.
            Dialect::Hugo => format!("content/{kind}/{id}/_index.md"),
        };

        files.push(File { path, text });
    };

    for (index, one) in world.agreements.iter().enumerate() {
        let mut random = Random::new(seed, "agreement text", index);
        add("agreements", &one.id, agreement(world, one, index, &mut random), index);
    }

    for (index, one) in world.ministers.iter().enumerate() {
        add("ministers", &one.id, minister(one, dialect), index);
    }

    for (index, one) in world.figures.iter().enumerate() {
        add("figures", &one.id, figure(one), index);
    }

    files
}

fn agreement(world: &World, one: &Agreement, index: usize, random: &mut Random) -> String {
    const INSTRUMENTS: [(&str, &str); 5] = [
        ("treaty", "yes"),
        ("memorandum-of-understanding", "no"),
        ("exchange-of-notes", "yes"),
        ("arrangement", "no"),
        ("declaration", "unknown"),
    ];
    const RELATIONS: [&str; 4] = ["builds_on", "implements", "amends", "supersedes"];

    let (instrument, binding) = random.pick(&INSTRUMENTS);
    let [own, other] = one.parties.map(|party| COUNTRIES[party].0);
    let mut text = format!(
        "title: {}\nshort_title: Agreement {index:04}\ninstrument: {instrument}\n\
         binding: {binding}\nparties: [{own}, '{other}']\ntimeline:\n",
        one.title
    );

    for event in &one.events {
        write_event(&mut text, world, one, event, random);
    }

    // Only to lower numbers: relations cannot form a cycle.
    if index > 0 && random.one_in(2) {
        let to = random.below(index);
        let relation = random.pick(&RELATIONS);
        push(&mut text, format_args!("{relation}: [agreement-{to:04}]\n"));
    }

    if random.one_in(3) {
        text.push_str("text: {published: no, reason: \"this agreement does not exist\"}\n");
    } else {
        push(&mut text, format_args!("text: https://texts.corpus.example/{}\n", one.id));
    }

    if random.one_in(4) {
        let figure = random.pick(&world.figures);
        push(&mut text, format_args!("value: {}\n", figure.id));
    }

    text
}

fn write_event(
    text: &mut String,
    world: &World,
    one: &Agreement,
    event: &super::world::Event,
    random: &mut Random,
) {
    push(text, format_args!("  - date: {}\n    event: {}\n", event.day, event.id));

    if event.id == "signed" {
        text.push_str("    place: Synthetic House\n");

        let signatory = |party: usize, random: &mut Random| {
            let of_party: Vec<&Minister> =
                world.ministers.iter().filter(|minister| minister.country == party).collect();
            (!of_party.is_empty()).then(|| *random.pick(&of_party))
        };
        let by = one.parties.map(|party| (party, signatory(party, random)));
        let by: Vec<String> = by
            .iter()
            .filter_map(|(party, minister)| {
                let minister = (*minister)?;
                Some(format!("      '{}': {}\n", COUNTRIES[*party].0, minister.id))
            })
            .collect();

        if !by.is_empty() {
            push(text, format_args!("    by:\n{}", by.concat()));
        }
    } else if random.one_in(3) {
        push(text, format_args!("    note: {}\n", sentence(random)));
    }
}

fn minister(one: &Minister, dialect: Dialect) -> String {
    let key = match dialect {
        Dialect::Chancery => "name",
        Dialect::Hugo => "title",
    };

    let mut text =
        format!("{key}: {}\ncountry: '{}'\nroles:\n", one.name, COUNTRIES[one.country].0);

    // An office has one holder at a time: each minister has a department of their own.
    let organisation = one.name.replace("Minister", "Synthetic Department");

    for (index, (from, title)) in one.roles.iter().enumerate() {
        push(
            &mut text,
            format_args!(
                "  - title: {title}\n    organisation: {organisation}\n    from: {from}\n"
            ),
        );

        let next = one.roles.get(index + 1);
        if let Some(last) = next.and_then(|(next, _)| next.yesterday().ok()) {
            push(&mut text, format_args!("    to: {last}\n"));
        }
    }

    text
}

fn figure(one: &Figure) -> String {
    let topic = one.topic.to_lowercase();
    let mut text = format!("title: \"{}\"\n", one.title);
    match one.measure {
        Measure::Count(unit) => push(
            &mut text,
            format_args!("unit: {unit}\nmeasure: {unit} recorded under {topic}\nrounded_to: 100\n"),
        ),
        Measure::Money => push(&mut text, format_args!("unit: £\nmeasure: spending on {topic}\n")),
        Measure::Percent => push(
            &mut text,
            format_args!("unit: '%'\nmeasure: share of targets met under {topic}\n"),
        ),
    }

    push(
        &mut text,
        format_args!(
            "source:\n  title: Synthetic bulletin on {topic}\n  \
             url: https://statistics.corpus.example/{}\n  publisher: Office for Synthetic \
             Statistics\n  licence: Open Government Licence v3.0\nseries:\n",
            one.id
        ),
    );

    for value in &one.series {
        push(
            &mut text,
            format_args!(
                "  {}:\n    value: {}\n    published: {}\n",
                value.period,
                one.written(value.number),
                value.published
            ),
        );
    }

    push(
        &mut text,
        format_args!("geography: United Kingdom\ncaveat: Made up, like all of {topic} here\n"),
    );

    text
}

/// Adds formatted text.
pub(crate) fn push(text: &mut String, piece: std::fmt::Arguments<'_>) {
    text.write_fmt(piece).expect("a String takes every write");
}

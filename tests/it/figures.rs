//! The page of a figure: revisions, charts, and the values that each page printed.

use crate::support::{Output, clean, elements};

const SITE: &str = "\
-- content/figures/f.md --
---
title: Passengers
unit: passengers
rounded_to: 100
series:
  2022: {value: \"2,000\", published: 2023-05-23}
  2023:
    value: 2,600
    published: 2024-05-23
    revised: {value: \"2,700\", published: 2025-05-22, note: Late forms were counted.}
source: {publisher: Office}
---
-- content/agreements/pact.md --
---
title: Pact
value: f
---
-- content/briefings/old.md --
---
title: Old
date: 2024-06-01
summary: S
---

There were [[f]].

![[f]]

![[f]]
";

fn built(day: &str) -> Output {
    clean(SITE, day)
}

#[test]
fn a_revision_shows_as_a_correction() {
    let page = built("2025-06-01");
    let figure = page.text("figures/f/index.html");
    assert!(figure.contains("<strong>Revised, <time datetime=\"2025-05-22\">22 May 2025</time>.</strong> 2023: <data value=\"2700\">2,700</data>, before 2,600. Late forms were counted."), "{figure}");
    assert!(figure.contains("before <del>2,600</del>"), "{figure}");

    let csv = page.text("figures/f/data.csv");
    assert!(csv.contains(",no,,2025-05-22,,2600,2022,"), "{csv}");

    let briefing = page.text("briefings/old/index.html");
    assert!(briefing.contains("(revised since to 2,700 on 22 May 2025)"), "{briefing}");
    assert!(briefing.contains("Revised since, <time datetime=\"2025-05-22\">"), "{briefing}");

    let before = built("2025-01-01");
    for path in ["figures/f/index.html", "figures/f/data.csv", "briefings/old/index.html"] {
        let text = before.text(path);
        assert!(!text.contains("2,700") && !text.contains("evised since"), "{path}: {text}");
    }
}

#[test]
fn every_use_has_the_value_that_was_printed_there() {
    let page = built("2025-06-01");
    let figure = page.text("figures/f/index.html");
    assert!(figure.contains("<a href=\"/agreements/pact/\">Pact</a>"), "{figure}");
    assert!(figure.contains("<p class=\"meta\">Shows 2,700, 2023</p>"), "what the pact is worth");
    assert!(figure.contains("<p class=\"meta\">Shows 2,600, 2023</p>"), "the box of the briefing");
    assert!(figure.contains("There were <mark>2,600</mark>."), "{figure}");
}

#[test]
fn charts_of_one_page_have_ids_of_their_own() {
    let page = built("2025-06-01");
    let briefing = elements(page.text("briefings/old/index.html"));
    let charts = briefing
        .iter()
        .filter(|it| it.get("class").is_some_and(|class| class.starts_with("chart chart-bars ")));
    assert_eq!(charts.count(), 2);
    let mut ids: Vec<&str> = briefing.iter().filter_map(|it| it.get("id")).collect();
    let count = ids.len();

    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_record_that_refers_to_another_is_listed_there_by_its_title() {
    let site = "-- content/ministers/m.md --\n---\nname: Maria Example\n---\nShe counts [[f]] in [[b]].\n\
                -- content/figures/f.md --\n---\ntitle: F\nseries: {2024: 2000}\nsource: {publisher: Office}\n---\n\
                -- content/briefings/b.md --\n---\ntitle: B\ndate: 2025-03-01\nsummary: S.\n---\n";
    let output = clean(site, "2025-12-01");
    for page in ["figures/f/index.html", "briefings/b/index.html"] {
        assert!(output.text(page).contains("Maria Example"), "{page}");
    }
}

//! What the preview answers to those who write: `/__chancery/desk`, `/__chancery/places`, other moments.

use serde_json::Value;

use crate::serve::Preview;
use crate::support::files;

const SITE: &str = "-- content/site.yaml --
title: T
base_url: https://x.example/
timezone: Europe/London
-- content/_index.md --
---
title: Home
---
Words.
-- content/briefings/now.md --
---
title: A page of now
date: 2025-11-01
summary: Now.
figures: [trees]
---
First.

Second, with [[trees]] in it.
-- content/briefings/later.md --
---
title: A page of later
date: 2025-11-20
embargo: 2025-12-01T09:30:00Z
summary: Later.
figures: [trees]
---
Words.
-- content/figures/trees.md --
---
title: Trees
unit: trees
value: 1,200
period: 2024
source: {title: A source, url: https://x.example/source}
---
-- content/draft.md --
---
title: A draft
draft: yes
---
";

fn json(preview: &Preview, path: &str) -> Value {
    let answer = preview.get(path);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_slice(&answer.body).expect("it is JSON")
}

#[test]
fn the_desk_knows_the_page_its_records_and_what_is_held() {
    let preview = Preview::new(files(SITE));
    let desk = json(&preview, "/__chancery/desk?path=%2Fbriefings%2Fnow%2F");
    assert_eq!(desk["file"], "content/briefings/now.md");
    assert_eq!(desk["zone"], "Europe/London");
    assert_eq!(desk["next"]["at"], "1 December 2025, 09:30 GMT");

    let held: Vec<_> =
        desk["held"].as_array().expect("a list").iter().map(|it| &it["why"]).collect();
    assert_eq!(held, ["under embargo until 1 December 2025, 09:30 GMT", "a draft"]);

    assert_eq!(desk["records"][0]["title"], "Trees");
    assert_eq!(desk["records"][0]["uses"], 1);
    assert_eq!(desk["records"][0]["pages"][0]["url"], "/briefings/now/");

    // A page that no file holds, and none at all.
    assert_eq!(json(&preview, "/__chancery/desk?path=/data/")["file"], Value::Null);
    assert_eq!(
        json(&preview, "/__chancery/desk?path=/nowhere/")["records"],
        Value::Array(Vec::new())
    );
    assert_eq!(json(&preview, "/__chancery/desk?path=/")["file"], "content/_index.md");
}

#[test]
fn places_are_lines_of_the_file() {
    let preview = Preview::new(files(SITE));
    let places = json(&preview, "/__chancery/places?path=/briefings/now/");
    assert_eq!(places["file"], "content/briefings/now.md");
    assert_eq!(places["head"][1], "title: A page of now");

    let html = places["html"].as_str().expect("the page has a text");
    assert!(html.contains("<!--chancery 7-->"), "{html}");
    assert!(html.contains("<!--chancery 9-->"), "{html}");

    // But for the markers it is the page, and the page has none.
    let page = preview.get("/briefings/now/").text();
    assert!(!page.contains("<!--chancery"), "{page}");
    let without: String = html
        .split("<!--chancery ")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once("-->").expect("it ends").1 })
        .collect();
    let tidy = |text: &str| text.replace("\n\n", "\n");
    let script = page.find("<script src=\"/__chancery").expect("there is a tag");
    assert!(tidy(&without).starts_with(&tidy(&page[..script])), "{without}");

    assert_eq!(json(&preview, "/__chancery/places?path=/data/")["file"], Value::Null);
    assert_eq!(json(&preview, "/__chancery/places?path=../../etc/passwd")["file"], Value::Null);
}

#[test]
fn a_tab_may_ask_for_another_moment() {
    let preview = Preview::new(files(SITE));
    let status = |moment: &str| preview.get(&format!("/briefings/later/?as-of={moment}")).status;
    assert_eq!(status("2025-12-01T09:29"), 404);
    assert_eq!(status("2025-12-01T09:30"), 200);
    assert_eq!(status("2025-12-01T10:29%2B01:00"), 404);
    assert_eq!(status("2025-12-02"), 200);
    assert_eq!(status("soon"), 400);

    // A figure's page of the past does not know who uses it later, and the present stays as it is.
    let uses = |query: &str| {
        preview.get(&format!("/figures/trees/{query}")).text().contains("A page of later")
    };
    assert!(!uses("?as-of=2025-11-19"));
    assert!(uses("?as-of=2025-12-02"));
    assert!(!uses(""), "this preview is without drafts");

    let held = json(&preview, "/__chancery/desk?path=/&as-of=2025-12-02");
    assert_eq!(held["held"].as_array().map(Vec::len), Some(1), "{held}");
}

#[test]
fn all_findings_are_a_page() {
    let bad = "-- content/bad.md --\n---\ntitle: Bad\n---\n[[nobody]] and [dead](nowhere.md)\n";
    let preview = Preview::new(files(&format!("{SITE}{bad}")));

    let page = preview.get("/__chancery/findings").text();
    assert!(page.contains("unknown-reference (1)") && page.contains("dead-link (1)"), "{page}");
    let page = preview.get("/__chancery/findings?code=dead-link").text();
    assert!(page.contains("1 of 2 findings"), "{page}");
}

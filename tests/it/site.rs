//! Promises of the design about a site as a whole, which single pages do not show.

use chancery::config::BaseUrl;
use chancery::workspace::BuildOptions;

use crate::support::{SETTINGS, as_of, build, build_clean, clean, elements, files};

const FIXTURE: &str = include_str!("fixture.txt");

/// Returns the content of a page's `<main>`: the frame around it names other pages.
fn main_of(html: &str) -> &str {
    let start = html.find("<main").expect("pages have a main part");
    &html[start..html.find("</main>").expect("and it ends")]
}

const COUNTED: &str = "\
-- content/figures/count.md --
---
title: Count
series:
  2023: {value: 10, published: 2024-02-01}
  2024: {value: 20, published: 2025-02-01}
source: {publisher: Office}
---
-- content/ministers/mo.md --
---
name: Mo
roles:
  - {title: First Minister, from: 2023-01-01, to: 2024-12-31}
  - {title: Second Minister, from: 2025-01-01}
---
-- content/agreements/pact.md --
---
title: Pact
timeline:
  - {date: 2024-03-01, event: signed}
  - {date: 2025-03-01, event: in-force}
---
-- content/briefings/old.md --
---
title: Old
date: 2024-06-01
summary: S
agreements: [pact]
ministers: [mo]
figures: [count]
---

[[mo#full]] counted [[count]] when the pact was [[pact#status]].
-- content/about.md --
---
title: About
---

[[mo#full]] counted [[count]] while the pact is [[pact#status]].
";

#[test]
fn a_briefing_keeps_its_answers_while_records_move_on() {
    let then = clean(COUNTED, "2024-06-02");
    let now = clean(COUNTED, "2025-06-01");
    for output in [&then, &now] {
        let briefing = main_of(output.text("briefings/old/index.html"));
        assert!(briefing.contains(">First Minister Mo</a> counted"), "{briefing}");
        assert!(briefing.contains("<data value=\"10\">10</data>"), "{briefing}");
        assert!(briefing.contains(">signed</a>"), "{briefing}");
        assert!(briefing.contains("badge-signed"), "{briefing}");
        assert!(!briefing.contains("In force"), "{briefing}");
    }

    assert!(!then.text("briefings/old/index.html").contains("Newer value"));
    assert!(now.text("briefings/old/index.html").contains("Newer value"));

    let (before, after) = (then.text("about/index.html"), now.text("about/index.html"));
    assert!(before.contains("First Minister Mo") && before.contains(">10<"), "{before}");
    assert!(after.contains("Second Minister Mo") && after.contains(">20<"), "{after}");
    assert!(before.contains(">signed<") && after.contains(">in force<"), "{before}{after}");
    assert!(main_of(then.text("figures/count/index.html")).contains(">10</data>"));

    assert!(main_of(now.text("figures/count/index.html")).contains(">20</data>"));
    assert!(!then.text("figures/count/data.csv").contains("20,"));
    assert!(then.text("ministers/index.html").contains("First Minister"));
    assert!(now.text("ministers/index.html").contains("Second Minister"));
}

#[test]
fn a_status_is_derived_at_each_date() {
    let badge = |day: &str| {
        let output = build(files(&format!("{SETTINGS}{COUNTED}")), &as_of(day));
        let page = output.text("agreements/pact/index.html");
        let start = page.find("badge-").expect("an agreement has a badge") + "badge-".len();
        page[start..].split('"').next().map(str::to_owned)
    };

    assert_eq!(badge("2024-02-29").as_deref(), Some("not-begun"));
    assert_eq!(badge("2024-03-01").as_deref(), Some("signed"));
    assert_eq!(badge("2025-02-28").as_deref(), Some("signed"));
    assert_eq!(badge("2025-03-01").as_deref(), Some("in-force"));
}

#[test]
fn a_date_of_signature_to_come_is_not_given_as_a_fact() {
    let text = "-- content/agreements/p.md --\n---\ntitle: P\ntimeline: [{date: 2030-01-01, event: signed}]\n---\n";
    let output = clean(text, "2025-01-01");
    let page = output.text("agreements/p/index.html");
    assert!(!page.contains("legislationDate"), "{page}");
}

#[test]
fn a_withdrawal_holds_from_its_day_and_reaches_the_feed() {
    let text = "\
-- content/briefings/wrong.md --
---
title: Wrong
date: 2024-06-01
summary: S
topics: [T, U]
withdrawn: {date: 2024-07-01, reason: It was not so.}
---

Falsehoods.
-- content/briefings/right.md --
---
title: Right
date: 2024-06-02
summary: S
topics: [T, U]
---
";
    let before = clean(text, "2024-06-30");
    assert_eq!(before.with("withdrawn"), Vec::<&str>::new());
    assert!(main_of(before.text("briefings/right/index.html")).contains("/briefings/wrong/"));

    let after = clean(text, "2024-07-01");
    assert!(after.text("briefings/wrong/index.html").contains("This briefing was withdrawn on"));
    assert!(!after.text("sitemap.xml").contains("wrong"));
    assert!(!main_of(after.text("briefings/right/index.html")).contains("/briefings/wrong/"));

    for feed in ["feed.xml", "topics/t/feed.xml"] {
        let feed = after.text(feed);
        assert!(feed.contains("Withdrawn: Wrong") && feed.contains("It was not so."), "{feed}");
        assert!(!feed.contains("Falsehoods"), "{feed}");
        assert!(feed.contains("<updated>2024-07-01T00:00:00+00:00</updated>"), "{feed}");
    }
}

#[test]
fn the_home_page_tells_what_was_corrected_and_leaves_out_what_was_withdrawn() {
    let text = "\
-- content/figures/count.md --
---
title: Count
series: {2023: 10}
source: {publisher: Office, url: https://o.example/}
---
-- content/briefings/one.md --
---
title: One
date: 2024-06-01
summary: S
updates:
  - {date: 2024-06-03, note: A typing error., kind: minor}
  - {date: 2024-06-05, note: The number was wrong., kind: correction}
  - {date: 2025-01-01, note: Not yet., kind: major}
---
-- content/briefings/two.md --
---
title: Two
date: 2024-06-02
summary: S
updates: [{date: 2024-06-04, note: A section was added., kind: major}]
---
-- content/briefings/gone.md --
---
title: Gone
date: 2024-06-03
summary: S
figures: [count]
updates: [{date: 2024-06-06, note: Gone., kind: correction}]
withdrawn: {date: 2024-06-07, reason: It was wrong.}
---
";
    let home = |day: &str| main_of(clean(text, day).text("index.html")).to_owned();
    let later = home("2024-07-01");
    let place = |words: &str| later.find(words);
    assert!(place("The number was wrong.") < place("A section was added."), "newest first");

    assert!(place("The number was wrong.").is_some());

    for absent in ["A typing error.", "Not yet.", "Gone.</p>", "/figures/count/"] {
        assert_eq!(place(absent), None, "{absent}");
    }

    let before = home("2024-06-06");
    assert!(before.contains("/figures/count/"), "until then it was a key figure");
    assert!(before.contains("Gone.</p>"));
    assert!(!home("2024-06-03").contains("part-updates") && !home("2024-06-03").contains("wrong"));
}

#[test]
fn a_base_path_stands_before_every_address() {
    let base_url = BaseUrl::parse("https://x.example/sub/path/").expect("an address");
    let options = BuildOptions { base_url: Some(base_url), ..as_of("2025-09-01") };
    let output = build_clean(files(FIXTURE), &options);
    let ours = |url: &str| {
        url.starts_with("https://x.example/sub/path/")
            || (url.starts_with("/sub/path/") && !url.starts_with("/sub/path/sub/"))
    };

    let theirs = ["publisher", "licence", "treaties", "statistics", "elsewhere"];
    let theirs = |url: &str| {
        url.starts_with('#')
            || url.starts_with("mailto:")
            || theirs.iter().any(|host| url.starts_with(&format!("https://{host}.example/")))
    };

    for path in output.pages() {
        for element in elements(output.text(path)) {
            for name in ["href", "src"] {
                let url = element.get(name).unwrap_or("#");
                assert!(ours(url) || theirs(url), "{path}: {url}");
            }

            let content = element.get("content").unwrap_or_default();
            if element.get("property") == Some("og:url") {
                assert!(ours(content), "{path}: {content}");
            }

            if let Some((_, url)) = content.split_once("url=") {
                assert!(ours(url), "{path}: {url}");
            }

            for part in element.script.split('"').filter(|part| part.starts_with("http")) {
                assert!(
                    ours(part) || theirs(part) || part.contains("schema.org"),
                    "{path}: {part}"
                );
            }
        }
    }

    for path in ["feed.xml", "topics/ferries/feed.xml", "sitemap.xml", "robots.txt"] {
        let text = output.text(path);
        assert!(!text.contains("office.example/"), "{path}: {text}");

        for part in text.split(['"', '>', '<', ' ', '\n', '&']) {
            if part.starts_with("http")
                && !part.contains("www.w3.org")
                && !part.contains("sitemaps.org")
            {
                assert!(ours(part) || theirs(part), "{path}: {part}");
            }

            assert!(!part.starts_with("/briefings"), "{path}: {part}");
        }
    }

    // The base path is where the folder is published, not a folder in it.
    assert!(output.has("briefings/2025/signing/index.html") && !output.has("sub/path/index.html"));
}

#[test]
fn feeds_hold_whole_addresses_and_leave_other_hosts_alone() {
    let text = "\
-- content/briefings/a.md --
---
title: Alpha
date: 2024-06-01
summary: S
---

[Other](//other.example/x), [own](/about/), [a part](#part).

## Part {#part}
-- content/about.md --
---
title: About
---
";
    let output = clean(text, "2025-01-01");
    let feed = output.text("feed.xml");
    assert!(feed.contains("href=&quot;//other.example/x&quot;"), "{feed}");
    assert!(feed.contains("href=&quot;https://x.example/about/&quot;"), "{feed}");

    assert!(feed.contains("href=&quot;https://x.example/briefings/a/#part&quot;"), "{feed}");
}

#[test]
fn every_address_in_a_feed_is_absolute_and_code_is_none() {
    let text = "-- content/site.yaml --
title: T
base_url: https://x.example/sub/
-- content/briefings/a.md --
---
title: Alpha
date: 2024-06-01
summary: S
---

Write `<a href=\"/x/\">` or `href=\"#y\"`.[^n]

<p><a href='/about/'>one</a> <img src=/f.svg alt=F srcset='/f.svg 1x, /g.svg 2x'>
<video poster='/f.svg' src=\"/g.svg\"></video> <a href=#note id=note>two</a></p>

![F](/f.svg)

![[about]]

![[figure:ferries]]

[^n]: Note.
-- content/about.md --
---
title: About
---
-- content/figures/ferries.md --
---
title: Ferries
source: { title: S, url: https://s.example/ }
series: { 2022: 10, 2023: 12 }
---
-- static/f.svg --
<svg/>
-- static/g.svg --
<svg/>
";
    let output = build_clean(files(text), &as_of("2025-01-01"));
    let feed = output.text("feed.xml");
    let content = feed.split("<content").nth(1).unwrap();
    let content = &content[content.find('>').unwrap() + 1..content.find("</content>").unwrap()];
    let html = content
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");

    let site = "https://x.example/sub";
    let page = format!("{site}/briefings/a/");
    for written in [
        "<code>&lt;a href=\"/x/\"&gt;</code> or <code>href=\"#y\"</code>".to_owned(),
        format!("<a href=\"{page}#fn-1\" id=\"fnref-1\""),
        format!("<a href=\"{site}/about/\">one</a>"),
        format!("<img src=\"{site}/f.svg\" alt=F srcset=\"{site}/f.svg 1x, {site}/g.svg 2x\">"),
        format!("<video poster=\"{site}/f.svg\" src=\"{site}/g.svg\">"),
        format!("<a href=\"{page}#note\" id=note>two</a>"),
        format!("<img src=\"{site}/f.svg\" alt=\"F\" />"),
        format!("<p class=\"card-title\"><a href=\"{site}/about/\">About</a></p>"),
        format!("<a href=\"{site}/figures/ferries/data.csv\" download>"),
        format!("<a href=\"{page}#fnref-1\" role=\"doc-backlink\""),
    ] {
        assert!(html.contains(&written), "{written}\n\n{html}");
    }

    let markup = html.replace("<code>&lt;a href=\"/x/\"&gt;</code>", "");
    for attribute in [" href=", " src="] {
        for address in markup.split(attribute).skip(1) {
            assert!(address.starts_with("\"https://"), "{address}");
        }
    }
}

#[test]
fn arabic_runs_from_right_to_left() {
    let site = "-- content/site.yaml --\ntitle: مثال\nbase_url: https://x.example/\nlanguage: ar\n\
                -- content/a.md --\n---\ntitle: A\n---\n\nWords.\n";
    let output = build_clean(files(site), &as_of("2025-01-01"));
    assert!(output.text("index.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    let output = clean("-- content/a.md --\n---\ntitle: A\n---\n\nWords.\n", "2025-01-01");
    assert!(output.text("index.html").contains("<html lang=\"en\" dir=\"ltr\">"));
}

/// Every way in which withheld content could reach a reader.
const SECRETS: &str = "\
-- content/briefings/2025/2025-02-01-zebra-id.md --
---
title: Zebra title
date: 2025-02-01
summary: Zebra summary
draft: yes
aliases: [/zebra-alias/]
agreements: [open]
ministers: [mo]
figures: [{id: zebra-inline, title: Zebra inline, value: 77321, period: 2024, source: {publisher: Office}}]
topics: [Zebra topic, Shared]
countries: [zw, gb]
contact: zebra@x.example
extra: {key: zebra extra}
---

Zebrawords of a [[open]] draft that name [[mo]], [[public]].
-- content/briefings/2025-02-02-okapi-id/index.md --
---
title: Okapi title
date: 2025-02-02
summary: Okapi summary
embargo: 2025-03-01T09:00:00+00:00
slug: okapi-slug
agreements: [open]
figures: [count]
topics: [Okapi topic, Shared]
---

Okapiwords before their time; see [[public]] and [a file](okapi.txt).
-- content/briefings/2025-02-02-okapi-id/okapi.txt --
Okapi annex
-- content/trip/index.md --
---
title: Trip
---

A bundle that is published.
-- content/trip/tapir/index.md --
---
title: Tapir title
draft: yes
---

Tapirwords.
-- content/trip/tapir/annex.txt --
Tapir annex
-- content/agreements/gnu-id.md --
---
title: Gnu agreement
draft: yes
builds_on: [open]
parties: [gb, bw]
timeline: [{date: 2024-01-01, event: signed, by: {gb: mo}}]
---
-- content/figures/kudu-id.md --
---
title: Kudu figure
draft: yes
value: 88123
source: {publisher: Office}
period: 2024
---
-- content/agreements/open.md --
---
title: Open agreement
parties: [gb]
---
-- content/ministers/mo.md --
---
name: Mo
---
-- content/figures/count.md --
---
title: Count
value: 3
period: 2023
source: {publisher: Office}
---
-- content/briefings/public.md --
---
title: Public
date: 2025-01-01
summary: S
agreements: [open]
figures: [count]
topics: [Shared]
---

Known.
";

#[test]
fn what_is_withheld_is_in_no_output() {
    let output = clean(SECRETS, "2025-02-15");
    for word in ["zebra", "okapi", "gnu", "kudu", "tapir", "77321", "88123", "zw", "bw"] {
        let found = output.with(word);

        // Two letters may occur in any word: countries are searched by their pages only.
        let found: Vec<&str> = match word.len() {
            2 => found.into_iter().filter(|path| path.contains("countries/")).collect(),
            _ => found,
        };
        let found: Vec<&str> =
            found.into_iter().filter(|path| word.len() > 2 || path.contains(word)).collect();
        assert_eq!(found, Vec::<&str>::new(), "`{word}`");
    }

    assert_eq!(output.with("Zimbabwe"), Vec::<&str>::new());
    assert_eq!(output.with("Botswana"), Vec::<&str>::new());
}

#[test]
fn what_is_withheld_is_in_a_preview() {
    let text = format!("{SETTINGS}{SECRETS}");
    let output = build_clean(files(&text), &BuildOptions { drafts: true, ..as_of("2025-02-15") });
    for (path, words) in [
        ("briefings/2025/zebra-id/index.html", "Zebrawords"),
        ("briefings/okapi-slug/index.html", "Okapiwords"),
        ("briefings/okapi-slug/okapi.txt", "Okapi annex"),
        ("trip/tapir/annex.txt", "Tapir annex"),
        ("agreements/gnu-id/index.html", "Gnu agreement"),
        ("figures/kudu-id/index.html", "88123"),
        ("figures/zebra-inline/index.html", "77321"),
        ("topics/shared/index.html", "Zebra title"),
        ("zebra-alias/index.html", "Zebra title"),
    ] {
        assert!(output.text(path).contains(words), "{path}");
    }

    let pages = ["briefings/2025/zebra-id/", "briefings/okapi-slug/"];
    for page in pages {
        assert!(!output.text("sitemap.xml").contains(page), "a preview invites no robot");
        let html = output.text(&format!("{page}index.html"));
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{html}");
    }
}

#[test]
fn an_embargo_ends_at_its_minute() {
    let there = |time: &str| {
        let output = build(files(&format!("{SETTINGS}{SECRETS}")), &as_of(time));
        output.has("briefings/okapi-slug/index.html")
    };

    assert!(!there("2025-03-01T08:59:59+00:00"));
    assert!(there("2025-03-01T09:00:00+00:00"));
    assert!(there("2025-03-01T10:00:00+01:00"));

    // A bare day means its first instant.
    assert!(!there("2025-03-01") && there("2025-03-02"));
}

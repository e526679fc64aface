//! Control characters in any field: none of them makes a feed or a sitemap that is no XML.

use chancery::source::is_forbidden;
use proptest::prelude::*;
use quick_xml::events::Event;

use crate::support::{as_of, build, files};

/// A site with a text in every field that reaches a feed, the sitemap or a chart; `@` stands for the character.
const SITE: &str = r#"-- content/site.yaml --
title: T@
base_url: https://www.example.org/
description: D@
licence: L@
publisher: {name: "P@", url: https://www.example.org/}
-- content/briefings/2025-06-03-a.md --
---
title: A@
summary: S@
topics: ["x@y"]
ministers:
  - {id: m, name: "M@", country: gb}
agreements:
  - {id: g, title: "G@", parties: [gb, iq], timeline: [{date: 2025-06, event: signed, place: "B@"}]}
figures: [f]
updates:
  - {date: 2025-06-04, kind: correction, note: "N@"}
---
## H@ {#i@}

Body@ [link@](https://www.example.org/@ "T@") [[f]] `c@` <b title="@">b@</b>[^n@].

![[f]]

<p id="p@">@</p>

&#11; &#x1f; &#xfffe;

[^n@]: Note@.
-- content/briefings/2025-06-02-b.md --
---
title: B@
summary: S@
withdrawn: {date: 2025-06-05, reason: "R@"}
---
Body.
-- content/figures/f.md --
---
title: F@
unit: people@
measure: What@
series:
  2023: 100
  2024: 200
source: {title: "S@", publisher: "P@", published: 2025-01-01}
---
Words@.
-- templates/languages/en.yaml --
feed_withdrawn: "Gone@: {title}"
"#;

/// Returns what is wrong with a text as XML.
fn fault(xml: &str) -> Option<String> {
    // The reader does not look at characters.
    if let Some(sign) = xml.chars().find(|sign| is_forbidden(*sign)) {
        return Some(format!("{sign:?}"));
    }

    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

fn forbidden() -> impl Strategy<Value = char> {
    let all = (0..=0xffff).filter_map(char::from_u32).filter(|sign| is_forbidden(*sign));
    prop::sample::select(all.collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_character_breaks_a_feed(sign in forbidden(), escaped: bool) {
        let written = match escaped {
            // In double quotation marks an escape, elsewhere a text.
            true => format!("\\u{:04x}", u32::from(sign)),
            false => sign.to_string(),
        };
        let site = build(files(&SITE.replace('@', &written)), &as_of("2026-01-01"));

        prop_assert!(site.findings.contains("error[control-character]"), "{}", site.findings);
        prop_assert!(site.has("feed.xml") && site.has("changes/feed.xml") && site.has("sitemap.xml"));

        let is_xml = |path: &&String| path.ends_with(".xml") || path.ends_with(".svg");
        for path in site.files.keys().filter(is_xml) {
            prop_assert_eq!(fault(site.text(path)), None, "{} with {:?}", path, sign);
        }
    }
}

//! The files of a new site, which teach by being read: an invented department, with one of everything.
//!
//! In: a day. Out: paths and texts. Invariant: the site builds without a finding on that day.

use crate::value::Day;

/// A file of a new site.
pub(in crate::cli) struct ScaffoldFile {
    /// Its path from the site's root.
    pub(in crate::cli) path: String,
    /// Its text.
    pub(in crate::cli) text: String,
}

/// The files, with days and years in braces; `{today}` may stand in a path as well.
const FILES: [(&str, &str); 14] = [
    ("content/site.yaml", include_str!("site/site.yaml")),
    ("content/_index.md", include_str!("site/_index.md")),
    ("content/about.md", include_str!("site/about.md")),
    ("content/briefings/{earlier}-museum-visits-rise.md", include_str!("site/first-briefing.md")),
    ("content/briefings/{recent}-fund-for-museums.md", include_str!("site/second-briefing.md")),
    ("content/briefings/{today}-a-draft.md", include_str!("site/draft.md")),
    ("content/briefings/{soon}-under-embargo.md", include_str!("site/embargoed.md")),
    ("content/agreements/museums-agreement.md", include_str!("site/agreement.md")),
    ("content/ministers/ada-example.md", include_str!("site/ada-example.md")),
    ("content/ministers/sam-sample.md", include_str!("site/sam-sample.md")),
    ("content/figures/museum-visits.md", include_str!("site/museum-visits.md")),
    ("content/figures/example-fund.md", include_str!("site/example-fund.md")),
    ("static/crest.svg", include_str!("site/crest.svg")),
    (".gitignore", include_str!("site/gitignore")),
];

/// Returns the files of a new site.
pub(in crate::cli) fn site(today: Day) -> Vec<ScaffoldFile> {
    let day = |days: i32| {
        let moved = today.checked_add(jiff::Span::new().days(days));
        // At the ends of the calendar, where nobody makes a site.
        moved.unwrap_or(today).to_string()
    };
    let year = |years: i16| (today.year() + years).to_string();
    let values = [
        ("{today}", today.to_string()),
        ("{earlier}", day(-30)),
        ("{recent}", day(-7)),
        ("{soon}", day(14)),
        ("{year}", year(0)),
        ("{next}", year(1)),
        ("{last}", year(-1)),
        ("{before}", year(-2)),
        ("{third}", year(-3)),
    ];
    let filled = |text: &str| {
        values.iter().fold(text.to_owned(), |text, (key, value)| text.replace(key, value))
    };

    FILES
        .iter()
        .map(|(path, text)| ScaffoldFile { path: filled(path), text: filled(text) })
        .collect()
}

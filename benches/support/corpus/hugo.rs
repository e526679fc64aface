//! The same site for Hugo: its settings and its templates.
//!
//! The templates show the same as Chancery's, from the same front matter, and leave out what is slow in Hugo
//! (related briefings) unless requested: the comparison should favour Hugo.

use super::File;
use super::briefing::topic_slugs;

/// Returns the files of a Hugo site other than pages.
pub(crate) fn settings() -> Vec<File> {
    let mut files: Vec<File> = TEMPLATES
        .iter()
        .map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect();

    // Only topics have their own feeds.
    files.extend(topic_slugs().map(|(slug, title)| File {
        path: format!("content/topics/{slug}/_index.md"),
        text: format!("---\ntitle: {title}\noutputs: [html, rss]\n---\n"),
    }));

    files
}

const TEMPLATES: [(&str, &str); 10] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("content/_index.md", include_str!("hugo/_index.md")),
    ("content/about.md", include_str!("hugo/about.md")),
    ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/_default/single.html", include_str!("hugo/single.html")),
    ("layouts/_default/list.html", include_str!("hugo/list.html")),
    ("layouts/briefings/single.html", include_str!("hugo/briefing.html")),
    ("layouts/partials/items.html", include_str!("hugo/items.html")),
    ("layouts/index.html", include_str!("hugo/home.html")),
    ("layouts/404.html", include_str!("hugo/404.html")),
];

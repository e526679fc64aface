//! What `chancery diff` finds between two printed sites.

use std::fs;
use std::path::Path;

use chancery::diagnostic::Style;
use chancery::output::{OutputTarget, PublishedFolder};
use chancery::proof::difference::{
    ComparedSides, DifferenceFormat, FileDelta, How, Note, NumberChange, PageChange,
    PageDifference, PagePart, PrintedEdition, SiteDifference, difference,
};
use chancery::publish::publish;
use chancery::source::memory::MemoryFiles;
use chancery::workspace::{Build, Workspace};

use crate::support::{SETTINGS, as_of, files, over_theme};

const DAY: &str = "2025-10-01";

fn built(files: MemoryFiles, day: &str) -> Build {
    let mut workspace = Workspace::new(over_theme(files));
    let built = workspace.build(&as_of(day), &mut |_| {}).unwrap();
    assert!(built.findings.is_empty(), "{:#?}", built.findings);
    built
}

/// Compares two sites in memory.
fn compared(old: MemoryFiles, new: MemoryFiles) -> SiteDifference {
    let (old, new) = (built(old, DAY), built(new, DAY));
    let old = PrintedEdition::render(&old.edition).unwrap();
    let new = PrintedEdition::render(&new.edition).unwrap();
    difference(&old, &new).unwrap()
}

/// Joins a text for each number.
fn repeated(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}

fn site(text: &str) -> MemoryFiles {
    files(&format!("{SETTINGS}{text}"))
}

/// Compares one page, `/a/`, with other words or another front matter.
fn page(old: &str, new: &str) -> PageDifference {
    let site = |text: &str| site(&format!("-- content/a.md --\n---\ntitle: A page\n{text}\n"));
    let found = compared(site(old), site(new));
    let page = found.pages.into_iter().find(|page| page.address == "/a/");
    page.expect("the page differs")
}

fn body(old: &str, new: &str) -> PageDifference {
    page(&format!("---\n\n{old}"), &format!("---\n\n{new}"))
}

#[test]
fn the_same_site_has_no_difference() {
    let text = "-- content/a.md --\n---\ntitle: A page\n---\n\nWords.\n";
    let found = compared(site(text), site(text));
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(found.unchanged, 4);
}

#[test]
fn a_word_and_a_number() {
    let found = body("It took 6,300 hours.", "It took only 6,400 hours.");
    assert_eq!(found.kind, PageChange::Changed);
    let [change] = &*found.changes else { panic!("{found:#?}") };
    assert_eq!(change.how, How::Edited);
    let numbers: Vec<_> = change.numbers.iter().map(NumberChange::words).collect();
    assert_eq!(numbers, ["6,300 became 6,400"]);
}

#[test]
fn a_link_that_leads_elsewhere() {
    let found =
        body("See [the rules](https://a.example/).", "See [the rules](https://b.example/).");
    let [change] = &*found.changes else { panic!("{found:#?}") };
    assert_eq!(
        change.notes,
        [Note::Link {
            words: "the rules".to_owned(),
            old: Some("https://a.example/".to_owned()),
            new: Some("https://b.example/".to_owned()),
        }]
    );
}

#[test]
fn a_link_whose_words_are_edited_is_one_link() {
    let notes = |old: &str, new: &str| {
        let found = body(old, new);
        found.changes.into_iter().flat_map(|change| change.notes).collect::<Vec<_>>()
    };
    let link = |words: &str, old: &str, new: Option<&str>| Note::Link {
        words: words.to_owned(),
        old: Some(old.to_owned()),
        new: new.map(str::to_owned),
    };
    let old = "See [the old rules](https://a.example/).";
    assert_eq!(
        notes(old, "See [the new rules](https://b.example/)."),
        [link("the new rules", "https://a.example/", Some("https://b.example/"))]
    );
    assert_eq!(
        notes(old, "See the old rules."),
        [link("the old rules", "https://a.example/", None)]
    );
}

#[test]
fn a_picture_in_other_words() {
    let site = |alt: &str| {
        site(&format!(
            "-- content/a.md --\n---\ntitle: A page\n---\n\n![{alt}](/map.svg)\n-- static/map.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"
        ))
    };
    let found = compared(site("A map"), site("A map of the border"));
    let [page] = &*found.pages else { panic!("{found:#?}") };
    let [change] = &*page.changes else { panic!("{page:#?}") };
    assert!(
        matches!(&*change.notes, [Note::Description { new, .. }] if new == "A map of the border")
    );
}

#[test]
fn a_summary_is_said_once_although_search_engines_see_it_too() {
    let found = page("summary: Old words.\n---", "summary: New words.\n---");
    let parts: Vec<_> = found.changes.iter().map(|change| change.part.name().to_owned()).collect();
    assert_eq!(parts, ["paragraph"]);
}

#[test]
fn a_menu_is_said_once() {
    let pages: String =
        repeated(30, |n| format!("-- content/p{n}.md --\n---\ntitle: Page {n}\n---\n"));
    let new = format!("navigation:\n  - p1.md\n{pages}");
    let found = compared(site(&pages), files(&format!("{SETTINGS}{new}")));

    // These two list the menu in their text.
    let pages: Vec<_> = found.pages.iter().map(|page| &*page.address).collect();
    assert_eq!(pages, ["/404.html", "/search/"], "{found:#?}");
    assert!(found.shared.iter().all(|shared| shared.change.part == PagePart::Frame));
    assert!(found.shared.iter().any(|shared| shared.pages.len() > 30), "{found:#?}");
    assert!(found.shared.len() < 8, "{found:#?}");
}

#[test]
fn a_new_style_is_said_once() {
    let page = "-- content/a.md --\n---\ntitle: A page\n---\n";
    let old = site(&format!("{page}-- static/site.css --\na {{}}\n"));
    let new = site(&format!("{page}-- static/site.css --\nb {{}}\n"));
    let found = compared(old, new);
    assert!(found.pages.is_empty(), "{found:#?}");
    assert_eq!(found.shared.len(), 1, "{found:#?}");
    assert_eq!(found.files.len(), 1);
}

const MOVED: &str = "---\ntitle: Rules for boats\n---\n\nEvery boat has a number, a name and a home. The harbour master keeps the list.\n";

#[test]
fn a_page_that_moved_is_one_page() {
    let old = site(&format!("-- content/a.md --\n{MOVED}"));
    for (new, is_redirected) in
        [(MOVED.to_owned(), false), (MOVED.replace("boats\n", "boats\naliases: [/a/]\n"), true)]
    {
        let found = compared(old.clone(), site(&format!("-- content/b.md --\n{new}")));
        let [page] = &*found.pages else { panic!("{found:#?}") };
        assert_eq!(page.address, "/b/");
        assert_eq!(page.kind, PageChange::Moved { from: "/a/".to_owned(), is_redirected });
        assert!(page.changes.is_empty(), "{page:#?}");
    }
}

#[test]
fn a_page_that_moved_and_changed_is_still_found() {
    let old = site(&format!("-- content/a.md --\n{MOVED}"));
    let new =
        site(&format!("-- content/b.md --\n{}", MOVED.replace("a name and a home", "a colour")));
    let found = compared(old, new);
    let [page] = &*found.pages else { panic!("{found:#?}") };
    assert!(matches!(&page.kind, PageChange::Moved { from, .. } if from == "/a/"));
    assert_eq!(page.changes.len(), 1, "{page:#?}");
}

#[test]
fn another_host_is_one_difference() {
    let page = |name: &str| {
        format!("-- content/{name}.md --\n---\ntitle: A page\nsummary: Short.\n---\n\nWords.\n")
    };
    let page = &["a", "b", "c", "d", "e"].map(page).concat();
    let settings = SETTINGS.replace("https://x.example/", "https://preview.example/42/");
    let found = compared(site(page), files(&format!("{settings}{page}")));
    assert!(found.pages.is_empty(), "{found:#?}");
    assert!(found.shared.len() <= 2, "{found:#?}");
}

/// Writes a site into a folder.
fn write(files: MemoryFiles, day: &str, out: &Path, site: &Path) {
    let built = built(files, day);
    let stage = OutputTarget::open(out, site).unwrap().stage().unwrap();
    publish(&built, &stage, &|| {}).unwrap();
    stage.commit().unwrap();
}

#[test]
fn equal_files_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("site")).unwrap();
    let pages = |word: &str| {
        site(&format!(
            "-- content/a.md --\n---\ntitle: A page\n---\n\nOne {word}.\n-- content/b.md --\n---\ntitle: Another\n---\n\nSame.\n"
        ))
    };
    write(pages("word"), DAY, &path("old"), &path("site"));
    write(pages("sentence"), DAY, &path("new"), &path("site"));

    // What is not read need not be there.
    fs::remove_file(path("old/b/index.html")).unwrap();
    let open = |name: &str| PublishedFolder::open(&path(name)).unwrap();
    let found = difference(&open("old"), &open("new")).unwrap();
    assert_eq!(found.pages.len(), 1, "{found:#?}");

    // What is read has to be what the build wrote.
    fs::write(path("new/a/index.html"), "<p>By hand").unwrap();
    let error = difference(&open("old"), &open("new")).unwrap_err().to_string();
    assert!(
        error.contains("`a/index.html`") && error.contains("build this folder again"),
        "{error}"
    );
}

/// A site with something of everything.
const PLANTED: &str = "-- content/site.yaml --
title: Press
base_url: https://x.example/
search: no
-- templates/page.html --
{% extends \"base.html\" %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.content | safe }}{% endblock %}
-- templates/quiet.html --
{% extends \"base.html\" %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.content | safe }}{% endblock %}
-- templates/hidden.html --
{% extends \"base.html\" %}
{% block head %}<meta name=\"robots\" content=\"noindex\">{% endblock %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.content | safe }}{% endblock %}
-- content/ministers/mara-ellison.md --
---
name: Mara Ellison
country: gb
---
-- content/ministers/tom-hale.md --
---
name: Tom Hale
country: gb
---
-- content/agreements/river-pact.md --
---
title: River pact
summary: On the river.
instrument: treaty
parties: [gb, ie]
timeline:
  - {date: 2025-01-10, event: agreed}
---
-- content/figures/warnings.md --
---
title: Warnings
unit: warnings
measure: Warnings issued in a year
source: {title: Statistics, url: \"https://s.example/\", publisher: Agency, published: 2025-05-22}
series:
  2023: 2,600
  2024: 1,900
---
-- content/number.md --
---
title: Number page
---

The fund of £6,300 is open.
-- content/briefings/2025-06-03-visit.md --
---
title: The visit
date: 2025-06-03
summary: A visit took place.
ministers: [mara-ellison]
---

It went well.
-- content/link.md --
---
title: Link page
---

Read [the guidance](https://g.example/old) first.
-- content/sentence.md --
---
title: Sentence page
---

The first thing holds. The second thing does not apply. The third thing holds.
-- content/table.md --
---
title: Table page
---

| Place | Length |
|---|---|
| Harbour | short |
| Quay | long |
-- content/caption.md --
---
title: Caption page
---

<figure><img src=\"/map.svg\" alt=\"A map\"><figcaption>The harbour in spring</figcaption></figure>
-- content/alt.md --
---
title: Alt page
---

![A map of the harbour](/map.svg)
-- content/date.md --
---
title: Date page
---

Applications close on 14 November 2025 at noon.
-- content/footnote.md --
---
title: Footnote page
---

It is so.[^1]

[^1]: According to the harbour office.
-- content/heading.md --
---
title: Heading page
---

## Who may apply

Everybody.
-- content/list.md --
---
title: List page
---

- Sailing boats
- Motor boats
- Rowing boats
-- content/removed.md --
---
title: Removed page
---

Words that will not be here any more, of which nobody else has any.
-- content/oldname.md --
---
title: Moving page
---

The harbour master keeps a list of all boats with their names and homes.
-- content/robots.md --
---
title: Robots page
template: quiet.html
---

Found by search engines.
-- content/title.md --
---
title: Old headline
---

Words.
-- content/summary.md --
---
title: Summary page
summary: What stood here before.
---

Words.
-- static/map.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
-- static/report.pdf --
%PDF-1.7 one
";

/// Each planted change: what is replaced by what, and words that tell of it in every form. A blank stands for whatever
/// marks lie between two words.
const CHANGES: [(&str, &str, &[&str]); 20] = [
    ("£6,300", "£6,400", &["£6,300", "£6,400"]),
    ("ministers: [mara-ellison]", "ministers: [tom-hale]", &["/briefings/visit/", "Tom Hale"]),
    (
        "  - {date: 2025-01-10, event: agreed}\n",
        "  - {date: 2025-01-10, event: agreed}\n  - {date: 2025-09-01, event: signed}\n",
        &["/agreements/river-pact/", "Signed"],
    ),
    ("g.example/old", "g.example/new", &["the guidance", "g.example/new"]),
    (" The second thing does not apply.", "", &["The second thing does not apply"]),
    ("| Quay | long |", "| Quay | wide |", &["long", "wide"]),
    ("The harbour in spring", "The harbour in autumn", &["spring", "autumn"]),
    ("![A map of the harbour]", "![A map of the lake]", &["A map of the lake"]),
    ("14 November 2025", "17 November 2025", &["14 November 2025", "17 November 2025"]),
    ("According to the harbour office.", "According to the lighthouse.", &["lighthouse"]),
    ("## Who may apply", "## Who can apply", &["/heading/", "Who"]),
    (
        "- Sailing boats\n- Motor boats\n- Rowing boats",
        "- Motor boats\n- Rowing boats\n- Sailing boats",
        &["moved", "Sailing boats"],
    ),
    ("  2024: 1,900\n", "  2024: 1,910\n", &["/data/figures.csv", "1910"]),
    ("%PDF-1.7 one", "%PDF-1.7 two", &["/report.pdf"]),
    (
        "-- content/removed.md --\n---\ntitle: Removed page\n---\n\nWords that will not be here any more, of which nobody else has any.\n",
        "",
        &["/removed/", "Removed page"],
    ),
    (
        "-- static/map.svg --",
        "-- content/added.md --\n---\ntitle: Added page\n---\n\nWords that nobody had read.\n-- static/map.svg --",
        &["/added/", "Words that nobody had read"],
    ),
    ("content/oldname.md", "content/newname.md", &["/newname/", "/oldname/"]),
    ("template: quiet.html", "template: hidden.html", &["/robots/", "robots", "noindex"]),
    ("Old headline", "Newest headline", &["/title/", "Newest"]),
    ("What stood here before.", "What stands here instead.", &["/summary/", "stands", "instead"]),
];

#[test]
fn twenty_of_twenty_planted_changes_are_found_in_every_form() {
    let old = || files(PLANTED);
    let mut all = PLANTED.to_owned();

    for (from, to, words) in CHANGES {
        assert_eq!(PLANTED.matches(from).count(), 1, "{from}");
        all = all.replace(from, to);

        // Alone, it is found, and nothing tells of it before.
        let found = compared(old(), files(&PLANTED.replace(from, to)));
        assert!(!found.is_empty(), "{from}");
        told(&found, words);
    }

    let found = compared(old(), files(&all));
    for (_, _, words) in CHANGES {
        told(&found, words);
    }
}

/// Asserts that every form of a difference has some words.
#[track_caller]
fn told(found: &SiteDifference, words: &[&str]) {
    let sides = ComparedSides { old: "old".to_owned(), new: "new".to_owned() };
    for format in DifferenceFormat::ALL {
        let text = plain(&format.write(found, &sides, Style::PLAIN));
        for word in words {
            assert!(text.contains(word), "{word:?} as {}: {text}", format.as_str());
        }
    }
}

/// Takes the marks of all forms out of a text.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for mark in
        ["{+", "+}", "[-", "-]", "<ins>", "</ins>", "<del>", "</del>", "<bdi>", "</bdi>", "`"]
    {
        text = text.replace(mark, "");
    }

    text
}

#[test]
fn no_word_of_a_site_speaks_in_a_form() {
    let nasty = "@everyone closes #1 https://evil.example/ <script>alert(1)</script> ``` \u{202e}x";
    let title = nasty.replace('\\', "");
    let site = |word: &str| {
        site(&format!(
            "raw_html: no\n-- content/a.md --\n---\ntitle: '{title} {word}'\n---\n\n{word} \\@everyone \\<script> \\`\\`\\` end\n"
        ))
    };
    let (old, new) = (built(site("one"), DAY), built(site("two"), DAY));
    let old = PrintedEdition::render(&old.edition).unwrap();
    let new = PrintedEdition::render(&new.edition).unwrap();
    let found = difference(&old, &new).unwrap();
    let sides = ComparedSides { old: "a`b".to_owned(), new: "<i>".to_owned() };

    let markdown = DifferenceFormat::Markdown.write(&found, &sides, Style::PLAIN);
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let ticks: String = line.chars().take_while(|sign| *sign == '`').collect();
        match &fence {
            Some(open) if *open == line => fence = None,
            Some(_) => assert!(line.starts_with(['+', '-', ' ']), "{line}"),
            None if ticks.len() >= 3 && line.ends_with("diff") => fence = Some(ticks),
            None => assert!(!outside_code(line).contains(['@', '<', '#']), "{line}"),
        }
    }

    let html = DifferenceFormat::Html.write(&found, &sides, Style::PLAIN);
    assert!(!html.contains("<script") && !html.contains("<i>") && !html.contains('\u{202e}'));
}

/// Returns what of a line of Markdown is in no code span, without the signs of a heading.
fn outside_code(line: &str) -> String {
    let mut rest = line.trim_start_matches(['#', ' ']);
    let mut outside = String::new();
    while let Some(at) = rest.find('`') {
        outside.push_str(&rest[..at]);
        let ticks = rest[at..].chars().take_while(|sign| *sign == '`').count();
        let inside = &rest[at + ticks..];
        let fence = "`".repeat(ticks);
        let mut end = inside.find(&fence).expect("every code span is closed");

        // A longer run of backticks does not close it.
        while inside[end + ticks..].starts_with('`') {
            end += inside[end..].chars().take_while(|sign| *sign == '`').count();
            end += inside[end..].find(&fence).expect("every code span is closed");
        }
        rest = &inside[end + ticks..];
    }

    outside + rest
}

#[test]
fn the_end_of_a_long_paragraph_is_shown() {
    let text = |end: &str| {
        site(&format!(
            "-- content/a.md --\n---\ntitle: A page\n---\n\n{}{end}.\n",
            "many words ".repeat(400)
        ))
    };
    told(&compared(text("stand here"), text("lie here")), &["stand", "lie"]);
}

#[test]
fn markdown_has_an_end() {
    let pages = |word: &str| {
        repeated(400, |n| {
            format!(
                "-- content/p{n}.md --\n---\ntitle: Page {n}\n---\n\n{word} {n} {}\n",
                "long words ".repeat(30)
            )
        })
    };
    let found = compared(site(&pages("one")), site(&pages("two")));
    let sides = ComparedSides { old: "old".to_owned(), new: "new".to_owned() };
    let text = DifferenceFormat::Markdown.write(&found, &sides, Style::PLAIN);
    assert!(text.len() < 61_000, "{}", text.len());
    assert!(text.contains("more differences left out here"), "{}", &text[text.len() - 300..]);
}

#[test]
fn data_is_compared_by_its_lines() {
    let figure = |value: &str| {
        site(&format!(
            "-- content/figures/warnings.md --\n---\ntitle: Warnings\nunit: warnings\nmeasure: In a year\nsource: {{title: Statistics, url: 'https://s.example/', publisher: Agency, published: 2025-05-22}}\nseries:\n  2023: 2,600\n  2024: {value}\n---\n"
        ))
    };
    let found = compared(figure("1,900"), figure("1,910"));
    let csv = found.files.iter().find(|file| file.path == "/figures/warnings/data.csv").unwrap();
    assert!(matches!(&csv.kind, FileDelta::Lines { removed: 1, added: 1, .. }), "{csv:#?}");

    let page = found.pages.iter().find(|page| page.address == "/figures/warnings/").unwrap();
    let numbers: Vec<_> =
        page.changes.iter().flat_map(|it| &it.numbers).map(NumberChange::words).collect();
    assert!(numbers.contains(&"1,900 became 1,910".to_owned()), "{numbers:?}");
}

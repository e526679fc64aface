//! A briefing in three languages: where it is listed, how its pages link to one another, and when it is
//! withheld.

use crate::support::{Output, as_of, build, build_clean, files};

const SITE: &str = include_str!("languages.txt");

fn built(day: &str) -> Output {
    build(files(SITE), &as_of(day))
}

/// Returns the text between two marks of a page.
#[track_caller]
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("no `{from}` in {page}"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or_else(|| panic!("no `{to}` in {rest}")) + to.len()]
}

#[test]
fn a_page_is_marked_with_its_language_and_names_its_versions() {
    let out = built("2025-08-20");
    for (path, html) in [
        ("river-data", "<html lang=\"en\" dir=\"ltr\">"),
        ("river-data-cy", "<html lang=\"cy\" dir=\"ltr\">"),
        ("river-data-ar", "<html lang=\"ar\" dir=\"rtl\">"),
    ] {
        let page = out.text(&format!("briefings/{path}/index.html"));
        assert!(page.contains(html), "{path}");
        let base = "https://www.example.org/briefings/";

        for link in [
            format!("hreflang=\"en\" href=\"{base}river-data/\""),
            format!("hreflang=\"x-default\" href=\"{base}river-data/\""),
            format!("hreflang=\"cy\" href=\"{base}river-data-cy/\""),
            format!("hreflang=\"ar\" href=\"{base}river-data-ar/\""),
        ] {
            assert!(page.contains(&link), "{path}: {link}");
        }
    }

    let page = out.text("briefings/river-data-ar/index.html");
    assert!(page.contains("<meta property=\"og:locale\" content=\"ar\">"));
    assert!(page.contains("<meta property=\"og:locale:alternate\" content=\"cy\">"));

    let json = between(page, "<script type=\"application/ld+json\">", "</script>");
    assert!(json.contains("\"inLanguage\":\"ar\"") && json.contains("\"translationOfWork\""));
    assert!(out.text("sitemap.xml").contains("<xhtml:link rel=\"alternate\" hreflang=\"cy\""));
}

#[test]
fn the_words_of_a_page_are_in_its_language() {
    let out = built("2025-08-20");
    for tag in ["cy", "ar"] {
        let page = out.text(&format!("briefings/river-data-{tag}/index.html"));
        insta::assert_snapshot!(tag, between(page, "<body>", "</body>"));
    }
}

#[test]
fn lists_show_the_source_with_its_other_languages() {
    let out = built("2025-08-20");
    let lists = ["index.html", "briefings/index.html", "topics/rivers/index.html"];
    for path in lists.into_iter().chain(["ministers/jo-marsh/index.html"]) {
        let page = out.text(path);
        assert!(page.contains(">River data agreement signed</a>"), "{path}");
        assert!(!page.contains("Llofnodi cytundeb"), "{path}: a translation beside its source");
    }

    let item = between(out.text("briefings/index.html"), "<p class=\"list-title\">", "</li>");
    assert!(item.contains("hreflang=\"cy\" lang=\"cy\" dir=\"ltr\">Cymraeg</a>"), "{item}");
    assert!(!out.text("feed.xml").contains("Llofnodi"));
}

#[test]
fn only_the_translation_that_is_behind_says_so() {
    let out = built("2025-08-20");
    assert!(
        out.findings.contains("river-data-cy.md") && !out.findings.contains("river-data-ar.md")
    );

    let banner =
        "Diweddarwyd y fersiwn Saesneg ar <time datetime=\"2025-07-10\">10 Gorffennaf 2025";
    assert!(out.text("briefings/river-data-cy/index.html").contains(banner));
    assert!(!out.text("briefings/river-data-ar/index.html").contains("النسخة الإنجليزية"));

    // Before the correction, no translation is outdated.
    assert_eq!(built("2025-07-09").findings, "");
}

#[test]
fn a_translation_leaks_nothing_of_an_embargoed_source() {
    let site = SITE.replace("summary: A new", "embargo: 2025-06-03T09:00:00+01:00\nsummary: A new");
    let out = build_clean(files(&site), &as_of("2025-06-03T07:59:59Z"));
    for words in ["Llofnodi", "توقيع", "river-data", "agreement signed"] {
        assert_eq!(out.with(words), Vec::<&str>::new(), "{words}");
    }

    let out = build(files(&site), &as_of("2025-06-03T08:00:00Z"));
    assert!(out.has("briefings/river-data-cy/index.html"));
}

#[test]
fn a_site_in_another_language_marks_what_is_not() {
    let site = SITE.replace("base_url:", "language: cy\nbase_url:");
    let out = build(files(&site), &as_of("2025-08-20"));
    let page = out.text("index.html");

    assert!(
        page.contains("<html lang=\"cy\" dir=\"ltr\">") && page.contains("Y briffiau diweddaraf")
    );

    // Without a language of its own, the source has the site's: the Welsh version duplicates it.
    assert!(out.findings.contains("this page and its source are both in `cy`"), "{}", out.findings);
}

#[test]
fn a_file_of_phrases_adds_a_language_and_changes_single_phrases() {
    let more = "-- templates/languages/cy.yaml --\ncontents: Tabl cynnwys\nlatest_briefings: Newyddion\n\
                -- templates/languages/fr.yaml --\nlatest_briefings: Dernières notes\n\
                -- content/site.yaml --\ntitle: T\nlanguage: fr\nbase_url: https://www.example.org/\n";

    let site = SITE.replace(
        "title: River data agreement signed",
        "language: en\ntitle: River data agreement signed",
    );
    let out = build(files(&(site + more)), &as_of("2025-07-09"));
    let home = out.text("index.html");
    assert!(home.contains("Dernières notes") && home.contains("Key figures"), "{home}");
    assert!(home.contains("lang=\"en\" dir=\"ltr\">River data agreement signed</a>"), "{home}");

    assert!(out.findings.contains("phrases of French are missing"), "{}", out.findings);
}

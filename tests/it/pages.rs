//! Each kind of page as readers see it, from a small fixed site.
//!
//! After a change to the templates run `INSTA_UPDATE=always cargo test --test it pages`, and read the diff
//! before you commit it.

use std::sync::LazyLock;

use crate::frame::particular;
use crate::support::{Output, as_of, build_clean, files, over_theme};

const SITE: &str = include_str!("fixture.txt");

static BUILT: LazyLock<Output> = LazyLock::new(|| build_clean(files(SITE), &as_of("2025-09-01")));

/// The same site with unpublished pages.
static PREVIEW: LazyLock<Output> = LazyLock::new(|| {
    let options = as_of("2025-09-01");
    build_clean(files(SITE), &chancery::workspace::BuildOptions { drafts: true, ..options })
});

/// The parts of each of these pages that are not in the frame.
macro_rules! page {
    ($name:ident, $output:expr, $path:literal) => {
        #[test]
        fn $name() {
            let page = particular($output.text($path), $output.text("404.html"));
            insta::assert_snapshot!(stringify!($name), page);
        }
    };
}

/// Files without a frame, and the frame itself.
macro_rules! file {
    ($name:ident, $path:literal) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), BUILT.text($path));
        }
    };
}

page!(home, BUILT, "index.html");
page!(briefing, BUILT, "briefings/2025/signing/index.html");
page!(briefing_withdrawn, BUILT, "briefings/2025/mistake/index.html");
page!(briefing_plain, BUILT, "briefings/2025/questions/index.html");
page!(briefing_with_newer_value, BUILT, "briefings/2025/talks/index.html");
page!(preview_embargo, PREVIEW, "briefings/2025/embargoed/index.html");
page!(preview_draft, PREVIEW, "briefings/2025/draft/index.html");
page!(briefings_1, BUILT, "briefings/index.html");
page!(briefings_2, BUILT, "briefings/page/2/index.html");
page!(changes, BUILT, "changes/index.html");
file!(changes_feed, "changes/feed.xml");
page!(agreement, BUILT, "agreements/ferry-treaty/index.html");
page!(agreement_built_on, BUILT, "agreements/ferry-statement/index.html");
page!(agreements, BUILT, "agreements/index.html");
page!(minister, BUILT, "ministers/asta-jons/index.html");
page!(ministers, BUILT, "ministers/index.html");
page!(figure_1, BUILT, "figures/ferry-passengers/index.html");
page!(figure_2, BUILT, "figures/ferry-passengers/page/2/index.html");
file!(figure_data, "figures/ferry-passengers/data.csv");
page!(figure_of_one_value, BUILT, "figures/fares/index.html");
page!(figure_inline, BUILT, "figures/ports-counted/index.html");
page!(figures, BUILT, "figures/index.html");
page!(topic, BUILT, "topics/ferries/index.html");
page!(country, BUILT, "countries/is/index.html");
page!(topics, BUILT, "topics/index.html");
page!(countries, BUILT, "countries/index.html");
page!(section, BUILT, "guides/index.html");
page!(plain, BUILT, "about/index.html");
file!(frame, "404.html");
file!(redirect, "who-we-are/index.html");
file!(feed, "feed.xml");
file!(topic_feed, "topics/trade-ports/feed.xml");
file!(sitemap, "sitemap.xml");
file!(robots, "robots.txt");

/// All published paths: a path more or less is a decision.
#[test]
fn paths() {
    let paths: Vec<&str> = BUILT.files.keys().map(String::as_str).collect();
    insta::assert_snapshot!(paths.join("\n"));
}

/// A sitemap has at most 50,000 URLs (sitemaps.org): 1,030 briefings on one page each of 49 topics exceed
/// that.
#[test]
fn a_long_sitemap_is_split() {
    let topics: Vec<String> = (0..49).map(|number| format!("t{number}")).collect();
    let mut text =
        "-- content/site.yaml --\ntitle: T\nbase_url: https://x.example/\npaginate_by: 1\n"
            .to_owned();

    let topics = topics.join(", ");

    for number in 0..1030 {
        let path = format!("-- content/briefings/b{number}.md --\n");
        let head = format!("title: B\ndate: 2024-01-01\nsummary: S\ntopics: [{topics}]\n");
        text.extend([path.as_str(), "---\n", &head, "---\n"]);
    }

    let mut workspace = chancery::workspace::Workspace::new(over_theme(files(&text)));
    let built = workspace.build(&as_of("2025-01-01"), &mut |_| {}).expect("files in memory");
    let read = |address: &str| {
        let mut routes = built.edition.routes().iter();
        let route = routes.find(|route| route.address.as_str() == address)?;
        Some(String::from_utf8(built.edition.render(route).expect("it renders")).expect("UTF-8"))
    };

    let count = |text: &str| text.matches("<loc>").count();
    let index = read("/sitemap.xml").expect("a sitemap");
    assert!(index.contains("<sitemapindex") && count(&index) == 2, "{index}");
    assert!(index.contains("<loc>https://x.example/sitemap-2.xml</loc>"), "{index}");

    let parts = ["/sitemap-1.xml", "/sitemap-2.xml"].map(|part| read(part).expect("a part"));
    let pages = built.edition.routes().iter().filter(|route| route.kind.has_content()).count();
    assert_eq!(count(&parts[0]), 50_000);
    assert_eq!(count(&parts[0]) + count(&parts[1]), pages);
    assert_eq!(read("/sitemap-3.xml"), None);
}

#[test]
fn a_list_of_three_pages_has_no_fourth() {
    assert!(!BUILT.has("briefings/page/4/index.html"));
    assert!(!BUILT.has("briefings/page/1/index.html"));
}

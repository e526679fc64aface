//! Templates printed by their programs and by Tera: the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use chancery::render::Edition;
use chancery::site::{Route, RouteKind};
use chancery::source::disk::DiskFiles;
use chancery::source::memory::MemoryFiles;
use chancery::workspace::Workspace;
use proptest::prelude::*;

use crate::support::{SETTINGS, as_of, files, over_theme, runs_slow_tests};

const FIXTURE: &str = include_str!("fixture.txt");

fn edition(files: MemoryFiles, day: &str) -> Edition {
    let mut workspace = Workspace::new(over_theme(files));
    workspace.build(&as_of(day), &mut |_| {}).expect("files in memory can be read").edition
}

/// Returns what an edition prints for each page; none where a template failed.
fn pages(edition: &Edition) -> BTreeMap<String, Option<String>> {
    let is_page = |route: &&Route| matches!(route.kind, RouteKind::Page(_));
    let print = |route: &Route| {
        let bytes = edition.render(route).ok();
        (route.address.to_string(), bytes.map(|it| String::from_utf8_lossy(&it).into_owned()))
    };

    edition.routes().iter().filter(is_page).map(print).collect()
}

/// Prints every page both ways; returns the pages, and how many were left to Tera.
#[track_caller]
fn both_ways(edition: &Edition) -> (BTreeMap<String, Option<String>>, usize) {
    let printed = pages(edition);
    let by_tera = pages(&edition.by_tera());

    for (address, page) in &printed {
        assert_eq!(page, &by_tera[address], "{address}");
    }
    assert!(!printed.is_empty());

    (printed, edition.printed_by_tera())
}

#[test]
fn every_page_is_equal_both_ways_and_none_is_left_to_tera() {
    for (folder, day) in [("", "2025-11-15"), ("tests/showcase", "2026-01-15")] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = DiskFiles::open(&root).expect("the repository holds a site");
        let mut workspace = Workspace::new(over_theme(files));
        let built = workspace.build(&as_of(day), &mut |_| {}).expect("it can be read");

        // The search page goes through maps, which no other page does.
        let (printed, left) = both_ways(&built.edition);
        assert_eq!(left, 1, "{folder}");
        assert!(printed.len() > 40, "{folder}: {} pages", printed.len());
    }

    for drafts in [false, true] {
        let mut workspace = Workspace::new(over_theme(files(FIXTURE)));
        let options = chancery::workspace::BuildOptions { drafts, ..as_of("2025-09-01") };
        let built = workspace.build(&options, &mut |_| {}).expect("files in memory can be read");
        assert_eq!(both_ways(&built.edition).1, 1);
    }
}

#[test]
fn each_template_that_a_site_overrides_is_printed_without_tera() {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let templates: Vec<_> = walkdir::WalkDir::new(&theme)
        .into_iter()
        .map(|entry| entry.expect("the theme can be read").into_path())
        .filter(|path| path.extension().is_some_and(|it| it == "html"))
        .collect();
    assert!(templates.len() > 35);

    for path in templates {
        let name = path.strip_prefix(&theme).expect("it is below").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("it is a text");

        // Something of one's own in the first place where text can stand.
        let own = "<p>{% if site.title is containing(pat=\"e\") and 1 < 2 %}{{ site.title ~ \" &\" }}{% endif %}</p>";
        let changed = match text.split_once("{% block content %}") {
            Some((before, after)) => format!("{before}{{% block content %}}{own}{after}"),
            None => format!("{own}{text}"),
        };

        let own = format!("{FIXTURE}\n-- templates/{name} --\n{changed}");
        let edition = edition(files(&own), "2025-09-01");
        let (_, left) = both_ways(&edition);
        assert_eq!(left, 1, "{name}");
    }
}

/// Builds a site whose page has a template of its own.
fn with_template(template: &str) -> Edition {
    let site = format!(
        "{SETTINGS}-- content/a.md --\n---\ntitle: A & <b> \"c\"\nsummary: Two words.\ntemplate: own.html\nextra:\n  \
         none:\n  empty: ''\n  zero: 0\n  many: 1200\n  minus: -3\n  half: 1.5\n  yes: true\n  list: [one, two, 3]\n  \
         map: {{a: x, 1: y}}\n---\n# One\n\nText.\n\n## Two\n-- templates/part.html --\n{{% set here = \
         \"part\" %}}({{{{ here }}}}{{{{ page.title }}}})\n-- templates/parent.html --\n<{{% block one %}}1{{{{ page.kind \
         }}}}{{% endblock %}}|{{% block two %}}2{{% block three %}}3{{% endblock %}}{{% endblock %}}>\n-- \
         templates/own.html --\n{template}\n"
    );
    edition(files(&site), "2026-01-01")
}

/// What the page at `/a/` prints, the same both ways; and whether Tera had to.
#[track_caller]
fn printed(template: &str) -> (Option<String>, bool) {
    let edition = with_template(template);
    let (pages, _) = both_ways(&edition);

    let program = with_template(template);
    let route = program.routes().iter().find(|route| route.address.to_string() == "/a/");
    let _ = program.render(route.expect("it is published"));

    (pages["/a/"].clone(), program.printed_by_tera() > 0)
}

#[test]
fn what_the_printer_knows_means_what_tera_means() {
    let known = [
        "{{ page.title }}|{{ page.title | safe }}|{{ page.extra.none }}|{{ page.extra.zero }}|{{ page.draft }}",
        "{{ page.content | safe }}",
        "a {{- 1 -}} b {# no #} c {#- no -#} d {%- if true -%} e {%- endif -%} f",
        "{% if true -%}{# c #}  x{% endif %}",
        "{% if page.extra.none %}a{% elif page.extra.empty %}b{% elif page.extra.zero %}c{% else %}d{% endif %}",
        "{% if page.extra.list and not page.extra.none or page.extra.empty %}x{% endif %}",
        "{{ page.extra.none or page.extra.empty or page.title }}",
        "{{ page.extra.yes and page.extra.many }}",
        "{% for one in page.extra.list %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ one }}{% else %}none{% endfor %}",
        "{% for one in page.breadcrumbs %}x{% else %}none{% endfor %}",
        "{% for one in page.toc %}{% for two in page.toc %}{{ one.title }}{{ two.id }}{{ loop.index }};{% endfor %}{{ loop.index }}{% endfor %}",
        "{% set x = 1 %}{% for one in page.extra.list %}{{ x }}{% set x = one %}{{ x }}{% endfor %}{{ x }}",
        "{% for x in page.extra.list %}{% set x = 5 %}{{ x }}{% endfor %}{{ x is defined }}",
        "{% set x %}<i>{{ page.title }}</i>{% endset %}{{ x }}{{ x | length }}{% if x %}y{% endif %}",
        "{% set x = \"<i>\" %}{{ x }}{{ x | safe }}{{ x ~ \"&\" ~ 2 }}",
        "{% set here = 1 %}{% include \"part.html\" %}{{ here }}",
        "{% include \"part.html\" %}{{ here is defined }}{{ here is not defined }}{{ here is undefined }}",
        "{{ page.title is starting_with(pat=\"A\") }}{{ page.title is ending_with(pat=\"c\") }}{{ page.title is not containing(pat=\"&\") }}",
        "{{ page.extra.list | length }}{{ page.title | length }}{{ page.extra.list[1] }}",
        "{% if page.extra.many > 1199 and page.extra.many <= 1200 and 1 != 2 %}x{% endif %}",
        "{% if page.title == page.title %}x{% endif %}{% if page.extra.none == none %}y{% endif %}{% if page.title != none %}z{% endif %}",
        "{{ \"x\" if page.extra.zero else page.title }}{{ 'y' if true else `z` }}",
        "{{ words.page_of | fill(number=page.extra.many, count=page.title) }}",
        "{% set a %}<b>{{ 1 }}</b>{% endset %}{{ words.page_of | fill(number=a, count=a,) }}",
        "{{ (words.page_of | fill(number=1, count=2)) ~ \"<\" }}",
        "{% for one in page.extra.list[:2] %}{{ one }}{% endfor %}{{ page.extra.list[1:] | length }}{{ page.extra.list[2:9] | length }}{{ page.extra.list[2:1] | length }}",
        "{% set texts = [one.title for one in page.toc if one.level > 1] %}{% if texts %}{{ texts[0] }}{% endif %}{{ texts | length }}{{ one is defined }}",
        "{% for one in [one for one in page.extra.list] %}{{ loop.index }}{{ one }}{% endfor %}",
        "{{ page.title | replace(from=\"A\", to=\"<\") }}{% set key = \"page_of\" %}{{ words | get(key=key) }}",
        "{{ asset(path=\"chancery.css\") }}{{ has_asset(path=\"none.css\") }}{{ url(id=\"a\") }}",
        "{% extends \"parent.html\" %} {% block one %}[{{ super() }}]{{ lost is defined }}{% endblock one %}",
        "{% extends \"parent.html\" %}{% block three %}4{{ super() }}{% endblock %}",
        "{% extends \"parent.html\" %}{% block two %}{% set x = super() %}{{ x }}{{ x }}{% endblock %}",
        "{% extends \"parent.html\" %}{% block one %}{% set x = 7 %}{% endblock %}{% block two %}{{ x }}{% endblock %}",
    ];

    for template in known {
        let (page, by_tera) = printed(template);
        assert!(page.is_some(), "{template} fails");
        assert!(!by_tera, "{template} was left to Tera");
    }
}

#[test]
fn what_the_printer_does_not_know_is_left_to_tera() {
    let left = [
        "{{ page.extra.half }}|{{ page.extra.minus }}",
        "{{ page.extra.list }}",
        "{{ page.extra.map }}",
        "{{ page.title | upper }}",
        "{{ 1 + 2 }}",
        "{{ page.extra.map.a }}{% for key, value in page.extra.map %}{{ key }}{{ value }}{% endfor %}",
        "{% for letter in page.title %}{{ letter }};{% endfor %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% filter upper %}a{% endfilter %}",
        "{{ \"a\\\"b\" }}",
        "{{ 1.5 }}",
        "{{ page[\"title\"] }}",
        "{{ page.extra?.nothing?.more or \"x\" }}",
        "{% if \"a\" in page.title %}x{% endif %}",
        "{% set_global x = 1 %}{{ x }}",
        "{% for one in page.extra.list %}{% if loop.first %}{% continue %}{% endif %}{{ one }}{% endfor %}",
        "{% if page.extra.half > 1 %}x{% endif %}",
        "{% if page.nothing %}x{% endif %}y",
    ];

    for template in left {
        let (page, by_tera) = printed(template);
        assert!(page.is_some(), "{template} fails");
        assert!(by_tera, "{template} was not left to Tera");
    }

    // Mistakes, which Tera explains.
    for template in
        ["{{ page.titel }}", "{{ nothing }}", "{{ page.extra.none.more }}", "{{ url(id=\"x\") }}"]
    {
        let (page, by_tera) = printed(template);
        assert_eq!((page, by_tera), (None, true), "{template}");
    }
}

/// Pieces of templates, which are put together by chance.
fn piece() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("page.title"),
        Just("page.extra.none"),
        Just("page.extra.empty"),
        Just("page.extra.zero"),
        Just("page.extra.many"),
        Just("page.extra.list"),
        Just("page.extra.nothing"),
        Just("page.toc"),
        Just("page.toc[0].title"),
        Just("x"),
        Just("y"),
        Just("loop.index"),
        Just("\"<&>\""),
        Just("7"),
        Just("words.page_of | fill(number=x, count=2)"),
        Just("page.title | safe"),
        Just("x ~ y"),
        Just("x is defined"),
        Just("not x"),
        Just("x and y"),
        Just("x or page.title"),
        Just("x == y"),
        Just("x if y else 3"),
    ];

    let leaf = prop_oneof![
        Just(" text ".to_owned()),
        Just("\n".to_owned()),
        Just("{#- c -#}".to_owned()),
        Just("{% include \"part.html\" %}".to_owned()),
        value.clone().prop_map(|value| format!("{{{{ {value} }}}}")),
        value.clone().prop_map(|value| format!("{{{{- {value} -}}}}")),
        value.clone().prop_map(|value| format!("{{% set x = {value} %}}")),
        value.clone().prop_map(|value| format!("{{%- set y = {value} -%}}")),
    ];

    leaf.prop_recursive(4, 24, 4, move |inner| {
        let body = proptest::collection::vec(inner, 0..4).prop_map(|pieces| pieces.concat());
        let value = value.clone();
        prop_oneof![
            (value.clone(), body.clone(), body.clone()).prop_map(|(value, then, other)| format!(
                "{{% if {value} %}}{then}{{%- else %}}{other}{{% endif %}}"
            )),
            (value, body.clone(), body.clone()).prop_map(|(value, each, other)| format!(
                "{{% for x in {value} -%}}{each}{{% else %}}{other}{{% endfor %}}"
            )),
            body.clone().prop_map(|body| format!("{{% set y %}}{body}{{% endset %}}")),
            body,
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        // In full as many as `PROPTEST_CASES` says.
        cases: if runs_slow_tests() { ProptestConfig::default().cases } else { 96 },
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_template_prints_the_same_both_ways(pieces in proptest::collection::vec(piece(), 1..5)) {
        let template = format!("{{% set x = 1 %}}{{% set y = page.kind %}}{}", pieces.concat());
        both_ways(&with_template(&template));
    }
}

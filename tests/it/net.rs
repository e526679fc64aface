//! The net of relations on an agreement's page, and its text alternative.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::support::{Output, as_of, build_clean, files};

/// An agreement: its id, its year, and its relations.
type Agreement<'a> = (&'a str, u16, &'a [(&'a str, &'a str)]);

const NET: &[Agreement<'_>] = &[
    ("bay", 2010, &[]),
    ("quay", 2011, &[("builds_on", "bay")]),
    ("ford", 2012, &[("amends", "bay"), ("implements", "quay")]),
    ("pier", 2014, &[("builds_on", "bay, quay"), ("supersedes", "ford")]),
    ("lock", 2015, &[("implements", "pier")]),
    ("weir", 2016, &[("amends", "pier"), ("builds_on", "lock")]),
    ("moat", 2017, &[("builds_on", "weir")]),
    ("mill", 2018, &[("builds_on", "mole")]),
    ("mole", 2017, &[]),
];

fn site(language: &str, agreements: &[Agreement<'_>]) -> Output {
    let mut text = format!(
        "-- content/site.yaml --\ntitle: Office of Examples\nlanguage: {language}\nbase_url: https://office.example/\n"
    );

    for (id, year, relations) in agreements {
        let _ = write!(
            text,
            "-- content/agreements/{id}.md --\n---\ntitle: Agreement on <the {id}> & its banks\nshort_title: {id}\n\
             timeline: [{{date: {year}-02-03, event: signed}}]\n"
        );

        for (kind, to) in *relations {
            let _ = writeln!(text, "{kind}: [{to}]");
        }

        text.push_str("---\n");
    }

    build_clean(files(&text), &as_of("2025-09-01"))
}

/// Returns the section that shows the net.
fn section<'o>(output: &'o Output, id: &str) -> Option<&'o str> {
    let (_, from) =
        output.text(&format!("agreements/{id}/index.html")).split_once("id=\"part-net\"")?;
    from.split("</section>").next()
}

/// Returns the targets of the links in a piece of HTML.
fn links(html: &str) -> BTreeSet<&str> {
    html.split("href=\"").skip(1).filter_map(|piece| piece.split('"').next()).collect()
}

#[test]
fn a_net_is_drawn_and_said() {
    let output = site("en-GB", NET);
    let net = section(&output, "pier").expect("there is a net");
    insta::assert_snapshot!("net", net);
    let (drawing, words) = net.split_once("</svg>").expect("there is a drawing");
    let names = ["bay", "ford", "lock", "moat", "quay", "weir"];
    let all: BTreeSet<String> = names.iter().map(|id| format!("/agreements/{id}/")).collect();
    let all: BTreeSet<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(links(drawing), all);

    assert_eq!(links(words), all, "the words name whatever the drawing shows");

    // Ten relations: five of the agreement’s own, and five between others.
    assert_eq!(drawing.matches("class=\"net-tip").count(), 10);
}

#[test]
fn two_agreements_are_said_in_a_line() {
    let output = site("en-GB", NET);
    assert_eq!(section(&output, "mill"), None);
    assert!(output.text("agreements/mill/index.html").contains("<h2>Builds on</h2>"));
}

#[test]
fn what_has_no_room_is_counted_and_said() {
    let ids: Vec<String> = (10..30).map(|number| format!("stream-{number}")).collect();
    let mut agreements: Vec<Agreement<'_>> = vec![("sea", 1999, &[])];
    agreements.extend(ids.iter().map(|id| (&**id, 2001, &[("implements", "sea")][..])));
    let output = site("en-GB", &agreements);
    let net = section(&output, "sea").expect("there is a net");
    assert!(net.contains("9 more agreements are related to those shown."), "{net}");

    let (drawing, words) = net.split_once("</svg>").expect("there is a drawing");
    assert_eq!((links(drawing).len(), links(words).len()), (11, 20));
}

#[test]
fn the_order_of_files_and_relations_changes_nothing() {
    let turned: Vec<Agreement<'_>> = NET
        .iter()
        .rev()
        .map(|one| match one {
            ("pier", year, _) => {
                ("pier", *year, &[("supersedes", "ford"), ("builds_on", "quay, bay")][..])
            }
            other => *other,
        })
        .collect();

    let drawing = |output: &Output, id: &str| {
        let net = section(output, id).expect("there is a net");
        net.split("</svg>").next().map(str::to_owned)
    };

    let (one, two) = (site("en-GB", NET), site("en-GB", &turned));
    for id in ["pier", "bay", "moat"] {
        assert_eq!(drawing(&one, id), drawing(&two, id));
    }
}

#[test]
fn a_page_that_is_read_from_right_to_left_has_its_net_mirrored() {
    let (left, right) = (site("en-GB", NET), site("ar", NET));
    let boxes = |output: &Output| -> Vec<i32> {
        let net = section(output, "pier").expect("there is a net");
        let number = |text: &str, name: &str| -> i32 {
            let (_, from) = text.split_once(&format!(" {name}=\"")).expect(name);
            from.split('"').next().and_then(|it| it.parse().ok()).expect("a number")
        };

        let svg = net.split("</svg>").next().unwrap_or_default();
        let rects = svg.split("<rect").skip(1);

        rects.map(|rect| number(rect, "x") * 2 + number(rect, "width")).collect()
    };
    let mirrored: Vec<i32> = boxes(&left).iter().map(|twice| 2 * 288 - twice).collect();
    assert_eq!(boxes(&right), mirrored);
    assert_ne!(boxes(&right), boxes(&left));
}

//! Pairs of wrong and right sentences about figures, compared with their own records.
//!
//! `tests/corpus/figures.txt` holds the records, `tests/corpus/figure_claims.txt` the sentences.

use chancery::workspace::{Build, Workspace};

use crate::support::{as_of, files, over_theme};

const RECORDS: &str = include_str!("../corpus/figures.txt");
const CLAIMS: &str = include_str!("../corpus/figure_claims.txt");

#[test]
fn what_a_record_refutes_is_found_and_nothing_else() {
    let claims = CLAIMS.lines().filter(|line| !line.starts_with('#'));
    let claims: Vec<(&str, &str)> = claims.filter_map(|line| line.split_once(": ")).collect();
    let heads = RECORDS.lines().filter_map(|line| line.strip_prefix("-- content/figures/"));
    let ids: Vec<&str> = heads.filter_map(|head| head.strip_suffix(".md --")).collect();
    let path = |number: usize| format!("content/briefings/s{number:04}.md");

    let mut site = files(RECORDS);
    for (number, (_, sentence)) in claims.iter().enumerate() {
        let figures = ids.join(", ");
        let head = format!("title: A claim\ndate: 2025-10-15\nsummary: S.\nfigures: [{figures}]");
        site.insert(path(number), format!("---\n{head}\n---\n\n{sentence}\n"));
    }

    let mut workspace = Workspace::new(over_theme(site));
    let Build { findings, .. } = workspace.build(&as_of("2025-10-16"), &mut |_| {}).unwrap();
    let mut wrong = Vec::new();

    for (number, (code, sentence)) in claims.iter().enumerate() {
        let own = findings.iter().filter(|it| it.place.path.as_str() == path(number));
        let codes = own.map(|it| it.code.as_str()).filter(|code| *code != "loose-number");
        let codes: Vec<&str> = codes.collect();
        let is_right = match *code {
            "silent" => codes.is_empty(),
            code => codes.contains(&code),
        };
        if !is_right {
            wrong.push(format!("{code}: {sentence} {codes:?}"));
        }
    }

    assert!(wrong.is_empty(), "{wrong:#?}");
}

//! Documents without a site: what is found in each format, and what is not.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use chancery::diagnostic::{self, Format, Style};
use chancery::loose::{self, Documents, LooseOptions, Records};
use chancery::source::SitePath;
use chancery::source::memory::MemoryFiles;
use chancery::value::Moment;

use crate::word;

fn options() -> LooseOptions {
    let now = Moment::parse("2026-01-01").unwrap();
    LooseOptions { language: None, as_of: None, now, every_number: false }
}

fn documents<'f>(files: &'f MemoryFiles, paths: &[&str]) -> Documents<'f> {
    Documents { disk: files, paths: paths.iter().map(SitePath::new).collect(), given: None }
}

/// Returns the findings about documents, one a line, without the messages.
fn found(files: &[(&str, &[u8])], options: &LooseOptions) -> String {
    let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    let files: MemoryFiles = files.iter().map(|(path, bytes)| (path, bytes.to_vec())).collect();
    let documents = documents(&files, &paths);
    let report = loose::check(&documents, Records::none(options.now).unwrap(), options);
    diagnostic::write(&report.findings, &documents, Format::Concise, Style::PLAIN)
}

fn in_text(path: &str, text: &str) -> String {
    found(&[(path, text.as_bytes())], &options())
}

/// What every format has to find, and what none may.
const WRONG: &str = "Sales rose by 50%, from 100 to 120.";
const RIGHT: &str = "Sales rose by 20%, from 100 to 120.";

#[test]
fn a_claim_is_found_in_every_format() {
    for words in [WRONG, RIGHT] {
        let files: [(&str, Vec<u8>); 7] = [
            ("a.docx", word::docx(&word::paragraph(&word::run(words)), "", "")),
            ("a.html", format!("<!doctype html><title>x</title><p>{words}").into_bytes()),
            ("a.md", format!("# Title\n\n{words}\n").into_bytes()),
            ("a.txt", words.replace(", ", ",\r\n").into_bytes()),
            ("b.md", format!("+++\ntitle = \"{words}\"\ntags = [\"a\"]\n+++\n").into_bytes()),
            ("c.md", format!("---\nlayout: post\ndescription: >-\n  {words}\n---\n").into_bytes()),
            ("d.md", format!("---\n\n{words}\n\n---\n").into_bytes()),
        ];
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(path, bytes)| (*path, &**bytes)).collect();
        let text = found(&files, &options());
        let expected = if words == WRONG { files.len() } else { 0 };
        assert_eq!(text.matches("error[wrong-change]").count(), expected, "{text}");
        assert_eq!(text.lines().count(), expected, "{text}");
    }
}

#[test]
fn tables_and_lists_are_read_in_every_format() {
    let html = "<p>The 12 items were:</p><ul><li>3 lamps<li>4 chairs</ul>\
        <table><caption>Homes</caption><thead><tr><th>Region<th>Homes</thead>\
        <tr><td>North<td>100<tr><td>South<td>200<tr><td>Total<td>350</table>";
    let text = in_text("a.html", html);
    assert!(text.contains("wrong-sum") && text.contains("350"), "{text}");

    let row = |cells: [&str; 2]| {
        let cells =
            cells.map(|words| format!("<w:tc>{}</w:tc>", word::paragraph(&word::run(words))));
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let rows = [["Region", "Homes"], ["North", "100"], ["South", "200"], ["Total", "350"]].map(row);
    let body = format!("{}<w:tbl>{}</w:tbl>", word::paragraph(&word::run("Homes")), rows.concat());
    let text = found(&[("a.docx", &word::docx(&body, "", ""))], &options());
    assert!(text.starts_with("a.docx:9:1: error[wrong-sum]: table 1, row 4, cell 2: "), "{text}");
}

#[test]
fn a_page_that_is_laid_out_by_tables_is_read_as_text() {
    let page = format!(
        "<table><tr><td><h1>News</h1><p>{WRONG}</p><table><tr><td>Contact</td></tr></table></td><td>2024</td></tr></table>\
         <script>{WRONG}</script><style>{WRONG}</style><pre>{WRONG}</pre><nav>{WRONG}</nav><!-- {WRONG} --><del>{WRONG}</del>"
    );
    assert_eq!(in_text("a.html", &page).lines().count(), 1);
}

#[test]
fn entities_and_windows_ends_keep_places() {
    let text =
        in_text("a.html", "<p>R&amp;D&nbsp;news:\r\nsales rose by 50%,\r\nfrom 100 to 120.</p>");
    assert!(text.starts_with("a.html:2:15: "), "{text}");
}

#[test]
fn the_language_is_the_documents_own() {
    let page = format!("<html lang=\"fr\"><p>{WRONG}</p></html>");
    assert_eq!(in_text("a.html", &page), "");
    let english = chancery::language::LanguageTag::parse("en").unwrap();
    let asked = LooseOptions { language: Some(english), ..options() };
    assert_eq!(found(&[("a.html", page.as_bytes())], &asked).lines().count(), 1);
}

#[test]
fn the_markdown_of_other_tools_is_no_fault() {
    let text = "---\ntags: [a, b]\ntitle: {en: A}\n: broken\n---\n\n{% include x %} {{< shortcode >}} [[wiki]] ![](x.png)\n\n\
        # A\n\n#### B\n\n[here](nowhere.md) <div>open\n\n| a | b |\n|---|\n| 1 |\n\n```\nrose by 50%, from 100 to 120.\n```\n";
    assert_eq!(in_text("a.md", text), "");
}

#[test]
fn a_comment_waives_what_it_names() {
    let text = format!(
        "<!-- chancery: allow wrong-change \"quoted\" -->\n\n{WRONG}\n\n{WRONG}\n\n<!-- chancery: allow wrong-chnge \"x\" -->\n"
    );
    let text = in_text("a.md", &text);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(
        lines[0].starts_with("a.md:5:") && lines[1].contains("no check is called `wrong-chnge`"),
        "{text}"
    );
}

#[test]
fn one_thing_has_one_value_in_a_document() {
    let contradicts = |text: &str| in_text("a.md", text).contains("error[contradiction]");
    assert!(contradicts(
        "In 2024, 5,100 people visited the museum.\n\nSome words.\n\nThe museum was visited by 5,400 people in 2024.\n"
    ));
    for text in [
        "In 2024, 5,100 people visited the museum.\n\nThe museum was visited by 5,100 people in 2024.\n",
        "In 2024, 5,100 people visited the museum.\n\nIn 2025, 5,400 people visited the museum.\n",
        "In 2024, 5,134 people visited the museum.\n\nIn 2024, about 5,100 people visited the museum.\n",
        "In 2024, 5,100 people visited the museum.\n\nIn 2024, 1,400 people visited the museum in winter.\n",
        "In 2024 the first phase built 100 homes.\n\nIn 2024 the second phase built 200 homes.\n",
    ] {
        assert!(!contradicts(text), "{text}");
    }

    // The number of a day is its name.
    assert!(!contradicts(
        "Rust Melbourne Meetup in February 2024 - Day 1\n\nRust Melbourne Meetup in February 2024 - Day 2\n"
    ));
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs the program; returns its exit code, and what it printed on both streams.
fn run(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("GITHUB_STEP_SUMMARY")
        .write_stdin(input)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn folders_are_read_as_version_control_sees_them() {
    let folder = folder(&[
        ("README.md", WRONG),
        (".gitignore", "build/\n*.tmp.md\n"),
        ("build/a.md", WRONG),
        ("a.tmp.md", WRONG),
        ("docs/.hidden/a.md", WRONG),
        ("node_modules/x/README.md", WRONG),
        ("docs/b.txt", RIGHT),
        ("docs/c.rs", WRONG),
    ]);

    let (code, out, err) = run(folder.path(), &["check", ".", "--format", "concise"], "");
    assert_eq!((code, out.lines().count()), (1, 1), "{out}{err}");
    let (_, _, err) = run(folder.path(), &["check", "README.md", "./README.md", "docs", "."], "");
    assert_eq!(err, "checked 2 files: 1 error, 0 warnings\n");

    // What is named is read, wherever it lies.
    let (code, ..) = run(folder.path(), &["check", "build/a.md"], "");
    assert_eq!(code, 1);
    let (code, out, _) = run(folder.path(), &["check", "-", "--format", "concise"], WRONG);
    assert!(code == 1 && out.starts_with("<stdin>:1:"), "{out}");
    let (code, _, err) = run(folder.path(), &["check", "none.md"], "");
    assert!(code == 2 && err.contains("none.md"), "{err}");
    let (code, _, err) = run(folder.path(), &["check"], "");
    assert!(code == 2 && err.contains("content/"), "{err}");
}

const FIGURES: &str = "visitors:\n  title: Visitors to the museum\n  unit: people\n  series:\n    2023: 4,200\n    2024: 5,100\n\
    crates:\n  title: Crates\n  from: {file: metrics.json, at: /crates/total}\n\
    sales:\n  title: Sales of tickets\n  from: {file: sales.csv, row: 2024, column: tickets}\n";

#[test]
fn documents_are_compared_with_a_plain_file_of_figures() {
    let folder = folder(&[
        ("figures.yaml", FIGURES),
        ("metrics.json", "{\"crates\": {\"total\": 47}}"),
        ("sales.csv", "year,tickets\n2023,\"1,050\"\n2024,\"1,250\"\n"),
        (
            "right.md",
            "In 2024 there were 5,100 visitors to the museum, a rise of 21%.\n\nThe library has 47 crates.\n",
        ),
        (
            "wrong.md",
            "In 2024 there were 5,400 visitors to the museum.\n\nThe sales of tickets were 1,300.\n",
        ),
        ("broken.yaml", "a:\n  title: A\n  from: {file: metrics.json, at: /crates/totl}\n"),
    ]);

    let check = |file: &str, more: &[&str]| {
        let arguments =
            [&["check", file, "--records", "figures.yaml", "--format", "concise"], more].concat();
        run(folder.path(), &arguments, "")
    };
    assert_eq!(check("right.md", &[]), (0, String::new(), String::new()));
    assert_eq!(check("right.md", &["--every-number"]).0, 0);
    let (code, out, _) = check("wrong.md", &[]);
    assert!(code == 1 && out.contains("error[wrong-value]") && out.contains("5,100"), "{out}");

    let (code, out, _) = run(folder.path(), &["check", "right.md", "--records", "broken.yaml"], "");
    assert!(code == 1 && out.contains("did you mean `/crates/total`?"), "{out}");
}

#[test]
fn every_number_is_bound_or_waived() {
    let folder = folder(&[
        ("figures.yaml", "crates:\n  title: Crates\n  value: 47\n"),
        (
            "README.md",
            "# Tool 2.0\n\nSince 2019 it needs Python 3.11 and 47 crates, as of 3 June 2025 at 10:30.\n\n1. It is `500` lines.\n\n\
             It has 120 users and 31 languages.\n\n<!-- chancery: allow unbound-number \"a guess\" -->\nSome 900 people read it.\n",
        ),
    ]);
    let arguments = [
        "check",
        "README.md",
        "--records",
        "figures.yaml",
        "--every-number",
        "--format",
        "concise",
    ];
    let (code, out, _) = run(folder.path(), &arguments, "");
    let numbers: Vec<&str> = out.lines().filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!((code, numbers), (1, vec!["120", "31"]), "{out}");
}

const SITE: &[(&str, &str)] = &[
    ("site/content/site.yaml", "title: T\nbase_url: https://x.example/\n"),
    (
        "site/content/figures/visitors.md",
        "---\ntitle: Visitors to the museum\nunit: people\nseries: {2023: \"4,200\", 2024: \"5,100\"}\nsource: {title: S, publisher: P}\n---\n",
    ),
    (
        "site/content/ministers/jo-marsh.md",
        "---\nname: Jo Marsh\ncountry: gb\nroles:\n  - {title: Health Minister, from: 2020, to: 2022-05-01}\n  - {title: Energy Minister, from: 2022-05-02}\n---\n",
    ),
    (
        "release.md",
        "---\ndate: 2025-06-03\n---\n\nThe Health Minister, Jo Marsh, said that there were 5,400 visitors to the museum in 2024.\n",
    ),
];

#[test]
fn documents_are_compared_with_a_site_and_with_what_it_published() {
    let folder = folder(SITE);
    let (code, out, err) = run(
        folder.path(),
        &["check", "release.md", "--records", "site", "--format", "concise"],
        "",
    );
    assert!(
        code == 1 && out.contains("role-not-held") && out.contains("wrong-value"),
        "{out}{err}"
    );
    assert!(!out.contains("[["), "a document outside the site cannot refer to it: {out}");

    let (code, _, err) = run(folder.path(), &["build", "site"], "");
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = run(
        folder.path(),
        &[
            "check",
            "release.md",
            "--records",
            "site/public/data/figures.json",
            "--format",
            "concise",
        ],
        "",
    );
    assert!(code == 1 && out.contains("wrong-value") && out.contains("5,100"), "{out}{err}");
    let (code, _, _) = run(folder.path(), &["check", "release.md", "--records", "site/public"], "");
    assert_eq!(code, 1);
}

#[test]
fn fixes_are_applied_and_shown() {
    let folder = folder(&[
        ("content/site.yaml", "title: T\nbase_url: https://x.example/\n"),
        (
            "content/briefings/a.md",
            "---\r\ntitle: A\r\ndate: 2025-06-03\r\nsumary: One.\r\n---\r\n\r\nText.\r\n",
        ),
    ]);
    let (code, out, err) = run(folder.path(), &["check", "--fix"], "");
    assert_eq!(code, 0, "{out}{err}");
    assert!(
        err.contains("fixed content/briefings/a.md:4: unknown-key: `sumary` became `summary`"),
        "{err}"
    );
    let text = fs::read_to_string(folder.path().join("content/briefings/a.md")).unwrap();
    assert!(text.contains("\r\nsummary: One.\r\n") && !text.contains("\n\n"), "{text:?}");
}

#[test]
fn colours_and_the_summary_follow_the_environment() {
    let folder = folder(&[("a.md", WRONG)]);
    let run = |arguments: &[&str], environment: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .current_dir(folder.path())
            .args(["check", "a.md"])
            .args(arguments)
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("GITHUB_STEP_SUMMARY")
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let is_coloured = |text: &str| text.contains('\u{1b}');

    assert!(!is_coloured(&run(&[], &[])), "it is no terminal");
    assert!(is_coloured(&run(&["--color", "always"], &[])));
    assert!(is_coloured(&run(&[], &[("CLICOLOR_FORCE", "1")])));
    assert!(!is_coloured(&run(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")])));
    assert!(!is_coloured(&run(&["--color", "never"], &[("CLICOLOR_FORCE", "1")])));

    let summary = folder.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    run(&["--format", "github"], &[("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())]);
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n### Chancery: 1 error, 0 warnings\n"), "{text}");
}

#[test]
fn settings_for_an_editor_replace_nothing() {
    let folder = folder(&[
        ("content/site.yaml", "title: T\nbase_url: https://x.example/\n"),
        (".vscode/settings.json", "{}\n"),
    ]);
    let (code, _, err) = run(folder.path(), &["new", ".", "--editor", "vscode"], "");
    assert_eq!(code, 0, "{err}");
    assert_eq!(fs::read_to_string(folder.path().join(".vscode/settings.json")).unwrap(), "{}\n");

    for file in ["tasks.json", "chancery.code-snippets", "chancery/site.schema.json"] {
        let text = fs::read_to_string(folder.path().join(".vscode").join(file)).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(json.is_object(), "{file}");
    }

    let (code, _, _) = run(folder.path(), &["new", "site", "--editor", "vscode"], "");
    assert!(code == 0 && folder.path().join("site/.vscode/tasks.json").is_file());
    let (code, out, err) = run(folder.path(), &["check", "site", "--deny", "warnings"], "");
    assert_eq!(code, 0, "{out}{err}");

    for of in
        ["briefing", "agreement", "minister", "figure", "page", "site", "figures", "diagnostics"]
    {
        let (code, out, _) = run(folder.path(), &["schema", of], "");
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert!(code == 0 && json["$schema"].is_string(), "{of}");
    }
}

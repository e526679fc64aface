//! The settings of an editor that has no extension for Chancery.
//!
//! In: nothing but the program's own tables. Out: files for a site's folder. Invariant: what an editor knows is made from
//! what the program reads; no file that is there is replaced.

use serde_json::{Map, Value, json};

use super::args::{EditorSettings, SchemaOf};
use super::scaffold::{self, NewEntry, ScaffoldFile};
use super::schema;
use crate::content::Kind;

/// Returns the files of an editor's settings.
pub(super) fn files(editor: EditorSettings) -> Vec<ScaffoldFile> {
    let EditorSettings::Vscode = editor;
    let file = |path: &str, text: String| ScaffoldFile { path: path.to_owned(), text };
    let site_schema = ".vscode/chancery/site.schema.json";

    let mut files = vec![
        file(".vscode/tasks.json", pretty(&tasks())),
        file(".vscode/chancery.code-snippets", pretty(&snippets())),
        file(site_schema, schema::text(SchemaOf::Site)),
    ];

    #[cfg_attr(
        not(feature = "documents"),
        expect(unused_mut, reason = "figures come with documents")
    )]
    let mut schemas = json!({format!("./{site_schema}"): "content/site.yaml"});
    #[cfg(feature = "documents")]
    {
        let figures = ".vscode/chancery/figures.schema.json";
        files.push(file(figures, schema::text(SchemaOf::Figures)));
        schemas[format!("./{figures}")] = json!("figures.yaml");
    }

    let settings = json!({
        "yaml.schemas": schemas,
        // What Chancery builds is not what anybody searches or edits.
        "files.exclude": {"public": true, ".public.chancery": true},
        "files.trimTrailingWhitespace": false,
    });
    files.push(file(".vscode/settings.json", pretty(&settings)));

    files
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("texts and numbers always serialise") + "\n"
}

/// Returns the tasks: a check whose findings are marked in the text, and a preview.
fn tasks() -> Value {
    json!({
        "version": "2.0.0",
        "tasks": [
            {
                "label": "Chancery: check",
                "type": "shell",
                "command": "chancery check --format concise",
                "group": {"kind": "test", "isDefault": true},
                "presentation": {"reveal": "silent", "clear": true},
                "problemMatcher": {
                    "owner": "chancery",
                    "source": "chancery",
                    "fileLocation": ["relative", "${workspaceFolder}"],
                    "pattern": {
                        "regexp": "^(.+):(\\d+):(\\d+): (error|warning)\\[(.+)\\]: (.*)$",
                        "file": 1, "line": 2, "column": 3, "severity": 4, "code": 5, "message": 6,
                    },
                },
            },
            {
                "label": "Chancery: preview",
                "type": "shell",
                "command": "chancery serve --open",
                "isBackground": true,
                "problemMatcher": [],
            },
        ],
    })
}

/// Returns a snippet for each kind, with the front matter that `chancery add` writes.
fn snippets() -> Value {
    // Words and a day that no front matter has, which become fields of the snippet.
    const TITLE: &str = "Title of the page";
    const DATE: &str = "2001-02-03";

    let mut all = Map::new();
    for kind in [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure] {
        let new = NewEntry { kind, title: TITLE, date: DATE, translates: None };
        let text = scaffold::added(&new);
        let text = text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
        let text = text.replace(TITLE, "${1:Title}");
        let text = text.replace(DATE, "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE");
        all.insert(
            format!("Chancery: {}", kind.word()),
            json!({
                "scope": "markdown",
                "prefix": format!("chancery-{}", kind.word()),
                "description": format!("The front matter of {}", kind.phrase()),
                "body": text.lines().collect::<Vec<_>>(),
            }),
        );
    }

    Value::Object(all)
}

//! The kinds of tags that other tools read.
//!
//! In: nothing. Out: what each is called, and what to write instead. Invariant: [`DIALECTS`] is in the order of the numbers.

use crate::diagnostic::Severity;

/// A kind of tag.
pub(super) struct Dialect {
    /// What it is, as in "a tag of Liquid".
    pub(super) name: &'static str,
    /// What to write instead.
    pub(super) help: &'static str,
    pub(super) severity: Severity,
}

/// The kinds, by their numbers.
pub(super) const DIALECTS: [Dialect; 25] = [
    Dialect {
        name: "a tag of Liquid, Jinja or Twig, `{% … %}`,",
        help: "no tags are run in content: write the text itself, a link as `[words](page.md)`, a record as `[[id]]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a variable of a template, `{{ … }}`,",
        help: "no variables are filled in content: write the text itself, or a record's value as `[[id]]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a shortcode of Hugo, `{{< … >}}`,",
        help: "write an image as `![words](file.png)`, a link to a page as `[words](page.md)`, a record as `![[id]]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a list of attributes, `{: … }`, `{.class}` or `{name=value}`,",
        help: "take it out; attributes are read after headings only, `## Heading {#id .class}`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a fence of colons, `:::`,",
        help: "write a note as a quotation that begins with `> [!NOTE]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "an admonition of MkDocs, `!!!` or `???`,",
        help: "write a note as a quotation that begins with `> [!NOTE]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a shortcode of WordPress, `[name …]`,",
        help: "write an image as `![words](file.png \"Caption\")`, and anything else as Markdown or HTML",
        severity: Severity::Error,
    },
    Dialect {
        name: "a mark for a table of contents",
        help: "take it out: a briefing with several headings has its contents listed",
        severity: Severity::Warning,
    },
    Dialect {
        name: "a comment between `%%`",
        help: "write `<!-- … -->`, which no reader sees",
        severity: Severity::Error,
    },
    Dialect {
        name: "a tag of a program, `<% … %>`,",
        help: "no program is run in content: write the text itself",
        severity: Severity::Error,
    },
    Dialect {
        name: "a directive of Markdown for GOV.UK or of kramdown",
        help: "write a note as a quotation that begins with `> [!NOTE]`, and a file as `[words](file.pdf)`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a mark of an alert",
        help: "the kinds are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, and its words begin on the \
               next line",
        severity: Severity::Warning,
    },
    Dialect {
        name: "a command that includes a file",
        help: "copy the text of the file here: no file is included",
        severity: Severity::Error,
    },
    Dialect {
        name: "a comment of MDX, `{/* … */}`,",
        help: "write `<!-- … -->`, which no reader sees",
        severity: Severity::Error,
    },
    Dialect {
        name: "an `import` or `export` of MDX",
        help: "take the line out: no component is loaded; write Markdown or HTML",
        severity: Severity::Error,
    },
    Dialect {
        name: "a directive of reStructuredText",
        help: "write a note as a quotation that begins with `> [!NOTE]`, an image as `![words](file.png)`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a tag of a forum, `[b]…[/b]`,",
        help: "write `**bold**`, `*italic*`, `[words](https://…)`, `![words](file.png)`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a mark of Jira, Confluence or Textile, `h2.`,",
        help: "write a heading as `## Title`, a quotation as `> Text`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a macro of Jira or Confluence, `{name}`,",
        help: "write Markdown: code between three backquotes, a quotation as `> Text`, a note as `> [!NOTE]`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a mark of a wiki, `== Title ==` or `'''bold'''`,",
        help: "write a heading as `## Title`, `**bold**` and `*italic*`",
        severity: Severity::Error,
    },
    Dialect {
        name: "highlighting between `==`",
        help: "write `**bold**`, or `<mark>…</mark>` in HTML",
        severity: Severity::Error,
    },
    Dialect {
        name: "a command of LaTeX, `\\name{…}`,",
        help: "write Markdown: `**bold**`, `*italic*`, `## Title`, `[words](https://…)`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a macro of AsciiDoc",
        help: "write an image as `![words](file.png)`, a link as `[words](https://…)`",
        severity: Severity::Error,
    },
    Dialect {
        name: "a field of a mailing or a form, `*|NAME|*` or `${name}`,",
        help: "nothing is filled in here: write the text itself",
        severity: Severity::Error,
    },
    Dialect {
        name: "an instruction to a program, `<?php … ?>`,",
        help: "no program is run in content: write the text itself",
        severity: Severity::Error,
    },
];

pub(super) const LIQUID: usize = 0;
pub(super) const VARIABLE: usize = 1;
pub(super) const HUGO: usize = 2;
pub(super) const ATTRIBUTES: usize = 3;
pub(super) const FENCE: usize = 4;
pub(super) const ADMONITION: usize = 5;
pub(super) const WORDPRESS: usize = 6;
pub(super) const CONTENTS: usize = 7;
pub(super) const OBSIDIAN: usize = 8;
pub(super) const PROGRAM: usize = 9;
pub(super) const GOVSPEAK: usize = 10;
pub(super) const ALERT: usize = 11;
pub(super) const INCLUDE: usize = 12;
pub(super) const MDX_COMMENT: usize = 13;
pub(super) const MDX_CODE: usize = 14;
pub(super) const RST: usize = 15;
pub(super) const FORUM: usize = 16;
pub(super) const JIRA: usize = 17;
pub(super) const JIRA_MACRO: usize = 18;
pub(super) const WIKI: usize = 19;
pub(super) const HIGHLIGHT: usize = 20;
pub(super) const LATEX: usize = 21;
pub(super) const ASCIIDOC: usize = 22;
pub(super) const FIELD: usize = 23;
pub(super) const INSTRUCTION: usize = 24;

//! Explains each code, in a press officer's words.
//!
//! In: `explain/<code>.md`, one file for each code, readable both as Markdown and as plain text. Out: its
//! parts, and the text that `chancery explain` prints.
//! Invariant: a code without a file does not compile.

use std::fmt::Write;

use super::code::{Code, Family};
use super::nearest::nearest;
use super::severity::Severity;

/// What a code means, why it matters and how to fix it; plain text in lines of at most 78 columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The fact in half a line: lower case, no full stop.
    pub summary: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Why it matters, with the source of the rule where there is one.
    pub why: &'static str,
    /// An example with the fault, indented by four.
    pub wrong: &'static str,
    /// The same example as it should be, indented by four.
    pub right: &'static str,
    /// How to fix it.
    pub fix: &'static str,
}

impl Code {
    /// Explains the code.
    #[must_use]
    pub fn explain(self) -> Explanation {
        // A part that is missing stays empty here, and fails a test.
        let (head, body) = self.text().split_once('\n').unwrap_or_default();
        let mut parts = body.split("\n## ");
        let meaning = parts.next().unwrap_or_default().trim();
        let mut explanation = Explanation {
            summary: head.trim_start_matches("# "),
            meaning,
            why: "",
            wrong: "",
            right: "",
            fix: "",
        };

        for part in parts {
            let (title, text) = part.split_once('\n').unwrap_or((part, ""));

            // Examples keep their leading spaces.
            let text = text.trim_end().trim_start_matches('\n');
            match title {
                "Why it matters" => explanation.why = text,
                "Wrong" => explanation.wrong = text,
                "Right" => explanation.right = text,
                "How to fix it" => explanation.fix = text,
                _ => {}
            }
        }

        explanation
    }
}

/// Returns the explanation of a code for a terminal: plain text, 80 columns at most.
#[must_use]
pub fn explain(code: Code) -> String {
    let explanation = code.explain();
    let severity = match code.severity() {
        Severity::Error => "An error: nothing is published until it is fixed.",
        Severity::Warning => "A warning: the site is published, and the finding is shown.",
    };

    let reserved =
        if code.is_run() { "" } else { "\nReserved: this version does not run this check yet.\n" };

    format!(
        "{code}: {summary}\n\nFamily: {family}. {severity}\n{reserved}\n{meaning}\n\n\
         Why it matters\n\n{why}\n\nWrong\n\n{wrong}\n\nRight\n\n{right}\n\n\
         How to fix it\n\n{fix}\n\nTo waive it\n\n{waiver}",
        code = code.as_str(),
        summary = explanation.summary,
        family = code.family().as_str(),
        meaning = explanation.meaning,
        why = explanation.why,
        wrong = explanation.wrong,
        right = explanation.right,
        fix = explanation.fix,
        waiver = waiver(code),
    )
}

fn waiver(code: Code) -> String {
    let name = code.as_str();

    if code.family() == Family::Documents {
        return match code.may_be_silenced() {
            true => format!(
                "A comment in Markdown or HTML excuses the block that it stands in, or the\n\
                 next one, and gives the reason:\n\n    \
                 <!-- chancery: allow {name} \"why it may stand\" -->\n"
            ),
            false => "This finding cannot be waived: nothing in the document was checked.\n".into(),
        };
    }

    if !code.may_be_silenced() {
        return "This finding cannot be waived: there would be no correct page to publish.\n"
            .into();
    }

    format!(
        "One page may be excused, with a reason and an end, in its front matter:\n\n    \
         allow:\n      - check: {name}\n        reason: \"why it may stand\"\n        \
         until: 2026-03-01\n\n\
         For the whole site, `checks:` in site.yaml sets a code to error, warn or off.\n"
    )
}

/// Lists all codes by family, each with what it means in half a line.
#[must_use]
pub fn list() -> String {
    let mut out = String::new();
    for &family in Family::ALL {
        writeln!(out, "{}", family.as_str()).expect("writing to a string cannot fail");

        for code in Code::ALL.iter().filter(|code| code.family() == family) {
            let reserved = if code.is_run() { ' ' } else { '*' };
            let (name, summary) = (code.as_str(), code.explain().summary);

            // One column more than the longest name, `withdrawn-without-reason`.
            writeln!(out, " {reserved}{name:<25}{summary}")
                .expect("writing to a string cannot fail");
        }

        out.push('\n');
    }

    out + "* reserved: this version does not run this check yet\n"
}

/// Finds the code that a misspelt name most likely means.
#[must_use]
pub fn nearest_code(name: &str) -> Option<Code> {
    // Codes are typed from memory, as in other linters: `DEAD_LINK`, `dead link`.
    let name = name.to_lowercase().replace(['_', ' '], "-");
    nearest(&name, Code::ALL.iter().map(|code| code.as_str())).and_then(Code::parse)
}

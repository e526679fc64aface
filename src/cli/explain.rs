//! `chancery explain`: what a check means.

use super::args::ExplainArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report;
use crate::diagnostic::{self, Code, nearest_code};
use crate::source::builtin;

/// The file of the phrases that are translated.
const ENGLISH: &str = "templates/languages/en.yaml";

pub(super) fn run(command: &ExplainArgs) -> Result<Outcome, Failure> {
    let Some(name) = &command.code else {
        report::print(&diagnostic::list())?;
        return Ok(Outcome::Clean);
    };

    match Code::parse(name) {
        Some(code) => {
            report::print(&diagnostic::explain(code))?;

            // Whoever has the program alone has no other way to see them.
            if code == Code::MissingWords {
                let english = builtin::below(ENGLISH).map(|(_, text)| text).collect::<String>();
                report::print(&format!("\n{english}"))?;
            }

            Ok(Outcome::Clean)
        }
        None => Err(Failure::new(match nearest_code(name) {
            Some(near) => format!(
                "there is no check `{}`: did you mean `{}`?",
                name.escape_debug(),
                near.as_str()
            ),
            None => {
                format!("there is no check `{}`: `chancery explain` lists all", name.escape_debug())
            }
        })),
    }
}

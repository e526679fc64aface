//! `chancery explain`: what a check means.

use super::args::ExplainArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report;
use crate::diagnostic::{self, Code, nearest_code};

pub(super) fn run(command: &ExplainArgs) -> Result<Outcome, Failure> {
    let Some(name) = &command.code else {
        report::print(&diagnostic::list())?;
        return Ok(Outcome::Clean);
    };

    match Code::parse(name) {
        Some(code) => {
            report::print(&diagnostic::explain(code))?;
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

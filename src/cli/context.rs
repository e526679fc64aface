//! `chancery context`: what the template of a page may read.

use super::args::ContextArgs;
use super::failure::Failure;
use super::outcome::Outcome;
use super::{report, site};
use crate::diagnostic::{nearest, safe_json};
use crate::render::RenderError;

pub(super) fn run(command: &ContextArgs) -> Result<Outcome, Failure> {
    let mut workspace = site::open(&command.which.site)?;
    let built = workspace.build(&site::options(&command.which), &mut |_| {})?;
    let edition = &built.edition;
    // An address copied from a browser or a link, or typed from memory: with or without its slashes.
    let path = format!("/{}", command.url.trim_start_matches('/'));
    let folder = format!("{}/", path.trim_end_matches('/'));
    let route = edition.routes().iter().find(|route| {
        let address = route.address.as_str();
        address == path || address == folder
    });

    let Some(route) = route else {
        let known = edition.routes().iter().map(|route| route.address.as_str());

        // The last part of an address is remembered, and the folders before it are not.
        let of_id = known.clone().find(|address| address.ends_with(&folder));
        return Err(Failure::new(match of_id.or_else(|| nearest(&path, known)) {
            Some(near) => format!("nothing is published at `{path}`: did you mean `{near}`?"),
            None => format!("nothing is published at `{path}`"),
        }));
    };

    match edition.context_of(route) {
        Ok(Some(context)) => {
            let text = serde_json::to_string_pretty(&context).unwrap_or_default();
            report::print(&(safe_json(&text) + "\n"))?;
            Ok(Outcome::Clean)
        }
        Ok(None) => Err(Failure::new(format!("`{}` is made without a template", route.address))),
        Err(RenderError::Template(finding)) => Err(Failure::new(finding.message)),
        Err(RenderError::Source(error)) => Err(error.into()),
    }
}

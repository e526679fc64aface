//! The functions that templates may call: `asset`, `has_asset`, `url`, `answer`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::phrases::language_of;
use super::printer::{Function, Host, HostAnswer};
use crate::language::Language;
use crate::site::{EntryId, Site, Voice, href};
use crate::source::Hash;

/// The names of the functions.
pub(super) const NAMES: [&str; 4] = ["asset", "has_asset", "url", "answer"];

/// Declares the functions by name, so that templates that call them can be parsed before there is a site.
pub(super) fn declare(tera: &mut Tera) {
    for name in NAMES {
        tera.register_function(name, |_: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message("there is no site yet"))
        });
    }
}

/// Binds the functions to a site.
pub(super) fn bind(tera: &mut Tera, site: &Arc<Site>, assets: &BTreeMap<String, Hash>) {
    let known = assets.clone();
    tera.register_function("has_asset", move |arguments: Kwargs, _: &State| -> TeraResult<bool> {
        Ok(known.contains_key(arguments.must_get::<&str>("path")?))
    });

    let (assets, known) = (assets.clone(), Arc::clone(site));
    tera.register_function("asset", move |arguments: Kwargs, _: &State| {
        asset(&known, &assets, arguments.must_get::<&str>("path")?).map_err(Error::message)
    });

    let known = Arc::clone(site);
    tera.register_function("url", move |arguments: Kwargs, _: &State| {
        url(&known, arguments.must_get::<&str>("id")?).map_err(Error::message)
    });

    let known = Arc::clone(site);
    tera.register_function("answer", move |arguments: Kwargs, state: &State| {
        let (id, part) = (arguments.must_get::<&str>("id")?, arguments.get::<&str>("part")?);
        answer(&known, id, part, &language_of(&known, state)?).map_err(Error::message)
    });
}

/// The same functions for the printer.
pub(super) struct PageHost<'e> {
    pub(super) site: &'e Site,
    /// The hashes of the files of `static/` that pages may ask for.
    pub(super) assets: &'e BTreeMap<String, Hash>,
    /// The language of the page.
    pub(super) tag: &'e str,
}

impl Host for PageHost<'_> {
    fn language(&self) -> &Language {
        let known = self.site.index().languages().find(self.tag);
        known.unwrap_or_else(|| self.site.language())
    }

    fn call(&self, function: Function, arguments: &[(&str, &str)]) -> Option<HostAnswer> {
        let argument = |name: &str| {
            arguments.iter().find(|(given, _)| *given == name).map(|(_, value)| *value)
        };
        let (site, assets) = (self.site, self.assets);

        let text = match function {
            Function::HasAsset => {
                return Some(HostAnswer::Bool(assets.contains_key(argument("path")?)));
            }
            Function::Asset => asset(site, assets, argument("path")?),
            Function::Url => url(site, argument("id")?),
            Function::Answer => answer(site, argument("id")?, argument("part"), self.language()),
        };

        // What went wrong is said by Tera, at its place in the template.
        text.ok().map(HostAnswer::Text)
    }
}

fn asset(site: &Site, assets: &BTreeMap<String, Hash>, path: &str) -> Result<String, String> {
    // A changed file gets a changed address, so that no reader sees an old style on a new page.
    match assets.get(path) {
        // Eight digits, four thousand million values: enough to distinguish the versions of one file.
        Some(hash) => Ok(format!("{}{path}?v={}", site.config().base_url.path(), &hash.hex()[..8])),
        None => Err(format!("there is no file `static/{path}`")),
    }
}

fn url(site: &Site, id: &str) -> Result<String, String> {
    Ok(href(site.config().base_url.path(), site.address(find_one(site, id)?)))
}

fn answer(
    site: &Site,
    id: &str,
    part: Option<&str>,
    language: &Language,
) -> Result<String, String> {
    let voice = Voice { day: site.as_of().day, language };
    let answered = site.answers().answer(find_one(site, id)?, part, voice);

    answered.map(|answer| answer.words).map_err(|unanswered| unanswered.message)
}

fn find_one(site: &Site, id: &str) -> Result<EntryId, String> {
    match site.index().find_all(id).as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("unknown id `{id}`")),
        _ => Err(format!("`{id}` names several: put the kind before it, as in `figure:{id}`")),
    }
}

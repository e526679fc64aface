//! The functions that templates may call: `asset`, `has_asset`, `url`, `answer`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::phrases::language_of;
use crate::site::{Site, Voice, href};
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

    let assets = assets.clone();
    let base = site.config().base_url.path().to_owned();

    tera.register_function("asset", move |arguments: Kwargs, _: &State| {
        let path = arguments.must_get::<&str>("path")?;

        // A changed file gets a changed address, so that no reader sees an old style on a new page.
        match assets.get(path) {
            // Eight digits, four thousand million values: enough to distinguish the versions of one file.
            Some(hash) => Ok(format!("{base}{path}?v={}", &hash.hex()[..8])),
            None => Err(Error::message(format!("there is no file `static/{path}`"))),
        }
    });

    let known = Arc::clone(site);
    tera.register_function("url", move |arguments: Kwargs, _: &State| {
        let id = arguments.must_get::<&str>("id")?;
        let entry = find_one(&known, id)?;
        Ok(href(known.config().base_url.path(), known.address(entry)))
    });

    let known = Arc::clone(site);
    tera.register_function("answer", move |arguments: Kwargs, state: &State| {
        let id = arguments.must_get::<&str>("id")?;
        let part = arguments.get::<&str>("part")?;
        let entry = find_one(&known, id)?;
        let language = language_of(&known, state)?;

        match known.answers().answer(
            entry,
            part,
            Voice { day: known.as_of().day, language: &language },
        ) {
            Ok(answer) => Ok(answer.words),
            Err(unanswered) => Err(Error::message(unanswered.message)),
        }
    });
}

fn find_one(site: &Site, id: &str) -> TeraResult<crate::site::EntryId> {
    match site.index().find_all(id).as_slice() {
        [one] => Ok(*one),
        [] => Err(Error::message(format!("unknown id `{id}`"))),
        _ => Err(Error::message(format!(
            "`{id}` names several: put the kind before it, as in `figure:{id}`"
        ))),
    }
}

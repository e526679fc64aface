//! What was probably meant by a link that leads to nothing.
//!
//! In: a [`LinkResolver`], and a link without a target. Out: a [`ReferenceError`] that says what to write instead.
//! Invariant: a fix is given only where one target alone can be meant.

use super::{Destination, LinkResolver, LinkTarget};
use crate::content::slug::id_of;
use crate::content::{Kind, Link};
use crate::diagnostic::Code;
use crate::site::answer::ReferenceError;
use crate::site::id::EntryId;
use crate::source::SitePath;
use crate::value::web_address;

/// The names under which servers keep the page of a folder.
const INDEX_FILES: [&str; 4] = ["index.html", "index.htm", "index.php", "default.aspx"];

/// The endings of pages on other systems.
const PAGE_ENDINGS: [&str; 7] = [".html", ".htm", ".xhtml", ".php", ".aspx", ".asp", ".jsp"];

/// Explains a link to nothing; `file` is what it would be among the files of `content/`.
pub(super) fn error(
    resolver: LinkResolver<'_>,
    page: EntryId,
    link: &Link,
    target: &LinkTarget<'_>,
    file: Option<&SitePath>,
) -> ReferenceError {
    let name = target.path.rsplit('/').next().unwrap_or_default();
    let is_page = name.ends_with(".md") || !name.contains('.');
    let no_page = format!("the link `{}` leads to no page", link.target);

    let whole = web_address::without_scheme(&link.target);
    if let Some(whole) = whole.filter(|whole| !link.image || whole.starts_with("https:")) {
        let code = if link.image { Code::MissingAsset } else { Code::DeadLink };
        let message = format!("`{}` is read as a file of this site", link.target);
        return ReferenceError::new(code, message, format!("write `{whole}`")).fix(whole);
    }

    if let Some(kind) = list_of(&target.path).filter(|_| !link.image) {
        let (phrase, folder) = (kind.phrase(), kind.folder());
        let help = format!("the list is published with the first file in `content/{folder}/`");
        let message = format!("there is no list at `{}` without {phrase}", link.target);
        return ReferenceError::new(Code::DeadLink, message, help);
    }

    if !link.image
        && let Some(written) = by_web_name(resolver, page, target)
    {
        let help = format!("write `{written}`");
        return ReferenceError::new(Code::DeadLink, no_page, help).fix(written);
    }

    let is_web_page = PAGE_ENDINGS.iter().any(|ending| name.ends_with(ending));
    if link.image || !is_page && !is_web_page && !is_host(&target.path) {
        return ReferenceError::new(
            Code::MissingAsset,
            format!("the file `{}` is not there", link.target),
            "put the file beside the page (in a folder of its own, with the page as \
             `index.md`), or into `static/`",
        );
    }

    let near = file.and_then(|file| resolver.suggestions?.nearest_file(file));
    let help = match near {
        Some(near) => {
            format!("did you mean `{}`?", relative(&resolver.index().file(page).path, near))
        }
        None if is_host(&target.path) => {
            format!("write `https://{}` if that is another site", link.target)
        }
        None if link.target.contains("://") => {
            "this is an address of your own site: correct it, or link the page's file, e.g. \
             `../ministers/a-minister.md`"
                .to_owned()
        }
        None => {
            "write the way to a file from this one, e.g. `../ministers/a-minister.md`".to_owned()
        }
    };

    ReferenceError::new(Code::DeadLink, no_page, help)
}

/// Returns the kind whose list a path names from the root.
fn list_of(path: &str) -> Option<Kind> {
    let folder = path.strip_prefix('/')?.trim_end_matches('/');
    Kind::ALL.into_iter().find(|kind| !folder.is_empty() && kind.folder() == folder)
}

/// Returns how a page is linked that is named as a server publishes it: `x/index.html`, `x.html`.
fn by_web_name(
    resolver: LinkResolver<'_>,
    page: EntryId,
    target: &LinkTarget<'_>,
) -> Option<String> {
    let path = &*target.path;
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = match INDEX_FILES.contains(&name) {
        // The page of the site itself is `/index.html`.
        true => path[..path.len() - name.len()].trim_end_matches('/'),
        false => PAGE_ENDINGS.iter().find_map(|ending| path.strip_suffix(ending))?,
    };

    let folder = if stem.is_empty() { "/" } else { stem };
    let file = format!("{folder}.md");
    let index = resolver.index();
    let known = resolver
        .follow_address(page, &target.at(folder))
        .or_else(|| resolver.follow_file(page, &target.at(&file)))
        .or_else(|| {
            Some(Destination::Entry(index.only_with_id(&id_of(&SitePath::new(stem)))?, None))
        })?;

    let from = &index.file(page).path;
    match known {
        Destination::Entry(entry, _) if index.is_filed(entry) => {
            let anchor = target.anchor.as_ref().map(|anchor| format!("#{anchor}"));
            let path = relative(from, index.file(entry).path.as_str());
            // A blank ends the address of a link in Markdown.
            Some(path.replace(' ', "%20") + &anchor.unwrap_or_default())
        }
        Destination::Entry(entry, _) => Some(index.address(entry).to_string()),
        Destination::Published(address, suffix) => Some(address.to_string() + &suffix),
        _ => None,
    }
}

/// Tells whether a path begins as the address of another site does: `example.org/x`.
fn is_host(path: &str) -> bool {
    let (host, rest) = path.split_once('/').unwrap_or((path, ""));
    // A file in a folder whose name has a dot is rare; a name alone is a file.
    !rest.is_empty()
        && web_address::without_scheme(&format!("www.{host}")).is_some()
        && host.contains('.')
}

/// Returns the path from one file to another, as a writer would write it.
fn relative(from: &SitePath, to: &str) -> String {
    let from: Vec<&str> = from.folder().split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    parts.join("/")
}

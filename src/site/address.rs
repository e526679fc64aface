//! Addresses: where a page is published, from the site's root.
//!
//! In: documents, kinds, names. Out: an [`Address`]. Invariant: an address begins with `/`, and the
//! address of a page ends with it.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::content::slug::slugify;
use crate::content::{Document, Kind, Shape};
use crate::source::SitePath;

/// The path of something published, from the site's root: `/briefings/river-data/`, `/feed.xml`.
///
/// Its letters are as people read them; [`href`] encodes it for a browser.
///
/// Cheap to clone: every table of addresses shares its text with the directory.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Arc<str>);

impl Address {
    /// Wraps a path that begins with `/`.
    pub(super) fn new(path: impl Into<Arc<str>>) -> Address {
        Address(path.into())
    }

    /// Returns the address of the home page.
    #[must_use]
    pub fn home() -> Address {
        Address::new("/")
    }

    /// Returns the address of the list of a kind.
    #[must_use]
    pub fn list(kind: Kind) -> Address {
        Address::new(format!("/{}/", kind.folder()))
    }

    /// Returns the address of the list of topics.
    #[must_use]
    pub fn topics() -> Address {
        Address::new("/topics/")
    }

    /// Returns the address of the list of changes.
    pub fn changes() -> Address {
        Address::new("/changes/")
    }

    /// Returns the address of the list of countries.
    #[must_use]
    pub fn countries() -> Address {
        Address::new("/countries/")
    }

    /// Returns the address of the page that documents the data files, which lie beside it.
    #[must_use]
    pub fn data() -> Address {
        Address::new("/data/")
    }

    /// Returns the address of the search page; it is published if `search` is on.
    #[must_use]
    pub fn search() -> Address {
        Address::new("/search/")
    }

    /// Returns the address of the feed of all briefings.
    #[must_use]
    pub fn feed() -> Address {
        Address::new("/feed.xml")
    }

    /// Returns the address of the sitemap.
    #[must_use]
    pub fn sitemap() -> Address {
        Address::new("/sitemap.xml")
    }

    /// Returns the path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the file that the address is published in, relative to the output folder.
    #[must_use]
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }

    /// Returns the address of a further page of a list: `page/2/` below the first.
    #[must_use]
    pub fn page(&self, number: usize) -> Address {
        if number <= 1 { self.clone() } else { Address(format!("{}page/{number}/", self.0).into()) }
    }

    /// Returns the address of a file beside the page.
    #[must_use]
    pub fn beside(&self, name: &str) -> Address {
        Address(format!("{}{name}", self.0).into())
    }
}

impl Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The characters that are encoded in a URL's path (RFC 3986, section 3.3).
// `&` and `'` are allowed there, and would have to be escaped again in an attribute.
const PATH: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'\'')
    .add(b'&');

/// Writes an address as a URL from the host's root, with the site's base path before it.
#[must_use]
pub fn href(base_path: &str, address: &Address) -> String {
    let mut url = String::with_capacity(base_path.len() + address.0.len());
    url.push_str(base_path);

    // The base path ends with the slash that the address begins with.
    url.extend(utf8_percent_encode(address.0.trim_start_matches('/'), &PATH));
    url
}

/// Returns the address of a document's own page: it mirrors the file's path.
pub(super) fn of_document(document: &Document) -> Address {
    let folder = document.path.folder().strip_prefix("content").unwrap_or_default();
    let mut parts: Vec<String> =
        folder.split('/').filter(|part| !part.is_empty()).map(slugify).collect();
    match document.shape {
        Shape::Section => {}
        Shape::Bundle => {
            // The folder of a bundle is the page: its id may differ from the folder's name.
            parts.pop();
            parts.push(document.own.id.value.to_string());
        }
        Shape::Single | Shape::Loose => parts.push(document.own.id.value.to_string()),
    }

    let mut path = String::from("/");
    for part in parts.iter().filter(|part| !part.is_empty()) {
        path.push_str(part);
        path.push('/');
    }

    Address::new(path)
}

/// Returns the address of a file of `content/` that is published beside no page of its own: its folder is that of
/// the pages beside it.
pub(super) fn of_file(path: &SitePath) -> Address {
    let folder = path.folder().strip_prefix("content").unwrap_or_default();
    let parts = folder.split('/').filter(|part| !part.is_empty()).map(slugify);
    let parts: Vec<String> = parts.chain([path.name().to_owned()]).collect();

    Address::new(format!("/{}", parts.join("/")))
}

/// Returns the address of an old name of a page: one that names a file stays unchanged, any other becomes a
/// folder with a page in it.
pub(super) fn of_alias(alias: &str) -> Address {
    // `/old/page.html` of another system is a file, and must stay one to be found.
    let is_file = alias.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match alias.ends_with('/') || is_file {
        true => Address::new(alias),
        false => Address::new(format!("{alias}/")),
    }
}

/// Returns the address of a record that a briefing defines inline.
pub(super) fn of_inline(kind: Kind, id: &str) -> Address {
    Address::new(format!("/{}/{id}/", kind.folder()))
}

//! Resolves links in Markdown.
//!
//! In: [`Answers`], the published paths, and a link. Out: a [`Destination`]. Invariant: the link stage
//! checks and the renderer prints the same destination.

mod dead_link;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use super::address::Address;
use super::answer::ReferenceError;
use super::answers::Answers;
use super::id::EntryId;
use super::index::Index;
use super::leak::leak;
use super::publication::Hold;
use super::published::PublishedPaths;
use crate::content::slug::id_of;
use crate::content::{Link, Shape};
use crate::diagnostic::{Code, KnownWords};
use crate::source::{SitePath, composed};
use crate::value::ValueError;
use crate::value::web_address::{self, LinkReach};

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To a page of the site, and to an anchor of it.
    Entry(EntryId, Option<String>),
    /// Something else that the site publishes, with the part after the path (`?…`, `#…`).
    Published(Address, String),
    /// To an anchor of the same page.
    Here(String),
    /// Out of the site; not checked.
    Elsewhere,
    /// Nothing.
    Dead(ReferenceError),
    /// Where no reader can or may follow: nothing of it is printed.
    Refused(ReferenceError),
}

/// Everything that a link may target.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkResolver<'s> {
    pub(super) answers: Answers<'s>,
    pub(super) published: &'s PublishedPaths,
    /// What a dead link is compared with; none where nobody reads the advice.
    pub(super) suggestions: Option<&'s Suggestions<'s>>,
}

/// The files that a dead link may mean, collected when the first is found.
#[derive(Debug)]
pub(super) struct Suggestions<'s> {
    index: &'s Index,
    files: OnceLock<KnownFiles<'s>>,
}

#[derive(Debug)]
struct KnownFiles<'s> {
    /// The first file of each name.
    by_name: HashMap<&'s str, &'s str>,
    ids: KnownWords<'s>,
}

impl<'s> Suggestions<'s> {
    pub(super) fn new(index: &'s Index) -> Suggestions<'s> {
        Suggestions { index, files: OnceLock::new() }
    }

    /// Returns the file that was probably meant: first one with the same name, then one with a similar name.
    fn nearest_file(&self, file: &SitePath) -> Option<&'s str> {
        let index = self.index;
        let files = self.files.get_or_init(|| KnownFiles::collect(index));

        // A moved page is found by its name, a misspelt one by its id.
        if let Some(path) = files.by_name.get(file.name()) {
            return Some(path);
        }

        let id = id_of(file);
        if let Some(entry) = index.only_with_id(&id).filter(|_| file.name() != "_index.md") {
            return Some(index.file(entry).path.as_str());
        }

        // Of several with that id the one in the folder that the link names.
        let near = index.with_id(files.ids.nearest(&id)?).iter();
        let near = near.filter(|id| index.is_filed(**id)).map(|id| index.file(*id).path.as_str());
        near.min_by_key(|path| !path.starts_with(file.folder()))
    }
}

impl<'s> KnownFiles<'s> {
    fn collect(index: &'s Index) -> KnownFiles<'s> {
        let documents = || index.documents().iter();
        let mut by_name = HashMap::new();
        for path in documents().map(|document| document.path.as_str()) {
            by_name.entry(path.rsplit('/').next().unwrap_or(path)).or_insert(path);
        }

        let pages = documents().filter(|document| document.shape != Shape::Section);
        let ids = pages.map(|document| &*document.own.id.value);
        KnownFiles { by_name, ids: KnownWords::new(ids) }
    }
}

impl<'s> LinkResolver<'s> {
    /// Resolves a link from a page.
    pub(super) fn follow(self, page: EntryId, link: &Link) -> Destination {
        match web_address::reach(&link.target) {
            LinkReach::Outside if link.image && is_contact(&link.target) => {
                let error = ValueError::new("no picture is at the address of a person")
                    .help("write it as a link: without the `!`");
                return Destination::Refused(ReferenceError::refused(error));
            }
            LinkReach::Outside => {
                // A writer may copy the whole address of a page from the browser.
                let own = self.index().config().base_url.path_of(&link.target);
                return own
                    .map_or(Destination::Elsewhere, |path| self.follow_whole(page, link, path));
            }
            LinkReach::Refused(error) => {
                return Destination::Refused(ReferenceError::refused(error));
            }
            LinkReach::Within => {}
        }

        let target = LinkTarget::split(&link.target);
        if target.path.is_empty() {
            return self.follow_anchor(page, link, target.anchor.as_deref());
        }

        // Browsers and Windows read `\` as `/`: what is shown and what is checked would differ.
        if target.path.contains(['\\', '\0']) {
            return dead(
                link,
                format!("the link `{}` contains a character that no address has", link.target),
                "write `/` between folders",
            );
        }

        // Files first: writers link files, as their editors and forges do, and another page may have that
        // address.
        self.follow_file(page, &target)
            .or_else(|| self.follow_address(page, &target))
            .unwrap_or_else(|| self.dead_link(page, link, &target))
    }

    /// Resolves the whole address of a page of this site, by its path.
    fn follow_whole(self, page: EntryId, link: &Link, path: &str) -> Destination {
        let target = LinkTarget::split(path);
        let known = self.follow_address(page, &target);
        known.unwrap_or_else(|| self.dead_link(page, link, &target))
    }

    pub(super) fn index(self) -> &'s Index {
        self.answers.index
    }

    /// Resolves an anchor of the page itself.
    fn follow_anchor(self, page: EntryId, link: &Link, anchor: Option<&str>) -> Destination {
        match anchor {
            // The empty fragment is the top of the page (HTML standard, "select the indicated
            // part").
            Some(anchor) if anchor.is_empty() || self.is_here(page, anchor) => {
                Destination::Here(anchor.to_owned())
            }
            Some(anchor) => Destination::Dead(self.dead_anchor(page, anchor)),
            None if link.image => {
                dead(link, "the image names no file", "write the file's name between the brackets")
            }
            None => {
                dead(link, "the link leads nowhere", "write where it leads between the brackets")
            }
        }
    }

    fn is_here(self, page: EntryId, anchor: &str) -> bool {
        // The renderer gives footnotes anchors that are not in any file.
        let is_note = anchor.starts_with("fn-") || anchor.starts_with("fnref-");
        is_note || is_top(anchor) || self.index().has_anchor(page, anchor)
    }

    /// Resolves a path to a file of `content/` or to a file beside a page.
    pub(super) fn follow_file(self, page: EntryId, target: &LinkTarget<'_>) -> Option<Destination> {
        let file = self.file_at(page, &target.path)?;
        if let Some(entry) = self.index().at_path(file.as_str()) {
            return Some(self.entry_destination(entry, target.anchor.as_deref()));
        }

        let asset = self.index().asset(file.as_str()).or_else(|| {
            // Forges and editors show files of `static/` only by their path through the folders.
            let rooted = target.path.strip_prefix('/')?;
            self.index().asset(&format!("static/{}", rooted.trim_start_matches('/')))
        })?;

        Some(Destination::Published(asset.address.clone(), target.suffix()))
    }

    /// Returns the file of `content/` that a path names; none if it leaves the site's folder.
    pub(super) fn file_at(self, page: EntryId, path: &str) -> Option<SitePath> {
        match path.strip_prefix('/') {
            Some(rooted) => Some(SitePath::new(format!("content/{rooted}"))),
            None => self.index().file(page).path.join(path),
        }
    }

    /// Resolves a path as an address of the published site.
    pub(super) fn follow_address(
        self,
        page: EntryId,
        target: &LinkTarget<'_>,
    ) -> Option<Destination> {
        let address = self.address_of(page, &target.path)?;

        // A writer may omit the final slash, and servers then redirect to the page.
        let plain = format!("/{address}").trim_end_matches('/').to_owned();
        let folder = format!("{plain}/");
        if let Some(entry) = self.index().at_address(&folder) {
            return Some(self.entry_destination(entry, target.anchor.as_deref()));
        }

        let published = [plain, folder].into_iter().find(|it| self.published.contains(it))?;
        Some(Destination::Published(Address::new(published), target.suffix()))
    }

    /// Returns the address that a path means on a page, without slashes at its ends.
    fn address_of(self, page: EntryId, path: &str) -> Option<SitePath> {
        let base = self.index().config().base_url.path();
        if path.starts_with('/') {
            let inside = path.strip_prefix(base).filter(|_| base != "/");
            return SitePath::new("").join(inside.unwrap_or(path));
        }

        // A page is a folder, but paths are joined to files: a placeholder name in it represents the
        // page.
        let in_page = format!("{}x", self.index().address(page));
        SitePath::new(in_page.trim_start_matches('/')).join(path)
    }

    fn entry_destination(self, entry: EntryId, anchor: Option<&str>) -> Destination {
        match anchor {
            None | Some("") => Destination::Entry(entry, None),
            Some(anchor) if is_top(anchor) || self.index().has_anchor(entry, anchor) => {
                Destination::Entry(entry, Some(anchor.to_owned()))
            }
            // After the headings: a writer's own "Timeline" takes precedence over the template's.
            Some(anchor) if self.answers.parts(entry).any(|part| part == anchor) => {
                Destination::Entry(entry, Some(format!("part-{anchor}")))
            }
            Some(anchor) => Destination::Dead(self.dead_anchor(entry, anchor)),
        }
    }

    /// Explains that a link has no page or file as its target, or one that is held back.
    fn dead_link(self, page: EntryId, link: &Link, target: &LinkTarget<'_>) -> Destination {
        let file = self.file_at(page, &target.path);
        if let Some(hold) = self.held_target(page, file.as_ref(), &target.path) {
            return Destination::Dead(leak(self.index(), &link.target, hold));
        }

        Destination::Dead(dead_link::error(self, page, link, target, file.as_ref()))
    }

    /// Returns what holds back the page or file that a path names, or the address that it will have.
    fn held_target(self, page: EntryId, file: Option<&SitePath>, path: &str) -> Option<Hold> {
        let index = self.index();
        let in_static = path.strip_prefix('/').map(|rooted| format!("static/{rooted}"));
        let address = self.address_of(page, path).map(|path| format!("/{path}"));

        file.and_then(|file| index.withheld(file.as_str()))
            .or_else(|| index.withheld(&in_static?))
            .or_else(|| index.withheld_at(&address?))
    }

    fn dead_anchor(self, entry: EntryId, anchor: &str) -> ReferenceError {
        self.answers.dead_anchor(entry, anchor, self.suggestions.is_some())
    }
}

/// Tells whether an address opens a message or a call.
fn is_contact(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    address.starts_with("mailto:") || address.starts_with("tel:")
}

/// The target of a link within the site, in its parts.
pub(super) struct LinkTarget<'t> {
    /// The path, decoded, in composed letters.
    pub(super) path: Cow<'t, str>,
    /// The query, with its question mark.
    query: &'t str,
    /// The anchor, decoded, without its `#`.
    pub(super) anchor: Option<Cow<'t, str>>,
}

impl<'t> LinkTarget<'t> {
    fn split(target: &'t str) -> LinkTarget<'t> {
        // Editors write `%20` for a space; files and anchors are compared decoded.
        let decode = |text: &'t str| percent_decode_str(text).decode_utf8_lossy();
        let (rest, anchor) = match target.split_once('#') {
            Some((rest, anchor)) => (rest, Some(anchor)),
            None => (target, None),
        };
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));

        let path = match decode(path) {
            Cow::Borrowed(path) => composed(path),
            Cow::Owned(path) => Cow::Owned(composed(&path).into_owned()),
        };

        let anchor = anchor.map(|anchor| Cow::Owned(composed(&decode(anchor)).into_owned()));

        LinkTarget { path, query, anchor }
    }

    /// Returns the same target at another path.
    pub(super) fn at(&self, path: &'t str) -> LinkTarget<'t> {
        LinkTarget { path: path.into(), query: self.query, anchor: self.anchor.clone() }
    }

    /// Returns the part after the path.
    pub(super) fn suffix(&self) -> String {
        match &self.anchor {
            Some(anchor) => format!("{}#{anchor}", self.query),
            None => self.query.to_owned(),
        }
    }
}

fn dead(link: &Link, message: impl Into<String>, help: impl Into<String>) -> Destination {
    let code = if link.image { Code::MissingAsset } else { Code::DeadLink };
    Destination::Dead(ReferenceError::new(code, message, help))
}

/// Tells whether an anchor is the top of any page (HTML standard, "select the indicated part").
fn is_top(anchor: &str) -> bool {
    anchor.eq_ignore_ascii_case("top")
}

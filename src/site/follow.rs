//! Resolves links in Markdown.
//!
//! In: [`Answers`], the published paths, and a link. Out: a [`Destination`]. Invariant: the link stage
//! checks and the renderer prints the same destination.

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
use crate::content::Link;
use crate::diagnostic::{Code, KnownWords};
use crate::source::SitePath;

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
    paths: KnownWords<'s>,
}

impl<'s> Suggestions<'s> {
    pub(super) fn new(index: &'s Index) -> Suggestions<'s> {
        Suggestions { index, files: OnceLock::new() }
    }

    /// Returns the file that was probably meant: first one with the same name, then one with a similar path.
    fn nearest_file(&self, file: &SitePath) -> Option<&'s str> {
        let files = self.files.get_or_init(|| {
            let paths = || self.index.documents().iter().map(|document| document.path.as_str());
            let mut by_name = HashMap::new();
            for path in paths() {
                by_name.entry(path.rsplit('/').next().unwrap_or(path)).or_insert(path);
            }

            KnownFiles { by_name, paths: KnownWords::new(paths()) }
        });

        // A moved page is found by its name, a misspelt one by its path.
        files.by_name.get(file.name()).copied().or_else(|| files.paths.nearest(file.as_str()))
    }
}

impl<'s> LinkResolver<'s> {
    /// Resolves a link from a page.
    pub(super) fn follow(self, page: EntryId, link: &Link) -> Destination {
        let target = &*link.target;
        if leaves_site(target) {
            return Destination::Elsewhere;
        }

        let target = LinkTarget::split(target);
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
            .unwrap_or_else(|| self.dead_link(page, link, &target.path))
    }

    fn index(self) -> &'s Index {
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
    fn follow_file(self, page: EntryId, target: &LinkTarget<'_>) -> Option<Destination> {
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
    fn file_at(self, page: EntryId, path: &str) -> Option<SitePath> {
        match path.strip_prefix('/') {
            Some(rooted) => Some(SitePath::new(format!("content/{rooted}"))),
            None => self.index().file(page).path.join(path),
        }
    }

    /// Resolves a path as an address of the published site.
    fn follow_address(self, page: EntryId, target: &LinkTarget<'_>) -> Option<Destination> {
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
    fn dead_link(self, page: EntryId, link: &Link, path: &str) -> Destination {
        let file = self.file_at(page, path);
        if let Some(hold) = self.held_target(page, file.as_ref(), path) {
            return Destination::Dead(leak(self.index(), &link.target, hold));
        }

        let name = path.rsplit('/').next();
        let is_page = name.is_some_and(|name| name.ends_with(".md") || !name.contains('.'));
        if !is_page || link.image {
            return Destination::Dead(ReferenceError::new(
                Code::MissingAsset,
                format!("the file `{}` is not there", link.target),
                "put the file beside the page (in a folder of its own, with the page as \
                 `index.md`), or into `static/`",
            ));
        }

        let near = |file: SitePath| self.suggestions?.nearest_file(&file);
        let help = match file.and_then(near) {
            Some(near) => {
                format!("did you mean `{}`?", relative(&self.index().file(page).path, near))
            }
            None => "write the way to a file from this one, e.g. `../ministers/dan-jarvis.md`"
                .to_owned(),
        };

        dead(link, format!("the link `{}` leads to no page", link.target), help)
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

/// The target of a link within the site, in its parts.
struct LinkTarget<'t> {
    /// The path, decoded.
    path: Cow<'t, str>,
    /// The query, with its question mark.
    query: &'t str,
    /// The anchor, decoded, without its `#`.
    anchor: Option<Cow<'t, str>>,
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

        LinkTarget { path: decode(path), query, anchor: anchor.map(decode) }
    }

    /// Returns the part after the path.
    fn suffix(&self) -> String {
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

/// Tells whether a target has a scheme (RFC 3986, section 3.1) or a host.
fn leaves_site(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().and_then(|first| first.split_once(':'));
    let scheme = scheme.is_some_and(|(scheme, _)| {
        // One letter is a Windows drive, not a scheme.
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });

    scheme || target.starts_with("//")
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

/// Tells whether an anchor is the top of any page (HTML standard, "select the indicated part").
fn is_top(anchor: &str) -> bool {
    anchor.eq_ignore_ascii_case("top")
}

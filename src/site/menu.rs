//! The menus of the settings, and the pages that only a menu links to.
//!
//! In: an [`Index`], [`Lists`], the published paths and the settings. Out: targets, pages and findings.
//! Invariant: every item has a published target, or a finding.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::address::{Address, href};
use super::answer::ReferenceError;
use super::id::EntryId;
use super::index::Index;
use super::leak::leak;
use super::lists::Lists;
use super::published::PublishedPaths;
use super::routes;
use crate::config::Config;
use crate::content::Kind;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::composed;
use crate::value::web_address::{self, LinkReach};
use crate::yaml::{self, Text};

/// The greatest depth, in slashes, of addresses that are compared with a wrong one: menus link to sections,
/// and a site has thousands of deeper pages.
const MAX_SLASHES: usize = 3;

/// Who links, in messages about a target.
const MENU: &str = "the menu";

/// The target of a menu item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuTarget {
    /// The URL.
    pub url: String,
    /// The page, if it is an entry's: an item without a title takes the page's.
    pub entry: Option<EntryId>,
}

impl MenuTarget {
    /// Returns the target of an item that names a absolute URL.
    #[must_use]
    pub fn elsewhere(url: &str) -> MenuTarget {
        MenuTarget { url: url.to_owned(), entry: None }
    }
}

/// Resolves what an item of the menu names: a file of `content/`, a path on the site, or a whole
/// address.
pub(super) fn target(
    index: &Index,
    published: &PublishedPaths,
    target: &str,
) -> Result<MenuTarget, ReferenceError> {
    let written = target;
    let target = match web_address::reach(target) {
        LinkReach::Outside => match index.config().base_url.path_of(target) {
            Some(own) => own,
            None => return Ok(MenuTarget::elsewhere(target)),
        },
        LinkReach::Refused(error) => return Err(ReferenceError::refused(error)),
        LinkReach::Within => target,
    };

    let whole = &*composed(target);
    let (target, anchor) =
        whole.split_once('#').map_or((whole, ""), |(path, anchor)| (path, anchor));

    let base = index.config().base_url.path();
    // A whole address has the base path in it.
    let target = target.strip_prefix(base).filter(|_| base != "/").unwrap_or(target);
    let file = format!("content/{}", target.trim_start_matches('/'));
    let path = format!("/{}", target.trim_matches('/'));
    let folder = if path == "/" { path.clone() } else { format!("{path}/") };
    let with_anchor = |url: String| match anchor {
        "" => url,
        anchor => format!("{url}#{anchor}"),
    };

    // A file before an address, as for links in prose.
    if let Some(entry) = index.at_path(&file).or_else(|| index.at_address(&folder)) {
        if !has_anchor(index, entry, anchor) {
            let message = format!("{MENU} names `{whole}`, and that page has no anchor `{anchor}`");
            let help =
                format!("name an anchor of `{}`, or take `#{anchor}` out", index.file(entry).path);
            return Err(ReferenceError::new(Code::DeadAnchor, message, help));
        }

        let url = with_anchor(href(base, index.address(entry)));
        return Ok(MenuTarget { url, entry: Some(entry) });
    }

    let address = folder.clone();
    if let Some(known) = [folder, path].into_iter().find(|address| published.contains(address)) {
        return Ok(MenuTarget { url: with_anchor(href(base, &Address::new(known))), entry: None });
    }

    if let Some(hold) = index.withheld(&file).or_else(|| index.withheld_at(&address)) {
        return Err(leak(index, target, hold));
    }

    if let Some(whole) = web_address::without_scheme(target) {
        let message = format!("{MENU} names `{target}`, which is read as a page of this site");
        let error = ReferenceError::new(Code::DeadLink, message, format!("write `{whole}`"));
        return Err(error.fix(whole));
    }

    Err(ReferenceError::new(
        Code::DeadLink,
        format!("{MENU} names `{written}`, and there is no such page"),
        match nearest_target(index, published, target) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a path on the site (`/about/`), a file (`about.md`), or a whole address"
                .to_owned(),
        },
    ))
}

/// Tells whether a page has an anchor.
fn has_anchor(index: &Index, entry: EntryId, anchor: &str) -> bool {
    // The page of a record has anchors of its template as well.
    let is_record = !matches!(index.kind(entry), Kind::Briefing | Kind::Page);
    let decoded = percent_decode_str(anchor).decode_utf8_lossy();

    anchor.is_empty()
        || is_record
        || anchor.eq_ignore_ascii_case("top")
        || index.has_anchor(entry, &composed(&decoded))
}

/// Returns the file or the address that was probably meant.
fn nearest_target<'s>(
    index: &'s Index,
    published: &'s PublishedPaths,
    target: &str,
) -> Option<&'s str> {
    let documents = index.documents().iter();
    let files = documents.filter_map(|it| it.path.as_str().strip_prefix("content/"));
    let file = nearest(target, files.filter(|_| target.ends_with(".md")));

    file.or_else(|| {
        // In order, so that of two equally near ones the same is offered on every run.
        let addresses: BTreeSet<&str> = published
            .iter()
            .chain(index.addresses())
            .filter(|address| address.matches('/').count() <= MAX_SLASHES)
            .collect();
        nearest(target, addresses)
    })
}

/// Returns what the settings link to, and who does: the menu, the foot of pages, the notice.
pub(super) fn named(config: &Config) -> impl Iterator<Item = (&'static str, &Text)> {
    let menu = config.navigation.iter().map(|item| ("the menu", &item.url));
    let foot = config.footer.iter().map(|item| ("the foot", &item.url));
    let notice = config.notice.iter().filter_map(|it| Some(("the notice", it.url.as_ref()?)));

    menu.chain(foot).chain(notice)
}

/// Reports menu items without a target.
pub(super) fn findings(index: &Index, published: &PublishedPaths) -> Vec<Diagnostic> {
    let dead = named(index.config()).filter_map(|(who, url)| {
        // A menu names its lists before the first agreement is out; until then the item is not printed.
        if is_empty_list(index, &url.value) {
            return None;
        }

        let mut error = target(index, published, &url.value).err()?;
        if let Some(rest) = error.message.strip_prefix(MENU) {
            error.message = format!("{who}{rest}");
        }

        let place = Place::new(&crate::config::path(), url.span);
        let fix = error.fix.clone();
        let finding = error.at(place.clone());

        Some(match fix {
            Some(fix) => finding.fix(place, yaml::scalar(&fix)),
            None => finding,
        })
    });

    dead.collect()
}

/// Tells whether an item of the menu names the list of a kind that has nothing in it yet.
pub(super) fn is_empty_list(index: &Index, target: &str) -> bool {
    let named = target.trim_matches('/');
    let kinds = [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure];
    kinds.into_iter().any(|kind| kind.folder() == named && !routes::has_list(index, kind))
}

/// Returns plain pages and sections outside any section with a page: only a menu can link to them.
pub(super) fn root_pages(index: &Index, lists: &Lists) -> Vec<EntryId> {
    let in_section = |id: EntryId| {
        let folder = index.file(id).path.folder().strip_prefix("content").unwrap_or_default();
        let mut folder = folder.trim_start_matches('/');
        if index.is_section(id) {
            // A section is not inside itself: what counts is the folder above.
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }

        std::iter::successors(Some(folder), |folder| Some(folder.rsplit_once('/')?.0))
            .any(|folder| !folder.is_empty() && index.section(folder).is_some())
    };

    let sections = index.sections().filter(|&id| !routes::is_shown_elsewhere(index, lists, id));
    let pages = lists.of_kind(Kind::Page).iter().copied();

    pages.chain(sections).filter(|&id| !in_section(id)).collect()
}

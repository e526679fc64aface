//! Compares two printed sites.
//!
//! In: two sites. Out: a [`SiteDifference`]. Invariant: a file with the same hash on both sides is not read.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::change::{
    How, Note, PageChange, PageDifference, PagePart, PartChange, RunMark, SharedChange,
};
use super::files::{self, FileDifference, is_page};
use super::moves::{self, PageOutline};
use super::page;
use super::shared::take_shared;
use super::sites::{DifferenceError, PrintedSite};
use crate::output::OutPath;
use crate::proof::own_address::SiteBase;
use crate::proof::printed_page::{self, BlockKind, PrintedPage};

/// What readers would find different between two sites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteDifference {
    /// The pages that differ, by their address.
    pub pages: Vec<PageDifference>,
    /// What many pages have in common, that of most pages first.
    pub shared: Vec<SharedChange>,
    /// The pages of which nothing differs but which other pages they list, by their address.
    pub lists: Vec<PageDifference>,
    /// Everything else that differs, by its path.
    pub files: Vec<FileDifference>,
    /// How many pages are on both sides, byte for byte.
    pub unchanged: usize,
}

impl SiteDifference {
    /// Tells whether both sites are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
            && self.shared.is_empty()
            && self.lists.is_empty()
            && self.files.is_empty()
    }

    /// Counts the pages of which a test is true.
    pub(super) fn count(&self, test: impl Fn(&PageChange) -> bool) -> usize {
        self.pages.iter().filter(|page| test(&page.kind)).count()
    }
}

/// Compares two sites.
///
/// # Errors
/// The first file that cannot be read or rendered.
pub fn difference(
    old: &dyn PrintedSite,
    new: &dyn PrintedSite,
) -> Result<SiteDifference, DifferenceError> {
    let (old, new) = (Side::open(old)?, Side::open(new)?);
    let files = files::differences(old.site, new.site)?;

    let mut sorted = SortedPages::default();
    let (before, after) = (old.site.manifest().files(), new.site.manifest().files());
    for (path, entry) in before.iter().filter(|(path, _)| is_page(path)) {
        match after.get(path) {
            Some(now) if now == entry => sorted.unchanged += 1,
            Some(_) => sorted.changed.push(path),
            None => sorted.gone.push(path),
        }
    }
    let come = after.keys().filter(|path| is_page(path) && !before.contains_key(*path));
    sorted.come.extend(come);

    let mut pages = compare(&old, &new, &sorted)?;
    pages.sort_by(|one, other| one.address.cmp(&other.address));

    // What a page shows of others follows from theirs, and one briefing more moves a hundred lists.
    let shared = take_shared(&mut pages);
    let (lists, pages) = pages.into_iter().partition(only_lists);

    Ok(SiteDifference { pages, shared, lists, files, unchanged: sorted.unchanged })
}

/// Tells whether nothing of a page differs but which other pages it lists.
fn only_lists(page: &PageDifference) -> bool {
    let is_listed = |change: &PartChange| {
        matches!(change.part, PagePart::Block { kind: BlockKind::Listed, .. })
    };
    page.kind == PageChange::Changed && page.changes.iter().all(is_listed)
}

/// The pages of both sites, by what became of their files.
#[derive(Default)]
struct SortedPages<'m> {
    changed: Vec<&'m OutPath>,
    gone: Vec<&'m OutPath>,
    come: Vec<&'m OutPath>,
    unchanged: usize,
}

/// One of the two sites.
struct Side<'s> {
    site: &'s dyn PrintedSite,
    base: SiteBase,
}

impl<'s> Side<'s> {
    fn open(site: &'s dyn PrintedSite) -> Result<Side<'s>, DifferenceError> {
        let home = site.manifest().files().keys().find(|path| path.as_str() == "index.html");
        let base = match home {
            Some(home) => SiteBase::from_home(&String::from_utf8_lossy(&site.read(home)?)),
            None => SiteBase::default(),
        };

        Ok(Side { site, base })
    }

    fn page(&self, path: &OutPath, shown_as: &str) -> Result<PrintedPage, DifferenceError> {
        let bytes = self.site.read(path)?;
        let html = String::from_utf8_lossy(&bytes);
        Ok(printed_page::read(&html, &self.base, &address(path), shown_as))
    }

    /// Reads many pages in outline, in parallel.
    fn outlines(&self, paths: &[&OutPath]) -> Result<Vec<PageOutline>, DifferenceError> {
        let outline =
            |path: &&OutPath| Ok(PageOutline::new(&address(path), &self.page(path, "/")?));
        let read: Vec<Result<PageOutline, DifferenceError>> =
            paths.par_iter().map(outline).collect();
        read.into_iter().collect()
    }
}

/// Returns the address of a page's file.
fn address(path: &OutPath) -> String {
    let name = path.as_str();
    let folder = name.strip_suffix("index.html");
    let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(name))
}

/// Returns the file of a page's address.
fn file(address: &str) -> Option<OutPath> {
    let name = address.trim_start_matches('/');
    let name = match name.is_empty() || name.ends_with('/') {
        true => format!("{name}index.html"),
        false => name.to_owned(),
    };
    OutPath::new(&name).ok()
}

/// A page whose file is on both sides with other bytes.
enum Compared {
    Page(Box<PageDifference>),
    /// The page is a redirect now; what it was before is gone or has moved.
    BecameRedirect(PageOutline, String),
    /// The page was a redirect.
    WasRedirect(PageOutline),
    Redirect(Box<PageDifference>),
}

fn compare(
    old: &Side<'_>,
    new: &Side<'_>,
    sorted: &SortedPages<'_>,
) -> Result<Vec<PageDifference>, DifferenceError> {
    let compared: Vec<Result<Compared, DifferenceError>> =
        sorted.changed.par_iter().map(|path| compared(old, new, path)).collect();

    let mut pages = Vec::new();
    let mut gone = old.outlines(&sorted.gone)?;
    let mut come = new.outlines(&sorted.come)?;
    let mut redirects = BTreeMap::new();

    for one in compared {
        match one? {
            Compared::Page(page) | Compared::Redirect(page) => pages.push(*page),
            Compared::WasRedirect(outline) => come.push(outline),
            Compared::BecameRedirect(outline, target) => {
                redirects.insert(outline.address.clone(), target);
                gone.push(outline);
            }
        }
    }

    // Old addresses have no words of their own.
    let (gone_redirects, gone): (Vec<_>, Vec<_>) =
        gone.into_iter().partition(|outline| outline.redirect.is_some());
    let (new_redirects, come): (Vec<_>, Vec<_>) =
        come.into_iter().partition(|outline| outline.redirect.is_some());
    pages.extend(gone_redirects.iter().map(|it| redirect(it, it.redirect.clone(), None)));
    pages.extend(new_redirects.iter().map(|it| redirect(it, None, it.redirect.clone())));

    let pairs = moves::pairs(&gone, &come);
    let compared =
        moved_pages(old, new, &redirects, &pairs, LonePages { gone: &gone, come: &come })?;
    let new_addresses: BTreeMap<&str, &str> =
        pairs.iter().map(|&(from, to)| (&*gone[from].address, &*come[to].address)).collect();
    pages.extend(compared);
    pages.iter_mut().for_each(|page| follow_moves(page, &new_addresses));
    pages.retain(|page| page.kind != PageChange::Changed || !page.changes.is_empty());

    let lone = |all: &[PageOutline], is_paired: &dyn Fn(usize) -> bool| -> Vec<String> {
        let lone = all.iter().enumerate().filter(|(at, _)| !is_paired(*at));
        lone.map(|(_, outline)| outline.address.clone()).collect()
    };
    let from: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    let to: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
    pages.extend(one_sided(old, &lone(&gone, &|at| from.contains(&at)), |address| {
        PageChange::Removed { redirect: redirects.get(address).cloned() }
    })?);
    pages.extend(one_sided(new, &lone(&come, &|at| to.contains(&at)), |_| PageChange::Added)?);

    Ok(pages)
}

fn compared(old: &Side<'_>, new: &Side<'_>, path: &OutPath) -> Result<Compared, DifferenceError> {
    let address = address(path);
    let before = old.page(path, &address)?;
    let after = new.page(path, &address)?;

    match (&before.redirect, &after.redirect) {
        (None, None) => {}
        (Some(_), Some(_)) if before.redirect == after.redirect => {}
        (Some(_), Some(_)) => {
            let outline = PageOutline::new(&address, &after);
            let page = redirect(&outline, before.redirect.clone(), after.redirect.clone());
            return Ok(Compared::Redirect(Box::new(page)));
        }
        (None, Some(target)) => {
            let outline = PageOutline::new(&address, &old.page(path, "/")?);
            return Ok(Compared::BecameRedirect(outline, target.clone()));
        }
        (Some(_), None) => {
            return Ok(Compared::WasRedirect(PageOutline::new(&address, &new.page(path, "/")?)));
        }
    }

    let mut changes = page::changes(&before, &after);
    if changes.is_empty() {
        changes.push(markup());
    }

    Ok(Compared::Page(Box::new(described(&address, &after, PageChange::Changed, changes))))
}

/// Says that the bytes differ and nothing that is read in them.
fn markup() -> PartChange {
    PartChange::plain(PagePart::Markup, Some(""), Some(""))
}

fn described(
    address: &str,
    page: &PrintedPage,
    kind: PageChange,
    changes: Vec<PartChange>,
) -> PageDifference {
    PageDifference {
        address: address.to_owned(),
        title: page.title.clone(),
        language: page.language.clone(),
        direction: page.direction.clone(),
        kind,
        changes,
    }
}

fn redirect(outline: &PageOutline, old: Option<String>, new: Option<String>) -> PageDifference {
    PageDifference {
        address: outline.address.clone(),
        title: outline.title.clone(),
        language: String::new(),
        direction: "ltr".to_owned(),
        kind: PageChange::Redirect { old, new },
        changes: Vec::new(),
    }
}

/// The pages that went and came.
#[derive(Clone, Copy)]
struct LonePages<'o> {
    gone: &'o [PageOutline],
    come: &'o [PageOutline],
}

/// Compares the pages that have another address.
fn moved_pages(
    old: &Side<'_>,
    new: &Side<'_>,
    redirects: &BTreeMap<String, String>,
    pairs: &[(usize, usize)],
    moves: LonePages<'_>,
) -> Result<Vec<PageDifference>, DifferenceError> {
    let compare = |&(from, to): &(usize, usize)| {
        let (from, to) = (&moves.gone[from].address, &moves.come[to].address);
        let (Some(old_file), Some(new_file)) = (file(from), file(to)) else {
            return Ok(None);
        };

        // Both are read at the new address, so that it alone is no difference.
        let before = old.page(&old_file, to)?;
        let after = new.page(&new_file, to)?;
        let is_redirected = redirects.get(from) == Some(to);
        let kind = PageChange::Moved { from: from.clone(), is_redirected };
        Ok(Some(described(to, &after, kind, page::changes(&before, &after))))
    };

    let compared: Vec<Result<_, DifferenceError>> = pairs.par_iter().map(compare).collect();
    let compared = compared.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(compared.into_iter().flatten().collect())
}

/// Describes pages that are on one side alone.
fn one_sided(
    side: &Side<'_>,
    addresses: &[String],
    kind: impl Fn(&str) -> PageChange + Sync,
) -> Result<Vec<PageDifference>, DifferenceError> {
    let describe = |address: &String| {
        let Some(path) = file(address) else {
            return Ok(None);
        };
        let page = side.page(&path, address)?;
        let kind = kind(address);
        let how = if kind == PageChange::Added { How::Added } else { How::Removed };
        let changes = page::whole(&page, how);
        Ok(Some(described(address, &page, kind, changes)))
    };

    let described: Vec<Result<_, DifferenceError>> = addresses.par_iter().map(describe).collect();
    let described = described.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(described.into_iter().flatten().collect())
}

/// Takes out links that lead to the same page as before, which has another address.
fn follow_moves(page: &mut PageDifference, moves: &BTreeMap<&str, &str>) {
    for change in &mut page.changes {
        change.notes.retain(|note| match note {
            Note::Link { old: Some(old), new: Some(new), .. } => moves.get(&**old) != Some(&&**new),
            _ => true,
        });
    }

    page.changes.retain(|change| {
        let is_text = change.runs.iter().any(|run| run.mark != RunMark::Same);
        is_text || !change.notes.is_empty() || change.how != How::Edited
    });
}

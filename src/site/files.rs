//! Which files are published beside pages, and where; and what lies there by accident.
//!
//! In: an [`Input`], and the pages with files of their own. Out: [`SiteFiles`]. Invariant: a symbolic link
//! publishes nothing that would not be published from where it leads.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::address::{self, Address};
use super::input::Input;
use super::publication::Hold;
use super::strays;
use crate::content::slug::check_file_name;
use crate::content::{Document, Entry, Form};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span, composed};

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the site's folder.
    pub source: SitePath,
    /// Where it is published.
    pub address: Address,
}

/// The folders of pages that have files of their own (`name/index.md`).
#[derive(Debug, Default)]
pub(super) struct Bundles<'d> {
    /// The addresses of those that are published.
    pub(super) published: HashMap<&'d str, Address>,
    /// What holds back the others.
    pub(super) held: HashMap<String, Hold>,
}

/// The files of a site that are no pages.
#[derive(Debug, Default)]
pub(super) struct SiteFiles {
    /// Those that are published, in path order.
    pub(super) assets: Vec<Asset>,
    /// Those that are held back.
    pub(super) withheld: Vec<(SitePath, Hold)>,
    /// Those that lie in `content/` beside other pages, and are published if a page shows them.
    pub(super) loose: BTreeSet<SitePath>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What decides about a file.
enum Placement {
    /// It is published.
    Published(Address),
    /// It is held back with its page.
    Held(Hold),
    /// It lies beside a page that has no files of its own.
    Loose,
}

impl SiteFiles {
    /// Gives files their addresses: those of `static/` from the root, those of a bundle below its page, and those
    /// beside other pages in their section, where a published page shows or links to them.
    pub(super) fn place(
        input: &Input,
        documents: &[Arc<Document>],
        bundles: &Bundles<'_>,
    ) -> SiteFiles {
        let placement = |path: &SitePath| (path.clone(), placement(input, bundles, path));
        let mut all: BTreeMap<SitePath, Placement> = input.files.iter().map(placement).collect();

        let is_loose = |(path, placement): (&SitePath, &Placement)| {
            matches!(placement, Placement::Loose).then(|| path.clone())
        };
        let loose: BTreeSet<SitePath> = all.iter().filter_map(is_loose).collect();

        for path in shown(input, documents, &loose) {
            let address = address::of_file(&path);
            all.insert(path, Placement::Published(address));
        }

        let mut files = SiteFiles { loose, ..SiteFiles::default() };
        for source in &input.files {
            files.add(input, &all, source);
        }

        let is_shown = |path: &&SitePath| matches!(all[*path], Placement::Published(_));
        let unpublished = files.loose.iter().filter(|path| !is_shown(path));
        files.findings.extend(strays::findings(input, unpublished));

        files
    }

    /// Tells whether two versions of a document show the same of the files that lie loose.
    pub(super) fn shows_alike(&self, raw_html: bool, one: &Document, other: &Document) -> bool {
        // Without such files, which is the rule, no link is looked at.
        if self.loose.is_empty() {
            return true;
        }

        let names = names(&self.loose);
        let shown = |document| shown_by(raw_html, document, &self.loose, &names);
        shown(one) == shown(other)
    }

    fn add(&mut self, input: &Input, all: &BTreeMap<SitePath, Placement>, source: &SitePath) {
        let address = match &all[source] {
            Placement::Published(address) => address,
            Placement::Held(hold) => {
                self.withheld.push((source.clone(), *hold));
                return;
            }
            Placement::Loose => return,
        };

        if let Some(target) = input.links.get(source) {
            match all.get(target) {
                Some(Placement::Published(_)) => {}
                Some(Placement::Held(hold)) => {
                    self.withheld.push((source.clone(), *hold));
                    return;
                }
                Some(Placement::Loose) | None => {
                    self.findings.push(unpublished_target(source, target));
                    return;
                }
            }
        }

        if let Some(error) = address.as_str()[1..].split('/').find_map(check_file_name) {
            let place = Place::new(source, Span::default());
            let message = format!("the file's name is not safe as an address: {error}");
            let help = "rename it: letters, digits, hyphens and dots are safe everywhere";
            self.findings.push(Diagnostic::new(Code::UnsafePath, place, message).help(help));
            return;
        }

        self.assets.push(Asset { source: source.clone(), address: address.clone() });
    }
}

fn unpublished_target(source: &SitePath, target: &SitePath) -> Diagnostic {
    let place = Place::new(source, Span::default());
    let message =
        format!("this symbolic link leads to `{target}`, which is not published from there");

    Diagnostic::new(Code::UnsafePath, place, message)
        .help("put a copy of the file here, or link to it from a page beside it")
}

fn placement(input: &Input, bundles: &Bundles<'_>, path: &SitePath) -> Placement {
    if let Some(hold) = input.publication.held_file(path) {
        return Placement::Held(hold);
    }

    if let Some(below) = path.as_str().strip_prefix("static/") {
        return Placement::Published(Address::new(format!("/{}", composed(below))));
    }

    let mut folder = path.folder();
    while !folder.is_empty() {
        // The files of a held page are held, even inside the folder of a published one.
        if let Some(hold) = bundles.held.get(folder) {
            return Placement::Held(*hold);
        }

        // A source that is no page, such as a `README.md`, is written for colleagues.
        if let Some(page) = bundles.published.get(folder)
            && !path.as_str().ends_with(".md")
        {
            return Placement::Published(
                page.beside(&composed(&path.as_str()[folder.len() + 1..])),
            );
        }

        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }

    Placement::Loose
}

/// Returns the loose files that published pages show or link to.
fn shown(
    input: &Input,
    documents: &[Arc<Document>],
    loose: &BTreeSet<SitePath>,
) -> BTreeSet<SitePath> {
    if loose.is_empty() {
        return BTreeSet::new();
    }

    let names = names(loose);
    let shown = |document| shown_by(input.config.raw_html, document, loose, &names);
    documents.iter().flat_map(|document| shown(document)).collect()
}

/// Returns the names of files, without their folders, in composed letters.
fn names(files: &BTreeSet<SitePath>) -> HashSet<Cow<'_, str>> {
    files.iter().map(|file| composed(file.name())).collect()
}

/// Returns the loose files that a document shows or links to.
fn shown_by(
    raw_html: bool,
    document: &Document,
    loose: &BTreeSet<SitePath>,
    names: &HashSet<Cow<'_, str>>,
) -> BTreeSet<SitePath> {
    let links = document.body.links.iter();
    let links = links.filter(|link| raw_html || link.form != Form::Html);
    let images = document.entries().flat_map(Entry::images);

    let file = |target: &str| {
        let path = plain_path(target)?;
        let path = composed(&path);

        // Names first: of ten thousand pages hardly one shows a file that lies loose.
        if !names.contains(path.rsplit('/').next()?) {
            return None;
        }

        let file = match path.strip_prefix('/') {
            Some(rooted) => SitePath::new(format!("content/{rooted}")),
            None => document.path.join(&path)?,
        };

        // Of the few with that name, the one whose letters mean the same.
        let file = file.composed();
        let known = loose.iter().find(|known| known.composed() == file)?;
        (!known.as_str().ends_with(".md")).then(|| known.clone())
    };

    let linked = links.filter_map(|link| file(&link.target));
    linked.chain(images.filter_map(|image| file(&image.file.value))).collect()
}

/// Returns the path of a link, decoded; none for a link to a page or out of the site.
fn plain_path(target: &str) -> Option<Cow<'_, str>> {
    let path = &target[..target.find(['?', '#']).unwrap_or(target.len())];
    if path.is_empty() || path.ends_with(".md") {
        return None;
    }

    percent_decode_str(path).decode_utf8().ok()
}

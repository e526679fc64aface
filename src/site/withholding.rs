//! What is held back because only held pages use it: records, and files.
//!
//! In: the site of all documents, and what their own keys hold back. Out: the complete [`Publication`].
//! Invariant: what a public page uses, or nobody, is public.

use std::collections::{BTreeMap, BTreeSet};

use super::follow::Destination;
use super::id::DocumentId;
use super::link::Site;
use super::publication::{Hold, HoldReason, Publication, later};
use crate::content::{Document, Entry, Kind};
use crate::source::SitePath;

/// Adds to what documents hold back by their own keys what only they use.
///
/// `whole` is the site of all documents, and `is_in_theme` tells whether templates or styles show a file of
/// `static/`, given its path below that folder.
#[must_use]
pub fn withhold_unused(
    whole: &Site,
    own: &Publication,
    is_in_theme: &dyn Fn(&str) -> bool,
) -> Publication {
    let mut holds = own.holds.clone();
    withhold_records(whole, &mut holds);
    let files = held_files(whole, &holds, is_in_theme);

    Publication { holds, files, shows_held: own.shows_held }
}

/// Holds each record that pages use, all of which are held.
fn withhold_records(whole: &Site, holds: &mut [Option<Hold>]) {
    let is_record = |at: usize| is_record(whole.index().document(DocumentId::new(at)));
    let ids = || 0..holds.len();

    // A record with a draft or an embargo of its own is a user as well: what it alone names waits for it.
    let users = |at: &usize| !is_record(*at) || holds[*at].is_some();
    let used = reach(whole, ids().filter(users), &|at| is_record(at) && holds[at].is_none());

    // Whatever no page uses is public, and with it what it names; so is what the menu names.
    let is_root = |at: &usize| holds[*at].is_none() && (!is_record(*at) || !used[*at]);
    let in_menu = whole.in_menu().map(DocumentId::index).filter(|at| holds[*at].is_none());
    let roots = ids().filter(is_root).chain(in_menu);
    let public = reach(whole, roots, &|at| is_record(at) && holds[at].is_none());

    // Those that come out first decide for the records that they share.
    let mut held: Vec<(usize, Hold)> = ids().filter_map(|at| Some((at, holds[at]?))).collect();
    held.sort_by(|(_, one), (_, other)| later(one.until, other.until));

    for (user, hold) in held {
        let mut waiting = vec![user];
        while let Some(at) = waiting.pop() {
            for to in whole.dependencies(DocumentId::new(at)).iter().copied().map(DocumentId::index)
            {
                if is_record(to) && holds[to].is_none() && !public[to] {
                    holds[to] = Some(Hold { reason: HoldReason::Users, until: hold.until });
                    waiting.push(to);
                }
            }
        }
    }
}

fn is_record(document: &Document) -> bool {
    matches!(document.own.record.kind(), Kind::Agreement | Kind::Minister | Kind::Figure)
}

/// Follows what documents name, from some of them and on through those that `passes` allows.
fn reach(
    whole: &Site,
    from: impl Iterator<Item = usize>,
    passes: &dyn Fn(usize) -> bool,
) -> Vec<bool> {
    let mut is_reached = vec![false; whole.index().documents().len()];
    let mut waiting: Vec<usize> = from.collect();
    waiting.iter().for_each(|&at| is_reached[at] = true);

    while let Some(at) = waiting.pop() {
        for to in whole.dependencies(DocumentId::new(at)).iter().copied().map(DocumentId::index) {
            if !is_reached[to] && passes(to) {
                is_reached[to] = true;
                waiting.push(to);
            }
        }
    }

    is_reached
}

/// Returns the files that held pages show, and nothing else does.
fn held_files(
    whole: &Site,
    holds: &[Option<Hold>],
    is_in_theme: &dyn Fn(&str) -> bool,
) -> BTreeMap<SitePath, Hold> {
    let mut files: BTreeMap<SitePath, Hold> = BTreeMap::new();
    let held = whole.index().document_ids().filter_map(|id| Some((id, holds[id.index()]?)));
    for (id, hold) in held {
        for file in files_of(whole, id) {
            let known = files.entry(file).or_insert(hold);
            if known.outlasts(&hold) {
                *known = hold;
            }
        }
    }

    if files.is_empty() {
        return files;
    }

    let names: Vec<String> = files.keys().map(|file| file.name().to_owned()).collect();
    let public = whole.index().document_ids().filter(|id| holds[id.index()].is_none());
    for id in public.filter(|&id| may_show(whole.index().document(id), &names)) {
        for file in files_of(whole, id) {
            files.remove(&file);
        }
    }

    let free_maps = free_maps(whole, holds);
    files.retain(|file, _| {
        let below = file.as_str().strip_prefix("static/").unwrap_or(file.name());
        !whole.is_image_of_site(file) && !is_in_theme(below) && !free_maps.contains(below)
    });

    files
}

/// Tells whether a document may show a file of some names: links are resolved only where they may.
fn may_show(document: &Document, names: &[String]) -> bool {
    let is_named = |target: &str| {
        // An encoded name is not compared.
        target.contains('%') || names.iter().any(|name| target.contains(name))
    };
    let image = |entry: &Entry| entry.images().any(|it| is_named(&it.file.value));

    document.body.links.iter().any(|link| is_named(&link.target)) || document.entries().any(image)
}

/// Returns the files that a document shows or links to.
fn files_of(whole: &Site, id: DocumentId) -> BTreeSet<SitePath> {
    let index = whole.index();
    let page = index.own_entry(id);

    let links = index.document(id).body.links.iter().filter(|link| index.is_live(link));
    let linked = links.filter_map(|link| match whole.follow(page, link) {
        Destination::Published(address, _) => whole.asset_at(&address),
        _ => None,
    });
    let images = index.entries_of(id).flat_map(|entry| whole.own_images(entry));

    linked.chain(images).map(|asset| asset.source.clone()).collect()
}

/// Returns the texts of the free maps that templates read: those of the settings and of public pages.
fn free_maps(whole: &Site, holds: &[Option<Hold>]) -> String {
    let documents = whole.index().documents().iter().zip(holds);
    let public = documents.filter(|(_, hold)| hold.is_none());
    let of_pages = public.flat_map(|(document, _)| document.entries().map(|it| &it.head.extra));
    let all = of_pages.chain(std::iter::once(&whole.config().extra)).flatten();

    all.filter_map(|map| serde_yaml::to_string(map).ok()).collect()
}

//! What a document's names and links mean, and what is wrong with them.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Destination, EntryId, Site};
use crate::content::{Document, Kind, Record};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::Spanned;

/// What the ids of a document name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// The lists of its briefing; nothing where an id is unknown or stands twice.
    pub(super) listed: Box<[Option<EntryId>]>,
    /// The references of its prose.
    pub(super) references: Box<[Option<EntryId>]>,
    /// What its other keys name.
    others: Box<[EntryId]>,
    /// Whether each id names something, and one thing only.
    pub(super) is_whole: bool,
}

/// Where a document's links lead, and what was found of all that it names.
#[derive(Debug, Default)]
pub(super) struct Ties {
    /// The entries that its links lead to, by the number of the link.
    pub(super) links: Box<[(u32, EntryId)]>,
    /// The documents that it refers to in any way, sorted.
    to: Box<[u32]>,
    pub(super) findings: Box<[Diagnostic]>,
}

impl Names {
    /// Finds what the ids of a document name.
    pub(super) fn of(site: &Site, document: &Document) -> Names {
        let mut listed: Vec<Option<EntryId>> = Vec::new();
        let mut is_whole = true;
        if let Record::Briefing(briefing) = &document.own.record {
            for record in &briefing.records {
                let found = site.find_record(record.kind, &record.id.value);
                is_whole &= found.is_some();
                listed.push(found.filter(|_| !listed.contains(&found)));
            }
        }

        let mut others = Vec::new();
        for (kind, id) in other_ids(document) {
            let found = site.find_record(kind, &id.value);
            is_whole &= found.is_some();
            others.extend(found);
        }

        let own = site.at_path(document.path.as_str());
        others.extend(own.and_then(|own| site.source_of(own)));

        let references = document.body.references.iter();
        let references: Box<[_]> =
            references.map(|it| site.find_one(it.kind, &it.target)).collect();
        is_whole &= references.iter().all(Option::is_some);

        Names { listed: listed.into(), references, others: others.into(), is_whole }
    }
}

/// Returns the ids that stand in keys of their own, with the kind that each asks for.
fn other_ids(document: &Document) -> Vec<(Kind, &Spanned<Box<str>>)> {
    let mut ids = Vec::new();
    if let Record::Briefing(briefing) = &document.own.record {
        let replaced = briefing.withdrawn.as_ref().and_then(|it| it.replaced_by.as_ref());
        ids.extend(replaced.map(|id| (Kind::Briefing, id)));
    }

    for entry in document.entries() {
        let Record::Agreement(agreement) = &entry.record else {
            continue;
        };
        ids.extend(agreement.relations.iter().map(|it| (Kind::Agreement, &it.to)));
        let signatories = agreement.timeline.iter().flat_map(|event| &event.by);
        ids.extend(signatories.map(|by| (Kind::Minister, &by.minister)));
        ids.extend(agreement.value.iter().map(|id| (Kind::Figure, id)));
    }

    ids
}

/// Follows the links and asks the references of every document for which that may have another end
/// than before.
pub(super) fn of(site: &Site, before: &Site, changed: &[usize]) -> Vec<Arc<Ties>> {
    let mut is_other = vec![false; site.documents.len()];
    changed.iter().for_each(|&at| is_other[at] = true);

    // A minister's page has a part for what was signed, and an agreement says what was.
    let acts = site.relations.acts.iter().zip(&before.relations.acts);
    for (node, _) in site.index.nodes.iter().zip(acts).filter(|(_, (now, then))| now != then) {
        is_other[node.document] = true;
    }

    let leads_alike = Arc::ptr_eq(&site.known, &before.known);
    let tie = |at: usize| {
        let known = before.ties.get(at).filter(|known| {
            leads_alike && !is_other[at] && !known.to.iter().any(|&to| is_other[to as usize])
        });

        // A finding may speak of anything, and is worded again.
        match known.filter(|known| known.findings.is_empty()) {
            Some(known) => Arc::clone(known),
            None => Arc::new(Ties::of(site, at)),
        }
    };

    (0..site.documents.len()).into_par_iter().with_min_len(256).map(tie).collect()
}

impl Ties {
    fn of(site: &Site, at: usize) -> Ties {
        let mut findings = Vec::new();
        if !site.names[at].is_whole {
            word_unknown(site, &site.documents[at], &mut findings);
        }

        let document = &site.documents[at];
        let images = document.entries().filter_map(|entry| entry.head.image.as_deref());
        findings.extend(images.filter_map(|it| site.missing_image(&document.path, it)));
        ask(site, at, &mut findings);

        let links = follow(site, at, &mut findings);
        let names = &site.names[at];
        let ids = names.listed.iter().chain(&names.references).flatten().chain(&names.others);
        let all = ids.chain(links.iter().map(|(_, id)| id));
        let mut to: Vec<u32> = all
            .map(|id| u32::try_from(site.index.nodes[id.index()].document).unwrap_or(u32::MAX))
            .collect();

        to.sort_unstable();
        to.dedup();

        Ties { links: links.into(), to: to.into(), findings: findings.into() }
    }
}

/// Words the ids that name nothing, or several things.
fn word_unknown(site: &Site, document: &Document, findings: &mut Vec<Diagnostic>) {
    let at = |span| Place::new(&document.path, span);
    let wrong = |kind, id: &Spanned<Box<str>>| site.wrong_listed(kind, &id.value, &at(id.span));
    if let Record::Briefing(briefing) = &document.own.record {
        findings.extend(briefing.records.iter().filter_map(|named| wrong(named.kind, &named.id)));
    }

    findings.extend(other_ids(document).into_iter().filter_map(|(kind, id)| wrong(kind, id)));
    let references = document.body.references.iter();
    findings.extend(references.filter_map(|it| site.wrong_reference(it, &at(it.span))));
}

/// Asks what a document's references ask.
fn ask(site: &Site, at: usize, findings: &mut Vec<Diagnostic>) {
    let document = &site.documents[at];
    let voice = site.voice_of(site.own(at));
    for (reference, id) in document.body.references.iter().zip(&site.names[at].references) {
        let Some(id) = *id else {
            continue;
        };

        // What is embedded shows what there is, and a label words the reference itself; but a part
        // that is asked for by name must be there.
        if reference.part.is_none() && (reference.embed || reference.labelled) {
            continue;
        }

        if let Err(unanswered) = site.answer(id, reference.part.as_deref(), voice)
            && site.document(id).is_sound
        {
            let place = Place::new(&document.path, reference.span);
            findings.push(
                Diagnostic::new(unanswered.code, place, unanswered.message)
                    .help_if(unanswered.help),
            );
        }
    }
}

/// Follows a document's links.
fn follow(site: &Site, at: usize, findings: &mut Vec<Diagnostic>) -> Vec<(u32, EntryId)> {
    let document = &site.documents[at];
    let page = site.own(at);
    let mut links = Vec::new();

    for (number, link) in (0..).zip(&document.body.links).filter(|(_, it)| site.is_live(it)) {
        match site.follow(page, link) {
            Destination::Dead(unanswered) => {
                let place = Place::new(&document.path, link.span);
                findings.push(
                    Diagnostic::new(unanswered.code, place, unanswered.message)
                        .help_if(unanswered.help),
                );
            }
            Destination::Entry(to, _) => links.push((number, to)),
            Destination::Published(..) | Destination::Here(_) | Destination::Elsewhere => {}
        }
    }

    links
}

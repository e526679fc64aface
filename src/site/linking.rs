//! Links documents into a site.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{
    Address, AsOf, Asset, Destination, EntryId, Node, Site, Terms, address, cycles, lists,
    mentions, resolve, route, urls,
};
use crate::config::Config;
use crate::content::slug::check_file_name;
use crate::content::{Document, Kind, Record, Shape};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span};

/// What a site is linked from.
#[derive(Debug)]
pub struct Input {
    /// The settings.
    pub config: Arc<Config>,
    /// All documents, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The files that are published as they are: those of `static/`, and those beside pages.
    pub files: Vec<SitePath>,
    /// The day and moment that the build speaks of.
    pub as_of: AsOf,
    /// Whether drafts and embargoed pages are shown.
    pub drafts: bool,
}

/// Links documents, and finds what does not fit together.
#[must_use]
pub fn link(input: Input) -> (Site, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut site = index(input, &mut findings);
    site.order = lists::order(&site);
    site.listed = lists::listed(&site);
    site.section_items = lists::section_items(&site);
    site.topics = lists::topics(&site);
    site.countries = lists::countries(&site);
    // Links may lead to whatever is published; how many pages a record has is known only at the end.
    let routes = route::all(&site);
    site.known = routes.iter().map(|route| Box::from(route.address.as_str())).collect();
    site.near = resolve::near(&site);
    let resolved: Vec<_> = (0..site.documents.len())
        .into_par_iter()
        .map(|document| resolve_document(&site, document))
        .collect();
    for one in resolved {
        site.named.push(one.named);
        site.references.push(one.references);
        findings.extend(one.findings);
    }
    relate(&mut site);
    cycles::find(&site, &mut findings);
    // Answers and anchors can be asked for only now that every reference is known.
    let followed: Vec<_> =
        (0..site.documents.len()).into_par_iter().map(|document| follow(&site, document)).collect();
    for (links, found) in followed {
        site.linked.push(links);
        findings.extend(found);
    }
    site.mentions = mentions::gather(&site);
    menu(&site, &mut findings);
    site.routes = route::all(&site);
    urls::clashes(&site, &site.routes, &mut findings);
    (site, findings)
}

/// Gives every entry its id and address.
fn index(input: Input, findings: &mut Vec<Diagnostic>) -> Site {
    let mut withheld = HashMap::new();
    let mut withheld_bundles = HashSet::new();
    let mut documents = Vec::with_capacity(input.documents.len());
    for document in input.documents {
        match reason_to_withhold(&document, input.as_of, input.drafts) {
            Some(reason) => {
                if document.shape == Shape::Bundle {
                    withheld_bundles.insert(document.path.folder().to_owned());
                }
                let ids = std::iter::once(&document.own).chain(&document.inline);
                withheld.extend(ids.map(|entry| (entry.id.value.clone(), reason)));
                // Links name a file; no id looks like a path to one.
                withheld.insert(document.path.as_str().into(), reason);
            }
            None => documents.push(document),
        }
    }
    let mut site = Site {
        config: input.config,
        as_of: input.as_of,
        nodes: Vec::with_capacity(documents.len()),
        own: Vec::with_capacity(documents.len()),
        by_id: HashMap::with_capacity(documents.len()),
        by_path: HashMap::with_capacity(documents.len()),
        by_address: HashMap::with_capacity(documents.len()),
        sections: BTreeMap::new(),
        section_items: HashMap::new(),
        near: BTreeMap::new(),
        withheld,
        order: Vec::new(),
        listed: Default::default(),
        references: Vec::with_capacity(documents.len()),
        named: Vec::with_capacity(documents.len()),
        mentions: Vec::new(),
        routes: Vec::new(),
        related_to: Vec::new(),
        acts: Vec::new(),
        linked: Vec::with_capacity(documents.len()),
        topics: Terms::default(),
        countries: Terms::default(),
        assets: Vec::new(),
        known: HashSet::new(),
        asset_by_source: HashMap::new(),
        documents,
    };
    for document in 0..site.documents.len() {
        enter(&mut site, document, findings);
    }
    site.mentions.resize_with(site.nodes.len(), Vec::new);
    assets(&mut site, input.files, &withheld_bundles, findings);
    site
}

/// Tells why a document is not published at this moment.
fn reason_to_withhold(document: &Document, as_of: AsOf, drafts: bool) -> Option<&'static str> {
    if drafts {
        return None;
    }
    if document.own.head.draft {
        return Some("a draft");
    }
    let Record::Briefing(briefing) = &document.own.record else {
        return None;
    };
    briefing.embargo_after(as_of.moment).map(|_| "under embargo")
}

fn enter(site: &mut Site, index: usize, findings: &mut Vec<Diagnostic>) {
    let document = Arc::clone(&site.documents[index]);
    let own = EntryId::new(site.nodes.len());
    site.own.push(own);
    site.by_path.insert(document.path.clone(), own);
    let entries = std::iter::once((None, &document.own));
    let inline = document.inline.iter().enumerate().map(|(number, entry)| (Some(number), entry));
    for (inline, entry) in entries.chain(inline) {
        let id = EntryId::new(site.nodes.len());
        let kind = entry.record.kind();
        let address = match inline {
            None => address::of_document(&document),
            Some(_) => address::of_inline(kind, &entry.id.value),
        };
        site.by_address.entry(address.as_str().into()).or_insert(id);
        let url = address::href(site.config.base_url.path(), &address).into();
        site.nodes.push(Node { document: index, inline, kind, address, url });
        if inline.is_none() && document.shape == Shape::Section {
            let folder = document.path.folder().strip_prefix("content").unwrap_or_default();
            site.sections.insert(folder.trim_start_matches('/').into(), id);
        }
        if entry.id.value.is_empty() {
            continue;
        }
        let others = site.by_id.get(&entry.id.value).cloned().unwrap_or_default();
        let twin = others.iter().copied().find(|&other| site.kind(other) == kind);
        match twin.filter(|_| kind != Kind::Page) {
            Some(first) => findings.push(twice(site, first, id)),
            None => site.by_id.entry(entry.id.value.clone()).or_default().push(id),
        }
    }
}

fn twice(site: &Site, first: EntryId, second: EntryId) -> Diagnostic {
    let entry = site.entry(second);
    let kind = site.kind(second).word();
    Diagnostic::new(
        Code::DuplicateId,
        site.place(second),
        format!("the id `{}` is defined twice: two {kind}s have it", entry.id.value),
    )
    .label(site.place(first), "it is defined here first")
    .help("give one of them another id: rename its file, or set `slug`")
}

/// Gives files their addresses: those of `static/` from the root, those beside a page below it.
///
/// A page that is not published keeps its files to itself, even within the folder of one that is.
fn assets(
    site: &mut Site,
    files: Vec<SitePath>,
    withheld: &HashSet<String>,
    findings: &mut Vec<Diagnostic>,
) {
    let bundles: HashMap<String, EntryId> = site
        .documents
        .iter()
        .enumerate()
        .filter(|(_, document)| document.shape == Shape::Bundle)
        .map(|(index, document)| (document.path.folder().to_owned(), site.own[index]))
        .collect();
    for source in files {
        let address = match source.as_str().strip_prefix("static/") {
            Some(path) => Some(Address::new(format!("/{path}"))),
            None => beside_page(site, &bundles, withheld, &source),
        };
        let Some(address) = address else {
            continue;
        };
        if let Some(error) = address.as_str()[1..].split('/').find_map(check_file_name) {
            let finding = Diagnostic::new(
                Code::UnsafePath,
                Place::new(&source, Span::default()),
                format!("the file's name is not safe as an address: {error}"),
            );
            findings.push(
                finding.help("rename it: letters, digits, hyphens and dots are safe everywhere"),
            );
            continue;
        }
        site.asset_by_source.insert(source.clone(), site.assets.len());
        site.assets.push(Asset { source, address });
    }
}

fn beside_page(
    site: &Site,
    bundles: &HashMap<String, EntryId>,
    withheld: &HashSet<String>,
    source: &SitePath,
) -> Option<Address> {
    let mut folder = source.folder();
    loop {
        if withheld.contains(folder) {
            return None;
        }
        if let Some(&page) = bundles.get(folder) {
            return Some(site.address(page).beside(&source.as_str()[folder.len() + 1..]));
        }
        folder = folder.rsplit_once('/')?.0;
    }
}

struct Resolved {
    named: Box<[Option<EntryId>]>,
    references: Box<[Option<EntryId>]>,
    findings: Vec<Diagnostic>,
}

/// Resolves the ids that a document names.
fn resolve_document(site: &Site, index: usize) -> Resolved {
    let document = &site.documents[index];
    let mut findings = Vec::new();
    let at = |span| Place::new(&document.path, span);
    let mut named = Vec::new();
    if let Record::Briefing(briefing) = &document.own.record {
        for record in &briefing.records {
            let place = at(record.id.span);
            let mut found =
                site.resolve_listed(record.kind, &record.id.value, &place, &mut findings);
            if found.is_some_and(|id| named.contains(&Some(id))) {
                found = None;
            }
            named.push(found);
        }
        if let Some(replaced) = briefing.withdrawn.as_ref().and_then(|it| it.replaced_by.as_ref()) {
            site.resolve_listed(Kind::Briefing, &replaced.value, &at(replaced.span), &mut findings);
        }
    }
    for entry in std::iter::once(&document.own).chain(&document.inline) {
        let Record::Agreement(agreement) = &entry.record else {
            continue;
        };
        for relation in &agreement.relations {
            site.resolve_listed(
                Kind::Agreement,
                &relation.to.value,
                &at(relation.to.span),
                &mut findings,
            );
        }
        for signatory in agreement.timeline.iter().flat_map(|event| &event.by) {
            let minister = &signatory.minister;
            site.resolve_listed(Kind::Minister, &minister.value, &at(minister.span), &mut findings);
        }
        if let Some(value) = &agreement.value {
            site.resolve_listed(Kind::Figure, &value.value, &at(value.span), &mut findings);
        }
    }
    let references = document.body.references.iter();
    let references =
        references.map(|reference| site.resolve(reference, &at(reference.span), &mut findings));
    Resolved { named: named.into_boxed_slice(), references: references.collect(), findings }
}

/// Turns round what agreements say of one another and of ministers.
fn relate(site: &mut Site) {
    let mut related_to = Vec::new();
    related_to.resize_with(site.nodes.len(), Vec::new);
    for &from in site.listed(Kind::Agreement) {
        for relation in site.agreement(from).map(|it| it.relations.as_slice()).unwrap_or_default() {
            if let Some(to) = site.find_record(Kind::Agreement, &relation.to.value) {
                related_to[to.index()].push((relation.kind, from));
            }
        }
    }
    site.related_to = related_to;
    let mut acts = Vec::new();
    acts.resize_with(site.nodes.len(), Vec::new);
    for &id in site.listed(Kind::Agreement) {
        for (number, event) in site
            .agreement(id)
            .map(|it| it.timeline.as_slice())
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            for by in &event.by {
                if let Some(minister) = site.find_record(Kind::Minister, &by.minister.value) {
                    acts[minister.index()].push((id, number));
                }
            }
        }
    }
    site.acts = acts;
}

/// Reports items of the menu that lead nowhere.
fn menu(site: &Site, findings: &mut Vec<Diagnostic>) {
    for item in &site.config.navigation {
        if let Err(unanswered) = site.menu_target(&item.url.value) {
            let place = Place::new(&crate::config::path(), item.url.span);
            findings.push(
                Diagnostic::new(unanswered.code, place, unanswered.message)
                    .help_if(unanswered.help),
            );
        }
    }
}

/// Follows a document's links, and asks what its references ask.
fn follow(site: &Site, index: usize) -> (Vec<(u32, EntryId)>, Vec<Diagnostic>) {
    let document = &site.documents[index];
    let page = site.own[index];
    let day = site.day_of(page);
    let mut findings = Vec::new();
    for (number, reference) in document.body.references.iter().enumerate() {
        let Some(id) = site.references[index][number] else {
            continue;
        };
        // What is embedded shows what there is, and a label words the reference itself; but a part
        // that is asked for by name must be there.
        if reference.part.is_none() && (reference.embed || reference.labelled) {
            continue;
        }
        if let Err(unanswered) = site.answer(id, reference.part.as_deref(), day) {
            let place = Place::new(&document.path, reference.span);
            findings.push(
                Diagnostic::new(unanswered.code, place, unanswered.message)
                    .help_if(unanswered.help),
            );
        }
    }
    let mut links = Vec::new();
    for (number, link) in document.body.links.iter().enumerate() {
        match site.follow(page, link) {
            Destination::Dead(unanswered) => {
                let place = Place::new(&document.path, link.span);
                findings.push(
                    Diagnostic::new(unanswered.code, place, unanswered.message)
                        .help_if(unanswered.help),
                );
            }
            Destination::Entry(to, _) => {
                links.push((u32::try_from(number).unwrap_or(u32::MAX), to));
            }
            Destination::Published(..) | Destination::Here(_) | Destination::Elsewhere => {}
        }
    }
    (links, findings)
}

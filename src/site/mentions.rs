//! Who refers to whom: the references of all pages, turned round.

use std::collections::BTreeSet;

use super::{EntryId, Site, lists};
use crate::content::Sentence;

/// That a page refers to a record or another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The page that refers.
    pub page: EntryId,
    /// Whether its lists name it.
    pub in_lists: bool,
    /// The numbers of the references in its prose.
    pub references: Vec<u32>,
    /// The numbers of the links in its prose.
    pub links: Vec<u32>,
}

impl Site {
    /// Returns the sentences in which a page refers to a record, each once, in the page's order.
    pub fn sentences(&self, mention: &Mention) -> Vec<&Sentence> {
        let body = &self.document(mention.page).body;
        let references =
            mention.references.iter().map(|&number| body.references[number as usize].sentence);
        let links = mention.links.iter().map(|&number| body.links[number as usize].sentence);
        let numbers: BTreeSet<u32> = references.chain(links).flatten().collect();
        numbers.into_iter().map(|number| &body.sentences[number as usize]).collect()
    }

    /// Returns the entry that the nth link of a page leads to.
    pub fn linked(&self, page: EntryId, link: usize) -> Option<EntryId> {
        let links = &self.linked[self.document_index(page)];
        let number = u32::try_from(link).ok()?;
        links.iter().find(|(known, _)| *known == number).map(|&(_, id)| id)
    }
}

/// Turns round what every page refers to; each list is sorted newest first.
pub(super) fn gather(site: &Site) -> Vec<Vec<Mention>> {
    let mut mentions: Vec<Vec<Mention>> = Vec::new();
    mentions.resize_with(site.nodes.len(), Vec::new);
    for document in 0..site.documents.len() {
        let page = site.own[document];
        for &to in site.named[document].iter().flatten() {
            if let Some(mention) = mention(&mut mentions, to, page) {
                mention.in_lists = true;
            }
        }
        for (number, to) in site.references[document].iter().enumerate() {
            if let Some(mention) = to.and_then(|to| mention(&mut mentions, to, page)) {
                mention.references.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        for (number, to) in &site.linked[document] {
            if let Some(mention) = mention(&mut mentions, *to, page) {
                mention.links.push(*number);
            }
        }
    }
    for list in &mut mentions {
        list.sort_by_key(|mention| lists::newest_first(site, mention.page));
    }
    mentions
}

/// Finds or begins the mention of `to` by `page`; a page does not mention itself.
///
/// Pages are gone through one after another, so that the last mention of a list is the page's own.
fn mention(mentions: &mut [Vec<Mention>], to: EntryId, page: EntryId) -> Option<&mut Mention> {
    if to == page {
        return None;
    }
    let list = &mut mentions[to.index()];
    if list.last().is_none_or(|last| last.page != page) {
        list.push(Mention { page, in_lists: false, references: Vec::new(), links: Vec::new() });
    }
    list.last_mut()
}

//! Who refers to whom: the references of all pages, turned round.

use std::collections::BTreeSet;

use super::{EntryId, Site, lists};
use crate::content::figure::Observation;
use crate::content::{Kind, Sentence};

/// That a page refers to a record or another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The page that refers.
    pub page: EntryId,
    /// Whether its front matter names it: a briefing's lists, or an agreement's `value`.
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

    /// Returns the value of a figure that a page shows beside its prose: in the box of a briefing, or
    /// as what an agreement is worth.
    pub fn shown_beside(&self, mention: &Mention, figure: EntryId) -> Option<&Observation> {
        let boxed = self.kind(mention.page) == Kind::Briefing
            && (mention.in_lists || !mention.references.is_empty());
        let shown = boxed || (self.kind(mention.page) == Kind::Agreement && mention.in_lists);
        let figure = self.figure(figure).filter(|_| shown)?;
        figure.known_on(self.day_of(mention.page)).next_back()
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
        let inline = site.documents[document].inline.len();
        for entry in (page.index()..=page.index() + inline).map(EntryId::new) {
            let worth = site.agreement(entry).and_then(|agreement| agreement.value.as_ref());
            let worth = worth.and_then(|value| site.find_record(Kind::Figure, &value.value));
            if let Some(mention) = worth.and_then(|to| mention(&mut mentions, to, entry)) {
                mention.in_lists = true;
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

//! Links whose words do not say where they lead.
//!
//! In: the links and references of a page, with their words. Out: findings. Invariant: words that lead to
//! two places are reported once, however often they are used.

use std::collections::HashMap;

use super::page::PageProse;
use crate::content::{Form, Piece, Run};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::is_vague_link_text;
use crate::site::Destination;
use crate::source::Span;

/// The longest link text that is looked up in the list of vague ones, in bytes; no entry is longer.
const LONGEST_VAGUE: usize = 80;

/// A link or a reference, by its index.
#[derive(Clone, Copy)]
enum LinkNode {
    Link(usize),
    Reference(usize),
}

/// The first use of a link text outside lists and tables.
struct FirstUse {
    node: LinkNode,
    is_reported: bool,
}

/// A vague link text: what is wrong with it, and what to do.
struct VagueText {
    message: String,
    help: &'static str,
}

/// Reports the words of a page's links and references that do not say where they lead.
pub(super) fn texts(page: &PageProse<'_>, findings: &mut Vec<Diagnostic>) {
    let mut uses: HashMap<&str, FirstUse> = HashMap::new();

    for piece in page.document.body.sentences.iter().flat_map(Run::pieces) {
        let (node, words) = match piece {
            Piece::Link(number, words) => (LinkNode::Link(number as usize), words.trim()),
            Piece::Reference(number, Some(label)) => {
                (LinkNode::Reference(number as usize), label.trim())
            }
            Piece::Reference(_, None) | Piece::Text(_) => continue,
        };

        // A link without words has its own finding.
        if words.is_empty() || !page.is_link(node) {
            continue;
        }

        if let Some(vague) = vague_text(page, node, words) {
            let finding = page.finding(Code::VagueLinkText, page.words(node), vague.message);
            findings.push(finding.help(vague.help));
        } else if !page.is_listed(node) {
            // Only outside rows and items: "CSV" in every row of a table is good practice.
            let first = uses.entry(words).or_insert(FirstUse { node, is_reported: false });
            if !first.is_reported && page.leads_elsewhere(first.node, node) {
                first.is_reported = true;
                findings.push(ambiguous(page, words, first.node, node));
            }
        }
    }
}

/// Words the fault of a vague link text.
fn vague_text(page: &PageProse<'_>, node: LinkNode, words: &str) -> Option<VagueText> {
    if words.starts_with("http://") || words.starts_with("https://") {
        // With angle brackets the writer asked for the address to be shown.
        let is_meant = matches!(node, LinkNode::Link(number)
            if page.document.body.links[number].form == Form::Address);

        return (!is_meant).then(|| VagueText {
            message: "the words of the link are an address".to_owned(),
            help: "write what is found there; an address that is to be read goes into `<…>`",
        });
    }

    if words.len() > LONGEST_VAGUE {
        return None;
    }

    let message = if is_vague_link_text(page.language(), words) {
        format!("the words `{words}` do not say where the link leads")
    } else if !words.contains(char::is_alphanumeric) {
        // Screen readers read "→" and "…" as signs, or not at all.
        format!("`{words}` says nothing about where the link leads")
    } else {
        return None;
    };

    Some(VagueText { message, help: "let the words name what the link leads to" })
}

fn ambiguous(page: &PageProse<'_>, words: &str, first: LinkNode, second: LinkNode) -> Diagnostic {
    let message = format!("the words `{words}` lead to a different place than above");
    page.finding(Code::VagueLinkText, page.words(second), message)
        .label(page.place(page.words(first)), "here they lead to the first")
        .help("tell the two apart by their words")
}

impl PageProse<'_> {
    /// Tells whether a reader can follow it: not an image, an embed or raw HTML that is shown as text.
    fn is_link(&self, node: LinkNode) -> bool {
        match node {
            LinkNode::Link(number) => {
                let link = &self.document.body.links[number];
                !link.image && self.site.index().is_live(link)
            }
            LinkNode::Reference(number) => !self.document.body.references[number].embed,
        }
    }

    /// Tells whether it is in a row or an item, which says more than its words.
    fn is_listed(&self, node: LinkNode) -> bool {
        match node {
            LinkNode::Link(number) => self.document.body.links[number].is_listed,
            LinkNode::Reference(number) => self.document.body.references[number].is_listed,
        }
    }

    fn words(&self, node: LinkNode) -> Span {
        match node {
            LinkNode::Link(number) => self.document.body.links[number].words,
            LinkNode::Reference(number) => self.document.body.references[number].words,
        }
    }

    fn leads_elsewhere(&self, one: LinkNode, other: LinkNode) -> bool {
        match (self.target(one), self.target(other)) {
            // A dead link has a finding already, and its intended target is unknown.
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    }

    /// Returns the target of a link in a comparable form; none where it is dead.
    fn target(&self, node: LinkNode) -> Option<String> {
        let link = match node {
            LinkNode::Link(number) => &self.document.body.links[number],
            LinkNode::Reference(number) => {
                let entry = self.site.referenced(self.id, number)?;
                return Some(self.site.address(entry).to_string());
            }
        };

        match self.site.follow(self.id, link) {
            // Without the anchor: another part of the same page is the same target.
            Destination::Entry(entry, _) => Some(self.site.address(entry).to_string()),
            Destination::Published(address, _) => Some(address.to_string()),
            Destination::Here(anchor) => Some(format!("#{anchor}")),
            Destination::Elsewhere => Some(bare(&link.target).to_owned()),
            Destination::Dead(_) | Destination::Refused(_) => None,
        }
    }
}

/// Returns an address without scheme, `www.`, query, fragment and final slash, which do not change the page.
fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['#', '?']).next().unwrap_or(rest).trim_end_matches('/')
}

//! Links whose words do not say where they lead.

use std::collections::HashMap;

use super::Page;
use crate::content::{Form, Piece};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::is_vague_link_text;
use crate::site::Destination;
use crate::source::Span;

/// The longest words that are looked for among vague ones, in bytes.
const LONGEST_VAGUE: usize = 80;

/// A link or a reference, by its number.
#[derive(Clone, Copy)]
enum Named {
    Link(usize),
    Reference(usize),
}

/// Judges the words of a page's links and references.
pub(super) fn worded(page: &Page<'_>, findings: &mut Vec<Diagnostic>) {
    let mut known: HashMap<&str, (Named, bool)> = HashMap::new();
    for piece in page.document.body.sentences.iter().flat_map(crate::content::Run::pieces) {
        let (named, words) = match piece {
            Piece::Link(number, words) => (Named::Link(number as usize), words.trim()),
            Piece::Reference(number, Some(label)) => {
                (Named::Reference(number as usize), label.trim())
            }
            Piece::Reference(_, None) | Piece::Text(_) => continue,
        };

        // What has no words at all is told of as that.
        if words.is_empty() || !page.is_link(named) {
            continue;
        }

        if let Some((message, help)) = vague(page, named, words) {
            let span = page.words(named);
            findings.push(page.finding(Code::VagueLinkText, span, message).help(help));
        } else if !page.is_listed(named) {
            let (first, is_told) = known.entry(words).or_insert((named, false));
            if !*is_told && page.leads_elsewhere(*first, named) {
                *is_told = true;
                findings.push(twice(page, words, *first, named));
            }
        }
    }
}

/// Says what is wrong with the words of a link, and what to do.
fn vague(page: &Page<'_>, named: Named, words: &str) -> Option<(String, &'static str)> {
    if words.starts_with("http://") || words.starts_with("https://") {
        let is_own = matches!(named, Named::Link(number)
            if page.document.body.links[number].form == Form::Address);
        // In angle brackets the writer asked for the address to be read.
        return (!is_own).then(|| {
            let help = "write what stands there; an address that is to be read stands in `<…>`";
            ("the words of the link are an address".to_owned(), help)
        });
    }

    if words.len() > LONGEST_VAGUE {
        return None;
    }

    let help = "let the words name what the link leads to";
    if is_vague_link_text(page.language(), words) {
        return Some((format!("the words `{words}` do not say where the link leads"), help));
    }

    (!words.contains(char::is_alphanumeric))
        .then(|| (format!("`{words}` are no words that say where the link leads"), help))
}

fn twice(page: &Page<'_>, words: &str, first: Named, second: Named) -> Diagnostic {
    let message = format!("the words `{words}` lead to another place than above");
    page.finding(Code::VagueLinkText, page.words(second), message)
        .label(page.place(page.words(first)), "here they lead to the first")
        .help("tell the two apart by their words")
}

impl Page<'_> {
    /// Tells whether it is a place to go to, and not an image, and is one on the page.
    fn is_link(&self, named: Named) -> bool {
        match named {
            Named::Link(number) => {
                let link = &self.document.body.links[number];
                !link.image && self.site.is_live(link)
            }
            Named::Reference(number) => !self.document.body.references[number].embed,
        }
    }

    /// Tells whether the row or the item around it says more than its words.
    fn is_listed(&self, named: Named) -> bool {
        match named {
            Named::Link(number) => self.document.body.links[number].is_listed,
            Named::Reference(number) => self.document.body.references[number].is_listed,
        }
    }

    fn words(&self, named: Named) -> Span {
        match named {
            Named::Link(number) => self.document.body.links[number].words,
            Named::Reference(number) => self.document.body.references[number].words,
        }
    }

    fn leads_elsewhere(&self, one: Named, other: Named) -> bool {
        match (self.end(one), self.end(other)) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    }

    /// Returns the page that a link leads to, in words that tell it from others; none where it is dead.
    fn end(&self, named: Named) -> Option<String> {
        let link = match named {
            Named::Link(number) => &self.document.body.links[number],
            Named::Reference(number) => {
                let entry = self.site.referenced(self.id, number)?;
                return Some(self.site.address(entry).to_string());
            }
        };

        match self.site.follow(self.id, link) {
            Destination::Entry(entry, _) => Some(self.site.address(entry).to_string()),
            Destination::Published(address, _) => Some(address.to_string()),
            Destination::Here(anchor) => Some(format!("#{anchor}")),
            Destination::Elsewhere => Some(bare(&link.target).to_owned()),
            Destination::Dead(_) => None,
        }
    }
}

/// Returns an address without what makes no other place of it.
fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['#', '?']).next().unwrap_or(rest).trim_end_matches('/')
}

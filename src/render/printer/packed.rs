//! Packs variables for a cache.
//!
//! In: a [`View`] of a card, which borrows from a site. Out: a [`Packed`] copy of it, in three blocks of memory, which
//! threads can share. Invariant: its view has the fields and the values of the original, in the same order.

use std::sync::Arc;

use super::names::{FieldName, NameTable};
use super::view::{Packed, PackedContent, PackedNode, PackedRange, View};

/// A card, as pages share it.
pub(crate) type Card = Arc<Packed>;

/// From so many fields on, an object has a table of them.
const MANY: usize = 24;

/// Copies a view.
pub(crate) fn pack(view: View<'_>) -> Packed {
    let mut packer = Packer::default();
    packer.nodes.push(unnamed());
    packer.nodes[0].content = packer.content(view);

    Packed {
        texts: packer.texts.into_boxed_str(),
        nodes: packer.nodes.into_boxed_slice(),
        tables: packer.tables,
    }
}

fn unnamed() -> PackedNode {
    PackedNode { name: (0, 0), hash: 0, content: PackedContent::None }
}

/// The parts of a [`Packed`] while it is made.
#[derive(Default)]
struct Packer {
    texts: String,
    nodes: Vec<PackedNode>,
    tables: Vec<NameTable>,
}

impl Packer {
    fn text(&mut self, text: &str) -> PackedRange {
        let start = offset(self.texts.len());
        self.texts.push_str(text);
        (start, offset(self.texts.len()))
    }

    fn content(&mut self, view: View<'_>) -> PackedContent {
        match view {
            View::None => PackedContent::None,
            View::Bool(value) => PackedContent::Bool(value),
            View::Number(number) => PackedContent::Number(number),
            View::Text(text) => PackedContent::Text(self.text(text)),
            View::Free(value) => PackedContent::Free(Box::new(value.clone())),
            View::List(_) => self.list(view),
            View::Object(fields) => {
                let mut named = Vec::new();
                fields.each(&mut |name, view| named.push((name, view)));
                self.object(&named)
            }
            View::Packed(inner) if inner.list().is_some() => self.list(view),
            View::Packed(inner) => {
                let mut named = Vec::new();
                inner.each(&mut |name, view| named.push((name, view)));
                self.object(&named)
            }
        }
    }

    fn list(&mut self, list: View<'_>) -> PackedContent {
        let items: Vec<_> =
            (0..list.list().unwrap_or_default()).filter_map(|index| list.item(index)).collect();
        let first = self.nodes.len();
        self.nodes.extend(items.iter().map(|_| unnamed()));
        self.fill(first, &items);

        PackedContent::List(offset(first), offset(items.len()))
    }

    fn object(&mut self, named: &[(&str, View<'_>)]) -> PackedContent {
        let first = self.nodes.len();
        for (name, _) in named {
            let hash = FieldName::new(name).hash;
            let name = self.text(name);
            self.nodes.push(PackedNode { name, hash, content: PackedContent::None });
        }

        let is_large = named.len() >= MANY;
        let table = offset(self.tables.len());
        if is_large {
            let hashes: Vec<_> = self.nodes[first..].iter().map(|node| node.hash).collect();
            self.tables.push(NameTable::new(&hashes));
        }

        let views: Vec<_> = named.iter().map(|(_, view)| *view).collect();
        self.fill(first, &views);

        let (first, count) = (offset(first), offset(named.len()));
        match is_large {
            true => PackedContent::LargeObject(first, count, table),
            false => PackedContent::Object(first, count),
        }
    }

    /// Gives the nodes of a list or an object, which lie one after the other, their contents; theirs come behind them.
    fn fill(&mut self, first: usize, views: &[View<'_>]) {
        for (index, view) in views.iter().enumerate() {
            self.nodes[first + index].content = self.content(*view);
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at)
        .expect("a card is smaller than 4 GB: its file was read, and no file is larger")
}

//! A view that outlives what it was taken of, in two blocks of memory.
//!
//! In: a [`View`] of a card, which borrows from a site. Out: a [`Packed`] copy of it, which a cache can keep and
//! threads can share. Invariant: its view has the fields and the values of the original, in the same order.

use std::num::NonZeroU32;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use tera::Value;

use super::view::{AsView, Name, View};

/// A copy of a view: all texts one after the other, and all values one after the other.
#[derive(Debug)]
pub(crate) struct Packed {
    texts: Box<str>,
    nodes: Box<[Node]>,
    /// For each object of many fields: their places among its nodes, by hash.
    tables: Vec<NameTable>,
}

/// A card, as pages share it.
pub(crate) type Card = Arc<Packed>;

/// Where a text lies in [`Packed::texts`], in bytes.
type TextRange = (u32, u32);

/// A value, and its name where it is a field of an object.
#[derive(Debug, Clone)]
struct Node {
    name: TextRange,
    /// The hash of the name.
    hash: u32,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    None,
    Bool(bool),
    Number(u64),
    Text(TextRange),
    /// So many nodes from the first.
    List(u32, u32),
    /// So many nodes from the first.
    Object(u32, u32),
    /// The same, and the number of its table.
    LargeObject(u32, u32, u32),
    Free(Box<Value>),
}

/// A list or an object of a [`Packed`].
#[derive(Clone, Copy)]
pub(crate) struct PackedView<'v> {
    packed: &'v Packed,
    content: &'v Content,
}

/// From so many fields on, an object has a table of them.
const MANY: usize = 24;

/// Where the fields of an object are, by the hash of their names: a table that is at most half full, in which a field is
/// at its hash or, where others are, behind it.
#[derive(Debug)]
struct NameTable(Box<[Option<NonZeroU32>]>);

impl NameTable {
    fn new(nodes: &[Node]) -> NameTable {
        let mut places = vec![None; (nodes.len() * 2).next_power_of_two()];

        for (index, node) in nodes.iter().enumerate() {
            let mut place = node.hash as usize % places.len();
            while places[place].is_some() {
                place = (place + 1) % places.len();
            }
            places[place] = NonZeroU32::new(offset(index + 1));
        }

        NameTable(places.into_boxed_slice())
    }

    /// Returns the numbers of the nodes that may have a name.
    fn candidates(&self, hash: u32) -> impl Iterator<Item = usize> {
        let start = hash as usize;
        let places = (start..).map(|place| self.0[place % self.0.len()]);
        places.map_while(|place| place.map(|number| number.get() as usize - 1))
    }
}

impl Packed {
    /// Copies a view.
    pub(crate) fn new(view: View<'_>) -> Packed {
        let mut packer = Packer::default();
        packer.nodes.push(Node::unnamed());
        packer.nodes[0].content = packer.content(view);

        Packed {
            texts: packer.texts.into_boxed_str(),
            nodes: packer.nodes.into_boxed_slice(),
            tables: packer.tables,
        }
    }

    fn text(&self, (start, end): TextRange) -> &str {
        &self.texts[start as usize..end as usize]
    }

    fn nodes(&self, first: u32, count: u32) -> &[Node] {
        &self.nodes[first as usize..(first + count) as usize]
    }

    fn view_of<'v>(&'v self, content: &'v Content) -> View<'v> {
        match content {
            Content::None => View::None,
            Content::Bool(value) => View::Bool(*value),
            Content::Number(number) => View::Number(*number),
            Content::Text(range) => View::Text(self.text(*range)),
            Content::Free(value) => View::Free(value),
            Content::List(..) | Content::Object(..) | Content::LargeObject(..) => {
                View::Packed(PackedView { packed: self, content })
            }
        }
    }
}

impl AsView for Packed {
    fn view(&self) -> View<'_> {
        self.view_of(&self.nodes[0].content)
    }
}

impl<'v> PackedView<'v> {
    pub(super) fn field(self, name: Name<'_>) -> Option<View<'v>> {
        let is_it =
            |node: &&Node| node.hash == name.hash && self.packed.text(node.name) == name.text;
        let node = match *self.content {
            Content::Object(first, count) => self.packed.nodes(first, count).iter().find(is_it),
            Content::LargeObject(first, count, table) => {
                let nodes = self.packed.nodes(first, count);
                let candidates = self.packed.tables[table as usize].candidates(name.hash);
                candidates.map(|index| &nodes[index]).find(is_it)
            }
            _ => None,
        };

        node.map(|node| self.packed.view_of(&node.content))
    }

    pub(super) fn list(self) -> Option<usize> {
        match *self.content {
            Content::List(_, count) => Some(count as usize),
            _ => None,
        }
    }

    /// Returns how many fields an object has; none where this is no object.
    pub(super) fn object(self) -> Option<usize> {
        match *self.content {
            Content::Object(_, count) | Content::LargeObject(_, count, _) => Some(count as usize),
            _ => None,
        }
    }

    pub(super) fn item(self, index: usize) -> Option<View<'v>> {
        let Content::List(first, count) = *self.content else {
            return None;
        };
        let node = self.packed.nodes(first, count).get(index)?;

        Some(self.packed.view_of(&node.content))
    }
}

impl Serialize for PackedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self.content {
            Content::Object(first, count) | Content::LargeObject(first, count, _) => {
                let mut map = serializer.serialize_map(Some(count as usize))?;
                for node in self.packed.nodes(first, count) {
                    let view = self.packed.view_of(&node.content);
                    map.serialize_entry(self.packed.text(node.name), &view)?;
                }
                map.end()
            }
            Content::List(first, count) => {
                let mut list = serializer.serialize_seq(Some(count as usize))?;
                for node in self.packed.nodes(first, count) {
                    list.serialize_element(&self.packed.view_of(&node.content))?;
                }
                list.end()
            }
            _ => self.packed.view_of(self.content).serialize(serializer),
        }
    }
}

impl Node {
    fn unnamed() -> Node {
        Node { name: (0, 0), hash: 0, content: Content::None }
    }
}

/// The parts of a [`Packed`] while it is made.
#[derive(Default)]
struct Packer {
    texts: String,
    nodes: Vec<Node>,
    tables: Vec<NameTable>,
}

impl Packer {
    fn text(&mut self, text: &str) -> TextRange {
        let start = offset(self.texts.len());
        self.texts.push_str(text);
        (start, offset(self.texts.len()))
    }

    fn content(&mut self, view: View<'_>) -> Content {
        match view {
            View::None => Content::None,
            View::Bool(value) => Content::Bool(value),
            View::Number(number) => Content::Number(number),
            View::Text(text) => Content::Text(self.text(text)),
            View::Free(value) => Content::Free(Box::new(value.clone())),
            View::List(_) => self.list(view),
            View::Object(fields) => {
                let mut named = Vec::new();
                fields.each(&mut |name, view| named.push((name, view)));
                self.object(&named)
            }
            View::Packed(inner) if inner.list().is_some() => self.list(view),
            View::Packed(PackedView { packed, content }) => {
                let (Content::Object(first, count) | Content::LargeObject(first, count, _)) =
                    *content
                else {
                    return self.content(packed.view_of(content));
                };
                let nodes = packed.nodes(first, count).iter();
                let named: Vec<_> = nodes
                    .map(|node| (packed.text(node.name), packed.view_of(&node.content)))
                    .collect();
                self.object(&named)
            }
        }
    }

    fn list(&mut self, list: View<'_>) -> Content {
        let items: Vec<_> =
            (0..list.list().unwrap_or_default()).filter_map(|index| list.item(index)).collect();
        let first = self.nodes.len();
        self.nodes.extend(items.iter().map(|_| Node::unnamed()));
        self.fill(first, &items);

        Content::List(offset(first), offset(items.len()))
    }

    fn object(&mut self, named: &[(&str, View<'_>)]) -> Content {
        let first = self.nodes.len();
        for (name, _) in named {
            let hash = Name::new(name).hash;
            let name = self.text(name);
            self.nodes.push(Node { name, hash, content: Content::None });
        }

        let is_large = named.len() >= MANY;
        let table = offset(self.tables.len());
        if is_large {
            self.tables.push(NameTable::new(&self.nodes[first..]));
        }

        let views: Vec<_> = named.iter().map(|(_, view)| *view).collect();
        self.fill(first, &views);

        let (first, count) = (offset(first), offset(named.len()));
        match is_large {
            true => Content::LargeObject(first, count, table),
            false => Content::Object(first, count),
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

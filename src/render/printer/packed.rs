//! A view that outlives what it was taken of, in two blocks of memory.
//!
//! In: a [`View`] of a card, which borrows from a site. Out: a [`Packed`] copy of it, which a cache can keep and
//! threads can share. Invariant: its view has the fields and the values of the original, in the same order.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use tera::Value;

use super::view::{AsView, View};

/// A copy of a view: all texts one after the other, and all values one after the other.
#[derive(Debug)]
pub(crate) struct Packed {
    texts: Box<str>,
    nodes: Box<[Node]>,
}

/// A card, as pages share it.
pub(crate) type Card = Arc<Packed>;

/// Where a text lies in [`Packed::texts`], in bytes.
type TextRange = (u32, u32);

/// A value, and its name where it is a field of an object.
#[derive(Debug, Clone)]
struct Node {
    name: TextRange,
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
    /// So many nodes from the first; whether they are in the order of their names.
    Object(u32, u32, bool),
    Free(Value),
}

/// A list or an object of a [`Packed`].
#[derive(Clone, Copy)]
pub(crate) struct PackedView<'v> {
    packed: &'v Packed,
    content: &'v Content,
}

/// From so many fields on, a field is looked for by halves.
const MANY: u32 = 24;

impl Packed {
    /// Copies a view.
    pub(crate) fn new(view: View<'_>) -> Packed {
        let mut packer = Packer::default();
        packer.nodes.push(Node { name: (0, 0), content: Content::None });
        packer.nodes[0].content = packer.content(view);

        Packed {
            texts: packer.texts.into_boxed_str(),
            nodes: packer.nodes.into_boxed_slice(),
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
            Content::List(..) | Content::Object(..) => {
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
    pub(super) fn field(self, name: &str) -> Option<View<'v>> {
        let Content::Object(first, count, is_sorted) = *self.content else {
            return None;
        };
        let nodes = self.packed.nodes(first, count);
        let node = if is_sorted && count >= MANY {
            let by_name = |node: &Node| self.packed.text(node.name).cmp(name);
            &nodes[nodes.binary_search_by(by_name).ok()?]
        } else {
            nodes.iter().find(|node| self.packed.text(node.name) == name)?
        };

        Some(self.packed.view_of(&node.content))
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
            Content::Object(_, count, _) => Some(count as usize),
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
            Content::Object(first, count, _) => {
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

/// The parts of a [`Packed`] while it is made.
#[derive(Default)]
struct Packer {
    texts: String,
    nodes: Vec<Node>,
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
            View::Free(value) => Content::Free(value.clone()),
            View::List(items) => {
                let views = (0..items.count()).filter_map(|index| items.item(index));
                let children = views.map(|view| ((0, 0), view)).collect();
                let (first, count) = self.children(children);
                Content::List(first, count)
            }
            View::Object(fields) => {
                let mut named = Vec::new();
                fields.each(&mut |name, view| named.push((name, view)));

                let is_sorted = named.is_sorted_by(|one, next| one.0 < next.0);
                let children =
                    named.into_iter().map(|(name, view)| (self.text(name), view)).collect();
                let (first, count) = self.children(children);
                Content::Object(first, count, is_sorted)
            }
            View::Packed(PackedView { packed, content }) => match *content {
                Content::List(first, count) => {
                    let nodes = packed.nodes(first, count).iter();
                    let children =
                        nodes.map(|node| ((0, 0), packed.view_of(&node.content))).collect();
                    let (first, count) = self.children(children);
                    Content::List(first, count)
                }
                Content::Object(first, count, is_sorted) => {
                    let nodes = packed.nodes(first, count).iter();
                    let children = nodes
                        .map(|node| {
                            (self.text(packed.text(node.name)), packed.view_of(&node.content))
                        })
                        .collect();
                    let (first, count) = self.children(children);
                    Content::Object(first, count, is_sorted)
                }
                _ => self.content(packed.view_of(content)),
            },
        }
    }

    /// Adds the children of a list or an object, one after the other; theirs come behind them.
    fn children(&mut self, children: Vec<(TextRange, View<'_>)>) -> (u32, u32) {
        let first = self.nodes.len();
        let names = children.iter().map(|(name, _)| Node { name: *name, content: Content::None });
        self.nodes.extend(names);

        for (index, (_, view)) in children.iter().enumerate() {
            self.nodes[first + index].content = self.content(*view);
        }

        (offset(first), offset(children.len()))
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a card is smaller than 4 GB: its file was read, and no file is larger")
}

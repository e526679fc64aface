//! What a template may read, borrowed from the typed variables of a page, or from a packed copy of some of them.
//!
//! In: variables. Out: a [`View`], which the printer reads by name and serde writes for Tera and `chancery context`.
//! Invariant: a view is read without a copy.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use tera::Value;

use super::names::{FieldName, NameTable};

/// A value as a template reads it.
#[derive(Clone, Copy)]
pub(crate) enum View<'v> {
    /// Defined, but absent.
    None,
    Bool(bool),
    Number(u64),
    Text(&'v str),
    List(&'v dyn ViewItems),
    Object(&'v dyn ViewFields),
    /// A list or an object of a card.
    Packed(PackedView<'v>),
    /// What a free map holds beside text, whole numbers, `true` and `false`: a list, a map, a decimal number.
    Free(&'v Value),
}

/// Something that templates may read.
pub(crate) trait AsView {
    fn view(&self) -> View<'_>;
}

/// The items of a list.
pub(crate) trait ViewItems {
    fn count(&self) -> usize;
    fn item(&self, index: usize) -> Option<View<'_>>;
}

/// The fields of an object.
pub(crate) trait ViewFields {
    /// Returns a field by name; none where the object has no such field.
    fn field(&self, name: FieldName<'_>) -> Option<View<'_>>;

    /// Calls `visit` with each field, in the order of their declaration.
    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, View<'v>));
}

impl<'v> View<'v> {
    /// Returns a field of an object.
    pub(crate) fn field(self, name: FieldName<'_>) -> Option<View<'v>> {
        match self {
            View::Object(fields) => fields.field(name),
            View::Packed(packed) => packed.field(name),
            View::Free(value) => {
                let mut entries = value.as_map()?.iter();
                entries
                    .find(|(key, _)| key.as_str() == Some(name.text))
                    .map(|(_, value)| value.view())
            }
            View::None | View::Bool(_) | View::Number(_) | View::Text(_) | View::List(_) => None,
        }
    }

    /// Returns how many items a list has; none where this is no list.
    pub(crate) fn list(self) -> Option<usize> {
        match self {
            View::List(items) => Some(items.count()),
            View::Packed(packed) => packed.list(),
            View::Free(value) => value.as_array().map(<[Value]>::len),
            View::None | View::Bool(_) | View::Number(_) | View::Text(_) | View::Object(_) => None,
        }
    }

    /// Returns an item of a list.
    pub(crate) fn item(self, index: usize) -> Option<View<'v>> {
        match self {
            View::List(items) => items.item(index),
            View::Packed(packed) => packed.item(index),
            View::Free(value) => value.as_array()?.get(index).map(Value::view),
            View::None | View::Bool(_) | View::Number(_) | View::Text(_) | View::Object(_) => None,
        }
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            View::None => serializer.serialize_none(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Number(number) => serializer.serialize_u64(number),
            View::Free(value) => value.serialize(serializer),
            View::Text(text) => serializer.serialize_str(text),
            View::Packed(packed) => packed.serialize(serializer),

            View::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.count()))?;
                for index in 0..items.count() {
                    list.serialize_element(&items.item(index).unwrap_or(View::None))?;
                }
                list.end()
            }

            View::Object(fields) => {
                let mut map = serializer.serialize_map(None)?;
                let mut result = Ok(());
                fields.each(&mut |name, view| {
                    if result.is_ok() {
                        result = map.serialize_entry(name, &view);
                    }
                });
                result?;
                map.end()
            }
        }
    }
}

/// A copy of a view: all texts one after the other, and all values one after the other.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(super) texts: Box<str>,
    pub(super) nodes: Box<[PackedNode]>,
    /// For each object of many fields: their places among its nodes, by hash.
    pub(super) tables: Vec<NameTable>,
}

/// Where a text lies in [`Packed::texts`], in bytes.
pub(super) type PackedRange = (u32, u32);

/// A value, and its name where it is a field of an object.
#[derive(Debug, Clone)]
pub(super) struct PackedNode {
    pub(super) name: PackedRange,
    /// The hash of the name.
    pub(super) hash: u32,
    pub(super) content: PackedContent,
}

#[derive(Debug, Clone)]
pub(super) enum PackedContent {
    None,
    Bool(bool),
    Number(u64),
    Text(PackedRange),
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
    content: &'v PackedContent,
}

impl Packed {
    pub(super) fn text(&self, (start, end): PackedRange) -> &str {
        &self.texts[start as usize..end as usize]
    }

    fn nodes(&self, first: u32, count: u32) -> &[PackedNode] {
        &self.nodes[first as usize..(first + count) as usize]
    }

    fn view_of<'v>(&'v self, content: &'v PackedContent) -> View<'v> {
        match content {
            PackedContent::None => View::None,
            PackedContent::Bool(value) => View::Bool(*value),
            PackedContent::Number(number) => View::Number(*number),
            PackedContent::Text(range) => View::Text(self.text(*range)),
            PackedContent::Free(value) => View::Free(value),
            PackedContent::List(..)
            | PackedContent::Object(..)
            | PackedContent::LargeObject(..) => View::Packed(PackedView { packed: self, content }),
        }
    }
}

impl AsView for Packed {
    fn view(&self) -> View<'_> {
        self.view_of(&self.nodes[0].content)
    }
}

impl<'v> PackedView<'v> {
    pub(super) fn field(self, name: FieldName<'_>) -> Option<View<'v>> {
        let is_it =
            |node: &&PackedNode| node.hash == name.hash && self.packed.text(node.name) == name.text;
        let node = match *self.content {
            PackedContent::Object(first, count) => {
                self.packed.nodes(first, count).iter().find(is_it)
            }
            PackedContent::LargeObject(first, count, table) => {
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
            PackedContent::List(_, count) => Some(count as usize),
            _ => None,
        }
    }

    /// Returns how many fields an object has; none where this is no object.
    pub(super) fn object(self) -> Option<usize> {
        match *self.content {
            PackedContent::Object(_, count) | PackedContent::LargeObject(_, count, _) => {
                Some(count as usize)
            }
            _ => None,
        }
    }

    /// Calls `visit` with each field of an object, in order.
    pub(super) fn each(self, visit: &mut dyn FnMut(&'v str, View<'v>)) {
        if let PackedContent::Object(first, count) | PackedContent::LargeObject(first, count, _) =
            *self.content
        {
            for node in self.packed.nodes(first, count) {
                visit(self.packed.text(node.name), self.packed.view_of(&node.content));
            }
        }
    }

    pub(super) fn item(self, index: usize) -> Option<View<'v>> {
        let PackedContent::List(first, count) = *self.content else {
            return None;
        };
        let node = self.packed.nodes(first, count).get(index)?;

        Some(self.packed.view_of(&node.content))
    }
}

impl Serialize for PackedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self.content {
            PackedContent::Object(first, count) | PackedContent::LargeObject(first, count, _) => {
                let mut map = serializer.serialize_map(Some(count as usize))?;
                for node in self.packed.nodes(first, count) {
                    let view = self.packed.view_of(&node.content);
                    map.serialize_entry(self.packed.text(node.name), &view)?;
                }
                map.end()
            }
            PackedContent::List(first, count) => {
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

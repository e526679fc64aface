//! What a template may read, borrowed from the typed variables of a page.
//!
//! In: a struct whose fields are declared with [`fields!`]. Out: a [`View`] of it, which the printer reads by
//! name and serde writes for Tera and `chancery context`. Invariant: both see the same names and values, because
//! there is one description of each struct.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use tera::Value;

use super::packed::PackedView;

/// A value as a template reads it.
#[derive(Clone, Copy)]
pub(crate) enum View<'v> {
    /// Defined, but absent.
    None,
    Bool(bool),
    Number(u64),
    Text(&'v str),
    List(&'v dyn Items),
    Object(&'v dyn Fields),
    /// A list or an object of a card.
    Packed(PackedView<'v>),
    /// What a free map holds beside text, whole numbers, `true` and `false`: a list, a map, a decimal number.
    Free(&'v Value),
}

/// The name of a field, with its hash: comparing two numbers rules out nearly every other name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'n> {
    pub(crate) text: &'n str,
    pub(crate) hash: u32,
}

impl<'n> Name<'n> {
    /// Hashes a name, by FNV-1a (draft-eastlake-fnv): short, and possible while compiling.
    pub(crate) const fn new(text: &'n str) -> Name<'n> {
        let bytes = text.as_bytes();
        let mut hash = 0x811c_9dc5_u32;
        let mut index = 0;
        while index < bytes.len() {
            hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
            index += 1;
        }

        Name { text, hash }
    }

    pub(crate) fn is(self, other: Name<'_>) -> bool {
        self.hash == other.hash && self.text == other.text
    }
}

/// Something that templates may read.
pub(crate) trait AsView {
    fn view(&self) -> View<'_>;
}

/// The items of a list.
pub(crate) trait Items {
    fn count(&self) -> usize;
    fn item(&self, index: usize) -> Option<View<'_>>;
}

/// The fields of an object.
pub(crate) trait Fields {
    /// Returns a field by name; none where the object has no such field.
    fn field(&self, name: Name<'_>) -> Option<View<'_>>;

    /// Calls `visit` with each field, in the order of their declaration.
    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, View<'v>));
}

/// Declares which fields of a struct, or of each variant of an enum, templates may read.
///
/// Every field has to be named, so that the compiler notices one that was forgotten; `..field` makes the fields of an
/// inner struct fields of this one.
macro_rules! fields {
    (enum $kind:ident $(<$life:lifetime>)? $($variant:ident { $($name:ident),* $(,)? })+) => {
        impl $crate::render::printer::Fields for $kind $(<$life>)? {
            fn field(
                &self,
                name: $crate::render::printer::Name<'_>,
            ) -> Option<$crate::render::printer::View<'_>> {
                match self {$(
                    $kind::$variant { $($name),* } => {
                        $(
                            if name.is(const { $crate::render::printer::field_name(stringify!($name)) }) {
                                return Some($crate::render::printer::AsView::view($name));
                            }
                        )*
                        None
                    }
                )+}
            }

            fn each<'v>(
                &'v self,
                visit: &mut dyn FnMut(&'v str, $crate::render::printer::View<'v>),
            ) {
                match self {$(
                    $kind::$variant { $($name),* } => {
                        $( visit(stringify!($name), $crate::render::printer::AsView::view($name)); )*
                    }
                )+}
            }
        }

        impl serde::Serialize for $kind $(<$life>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::render::printer::View::Object(self).serialize(serializer)
            }
        }
    };
    ($($kind:ident $(<$life:lifetime>)? { $(..$inner:ident,)? $($name:ident),* $(,)? })+) => {$(
        impl $crate::render::printer::Fields for $kind $(<$life>)? {
            fn field(
                &self,
                name: $crate::render::printer::Name<'_>,
            ) -> Option<$crate::render::printer::View<'_>> {
                let $kind { $($inner,)? $($name),* } = self;
                $(
                    if name.is(const { $crate::render::printer::field_name(stringify!($name)) }) {
                        return Some($crate::render::printer::AsView::view($name));
                    }
                )*
                $(
                    if let Some(view) = $crate::render::printer::Fields::field($inner, name) {
                        return Some(view);
                    }
                )?
                None
            }

            fn each<'v>(
                &'v self,
                visit: &mut dyn FnMut(&'v str, $crate::render::printer::View<'v>),
            ) {
                let $kind { $($inner,)? $($name),* } = self;
                $( $crate::render::printer::Fields::each($inner, visit); )?
                $(
                    visit(
                        $crate::render::printer::field_name(stringify!($name)).text,
                        $crate::render::printer::AsView::view($name),
                    );
                )*
            }
        }

        impl $crate::render::printer::AsView for $kind $(<$life>)? {
            fn view(&self) -> $crate::render::printer::View<'_> {
                $crate::render::printer::View::Object(self)
            }
        }

        impl serde::Serialize for $kind $(<$life>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::render::printer::AsView::view(self).serialize(serializer)
            }
        }
    )+};
}
pub(crate) use fields;

/// Returns the name that templates know a field by: `type` for `r#type`.
pub(crate) const fn field_name(name: &'static str) -> Name<'static> {
    match name.as_bytes() {
        [b'r', b'#', ..] => Name::new(name.split_at(2).1),
        _ => Name::new(name),
    }
}

impl<'v> View<'v> {
    /// Returns a field of an object.
    pub(crate) fn field(self, name: Name<'_>) -> Option<View<'v>> {
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

impl AsView for bool {
    fn view(&self) -> View<'_> {
        View::Bool(*self)
    }
}

impl AsView for usize {
    fn view(&self) -> View<'_> {
        View::Number(*self as u64)
    }
}

impl AsView for u8 {
    fn view(&self) -> View<'_> {
        View::Number(u64::from(*self))
    }
}

impl AsView for str {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl AsView for &str {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl AsView for String {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl AsView for Box<str> {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl AsView for Cow<'_, str> {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl<T: AsView> AsView for Option<T> {
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::None, T::view)
    }
}

impl<T: AsView> AsView for Arc<T> {
    fn view(&self) -> View<'_> {
        (**self).view()
    }
}

impl<T: AsView> AsView for Box<T> {
    fn view(&self) -> View<'_> {
        (**self).view()
    }
}

impl<T: AsView> AsView for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: AsView> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<View<'_>> {
        self.get(index).map(T::view)
    }
}

impl Fields for BTreeMap<Box<str>, Box<str>> {
    fn field(&self, name: Name<'_>) -> Option<View<'_>> {
        self.get(name.text).map(|text| View::Text(text))
    }

    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, View<'v>)) {
        self.iter().for_each(|(name, text)| visit(name, View::Text(text)));
    }
}

impl AsView for Value {
    fn view(&self) -> View<'_> {
        if self.is_none() {
            View::None
        } else if let Some(text) = self.as_str() {
            View::Text(text)
        } else if let Some(value) = self.as_bool() {
            View::Bool(value)
        } else if let Some(number) = self.as_i64().and_then(|number| u64::try_from(number).ok()) {
            View::Number(number)
        } else {
            View::Free(self)
        }
    }
}

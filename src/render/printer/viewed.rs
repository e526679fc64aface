//! What may be read of the types that variables are made of.
//!
//! In: a struct whose fields are declared with [`fields!`]. Out: its [`View`]. Invariant: the printer and serde see the
//! same names and values, because there is one description of each struct.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;

use super::names::FieldName;
use super::view::{AsView, View, ViewFields, ViewItems};

/// Declares which fields of a struct, or of each variant of an enum, templates may read.
///
/// Every field has to be named, so that the compiler notices one that was forgotten; `..field` makes the fields of an
/// inner struct fields of this one.
macro_rules! fields {
    (enum $kind:ident $(<$life:lifetime>)? $($variant:ident { $($name:ident),* $(,)? })+) => {
        impl $crate::render::printer::ViewFields for $kind $(<$life>)? {
            fn field(
                &self,
                name: $crate::render::printer::FieldName<'_>,
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
        impl $crate::render::printer::ViewFields for $kind $(<$life>)? {
            fn field(
                &self,
                name: $crate::render::printer::FieldName<'_>,
            ) -> Option<$crate::render::printer::View<'_>> {
                let $kind { $($inner,)? $($name),* } = self;
                $(
                    if name.is(const { $crate::render::printer::field_name(stringify!($name)) }) {
                        return Some($crate::render::printer::AsView::view($name));
                    }
                )*
                $(
                    if let Some(view) = $crate::render::printer::ViewFields::field($inner, name) {
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
                $( $crate::render::printer::ViewFields::each($inner, visit); )?
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

impl<T: AsView> ViewItems for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<View<'_>> {
        self.get(index).map(T::view)
    }
}

impl ViewFields for BTreeMap<Box<str>, Box<str>> {
    fn field(&self, name: FieldName<'_>) -> Option<View<'_>> {
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

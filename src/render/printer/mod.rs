//! A printer of templates: the language is Tera's, the speed that of bytes.
//!
//! In: the templates of a theme, the typed variables of a page. Out: the page. Invariant: it prints the bytes that
//! Tera would, or declines and leaves the page to Tera: a template with a tag, filter, test or function that it does not
//! know has no [`Program`], and a page that meets an undefined name or a value it cannot print ends its run.

mod names;
mod packed;
mod parser;
mod program;
mod run;
mod syntax;
mod token;
mod view;
mod viewed;

pub(crate) use names::{FieldName, field_name};
pub(crate) use packed::{Card, pack};
pub(crate) use program::{Program, programs};
pub(crate) use run::{Host, HostAnswer, print};
pub(crate) use syntax::Function;
pub(crate) use view::{AsView, Packed, View, ViewFields};
pub(crate) use viewed::fields;

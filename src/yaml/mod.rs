//! YAML with places: the reader and the writer of front matter and of `site.yaml`.
//!
//! In: a block of a source's text. Out: a tree that keeps the place of every value, and typed values of
//! it; and the way back. Invariant: every fault becomes a finding, and reading continues after it.
//!
//! Keys are read here and not by serde, which stops at the first error of a file and does not know the
//! place of the second; only the free map `extra` is serde's.

mod bullets;
mod escapes;
mod fields;
mod foreign_keys;
mod json_schema;
mod layout;
mod lines;
mod messages;
mod node_reader;
mod schema;
mod syntax;
mod tree;
mod writer;

#[cfg(test)]
mod tests;

pub use fields::Fields;
pub use json_schema::json_schema;
pub use node_reader::{NodeReader, Text};
pub use schema::{Key, Schema, ValueType};
pub use tree::{KeyValue, MAX_DEPTH, Node, Tree, Value, parse};
pub use writer::{Draft, DraftItem, scalar, write, write_front_matter};

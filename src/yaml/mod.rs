//! YAML with places: the reader of front matter and of `site.yaml`.
//!
//! In: a stretch of a source's text. Out: a tree that remembers where everything stands, and typed
//! values of it. Invariant: whatever is wrong becomes a finding, and reading goes on behind it.
//!
//! Typed keys are read here and not by serde, which stops at the first error of a file and does not
//! know the place of the second; the free map `extra` is serde's.

mod fields;
mod tree;
mod trouble;

pub use fields::{Fields, Reading, Text};
pub use tree::{Entry, MAX_DEPTH, Node, Tree, Value, parse};
pub use trouble::quoted_if_needed;

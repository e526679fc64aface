//! Tests of the whole, linked into one binary.

mod docs;

//! The one binary of integration tests: it links once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cases;
mod hostile;
mod links;

//! The one binary of integration tests: it links once.

mod cases;
mod hostile;
mod links;

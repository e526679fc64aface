//! The printed site as text, and the checks on it before it is published.
//!
//! In: an edition, and the pages that it prints. Out: findings, and each page's own words.
//! Invariant: nothing is written, and every page is rendered by the same function that
//! publishes it.

pub mod difference;
mod held_words;
mod own_address;
mod pages;
mod phrase_scan;
mod printed_page;
mod templates;
mod text;
mod vanished;

pub use held_words::{HeldWords, Leak};
pub use pages::{by_template_line, check_held_pages, check_pages, is_text};
pub use templates::check_templates;
pub use text::{Block, PageLanguage, PageText, page_text};
pub use vanished::{PublishedSite, page_mark, vanished};

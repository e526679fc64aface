//! Findings about content: what is wrong, where, and how to fix it.
//!
//! In: what the stages find. Out: [`Diagnostic`]s, and documents of them in each output format.
//! Invariant: a diagnostic holds byte spans; lines and columns are counted only when it is written, against
//! [`Texts`].

mod clean;
mod code;
mod concat;
mod concise;
mod control;
mod excerpt;
mod explain;
mod finding;
mod fingerprint;
mod format;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod nearest;
mod patch;
mod position;
mod repeats;
mod sarif;
mod severity;
mod style;
mod summary;
mod texts;

#[cfg(test)]
mod tests;

pub use clean::{visible, visible_name, without_commands};
pub use code::{Code, Family};
pub use control::{TextKind, control_characters, escaped_control};
pub use explain::{Explanation, explain, list, nearest_code};
pub use finding::{Diagnostic, Edit, Label, Place, count, sort};
pub use format::{Format, write};
pub use json::{JSON_SCHEMA, safe_json};
pub use nearest::{KnownWords, is_one_slip, nearest};
pub use patch::{AppliedFix, CheckChanged, PatchedFile, apply_fixes, is_safe_fix, settled_fixes};
pub use position::{Position, place, places};
pub use repeats::{bound as bound_findings, merge as merge_repeats};
pub use severity::Severity;
pub use style::Style;
pub use summary::summary;
pub use texts::Texts;

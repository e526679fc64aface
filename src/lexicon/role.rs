//! Titles of office.

/// The words around a title of office.
#[derive(Debug)]
pub struct RoleWords {
    /// Endings of what comes before a title that was or will be held at another time, in lower case: "former".
    pub other_times: &'static [&'static str],
}

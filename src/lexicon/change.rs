//! Rises and falls.

/// Which way a change goes, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Certainly upwards.
    Rise,
    /// Certainly downwards.
    Fall,
    /// Certainly unchanged.
    Level,
    /// Not known.
    Unclear,
}

/// The words of changes.
#[derive(Debug)]
pub struct Changes {
    /// How a claim of exactly no change reads.
    pub none: &'static [&'static str],
    /// How a claim of little or no change reads.
    pub little: &'static [&'static str],
    /// How a claim reads that nobody can tell which way it went.
    pub unclear: &'static [&'static str],
    /// What comes before a size and gives its direction: "a fall of", without the article.
    pub phrases: &'static [(&'static str, Direction)],
    /// What comes after a size and gives its direction: "lower".
    pub phrases_after: &'static [(&'static str, Direction)],
}

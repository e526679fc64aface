//! Words near a label that a figure must not be given.

/// The words that decide whether a label is given to a figure.
#[derive(Debug)]
pub struct LabelWords {
    /// Words that deny the label, or set it against the figure.
    pub denials: &'static [&'static str],
    /// Those of them that may follow it.
    pub denials_after: &'static [&'static str],
    /// What begins another thought, or picks out a part of what is counted.
    pub separators: &'static [&'static str],
    /// Those of them that may belong to a qualifier: "than".
    pub limit_joints: &'static [&'static str],
    /// What comes before them there: "more".
    pub limit_words: &'static [&'static str],
    /// Words for a part of what is counted: "some of".
    pub parts: &'static [&'static str],
    /// What joins a part to its whole.
    pub of: &'static [&'static str],
    /// Things that are named after a label, and are not what the figure counts: "deportation orders".
    pub things: &'static [&'static str],
    /// Endings of words that can replace one another: "returned" for "deported".
    pub endings: &'static [&'static str],
}

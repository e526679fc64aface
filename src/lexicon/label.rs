//! Words near a label that must not be used for a figure.

/// The words that decide whether a label refers to a figure.
#[derive(Debug)]
pub struct LabelWords {
    /// Words that deny the label, or contrast it with the figure.
    pub denials: &'static [&'static str],
    /// Those of them that may follow it.
    pub denials_after: &'static [&'static str],
    /// Words that begin a new clause, or pick out a part of what is counted.
    pub separators: &'static [&'static str],
    /// Those of them that may belong to a qualifier: "than".
    pub limit_joints: &'static [&'static str],
    /// Words before them in that use: "more".
    pub limit_words: &'static [&'static str],
    /// Words for a part of what is counted: "some of".
    pub parts: &'static [&'static str],
    /// Words between a part and its whole.
    pub of: &'static [&'static str],
    /// Things that are named after a label but are not what the figure counts: "deportation orders".
    pub things: &'static [&'static str],
    /// Endings that can replace one another: "returned" for "deported".
    pub endings: &'static [&'static str],
}

//! What is said of agreements.

/// How far a phrase says that an agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementStanding {
    /// It is in force.
    InForce,
    /// It is ratified.
    Ratified,
    /// It is signed.
    Signed,
    /// It binds in law.
    Binding,
}

/// A phrase that says how far an agreement has come.
#[derive(Debug)]
pub struct StandingPhrase {
    /// Its words after the verb: "in force".
    pub words: &'static str,
    /// The verbs, and the words after a verb, that come right before them.
    pub verbs: &'static [&'static str],
    /// What it says.
    pub standing: AgreementStanding,
}

/// The words of what is said of agreements.
#[derive(Debug)]
pub struct AgreementWords {
    /// How far an agreement has come; of phrases that end alike, the longest first.
    pub phrases: &'static [StandingPhrase],
    /// What makes a phrase a hope, a condition or a denial.
    pub suppositions: &'static [&'static str],
    /// What an agreement is called where its name is not given.
    pub nouns: &'static [&'static str],
    /// What refers to one that has just been named.
    pub pronouns: &'static [&'static str],
    /// What makes a noun the agreement that the page is about.
    pub definite_articles: &'static [&'static str],
    /// What may come before an agreement that a verb leads to.
    pub articles: &'static [&'static str],
    /// Words that may be between an agreement and what is said of it.
    pub joining: &'static [&'static str],
    /// What is a treaty only if it binds.
    pub treaty: &'static [&'static str],
    /// What calls an agreement so: "is", "as".
    pub treaty_verbs: &'static [&'static str],
    /// What denies it.
    pub treaty_denials: &'static [&'static str],
}

//! Words about the status of agreements.

/// The status that a phrase gives an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementStanding {
    /// It is in force.
    InForce,
    /// It is ratified.
    Ratified,
    /// It is signed.
    Signed,
    /// Its text is agreed.
    Agreed,
    /// It has ended.
    Ended,
    /// It is legally binding.
    Binding,
}

/// What the form of a phrase says about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingForm {
    /// It has happened: "entered into force".
    Done,
    /// It has happened if a form of "have" or "be" precedes it: "come into force".
    Participle,
    /// It holds if a form of "be" or "now" precedes it: "in force".
    State,
    /// It will happen, or happens at some time: "enters into force", "ratify".
    Open,
}

/// A phrase for the status of an agreement.
#[derive(Debug)]
pub struct StandingPhrase {
    /// Its words.
    pub words: &'static str,
    /// The status.
    pub standing: AgreementStanding,
    /// What its form says about time.
    pub form: StandingForm,
}

/// The words about the status of agreements.
#[derive(Debug)]
pub struct AgreementWords {
    /// Phrases for a status; of phrases with the same beginning, the longest first.
    pub phrases: &'static [StandingPhrase],
    /// Things that are named after an agreement: "the law on the agreement".
    pub things: &'static [&'static str],
    /// Words between a verb and the agreement as its object: "signed the landmark".
    pub objects: &'static [&'static str],
    /// Words before a phrase for an event that has not happened yet: "yet to be".
    pub not_yet: &'static [&'static str],
    /// Words that make a denial or a future a condition: "once".
    pub conditions: &'static [&'static str],
    /// Words for a certain future: "will be".
    pub futures: &'static [&'static str],
    /// Words before a phrase that make it a state: "is", "already".
    pub states: &'static [&'static str],
    /// Words that make a phrase a hope, a condition or a denial.
    pub suppositions: &'static [&'static str],
    /// Nouns for an agreement without its name.
    pub nouns: &'static [&'static str],
    /// Pronouns for an agreement that has just been named.
    pub pronouns: &'static [&'static str],
    /// Words that make a noun mean the page's own agreement.
    pub definite_articles: &'static [&'static str],
    /// Words that may come before an agreement as an object.
    pub articles: &'static [&'static str],
    /// Words that may come between an agreement and the phrase about it.
    pub joining: &'static [&'static str],
    /// Words for an instrument that is binding: "treaty".
    pub treaty: &'static [&'static str],
    /// Words that give an agreement that name: "is", "as".
    pub treaty_verbs: &'static [&'static str],
    /// Words that deny that name.
    pub treaty_denials: &'static [&'static str],
}

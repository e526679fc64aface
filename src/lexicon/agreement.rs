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
    /// Its text is agreed.
    Agreed,
    /// It is over.
    Ended,
    /// It binds in law.
    Binding,
}

/// What the form of a phrase says of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingForm {
    /// It has happened: "entered into force".
    Done,
    /// It has happened where a form of "have" or "be" comes before it: "come into force".
    Participle,
    /// It holds where a form of "be" or "now" comes before it: "in force".
    State,
    /// It is to happen, or happens at some time: "enters into force", "ratify".
    Open,
}

/// A phrase that says how far an agreement has come.
#[derive(Debug)]
pub struct StandingPhrase {
    /// Its words.
    pub words: &'static str,
    /// What it says.
    pub standing: AgreementStanding,
    /// What its form says of its time.
    pub form: StandingForm,
}

/// The words of what is said of agreements.
#[derive(Debug)]
pub struct AgreementWords {
    /// How far an agreement has come; of phrases that begin alike, the longest first.
    pub phrases: &'static [StandingPhrase],
    /// What is written of an agreement and is another thing: "the law on the agreement".
    pub things: &'static [&'static str],
    /// What comes between a verb and the agreement that it is done to: "signed the landmark".
    pub objects: &'static [&'static str],
    /// What says that something has not happened yet, before a phrase: "yet to be".
    pub not_yet: &'static [&'static str],
    /// What makes a denial or a future a condition: "once".
    pub conditions: &'static [&'static str],
    /// What says that it is bound to happen: "will be".
    pub futures: &'static [&'static str],
    /// What makes a phrase a state, before it: "is", "already".
    pub states: &'static [&'static str],
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

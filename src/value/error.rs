//! Why a text cannot be read as a value.

use std::fmt;

/// What is wrong with a text, and what to write instead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueError {
    /// The fact, in a writer's words: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What to write in place of the whole text, where only one thing can be meant.
    pub fix: Option<String>,
}

impl ValueError {
    /// States a fact.
    #[must_use]
    pub fn new(message: impl Into<String>) -> ValueError {
        ValueError { message: message.into(), ..ValueError::default() }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> ValueError {
        self.help = Some(help.into());
        self
    }

    /// Gives the text that is to replace the whole.
    #[must_use]
    pub fn fix(mut self, replacement: impl Into<String>) -> ValueError {
        self.fix = Some(replacement.into());
        self
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ValueError {}

//! Why a command could not run.

use std::fmt;
use std::io;

use crate::output::OutputError;
use crate::publish::PublishError;
use crate::render::SourceError;

/// An error outside the content: a folder, a disk, a flag.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    /// The kind of an I/O error; none for all others.
    kind: Option<io::ErrorKind>,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), kind: None }
    }

    /// Tells whether the reader of our output went away, as in `chancery uses x | head`; that is not an
    /// error.
    pub(super) fn is_broken_pipe(&self) -> bool {
        self.kind == Some(io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure { message: error.to_string(), kind: Some(error.kind()) }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Failure {
        Failure::new(error.to_string())
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Failure {
        Failure::new(error.to_string())
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Failure {
        Failure::new(error.to_string())
    }
}

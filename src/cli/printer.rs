//! What a program says that runs for long: printed by a thread of its own.
//!
//! In: lines and findings. Out: text on standard error. Invariant: whoever does not read it, or holds the
//! terminal, holds up no rebuild; what is said meanwhile waits, and of very much the last is left out.

use std::io;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use super::failure::Failure;
use super::report::{self, Stream};
use crate::diagnostic::{Diagnostic, Format, Texts};

/// How many texts wait for a reader.
const WAITING_MAX: usize = 1000;
/// How long the end of the program waits for one.
const END_TIME: Duration = Duration::from_millis(200);

/// Where to say it.
#[derive(Clone)]
pub(super) struct Printer(SyncSender<Said>);

enum Said {
    Text(String),
    /// Everything before was printed.
    All(SyncSender<()>),
}

impl Printer {
    /// Starts the thread.
    pub(super) fn start() -> io::Result<Printer> {
        let (say, said) = sync_channel(WAITING_MAX);
        let print = move || {
            for said in said {
                match said {
                    Said::Text(text) => report::error(&text),
                    // Who asked may have gone in the meantime.
                    Said::All(done) => drop(done.send(())),
                }
            }
        };

        std::thread::Builder::new().name("print".to_owned()).spawn(print)?;

        Ok(Printer(say))
    }

    /// Prints a line.
    pub(super) fn say(&self, line: &str) {
        self.print(format!("{line}\n"));
    }

    /// Prints why something could not be done.
    pub(super) fn failure(&self, failure: &Failure) {
        self.print(report::failure_text(failure));
    }

    /// Prints findings in full.
    pub(super) fn findings(&self, findings: &[Diagnostic], texts: &dyn Texts, site: &Path) {
        let form = (Format::Full, Stream::Error);
        self.print(report::findings_text(findings, texts, site, form));
    }

    /// Waits until all is printed, but not for a reader who is none.
    pub(super) fn finish(&self) {
        let (done, is_done) = sync_channel(1);
        if self.0.try_send(Said::All(done)).is_ok() {
            is_done.recv_timeout(END_TIME).ok();
        }
    }

    fn print(&self, text: String) {
        // Where nobody has read a thousand texts, one more is of no use.
        self.0.try_send(Said::Text(text)).ok();
    }
}

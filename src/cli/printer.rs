//! Prints from a background thread, so that a blocked terminal never delays a rebuild.
//!
//! In: lines and findings. Out: text on standard error, in order. Invariant: no call waits for the
//! reader; if nobody reads for long, the newest texts are dropped.

use std::io;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use super::failure::Failure;
use super::report::{self, Output, Stream};
use crate::diagnostic::{Diagnostic, Format, Texts};

/// Number of texts that wait for a reader: the rebuilds of a long day, in little memory.
const QUEUE_SIZE: usize = 1000;
/// How long the end of the program waits for a reader; nobody notices a fifth of a second.
const END_TIME: Duration = Duration::from_millis(200);

/// A handle to the printing thread.
#[derive(Clone)]
pub(super) struct Printer(SyncSender<PrintJob>);

enum PrintJob {
    Text(String),
    /// Answers once everything before it is printed.
    Flush(SyncSender<()>),
}

impl Printer {
    /// Starts the thread.
    pub(super) fn start() -> io::Result<Printer> {
        let (sender, jobs) = sync_channel(QUEUE_SIZE);
        let print = move || {
            for job in jobs {
                match job {
                    PrintJob::Text(text) => report::error(&text),
                    // The caller may have given up waiting.
                    PrintJob::Flush(done) => drop(done.send(())),
                }
            }
        };

        std::thread::Builder::new().name("print".to_owned()).spawn(print)?;

        Ok(Printer(sender))
    }

    /// Prints a line.
    pub(super) fn line(&self, line: &str) {
        self.print(format!("{line}\n"));
    }

    /// Prints why something could not be done.
    pub(super) fn failure(&self, failure: &Failure) {
        self.print(report::failure_text(failure));
    }

    /// Prints findings in full.
    pub(super) fn findings(&self, findings: &[Diagnostic], texts: &dyn Texts, site: &Path) {
        let output = Output { format: Format::Full, stream: Stream::Error };
        self.print(report::findings_text(findings, texts, site, output));
    }

    /// Flushes pending output; gives up after [`END_TIME`] if nobody reads it.
    pub(super) fn finish(&self) {
        let (done, is_done) = sync_channel(1);
        if self.0.try_send(PrintJob::Flush(done)).is_ok() {
            is_done.recv_timeout(END_TIME).ok();
        }
    }

    fn print(&self, text: String) {
        // Nobody has read the last thousand texts, so dropping this one does no harm.
        self.0.try_send(PrintJob::Text(text)).ok();
    }
}

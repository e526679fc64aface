//! What others say to a watcher: that it may end, and that it is to report a change.
//!
//! In: calls from any thread. Out: messages. Invariant: nobody waits for the watcher.

use std::sync::mpsc::Sender;

/// What is sent to the watching thread.
pub(super) enum WatchMessage {
    Event(notify::Result<notify::Event>),
    /// The site is to be built although no file has changed.
    Nudge,
    Stop,
}

/// Stops the watcher when it is dropped.
#[derive(Debug)]
pub struct WatchGuard(pub(super) Sender<WatchMessage>);

impl Drop for WatchGuard {
    fn drop(&mut self) {
        // A thread that is gone need not be stopped.
        self.0.send(WatchMessage::Stop).ok();
    }
}

/// Makes the watcher report a change although no file of the site has changed.
#[derive(Debug, Clone)]
pub struct Nudge(Sender<WatchMessage>);

impl Nudge {
    /// Nudges it.
    ///
    /// # Errors
    /// Where nobody watches any more.
    pub(super) fn send(&self) -> Result<(), WatcherGone> {
        self.0.send(WatchMessage::Nudge).map_err(|_| WatcherGone)
    }
}

/// The watcher has ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct WatcherGone;

impl WatchGuard {
    /// Returns what nudges the watcher.
    #[must_use]
    pub fn nudge(&self) -> Nudge {
        Nudge(self.0.clone())
    }
}

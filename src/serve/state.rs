//! What the requests of one run of the server share.
//!
//! In: snapshots. Out: the newest one, the script, and pages as they last were. Invariant: only
//! `ServerState::ended` waits.

use std::collections::VecDeque;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::watch;

use super::guard::Allowed;
use super::live::CurrentSnapshot;
use super::trouble::EditorLinks;
use crate::source::Hash;

/// The script's parts, in the order in which they run; all of them share one function.
const SCRIPT: [&str; 13] = [
    include_str!("client/begin.js"),
    include_str!("client/moves.js"),
    include_str!("client/align.js"),
    include_str!("client/selection.js"),
    include_str!("client/view.js"),
    include_str!("client/stream.js"),
    include_str!("client/files.js"),
    include_str!("client/page.js"),
    include_str!("client/style.js"),
    include_str!("client/panel.js"),
    include_str!("client/bar.js"),
    include_str!("client/places.js"),
    include_str!("client/start.js"),
];
/// Number of pages whose last version is kept: more than anybody has open.
const CACHE_SIZE: usize = 100;

/// What is served, and how.
pub struct Server {
    /// The newest snapshot.
    pub current: CurrentSnapshot,
    /// Its generation; a new value is sent once the snapshot is in place.
    pub changes: watch::Receiver<u64>,
    /// How it is served.
    pub options: ServeOptions,
}

/// How a site is served.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The host names that are accepted.
    pub allowed: Allowed,
    /// How findings are linked to an editor.
    pub links: EditorLinks,
    /// How long the head of a request may take to arrive; it also ends idle connections.
    pub head_time: Duration,
}

impl Default for ServeOptions {
    fn default() -> ServeOptions {
        // A browser sends a head in one piece; ten seconds are for a phone in a bad network, with `--host`.
        let head_time = Duration::from_secs(10);
        ServeOptions { allowed: Allowed::default(), links: EditorLinks::default(), head_time }
    }
}

/// The state that all requests of one run share.
pub struct ServerState {
    server: Server,
    boot: String,
    pub(super) script: Bytes,
    /// The hash of the script.
    pub(super) version: String,
    cache: Mutex<PageCache>,
    stop: watch::Sender<bool>,
}

impl ServerState {
    /// Starts a run.
    #[must_use]
    pub fn new(server: Server) -> Arc<ServerState> {
        let script = Bytes::from(format!("(() => {{\n{}\n}})();\n", SCRIPT.join("\n")));

        Arc::new(ServerState {
            server,
            // Must differ between runs; need not be unpredictable.
            boot: format!("{:016x}", RandomState::new().build_hasher().finish()),
            version: Hash::digest(&script).hex(),
            script,
            cache: Mutex::default(),
            stop: watch::Sender::new(false),
        })
    }

    /// Returns what is served.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Returns the id of the run, by which a page notices that the server was restarted.
    #[must_use]
    pub fn boot(&self) -> &str {
        &self.boot
    }

    /// Ends the run: streams send `bye`, connections are closed.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Resolves when the run ends.
    pub(super) fn ended(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut stop = self.stop.subscribe();
        async move {
            // A closed channel means that it has ended.
            drop(stop.wait_for(|stopped| *stopped).await);
        }
    }

    /// Locks the cached pages; a panic in the middle of a change leaves at worst an older page.
    pub(super) fn cache(&self) -> std::sync::MutexGuard<'_, PageCache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last version of pages that were rendered, newest first.
#[derive(Default)]
pub(super) struct PageCache(VecDeque<(String, Vec<u8>)>);

impl PageCache {
    pub(super) fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.0.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.clone())
    }

    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) {
        self.0.retain(|(known, _)| known != path);
        self.0.truncate(CACHE_SIZE - 1);
        self.0.push_front((path.to_owned(), bytes.to_vec()));
    }
}

//! The event stream of an open page.
//!
//! In: generations. Out: server-sent events: `hello` once, `change` at every new generation, `bye`
//! when the server ends. Invariant: a slow reader may miss generations, but never the newest.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use http::header::{self, HeaderValue};
use hyper::body::Bytes;
use serde::Serialize;
use tokio::sync::mpsc;

use super::body::{Response, ResponseBody};
use super::live::Snapshot;
use super::state::ServerState;
use super::trouble::FindingJson;

/// How long a stream may be silent: proxies and browsers close connections that seem dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Serialize)]
struct EventData<'a> {
    boot: &'a str,
    generation: u64,
    /// The findings; none where they are those that this stream was told last.
    findings: Option<Vec<FindingJson<'a>>>,
    /// How many findings were cut off the list.
    more: usize,
    files: &'a [(String, u64)],
}

/// Opens a stream.
///
/// A page requests `?since=N&boot=B`, which only helps when reading the traffic: `hello` carries the whole
/// state, and the page compares it with its own.
pub(super) fn stream(state: &Arc<ServerState>) -> Response {
    // One event may wait: a slower reader skips to the newest generation.
    let (sender, events) = mpsc::channel(1);
    tokio::spawn(send_events(Arc::clone(state), sender));

    let mut response = Response::new(ResponseBody::Stream(events));
    let media_type = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);

    response
}

async fn send_events(state: Arc<ServerState>, sender: mpsc::Sender<io::Result<Bytes>>) {
    let mut ended = std::pin::pin!(state.ended());

    // Subscribed before the snapshot is read, so that no change is lost between the two.
    let mut changes = state.server().changes.clone();
    changes.borrow_and_update();

    let mut last = None;
    let mut told = None;
    loop {
        let snapshot = state.server().current.load_full();
        let name = if last.is_none() { "hello" } else { "change" };
        if last != Some(snapshot.generation) {
            last = Some(snapshot.generation);
            let event = snapshot_event(&state, name, &snapshot, told.as_ref());
            if sender.send(Ok(event)).await.is_err() {
                return;
            }
            told = Some(snapshot);
        }

        tokio::select! {
            () = sender.closed() => return,
            () = ended.as_mut() => {
                let _ = sender.send(Ok(event("bye", "{}"))).await;
                return;
            }
            // Once the sender is gone there are no more rebuilds; the branch is disabled, the stream stays.
            Ok(()) = changes.changed() => {}
            () = tokio::time::sleep(KEEP_ALIVE) => {
                // A comment, which clients skip (HTML standard, "Server-sent events").
                if sender.send(Ok(Bytes::from_static(b":\n\n"))).await.is_err() {
                    return;
                }
            }
        }
    }
}

fn snapshot_event(
    state: &ServerState,
    name: &str,
    snapshot: &Snapshot,
    told: Option<&Arc<Snapshot>>,
) -> Bytes {
    let findings = state.server().options.links.json(&snapshot.findings);
    let are_known = told.is_some_and(|told| *told.findings == *snapshot.findings);
    let data = EventData {
        boot: state.boot(),
        generation: snapshot.generation,
        more: snapshot.findings.len() - findings.len(),
        findings: Some(findings).filter(|_| !are_known),
        files: &snapshot.files,
    };

    let json = serde_json::to_string(&data).expect("strings and numbers always serialise");
    event(name, &json)
}

/// Writes an event; `json` has no line feed of its own, so that it is one line of data.
fn event(name: &str, json: &str) -> Bytes {
    format!("event: {name}\ndata: {json}\n\n").into()
}

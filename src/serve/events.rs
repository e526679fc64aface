//! The stream of events that an open page listens to.
//!
//! In: generations. Out: server-sent events: `hello` once, `change` at every new generation, `bye`
//! when the server ends. Invariant: a reader that is slow misses generations, never the newest.

use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::http::State;
use super::live::Snapshot;
use super::trouble::Told;

#[derive(Serialize)]
struct Said<'a> {
    boot: &'a str,
    generation: u64,
    findings: Vec<Told<'a>>,
    /// How many findings are not in the list, which has an end.
    more: usize,
    files: &'a [(String, u64)],
}

/// Opens a stream. A page says `?since=N&boot=B` for whoever reads the traffic; what it makes of
/// `hello` is its own affair.
pub(super) fn stream(state: &Arc<State>) -> Response {
    let (out, events) = mpsc::channel(1);
    tokio::spawn(tell(Arc::clone(state), out));
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(15));
    Sse::new(ReceiverStream::new(events)).keep_alive(keep_alive).into_response()
}

async fn tell(state: Arc<State>, out: mpsc::Sender<Result<Event, std::convert::Infallible>>) {
    let mut ended = std::pin::pin!(state.ended());

    // Subscribed before the snapshot is read: nothing falls between the two.
    let mut changes = state.server().changes.clone();
    changes.borrow_and_update();

    let mut last = None;
    loop {
        let snapshot = state.server().current.load_full();
        let name = if last.is_none() { "hello" } else { "change" };
        if last != Some(snapshot.generation) {
            last = Some(snapshot.generation);
            if out.send(Ok(event(&state, name, &snapshot))).await.is_err() {
                return;
            }
        }

        tokio::select! {
            () = out.closed() => return,
            () = ended.as_mut() => {
                let _ = out.send(Ok(Event::default().event("bye").data("{}"))).await;
                return;
            }
            // Once nobody rebuilds any more, the page stays as it is until the server ends.
            Ok(()) = changes.changed() => {}
        }
    }
}

fn event(state: &State, name: &str, snapshot: &Snapshot) -> Event {
    let findings = state.server().options.links.told(&snapshot.findings);
    let said = Said {
        boot: state.boot(),
        generation: snapshot.generation,
        more: snapshot.findings.len() - findings.len(),
        findings,
        files: &snapshot.files,
    };

    // JSON has no line feed of its own, so that the data of an event is one line.
    let json = serde_json::to_string(&said).expect("strings and numbers always serialise");
    Event::default().event(name).data(json)
}

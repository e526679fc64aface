//! Opens sockets, and serves them until a signal ends the program.
//!
//! In: an address and a port. Out: connections. Invariant: no connection can stop the others.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::task::{AbortHandle, JoinSet};

use super::http::respond;
use super::state::ServerState;
use crate::watch::signals;

/// The first port that is tried, of twenty. Browsers block some ports, and none of these (Fetch
/// standard, "Port blocking").
pub const PORT: u16 = 4000;
const PORTS: u16 = 20;

/// How much of a request head is read: enough to refuse a long one with a fitting status instead of a reset.
const HEAD_MAX: usize = 2 << 20;
/// How long open connections may take to end when the program does; a quarter of a second is not noticed.
const END_TIME: Duration = Duration::from_millis(250);
/// How many pages are rendered at once; browsers open six connections to a host.
const THREADS: usize = 8;
/// How many idle connections are kept: macOS allows a program 256 open files, and pages need some too.
const IDLE_MAX: usize = 100;

/// Why no socket could be opened.
#[derive(Debug)]
pub enum ListenError {
    /// The requested port is taken.
    Taken(u16),
    /// All ports that were tried are taken.
    AllTaken,
    /// The address does not belong to this machine.
    Address(String, io::Error),
}

impl fmt::Display for ListenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListenError::Taken(port) => {
                write!(f, "port {port} is taken by another program: choose another with `--port`")
            }
            ListenError::AllTaken => {
                let last = PORT + PORTS - 1;
                write!(f, "the ports {PORT} to {last} are taken: choose another with `--port`")
            }
            ListenError::Address(host, error) => write!(f, "cannot listen on `{host}`: {error}"),
        }
    }
}

impl std::error::Error for ListenError {}

/// Sockets that are listened on.
#[derive(Debug)]
pub struct Listening {
    listeners: Vec<TcpListener>,
    /// Their port.
    pub port: u16,
}

impl Listening {
    /// Tells whether other machines can connect.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let addresses = self.listeners.iter().filter_map(|listener| listener.local_addr().ok());
        addresses.into_iter().any(|address| !address.ip().to_canonical().is_loopback())
    }
}

/// Listens on the loopback addresses, or on those of a host; on the given port, or the first free one.
///
/// # Errors
/// Where the port is taken, or the address does not belong to this machine.
pub fn listen(host: Option<&str>, port: Option<u16>) -> Result<Listening, ListenError> {
    let ports = match port {
        Some(port) => port..=port,
        None => PORT..=PORT + PORTS - 1,
    };

    for port in ports {
        let address = |error| ListenError::Address(host.unwrap_or("localhost").to_owned(), error);
        match bind(host, port) {
            Ok(listening) => return Ok(listening),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(address(error)),
        }
    }

    Err(port.map_or(ListenError::AllTaken, ListenError::Taken))
}

fn bind(host: Option<&str>, mut port: u16) -> io::Result<Listening> {
    let addresses = match host {
        None => vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)],
        Some(host) => {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            let mut addresses: Vec<IpAddr> =
                (bare, port).to_socket_addrs()?.map(|address| address.ip()).collect();
            addresses.dedup();
            addresses
        }
    };

    let mut listeners = Vec::new();
    let mut trouble = None;
    for address in addresses {
        match TcpListener::bind(SocketAddr::new(address, port)) {
            Ok(listener) => {
                // With port 0 the system chooses; the further addresses must have the same one.
                port = listener.local_addr()?.port();
                listener.set_nonblocking(true)?;
                listeners.push(listener);
            }
            // Otherwise `localhost` would reach another program in half of all cases.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            // A machine may have no IPv6, or no IPv4.
            Err(error) => trouble = Some(error),
        }
    }

    match trouble {
        Some(error) if listeners.is_empty() => Err(error),
        None if listeners.is_empty() => Err(io::ErrorKind::AddrNotAvailable.into()),
        _ => Ok(Listening { listeners, port }),
    }
}

/// Serves until a signal ends the program, or the state is stopped;
/// `ready` is called once requests are taken.
///
/// # Errors
/// Where the system gives no thread, timer or socket.
pub fn serve(
    listening: Listening,
    state: &Arc<ServerState>,
    ready: impl FnOnce(),
) -> io::Result<()> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().max_blocking_threads(THREADS).build()?;
    let served = runtime.block_on(async {
        let ended = signals::termination()?;
        let mut loops = JoinSet::new();
        for listener in listening.listeners {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            loops.spawn(accept(listener, Arc::clone(state)));
        }

        ready();
        tokio::select! {
            () = ended => state.stop(),
            () = state.ended() => {}
        }

        let all = async { while loops.join_next().await.is_some() {} };
        tokio::time::timeout(END_TIME, all).await.ok();

        Ok(())
    });

    // Nobody is waiting any more for a page that is still being rendered.
    runtime.shutdown_background();

    served
}

async fn accept(listener: tokio::net::TcpListener, state: Arc<ServerState>) {
    let mut ended = std::pin::pin!(state.ended());
    let mut connections = JoinSet::new();
    let mut open: Vec<(AbortHandle, Arc<AtomicBool>)> = Vec::new();

    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let busy = Arc::default();
                    let task = connection(stream, Arc::clone(&state), Arc::clone(&busy));
                    open.retain(|(task, _)| !task.is_finished());
                    make_room(&mut open);
                    open.push((connections.spawn(task), busy));
                }
                // Most likely too many open files. Without a pause the loop would spin until one is closed.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
            () = ended.as_mut() => break,
        }
    }

    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// Closes the oldest of very many idle connections; browsers reconnect when they need one.
fn make_room(open: &mut Vec<(AbortHandle, Arc<AtomicBool>)>) {
    let is_idle = |(_, busy): &(AbortHandle, Arc<AtomicBool>)| !busy.load(Ordering::Relaxed);
    if open.iter().filter(|connection| is_idle(connection)).count() <= IDLE_MAX {
        return;
    }

    // Taken out at once: it ends only when the runtime comes to it, and of a burst each has to close another one.
    if let Some(oldest) = open.iter().position(is_idle) {
        open.remove(oldest).0.abort();
    }
}

/// Serves one connection; it is busy while a request is answered or a stream is open.
async fn connection(stream: tokio::net::TcpStream, state: Arc<ServerState>, busy: Arc<AtomicBool>) {
    // Nagle's algorithm would hold a small event back for up to 40 ms.
    stream.set_nodelay(true).ok();

    let ended = state.ended();
    let head_time = state.server().options.head_time;
    let service = service_fn(move |request| {
        busy.store(true, Ordering::Relaxed);
        let (state, busy) = (Arc::clone(&state), Arc::clone(&busy));
        async move {
            let response = respond(&state, request).await;
            busy.store(response.body().length().is_none(), Ordering::Relaxed);
            Ok::<_, Infallible>(response)
        }
    });

    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head_time).max_buf_size(HEAD_MAX);

    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));

    // An error here is a tab that was closed.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = ended => {}
    }
    connection.as_mut().graceful_shutdown();
    connection.await.ok();
}

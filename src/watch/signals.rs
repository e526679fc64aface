//! The signals by which a user or the system ends a program that follows a site.
//!
//! In: nothing. Out: a future. Invariant: once the handlers are installed, no signal kills the program.

use std::io;

/// Resolves on SIGINT, SIGTERM or SIGHUP; the handlers are installed before it returns.
///
/// # Errors
/// Where the system installs no handler.
#[cfg(unix)]
pub fn termination() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;

    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    })
}

/// Resolves on Ctrl-C or when the console closes; the handlers are installed before it returns.
///
/// # Errors
/// Where the system installs no handler.
#[cfg(windows)]
pub fn termination() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    let mut closed = tokio::signal::windows::ctrl_close()?;

    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = closed.recv() => {}
        }
    })
}

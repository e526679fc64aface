//! The bodies of responses: bytes in memory, or a stream.
//!
//! In: bytes, or the end of a channel. Out: what hyper sends. Invariant: a body whose length is known
//! reports it, because a connection that sends one of unknown length counts as busy until it ends.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::mpsc;

/// A response of the server.
pub type Response = ::http::Response<ResponseBody>;

/// The body of a response.
#[derive(Debug)]
pub enum ResponseBody {
    /// All bytes; none once they were sent.
    Whole(Option<Bytes>),
    /// Pieces of a file, or events, until the sender is dropped.
    Stream(mpsc::Receiver<io::Result<Bytes>>),
}

impl ResponseBody {
    /// Returns a body without bytes.
    #[must_use]
    pub fn empty() -> ResponseBody {
        ResponseBody::Whole(None)
    }

    /// Returns the number of remaining bytes; none where only the sender knows.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match self {
            ResponseBody::Whole(bytes) => {
                Some(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            ResponseBody::Stream(_) => None,
        }
    }
}

impl<T: Into<Bytes>> From<T> for ResponseBody {
    fn from(bytes: T) -> ResponseBody {
        let bytes = bytes.into();
        ResponseBody::Whole(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match self.get_mut() {
            ResponseBody::Whole(bytes) => Poll::Ready(bytes.take().map(|it| Ok(Frame::data(it)))),
            ResponseBody::Stream(pieces) => {
                pieces.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.length() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.length().map(SizeHint::with_exact).unwrap_or_default()
    }
}

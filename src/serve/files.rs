//! Serves assets unchanged: pictures, videos, spreadsheets.
//!
//! In: a path and a range. Out: the bytes, piece by piece. Invariant: no file is held in memory as a
//! whole, and none occupies a thread while a browser is slow.

use std::ops::Range;
use std::sync::Arc;

use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode};
use hyper::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::body::{Response, ResponseBody};
use super::live::{Snapshot, media_type};
use crate::site::{FileKind, RouteKind};
use crate::source::{SitePath, Stamp};

/// How much of a file is read at once: few system calls, and little memory for many videos.
const PIECE: u64 = 64 << 10;

/// How many pieces of a file are in memory for one reader: the disk reads while the network sends.
const PIECES: usize = 2;

/// A piece of a file, until the network has taken it.
struct FilePiece {
    bytes: Vec<u8>,
    _permit: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for FilePiece {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// A file, and the snapshot that publishes it.
pub(super) struct AssetFile {
    snapshot: Arc<Snapshot>,
    source: SitePath,
    stamp: Stamp,
    media_type: &'static str,
}

/// Finds the asset that is published at a path; none for a page, or if it cannot be read now.
pub(super) async fn asset_file(snapshot: &Arc<Snapshot>, path: &str) -> Option<AssetFile> {
    let route = snapshot.route(path)?;
    let RouteKind::File(FileKind::Asset(number)) = route.kind else {
        return None;
    };

    let media_type = media_type(&route.address.file());
    // HTML from `static/` gets the script like every page, so it is read whole.
    if media_type.starts_with("text/html") {
        return None;
    }

    let source = snapshot.edition.site().assets()[number].source.clone();
    let look = (Arc::clone(snapshot), source.clone());
    let stamp = tokio::task::spawn_blocking(move || look.0.edition.files().stamp(&look.1));
    let stamp = stamp.await.ok()?.ok()?;

    Some(AssetFile { snapshot: Arc::clone(snapshot), source, stamp, media_type })
}

impl AssetFile {
    /// Returns a strong validator: the hash of the bytes, or of size and time for a large file.
    pub(super) fn etag(&self) -> String {
        self.stamp.hash.hex()
    }

    /// Answers with the file, or with the requested range of it (RFC 9110, section 14).
    pub(super) fn response(self, method: &Method, headers: &HeaderMap) -> Response {
        let size = self.stamp.size;
        let (status, part) = match byte_range(headers, size, &self.etag()) {
            ByteRange::Whole => (StatusCode::OK, 0..size),
            ByteRange::Some(from, end) => (StatusCode::PARTIAL_CONTENT, from..end),
            ByteRange::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0),
        };

        let generation = self.snapshot.generation;
        let media_type = self.media_type;
        let body = match *method == Method::HEAD {
            true => ResponseBody::empty(),
            false => self.body(part.clone()),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));

        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
        headers.insert("x-chancery-generation", HeaderValue::from(generation));

        let range = match status {
            StatusCode::PARTIAL_CONTENT => format!("bytes {}-{}/{size}", part.start, part.end - 1),
            StatusCode::RANGE_NOT_SATISFIABLE => format!("bytes */{size}"),
            _ => return response,
        };
        let range = HeaderValue::from_str(&range).expect("digits can stand in a header");
        headers.insert(header::CONTENT_RANGE, range);

        response
    }

    /// Streams a range; the next piece is read once the browser has taken the last one.
    fn body(self, range: Range<u64>) -> ResponseBody {
        // hyper takes many pieces at once and keeps them; only a piece that is dropped has left for the network.
        let permits = Arc::new(Semaphore::new(PIECES));
        let (sender, pieces) = mpsc::channel(1);
        tokio::spawn(async move {
            let file = Arc::new(self);
            let mut at = range.start;
            while at < range.end {
                let permit = tokio::select! {
                    permit = Arc::clone(&permits).acquire_owned() => permit,
                    // A tab was closed while it was slow.
                    () = sender.closed() => return,
                };
                let Ok(permit) = permit else {
                    return;
                };

                let file = Arc::clone(&file);
                let length = PIECE.min(range.end - at);
                let read =
                    move || file.snapshot.edition.files().read_piece(&file.source, at, length);
                let piece = match tokio::task::spawn_blocking(read).await {
                    Ok(Ok(piece)) if piece.is_empty() => {
                        Err(std::io::ErrorKind::UnexpectedEof.into())
                    }
                    Ok(piece) => piece,
                    Err(error) => Err(std::io::Error::other(error)),
                };

                at += piece.as_ref().map_or(range.end, |piece| piece.len() as u64);

                let piece =
                    piece.map(|bytes| Bytes::from_owner(FilePiece { bytes, _permit: permit }));

                if sender.send(piece).await.is_err() {
                    // A player seeks by dropping the response and asking for another range.
                    return;
                }
            }
        });

        ResponseBody::Stream(pieces)
    }
}

/// The requested range of a file; its end is exclusive.
#[derive(Debug, PartialEq, Eq)]
enum ByteRange {
    Whole,
    Some(u64, u64),
    Beyond,
}

/// Reads the `Range` header.
///
/// Several ranges, or one that cannot be read, get the whole file, which RFC 9110 (section 14.2) allows.
fn byte_range(headers: &HeaderMap, size: u64, etag: &str) -> ByteRange {
    let mut ranges = headers.get_all(header::RANGE).iter();
    let (Some(range), None) = (ranges.next(), ranges.next()) else {
        return ByteRange::Whole;
    };

    // `If-Range`: a stale validator gets the whole file (RFC 9110, section 13.1.5).
    let is_current = |known: &HeaderValue| known.as_bytes() == format!("\"{etag}\"").as_bytes();
    if headers.get(header::IF_RANGE).is_some_and(|known| !is_current(known)) {
        return ByteRange::Whole;
    }

    let Some(range) =
        range.to_str().ok().and_then(|it| http_range_header::parse_range_header(it).ok())
    else {
        return ByteRange::Whole;
    };

    match range.validate(size).as_deref() {
        Ok([one]) => ByteRange::Some(*one.start(), one.end() + 1),
        Ok(_) => ByteRange::Whole,
        Err(_) => ByteRange::Beyond,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_from_the_header() {
        let of = |range: &'static str, size: u64| {
            let range = (header::RANGE, HeaderValue::from_static(range));
            byte_range(&HeaderMap::from_iter([range]), size, "e")
        };

        assert_eq!(of("bytes=0-1", 10), ByteRange::Some(0, 2));
        assert_eq!(of("bytes=3-", 10), ByteRange::Some(3, 10));
        assert_eq!(of("bytes=-4", 10), ByteRange::Some(6, 10));
        assert_eq!(of("bytes=0-0", 1), ByteRange::Some(0, 1));

        // An end beyond that of the file means the end of the file (RFC 9110, section 14.1.2).
        assert_eq!(of("bytes=3-99", 10), ByteRange::Some(3, 10));
        assert_eq!(of("bytes=-99", 10), ByteRange::Some(0, 10));
        assert_eq!(of("bytes=0-18446744073709551615", 10), ByteRange::Some(0, 10));

        for beyond in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(of(beyond, 10), ByteRange::Beyond, "{beyond}");
        }

        assert_eq!(of("bytes=0-", 0), ByteRange::Beyond);

        for whole in ["", "bytes", "bytes=", "bytes=x-y", "lines=0-1", "bytes=0-1,3-4", "bytes=5-4"]
        {
            assert_eq!(of(whole, 10), ByteRange::Whole, "{whole}");
        }
    }
}

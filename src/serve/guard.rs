//! Refuses requests that may come from another site or host.
//!
//! In: the head of a request. Out: nothing, or why it is refused. Invariant: no header can stop the server. A
//! preview is not public yet: a page of another site must not read any of it, neither through a name that
//! resolves to this machine (DNS rebinding) nor by including it.

use std::net::IpAddr;

use http::header::{HOST, HeaderName, HeaderValue, ORIGIN};
use http::uri::Authority;
use http::{HeaderMap, Method, StatusCode, Uri};

/// How long an address may be, in bytes; no file system has longer names.
pub const ADDRESS_MAX: usize = 8 << 10;
/// The longest headers of a request altogether, in bytes. Cookies ignore ports (RFC 6265, section 8.5), so
/// those of every other server on `localhost` are included.
pub const HEADERS_MAX: usize = 64 << 10;

/// The host names that are accepted besides those of this machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    /// The value of `--host`, and those of `--allow-host`.
    pub names: Vec<String>,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The status of the response.
    pub status: StatusCode,
    /// The reason in a few words.
    pub words: &'static str,
}

const fn refusal(status: StatusCode, words: &'static str) -> Refusal {
    Refusal { status, words }
}

/// Checks the head of a request.
///
/// # Errors
/// Why it is refused.
pub fn check(
    allowed: &Allowed,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > HEADERS_MAX {
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        return Err(refusal(status, "the headers are too long"));
    }

    if uri.path_and_query().is_some_and(|path| path.as_str().len() > ADDRESS_MAX) {
        return Err(refusal(StatusCode::URI_TOO_LONG, "the address is too long"));
    }

    host(allowed, uri, headers)?;

    if !matches!(*method, Method::GET | Method::HEAD) {
        let status = StatusCode::METHOD_NOT_ALLOWED;
        return Err(refusal(status, "only GET and HEAD are answered"));
    }

    if is_of_another_site(headers) {
        let words = "another site may link to the preview, not read or include it";
        return Err(refusal(StatusCode::FORBIDDEN, words));
    }

    Ok(())
}

fn host(allowed: &Allowed, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    let malformed = refusal(StatusCode::BAD_REQUEST, "the Host header cannot be read");
    let mut values = headers.get_all(HOST).iter();
    // Two readers of two `Host` headers may choose differently (RFC 9112, section 3.2).
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(refusal(StatusCode::BAD_REQUEST, "a request has one Host header"));
    };
    let authority = Authority::try_from(value.as_bytes()).map_err(|_| malformed)?;

    // A request line may name a host as well, and some servers use that one (RFC 9112, section 3.2.2).
    for authority in [Some(&authority), uri.authority()].into_iter().flatten() {
        let host = authority.host();
        let port = authority.as_str().strip_prefix(host).ok_or(malformed)?;
        let is_port = match port.strip_prefix(':') {
            Some(digits) => digits.parse::<u16>().is_ok(),
            None => port.is_empty(),
        };

        if host.is_empty() || !is_port {
            return Err(malformed);
        }

        if !may_be_asked_as(allowed, host) {
            let words = "the preview does not answer to this name: see --allow-host";
            return Err(refusal(StatusCode::FORBIDDEN, words));
        }
    }

    Ok(())
}

/// Tells whether a host name can only mean this machine, or is the one of `--host`.
fn may_be_asked_as(allowed: &Allowed, host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let name = host.strip_suffix('.').unwrap_or(&host);
    // RFC 6761, section 6.3: names below `localhost` resolve to the loopback address.
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }

    let address = address(&host);
    if address.is_some_and(|address| address.to_canonical().is_loopback()) {
        return true;
    }

    allowed.names.iter().any(|own| is_meant_by(own, name, address))
}

/// Tells whether a name or address that is allowed is the one that was asked for.
fn is_meant_by(own: &str, name: &str, address: Option<IpAddr>) -> bool {
    match (self::address(own), address) {
        // A server on all interfaces is reached at any address of the machine. An address in digits
        // cannot be rebound, as a name can.
        (Some(own), Some(asked)) => own.is_unspecified() || own == asked,
        (None, None) => own.eq_ignore_ascii_case(name),
        _ => false,
    }
}

fn address(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    bare.unwrap_or(host).parse().ok()
}

/// Tells whether the page of another site caused the request, other than by a link that was followed.
///
/// In browsers that send no such headers, the missing CORS headers and the resource policy protect us.
fn is_of_another_site(headers: &HeaderMap) -> bool {
    let is = |name: &'static str, value: &str| {
        let found = headers.get(HeaderName::from_static(name));
        found.is_some_and(|found| found.as_bytes().eq_ignore_ascii_case(value.as_bytes()))
    };

    // Another port of this machine is another program: `same-site` is not `same-origin`.
    let foreign = is("sec-fetch-site", "cross-site") || is("sec-fetch-site", "same-site");
    let followed = is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document");

    (foreign && !followed) || has_another_origin(headers)
}

/// Tells whether `Origin` names another page; browsers send none when a link is followed.
fn has_another_origin(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).map(HeaderValue::as_bytes);
    let is_own = |origin: &[u8]| {
        let authority = ["http://", "https://"]
            .iter()
            .find_map(|scheme| origin.strip_prefix(scheme.as_bytes()));
        authority.zip(host).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
    };

    headers.get_all(ORIGIN).iter().any(|origin| !is_own(origin.as_bytes()))
}

//! Answers requests.
//!
//! In: a request, and the snapshot of the moment. Out: a page, the script, or the stream of events.
//! Invariant: a path is looked up in the table of published paths and never joined to a folder.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use ::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use ::http::request::Parts;
use ::http::{Method, Request, StatusCode};
use percent_encoding::percent_decode_str;

use super::body::{Response, ResponseBody};
use super::guard;
use super::inject::{ScriptTag, with_script};
use super::live::{FindingText, RenderedPage, Snapshot};
use super::state::ServerState;
use super::{desk, events, files, findings_page, live, query, trouble};
use crate::render::{RenderError, SourceError};
use crate::site::href;
use crate::source::{Hash, SitePath};
use crate::value::Moment;

/// The path prefix of the server's own addresses, which no page of a site has.
const OWN_PREFIX: &str = "/__chancery/";
/// How long a page waits for the rebuild after a save, which takes far less.
const REBUILD_WAIT: Duration = Duration::from_secs(1);
/// How long the list of findings waits for the first check, which takes a second on a very large site.
const CHECK_WAIT: Duration = Duration::from_secs(10);

/// Answers a request; its body is not read.
pub async fn respond<B>(state: &Arc<ServerState>, request: Request<B>) -> Response {
    let (request, _) = request.into_parts();
    let is_head = request.method == Method::HEAD;
    let allowed = &state.server().options.allowed;
    let checked = guard::check(allowed, &request.method, &request.uri, &request.headers);
    let mut response = match checked {
        Ok(()) => answer(state, &request).await,
        Err(refusal) => plain(refusal.status, refusal.words),
    };

    harden(response.headers_mut());

    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        set(response.headers_mut(), header::ALLOW, "GET, HEAD");
    }

    if is_head {
        // A HEAD response names the length that GET would have (RFC 9110, section 8.6).
        let length = response.body().length();
        *response.body_mut() = ResponseBody::empty();
        let is_known = response.headers().contains_key(header::CONTENT_LENGTH)
            || response.status() == StatusCode::NOT_MODIFIED;
        if let Some(length) = length.filter(|_| !is_known) {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
    }

    response
}

/// Adds the headers that keep other sites and caches away from a response.
fn harden(headers: &mut HeaderMap) {
    // A cached page would outlive its rebuild.
    set(headers, header::CACHE_CONTROL, "no-store");
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "same-origin");
    set(headers, header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'");
    // With `--host` and a tunnel a search engine may find drafts.
    set(headers, HeaderName::from_static("x-robots-tag"), "noindex");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

fn plain(status: StatusCode, words: &str) -> Response {
    response(status, "text/plain; charset=utf-8", format!("{words}\n"))
}

fn response(
    status: StatusCode,
    media_type: &'static str,
    body: impl Into<ResponseBody>,
) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    set(response.headers_mut(), header::CONTENT_TYPE, media_type);

    response
}

fn not_found() -> Response {
    plain(StatusCode::NOT_FOUND, "nothing is published here")
}

async fn answer(state: &Arc<ServerState>, request: &Parts) -> Response {
    let Ok(path) = percent_decode_str(request.uri.path()).decode_utf8() else {
        return not_found();
    };

    // Below any base path: a page that was opened before `site.yaml` changed the path still finds its
    // stream.
    match path.rsplit_once(OWN_PREFIX) {
        Some((_, "live.js")) => script(state, request),
        Some((_, "events")) if request.method == Method::HEAD => {
            response(StatusCode::OK, "text/event-stream", ResponseBody::empty())
        }
        Some((_, "events")) => events::stream(state),
        Some((_, "desk")) => desk(state, request).await,
        Some((_, "places")) => places(state, request).await,
        Some((_, "findings")) => findings(state, request).await,
        Some(_) => not_found(),
        None => page(state, &path, request).await,
    }
}

/// A page that the preview's bar asks about.
struct PageQuery {
    snapshot: Arc<Snapshot>,
    path: String,
    moment: Option<Moment>,
}

impl PageQuery {
    fn read(state: &ServerState, request: &Parts) -> PageQuery {
        let snapshot = state.server().current.load_full();
        let path = query::value(&request.uri, "path").unwrap_or_default();
        let path = percent_decode_str(&path).decode_utf8_lossy().into_owned();
        let moment = asked_moment(&snapshot, request).unwrap_or(None);

        PageQuery { snapshot, path, moment }
    }
}

/// Returns the moment that a tab shows, none for the present.
///
/// # Errors
/// What it asks for, which is no moment.
fn asked_moment(snapshot: &Snapshot, request: &Parts) -> Result<Option<Moment>, String> {
    let Some(text) = query::value(&request.uri, "as-of") else {
        return Ok(None);
    };

    let zone = snapshot.edition.site().config().zone();
    query::moment(&text, &zone).map(Some).ok_or(text)
}

/// Answers with what is known about a page.
async fn desk(state: &Arc<ServerState>, request: &Parts) -> Response {
    let asked = PageQuery::read(state, request);
    let links = state.server().options.links.clone();

    json(move || {
        let PageQuery { snapshot, path, moment } = &asked;
        let desk =
            |edition: &_| serde_json::to_string(&desk::desk(snapshot, edition, &links, path)).ok();
        snapshot.with_edition(*moment, desk)
    })
    .await
}

/// Answers with the lines on which a page's blocks were written.
async fn places(state: &Arc<ServerState>, request: &Parts) -> Response {
    let asked = PageQuery::read(state, request);
    let links = state.server().options.links.clone();

    json(move || {
        let PageQuery { snapshot, path, moment } = &asked;
        let places = |edition: &_| desk::places(edition, &links, path).ok();
        let places = snapshot.with_edition(*moment, places)?;
        serde_json::to_string(&places).ok()
    })
    .await
}

/// Answers with what a blocking thread makes.
async fn json(make: impl FnOnce() -> Option<String> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(make).await {
        Ok(Some(json)) => response(StatusCode::OK, live::media_type(".json"), json),
        _ => plain(StatusCode::INTERNAL_SERVER_ERROR, "the page cannot be rendered"),
    }
}

/// Answers with all findings of the site, once it has been checked.
async fn findings(state: &ServerState, request: &Parts) -> Response {
    let mut changes = state.server().changes.clone();
    let is_checked = changes.wait_for(|generation| *generation != live::UNCHECKED);
    // A site that cannot be checked has no findings to wait for.
    let _ = tokio::time::timeout(CHECK_WAIT, is_checked).await;

    let snapshot = state.server().current.load_full();
    let code = query::value(&request.uri, "code");
    let links = &state.server().options.links;
    let bytes = findings_page::page(&snapshot.findings, links, code.as_deref());
    let media_type = live::media_type(".html");

    let reply = Reply { state, snapshot: &snapshot, request };
    reply.page(StatusCode::OK, RenderedPage { bytes, media_type, file: None }, None)
}

fn script(state: &ServerState, request: &Parts) -> Response {
    let script = response(StatusCode::OK, live::media_type("live.js"), state.script.clone());
    tagged(request, &state.version, script)
}

/// Answers with the page or file at a path.
async fn page(state: &Arc<ServerState>, path: &str, request: &Parts) -> Response {
    if let Some(file) = files::asset_file(&state.server().current.load_full(), path).await {
        let etag = file.etag();
        return tagged(request, &etag, file.response(&request.method, &request.headers));
    }

    let moment = match asked_moment(&state.server().current.load(), request) {
        Ok(moment) => moment,
        Err(asked) => return no_moment(state, request, &asked),
    };

    let (snapshot, rendered) = rendered(state, path, moment).await;
    let reply = Reply { state, snapshot: &snapshot, request };
    match rendered {
        Some(Ok(page)) => {
            if is_html(&page) && moment.is_none() {
                state.cache().put(path, &page.bytes);
            }
            reply.page(StatusCode::OK, page, None)
        }
        Some(Err(why)) => {
            let cached = state.cache().get(path);
            let error = trouble::page_error(&snapshot.edition, path, &why);
            reply.failed(cached, error)
        }
        None => match redirect(&snapshot, path, request) {
            Some(redirect) => redirect,
            None => missing(&reply, moment).await,
        },
    }
}

/// Answers that a page cannot be shown as of what is no moment; the bar on it takes another one.
fn no_moment(state: &ServerState, request: &Parts, asked: &str) -> Response {
    let snapshot = state.server().current.load_full();
    let media_type = live::media_type(".html");
    let page = RenderedPage { bytes: trouble::no_moment_page(asked), media_type, file: None };

    Reply { state, snapshot: &snapshot, request }.page(StatusCode::BAD_REQUEST, page, None)
}

/// Renders a path of the newest snapshot.
///
/// Where a file has changed since the site was linked, its rebuild is under way and is waited for.
async fn rendered(
    state: &Arc<ServerState>,
    path: &str,
    moment: Option<Moment>,
) -> (Arc<Snapshot>, Option<Result<RenderedPage, RenderError>>) {
    let mut changes = state.server().changes.clone();
    changes.borrow_and_update();

    let snapshot = state.server().current.load_full();
    let first = render(&snapshot, path, moment).await;
    if !matches!(first, Some(Err(RenderError::Source(_)))) {
        return (snapshot, first);
    }

    match tokio::time::timeout(REBUILD_WAIT, changes.changed()).await {
        Ok(Ok(())) => {
            let snapshot = state.server().current.load_full();
            let second = render(&snapshot, path, moment).await;
            (snapshot, second)
        }
        _ => (snapshot, first),
    }
}

/// Renders on a blocking thread, so that the single async thread goes on with other requests and with
/// the streams, however long a template takes.
async fn render(
    snapshot: &Arc<Snapshot>,
    path: &str,
    moment: Option<Moment>,
) -> Option<Result<RenderedPage, RenderError>> {
    let (snapshot, path) = (Arc::clone(snapshot), path.to_owned());
    let rendered = tokio::task::spawn_blocking(move || snapshot.page_as_of(&path, moment)).await;
    rendered.unwrap_or_else(|error| {
        let error = std::io::Error::other(error);
        Some(Err(SourceError::Unreadable(crate::config::path(), error).into()))
    })
}

fn is_html(page: &RenderedPage) -> bool {
    page.media_type.starts_with("text/html")
}

fn base(snapshot: &Snapshot) -> &str {
    snapshot.edition.site().config().base_url.path().trim_end_matches('/')
}

/// Redirects to the intended address: with a slash at its end, without `index.html`, or from the root of
/// the host to the base path of the site.
fn redirect(snapshot: &Snapshot, path: &str, request: &Parts) -> Option<Response> {
    let root = snapshot.edition.site().config().base_url.path();
    let meant = match path.strip_suffix("/index.html") {
        Some(folder) => format!("{folder}/"),
        None if path == "/" => root.to_owned(),
        None => format!("{path}/"),
    };
    let mut location = match snapshot.route(&meant) {
        Some(route) => href(root, &route.address),
        // Renamed while it is shown: the tab goes with it.
        None => snapshot.moved_to(path)?.to_owned(),
    };

    if let Some(query) = request.uri.query() {
        let _ = write!(location, "?{query}");
    }

    let location = HeaderValue::from_bytes(location.as_bytes()).ok()?;
    let mut response = Response::new(ResponseBody::empty());
    // Permanent, and yet not remembered by the browser: every response says `no-store`.
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    response.headers_mut().insert(header::LOCATION, location);

    Some(response)
}

/// Answers with the site's own 404 page.
async fn missing(reply: &Reply<'_>, moment: Option<Moment>) -> Response {
    let path = format!("{}/404.html", base(reply.snapshot));
    match render(reply.snapshot, &path, moment).await {
        Some(Ok(page)) => reply.page(StatusCode::NOT_FOUND, page, None),
        Some(Err(why)) => {
            reply.failed(None, trouble::page_error(&reply.snapshot.edition, &path, &why))
        }
        None => not_found(),
    }
}

/// The input of every response with a page.
struct Reply<'r> {
    state: &'r ServerState,
    snapshot: &'r Arc<Snapshot>,
    request: &'r Parts,
}

impl Reply<'_> {
    fn page(&self, status: StatusCode, page: RenderedPage, trouble: Option<&str>) -> Response {
        let is_html = is_html(&page);
        let RenderedPage { mut bytes, media_type, file } = page;

        // Computed before the script is added, whose attributes change with every rebuild: a page that a
        // rebuild does not affect keeps its tag.
        let etag = match trouble {
            None => Hash::digest(&bytes).hex(),
            Some(trouble) => Hash::digest(&[&bytes, trouble.as_bytes()].concat()).hex(),
        };

        if is_html {
            bytes = with_script(
                bytes,
                &ScriptTag {
                    base: base(self.snapshot),
                    version: &self.state.version,
                    boot: self.state.boot(),
                    generation: self.snapshot.generation,
                    etag: &etag,
                    file: file.as_ref().map(SitePath::as_str),
                    trouble,
                },
            );
        }

        let mut response = response(status, media_type, bytes);
        let generation = HeaderValue::from(self.snapshot.generation);
        response.headers_mut().insert("x-chancery-generation", generation);
        if status == StatusCode::OK { tagged(self.request, &etag, response) } else { response }
    }

    /// Answers for a page that cannot be rendered: with its last version, or with the error.
    fn failed(&self, cached: Option<Vec<u8>>, finding: FindingText) -> Response {
        let findings = [finding];
        let errors = self.state.server().options.links.json(&findings);
        let file = Some(SitePath::new(&findings[0].file));
        let json = serde_json::to_string(&errors).expect("strings and numbers always serialise");
        let status = match cached {
            Some(_) => StatusCode::OK,
            None => StatusCode::INTERNAL_SERVER_ERROR,
        };

        let bytes = cached.unwrap_or_else(|| trouble::error_page(&errors));
        self.page(
            status,
            RenderedPage { bytes, media_type: live::media_type(".html"), file },
            Some(&json),
        )
    }
}

/// Adds an entity tag to a response; drops the body where the client has these bytes already.
fn tagged(request: &Parts, etag: &str, mut response: Response) -> Response {
    let etag = format!("\"{etag}\"");
    let known = request.headers.get_all(header::IF_NONE_MATCH).iter();
    let mut known = known.filter_map(|value| value.to_str().ok()).flat_map(|tags| tags.split(','));

    // Weak comparison (RFC 9110, section 13.1.2): a `W/` prefix does not matter.
    if known.any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*") {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = ResponseBody::empty();
        // A 304 has no content that they could describe (RFC 9110, section 15.4.5).
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_RANGE] {
            response.headers_mut().remove(name);
        }
    }

    let etag = HeaderValue::from_str(&etag).expect("hexadecimal digits can stand in a header");
    response.headers_mut().insert(header::ETAG, etag);

    response
}

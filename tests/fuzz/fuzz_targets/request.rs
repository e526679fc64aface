//! Requests of the preview: method, address and headers.
#![no_main]

use std::sync::{Arc, LazyLock};

use chancery::serve::http::respond;
use chancery::serve::state::ServerState;
use http::{HeaderName, HeaderValue, Method, Request};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;

static SERVER: LazyLock<(Runtime, Arc<ServerState>)> = LazyLock::new(chancery_fuzz::server);

fuzz_target!(|lines: &str| {
    let mut lines = lines.lines();
    let Some((method, address)) = lines.next().and_then(|line| line.split_once(' ')) else {
        return;
    };
    let (Ok(method), Ok(uri)) = (method.parse::<Method>(), address.parse::<http::Uri>()) else {
        return;
    };

    let mut request = Request::new(());
    (*request.method_mut(), *request.uri_mut()) = (method, uri);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            request.headers_mut().append(name, value);
        }
    }

    let (runtime, state) = &*SERVER;
    let response = runtime.block_on(respond(state, request));
    assert!((200..600).contains(&response.status().as_u16()));
    assert!(response.headers().contains_key("x-content-type-options"));
});

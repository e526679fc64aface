//! The preview over HTTP: what it serves, what it refuses, and how it ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chancery::serve::ResponseBody;
use chancery::serve::editor::Editor;
use chancery::serve::guard::Allowed;
use chancery::serve::http::respond;
use chancery::serve::listen::{listen, serve};
use chancery::serve::live::{CurrentSnapshot, Snapshot};
use chancery::serve::state::{ServeOptions, Server, ServerState};
use chancery::serve::trouble::{EditorLinks, finding_texts};
use chancery::source::disk::DiskFiles;
use chancery::source::{Files, memory::MemoryFiles};
use chancery::workspace::Workspace;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::support::{as_of, files, over_theme};

const SITE: &str = "-- content/site.yaml --
title: T
base_url: https://x.example/
-- content/a.md --
---
title: A
---

Words.
-- content/b-ü.md --
---
title: B
---

Words.
-- static/plain.txt --
text
-- static/bare.html --
<p>bare
-- static/d/index.html --
<p>folder
";

/// A server without sockets.
pub(crate) struct Preview {
    state: Arc<ServerState>,
    current: CurrentSnapshot,
    changes: watch::Sender<u64>,
    runtime: Runtime,
}

/// Its response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("pages are UTF-8")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {self:?}"));
        value.to_str().expect("our headers are text")
    }

    /// Returns the value of an attribute of the script tag.
    fn tag(&self, attribute: &str) -> String {
        let text = self.text();
        let tag = &text[text.rfind("<script src=").expect("there is a tag")..];
        let value = tag.split_once(&format!("{attribute}=\"")).expect("it has the attribute").1;
        value.split('"').next().expect("a split gives a first").replace("&quot;", "\"")
    }
}

fn snapshot(generation: u64, files: Arc<dyn Files>) -> Snapshot {
    let mut workspace = Workspace::new(files);
    let built = workspace.build(&as_of("2025-11-15"), &mut |_| {}).expect("it can be read");
    let found = finding_texts(&built.findings, &workspace);
    Snapshot::new(generation, built.edition, found)
}

impl Preview {
    pub(crate) fn new(site: MemoryFiles) -> Preview {
        Preview::with(over_theme(site), ServeOptions::default())
    }

    fn with(files: Arc<dyn Files>, options: ServeOptions) -> Preview {
        let current: CurrentSnapshot =
            Arc::new(arc_swap::ArcSwap::from_pointee(snapshot(1, files)));
        let (sender, changes) = watch::channel(1);
        let state = ServerState::new(Server { current: Arc::clone(&current), changes, options });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        Preview { state, current, changes: sender, runtime: runtime.expect("a thread will do") }
    }

    /// Does what the watcher does after files have changed.
    fn rebuild(&self, site: MemoryFiles) {
        let generation = *self.changes.borrow() + 1;
        self.current.store(Arc::new(snapshot(generation, over_theme(site))));
        self.changes.send_replace(generation);
    }

    fn ask(&self, request: Request<()>) -> Answer {
        self.runtime.block_on(async {
            let response = respond(&self.state, request).await;
            let (parts, mut body) = response.into_parts();
            let mut read = Vec::new();

            // Piece by piece, as the network takes them: the next comes once the last is gone.
            while let Some(frame) = body.frame().await {
                read.extend(frame.expect("it ends").into_data().expect("there are no trailers"));
            }

            let body = read;

            for name in parts.headers.keys() {
                assert!(!name.as_str().starts_with("access-control"), "{name}");
            }

            for (name, value) in [
                ("cache-control", "no-store"),
                ("x-content-type-options", "nosniff"),
                ("x-robots-tag", "noindex"),
                ("cross-origin-resource-policy", "same-origin"),
                ("content-security-policy", "frame-ancestors 'self'"),
            ] {
                assert_eq!(parts.headers.get(name).expect("it is on every response"), value);
            }

            Answer { status: parts.status.as_u16(), headers: parts.headers, body }
        })
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[("host", "localhost:4000")])
    }

    fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(request("GET", path, headers))
    }
}

fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> Request<()> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }

    request.body(()).expect("tests ask what can be asked")
}

/// Removes the one script tag from a page.
#[track_caller]
fn without_tag(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(page.to_vec()).expect("pages are UTF-8");
    let mut parts = text.split("<script src=\"").filter(|part| part.contains("__chancery/live.js"));
    let part = parts.next().expect("there is a tag");
    assert_eq!(parts.next(), None, "one tag");
    let end = part.find("></script>").expect("it ends") + "></script>".len();
    text.replace(&format!("<script src=\"{}", &part[..end]), "").into_bytes()
}

#[test]
fn every_address_of_the_example_site_is_what_a_build_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let disk = DiskFiles::open(root).expect("the repository holds a site");
    let preview = Preview::with(over_theme(disk), ServeOptions::default());
    let snapshot = preview.current.load_full();
    let routes = snapshot.edition.routes();
    assert!(routes.len() > 50, "{}", routes.len());

    for route in routes {
        let answer = preview.get(&chancery::site::href("/", &route.address));
        assert_eq!(answer.status, 200, "{}", route.address);
        let built = snapshot.edition.render(route).expect("the example is without fault");
        let is_html = answer.header("content-type").starts_with("text/html");
        let served = if is_html { without_tag(&answer.body) } else { answer.body };
        assert!(served == built, "{} differs", route.address);
    }
}

#[test]
fn a_page_is_found_by_the_address_that_was_meant() {
    let preview = Preview::new(files(SITE));
    assert_eq!(preview.get("/a/").status, 200);
    assert_eq!(preview.get("/b-%C3%BC/").status, 200);

    for (path, location) in [
        ("/a", "/a/"),
        ("/a?x=1&y", "/a/?x=1&y"),
        ("/b-%C3%BC", "/b-%C3%BC/"),
        ("/a/index.html", "/a/"),
        ("/index.html", "/"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (308, location), "{path}");
    }

    let missing = preview.get("/nowhere/");
    assert_eq!(missing.status, 404);
    assert_eq!(without_tag(&missing.body), without_tag(&preview.get("/404.html").body));
    assert_eq!(preview.get("//evil.example").status, 404);
}

#[test]
fn a_site_below_a_path_is_served_below_it() {
    let preview = Preview::new(files(&SITE.replace("x.example/", "x.example/gov/uk/")));
    let page = preview.get("/gov/uk/a/");
    assert_eq!(page.status, 200);

    let script = page.tag("src");
    assert!(script.starts_with("/gov/uk/__chancery/live.js?v="), "{script}");
    assert_eq!(preview.get(&script).status, 200);

    for path in ["/", "/gov/uk"] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (308, "/gov/uk/"), "{path}");
    }

    assert_eq!(preview.get("/a/").status, 404);
    assert_eq!(preview.get("/a/").tag("data-generation"), "1");
}

#[test]
fn pages_carry_the_script_and_nothing_else_does() {
    let preview = Preview::new(files(SITE));
    let page = preview.get("/a/");
    assert!(page.text().contains("\"></script></body>"), "{}", page.text());
    assert_eq!(page.tag("data-boot"), preview.state.boot());
    assert_eq!(page.tag("data-generation"), "1");

    assert_eq!(page.header("x-chancery-generation"), "1");
    assert_eq!(format!("\"{}\"", page.tag("data-etag")), page.header("etag"));
    assert_eq!(without_tag(&preview.get("/bare.html").body), b"<p>bare\n");
    assert_eq!(preview.get("/plain.txt").text(), "text\n");

    for path in ["/d/", "/d/index.html"] {
        assert_eq!(without_tag(&preview.get(path).body), b"<p>folder\n", "{path}");
    }

    assert!(!preview.get("/sitemap.xml").text().contains("__chancery"));

    let script = preview.get(&page.tag("src"));
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.text().starts_with("(() => {"), "its parts share one function");
}

#[test]
fn a_page_that_a_rebuild_left_alone_is_not_sent_again() {
    let preview = Preview::new(files(SITE));
    let before = preview.get("/a/");
    preview.rebuild(files(&SITE.replace("title: B\n---\n\nWords.", "title: B\n---\n\nOthers.")));

    let etag = before.header("etag").to_owned();
    for tag in [etag.clone(), format!("\"x\", W/{etag}"), "*".to_owned()] {
        let host = ("host", "localhost");
        let again = preview.get_with("/a/", &[host, ("if-none-match", &tag)]);
        assert_eq!((again.status, again.header("etag")), (304, &*etag), "{tag}");
        assert_eq!(again.header("x-chancery-generation"), "2");
        assert!(again.body.is_empty());
    }

    let other = [("host", "localhost"), ("if-none-match", &*etag)];
    assert_eq!(preview.get_with("/b-%C3%BC/", &other).status, 200);
    assert_eq!(preview.get("/a/").tag("data-generation"), "2");
}

#[test]
fn head_is_get_without_the_bytes() {
    let preview = Preview::new(files(SITE));
    for path in ["/a/", "/plain.txt", "/nowhere/", "/__chancery/live.js", "/__chancery/events"] {
        let head = preview.ask(request("HEAD", path, &[("host", "localhost")]));
        assert!(head.body.is_empty(), "{path}");
        if !path.ends_with("events") {
            let get = preview.get(path);
            assert_eq!(head.status, get.status, "{path}");
            assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
        }
    }
}

#[test]
fn a_film_can_be_played_from_any_place() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    std::fs::create_dir_all(folder.path().join("static")).unwrap();

    let film: Vec<u8> = (0..3_000_000_u32).map(|at| (at % 251) as u8).collect();
    std::fs::write(folder.path().join("static/film.mp4"), &film).unwrap();

    let disk = DiskFiles::open(folder.path()).unwrap();
    let preview = Preview::with(over_theme(disk), ServeOptions::default());
    let whole = preview.get("/film.mp4");
    assert!(whole.body == film && whole.status == 200);
    assert_eq!(whole.header("content-type"), "video/mp4");

    assert_eq!(whole.header("accept-ranges"), "bytes");

    let etag = whole.header("etag").to_owned();
    let ask = |range: &str, known: &str| {
        let headers = [("host", "localhost"), ("range", range), ("if-range", known)];
        preview.get_with("/film.mp4", &headers)
    };

    for (range, part, said) in [
        ("bytes=0-1", 0..2, "bytes 0-1/3000000"),
        ("bytes=1000000-1999999", 1_000_000..2_000_000, "bytes 1000000-1999999/3000000"),
        ("bytes=-5", 2_999_995..3_000_000, "bytes 2999995-2999999/3000000"),
    ] {
        let answer = ask(range, &etag);
        assert_eq!((answer.status, answer.header("content-range")), (206, said));
        assert_eq!(answer.header("content-length"), part.len().to_string());
        assert!(answer.body == film[part], "{range}");
    }

    let beyond = ask("bytes=3000000-", &etag);
    assert_eq!((beyond.status, beyond.header("content-range")), (416, "bytes */3000000"));
    assert!(ask("bytes=0-1", "\"older\"").body == film, "a part of another film is of no use");

    let known = [("host", "localhost"), ("range", "bytes=0-1"), ("if-none-match", &*etag)];
    assert_eq!(preview.get_with("/film.mp4", &known).status, 304);

    let head = preview.ask(request("HEAD", "/film.mp4", &[("host", "localhost")]));
    assert_eq!((head.body.len(), head.header("content-length")), (0, "3000000"));
}

#[test]
fn a_failing_template_leaves_the_last_good_page() {
    let preview = Preview::new(files(SITE));
    let good = preview.get("/a/");
    let broken = "-- templates/page.html --\n<img src=x onerror=alert(1)>{{ page.<b>nothing }}\n";
    let broken = broken.replace("page.<b>nothing", "page.nothing.more");

    preview.rebuild(files(&format!("{SITE}{broken}")));

    let kept = preview.get("/a/");
    assert_eq!(kept.status, 200);
    assert_eq!(without_tag(&kept.body), without_tag(&good.body));
    assert_ne!(kept.header("etag"), good.header("etag"), "the open page must ask for it");

    let trouble = kept.tag("data-trouble");
    assert!(trouble.contains("template-render") && trouble.contains("templates/page.html"));

    let never_seen = preview.get("/b-%C3%BC/");
    assert_eq!(never_seen.status, 500);

    let text = never_seen.text();
    assert!(text.contains("is not defined") && text.contains("templates/page.html"), "{text}");
    assert!(text.contains("&lt;img src=x onerror") && !text.contains("<img"), "{text}");
    assert_eq!(never_seen.tag("data-generation"), "2");

    preview.rebuild(files(SITE));
    assert_eq!(preview.get("/a/").header("etag"), good.header("etag"));
    assert_eq!(preview.get("/b-%C3%BC/").status, 200);

    // A deleted page is gone, even if it was served before.
    preview.rebuild(files(&SITE.replace("content/a.md", "content/c.md")));
    assert_eq!(preview.get("/a/").status, 404);
}

#[test]
fn only_names_of_this_machine_are_answered_to() {
    let preview = Preview::new(files(SITE));
    let status = |host: &str| preview.get_with("/a/", &[("host", host)]).status;
    for host in [
        "localhost",
        "LOCALHOST:80",
        "localhost.",
        "x.localhost:4000",
        "127.0.0.1:4000",
        "127.1.2.3",
        "[::1]",
        "[::1]:4000",
        "[::ffff:127.0.0.1]:1",
    ] {
        assert_eq!(status(host), 200, "{host}");
    }

    for host in [
        "evil.example",
        "evil.example:4000",
        "localhost.evil.example",
        "evillocalhost",
        "192.168.1.5:4000",
        "[::2]",
        "0.0.0.0:4000",
        "127.0.0.1.evil.example",
        "2130706433",
    ] {
        assert_eq!(status(host), 403, "{host}");
    }

    for host in [
        "[",
        "[::1",
        "]",
        "",
        " ",
        ":4000",
        "localhost:",
        "localhost:x",
        "localhost:99999",
        "a@localhost",
        "localhost/",
        "localhost:1:2",
        "localhost, evil.example",
        "%",
        "\u{7f}",
    ] {
        if let Ok(value) = http::HeaderValue::from_str(host) {
            let mut request = request("GET", "/a/", &[]);
            request.headers_mut().insert("host", value);
            assert_eq!(preview.ask(request).status, 400, "{host}");
        }
    }

    assert_eq!(preview.get_with("/a/", &[]).status, 400);

    let twice = [("host", "localhost"), ("host", "localhost")];
    assert_eq!(preview.get_with("/a/", &twice).status, 400);

    let named = preview.get_with("http://evil.example/a/", &[("host", "localhost")]);
    assert_eq!(named.status, 403, "the request line names another host");
}

#[test]
fn the_host_that_is_listened_on_is_answered_to() {
    let preview = |name: &str| {
        let allowed = Allowed { names: vec![name.to_owned()] };
        Preview::with(over_theme(files(SITE)), ServeOptions { allowed, ..ServeOptions::default() })
    };

    let check = |name: &str, answered: &[&str], refused: &[&str]| {
        let preview = preview(name);
        for (hosts, status) in [(answered, 200), (refused, 403)] {
            for host in hosts {
                let answer = preview.get_with("/a/", &[("host", host)]);
                assert_eq!(answer.status, status, "--host {name}, asked as {host}");
            }
        }
    };

    check("desk.local", &["desk.local:4000", "DESK.local", "localhost"], &["local", "10.0.0.1"]);
    check("10.0.0.1", &["10.0.0.1:4000", "127.0.0.1"], &["10.0.0.2", "evil.example"]);
    check("::2", &["[::2]:4000", "localhost"], &["[::3]"]);

    // A numeric address cannot be rebound; a name can.
    check("0.0.0.0", &["10.0.0.1", "[fe80::1]:4000", "localhost"], &["evil.example"]);
    check("::", &["10.0.0.1"], &["evil.example"]);
}

#[test]
fn another_site_may_link_and_no_more() {
    let preview = Preview::new(files(SITE));
    let status = |path: &str, site: &str, mode: &str, dest: &str| {
        let headers = [
            ("host", "localhost:4000"),
            ("sec-fetch-site", site),
            ("sec-fetch-mode", mode),
            ("sec-fetch-dest", dest),
        ];
        preview.get_with(path, &headers).status
    };

    for path in ["/a/", "/plain.txt", "/__chancery/live.js", "/nowhere/"] {
        for site in ["cross-site", "same-site"] {
            for (mode, dest) in [
                ("no-cors", "script"),
                ("cors", "empty"),
                ("no-cors", "image"),
                ("navigate", "iframe"),
                ("navigate", "object"),
                ("no-cors", "document"),
            ] {
                assert_eq!(status(path, site, mode, dest), 403, "{path} {site} {mode} {dest}");
            }
        }
    }

    assert_eq!(status("/__chancery/events", "cross-site", "cors", "empty"), 403);
    assert_eq!(status("/a/", "cross-site", "navigate", "document"), 200);

    let from = |origin: &str| {
        preview.get_with("/a/", &[("host", "localhost:4000"), ("origin", origin)]).status
    };

    for origin in ["http://evil.example", "null", "", "http://localhost:4001", "http://localhost"] {
        assert_eq!(from(origin), 403, "{origin}");
    }

    assert_eq!(from("http://localhost:4000"), 200);
    assert_eq!(status("/a/", "none", "navigate", "document"), 200);
    assert_eq!(status("/a/", "same-origin", "cors", "empty"), 200);
    assert_eq!(status("/plain.txt", "same-origin", "no-cors", "style"), 200);
}

#[test]
fn no_address_leads_to_a_file() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };

    write("site/content/a.md", "---\ntitle: A\n---\n");
    write("site/static/s.txt", "public");
    write("site/.env", "secret");
    write("secret.txt", "secret");

    let disk = DiskFiles::open(&folder.path().join("site")).unwrap();
    let preview = Preview::with(over_theme(disk), ServeOptions::default());
    assert_eq!(preview.get("/s.txt").text(), "public");

    for path in [
        "/../secret.txt",
        "/a/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%5c..%5csecret.txt",
        "/.env",
        "/.env::$DATA",
        "/s.txt::$DATA",
        "/s.txt%00",
        "/s.txt%00.html",
        "/%00",
        "/content/a.md",
        "/templates/page.html",
        "/static/s.txt",
        "//secret.txt",
        "/./s.txt",
        "/%ff",
        "/S.TXT",
        "/s.txt.",
        "/s.txt%20",
        "/C:/secret.txt",
        "/file:///etc/passwd",
        "/%25%32%65",
        "/~/",
        "/__chancery/",
        "/__chancery/../s.txt",
        "/__chancery/live.js/../../.env",
        "/a/%2e",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }

    assert_eq!(preview.get(&format!("/{}", "a".repeat(20_000))).status, 414);

    let long = "a".repeat(100_000);
    let headers = [("host", "localhost"), ("x-long", &*long)];
    assert_eq!(preview.get_with("/a/", &headers).status, 431);
}

#[cfg(unix)]
#[test]
fn no_excerpt_shows_what_a_link_out_of_the_site_leads_to() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    std::fs::create_dir_all(folder.path().join("site/content")).unwrap();
    std::fs::create_dir_all(folder.path().join("site/templates")).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret words").unwrap();

    for link in ["content/out.md", "content/site.yaml", "templates/page.html"] {
        let link = folder.path().join("site").join(link);
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), link).unwrap();
    }

    let disk = DiskFiles::open(&folder.path().join("site")).unwrap();
    let preview = Preview::with(over_theme(disk), ServeOptions::default());
    let findings = &preview.current.load().findings;
    assert_eq!(findings.iter().filter(|finding| finding.code == "unsafe-path").count(), 3);
    assert!(findings.iter().all(|finding| !finding.full.contains("secret")), "{findings:?}");
}

#[test]
fn nothing_is_changed_by_asking() {
    let preview = Preview::new(files(SITE));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"] {
        let answer = preview.ask(request(method, "/a/", &[("host", "localhost")]));
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
}

/// Reads events until one with a given name.
async fn events(stream: &mut ResponseBody, until: &str) -> String {
    let mut text = String::new();
    while let Some(frame) = stream.frame().await {
        let bytes = frame.expect("it goes on").into_data().expect("it has no trailers");
        text.push_str(std::str::from_utf8(&bytes).expect("it is text"));
        if text.contains(&format!("event: {until}\n")) && text.ends_with("\n\n") {
            return text;
        }
    }

    panic!("it ended before `{until}`: {text}");
}

#[test]
fn the_stream_says_hello_change_and_bye() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    std::fs::create_dir(folder.path().join("content")).unwrap();
    std::fs::write(folder.path().join("content/a.md"), "").unwrap();

    let links = EditorLinks { editor: Some(Editor::Vscode), root: folder.path().to_path_buf() };
    let options = ServeOptions { links, ..ServeOptions::default() };
    let preview = Preview::with(over_theme(files(SITE)), options);

    preview.runtime.block_on(async {
        let uri = "/__chancery/events?since=0&boot=x";
        let asked = request("GET", uri, &[("host", "localhost")]);
        let response = respond(&preview.state, asked).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");

        assert_eq!(response.headers()["cache-control"], "no-store");

        let mut stream = response.into_body();

        let hello = events(&mut stream, "hello").await;
        let data = hello.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["boot"], preview.state.boot());
        assert_eq!(data["generation"], 1);

        assert_eq!(data["findings"], serde_json::json!([]));

        let broken = SITE.replace("A\n---\n\nWords.", "A\n---\n\n[[<img src=x onerror=y>]]");
        preview.rebuild(files(&broken));

        let change = events(&mut stream, "change").await;
        let data = change.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["generation"], 2);

        let finding = &data["findings"][0];
        assert_eq!(finding["severity"], "error");
        assert_eq!(finding["file"], "content/a.md");
        assert_eq!(finding["line"], 5);

        let url = finding["url"].as_str().unwrap();
        assert!(url.starts_with("vscode://file/") && url.contains("content/a.md:5:"), "{url}");

        // What did not change is not sent again.
        preview.rebuild(files(&broken.replace("title: B", "title: Other")));
        let change = events(&mut stream, "change").await;
        let data = change.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["generation"], 3);
        assert_eq!(data["findings"], serde_json::Value::Null);

        preview.state.stop();
        assert!(events(&mut stream, "bye").await.contains("event: bye"));
        assert!(stream.frame().await.is_none(), "the stream ends");
    });
}

/// A server with sockets, in this process.
struct Sockets {
    state: Arc<ServerState>,
    port: u16,
    thread: Option<std::thread::JoinHandle<()>>,
    /// Keeps the channel open, so that the server does not end.
    _changes: watch::Sender<u64>,
}

impl Sockets {
    fn open() -> Sockets {
        Sockets::with(ServeOptions::default())
    }

    fn with(options: ServeOptions) -> Sockets {
        let preview = Preview::with(over_theme(files(SITE)), options);
        let listening = listen(None, Some(0)).expect("there is a free port");
        let (port, state) = (listening.port, Arc::clone(&preview.state));
        let thread = std::thread::spawn(move || serve(listening, &state, || {}).unwrap());
        let Preview { state, changes, .. } = preview;
        Sockets { state, port, thread: Some(thread), _changes: changes }
    }

    fn connect(&self) -> TcpStream {
        connect(self.port)
    }

    fn status(&self) -> String {
        let mut stream = self.connect();
        stream.write_all(b"GET /a/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        status(&mut stream)
    }
}

impl Drop for Sockets {
    fn drop(&mut self) {
        self.state.stop();
        let ended = self.thread.take().expect("it is ended once").join();
        assert!(ended.is_ok() || std::thread::panicking());
    }
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Reads the status of a response; empty if the connection ended without one.
fn status(stream: &mut TcpStream) -> String {
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok();
    line.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn requests_that_are_no_good_hurt_nobody() {
    let server = Sockets::open();
    let long = "a".repeat(1 << 20);
    let endless = "X-Y: z\r\n".repeat(1 << 19);

    for (request, expected) in [
        (format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"), &["414"][..]),
        (format!("GET /a/ HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"), &["431"]),
        (format!("GET /a/ HTTP/1.1\r\nHost: localhost\r\n{endless}"), &["431", ""]),
        ("GET /a/ HTTP/1.1\r\nHost: [\r\n\r\n".to_owned(), &["400"]),
        ("GET /a/ HTTP/1.1\r\n\r\n".to_owned(), &["400"]),
        ("GET /a/ HTTP/1.0\r\n\r\n".to_owned(), &["400"]),
        ("GET /a/ HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(), &["403"]),
        ("GET /../Cargo.toml HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), &["404"]),
        ("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), &["400"]),
        ("\u{16}\u{3}\u{1}no HTTP at all\r\n\r\n".to_owned(), &["400"]),
    ] {
        let mut stream = server.connect();
        // It may be refused before all of it is sent.
        stream.write_all(request.as_bytes()).ok();
        let got = status(&mut stream);
        assert!(expected.contains(&&*got), "{:.40}: {got}", request.escape_debug().to_string());
        assert_eq!(server.status(), "200");
    }
}

#[test]
fn requests_that_never_end_hold_up_nobody() {
    // Less than the browser's patience, and more than a busy machine needs to send a head.
    let head_time = Duration::from_secs(1);
    let server = Sockets::with(ServeOptions { head_time, ..ServeOptions::default() });
    let begun: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET /a/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").unwrap();
            stream
        })
        .collect();

    let at = Instant::now();
    assert_eq!(server.status(), "200");
    assert!(at.elapsed() < Duration::from_secs(5));

    // Each is closed in time.
    for mut stream in begun {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).ok();
    }

    assert!(at.elapsed() < Duration::from_secs(20), "{:?}", at.elapsed());
}

#[test]
fn connections_that_say_nothing_make_room_for_others() {
    let server = Sockets::open();
    let silent: Vec<_> = (0..300).map(|_| server.connect()).collect();
    let mut asked = Vec::new();

    for _ in 0..300 {
        let mut stream = server.connect();
        stream.write_all(b"GET /a/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        assert_eq!(status(&mut stream), "200");
        asked.push(stream);
    }

    let is_closed = |mut stream: &TcpStream| stream.read(&mut [0]).is_ok_and(|read| read == 0);
    let at = Instant::now();
    assert!(is_closed(&silent[0]), "the one that was silent for longest");
    assert!(at.elapsed() < Duration::from_secs(5), "{:?}", at.elapsed());
    assert_eq!(server.status(), "200");
}

#[test]
fn of_a_burst_of_silent_connections_few_stay() {
    let server = Sockets::open();
    let silent: Vec<_> = (0..400).map(|_| server.connect()).collect();
    assert_eq!(server.status(), "200");

    // Long before the time that a request may take.
    let at = Instant::now();
    let is_closed = |mut stream: &TcpStream| stream.read(&mut [0]).is_ok_and(|read| read == 0);
    let closed = silent[..250].iter().filter(|stream| is_closed(stream)).count();
    assert_eq!(closed, 250);
    assert!(at.elapsed() < Duration::from_secs(5), "{:?}", at.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
fn slow_readers_of_a_large_file_take_little_memory() {
    const READERS: usize = 60;

    let folder = broken_site();
    std::fs::create_dir(folder.path().join("static")).unwrap();
    std::fs::write(folder.path().join("static/film.mp4"), vec![7; 16 << 20]).unwrap();
    let program = program(folder.path(), &["--port", "0"]);

    let memory = || -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", program.child.id()));
        let status = status.unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    };

    let before = memory();
    let mut readers: Vec<_> = (0..READERS).map(|_| connect(program.port)).collect();
    for reader in &mut readers {
        reader.write_all(b"GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        assert_eq!(status(reader), "200");
    }

    std::thread::sleep(Duration::from_secs(1));
    let more = memory().saturating_sub(before);
    assert!(more < 30 << 10, "{more} kB for {READERS} readers");

    // And none has lost a byte.
    let mut whole = connect(program.port);
    whole.write_all(b"GET /film.mp4 HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
    let mut film = Vec::new();
    whole.read_to_end(&mut film).unwrap();
    let start = film.windows(4).position(|at| at == b"\r\n\r\n").unwrap() + 4;
    assert_eq!(film.len() - start, 16 << 20);
    assert!(film[start..].iter().all(|byte| *byte == 7));
}

#[test]
fn both_addresses_of_this_machine_are_listened_on_and_a_taken_port_is_passed_over() {
    let first = listen(None, None).expect("there is a free port");
    let second = listen(None, None).expect("there is another");
    assert!((4000..4020).contains(&first.port) && (4000..4020).contains(&second.port));
    assert_ne!(first.port, second.port);
    assert!(!first.is_open());

    assert!(listen(Some("0.0.0.0"), Some(0)).expect("every machine has it").is_open());
    assert!(!listen(Some("localhost"), Some(0)).expect("every machine has it").is_open());

    if TcpListener::bind("[::1]:0").is_ok() {
        TcpStream::connect(("::1", first.port)).expect("it listens on both");
    }

    let taken = listen(None, Some(first.port)).expect_err("it is taken").to_string();
    assert!(taken.contains("is taken") && taken.contains("--port"), "{taken}");
}

/// The program, serving a folder.
struct Program {
    child: Child,
    port: u16,
    said: String,
}

fn program(folder: &Path, arguments: &[&str]) -> Program {
    program_that_says(folder, arguments, &["preview of"])
}

/// Starts the program, and waits until it has printed all of some words.
fn program_that_says(folder: &Path, arguments: &[&str], words: &[&str]) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    let command = command.arg("serve").arg(folder).args(arguments).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program was built");
    let mut said = String::new();
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped"));

    while !words.iter().all(|words| said.contains(words)) {
        assert_ne!(lines.read_line(&mut said).expect("it prints"), 0, "{said}");
    }

    // Later output must not block it.
    std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));

    Program { child, port: port_of(&said), said }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn a_terminal_that_nobody_reads_holds_up_nothing() {
    let folder = broken_site();
    let page = folder.path().join("content/p.md");
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["serve", "--port", "0"])
        .arg(folder.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    let mut said = BufReader::new(child.stderr.take().expect("it is piped"));
    let mut line = String::new();

    while !line.contains("preview of") {
        line.clear();
        assert_ne!(said.read_line(&mut line).expect("it prints"), 0);
    }

    let program = Program { child, port: port_of(&line), said: line };
    let get = || {
        let mut stream = connect(program.port);
        stream.write_all(b"GET /p/ HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page
    };

    // Together they are more than a pipe can hold.
    for round in 0..8 {
        let refs: Vec<String> = (0..300).map(|at| format!("[[nobody-{round}-{at}]]")).collect();
        let refs = refs.join("\n\n");
        std::fs::write(&page, format!("---\ntitle: P\n---\n\n{refs}")).unwrap();
        let until = Instant::now() + Duration::from_secs(20);

        while !get().contains(&format!("nobody-{round}-299")) {
            assert!(Instant::now() < until, "round {round} was never shown");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

fn port_of(said: &str) -> u16 {
    let port = said.rsplit_once("http://").expect("it names the address").1;
    port.split([':', '/']).nth(1).expect("with its port").parse().expect("a number")
}

fn broken_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    std::fs::create_dir(folder.path().join("content")).unwrap();
    let page = "---\ntitle: P\ndraft: true\n---\n\nSee [[nobody]].\n";
    std::fs::write(folder.path().join("content/p.md"), page).unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn the_program_serves_a_broken_site_and_ends_at_once() {
    let folder = broken_site();
    let words = ["preview of", "unknown-reference"];
    let mut program = program_that_says(folder.path(), &["--port", "0"], &words);
    assert!(program.said.contains("with drafts and embargoed pages"), "{}", program.said);

    let mut page = connect(program.port);
    page.write_all(b"GET /p/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    assert_eq!(status(&mut page), "200", "drafts are shown");

    let mut stream = connect(program.port);
    stream.write_all(b"GET /__chancery/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();

    let mut lines = BufReader::new(stream).lines();
    assert!(lines.any(|line| line.unwrap() == "event: hello"));

    // A request that never ends does not delay it either.
    let mut endless = connect(program.port);
    endless.write_all(b"GET /p/ HTTP/1.1\r\nHost: ").unwrap();

    let at = Instant::now();
    let sent = Command::new("kill").args(["-INT", &program.child.id().to_string()]).status();
    assert!(sent.expect("there is a kill").success());
    assert!(lines.any(|line| line.is_ok_and(|line| line == "event: bye")));

    let ended = program.child.wait().expect("it ends");
    assert_eq!(ended.code(), Some(0));
    assert!(at.elapsed() < Duration::from_secs(3), "{:?}", at.elapsed());

    let left: Vec<_> = walkdir::WalkDir::new(folder.path()).into_iter().flatten().collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn a_taken_port_is_said_and_so_is_an_open_door() {
    let folder = broken_site();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .arg("serve")
        .arg(folder.path())
        .args(["--port", &port])
        .output()
        .expect("the program was built");

    assert_eq!(ran.status.code(), Some(2));

    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(said.contains(&format!("port {port} is taken")), "{said}");

    let open = program(folder.path(), &["--port", "0", "--host", "0.0.0.0", "--no-drafts"]);
    assert!(open.said.contains("warning: `--host 0.0.0.0` lets other machines"), "{}", open.said);
    assert!(open.said.contains("without drafts"), "{}", open.said);

    let closed = program(folder.path(), &["--port", "0"]);
    assert!(!closed.said.contains("other machines"), "{}", closed.said);
}

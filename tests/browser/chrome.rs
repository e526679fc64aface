//! A headless Chromium, driven over a pipe with the DevTools protocol.
//!
//! In: expressions. Out: their values. Invariant: no browser outlives the tests: it ends with its pipe, even
//! if the tests are killed.

use std::collections::HashMap;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long anything may take before a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const OPTIONS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
];

/// Finds the browser, by `CHROMIUM` and then by name; otherwise returns why there is none.
pub(crate) fn find() -> Result<PathBuf, String> {
    if cfg!(not(unix)) {
        return Err("the pipe to Chromium needs a Unix shell".to_owned());
    }

    if let Some(path) = env::var_os("CHROMIUM") {
        return Ok(path.into());
    }

    let folders = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&folders).collect();
    let mut places = NAMES.iter().flat_map(|name| folders.iter().map(move |at| at.join(name)));

    places.find(|place| place.is_file()).ok_or_else(|| "no Chromium was found".to_owned())
}

/// A running browser.
pub(crate) struct Browser {
    wire: Arc<Wire>,
    child: Child,
    profile: TempDir,
}

struct Wire {
    to: Mutex<Option<ChildStdin>>,
    asked: Mutex<HashMap<u64, Sender<Result<Value, String>>>>,
    count: AtomicU64,
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // A test that failed while it held the lock must not make the others fail.
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Browser {
    /// Starts a browser with a fresh profile.
    pub(crate) fn start(program: &Path) -> Result<Browser, String> {
        let profile = TempDir::new().map_err(|error| error.to_string())?;

        // Chromium reads from descriptor 3 and writes to 4, which only a shell sets without `unsafe`.
        let mut child = Command::new("sh")
            .args(["-c", r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#, "sh"])
            .arg(program)
            .args(OPTIONS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let from = child.stdout.take().expect("its output is piped");
        let wire = Arc::new(Wire {
            to: Mutex::new(child.stdin.take()),
            asked: Mutex::default(),
            count: AtomicU64::new(1),
        });
        let listener = Arc::clone(&wire);

        thread::spawn(move || {
            for message in BufReader::new(from).split(0) {
                let Ok(message) = message else { break };
                listener.hear(&message);
            }

            lock(&listener.asked).clear();
        });

        wire.ask("", "Browser.getVersion", &json!({}))?;

        Ok(Browser { wire, child, profile })
    }

    /// Opens a window that shares nothing with others.
    pub(crate) fn window(&self) -> Window {
        let made = self.wire.ask("", "Target.createBrowserContext", &json!({}));
        let context = made.expect("a context is made")["browserContextId"].clone();
        Window { wire: Arc::clone(&self.wire), context }
    }

    /// Ends the browser and removes its profile.
    pub(crate) fn end(mut self) {
        lock(&self.wire.to).take();
        let _ = self.child.wait();

        // Helper processes may write a moment longer than the browser itself.
        let path = self.profile.path().to_owned();
        let until = Instant::now() + Duration::from_secs(3);
        while std::fs::remove_dir_all(&path).is_err() && path.exists() && Instant::now() < until {
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Wire {
    fn hear(&self, message: &[u8]) {
        let Ok(mut message) = serde_json::from_slice::<Value>(message) else {
            return;
        };
        let asked = message["id"].as_u64().and_then(|id| lock(&self.asked).remove(&id));
        let Some(asked) = asked else {
            return;
        };

        let answer = match message.get("error") {
            Some(error) => Err(error.to_string()),
            None => Ok(message["result"].take()),
        };

        // After a time-out nobody waits for the answer.
        let _ = asked.send(answer);
    }

    fn ask(&self, session: &str, method: &str, params: &Value) -> Result<Value, String> {
        let id = self.count.fetch_add(1, Ordering::Relaxed);
        let (send, receive) = channel();
        lock(&self.asked).insert(id, send);

        let mut message = json!({"id": id, "method": method, "params": params});
        if !session.is_empty() {
            message["sessionId"] = json!(session);
        }

        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);

        let written =
            lock(&self.to).as_mut().map(|to| to.write_all(&bytes).and_then(|()| to.flush()));
        match written {
            Some(Ok(())) => {}
            Some(Err(error)) => return Err(format!("{method}: {error}")),
            None => return Err(format!("{method}: the browser was ended")),
        }

        let answer = receive.recv_timeout(PATIENCE * 2);
        answer.map_err(|error| format!("{method}: no answer: {error}"))?
    }
}

/// Tabs that share cookies and connections.
pub(crate) struct Window {
    wire: Arc<Wire>,
    context: Value,
}

impl Window {
    /// Opens a page in a new tab, in front of the others, and waits until it is loaded.
    #[track_caller]
    pub(crate) fn open(&self, url: &str) -> Tab {
        let tab = self.tab();
        tab.go(url);
        tab
    }

    /// Opens a page in a window beside the others, which stay visible.
    #[track_caller]
    pub(crate) fn open_beside(&self, url: &str) -> Tab {
        let tab = self.target(true);
        tab.go(url);
        tab
    }

    /// Opens an empty tab, in front of the others.
    pub(crate) fn blank(&self) -> Tab {
        self.tab()
    }

    fn tab(&self) -> Tab {
        self.target(false)
    }

    fn target(&self, beside: bool) -> Tab {
        let mut made = json!({"url": "about:blank", "browserContextId": self.context});
        if beside {
            made["newWindow"] = json!(true);
        }

        let made = self.wire.ask("", "Target.createTarget", &made).expect("a tab is made");
        let target = made["targetId"].clone();
        let attach = json!({"targetId": target, "flatten": true});
        let session = self.wire.ask("", "Target.attachToTarget", &attach).expect("it is attached");
        let session = session["sessionId"].as_str().unwrap_or_default().to_owned();

        Tab { wire: Arc::clone(&self.wire), target, session }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let context = json!({"browserContextId": self.context});
        let _ = self.wire.ask("", "Target.disposeBrowserContext", &context);
    }
}

/// A tab.
pub(crate) struct Tab {
    wire: Arc<Wire>,
    target: Value,
    session: String,
}

impl Tab {
    fn ask(&self, method: &str, params: &Value) -> Result<Value, String> {
        self.wire.ask(&self.session, method, params)
    }

    /// Goes to an address, and waits until the page is loaded and the preview's client runs.
    #[track_caller]
    pub(crate) fn go(&self, url: &str) {
        self.ask("Page.navigate", &json!({"url": url})).expect("the browser goes there");
        self.wait(&format!(
            "location.href === {} && document.readyState === 'complete' && !!window.__chancery",
            json!(url)
        ));
    }

    /// Goes to an address that is not a preview, and waits until the page is loaded.
    #[track_caller]
    pub(crate) fn visit(&self, url: &str) {
        self.ask("Page.navigate", &json!({"url": url})).expect("the browser goes there");
        let url = json!(url);
        self.wait(&format!("location.href === {url} && document.readyState === 'complete'"));
    }

    /// Goes to a page that may be about to be published: it is asked for until it is there.
    #[track_caller]
    pub(crate) fn wait_for_page(&self, url: &str) {
        let url_json = json!(url);
        self.wait(&format!("fetch({url_json}).then((answer) => answer.status === 200)"));
        self.go(url);
    }

    /// Runs a script in every page of the tab, before the page's own.
    pub(crate) fn at_start(&self, script: &str) {
        self.ask("Page.enable", &json!({})).unwrap();
        let asked = json!({"source": script});
        self.ask("Page.addScriptToEvaluateOnNewDocument", &asked).unwrap();
    }

    /// Brings the tab to the front, and hides the previous one.
    pub(crate) fn front(&self) {
        self.wire.ask("", "Target.activateTarget", &json!({"targetId": self.target})).unwrap();
    }

    /// Closes it.
    pub(crate) fn close(self) {
        self.wire.ask("", "Target.closeTarget", &json!({"targetId": self.target})).unwrap();
    }

    /// Makes the window as large.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", &size).unwrap();
    }

    /// Presses a key as a reader would.
    pub(crate) fn press(&self, key: &str, code: u32, text: &str) {
        let one = |kind: &str| json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
        self.ask("Input.dispatchKeyEvent", &one("keyDown")).unwrap();
        self.ask("Input.dispatchKeyEvent", &json!({"type": "keyUp", "key": key, "code": key}))
            .unwrap();
    }

    /// Presses a key together with Alt.
    pub(crate) fn press_with_alt(&self, key: &str, code: u32) {
        let one = |kind: &str| json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 1});
        self.ask("Input.dispatchKeyEvent", &one("keyDown")).unwrap();
        self.ask("Input.dispatchKeyEvent", &one("keyUp")).unwrap();
    }

    /// Evaluates an expression, and awaits it if it is a promise.
    pub(crate) fn try_eval(&self, expression: &str) -> Result<Value, String> {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.ask("Runtime.evaluate", &asked)?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(details["exception"]["description"].to_string()),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// Evaluates an expression that cannot fail.
    #[track_caller]
    pub(crate) fn eval(&self, expression: &str) -> Value {
        self.try_eval(expression).unwrap_or_else(|error| panic!("`{expression}`: {error}"))
    }

    /// Waits until an expression is true, and returns how long that took.
    #[track_caller]
    pub(crate) fn wait(&self, expression: &str) -> Duration {
        let begun = Instant::now();
        loop {
            let last = self.try_eval(expression);
            if last == Ok(Value::Bool(true)) {
                return begun.elapsed();
            }

            if begun.elapsed() > PATIENCE {
                let page = self.try_eval(
                    "location.href + '\\n' + document.body.innerText.slice(0, 2000) + '\\n' +
                     (document.querySelector('chancery-panel')?.shadowRoot.textContent ?? '')",
                );
                panic!("never true: `{expression}` ({last:?})\n{page:#?}");
            }

            thread::sleep(Duration::from_millis(15));
        }
    }
}

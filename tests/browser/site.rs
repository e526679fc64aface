//! A small site in a temporary folder, and the real program that serves it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tempfile::TempDir;

use crate::chrome::PATIENCE;
use crate::sections;

/// A site that is edited while it is shown.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// Writes a site from one text, with a line `-- path --` before each file.
    pub(crate) fn new(text: &str) -> Site {
        let site = Site { folder: TempDir::new().unwrap() };
        for section in sections::split(text).1 {
            site.write(&section.header, &section.text);
        }

        site
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces words that must be in the file.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} lacks `{from}`");
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }
}

/// `chancery serve`, running.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
}

impl Server {
    /// Serves a site at a free port.
    #[track_caller]
    pub(crate) fn start(site: &Site) -> Server {
        Server::start_at(site, 0)
    }

    /// Serves a site at a port, 0 for any free one, and waits until it prints the address.
    #[track_caller]
    pub(crate) fn start_at(site: &Site, port: u16) -> Server {
        let mut child = Command::new(crate::program())
            .arg("serve")
            .arg(site.folder())
            .args(["--port", &port.to_string(), "--as-of", "2026-01-01"])
            .args(["--editor", "vscode"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();

        let (send, lines) = channel();
        listen(child.stdout.take().unwrap(), send.clone());
        listen(child.stderr.take().unwrap(), send);

        let port = address(&lines).unwrap_or_else(|said| {
            let _ = child.kill();
            panic!("the server says no address:\n{said}")
        });

        Server { child, port }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Kills it without notice, like a crash.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads the program's output to its end, so that it never blocks.
fn listen(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if line.contains("panicked") || line.contains("fault in Chancery") {
                let _ = writeln!(std::io::stderr(), "the server: {line}");
            }
            let _ = to.send(line);
        }
    });
}

fn address(lines: &Receiver<String>) -> Result<u16, String> {
    let mut said = String::new();
    while let Ok(line) = lines.recv_timeout(PATIENCE) {
        let address = line.split_once("http://").and_then(|(_, rest)| rest.split_once(':'));
        if let Some((_, rest)) = address {
            let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            return digits.parse().map_err(|_| line);
        }

        said = said + &line + "\n";
    }

    Err(said)
}

//! What is measured while `chancery build --watch` and `chancery serve` run.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::preview;
use crate::process::{self, Usage};

/// Time between two saves, so that each is a change of its own and the work after the last one is done.
const PAUSE: Duration = Duration::from_millis(300);
/// How often a file is looked at until it holds an edit.
const LOOK: Duration = Duration::from_millis(1);
/// How long an edit or a start may take before the measurement has failed.
const PATIENCE: Duration = Duration::from_mins(10);

/// A program of ours that runs until it is dropped.
struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(command: &mut Command) -> io::Result<Running> {
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;

        let (send, lines) = channel();
        if let Some(stdout) = child.stdout.take() {
            forward(stdout, send.clone());
        }
        if let Some(stderr) = child.stderr.take() {
            forward(stderr, send);
        }

        Ok(Running { child, lines })
    }

    /// Waits for a line with these words.
    fn line_with(&self, words: &str) -> io::Result<String> {
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            if line.contains(words) {
                return Ok(line);
            }
            said.push(line);
        }

        Err(io::Error::other(format!("no line with `{words}`:\n{}", said.join("\n"))))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads to the end, so that the program never blocks.
fn forward(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let _ = to.send(line);
        }
    });
}

/// A file that is edited, and has its old text again at the end.
struct Draft {
    path: PathBuf,
    text: String,
}

impl Draft {
    fn open(path: PathBuf) -> io::Result<Draft> {
        let text = fs::read_to_string(&path)?;
        Ok(Draft { path, text })
    }

    /// Adds a paragraph to the text, and returns its words.
    fn save(&self, round: usize) -> io::Result<String> {
        let words = format!("Edited as round {round}.");
        fs::write(&self.path, format!("{}\n{words}\n", self.text))?;
        Ok(words)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::write(&self.path, &self.text);
    }
}

/// Saves the first briefing while `build --watch` runs over what a build wrote: for each save, until the new words are
/// in the output folder.
pub(crate) fn watch_edits(
    watch: &mut Command,
    site: &Path,
    out: &Path,
    edits: usize,
) -> io::Result<Vec<Usage>> {
    let (file, url) = preview::first_briefing(site);
    let draft = Draft::open(site.join(file))?;
    let page = out.join(url.trim_start_matches('/')).join("index.html");
    let running = Running::start(watch)?;
    running.line_with("built: ")?;

    measure_edits(&running, edits, |round| {
        let words = draft.save(round)?;
        let saved = Instant::now();

        // The folder is exchanged as a whole, so that the page may be missing for a moment.
        while !fs::read_to_string(&page).is_ok_and(|text| text.contains(&words)) {
            if saved.elapsed() > PATIENCE {
                return Err(io::Error::other(format!("{}: no `{words}`", page.display())));
            }
            thread::sleep(LOOK);
        }

        Ok(saved.elapsed())
    })
}

/// What was measured of a preview.
pub(crate) struct Serving {
    /// From the start of the program to the end of the first page.
    pub(crate) start: Usage,
    /// For each save, until the page is answered with the new words.
    pub(crate) edits: Vec<Usage>,
}

/// Starts the preview, asks for the first briefing as soon as the address is known, and saves it.
pub(crate) fn serve(serve: &mut Command, site: &Path, edits: usize) -> io::Result<Serving> {
    let (file, url) = preview::first_briefing(site);
    let draft = Draft::open(site.join(file))?;

    let begun = Instant::now();
    let running = Running::start(serve)?;
    let line = running.line_with("http://")?;
    let port = port(&line).ok_or_else(|| io::Error::other(format!("no address: {line}")))?;
    let page = preview::get(port, &url)?;
    let wall = begun.elapsed();

    if !page.starts_with("HTTP/1.1 200") {
        return Err(io::Error::other(format!(
            "{url}: {}",
            page.lines().next().unwrap_or_default()
        )));
    }

    let child = &running.child;
    let start = Usage {
        wall,
        processor: process::processor_time(child),
        peak: process::peak_memory(child),
    };

    // What follows the first page is no part of an edit: the checks of the others, and their watches.
    wait_until_idle(child);

    let edits = measure_edits(&running, edits, |round| {
        let mut events = preview::events(port)?;
        let words = draft.save(round)?;
        let saved = Instant::now();

        loop {
            preview::next_change(&mut events)?;
            if preview::get(port, &url)?.contains(&words) {
                break Ok(saved.elapsed());
            }
        }
    })?;

    Ok(Serving { start, edits })
}

/// Measures edits one after another; ticks are longer than an edit, so that each has the mean of all in processor time.
fn measure_edits(
    running: &Running,
    edits: usize,
    mut edit: impl FnMut(usize) -> io::Result<Duration>,
) -> io::Result<Vec<Usage>> {
    thread::sleep(PAUSE);
    let before = process::processor_time(&running.child);
    let mut walls = Vec::new();

    for round in 0..edits {
        walls.push(edit(round)?);
        thread::sleep(PAUSE);
    }

    let used = process::processor_time(&running.child).zip(before);
    let count = u32::try_from(edits.max(1)).unwrap_or(u32::MAX);
    let processor = used.map(|(after, before)| after.saturating_sub(before) / count);
    let peak = process::peak_memory(&running.child);

    Ok(walls.into_iter().map(|wall| Usage { wall, processor, peak }).collect())
}

/// Waits until a process has used no processor for a while.
fn wait_until_idle(child: &Child) {
    let begun = Instant::now();
    let mut used = process::processor_time(child);
    while begun.elapsed() < PATIENCE {
        thread::sleep(PAUSE);
        let now = process::processor_time(child);
        if now == used {
            break;
        }
        used = now;
    }
}

fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://")?.1.split_once(':')?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

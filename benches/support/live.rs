//! A running preview, asked as a browser asks: pages, and the stream of changes.
//!
//! In: a port, or the folder of a corpus. Out: the bytes of an answer, or the briefing that is measured.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

/// How long a server may be silent; debug builds of large sites on a busy machine are slow.
const SILENCE_MAX: Duration = Duration::from_mins(10);

/// Returns the first briefing of a corpus: its file below the folder, and its address.
pub(crate) fn first_briefing(folder: &Path) -> (String, String) {
    let files = walkdir::WalkDir::new(folder.join("content/briefings")).sort_by_file_name();
    let files = files.into_iter().flatten().filter(|file| file.file_type().is_file());
    let mut paths = files.map(|file| {
        let path = file.path().strip_prefix(folder).expect("it lies in the site");
        path.to_string_lossy().into_owned()
    });

    let named = |path: &String| path.contains("-00000.md");
    let file = paths.find(named).expect("briefings are numbered from 0");
    let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    let (date, slug) = name.split_at(10);
    let url = format!("/briefings/{}/{}/", &date[..4], slug.trim_start_matches('-'));

    (file, url)
}

/// Returns the whole answer to a request, with its head.
pub(crate) fn get(port: u16, url: &str) -> io::Result<String> {
    let mut bytes = Vec::new();
    ask(port, url)?.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Opens the stream in which the server reports changes, and waits until it has begun.
pub(crate) fn events(port: u16) -> io::Result<BufReader<TcpStream>> {
    let mut events = ask(port, "/__chancery/events")?;
    wait_for("event: hello", &mut events)?;
    Ok(events)
}

/// Waits for the next change that the server reports.
pub(crate) fn next_change(events: &mut BufReader<TcpStream>) -> io::Result<()> {
    wait_for("event: change", events)
}

fn ask(port: u16, url: &str) -> io::Result<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(SILENCE_MAX))?;
    write!(stream, "GET {url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    Ok(BufReader::new(stream))
}

fn wait_for(start: &str, stream: &mut BufReader<TcpStream>) -> io::Result<()> {
    let mut line = String::new();
    while !line.starts_with(start) {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }

    Ok(())
}

//! `chancery serve`: the site in the browser, live while it is written.

use std::env;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::path::Path;
use std::time::Duration;

use super::args::{EditorName, ServeArgs, SiteArgs};
use super::failure::Failure;
use super::outcome::Outcome;
use super::printer::Printer;
use super::report;
use super::site;
use crate::diagnostic::Diagnostic;
use crate::render::Edition;
use crate::serve::editor::Editor;
use crate::serve::guard::Allowed;
use crate::serve::listen::{self, Listening};
use crate::serve::live::CurrentSnapshot;
use crate::serve::rebuild::{self, Preview, PreviewEvent};
use crate::serve::state::{ServeOptions, Server, ServerState};
use crate::serve::trouble::EditorLinks;
use crate::watch::WatchOptions;
use crate::workspace::{BuildOptions, Workspace};

/// Number of findings printed at once; more than a screenful does not help.
const FINDINGS_MAX: usize = 50;

pub(super) fn run(command: &ServeArgs) -> Result<Outcome, Failure> {
    let workspace = site::open(&command.site)?;
    let root = std::fs::canonicalize(&command.site)?;

    // The sockets are opened first, so that a taken port is reported before a long build.
    let listening = listen::listen(command.host.as_deref(), command.port)
        .map_err(|error| Failure::new(error.to_string()))?;

    // Without `--as-of` each rebuild reads the clock again, so that embargoes end while it runs.
    let which = which(command);
    let build_options = move || site::options(&which);

    let printer = Printer::start()?;
    let preview = start(workspace, build_options, command, printer.clone())?;
    let Preview { current, changes, guard } = preview;
    let links = EditorLinks { editor: editor(command.editor), root };
    let names = command.host.iter().chain(&command.allow_host).cloned().collect();
    let allowed = Allowed { names };
    let options = ServeOptions { allowed, links, ..ServeOptions::default() };
    let url = url(command.host.as_deref(), &listening, &current);
    let first = current.load();

    let state = ServerState::new(Server { current, changes, options });
    let is_open = listening.is_open();

    listen::serve(listening, &state, || {
        announce(command, &url, is_open, &printer);
        printer.line(&counted(&first.edition));
        if command.open {
            open(url.clone(), printer.clone());
        }
    })?;

    drop(guard);
    printer.finish();

    Ok(Outcome::Clean)
}

/// Opens a browser from its own thread: a text browser blocks until it is closed, and needs the server
/// meanwhile.
fn open(url: String, printer: Printer) {
    std::thread::spawn(move || {
        if ::open::that(&url).is_err() {
            printer.line("no browser could be opened: open the address yourself");
        }
    });
}

fn which(command: &ServeArgs) -> SiteArgs {
    SiteArgs {
        site: command.site.clone(),
        as_of: command.as_of,
        drafts: !command.no_drafts,
        base_url: command.base_url.clone(),
    }
}

fn announce(command: &ServeArgs, url: &str, is_open: bool, printer: &Printer) {
    if is_open {
        let host = command.host.as_deref().unwrap_or_default();
        printer.line(&format!(
            "warning: `--host {host}` lets other machines in your network read this preview"
        ));

        let is_unspecified = host.parse::<IpAddr>().is_ok_and(|host| host.is_unspecified());
        if let Some(address) = is_unspecified.then(network_address).flatten() {
            let there = url.replacen("localhost", &address.to_string(), 1);
            printer.line(&format!("for a telephone in the same network: {there}"));
        }
    }

    let what = match command.no_drafts {
        true => "without drafts and embargoed pages, as a build would publish it",
        false => "with drafts and embargoed pages: not for publication",
    };

    let shown = command.site.display();
    printer.line(&format!("preview of {shown} at {url} ({what}); Ctrl-C ends it"));
}

/// Says how much the preview shows, and that it follows the files.
fn counted(edition: &Edition) -> String {
    let site = edition.site();
    let pages = edition.routes().iter().filter(|route| route.kind.has_content()).count();
    let holds =
        (0..site.index().all_documents().len()).filter_map(|at| site.publication().hold(at));
    let (drafts, waiting): (Vec<_>, Vec<_>) = holds.partition(|hold| hold.until.is_none());

    let mut words = report::count_of(pages, "page");
    if !drafts.is_empty() {
        let _ = write!(words, ", {}", report::count_of(drafts.len(), "draft"));
    }
    if !waiting.is_empty() {
        let _ = write!(words, ", {} not out yet", waiting.len());
    }

    format!("{words}; watching for changes")
}

/// Returns the address by which this machine is known in its network, if it is in one.
fn network_address() -> Option<IpAddr> {
    // Connecting a datagram socket sends nothing, and lets the system choose the interface that leads outside. The
    // address is one that nobody has (RFC 5737).
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;

    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

/// Returns the address at which a browser on this machine finds the site.
fn url(host: Option<&str>, listening: &Listening, current: &CurrentSnapshot) -> String {
    let host = match host.map(|host| (host, host.parse::<IpAddr>())) {
        None => "localhost".to_owned(),
        // `0.0.0.0` is an address to listen on; not every system can connect to it.
        Some((_, Ok(address))) if address.is_unspecified() => "localhost".to_owned(),
        Some((host, Ok(address))) if address.is_ipv6() => format!("[{host}]"),
        Some((host, _)) => host.to_owned(),
    };

    let snapshot = current.load();
    let path = snapshot.edition.site().config().base_url.path();

    format!("http://{host}:{}{path}", listening.port)
}

/// Returns the editor for links in findings: the one named by `--editor`, or the one whose terminal this is,
/// or the one in `VISUAL` or `EDITOR`.
fn editor(named: Option<EditorName>) -> Option<Editor> {
    match named {
        Some(EditorName::Vscode) => Some(Editor::Vscode),
        Some(EditorName::Zed) => Some(Editor::Zed),
        Some(EditorName::Idea) => Some(Editor::Idea),
        Some(EditorName::None) => None,
        None => guessed(variable),
    }
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

fn guessed(variable: impl Fn(&str) -> String) -> Option<Editor> {
    match (variable("TERM_PROGRAM").as_str(), variable("TERMINAL_EMULATOR").as_str()) {
        ("vscode", _) => return Some(Editor::Vscode),
        ("zed", _) => return Some(Editor::Zed),
        (_, "JetBrains-JediTerm") => return Some(Editor::Idea),
        _ => {}
    }

    // `VISUAL` is the editor for full screens, and goes before `EDITOR` by custom.
    let commands = ["VISUAL", "EDITOR"].map(&variable);
    let program = commands.iter().filter_map(|command| command.split_whitespace().next());
    let mut names = program.filter_map(|program| Path::new(program).file_stem()?.to_str());

    names.find_map(|name| match name {
        "code" => Some(Editor::Vscode),
        "zed" | "zeditor" => Some(Editor::Zed),
        "idea" => Some(Editor::Idea),
        _ => None,
    })
}

/// Builds the site, and keeps building it until the guard is dropped.
fn start(
    workspace: Workspace,
    options: impl Fn() -> BuildOptions + Send + 'static,
    command: &ServeArgs,
    printer: Printer,
) -> Result<Preview, Failure> {
    let how = WatchOptions {
        root: command.site.clone(),
        poll: command.poll.map(Duration::from_millis),
        out: command.site.join("public"),
        has_clock: command.as_of.is_none(),
    };
    let site = command.site.clone();
    Ok(rebuild::start(workspace, options, &how, move |event| {
        report_event(&event, &site, &printer);
    })?)
}

/// Prints findings as `build` does; of very many, as after a folder is renamed, only the first.
fn report_findings(findings: &[Diagnostic], workspace: &Workspace, site: &Path, printer: &Printer) {
    let named = &findings[..findings.len().min(FINDINGS_MAX)];
    printer.findings(named, workspace, site);
    if findings.len() > named.len() {
        let more = report::count_of(findings.len() - named.len(), "more finding");
        printer.line(&format!("and {more}: `chancery check` lists them all"));
    }
}

/// Reports in the terminal what happened.
fn report_event(event: &PreviewEvent<'_>, site: &Path, printer: &Printer) {
    match event {
        PreviewEvent::NewFindings(findings, workspace) => {
            report_findings(findings, workspace, site, printer);
        }
        PreviewEvent::Rebuilt(rebuilt) => {
            let changed = report::changed(&rebuilt.changed);
            let took = rebuilt.took.as_millis();
            let counts = report::count_words(rebuilt.errors, rebuilt.warnings);
            printer.line(&format!("{changed}: {took} ms; {counts}"));
        }
        PreviewEvent::Polling { why, every } => {
            printer.line(&format!("looking for changes every {} ms: {why}", every.as_millis()));
        }
        PreviewEvent::Failed(why) => printer.line(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_is_guessed_from_the_terminal_first() {
        let with = |set: &[(&str, &str)]| {
            guessed(|name| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map_or(String::new(), |(_, value)| (*value).to_owned())
            })
        };

        assert_eq!(with(&[]), None);
        assert_eq!(with(&[("TERM_PROGRAM", "vscode"), ("EDITOR", "zed")]), Some(Editor::Vscode));
        assert_eq!(
            with(&[("EDITOR", "vim"), ("VISUAL", "/usr/bin/code --wait")]),
            Some(Editor::Vscode)
        );
        assert_eq!(with(&[("EDITOR", "zed --wait")]), Some(Editor::Zed));
        assert_eq!(with(&[("EDITOR", "vim")]), None);
    }
}

//! What a process takes: time by the clock, time of processors, memory.
//!
//! In: a command. Out: a [`Usage`]. Processor time and memory are read from `/proc`, so that other systems
//! than Linux tell the time by the clock alone.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Pauses between two looks at a running process are this share of its time until now, so that its end is noticed
/// exactly enough and a long run is not disturbed.
const SHARE: u32 = 200;
/// The shortest pause.
const PAUSE_MIN: Duration = Duration::from_millis(1);
/// The longest pause: what a process takes after the last look is missing from its peak memory.
const PAUSE_MAX: Duration = Duration::from_millis(10);
/// A tick of the kernel's accounts (`USER_HZ` is 100 on every machine that people have).
const TICK: Duration = Duration::from_millis(10);

/// What a process took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    /// By the clock.
    pub(crate) wall: Duration,
    /// User and system time of all its threads, and of processes that it waited for.
    pub(crate) processor: Option<Duration>,
    /// Its largest resident set, in bytes.
    pub(crate) peak: Option<u64>,
}

/// Runs a command to its end.
///
/// # Errors
/// If the command cannot be started or fails, with the end of what it said.
pub(crate) fn run(command: &mut Command, log: &Path) -> io::Result<Usage> {
    let said = File::create(log)?;
    command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said);

    let begun = Instant::now();
    let mut child = command.spawn()?;
    let mut peak = None;

    // A process that has ended is kept by the kernel until it is waited for, and its account with it.
    let processor = loop {
        match stat(&child) {
            Some(stat) if !stat.has_ended => peak = peak.max(peak_memory(&child)),
            Some(stat) => break Some(stat.processor),
            None => break None,
        }
        thread::sleep((begun.elapsed() / SHARE).clamp(PAUSE_MIN, PAUSE_MAX));
    };

    let status = child.wait()?;
    let wall = begun.elapsed();

    if !status.success() {
        let said = fs::read_to_string(log).unwrap_or_default();
        let last: Vec<&str> = said.lines().rev().take(20).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        return Err(io::Error::other(format!("{command:?}: {status}\n{}", last.join("\n"))));
    }

    Ok(Usage { wall, processor, peak })
}

/// Returns the processor time that a process has used until now.
pub(crate) fn processor_time(child: &Child) -> Option<Duration> {
    stat(child).map(|stat| stat.processor)
}

/// Returns the largest resident set of a running process until now, in bytes.
pub(crate) fn peak_memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// A line of the kernel's accounts (proc_pid_stat(5)).
struct Stat {
    has_ended: bool,
    processor: Duration,
}

fn stat(child: &Child) -> Option<Stat> {
    let line = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // The program's name, in brackets, may hold blanks.
    let (_, rest) = line.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = fields.get(11..15)?.iter().filter_map(|field| field.parse::<u32>().ok()).sum();

    Some(Stat { has_ended: matches!(fields[0], "Z" | "X"), processor: TICK * ticks })
}

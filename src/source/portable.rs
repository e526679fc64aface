//! Paths that mean the same file on every system.
//!
//! In: a path below a folder. Out: what is wrong with it. Invariant: the rules of Linux, macOS and Windows hold at
//! once, since a site that is built on one system is copied to another.

/// Names at the top of an output folder that Chancery keeps for itself: its manifest, its work folder, and the
/// manifest's signature.
pub const RESERVED: [&str; 3] = [".chancery.json", ".chancery", ".chancery.json.minisig"];

/// The longest name of one file or folder, in bytes, on every common file system.
const PART_LIMIT: usize = 255;

/// The longest path below the output folder, in bytes; it leaves room for the folder's own.
const PATH_LIMIT: usize = 1024;

/// The length of `CONOUT$`, the longest name of a device, in bytes.
const LONGEST_DEVICE: usize = 7;

/// Returns what keeps a path from being written below an output folder, as a clause: "a part is empty".
#[must_use]
pub fn problem(path: &str) -> Option<&'static str> {
    // Reserved whatever its case: on macOS and Windows it is the same file.
    let first = path.split('/').next().unwrap_or_default();
    let is_reserved = RESERVED.iter().any(|name| first.eq_ignore_ascii_case(name));

    if path.is_empty() {
        Some("it is empty")
    } else if path.len() > PATH_LIMIT {
        Some("it is longer than 1,024 bytes")
    } else if is_reserved {
        Some("Chancery keeps that name for itself")
    } else {
        path.split('/').find_map(part_problem)
    }
}

fn part_problem(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        Some("a part is empty")
    } else if part == "." || part == ".." {
        Some("a part is `.` or `..`")
    } else if part.contains('\\') {
        Some("it holds a backslash")
    } else if part.contains(':') {
        Some("it holds a colon")
    } else if part.contains(char::is_control) {
        Some("it holds a control character")
    } else if part.ends_with(['.', ' ']) {
        Some("a part ends in a dot or a space")
    } else if part.len() > PART_LIMIT {
        Some("a part is longer than 255 bytes")
    } else if is_device(part) {
        Some("a part is the name of a device on Windows")
    } else {
        None
    }
}

/// Recognises the names that Windows reserves for devices in every folder, whatever follows the first dot
/// (Microsoft, "Naming Files, Paths, and Namespaces").
#[must_use]
pub fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    let stem = stem.trim_end();

    // Most names are longer, and need no lower case.
    if !(3..=LONGEST_DEVICE).contains(&stem.len()) {
        return false;
    }

    let stem = stem.to_ascii_lowercase();
    if matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }

    // Windows also takes the superscript digits of Latin-1 for port numbers.
    let number = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let mut rest = number.unwrap_or_default().chars();

    matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

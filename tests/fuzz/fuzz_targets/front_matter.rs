//! Front matter of every kind of file.
#![no_main]

use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 5] = [
    "content/briefings/a.md",
    "content/agreements/a.md",
    "content/ministers/a.md",
    "content/figures/a.md",
    "content/a.md",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (kind, yaml) = input;
    let path = PATHS[usize::from(kind) % PATHS.len()];
    chancery_fuzz::build(path, &[b"---\n", yaml, b"\n---\nWords.\n"].concat());
});

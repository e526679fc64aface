//! Prose with references, embeds and HTML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    chancery_fuzz::build("content/briefings/a.md", &[chancery_fuzz::HEAD.as_bytes(), body].concat());
});

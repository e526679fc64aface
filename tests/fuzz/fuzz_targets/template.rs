//! A site's own template, in place of a built-in one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|template: &[u8]| {
    chancery_fuzz::build("templates/page.html", template);
});

//! site.yaml.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|yaml: &[u8]| {
    chancery_fuzz::build("content/site.yaml", &[b"title: T\nbase_url: https://www.example.org/\n", yaml].concat());
});

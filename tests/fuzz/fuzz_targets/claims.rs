//! Sentences with numbers: words of claims, amounts and times in an order of the fuzzer's choice.
#![no_main]

use libfuzzer_sys::fuzz_target;

const WORDS: &str = "warnings fell rose by from to of the total share per cent percentage points 2,600 1,900 27% 40% \
    in 2024 2023 since compared with last year a third half doubled highest up down on Tuesday 5 May 2025 million £ \
    each including than more fewer Rivers Minister Jo Marsh agreement was signed not about nearly [[warnings]] , . ; ( )";

fuzz_target!(|choices: &[u8]| {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let sentence: Vec<&str> = choices.iter().map(|&at| words[usize::from(at) % words.len()]).collect();
    let page = format!("{}{}\n", chancery_fuzz::HEAD, sentence.join(" "));
    chancery_fuzz::build("content/briefings/a.md", page.as_bytes());
});

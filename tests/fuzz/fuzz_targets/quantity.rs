//! Values and periods: what is read is printed, and read again as the same.
#![no_main]

use chancery::lexicon::ENGLISH;
use chancery::value::{Date, Moment, Period, Quantity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Date::parse(text);
    let _ = Moment::parse(text);

    if let Some((quantity, length)) = Quantity::scan(text, &ENGLISH) {
        assert!(text.is_char_boundary(length), "{text:?}: {length}");
        let interval = quantity.interval();
        let _ = (quantity.machine(), interval);
        let _ = quantity.ratio(&quantity);
        let _ = quantity.difference(&quantity);
    }

    if let Some((_, length)) = Period::scan(text, &ENGLISH) {
        assert!(text.is_char_boundary(length), "{text:?}: {length}");
    }

    if let Ok(period) = Period::parse(text) {
        assert!(period.first() <= period.last(), "{text:?}: {period:?}");
    }
});

//! Characters that no text may hold.
//!
//! In: a text. Out: where they are. Invariant: every character that XML 1.0 cannot hold is one of them.

/// Tells whether a character is a control character, which no reader sees, and most of which no feed can hold (XML 1.0,
/// section 2.2).
///
/// Tabs and ends of lines are none. Those from U+0080 to U+009F come from text in Windows-1252 that was taken for
/// Latin-1.
#[must_use]
pub fn is_forbidden(sign: char) -> bool {
    match sign {
        '\t' | '\n' | '\r' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        sign => sign.is_control(),
    }
}

/// Returns the characters of a text that no text may hold, with the byte where each begins.
pub fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    // Nearly every text holds none, and this test is fast.
    let text = if may_hold(text.as_bytes()) { text } else { "" };
    text.char_indices().filter(|(_, sign)| is_forbidden(*sign))
}

fn may_hold(bytes: &[u8]) -> bool {
    // Without a branch, so that the compiler compares many bytes at once.
    let is_low = |byte: u8| {
        let is_control = u8::from(byte < 0x20) | u8::from(byte == 0x7f);
        let is_blank = u8::from(byte == b'\t') | u8::from(byte == b'\n') | u8::from(byte == b'\r');
        is_control & !is_blank
    };
    if bytes.iter().fold(0, |any, &byte| any | is_low(byte)) != 0 {
        return true;
    }

    // U+0080 to U+009F begin with C2, U+FFFE and U+FFFF with EF BF.
    memchr::memchr2_iter(0xc2, 0xef, bytes).any(|at| match bytes[at] {
        0xc2 => bytes.get(at + 1).is_some_and(|next| *next < 0xa0),
        _ => bytes.get(at + 1) == Some(&0xbf) && bytes.get(at + 2).is_some_and(|last| *last > 0xbd),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_test_misses_nothing() {
        for sign in (0..=0x3000).chain(0xfff0..0x1_0010).filter_map(char::from_u32) {
            let text = format!("£ é {sign}•");
            let expected = usize::from(is_forbidden(sign));
            assert_eq!(forbidden(&text).count(), expected, "{sign:?}");
        }
    }
}

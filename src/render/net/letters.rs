//! Text metrics: the width of words, and where their lines break.
//!
//! In: a title, and the width that it has. Out: its lines.
//! Invariant: no line is wider than it may be, by the widths of this file.

use unicode_width::UnicodeWidthChar;

/// The font size of titles in pixels, as the style sheet sets it: SVG does not break lines by itself.
pub(super) const TITLE: u32 = 13;

/// The font size of the words below a title, as the style sheet sets it.
pub(super) const STATE: u32 = 12;

/// Returns the greatest width of a text in the fonts that readers have, in thousandths of a pixel.
pub(super) fn width(text: &str, size: u32) -> u32 {
    text.chars().map(letter).sum::<u32>() * size
}

/// Returns the width of a letter in thousandths of its size. The reader's font is unknown: these are
/// near the widths of DejaVu Sans Bold, the widest in common use.
fn letter(letter: char) -> u32 {
    match letter.width() {
        None | Some(0) => 0,
        Some(2..) => 1000,
        Some(1) => match letter {
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 1000,
            'i' | 'j' | 'l' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' => 350,
            'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' => 440,
            'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 620,
            'a'..='z' | '0'..='9' => 670,
            letter if letter.is_uppercase() => 810,
            // Latin, Greek, Cyrillic, Hebrew and Arabic letters are about as wide as these.
            '\u{80}'..='\u{7ff}' => 700,
            _ => 860,
        },
    }
}

/// Breaks a text into lines: at spaces, after hyphens, dashes and slashes, and within a word that is
/// longer than a line. Overlong text ends in an ellipsis.
pub(super) fn lines(text: &str, size: u32, room: u32, most: usize) -> Vec<String> {
    let room = room * 1000;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();

    for piece in pieces(text) {
        // The space at the end of a line is not seen, and takes no room.
        if width(line.trim_end(), size) + width(piece.trim_end(), size) + gap(&line, size) > room
            && !line.is_empty()
        {
            lines.push(std::mem::take(&mut line));
        }

        line.push_str(piece);

        while width(line.trim_end(), size) > room {
            let rest = line.split_off(fitting_bytes(&line, size, room));
            lines.push(std::mem::replace(&mut line, rest));
        }
    }

    lines.push(line);

    let mut lines: Vec<String> =
        lines.iter().map(|line| line.trim()).filter(|it| !it.is_empty()).map(Into::into).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.truncate(fitting_bytes(last, size, room.saturating_sub(width("…", size))));
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }

    lines
}

/// Returns the width of the space at the end of a line.
fn gap(line: &str, size: u32) -> u32 {
    width(&line[line.trim_end().len()..], size)
}

/// Splits a text where a line may break; each piece keeps the space after it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|letter: char| {
        letter.is_whitespace() && letter != '\u{a0}' || matches!(letter, '-' | '–' | '—' | '/')
    })
}

/// Returns how many bytes of a text fit, at least one letter. Combining marks stay with their letter.
fn fitting_bytes(text: &str, size: u32, room: u32) -> usize {
    let mut used = 0;
    for (at, letter) in text.char_indices() {
        let wide = self::letter(letter) * size;
        used += wide;
        if used > room && wide > 0 && at > 0 {
            return at;
        }
    }

    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_break_where_words_end() {
        let lines = |text, most| lines(text, TITLE, 116, most);
        let title = "UK–Iraq Partnership and Cooperation Agreement";
        assert_eq!(lines(title, 4), ["UK–Iraq", "Partnership and", "Cooperation", "Agreement"]);
        assert_eq!(lines(title, 2), ["UK–Iraq", "Partnership a…"]);
        assert_eq!(
            lines("Donaudampfschifffahrtsgesellschaft", 2),
            ["Donaudampfsch", "ifffahrtsgesell…"]
        );

        assert_eq!(lines("  ", 2), [""; 0]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in "\\PC{0,90}", room in 40_u32..260, most in 1_usize..5) {
            let lines = lines(&text, TITLE, room, most);
            prop_assert!(lines.len() <= most);
            for line in &lines {
                prop_assert!(width(line, TITLE) <= room * 1000, "{line}");
            }
            let letters = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
            let all = letters(&lines.concat());
            let whole = letters(&text);
            prop_assert!(all == whole || all.strip_suffix('…').is_some_and(|it| whole.starts_with(it)));
        }
    }
}

//! The letters that the fonts of the card have.

/// First and last of each range, as `fonts.py` prints them.
const KNOWN: &[(u32, u32)] = &[
    (0x21, 0x7E),
    (0xA0, 0x12B),
    (0x12E, 0x131),
    (0x134, 0x165),
    (0x168, 0x17F),
    (0x192, 0x192),
    (0x218, 0x21B),
    (0x60C, 0x60C),
    (0x61B, 0x61B),
    (0x61F, 0x61F),
    (0x621, 0x63A),
    (0x640, 0x652),
    (0x660, 0x66C),
    (0x670, 0x671),
    (0x679, 0x679),
    (0x67E, 0x67E),
    (0x686, 0x686),
    (0x688, 0x688),
    (0x691, 0x691),
    (0x698, 0x698),
    (0x6A9, 0x6A9),
    (0x6AF, 0x6AF),
    (0x6BA, 0x6BA),
    (0x6BE, 0x6BE),
    (0x6C1, 0x6C1),
    (0x6CC, 0x6CC),
    (0x6D2, 0x6D2),
    (0x6D4, 0x6D4),
    (0x6F0, 0x6F9),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EF2, 0x1EF3),
    (0x2013, 0x2014),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2020),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x2044, 0x2044),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
];

/// The block of Arabic letters (Unicode 16), which one of the two fonts has, and the other none of.
const ARABIC: std::ops::RangeInclusive<u32> = 0x600..=0x6FF;

/// Returns the font that has all letters of a text; none where no font does.
///
/// Of two scripts in one line the renderer would take one font, and draw boxes for the other.
pub(super) fn font(text: &str) -> Option<&'static str> {
    let codes = || text.chars().filter(|letter| *letter != ' ').map(u32::from);
    let is_known = |code| KNOWN.iter().any(|&(first, last)| (first..=last).contains(&code));
    if !codes().all(is_known) {
        return None;
    }

    match codes().filter(|code| ARABIC.contains(code)).count() {
        0 => Some("Card Serif"),
        count if count == codes().count() => Some("Card Arabic"),
        _ => None,
    }
}

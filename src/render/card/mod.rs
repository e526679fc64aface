//! The sharing card: what other sites show of this one where no image was chosen.
//!
//! In: the site's title, publisher and address. Out: a PNG of 1200 by 630 pixels. Invariant: the fonts are
//! Chancery's own, so that the bytes are the same on every machine; a letter that they lack is never drawn as
//! a box.

mod letters;

use std::fmt::Write as _;

use resvg::{tiny_skia, usvg};

use super::html;
use crate::site::Site;

/// The size that Open Graph's readers ask for.
pub(super) const WIDTH: u32 = 1200;
pub(super) const HEIGHT: u32 = 630;

const SERIF: &[u8] = include_bytes!("card-serif.ttf");
const ARABIC: &[u8] = include_bytes!("card-arabic.ttf");

/// The theme's colours: wash, seal, ink and soft of `static/chancery.css`.
const WASH: &str = "#f6f4ef";
const SEAL: &str = "#7b1e2b";
const INK: &str = "#1a1e23";
const SOFT: &str = "#525a63";

const MARGIN: f32 = 90.0;
/// How much room the title has.
const ROOM: (f32, f32) = (1200.0 - 2.0 * MARGIN, 340.0);
/// The sizes that a title may have, and the height of a line.
const SIZES: [f32; 5] = [96.0, 80.0, 66.0, 54.0, 44.0];
const LEADING: f32 = 1.18;

/// Draws the card of a site.
pub(super) fn png(site: &Site) -> Vec<u8> {
    let config = site.config();
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_font_data(SERIF.to_vec());
    options.fontdb_mut().load_font_data(ARABIC.to_vec());

    let host = config.base_url.whole();
    let host = host.split_once("://").map_or("", |(_, rest)| rest).trim_end_matches('/');
    let publisher = config.publisher.as_ref().map(|publisher| &*publisher.name);
    let card = Card {
        title: &config.title,
        publisher: publisher.filter(|name| **name != *config.title),
        host,
        is_rtl: config.language.value.direction() == "rtl",
    };

    drawn(&card.svg(&options), &options)
}

/// What stands on a card.
struct Card<'s> {
    title: &'s str,
    publisher: Option<&'s str>,
    host: &'s str,
    is_rtl: bool,
}

impl Card<'_> {
    fn svg(&self, options: &usvg::Options<'_>) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{WASH}\"/>\
             <rect width=\"{WIDTH}\" height=\"20\" fill=\"{SEAL}\"/>"
        );

        if let Some((size, lines)) = laid_out(self.title, options) {
            for (number, line) in (1_u8..).zip(&lines) {
                let y = 90.0 + size * LEADING * f32::from(number) - size * 0.15;
                svg.push_str(&self.line(line, (size, INK), y));
            }
        }

        let _ = write!(
            svg,
            "<rect x=\"{}\" y=\"500\" width=\"120\" height=\"6\" fill=\"{SEAL}\"/>",
            if self.is_rtl { 1200.0 - MARGIN - 120.0 } else { MARGIN }
        );

        let below = self.publisher.filter(|name| fits(name, 34.0, options)).unwrap_or(self.host);
        if fits(below, 34.0, options) {
            svg.push_str(&self.line(below, (34.0, SOFT), 562.0));
        }

        svg.push_str("</svg>");

        svg
    }

    fn line(&self, words: &str, (size, colour): (f32, &str), y: f32) -> String {
        let font = letters::font(words).unwrap_or_default();
        let (x, anchor) = if self.is_rtl { (1200.0 - MARGIN, "end") } else { (MARGIN, "start") };
        format!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-family=\"{font}\" \
             font-size=\"{size}\" fill=\"{colour}\">{}</text>",
            html::text(words)
        )
    }
}

/// Breaks a title into lines at the largest size at which they have room; none where a letter is not known,
/// or the title is too long for any.
fn laid_out(title: &str, options: &usvg::Options<'_>) -> Option<(f32, Vec<String>)> {
    letters::font(title)?;
    SIZES.into_iter().find_map(|size| {
        let lines = broken(title, size, options)?;
        let count = u8::try_from(lines.len()).ok()?;
        (f32::from(count) * size * LEADING <= ROOM.1).then_some((size, lines))
    })
}

/// Breaks a title at its spaces; none where a word is longer than a line.
fn broken(title: &str, size: f32, options: &usvg::Options<'_>) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| width(longer, size, options) <= ROOM.0) {
            Some(longer) => *lines.last_mut()? = longer,
            None if width(word, size, options) <= ROOM.0 => lines.push(word.to_owned()),
            None => return None,
        }
    }

    Some(lines)
}

fn fits(words: &str, size: f32, options: &usvg::Options<'_>) -> bool {
    letters::font(words).is_some() && width(words, size, options) <= ROOM.0
}

/// Measures a line as it will be drawn.
fn width(words: &str, size: f32, options: &usvg::Options<'_>) -> f32 {
    let font = letters::font(words).unwrap_or_default();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <text font-family=\"{font}\" font-size=\"{size}\">{}</text></svg>",
        html::text(words)
    );
    let tree = usvg::Tree::from_str(&svg, options);

    tree.map_or(f32::INFINITY, |tree| tree.root().abs_bounding_box().width())
}

fn drawn(svg: &str, options: &usvg::Options<'_>) -> Vec<u8> {
    let tree = usvg::Tree::from_str(svg, options).expect("what is put together here is an SVG");
    let mut paper = tiny_skia::Pixmap::new(WIDTH, HEIGHT).expect("it is larger than nothing");
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut paper.as_mut());
    paper.encode_png().expect("memory takes whatever is written to it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> usvg::Options<'static> {
        let mut options = usvg::Options::default();
        options.fontdb_mut().load_font_data(SERIF.to_vec());
        options.fontdb_mut().load_font_data(ARABIC.to_vec());
        options
    }

    fn card(title: &str) -> (String, Vec<u8>) {
        let options = options();
        let card = Card { title, publisher: None, host: "example.org", is_rtl: false };
        let svg = card.svg(&options);
        let bytes = drawn(&svg, &options);
        (svg, bytes)
    }

    #[test]
    fn the_same_title_gives_the_same_bytes() {
        let (_, bytes) = card("Chancery example");
        assert_eq!(blake3::hash(&bytes).to_hex()[..16], *"37d7a612bbbac4ef");
        assert!(bytes.len() < 60_000, "{}", bytes.len());
    }

    #[test]
    fn long_titles_break_and_shrink() {
        let options = options();
        let (size, lines) = laid_out("Swyddfa’r Cabinet ŵŷ", &options).expect("it has room");
        assert_eq!((size.round(), lines.len()), (96.0, 1), "{lines:?}");
        let long = "Department for the Coordination of Agreements between Neighbours on Rivers, Ferries, \
                    Ports and All that Travels by Water";
        let (size, lines) = laid_out(long, &options).expect("it has room");
        assert!(size < 96.0 && lines.len() > 2, "{size} {lines:?}");

        assert!(lines.iter().all(|line| width(line, size, &options) <= ROOM.0));
        assert!(laid_out(&"word ".repeat(200), &options).is_none());
        assert!(laid_out(&"w".repeat(200), &options).is_none());
    }

    #[test]
    fn letters_without_a_glyph_are_left_out() {
        assert_eq!(letters::font("مكتب الأمثلة"), Some("Card Arabic"));
        assert_eq!(letters::font("Swyddfa ŵŷ"), Some("Card Serif"));
        assert_eq!(letters::font("Office مكتب"), None);
        let (svg, _) = card("外務省");
        assert!(!svg.contains('外') && svg.contains("example.org"), "{svg}");
        let (svg, _) = card("A <b> & c");
        assert!(svg.contains("A &lt;b&gt; &amp; c"), "{svg}");
    }
}

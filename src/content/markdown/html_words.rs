//! The words of an HTML block, line by line.
//!
//! In: the lines of the block. Out: the ranges that readers see, and where a block of them ends.
//! Invariant: no byte of a tag, a comment, a script or a style is a word.

use std::ops::Range;

/// What is open at the end of a line of an HTML block.
#[derive(Debug, Default)]
pub(super) struct HtmlWords {
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    Tag,
    Comment,
    /// A script or a style: its text is not words.
    Hidden,
}

/// Inline elements: their words continue the text around them.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "img", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u", "kbd", "samp",
];

/// Elements whose text is not shown or is code, and so makes no claims.
const HIDDEN: [&str; 7] = ["script", "style", "template", "code", "kbd", "pre", "samp"];

impl HtmlWords {
    /// Splits a line into ranges of words; none marks the end of a block.
    pub(super) fn pieces(&mut self, line: &str) -> Vec<Option<Range<usize>>> {
        let mut pieces = Vec::new();
        let mut at = 0;

        while at < line.len() {
            let rest = &line[at..];
            let (end, next) = match self.state {
                State::Text => text_end(rest),
                State::Tag => (find(rest, ">"), State::Text),
                State::Comment => (find(rest, "-->"), State::Text),
                State::Hidden => {
                    match HIDDEN.iter().filter_map(|it| rest.find(&format!("</{it}"))).min() {
                        Some(end) => (Some(end), State::Tag),
                        None => (None, State::Hidden),
                    }
                }
            };

            let Some(end) = end else {
                if self.state == State::Text {
                    pieces.push(Some(at..line.len()));
                }
                return pieces;
            };

            if self.state == State::Text {
                if end > 0 {
                    pieces.push(Some(at..at + end));
                }
                let name = tag_name(&rest[end..]);
                if next == State::Tag && !INLINE.contains(&name.as_str()) {
                    pieces.push(None);
                }
                self.state = match HIDDEN.contains(&name.as_str()) && !rest[end..].starts_with("</")
                {
                    true => State::Hidden,
                    false => next,
                };
            } else {
                self.state = next;
            }

            at = line.ceil_char_boundary(at + end.max(1));
        }

        pieces
    }
}

/// Finds where a tag or a comment begins.
fn text_end(rest: &str) -> (Option<usize>, State) {
    let Some(start) = rest.find('<') else {
        return (None, State::Text);
    };

    let next = match rest[start..].starts_with("<!--") {
        true => State::Comment,
        false => State::Tag,
    };
    (Some(start), next)
}

/// Finds the end of a mark; returns the byte after it.
fn find(rest: &str, mark: &str) -> Option<usize> {
    rest.find(mark).map(|start| start + mark.len())
}

fn tag_name(tag: &str) -> String {
    let bare = tag.trim_start_matches(['<', '/']);
    let end = bare.find(|char: char| !char.is_alphanumeric()).unwrap_or(bare.len());
    bare[..end].to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lines: &[&str]) -> String {
        let mut html = HtmlWords::default();
        let mut words = String::new();
        for line in lines {
            for piece in html.pieces(line) {
                words.push_str(piece.map_or("|", |range| &line[range]));
            }
        }

        words
    }

    #[test]
    fn only_what_readers_see_is_read() {
        assert_eq!(words(&["<p>It <b>rose</b> by 8%.</p>"]), "|It rose by 8%.|");
        assert_eq!(words(&["<div", "class=\"x\">Homes</div>"]), "|Homes|");
        assert_eq!(words(&["a <!-- 5% of", " 3 --> b"]), "a  b");
        assert_eq!(words(&["<p>Set <code>a = 5</code> now</p>"]), "|Set  now|");
        assert_eq!(words(&["<script>let a = 5;", "</script>é"]), "|é");
    }
}

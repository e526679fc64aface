//! The text of a page as readers see it.
//!
//! In: a page as it is printed. Out: its prose as HTML, or its words, one block a line.
//! Invariant: the frame, which is the same on every page, is in neither.

use html5gum::{StartTag, Token, Tokenizer};

/// Returns the prose of a page as HTML.
pub(crate) fn prose(page: &str) -> Option<&str> {
    let (_, prose) = page.split_once("prose\">")?;
    Some(prose[..end_of_div(prose)].trim())
}

/// Returns where the `div` around a text ends.
fn end_of_div(html: &str) -> usize {
    let mut depth = 1;
    for (at, _) in html.match_indices('<') {
        if html[at..].starts_with("</div>") {
            depth -= 1;
        } else if html[at..].starts_with("<div") {
            depth += 1;
        }

        if depth == 0 {
            return at;
        }
    }

    html.len()
}

/// Returns the words of a page's main part: one block a line, headings and items marked as in Markdown, links
/// with their addresses.
pub(crate) fn words(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let main = main.split_once('>').map_or(main, |(_, main)| main);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut outline = Outline::default();

    for token in Tokenizer::new(main).flatten() {
        match token {
            Token::StartTag(tag) => outline.start(&tag),
            Token::EndTag(tag) => outline.end(&tag.name),
            Token::String(text) if outline.hidden == 0 => {
                outline.line.push_str(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }

    outline.end_line();

    outline.text
}

/// The words of a page as far as it has been read.
#[derive(Default)]
struct Outline {
    text: String,
    line: String,
    /// The prefix of the line, for when it gets words.
    mark: String,
    /// The address of the link that is open.
    href: Option<String>,
    /// How many open elements hide their text from readers.
    hidden: usize,
}

impl Outline {
    fn start(&mut self, tag: &StartTag<()>) {
        if is_hidden(&tag.name) {
            self.hidden += 1;
            return;
        }

        match &**tag.name {
            b"h1" => self.begin_line("# "),
            b"h2" => self.begin_line("## "),
            b"h3" => self.begin_line("### "),
            b"li" => self.begin_line("- "),
            b"td" | b"th" => self.line.push_str(" | "),
            b"a" => {
                let href = tag.attributes.get(&b"href"[..]);
                self.href = href.map(|href| String::from_utf8_lossy(href).into_owned());
                self.line.push('[');
            }
            name if is_block(name) => self.end_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if is_hidden(name) {
            self.hidden = self.hidden.saturating_sub(1);
        } else if name == b"a" {
            let href = self.href.take().unwrap_or_default();
            self.line.extend(["](", &href, ")"]);
        } else if is_block(name) || matches!(name, b"h1" | b"h2" | b"h3" | b"li") {
            self.end_line();
        }
    }

    fn begin_line(&mut self, mark: &str) {
        self.end_line();
        mark.clone_into(&mut self.mark);
    }

    fn end_line(&mut self) {
        let words = self.line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        self.line.clear();

        // A block that only contains other blocks passes its mark to the first of them.
        if !words.is_empty() {
            self.text.push_str(&std::mem::take(&mut self.mark));
            self.text.push_str(&words);
            self.text.push('\n');
        }
    }
}

fn is_hidden(name: &[u8]) -> bool {
    matches!(name, b"svg" | b"script" | b"style" | b"template")
}

fn is_block(name: &[u8]) -> bool {
    const BLOCKS: [&[u8]; 20] = [
        b"p",
        b"div",
        b"ul",
        b"ol",
        b"dl",
        b"dt",
        b"dd",
        b"table",
        b"tr",
        b"caption",
        b"section",
        b"article",
        b"aside",
        b"header",
        b"footer",
        b"nav",
        b"figure",
        b"figcaption",
        b"blockquote",
        b"details",
    ];
    BLOCKS.contains(&name)
}

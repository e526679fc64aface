//! The tags of raw HTML in Markdown.
//!
//! In: a piece of HTML. Out: its tags and texts, with their places in it. Invariant: `content` reads and
//! `render` rewrites the same addresses: both use [`addresses`].

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::value::web_address::{self, LinkReach};

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// An opening tag.
    Open(HtmlTag),
    /// A closing tag: its name in lower case, and its place.
    Close(String, Range<usize>),
    /// Text that readers see, with its entities resolved.
    Text(String),
}

/// An opening tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HtmlTag {
    /// Its name, in lower case.
    pub name: String,
    /// Its range in the HTML.
    pub span: Range<usize>,
    /// Its attributes, in order, each once.
    pub attributes: Vec<Attribute>,
}

/// An attribute of a tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, in lower case.
    pub name: String,
    /// Its value, with entities resolved.
    pub value: String,
    /// The range of the value, without quotation marks; where it is empty, the name.
    pub span: Range<usize>,
}

impl HtmlTag {
    /// Returns the value of an attribute, if it is present.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.name == name).map(|it| &*it.value)
    }

    /// Tells whether an attribute is present and not blank.
    #[must_use]
    pub fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.trim().is_empty())
    }
}

/// An address in a tag.
#[derive(Debug)]
pub struct UrlAttribute<'t> {
    /// The attribute that holds it.
    pub attribute: &'t Attribute,
    /// Its range in the value.
    pub within: Range<usize>,
    /// Whether it is shown in the page, like an image, rather than a place to go to.
    pub is_shown: bool,
}

impl UrlAttribute<'_> {
    /// Returns the address, with entities resolved.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.attribute.value[self.within.clone()]
    }

    /// Returns the range of the address in the HTML: the whole value where entities in it hide the exact
    /// place.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        let Attribute { value, span, .. } = self.attribute;

        // If the lengths are equal, the value has no entities, and its bytes are those of the file.
        match span.len() == value.len() && !self.within.is_empty() {
            true => span.start + self.within.start..span.start + self.within.end,
            false => span.clone(),
        }
    }
}

/// A piece of HTML, and where its lines are in the body; the marks of a block quote or a list may be between
/// two lines.
#[derive(Debug, Clone, Default)]
pub struct Fragment<'t> {
    text: Cow<'t, str>,
    lines: Vec<FragmentLine>,
}

/// A line of a fragment.
#[derive(Debug, Clone)]
struct FragmentLine {
    /// Where it begins in the fragment.
    start: usize,
    /// Where it lies in the body.
    body: Range<usize>,
}

impl<'t> Fragment<'t> {
    /// Makes a fragment of one piece of the body.
    #[must_use]
    pub fn new(text: &'t str, body: Range<usize>) -> Fragment<'t> {
        Fragment { text: text.into(), lines: vec![FragmentLine { start: 0, body }] }
    }

    /// Appends a line.
    pub fn push(&mut self, line: &str, body: Range<usize>) {
        self.lines.push(FragmentLine { start: self.text.len(), body });
        self.text.to_mut().push_str(line);
    }

    /// Returns the HTML.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns where a part of the HTML lies in the body.
    #[must_use]
    pub fn place(&self, part: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| {
            let after = self.lines.partition_point(|line| line.start <= byte);
            let FragmentLine { start, body } = self.lines.get(after.saturating_sub(1))?;
            Some((body.start + (byte - start)).min(body.end))
        };
        let start = at(part.start).unwrap_or_default();

        // Take the end of the last byte: the next one may be on another line, after the marks of a quote.
        let last = part.end.saturating_sub(1).max(part.start);
        let end = at(last).map_or(start, |end| end + usize::from(part.end > part.start));

        start..end.max(start)
    }
}

/// Returns the tags and texts of a piece of HTML, in order.
#[must_use]
pub fn tokens(html: &str) -> Vec<Token> {
    let mut open = HtmlTag::default();

    // Scripts and styles are not text, up to the closing tag.
    let mut is_code = false;
    let callback = move |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Token> {
        let place = span.start..span.end;
        match event {
            CallbackEvent::OpenStartTag { name } => {
                open = HtmlTag { name: text(name), span: place, attributes: Vec::new() };
                None
            }

            CallbackEvent::AttributeName { name } => {
                let name = text(name);
                open.attributes.push(Attribute { name, value: String::new(), span: place });
                None
            }

            CallbackEvent::AttributeValue { value } => {
                let attribute = open.attributes.last_mut()?;
                attribute.value = text(value);
                attribute.span = place;
                None
            }

            CallbackEvent::CloseStartTag { .. } => {
                let mut tag = std::mem::take(&mut open);
                tag.span.end = place.end;

                // Browsers show neither; their content would count as words of a surrounding link.
                is_code = matches!(&*tag.name, "script" | "style");
                Some(Token::Open(once_each(tag)))
            }

            CallbackEvent::EndTag { name } => {
                is_code = false;

                // HTML ignores the attributes of a closing tag, but the tokenizer reports them.
                open.attributes.clear();
                Some(Token::Close(text(name), place))
            }

            CallbackEvent::String { value } => (!is_code).then(|| Token::Text(text(value))),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => None,
        }
    };
    let mut emitter = CallbackEmitter::new(callback);

    // Without a tree builder, the tokenizer must switch its state by itself, so that the content of `<script>`
    // and `<style>` is not markup.
    emitter.naively_switch_states(true);

    Tokenizer::new_with_emitter(html, emitter)
        .map(|token: Result<Token, Infallible>| match token {
            Ok(token) => token,
            // Text in memory is read without errors.
            Err(never) => match never {},
        })
        .collect()
}

/// Returns the addresses in a tag, in order.
#[must_use]
pub fn addresses(tag: &HtmlTag) -> Vec<UrlAttribute<'_>> {
    let mut found = Vec::new();
    for attribute in &tag.attributes {
        // The attributes that HTML defines as URLs of something to show or to navigate to; `cite` and
        // `longdesc` are neither.
        let is_shown = match (&*tag.name, &*attribute.name) {
            ("a" | "area", "href") | ("iframe", "src") => false,
            ("img" | "source" | "video" | "audio" | "track" | "embed" | "input", "src")
            | ("video", "poster")
            | ("object", "data")
            | ("img" | "source", "srcset") => true,

            // Others hold addresses too, and are not followed; but what they must not hold is found.
            (
                _,
                "href" | "src" | "xlink:href" | "action" | "formaction" | "data" | "background",
            ) if matches!(web_address::reach(&attribute.value), LinkReach::Refused(_)) => false,
            _ => continue,
        };

        match &*attribute.name {
            "srcset" => found.extend(candidates(&attribute.value).map(|within| UrlAttribute {
                attribute,
                within,
                is_shown,
            })),
            _ => {
                // HTML strips white space around a URL.
                let start = attribute.value.len() - attribute.value.trim_start().len();
                let within = start..start + attribute.value.trim().len();
                found.push(UrlAttribute { attribute, within, is_shown });
            }
        }
    }

    found
}

/// Returns the ranges of the addresses of a `srcset`: `small.jpg 480w, large.jpg 2x`.
fn candidates(value: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;

    std::iter::from_fn(move || {
        let rest = &value[at..];
        let start = at + rest.find(|sign: char| !sign.is_whitespace() && sign != ',')?;
        let rest = &value[start..];
        let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());

        // A comma may be part of an address, but not at its end.
        let address = value[start..end].trim_end_matches(',');
        at = match address.len() < end - start {
            true => end,
            false => end + value[end..].find(',').unwrap_or(value.len() - end),
        };

        Some(start..start + address.len())
    })
}

/// Drops repeated attributes, as browsers do.
fn once_each(mut tag: HtmlTag) -> HtmlTag {
    if tag.attributes.len() > 1 {
        let mut seen = foldhash::HashSet::default();
        tag.attributes.retain(|attribute| seen.insert(attribute.name.clone()));
    }

    tag
}

fn text(bytes: &[u8]) -> String {
    // Lossless: the tokenizer returns bytes of what was UTF-8.
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_their_places() {
        let html = "é <A HREF='a b.md' href=x id=1><img src=i.png srcset=\"s.png 1x, d,e.png 2x,f.png\">\
            <a href=\"x?a=1&amp;b=2\"><script src=no>'<a href=n>'</script><!-- <a href=n> -->";
        let tokens = tokens(html);
        let tags = tokens.iter().filter_map(|token| match token {
            Token::Open(tag) => Some(tag),
            _ => None,
        });

        let found: Vec<_> = tags
            .flat_map(addresses)
            .map(|it| (&it.attribute.value[it.within.clone()], &html[it.attribute.span.clone()]))
            .collect();

        let set = "s.png 1x, d,e.png 2x,f.png";
        assert_eq!(
            found,
            [
                ("a b.md", "a b.md"),
                ("i.png", "i.png"),
                ("s.png", set),
                ("d,e.png", set),
                ("f.png", set),
                ("x?a=1&b=2", "x?a=1&amp;b=2"),
            ]
        );
    }

    #[test]
    fn texts_are_what_readers_see() {
        let texts: Vec<_> = tokens("a &amp; b<style>c{}</style><b>d</b")
            .into_iter()
            .filter_map(|token| match token {
                Token::Text(text) => Some(text),
                _ => None,
            })
            .collect();

        assert_eq!(texts, ["a & b", "d"]);
    }
}

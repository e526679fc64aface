//! The tags of raw HTML in Markdown.
//!
//! In: a piece of HTML. Out: its tags and texts, with their places in it. Invariant: `content` reads and
//! `render` rewrites the same addresses: both use [`addresses`].

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};

use crate::value::web_address::{self, LinkReach};

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// An opening tag.
    Open(HtmlTag),
    /// A closing tag: its name in lower case, and its place.
    Close(String, Range<usize>),
    /// Text that readers see, with its entities resolved, and its place.
    Text(String, Range<usize>),
    /// A comment, or what browsers take for one (`<?php … ?>`): its place.
    Comment(Range<usize>),
    /// The declaration of a page's type, `<!DOCTYPE html>`: its place.
    Doctype(Range<usize>),
    /// What begins here and is not finished where the HTML ends.
    Unfinished(Unfinished, Range<usize>),
}

/// Something that is not finished where a piece of HTML ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// A tag.
    Tag,
    /// A comment.
    Comment,
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
    /// Whether it ends in `/>`, which means something in drawings and formulas alone.
    pub is_self_closing: bool,
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
    /// Returns an attribute, if it is present.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|it| it.name == name)
    }

    /// Returns the value of an attribute, if it is present.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|it| &*it.value)
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

    // Where the last token ends; what is not finished begins behind it.
    let mut done = 0;
    let mut is_open_comment = false;

    // Scripts and styles are not text, up to the closing tag.
    let mut is_code = false;
    let callback = move |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Token> {
        let place = span.start..span.end;
        if matches!(
            event,
            CallbackEvent::CloseStartTag { .. }
                | CallbackEvent::EndTag { .. }
                | CallbackEvent::String { .. }
                | CallbackEvent::Comment { .. }
                | CallbackEvent::Doctype { .. }
        ) {
            done = place.end;
        }

        match event {
            CallbackEvent::OpenStartTag { name } => {
                open = HtmlTag { name: text(name), span: place, ..HtmlTag::default() };
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

            CallbackEvent::CloseStartTag { self_closing } => {
                let mut tag = std::mem::take(&mut open);
                tag.span.end = place.end;
                tag.is_self_closing = self_closing;

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

            CallbackEvent::String { value } => (!is_code).then(|| Token::Text(text(value), place)),

            CallbackEvent::Comment { .. } if is_open_comment => {
                Some(Token::Unfinished(Unfinished::Comment, place))
            }
            CallbackEvent::Comment { .. } => Some(Token::Comment(place)),
            CallbackEvent::Error(Error::EofInComment) => {
                is_open_comment = true;
                None
            }
            CallbackEvent::Error(Error::EofInTag) => {
                let start = done + html[done..].find('<')?;
                Some(Token::Unfinished(Unfinished::Tag, start..html.len()))
            }
            CallbackEvent::Doctype { .. } => Some(Token::Doctype(place)),
            CallbackEvent::Error(_) => None,
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

/// Returns HTML without its comments, and without what browsers take for comments.
///
/// In scripts and styles `<!--` is none, and hides code from browsers of the past.
#[must_use]
pub fn without_comments(html: &str) -> Cow<'_, str> {
    if !may_hold_comments(html) {
        return Cow::Borrowed(html);
    }

    let comments = tokens(html).into_iter().filter_map(|token| match token {
        Token::Comment(place) | Token::Unfinished(Unfinished::Comment, place) => Some(place),
        _ => None,
    });

    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for place in comments.filter(|place| !place.is_empty()) {
        if place.start < done {
            continue;
        }

        out.push_str(&html[done..place.start]);

        // A program's instruction ends later for Markdown than for a browser, which would show the rest.
        let rest = &html[place.start..];
        let instruction = rest.starts_with("<?").then(|| rest.find("?>")).flatten();
        done = instruction.map_or(place.end, |end| place.start + end + "?>".len());
    }

    out.push_str(&html[done..]);

    Cow::Owned(out)
}

/// Returns a text without `<!-- … -->`, wherever it stands: for a site that shows HTML as text.
#[must_use]
pub fn without_comment_marks(text: &str) -> Cow<'_, str> {
    if !may_hold_comments(text) {
        return Cow::Borrowed(text);
    }

    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        rest = match rest[start..].find("-->") {
            Some(end) => &rest[start + end + "-->".len()..],
            None => "",
        };
    }

    out.push_str(rest);

    Cow::Owned(out)
}

fn may_hold_comments(html: &str) -> bool {
    let bytes = html.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| match bytes.get(at + 1) {
        Some(b'!' | b'?') => true,
        // An end tag without a name is a comment to browsers.
        Some(b'/') => !bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    })
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
    fn comments_and_what_is_open_have_their_places() {
        for (html, expected) in [
            ("a<!-- <b> -->c", "ac"),
            ("a<!-- b", "a"),
            ("a<!-->b", "ab"),
            ("a<?php if ($b > 1) c ?>d", "ad"),
            ("a<![if !x]>b<![endif]>", "ab"),
            ("<script><!--\nx()\n//--></script>", "<script><!--\nx()\n//--></script>"),
            ("<b title='<!-- a -->'>", "<b title='<!-- a -->'>"),
        ] {
            assert_eq!(without_comments(html), expected);
        }

        assert_eq!(without_comment_marks("<script><!-- a --></script><!-- b"), "<script></script>");

        for (html, kind, open) in [
            ("é <div class=\"x> b", Unfinished::Tag, "<div class=\"x> b"),
            ("<b>a</b", Unfinished::Tag, "</b"),
            ("<b>a<!-- c", Unfinished::Comment, "<!-- c"),
        ] {
            let start = html.len() - open.len();
            let unfinished = Token::Unfinished(kind, start..html.len());
            assert!(tokens(html).contains(&unfinished), "{html}");
        }
    }

    #[test]
    fn texts_are_what_readers_see() {
        let texts: Vec<_> = tokens("a &amp; b<style>c{}</style><b>d</b")
            .into_iter()
            .filter_map(|token| match token {
                Token::Text(text, _) => Some(text),
                _ => None,
            })
            .collect();

        assert_eq!(texts, ["a & b", "d"]);
    }
}

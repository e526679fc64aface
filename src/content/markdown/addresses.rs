//! Bare addresses in the text, which become links.
//!
//! In: a run of text events. Out: the same text, with a link around each address. Invariant: the words of such a link
//! are the address as it is typed.

use std::collections::VecDeque;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::value::web_address;

/// An event and its byte range in the body.
pub type PlacedEvent<'t> = (Event<'t>, Range<usize>);

/// Tells whether a text may hold an address.
pub(super) fn may_hold(text: &str) -> bool {
    // One pass: every text of every page is asked.
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b'@', b':', b'.', bytes).any(|at| match bytes[at] {
        b':' => bytes[at..].starts_with(b"://"),
        b'.' => at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www"),
        _ => true,
    })
}

/// A piece of the run, with its range in the joined text.
struct Piece<'e> {
    joined: Range<usize>,
    event: Event<'e>,
    source: Range<usize>,
}

/// Moves a run of text to `out`, with links around the addresses in it.
pub(super) fn link<'e>(
    run: &mut Vec<PlacedEvent<'e>>,
    body: &str,
    out: &mut VecDeque<PlacedEvent<'e>>,
) {
    let holds = |event: &Event<'_>| matches!(event, Event::Text(text) if may_hold(text));
    if !run.iter().any(|(event, _)| holds(event)) {
        out.extend(run.drain(..));
        return;
    }

    // A backslash before one of its signs keeps an address from being one: `https\://…`.
    let mut end = None;
    let mut pieces = Vec::with_capacity(run.len());
    let mut joined = String::new();
    for (event, source) in run.drain(..) {
        let is_escaped = end.is_some_and(|end| end < source.start);
        if is_escaped && body[source.start..].starts_with([':', '/', '.', '@']) {
            link_joined(std::mem::take(&mut pieces), &std::mem::take(&mut joined), out);
        }

        end = Some(source.end);
        let start = joined.len();
        joined.push_str(typed(&event, &source, body));
        pieces.push(Piece { joined: start..joined.len(), event, source });
    }

    link_joined(pieces, &joined, out);
}

/// Returns the text of an event as it is typed, which smart punctuation has changed.
fn typed<'t>(event: &'t Event<'_>, source: &Range<usize>, body: &'t str) -> &'t str {
    let Event::Text(text) = event else {
        return "";
    };

    // An entity stands for its sign.
    let written = &body[source.clone()];
    if written.starts_with('&') { text } else { written }
}

fn link_joined<'e>(pieces: Vec<Piece<'e>>, joined: &str, out: &mut VecDeque<PlacedEvent<'e>>) {
    // Where the text of a byte of the joined text is in the source.
    let places: Vec<_> = pieces.iter().map(|it| (it.joined.clone(), it.source.clone())).collect();
    let in_source = |at: usize| {
        let known = places.partition_point(|(joined, _)| joined.end <= at);
        places.get(known).map_or_else(
            || places.last().map_or(0, |(_, source)| source.end),
            |(joined, source)| (source.start + at - joined.start).min(source.end),
        )
    };

    let found = addresses(joined);
    let mut found = found.into_iter().peekable();
    let mut done = 0;

    for piece in pieces {
        let Range { start, end } = piece.joined;
        while let Some(address) = found.next_if(|address| address.range.start < end) {
            push_text(joined, done.max(start)..address.range.start, &in_source, out);
            done = address.range.end;
            let place = in_source(address.range.start)..in_source(done - 1) + 1;
            push_link(joined, address, place, out);
        }

        match done.max(start) {
            // Most pieces are far from any address, and stay as they are.
            from if from == start => out.push_back((piece.event, piece.source)),
            from => push_text(joined, from..end, &in_source, out),
        }
    }
}

fn push_text(
    joined: &str,
    part: Range<usize>,
    in_source: &impl Fn(usize) -> usize,
    out: &mut VecDeque<PlacedEvent<'_>>,
) {
    if part.start < part.end {
        let place = in_source(part.start)..in_source(part.end - 1) + 1;
        out.push_back((Event::Text(joined[part].to_owned().into()), place));
    }
}

/// An address in a text.
struct BareAddress {
    range: Range<usize>,
    target: String,
    kind: LinkType,
}

fn push_link(
    joined: &str,
    address: BareAddress,
    place: Range<usize>,
    out: &mut VecDeque<PlacedEvent<'_>>,
) {
    let BareAddress { range, target, kind } = address;
    let tag =
        Tag::Link { link_type: kind, dest_url: target.into(), title: "".into(), id: "".into() };

    out.push_back((Event::Start(tag), place.clone()));
    out.push_back((Event::Text(joined[range].to_owned().into()), place.clone()));
    out.push_back((Event::End(TagEnd::Link), place));
}

/// The longest word that is searched for an address, in bytes; the search goes back over a word more than once.
const LONGEST: usize = 2_000;

/// The longest word that is searched for an address without a scheme: here the search goes back at each dot.
const LONGEST_WITHOUT_SCHEME: usize = 400;

/// Finds the addresses in a text.
fn addresses(text: &str) -> Vec<BareAddress> {
    let mut with_scheme = LinkFinder::new();
    with_scheme.url_must_have_scheme(true);

    // Of names without a scheme only `www.` is an address, as for GitHub: `example.org` and `e.g.` are none.
    let mut without_scheme = LinkFinder::new();
    without_scheme.url_must_have_scheme(false);

    let mut found = Vec::new();
    for word in text.split_whitespace().filter(|it| it.len() <= LONGEST && may_hold(it)) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let has_scheme = word.contains("://") || word.len() > LONGEST_WITHOUT_SCHEME;
        let finder = if has_scheme { &with_scheme } else { &without_scheme };

        found.extend(finder.links(word).filter_map(|link| {
            // GitHub's rules for where an address ends (GFM, "Autolinks (extension)"), and a quotation mark.
            let words = link.as_str().trim_end_matches(['*', '_', '~', '\'', '’', '”']);
            let (target, kind) = target(words, link.kind())?;
            // `http://localhost/` in a text is an example: nobody is to go there.
            if kind == LinkType::Autolink && web_address::is_of_own_network(&target) {
                return None;
            }
            let start = start + link.start();

            Some(BareAddress { range: start..start + words.len(), target, kind })
        }));
    }

    found
}

/// Returns where an address leads, if it is one that becomes a link.
fn target(words: &str, kind: &LinkKind) -> Option<(String, LinkType)> {
    let scheme = words.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_www = words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));

    match (kind, scheme.as_deref()) {
        (LinkKind::Email, _) => Some((words.to_owned(), LinkType::Email)),
        (_, Some("http" | "https")) => Some((words.to_owned(), LinkType::Autolink)),
        // GFM writes `http`; a public site without `https` is rare by now, and nobody should be sent unencrypted.
        (_, None) if is_www && words[4..].contains('.') => {
            Some((format!("https://{words}"), LinkType::Autolink))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_readers_end_them() {
        let found = |text: &str| -> Vec<String> {
            addresses(text).into_iter().map(|it| text[it.range].to_owned()).collect()
        };

        for (text, expected) in [
            ("See https://example.org/a.", "https://example.org/a"),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("https://example.org/a?b=1&c=2, and", "https://example.org/a?b=1&c=2"),
            ("www.example.org/x!", "www.example.org/x"),
            ("“https://example.org”", "https://example.org"),
            ("press@example.org.", "press@example.org"),
            ("HTTPS://EXAMPLE.ORG/", "HTTPS://EXAMPLE.ORG/"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }

        for text in [
            "example.org",
            "e.g. x",
            "a@b",
            "ftp://example.org/a",
            "www.x",
            "://",
            "@name",
            "http://localhost:8080/x",
            "http://127.0.0.1/.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}

//! Contacts as templates see them, with the addresses and telephone numbers in their texts as links.
//!
//! In: a contact of the settings or of a briefing, and a language. Out: a [`ContactCard`]. Invariant: the words of the
//! pieces of a text, joined, are the text.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark_escape::escape_html;

use super::context::{ContactCard, Lang, TextPiece};
use crate::config::{Contact, dialled};
use crate::language::Language;
use crate::value::{LocalText, web_address};

/// Makes the card of a contact in a language; `own` is the language of its plain texts.
pub(super) fn card(contact: &Contact, language: &Language, own: &Language) -> ContactCard {
    let words = |text: &LocalText| text.in_language(language.tag()).to_owned();
    let text = |text: &Option<LocalText>| text.as_ref().map(words);
    let linked = |text: &Option<LocalText>| {
        text.as_ref().map(|it| pieces(it.in_language(language.tag()))).unwrap_or_default()
    };

    // One language for the whole: a block in two would be read in neither.
    let texts = [&contact.name, &contact.organisation, &contact.hours, &contact.out_of_hours];
    let is_foreign = own.tag() != language.tag()
        && texts.into_iter().flatten().any(|it| it.translated(language.tag()).is_none());

    ContactCard {
        name: linked(&contact.name),
        organisation: text(&contact.organisation),
        email: contact.email.as_deref().map(str::to_owned),
        phone: contact
            .phone
            .as_deref()
            .map(|number| TextPiece { words: number.to_owned(), url: Some(dialled(number)) }),
        hours: text(&contact.hours),
        out_of_hours: linked(&contact.out_of_hours),
        url: contact.url.as_deref().map(str::to_owned),
        lang: is_foreign.then(|| Lang::new(own)),
    }
}

/// Writes a contact as one line of HTML, for feeds.
pub(super) fn html(card: &ContactCard) -> String {
    let piece = |piece: &TextPiece| match &piece.url {
        Some(url) => format!("<a href=\"{}\">{}</a>", escaped(url), escaped(&piece.words)),
        None => escaped(&piece.words),
    };
    let joined = |pieces: &[TextPiece]| pieces.iter().map(piece).collect::<String>();
    let link =
        |words: &str, url: String| piece(&TextPiece { words: words.to_owned(), url: Some(url) });

    let parts = [
        Some(joined(&card.name)),
        card.organisation.as_deref().map(escaped),
        card.email.as_deref().map(|email| link(email, format!("mailto:{email}"))),
        card.phone.as_ref().map(piece),
        card.hours.as_deref().map(escaped),
        Some(joined(&card.out_of_hours)),
        card.url.as_deref().map(|url| link(url, url.to_owned())),
    ];

    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("<br>\n")
}

/// Escapes a text for HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // A string takes all that is written to it.
    let _ = escape_html(&mut html, text);
    html
}

/// Splits a text at its e-mail addresses, web addresses and telephone numbers.
pub(super) fn pieces(text: &str) -> Vec<TextPiece> {
    let mut links: Vec<(Range<usize>, String)> = Vec::new();
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Email, LinkKind::Url]);

    for link in finder.links(text) {
        let address = match link.kind() {
            LinkKind::Email => format!("mailto:{}", link.as_str()),
            // What prose may not link to is no link here either.
            _ if matches!(web_address::reach(link.as_str()), web_address::LinkReach::Outside) => {
                link.as_str().to_owned()
            }
            _ => continue,
        };
        links.push((link.start()..link.end(), address));
    }

    for number in numbers(text) {
        if !links.iter().any(|(link, _)| link.start < number.end && number.start < link.end) {
            let address = dialled(&text[number.clone()]);
            links.push((number, address));
        }
    }
    links.sort_by_key(|(range, _)| range.start);

    let plain = |words: &str| TextPiece { words: words.to_owned(), url: None };
    let mut pieces = Vec::new();
    let mut from = 0;
    for (range, address) in links {
        if from < range.start {
            pieces.push(plain(&text[from..range.start]));
        }
        pieces.push(TextPiece { words: text[range.clone()].to_owned(), url: Some(address) });
        from = range.end;
    }
    if from < text.len() {
        pieces.push(plain(&text[from..]));
    }

    pieces
}

/// Finds telephone numbers: digits with what people put between them, from a plus, a nought or a bracket on.
fn numbers(text: &str) -> Vec<Range<usize>> {
    // A year and a room have fewer digits, and nothing in a contact but a number has as many.
    const FEWEST_DIGITS: usize = 7;
    const MOST_DIGITS: usize = 15;

    let is_within = |it: char| it.is_ascii_digit() || " -–./()\u{a0}".contains(it);
    let mut found = Vec::new();
    let mut from = 0;

    while let Some(start) = text[from..].find(['+', '0', '(']).map(|at| from + at) {
        let opens = text[..start].chars().next_back().is_none_or(|it| !it.is_alphanumeric());
        let first = text[start..].chars().next().map_or(1, char::len_utf8);
        let rest = text[start + first..].find(|it| !is_within(it));
        let end = rest.map_or(text.len(), |at| start + first + at);
        let number = text[start..end].trim_end_matches(|it: char| !it.is_ascii_digit());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();

        if opens && (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits) {
            found.push(start..start + number.len());
            from = start + number.len();
        } else {
            from = end.max(start + first);
        }
    }

    found
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn addresses_and_numbers_are_links() {
        for (text, links) in [
            ("press@example.org", &["mailto:press@example.org"][..]),
            ("press@example.ie, +353 1 555 0100", &["mailto:press@example.ie", "tel:+35315550100"]),
            ("Press office, 020 7946 0000 (weekdays, 9 to 5)", &["tel:02079460000"]),
            ("Call (020) 7946 0000 or 07700 900000.", &["tel:02079460000", "tel:07700900000"]),
            ("Room 0204, since 2005", &[]),
            (
                "https://www.example.org/press/ or the duty officer",
                &["https://www.example.org/press/"],
            ),
            ("The press office", &[]),
        ] {
            let pieces = pieces(text);
            let joined: String = pieces.iter().map(|piece| &*piece.words).collect();
            assert_eq!(joined, text);

            let found: Vec<_> = pieces.iter().filter_map(|piece| piece.url.as_deref()).collect();
            assert_eq!(found, links, "{text}");
        }
    }
}

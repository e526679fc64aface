//! Raw HTML in prose, with its links led to where they lead.
//!
//! In: a stretch of HTML, and where each of its addresses leads. Out: the same HTML with other
//! addresses. Invariant: every other byte stays as its writer wrote it.

use std::borrow::Cow;

use pulldown_cmark_escape::escape_html;

use crate::content::html::{self, Address, Token};

/// Writes addresses anew; `lead` is asked for each, in order, and knows none where it is to stay.
pub(super) fn led(html: &str, mut lead: impl FnMut() -> Option<String>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for token in html::tokens(html) {
        let Token::Open(tag) = token else {
            continue;
        };
        let addresses = html::addresses(&tag);
        for one in addresses.chunk_by(|one, other| std::ptr::eq(one.attribute, other.attribute)) {
            let attribute = one[0].attribute;
            let value = value(one, &mut lead);

            // An empty value has no place of its own.
            if value == attribute.value || attribute.value.is_empty() {
                continue;
            }

            // The quotation marks go with the value, for not every value can do without.
            let quoted = html[..attribute.span.start].ends_with(['"', '\'']);
            let start = attribute.span.start - usize::from(quoted);
            out.push_str(&html[done..start]);
            out.push('"');

            let _ = escape_html(&mut out, &value);
            out.push('"');
            done = attribute.span.end + usize::from(quoted);
        }
    }

    if done == 0 {
        return Cow::Borrowed(html);
    }

    out.push_str(&html[done..]);

    Cow::Owned(out)
}

/// Returns how many addresses a stretch of HTML holds.
pub(super) fn count(html: &str) -> usize {
    let tokens = html::tokens(html);
    let counts = tokens.iter().map(|token| match token {
        Token::Open(tag) => html::addresses(tag).len(),
        Token::Close(..) | Token::Text(_) => 0,
    });
    counts.sum()
}

/// Returns the value of an attribute with its addresses led.
fn value(addresses: &[Address<'_>], lead: &mut impl FnMut() -> Option<String>) -> String {
    let written = &addresses[0].attribute.value;
    let mut value = String::with_capacity(written.len());
    let mut done = 0;

    for Address { within, .. } in addresses {
        let target = lead();
        value.push_str(&written[done..within.start]);
        value.push_str(target.as_deref().unwrap_or(&written[within.clone()]));
        done = within.end;
    }

    value.push_str(&written[done..]);

    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_change() {
        let led = |html: &str| {
            let mut number = 0;
            led(html, || {
                number += 1;
                (number != 2).then(|| format!("/{number}?a&\"b\""))
            })
            .into_owned()
        };

        let new = "\"/1?a&amp;&quot;b&quot;\"";
        for written in ["x", "'x y'", "\"x\"", " \"x&amp;y\" "] {
            let html = format!("é <B title=a><a href={written}>x</a> <a href=same>");
            let written = written.trim();
            assert_eq!(led(&html), html.replacen(written, new, 1), "{written}");
        }

        let set = led("<img srcset='a 1x, b 2x'/>");
        assert_eq!(set, "<img srcset=\"/1?a&amp;&quot;b&quot; 1x, b 2x\"/>");
    }

    #[test]
    fn what_has_no_address_is_not_copied() {
        assert!(matches!(super::led("<b>x</b>", || None), Cow::Borrowed("<b>x</b>")));
    }
}

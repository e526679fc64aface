//! Replaces addresses in HTML.
//!
//! In: a piece of HTML, and a function from an address in it to another. Out: the HTML with the new addresses.
//! Invariant: every other byte stays as written; text that only looks like an attribute is not changed.

use std::borrow::Cow;

use pulldown_cmark_escape::escape_html;

use crate::content::html::{self, Token, UrlAttribute};

/// Replaces the addresses of a piece of HTML; where `replace` returns none, an address stays.
pub(super) fn addresses(
    html: &str,
    replace: impl Fn(&UrlAttribute<'_>) -> Option<String>,
) -> Cow<'_, str> {
    // Tags without attributes hold no address.
    if memchr::memchr(b'=', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }

    let mut out = String::new();
    let mut done = 0;
    for token in html::tokens(html) {
        let Token::Open(tag) = token else {
            continue;
        };
        let addresses = html::addresses(&tag);
        for one in addresses.chunk_by(|one, other| std::ptr::eq(one.attribute, other.attribute)) {
            let attribute = one[0].attribute;
            let value = value(one, &replace);

            // The span of an empty value is that of the attribute's name.
            if value == attribute.value || attribute.value.is_empty() {
                continue;
            }

            // The quotation marks are replaced with the value, since not every value may be unquoted.
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

/// Returns the value of an attribute with its addresses replaced.
fn value(
    addresses: &[UrlAttribute<'_>],
    replace: &impl Fn(&UrlAttribute<'_>) -> Option<String>,
) -> String {
    let written = &addresses[0].attribute.value;
    let mut value = String::with_capacity(written.len());
    let mut done = 0;

    for address in addresses {
        let new = replace(address);
        value.push_str(&written[done..address.within.start]);
        value.push_str(new.as_deref().unwrap_or(address.text()));
        done = address.within.end;
    }

    value.push_str(&written[done..]);

    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_change() {
        let replaced = |html: &str| {
            let replace = |address: &UrlAttribute<'_>| {
                (!address.text().contains("same")).then(|| "/new?a&\"b\"".to_owned())
            };
            addresses(html, replace).into_owned()
        };

        let new = "\"/new?a&amp;&quot;b&quot;\"";
        for written in ["x", "'x y'", "\"x\"", " \"x&amp;y\" "] {
            let html = format!("é <B title=a><a href={written}>x</a> <a href=same>");
            let written = written.trim();
            assert_eq!(replaced(&html), html.replacen(written, new, 1), "{written}");
        }

        let set = replaced("<img srcset='a 1x, same 2x'/>");
        assert_eq!(set, "<img srcset=\"/new?a&amp;&quot;b&quot; 1x, same 2x\"/>");

        let code = "<pre>&lt;a href=\"x\"&gt;</pre>";
        assert_eq!(replaced(code), code);
    }

    #[test]
    fn unchanged_html_is_not_copied() {
        assert!(matches!(addresses("<b>x</b>", |_| None), Cow::Borrowed("<b>x</b>")));
    }
}

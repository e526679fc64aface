//! The addresses on a printed page, as they are from the site's root.
//!
//! In: the tokens of a page, and the home page of its site. Out: addresses without host and base path. Invariant: a
//! page's own address reads as it is shown, so that a page that moved reads the same.

use percent_encoding::percent_decode_str;

use crate::content::html::{self, Token as HtmlToken};

/// What stands before every address of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SiteBase {
    /// Scheme and host, with the base path and without a slash at its end.
    whole: String,
    /// The base path, without a slash at its end.
    path: String,
}

impl SiteBase {
    /// Reads it from the home page, whose address is nothing else.
    pub(super) fn from_home(html: &str) -> SiteBase {
        let tokens = html::tokens(html);
        let whole = permalink(&tokens).unwrap_or_default().trim_end_matches('/').to_owned();
        let host = whole.find("://").map_or(0, |at| at + 3);
        let path = whole[host..].find('/').map_or("", |at| &whole[host + at..]).to_owned();
        SiteBase { whole, path }
    }
}

/// Returns the address that a page states as its own.
fn permalink(tokens: &[HtmlToken]) -> Option<&str> {
    tokens.iter().find_map(|token| match token {
        HtmlToken::Open(tag) if tag.get("property") == Some("og:url") => tag.get("content"),
        HtmlToken::Open(tag) if tag.get("rel") == Some("canonical") => tag.get("href"),
        _ => None,
    })
}

/// The page's own address as it is printed, and what stands before it on every page.
pub(super) struct OwnAddress<'b> {
    permalink: String,
    base: &'b SiteBase,
}

impl OwnAddress<'_> {
    pub(super) fn find<'b>(
        tokens: &[HtmlToken],
        base: &'b SiteBase,
        address: &str,
    ) -> OwnAddress<'b> {
        // A redirect states the address that it leads to, which is not its own.
        let stated = permalink(tokens).filter(|stated| {
            let decoded = percent_decode_str(stated).decode_utf8_lossy();
            decoded.strip_prefix(&*base.whole).is_some_and(|rest| rest == address)
        });

        OwnAddress { permalink: stated.unwrap_or_default().to_owned(), base }
    }

    /// Tells whether an address is the page's own.
    pub(super) fn is(&self, url: &str) -> bool {
        url == self.permalink
    }

    /// Returns the address of the site's home page.
    pub(super) fn home(&self) -> String {
        format!("{}/", self.base.whole)
    }

    /// Returns an address as it is from the site's root.
    pub(super) fn relative(&self, url: &str, shown_as: &str) -> String {
        let url = url.trim();
        if !self.permalink.is_empty() && url == self.permalink {
            return shown_as.to_owned();
        }

        let below = |prefix: &str| {
            let rest = url.strip_prefix(prefix).filter(|rest| rest.starts_with('/'));
            rest.filter(|_| !prefix.is_empty())
        };

        below(&self.base.whole).or_else(|| below(&self.base.path)).unwrap_or(url).to_owned()
    }

    /// Returns a text with the page's own address, and others of the site, as they are from its root.
    pub(super) fn in_text(&self, text: &str, shown_as: &str) -> String {
        let base = &self.base.whole;
        if base.is_empty() || !text.contains(base) {
            return text.to_owned();
        }

        let text = match self.permalink.is_empty() {
            true => text.to_owned(),
            false => text.replace(&self.permalink, shown_as),
        };

        text.replace(&format!("{base}/"), "/")
    }
}

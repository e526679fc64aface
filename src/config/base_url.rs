//! The address that a site is published at.
//!
//! In: the text of `base_url`. Out: a [`BaseUrl`]. Invariant: every address on the site is made of it in one way.

use crate::value::ValueError;
use crate::value::web_address::{self, LinkReach};

/// The address that a site is published at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host: `https://example.org`
    origin: Box<str>,
    /// `/`, or a base path that begins and ends with one: `/briefings/`
    path: Box<str>,
}

impl BaseUrl {
    /// Reads an address; a base path may follow the host.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<BaseUrl, ValueError> {
        let wrong = |why: &str| ValueError {
            message: format!("`{text}` is not a base address: {why}"),
            help: Some("write scheme and host, e.g. `https://www.example.org/`".to_owned()),
            ..ValueError::default()
        };

        // A password in it would stand in every page's head.
        if let LinkReach::Refused(error) = web_address::reach(text)
            && text.split(['/', '?', '#']).nth(2).is_some_and(|authority| authority.contains('@'))
        {
            return Err(error);
        }

        // Programs that compare addresses letter by letter would find two of one page.
        if let Some((scheme, rest)) = text.split_once("://")
            && (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
            && scheme.contains(|letter: char| letter.is_ascii_uppercase())
        {
            let right = format!("{}://{rest}", scheme.to_ascii_lowercase());
            let message = format!("`{text}` has its scheme in capitals");
            return Err(ValueError::new(message).help(format!("write `{right}`")).fix(right));
        }

        if let Some(right) = web_address::without_scheme(text).filter(|it| it.starts_with("https:"))
        {
            let message = format!("`{text}` is not a base address: it lacks `https://`");
            return Err(ValueError::new(message).help(format!("write `{right}`")).fix(right));
        }

        // No other scheme can serve a site; `www.example.org` alone would make every feed link relative.
        let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme));
        let scheme =
            scheme.ok_or_else(|| wrong("it begins with neither `https://` nor `http://`"))?;
        let rest = &text[scheme.len()..];
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));

        if host.is_empty() {
            return Err(wrong("it names no host"));
        }

        if rest.contains(|sign: char| {
            // These are delimiters in a URL or in the HTML and XML that it is printed into.
            sign.is_whitespace()
                || sign.is_control()
                || matches!(sign, '?' | '#' | '\\' | '"' | '<' | '>' | '&' | '\'')
        }) {
            return Err(wrong("it contains a character that an address cannot contain"));
        }

        let path = path.trim_matches('/');

        // Browsers resolve dots before they ask: the printed address would never be the one that is requested.
        if path.split('/').any(|part| matches!(part, "." | "..")) {
            return Err(wrong("its path contains `.` or `..`"));
        }

        Ok(BaseUrl {
            origin: format!("{scheme}{host}").into(),
            path: if path.is_empty() { "/".into() } else { format!("/{path}/").into() },
        })
    }

    /// Returns the path below which the site lies, with `/` at both ends.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the path on its host of an address below it, with what follows the path; none of any other address.
    ///
    /// `http:` and `https:` are one, as a site is moved from the one to the other.
    #[must_use]
    pub fn path_of<'t>(&self, address: &'t str) -> Option<&'t str> {
        let (_, host) = self.origin.split_once("://")?;
        let (scheme, rest) = address.trim().split_once("://")?;
        let is_web = ["https", "http"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
        let is_host = rest.get(..host.len()).is_some_and(|it| it.eq_ignore_ascii_case(host));

        let path = rest.get(host.len()..).filter(|_| is_web && is_host)?;
        let is_below = path.starts_with(&*self.path)
            || path == self.path.trim_end_matches('/')
            || (&*self.path == "/" && path.starts_with(['?', '#']));
        is_below.then_some(if path.starts_with('/') { path } else { "/" })
    }

    /// Returns the whole address, with `/` at its end.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    /// Returns the absolute address of a URL that begins at the host's root.
    #[must_use]
    pub fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.origin)
    }
}

impl Default for BaseUrl {
    /// A placeholder that nobody can mistake for a real site; a missing `base_url` is a warning.
    fn default() -> BaseUrl {
        BaseUrl { origin: "http://localhost".into(), path: "/".into() }
    }
}

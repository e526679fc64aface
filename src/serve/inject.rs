//! The one thing that the server adds to a page: a script tag.
//!
//! In: the bytes of a page. Out: the same bytes with the tag put in. Invariant: taking the tag out
//! gives the page back, byte for byte.

use pulldown_cmark_escape::escape_html;

/// The attributes of the script tag.
#[derive(Debug, Clone, Copy)]
pub struct ScriptTag<'a> {
    /// The path below which the site lies, without `/` at its end.
    pub base: &'a str,
    /// The hash of the script, so that a browser never runs an old one.
    pub version: &'a str,
    /// The run of the server.
    pub boot: &'a str,
    /// The generation that the page was rendered from.
    pub generation: u64,
    /// The entity tag of the page, which a script cannot read from the response to a navigation.
    pub etag: &'a str,
    /// The file that holds the page's words, by which its findings are told from others.
    pub file: Option<&'a str>,
    /// The findings of this page's own rendering, as a JSON list; none where it went well.
    pub trouble: Option<&'a str>,
}

impl ScriptTag<'_> {
    /// Returns the tag.
    fn html(&self) -> String {
        let mut html = String::from("<script src=\"");
        let mut text = |words: &str, then: &str| {
            escape_html(&mut html, words).expect("a string takes whatever is written");
            html.push_str(then);
        };

        text(self.base, "/__chancery/live.js?v=");
        text(self.version, "\" data-boot=\"");
        text(self.boot, "\" data-generation=\"");
        text(&self.generation.to_string(), "\" data-etag=\"");
        text(self.etag, "\"");

        if let Some(file) = self.file {
            text("", " data-file=\"");
            text(file, "\"");
        }

        if let Some(trouble) = self.trouble {
            text("", " data-trouble=\"");
            text(trouble, "\"");
        }

        // Not deferred: it has to see the page before a script of the site changes anything.
        html.push_str("></script>");

        html
    }
}

/// Inserts the tag before the last `</body>`, or at the end of a page that has none.
///
/// The last one, because a code sample may show another.
#[must_use]
pub fn with_script(mut page: Vec<u8>, tag: &ScriptTag) -> Vec<u8> {
    const END: &[u8] = b"</body>";

    let end = page.windows(END.len()).rposition(|bytes| bytes.eq_ignore_ascii_case(END));
    let at = end.unwrap_or(page.len());
    page.splice(at..at, tag.html().into_bytes());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: ScriptTag = ScriptTag {
        base: "/b",
        version: "v",
        boot: "r",
        generation: 3,
        etag: "e",
        file: None,
        trouble: None,
    };
    const HTML: &str = "<script src=\"/b/__chancery/live.js?v=v\" data-boot=\"r\" \
                        data-generation=\"3\" data-etag=\"e\"></script>";

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let page = with_script(page.as_bytes().to_vec(), &TAG);
        assert_eq!(String::from_utf8_lossy(&page), expected.replace('|', HTML));
    }

    #[test]
    fn the_tag_is_inserted_before_the_end_of_the_body() {
        check("<body>x</body></html>\n", "<body>x|</body></html>\n");
        check("<body>`</body>`</BODY>", "<body>`</body>`|</BODY>");
        check("<p>no body", "<p>no body|");
        check("", "|");
    }

    #[test]
    fn trouble_stays_within_its_attribute() {
        let tag = ScriptTag { trouble: Some("[\"<img onerror='x'>\"]"), ..TAG };
        let html = tag.html();
        assert!(html.contains("data-trouble=\"[&quot;&lt;img onerror="), "{html}");
        assert_eq!(html.matches('<').count(), 2, "{html}");
    }
}

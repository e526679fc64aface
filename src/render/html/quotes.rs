//! Quotations with their speaker, and the line that ends a press release.
//!
//! In: the HTML of a block. Out: the same, with what its last line says marked as that. Invariant: no word is changed.

/// The longest line that names a speaker, in bytes of HTML: a role and a name with its link.
const LONGEST: usize = 600;

/// Dashes that begin the line of a speaker; smart punctuation makes the second of two hyphens.
const DASHES: [&str; 3] = ["\u{2014}", "\u{2013}", "\u{2015}"];

/// Turns a block quote whose last line begins with a dash into a figure with the speaker as its caption (HTML standard,
/// 4.4.4: the attribution is no part of what is quoted).
pub(super) fn with_speaker(quote: &str) -> Option<String> {
    let inner = quote.trim_start().strip_prefix("<blockquote>")?;
    let inner = inner.trim_end().strip_suffix("</blockquote>")?;

    let last = inner.rfind("<p>")?;
    let words = inner[last + "<p>".len()..].trim_end().strip_suffix("</p>")?;
    let before = &inner[..last];

    // A paragraph of its own, or the last line of one.
    let (said, line) = match is_speaker(words) {
        true => (String::new(), words),
        false => {
            let (said, line) = words.rsplit_once('\n')?;
            let said = said.trim_end().trim_end_matches("<br />");
            (format!("<p>{said}</p>\n"), line)
        }
    };
    if !is_speaker(line) || (before.trim().is_empty() && said.is_empty()) {
        return None;
    }

    Some(format!(
        "<figure class=\"quote\">\n<blockquote>{before}{said}</blockquote>\n<figcaption>{line}</figcaption>\n</figure>\n"
    ))
}

/// Tells whether a line begins with a dash and a blank, and is short.
fn is_speaker(line: &str) -> bool {
    let rest = DASHES.iter().find_map(|dash| line.strip_prefix(dash));
    rest.is_some_and(|rest| {
        rest.starts_with([' ', '\u{a0}']) && rest.trim().len() > 1 && line.len() <= LONGEST
    }) && !line.contains('\n')
}

/// Returns a text without its last paragraph, where that is the word that ends a press release: "ENDS", "- Ends -".
pub(super) fn without_end_line<'h>(html: &'h str, ends: &str) -> &'h str {
    let last = html.rfind("<p>").filter(|_| html.trim_end().ends_with("</p>"));
    let Some(at) = last else {
        return html;
    };

    // Tags within it would be letters as well, and then it is no such line.
    let inner = html[at..].trim_end().trim_start_matches("<p>").trim_end_matches("</p>");
    let words: String = inner.chars().filter(|it| it.is_alphabetic()).collect();
    match words.to_lowercase() == ends.to_lowercase() {
        true => &html[..at],
        false => html,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_line_with_a_dash_is_the_speaker() {
        for (quote, caption) in [
            (
                "<blockquote>\n<p>We act.</p>\n<p>— Jo Marsh</p>\n</blockquote>\n",
                Some("— Jo Marsh"),
            ),
            ("<blockquote>\n<p>We act.\n– Jo Marsh</p>\n</blockquote>\n", Some("– Jo Marsh")),
            ("<blockquote>\n<p>We act.<br />\n— Jo Marsh</p>\n</blockquote>\n", Some("— Jo Marsh")),
            ("<blockquote>\n<p>We act — and soon.</p>\n</blockquote>\n", None),
            ("<blockquote>\n<p>— Jo Marsh</p>\n</blockquote>\n", None),
            ("<blockquote>\n<p>— Jo Marsh</p>\n<p>We act.</p>\n</blockquote>\n", None),
        ] {
            let figure = with_speaker(quote);
            assert_eq!(figure.is_some(), caption.is_some(), "{quote}");
            if let (Some(figure), Some(caption)) = (figure, caption) {
                assert!(
                    figure.contains(&format!("<figcaption>{caption}</figcaption>")),
                    "{figure}"
                );
                assert!(figure.contains("<p>We act.</p>"), "{figure}");
            }
        }
    }

    #[test]
    fn the_end_line_is_printed_once() {
        for (html, rest) in [
            ("<p>A</p>\n<p>ENDS</p>\n", "<p>A</p>\n"),
            ("<p>A</p>\n<p>– Ends –</p>\n", "<p>A</p>\n"),
            ("<p>A</p>\n<p>It ends</p>\n", "<p>A</p>\n<p>It ends</p>\n"),
            ("", ""),
        ] {
            assert_eq!(without_end_line(html, "Ends"), rest);
        }
    }
}

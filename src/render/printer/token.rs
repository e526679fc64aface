//! Words of Tera's syntax.
//!
//! In: the text of a template. Out: its tokens; text outside tags with the white space that `-` takes away already
//! taken. Invariant: the same tokens that Tera 2 reads, or `None`, for what this printer leaves to Tera.

/// A token of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TemplateToken<'t> {
    /// Text outside tags.
    Text(&'t str),
    /// `{{`
    PrintStart,
    /// `}}`
    PrintEnd,
    /// `{%`
    TagStart,
    /// `%}`
    TagEnd,
    Name(&'t str),
    String(&'t str),
    Number(u64),
    /// An operator or a bracket.
    Sign(&'static str),
}

/// The signs that are read, the longer ones first.
const SIGNS: [&str; 18] =
    ["==", "!=", ">=", "<=", "+", "-", "*", "~", "|", "=", ">", "<", "(", ")", "[", "]", ",", ":"];

/// Reads a template; none where it holds something that Tera knows and this reader does not.
pub(super) fn tokens(text: &str) -> Option<Vec<TemplateToken<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    // Whether the tag before ended with `-`.
    let mut trims = false;

    loop {
        let start = find_tag(rest);
        let mut outside = &rest[..start.unwrap_or(rest.len())];
        // A comment directly behind a tag does not keep it from taking white space away.
        let trims_on = trims && outside.is_empty();
        if trims {
            outside = outside.trim_start();
        }

        let Some(start) = start else {
            push_text(&mut tokens, outside);
            return Some(tokens);
        };

        let kind = rest.as_bytes()[start + 1];
        rest = &rest[start + 2..];
        if let Some(inner) = rest.strip_prefix('-') {
            outside = outside.trim_end();
            rest = inner;
        }
        push_text(&mut tokens, outside);

        (rest, trims) = match kind {
            b'#' => {
                let end = rest.find("#}")?;
                (&rest[end + 2..], trims_on || rest[..end].ends_with('-'))
            }
            b'{' => {
                inside(rest, &mut tokens, "}}", TemplateToken::PrintStart, TemplateToken::PrintEnd)?
            }
            _ => inside(rest, &mut tokens, "%}", TemplateToken::TagStart, TemplateToken::TagEnd)?,
        };
    }
}

fn push_text<'t>(tokens: &mut Vec<TemplateToken<'t>>, text: &'t str) {
    if !text.is_empty() {
        tokens.push(TemplateToken::Text(text));
    }
}

/// Finds the next `{{`, `{%` or `{#`.
fn find_tag(text: &str) -> Option<usize> {
    let opens = |pair: &[u8]| pair[0] == b'{' && matches!(pair[1], b'{' | b'%' | b'#');
    text.as_bytes().windows(2).position(opens)
}

/// Reads the tokens of a tag up to its end; returns what follows, and whether the end takes white space away.
fn inside<'t>(
    text: &'t str,
    tokens: &mut Vec<TemplateToken<'t>>,
    end: &str,
    opening: TemplateToken<'t>,
    closing: TemplateToken<'t>,
) -> Option<(&'t str, bool)> {
    tokens.push(opening);
    let mut rest = text;

    loop {
        rest = rest.trim_ascii_start();

        let (unmarked, trims) = match rest.strip_prefix('-') {
            Some(after) if after.starts_with(end) => (after, true),
            _ => (rest, false),
        };
        if let Some(after) = unmarked.strip_prefix(end) {
            tokens.push(closing);
            return Some((after, trims));
        }

        let (token, after) = token(rest)?;
        tokens.push(token);
        rest = after;
    }
}

fn token(text: &str) -> Option<(TemplateToken<'_>, &str)> {
    let first = *text.as_bytes().first()?;
    let run = |is_part: fn(u8) -> bool| {
        let length = text.bytes().take_while(|byte| is_part(*byte)).count();
        text.split_at(length)
    };

    match first {
        b'"' | b'\'' | b'`' => {
            let inner = &text[1..];
            let end = inner.find(char::from(first))?;
            // Escaped letters are Tera's.
            let is_plain = !inner[..end].contains('\\');
            is_plain.then(|| (TemplateToken::String(&inner[..end]), &inner[end + 1..]))
        }
        b'0'..=b'9' => {
            let (digits, rest) = run(|byte| byte.is_ascii_digit());
            // Decimal numbers are Tera's.
            let is_whole = !rest.starts_with('.');
            let number = digits.parse().ok().filter(|number| i64::try_from(*number).is_ok());
            Some((TemplateToken::Number(number.filter(|_| is_whole)?), rest))
        }
        b'.' if !text.starts_with("...") => Some((TemplateToken::Sign("."), &text[1..])),
        b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
            let (name, rest) = run(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
            Some((TemplateToken::Name(name), rest))
        }
        _ => {
            // Tera reads `//`, `**` and `</` as one.
            let is_longer = ["//", "**", "</"].iter().any(|sign| text.starts_with(sign));
            let sign = SIGNS.iter().find(|sign| text.starts_with(**sign))?;
            (!is_longer).then(|| (TemplateToken::Sign(sign), &text[sign.len()..]))
        }
    }
}

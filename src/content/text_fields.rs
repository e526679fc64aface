//! Marks of HTML and of other tools in the texts of the front matter, which print as they are typed.
//!
//! In: the front matter's values. Out: findings. Invariant: addresses and the free map `extra` are left alone.

use crate::content::markdown::is_element;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::{Source, Span};
use crate::yaml::{KeyValue, Node, Value};

/// Reports comments, tags, entities and tags of templates in the texts of a front matter.
pub(super) fn find(source: &Source, entries: &[KeyValue], findings: &mut Vec<Diagnostic>) {
    for entry in entries.iter().filter(|entry| &*entry.key.value != "extra") {
        node(source, &entry.node, findings);
    }
}

fn node(source: &Source, node: &Node, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Scalar { .. } => text(source, node.span, findings),
        Value::List(items) => items.iter().for_each(|it| self::node(source, it, findings)),
        Value::Map(entries) => find(source, entries, findings),
    }
}

fn text(source: &Source, span: Span, findings: &mut Vec<Diagnostic>) {
    let written = &source.text[span.range()];
    if memchr::memchr3(b'<', b'{', b'&', written.as_bytes()).is_none() || written.contains("://") {
        return;
    }

    for (at, sign) in written.match_indices(['<', '{', '&']) {
        let Some(mark) = mark(sign, &written[at..]) else {
            continue;
        };

        let start = span.start as usize + at;
        let place = Place::new(&source.path, Span::new(start, start + mark.length));
        findings.push(
            Diagnostic::new(mark.code, place, mark.message).severity(mark.severity).help(mark.help),
        );

        // One finding a text: the rest is of the same origin.
        return;
    }
}

/// A mark that means nothing in a plain text.
struct PlainTextFault {
    length: usize,
    code: Code,
    severity: Severity,
    message: String,
    help: &'static str,
}

fn mark(sign: &str, rest: &str) -> Option<PlainTextFault> {
    match sign {
        "<" if rest.starts_with("<!--") => Some(PlainTextFault {
            length: "<!--".len(),
            code: Code::OpenHtml,
            severity: Severity::Error,
            message: "this is plain text, and readers see the comment".to_owned(),
            help: "take it out; a comment of YAML begins with ` #`",
        }),
        "<" => tag(rest),
        "{" => template(rest),
        _ => entity(rest),
    }
}

fn tag(rest: &str) -> Option<PlainTextFault> {
    let end = rest.find('>')?;
    let name = rest[1..end].trim_start_matches('/');
    let name = name.split([' ', '/']).next().unwrap_or_default().to_ascii_lowercase();

    is_element(&name).then(|| PlainTextFault {
        length: end + 1,
        code: Code::OpenHtml,
        severity: Severity::Warning,
        message: format!("this is plain text, and readers see `{}`", &rest[..=end]),
        help: "take the tag out",
    })
}

fn template(rest: &str) -> Option<PlainTextFault> {
    let close = match rest.as_bytes().get(1)? {
        b'{' => "}}",
        b'%' => "%}",
        _ => return None,
    };
    let end = rest.find(close)? + close.len();

    Some(PlainTextFault {
        length: end,
        code: Code::ForeignTag,
        severity: Severity::Error,
        message: "a tag of another tool is printed as it is typed".to_owned(),
        help: "nothing is filled in here: write the text itself",
    })
}

fn entity(rest: &str) -> Option<PlainTextFault> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let is_number = name.strip_prefix('#').is_some_and(|number| {
        let digits = number.trim_start_matches(['x', 'X']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let is_name = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());

    (is_number || is_name).then(|| PlainTextFault {
        length: end + 1,
        code: Code::LostText,
        severity: Severity::Warning,
        message: format!("this is plain text, and readers see `{}`", &rest[..=end]),
        help: "write the sign itself",
    })
}

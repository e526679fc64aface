//! Whom to ask: the contacts of a site, and of single briefings.
//!
//! In: the fields of a map, or a text. Out: a [`Contact`]. Invariant: an e-mail address that is kept is one.

use super::local_text::{LOCAL_TEXT, local_text};
use crate::diagnostic::Code;
use crate::language::LanguageTag;
use crate::value::{LocalText, ValueError, quote, web_address};
use crate::yaml::{Fields, Key, Node, NodeReader, Schema, Value, ValueType};

/// Whom to ask, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The person, the desk, or the whole contact in one text.
    pub name: Option<LocalText>,
    /// The department.
    pub organisation: Option<LocalText>,
    /// The e-mail address.
    pub email: Option<Box<str>>,
    /// The telephone number, as it is written.
    pub phone: Option<Box<str>>,
    /// When somebody answers.
    pub hours: Option<LocalText>,
    /// Whom to call at other times.
    pub out_of_hours: Option<LocalText>,
    /// A page of its own.
    pub url: Option<Box<str>>,
}

/// The keys of a contact.
pub const CONTACT: &Schema = &Schema {
    what: "a contact",
    groups: &[&[
        Key::new("name", LOCAL_TEXT, "the person or the desk"),
        Key::new("organisation", LOCAL_TEXT, "the department or organisation"),
        Key::new("email", ValueType::Email, "an e-mail address"),
        Key::new("phone", ValueType::Phone, "a telephone number"),
        Key::new("hours", LOCAL_TEXT, "when somebody answers"),
        Key::new("out_of_hours", LOCAL_TEXT, "whom to call at other times"),
        Key::new("url", ValueType::Url, "a page with a form or with more"),
    ]],
};

/// Reads a contact: a map of its parts, or one text.
pub fn contact(reading: &mut NodeReader<'_>, node: &Node, own: &LanguageTag) -> Option<Contact> {
    if !matches!(node.value, Value::Map(_)) {
        let text = reading.text(node, "a contact")?;
        if let Some(error) = web_address::refused_in(&text.value) {
            reading.bad(Code::UnsafeLink, text.span, error);
        }

        return Some(Contact { name: Some(text.value.into()), ..Contact::default() });
    }

    let mut fields = Fields::from_node(reading, CONTACT, node)?;
    let contact = Contact {
        name: local_text(&mut fields, "name", own),
        organisation: local_text(&mut fields, "organisation", own),
        email: fields.parsed("email", Code::BadValue, email).map(|email| email.value),
        phone: fields.parsed("phone", Code::BadValue, phone).map(|phone| phone.value),
        hours: local_text(&mut fields, "hours", own),
        out_of_hours: local_text(&mut fields, "out_of_hours", own),
        url: fields.address("url").map(|url| url.value),
    };

    fields.finish();

    if contact == Contact::default() {
        let help = "write at least a name, an e-mail address or a telephone number";
        reading.report(Code::MissingKey, node.span, "the contact says nobody to ask", help);
        return None;
    }

    Some(contact)
}

/// Reads an e-mail address: something on both sides of one `@`, without blanks.
fn email(text: &str) -> Result<Box<str>, ValueError> {
    let bare = text.strip_prefix("mailto:").unwrap_or(text);
    let parts = bare.split_once('@');
    let is_one = parts.is_some_and(|(user, host)| {
        !user.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !bare.contains(|it: char| it.is_whitespace() || "<>()[],;:\"\\".contains(it))
            && !host.contains('@')
    });

    match is_one {
        true => Ok(bare.into()),
        false => Err(ValueError::new(format!("{} is not an e-mail address", quote(text)))
            .help("write one alone, such as `press@example.org`; a name goes into `name`")),
    }
}

/// Reads a telephone number: at least five digits, with what people put between them.
fn phone(text: &str) -> Result<Box<str>, ValueError> {
    let bare = text.strip_prefix("tel:").unwrap_or(text).trim();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let is_number = (3..=20).contains(&digits)
        && bare
            .chars()
            .all(|it| it.is_ascii_digit() || it.is_whitespace() || "+()-–./".contains(it))
        || extension(bare).is_some_and(|(number, _)| phone(number).is_ok());

    match is_number {
        true => Ok(bare.into()),
        false => Err(ValueError::new(format!("{} is not a telephone number", quote(text)))
            .help("write one number alone, such as `+44 20 7946 0000`; hours go into `hours`")),
    }
}

/// Splits a number from its extension: `020 7946 0000 ext. 12`.
fn extension(text: &str) -> Option<(&str, &str)> {
    let at = ["ext.", "ext", "x"].iter().find_map(|mark| {
        let at = text.find(mark)?;
        Some((at, at + mark.len()))
    });
    let (number, extension) = at.map(|(at, end)| (text[..at].trim(), text[end..].trim()))?;

    let is_extension = !extension.is_empty() && extension.bytes().all(|it| it.is_ascii_digit());
    is_extension.then_some((number, extension))
}

/// Returns the address that dials a number (RFC 3966): `tel:+442079460000`.
#[must_use]
pub fn dialled(number: &str) -> String {
    let (number, extension) = extension(number).map_or((number, None), |(it, ext)| (it, Some(ext)));

    // "+44 (0)20": the nought in brackets is dialled within the country alone.
    let number = match number.trim_start().starts_with('+') {
        true => number.replace("(0)", ""),
        false => number.to_owned(),
    };
    let kept = number.chars().filter(|it| it.is_ascii_digit() || *it == '+');
    let mut address: String = "tel:".chars().chain(kept).collect();

    if let Some(extension) = extension {
        address.push_str(";ext=");
        address.push_str(extension);
    }

    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled() {
        for (written, address) in [
            ("+44 (0)20 7946 0000", "tel:+442079460000"),
            ("020 7946 0000", "tel:02079460000"),
            ("+353-1-555 0100", "tel:+35315550100"),
            ("020 7946 0000 ext. 12", "tel:02079460000;ext=12"),
        ] {
            assert!(phone(written).is_ok(), "{written}");
            assert_eq!(dialled(written), address);
        }

        for wrong in [
            "",
            "press office",
            "020 7946 0000 (weekdays)",
            "12",
            "020 7946 0000 or 0001 and 0002 and 003",
        ] {
            assert!(phone(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn addresses_are_alone() {
        for right in ["press@example.org", "mailto:press@example.org", "a.b+c@sub.example.co.uk"] {
            assert!(email(right).is_ok(), "{right}");
        }
        for wrong in [
            "press",
            "press@",
            "@example.org",
            "press@example",
            "Press <press@example.org>",
            "a@b.c, d@e.f",
        ] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }
}

//! The parameters of an address.
//!
//! In: `?path=/about/&as-of=2026-12-01T09:30`. Out: their values. Invariant: a value is text; what it means is
//! decided where it is used.

use http::Uri;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use crate::value::Moment;

/// Returns the value of a parameter, decoded as browsers encode it (WHATWG URL,
/// "application/x-www-form-urlencoded parsing").
pub(super) fn value(uri: &Uri, name: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
    let value = value.replace('+', " ");
    Some(percent_decode_str(&value).decode_utf8_lossy().into_owned())
}

/// Reads a moment as a browser's own field writes it: a day, or a time without an offset, which is one of the site's
/// time zone; or as Chancery does everywhere, with an offset.
pub(super) fn moment(text: &str, zone: &TimeZone) -> Option<Moment> {
    if let Ok(moment) = Moment::parse(text) {
        return Some(moment);
    }

    let local: DateTime = text.parse().ok()?;
    let instant = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    Some(Moment::in_zone(instant, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded() {
        let uri: Uri = "/x?path=%2Fa%20b%2F&as-of=2026-12-01T09%3A30&word=a+b&flag"
            .parse()
            .expect("it is an address");
        assert_eq!(value(&uri, "path").as_deref(), Some("/a b/"));
        assert_eq!(value(&uri, "as-of").as_deref(), Some("2026-12-01T09:30"));
        assert_eq!(value(&uri, "word").as_deref(), Some("a b"));
        assert_eq!(value(&uri, "flag"), None);
        assert_eq!(value(&uri, "pat"), None);
    }

    #[test]
    fn a_time_without_an_offset_is_one_of_the_site() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let instant = |text: &str| moment(text, &zone).map(|it| it.begins(&zone).to_string());
        assert_eq!(instant("2026-12-01T09:30").as_deref(), Some("2026-12-01T07:30:00Z"));
        assert_eq!(instant("2026-12-01T09:30:00Z").as_deref(), Some("2026-12-01T09:30:00Z"));
        assert_eq!(instant("2026-12-01").as_deref(), Some("2026-11-30T22:00:00Z"));
        assert_eq!(instant("tomorrow"), None);
    }
}

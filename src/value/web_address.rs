//! Which addresses a page may hold, as a browser reads them.
//!
//! In: an address as it is written, with its entities resolved. Out: where it leads, or why no reader can or may
//! follow it. Invariant: this is the only judge of addresses; what it calls a part of the site no browser takes
//! for anything else.

use core::net::{Ipv4Addr, Ipv6Addr};
use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::{ValueError, text};
use crate::diagnostic::nearest;

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkReach {
    /// To a page, a file or an anchor of the site.
    Within,
    /// To another site, a mailbox or a telephone.
    Outside,
    /// Where no reader can or may follow.
    Refused(ValueError),
}

/// The schemes that a page may link with.
const ALLOWED: [&str; 4] = ["https", "http", "mailto", "tel"];

/// The ends of host names that no public name server knows (RFC 6761, RFC 6762, RFC 8375, and the names that
/// ICANN keeps for private networks).
const PRIVATE_NAMES: [&str; 10] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "corp",
    "home",
    "home.arpa",
    "private",
];

const ADVICE_FILE: &str = "put the file beside the page or into `static/`, and link it there";

/// Returns where an address leads.
#[must_use]
pub fn reach(address: &str) -> LinkReach {
    // Most links are paths: what holds neither a colon nor two slashes has neither a scheme nor a host.
    let bytes = address.as_bytes();
    if memchr::memchr2(b':', b'\\', bytes).is_none() && memchr::memmem::find(bytes, b"//").is_none()
    {
        return LinkReach::Within;
    }

    let read = as_browsers_read(address);
    if let Some(error) = wrong_start(&read) {
        return LinkReach::Refused(error);
    }

    let Some((scheme, rest)) = scheme(&read) else {
        // Markdown takes one backslash off `\\server\share`.
        if read.starts_with('\\') {
            return refused(
                format!("{} lies on a server of your own network", text::quote(address)),
                format!("your readers cannot open it: {ADVICE_FILE}"),
            );
        }

        return match read.starts_with("//") || read.starts_with("/\\") {
            true => judge_host(&read, "", &read),
            false => LinkReach::Within,
        };
    };

    match &*scheme.to_ascii_lowercase() {
        "http" | "https" => judge_host(&read, scheme, rest),
        "mailto" => judge_mail(rest),
        "tel" => judge_telephone(rest),
        _ => LinkReach::Refused(foreign_scheme(&read, scheme, rest)),
    }
}

/// Tells whether an address leads to a computer or a network of one's own, as those of examples do.
#[must_use]
pub fn is_of_own_network(address: &str) -> bool {
    let read = as_browsers_read(address);
    let Some((scheme, rest)) = scheme(&read) else {
        return false;
    };

    let host = rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    // What holds a password is never an example.
    is_web && !host.is_empty() && !host.contains('@') && is_private(&host_name(host))
}

/// Returns the first address in running text that readers cannot or may not follow: in a contact, in a licence.
#[must_use]
pub fn refused_in(text: &str) -> Option<ValueError> {
    // Words such as "Press office:" are no schemes: two slashes, or a scheme that runs what follows, are.
    const RUNS: [&str; 4] = ["javascript:", "vbscript:", "data:", "file:"];

    // `\\server\share` and `C:\x`; YAML takes one backslash off in quotation marks.
    let is_of_windows = |word: &str| match word.as_bytes() {
        [b'\\', first, rest @ ..] => {
            (first.is_ascii_alphanumeric() || *first == b'\\') && rest.contains(&b'\\')
        }
        [drive, b':', b'\\', _, ..] => drive.is_ascii_alphabetic(),
        _ => false,
    };

    let is_address = |word: &&str| {
        let lower = word.get(..12).unwrap_or(word).to_ascii_lowercase();
        word.contains("://")
            || is_of_windows(word)
            || RUNS.iter().any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme))
    };

    let words =
        text.split(|sign: char| sign.is_whitespace() || matches!(sign, '<' | '>' | '(' | ')'));
    // A comma or a full stop belongs to the sentence.
    let words = words.map(|word| word.trim_end_matches([',', '.', ';', ':', '!', '?']));
    words.filter(is_address).find_map(|word| match reach(word) {
        LinkReach::Refused(error) => Some(ValueError { fix: None, ..error }),
        LinkReach::Within | LinkReach::Outside => None,
    })
}

/// Returns the whole address that was probably meant by one without its scheme: `www.example.org/x`,
/// `press@example.org`.
#[must_use]
pub fn without_scheme(address: &str) -> Option<String> {
    let address = address.trim();

    // `https//www.example.org`, without the colon.
    let forgotten = ["https//", "http//"].into_iter().find_map(|start| address.strip_prefix(start));
    if let Some(rest) =
        forgotten.filter(|rest| has_labels(rest.split('/').next().unwrap_or_default()))
    {
        return Some(format!("https://{rest}"));
    }

    if address.contains(|sign: char| sign.is_whitespace() || matches!(sign, '\\' | ':')) {
        return None;
    }

    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((name, domain)) = address.split_once('@') {
        // `map@2x.png` is a picture for sharp screens.
        const PICTURES: [&str; 5] = [".png", ".jpg", ".jpeg", ".webp", ".svg"];

        let is_mail = host.len() == address.len()
            && !name.is_empty()
            && has_labels(domain)
            && !PICTURES.iter().any(|ending| domain.ends_with(ending));
        return is_mail.then(|| format!("mailto:{address}"));
    }

    let is_host =
        host.len() > 4 && host[..4].eq_ignore_ascii_case("www.") && has_labels(&host[4..]);
    is_host.then(|| format!("https://{address}"))
}

/// Tells whether a text is built like the name of a host: labels with dots between, letters in the last.
fn has_labels(host: &str) -> bool {
    let labels = host.split('.');
    let last = labels.clone().next_back().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };

    host.contains('.') && labels.into_iter().all(is_label) && last.chars().all(char::is_alphabetic)
}

/// Drops what a browser drops before it reads an address (WHATWG URL, "basic URL parser", steps 1 to 3).
fn as_browsers_read(address: &str) -> Cow<'_, str> {
    let trimmed = address.trim_matches(|sign: char| sign <= ' ');
    match trimmed.contains(['\t', '\n', '\r']) {
        true => trimmed.replace(['\t', '\n', '\r'], "").into(),
        false => trimmed.into(),
    }
}

/// Explains an address that is none because of what stands before it: an invisible character that came with a pasted
/// text, or a quotation mark.
fn wrong_start(address: &str) -> Option<ValueError> {
    const QUOTES: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '’', '«'];

    if address.starts_with(QUOTES) {
        let inside = address.trim_matches(|sign| QUOTES.contains(&sign) || sign == '»');
        let message = "quotation marks stand around the address";
        return scheme(inside).map(|_| ValueError::new(message).help("take them out").fix(inside));
    }

    let is_invisible = |sign: char| {
        matches!(sign, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let visible = address.trim_start_matches(is_invisible);
    if visible.len() == address.len() || scheme(visible).is_none() {
        return None;
    }

    let message = "an invisible character stands before the address";
    Some(ValueError::new(message).help("take it out").fix(visible))
}

/// Splits off a scheme (RFC 3986, section 3.1).
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));

    is_scheme.then_some((scheme, rest))
}

/// Explains a scheme that no page may link with.
fn foreign_scheme(address: &str, scheme: &str, rest: &str) -> ValueError {
    // `example.org:8080/x` has a port, and no scheme.
    let port = rest.split('/').next().unwrap_or_default();
    if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) && has_host_form(scheme) {
        let whole = format!("https://{address}");
        return match reach(&whole) {
            LinkReach::Refused(error) => error,
            _ => ValueError::new(format!("the address {} has no scheme", text::quote(address)))
                .help(format!("write {}", text::quote(&whole)))
                .fix(whole),
        };
    }

    // One letter is a drive of Windows.
    if scheme.len() == 1 {
        let message = format!("{} is a file of one computer", text::quote(address));
        return ValueError::new(message).help(ADVICE_FILE);
    }

    let shown = scheme.to_ascii_lowercase();
    let error = ValueError::new(format!("an address must not begin with `{shown}:`"));

    match &*shown {
        "file" => error.help(format!("your readers cannot open it: {ADVICE_FILE}")),
        "javascript" | "vbscript" | "data" => {
            error.help("it can run as a program in the reader's browser: link a page or a file")
        }
        _ => match nearest(&shown, ALLOWED) {
            Some(near) => {
                error.help(format!("did you mean `{near}:`?")).fix(format!("{near}:{rest}"))
            }
            None => error.help("link with `https:`, `http:`, `mailto:` or `tel:`"),
        },
    }
}

/// Tells whether what stands before a port may be a host.
fn has_host_form(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost") || name.contains('.')
}

fn judge_mail(rest: &str) -> LinkReach {
    let recipient = rest.split('?').next().unwrap_or_default();

    // A message may be addressed in the reader's own program: `mailto:?subject=…`.
    if recipient.is_empty() && rest.len() > 1 {
        return LinkReach::Outside;
    }

    let plain = recipient.trim_start_matches('/');
    let is_mail = plain.contains('@') || plain.to_ascii_lowercase().contains("%40");
    if !is_mail {
        return refused(
            "the link `mailto:` holds no mail address",
            "write `mailto:press@example.org`",
        );
    }

    match plain.len() == recipient.len() {
        true => LinkReach::Outside,
        false => {
            let right = format!("mailto:{}", rest.trim_start_matches('/'));
            let message = "a mail address has no slashes before it";
            let error = ValueError::new(message).help(format!("write {}", text::quote(&right)));
            LinkReach::Refused(error.fix(right))
        }
    }
}

fn judge_telephone(rest: &str) -> LinkReach {
    if !rest.contains(|sign: char| sign.is_ascii_digit()) {
        return refused("the link `tel:` holds no number", "write it as `tel:+44…`");
    }

    match rest.strip_prefix('/') {
        None => LinkReach::Outside,
        Some(number) => {
            let right = format!("tel:{}", number.trim_start_matches('/'));
            let error = ValueError::new("a telephone number has no slashes before it");
            LinkReach::Refused(error.help(format!("write {}", text::quote(&right))).fix(right))
        }
    }
}

/// Judges an address with a host: `rest` begins after the scheme.
fn judge_host(address: &str, scheme: &str, rest: &str) -> LinkReach {
    let after = rest.trim_start_matches(['/', '\\']);
    let slashes = rest.len() - after.len();
    let end = after.find(['/', '\\', '?', '#']).unwrap_or(after.len());
    let (authority, path) = after.split_at(end);

    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if user.is_some() {
        // The message must not repeat what it warns of: it is printed in public logs.
        let message = "the address holds a user name or a password, which everybody could read";
        let right = format!("{}{host}{path}", &address[..address.len() - after.len()]);
        let error = ValueError::new(message).help("take out what stands before the `@`");
        return LinkReach::Refused(error.fix(right));
    }

    if !scheme.is_empty() && slashes < 2 {
        // `https:/x` is a path of the page's own host where that has the same scheme.
        return refused_with(
            format!("{} names no host", text::quote(address)),
            (!authority.is_empty()).then(|| format!("{scheme}://{after}")),
        );
    }

    let name = host_name(host);
    if name.is_empty() {
        return refused_with(format!("{} names no host", text::quote(address)), None);
    }

    if name.contains(|sign: char| {
        sign.is_whitespace() || sign.is_control() || "<>\"^|`{}%,;()".contains(sign)
    }) {
        let message = format!("{} is not the name of a host", text::quote(host));
        return refused(message, "write the whole address, beginning with `https://`");
    }

    if is_private(&name) {
        return refused(
            format!("`{name}` is a computer of your own network"),
            "your readers cannot open it: write the public address",
        );
    }

    let with_host = |right: &str| {
        let before = &address[..address.len() - after.len()];
        format!("{before}{right}{path}")
    };
    wrong_host(host, with_host).map_or(LinkReach::Outside, LinkReach::Refused)
}

/// Explains a host, with its port, that no browser or not every program finds; `whole` puts another into the address.
fn wrong_host(host: &str, whole: impl Fn(&str) -> String) -> Option<ValueError> {
    if host.starts_with('[') {
        return None;
    }

    let corrected = |message: String, right: &str| {
        let right = whole(right);
        ValueError::new(message).help(format!("write {}", text::quote(&right))).fix(right)
    };

    let (name, port) = host.split_once(':').map_or((host, ""), |(name, port)| (name, port));
    let is_port = port.is_empty()
        || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    if !is_port {
        let message = format!("{} is not a port", text::quote(port));
        let help = "take it out, with its colon: a port is a number up to 65535";
        return Some(ValueError::new(message).help(help));
    }

    if name.starts_with('.') || name.contains("..") {
        let labels: Vec<&str> = name.split('.').filter(|label| !label.is_empty()).collect();
        let message = format!("the host {} has a dot too many", text::quote(name));
        return Some(corrected(message, &host.replacen(name, &labels.join("."), 1)));
    }

    if name.contains('%') {
        let plain = percent_decode_str(name).decode_utf8().ok()?;
        let message = format!("the host {} is percent-encoded", text::quote(name));
        return Some(corrected(message, &host.replacen(name, &plain, 1)));
    }

    None
}

/// Returns a host as browsers compare it: without its port, decoded, in lower case.
fn host_name(host: &str) -> String {
    if host.starts_with('[') {
        return host.split_inclusive(']').next().unwrap_or_default().to_ascii_lowercase();
    }

    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let host = percent_decode_str(host).decode_utf8_lossy();

    // Letters of full width are plain ones to a browser (UTS 46).
    let host = match host.is_ascii() {
        true => host,
        false => host.nfkc().collect::<String>().into(),
    };

    host.trim_end_matches('.').to_lowercase()
}

/// Tells whether a host exists only on a computer or a network of one's own.
fn is_private(name: &str) -> bool {
    if let Some(six) = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        return six.parse::<Ipv6Addr>().is_ok_and(|six| match six.to_ipv4_mapped() {
            Some(four) => is_private_ipv4(four),
            None => {
                // fc00::/7 (RFC 4193) and fe80::/10 (RFC 4291).
                let first = six.segments()[0];
                six.is_loopback()
                    || six.is_unspecified()
                    || first & 0xfe00 == 0xfc00
                    || first & 0xffc0 == 0xfe80
            }
        });
    }

    if let Some(four) = ipv4(name) {
        return is_private_ipv4(four);
    }

    // No country and no company has a site at its last label alone.
    !name.contains('.')
        || PRIVATE_NAMES.iter().any(|end| {
            name.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
}

fn is_private_ipv4(four: Ipv4Addr) -> bool {
    four.is_loopback() || four.is_private() || four.is_link_local() || four.octets()[0] == 0
}

/// Reads an IPv4 address in any form that browsers know: `127.0.0.1`, `127.1`, `0x7f000001`
/// (WHATWG URL, "IPv4 parser").
fn ipv4(name: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = name.split('.').collect();
    if parts.len() > 4 {
        return None;
    }

    let number = |part: &str| {
        let lower = part.to_ascii_lowercase();
        match lower.strip_prefix("0x") {
            Some("") => Some(0),
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None if lower.len() > 1 && lower.starts_with('0') => {
                u32::from_str_radix(&lower, 8).ok()
            }
            None => lower.parse().ok(),
        }
    };

    let (last, first) = parts.split_last()?;
    let mut address = number(last)?;
    for (at, part) in first.iter().enumerate() {
        let part = number(part).filter(|part| *part < 256)?;
        address = address.checked_add(part << (24 - 8 * at))?;
    }

    Some(Ipv4Addr::from(address))
}

fn refused(message: impl Into<String>, help: impl Into<String>) -> LinkReach {
    LinkReach::Refused(ValueError::new(message).help(help))
}

/// Refuses an address, with the right one where it is known.
fn refused_with(message: String, right: Option<String>) -> LinkReach {
    let error = ValueError::new(message);

    LinkReach::Refused(match right {
        Some(right) => error.help(format!("write {}", text::quote(&right))).fix(right),
        None => error.help("write the whole address, beginning with `https://`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(address: &str) -> String {
        match reach(address) {
            LinkReach::Refused(error) => error.message,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn honest_addresses_pass() {
        for address in [
            "https://www.example.org/",
            "HTTP://example.org:8080/x?a=b#c",
            "https://user.example.org/@name",
            "https://example.org/a@b",
            "https://example.org?x=a:b@c",
            "//www.example.org/x",
            "mailto:press@example.org?subject=x",
            "MAILTO:press%40example.org",
            "mailto:?subject=x",
            "tel:+442079460000",
            "https://xn--bcher-kva.example/",
            "https://bücher.example/",
            "https://[2001:db8::1]/",
            "https://8.8.8.8/",
            "https://localhost.example.org/",
            "https://www.local.gov.uk/",
            "https://home.example/",
        ] {
            assert_eq!(reach(address), LinkReach::Outside, "{address}");
        }

        for address in
            ["a.md", "/a/", "#x", "?a=b:c", "../a b.md", "a/b:c", "1:2", "§:x", "", "x y: z"]
        {
            assert_eq!(reach(address), LinkReach::Within, "{address}");
        }
    }

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "  javascript:alert(1)",
            "javascript://x/%0aalert(1)",
        ] {
            assert_eq!(
                message(address),
                "an address must not begin with `javascript:`",
                "{address:?}"
            );
        }

        for scheme in ["data", "vbscript", "file", "intent", "blob", "sms", "ftp", "ms-word"] {
            let said = format!("an address must not begin with `{scheme}:`");
            assert_eq!(message(&format!("{scheme}:x")), said);
        }
    }

    #[test]
    fn places_of_ones_own_are_no_addresses() {
        for host in [
            "localhost",
            "LOCALHOST.",
            "%6cocalhost",
            "ｌocalhost",
            "site.localhost:4000",
            "127.0.0.1",
            "127.1",
            "0x7f.1",
            "2130706433",
            "0.0.0.0",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.1.1",
            "[::1]",
            "[::]:8080",
            "[::ffff:127.0.0.1]",
            "[fe80::1]",
            "printer.local",
            "wiki.internal",
            "intranet",
        ] {
            let said = message(&format!("http://{host}/x"));
            assert!(said.ends_with("is a computer of your own network"), "{host}: {said}");
        }

        assert_eq!(
            message(r"\\server\share\x.doc"),
            r"`\\server\share\x.doc` lies on a server of your own network"
        );
        assert_eq!(message(r"C:\x.doc"), r"`C:\x.doc` is a file of one computer");
        assert_eq!(message("localhost:4000/x"), "`localhost` is a computer of your own network");
    }

    #[test]
    fn slips_are_corrected() {
        for (address, fix) in [
            ("https://user:secret@example.org/x", Some("https://example.org/x")),
            ("//user@example.org/x", Some("//example.org/x")),
            ("https:/user:secret@example.org/x", Some("https:/example.org/x")),
            ("https:/example.org/x", Some("https://example.org/x")),
            ("https:example.org", Some("https://example.org")),
            ("htps://example.org", Some("https://example.org")),
            ("httpss://example.org", Some("https://example.org")),
            ("mailto://press@example.org", Some("mailto:press@example.org")),
            ("www.example.org:8080/x", Some("https://www.example.org:8080/x")),
            ("\u{200b}https://example.org/", Some("https://example.org/")),
            ("“https://example.org/”", Some("https://example.org/")),
            ("htp://example.org", Some("http://example.org")),
            ("https://www..example.org/x", Some("https://www.example.org/x")),
            ("https://.example.org:8080/", Some("https://example.org:8080/")),
            ("https://b%C3%BCcher.example/x?y", Some("https://bücher.example/x?y")),
            ("tel://+442079460000", Some("tel:+442079460000")),
            ("tel:///112", Some("tel:112")),
            // What was meant is not known.
            ("https://", None),
            ("https://?x", None),
            ("mailto:", None),
            ("tel:", None),
            ("https://example.org:99999/", None),
            ("https://example.org:8o80/", None),
            ("https://www,example.org/", None),
            ("https://exa mple.org", None),
        ] {
            match reach(address) {
                LinkReach::Refused(error) => {
                    assert_eq!(error.fix.as_deref(), fix, "{address}");
                    assert!(!error.message.contains("secret"));
                }
                other => panic!("{address}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_missing_scheme_is_supplied() {
        for (address, whole) in [
            ("www.example.org/x", Some("https://www.example.org/x")),
            ("WWW.example.org", Some("https://WWW.example.org")),
            ("press@example.org", Some("mailto:press@example.org")),
            ("press office@example.org", None),
            ("https//example.org/x", Some("https://example.org/x")),
            ("www.pdf", None),
            ("a/press@example.org", None),
            ("map@2x.png", None),
            ("example.md", None),
        ] {
            assert_eq!(without_scheme(address).as_deref(), whole, "{address}");
        }
    }

    #[test]
    fn addresses_in_running_text_are_judged() {
        for text in [
            "Press office: press@example.org",
            "CC-BY: 4.0",
            "Data: see below",
            "https://example.org",
        ] {
            assert_eq!(refused_in(text), None, "{text}");
        }

        for text in [
            "see http://localhost:4000/x",
            "javascript:alert(1)",
            "(file:///c:/x)",
            r"see \\server\share\x.pdf",
            r"(C:\x.doc)",
        ] {
            assert!(refused_in(text).is_some(), "{text}");
        }
    }
}

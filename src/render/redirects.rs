//! Redirects of old addresses as the servers of a site read them.
//!
//! In: a site and a form. Out: the text of a file. Invariant: an address holds no sign that the form gives a meaning to,
//! so that no alias can be a rule of its own.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::RedirectsFile;
use crate::site::{GoneAddress, Redirect, Site};

/// A form of redirects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectFormat {
    /// A file `_redirects`, as a host reads it.
    File(RedirectsFile),
    /// Maps for nginx.
    Nginx,
    /// Directives for Apache.
    Apache,
}

impl RedirectFormat {
    /// All forms.
    pub const ALL: [RedirectFormat; 5] = [
        RedirectFormat::Nginx,
        RedirectFormat::Apache,
        RedirectFormat::File(RedirectsFile::Netlify),
        RedirectFormat::File(RedirectsFile::Cloudflare),
        RedirectFormat::File(RedirectsFile::Gitlab),
    ];

    /// Returns its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            RedirectFormat::File(host) => host.as_str(),
            RedirectFormat::Nginx => "nginx",
            RedirectFormat::Apache => "apache",
        }
    }

    /// Finds a form by its name.
    #[must_use]
    pub fn parse(text: &str) -> Option<RedirectFormat> {
        RedirectFormat::ALL.into_iter().find(|format| format.as_str() == text)
    }
}

/// Writes the redirects of a site, in the order of its pages.
#[must_use]
pub fn redirects(site: &Site, format: RedirectFormat) -> String {
    let rules = Rules {
        base: site.config().base_url.path().trim_end_matches('/'),
        redirects: site.redirects(),
        gone: site.gone(),
    };

    match format {
        RedirectFormat::File(host) => rules.file(host),
        RedirectFormat::Nginx => rules.nginx(),
        RedirectFormat::Apache => rules.apache(),
    }
}

/// Writes the file that the settings ask for.
pub(super) fn of_settings(site: &Site) -> String {
    let host = site.config().redirects.as_ref();
    host.map_or_else(String::new, |host| redirects(site, RedirectFormat::File(*host)))
}

/// The rules of a site; its base path stands before every address.
struct Rules<'s> {
    base: &'s str,
    redirects: Vec<Redirect>,
    gone: Vec<GoneAddress<'s>>,
}

/// What is encoded in the target of a redirect: all that a URL encodes in a path (RFC 3986, section 3.3), and the signs
/// that one of the forms would take for its own: `$` of variables and groups, `*` and `:` of splats and placeholders,
/// quotation marks, and `;`.
const TARGET: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'$')
    .add(b'%')
    .add(b'\'')
    .add(b'*')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

fn encoded(base: &str, address: &str) -> String {
    format!("{base}{}", utf8_percent_encode(address, TARGET))
}

/// Returns the forms in which an address is asked for: a folder's with its slash, and without.
fn asked(address: &str) -> impl Iterator<Item = &str> {
    let short = address.strip_suffix('/').filter(|short| !short.is_empty());
    std::iter::once(address).chain(short)
}

impl Rules<'_> {
    /// Writes a file `_redirects`: a line for each rule, with old path, new path and status.
    ///
    /// Special characters are percent-encoded, and the first rule that matches counts (Netlify, "Redirects and
    /// rewrites"; Cloudflare Pages, "Redirects"; GitLab, "GitLab Pages redirects").
    fn file(&self, host: RedirectsFile) -> String {
        let mut out = String::from("# Written by Chancery from the aliases of pages.\n");

        // Netlify serves a file before a rule, and there is a redirect page at each old address: `!` puts the rule
        // first. Cloudflare puts rules first anyway, and GitLab knows no `!`.
        let status = if host == RedirectsFile::Netlify { "301!" } else { "301" };
        for Redirect { from, to } in &self.redirects {
            let to = encoded(self.base, to);

            // Netlify takes `/old` and `/old/` for one address; the others take them as they are written.
            let forms = if host == RedirectsFile::Netlify { 1 } else { 2 };
            for from in asked(from).take(forms) {
                let _ = writeln!(out, "{} {to} {status}", encoded(self.base, from));
            }
        }

        out
    }

    /// Writes two maps for nginx (`ngx_http_map_module`), and how they are used.
    ///
    /// `$uri` is decoded, and a source that is a text is compared whole, without regard to case. In a quoted text `\`
    /// and `"` are escaped; only the value of a map may hold variables, and no address here holds a `$`.
    fn nginx(&self) -> String {
        let mut out = String::from(
            "# Written by Chancery from the aliases of pages. Include this file in the `http` block, and in the\n\
             # `server` block write:\n\
             #\n\
             #     if ($chancery_gone) { return 410; }\n\
             #     if ($chancery_redirect) { return 301 $chancery_redirect; }\n\
             #\n",
        );

        let quoted = |address: &str| {
            let escaped = address.replace('\\', "\\\\").replace('"', "\\\"");
            format!("\"{}{escaped}\"", self.base)
        };

        let mut longest = 0;
        let mut map = String::new();
        for Redirect { from, to } in &self.redirects {
            for from in asked(from) {
                longest = longest.max(self.base.len() + from.len());
                let _ = writeln!(map, "    {} \"{}\";", quoted(from), encoded(self.base, to));
            }
        }

        let mut gone = String::new();
        for one in &self.gone {
            match one.folder() {
                // A regular expression: everything below a folder.
                Some(folder) => {
                    let pattern = escaped_pattern(&format!("{}{folder}", self.base));
                    let pattern = pattern.replace('\\', "\\\\").replace('"', "\\\"");
                    let _ = writeln!(gone, "    \"~^{pattern}\" 1;");
                }
                None => {
                    for address in asked(one.address) {
                        longest = longest.max(self.base.len() + address.len());
                        let _ = writeln!(gone, "    {} 1;", quoted(address));
                    }
                }
            }
        }

        // nginx needs a bucket for the longest text, a pointer and a length; by default it is 32 to 128 bytes.
        let bucket = (longest + 32).next_power_of_two().max(64);
        let _ = writeln!(
            out,
            "# If nginx says \"could not build map_hash\", write in the `http` block: map_hash_bucket_size {bucket};\n\n\
             map $uri $chancery_redirect {{\n    default \"\";\n{map}}}\n\n\
             map $uri $chancery_gone {{\n    default \"\";\n{gone}}}"
        );

        out
    }

    /// Writes directives of `mod_alias` for Apache.
    ///
    /// `Redirect` would take everything below the address along, so each is a regular expression over the whole decoded
    /// path (`RedirectMatch`), in which `\` escapes a sign. In a quoted argument `\` is itself written `\\` only before a
    /// quotation mark or another `\` (Apache, "Configuration Files").
    fn apache(&self) -> String {
        let mut out = String::from(
            "# Written by Chancery from the aliases of pages. Include this file in the virtual host, or copy it into\n\
             # `.htaccess`; it needs mod_alias.\n",
        );

        let whole = |address: &str| {
            let folder = address.strip_suffix('/').filter(|short| !short.is_empty());
            let pattern = escaped_pattern(&format!("{}{}", self.base, folder.unwrap_or(address)));
            let slash = if folder.is_some() { "/?" } else { "" };
            format!("\"^{}{slash}$\"", quoted_pattern(&pattern))
        };

        for Redirect { from, to } in &self.redirects {
            if let Some(to) = decoded_target(&format!("{}{to}", self.base)) {
                let _ = writeln!(out, "RedirectMatch 301 {} \"{to}\"", whole(from));
            }
        }

        for one in &self.gone {
            match one.folder() {
                Some(folder) => {
                    let pattern = escaped_pattern(&format!("{}{folder}", self.base));
                    let _ = writeln!(out, "RedirectMatch 410 \"^{}\"", quoted_pattern(&pattern));
                }
                None => {
                    let _ = writeln!(out, "RedirectMatch 410 {}", whole(one.address));
                }
            }
        }

        out
    }
}

/// Escapes what has a meaning in a regular expression of PCRE, by a bracket of one sign: a `\` would have to be escaped
/// again in a quoted text.
fn escaped_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '.' | '*' | '+' | '?' | '(' | ')' | '[' | '{' | '}' | '|' | '$' => {
                pattern.extend(['[', sign, ']']);
            }
            ']' | '^' | '\\' => pattern.extend(['\\', sign]),
            other => pattern.push(other),
        }
    }

    pattern
}

/// Writes the target of a `RedirectMatch`, which Apache encodes by itself; in it `$` begins a group, and `\` escapes.
///
/// None for a file whose name holds `?` or `#`: Apache would take them for the beginning of a query or a fragment.
fn decoded_target(address: &str) -> Option<String> {
    if address.contains(['?', '#']) {
        return None;
    }

    Some(address.replace('\\', "\\\\").replace('$', "\\$").replace('"', "\\\""))
}

/// Escapes a pattern for a quoted argument of Apache.
fn quoted_pattern(pattern: &str) -> String {
    pattern.replace('"', "\\\"")
}

//! The site's settings: `content/site.yaml`.
//!
//! In: the file, or nothing. Out: a complete [`Config`], and findings. Invariant: an unknown key is a
//! finding, as in front matter.

mod frame;
mod timezone;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::language::LanguageTag;
use crate::source::{SitePath, Source, Span, Spanned};
use crate::value::web_address::{self, LinkReach};
use crate::value::{FinancialYear, ValueError};
use crate::yaml::{self, Fields, Key, NodeReader, Schema, Text, Value, ValueType};

pub use frame::{Licence, Logo, Notice};

/// The path of the settings.
pub const PATH: &str = "content/site.yaml";

/// The settings of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The site's title.
    pub title: Box<str>,
    /// The address that the site is published at.
    pub base_url: BaseUrl,
    /// One or two sentences about the site.
    pub description: Option<Box<str>>,
    /// The language of the site.
    pub language: Spanned<LanguageTag>,
    /// The time zone in which its days begin and end; none for UTC.
    pub timezone: Option<TimeZone>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// The image that other sites show for a page without one of its own.
    pub image: Option<ShareImage>,
    /// The logo that stands before the site's title.
    pub logo: Option<Logo>,
    /// The licence of the text.
    pub licence: Option<Licence>,
    /// The main menu; empty for the default menu of the kinds' lists.
    pub navigation: Vec<MenuItem>,
    /// What the foot of every page links to first.
    pub footer: Vec<MenuItem>,
    /// What the home page says first, until a day.
    pub notice: Option<Notice>,
    /// The ids of the figures of the home page; empty for those of the newest briefings.
    pub key_figures: Vec<Text>,
    /// The types of briefings that have to be signed off, as written.
    pub clearance: Vec<Text>,
    /// The site's own severities; none switches a check off.
    pub checks: BTreeMap<Code, Option<Severity>>,
    /// The number of items on one page of a list.
    pub paginate_by: usize,
    /// The number of briefings in a feed.
    pub feed_items: usize,
    /// When the financial years of its records begin.
    pub financial_year: Option<FinancialYear>,
    /// Whether readers can search.
    pub search: bool,
    /// Whether HTML in Markdown is kept.
    pub raw_html: bool,
    /// The host for which a file of redirects is written.
    pub redirects: Option<RedirectsFile>,
    /// Addresses that are gone on purpose.
    pub gone: Vec<Gone>,
    /// The free map that templates read.
    pub extra: Option<Box<serde_yaml::Value>>,
}

impl Config {
    /// Tells whether two settings give the same links and the same findings of a document, before severities.
    #[must_use]
    pub fn links_alike(&self, other: &Config) -> bool {
        // Every setting is named here, so that a new one has to be decided about.
        let Config {
            base_url,
            language,
            timezone,
            clearance,
            financial_year,
            raw_html,

            title: _,
            description: _,
            publisher: _,
            image: _,
            logo: _,
            licence: _,
            navigation: _,
            footer: _,
            notice: _,
            key_figures: _,
            checks: _,
            paginate_by: _,
            feed_items: _,
            search: _,
            redirects: _,
            gone: _,
            extra: _,
        } = self;

        *base_url == other.base_url
            && language.value == other.language.value
            && *timezone == other.timezone
            && *clearance == other.clearance
            && *financial_year == other.financial_year
            && *raw_html == other.raw_html
    }

    /// Tells whether two settings give the same links, findings and, of the same documents and files, routes.
    #[must_use]
    pub fn routes_alike(&self, other: &Config) -> bool {
        self.links_alike(other)
            && self.paginate_by == other.paginate_by
            && self.search == other.search
            && self.redirects == other.redirects
    }
}

/// A host that reads redirects from a file `_redirects`, each in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectsFile {
    /// Netlify.
    Netlify,
    /// Cloudflare Pages and Workers.
    Cloudflare,
    /// GitLab Pages.
    Gitlab,
}

impl RedirectsFile {
    /// All hosts.
    pub const ALL: [RedirectsFile; 3] =
        [RedirectsFile::Netlify, RedirectsFile::Cloudflare, RedirectsFile::Gitlab];

    /// Returns its name in the settings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            RedirectsFile::Netlify => "netlify",
            RedirectsFile::Cloudflare => "cloudflare",
            RedirectsFile::Gitlab => "gitlab",
        }
    }
}

/// An address that is gone on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The address from the site's root; `/*` at its end stands for everything below.
    pub address: Text,
    /// Why.
    pub reason: Box<str>,
}

/// Who publishes a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Publisher {
    /// The department's name.
    pub name: Box<str>,
    /// Its own site.
    pub url: Option<Box<str>>,
    /// How to reach it.
    pub contact: Option<Box<str>>,
}

/// The image that other sites show for a page.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareImage {
    /// A file of the site, as the key names it.
    pub file: Text,
    /// Its description, for those who cannot see it.
    pub alt: Box<str>,
    /// What the page says below it.
    pub caption: Option<Box<str>>,
    /// Who made it, or whose it is.
    pub credit: Option<Box<str>>,
}

/// An item of the main menu.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuItem {
    /// Its label; none for the title of the page.
    pub title: Option<Box<str>>,
    /// A path on the site (`/about/`), a file of it (`about.md`), or a whole address.
    pub url: Text,
}

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

impl Default for Config {
    fn default() -> Config {
        Config {
            title: "Briefings".into(),
            // A placeholder that nobody can mistake for a real site; a missing `base_url` is a warning.
            base_url: BaseUrl { origin: "http://localhost".into(), path: "/".into() },
            description: None,
            language: Spanned::new(LanguageTag::default(), Span::default()),
            timezone: None,
            publisher: None,
            image: None,
            logo: None,
            licence: None,
            navigation: Vec::new(),
            footer: Vec::new(),
            notice: None,
            key_figures: Vec::new(),
            clearance: Vec::new(),
            checks: BTreeMap::new(),
            paginate_by: 50,
            feed_items: 20,
            financial_year: None,
            search: true,
            raw_html: true,
            redirects: None,
            gone: Vec::new(),
            extra: None,
        }
    }
}

impl Config {
    /// Returns the time zone of the site: UTC unless the settings say otherwise, whatever the machine.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        self.timezone.clone().unwrap_or(TimeZone::UTC)
    }
}

/// Returns the keys of `site.yaml`.
#[must_use]
pub fn keys() -> &'static Schema {
    SITE
}

const SITE: &Schema = &Schema {
    what: "`site.yaml`",
    groups: &[&[
        Key::new("title", ValueType::Text, "the title of the site"),
        Key::new("base_url", ValueType::Url, "the address that the site is published at"),
        Key::new("description", ValueType::Text, "one or two sentences about the site"),
        Key::new("language", ValueType::Language, "the language of the site's words"),
        Key::new("timezone", ValueType::TimeZone, "the time zone in which its days begin and end"),
        Key::new(
            "publisher",
            ValueType::OneOf(&[ValueType::Text, ValueType::Map(PUBLISHER)]),
            "the department that publishes the site",
        ),
        Key::new("image", ValueType::Map(IMAGE), "the image of pages without one of their own"),
        Key::new("logo", ValueType::Map(frame::LOGO), "the logo before the title of the site"),
        Key::new(
            "licence",
            ValueType::OneOf(&[ValueType::Text, ValueType::Map(frame::LICENCE)]),
            "the licence of the site's words",
        ),
        Key::new("navigation", frame::NAVIGATION, "the items of the main menu"),
        Key::new("footer", frame::FOOTER, "what the foot of every page links to first"),
        Key::new("notice", ValueType::Map(frame::NOTICE), "what the home page says first"),
        Key::new(
            "key_figures",
            ValueType::List(&ValueType::Id("figure")),
            "the figures of the home page",
        ),
        Key::new(
            "clearance",
            ValueType::List(&ValueType::Text),
            "the types of briefings that somebody has to sign off",
        ),
        Key::new(
            "checks",
            ValueType::Table {
                key: &ValueType::Check,
                value: &ValueType::Word(&["error", "warn", "off"]),
            },
            "the severity of single checks on this site",
        ),
        Key::new("paginate_by", ValueType::Count, "the number of items on a page of a list"),
        Key::new("feed_items", ValueType::Count, "the number of briefings in a feed"),
        Key::new("financial_year", ValueType::DayOfYear, "the first day of financial years"),
        Key::new("search", ValueType::Flag, "whether the site has a search page"),
        Key::new("raw_html", ValueType::Flag, "whether HTML in Markdown is passed on"),
        Key::new(
            "redirects",
            ValueType::Word(&["netlify", "cloudflare", "gitlab"]),
            "the host for which `_redirects` is written",
        ),
        Key::new(
            "gone",
            ValueType::List(&ValueType::Map(GONE)),
            "addresses that are gone on purpose",
        ),
        Key::new("extra", ValueType::Free, "a free map for the site's own templates"),
    ]],
};

const GONE: &Schema = &Schema {
    what: "an item of `gone`",
    groups: &[&[
        Key::new("address", ValueType::SitePath, "the address that is gone").required(),
        Key::new("reason", ValueType::Text, "why it is gone").required(),
    ]],
};

const PUBLISHER: &Schema = &Schema {
    what: "`publisher`",
    groups: &[&[
        Key::new("name", ValueType::Text, "the name of the department").required(),
        Key::new("url", ValueType::Url, "its own site"),
        Key::new("contact", ValueType::Text, "how to reach it"),
    ]],
};

/// The keys of `image` in `site.yaml`.
const IMAGE: &Schema = &Schema { what: "`image`", groups: &[IMAGE_KEYS] };

const IMAGE_KEYS: &[Key] = &[
    Key::new("file", ValueType::ImageFile, "a file beside the page or in `static/`").required(),
    Key::new("alt", ValueType::Text, "what the image shows, in words").required(),
];

/// The keys of `image` in front matter.
pub const PAGE_IMAGE: &Schema = &Schema {
    what: "`image`",
    groups: &[
        IMAGE_KEYS,
        &[
            Key::new("caption", ValueType::Text, "what the page says below it"),
            Key::new("credit", ValueType::Text, "who made it, or whose it is"),
        ],
    ],
};

/// Reads the settings.
#[must_use]
pub fn parse(source: &Source) -> (Config, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let span = Span::new(0, source.text.len());
    let tree = yaml::parse(&source.path, &source.text, span, &mut findings);
    let mut reading = NodeReader {
        path: &source.path,
        source: &source.text,
        financial_year: None,
        zone: None,
        whole: tree.whole,
        findings,
    };
    let entries = match &tree.root {
        Some(node) if node.value.is_empty() => &[],
        Some(node) => match reading.map(node, SITE.what) {
            Some(entries) => entries,
            None => {
                // `site.yaml` is not a map: without this, every key of it would be reported missing as well.
                reading.whole = false;
                &[]
            }
        },
        None => &[],
    };

    // A missing key has no place of its own; the first line is where a writer begins to look.
    let first = Span::new(0, source.text.lines().next().unwrap_or_default().len());
    let mut fields = Fields::new(&mut reading, SITE, entries, first);
    let config = read(&mut fields);

    fields.finish();

    (config, reading.findings)
}

fn read(fields: &mut Fields<'_, '_, '_>) -> Config {
    let default = Config::default();
    let base_url = base_url(fields);

    // A warning by hand and not a required key: a site can be previewed before anybody knows its address.
    if base_url.is_none() && fields.node("base_url").is_none() && fields.reading.whole {
        let place = Place::new(fields.reading.path, fields.span());
        fields.reading.findings.push(
            Diagnostic::new(Code::MissingKey, place, "`base_url` is missing: feeds and sharing links name no host")
                .severity(Severity::Warning)
                .help("add the address that the site is published at: `base_url: https://www.example.org/`"),
        );
    }

    Config {
        title: fields.text("title").map_or(default.title, |text| text.value),
        base_url: base_url.unwrap_or(default.base_url),
        description: fields.text("description").map(|text| text.value),
        language: fields
            .parsed("language", Code::BadValue, LanguageTag::parse)
            .unwrap_or(default.language),
        timezone: fields
            .parsed("timezone", Code::BadValue, timezone::parse)
            .map(|timezone| timezone.value),
        publisher: publisher(fields),
        image: image(fields, IMAGE),
        logo: frame::logo(fields),
        licence: frame::licence(fields),
        navigation: frame::navigation(fields),
        footer: frame::footer(fields),
        notice: frame::notice(fields),
        key_figures: fields.texts("key_figures"),
        clearance: fields.texts("clearance"),
        checks: checks(fields),
        paginate_by: count(fields, "paginate_by").unwrap_or(default.paginate_by),
        feed_items: count(fields, "feed_items").unwrap_or(default.feed_items),
        financial_year: fields
            .parsed("financial_year", Code::BadValue, FinancialYear::parse)
            .map(|years| years.value),
        search: fields.flag("search").unwrap_or(default.search),
        raw_html: fields.flag("raw_html").unwrap_or(default.raw_html),
        redirects: redirects(fields),
        gone: gone(fields),
        extra: fields.free_map("extra"),
    }
}

/// Reads the address of the site, at which its readers find it.
fn base_url(fields: &mut Fields<'_, '_, '_>) -> Option<BaseUrl> {
    let text = fields.text("base_url")?;

    // Not in `BaseUrl::parse`: `--base-url` may name the computer that a preview is built on.
    if let LinkReach::Refused(error) = web_address::reach(&text.value) {
        fields.reading.bad(Code::UnsafeLink, text.span, error);
        return None;
    }

    match BaseUrl::parse(&text.value) {
        Ok(base_url) => Some(base_url),
        Err(error) => {
            fields.reading.bad(Code::BadValue, text.span, error);
            None
        }
    }
}

fn redirects(fields: &mut Fields<'_, '_, '_>) -> Option<RedirectsFile> {
    let parsed = fields.parsed("redirects", Code::BadValue, |text| {
        let known = RedirectsFile::ALL.into_iter().find(|host| host.as_str() == text);
        known.ok_or_else(|| ValueError {
            message: format!("Chancery writes no redirects for `{text}`"),
            help: Some(
                "write `netlify`, `cloudflare` or `gitlab`; for nginx and Apache there is \
                 `chancery redirects`"
                    .to_owned(),
            ),
            ..ValueError::default()
        })
    });

    parsed.map(|host| host.value)
}

fn gone(fields: &mut Fields<'_, '_, '_>) -> Vec<Gone> {
    let items = fields.many_maps("gone");
    let read = |item: &yaml::Node, reading: &mut NodeReader<'_>| {
        let mut fields = Fields::from_node(reading, GONE, item)?;
        let address = fields.text("address");
        let reason = fields.text("reason");

        fields.finish();

        let address = address.filter(|address| is_site_path(reading, address))?;
        Some(Gone { address, reason: reason?.value })
    };

    items.iter().filter_map(|item| read(item, fields.reading)).collect()
}

/// Checks that a text is an address from the site's root.
fn is_site_path(reading: &mut NodeReader<'_>, address: &Text) -> bool {
    let path = &*address.value;
    let help = match path.split_once("://") {
        Some((_, rest)) => {
            let path = rest.split_once('/').map_or("", |(_, path)| path);
            format!("write what follows the host: `/{path}`")
        }
        None if !path.starts_with('/') => format!("write `/{path}`"),
        // The home page is never gone, and a file of redirects has one rule a line.
        None if path == "/" || path == "/*" || path.contains(char::is_control) => {
            "name the page or the file that is gone".to_owned()
        }
        None => return true,
    };

    let message = format!("`{path}` is not an address on this site");
    reading.report(Code::BadValue, address.span, message, &help);

    false
}

fn count(fields: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<usize> {
    let parsed = fields.parsed(key, Code::BadValue, |text| match text.parse::<usize>() {
        // More items than that on one page are megabytes of HTML, which no reader can use.
        Ok(count) if (1..=10_000).contains(&count) => Ok(count),
        _ => Err(ValueError {
            message: format!("`{key}` is `{text}`, and must be a whole number from 1 to 10000"),
            help: None,
            ..ValueError::default()
        }),
    });

    parsed.map(|count| count.value)
}

fn publisher(fields: &mut Fields<'_, '_, '_>) -> Option<Publisher> {
    let node = fields.node("publisher")?;
    if let Value::Scalar { .. } = node.value {
        // A bare name is the short form: most sites state nothing else.
        let name = fields.text("publisher")?;
        return Some(Publisher { name: name.value, url: None, contact: None });
    }

    let mut fields = Fields::from_node(fields.reading, PUBLISHER, node)?;
    let name = fields.text("name");
    let url = fields.address("url").map(|url| url.value);
    let contact = fields.text_with_addresses("contact").map(|text| text.value);

    fields.finish();

    Some(Publisher { name: name?.value, url, contact })
}

/// Endings of the images that sharing services show; none of them shows an SVG.
const IMAGE_ENDINGS: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// Reads the key `image`; its description is required, since not everybody can see the image.
pub fn image(fields: &mut Fields<'_, '_, '_>, keys: &'static Schema) -> Option<ShareImage> {
    let node = fields.node("image")?;
    if let Value::Scalar { .. } = node.value {
        let written = fields.text("image")?;
        let message = "`image` needs words for those who cannot see it, and names a file alone";
        let help = format!("write `image: {{file: {}, alt: \"what it shows\"}}`", written.value);
        fields.reading.report(Code::MissingKey, node.span, message, &help);
        return None;
    }

    let mut fields = Fields::from_node(fields.reading, keys, node)?;
    let file = fields.text("file");
    let alt = fields.text("alt");
    let mut words = |key: &'static str| {
        // The site's own image is shown nowhere but by others, who know no caption.
        let is_known = keys.keys().any(|known| known.name == key);
        is_known.then(|| fields.text(key)).flatten().map(|text| text.value)
    };
    let (caption, credit) = (words("caption"), words("credit"));
    let file = file.filter(|file| is_picture(fields.reading, file));

    fields.finish();

    Some(ShareImage { file: file?, alt: alt?.value, caption, credit })
}

fn is_picture(reading: &mut NodeReader<'_>, file: &Text) -> bool {
    // Cameras write `.JPG`.
    let name = file.value.to_ascii_lowercase();
    let is_picture = IMAGE_ENDINGS.iter().any(|ending| name.ends_with(ending));
    if !is_picture {
        let message = format!("`{}` is not an image that other sites can show", file.value);
        reading.report(Code::BadValue, file.span, message, "name a PNG, JPEG, GIF or WebP file");
    }

    is_picture
}

fn checks(fields: &mut Fields<'_, '_, '_>) -> BTreeMap<Code, Option<Severity>> {
    let Some(node) = fields.node("checks") else {
        return BTreeMap::new();
    };
    let entries = fields.reading.map(node, "`checks`").unwrap_or_default();
    let mut checks = BTreeMap::new();

    for entry in entries {
        let Some(code) = fields.silenceable(&entry.key) else {
            continue;
        };

        let Some(Spanned { value: text, span }) =
            fields.reading.text(&entry.node, "the severity of a check")
        else {
            continue;
        };

        let severity = match &*text {
            "error" => Some(Severity::Error),
            "warn" | "warning" => Some(Severity::Warning),
            // YAML 1.1 reads `off` as false, so some writers use `false`.
            "off" | "false" => None,
            _ => {
                let message = format!("`{text}` is not a severity");
                fields.reading.report(
                    Code::BadValue,
                    span,
                    message,
                    "write `error`, `warn` or `off`",
                );

                continue;
            }
        };

        checks.insert(code, severity);
    }

    checks
}

/// Returns the path of the settings.
#[must_use]
pub fn path() -> SitePath {
    SitePath::new(PATH)
}

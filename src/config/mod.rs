//! The site's settings: `content/site.yaml`.
//!
//! In: the file, or nothing. Out: a complete [`Config`], and findings. Invariant: an unknown key is a
//! finding, as in front matter.

mod base_url;
mod contact;
mod frame;
mod local_text;
mod picture;
mod timezone;
mod vocabulary;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::language::LanguageTag;
use crate::source::{SitePath, Source, Span, Spanned};
use crate::value::web_address::{self, LinkReach};
use crate::value::{LocalText, ValueError, YearStart, YearStarts};
use crate::yaml::{self, Fields, Key, NodeReader, Schema, Text, Value, ValueType};

pub use base_url::BaseUrl;
pub use contact::{CONTACT, Contact, contact, dialled};
pub use frame::{Licence, Logo, Notice};
pub use local_text::{IN_LANGUAGES, LOCAL_TEXT, in_languages, local_text, local_text_at};
pub use picture::{IMAGE, PAGE_IMAGE, PORTRAIT, ShareImage, image, portrait};
pub use vocabulary::{OwnStatus, OwnWord, SiteVocabulary, TopicNames};

/// The path of the settings.
pub const PATH: &str = "content/site.yaml";

/// The settings of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The site's title.
    pub title: LocalText,
    /// The address that the site is published at.
    pub base_url: BaseUrl,
    /// One or two sentences about the site.
    pub description: Option<LocalText>,
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
    /// When the financial and the academic years of its records begin.
    pub years: YearStarts,
    /// Whether readers can search.
    pub search: bool,
    /// Whether HTML in Markdown is kept.
    pub raw_html: bool,
    /// The host for which a file of redirects is written.
    pub redirects: Option<RedirectsFile>,
    /// Addresses that are gone on purpose.
    pub gone: Vec<Gone>,
    /// The words that it adds to those of front matter, and whom to ask.
    pub vocabulary: Arc<SiteVocabulary>,
    /// The statuses that its own events name.
    pub event_statuses: Vec<Text>,
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
            years,
            raw_html,
            vocabulary,
            event_statuses,

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
            && *years == other.years
            && *raw_html == other.raw_html
            && *vocabulary == other.vocabulary
            && *event_statuses == other.event_statuses
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
    pub name: LocalText,
    /// Its own site.
    pub url: Option<Box<str>>,
    /// How to reach it.
    pub contact: Option<Arc<Contact>>,
}

/// An item of the main menu.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuItem {
    /// Its label; none for the title of the page.
    pub title: Option<LocalText>,
    /// A path on the site (`/about/`), a file of it (`about.md`), or a whole address.
    pub url: Text,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            title: LocalText::from(Box::from("Briefings")),
            base_url: BaseUrl::default(),
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
            years: YearStarts::default(),
            search: true,
            raw_html: true,
            redirects: None,
            gone: Vec::new(),
            vocabulary: Arc::default(),
            event_statuses: Vec::new(),
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
    groups: &[
        vocabulary::KEYS,
        &[
            Key::new("title", LOCAL_TEXT, "the title of the site"),
            Key::new("base_url", ValueType::Url, "the address that the site is published at"),
            Key::new("description", LOCAL_TEXT, "one or two sentences about the site"),
            Key::new("language", ValueType::Language, "the language of the site's words"),
            Key::new(
                "timezone",
                ValueType::TimeZone,
                "the time zone in which its days begin and end",
            ),
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
            Key::new("academic_year", ValueType::DayOfYear, "the first day of academic years"),
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
        ],
    ],
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
        Key::new("name", LOCAL_TEXT, "the name of the department").required(),
        Key::new("url", ValueType::Url, "its own site"),
        Key::new(
            "contact",
            ValueType::OneOf(&[ValueType::Text, ValueType::Map(contact::CONTACT)]),
            "how to reach it: a text, its parts, or the id of a contact",
        ),
    ]],
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
        years: YearStarts::default(),
        data: None,
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

    // First: in which language the other texts are written depends on it.
    let language =
        fields.parsed("language", Code::BadValue, LanguageTag::parse).unwrap_or(default.language);
    let own = &language.value;
    let vocabulary::OwnWords { vocabulary, statuses } = vocabulary::read(fields, own);

    Config {
        title: local_text(fields, "title", own).unwrap_or(default.title),
        base_url: base_url.unwrap_or(default.base_url),
        description: local_text(fields, "description", own),
        timezone: fields
            .parsed("timezone", Code::BadValue, timezone::parse)
            .map(|timezone| timezone.value),
        publisher: publisher(fields, own, &vocabulary),
        image: image(fields, IMAGE),
        logo: frame::logo(fields),
        licence: frame::licence(fields),
        navigation: frame::navigation(fields, own),
        footer: frame::footer(fields, own),
        notice: frame::notice(fields),
        key_figures: fields.texts("key_figures"),
        clearance: fields.texts("clearance"),
        checks: checks(fields),
        paginate_by: count(fields, "paginate_by").unwrap_or(default.paginate_by),
        feed_items: count(fields, "feed_items").unwrap_or(default.feed_items),
        years: YearStarts {
            financial: year_start(fields, "financial_year"),
            academic: year_start(fields, "academic_year"),
        },
        search: fields.flag("search").unwrap_or(default.search),
        raw_html: fields.flag("raw_html").unwrap_or(default.raw_html),
        redirects: redirects(fields),
        gone: gone(fields),
        vocabulary: Arc::new(vocabulary),
        event_statuses: statuses,
        extra: fields.free_map("extra"),
        language,
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

fn publisher(
    fields: &mut Fields<'_, '_, '_>,
    own: &LanguageTag,
    vocabulary: &SiteVocabulary,
) -> Option<Publisher> {
    let node = fields.node("publisher")?;
    if let Value::Scalar { .. } = node.value {
        // A bare name is the short form: most sites state nothing else.
        let name = fields.text("publisher")?;
        return Some(Publisher { name: name.value.into(), url: None, contact: None });
    }

    let mut fields = Fields::from_node(fields.reading, PUBLISHER, node)?;
    let name = local_text(&mut fields, "name", own);
    let url = fields.address("url").map(|url| url.value);
    let contact = named_contact(&mut fields, own, vocabulary);

    fields.finish();

    Some(Publisher { name: name?, url, contact })
}

/// Reads the key `contact`: the id of a contact of the site, its parts, or a text.
pub fn named_contact(
    fields: &mut Fields<'_, '_, '_>,
    own: &LanguageTag,
    vocabulary: &SiteVocabulary,
) -> Option<Arc<Contact>> {
    let node = fields.node("contact")?;
    if let Value::Scalar { text, .. } = &node.value {
        if let Some(known) = vocabulary.contact(text) {
            return Some(Arc::clone(known));
        }

        if let Some(error) = vocabulary.unknown_contact(text) {
            fields.reading.bad(Code::UnknownReference, node.span, error);
            return None;
        }
    }

    contact(fields.reading, node, own).map(Arc::new)
}

fn year_start(fields: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<YearStart> {
    fields.parsed(key, Code::BadValue, YearStart::parse).map(|start| start.value)
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

//! The keys of other tools, and what they are called here.
//!
//! In: an unknown key, and the schema that lacks it. Out: advice. Invariant: a key that the schema knows is never
//! foreign, and a fix is offered only where the value can stay as it is.

use super::schema::{Schema, ValueType};
use super::tree::{KeyValue, Value};

/// What stands in a Chancery file for keys of other tools.
struct ForeignKeys {
    /// How others write them, in lower case and without hyphens and underscores.
    names: &'static [&'static str],
    /// The keys that may be meant; the first that the schema knows is.
    keys: &'static [&'static str],
    /// What to do; empty where the other name alone is to be written.
    advice: &'static str,
}

const fn renamed(names: &'static [&'static str], keys: &'static [&'static str]) -> ForeignKeys {
    ForeignKeys { names, keys, advice: "" }
}

const fn advised(
    names: &'static [&'static str],
    keys: &'static [&'static str],
    advice: &'static str,
) -> ForeignKeys {
    ForeignKeys { names, keys, advice }
}

/// The words of Hugo, Jekyll, WordPress, Eleventy, Zola, Ghost, Docusaurus, MkDocs and of content APIs.
const FOREIGN: &[ForeignKeys] = &[
    renamed(
        &[
            "tags",
            "tag",
            "categories",
            "category",
            "keywords",
            "labels",
            "subjects",
            "subject",
            "taxonomies",
        ],
        &["topics"],
    ),
    renamed(
        &[
            "description",
            "excerpt",
            "abstract",
            "subtitle",
            "lede",
            "lead",
            "standfirst",
            "teaser",
            "intro",
            "introduction",
            "synopsis",
            "deck",
            "dek",
            "metadescription",
            "seodescription",
            "ogdescription",
            "tagline",
            "shortdescription",
        ],
        &["summary", "description"],
    ),
    renamed(
        &["headline", "heading", "pagetitle", "seotitle", "metatitle", "name"],
        &["title", "name"],
    ),
    renamed(&["fullname"], &["name"]),
    renamed(
        &[
            "publishdate",
            "publisheddate",
            "pubdate",
            "publishedat",
            "publishedon",
            "publishon",
            "datepublished",
            "publicationdate",
            "releasedate",
            "issued",
            "created",
            "createdat",
            "createddate",
            "datecreated",
            "firstpublishedat",
            "time",
            "datetime",
            "pubdatetime",
            "when",
            "day",
        ],
        &["date"],
    ),
    advised(
        &[
            "lastmod",
            "lastmodified",
            "lastmodifiedat",
            "lastupdated",
            "lastupdate",
            "updated",
            "updatedat",
            "updateddate",
            "modified",
            "modifieddate",
            "datemodified",
            "revised",
            "moddatetime",
        ],
        &["updates"],
        "readers are told what changed: write `updates:` with `- {date: …, note: \"what was changed\"}`",
    ),
    advised(
        &[
            "expirydate",
            "expires",
            "expiry",
            "expirationdate",
            "unpublishdate",
            "archived",
            "retired",
        ],
        &["withdrawn"],
        "a page is withdrawn, and says so: write `withdrawn: {date: …, reason: \"…\"}`",
    ),
    advised(
        &[
            "published",
            "publish",
            "ispublished",
            "status",
            "private",
            "hidden",
            "visibility",
            "state",
            "live",
        ],
        &["draft"],
        "a page is published unless it has `draft: yes`, or an `embargo`",
    ),
    advised(
        &[
            "embargodate",
            "embargoeduntil",
            "embargountil",
            "holduntil",
            "scheduled",
            "scheduledat",
            "publishafter",
        ],
        &["embargo"],
        "write `embargo:` with the time and its offset from UTC",
    ),
    advised(
        &["author", "authors", "byline", "by", "writer", "creator", "contributors", "team"],
        &["ministers"],
        "pages name no author: take the line out; `publisher` in `content/site.yaml` names the department, and \
         `ministers` those who speak",
    ),
    advised(
        &["author", "authors", "organisation", "organization", "department", "company"],
        &["publisher"],
        "write `publisher:` with the name of the department",
    ),
    renamed(&["speaker", "speakers", "people", "person", "politicians"], &["ministers"]),
    renamed(&["statistics", "stats", "numbers", "datasets"], &["figures"]),
    renamed(&["treaties", "treaty", "deals", "deal", "accords"], &["agreements"]),
    renamed(&["nations", "states", "locations", "worldlocations", "regions"], &["countries"]),
    renamed(
        &["presscontact", "mediacontact", "contactdetails", "enquiries", "email"],
        &["contact"],
    ),
    renamed(&["kind", "documenttype", "contenttype", "posttype", "format", "newstype"], &["type"]),
    advised(
        &["layout", "pagetemplate", "view"],
        &["template"],
        "every kind of page has its template: take the line out, or name one of your own in `template`",
    ),
    advised(
        &["permalink", "url", "path", "link", "basepath", "uri", "address"],
        &["slug"],
        "the folder and the name of the file give the address: `slug` changes its last part, and an old address \
         goes into `aliases`",
    ),
    renamed(&["id", "identifier", "handle", "urlslug"], &["slug"]),
    advised(
        &["redirectfrom", "redirects", "redirect", "oldurls", "oldurl", "alias", "previousurls"],
        &["aliases"],
        "write the old addresses from the site's root: `aliases: [/old/page/]`",
    ),
    advised(
        &[
            "featuredimage",
            "featureimage",
            "coverimage",
            "cover",
            "thumbnail",
            "thumb",
            "images",
            "ogimage",
            "hero",
            "heroimage",
            "banner",
            "bannerimage",
            "header",
            "photo",
            "picture",
            "socialimage",
            "leadimage",
            "splash",
            "img",
        ],
        &["image"],
        "write `image: {file: …, alt: \"what it shows\"}`",
    ),
    renamed(&["lang", "locale", "languagecode", "i18n"], &["language"]),
    renamed(&["translationkey", "translationof"], &["translation_of"]),
    renamed(&["url", "baseurl", "siteurl", "site", "domain", "host", "root"], &["base_url"]),
    renamed(&["sitename", "sitetitle", "brand"], &["title"]),
    renamed(&["copyright", "license", "rights"], &["licence"]),
    renamed(&["paginate", "perpage", "postsperpage", "pagination", "pagersize"], &["paginate_by"]),
    renamed(&["feedlimit", "rsslimit", "feedsize"], &["feed_items"]),
    renamed(
        &["params", "custom", "metadata", "meta", "userdata", "settings", "variables"],
        &["extra"],
    ),
    // Within a source, an event, a role, an update, an image or an item of the menu.
    renamed(&["link", "href", "uri", "website", "homepage"], &["url"]),
    renamed(&["src", "path", "url", "filename", "image"], &["file"]),
    renamed(&["caption", "description", "alttext"], &["alt"]),
    renamed(&["text", "label"], &["title"]),
    renamed(&["text", "message", "comment", "description", "change"], &["note"]),
    renamed(&["start", "since", "begin", "began", "startdate"], &["from"]),
    renamed(&["end", "until", "ended", "enddate"], &["to"]),
    renamed(&["department", "ministry", "org", "organization"], &["organisation"]),
    renamed(&["role", "post", "position", "office"], &["title"]),
    renamed(&["replacement", "supersededby", "replacedby"], &["replaced_by"]),
    renamed(&["menu", "menus", "nav", "navbar", "sidebar", "mainmenu"], &["navigation"]),
    advised(
        &[
            "menu",
            "menus",
            "nav",
            "navbar",
            "sidebar",
            "navtitle",
            "eleventynavigation",
            "linktitle",
            "parent",
        ],
        &[],
        "the menu of the site is `navigation` in `content/site.yaml`: take the line out",
    ),
    advised(
        &[
            "weight",
            "order",
            "navorder",
            "menuorder",
            "position",
            "sort",
            "sortorder",
            "priority",
            "sidebarposition",
            "rank",
        ],
        &[],
        "lists are sorted by date or by name, and the menu by `navigation` in `content/site.yaml`: take the line \
         out",
    ),
    advised(
        &["toc", "tableofcontents", "contents", "hidetoc", "showtoc", "tocdepth"],
        &[],
        "a page with several headings gets its table of contents by itself: take the line out",
    ),
    advised(
        &["featured", "sticky", "pinned", "promoted", "highlight"],
        &[],
        "the home page leads with the newest briefings: take the line out",
    ),
    advised(
        &["noindex", "robots", "insearchindex", "searchable", "excludefromsearch", "sitemap"],
        &[],
        "published pages can be found, and drafts cannot: take the line out",
    ),
    advised(
        &[
            "comments",
            "math",
            "mathjax",
            "katex",
            "mermaid",
            "share",
            "readingtime",
            "showreadingtime",
            "wordcount",
            "outputs",
            "headless",
            "cascade",
            "resources",
            "build",
            "markup",
            "isbn",
            "eleventycomputed",
            "eleventyexcludefromcollections",
            "collections",
            "defaults",
            "plugins",
            "theme",
            "themes",
            "permalinks",
            "generator",
            "guid",
            "postid",
            "cssclass",
            "js",
            "css",
            "scripts",
            "styles",
            "classes",
            "icon",
            "color",
            "colour",
            "emoji",
            "password",
        ],
        &[],
        "Chancery has nothing of this kind: take the line out; what a template of your own reads goes into `extra`",
    ),
];

/// What to do about a key of another tool.
pub(super) struct KeyAdvice {
    pub(super) help: String,
    /// What to write in place of the key, where that is enough.
    pub(super) key: Option<&'static str>,
    /// What to write in place of the value, with the key.
    pub(super) value: Option<&'static str>,
}

impl KeyAdvice {
    fn new(help: impl Into<String>) -> KeyAdvice {
        KeyAdvice { help: help.into(), key: None, value: None }
    }
}

/// Advises about a key of another tool; none where the name is no such key.
pub(super) fn advise(entry: &KeyValue, schema: &Schema, others: &[KeyValue]) -> Option<KeyAdvice> {
    let letters = entry.key.value.chars().filter(|sign| !matches!(sign, '-' | '_' | ' '));
    let name = letters.collect::<String>().to_lowercase();
    let named = FOREIGN.iter().filter(|foreign| foreign.names.contains(&&*name));

    for ForeignKeys { keys, advice, .. } in named {
        let known = keys.iter().find_map(|key| schema.find(key).map(|(_, key)| key));

        let Some(key) = known else {
            // Advice about no key holds in front matter alone; in a map within it the word is only unknown.
            if keys.is_empty() && is_outermost(schema) {
                return Some(KeyAdvice::new(*advice));
            }

            continue;
        };

        if !advice.is_empty() {
            return Some(match key.name {
                "draft" if is_unpublished(entry) => KeyAdvice {
                    help: "write `draft: yes`".to_owned(),
                    key: Some("draft"),
                    value: Some("yes"),
                },
                _ => KeyAdvice::new(*advice),
            });
        }

        if others.iter().any(|other| *other.key.value == *key.name) {
            return Some(KeyAdvice::new(format!(
                "`{}` is there already: take the line out",
                key.name
            )));
        }

        let can_stay = may_stay(&entry.node.value, key.value);
        return Some(KeyAdvice {
            help: format!("it is `{}` here", key.name),
            key: can_stay.then_some(key.name),
            value: None,
        });
    }

    None
}

/// Tells whether a key of another tool holds a page back: `published: false`, `status: draft`.
fn is_unpublished(entry: &KeyValue) -> bool {
    let value = entry.node.value.text().unwrap_or_default().to_lowercase();
    let is_held = matches!(&*entry.key.value.to_lowercase(), "private" | "hidden");

    match is_held {
        true => matches!(&*value, "true" | "yes"),
        false => {
            matches!(&*value, "false" | "no" | "draft" | "private" | "unpublished" | "pending")
        }
    }
}

/// Tells whether a schema is that of a whole file: a page or a record has these keys, and so have the settings.
fn is_outermost(schema: &Schema) -> bool {
    schema.find("extra").is_some()
}

/// Tells whether a value may stay as it is below a key of a type.
fn may_stay(value: &Value, wanted: ValueType) -> bool {
    match wanted {
        ValueType::List(_) => matches!(value, Value::List(_)),
        ValueType::Free => matches!(value, Value::Map(_)),
        ValueType::Map(_) | ValueType::Table { .. } => false,
        ValueType::OneOf(types) => types.iter().any(|one| may_stay(value, *one)),
        _ => matches!(value, Value::Scalar { .. }),
    }
}

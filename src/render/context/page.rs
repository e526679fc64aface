//! Variables of every template: `site` and `page`.

use std::borrow::Cow;

use tera::Value;

use super::contact::ContactCard;
use super::translation::{OutdatedNotice, Translation};
use super::words::{Lang, PageLink, When};
use crate::render::printer::fields;

/// `site`: the same on every page.
#[derive(Debug, Clone)]
pub(crate) struct SiteContext<'s> {
    /// From `site.yaml`.
    pub(crate) title: String,
    /// From `site.yaml`.
    pub(crate) description: Option<String>,
    /// A BCP 47 tag, `en` by default.
    pub(crate) language: String,
    /// `ltr` or `rtl`, from the language.
    pub(crate) direction: &'static str,
    /// The site's language, where it is not the page's: for the site's own words.
    pub(crate) lang: Option<Lang>,
    /// With scheme, host and base path; ends with `/`.
    pub(crate) base_url: String,
    /// The home page's address.
    pub(crate) home_url: String,
    /// The site's Atom feed.
    pub(crate) feed_url: String,
    /// The page to search on, where there is one.
    pub(crate) search_url: Option<String>,
    /// Who publishes.
    pub(crate) publisher: Option<PublisherContext>,
    /// The logo, before the title.
    pub(crate) logo: Option<PictureContext>,
    /// The licence of the site's words.
    pub(crate) licence: Option<LicenceContext>,
    /// The main menu.
    pub(crate) navigation: Vec<PageLink<'s>>,
    /// What `footer` names; then the lists and the pages of the root folder that no menu names.
    pub(crate) footer: Vec<PageLink<'s>>,
    /// The free map of `site.yaml`.
    pub(crate) extra: Value,
    /// The day as of which records and lists answer.
    pub(crate) as_of: When,
    /// Whether it is shown to those who write it, with drafts: not for publication.
    pub(crate) drafts: bool,
}

/// The licence of the site's words.
#[derive(Debug, Clone)]
pub(crate) struct LicenceContext {
    /// Its name, or its address.
    pub(crate) name: String,
    /// Where its text is.
    pub(crate) url: Option<String>,
    /// Its mark.
    pub(crate) logo: Option<PictureContext>,
}

/// A picture that a template shows.
#[derive(Debug, Clone)]
pub(crate) struct PictureContext {
    /// Its address, from the host's root.
    pub(crate) url: String,
    /// What it shows.
    pub(crate) alt: String,
    /// In pixels; none if unknown.
    pub(crate) width: Option<usize>,
    /// In pixels.
    pub(crate) height: Option<usize>,
    /// What the page says below it.
    pub(crate) caption: Option<String>,
    /// Who made it, or whose it is.
    pub(crate) credit: Option<String>,
}

/// Who publishes the site.
#[derive(Debug, Clone)]
pub(crate) struct PublisherContext {
    /// The department's name.
    pub(crate) name: String,
    /// Its own site.
    pub(crate) url: Option<String>,
    /// How to reach it.
    pub(crate) contact: Option<ContactCard>,
}

/// `page`: on every page, whatever its kind.
#[derive(Debug, Clone)]
pub(crate) struct PageContext<'s> {
    /// `home`, `page`, `section`, `briefing`, `agreement`, `minister`, `figure`, `list`, `topic`,
    /// `country`, `data`, `search`, `not-found`, `redirect`.
    pub(crate) kind: &'static str,
    /// The record's or page's id; empty on lists.
    pub(crate) id: String,
    /// The title, without the site's.
    pub(crate) title: String,
    /// One or two sentences.
    pub(crate) summary: Option<String>,
    /// What it is about, for search engines and previews of links: its summary, else its first words, else what it is.
    pub(crate) description: String,
    /// The BCP 47 tag of the page's language; on lists the site's.
    pub(crate) language: String,
    /// `ltr` or `rtl`, from the language.
    pub(crate) direction: &'static str,
    /// The tag as Open Graph has it: `cy`, `en_GB`.
    pub(crate) locale: String,
    /// All languages that the page is published in, including its own; empty if there is only one.
    pub(crate) translations: Vec<Translation>,
    /// Of a translation: that its source was updated since.
    pub(crate) outdated: Option<OutdatedNotice>,
    /// The page's address from the host's root.
    pub(crate) url: String,
    /// The page's absolute address (the canonical link).
    pub(crate) permalink: String,
    /// The page's own date.
    pub(crate) date: Option<When>,
    /// The date of its newest update, or its own.
    pub(crate) updated: Option<When>,
    /// Whether search engines are asked to leave it out.
    pub(crate) noindex: bool,
    /// Shown because drafts were asked for.
    pub(crate) draft: bool,
    /// Shown before its embargo ends because drafts were asked for.
    pub(crate) embargo: Option<When>,
    /// Shown before its date because drafts were asked for.
    pub(crate) scheduled: Option<When>,
    /// For Open Graph: `article`, `profile`, `website`.
    pub(crate) og_type: &'static str,
    /// The image that other sites show for the page: its own, or the site's.
    pub(crate) image: Option<SocialImage>,
    /// The image that it names itself, to be shown at its top.
    pub(crate) picture: Option<PictureContext>,
    /// The JSON-LD of the page, ready for a script element (`| safe`).
    pub(crate) json_ld: Option<String>,
    /// An Atom feed of this page, beside the site's.
    pub(crate) feed_url: Option<String>,
    /// The same content in other forms, for programs.
    pub(crate) alternates: Vec<Alternate<'s>>,
    /// The breadcrumbs from the home page, which is left out.
    pub(crate) breadcrumbs: Vec<PageLink<'s>>,
    /// The body as HTML (`| safe`); empty where there is none.
    pub(crate) content: String,
    /// The notes to editors as HTML (`| safe`); empty where there are none.
    pub(crate) notes: String,
    /// The body's headings.
    pub(crate) toc: Vec<TocEntry>,
    /// The free map of the front matter.
    pub(crate) extra: Value,
}

/// What a page holds, in another form.
#[derive(Debug, Clone)]
pub(crate) struct Alternate<'s> {
    /// `text/csv`
    pub(crate) media_type: &'static str,
    /// Its title.
    pub(crate) title: Cow<'s, str>,
    /// Its address.
    pub(crate) url: Cow<'s, str>,
}

/// The image that represents a page elsewhere, as in a shared link.
#[derive(Debug, Clone)]
pub(crate) struct SocialImage {
    /// Its absolute URL.
    pub(crate) url: String,
    /// What it shows.
    pub(crate) alt: String,
    /// In pixels; none if unknown.
    pub(crate) width: Option<usize>,
    /// In pixels.
    pub(crate) height: Option<usize>,
    /// `image/png`; none if unknown.
    pub(crate) media_type: Option<&'static str>,
}

/// A heading of the body, with those below it.
#[derive(Debug, Clone)]
pub(crate) struct TocEntry {
    /// The anchor.
    pub(crate) id: String,
    /// Its words, without markup.
    pub(crate) title: String,
    /// 2 to 4: deeper ones are left to the page itself.
    pub(crate) level: u8,
    /// The headings below it.
    pub(crate) children: Vec<TocEntry>,
}

fields! {
    SiteContext<'_> {
        title, description, language, direction, lang, base_url, home_url, feed_url, search_url,
        publisher, logo, licence, navigation, footer, extra, as_of, drafts,
    }
    LicenceContext { name, url, logo }
    PictureContext { url, alt, width, height, caption, credit }
    PublisherContext { name, url, contact }
    PageContext<'_> {
        kind, id, title, summary, description, language, direction, locale, translations, outdated, url,
        permalink, date, updated, noindex, draft, embargo, scheduled, og_type, image, picture,
        json_ld, feed_url, alternates, breadcrumbs, content, notes, toc, extra,
    }
    Alternate<'_> { media_type, title, url }
    SocialImage { url, alt, width, height, media_type }
    TocEntry { id, title, level, children }
}

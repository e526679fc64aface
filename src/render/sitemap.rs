//! `sitemap.xml` (sitemaps.org, protocol 0.9) and `robots.txt` (RFC 9309).

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::feed::well_formed;
use super::html;
use super::last_modified::LastModified;
use crate::site::{Address, FileKind, PageKind, Route, RouteKind, SITEMAP_MAX, Site, href};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
/// The namespace in which search engines read the other languages of a page.
const XHTML: &str = "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

fn absolute(site: &Site, address: &Address) -> String {
    let base = &site.config().base_url;
    base.absolute(&href(base.path(), address))
}

/// Writes the sitemap, or the index of its parts if it is too long for one file.
pub(super) fn sitemap(site: &Site) -> String {
    let pages = indexable(site);
    if pages.len() <= SITEMAP_MAX {
        return urls(site, &pages);
    }

    let mut xml = format!("{HEAD}<sitemapindex {SPACE}>\n");
    let is_part = |route: &&Route| matches!(route.kind, RouteKind::File(FileKind::SitemapPart(_)));
    for route in site.routes().iter().filter(is_part) {
        let _ = writeln!(
            xml,
            "<sitemap><loc>{}</loc></sitemap>",
            html::text(&absolute(site, &route.address))
        );
    }

    xml.push_str("</sitemapindex>\n");

    well_formed(xml)
}

/// Writes one part of a long sitemap, from 1.
pub(super) fn part(site: &Site, number: usize) -> String {
    let pages = indexable(site);
    let part = pages.chunks(SITEMAP_MAX).nth(number.saturating_sub(1)).unwrap_or_default();
    urls(site, part)
}

fn indexable(site: &Site) -> Vec<&Route> {
    site.routes().iter().filter(|route| route.is_in_sitemap(site.index())).collect()
}

fn urls(site: &Site, routes: &[&Route]) -> String {
    let last_modified = LastModified::new(site);
    let versions = |route: &Route| match route.kind {
        RouteKind::Page(PageKind::Entry(id, 1)) => site.translations().versions(id),
        _ => Vec::new(),
    };
    let is_translated = routes.iter().any(|route| !versions(route).is_empty());

    // Without translations no second namespace is needed, and most sites have none.
    let space = if is_translated { format!("{SPACE} {XHTML}") } else { SPACE.to_owned() };
    let mut xml = format!("{HEAD}<urlset {space}>\n");

    for route in routes {
        let _ = write!(xml, "<url><loc>{}</loc>", html::text(&absolute(site, &route.address)));

        if let Some(day) = last_modified.day(route) {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }

        // Each version names all of them, itself included: search engines ignore links that are not
        // mutual.
        for version in versions(route) {
            let mut href = String::new();
            // Within an attribute quotation marks have to be escaped as well.
            let _ = escape_html(&mut href, &absolute(site, site.address(version)));
            let tag = site.language_of(version).tag();
            let _ =
                write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
        }

        xml.push_str("</url>\n");
    }

    xml.push_str("</urlset>\n");

    well_formed(xml)
}

/// Writes `robots.txt`: everything may be crawled, and the sitemap is named.
pub(super) fn robots(site: &Site) -> String {
    // Pages that must not be listed say so themselves (`noindex`): a page that robots may not read
    // can still be listed.
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", absolute(site, &Address::sitemap()))
}

//! Where a link in Markdown leads.

use percent_encoding::percent_decode_str;

use super::{Address, EntryId, Site, Unanswered};
use crate::content::{Form, Link};
use crate::diagnostic::{Code, nearest};
use crate::source::SitePath;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To a page of the site, and to an anchor of it.
    Entry(EntryId, Option<String>),
    /// To something else that the site publishes, with what follows the path (`?…`, `#…`).
    Published(Address, String),
    /// To an anchor of the same page.
    Here(String),
    /// Out of the site; nobody looks there.
    Elsewhere,
    /// To nothing.
    Dead(Unanswered),
}

impl Site {
    /// Tells whether a link is one on the page: raw HTML may be shown as text.
    pub fn is_live(&self, link: &Link) -> bool {
        link.form != Form::Html || self.config().raw_html
    }

    /// Follows a link from a page.
    pub fn follow(&self, page: EntryId, link: &Link) -> Destination {
        let target = &*link.target;
        if leaves_site(target) {
            return Destination::Elsewhere;
        }

        let (path, query, anchor) = split(target);
        let anchor = anchor.map(|anchor| percent_decode_str(anchor).decode_utf8_lossy());
        let anchor = anchor.as_deref();

        if path.is_empty() {
            return match anchor {
                Some(anchor) if anchor.is_empty() || self.is_here(page, anchor) => {
                    Destination::Here(anchor.to_owned())
                }
                Some(anchor) => Destination::Dead(self.dead_anchor(page, anchor)),
                None if link.image => dead(
                    link,
                    "the image names no file",
                    "write the file's name between the brackets",
                ),
                None => dead(
                    link,
                    "the link leads nowhere",
                    "write where it leads between the brackets",
                ),
            };
        }

        let decoded = percent_decode_str(path).decode_utf8_lossy();
        if decoded.contains(['\\', '\0']) {
            return dead(
                link,
                format!("the link `{target}` holds a sign that no address has"),
                "write `/` between folders",
            );
        }

        self.follow_file(page, &decoded, query, anchor)
            .or_else(|| self.follow_address(page, &decoded, query, anchor))
            .unwrap_or_else(|| self.nothing_there(page, link, &decoded))
    }

    fn is_here(&self, page: EntryId, anchor: &str) -> bool {
        // Footnotes and the parts of the page around the prose have anchors of their own.
        let is_note = anchor.starts_with("fn-") || anchor.starts_with("fnref-");
        is_note || is_top(anchor) || self.has_anchor(page, anchor)
    }

    /// Follows a path to a file of `content/` or to a file beside a page.
    fn follow_file(
        &self,
        page: EntryId,
        path: &str,
        query: &str,
        anchor: Option<&str>,
    ) -> Option<Destination> {
        let here = &self.document(page).path;
        let file = match path.strip_prefix('/') {
            Some(rooted) => SitePath::new(format!("content/{rooted}")),
            None => here.join(path)?,
        };

        if let Some(&entry) = self.index.by_path.get(file.as_str()) {
            return Some(self.entry_destination(entry, anchor));
        }

        let asset = self.index.asset_by_source.get(file.as_str()).or_else(|| {
            // Forges and editors show files of `static/` only by their way through the folders.
            self.index
                .asset_by_source
                .get(format!("static/{}", path.trim_start_matches('/')).as_str())
                .filter(|_| path.starts_with('/'))
        });
        let asset = &self.index.assets[*asset?];

        Some(Destination::Published(asset.address.clone(), suffix(query, anchor)))
    }

    /// Follows a path as an address of the published site.
    fn follow_address(
        &self,
        page: EntryId,
        path: &str,
        query: &str,
        anchor: Option<&str>,
    ) -> Option<Destination> {
        let base = self.config().base_url.path();
        let address = if path.starts_with('/') {
            let inside = path.strip_prefix(base).filter(|_| base != "/");
            SitePath::new("").join(inside.unwrap_or(path))?
        } else {
            SitePath::new(format!("{}x", self.address(page)).trim_start_matches('/')).join(path)?
        };

        let plain = format!("/{address}").trim_end_matches('/').to_owned();
        let folder = format!("{plain}/");
        if let Some(&entry) = self.index.by_address.get(folder.as_str()) {
            return Some(self.entry_destination(entry, anchor));
        }

        let known =
            [plain, folder].into_iter().find(|address| self.known.contains(address.as_str()))?;
        Some(Destination::Published(Address::new(known), suffix(query, anchor)))
    }

    fn entry_destination(&self, entry: EntryId, anchor: Option<&str>) -> Destination {
        match anchor {
            None | Some("") => Destination::Entry(entry, None),
            Some(anchor) if is_top(anchor) || self.has_anchor(entry, anchor) => {
                Destination::Entry(entry, Some(anchor.to_owned()))
            }
            Some(anchor) if self.parts(entry).contains(&anchor) => {
                Destination::Entry(entry, Some(format!("part-{anchor}")))
            }
            Some(anchor) => Destination::Dead(self.dead_anchor(entry, anchor)),
        }
    }

    /// Returns the parts that a record's page shows under an anchor of their own, `part-…`.
    pub(super) fn parts(&self, entry: EntryId) -> Vec<&'static str> {
        let agreement = self.agreement(entry);
        let acted = self.relations.acts.get(entry.index()).is_some_and(|acts| !acts.is_empty());
        let parts = [
            ("timeline", agreement.is_some_and(|it| !it.timeline.is_empty())),
            ("roles", self.minister(entry).is_some_and(|it| !it.roles.is_empty())),
            ("signed", acted),
            ("data", self.figure(entry).is_some_and(|it| !it.series.is_empty())),
            ("facts", agreement.is_some() || self.figure(entry).is_some()),
        ];

        parts.into_iter().filter(|(_, shown)| *shown).map(|(part, _)| part).collect()
    }

    fn nothing_there(&self, page: EntryId, link: &Link, path: &str) -> Destination {
        let here = &self.document(page).path;
        let shown = &link.target;
        let is_page = path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.ends_with(".md") || !name.contains('.'));

        if is_page && !link.image {
            let paths = self.documents.iter().map(|document| document.path.as_str());
            let file = match path.strip_prefix('/') {
                Some(rooted) => Some(SitePath::new(format!("content/{rooted}"))),
                None => here.join(path),
            };

            if let Some(why) = file.as_ref().and_then(|file| self.index.withheld.get(file.as_str()))
            {
                let help = format!("the page is there and is not published: it is {why}");
                return dead(link, format!("the link `{shown}` leads to no page"), help);
            }

            let near = file.as_ref().and_then(|file| {
                let name = file.name();
                paths
                    .clone()
                    .find(|known| known.rsplit('/').next() == Some(name))
                    .or_else(|| nearest(file.as_str(), paths))
            });

            let help = match near {
                Some(near) => format!("did you mean `{}`?", relative(here, near)),
                None => "write the way to a file from this one, e.g. `../ministers/dan-jarvis.md`"
                    .to_owned(),
            };

            return dead(link, format!("the link `{shown}` leads to no page"), help);
        }

        let beside = "put the file beside the page (in a folder of its own, with the page as `index.md`), or into `static/`";

        Destination::Dead(Unanswered {
            code: Code::MissingAsset,
            message: format!("the file `{shown}` is not there"),
            help: Some(beside.to_owned()),
        })
    }
}

fn dead(link: &Link, message: impl Into<String>, help: impl Into<String>) -> Destination {
    Destination::Dead(Unanswered {
        code: if link.image { Code::MissingAsset } else { Code::DeadLink },
        message: message.into(),
        help: Some(help.into()),
    })
}

/// Tells whether an anchor is the top of any page (HTML standard, "select the indicated part").
fn is_top(anchor: &str) -> bool {
    anchor.eq_ignore_ascii_case("top")
}

/// Tells whether a target has a scheme (RFC 3986, section 3.1) or a host of its own.
fn leaves_site(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().and_then(|first| first.split_once(':'));
    let scheme = scheme.is_some_and(|(scheme, _)| {
        // One letter is a Windows drive, not a scheme.
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });

    scheme || target.starts_with("//")
}

fn split(target: &str) -> (&str, &str, Option<&str>) {
    let (rest, anchor) = match target.split_once('#') {
        Some((rest, anchor)) => (rest, Some(anchor)),
        None => (target, None),
    };

    match rest.find('?') {
        Some(at) => (&rest[..at], &rest[at..], anchor),
        None => (rest, "", anchor),
    }
}

fn suffix(query: &str, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{query}#{anchor}"),
        None => query.to_owned(),
    }
}

/// Writes the way from one file to another as a writer would.
fn relative(from: &SitePath, to: &str) -> String {
    let from: Vec<&str> = from.folder().split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    parts.join("/")
}

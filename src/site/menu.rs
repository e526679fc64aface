//! The main menu, and the pages that hang from nothing else.

use super::{Address, EntryId, Site, Unanswered, href};
use crate::content::Kind;
use crate::content::briefing::{Briefing, Update, UpdateKind};
use crate::diagnostic::{Code, nearest};

impl Site {
    /// Returns the home page's address.
    pub fn home_address(&self) -> Address {
        Address::new("/")
    }

    /// Returns the address of the feed of all briefings.
    pub fn feed_address(&self) -> Address {
        Address::new("/feed.xml")
    }

    /// Returns the sitemap's address.
    pub fn sitemap_address(&self) -> Address {
        Address::new("/sitemap.xml")
    }

    /// Returns the address of the page to search on; it is published where `search` is on.
    pub fn search_address(&self) -> Address {
        Address::new("/search/")
    }

    /// Returns the address of the list of topics.
    pub fn topics_address(&self) -> Address {
        Address::new("/topics/")
    }

    /// Returns the address of the list of countries.
    pub fn countries_address(&self) -> Address {
        Address::new("/countries/")
    }

    /// Returns plain pages and sections that stand in no section with a page: only a menu leads there.
    pub fn root_pages(&self) -> Vec<EntryId> {
        let in_section = |id: EntryId| {
            let folder =
                self.document(id).path.folder().strip_prefix("content").unwrap_or_default();
            let mut folder = folder.trim_start_matches('/');
            if self.is_section(id) {
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }

            std::iter::successors(Some(folder), |folder| Some(folder.rsplit_once('/')?.0))
                .any(|folder| !folder.is_empty() && self.index.sections.contains_key(folder))
        };

        let sections = self
            .index
            .sections
            .values()
            .copied()
            .filter(|&id| !self.is_listed_elsewhere(id) && !self.is_term_text(id));

        let pages = self.listed(Kind::Page).iter().copied();
        pages.chain(sections).filter(|&id| !in_section(id)).collect()
    }

    /// Returns the briefings that stand, newest first: those that are not withdrawn by the build's day.
    fn standing(&self) -> impl Iterator<Item = (EntryId, &Briefing)> {
        let briefings = self.listed(Kind::Briefing).iter();
        briefings
            .filter_map(|&id| Some((id, self.briefing(id)?)))
            .filter(|(_, briefing)| briefing.withdrawn_on(self.as_of().day).is_none())
    }

    /// Returns the newest corrections and major updates by the build's day, newest first.
    pub fn recent_updates(&self, most: usize) -> Vec<(EntryId, &Update)> {
        let day = self.as_of().day;
        let mut updates: Vec<_> = self
            .standing()
            .flat_map(|(id, briefing)| briefing.updates.iter().map(move |update| (id, update)))
            .filter(|(_, update)| {
                update.kind != UpdateKind::Minor && update.date.value.first_day() <= day
            })
            .collect();

        // A stable sort: of one day, the newer briefing's comes first.
        updates.sort_by_key(|(_, update)| std::cmp::Reverse(update.date.value));
        updates.truncate(most);

        updates
    }

    /// Returns the figures that the newest briefings name, newest first.
    pub fn key_figures(&self, most: usize) -> Vec<EntryId> {
        let mut figures: Vec<EntryId> = Vec::new();
        for (briefing, _) in self.standing() {
            for figure in self.named(briefing, Kind::Figure) {
                if figures.len() == most {
                    return figures;
                }

                if !figures.contains(&figure) {
                    figures.push(figure);
                }
            }
        }

        figures
    }

    /// Returns the URL of what an item of the menu names, and its title where it is a page's: a file of `content/`, a path on
    /// the site, or a whole address.
    ///
    /// # Errors
    /// That there is no such page.
    pub fn menu_target(
        &self,
        target: &str,
    ) -> Result<(String, Option<(String, EntryId)>), Unanswered> {
        if target.contains("://") || target.starts_with("mailto:") {
            return Ok((target.to_owned(), None));
        }

        let base = self.config().base_url.path();
        let file = format!("content/{}", target.trim_start_matches('/'));
        let entry = self.index.by_path.get(file.as_str()).copied();
        let path = format!("/{}", target.trim_matches('/'));
        let folder = if path == "/" { path.clone() } else { format!("{path}/") };
        let entry = entry.or_else(|| self.index.by_address.get(folder.as_str()).copied());

        if let Some(entry) = entry {
            let title = self.title(entry).to_owned();
            return Ok((href(base, self.address(entry)), Some((title, entry))));
        }

        if let Some(known) =
            [folder, path].into_iter().find(|address| self.known.contains(address.as_str()))
        {
            return Ok((href(base, &Address::new(known)), None));
        }

        let known = self
            .known
            .iter()
            .chain(self.index.by_address.keys())
            .map(|address| &**address)
            .filter(|address| address.matches('/').count() < 4)
            .collect::<std::collections::BTreeSet<_>>();

        let files =
            self.documents.iter().filter_map(|it| it.path.as_str().strip_prefix("content/"));
        let near = if target.ends_with(".md") { nearest(target, files) } else { None };

        Err(Unanswered {
            code: Code::DeadLink,
            message: format!("the menu names `{target}`, and there is no such page"),
            help: Some(match near.or_else(|| nearest(target, known)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "write a path on the site (`/about/`), a file (`about.md`), or a whole address"
                        .to_owned()
                }
            }),
        })
    }
}

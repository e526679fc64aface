//! Paths of files relative to their site.
//!
//! In: text. Out: a [`SitePath`]. Invariant: a joined path never leaves the site.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::composed;

/// A path below the site's root: `/` between its parts, no `.` or `..`, cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Wraps a path that is known to be relative and plain, as listings and tests write it.
    #[must_use]
    pub fn new(path: impl AsRef<str>) -> SitePath {
        SitePath(Arc::from(path.as_ref()))
    }

    /// Returns the path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the file's name, the part after the last `/`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the folder that holds the file, without a trailing `/`.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns the path in Unicode's composed form, in which paths are compared.
    #[must_use]
    pub fn composed(&self) -> SitePath {
        match composed(&self.0) {
            Cow::Borrowed(_) => self.clone(),
            Cow::Owned(path) => SitePath::new(path),
        }
    }

    /// Tells whether this path equals another one, or lies below it.
    #[must_use]
    pub fn is_at_or_below(&self, path: &SitePath) -> bool {
        let rest = self.0.strip_prefix(path.as_str());

        // `news2` is not below `news`.
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Resolves a relative link from this file's folder; none where it leaves the site.
    #[must_use]
    pub fn join(&self, link: &str) -> Option<SitePath> {
        // A link that begins with `/` counts from the site's root, as a browser resolves it.
        let mut parts: Vec<&str> = match link.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => self.folder().split('/').filter(|part| !part.is_empty()).collect(),
        };

        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    // More `..` than folders would leave the site. Browsers stop at the root instead; here it
                    // is a dead link.
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }

        Some(SitePath::new(parts.join("/")))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for SitePath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_from_the_folder() {
        let here = SitePath::new("content/briefings/a.md");
        let to = |link| here.join(link).map(|path| path.to_string());
        assert_eq!(to("b.md").as_deref(), Some("content/briefings/b.md"));
        assert_eq!(to("../ministers/m.md").as_deref(), Some("content/ministers/m.md"));
        assert_eq!(to("./x/../b.md").as_deref(), Some("content/briefings/b.md"));
        assert_eq!(to("../../../../etc/passwd"), None);
    }
}

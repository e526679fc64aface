//! Detects whether git is writing the site's files.
//!
//! In: the site's folder. Out: yes or no. Invariant: reads no file but the one that names a work tree's
//! repository; the lock itself is never opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Age from which a lock counts as left by a killed git; a checkout of any size takes less.
const STALE: Duration = Duration::from_secs(30);

/// The lock that git holds while it writes files, where the site lies in a repository.
#[derive(Debug)]
pub(super) struct GitLock(Option<PathBuf>);

impl GitLock {
    /// Finds the lock of the repository that holds a folder.
    pub(super) fn find(root: &Path) -> GitLock {
        GitLock(root.ancestors().find_map(|folder| {
            let git = folder.join(".git");
            let found = git.symlink_metadata().ok()?;
            if found.is_dir() {
                return Some(git.join("index.lock"));
            }

            // In a linked work tree it is a file that names the folder.
            let text = fs::read_to_string(&git).ok()?;
            Some(folder.join(text.strip_prefix("gitdir:")?.trim()).join("index.lock"))
        }))
    }

    /// Tells whether git is writing files at this moment.
    pub(super) fn is_held(&self) -> bool {
        let written = self.0.as_ref().and_then(|lock| lock.metadata().ok()?.modified().ok());
        written.is_some_and(|written| written.elapsed().is_ok_and(|age| age < STALE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_that_of_the_repository_above() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let site = folder.path().join("docs/site");
        fs::create_dir_all(&site).expect("it is empty");
        assert!(!GitLock::find(&site).is_held(), "it lies in none");

        let git = folder.path().join(".git");
        fs::create_dir(&git).expect("it is not there yet");

        let above = GitLock::find(&site);
        assert!(!above.is_held());
        fs::write(git.join("index.lock"), "").expect("there is room");
        assert!(above.is_held());

        fs::write(site.join(".git"), "gitdir: ../../.git/worktrees/site\n").expect("room");

        let tree = GitLock::find(&site);
        assert!(!tree.is_held(), "a further work tree has a lock of its own");
        fs::create_dir_all(git.join("worktrees/site")).expect("there is room");
        fs::write(git.join("worktrees/site/index.lock"), "").expect("there is room");
        assert!(tree.is_held());
    }
}

//! Whether version control is at work on the site's files.
//!
//! In: the site's folder. Out: yes or no. Invariant: only looks, and at one file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// After so long a lock is one that a killed git left behind.
const STALE: Duration = Duration::from_secs(30);

/// The lock that git holds while it writes files, where the site lies in a repository.
#[derive(Debug)]
pub(super) struct Git(Option<PathBuf>);

impl Git {
    /// Finds the repository that a folder lies in.
    pub(super) fn of(root: &Path) -> Git {
        Git(root.ancestors().find_map(|folder| {
            let git = folder.join(".git");
            let found = git.symlink_metadata().ok()?;
            if found.is_dir() {
                return Some(git.join("index.lock"));
            }

            // Of a further work tree it is a file that names the folder.
            let text = fs::read_to_string(&git).ok()?;
            Some(folder.join(text.strip_prefix("gitdir:")?.trim()).join("index.lock"))
        }))
    }

    /// Tells whether git is writing files at this moment.
    pub(super) fn is_at_work(&self) -> bool {
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
        assert!(!Git::of(&site).is_at_work(), "it lies in none");

        let git = folder.path().join(".git");
        fs::create_dir(&git).expect("it is not there yet");

        let above = Git::of(&site);
        assert!(!above.is_at_work());
        fs::write(git.join("index.lock"), "").expect("there is room");
        assert!(above.is_at_work());

        fs::write(site.join(".git"), "gitdir: ../../.git/worktrees/site\n").expect("room");

        let tree = Git::of(&site);
        assert!(!tree.is_at_work(), "a further work tree has a lock of its own");
        fs::create_dir_all(git.join("worktrees/site")).expect("there is room");
        fs::write(git.join("worktrees/site/index.lock"), "").expect("there is room");
        assert!(tree.is_at_work());
    }
}

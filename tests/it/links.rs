//! Symbolic links, which only exist on disk.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;

use chancery::source::builtin::OverTheme;
use chancery::source::disk::DiskFiles;
use chancery::value::Moment;
use chancery::workspace::{BuildOptions, Workspace};
use tempfile::TempDir;

/// Makes a site of one page, lets `lay` put links into it, and returns the findings.
fn findings(lay: impl FnOnce(&Path, &Path)) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let (site, outside) = (folder.path().join("site"), folder.path().join("outside"));
    for folder in [&site.join("content"), &site.join("static"), &outside] {
        fs::create_dir_all(folder).unwrap();
    }

    fs::write(site.join("content/a.md"), "---\ntitle: A\n---\n").unwrap();
    fs::write(outside.join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
    lay(&site, &outside);

    let files = DiskFiles::open(&site).unwrap();
    let as_of = Moment::parse("2026-01-01").unwrap();
    let options = BuildOptions { as_of, now: as_of, drafts: false, base_url: None, search: true };
    let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));
    let built = workspace.build(&options, &mut |_| {}).unwrap();
    let routes = built.edition.routes().iter().map(|route| route.address.as_str());
    let leaks: Vec<&str> = routes.filter(|address| address.contains("secret")).collect();
    assert!(leaks.is_empty(), "published from outside: {leaks:?}");

    let line = |finding: &chancery::diagnostic::Diagnostic| {
        format!("{}: {}: {}", finding.place.path, finding.code.as_str(), finding.message)
    };

    built.findings.iter().map(line).collect()
}

#[test]
fn a_link_out_of_the_site_is_refused() {
    let found = findings(|site, outside| {
        symlink(outside.join("secret.md"), site.join("content/secret.md")).unwrap();
        symlink(outside, site.join("static/secret")).unwrap();
        symlink("../../outside/secret.md", site.join("content/relative-secret.md")).unwrap();
    });

    assert_eq!(
        found,
        [
            "content/relative-secret.md: unsafe-path: this symbolic link leads out of the site",
            "content/secret.md: unsafe-path: this symbolic link leads out of the site",
            "static/secret: unsafe-path: this symbolic link leads out of the site",
        ]
    );
}

#[test]
fn a_link_to_nothing_or_in_a_circle_is_refused() {
    let found = findings(|site, _| {
        symlink("nowhere.md", site.join("content/b.md")).unwrap();
        symlink(site.join("content"), site.join("content/again")).unwrap();
    });

    assert_eq!(
        found,
        [
            "content/again: unsafe-path: this symbolic link leads to nothing, or in a circle",
            "content/b.md: unsafe-path: this symbolic link leads to nothing, or in a circle",
        ]
    );
}

#[test]
fn a_link_within_the_site_is_followed() {
    let found = findings(|site, _| {
        fs::write(site.join("static/flag.svg"), "<svg/>").unwrap();
        symlink("flag.svg", site.join("static/banner.svg")).unwrap();
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_whole_folder_that_lies_outside_is_refused() {
    let found = findings(|site, outside| {
        fs::remove_dir(site.join("static")).unwrap();
        symlink(outside, site.join("static")).unwrap();
    });
    assert_eq!(found, ["static: unsafe-path: this symbolic link leads out of the site"]);
}

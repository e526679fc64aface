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
    fs::write(site.join(".env"), "secret").unwrap();
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

/// Makes a bundle and what a link must not publish, and returns the findings.
fn bundle(lay: impl FnOnce(&Path)) -> Vec<String> {
    findings(|site, _| {
        let page = "---\ntitle: P\ndate: 2025-06-01\nsummary: S\n---\n";
        let held = page.replace("title: P", "title: H\ndraft: yes");
        for (path, text) in [
            ("content/briefings/p/index.md", page),
            ("content/briefings/p/map.svg", "<svg/>"),
            ("content/briefings/held/index.md", &held),
            ("content/briefings/held/secret.svg", "<svg/>"),
            ("content/shared/flag.svg", "<svg/>"),
            (".git/config", "secret"),
            ("public/.chancery.json", "{}"),
            ("static/.well-known/x.txt", "x"),
        ] {
            let path = site.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        lay(site);
    })
}

#[test]
fn a_link_publishes_nothing_that_is_not_published_anyhow() {
    let found = bundle(|site| {
        for (target, link) in [
            ("../.git/config", "static/c.txt"),
            ("../content", "static/all"),
            ("../public", "static/p"),
            ("..", "static/up"),
            ("../.env", "static/env.txt"),
            ("../content/briefings/p/map.svg", "static/map.svg"),
            ("../../../.git/config", "content/briefings/p/d.txt"),
            ("../../site.yaml", "content/briefings/p/site.txt"),
            ("../held/index.md", "content/briefings/p/words.txt"),
            ("../held/secret.svg", "content/briefings/p/s.svg"),
            ("../../shared", "content/briefings/p/shared"),
            ("../content/a.md", "templates-page.html"),
        ] {
            symlink(target, site.join(link)).unwrap();
        }

        fs::write(site.join("content/site.yaml"), "title: T\nbase_url: https://x.example/\n")
            .unwrap();
        fs::create_dir(site.join("templates")).unwrap();
        symlink("../content/a.md", site.join("templates/page.html")).unwrap();
    });

    let folder = "unsafe-path: this symbolic link leads into another folder than its own of `content/`, `static/` \
                  and `templates/`";
    let unpublished = |path: &str, target: &str| {
        format!(
            "{path}: unsafe-path: this symbolic link leads to `{target}`, which is not published from there"
        )
    };
    let bundle = "content/briefings/p";
    assert_eq!(
        found,
        [
            format!("{bundle}/d.txt: {folder}"),
            unpublished(&format!("{bundle}/shared/flag.svg"), "content/shared/flag.svg"),
            unpublished(&format!("{bundle}/site.txt"), "content/site.yaml"),
            unpublished(&format!("{bundle}/words.txt"), "content/briefings/held/index.md"),
            format!("static/all: {folder}"),
            format!("static/c.txt: {folder}"),
            format!("static/env.txt: {folder}"),
            format!("static/map.svg: {folder}"),
            format!("static/p: {folder}"),
            format!("static/up: {folder}"),
            format!("templates/page.html: {folder}"),
        ]
    );
}

#[test]
fn a_link_to_a_folder_of_another_bundle_is_followed_and_links_in_it_are_not() {
    let found = bundle(|site| {
        let bundle = site.join("content/briefings/q");
        fs::create_dir_all(site.join("content/briefings/p/img")).unwrap();
        fs::write(site.join("content/briefings/p/img/a.svg"), "<svg/>").unwrap();
        symlink("../map.svg", site.join("content/briefings/p/img/map.svg")).unwrap();

        fs::create_dir(&bundle).unwrap();
        let text = "---\ntitle: Q\ndate: 2025-06-02\nsummary: S\n---\n![A](img/a.svg)\n";
        fs::write(bundle.join("index.md"), text).unwrap();
        symlink("../p/img", bundle.join("img")).unwrap();
    });

    let said = "this symbolic link lies in a folder that is reached through another one";
    assert_eq!(found, [format!("content/briefings/q/img/map.svg: unsafe-path: {said}")]);
}

#[test]
fn links_to_each_other_end() {
    let found = bundle(|site| {
        for (one, other) in [("p", "held"), ("held", "p")] {
            symlink(format!("../{other}"), site.join(format!("content/briefings/{one}/x")))
                .unwrap();
        }
    });

    let circles = found.iter().filter(|it| it.contains("leads to nothing, or in a circle"));
    assert_eq!(circles.count(), 2, "{found:#?}");
}

#[test]
fn a_link_with_a_leftover_s_name_is_noise() {
    let found = findings(|site, _| {
        for folder in ["content", "static"] {
            symlink("jo@host.4242:17", site.join(folder).join(".#a.md")).unwrap();
            symlink("/nowhere", site.join(folder).join("SingletonLock.tmp~")).unwrap();
        }
    });

    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("2 files are leftovers"), "{found:#?}");
}

#[test]
fn a_misspelt_folder_beside_the_site_s_is_named() {
    let found = findings(|site, _| {
        for folder in ["Static", "contents", "template", "context", "stats", "public", "_content"] {
            fs::create_dir_all(site.join(folder)).unwrap();
            fs::write(site.join(folder).join("x.html"), "x").unwrap();
        }
        // One without files loses nothing.
        fs::create_dir_all(site.join("statics")).unwrap();
    });

    assert_eq!(
        found,
        [
            "Static: unread-file: the folder `Static/` is not read, and the files in it are not published",
            "_content: unread-file: the folder `_content/` is not read, and the pages in it are not published",
            "contents: unread-file: the folder `contents/` is not read, and the pages in it are not published",
            "template: unread-file: the folder `template/` is not read, and the templates in it are not used",
        ]
    );
}

#[test]
fn a_pipe_a_socket_or_a_device_hangs_nothing_and_is_named() {
    let found = findings(|site, _| {
        fs::create_dir_all(site.join("templates/languages")).unwrap();
        for path in [
            "content/site.yaml",
            "content/p.md",
            "static/s",
            "static/chancery.css",
            "templates/base.html",
            "templates/languages/cy.yaml",
        ] {
            let made = std::process::Command::new("mkfifo").arg(site.join(path)).status();
            assert!(made.unwrap().success());
        }

        drop(std::os::unix::net::UnixListener::bind(site.join("content/socket")).unwrap());
    });

    let said = "unsafe-path: this is a named pipe, a socket or a device, and no file";
    let found: Vec<_> = found.into_iter().filter(|it| it.contains("unsafe-path")).collect();
    assert_eq!(
        found,
        [
            "content/p.md",
            "content/site.yaml",
            "content/socket",
            "static/chancery.css",
            "static/s",
            "templates/base.html",
            "templates/languages/cy.yaml",
        ]
        .map(|path| format!("{path}: {said}"))
    );
}

#[test]
fn a_file_that_becomes_a_pipe_is_not_waited_for() {
    use chancery::source::{Files as _, SitePath};

    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let pipe = folder.path().join("content/a.md");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());

    let files = DiskFiles::open(folder.path()).unwrap();
    let path = SitePath::new("content/a.md");
    let error = files.read(&path).unwrap_err();
    assert_eq!(error.to_string(), "it is not a regular file");
    assert!(files.open(&path).is_err() && files.stamp(&path).is_err());
    assert!(files.read_piece(&path, 0, 1).is_err());
}

#[test]
fn a_huge_file_is_judged_by_its_size() {
    let begun = std::time::Instant::now();
    let found = findings(|site, _| {
        for path in ["content/h.md", "content/site.yaml", "static/h.css", "static/h.bin"] {
            // Sparse: ten gigabytes that take no room.
            fs::File::create(site.join(path)).unwrap().set_len(10 << 30).unwrap();
        }

        fs::create_dir(site.join("templates")).unwrap();
        fs::File::create(site.join("templates/page.html")).unwrap().set_len(10 << 30).unwrap();
        fs::write(site.join("content/b.md"), "---\ntitle: B\n---\n[h](h.md)\n").unwrap();
    });

    assert_eq!(
        found,
        [
            "content/h.md: too-large: the file has 10240 MB of text; the limit is 8 MB",
            "content/site.yaml: too-large: the file has 10240 MB; the limit is 8 MB",
            "templates/page.html: too-large: the file has 10240 MB; the limit is 8 MB",
        ]
    );
    assert!(begun.elapsed().as_secs() < 60, "it was read");
}

#[test]
fn a_pipe_in_the_place_of_a_folder_is_named() {
    let found = findings(|site, _| {
        let made = std::process::Command::new("mkfifo").arg(site.join("templates")).status();
        assert!(made.unwrap().success());
    });

    assert_eq!(
        found,
        ["templates: unsafe-path: this is a named pipe, a socket or a device, and no file"]
    );
}

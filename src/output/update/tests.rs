//! A published site that is brought up to date in place.

use std::fs;

use super::testing::{Scratch, path};

#[test]
fn only_what_changed_is_written() {
    let scratch = Scratch::new();
    scratch.build(&[("same", "1"), ("deep/same", "1"), ("other", "1"), ("gone/x", "1")]);
    scratch.age("public");
    let before = scratch.modified("public/same");
    let written =
        scratch.update(&[("same", "1"), ("deep/same", "1"), ("other", "2"), ("new/y", "1")]);
    assert_eq!((written.changed, written.unchanged, written.removed), (2, 2, 1));
    assert_eq!(scratch.modified("public/same"), before);
    assert_eq!(scratch.modified("public/deep/same"), before);
    let names = [".chancery.json", "deep", "deep/same", "new", "new/y", "other", "same"];
    assert_eq!(scratch.published(), names);
    let updated = scratch.texts_below("public");
    scratch.build(&[("same", "1"), ("deep/same", "1"), ("other", "2"), ("new/y", "1")]);
    assert_eq!(updated, scratch.texts_below("public"), "a whole build gives the same");
    assert_eq!(scratch.names(), ["content", "public"]);
}

#[test]
fn nothing_new_touches_nothing() {
    let scratch = Scratch::new();
    scratch.build(&[("a", "1"), ("deep/b", "1")]);
    let before = scratch.snapshot();
    scratch.update(&[("a", "1"), ("deep/b", "1")]);
    assert_eq!(scratch.snapshot(), before);
}

#[test]
fn an_update_that_is_dropped_leaves_the_old_site() {
    let scratch = Scratch::new();
    scratch.build(&[("a", "1"), ("b", "1")]);
    let before = scratch.snapshot();
    let stage = scratch.target("public").unwrap().update().unwrap();
    stage.write(&path("a"), b"2").unwrap();
    drop(stage);
    assert_eq!(scratch.snapshot(), before);
}

#[test]
fn a_kept_file_is_not_read_and_a_missing_one_not_kept() {
    let scratch = Scratch::new();
    scratch.build(&[("a", "1"), ("b", "1")]);
    fs::remove_file(scratch.path("public/b")).unwrap();
    let stage = scratch.target("public").unwrap().update().unwrap();
    assert!(stage.keep(&path("a")).unwrap());
    assert!(!stage.keep(&path("b")).unwrap());
    assert!(!stage.keep(&path("c")).unwrap());
    stage.write(&path("b"), b"1").unwrap();
    stage.commit().unwrap();
    assert_eq!(scratch.text("public/b"), "1");
    // A whole new folder keeps nothing by itself.
    assert!(!scratch.stage().keep(&path("a")).unwrap());
}

#[test]
fn folders_and_files_change_places_and_a_missing_folder_comes_back() {
    let scratch = Scratch::new();
    scratch.build(&[("turn", "file"), ("fold/x", "1")]);
    scratch.update(&[("turn/x", "folder"), ("fold", "file")]);
    assert_eq!(scratch.published(), [".chancery.json", "fold", "turn", "turn/x"]);
    fs::remove_dir_all(scratch.out()).unwrap();
    scratch.update(&[("a", "1")]);
    assert_eq!(scratch.published(), [".chancery.json", "a"]);
}

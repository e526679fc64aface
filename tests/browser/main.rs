//! Tests of the preview in a real browser: what an editor sees when a file is saved.
//!
//! Without Chromium they are ignored, and the reason is printed; under `CI=true` that is a failure.
//! `CHROMIUM` overrides the browser that is found first.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod align;
mod chrome;
mod moves;
mod panel;
#[cfg(feature = "search")]
mod search;
#[path = "../support/sections.rs"]
mod sections;
mod site;
mod tabs;
mod writing;

use std::env;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;

use libtest_mimic::{Arguments, Trial};

use chrome::{Browser, Window};
use site::{Server, Site};

const SITE: &str = include_str!("site.txt");

/// The fixtures of a test: a site, its server, and a browser window.
struct Stage {
    window: Window,
    server: Server,
    site: Site,
}

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_chancery").into()
}

/// Tells whether slow tests run in full.
fn runs_slow_tests() -> bool {
    env::var_os("CI").is_some_and(|ci| ci == "true") || env::var_os("CHANCERY_SLOW").is_some()
}

type Test = fn(&mut Stage);

macro_rules! tests {
    ($($room:ident::$name:ident),* $(,)?) => {
        [$((concat!(stringify!($room), "::", stringify!($name)), $room::$name as Test)),*]
    };
}

#[cfg(feature = "search")]
const SEARCHES: [(&str, Test); 7] = tests![
    search::words_are_found_while_they_are_typed,
    search::facets_narrow_and_steps_go_back,
    search::a_facet_alone_is_a_search,
    search::what_is_not_found_is_said,
    search::markup_in_titles_and_texts_is_text,
    search::the_header_leads_to_the_search_page,
    search::a_preview_says_that_it_has_no_index,
];

#[cfg(not(feature = "search"))]
const SEARCHES: [(&str, Test); 0] = [];

const TESTS: [(&str, Test); 51] = tests![
    align::what_the_reader_looks_at_stays,
    align::the_selection_stays,
    align::the_selection_in_a_note_stays_when_notes_are_renumbered,
    align::what_was_opened_typed_and_focused_stays,
    align::films_and_frames_are_not_loaded_anew,
    align::what_a_script_of_the_site_did_stays,
    align::one_word_among_two_thousand_paragraphs_is_one_change,
    align::any_edit_ends_with_the_page_that_the_server_has,
    moves::a_block_that_moves_is_the_same_block,
    moves::a_selection_outlives_another_kind_of_block,
    moves::a_selection_outlives_edits_on_both_of_its_sides,
    moves::what_was_written_and_chosen_stays,
    moves::a_wrapper_around_the_text_moves_nothing,
    moves::a_page_in_another_language_loads_no_film_anew,
    tabs::a_change_keeps_what_the_reader_did,
    tabs::an_unaffected_page_is_not_touched,
    tabs::a_sheet_is_swapped_without_a_moment_without_style,
    tabs::a_picture_whose_bytes_change_is_loaded_anew,
    tabs::pictures_of_a_set_and_of_a_sheet_are_loaded_anew,
    tabs::a_sheet_whose_address_stays_is_swapped,
    tabs::a_script_whose_address_stays_reloads,
    tabs::a_changed_script_reloads_where_the_reader_was,
    tabs::a_template_changes_in_place,
    tabs::a_template_that_is_written_slowly_changes_in_place,
    tabs::a_storm_of_saves_ends_with_the_last,
    tabs::a_record_shows_on_the_pages_that_name_it,
    tabs::a_page_goes_and_comes_back,
    tabs::a_new_page_is_there,
    tabs::a_new_page_replaces_the_one_that_says_there_is_none,
    tabs::ten_tabs_and_an_eleventh,
    tabs::ten_windows_in_sight_share_a_stream,
    tabs::a_hidden_tab_catches_up,
    tabs::a_killed_server_is_found_again,
    panel::a_broken_file_keeps_its_page_and_mending_clears_the_panel,
    panel::findings_hold_no_html,
    panel::an_unknown_reference_is_a_chip,
    panel::the_panel_covers_nothing_for_good,
    panel::the_panel_folds_and_closes_by_keyboard,
    panel::a_closed_panel_stays_closed_until_there_is_a_new_finding,
    panel::findings_of_this_page_stand_first,
    writing::alt_click_opens_the_line_of_a_block,
    writing::alt_click_on_what_another_file_says_opens_that,
    writing::the_bar_says_what_changed_and_goes_there,
    writing::the_bar_works_by_keyboard,
    writing::a_tab_can_be_shown_another_day,
    writing::all_findings_are_on_one_page,
    writing::the_end_of_the_server_is_said,
    writing::an_open_page_that_is_renamed_follows,
    writing::an_open_bar_keeps_what_was_done_to_it,
    writing::the_open_bar_fits_a_low_window,
    writing::the_bar_is_on_the_left_of_a_page_in_arabic,
];

/// The one browser of all tests; each test has its own window.
#[derive(Default)]
struct Shared(OnceLock<Result<Mutex<Browser>, String>>);

impl Shared {
    fn window(&self) -> Result<Window, String> {
        let browser = self.0.get_or_init(|| Browser::start(&chrome::find()?).map(Mutex::new));
        let browser = browser.as_ref().map_err(Clone::clone)?;
        Ok(browser.lock().map_err(|error| error.to_string())?.window())
    }
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();

    // Most of a test is waiting: for the watcher, for a page, for the absence of a change.
    let threads = thread::available_parallelism().map_or(2, NonZero::get);
    arguments.test_threads.get_or_insert(2 * threads);

    let missing = chrome::find().err();
    let required = env::var_os("CI").is_some_and(|ci| ci == "true");
    let browser = Arc::new(Shared::default());
    let tests = TESTS.into_iter().chain(SEARCHES);
    let trials = tests.map(|(name, test)| {
        let browser = Arc::clone(&browser);
        let trial = Trial::test(name, move || {
            let site = Site::new(SITE);
            let server = Server::start(&site);
            test(&mut Stage { window: browser.window()?, server, site });
            Ok(())
        });

        match &missing {
            Some(reason) if !required => trial.with_kind(reason).with_ignored_flag(true),
            _ => trial,
        }
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());

    let ended = Arc::into_inner(browser).and_then(|shared| shared.0.into_inner());
    if let Some(Ok(browser)) = ended {
        browser.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).end();
    }

    conclusion.exit_code()
}

//! What lies over the panes: sort menu, help, details of a failure.

use tapis_secrets::core::settings::{Settings, Unlock};

use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::{demo, list_failures};
use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, styled};
use crate::{SIZES, shots};

fn pressed(width: u16, height: u16, keys: &str) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.press(keys);
    stage
}

#[test]
fn the_sort_menu() {
    shots("sort_menu", &SIZES, |w, h| pressed(w, h, "S"));
    shots("sort_menu_moved", &[(80, 24)], |w, h| pressed(w, h, "Sjj"));
    insta::assert_snapshot!("sort_menu_styled", styled(&pressed(80, 24, "Sj").draw(DARK)));
}

fn locked_with_a_password(width: u16, height: u16, keys: &str) -> AppTest {
    let habits = Settings { unlock: Unlock::SignIn, ..Settings::default() };
    let mut stage = AppTest::set_up(site(), habits, width, height);
    stage.list(demo(now()));
    stage.press("L");
    stage.press(keys);
    stage
}

#[test]
fn the_locked_screen() {
    let sizes = [&SIZES[..], &[(20, 5), (1, 1)]].concat();
    shots("locked", &sizes, |w, h| pressed(w, h, "L"));
    shots("locked_with_a_password", &SIZES, |w, h| locked_with_a_password(w, h, ""));
    shots("locked_signing_in", &sizes, |w, h| locked_with_a_password(w, h, "xs3cret"));
    insta::assert_snapshot!("locked_styled", styled(&pressed(80, 24, "L").draw(DARK)));
}

#[test]
fn the_help() {
    let sizes = [&SIZES[..], &[(100, 30), (66, 24), (65, 24)]].concat();
    shots("help", &sizes, |w, h| pressed(w, h, "?"));
    shots("help_scrolled", &[(80, 24), (60, 20), (40, 12)], |w, h| pressed(w, h, "?jjj"));
    shots("help_at_its_end", &[(80, 24), (60, 20), (40, 12)], |w, h| pressed(w, h, "?G"));
}

#[test]
fn help_that_was_scrolled_past_its_end_comes_back_at_the_first_key() {
    let mut stage = pressed(60, 20, "?G");
    let end = stage.screen();
    stage.press("jjjjk");
    assert_ne!(stage.screen(), end, "one line up is seen at once:\n{end}");
}

#[test]
fn the_details_of_every_kind_of_failure() {
    for (name, failure) in list_failures() {
        shots(&format!("details_{}", name.replace(' ', "_")), &SIZES, |w, h| {
            let mut stage = AppTest::new(w, h);
            stage.fail(failure.clone());
            stage.press("!");
            stage
        });
    }
}

#[test]
fn without_a_failure_there_are_no_details() {
    let stage = pressed(80, 24, "!");
    assert!(stage.screen().contains("No request has failed"), "{}", stage.screen());
}

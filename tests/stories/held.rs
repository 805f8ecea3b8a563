//! Stories about how long changes are held, what wipes them, and the menu of several.

use std::time::Duration;

use super::sign_in::granted;
use super::write::{READ, secret};
use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;

#[test]
fn what_is_held_is_wiped_after_ten_minutes_and_nothing_else_wakes_the_program() {
    let mut story = AppTest::changed_with_old_value();
    story.advance(HELD_FOR - Duration::from_secs(1));
    assert_eq!(story.held(), ["changed a"]);
    let wake = story.app.next_wake().boot.unwrap();
    assert!(wake <= story.now.instant + Duration::from_secs(1));
    story.advance(Duration::from_secs(1));
    assert!(story.held().is_empty());
}

#[test]
fn x_wipes_at_once_and_an_undo_under_way_ends() {
    let mut story = AppTest::changed_with_old_value();
    story.press("X");
    assert_eq!((story.held().len(), story.notice()), (0, "Wiped what undo held: one change."));
    story.press("X");
    assert!(story.notice().starts_with("Nothing can be undone"));
    story.press("u");
    assert_eq!(story.notice(), "Nothing to undo: X wiped what was held.");
}

#[test]
fn what_an_open_form_undoes_outlives_its_time_only_as_long_as_that_and_the_form_says_so() {
    let mut story = AppTest::changed_with_old_value();
    story.advance(HELD_FOR - Duration::from_secs(1));
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.advance(Duration::from_secs(1));
    story.value_read("new");
    assert!(story.form_text().contains("Its 10 minutes are over"), "{}", story.form_text());
    assert_eq!(story.differs(), "", "it is compared all the same");
    assert_ne!(story.app.next_wake().boot, Some(story.now.instant), "and nothing wakes for it");
    story.press("\x1b");
    assert!(story.held().is_empty());
    story.press("u");
    assert!(story.notice().starts_with("Nothing to undo"), "{}", story.notice());
}

#[test]
fn of_several_changes_a_menu_tells_each_and_asks_which() {
    let mut story = AppTest::changed_with_old_value();
    story.press(&format!("D{READ}{READ}a\n\t\n"));
    story.value_read("new");
    story.deleted("a");
    assert_eq!(story.held(), ["changed a", "deleted a"]);
    story.press("u");
    assert!(story.asks("Undo which change?") && story.line() == 0);
    story.press("j\x1bu");
    story.press("2");
    assert!(matches!(story.last_request(), Request::Get(_)));
    story.fails(FailureKind::NotFound);
    assert_eq!(story.notice(), "a is gone; the list was refreshed.");
    assert_eq!(story.held().len(), 2, "what was held stays");
    story.press("\x1bu\n");
    assert_eq!(story.phase(), Phase::Review);
    story.press("\x1b");
    assert!(!story.has_form(), "nothing was typed, nothing is lost");
    assert_eq!(story.held().len(), 2);
}

#[test]
fn a_profile_that_is_left_takes_undo_verifying_and_the_answer_along_but_not_the_journal() {
    let at = |tenant: &str| Profile { site: site(tenant), ..Profile::default() };
    let story = AppTest::begin_at(vec![at("tacc"), at("dev")]).loaded(vec![secret("a", "old", true, true)]);
    let mut story = story.changed_from_old_value();
    story.press("pj\n\t\n");
    assert_eq!(story.tenant(), "dev");
    assert!(story.held().is_empty());
    story.token(Ok(Granted { claims: claims("dev"), ..granted() }));
    let mut story = story.loaded(vec![secret("a", "old", true, true)]);
    story.press("u");
    assert!(story.notice().ends_with("switching profiles wiped what was held."));
    story.press("=");
    assert!(story.notice().starts_with("Nothing was saved"));
    story.press("D");
    assert_eq!(story.keeps_old(), Some(false), "it is asked anew");
    assert_eq!(story.journal().len(), 2);
}

#[test]
fn the_menu_closes_when_the_time_of_all_it_offers_is_over() {
    let mut story = AppTest::changed_with_old_value();
    story.advance(Duration::from_secs(60));
    story.press("Da\n\t\n");
    story.value_read("new");
    story.deleted("a");
    story.press("uj");
    story.advance(HELD_FOR - Duration::from_secs(60));
    assert!(story.asks("Undo which change?") && story.line() == 0, "one is left");
    story.advance(Duration::from_secs(60));
    assert!(!story.has_dialog());
}

#[test]
fn a_session_that_is_view_only_has_none_of_it() {
    let mut story = AppTest::begin_with(Settings { view_only: true, ..Settings::default() })
        .loaded(vec![secret("a", "old", true, true)]);
    for key in ["u", "X"] {
        story.press(key);
        assert!(story.notice().starts_with("This session is view only"), "{key}: {}", story.notice());
    }
}

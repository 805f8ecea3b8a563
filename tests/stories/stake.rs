//! Stories about what only undo still has: who quits, switches the profile or locks is asked before that is
//! lost, and is told of it where nobody could be asked.

use std::time::Duration;

use rstest::rstest;

use super::sign_in::granted;
use super::write::{READ, SAVE, secret, three, three_with};
use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;

const QUIT: &str = "Undo holds the old value of a; quitting wipes it.";

/// The old value of `a` is held, with these settings.
fn held_with(settings: Settings) -> AppTest {
    three_with(settings).changed_from_old_value()
}

/// The same behind a lock that only the password opens.
fn held_with_password() -> AppTest {
    held_with(Settings { unlock: Unlock::SignIn, ..Settings::default() })
}

/// Locked when nobody was at the keyboard for a minute.
fn locking() -> Settings {
    Settings { lock_after: Some(Duration::from_secs(60)), ..Settings::default() }
}

fn unlocked_with_password(story: &mut AppTest) {
    story.press("xs3cret\n");
    story.token(Ok(granted()));
    assert!(!story.is_locked());
}

#[test]
fn an_old_value_is_asked_about_before_the_program_quits() {
    let mut story = AppTest::changed_with_old_value();
    story.press("q");
    assert!(!story.quits && story.asks("Quit?") && story.is_on_safe());
    assert_eq!(story.question(), QUIT);
    story.press("\n");
    assert!(!story.quits && !story.has_dialog() && story.held() == ["changed a"]);
    story.press("q\x1bq\t\n");
    assert!(story.quits, "once is enough");
}

#[test]
fn so_is_a_deleted_secret() {
    let mut story = AppTest::deleted_with_old_value();
    story.press("q");
    assert_eq!(story.question(), "Undo holds the deleted secret a; quitting wipes it.");
    story.press("\x1b");
    story.match_all();
    story.press(&format!("D{READ}{READ}b\n\t\n"));
    story.value_read("of b");
    story.deleted("b");
    story.press("q");
    assert_eq!(story.question(), "Undo holds the deleted secret b and another; quitting wipes them.");
}

#[test]
fn what_can_be_had_again_is_not() {
    let mut story = three().created_new();
    assert_eq!(story.held(), ["created new"]);
    story.press("q");
    assert!(story.quits);
    let mut story = three();
    story.press(&format!("e\ter{SAVE}{SAVE}"));
    story.got(secret("a", "old", true, true));
    story.updated("a", "older");
    assert_eq!(story.held(), ["changed a"]);
    story.press("q");
    assert!(story.quits, "a description is in the journal's words and the user's");
}

#[rstest]
#[case::ctrl_c(Some("\x03"))]
#[case::a_signal(None)]
fn who_leaves_now_is_not_asked(#[case] keys: Option<&str>) {
    let mut story = AppTest::changed_with_old_value();
    match keys {
        Some(keys) => story.press(keys),
        None => story.tell(Event::Terminate),
    }
    assert!(story.quits);
}

/// A new value of `a` is on its way, its old one was read, and its form is left.
fn sending() -> AppTest {
    sending_with(Settings::default())
}

fn sending_with(settings: Settings) -> AppTest {
    let mut story = three_with(settings);
    story.press(&format!("enew{SAVE}{READ}{SAVE}"));
    story.value_read("old value");
    story.press("\x1b");
    story
}

#[test]
fn a_save_that_is_waited_for_leaves_an_old_value_to_be_asked_about() {
    let mut story = sending();
    story.press("q");
    assert!(!story.has_dialog(), "first it is waited for");
    story.updated("a", "old");
    assert!(!story.quits);
    assert_eq!(story.question(), QUIT);
    story.type_on("\t\n");
    assert!(!story.quits, "the question came by itself");
    story.press("\t\n");
    assert!(story.quits);
    let mut story = sending();
    story.press("q");
    story.advance(Duration::from_secs(3));
    assert_eq!(story.question(), format!("a is still being saved. {QUIT}"));
    story.press("\t");
    story.updated("a", "old");
    assert!(!story.quits && story.asks("Quit?") && story.is_on_safe());
}

/// The old value of `a` is held, or about to be, and there is another profile.
fn of_two(saved: bool) -> AppTest {
    let at = |tenant: &str| Profile { site: site(tenant), ..Profile::default() };
    let mut story =
        AppTest::begin_at(vec![at("tacc"), at("dev")]).loaded(vec![secret("a", "old", true, true)]);
    story.press(&format!("enew{SAVE}{READ}{SAVE}"));
    story.value_read("old value");
    if saved {
        story.updated("a", "old");
    } else {
        story.press("\x1b");
    }
    story
}

#[test]
fn a_switch_of_the_profile_asks_as_well() {
    for saved in [true, false] {
        let mut story = of_two(saved);
        story.press("pj\n");
        if !saved {
            assert!(!story.has_dialog(), "first it is waited for");
            story.updated("a", "old");
        }
        assert_eq!(story.question(), "Undo holds the old value of a; switching wipes it.");
        story.press("\n");
        assert_eq!((story.tenant(), story.held()), ("tacc", vec!["changed a".to_owned()]));
        story.press("p\n");
        assert!(!story.has_dialog(), "the present one is no switch");
        story.press("pj\n\t\n");
        assert_eq!((story.tenant(), story.held().len()), ("dev", 0));
        story.token(Ok(Granted { claims: claims("dev"), ..granted() }));
        story.press("q");
        assert!(story.quits);
    }
}

#[test]
fn a_lock_that_any_key_opens_keeps_what_undo_holds() {
    let mut story = held_with(locking());
    story.press("L ");
    assert_eq!(story.held(), ["changed a"]);
    assert!(story.offers().contains(&Action::Undo));
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("new");
    story.advance(Duration::from_secs(60));
    assert!(story.is_locked());
    story.press(" ");
    assert_eq!(story.phase(), Phase::Review, "also with its form open");
    story.press(SAVE);
    story.value_read("new");
    assert_eq!(story.writes(), ["update a new -", "update a old value -"]);
}

#[test]
fn so_does_one_that_comes_by_itself_and_a_change_that_ends_behind_it_is_held() {
    let mut story = sending_with(locking());
    story.advance(Duration::from_secs(60));
    assert!(story.is_locked());
    story.updated("a", "old");
    story.press(" u");
    story.got(secret("a", "old", true, true));
    story.value_read("new");
    story.press(SAVE);
    assert_eq!(story.writes().last().unwrap(), "update a old value -");
}

#[test]
fn an_old_value_that_a_lock_took_out_of_a_review_is_asked_about_again() {
    let mut story = three_with(locking());
    story.press(&format!("e{READ}"));
    story.value_read("old value");
    story.press(&format!("!{SAVE}"));
    story.advance(Duration::from_secs(60));
    assert!(story.is_locked());
    story.press(&format!(" {READ}{SAVE}"));
    assert!(story.writes().is_empty(), "it is read anew first");
    story.value_read("old value");
    assert_eq!(story.writes(), ["update a old value! -"]);
}

#[test]
fn the_time_of_what_is_held_runs_out_behind_a_lock_too_and_is_told() {
    let mut story = AppTest::changed_with_old_value();
    story.press("L");
    assert_eq!(story.app.next_wake().boot.unwrap() - story.now.instant, HELD_FOR);
    story.advance(HELD_FOR);
    assert!(story.held().is_empty());
    story.advance(Duration::from_secs(3600));
    story.press(" ");
    assert_eq!(story.notice(), "The time to undo a is over: its old value is wiped.");
}

#[test]
fn a_lock_that_the_password_opens_says_before_what_it_wipes() {
    let mut story = held_with_password();
    story.press("L");
    assert!(!story.is_locked());
    let told =
        "Undo holds the old value of a; this lock wipes it. Without an answer the screen locks after 20 s.";
    assert_eq!(story.question(), told);
    for keys in ["\n", "L\x1b"] {
        story.press(keys);
        assert!(!story.is_locked() && !story.has_dialog() && story.held() == ["changed a"]);
    }
    story.press("L\t\n");
    assert!(story.is_locked() && story.held().is_empty());
    unlocked_with_password(&mut story);
    story.press("u");
    assert_eq!(story.notice(), "Nothing to undo: the lock wiped what was held.");
}

#[test]
fn who_asked_for_the_lock_and_has_gone_gets_it() {
    let mut story = held_with_password();
    story.press("L");
    let wake = story.app.next_wake().boot.unwrap();
    assert!(wake <= story.now.instant + Duration::from_secs(20));
    story.advance(Duration::from_secs(20));
    assert!(story.is_locked() && story.held().is_empty());
    unlocked_with_password(&mut story);
    assert!(!story.has_dialog(), "the question is answered");
    story.press("j");
    assert_eq!(story.notice(), "The lock wiped what undo held: the old value of a.");
}

#[test]
fn with_nothing_to_lose_it_locks_at_once() {
    let mut story = three_with(Settings { unlock: Unlock::SignIn, ..Settings::default() });
    story.press("L");
    assert!(story.is_locked());
}

#[test]
fn a_lock_that_comes_by_itself_tells_what_it_wiped_and_what_ends_behind_it_is_not_held() {
    let mut story = sending_with(Settings { unlock: Unlock::SignIn, ..locking() });
    story.advance(Duration::from_secs(60));
    story.updated("a", "old");
    assert!(story.held().is_empty());
    unlocked_with_password(&mut story);
    story.press("j");
    assert_eq!(story.notice(), "The lock wiped what undo held: the old value of a.");
    story.press("u");
    assert_eq!(story.notice(), "Nothing to undo: the lock wiped what was held.");
}

#[test]
fn a_form_that_undoes_something_goes_with_such_a_lock() {
    let mut story = held_with(Settings { unlock: Unlock::SignIn, ..locking() });
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("new");
    story.advance(Duration::from_secs(60));
    assert!(story.is_locked() && story.held().is_empty());
    unlocked_with_password(&mut story);
    assert!(!story.has_form());
}

#[test]
fn what_ends_while_nobody_looks_is_told_at_the_next_key() {
    let mut story = AppTest::changed_with_old_value();
    story.advance(HELD_FOR);
    let ended = "The time to undo a is over: its old value is wiped.";
    assert_eq!(story.notice(), ended);
    story.advance(Duration::from_secs(3600));
    assert_eq!(story.notice(), "");
    story.press("j");
    assert_eq!(story.notice(), ended);
    story.advance(Duration::from_secs(10));
    story.press("j");
    assert_eq!(story.notice(), "", "and then no more");
    story.press("u");
    assert!(story.notice().ends_with("was more than 10 minutes ago."), "{}", story.notice());
    let mut story = AppTest::changed_with_old_value();
    story.press("q");
    story.advance(HELD_FOR);
    assert!(!story.has_dialog(), "there is nothing to ask any more");
}

#[test]
fn what_is_told_at_once_is_not_told_again() {
    let mut story = AppTest::changed_with_old_value();
    story.advance(HELD_FOR);
    story.press("v");
    let answer = Answer::Value(SecretValue::new("new".to_owned()));
    let ticket = story.values.last().unwrap().clone();
    story.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    story.advance(Duration::from_secs(10));
    story.press("v");
    assert_eq!(story.notice(), "");
}

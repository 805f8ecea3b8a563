//! Stories about the locked screen.

use std::time::Duration;

use rstest::rstest;

use super::sign_in::{granted, profile};
use super::value::{VALUE, three};
use super::write::{SAVE, secret, three_with};
use crate::support::app_test::setup::claims;
use crate::support::prelude::*;

/// A form that edits the first of the secrets, and locks when nobody is at the keyboard.
fn editing() -> AppTest {
    editing_with(locking())
}

fn editing_with(settings: Settings) -> AppTest {
    let mut story = three_with(settings);
    story.press("e");
    story.got(secret("a", "old", true, true));
    story
}

/// Nobody at the keyboard.
fn locked_by_itself(mut story: AppTest) -> AppTest {
    story.advance(Duration::from_secs(600));
    assert!(story.is_locked());
    story
}

fn locking() -> Settings {
    let lock_after = Some(Duration::from_secs(600));
    Settings { clipboard: ClipboardWay::System, lock_after, ..Settings::default() }
}

#[test]
fn what_was_revealed_and_copied_is_gone_and_any_key_goes_on() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press("L");
    assert!(story.is_locked() && story.cleared);
    assert_eq!(story.shown(), None);
    story.press("j");
    assert!(!story.is_locked());
    assert_eq!(story.selected(), "a", "the key that unlocks does nothing else");
    story.press("j");
    assert_eq!(story.selected(), "b");
}

#[rstest]
#[case::to_be_shown("v")]
#[case::to_be_copied("y")]
fn a_value_that_is_on_its_way_is_not_taken(#[case] key: &str) {
    let mut story = three();
    story.press(key);
    story.press("L");
    assert_eq!(story.aborted.len(), 1);
    story.value(VALUE);
    assert!(story.copies.is_empty());
    story.press(" ");
    assert_eq!((story.shown(), story.notice()), (None, ""));
}

#[test]
fn what_is_pasted_at_a_locked_screen_goes_nowhere() {
    let mut story = three();
    story.press("/L");
    story.press("\x1b");
    story.press("L");
    story.tell(Event::Paste("hunter2".to_owned().into()));
    story.tell(Event::PasteTooLong);
    assert!(story.is_locked());
    story.press(" ");
    assert_eq!((story.filter(), story.notice()), ("", ""));
}

#[test]
fn the_screen_locks_when_nobody_was_at_the_keyboard() {
    let mut story = AppTest::begin_with(locking());
    story.advance(Duration::from_secs(599));
    story.press("?");
    story.advance(Duration::from_secs(599));
    assert!(!story.is_locked());
    assert!(story.app.next_wake().boot.is_some_and(|at| at <= story.now.instant + Duration::from_secs(1)));
    story.advance(Duration::from_secs(1));
    assert!(story.is_locked());
    story.advance(PAUSE);
    assert_eq!(story.app.next_wake(), Wake::default(), "nothing moves on a locked screen");
}

#[test]
fn without_a_time_for_it_no_timer_runs() {
    let mut story = three();
    story.advance(Duration::from_secs(24 * 3600));
    assert!(!story.is_locked());
}

#[test]
fn what_was_typed_into_a_form_stays_and_is_masked() {
    let mut story = editing();
    story.press("new");
    story.tell(Event::Key(Key::ctrl('r')));
    assert_eq!(story.field("value"), "new");
    let mut story = locked_by_itself(story);
    story.press("x");
    assert_eq!(story.form_value(), "new");
    assert_eq!(story.field("value"), "•••");
}

#[test]
fn a_present_value_that_was_loaded_goes_unless_it_was_changed() {
    for (typed, expected) in [("", ""), ("!", "present!")] {
        let mut story = editing();
        story.press("\x0f");
        story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
        story.press(typed);
        let mut story = locked_by_itself(story);
        story.press(" ");
        assert_eq!(story.form_value(), expected);
        assert!(!story.form_text().contains("compared"), "{}", story.form_text());
        assert_eq!(story.form_text().contains("●"), !typed.is_empty(), "{}", story.form_text());
    }
}

#[test]
fn the_outcome_of_a_change_is_told_after_the_lock() {
    let mut story = editing();
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    let mut story = locked_by_itself(story);
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    story.advance(Duration::from_secs(3600));
    story.press(" ");
    assert!(story.notice().starts_with("Saved a: value."), "{}", story.notice());
}

#[test]
fn it_can_be_left_and_stopped_without_unlocking() {
    let mut story = three();
    story.press("L\x1a");
    assert!(story.suspended && story.is_locked());
    story.press("\x03");
    assert!(story.quits && story.is_locked());
}

#[test]
fn what_would_be_lost_is_seen_before_the_program_is_left() {
    let mut story = editing();
    story.press("new");
    let mut story = locked_by_itself(story);
    story.press("\x03");
    assert!(!story.quits && !story.is_locked());
    assert_eq!(story.form_value(), "new");
}

/// A form with something typed in it, behind a screen that only the password unlocks.
fn locked_with_a_password() -> AppTest {
    let mut story = editing_with(Settings { unlock: Unlock::SignIn, ..locking() });
    story.press("new");
    locked_by_itself(story)
}

#[test]
fn a_screen_that_wants_the_password_goes_on_with_it_only() {
    let mut story = locked_with_a_password();
    story.press("x");
    assert!(story.is_locked() && story.asks("Sign in to tacc"));
    story.press("\x1b");
    assert!(story.is_locked() && !story.asks("Sign in to tacc"), "the form can be left");
    story.press("x");
    story.tell(Event::Paste("s3cret".to_owned().into()));
    story.press("\n");
    assert_eq!(story.sent(), ("alice", "s3cret"));
    story.token(Err(SignInFault::Refused));
    assert!(story.is_locked());
    story.press("s3cret\n");
    story.token(Ok(granted()));
    assert!(!story.is_locked() && !story.has_dialog());
    assert_eq!(story.form_value(), "new");
}

#[test]
fn somebody_else_does_not_unlock_it() {
    let mut story = locked_with_a_password();
    story.press("xs3cret\n");
    let mallory = Claims { user: "mallory".into(), ..claims("tacc") };
    story.token(Ok(Granted { claims: mallory, ..granted() }));
    assert!(story.is_locked());
    assert_eq!(story.sign_in_fault(), "Only alice, who locked this screen, can unlock it.");
    assert_eq!(story.closed.len(), 1, "and their token is not kept");
}

#[test]
fn a_token_that_nobody_typed_a_password_for_does_not_unlock_it() {
    let settings = Settings { unlock: Unlock::SignIn, ..locking() };
    let mut story = AppTest::begin_at(vec![Profile { settings, ..profile(TokenSource::File) }]);
    assert_eq!(story.tokens.len(), 1, "the profile's own source is asked");
    story.advance(Duration::from_secs(600));
    story.token(Ok(granted()));
    assert!(story.is_locked() && story.calls.len() == 1, "the token is taken all the same");
}

#[test]
fn what_was_open_is_there_again() {
    let mut story = three_with(Settings { unlock: Unlock::SignIn, ..locking() });
    story.press("?");
    let mut story = locked_by_itself(story);
    story.press("xs3cret\n");
    story.token(Ok(granted()));
    assert!(story.has_help());
}

#[test]
fn a_password_that_was_sent_before_the_lock_does_not_unlock() {
    let mut story = three_with(Settings { unlock: Unlock::SignIn, ..locking() });
    story.press("ss3cret\n");
    let mut story = locked_by_itself(story);
    story.token(Ok(granted()));
    assert!(story.is_locked());
    story.press("x");
    story.press("s3cret\n");
    story.token(Ok(granted()));
    assert!(!story.is_locked());
}

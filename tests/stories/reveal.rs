//! Stories about showing values.

use std::sync::Arc;
use std::time::Duration;

use rstest::rstest;

use super::value::{VALUE, secret, three};
use crate::support::prelude::*;

#[test]
fn a_value_is_fetched_when_it_is_asked_for_and_hidden_after_its_time() {
    let mut story = three();
    assert!(story.values.is_empty(), "nothing is fetched ahead");
    story.press("v");
    assert_eq!(story.values.len(), 1);
    story.value(VALUE);
    assert_eq!(story.shown(), Some(VALUE));
    story.advance(Duration::from_secs(29));
    assert_eq!(story.shown(), Some(VALUE));
    story.advance(Duration::from_secs(1));
    assert_eq!(story.shown(), None);
}

#[test]
fn any_key_on_the_value_restarts_its_time() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.advance(Duration::from_secs(20));
    story.press("\t");
    story.advance(Duration::from_secs(20));
    assert_eq!(story.shown(), Some(VALUE));
    story.advance(Duration::from_secs(10));
    assert_eq!(story.shown(), None);
}

#[rstest]
#[case::the_same_key("v")]
#[case::escape("\x1b")]
#[case::another_row("j")]
#[case::suspension("\x1a")]
#[case::a_filter("/b")]
fn a_shown_value_is_hidden_by(#[case] keys: &str) {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press(keys);
    story.match_all();
    assert_eq!(story.shown(), None);
}

#[test]
fn the_loss_of_focus_hides_it_only_where_that_is_wanted() {
    for (hide_on_focus_loss, expected) in [(false, Some(VALUE)), (true, None)] {
        let settings = Settings { hide_on_focus_loss, ..Settings::default() };
        let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
        story.press("v");
        story.value(VALUE);
        story.tell(Event::Focus(false));
        assert_eq!(story.shown(), expected);
    }
}

#[rstest]
#[case::reveal("v")]
#[case::alone("V")]
#[case::copy("y")]
fn given_a_write_only_secret_nothing_is_sent(#[case] key: &str) {
    let mut story = three();
    story.press("jj");
    story.press(key);
    assert!(story.values.is_empty());
    assert_eq!(story.notice(), "c is write-only: its value cannot be shown or copied.");
}

#[test]
fn what_was_denied_is_explained_without_asking_until_a_refresh() {
    let mut story = three();
    story.press("v");
    story.value_fails(FailureKind::NotPermitted);
    assert_eq!(story.notice(), "a was not read: you need USER on it.");
    story.press("v");
    story.press("y");
    assert_eq!(story.values.len(), 1);
    assert_eq!(story.notice(), "a was not read: you need USER on it; R asks again.");
    story.press("R");
    let mut story = story.loaded(vec![secret("a", Some(true), true)]);
    story.press("\x1bv");
    assert_eq!(story.values.len(), 2);
}

#[test]
fn an_unknown_readable_asks_first_with_the_focus_on_cancel() {
    let mut story = AppTest::begin().loaded(vec![secret("a", None, true)]);
    story.press("v\n");
    assert!(story.values.is_empty() && !story.has_dialog(), "Enter pressed Cancel");
    story.press("v\t\n");
    assert_eq!(story.values.len(), 1);
    story.value(VALUE);
    assert_eq!(story.shown(), Some(VALUE));
}

#[test]
fn a_late_answer_never_shows_on_another_secret() {
    let mut story = three();
    story.press("vj");
    assert_eq!(story.aborted, story.values, "a reveal that was left is not fetched on");
    story.value(VALUE);
    assert!(story.hides_value());
    story.press("v");
    assert_eq!(story.values.len(), 2);
    let late = story.values[0].clone();
    let answer = Answer::Value(SecretValue::new("late".to_owned()));
    story.tell(Event::Reply(late, Reply::Final(Ok(answer))));
    assert!(story.reads_value());
}

#[test]
fn a_value_alone_on_the_screen_has_its_own_keys() {
    let mut story = three();
    story.press("V");
    story.value(&"line\n".repeat(100));
    assert_eq!(story.app.context(), Context::Alone);
    let before = story.screen();
    story.press("G");
    assert_ne!(story.screen(), before, "it is scrolled");
    story.press("v");
    assert_eq!((story.app.context(), story.shown()), (Context::List, None));
}

#[test]
fn a_failed_reveal_stays_told_until_the_user_goes_on() {
    let mut story = three();
    story.press("v");
    story.value_fails(FailureKind::TimedOut { after: Duration::from_secs(30) });
    assert!(story.screen().contains(" not read"), "{}", story.screen());
    assert_eq!(story.notice(), "a was not read: no answer within 30 s.");
    story.advance(PAUSE);
    story.press("v");
    assert_eq!(story.values.len(), 2, "v tries again");
}

#[test]
fn a_secret_that_is_gone_refreshes_the_list() {
    let mut story = three();
    let calls = story.calls.len();
    story.press("v");
    story.value_fails(FailureKind::NotFound);
    assert_eq!(story.calls.len(), calls + 1);
    assert_eq!(story.notice(), "a is gone; the list was refreshed.");
}

#[test]
fn nothing_about_a_value_prints_it() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press("y");
    let all = format!("{:?} {:?} {:?}", story.app, story.copies, Arc::new(SecretValue::new(VALUE.into())));
    assert!(!all.contains(VALUE) && !all.contains("hunter2"));
}

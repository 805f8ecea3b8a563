//! Stories about messages that are over: cleared by `Esc`, or about a secret that is not selected any more.

use std::time::Duration;

use crate::support::prelude::*;

fn story() -> AppTest {
    let secret = |id, readable| Secret {
        access: Access { readable: Some(readable), writable: Some(true) },
        ..Secret::named(id)
    };
    AppTest::begin().loaded(vec![secret("a", false), secret("b", true), secret("c", true)])
}

#[test]
fn a_message_about_a_secret_goes_when_another_is_selected() {
    let mut story = story();
    story.press("v");
    assert!(story.notice().starts_with("a is write-only"), "{}", story.notice());
    story.press("k");
    assert!(story.notice().starts_with("a is write-only"), "the selection did not move");
    story.press("j");
    assert_eq!(story.notice(), "");
}

#[test]
fn a_message_about_nothing_in_particular_stays() {
    let mut story = story();
    story.press("=");
    let told = story.notice().to_owned();
    assert_ne!(told, "");
    story.press("j");
    assert_eq!(story.notice(), told);
}

#[test]
fn what_came_by_itself_stays_until_it_was_seen() {
    let mut story = story();
    story.press("jv");
    story.value_fails(FailureKind::NotPermitted);
    assert!(story.notice().starts_with("b was not read"), "{}", story.notice());
    story.press("j");
    assert!(story.notice().starts_with("b was not read"), "not seen yet");
    story.advance(Duration::from_secs(3));
    story.press("k");
    assert!(story.notice().starts_with("b was not read"), "of the secret that is selected");
    story.press("j");
    assert_eq!(story.notice(), "");
}

#[test]
fn escape_clears_a_message_when_nothing_else_is_to_be_undone() {
    let mut story = story();
    story.press("jv");
    story.value_fails(FailureKind::NotPermitted);
    story.press("\n\x1b");
    assert_ne!(story.notice(), "", "Esc has left the detail");
    story.press("\x1b");
    assert_eq!(story.notice(), "");
}

#[test]
fn escape_leaves_what_is_under_way() {
    let mut story = story();
    story.press("jy");
    let told = story.notice().to_owned();
    assert!(told.contains('b'), "{told}");
    story.press("\x1b");
    assert_eq!(story.notice(), told);
}

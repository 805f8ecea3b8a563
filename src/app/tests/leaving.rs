//! Stories about leaving forms: with changes, to finish in the background, and with the program.

use std::time::Duration;

use super::write::{SAVE, secret, three};
use crate::app::Event;
use crate::app::form::Phase;
use crate::domain::{Answer, FailureKind};

#[test]
fn leaving_a_changed_form_asks_and_an_unchanged_one_does_not() {
    let mut story = three();
    story.press("e\x1b");
    assert!(story.app.form().is_none());
    story.press("ex\x1b");
    assert!(matches!(story.app.form().unwrap().phase, Phase::Leaving));
    story.press("\n");
    assert_eq!(story.form_value(), "x", "the focus was on the safe choice");
    story.press("\x1b\t\n");
    assert!(story.app.form().is_none());
}

#[test]
fn a_save_can_be_left_to_finish_and_its_form_comes_back_when_it_fails() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    assert!(story.app.form().is_none());
    story.press("j");
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.notice(), "a was not saved: you need USER on it.");
    story.press("ke");
    assert_eq!(story.form_value(), "new");
}

#[test]
fn quitting_waits_for_a_save_then_asks() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1bq");
    assert!(!story.quits);
    story.advance(Duration::from_secs(3));
    assert!(story.app.modal().is_some());
    story.press("\n");
    assert!(!story.quits, "the focus was on Wait");
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert!(story.quits);
}

#[test]
fn a_signal_waits_a_little_and_says_what_is_not_known() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.tell(Event::Terminate);
    assert!(!story.quits);
    story.advance(Duration::from_secs(3));
    assert!(story.quits);
    assert!(story.app.last_words().unwrap().contains("whether a was changed"));
}

#[test]
fn ctrl_c_in_a_changed_form_is_escape_once() {
    let mut story = three();
    story.press("ex\x03");
    assert!(!story.quits && matches!(story.app.form().unwrap().phase, Phase::Leaving));
    story.press("\x03");
    assert!(story.quits);
}

#[test]
fn quitting_asks_about_a_form_that_was_left_with_changes() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.fails(FailureKind::NotPermitted);
    story.press("q");
    assert!(!story.quits && story.app.modal().is_some());
    story.press("\n");
    assert!(!story.quits && story.app.modal().is_none());
    story.press("q\t\n");
    assert!(story.quits);
}

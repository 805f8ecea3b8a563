//! Stories about production: one step more before anything is sent.

use super::write::{SAVE, secret};
use crate::support::app_test::setup::site;
use crate::support::prelude::*;

fn production() -> AppTest {
    let site = Site { danger: true, ..site("tacc") };
    AppTest::begin_at(vec![Profile { site, ..Profile::default() }])
        .loaded(vec![secret("a", "old", true, true)])
}

impl AppTest {
    fn asks_for_the_tenant(&self) -> bool {
        self.form().is_some_and(|form| form.text().contains("Type tacc to go on:"))
    }
}

#[test]
fn an_edit_is_sent_once_the_tenant_was_typed() {
    let mut story = production();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    assert!(!story.asks_for_the_tenant(), "a review needs no step more");
    story.press(SAVE);
    assert!(story.asks_for_the_tenant() && story.writes().is_empty());
    story.press("dev\n");
    assert!(story.form_text().contains("Type tacc to go on: ✗ dev not its name"), "{}", story.form_text());
    story.press("\x08\x08\x08tacc\n");
    assert_eq!(story.writes(), ["update a new -"]);
}

#[test]
fn a_new_secret_and_a_deletion_take_it_as_well() {
    let mut story = production();
    story.press("an\tv");
    story.press(SAVE);
    assert!(story.asks_for_the_tenant() && story.asked.is_empty());
    story.press("tacc\n");
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes(), ["create n v"]);
    let mut story = production();
    story.press("Da\t\t\n");
    assert!(story.asks_for_the_tenant() && story.writes().is_empty());
    story.press("tacc\n");
    assert_eq!(story.writes(), ["delete a"]);
}

#[test]
fn it_is_asked_for_every_time() {
    let mut story = production();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    story.press("tacc\n");
    story.fails(FailureKind::NotPermitted);
    story.press(SAVE);
    story.press(SAVE);
    assert!(story.asks_for_the_tenant());
    assert_eq!(story.writes().len(), 1);
}

#[test]
fn escape_goes_back_to_the_form_and_a_fault_comes_first() {
    let mut story = production();
    story.press("a");
    story.press(SAVE);
    assert!(!story.asks_for_the_tenant(), "there is nothing to send yet");
    story.press("n\tv");
    story.press(SAVE);
    story.press("ta\x1b");
    assert!(!story.has_dialog() && story.has_form());
    assert!(story.writes().is_empty());
}

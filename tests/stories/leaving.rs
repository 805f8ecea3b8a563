//! Stories about leaving forms: with changes, to finish in the background, and with the program.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

#[test]
fn leaving_a_changed_form_asks_and_an_unchanged_one_does_not() {
    let mut story = three();
    story.press("e\x1b");
    assert!(!story.has_form());
    story.press("ex\x1b");
    assert_eq!(story.phase(), Phase::Leaving);
    story.press("\n");
    assert_eq!(story.form_value(), "x", "the focus was on the safe choice");
    story.press("\x1b\t\n");
    assert!(!story.has_form());
}

#[test]
fn a_save_can_be_left_to_finish_and_its_form_comes_back_when_it_fails() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    assert!(!story.has_form());
    story.press("j");
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.notice(), "a was not saved: you need USER on it.");
    story.press("ke");
    assert_eq!(story.form_value(), "new");
}

const UNKNOWN: &str = "tapis-secrets: ended before it was known what became of a.";

fn creating(story: &mut AppTest) -> Answer {
    story.press("anew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    Answer::Created { secret: secret("new", "", true, true).into(), replaced: false }
}

fn changing(story: &mut AppTest) -> Answer {
    story.press("ex");
    story.press(SAVE);
    story.press(SAVE);
    Answer::Updated(secret("a", "old", true, true).into())
}

fn deleting(story: &mut AppTest) -> Answer {
    story.press("Da\t\t\n");
    Answer::Deleted("a".into())
}

#[rstest]
#[case::create(creating, "amine\tq")]
#[case::edit(changing, "eq")]
#[case::delete(deleting, "Dq")]
fn what_is_typed_while_a_change_is_sent_goes_into_a_form_of_its_own(
    #[case] begin: fn(&mut AppTest) -> Answer,
    #[case] next: &str,
) {
    let mut story = three();
    let answer = begin(&mut story);
    let (sent, _) = story.asked.last().unwrap();
    let sent = sent.clone();
    story.press("\x1b");
    story.press(next);
    story.tell(Event::Reply(sent, Reply::Final(Ok(answer))));
    story.match_all();
    let done = ["Created new.", "Saved a: value.", "Deleted a."];
    assert!(done.iter().any(|done| story.notice().starts_with(done)), "{}", story.notice());
    story.press("q");
    let confirmed = if story.form_title() == "Delete a" { story.confirmation() } else { String::new() };
    let typed = [confirmed, story.form_value()].concat();
    assert_eq!((typed.as_str(), story.quits), ("qq", false));
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
    assert!(story.has_dialog());
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
    assert_eq!(story.app.last_words(), [UNKNOWN]);
}

#[test]
fn a_change_that_is_refused_after_a_signal_is_told_of_when_the_screen_is_back() {
    let mut story = three();
    changing(&mut story);
    story.tell(Event::Terminate);
    story.fails(FailureKind::NotPermitted);
    assert!(story.quits);
    assert_eq!(story.app.last_words(), ["tapis-secrets: a was not saved: you need USER on it."]);
}

#[test]
fn a_change_that_a_signal_keeps_from_being_sent_is_told_of() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.tell(Event::Terminate);
    story.got(secret("a", "somebody's", true, true));
    assert!(story.quits && story.writes().is_empty());
    assert_eq!(story.app.last_words(), ["tapis-secrets: a was not sent: somebody changed its description."]);
}

#[test]
fn a_change_that_took_effect_after_a_signal_needs_no_words() {
    let mut story = three();
    let answer = changing(&mut story);
    story.tell(Event::Terminate);
    story.answer(Ok(answer));
    assert!(story.quits && story.app.last_words().is_empty());
}

#[rstest]
#[case::ctrl_c_twice("\x03\x03")]
#[case::quit_anyway("\x1bq")]
fn whoever_insists_on_leaving_is_told_what_is_not_known(#[case] keys: &str) {
    let mut story = three();
    changing(&mut story);
    story.press(keys);
    if !story.quits {
        story.advance(Duration::from_secs(3));
        story.press("\t\n");
    }
    assert!(story.quits);
    assert_eq!(story.app.last_words(), [UNKNOWN]);
}

#[test]
fn a_deletion_of_which_nobody_can_tell_is_asked_about_and_told_of() {
    let mut story = three();
    deleting(&mut story);
    story.press("\x1b");
    story.fails(TIMED_OUT);
    for wait in [2, 10, 0] {
        story.fails(FailureKind::ServiceFault);
        story.advance(Duration::from_secs(wait));
    }
    assert_eq!(story.notice(), "Unknown whether a was deleted.");
    story.press("q");
    assert!(!story.quits);
    assert_eq!(story.question(), "Unknown whether a was deleted.");
    story.press("\t\n");
    assert!(story.quits);
    assert_eq!(story.app.last_words(), [UNKNOWN]);
}

#[test]
fn a_doubt_on_the_screen_is_told_of_when_ctrl_c_leaves_it() {
    let mut story = three();
    changing(&mut story);
    story.fails(TIMED_OUT);
    assert_eq!(story.phase(), Phase::Doubt);
    story.press("\x03");
    assert!(!story.quits);
    story.press("\x03");
    assert!(story.quits);
    assert_eq!(story.app.last_words(), [UNKNOWN]);
}

#[test]
fn a_saved_value_of_which_nobody_can_tell_is_not_called_unsaved() {
    let mut story = three();
    story.press("jjenew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.fails(TIMED_OUT);
    story.press("q");
    assert_eq!(story.question(), "Unknown whether c was saved.");
}

#[test]
fn ctrl_c_in_a_changed_form_is_escape_once() {
    let mut story = three();
    story.press("ex\x03");
    assert!(!story.quits && story.phase() == Phase::Leaving);
    story.press("\x03");
    assert!(story.quits);
}

#[test]
fn ctrl_c_asks_about_a_form_that_was_left_with_changes() {
    let mut story = three();
    changing(&mut story);
    story.press("\x1b");
    story.fails(FailureKind::NotPermitted);
    story.press("\x03");
    assert!(!story.quits && story.has_dialog());
    assert_eq!(story.question(), "The form of a has changes that were not saved.");
    story.press("\x03");
    assert!(story.quits, "a second time it is meant");
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
    assert!(!story.quits && story.has_dialog());
    story.press("\n");
    assert!(!story.quits && !story.has_dialog());
    story.press("q\t\n");
    assert!(story.quits);
}

#[rstest]
#[case::create(creating, "Creating new.")]
#[case::edit(changing, "Saving a.")]
#[case::delete(deleting, "Deleting a.")]
fn what_goes_on_in_the_background_is_told_while_nothing_else_is(
    #[case] begin: fn(&mut AppTest) -> Answer,
    #[case] told: &str,
) {
    let mut story = three();
    let answer = begin(&mut story);
    let sent = story.asked.last().unwrap().0.clone();
    story.press("\x1b");
    assert_eq!(story.notice(), told);
    story.tell(Event::Paste("x".to_owned().into()));
    assert!(story.notice().contains("paste"), "what comes in between is read first");
    story.advance(Duration::from_secs(10));
    assert_eq!(story.notice(), told);
    story.tell(Event::Reply(sent, Reply::Final(Ok(answer))));
    story.match_all();
    assert_ne!(story.notice(), told);
}

//! Stories about leaving forms: with changes, to finish in the background, and with the program.

use std::time::Duration;

use rstest::rstest;

use super::story::Story;
use super::write::{SAVE, secret, three};
use crate::app::Event;
use crate::app::form::Phase;
use crate::domain::{Answer, FailureKind, Reply};

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

fn creating(story: &mut Story) -> Answer {
    story.press("anew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    Answer::Created { secret: secret("new", "", true, true).into(), replaced: false }
}

fn changing(story: &mut Story) -> Answer {
    story.press("ex");
    story.press(SAVE);
    story.press(SAVE);
    Answer::Updated(secret("a", "old", true, true).into())
}

fn deleting(story: &mut Story) -> Answer {
    story.press("Da\t\t\n");
    Answer::Deleted("a".into())
}

#[rstest]
#[case::create(creating, "amine\tq")]
#[case::edit(changing, "eq")]
#[case::delete(deleting, "Dq")]
fn what_is_typed_while_a_change_is_sent_goes_into_a_form_of_its_own(
    #[case] begin: fn(&mut Story) -> Answer,
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
    let done = ["Created new.", "Saved a.", "Deleted a."];
    assert!(done.iter().any(|done| story.notice().starts_with(done)), "{}", story.notice());
    story.press("q");
    let form = story.app.form().expect("the form that is being filled in stays");
    let typed = [form.confirm.text(), &story.form_value()].concat();
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

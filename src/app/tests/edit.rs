//! Stories about changing, deleting, and sessions that may do neither.

use super::story::Story;
use super::write::{SAVE, secret, three};
use crate::app::form::{Phase, Spot};
use crate::app::settings::Settings;
use crate::domain::{Answer, SecretValue};

#[test]
fn a_password_is_changed_and_reviewed_before_it_is_sent() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    assert!(story.writes().is_empty(), "a review sends nothing");
    assert_eq!(story.app.form().unwrap().focus, Spot::Safe);
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -"]);
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert!(story.app.form().is_none());
    assert_eq!(story.notice(), "Saved a. Running pods keep the old value until they are restarted.");
}

#[test]
fn a_changed_description_is_compared_with_the_service_before_it_is_sent() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    assert!(matches!(story.app.form().unwrap().phase, Phase::Theirs(_)));
    assert!(story.writes().is_empty());
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a - older"]);
}

#[test]
fn nothing_changed_is_said_and_not_sent() {
    let mut story = three();
    story.press("e");
    story.press(SAVE);
    assert_eq!(story.notice(), "Nothing was changed in a, so nothing was sent.");
    assert!(story.writes().is_empty());
}

#[test]
fn a_new_description_from_the_service_does_not_touch_what_was_typed() {
    let mut story = three();
    story.press("e\ter");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.app.form().unwrap().description.joined(), "older");
    let mut story = three();
    story.press("e");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.app.form().unwrap().description.joined(), "somebody's");
}

#[test]
fn the_present_value_is_loaded_on_request_and_compared() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\x0f");
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    assert_eq!(story.form_value(), "present");
    assert!(!story.app.form().unwrap().is_changed());
    story.press("!");
    assert!(story.app.form().unwrap().value_changed());
}

#[test]
fn a_write_only_value_is_not_asked_for() {
    let mut story = three();
    story.press("jje");
    let asked = story.asked.len();
    story.press("\x0f");
    assert_eq!(story.asked.len(), asked);
    assert_eq!(story.notice(), "c is write-only: its value cannot be shown or copied.");
}

#[test]
fn a_fixed_value_stays_fixed_when_it_is_loaded_to_be_looked_at() {
    let mut story = three();
    story.press("je\x0f");
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    assert!(story.app.form().unwrap().change().value.is_none());
}

#[test]
fn a_deletion_needs_the_id_and_selects_the_next_row() {
    let mut story = three();
    story.press("jDb\n\n");
    assert!(story.writes().is_empty() && story.app.form().is_none(), "Enter led to Cancel");
    story.press("Db\t\t\n");
    assert_eq!(story.writes(), ["delete b"]);
    story.answer(Ok(Answer::Deleted("b".into())));
    assert_eq!((story.notice(), story.selected(), story.app.list().shown()), ("Deleted b.", "c", 2));
}

#[test]
fn a_view_only_session_changes_nothing() {
    let settings = Settings { view_only: true, ..Settings::default() };
    let mut story = Story::begin_with(settings).loaded(vec![secret("a", "", true, true)]);
    for key in ["a", "e", "D"] {
        story.press(key);
        assert!(story.app.form().is_none());
        assert_eq!(story.notice(), "This session is view only: it changes nothing.");
    }
}

#[test]
fn a_form_does_not_print_what_is_typed() {
    let mut story = three();
    story.press("ehunter2-sentinel");
    assert!(!format!("{:?}", story.app).contains("hunter2"));
}

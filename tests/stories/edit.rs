//! Stories about changing, deleting, and sessions that may do neither.

use rstest::rstest;

use super::write::{SAVE, secret, three};
use crate::support::prelude::*;

#[test]
fn a_password_is_changed_and_reviewed_before_it_is_sent() {
    let mut story = three().changing();
    assert!(story.writes().is_empty(), "a review sends nothing");
    assert!(story.is_on_safe());
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -"]);
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert!(!story.has_form());
    assert_eq!(story.notice(), "Saved a: value. Running pods keep the old value until they are restarted.");
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
    assert_eq!(story.phase(), Phase::Theirs);
    assert!(story.writes().is_empty());
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.writes(), ["update a - older"]);
}

#[test]
fn what_was_changed_once_more_while_both_were_shown_is_shown_too() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    story.press(SAVE);
    story.got(secret("a", "somebody's second", true, true));
    assert_eq!(story.phase(), Phase::Theirs);
    assert!(
        story.form_text().contains("theirs, at the service now somebody's second yours"),
        "{}",
        story.form_text()
    );
    assert!(story.writes().is_empty());
}

#[test]
fn a_description_that_changes_while_another_is_typed_is_shown_before_it_is_overwritten() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    assert!(story.form_text().contains("− old + older"), "the review on the screen stays as it is");
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.phase(), Phase::Theirs);
    assert!(story.writes().is_empty());
}

#[rstest]
#[case::filling("")]
#[case::in_review(SAVE)]
#[case::leaving("\x1b")]
fn a_value_that_turns_out_to_be_fixed_is_not_sent_and_what_was_typed_is_kept(#[case] keys: &str) {
    let mut story = three();
    story.press("enew");
    story.press(keys);
    story.got(secret("a", "old", true, false));
    assert_eq!(story.notice(), "a is read-only: only its description can be changed.");
    if keys == "\x1b" {
        story.press("\n");
    }
    story.press("word");
    story.press(SAVE);
    story.press(SAVE);
    assert_eq!(story.phase(), Phase::Filling);
    let told = "value cannot be changed; fixed when it was created ! what you typed is kept here, not sent";
    assert!(story.form_text().starts_with(told), "{}", story.form_text());
    story.press("\x12");
    assert!(story.the_form().rows.iter().any(|row| row.trim() == "new"), "{}", story.screen());
    story.press("\x12");
    assert_eq!(story.field("description"), "old", "what is typed for the value is not shown elsewhere");
    assert!(story.writes().is_empty());
    story.press("\x1b");
    assert_eq!(story.phase(), Phase::Leaving, "it is asked before it is lost");
}

#[test]
fn a_value_is_not_sent_with_a_description_when_the_last_look_finds_it_fixed() {
    let mut story = three();
    story.press("enew\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, false));
    assert!(story.writes().is_empty());
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, false));
    assert_eq!(story.writes(), ["update a - older"]);
}

#[test]
fn a_mode_that_allows_more_than_the_list_said_is_followed() {
    let mut story = three();
    story.press("je");
    story.got(secret("b", "", true, true));
    assert!(story.form_text().contains("value unchanged"), "{}", story.form_text());
}

#[test]
fn a_present_value_that_comes_into_the_review_is_compared_there() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new\x0f");
    story.press(SAVE);
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    assert!(story.phase() == Phase::Review);
    assert!(story.form_text().contains("compared different from the current value"), "{}", story.form_text());
    assert_eq!(story.keeps_old(), None, "it need not be read once more to be brought back");
    assert!(story.form_text().contains("u can bring the old value back"), "{}", story.form_text());
    assert_eq!(story.form_value(), "new");
}

#[test]
fn a_review_of_what_is_there_already_is_over() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("same\x0f");
    story.press(SAVE);
    story.answer(Ok(Answer::Value(SecretValue::new("same".into()))));
    assert_eq!(story.phase(), Phase::Filling);
    assert_eq!(story.notice(), "Nothing was changed in a, so nothing was sent.");
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
    assert_eq!(story.field("description"), "older");
    let mut story = three();
    story.press("e");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.field("description"), "somebody's");
}

#[test]
fn the_present_value_is_loaded_on_request_and_compared() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\x0f");
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    assert_eq!(story.form_value(), "present");
    assert!(!story.form_text().contains("●"), "{}", story.form_text());
    story.press("!");
    assert!(story.form_text().starts_with("● value"), "{}", story.form_text());
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
    story.press(SAVE);
    assert_eq!(story.notice(), "Nothing was changed in b, so nothing was sent.");
}

#[test]
fn a_deletion_needs_the_id_and_selects_the_next_row() {
    let mut story = three();
    story.press("jDb\n\n");
    assert!(story.writes().is_empty() && !story.has_form(), "Enter led to Cancel");
    story.press("Db\t\t\n");
    assert_eq!(story.writes(), ["delete b"]);
    story.answer(Ok(Answer::Deleted("b".into())));
    assert_eq!((story.notice(), story.selected(), story.rows_shown()), ("Deleted b.", "c", 2));
}

#[test]
fn the_key_that_confirms_deletes_once_the_id_is_complete_and_says_before_what_is_missing() {
    let mut story = three();
    story.press("jD");
    for (typed, told) in [
        ("", "Nothing was deleted: type the id first."),
        ("x", "Nothing was deleted: what is typed is not the id."),
        ("\x08b\n", "Nothing was deleted yet: Ctrl-s deletes it, or its button (Tab, Enter)."),
    ] {
        story.press(typed);
        if !typed.ends_with('\n') {
            story.press(SAVE);
        }
        assert_eq!(story.notice(), told);
        assert!(story.writes().is_empty() && story.has_form());
    }
    story.press(SAVE);
    assert_eq!(story.writes(), ["delete b"]);
}

#[test]
fn a_deletion_that_came_back_with_news_is_not_confirmed_by_a_key_that_was_under_way() {
    let mut story = three();
    story.press("Da\x0f");
    story.press(SAVE);
    story.fails(FailureKind::ServiceFault);
    assert!(story.writes().is_empty() && story.form_text().contains("complete"));
    story.press(SAVE);
    assert!(story.writes().is_empty());
    assert_eq!(story.notice(), "Nothing was deleted yet: Ctrl-s deletes it, or its button (Tab, Enter).");
    story.press(SAVE);
    assert_eq!(story.writes(), ["delete a"]);
}

#[test]
fn the_key_that_confirms_throws_nothing_away_and_says_so() {
    let mut story = three();
    story.press("enew\x1b");
    story.press(SAVE);
    assert_eq!(story.notice(), "Nothing was saved or thrown away: one of the two buttons decides.");
    assert!(story.has_form() && story.writes().is_empty());
}

#[test]
fn a_view_only_session_changes_nothing() {
    let settings = Settings { view_only: true, ..Settings::default() };
    let mut story = AppTest::begin_with(settings).loaded(vec![secret("a", "", true, true)]);
    for key in ["a", "e", "D"] {
        story.press(key);
        assert!(!story.has_form());
        assert_eq!(story.notice(), "This session is view only: it changes nothing.");
    }
}

#[test]
fn no_key_that_changes_something_works_view_only_though_it_was_typed_ahead() {
    let settings = Settings { view_only: true, ..Settings::default() };
    let mut story = AppTest::begin_with(settings);
    story.press("jD");
    let story = story.loaded(vec![secret("a", "", true, true)]);
    assert_eq!(story.notice(), "This session is view only: it changes nothing.");
    assert!(!story.has_form());
}

#[test]
fn what_was_told_of_the_last_attempt_does_not_stand_over_the_next() {
    let mut story = three();
    story.press("e");
    story.press(SAVE);
    assert_eq!(story.notice(), "Nothing was changed in a, so nothing was sent.");
    story.press("new");
    story.press(SAVE);
    assert_eq!(story.notice(), "", "one change is shown");
    story.press(SAVE);
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.notice(), "a was not saved: you need USER on it.");
    story.press(SAVE);
    story.press(SAVE);
    assert_eq!(story.notice(), "", "it is being saved");
}

#[test]
fn a_form_does_not_print_what_is_typed() {
    let mut story = three();
    story.press("ehunter2-sentinel");
    assert!(!format!("{:?}", story.app).contains("hunter2"));
}

//! Stories about undoing what a service that changes, fails or keeps silent has done.

use super::write::{READ, SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

impl AppTest {
    /// What the form says of what has changed since the change that it undoes.
    #[track_caller]
    pub(super) fn differs(&self) -> &'static str {
        let text = self.form_text();
        assert!(text.contains("This undoes ") || text.contains("This writes back "), "no undo: {text}");
        let all = [
            "Value and description were changed since then.",
            "The description was changed since then.",
            "The description was changed since then, and perhaps the value, which was not read.",
            "The description was changed since then, and the value cannot be read: it may be gone.",
            "The value cannot be read: it may be gone.",
            "The value was changed since then.",
            "The value was not read: it may have been changed since then.",
        ];
        all.into_iter().find(|differs| text.contains(&format!("! {differs}"))).unwrap_or_default()
    }
}

#[test]
fn a_value_that_somebody_changed_since_is_told_before_it_is_replaced() {
    let mut story = AppTest::changed_with_old_value();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("somebody's");
    assert_eq!(story.differs(), "The value was changed since then.");
    story.press("\x12");
    assert!(story.form_text().contains("now somebody's after old value"), "{}", story.form_text());
    story.press("\x12");
    assert_eq!(story.writes().len(), 1);
    story.press("\x1b");
    assert_eq!((story.writes().len(), story.held().len()), (1, 1), "nothing was done");
}

#[test]
fn a_description_that_somebody_changed_since_is_shown_beside_ours() {
    let mut story = three().redescribed();
    story.press("u");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.differs(), "The description was changed since then.");
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.writes().last().unwrap(), "update a - old");
}

#[test]
fn an_undo_that_has_nothing_to_do_sends_nothing() {
    let mut story = AppTest::changed_with_old_value();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("old value");
    assert!(!story.has_form() && story.held().is_empty());
    assert_eq!(story.notice(), "a is as it was before, so nothing was sent.");
}

#[test]
fn what_was_deleted_since_can_be_created_again_with_the_value_that_is_held() {
    let mut story = AppTest::changed_with_old_value();
    story.press("u");
    story.fails(FailureKind::NotFound);
    assert_eq!(story.notice(), "a is gone; the list was refreshed.");
    assert_eq!(story.phase(), Phase::Review);
    assert!(
        story.form_text().contains("It was deleted since. This creates it again"),
        "{}",
        story.form_text()
    );
    assert_eq!(story.field("description"), "old");
    story.press("\x1b");
    assert_eq!(story.held(), ["changed a"], "it is not lost by a no");
    story.press("u");
    story.fails(FailureKind::NotFound);
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes().last().unwrap(), "create a old value");
    story.created("a");
    assert_eq!(story.held(), ["created a"]);
}

#[test]
fn of_what_was_deleted_since_a_description_alone_is_not_offered_for_ever() {
    let mut story = three().redescribed();
    story.press("u");
    story.fails(FailureKind::NotFound);
    assert!(!story.has_form() && story.held().is_empty());
}

#[test]
fn an_undo_goes_on_without_comparing_where_the_value_cannot_be_read_any_more() {
    let mut story = AppTest::changed_with_old_value();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.phase(), Phase::Review);
    assert_eq!(story.differs(), "The value was not read: it may have been changed since then.");
    story.press(SAVE);
    assert_eq!(story.writes().last().unwrap(), "update a old value -");
}

#[test]
fn a_change_of_which_nobody_can_tell_is_held_until_it_is_known_not_to_be() {
    let mut story = three().changing();
    story.press(&format!("{READ}{SAVE}"));
    story.value_read("old value");
    story.fails(TIMED_OUT);
    assert!(matches!(story.last_request(), Request::GetValue(_)), "reading it was agreed to");
    story.fails(TIMED_OUT);
    assert_eq!(story.phase(), Phase::Doubt);
    assert_eq!(story.held().len(), 1, "it may have been done");
    story.press("\t\n");
    story.each_read("old value");
    assert!(story.held().is_empty(), "it was not");
    // What is sent once more brings the value that was read first.
    story.press(&format!("{SAVE}{SAVE}"));
    let reads = story.asked.iter().filter(|(_, request)| matches!(request, Request::GetValue(_))).count();
    assert_eq!(reads, 5, "it is not read again, when it may be the new one");
    story.updated("a", "old");
    assert_eq!(story.held().len(), 1);
}

#[test]
fn of_a_change_that_took_effect_in_part_that_part_can_be_undone() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("new\ter{SAVE}{READ}{SAVE}"));
    story.value_read("old value");
    story.got(secret("a", "old", true, true));
    assert_eq!(story.writes(), ["update a new older"]);
    story.fails(TIMED_OUT);
    for _ in 0..3 {
        story.got(secret("a", "old", true, true));
        story.advance(std::time::Duration::from_secs(10));
    }
    story.value_read("new");
    story.got(secret("a", "old", true, true));
    assert_eq!(story.notice(), "The value of a was saved, its description was not.");
    story.press("\x1b\t\n");
    assert!(!story.has_form());
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("new");
    assert_eq!(story.differs(), "");
    story.press(SAVE);
    assert_eq!(story.writes().last().unwrap(), "update a old value -");
}

#[test]
fn where_only_the_description_can_come_back_the_review_says_so() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("new\ter{SAVE}{SAVE}"));
    story.got(secret("a", "old", true, true));
    story.updated("a", "older");
    story.press("u");
    story.got(secret("a", "older", true, true));
    assert!(story.form_text().contains("! Only the description comes back"), "{}", story.form_text());
    story.press(SAVE);
    story.got(secret("a", "older", true, true));
    assert_eq!(story.writes().last().unwrap(), "update a - old");
}

#[test]
fn a_form_that_is_left_while_the_old_value_is_read_goes_on() {
    let mut story = three().changing();
    story.press(&format!("{READ}{SAVE}\x1b"));
    assert!(!story.has_form() && story.is_sending());
    story.value_read("old value");
    assert_eq!(story.writes(), ["update a new -"]);
    story.updated("a", "old");
    assert_eq!(story.held().len(), 1);
}

#[test]
fn looking_before_an_undo_is_given_up_with_escape() {
    let mut story = AppTest::changed_with_old_value();
    story.press("u\x1b");
    assert!(!story.has_form());
    assert_eq!((story.aborted.len(), story.held().len()), (1, 1));
}

#[test]
fn what_was_put_into_a_new_secret_since_is_not_deleted_unseen() {
    let mut story = three().created_new();
    story.press("u");
    story.got(secret("new", "theirs", true, true));
    assert!(story.differs().starts_with("The description was changed since then"), "{}", story.differs());
    story.press(&format!("{READ}new\n\t\n"));
    story.value_read("somebody's");
    assert_eq!(story.writes().len(), 1);
    assert_eq!(story.notice(), "Nothing was deleted: the value of new has changed since.");
    assert_eq!(story.differs(), "Value and description were changed since then.");
    story.press("\n\t\n");
    assert_eq!(story.writes().last().unwrap(), "delete new");
}

#[test]
fn a_secret_that_an_older_service_overwrote_is_not_offered_for_deletion() {
    let mut story = three();
    story.press(&format!("anew\tpw{SAVE}"));
    story.fails(FailureKind::NotFound);
    let secret = Box::new(secret("new", "", true, true));
    story.answer(Ok(Answer::Created { secret, replaced: true }));
    assert!(story.held().is_empty());
}

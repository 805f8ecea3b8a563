//! Stories about deletions that fail: the service takes the value first and the row then, so that the row alone
//! does not tell that nothing was destroyed.

use rstest::rstest;

use super::write::{READ, SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

const BROKEN: FailureKind = FailureKind::Unreachable(NoAnswer::Broken);
const MAY_BE_GONE: &str = "a was not deleted, but its value may be gone.";

impl AppTest {
    /// The value of `a` was read, its deletion ended like this, and `a` is still there.
    fn not_deleted(end: FailureKind) -> Self {
        let mut story = Self::deleting();
        story.fails(end);
        story.each_look(|story| story.got(secret("a", "old", true, true)));
        story
    }

    /// The value of `a` was read, and its deletion is sent.
    fn deleting() -> Self {
        let mut story = three();
        story.press(&format!("D{READ}a\n\t\n"));
        story.value_read("old value");
        story
    }

    /// The same, and the value is gone.
    fn half_deleted() -> Self {
        let mut story = Self::not_deleted(FailureKind::ServiceFault);
        story.fails(FailureKind::ServiceFault);
        story
    }

    /// What the journal says of the deletion that came first.
    fn first_outcome(&self) -> String {
        let journal = self.journal();
        let first = journal.iter().find_map(|entry| entry.strip_prefix("delete a: "));
        first.expect("no deletion").to_owned()
    }
}

#[rstest]
#[case::fault(FailureKind::ServiceFault)]
#[case::cut_off(FailureKind::Unintelligible(Unclear::CutOff))]
#[case::page(FailureKind::Unintelligible(Unclear::Html))]
#[case::redirect(FailureKind::WrongAddress)]
#[case::broken(BROKEN)]
#[case::timed_out(TIMED_OUT)]
fn after_a_deletion_without_a_proper_answer_the_value_is_looked_at(#[case] end: FailureKind) {
    let mut story = AppTest::not_deleted(end);
    assert!(matches!(story.last_request(), Request::GetValue(_)));
    assert!(!story.notice().contains("was not deleted"), "{}", story.notice());
    story.fails(FailureKind::ServiceFault);
    assert_eq!((story.notice(), story.offered()), (MAY_BE_GONE, Some("write it back")));
    assert_eq!(story.held(), ["deleted? a"]);
    assert!(story.first_outcome().starts_with("not deleted, its value may be gone: "));
    assert!(!story.has_form(), "what it was for is held");
}

#[rstest]
#[case::gone(FailureKind::ServiceFault)]
#[case::not_readable(FailureKind::NotReadable)]
#[case::not_permitted(FailureKind::NotPermitted)]
#[case::timed_out(TIMED_OUT)]
#[case::broken(BROKEN)]
fn a_value_that_nobody_has_seen_may_be_gone(#[case] look: FailureKind) {
    let mut story = AppTest::not_deleted(FailureKind::ServiceFault);
    story.fails(look);
    assert_eq!((story.notice(), story.offered()), (MAY_BE_GONE, Some("write it back")));
}

#[test]
fn a_value_that_is_gone_is_written_back() {
    let mut story = AppTest::half_deleted();
    story.press("u");
    story.got(secret("a", "old", true, true));
    assert_eq!(story.form_title(), "Write a back");
    story.fails(FailureKind::ServiceFault);
    assert!(story.phase() == Phase::Review);
    assert_eq!(story.differs(), "The value cannot be read: it may be gone.");
    let told = "u cannot bring the current value back: it may be gone.";
    assert!(story.form_text().contains(told), "and it is not read once more: {}", story.form_text());
    assert_eq!(story.keeps_old(), None);
    story.press(SAVE);
    assert_eq!(story.writes(), ["delete a", "update a old value -"]);
    story.updated("a", "old");
    assert_eq!(story.notice(), "Restored the value of a.");
    assert!(story.held().is_empty());
}

#[test]
fn a_value_that_is_still_there_is_said_to_be_and_nothing_is_offered() {
    let mut story = AppTest::not_deleted(FailureKind::ServiceFault);
    story.value_read("old value");
    assert_eq!(story.notice(), "a was not deleted: the service failed. Its value is still there.");
    assert!(story.held().is_empty() && story.has_form());
    assert_eq!(
        story.first_outcome(),
        "not deleted: the service failed; the secret and its value are still there"
    );

    let mut story = AppTest::not_deleted(TIMED_OUT);
    story.value_read("somebody's");
    assert_eq!(story.notice(), "a was not deleted. Its value was changed meanwhile, and is there.");
    assert!(story.held().is_empty());
}

#[test]
fn a_secret_that_goes_while_its_value_is_looked_at_was_deleted() {
    let mut story = AppTest::not_deleted(TIMED_OUT);
    story.fails(FailureKind::NotFound);
    assert_eq!((story.notice(), story.offered()), ("a was deleted after all.", Some("undo")));
    assert_eq!(story.held(), ["deleted a"]);
}

#[test]
fn a_value_that_was_not_to_be_read_is_not_read_after_a_failed_deletion_either() {
    let mut story = three();
    story.press("Da\n\t\n");
    story.fails(FailureKind::ServiceFault);
    story.each_look(|story| story.got(secret("a", "old", true, true)));
    assert_eq!((story.notice(), story.offered()), (MAY_BE_GONE, None));
    assert!(!story.asked.iter().any(|(_, request)| matches!(request, Request::GetValue(_))));
    assert!(story.held().is_empty());
    // The form is there to delete it again, which the service answers with a yes.
    story.press("\t\t\n");
    assert_eq!(story.writes(), ["delete a", "delete a"]);
    story.deleted("a");
    assert_eq!(story.notice(), "Deleted a.");
}

#[test]
fn deleting_once_more_keeps_the_value_that_is_held() {
    let mut story = AppTest::half_deleted();
    story.press("Da\n\t\n");
    assert!(matches!(story.last_request(), Request::GetValue(_)), "it may have another by now");
    story.fails(FailureKind::ServiceFault);
    assert_eq!(story.writes(), ["delete a", "delete a"]);
    story.deleted("a");
    assert_eq!((story.notice(), story.offered()), ("Deleted a.", Some("undo")));
    assert_eq!(story.held(), ["deleted a"]);
    story.press(&format!("u{SAVE}"));
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes().last().unwrap(), "create a old value");
}

#[rstest]
#[case::fixed(FailureKind::NotWritable)]
#[case::not_permitted(FailureKind::NotPermitted)]
fn where_the_value_cannot_be_written_back_the_rest_is_deleted_and_created_again(
    #[case] refusal: FailureKind,
) {
    let mut story = AppTest::half_deleted();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.fails(FailureKind::ServiceFault);
    story.press(SAVE);
    story.fails(refusal);
    assert!(!story.has_form() && story.notice().starts_with("a was not saved: "), "{}", story.notice());
    assert_eq!(story.offered(), Some("delete and create it again"));
    story.press("u");
    story.got(secret("a", "old", true, true));
    assert!(story.form_title().starts_with("Delete "), "{}", story.form_title());
    assert!(
        story.form_text().contains("Its value is held, so u can create it again"),
        "{}",
        story.form_text()
    );
    story.press("a\n\t\n");
    assert_eq!(story.writes().last().unwrap(), "delete a");
    story.deleted("a");
    assert_eq!((story.held(), story.offered()), (vec!["deleted a".to_owned()], Some("undo")));
    story.press(&format!("u{SAVE}"));
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes().last().unwrap(), "create a old value");
}

#[test]
fn a_read_only_secret_is_never_asked_to_take_its_value_back() {
    let mut story = three();
    story.press(&format!("jD{READ}b\n\t\n"));
    story.value_read("old value");
    story.fails(FailureKind::ServiceFault);
    story.each_look(|story| story.got(secret("b", "", true, false)));
    story.fails(FailureKind::ServiceFault);
    assert_eq!(story.offered(), Some("delete and create it again"));
    story.press("u");
    story.got(secret("b", "", true, false));
    assert!(story.form_title().starts_with("Delete "), "{}", story.form_title());
    // It fails again: what is held is held once.
    story.press("b\n\t\n");
    story.fails(FailureKind::ServiceFault);
    story.each_look(|story| story.got(secret("b", "", true, false)));
    story.fails(FailureKind::ServiceFault);
    assert_eq!(story.held(), ["deleted? b"]);
}

#[test]
fn a_deletion_of_which_nobody_can_tell_is_taken_back_by_what_the_service_shows() {
    let doubted = || {
        let mut story = AppTest::deleting();
        story.fails(BROKEN);
        story.each_look(|story| story.fails(BROKEN));
        assert_eq!(story.phase(), Phase::Doubt);
        story.press("\x1b\x1b\t\n");
        assert!(!story.has_form());
        assert_eq!(story.held(), ["deleted? a"]);
        story.press("u");
        story
    };
    let mut story = doubted();
    story.got(secret("a", "old", true, true));
    story.value_read("old value");
    assert_eq!(story.notice(), "a is as it was before, so nothing was sent.");
    assert!(story.held().is_empty());

    let mut story = doubted();
    story.fails(FailureKind::NotFound);
    assert_eq!(story.form_title(), "Create a again");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes().last().unwrap(), "create a old value");
    story.created("a");
    assert_eq!(story.held(), ["created a"]);
}

#[test]
fn a_second_deletion_that_finds_nothing_shows_that_the_first_has_done_it() {
    let mut story = AppTest::deleting();
    story.fails(BROKEN);
    story.each_look(|story| story.fails(BROKEN));
    story.press("\t\n");
    assert_eq!(story.writes(), ["delete a", "delete a"]);
    story.fails(FailureKind::NotFound);
    assert_eq!((story.notice(), story.offered()), ("a was deleted after all.", Some("undo")));
    assert_eq!(story.held(), ["deleted a"]);
}

#[test]
fn a_value_that_was_read_before_somebody_else_deleted_the_secret_is_not_lost() {
    let mut story = AppTest::deleting();
    story.fails(FailureKind::NotFound);
    assert_eq!((story.notice(), story.offered()), ("a is gone; the list was refreshed.", Some("undo")));
    assert_eq!(story.first_outcome(), "the secret was gone already");
    story.press(&format!("u{SAVE}"));
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes().last().unwrap(), "create a old value");
}

#[test]
fn a_refusal_tells_nothing_of_an_earlier_write_of_which_nobody_could_tell() {
    let mut story = three().changing();
    story.press(&format!("{READ}{SAVE}"));
    story.value_read("old value");
    story.fails(TIMED_OUT);
    story.fails(TIMED_OUT);
    assert_eq!(story.phase(), Phase::Doubt);
    story.press(&format!("\x1b\ter{SAVE}{SAVE}"));
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.writes().len(), 2);
    assert_eq!(story.held(), ["changed? a"], "the first may have replaced the value");
    story.press("\x1b");
    assert_eq!(story.form_title(), "Leave without knowing?");
}

#[test]
fn a_changed_value_is_compared_at_once_where_reading_it_was_agreed_to() {
    let mut story = three().changing();
    story.press(&format!("{READ}{SAVE}"));
    story.value_read("old value");
    story.fails(FailureKind::ServiceFault);
    assert!(matches!(story.last_request(), Request::GetValue(_)));
    assert!(!story.notice().contains("was not saved"), "{}", story.notice());
    story.answer(Ok(Answer::Value(SecretValue::new("new".to_owned()))));
    assert!(story.notice().starts_with("a was saved after all."), "{}", story.notice());
    assert_eq!((story.held(), story.offered()), (vec!["changed a".to_owned()], Some("undo")));
}

#[test]
fn a_further_deletion_does_not_say_that_the_value_is_lost_while_it_is_held() {
    let mut story = AppTest::half_deleted();
    story.press(&format!("D{READ}\x1bD"));
    let told = "Its value is held, so u can create it again";
    assert!(story.form_text().contains(told), "it is held, and read no more: {}", story.form_text());
    assert_eq!(story.keeps_old(), None);
    story.press("a\n\t\n");
    assert_eq!(story.writes(), ["delete a", "delete a"]);
    story.deleted("a");
    assert_eq!(story.held(), ["deleted a"]);
}

#[test]
fn what_was_not_deleted_is_not_called_deleted_when_the_program_is_left() {
    let mut story = AppTest::half_deleted();
    story.press("q");
    assert_eq!(story.question(), "Undo holds the old value of a; quitting wipes it.");
}

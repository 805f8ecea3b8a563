//! Stories about undoing: what is held and for how long, what the forms say before, what is asked.

use rstest::rstest;

use super::write::{READ, SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

/// What a form says of an old value that is kept.
const KEPT: &str = "u can bring the old value back for 10 minutes. Quitting, another profile or a password lock ends \
                    that.";

impl AppTest {
    /// Asserts what the form says of undoing what it is about to do.
    #[track_caller]
    fn assert_undo_note(&self, note: &str) {
        assert!(self.form_text().contains(note), "{}", self.form_text());
    }
}

#[test]
fn a_value_that_was_read_before_it_was_changed_is_restored() {
    let mut story = AppTest::changed_with_old_value();
    assert_eq!(story.writes(), ["update a new -"]);
    assert_eq!(story.held(), ["changed a"]);
    story.press("u");
    assert!(matches!(story.last_request(), Request::Get(_)), "the service is looked at again");
    story.got(secret("a", "old", true, true));
    assert!(matches!(story.last_request(), Request::GetValue(_)));
    story.value_read("new");
    assert!(story.phase() == Phase::Review && story.is_on_safe());
    assert_eq!(story.differs(), "");
    assert_eq!(story.writes().len(), 1, "nothing is sent before the user says so");
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -", "update a old value -"]);
    story.updated("a", "old");
    assert_eq!(story.notice(), "Restored the value of a.");
    assert_eq!(story.held(), ["changed a"], "the undo can be undone in turn");
}

#[test]
fn old_values_are_not_read_unless_the_user_says_so_and_the_review_says_what_follows() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    let before = story.asked.len();
    story.press(&format!("new{SAVE}"));
    story.assert_undo_note("The old value is not read first, so u cannot bring it back.");
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -"]);
    assert_eq!(story.asked.len(), before + 1, "nothing but the write");
    story.updated("a", "old");
    assert!(story.held().is_empty());
    story.press("u");
    assert!(!story.has_form());
    assert_eq!(story.notice(), "The last change cannot be undone: the old value was not read.");
}

#[test]
fn an_undo_whose_value_is_not_compared_says_that_the_present_one_is_lost() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(READ);
    story.value_read("old value");
    story.press(&format!("er{SAVE}{SAVE}"));
    story.updated("a", "old");
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.assert_undo_note("The current value is not read first, so u cannot bring it back.");
}

#[test]
fn the_answer_holds_for_the_session_and_can_be_taken_back() {
    let mut story = AppTest::changed_with_old_value();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("newer{SAVE}"));
    assert_eq!(story.keeps_old(), Some(true));
    story.assert_undo_note(KEPT);
    story.press("\x1b\x1b\t\nD");
    assert_eq!(story.keeps_old(), Some(true), "for deletions too");
    // The box has the focus after the buttons; Space turns it.
    story.press("\t\t ");
    assert_eq!(story.keeps_old(), Some(false));
    story.assert_undo_note("Its value is not read first, so u cannot create it again");
}

#[test]
fn a_loaded_value_needs_no_second_read() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(READ);
    story.value_read("present");
    story.press(&format!("!{SAVE}"));
    story.assert_undo_note(KEPT);
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a present! -"]);
    story.updated("a", "old");
    story.press("u");
    let reads = story.asked.iter().filter(|(_, request)| matches!(request, Request::GetValue(_))).count();
    story.got(secret("a", "old", true, true));
    assert_eq!(reads, 1, "and the undo reads nothing that the user did not agree to");
    assert_eq!(story.differs(), "The value was not read: it may have been changed since then.");
    story.press(SAVE);
    assert_eq!(story.writes().last().unwrap(), "update a present -");
}

#[rstest]
#[case::write_only("jje", "new\x13", "u cannot bring the old value back: it cannot be read.")]
#[case::deletion(
    "jjD",
    "",
    "u cannot create it again: it cannot be read. Its value, creation time and grants are lost."
)]
fn what_cannot_be_undone_is_said_before_it_is_done(
    #[case] open: &str,
    #[case] then: &str,
    #[case] told: &str,
) {
    let mut story = three();
    story.press(open);
    if open.ends_with('e') {
        story.got(secret("c", "", false, true));
    }
    story.press(then);
    story.assert_undo_note(told);
    assert!(story.form_text().contains(&format!("! {told}")), "it warns: {}", story.form_text());
    assert!(story.writes().is_empty());
    let asked = story.asked.len();
    story.press(READ);
    assert_eq!(story.asked.len(), asked, "and it is not asked for");
}

#[test]
fn when_the_old_value_does_not_come_nothing_is_sent_and_it_is_asked_again() {
    let mut story = three().changing();
    story.press(&format!("{READ}{SAVE}"));
    story.fails(TIMED_OUT);
    assert!(story.writes().is_empty());
    assert_eq!(story.phase(), Phase::Review);
    assert_eq!(story.notice(), "Nothing was sent: a was not read, no answer within 30 s.");
    story.assert_undo_note("If you save now, u cannot bring it back.");
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -"]);
    story.updated("a", "old");
    assert!(story.held().is_empty());
}

#[test]
fn a_description_is_restored_without_reading_a_value() {
    let mut story = three();
    story.press("jje");
    story.got(secret("c", "", false, true));
    story.press(&format!("\tnew words{SAVE}{SAVE}"));
    story.got(secret("c", "", false, true));
    story.updated("c", "new words");
    assert_eq!(story.held(), ["changed c"]);
    story.press("u");
    story.got(secret("c", "new words", false, true));
    story.press(SAVE);
    story.got(secret("c", "new words", false, true));
    assert_eq!(story.writes().last().unwrap(), "update c - ");
    story.updated("c", "");
    assert_eq!(story.notice(), "Restored the description of c.");
}

#[test]
fn a_deleted_secret_is_created_again_as_it_was() {
    let mut story = three();
    story.press(&format!("D{READ}a\n\t\n"));
    assert!(story.writes().is_empty(), "the value is read first");
    story.value_read("old value");
    assert_eq!(story.writes(), ["delete a"]);
    story.deleted("a");
    assert_eq!(story.notice(), "Deleted a.");
    story.press("u");
    assert!(story.phase() == Phase::Review);
    assert_eq!((story.field("id").as_str(), story.field("description").as_str()), ("a", "old"));
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes(), ["delete a", "create a old value"]);
    story.created("a");
    assert_eq!(story.held(), ["created a"], "the deletion is done with");
}

#[test]
fn a_name_that_is_taken_meanwhile_keeps_the_value_until_it_is_discarded() {
    let mut story = AppTest::deleted_with_old_value();
    story.press(&format!("u{SAVE}"));
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.writes(), ["delete a"]);
    assert_eq!(story.fault("id"), "It exists already; edit it, or choose another id.");
    story.advance(HELD_FOR);
    assert!(story.form_text().contains("Its 10 minutes are over"), "{}", story.form_text());
    assert_eq!(story.form_value(), "old value", "the form has it, whatever the time");
    story.press("\x1b");
    assert_eq!(story.phase(), Phase::Leaving, "and is not left without asking");
    story.press("\x1b2");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes().last().unwrap(), "create a2 old value");
}

#[test]
fn undoing_a_creation_is_a_deletion_with_its_form() {
    let mut story = three().created_new();
    story.press("u");
    story.got(secret("new", "", true, true));
    assert_eq!(story.phase(), Phase::Filling);
    story.press("new\n\t\n");
    assert_eq!(story.writes(), ["create new pw", "delete new"]);
    story.deleted("new");
    assert!(story.held().is_empty(), "it was not read, as the form said");
}

#[test]
fn a_creation_of_what_was_deleted_since_is_not_offered_any_more() {
    let mut story = three().created_new();
    story.match_all();
    story.press("/new\nD");
    story.match_all();
    story.press("new\t\t\n");
    story.deleted("new");
    assert_eq!((story.notice(), story.offers()), ("Deleted new.", &[][..]));
}

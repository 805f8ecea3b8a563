//! Stories about the undo that a notice offers: it is that of the change the notice tells of, or none.

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

impl AppTest {
    /// The value of this secret is changed, and the old one is not read.
    fn change_unread(&mut self, id: &str) {
        self.press(&format!("/{id}\ne"));
        self.got(secret(id, "", true, true));
        self.press(&format!("x{SAVE}{SAVE}"));
        self.updated(id, "");
    }

    /// The change whose undo the notice offers, with its key: what undo then takes back.
    fn offered_change(&self) -> Option<String> {
        self.offered()?;
        assert!(self.offers().contains(&Action::Undo));
        self.held().pop()
    }
}

#[test]
fn a_save_that_cannot_be_undone_offers_no_undo_of_what_went_before() {
    for id in ["new", "a"] {
        let mut story = three().created_new();
        assert_eq!(story.offered_change().as_deref(), Some("created new"));
        story.change_unread(id);
        assert!(story.notice().starts_with(&format!("Saved {id}: value.")), "{}", story.notice());
        assert_eq!(story.offered_change(), None);
        assert!(!story.offers().contains(&Action::Undo));
        // And the key does not mean the older change without a word.
        story.press("u");
        assert!(story.asks("Undo which change?") && story.line() == 0);
        assert!(!story.has_form());
        assert_eq!(story.notice(), format!("The change of {id} cannot be undone; these are older."));
        story.press("\n");
        assert_eq!(story.form_title(), "Undo the creation of new");
    }
}

#[test]
fn a_deletion_without_its_value_offers_nothing_of_another_change() {
    let mut story = AppTest::changed_with_old_value();
    story.press("jjDc\n\t\n");
    story.deleted("c");
    assert_eq!((story.notice(), story.offered_change()), ("Deleted c.", None));
    story.press("u");
    assert!(story.asks("Undo which change?"));
    assert_eq!(story.notice(), "The change of c cannot be undone; these are older.");
}

#[test]
fn each_of_two_changes_of_one_secret_offers_its_own_undo() {
    let mut story = AppTest::changed_with_old_value();
    assert_eq!(story.offered_change().as_deref(), Some("changed a"));
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("newer{SAVE}{SAVE}"));
    story.value_read("new");
    story.updated("a", "old");
    assert_eq!(story.offered_change().as_deref(), Some("changed a"));
}

#[test]
fn where_only_the_description_comes_back_the_offer_says_so() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("new\ter{SAVE}{SAVE}"));
    story.got(secret("a", "old", true, true));
    story.updated("a", "older");
    assert_eq!(story.offered(), Some("undo description"));
}

#[test]
fn what_is_wiped_is_not_offered_any_more() {
    let mut story = AppTest::changed_with_old_value();
    story.press("X");
    assert_eq!(story.offered_change(), None);
    assert!(!story.offers().contains(&Action::Undo));
}

#[test]
fn a_creation_of_which_nobody_can_tell_leaves_no_older_change_in_its_place() {
    let mut story = AppTest::changed_with_old_value();
    story.press(&format!("anew\tpw{SAVE}"));
    story.fails(FailureKind::NotFound);
    story.fails(TIMED_OUT);
    for wait in [2, 10, 0] {
        story.fails(TIMED_OUT);
        story.advance(std::time::Duration::from_secs(wait));
    }
    story.press("\x1b\x1b\t\nu");
    assert!(story.asks("Undo which change?"));
    assert_eq!(story.notice(), "Unknown whether new was created; these changes are older.");
}

#[test]
fn what_an_older_service_replaced_leaves_no_older_change_in_its_place() {
    let mut story = AppTest::changed_with_old_value();
    story.press(&format!("anew\tpw{SAVE}"));
    story.fails(FailureKind::NotFound);
    let secret = Box::new(secret("new", "", true, true));
    story.answer(Ok(Answer::Created { secret, replaced: true }));
    story.press("u");
    assert!(story.asks("Undo which change?"));
    assert!(story.notice().starts_with("The change of new cannot be undone"), "{}", story.notice());
}

#[test]
fn the_form_of_an_undo_names_it_from_the_first_frame_on() {
    let mut story = three().created_new();
    story.press("u");
    assert_eq!(story.form_title(), "Undo the creation of new");
    let mut story = AppTest::changed_with_old_value();
    story.press("u");
    assert_eq!(story.form_title(), "Undo the change of a");
    let mut story = AppTest::deleted_with_old_value();
    story.press("u");
    assert_eq!(story.form_title(), "Create a again");
}

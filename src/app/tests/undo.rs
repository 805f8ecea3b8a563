//! Stories about undoing: what is held and for how long, what the forms say before, what is asked.

use rstest::rstest;

use super::story::Story;
use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::app::form::past::Reading;
use crate::app::form::{Phase, Spot};
use crate::app::undo::HELD_FOR;
use crate::app::words;
use crate::domain::{Answer, FailureKind, Request, SecretValue};

pub(super) const READ: &str = "\x0f";
/// What a form says of an old value that is kept.
const KEPT: &str = "u can bring the old value back for 10 minutes. Quitting, another profile or a password lock ends \
                    that.";

impl Story {
    /// The value that was asked for comes.
    pub(super) fn value_read(&mut self, text: &str) {
        self.answer(Ok(Answer::Value(SecretValue::new(text.to_owned()))));
    }

    /// The change is saved, and the secret is like this now.
    pub(super) fn updated(&mut self, id: &str, description: &str) {
        self.answer(Ok(Answer::Updated(Box::new(secret(id, description, id != "c", id != "b")))));
    }

    pub(super) fn deleted(&mut self, id: &str) {
        self.answer(Ok(Answer::Deleted(id.into())));
    }

    pub(super) fn created(&mut self, id: &str) {
        let secret = Box::new(secret(id, "", true, true));
        self.answer(Ok(Answer::Created { secret, replaced: false }));
    }

    /// What was asked last, without what was asked before.
    pub(super) fn last_request(&self) -> &Request {
        &self.asked.last().unwrap().1
    }

    /// The value of `a` is changed from `old value` to `new`, with the old one read first.
    pub(super) fn changed_with_old_value() -> Self {
        let mut story = three();
        story.press("e");
        story.got(secret("a", "old", true, true));
        story.press(&format!("new{SAVE}{READ}{SAVE}"));
        story.value_read("old value");
        story.updated("a", "old");
        story
    }

    fn undo_note(&self) -> String {
        words::undo_note(self.app.form().unwrap()).unwrap_or_default()
    }

    pub(super) fn held(&self) -> Vec<String> {
        let line = |held: &crate::app::undo::Held| format!("{} {}", held.word(), held.secret.id);
        self.app.held().iter().map(line).collect()
    }
}

#[test]
fn a_value_that_was_read_before_it_was_changed_is_restored() {
    let mut story = Story::changed_with_old_value();
    assert_eq!(story.writes(), ["update a new -"]);
    assert_eq!(story.held(), ["changed a"]);
    story.press("u");
    assert!(matches!(story.last_request(), Request::Get(_)), "the service is looked at again");
    story.got(secret("a", "old", true, true));
    assert!(matches!(story.last_request(), Request::GetValue(_)));
    story.value_read("new");
    let form = story.app.form().unwrap();
    assert!(matches!(form.phase, Phase::Review) && form.focus == Spot::Safe);
    assert_eq!(words::differs_since(form.past.undoes.as_ref().unwrap()), None);
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
    assert_eq!(story.undo_note(), "The old value is not read first, so u cannot bring it back.");
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -"]);
    assert_eq!(story.asked.len(), before + 1, "nothing but the write");
    story.updated("a", "old");
    assert!(story.held().is_empty());
    story.press("u");
    assert!(story.app.form().is_none());
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
    assert_eq!(story.undo_note(), "The current value is not read first, so u cannot bring it back.");
}

#[test]
fn the_answer_holds_for_the_session_and_can_be_taken_back() {
    let mut story = Story::changed_with_old_value();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("newer{SAVE}"));
    assert_eq!(story.app.form().unwrap().past.reading, Reading::Asked(true));
    assert_eq!(story.undo_note(), KEPT);
    story.press("\x1b\x1b\t\nD");
    assert_eq!(story.app.form().unwrap().past.reading, Reading::Asked(true), "for deletions too");
    // The box has the focus after the buttons; Space turns it.
    story.press("\t\t ");
    assert_eq!(story.app.form().unwrap().past.reading, Reading::Asked(false));
    assert!(story.undo_note().starts_with("Its value is not read first, so u cannot create it again"));
}

#[test]
fn a_loaded_value_needs_no_second_read() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(READ);
    story.value_read("present");
    story.press(&format!("!{SAVE}"));
    assert_eq!(story.undo_note(), KEPT);
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a present! -"]);
    story.updated("a", "old");
    story.press("u");
    let reads = story.asked.iter().filter(|(_, request)| matches!(request, Request::GetValue(_))).count();
    story.got(secret("a", "old", true, true));
    assert_eq!(reads, 1, "and the undo reads nothing that the user did not agree to");
    assert!(
        words::differs_since(story.app.form().unwrap().past.undoes.as_ref().unwrap())
            .unwrap()
            .contains("not read")
    );
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
    assert_eq!(story.undo_note(), told);
    assert!(words::undo_is_lost(story.app.form().unwrap()));
    assert!(story.writes().is_empty());
    let asked = story.asked.len();
    story.press(READ);
    assert_eq!(story.asked.len(), asked, "and it is not asked for");
}

#[test]
fn when_the_old_value_does_not_come_nothing_is_sent_and_it_is_asked_again() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("new{SAVE}{READ}{SAVE}"));
    story.fails(TIMED_OUT);
    assert!(story.writes().is_empty());
    assert!(matches!(story.app.form().unwrap().phase, Phase::Review));
    assert_eq!(story.notice(), "Nothing was sent: a was not read, no answer within 30 s.");
    assert!(story.undo_note().ends_with("If you save now, u cannot bring it back."), "{}", story.undo_note());
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
    let form = story.app.form().unwrap();
    assert!(matches!(form.phase, Phase::Review));
    assert_eq!((form.id.text(), form.description.joined().as_str()), ("a", "old"));
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes(), ["delete a", "create a old value"]);
    story.created("a");
    assert_eq!(story.held(), ["created a"], "the deletion is done with");
}

#[test]
fn a_name_that_is_taken_meanwhile_keeps_the_value_until_it_is_discarded() {
    let mut story = three();
    story.press(&format!("D{READ}a\n\t\n"));
    story.value_read("old value");
    story.deleted("a");
    story.press(&format!("u{SAVE}"));
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.writes(), ["delete a"]);
    assert!(story.app.form().unwrap().id_exists());
    story.advance(HELD_FOR);
    assert!(story.app.form().unwrap().past.undoes.as_ref().unwrap().over);
    assert_eq!(story.form_value(), "old value", "the form has it, whatever the time");
    story.press("\x1b");
    assert!(matches!(story.app.form().unwrap().phase, Phase::Leaving), "and is not left without asking");
    story.press("\x1b2");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes().last().unwrap(), "create a2 old value");
}

#[test]
fn undoing_a_creation_is_a_deletion_with_its_form() {
    let mut story = three();
    story.press(&format!("anew\tpw{SAVE}"));
    story.fails(FailureKind::NotFound);
    story.created("new");
    story.press("u");
    story.got(secret("new", "", true, true));
    assert!(matches!(story.app.form().unwrap().phase, Phase::Filling));
    story.press("new\n\t\n");
    assert_eq!(story.writes(), ["create new pw", "delete new"]);
    story.deleted("new");
    assert!(story.held().is_empty(), "it was not read, as the form said");
}

#[test]
fn a_creation_of_what_was_deleted_since_is_not_offered_any_more() {
    let mut story = three();
    story.press("anew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.created("new");
    story.match_all();
    story.press("/new\nD");
    story.match_all();
    story.press("new\t\t\n");
    story.deleted("new");
    assert_eq!((story.notice(), story.app.offers()), ("Deleted new.", &[][..]));
}

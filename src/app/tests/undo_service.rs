//! Stories about undoing what a service that changes, fails or keeps silent has done.

use super::story::Story;
use super::undo::READ;
use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::app::form::Phase;
use crate::app::form::past::Since;
use crate::app::words;
use crate::domain::{FailureKind, Request};

impl Story {
    fn differs(&self) -> &'static str {
        let undoes = self.app.form().and_then(|form| form.past.undoes.as_ref()).expect("no undo");
        words::differs_since(undoes).unwrap_or("")
    }
}

#[test]
fn a_value_that_somebody_changed_since_is_told_before_it_is_replaced() {
    let mut story = Story::changed_with_old_value();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("somebody's");
    assert_eq!(story.differs(), "The value was changed since then.");
    assert_eq!(story.app.form().unwrap().loaded.as_ref().unwrap().expose(), "somebody's");
    assert_eq!(story.writes().len(), 1);
    story.press("\x1b");
    assert_eq!((story.writes().len(), story.app.held().len()), (1, 1), "nothing was done");
}

#[test]
fn a_description_that_somebody_changed_since_is_shown_beside_ours() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("\ter{SAVE}{SAVE}"));
    story.got(secret("a", "old", true, true));
    story.updated("a", "older");
    story.press("u");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.differs(), "The description was changed since then.");
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.writes().last().unwrap(), "update a - old");
}

#[test]
fn an_undo_that_has_nothing_to_do_sends_nothing() {
    let mut story = Story::changed_with_old_value();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("old value");
    assert!(story.app.form().is_none() && story.app.held().is_empty());
    assert_eq!(story.notice(), "a is as it was before, so nothing was sent.");
}

#[test]
fn what_was_deleted_since_can_be_created_again_with_the_value_that_is_held() {
    let mut story = Story::changed_with_old_value();
    story.press("u");
    story.fails(FailureKind::NotFound);
    assert_eq!(story.notice(), "a is gone; the list was refreshed.");
    let form = story.app.form().unwrap();
    assert!(matches!(form.phase, Phase::Review) && form.past.undoes.as_ref().unwrap().gone);
    assert_eq!(form.description.joined(), "old");
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
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("\ter{SAVE}{SAVE}"));
    story.got(secret("a", "old", true, true));
    story.updated("a", "older");
    story.press("u");
    story.fails(FailureKind::NotFound);
    assert!(story.app.form().is_none() && story.held().is_empty());
}

#[test]
fn an_undo_goes_on_without_comparing_where_the_value_cannot_be_read_any_more() {
    let mut story = Story::changed_with_old_value();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.fails(FailureKind::NotPermitted);
    assert!(matches!(story.app.form().unwrap().phase, Phase::Review));
    assert_eq!(story.app.form().unwrap().past.undoes.as_ref().unwrap().value, Since::Unknown);
    story.press(SAVE);
    assert_eq!(story.writes().last().unwrap(), "update a old value -");
}

#[test]
fn a_change_of_which_nobody_can_tell_is_held_until_it_is_known_not_to_be() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("new{SAVE}{READ}{SAVE}"));
    story.value_read("old value");
    story.fails(TIMED_OUT);
    assert!(matches!(story.last_request(), Request::GetValue(_)), "reading it was agreed to");
    story.fails(TIMED_OUT);
    assert!(matches!(story.app.form().unwrap().phase, Phase::Doubt));
    assert_eq!(story.app.held().len(), 1, "it may have been done");
    story.press("\t\n");
    story.each_read("old value");
    assert!(story.app.held().is_empty(), "it was not");
    // What is sent once more brings the value that was read first.
    story.press(&format!("{SAVE}{SAVE}"));
    let reads = story.asked.iter().filter(|(_, request)| matches!(request, Request::GetValue(_))).count();
    assert_eq!(reads, 5, "it is not read again, when it may be the new one");
    story.updated("a", "old");
    assert_eq!(story.app.held().len(), 1);
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
    assert!(story.app.form().is_none());
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
    let sheet = story.app.sheet().unwrap();
    let rows: Vec<String> =
        sheet.rows.iter().map(|row| row.spans.iter().map(|span| span.0.as_str()).collect()).collect();
    assert!(rows.iter().any(|row| row.contains("Only the description comes back")), "{rows:?}");
    story.press(SAVE);
    story.got(secret("a", "older", true, true));
    assert_eq!(story.writes().last().unwrap(), "update a - old");
}

#[test]
fn a_form_that_is_left_while_the_old_value_is_read_goes_on() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(&format!("new{SAVE}{READ}{SAVE}\x1b"));
    assert!(story.app.form().is_none() && story.app.is_sending());
    story.value_read("old value");
    assert_eq!(story.writes(), ["update a new -"]);
    story.updated("a", "old");
    assert_eq!(story.app.held().len(), 1);
}

#[test]
fn looking_before_an_undo_is_given_up_with_escape() {
    let mut story = Story::changed_with_old_value();
    story.press("u\x1b");
    assert!(story.app.form().is_none());
    assert_eq!((story.aborted.len(), story.app.held().len()), (1, 1));
}

#[test]
fn what_was_put_into_a_new_secret_since_is_not_deleted_unseen() {
    let mut story = three();
    story.press(&format!("anew\tpw{SAVE}"));
    story.fails(FailureKind::NotFound);
    story.created("new");
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
    story.answer(Ok(crate::domain::Answer::Created { secret, replaced: true }));
    assert!(story.app.held().is_empty());
}

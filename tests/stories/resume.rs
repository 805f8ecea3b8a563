//! Stories about a token that dies in the middle of work: nothing opens under somebody's fingers, nothing
//! typed is lost, and what was interrupted goes on.

use std::time::Duration;

use super::sign_in::granted;
use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::app_test::setup::claims;
use crate::support::prelude::*;

const DEAD: FailureKind = FailureKind::SignedOut(SignedOut::Invalid);

impl AppTest {
    /// Signs in with the key, the password and an answer.
    fn sign_in(&mut self) {
        self.press("s");
        self.complete_sign_in();
    }

    /// Types the password, and gets a token that lasts.
    fn token_of_a_day(&mut self) {
        self.press("s3cret\n");
        let expires = Some(self.now.wall + Duration::from_secs(24 * 3600));
        let claims = Claims { expires, ..claims("tacc") };
        self.token(Ok(Granted { claims, ..granted() }));
    }

    fn complete_sign_in(&mut self) {
        self.press("s3cret\n");
        self.token(Ok(granted()));
        assert!(!self.has_dialog());
    }
}

#[test]
fn the_token_dies_in_the_middle_of_an_edit_and_no_key_is_lost() {
    let mut story = three();
    story.press("R");
    story.press("e");
    story.press("ne");
    let list = story.calls.last().unwrap().clone();
    story.fails(DEAD);
    story.press("w\tol");
    let failure =
        Failure { operation: Operation::List, subject: None, kind: DEAD, exchange: Exchange::default() };
    story.tell(Event::Reply(list, Reply::Final(Err(Box::new(failure)))));
    story.press("der");
    assert!(!story.has_dialog(), "nothing opens under the fingers");
    assert_eq!((story.focus().as_str(), story.field("description").as_str()), ("description", "oldolder"));
    assert_eq!(story.form_value(), "new");
    assert_eq!(story.notice(), "The service does not accept your token; nothing is lost.");
}

#[test]
fn the_next_save_opens_the_form_over_what_was_open_and_offers_the_save_again() {
    let mut story = three();
    story.press("e");
    story.fails(DEAD);
    story.press("new");
    story.press(SAVE);
    assert_eq!(story.phase(), Phase::Review);
    story.press(SAVE);
    assert!(story.asks("Sign in to tacc"));
    assert!(story.writes().is_empty());
    story.complete_sign_in();
    assert!(story.writes().is_empty(), "a write is offered, not sent");
    assert_eq!((story.is_on_go(), story.form_value().as_str()), (true, "new"));
    story.press("\n");
    assert_eq!(story.writes(), ["update a new -"]);
}

#[test]
fn a_write_that_failed_for_the_token_is_offered_again_with_all_that_was_typed() {
    let mut story = three().changing();
    story.press(SAVE);
    story.fails(DEAD);
    assert_eq!(story.phase(), Phase::Filling);
    story.press(SAVE);
    story.press(SAVE);
    story.complete_sign_in();
    assert!(story.phase() == Phase::Review);
    assert!(story.is_on_go());
    story.press("\n");
    assert_eq!(story.writes(), ["update a new -", "update a new -"]);
}

#[test]
fn a_write_in_the_background_brings_its_form_back_after_the_sign_in() {
    let mut story = three().changing();
    story.press(SAVE);
    story.press("\x1b");
    story.fails(DEAD);
    assert!(!story.has_form());
    story.sign_in();
    assert_eq!((story.is_on_go(), story.form_value().as_str()), (true, "new"));
}

#[test]
fn a_deletion_is_offered_with_the_focus_where_it_always_begins() {
    let mut story = three();
    story.press("Da\t\t\n");
    assert_eq!(story.writes(), ["delete a"]);
    story.fails(DEAD);
    story.press("\t\t\n");
    story.complete_sign_in();
    assert!(!story.is_on_go());
    assert_eq!(story.writes(), ["delete a"]);
}

#[test]
fn a_list_that_failed_for_the_token_comes_by_itself_after_the_sign_in() {
    let mut story = three();
    story.press("R");
    story.failed(DEAD);
    assert_eq!(story.bar(), "signed out");
    assert_eq!(story.notice(), "The service does not accept your token; nothing is lost.");
    story.sign_in();
    assert_eq!(story.calls.len(), 3);
    story.listed();
    assert_ne!(story.bar(), "signed out");
}

#[test]
fn a_refresh_while_signed_out_signs_in_and_then_refreshes() {
    let mut story = three();
    story.press("v");
    story.value_fails(DEAD);
    story.press("R");
    assert_eq!(story.calls.len(), 2, "the service may have been wrong");
    story.failed(DEAD);
    story.complete_sign_in();
    assert_eq!(story.calls.len(), 3);
}

#[test]
fn a_token_that_has_ended_is_tried_and_the_service_decides() {
    let mut story = three();
    story.advance(Duration::from_secs(3 * 3600));
    story.press("R");
    assert_eq!((story.calls.len(), story.bar().as_str()), (2, "token ended"));
    story.failed(DEAD);
    assert_eq!(story.bar(), "signed out");
    assert_eq!(story.notice(), "Your token ended at 11:00; nothing is lost.");
    story.press("s");
    story.token_of_a_day();
    assert_eq!((story.calls.len(), story.bar().as_str()), (3, "token 24 h"));
}

#[test]
fn values_that_were_wanted_are_read_after_the_sign_in() {
    let mut story = three();
    story.press("v");
    story.value_fails(DEAD);
    assert!(story.screen().contains(" not read"), "{}", story.screen());
    story.sign_in();
    assert_eq!(story.values.len(), 2);
    let mut story = three();
    story.press("y");
    story.value_fails(DEAD);
    story.sign_in();
    let ticket = story.values[1].clone();
    story.tell(Event::Reply(ticket, Reply::Final(Ok(Answer::Value(SecretValue::new("v".into()))))));
    assert_eq!(story.copies.len(), 1);
}

#[test]
fn a_value_that_nobody_looks_at_any_more_is_not_read() {
    let mut story = three();
    story.press("v");
    story.value_fails(DEAD);
    story.press("j");
    story.sign_in();
    assert_eq!(story.values.len(), 1);
}

#[test]
fn a_doubt_is_judged_on_after_the_sign_in() {
    let mut story = three();
    story.press("a");
    story.press("n\tv");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.fails(TIMED_OUT);
    assert!(matches!(story.asked.last().unwrap().1, Request::Get(_)), "it is looked whether it was created");
    story.fails(DEAD);
    assert!(story.is_sending(), "nobody knows yet");
    story.press(SAVE);
    story.complete_sign_in();
    assert!(matches!(story.asked.last().unwrap().1, Request::Get(_)));
    let created = Secret { created: Some(story.now.wall), ..secret("n", "", true, true) };
    story.got(created);
    assert_eq!(story.notice(), "n was created after all.");
}

#[test]
fn a_late_refusal_of_the_token_before_does_not_sign_out_again() {
    let mut story = three();
    story.press("R");
    let late = story.calls.last().unwrap().clone();
    story.press("v");
    story.value_fails(DEAD);
    story.press("s");
    story.complete_sign_in();
    let calls = story.calls.len();
    let failure =
        Failure { operation: Operation::List, subject: None, kind: DEAD, exchange: Exchange::default() };
    story.tell(Event::Reply(late, Reply::Final(Err(Box::new(failure)))));
    assert_ne!(story.bar(), "signed out");
    assert_eq!(story.calls.len(), calls + 1, "it is asked with the token that is good");
}

#[test]
fn somebody_else_gets_the_list_that_is_theirs() {
    let mut story = three();
    story.press("s");
    story.press("s3cret\n");
    let claims = Claims { user: "bob".into(), ..claims("tacc") };
    story.token(Ok(Granted { claims, ..granted() }));
    assert_eq!((story.calls.len(), story.app.site().user()), (2, "bob"));
}

#[test]
fn the_token_ends_and_the_banner_says_when_and_by_which_clock() {
    let mut story = three();
    story.advance(Duration::from_secs(3 * 3600));
    assert_eq!(story.notice(), "Your token ended at 11:00 by the clock here.");
    assert_eq!(story.offers(), [Action::SignIn]);
    assert!(!story.has_dialog());
}

#[test]
fn ctrl_c_in_the_form_leaves_it_and_not_the_one_beneath() {
    let mut story = three();
    story.press("e");
    story.fails(DEAD);
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x03");
    assert!(!story.has_dialog() && !story.quits);
    assert_eq!(story.form_value(), "new");
}

#[test]
fn what_became_of_a_write_leaves_the_key_that_signs_in_at_hand() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(DEAD);
    assert_eq!(story.notice(), "a was not saved: the token is not accepted.");
    assert_eq!(story.offers(), [Action::SignIn]);
    assert!(story.save_signs_in());
    story.press(SAVE);
    assert_eq!(story.field("user"), "alice");
}

#[test]
fn a_change_that_no_token_has_refused_is_reviewed_before_the_sign_in() {
    let mut story = three();
    story.press("enew");
    story.fails(DEAD);
    assert!(!story.save_signs_in(), "what saves shows the review first");
    story.press(SAVE);
    assert_eq!(story.phase(), Phase::Review);
    assert!(story.save_signs_in());
}

#[test]
fn a_token_that_is_refused_at_once_is_not_told_as_a_success() {
    let mut story = three();
    story.sign_in();
    assert!(story.notice().starts_with("Signed in to tacc"));
    story.press("v");
    story.value_fails(DEAD);
    assert_eq!(story.offers(), [Action::SignIn]);
    assert!(!story.notice().starts_with("Signed in"), "{}", story.notice());
}

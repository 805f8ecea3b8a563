//! Stories about keys that are typed while an answer arrives: what was meant for one thing is never taken
//! for another.

use std::time::Duration;

use rstest::rstest;

use super::sign_in::{granted, profile};
use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::app_test::setup::claims;
use crate::support::prelude::*;

const DEAD: FailureKind = FailureKind::SignedOut(SignedOut::Invalid);

/// A changed description of `a`, on its way; the look before it found nothing new.
fn sending() -> AppTest {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, true));
    assert_eq!(story.writes(), ["update a - older"]);
    story
}

/// All that is in the open form.
#[track_caller]
fn assert_typed(story: &AppTest, id: &str, value: &str, description: &str) {
    assert_eq!((story.field("id").as_str(), story.field("description").as_str()), (id, description));
    assert_eq!(story.form_value(), value);
}

#[test]
fn what_is_typed_while_a_refusal_arrives_becomes_no_value() {
    let mut story = sending();
    story.press("typed whi");
    story.fails(DEAD);
    let refusal = story.notice().to_owned();
    story.press("le\n 400 arrives");
    assert_typed(&story, "", "", "older");
    assert_eq!(story.notice(), "No field has the focus, so nothing was typed; Tab goes on.");
    story.tell(Event::Paste("pasted".to_owned().into()));
    assert_eq!(story.notice(), "There is no field to paste into; Tab goes to the next one.");
    story.advance(Duration::from_secs(10));
    assert_eq!(story.notice(), refusal, "the reason comes back");
    story.press("\t still");
    assert_typed(&story, "", "", "older still");
}

#[test]
fn nor_while_the_look_before_it_fails() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(FailureKind::ServiceFault);
    story.press("on and\n on");
    assert_typed(&story, "", "", "older");
    story.press(SAVE);
    assert_eq!(story.phase(), Phase::Review, "what saves goes on");
}

#[test]
fn nor_an_id_of_a_new_secret() {
    let mut story = three();
    story.press("an\tv");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.fails(FailureKind::AlreadyExists);
    story.fails(FailureKind::NotFound);
    story.press("on\n and on");
    assert_typed(&story, "n", "v", "");
    assert!(!story.fault("id").is_empty());
    story.press("\tew");
    assert_typed(&story, "new", "v", "");
}

#[test]
fn nor_does_a_blank_in_it_lead_from_a_question_to_a_field() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    story.press("on and on");
    assert_typed(&story, "", "", "older");
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(TIMED_OUT);
    assert_eq!(story.phase(), Phase::Doubt);
    story.press("on and on");
    assert_typed(&story, "", "new", "old");
}

#[test]
fn nor_after_a_comparison() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(TIMED_OUT);
    story.press("\t\n");
    story.answer(Ok(Answer::Value(SecretValue::new("other".into()))));
    story.press("on and on");
    assert_typed(&story, "", "new", "old");
}

#[test]
fn nor_does_it_reach_the_list_when_the_form_is_saved() {
    let mut story = sending();
    story.press("on");
    story.answer(Ok(Answer::Updated(secret("a", "older", true, true).into())));
    assert_eq!(story.notice(), "Saved a: description.");
    for word in ["D", "and", " ", "q"] {
        story.advance(Duration::from_millis(400));
        story.press(word);
    }
    assert!(!story.has_form() && !story.quits);
    story.advance(Duration::from_millis(500));
    story.press("jD");
    assert_eq!(story.subject(), "b", "after a pause it is meant");
}

#[rstest]
#[case::nothing_was_typed("", "D")]
#[case::the_form_was_left("on\x1b", "D")]
#[case::also_after_it_closed("on", "\x1bD")]
fn a_key_that_follows_no_other_is_meant(#[case] before: &str, #[case] after: &str) {
    let mut story = sending();
    story.press(before);
    story.answer(Ok(Answer::Updated(secret("a", "older", true, true).into())));
    story.press(after);
    assert!(story.form_title().starts_with("Delete "), "{}", story.form_title());
}

#[test]
fn ctrl_c_always_reaches_the_program() {
    let mut story = sending();
    story.press("on");
    story.answer(Ok(Answer::Updated(secret("a", "older", true, true).into())));
    story.press("\x03");
    assert!(story.quits);
}

#[test]
fn a_form_that_was_refused_in_the_background_opens_with_the_focus_in_a_field() {
    let mut story = sending();
    story.press("\x1b");
    story.fails(FailureKind::NotPermitted);
    story.press("e");
    assert_eq!(story.focus(), "description", "the one that was left");
}

#[test]
fn nor_while_the_secret_that_has_the_name_is_fetched() {
    for value in ["", "pw"] {
        let mut story = three();
        story.press(&format!("an\t{value}"));
        story.press(SAVE);
        story.fails(FailureKind::NotFound);
        story.fails(FailureKind::AlreadyExists);
        story.fails(FailureKind::NotFound);
        story.press("\t\t\t\t\t\t\n");
        story.press("whether it");
        story.got(secret("n", "", true, true));
        assert_eq!(story.notice(), "", "what was refused was another thing");
        story.press(" is found");
        assert_typed(&story, "", value, "");
    }
}

#[test]
fn a_step_back_leads_to_the_field_that_was_left() {
    for keys in ["e\ter\x13", "e\ter\t\n"] {
        let mut story = three();
        story.press(keys);
        assert_eq!(story.phase(), Phase::Review);
        story.press("\x1b still");
        assert_typed(&story, "", "", "older still");
        story.press("\x13 or back");
        assert_typed(&story, "", "", "older stillor back");
    }
}

#[test]
fn a_step_back_from_what_came_by_itself_leads_to_no_field() {
    let mut story = three();
    story.press("enew\x13\x13");
    story.fails(TIMED_OUT);
    // It was to leave the save behind, and these are the list's.
    story.press("\x1b/db");
    assert_typed(&story, "", "new", "old");
    story.press("\ter");
    assert_typed(&story, "", "newer", "old");
}

#[test]
fn a_value_found_to_be_fixed_leaves_the_focus_nowhere_until_it_is_moved() {
    for key in ["\t", "↓"] {
        let mut story = three();
        story.press("e");
        story.got(secret("a", "old", true, false));
        story.press("secret");
        assert_eq!(story.focus(), "");
        assert_typed(&story, "", "", "old");
        story.press(key);
        story.press("er");
        assert_typed(&story, "", "", "older");
    }
}

/// At a profile with this source, signed in with a token that lasts and can be refreshed.
fn signed_in(source: TokenSource) -> AppTest {
    let mut story = AppTest::begin_at(vec![profile(source.clone())]);
    if source == TokenSource::Password {
        story.press("s3cret\n");
    }
    story.token(Ok(Granted { refreshable: true, ..granted() }));
    story.loaded(vec![secret("a", "old", true, true)])
}

/// A token that lasts a day from now.
fn of_a_day(story: &AppTest) -> Granted {
    let expires = Some(story.now.wall + Duration::from_secs(24 * 3600));
    Granted { claims: Claims { expires, ..claims("tacc") }, refreshable: true, ..granted() }
}

#[test]
fn a_refresh_takes_no_form_away_from_under_the_fingers() {
    let mut story = signed_in(TokenSource::Password);
    story.press("s");
    story.press("s3c");
    story.advance(Duration::from_secs(3 * 3600 - 5 * 60));
    let token = of_a_day(&story);
    story.token(Ok(token));
    story.press("retDq");
    assert_eq!(story.password(), "s3cretDq");
    assert!(!story.has_form() && !story.quits);
    story.press("\n");
    assert_eq!(story.sent(), ("alice", "s3cretDq"));
}

#[test]
fn a_refresh_brings_no_form_under_the_fingers() {
    let mut story = signed_in(TokenSource::Password);
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.fails(DEAD);
    story.advance(Duration::from_secs(3 * 3600 - 5 * 60));
    let token = of_a_day(&story);
    story.token(Ok(token));
    assert_ne!(story.bar(), "signed out");
    assert!(!story.has_form(), "it waits for the user");
    story.press("e");
    assert_eq!(story.form_value(), "new");
}

#[test]
fn a_source_that_answers_while_somebody_types_leaves_the_form_open() {
    let mut story = signed_in(TokenSource::Command);
    story.press("s");
    story.press("pass");
    let token = of_a_day(&story);
    story.token(Ok(token));
    story.press("Dword q");
    assert_eq!(story.sign_in_stage(), "Enter go on");
    assert!(!story.has_form() && !story.quits);
    story.press("\n");
    assert!(!story.has_dialog());
    assert_eq!(story.tokens.len(), 2, "nothing of it was sent");
}

#[test]
fn a_source_that_answers_while_nobody_types_closes_it() {
    let mut story = signed_in(TokenSource::Command);
    story.press("s");
    assert!(story.asks("Sign in to tacc"));
    let token = of_a_day(&story);
    story.token(Ok(token));
    assert!(!story.has_dialog());
    assert_ne!(story.bar(), "signed out");
}

#[test]
fn nor_does_what_is_typed_on_after_a_refusal_send_it_again() {
    let mut story = three();
    story.press("an\tv");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.press("on and");
    story.fails(FailureKind::NotPermitted);
    story.press(" on\tnow\x13");
    assert_typed(&story, "n", "v", "");
    assert_eq!(story.writes().len(), 1);
    story.advance(Duration::from_secs(1));
    story.press(SAVE);
    assert_eq!(story.phase(), Phase::Working);
}

//! Stories about writes without a proper answer: what is looked at, and what is claimed.

use std::time::Duration;

use rstest::rstest;

use super::story::Story;
use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::app::form::Phase;
use crate::domain::{Answer, FailureKind, Request, Secret, SecretValue, Unclear};

#[rstest]
#[case::rejected(FailureKind::Rejected(vec![]))]
#[case::not_permitted(FailureKind::NotPermitted)]
#[case::signed_out(FailureKind::SignedOut(crate::domain::SignedOut::Invalid))]
#[case::fault(FailureKind::ServiceFault)]
#[case::timeout(TIMED_OUT)]
#[case::html(FailureKind::Unintelligible(Unclear::Html))]
fn nothing_typed_is_lost_and_nothing_sent_twice(#[case] kind: FailureKind) {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(kind);
    assert_eq!(story.form_value(), "new");
    story.advance(Duration::from_secs(60));
    assert_eq!(story.writes(), ["update a new -"]);
}

#[test]
fn a_create_without_an_answer_is_judged_by_looking() {
    let sent = |story: &mut Story| {
        story.press("anew\tpw");
        story.press(SAVE);
        story.fails(FailureKind::NotFound);
        story.fails(TIMED_OUT);
        assert_eq!(story.notice(), "new: no answer within 30 s; looking whether it was created.");
    };
    let mut story = three();
    sent(&mut story);
    story.got(Secret { created: Some(story.now.wall), ..secret("new", "", true, true) });
    assert_eq!(story.notice(), "new was created after all.");

    let mut story = three();
    sent(&mut story);
    for wait in [2, 10] {
        story.fails(FailureKind::NotFound);
        story.advance(Duration::from_secs(wait));
    }
    story.fails(FailureKind::NotFound);
    assert_eq!(story.notice(), "new was not created; the form has all you typed.");
    assert_eq!(story.writes().len(), 1);

    let mut story = three();
    sent(&mut story);
    story.got(Secret { owner: "bob".into(), created: Some(story.now.wall), ..secret("new", "", true, true) });
    assert_eq!(story.notice(), "new was not created; the form has all you typed.");
}

#[test]
fn a_value_without_an_answer_is_compared_only_when_the_user_agrees() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(TIMED_OUT);
    assert_eq!(story.notice(), "Cannot tell if a was saved.");
    let asked = story.asked.len();
    story.press("\t\n");
    assert!(matches!(story.asked[asked].1, Request::GetValue(_)));
    story.answer(Ok(Answer::Value(SecretValue::new("new".into()))));
    assert_eq!(story.notice(), "a was saved after all.");
    assert!(story.app.form().is_none());
}

#[test]
fn a_value_that_cannot_be_read_can_be_sent_again_by_the_user() {
    let mut story = three();
    story.press("jjenew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(TIMED_OUT);
    story.press("\t\n");
    assert_eq!(story.writes(), ["update c new -", "update c new -"], "the second by the user's word");
}

#[test]
fn a_description_without_an_answer_is_seen_at_the_service() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, true));
    story.fails(FailureKind::Unintelligible(Unclear::CutOff));
    story.got(secret("a", "older", true, true));
    assert_eq!(story.notice(), "a was saved after all.");
}

#[test]
fn a_deletion_without_an_answer_is_seen_at_the_service() {
    let mut story = three();
    story.press("Da\t\t\n");
    story.fails(FailureKind::ServiceFault);
    story.fails(FailureKind::NotFound);
    assert_eq!((story.notice(), story.app.list().shown()), ("a was deleted after all.", 2));
}

#[test]
fn a_comparison_that_fails_claims_nothing() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(TIMED_OUT);
    story.press("\t\n");
    story.fails(FailureKind::ServiceFault);
    story.advance(Duration::from_secs(60));
    assert!(matches!(story.app.form().unwrap().phase, Phase::Doubt));
    assert_eq!(story.form_value(), "new");
}

#[test]
fn a_refused_description_may_have_changed_the_value() {
    let mut story = three();
    story.press("enew\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, true));
    story.fails(FailureKind::Rejected(vec![]));
    for wait in [2, 10, 0] {
        story.got(secret("a", "old", true, true));
        story.advance(Duration::from_secs(wait));
    }
    assert_eq!(story.notice(), "Cannot tell if a was saved.");
    story.press("\t\n");
    story.answer(Ok(Answer::Value(SecretValue::new("new".into()))));
    story.got(secret("a", "old", true, true));
    assert_eq!(story.notice(), "The value of a was saved, its description was not.");
    assert_eq!(story.writes().len(), 1);
}

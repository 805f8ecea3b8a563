//! Stories about writes without a proper answer: what is looked at, and what is claimed.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

#[rstest]
#[case::rejected(FailureKind::Rejected(vec![]))]
#[case::not_permitted(FailureKind::NotPermitted)]
#[case::signed_out(FailureKind::SignedOut(SignedOut::Invalid))]
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
    let sent = |story: &mut AppTest| {
        story.press("anew\tpw");
        story.press(SAVE);
        story.fails(FailureKind::NotFound);
        story.fails(TIMED_OUT);
        assert_eq!(story.notice(), "new: no answer within 30 s; checking whether it was created.");
    };
    let mut story = three();
    sent(&mut story);
    story.got(Secret { created: Some(story.now.wall), ..secret("new", "", true, true) });
    assert_eq!(story.notice(), "new was created after all.");

    // Somebody of the same name, elsewhere, has it; or nobody can tell whose it is.
    for (stored_as, end) in [
        (StoredAs::Usual("dev".into()), "new was not created; the form has all you typed."),
        (StoredAs::Unknown, "Unknown whether new was created."),
    ] {
        let mut story = three();
        sent(&mut story);
        for _ in 0..4 {
            let theirs = Secret {
                created: Some(story.now.wall),
                stored_as: stored_as.clone(),
                ..secret("new", "", true, true)
            };
            if story.notice() != end {
                story.got(theirs);
                story.advance(Duration::from_secs(5));
            }
        }
        assert_eq!(story.notice(), end);
    }

    let mut story = three();
    sent(&mut story);
    for wait in [2, 10] {
        story.fails(FailureKind::NotFound);
        story.advance(Duration::from_secs(wait));
    }
    story.fails(FailureKind::NotFound);
    assert_eq!(story.notice(), "new was not created; the form has all you typed. Creating it again is safe.");
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
    assert_eq!(story.notice(), "Unknown whether a was saved.");
    let asked = story.asked.len();
    story.press("\t\n");
    assert!(matches!(story.asked[asked].1, Request::GetValue(_)));
    story.answer(Ok(Answer::Value(SecretValue::new("new".into()))));
    let pods = "Running pods keep the old value until they are restarted.";
    assert_eq!(story.notice(), format!("a was saved after all. {pods}"));
    assert!(!story.has_form());
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
    assert_eq!((story.notice(), story.rows_shown()), ("a was deleted after all.", 2));
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
    assert_eq!(story.phase(), Phase::Doubt);
    assert_eq!(story.form_value(), "new");
}

/// Value and description of `a` are sent, and the service refuses `field`.
fn both_refused(field: Option<Field>) -> AppTest {
    let mut story = three();
    story.press("enew\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, true));
    story.fails(FailureKind::Rejected(vec![Rejection { field, text: "no good".into() }]));
    story
}

#[test]
fn a_refused_description_has_its_fault_and_may_have_changed_the_value() {
    let mut story = both_refused(Some(Field::Description));
    assert_eq!(story.notice(), "a: no good; its value may have been saved.");
    assert_eq!(story.fault("description"), "no good");
    assert_eq!(story.outcome(0), "refused: no good; the value may have been saved");
    // What is left to save is all that counts as saved in the end.
    story.press("\t\x08\x08");
    story.press(SAVE);
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new older", "update a new -"]);
    story.updated("a", "old");
    assert!(story.outcome(1).starts_with("saved: value; running pods"));
}

#[test]
fn a_refused_value_was_not_saved() {
    let story = both_refused(Some(Field::Value));
    assert_eq!(story.notice(), "a was not saved: no good.");
}

#[test]
fn a_refused_create_has_its_fault_and_is_not_looked_for() {
    let mut story = three();
    story.press("anew\tpw\tabout it");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    let asked = story.asked.len();
    story.fails(FailureKind::Rejected(vec![Rejection { field: Some(Field::Id), text: "too long".into() }]));
    assert_eq!((story.notice(), story.asked.len()), ("new was not created: too long.", asked));
    assert_eq!(story.fault("id"), "too long");
}

#[rstest]
#[case::not_permitted(FailureKind::NotPermitted, "new was not created: you may not create secrets here.")]
#[case::too_large(
    FailureKind::Rejected(vec![Rejection { field: Some(Field::Value), text: "It is too large.".into() }]),
    "new was not created: It is too large."
)]
fn a_refused_create_is_told_in_one_sentence(#[case] end: FailureKind, #[case] told: &str) {
    let mut story = three();
    story.press("anew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.fails(end);
    assert_eq!(story.notice(), told);
}

#[test]
fn a_write_whose_task_panicked_is_looked_at_and_the_fault_is_ours() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, true));
    story.fails(FailureKind::Crashed);
    assert_eq!(story.notice(), "a: a bug in tapis-secrets; checking whether it was saved.");
    for wait in [2, 10, 0] {
        story.got(secret("a", "old", true, true));
        story.advance(Duration::from_secs(wait));
    }
    assert_eq!(story.notice(), "a was not saved: a bug in tapis-secrets.");

    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(FailureKind::Crashed);
    assert_eq!(story.notice(), "Unknown whether a was saved.");
    story.press("\x1b\x1b\t\n!y");
    let told = story.copied().remove(0).to_owned();
    assert!(told.contains("This is a fault of tapis-secrets") && told.contains("panic report"), "{told}");
    assert!(!told.contains("nothing was sent") && !told.contains("The fault is at the service"), "{told}");
}

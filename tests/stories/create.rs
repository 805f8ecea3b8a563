//! Stories about creating.

use rstest::rstest;

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

#[test]
fn before_a_create_the_name_is_looked_up() {
    let mut story = three();
    story.press("anew\tpw");
    story.press(SAVE);
    assert!(story.writes().is_empty());
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes(), ["create new pw"]);
    story.answer(Ok(Answer::Created { secret: Box::new(secret("new", "", true, true)), replaced: false }));
    assert_eq!((story.notice(), story.rows_shown()), ("Created new.", 4));
}

#[rstest]
#[case::taken(Ok(()), Some("exists already"))]
#[case::somebody_elses(Err(FailureKind::NotPermitted), Some("somebody else"))]
#[case::fault(Err(FailureKind::ServiceFault), None)]
#[case::timeout(Err(TIMED_OUT), None)]
fn a_create_is_not_sent_unless_the_name_is_free(
    #[case] look: Result<(), FailureKind>,
    #[case] told: Option<&str>,
) {
    let mut story = three();
    story.press("anew\tpw");
    story.press(SAVE);
    match look {
        Ok(()) => story.got(secret("new", "", true, true)),
        Err(kind) => story.fails(kind),
    }
    assert!(story.writes().is_empty());
    assert_eq!((story.field("id").as_str(), story.form_value().as_str()), ("new", "pw"));
    if let Some(told) = told {
        assert!(story.fault("id").contains(told));
    }
}

#[test]
fn an_id_in_the_list_is_refused_at_once_and_can_be_edited_instead() {
    let mut story = three();
    story.press("aa\tpw");
    story.press(SAVE);
    assert_eq!(story.focus(), "id");
    assert!(story.asked.is_empty(), "nothing is asked");
    story.press("\t\t\t\t\t\n");
    assert_eq!(story.subject(), "a");
    assert_eq!(story.form_value(), "pw", "what was typed goes along");
}

/// A new secret with an id that the service has and the list has not.
fn taken() -> AppTest {
    let mut story = three();
    story.press("anew\tpw\tmine");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.fails(FailureKind::AlreadyExists);
    // The look for what was sent does not show it.
    story.fails(FailureKind::NotFound);
    story
}

#[test]
fn a_taken_id_that_the_list_does_not_have_is_fetched_to_be_edited() {
    let mut story = taken();
    story.press("\t\t\t\t\t\t\n");
    assert!(matches!(story.asked.last().unwrap().1, Request::Get(_)));
    story.got(secret("new", "theirs", true, true));
    assert!(story.form_title().starts_with("Edit "));
    assert_eq!((story.form_value().as_str(), story.field("description").as_str()), ("pw", "mine"));
}

#[rstest]
#[case::somebody_elses(FailureKind::NotPermitted, "you cannot see")]
#[case::unseen(FailureKind::NotFound, "you cannot see")]
#[case::fault(FailureKind::ServiceFault, "exists already")]
fn a_taken_id_that_cannot_be_fetched_stays_a_fault_of_the_id(#[case] look: FailureKind, #[case] told: &str) {
    let mut story = taken();
    story.press("\t\t\t\t\t\t\n");
    story.fails(look);
    assert!(story.fault("id").contains(told));
    assert_eq!((story.field("id").as_str(), story.field("description").as_str()), ("new", "mine"));
}

#[test]
fn fetching_a_taken_secret_can_be_given_up_and_loses_nothing() {
    let mut story = taken();
    story.press("\t\t\t\t\t\t\n\x1b");
    assert_eq!(story.aborted.len(), 1);
    assert_eq!((story.form_title().as_str(), story.phase()), ("New secret", Phase::Filling));
    assert_eq!(story.form_value(), "pw");
}

#[test]
fn a_value_for_a_taken_id_that_is_read_only_waits_where_it_was_typed() {
    let mut story = three();
    story.press("ab\tpw\tmine\t\t\t\n");
    assert!(story.form_title() == "Edit b" && !story.form_text().contains("●"), "{}", story.form_text());
    assert_eq!(story.notice(), "What you typed waits in the form of the new secret; a opens it.");
    story.press("\x1bq");
    assert!(!story.quits, "leaving asks about it");
    story.press("\x1ba");
    assert_eq!((story.field("id").as_str(), story.field("description").as_str()), ("b", "mine"));
    assert_eq!(story.form_value(), "pw");
}

#[test]
fn what_was_typed_for_a_taken_id_does_not_replace_what_was_typed_before() {
    let mut story = three();
    story.press("ebefore");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.fails(FailureKind::NotPermitted);
    story.press("aa\tpw\t\t\t\t\n");
    assert_eq!((story.subject().as_str(), story.form_value().as_str()), ("a", "before"));
    story.press("\x1b\t\na");
    assert_eq!(story.form_value(), "pw");
}

#[test]
fn an_overwritten_secret_is_told_as_such() {
    let mut story = three();
    story.press("anew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.answer(Ok(Answer::Created { secret: Box::new(secret("new", "", true, true)), replaced: true }));
    assert_eq!(story.notice(), "The service says it updated new instead of creating it.");
}

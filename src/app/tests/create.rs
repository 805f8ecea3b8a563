//! Stories about creating.

use rstest::rstest;

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::app::form::Spot;
use crate::domain::{Answer, FailureKind};

#[test]
fn before_a_create_the_name_is_looked_up() {
    let mut story = three();
    story.press("anew\tpw");
    story.press(SAVE);
    assert!(story.writes().is_empty());
    story.fails(FailureKind::NotFound);
    assert_eq!(story.writes(), ["create new pw"]);
    story.answer(Ok(Answer::Created { secret: Box::new(secret("new", "", true, true)), replaced: false }));
    assert_eq!((story.notice(), story.app.list().shown()), ("Created new.", 4));
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
    let form = story.app.form().expect("the form stays");
    assert_eq!((form.id.text(), form.new_value().unwrap().expose()), ("new", "pw"));
    if let Some(told) = told {
        assert!(form.fault(crate::domain::Field::Id).unwrap().contains(told));
    }
}

#[test]
fn an_id_in_the_list_is_refused_at_once_and_can_be_edited_instead() {
    let mut story = three();
    story.press("aa\tpw");
    story.press(SAVE);
    assert_eq!(story.app.form().unwrap().focus, Spot::Id);
    assert!(story.asked.is_empty(), "nothing is asked");
    story.press("\t\t\t\t\t\n");
    assert_eq!(story.app.form().unwrap().subject().as_str(), "a");
    assert_eq!(story.form_value(), "pw", "what was typed goes along");
}

#[test]
fn an_overwritten_secret_is_told_as_such() {
    let mut story = three();
    story.press("anew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.answer(Ok(Answer::Created { secret: Box::new(secret("new", "", true, true)), replaced: true }));
    assert_eq!(story.notice(), "new: the service says that it updated one, not created it.");
}

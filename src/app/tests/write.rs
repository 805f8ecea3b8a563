//! Stories about creating, changing and deleting.

use std::time::Duration;

use rstest::rstest;

use super::Story;
use crate::app::Event;
use crate::app::form::{Phase, Spot};
use crate::app::settings::Settings;
use crate::domain::{
    Access, Answer, Exchange, Failure, FailureKind, Reply, Request, Scope, Secret, SecretValue, Slot, Unclear,
};

const SAVE: &str = "\x13";

fn secret(id: &str, description: &str, readable: bool, writable: bool) -> Secret {
    Secret {
        access: Access { readable: Some(readable), writable: Some(writable) },
        description: description.into(),
        owner: "alice".into(),
        scope: Scope::User,
        ..Secret::named(id)
    }
}

fn three() -> Story {
    Story::begin().loaded(vec![
        secret("a", "old", true, true),
        secret("b", "", true, false),
        secret("c", "", false, true),
    ])
}

impl Story {
    fn answer(&mut self, result: Result<Answer, FailureKind>) {
        let (ticket, request) = self.asked.last().expect("nothing was asked");
        let failure = |kind| {
            let exchange = Exchange { may_have_arrived: true, attempts: 1, ..Exchange::default() };
            let subject = request.subject().cloned();
            Box::new(Failure { operation: request.operation(), subject, kind, exchange })
        };
        let (ticket, reply) = (ticket.clone(), Reply::Final(result.map_err(failure)));
        self.tell(Event::Reply(ticket, reply));
        self.match_all();
    }

    fn got(&mut self, secret: Secret) {
        self.answer(Ok(Answer::Got(Box::new(secret))));
    }

    fn fails(&mut self, kind: FailureKind) {
        self.answer(Err(kind));
    }

    /// Everything that was written so far, as one line each.
    fn writes(&self) -> Vec<String> {
        self.asked
            .iter()
            .filter(|(ticket, _)| matches!(ticket.slot, Slot::Write(_)))
            .map(|(_, request)| match request {
                Request::Create(new) => format!("create {} {}", new.id, new.value.expose()),
                Request::Update(id, change) => {
                    let value = change.value.as_ref().map_or("-", |value| value.expose());
                    format!("update {id} {value} {}", change.description.as_deref().unwrap_or("-"))
                }
                Request::Delete(id) => format!("delete {id}"),
                other => panic!("{:?} is no write", other.operation()),
            })
            .collect()
    }

    fn form_value(&self) -> String {
        let form = self.app.form().expect("no form");
        form.new_value().map_or(String::new(), |value| value.expose().to_owned())
    }
}

const TIMED_OUT: FailureKind = FailureKind::TimedOut { after: Duration::from_secs(30) };

#[test]
fn a_password_is_changed_and_reviewed_before_it_is_sent() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    assert!(story.writes().is_empty(), "a review sends nothing");
    assert_eq!(story.app.form().unwrap().focus, Spot::Safe);
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a new -"]);
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert!(story.app.form().is_none());
    assert_eq!(story.notice(), "Saved a. Running pods keep the old value until they are restarted.");
}

#[test]
fn a_changed_description_is_compared_with_the_service_before_it_is_sent() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "somebody's", true, true));
    assert!(matches!(story.app.form().unwrap().phase, Phase::Theirs(_)));
    assert!(story.writes().is_empty());
    story.press(SAVE);
    assert_eq!(story.writes(), ["update a - older"]);
}

#[test]
fn nothing_changed_is_said_and_not_sent() {
    let mut story = three();
    story.press("e");
    story.press(SAVE);
    assert_eq!(story.notice(), "Nothing was changed in a, so nothing was sent.");
    assert!(story.writes().is_empty());
}

#[test]
fn a_new_description_from_the_service_does_not_touch_what_was_typed() {
    let mut story = three();
    story.press("e\ter");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.app.form().unwrap().description.joined(), "older");
    let mut story = three();
    story.press("e");
    story.got(secret("a", "somebody's", true, true));
    assert_eq!(story.app.form().unwrap().description.joined(), "somebody's");
}

#[test]
fn the_present_value_is_loaded_on_request_and_compared() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\x0f");
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    assert_eq!(story.form_value(), "present");
    assert!(!story.app.form().unwrap().is_changed());
    story.press("!");
    assert!(story.app.form().unwrap().value_changed());
}

#[test]
fn a_write_only_value_is_not_asked_for() {
    let mut story = three();
    story.press("jje");
    let asked = story.asked.len();
    story.press("\x0f");
    assert_eq!(story.asked.len(), asked);
    assert_eq!(story.notice(), "c is write-only: its value cannot be shown or copied.");
}

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
    assert_eq!(story.notice(), "new was there already; the service replaced its value.");
}

#[test]
fn a_deletion_needs_the_id_and_selects_the_next_row() {
    let mut story = three();
    story.press("jDb\n\n");
    assert!(story.writes().is_empty() && story.app.form().is_none(), "Enter led to Cancel");
    story.press("Db\t\t\n");
    assert_eq!(story.writes(), ["delete b"]);
    story.answer(Ok(Answer::Deleted("b".into())));
    assert_eq!((story.notice(), story.selected(), story.app.list().shown()), ("Deleted b.", "c", 2));
}

#[test]
fn leaving_a_changed_form_asks_and_an_unchanged_one_does_not() {
    let mut story = three();
    story.press("e\x1b");
    assert!(story.app.form().is_none());
    story.press("ex\x1b");
    assert!(matches!(story.app.form().unwrap().phase, Phase::Leaving));
    story.press("\n");
    assert_eq!(story.form_value(), "x", "the focus was on the safe choice");
    story.press("\x1b\t\n");
    assert!(story.app.form().is_none());
}

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
fn a_save_can_be_left_to_finish_and_its_form_comes_back_when_it_fails() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    assert!(story.app.form().is_none());
    story.press("j");
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.notice(), "a was not saved: you need USER on it.");
    story.press("ke");
    assert_eq!(story.form_value(), "new");
}

#[test]
fn quitting_waits_for_a_save_then_asks() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1bq");
    assert!(!story.quits);
    story.advance(Duration::from_secs(3));
    assert!(story.app.modal().is_some());
    story.press("\n");
    assert!(!story.quits, "the focus was on Wait");
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert!(story.quits);
}

#[test]
fn a_signal_waits_a_little_and_says_what_is_not_known() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.tell(Event::Terminate);
    assert!(!story.quits);
    story.advance(Duration::from_secs(3));
    assert!(story.quits);
    assert!(story.app.last_words().unwrap().contains("whether a was changed"));
}

#[test]
fn ctrl_c_in_a_changed_form_is_escape_once() {
    let mut story = three();
    story.press("ex\x03");
    assert!(!story.quits && matches!(story.app.form().unwrap().phase, Phase::Leaving));
    story.press("\x03");
    assert!(story.quits);
}

#[test]
fn a_view_only_session_changes_nothing() {
    let settings = Settings { view_only: true, ..Settings::default() };
    let mut story = Story::begin_with(settings).loaded(vec![secret("a", "", true, true)]);
    for key in ["a", "e", "D"] {
        story.press(key);
        assert!(story.app.form().is_none());
        assert_eq!(story.notice(), "This session is view only: it changes nothing.");
    }
}

#[test]
fn a_form_does_not_print_what_is_typed() {
    let mut story = three();
    story.press("ehunter2-sentinel");
    assert!(!format!("{:?}", story.app).contains("hunter2"));
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
fn a_fixed_value_stays_fixed_when_it_is_loaded_to_be_looked_at() {
    let mut story = three();
    story.press("je\x0f");
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    assert!(story.app.form().unwrap().change().value.is_none());
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

#[test]
fn quitting_asks_about_a_form_that_was_left_with_changes() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1b");
    story.fails(FailureKind::NotPermitted);
    story.press("q");
    assert!(!story.quits && story.app.modal().is_some());
    story.press("\n");
    assert!(!story.quits && story.app.modal().is_none());
    story.press("q\t\n");
    assert!(story.quits);
}

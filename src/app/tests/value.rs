//! Stories about revealing and copying.

use std::sync::Arc;
use std::time::Duration;

use rstest::rstest;

use super::Story;
use crate::app::copy::{CopyFault, CopyReport};
use crate::app::settings::{ClipboardWay, Settings};
use crate::app::value::ValueState;
use crate::app::{Context, Event};
use crate::domain::{
    Access, Answer, Exchange, Failure, FailureKind, Operation, Reply, Secret, SecretValue, Slot,
};

const VALUE: &str = "hunter2-sentinel";

fn secret(id: &str, readable: Option<bool>, writable: bool) -> Secret {
    Secret { access: Access { readable, writable: Some(writable) }, ..Secret::named(id) }
}

fn three() -> Story {
    Story::begin().loaded(vec![
        secret("a", Some(true), true),
        secret("b", Some(true), false),
        secret("c", Some(false), true),
    ])
}

impl Story {
    /// The value that was asked for last comes.
    fn value(&mut self, text: &str) {
        let ticket = self.values.last().unwrap().clone();
        let answer = Answer::Value(SecretValue::new(text.to_owned()));
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }

    fn value_fails(&mut self, kind: FailureKind) {
        let ticket = self.values.last().unwrap().clone();
        let Slot::Value(id) = &ticket.slot else { panic!() };
        let failure = Failure {
            operation: Operation::GetValue,
            subject: Some(id.clone()),
            kind,
            exchange: Exchange::default(),
        };
        self.tell(Event::Reply(ticket, Reply::Final(Err(Box::new(failure)))));
    }

    fn shown(&self) -> Option<&str> {
        self.app.value().shown().map(|shown| shown.value.expose())
    }

    fn copied(&self) -> Vec<&str> {
        self.copies.iter().map(|job| job.value.expose()).collect()
    }

    fn report(&mut self, report: CopyReport) {
        let id = self.copies.last().unwrap().id;
        self.tell(Event::Copied(id, report));
    }
}

#[test]
fn a_value_is_fetched_when_it_is_asked_for_and_hidden_after_its_time() {
    let mut story = three();
    assert!(story.values.is_empty(), "nothing is fetched ahead");
    story.press("v");
    assert_eq!(story.values.len(), 1);
    story.value(VALUE);
    assert_eq!(story.shown(), Some(VALUE));
    story.advance(Duration::from_secs(29));
    assert_eq!(story.shown(), Some(VALUE));
    story.advance(Duration::from_secs(1));
    assert_eq!(story.shown(), None);
}

#[test]
fn any_key_on_the_value_restarts_its_time() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.advance(Duration::from_secs(20));
    story.press("\t");
    story.advance(Duration::from_secs(20));
    assert_eq!(story.shown(), Some(VALUE));
    story.advance(Duration::from_secs(10));
    assert_eq!(story.shown(), None);
}

#[rstest]
#[case::the_same_key("v")]
#[case::escape("\x1b")]
#[case::another_row("j")]
#[case::suspension("\x1a")]
#[case::a_filter("/b")]
fn a_shown_value_is_hidden_by(#[case] keys: &str) {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press(keys);
    story.match_all();
    assert_eq!(story.shown(), None);
}

#[test]
fn the_loss_of_focus_hides_it_only_where_that_is_wanted() {
    for (hide_on_focus_loss, expected) in [(false, Some(VALUE)), (true, None)] {
        let settings = Settings { hide_on_focus_loss, ..Settings::default() };
        let mut story = Story::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
        story.press("v");
        story.value(VALUE);
        story.tell(Event::Focus(false));
        assert_eq!(story.shown(), expected);
    }
}

#[rstest]
#[case::reveal("v")]
#[case::alone("V")]
#[case::copy("y")]
fn given_a_write_only_secret_nothing_is_sent(#[case] key: &str) {
    let mut story = three();
    story.press("jj");
    story.press(key);
    assert!(story.values.is_empty());
    assert_eq!(story.notice(), "c is write-only: its value cannot be shown or copied.");
}

#[test]
fn what_was_denied_is_explained_without_asking_until_a_refresh() {
    let mut story = three();
    story.press("v");
    story.value_fails(FailureKind::NotPermitted);
    assert_eq!(story.notice(), "a was not read: you need USER on it.");
    story.press("v");
    story.press("y");
    assert_eq!(story.values.len(), 1);
    assert_eq!(story.notice(), "a was not read: you need USER on it; R asks anew.");
    story.press("R");
    let mut story = story.loaded(vec![secret("a", Some(true), true)]);
    story.press("\x1bv");
    assert_eq!(story.values.len(), 2);
}

#[test]
fn an_unknown_readable_asks_first_with_the_focus_on_cancel() {
    let mut story = Story::begin().loaded(vec![secret("a", None, true)]);
    story.press("v\n");
    assert!(story.values.is_empty() && story.app.modal().is_none(), "Enter pressed Cancel");
    story.press("v\t\n");
    assert_eq!(story.values.len(), 1);
    story.value(VALUE);
    assert_eq!(story.shown(), Some(VALUE));
}

#[test]
fn a_late_answer_never_shows_on_another_secret() {
    let mut story = three();
    story.press("vj");
    assert_eq!(story.aborted, story.values, "a reveal that was left is not fetched on");
    story.value(VALUE);
    assert!(matches!(story.app.value(), ValueState::Hidden));
    story.press("v");
    assert_eq!(story.values.len(), 2);
    let late = story.values[0].clone();
    let answer = Answer::Value(SecretValue::new("late".to_owned()));
    story.tell(Event::Reply(late, Reply::Final(Ok(answer))));
    assert!(matches!(story.app.value(), ValueState::Reading { .. }));
}

#[test]
fn a_copy_goes_on_when_the_user_moves_and_shows_nothing() {
    let mut story = three();
    story.press("yj");
    assert!(story.aborted.is_empty());
    story.value(VALUE);
    assert_eq!((story.copied(), story.shown()), (vec![VALUE], None));
    assert_eq!(story.copies[0].clear_after, Some(Duration::from_secs(30)));
}

#[test]
fn reveal_and_copy_share_one_request() {
    let mut story = three();
    story.press("vy");
    assert_eq!(story.values.len(), 1);
    story.press("jk");
    story.value(VALUE);
    assert_eq!((story.copied(), story.shown()), (vec![VALUE], None), "the reveal was left, the copy not");
}

#[test]
fn what_is_on_the_screen_is_copied_without_asking_again() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press("y");
    assert_eq!((story.values.len(), story.copied()), (1, vec![VALUE]));
}

#[test]
fn nothing_is_fetched_for_a_clipboard_that_is_off() {
    let settings = Settings { clipboard: ClipboardWay::Off, ..Settings::default() };
    let mut story = Story::begin_with(settings).loaded(vec![secret("a", Some(true), true)]);
    story.press("y");
    assert!(story.values.is_empty() && story.notice().contains("--clipboard off"));
}

#[test]
fn a_copy_is_claimed_when_it_is_seen_and_counted_down_while_it_is_news() {
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    assert_eq!(story.notice(), "Copying a.", "nothing is claimed yet");
    story.report(CopyReport::Taken);
    assert_eq!(story.notice(), "Copied a; the system clipboard clears in");
    let until = story.app.notice().unwrap().countdown.unwrap();
    assert_eq!(until, story.now.instant + Duration::from_secs(30));
    assert!(story.app.next_wake().unwrap() <= story.now.instant + Duration::from_secs(1));
    story.press("jjv");
    assert!(story.app.notice().unwrap().countdown.is_none(), "there is newer news");
    story.advance(Duration::from_secs(11));
    story.report(CopyReport::Cleared);
    assert_eq!(story.notice(), "Cleared the clipboard.");
}

#[rstest]
#[case::taken_over(CopyReport::Replaced, "The clipboard now holds something else; it was left alone.")]
#[case::none(
    CopyReport::Failed(CopyFault::NoClipboard),
    "a was not copied: no clipboard here. Try --clipboard osc52."
)]
fn a_copy_that_ends_otherwise_says_so(#[case] report: CopyReport, #[case] text: &str) {
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    story.report(report);
    assert_eq!(story.notice(), text);
}

#[test]
fn the_report_of_a_former_copy_is_no_news() {
    let mut story = three();
    story.press("c");
    story.press("c");
    let former = story.copies[0].id;
    story.report(CopyReport::Taken);
    story.tell(Event::Copied(former, CopyReport::Replaced));
    assert_eq!(story.notice(), "Copied the id of a.");
}

#[test]
fn the_id_and_the_reference_are_copied_for_good() {
    let mut owned = secret("a", Some(false), false);
    owned.owner = "alice".into();
    let mut story = Story::begin().loaded(vec![owned]);
    story.press("c");
    story.press("Y\n");
    story.press("Yi");
    story.press("Y↓↓\n");
    assert_eq!(story.copied()[..3], ["a", "${secret:alice:a}", "a"]);
    assert!(story.copied()[3].contains("\"secret_id\": \"a\""));
    assert!(story.copies.iter().all(|job| job.clear_after.is_none()));
    assert!(story.values.is_empty());
}

#[test]
fn quitting_waits_for_a_copy_that_was_asked_for() {
    let mut story = three();
    story.press("yq");
    assert!(!story.quits);
    story.value(VALUE);
    assert!(!story.quits);
    story.report(CopyReport::Taken);
    assert!(story.quits);
}

#[test]
fn quitting_stays_when_the_copy_fails_and_ctrl_c_does_not_wait() {
    let mut story = three();
    story.press("yq");
    story.value_fails(FailureKind::ServiceFault);
    assert!(!story.quits);
    assert_eq!(story.notice(), "a was not read: the service failed.");
    story.press("yq\x03");
    assert!(story.quits);
}

#[test]
fn a_value_alone_on_the_screen_has_its_own_keys() {
    let mut story = three();
    story.press("V");
    story.value(&"line\n".repeat(100));
    assert_eq!(story.app.context(), Context::Alone);
    story.press("G");
    assert!(story.app.value().shown().unwrap().scroll > 0);
    story.press("v");
    assert_eq!((story.app.context(), story.shown()), (Context::List, None));
}

#[test]
fn a_failed_reveal_stays_told_until_the_user_goes_on() {
    let mut story = three();
    story.press("v");
    story.value_fails(FailureKind::TimedOut { after: Duration::from_secs(30) });
    assert!(matches!(story.app.value(), ValueState::Failed { .. }));
    assert_eq!(story.notice(), "a was not read: no answer within 30 s.");
    story.press("v");
    assert_eq!(story.values.len(), 2, "v tries again");
}

#[test]
fn a_secret_that_is_gone_refreshes_the_list() {
    let mut story = three();
    let calls = story.calls.len();
    story.press("v");
    story.value_fails(FailureKind::NotFound);
    assert_eq!(story.calls.len(), calls + 1);
    assert_eq!(story.notice(), "a is gone; the list was refreshed.");
}

#[test]
fn nothing_about_a_value_prints_it() {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    story.press("y");
    let all = format!("{:?} {:?} {:?}", story.app, story.copies, Arc::new(SecretValue::new(VALUE.into())));
    assert!(!all.contains(VALUE) && !all.contains("hunter2"));
}

//! Stories about a service that is gone, comes back, or wants to be left alone.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, three};
use crate::support::prelude::*;

const GONE: FailureKind = FailureKind::Unreachable(NoAnswer::Refused);

impl AppTest {
    /// Three secrets are on the screen, and the last refresh found nobody.
    fn offline() -> Self {
        let mut story = three();
        story.press("R");
        story.failed(GONE);
        story
    }

    /// How long until the service is tried again by itself.
    fn wait(&self) -> Option<Duration> {
        self.next_try().map(|at| at.saturating_duration_since(self.now.instant))
    }

    /// Time passes until then.
    fn wait_for_try(&mut self) {
        let calls = self.calls.len();
        self.advance(self.wait().expect("a try is due"));
        assert_eq!((self.calls.len(), self.wait()), (calls + 1, None), "it is under way");
    }

    /// The value that was asked for last is refused.
    fn value_answers(&mut self, kind: FailureKind, status: u16) {
        let ticket = self.values.last().unwrap().clone();
        let exchange = Exchange { status: Some(status), ..Exchange::default() };
        let failure = Failure {
            operation: Operation::GetValue,
            subject: Some(SecretId::from("a").into()),
            kind,
            exchange,
        };
        self.tell(Event::Reply(ticket, Reply::Final(Err(Box::new(failure)))));
    }

    fn comes_back(&mut self, ids: &[&str]) {
        self.batch(ids);
        self.listed();
        self.match_all();
    }
}

#[test]
fn a_service_that_is_gone_is_tried_again_ever_more_seldom() {
    let mut story = AppTest::offline();
    for usual in [5, 10, 20, 40, 80, 80, 80] {
        let wait = story.wait().unwrap().as_millis();
        assert!((usual * 750..=usual * 1_250).contains(&wait), "{wait} ms where {usual} s are usual");
        story.wait_for_try();
        story.failed(GONE);
    }
    let of = |seed| AppTest::begin_with(Settings { seed, ..Settings::default() });
    let first = |mut story: AppTest| {
        story.failed(GONE);
        story.wait().unwrap()
    };
    assert_ne!(first(of(1)), first(of(2)), "many programs do not come back at once");
}

#[test]
fn tries_that_fail_say_nothing_and_leave_the_screen_alone() {
    let mut story = AppTest::offline();
    assert_eq!(story.notice(), "Offline; showing the list of 08:00.");
    story.advance(Duration::from_secs(60));
    story.failed(GONE);
    for _ in 0..5 {
        assert_eq!(story.notice(), "");
        story.wait_for_try();
        assert!(!story.is_loading(), "no spinner turns");
        story.reply(Reply::Retrying { attempt: 2, of: 3, after: Duration::ZERO });
        story.failed(GONE);
    }
    assert!(story.is_offline());
    assert_eq!(story.rows_shown(), 3);
}

#[test]
fn when_it_comes_back_the_list_is_refreshed_under_selection_and_filter() {
    let mut story = AppTest::offline();
    story.press("j/b\n");
    story.match_all();
    story.wait_for_try();
    story.comes_back(&["0", "a", "b", "bb", "c"]);
    assert_eq!((story.selected(), story.rows_shown()), ("b", 2));
    assert_eq!(story.notice(), "Online again.");
    assert!(!story.is_offline());
    assert_eq!(story.wait(), None, "nothing is tried any more");
}

#[test]
fn a_list_that_never_came_comes_by_itself() {
    let mut story = AppTest::begin();
    story.failed(GONE);
    assert!(story.screen().contains("The list did not arrive"), "{}", story.screen());
    story.wait_for_try();
    assert!(story.screen().contains("The list did not arrive"), "the reason stays on the screen meanwhile");
    story.batch(&["a"]);
    story.match_all();
    assert_eq!(story.rows_shown(), 1, "rows show as they come");
    assert!(story.is_loading(), "and that more come");
    story.listed();
    assert_eq!(story.notice(), "Online again.");
}

#[test]
fn a_value_that_finds_the_service_gone_is_told_and_marks_the_list() {
    let mut story = three();
    story.press("v");
    story.value_fails(GONE);
    assert_eq!(story.notice(), "a was not read: nothing answers at tacc.tapis.io.");
    assert!(story.is_offline());
    story.wait_for_try();
    story.failed(GONE);
    assert_eq!(story.notice(), "a was not read: nothing answers at tacc.tapis.io.", "it is not talked over");
    story.press("!");
    assert!(story.asks("What went wrong"));
    assert!(story.dialog_text().starts_with("✗ a was not read."), "{}", story.dialog_text());
    story.press("\x1bv");
    assert_eq!(story.values.len(), 2, "who asks is not kept from trying");
    let due = story.next_try();
    story.value_fails(GONE);
    assert_eq!(story.next_try(), due, "and does not put the next try off");
}

#[rstest]
#[case::slow(FailureKind::TimedOut { after: Duration::from_secs(30) })]
#[case::dropped(FailureKind::Unreachable(NoAnswer::Broken))]
fn one_call_that_breaks_says_nothing_about_the_service(#[case] kind: FailureKind) {
    let mut story = three();
    story.press("v");
    story.value_fails(kind);
    assert!(!story.is_offline());
}

#[test]
fn online_again_hides_no_copy_and_no_failed_write() {
    let mut story = AppTest::offline();
    story.press("y");
    story.wait_for_try();
    story.comes_back(&["a"]);
    assert_eq!(story.notice(), "Copying a.");
    let mut story = AppTest::offline();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.answer(Err(GONE));
    assert_eq!(story.notice(), "Unknown whether a was saved.");
    story.wait_for_try();
    story.comes_back(&["a"]);
    assert_eq!(story.notice(), "Unknown whether a was saved.");
}

#[test]
fn any_answer_brings_the_list_back_at_once() {
    let mut story = AppTest::offline();
    let calls = story.calls.len();
    story.press("v");
    story.value_answers(FailureKind::NotPermitted, 403);
    assert_eq!(story.calls.len(), calls + 1);
    story.comes_back(&["a"]);
    assert!(!story.is_offline());
}

#[rstest]
#[case::booting(FailureKind::ServiceFault, true)]
#[case::throttled(FailureKind::SlowedDown { wait: None }, true)]
#[case::no_route_yet(FailureKind::WrongAddress, true)]
#[case::a_page(FailureKind::Unintelligible(Unclear::Html), true)]
#[case::timed_out(FailureKind::TimedOut { after: Duration::ZERO }, true)]
#[case::not_signed_in(FailureKind::SignedOut(SignedOut::Invalid), false)]
#[case::not_permitted(FailureKind::NotPermitted, false)]
#[case::proxy_login(FailureKind::Proxy { proxy: "p".into(), fault: ProxyFault::Login }, false)]
fn what_stands_in_for_a_service_that_comes_back_is_not_the_end(
    #[case] kind: FailureKind,
    #[case] goes_on: bool,
) {
    let mut story = AppTest::offline();
    story.advance(Duration::from_secs(3));
    story.wait_for_try();
    story.failed(kind);
    assert_eq!((story.is_offline(), story.wait().is_some()), (goes_on, goes_on));
}

#[rstest]
#[case::fault(FailureKind::ServiceFault)]
#[case::wrong_address(FailureKind::WrongAddress)]
#[case::not_set_up(FailureKind::NotSetUp("x".into()))]
fn a_service_that_answers_is_not_gone(#[case] kind: FailureKind) {
    let mut story = AppTest::with(&["a"]);
    story.press("R");
    story.failed(kind);
    assert!(!story.is_offline() && story.wait().is_none());
}

#[rstest]
#[case(
    FailureKind::Unreachable(NoAnswer::Tls(TlsFault::Expired)),
    "The list was not refreshed: the certificate has expired."
)]
#[case(
    FailureKind::Proxy { proxy: "p".into(), fault: ProxyFault::Refused },
    "The list was not refreshed: the proxy refused to connect."
)]
fn a_certificate_or_proxy_is_told_by_its_name_and_tried_again(#[case] kind: FailureKind, #[case] text: &str) {
    let mut story = AppTest::with(&["a"]);
    story.press("R");
    story.failed(kind);
    assert_eq!(story.notice(), text);
    assert!(story.is_offline() && story.wait().is_some());
}

#[test]
fn r_tries_at_once_and_says_what_comes_of_it() {
    let mut story = AppTest::offline();
    story.advance(Duration::from_secs(60));
    let quiet = story.calls.last().unwrap().clone();
    story.press("R");
    assert_eq!(story.aborted.last(), Some(&quiet), "it takes the place of a try under way");
    assert!(story.is_loading());
    story.failed(GONE);
    assert_eq!(story.notice(), "Offline; showing the list of 08:00.");
}

#[test]
fn nothing_of_it_touches_what_is_being_typed() {
    let mut story = AppTest::offline();
    story.press("anew_one\tvalue");
    story.wait_for_try();
    story.failed(GONE);
    story.wait_for_try();
    story.comes_back(&["a", "b", "c", "new_one"]);
    story.press("s");
    assert_eq!(story.app.context(), Context::Form);
    assert_eq!((story.subject().as_str(), story.form_value().as_str()), ("new_one", "values"));
}

#[test]
fn while_the_service_wants_to_be_left_alone_r_says_for_how_long() {
    let mut story = AppTest::with(&["a"]);
    story.press("R");
    story.reply(Reply::Paused { left: Duration::from_secs(12) });
    assert_eq!(story.notice(), "The service asked to wait; trying again in");
    let calls = story.calls.len();
    story.advance(Duration::from_secs(3));
    assert_eq!(story.countdown(), Some(Duration::from_secs(9)));
    story.press("?\x1bR");
    assert_eq!(story.notice(), "The service asked to wait; trying again in");
    assert_eq!((story.calls.len(), story.aborted.len()), (calls, 0), "the one that waits goes on by itself");
    story.advance(Duration::from_secs(9));
    assert_eq!(story.notice(), "");
    story.press("R");
    assert_eq!(story.calls.len(), calls, "also then");
    story.listed();
    story.advance(PAUSE);
    story.press("R");
    assert_eq!(story.calls.len(), calls + 1, "who asks after the answer asks anew");
}

#[test]
fn a_short_pause_is_not_worth_a_word() {
    let mut story = AppTest::with(&["a"]);
    story.press("R");
    story.reply(Reply::Paused { left: Duration::from_millis(300) });
    assert_eq!(story.notice(), "");
}

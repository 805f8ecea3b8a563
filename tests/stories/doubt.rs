//! Stories about doubts: what a write is judged by when its answer did not come or cannot be believed, and
//! what is said while nobody can tell.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

const BROKEN: FailureKind = FailureKind::Unreachable(NoAnswer::Broken);

impl AppTest {
    /// `new` was looked up as free and its create ends like this.
    fn created_with(value: &str, end: FailureKind) -> Self {
        let mut story = three();
        story.create_with(value, end);
        story
    }

    fn create_with(&mut self, value: &str, end: FailureKind) {
        self.press(&format!("anew\t{value}"));
        self.press(SAVE);
        self.fails(FailureKind::NotFound);
        self.fails(end);
    }

    /// What was sent as `new`, made just now.
    fn new_one(&self) -> Secret {
        Secret { created: Some(self.now.wall), ..secret("new", "", true, true) }
    }

    /// All that the form says.
    fn says(&self) -> String {
        self.the_form().said()
    }
}

#[test]
fn a_value_that_is_not_there_yet_is_compared_again() {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(BROKEN);
    story.press("\t\n");
    story.value_read("before");
    story.advance(Duration::from_secs(1));
    assert!(!story.notice().contains("was not saved"), "{}", story.notice());
    story.advance(Duration::from_secs(1));
    assert!(matches!(story.last_request(), Request::GetValue(_)));
    story.value_read("new");
    assert!(story.notice().starts_with("a was saved after all"), "{}", story.notice());

    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(BROKEN);
    story.press("\t\n");
    story.each_read("before");
    assert_eq!(story.notice(), "a was not saved; the form has all you typed.");
    assert_eq!(story.writes().len(), 1);
}

#[rstest]
#[case::taken(FailureKind::AlreadyExists)]
#[case::redirected(FailureKind::WrongAddress)]
fn a_refusal_is_not_believed_when_the_service_shows_what_was_sent(#[case] end: FailureKind) {
    let mut story = AppTest::created_with("pw", end);
    let new = story.new_one();
    story.got(new);
    assert_eq!((story.notice(), story.writes().len()), ("new was created after all.", 1));
}

/// How many seconds the service's clock may be wrong by, when a secret that was created seems to be ours.
const CLOCKS_DIFFER: i64 = 600;

#[rstest]
#[case::before_it_was_sent(1 - CLOCKS_DIFFER, true)]
#[case::long_before(-CLOCKS_DIFFER, false)]
#[case::after_it_was_sent(CLOCKS_DIFFER - 1, true)]
#[case::long_after(CLOCKS_DIFFER, false)]
fn a_secret_that_was_created_at_another_time_is_not_ours(#[case] seconds: i64, #[case] ours: bool) {
    let mut story = AppTest::created_with("pw", TIMED_OUT);
    let created = story.now.wall + jiff::SignedDuration::from_secs(seconds);
    let look = |story: &mut AppTest| story.got(Secret { created: Some(created), ..story.new_one() });
    if ours {
        look(&mut story);
        assert_eq!(story.notice(), "new was created after all.");
    } else {
        story.each_look(look);
        assert!(story.notice().starts_with("Unknown whether"), "{}", story.notice());
    }
    assert_eq!(story.writes().len(), 1);
}

/// The service's clock counts, whatever the one here shows, shows by then, or was known to be.
#[rstest]
#[case::known_before_it_was_sent(true, 0)]
#[case::found_afterwards(false, 0)]
#[case::set_here_afterwards(true, -48)]
fn a_wrong_clock_here_does_not_make_a_secret_of_ours_somebody_elses(
    #[case] known: bool,
    #[case] set_by: i64,
    #[values(48, -48)] ahead: i64,
    #[values(true, false)] ours: bool,
) {
    let hours = jiff::SignedDuration::from_hours;
    let mut story = three();
    story.press("R");
    let told = |story: &mut AppTest, ahead| {
        let gap = ClockGap::of(story.now.wall + hours(ahead), story.now.wall, story.now.wall);
        story.reply(Reply::Clock(gap));
    };
    if known {
        told(&mut story, ahead);
    }
    story.create_with("pw", TIMED_OUT);
    // By the service's clock it was made when it was sent, or by the one here, which is another time.
    let created = story.now.wall + hours(if ours { ahead } else { 0 });
    story.now.wall += hours(set_by);
    told(&mut story, ahead - set_by);
    let look = |story: &mut AppTest| story.got(Secret { created: Some(created), ..story.new_one() });
    if ours {
        look(&mut story);
        assert_eq!(story.notice(), "new was created after all.");
    } else {
        story.each_look(look);
        assert!(story.notice().starts_with("Unknown whether"), "{}", story.notice());
    }
}

#[test]
fn a_secret_that_does_not_say_when_it_was_created_is_not_ours() {
    let mut story = AppTest::created_with("pw", TIMED_OUT);
    story.each_look(|story| story.got(Secret { created: None, ..story.new_one() }));
    assert!(story.notice().starts_with("Unknown whether"), "{}", story.notice());
}

#[test]
fn a_name_that_somebody_took_in_between_is_refused() {
    let mut story = AppTest::created_with("pw", FailureKind::AlreadyExists);
    story.got(secret("new", "another", true, true));
    assert_eq!(story.notice(), "new was not created: it exists already.");
    story.press("\t\t\t\t\t\t\n");
    assert_eq!(story.subject(), "new");
    assert_eq!(story.form_value(), "pw", "it can be edited at once");

    let mut story = AppTest::created_with("pw", FailureKind::AlreadyExists);
    story.fails(FailureKind::NotPermitted);
    assert_eq!(story.fault("id"), "It belongs to somebody else on this site; choose another id.");
}

#[test]
fn a_refusal_is_not_believed_before_the_service_shows_something() {
    let mut story = AppTest::created_with("pw", FailureKind::AlreadyExists);
    let new = story.new_one();
    story.fails(BROKEN);
    assert!(!story.notice().contains("was not created"), "{}", story.notice());
    story.advance(Duration::from_secs(2));
    story.got(new);
    assert_eq!((story.notice(), story.writes().len()), ("new was created after all.", 1));

    let mut story = AppTest::created_with("pw", FailureKind::AlreadyExists);
    story.fails(BROKEN);
    story.advance(Duration::from_secs(2));
    story.fails(FailureKind::NotFound);
    assert_eq!(story.notice(), "new was not created: it exists already.");

    let mut story = AppTest::created_with("pw", FailureKind::AlreadyExists);
    story.each_look(|story| story.fails(BROKEN));
    assert_eq!(story.notice(), "Unknown whether new was created.");
    assert!(story.outcome(0).starts_with("unknown whether"));
}

#[rstest]
#[case::proxy(FailureKind::Unintelligible(Unclear::Html))]
#[case::elsewhere(FailureKind::WrongAddress)]
fn what_is_not_the_service_s_own_word_tells_nothing_of_a_value(#[case] end: FailureKind) {
    let mut story = three();
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(end);
    assert_eq!(story.notice(), "Unknown whether a was saved.");
}

#[test]
fn a_doubt_says_what_was_seen() {
    let mut story = AppTest::created_with("pw", BROKEN);
    story.each_look(|story| story.fails(BROKEN));
    assert_eq!(story.phase(), Phase::Doubt);
    assert!(story.says().contains("then tacc.tapis.io closed the connection."), "{}", story.says());

    let mut story = AppTest::created_with("pw", BROKEN);
    story.each_look(|story| story.got(secret("new", "another", true, true)));
    assert!(story.says().contains("you have a secret with this id"), "{}", story.says());
    assert!(!story.says().contains("does not show"), "{}", story.says());
}

#[test]
fn what_was_created_during_an_outage_is_found_before_it_is_sent_again() {
    let mut story = AppTest::created_with("pw", BROKEN);
    let new = story.new_one();
    story.each_look(|story| story.fails(BROKEN));
    story.press("\t\n");
    story.got(new);
    assert_eq!((story.notice(), story.writes().len()), ("new was created after all.", 1));
    assert!(!story.has_form());
    assert!(story.outcome(0).starts_with("done"));
}

#[test]
fn a_value_that_was_typed_anew_is_not_taken_for_created() {
    let mut story = AppTest::created_with("pw", BROKEN);
    let new = story.new_one();
    story.each_look(|story| story.fails(BROKEN));
    story.press("\x1b\tx");
    story.press(SAVE);
    story.got(new);
    assert_eq!(story.fault("id"), "It exists already; edit it, or choose another id.");
    assert_eq!(story.form_value(), "pwx");
}

#[test]
fn a_description_that_an_outage_hid_is_found_before_it_is_sent_again() {
    let mut story = three();
    story.press("e\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, true));
    story.fails(TIMED_OUT);
    story.each_look(|story| story.fails(BROKEN));
    story.press("\t\n");
    story.answer(Ok(Answer::Got(Box::new(secret("a", "older", true, true)))));
    assert_eq!((story.notice(), story.writes().len()), ("a was saved after all.", 1));
}

#[test]
fn the_details_of_a_write_without_an_answer_do_not_deny_it() {
    let mut story = AppTest::created_with("pw", TIMED_OUT);
    let new = story.new_one();
    story.got(new);
    assert_eq!(story.notice(), "new was created after all.");
    story.press("!y");
    let told = story.copied().remove(0).to_owned();
    assert!(told.starts_with("No proper answer came to the creation of new."), "{told}");
    assert!(!told.contains("was not created") && !told.contains("try again"), "{told}");
}

#[test]
fn a_service_that_says_that_it_failed_is_not_called_silent() {
    let mut story = three();
    story.press(&format!("enew{SAVE}{SAVE}"));
    story.fails(FailureKind::ServiceFault);
    assert!(story.says().contains("It was sent: the service failed."), "{}", story.says());
    story.press("\t\n");
    story.each_read("before");
    assert_eq!(story.notice(), "a was not saved: the service failed.");

    let mut story = AppTest::created_with("pw", FailureKind::ServiceFault);
    story.each_look(|story| story.fails(FailureKind::NotFound));
    assert_eq!(story.notice(), "new was not created: the service failed. Creating it again is safe.");
    let told = story.outcome(0);
    assert_eq!(
        told,
        "not created: the service failed; there is no such secret; its value may have been stored"
    );
    story.press("\x1b\t\n!y");
    let told = story.copied().remove(0).to_owned();
    assert!(told.starts_with("The creation of new went wrong."), "{told}");
}

#[test]
fn a_review_after_a_doubt_does_not_say_that_nothing_was_sent() {
    let mut story = three();
    story.press(&format!("enew{SAVE}"));
    assert!(story.says().starts_with("One change. Nothing has been sent yet."), "{}", story.says());
    story.press(SAVE);
    story.fails(FailureKind::ServiceFault);
    story.press(&format!("\x1b{SAVE}"));
    assert!(story.says().starts_with("One change. This form was sent before."), "{}", story.says());
}

#[test]
fn leaving_a_new_secret_names_it() {
    let mut story = three();
    story.press("anew\tpw\x1b");
    assert_eq!(story.says(), "What was filled in for new will be lost.");
}

#[test]
fn a_look_goes_on_when_the_service_takes_the_token_after_all() {
    let mut story = three();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", "old", true, true));
    story.fails(TIMED_OUT);
    story.fails(FailureKind::SignedOut(SignedOut::Invalid));
    story.press("\x1bR\x1b");
    let asked = story.asked.len();
    assert!(story.is_sending());
    story.list(vec![secret("a", "older", true, true)]);
    assert!(matches!(story.last_request(), Request::Get(_)) && story.asked.len() > asked);
    story.got(secret("a", "older", true, true));
    assert!(!story.is_sending(), "{}", story.notice());
    assert!(story.notice().starts_with("a was saved after all."), "{}", story.notice());
}

//! Stories about what is due when something else comes: it is seen to first, by whichever clock is ahead.

use std::time::Duration;

use rstest::rstest;

use super::value::{VALUE, three};
use super::write;
use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;

/// How time passes with nobody awake to notice.
type Passing = fn(&mut AppTest, Duration);

/// For both clocks, as while the program is stopped.
fn stopped(story: &mut AppTest, time: Duration) {
    story.pass(time);
}

/// Only for the clock that goes on, while somebody sets the time of day back.
fn set_back(story: &mut AppTest, time: Duration) {
    story.now.instant += time;
    story.now.wall -= Duration::from_secs(24 * 3600);
}

/// Only for the time of day: the machine was saved and restored.
fn restored(story: &mut AppTest, time: Duration) {
    story.now.wall += time;
}

/// It is time to wake the program, by one of the clocks.
fn wakes(story: &AppTest) -> bool {
    story.app.next_wake().is_due(story.now)
}

fn locking() -> Settings {
    let lock_after = Some(Duration::from_secs(60));
    Settings { clipboard: ClipboardWay::System, lock_after, unlock: Unlock::SignIn, ..Settings::default() }
}

#[rstest]
fn no_event_beats_the_lock(
    #[values(stopped, set_back, restored)] passes: Passing,
    #[values(
        || Event::Key(Key::char('j')),
        || Event::Paste("x".to_owned().into()),
        || Event::Resumed,
        || Event::Focus(true),
        || Event::Resized(ratatui::layout::Size::new(100, 30))
    )]
    event: fn() -> Event,
) {
    let mut story = AppTest::begin_with(locking());
    story.tell(Event::Key(Key::char('j')));
    passes(&mut story, Duration::from_secs(59));
    assert!(!story.is_locked());
    passes(&mut story, Duration::from_secs(1));
    assert!(wakes(&story));
    story.tell(event());
    assert!(story.is_locked() && story.cleared);
}

#[rstest]
fn what_is_typed_on_when_the_screen_locks_neither_unlocks_it_nor_is_a_password(
    #[values(stopped, set_back, restored)] passes: Passing,
    #[values(Unlock::Key, Unlock::SignIn)] unlock: Unlock,
) {
    let mut story = AppTest::begin_with(Settings { unlock, ..locking() });
    story.press("j");
    passes(&mut story, Duration::from_secs(60));
    story.type_on("/be\n");
    story.tell(Event::Paste("x".to_owned().into()));
    assert!(story.is_locked() && !story.has_dialog() && story.tokens.is_empty());
    story.press("j");
    assert!(!story.is_locked() || story.has_dialog(), "after a pause it is heard");
}

#[rstest]
fn a_value_whose_time_is_over_is_not_shown_on_by_a_key(
    #[values(stopped, set_back, restored)] passes: Passing,
    #[values("\t", "V", "y")] key: &str,
) {
    let mut story = three();
    story.press("v");
    story.value(VALUE);
    passes(&mut story, Duration::from_secs(29));
    story.press("?\x1b");
    assert_eq!(story.shown(), Some(VALUE));
    passes(&mut story, Duration::from_secs(30));
    assert!(wakes(&story));
    story.press(key);
    assert_eq!((story.shown(), story.copied().len()), (None, 0));
}

#[rstest]
fn what_undo_held_is_gone_when_its_time_is_over(#[values(stopped, set_back, restored)] passes: Passing) {
    let mut story = AppTest::changed_with_old_value();
    passes(&mut story, HELD_FOR - Duration::from_secs(1));
    story.tell(Event::Wake);
    assert_eq!(story.held(), ["changed a"]);
    passes(&mut story, Duration::from_secs(1));
    assert!(wakes(&story));
    story.press("u");
    assert!(story.held().is_empty() && !story.has_dialog() && !story.has_form());
}

#[rstest]
fn the_countdown_of_a_copy_ends_with_the_clock_that_is_ahead(
    #[values(stopped, set_back, restored)] passes: Passing,
) {
    let mut story = three();
    story.press("y");
    story.value(VALUE);
    story.report(CopyReport::Taken);
    passes(&mut story, Duration::from_secs(30));
    assert!(wakes(&story));
    story.press("?");
    assert_eq!(story.notice(), "");
}

#[test]
fn a_key_does_not_put_off_the_end_that_a_signal_asked_for() {
    let mut story = write::three();
    story.press("enew\x13\x13");
    story.tell(Event::Terminate);
    story.pass(Duration::from_secs(3));
    story.press("j");
    assert!(story.quits);
}

#[test]
fn a_locked_screen_has_nothing_left_to_wake_for() {
    let claims = Claims { expires: None, ..claims("tacc") };
    let site = Site { claims, ..site("tacc") };
    let mut story = AppTest::begin_at(vec![Profile { site, settings: locking(), ..Profile::default() }]);
    restored(&mut story, Duration::from_secs(60));
    story.tell(Event::Wake);
    story.advance(PAUSE);
    assert_eq!(story.app.next_wake(), Wake::default());
}

#[rstest]
#[case::at_once(0, true)]
#[case::just_within(1_999, true)]
#[case::too_late(2_000, false)]
fn a_second_ctrl_c_quits_for_two_seconds(#[case] after: u64, #[case] quits: bool) {
    let mut story = write::three();
    story.press("enew\x13\x13\x03");
    assert!(!story.quits);
    story.pass(Duration::from_millis(after));
    story.press("\x03");
    assert_eq!(story.quits, quits);
    if !quits {
        story.pass(Duration::from_millis(1_999));
        story.press("\x03");
        assert!(story.quits, "the two seconds begin anew");
    }
}

#[test]
fn what_the_service_says_of_the_time_moves_no_deadline() {
    let mut story = AppTest::changed_with_old_value();
    let before = story.app.next_wake().wall;
    assert!(before.is_some());
    story.press("=");
    let later = story.now.wall + Duration::from_secs(3600);
    let answer = Secret { created: Some(later), ..write::secret("a", "old", true, true) };
    story.answer(Ok(Answer::Got(Box::new(answer))));
    assert_eq!((story.app.next_wake().wall, story.held().len()), (before, 1));
}

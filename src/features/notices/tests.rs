//! Tests of the notice line.

use jiff::Timestamp;

use super::*;

/// Returns the moment `seconds` after `start`.
fn after(start: Instant, seconds: u64) -> Moment {
    let time = Duration::from_secs(seconds);
    Moment { instant: start + time, wall: Timestamp::UNIX_EPOCH + time }
}

#[test]
fn a_success_leaves_an_error_stays_and_a_banner_comes_back() {
    let start = Instant::now();
    let mut notices = Notices::default();
    notices.raise_banner(after(start, 0), Notice::new(Tone::Warning, "banner"));
    notices.show(start, Notice::new(Tone::Success, "done"));
    notices.expire(after(start, 5));
    assert_eq!(notices.current().unwrap().text, "done");
    notices.expire(after(start, 6));
    assert_eq!(notices.current().unwrap().text, "banner");
    notices.show(start, Notice::new(Tone::Error, "failed"));
    notices.expire(after(start, 3600));
    assert_eq!(notices.current().unwrap().text, "failed");
}

#[test]
fn an_error_comes_back_from_under_a_word_on_a_key() {
    let start = Instant::now();
    let mut notices = Notices::default();
    notices.show(start, Notice::new(Tone::Error, "refused"));
    for _ in 0..2 {
        notices.show_over(start, Notice::new(Tone::Warning, "not typed"));
        assert_eq!(notices.current().unwrap().text, "not typed");
    }
    notices.expire(after(start, 10));
    assert_eq!(notices.current().unwrap().text, "refused");
    notices.show_over(start, Notice::new(Tone::Warning, "not typed"));
    notices.dismiss();
    assert_eq!(notices.current(), None);
}

#[test]
fn what_came_by_itself_is_left_once_it_was_seen() {
    let start = Instant::now();
    let mut notices = Notices::default();
    let left = |_: &Notice| true;
    notices.show(start, Notice::new(Tone::Error, "not saved"));
    notices.leave(start, left);
    assert_eq!(notices.current().unwrap().text, "not saved");
    notices.leave(start + SEEN_AFTER, left);
    assert_eq!(notices.current(), None);
    notices.set_answers(true);
    notices.show(start, Notice::new(Tone::Warning, "write-only"));
    notices.leave(start, left);
    assert_eq!(notices.current(), None);
}

#[test]
fn the_end_of_a_wait_takes_only_its_own_notice() {
    let now = Instant::now();
    let mut notices = Notices::default();
    notices.show(now, Notice::new(Tone::Busy(Wait::Copy, now), "copying"));
    notices.end_busy(Wait::List);
    assert_eq!(notices.current().unwrap().text, "copying");
    notices.end_busy(Wait::Copy);
    assert_eq!(notices.current(), None);
    notices.show(now, Notice::new(Tone::Error, "failed"));
    notices.end_busy(Wait::Copy);
    assert_eq!(notices.current().unwrap().text, "failed");
}

#[test]
fn a_countdown_ends_with_the_clock_that_gets_there_first() {
    let start = after(Instant::now(), 0);
    let mut notices = Notices::default();
    let until = Deadline::after(start, Duration::from_secs(30));
    notices.show(start.instant, Notice::new(Tone::Success, "copied").counting_down(until));
    notices.expire(Moment { wall: start.wall + Duration::from_secs(29), ..start });
    assert_eq!(notices.countdown(), Some(until));
    notices.expire(Moment { wall: start.wall + Duration::from_secs(30), ..start });
    assert_eq!(notices.current(), None);
}

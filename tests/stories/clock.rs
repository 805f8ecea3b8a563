//! Stories about a clock that is wrong: the service decides whether a token is good, and nothing else.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::sign_in::{granted, profile};
use super::write::{secret, three};
use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;

const DEAD: FailureKind = FailureKind::SignedOut(SignedOut::Invalid);
const HOUR: Duration = Duration::from_secs(3600);

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

/// A service whose clock is ahead by so many hours.
fn ahead(by: i64, now: Timestamp) -> Option<ClockGap> {
    ClockGap::of(now + hours(by), now, now)
}

/// The program with a token that ended an hour ago by the clock here, and its list under way.
fn ended() -> AppTest {
    let now = crate::support::app_test::setup::start();
    let claims = Claims { expires: Some(now - hours(1)), ..claims("tacc") };
    let site = Site { claims, ..site("tacc") };
    AppTest::begin_at(vec![Profile { site, ..Profile::default() }])
}

#[test]
fn a_token_that_has_ended_here_is_sent_from_the_start() {
    let mut story = ended();
    assert_eq!((story.calls.len(), story.bar().as_str()), (1, "token ended"));
    assert_eq!(story.notice(), "Your token ended at 07:00 by the clock here.");
    story.failed(DEAD);
    assert_eq!(story.bar(), "signed out");
    assert_eq!(story.notice(), "Your token ended at 07:00; nothing is lost.");
}

#[test]
fn while_the_service_accepts_it_nobody_is_signed_out() {
    let mut story = ended().loaded(vec![secret("a", "old", true, true)]);
    assert_eq!(story.bar(), "token");
    assert_eq!(story.notice(), "The service still accepts your token: is this machine's clock right?");
    story.advance(HOUR);
    assert!(story.notice().is_empty(), "and no banner says otherwise");
    story.press("v");
    assert_eq!(story.values.len(), 1, "everything is asked");
}

#[test]
fn with_the_services_clock_the_time_of_the_token_is_right() {
    let mut story = ended();
    story.reply(Reply::Clock(ahead(-2, story.now.wall)));
    assert_eq!(story.bar(), "token 1 h");
    let told = "This machine's clock is 2 h ahead of the service's.";
    assert_eq!(story.notice(), told, "the banner is gone");
    let mut story = story.loaded(vec![Secret::named("a")]);
    story.advance(HOUR - Duration::from_secs(60));
    assert_eq!(story.notice(), "The token ends in 1 min.");
    story.press("R");
    story.reply(Reply::Clock(None));
    assert_eq!(story.bar(), "token ended", "the clock was set");
}

#[test]
fn the_same_gap_is_told_once_also_in_a_new_session() {
    let mut story = three();
    story.press("R");
    story.reply(Reply::Clock(ahead(-2, story.now.wall)));
    assert!(story.notice().starts_with("This machine's clock"));
    story.advance(Duration::from_secs(60));
    story.press("R");
    story.reply(Reply::Clock(ahead(-2, story.now.wall)));
    assert!(story.notice().is_empty());
}

#[test]
fn a_token_whose_time_becomes_clear_is_refreshed_before_it_ends() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    let claims = Claims { expires: Some(story.now.wall - hours(1)), ..claims("tacc") };
    story.token(Ok(Granted { claims, refreshable: true, ..granted() }));
    story.reply(Reply::Clock(ahead(-2, story.now.wall)));
    story.advance(HOUR - Duration::from_secs(301));
    assert_eq!(story.tokens.len(), 1);
    story.advance(Duration::from_secs(1));
    assert_eq!(story.tokens.len(), 2, "five minutes before its end");
}

#[test]
fn a_clock_that_is_behind_is_told_as_well_and_the_gap_belongs_to_the_profile() {
    let elsewhere = Profile { site: site("dev"), ..profile(TokenSource::Password) };
    let here = Profile { site: site("tacc"), ..Profile::default() };
    let mut story = AppTest::begin_at(vec![here, elsewhere]);
    story.reply(Reply::Clock(ahead(2, story.now.wall)));
    assert_eq!(story.notice(), "This machine's clock is 2 h behind the service's.");
    assert_eq!(story.bar(), "token 1 h", "of three hours");
    story.press("pj\n");
    story.token(Ok(Granted { claims: claims("dev"), ..granted() }));
    assert_eq!(story.bar(), "token 3 h");
}

#[test]
fn a_read_that_succeeds_takes_a_refusal_back() {
    let mut story = three();
    story.press("v");
    story.press("R");
    story.failed(DEAD);
    assert_eq!(story.bar(), "signed out");
    story.value("s3cret");
    assert_ne!(story.bar(), "signed out");
    assert_eq!(story.bar(), "token 3 h");
}

#[test]
fn new_tokens_that_have_ended_here_are_not_asked_for_without_end() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    let grant = |story: &mut AppTest| {
        let claims = Claims { expires: Some(story.now.wall - hours(1)), ..claims("tacc") };
        story.token(Ok(Granted { claims, refreshable: true, ..granted() }));
    };
    grant(&mut story);
    story.advance(Duration::from_secs(599));
    assert_eq!(story.tokens.len(), 1);
    story.advance(Duration::from_secs(1));
    assert!(matches!(story.tokens[1].2, TokenWay::Refresh));
    grant(&mut story);
    story.advance(Duration::from_secs(599));
    assert_eq!(story.tokens.len(), 2);
}

#[test]
fn no_deadline_that_protects_follows_the_services_clock() {
    let mut story = three();
    story.press("v");
    story.value("s3cret");
    assert!(story.screen().contains("hides in 30 s"), "{}", story.screen());
    story.press("R");
    story.reply(Reply::Clock(ahead(-48, story.now.wall)));
    assert!(story.screen().contains("hides in 30 s"), "{}", story.screen());
    story.advance(Duration::from_secs(30));
    assert!(story.shown().is_none());
}

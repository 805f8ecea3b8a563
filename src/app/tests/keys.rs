//! Stories about keys that are the same everywhere, pastes, the token's end and the timers.

use std::time::Duration;

use rstest::rstest;

use super::story::Story;
use crate::app::{Event, Focus, SHOW_WAIT_AFTER, SPINNER_FRAME, token};
use crate::domain::{FailureKind, SignedOut};
use crate::input::{Code, Context, Key};

#[test]
fn escape_undoes_one_thing_at_a_time_and_never_quits() {
    let mut story = Story::with(&["a", "b"]);
    story.press("/a\n");
    story.match_all();
    story.press("\t?");
    assert!(story.app.modal().is_some());
    story.press("\x1b");
    assert!(story.app.modal().is_none() && story.app.focus() != Focus::List);
    story.press("\x1b");
    assert!(story.app.focus() == Focus::List && story.app.filter().is_set());
    story.press("\x1b");
    assert!(!story.app.filter().is_set());
    story.press("\x1b");
    assert!(!story.quits);
}

#[rstest]
#[case::list("")]
#[case::filter("/a")]
#[case::detail("\t")]
#[case::menu("S")]
#[case::help("?")]
fn ctrl_c_quits_from_everywhere(#[case] before: &str) {
    let mut story = Story::with(&["a"]);
    story.press(before);
    story.press("\x03");
    assert!(story.quits);
}

#[test]
fn an_unbound_alt_key_is_escape_and_the_key() {
    let mut story = Story::with(&["a", "b"]);
    story.press("\t");
    story.tell(Event::Key(Key { code: Code::Char('j'), ctrl: false, alt: true }));
    assert_eq!((story.app.focus(), story.selected()), (Focus::List, "b"));
}

#[test]
fn a_paste_outside_a_field_only_hints() {
    let mut story = Story::with(&["a", "q"]);
    story.tell(Event::Paste("qqD\n".to_owned().into()));
    assert!(!story.quits && story.notice().starts_with("There is no field"));
    story.press("/");
    story.tell(Event::Paste("q\n".to_owned().into()));
    story.match_all();
    assert_eq!((story.app.filter().text(), story.selected()), ("q", "q"));
}

#[test]
fn a_refused_token_shows_a_banner_and_takes_no_key() {
    let mut story = Story::with(&["a"]);
    story.press("R/a");
    story.failed(FailureKind::SignedOut(SignedOut::Invalid));
    assert_eq!(story.app.token_time(), token::TokenTime::Out);
    assert_eq!(story.app.context(), Context::Filter, "what was being typed goes on");
}

#[test]
fn the_end_of_the_token_is_told_when_it_is_near_and_when_it_is_there() {
    let mut story = Story::with(&["a"]);
    story.advance(Duration::from_secs(2 * 3600 + 52 * 60));
    assert_eq!(story.notice(), "The token ends in 8 min.");
    story.advance(Duration::from_secs(8 * 60));
    assert_eq!(story.app.token_time(), token::TokenTime::Out);
    story.advance(Duration::from_secs(11));
    assert_eq!(story.notice(), "Your token ended at 11:00; nothing is lost.");
}

#[test]
fn nothing_wakes_the_program_but_what_is_due() {
    let mut story = Story::with(&["a"]);
    story.app.site.claims.expires = None;
    story.tell(Event::Wake);
    assert_eq!(story.app.next_wake(), None);
    story.press("R");
    assert_eq!(story.app.next_wake(), Some(story.now.instant + SHOW_WAIT_AFTER));
    story.advance(SHOW_WAIT_AFTER);
    assert!(story.app.next_wake().unwrap() <= story.now.instant + SPINNER_FRAME);
    story.listed();
    story.match_all();
    assert_eq!(story.app.next_wake(), None);
}

#[test]
fn the_minute_of_the_token_is_the_only_timer_of_an_idle_screen() {
    let story = Story::with(&["a"]);
    let wait = story.app.next_wake().unwrap() - story.now.instant;
    assert!(wait <= Duration::from_secs(61), "{wait:?}");
}

//! Stories about keys that are the same everywhere, pastes, the token's end and the timers.

use std::time::Duration;

use rstest::rstest;

use super::write::{secret, three};
use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;

#[test]
fn escape_undoes_one_thing_at_a_time_and_never_quits() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("/a\n");
    story.match_all();
    story.press("\t?");
    assert!(story.has_help());
    story.press("\x1b");
    assert!(!story.has_help() && story.app.context() != Context::List);
    story.press("\x1b");
    assert!(story.app.context() == Context::List && story.has_filter());
    story.press("\x1b");
    assert!(!story.has_filter());
    story.press("\x1b");
    assert!(!story.quits);
}

#[rstest]
#[case::list("")]
#[case::detail("\t")]
#[case::menu("S")]
#[case::help("?")]
fn ctrl_c_quits_from_everywhere(#[case] before: &str) {
    let mut story = AppTest::with(&["a"]);
    story.press(before);
    story.press("\x03");
    assert!(story.quits);
}

fn alt(code: Code) -> Event {
    Event::Key(Key { code, ctrl: false, alt: true })
}

#[rstest]
#[case::delete('D')]
#[case::edit('e')]
#[case::quit('q')]
#[case::copy('y')]
fn alt_with_a_letter_does_nothing_in_the_list(#[case] letter: char) {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("j");
    story.tell(alt(Code::Char(letter)));
    assert!(!story.has_form() && !story.has_dialog() && !story.quits);
    assert_eq!((story.selected(), story.values.len(), story.notice()), ("b", 0, ""));
}

#[rstest]
#[case::detail("\t")]
#[case::menu("S")]
#[case::help("?")]
#[case::kept_filter("/a\n")]
fn a_letter_that_comes_with_escape_closes_what_is_open_and_is_dropped(#[case] open: &str) {
    let mut story = AppTest::with(&["a", "ab"]);
    story.press(open);
    story.match_all();
    story.tell(alt(Code::Char('j')));
    story.match_all();
    assert_eq!((story.app.context(), story.selected()), (Context::List, "a"));
    assert!(!story.has_filter());
}

#[rstest]
#[case::kept_filter("/a\n", Code::Right, "Alt-Right does nothing here; ? lists the keys.")]
#[case::menu("S", Code::Down, "Alt-Down does nothing here; ? lists the keys.")]
#[case::value("v", Code::Up, "Alt-Up does nothing here; ? lists the keys.")]
#[case::function_key("v", Code::F(4), "Alt-F4 does nothing here; ? lists the keys.")]
fn an_arrow_with_alt_is_no_escape(#[case] open: &str, #[case] code: Code, #[case] said: &str) {
    let mut story = AppTest::with(&["a", "ab"]);
    story.press(open);
    story.match_all();
    let before = (story.app.context(), story.has_filter(), story.reads_value());
    story.tell(alt(code));
    assert_eq!((story.app.context(), story.has_filter(), story.reads_value()), before);
    assert_eq!(story.notice(), said);
}

#[test]
fn escape_that_comes_with_enter_hides_a_value_and_enter_opens_the_detail() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("v");
    story.tell(alt(Code::Enter));
    assert!(story.hides_value());
    assert_ne!(story.app.context(), Context::List);
}

#[test]
fn alt_backspace_deletes_a_word_where_text_is_typed() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("/mine redis");
    story.tell(alt(Code::Backspace));
    assert_eq!(story.filter(), "mine ");
    assert_eq!(story.app.context(), Context::Filter);
    story.press("\x1b\x1ba");
    let before = story.phase();
    story.tell(alt(Code::Backspace));
    assert_eq!(story.phase(), before, "the form asks nothing");
}

#[rstest]
#[case(Code::Enter)]
#[case(Code::Tab)]
#[case(Code::Char('D'))]
fn what_comes_with_escape_does_nothing_more_in_a_form(#[case] code: Code) {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("a\tsecret");
    let before = story.focus();
    story.tell(alt(code));
    match code {
        // Text goes nowhere, and `Alt` with a letter is not `Esc` there.
        Code::Char(_) => assert!(story.focus() == before && story.phase() == Phase::Filling),
        _ => assert!(story.is_on_safe() && story.phase() == Phase::Leaving),
    }
}

#[test]
fn a_space_with_alt_presses_no_button() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("a\tsecret\x1b\t");
    assert!(story.is_on_go());
    story.tell(alt(Code::Char(' ')));
    story.tell(Event::Key(Key::ctrl(' ')));
    assert_eq!(story.phase(), Phase::Leaving);
}

#[test]
fn the_filter_takes_300_characters_and_says_so() {
    let mut story = AppTest::with(&["a"]);
    story.press("/x");
    story.tell(Event::Paste("ü".repeat(1 << 20).into()));
    assert_eq!(story.filter().chars().count(), 300);
    assert_eq!(story.notice(), "The filter takes 300 characters; the rest was left out.");
    story.press("y");
    assert_eq!(story.filter().chars().count(), 300);
    story.press("\x08z");
    assert!(story.filter().ends_with('z'));
}

#[rstest]
#[case::id("a")]
#[case::description("a\t\t")]
#[case::path("a\t\x06")]
fn a_giant_paste_goes_into_no_field_but_a_value(#[case] open: &str) {
    let mut story = AppTest::with(&["a"]);
    story.press(open);
    story.tell(Event::Paste("x".repeat(1 << 20).into()));
    assert_eq!(story.notice(), "The pasted text is too long for this place; none of it was taken.");
}

#[test]
fn a_paste_that_breaks_off_is_taken_and_told() {
    let mut story = AppTest::with(&["a"]);
    story.press("/");
    story.tell(Event::PasteBrokenOff("hello".to_owned().into()));
    assert_eq!(story.filter(), "hello");
    assert_eq!(story.notice(), "The paste broke off: its end did not arrive. Check what was taken.");
}

#[test]
fn a_paste_outside_a_field_only_hints() {
    let mut story = AppTest::with(&["a", "q"]);
    story.tell(Event::Paste("qqD\n".to_owned().into()));
    assert!(!story.quits && story.notice().starts_with("There is no field"));
    story.press("/");
    story.tell(Event::Paste("q\n".to_owned().into()));
    story.match_all();
    assert_eq!((story.filter(), story.selected()), ("q", "q"));
}

#[test]
fn a_refused_token_shows_a_banner_and_takes_no_key() {
    let mut story = AppTest::with(&["a"]);
    story.press("R/a");
    story.failed(FailureKind::SignedOut(SignedOut::Invalid));
    assert_eq!(story.bar(), "signed out");
    assert_eq!(story.app.context(), Context::Filter, "what was being typed goes on");
}

#[test]
fn the_end_of_the_token_is_told_when_it_is_near_and_when_it_is_there() {
    let mut story = AppTest::with(&["a"]);
    story.advance(Duration::from_secs(2 * 3600 + 52 * 60));
    assert_eq!(story.notice(), "The token ends in 8 min.");
    story.advance(Duration::from_secs(8 * 60));
    assert_eq!(story.bar(), "token ended");
    story.advance(Duration::from_secs(11));
    assert_eq!(story.notice(), "Your token ended at 11:00 by the clock here.");
}

#[test]
fn nothing_wakes_the_program_but_what_is_due() {
    let claims = Claims { expires: None, ..claims("tacc") };
    let site = Site { claims, ..site("tacc") };
    let story = AppTest::begin_at(vec![Profile { site, ..Profile::default() }]);
    let mut story = story.loaded(vec![Secret::named("a")]);
    story.tell(Event::Wake);
    assert_eq!(story.app.next_wake(), Wake::default());
    story.press("R");
    assert_eq!(story.app.next_wake().boot, Some(story.now.instant + SHOW_WAIT_AFTER));
    story.advance(SHOW_WAIT_AFTER);
    assert!(story.app.next_wake().boot.unwrap() <= story.now.instant + SPINNER_FRAME);
    story.listed();
    story.match_all();
    assert_eq!(story.app.next_wake(), Wake::default());
}

#[rstest]
#[case::details("!")]
#[case::undo("u")]
#[case::profiles("p")]
#[case::menu_of_copies("/zzz\nY")]
#[case::alone("jV")]
fn a_key_that_closes_what_did_not_open_does_nothing_else(
    #[case] keys: &str,
    #[values("q", "\x1b", "\n")] close: &str,
) {
    let mut story = AppTest::begin().loaded(vec![Secret::named("a"), secret("b", "", false, true)]);
    for key in keys.chars() {
        story.press(&key.to_string());
        story.match_all();
    }
    let filter = story.filter().to_owned();
    assert!(!story.has_dialog() && !story.notice().is_empty());
    story.press(close);
    assert_eq!((story.quits, story.app.context(), story.notice()), (false, Context::List, ""));
    assert_eq!(story.filter(), filter);
    story.press("q");
    assert!(story.quits, "the next one is meant");
}

#[test]
fn q_gives_up_a_value_that_is_being_read_to_stand_alone() {
    let mut story = three();
    story.press("V!q");
    assert!(!story.quits && story.hides_value());
    assert_eq!(story.aborted, story.values);
}

#[test]
fn a_key_in_between_makes_q_what_it_is() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("!jq");
    assert!(story.quits);
    let mut story = AppTest::begin_with(Settings { view_only: true, ..Settings::default() });
    story.press("uq");
    assert!(!story.quits, "nor where undo is not there at all");
}

#[test]
fn the_minute_of_the_token_is_the_only_timer_of_an_idle_screen() {
    let story = AppTest::with(&["a"]);
    let wait = story.app.next_wake().boot.unwrap() - story.now.instant;
    assert!(wait <= Duration::from_secs(61), "{wait:?}");
}

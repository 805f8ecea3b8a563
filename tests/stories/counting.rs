//! Stories about numbers before keys, and about keys that mean nothing.

use std::time::Duration;

use rstest::rstest;

use crate::support::prelude::*;

const IDS: [&str; 14] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"];

#[rstest]
#[case::down("3j", "d")]
#[case::arrow("12↓", "m")]
#[case::zero("10j", "k")]
#[case::up("G4k", "j")]
#[case::row("5G", "e")]
#[case::row_from_the_top("5g", "e")]
#[case::past_the_end("99j", "n")]
#[case::no_number_begins_with_zero("0j", "b")]
#[case::one_key_only("3jj", "e")]
#[case::another_key_forgets_it("3cj", "b")]
#[case::escape_forgets_it("3\x1bj", "b")]
fn a_number_says_how_far_a_key_moves(#[case] keys: &str, #[case] selected: &str) {
    let mut story = AppTest::with(&IDS);
    story.press(keys);
    assert_eq!(story.selected(), selected);
}

#[test]
fn a_number_is_forgotten_after_a_moment() {
    let mut story = AppTest::with(&IDS);
    story.press("5");
    story.advance(Duration::from_secs(2));
    story.press("j");
    assert_eq!((story.selected(), story.notice()), ("b", ""));
}

#[test]
fn a_number_waits_with_its_key_for_the_list() {
    let mut story = AppTest::begin();
    story.press("3");
    story.advance(Duration::from_secs(5));
    story.press("j");
    let mut story = story.loaded(IDS.iter().map(|id| Secret::named(*id)).collect());
    assert_eq!(story.selected(), "d");
    story.press("/\n2j");
    story.match_all();
    assert_eq!(story.selected(), "f");
}

#[test]
fn a_number_scrolls_what_is_read() {
    let mut story = AppTest::with(&IDS);
    story.resize(80, 24);
    story.press("?");
    let top = story.dialog_box().unwrap().rows;
    let mut scrolled_by = |keys: &str, rows: usize| {
        story.press(keys);
        assert_eq!(story.dialog_box().unwrap().rows[1..8], top[1 + rows..8 + rows], "{keys}");
    };
    scrolled_by("3j", 3);
    scrolled_by("2k", 1);
}

#[test]
fn a_number_changes_nothing_of_a_write() {
    let mut story = AppTest::with(&IDS);
    story.press("5D");
    assert_eq!(story.subject(), "a");
    assert_eq!(story.confirmation(), "");
}

#[rstest]
#[case::list("d", "d does nothing here; D deletes, ? lists the keys.")]
#[case::detail("\nZ", "Z does nothing here; ? lists the keys.")]
#[case::journal("JZ", "Z does nothing here; ? lists the keys.")]
#[case::menu("SZ", "Z does nothing here; ? lists the keys.")]
#[case::help("?Z", "Z does nothing here; Esc closes.")]
#[case::button("D\tZ", "")]
fn a_key_that_means_nothing_says_so(#[case] keys: &str, #[case] said: &str) {
    let mut story = AppTest::with(&IDS);
    story.press(keys);
    assert_eq!(story.notice(), said);
}

#[test]
fn that_a_key_means_nothing_is_said_once_a_second_and_not_over_worse_news() {
    let mut story = AppTest::with(&IDS);
    story.press("dZ");
    assert!(story.notice().starts_with("d does"), "{}", story.notice());
    story.advance(PAUSE);
    story.press("Z");
    assert!(story.notice().starts_with("Z does"), "{}", story.notice());
    story.press("j");
    assert_eq!(story.notice(), "", "a key that means something ends it");
    story.advance(PAUSE);
    story.press("=");
    let told = story.notice().to_owned();
    story.advance(PAUSE);
    story.press("d");
    assert_eq!(story.notice(), told, "a warning stays");
}

#[test]
fn nothing_is_said_of_keys_that_are_text() {
    let mut story = AppTest::with(&IDS);
    story.press("/");
    story.press("Zd");
    story.tell(Event::Key(Key::plain(Code::F(9))));
    assert_eq!(story.notice(), "");
    story.press("\x1b");
    story.match_all();
    story.press("a");
    story.tell(Event::Key(Key::plain(Code::F(9))));
    assert_eq!(story.notice(), "");
}

#[rstest]
#[case::list("", Context::List)]
#[case::filter("/al", Context::Filter)]
#[case::menu("S", Context::Menu)]
#[case::journal("J", Context::Journal)]
#[case::form("asecret", Context::Form)]
#[case::generate("a\t\x07", Context::Generate)]
#[case::file("a\t\x06", Context::Line)]
#[case::sign_in("s", Context::SignIn)]
fn f1_is_help_everywhere_and_what_was_open_comes_back(#[case] keys: &str, #[case] context: Context) {
    let mut story = AppTest::with(&IDS);
    story.press(keys);
    assert_eq!(story.app.context(), context);
    let screen = story.screen();
    for close in [Key::plain(Code::F(1)), Key::plain(Code::Esc), Key::char('?'), Key::char('q')] {
        story.tell(Event::Key(Key::plain(Code::F(1))));
        assert!(story.asks(context.title()) && story.app.context() == Context::Help, "{}", story.screen());
        assert!(story.dialog_box().unwrap().rows.len() > 6);
        // A letter goes nowhere.
        story.press("x");
        story.tell(Event::Key(close));
        assert_eq!(story.app.context(), context);
        assert_eq!(story.screen(), screen);
    }
}

#[test]
fn the_keys_of_the_filter_line_move_and_leave_it() {
    let mut story = AppTest::with(&IDS);
    story.press("/");
    for (key, selected) in [('n', "b"), ('n', "c"), ('p', "b")] {
        story.tell(Event::Key(Key::ctrl(key)));
        assert_eq!((story.selected(), story.app.context()), (selected, Context::Filter));
    }
    story.press("b");
    story.match_all();
    story.press("\x03");
    story.match_all();
    assert_eq!((story.app.context(), story.has_filter(), story.quits), (Context::List, false, false));
    assert_eq!((story.selected(), story.app.context()), ("b", Context::List));
}

#[test]
fn the_help_waits_behind_a_lock() {
    let mut story = AppTest::with(&IDS);
    story.tell(Event::Key(Key::plain(Code::F(1))));
    story.press("L");
    assert!(story.is_locked() && !story.has_help());
    story.press("x");
    assert!(!story.is_locked() && story.has_help());
}

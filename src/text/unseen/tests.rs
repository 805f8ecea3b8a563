//! What cannot be seen of a text is counted, told, and taken out where it is not meant.

use super::*;
use crate::text::reveal::{Piece, pieces};
use proptest::prelude::*;
use rstest::rstest;

fn told(value: &str) -> String {
    Unseen::of(value).note().unwrap_or_default()
}

#[rstest]
#[case::clean("pw", "")]
#[case::empty("", "")]
#[case::lines("a\nb", "")]
#[case::newline("pw\n", "a newline at the end")]
#[case::newlines("pw\n\n", "2 newlines at the end")]
#[case::only_a_newline("\n", "a newline at the end")]
#[case::carriage_return_and_newline("pw\r\n", "a newline at the end · a carriage return")]
#[case::lone_return_at_the_end("pw\r", "a carriage return at the end")]
#[case::returns_and_one_at_the_end("a\rb\r", "a carriage return at the end · 1 more carriage return")]
#[case::windows("a\r\nb\r\nc\r\nd", "3 carriage returns")]
#[case::mixed("a\r\nb\nc", "a carriage return · mixed line ends")]
#[case::the_issue("\u{feff}a\r\nb\r\nc\r\nd", "3 carriage returns · a byte-order mark at the start")]
#[case::mark_inside("a\u{feff}b", "a byte-order mark inside")]
#[case::marks("\u{feff}a\u{feff}b\u{feff}", "a byte-order mark at the start · 2 byte-order marks inside")]
#[case::nul("a\0b\0", "2 NUL characters")]
#[case::escape("a\u{1b}[0m", "a control character")]
#[case::c1("a\u{9b}\u{85}b", "2 control characters")]
#[case::tabs("a\tb\tc", "2 tabs")]
#[case::zero_width("a\u{200b}\u{200c}\u{200d}\u{2060}b", "4 zero-width characters")]
#[case::soft_hyphen("pass\u{ad}word", "a zero-width character")]
#[case::direction("a\u{202e}b\u{2066}c\u{200f}", "3 text-direction marks")]
#[case::tag("a\u{e0041}", "a tag character")]
#[case::no_break("a\u{a0}b", "a no-break space")]
#[case::odd_spaces("a\u{2003}\u{3000}\u{3164}b", "3 odd spaces")]
#[case::separators("a\u{2028}b\u{2029}c", "2 line separators")]
#[case::combining("cafe\u{301}", "a combining mark")]
#[case::private("\u{e000}", "a character that shows as a code")]
#[case::around(" pw ", "white space at the end · white space at the start")]
#[case::around_and_newlines(
    " pw \n\n",
    "2 newlines at the end · white space at the end · white space at the start"
)]
#[case::after_the_mark("\u{feff} pw", "white space at the start · a byte-order mark at the start")]
#[case::blank_ends("a \nb\t\nc", "a tab · white space at the end of 2 lines")]
#[case::blank_end("a \r\nb", "a carriage return · white space at the end of a line")]
#[case::plain_letters("café 中文 ключ", "")]
fn what_cannot_be_seen_is_told(#[case] value: &str, #[case] expected: &str) {
    assert_eq!(told(value), expected);
}

#[rstest]
#[case::windows("\u{feff}a\r\nb\r\n", "a\nb")]
#[case::lone_return_at_the_end("pw\r", "pw")]
#[case::old_line_ends("a\rb\r", "a\nb")]
#[case::no_room("p\u{200b}w\0\u{202e}\u{e0041}\u{1b}", "pw")]
#[case::odd_spaces("a\u{a0}b\u{2028}c", "a b\nc")]
#[case::around(" \tpw \n\n", "pw")]
#[case::tabs_stay("a\tb\t\n\tc\t", "a\tb\n\tc")]
#[case::indentation_stays("\n\n  a:\n    b\n", "  a:\n    b")]
#[case::accents_stay("cafe\u{301}\r", "cafe\u{301}")]
#[case::nothing_is_left("\r\n \u{feff}", "")]
fn what_cannot_be_seen_is_removed(#[case] value: &str, #[case] expected: &str) {
    assert_eq!(*without_unseen(value), expected);
}

#[rstest]
#[case::tabs("a\tb")]
#[case::combining("cafe\u{301}")]
#[case::indentation("  a:\n    b")]
fn what_may_be_meant_is_told_and_stays(#[case] value: &str) {
    let unseen = Unseen::of(value);
    assert!(!unseen.is_nothing() && unseen.removable().is_nothing());
    assert_eq!(*without_unseen(value), value);
}

proptest! {
    #[test]
    fn what_a_shown_value_marks_is_told_and_what_is_told_inside_is_marked(c in any::<char>()) {
        let text = format!("a{c}b");
        let marked = pieces(&text).any(|piece| matches!(piece, Piece::Hidden(_)));
        // A newline is no character of a row.
        prop_assert_eq!(marked && c != '\n', !Unseen::of(&text).is_nothing(), "{:?}", c);
    }

    #[test]
    fn removing_does_what_is_said(value in "[ab \t\r\n\0\u{feff}\u{a0}\u{2028}\u{200b}\u{301}\u{85}\u{2003}]{0,12}") {
        let rest = without_unseen(&value);
        prop_assert_eq!(!Unseen::of(&value).removable().is_nothing(), *rest != value);
        prop_assert!(Unseen::of(&rest).removable().is_nothing(), "{:?} of {:?}", *rest, value);
        prop_assert!(rest.capacity() <= value.len().max(rest.len()));
    }
}

//! The keys that edit a field, and what is left of deleted text.

use super::*;
use proptest::prelude::*;

fn type_into(field: &mut Field, text: &str) {
    for c in text.chars() {
        field.press(Key::char(c));
    }
}

#[test]
fn a_line_is_edited_as_in_readline() {
    let mut field = Field::line();
    type_into(&mut field, "redis prod");
    assert_eq!((field.text(), field.cursor()), ("redis prod", 10));
    assert!(field.press(Key::ctrl('w')));
    assert_eq!(field.text(), "redis ");
    assert!(!field.press(Key::plain(Code::Home)));
    type_into(&mut field, "x");
    assert_eq!((field.text(), field.cursor()), ("xredis ", 1));
    field.press(Key::plain(Code::End));
    assert!(field.press(Key::ctrl('u')));
    assert_eq!(field.text(), "");
}

#[test]
fn ctrl_and_alt_move_by_a_word() {
    let by_word = |code, ctrl| Key { code, ctrl, alt: !ctrl };
    let mut field = Field::text_line("redis prod main");
    for (key, at) in [
        (by_word(Code::Left, true), 11),
        (by_word(Code::Left, false), 6),
        (by_word(Code::Char('b'), false), 0),
        (by_word(Code::Right, true), 6),
        (by_word(Code::Char('f'), false), 11),
    ] {
        assert!(!field.press(key));
        assert_eq!((field.cursor(), field.text()), (at, "redis prod main"));
    }
}

#[test]
fn the_keys_that_mean_something_are_those_that_do_something() {
    for c in ('a'..='z').chain(['7', '_']) {
        let mut field = Field::text_line("one two");
        field.press(Key::char('x'));
        field.press(Key::plain(Code::Left));
        let seen = |field: &Field| (field.text().to_owned(), field.cursor());
        let before = seen(&field);
        field.press(Key::ctrl(c));
        assert_eq!(Field::takes(Key::ctrl(c)), seen(&field) != before, "Ctrl-{c}");
    }
}

#[test]
fn it_stays_one_line() {
    let mut field = Field::line();
    field.paste("  two\nlines\r\n");
    field.press(Key::plain(Code::Enter));
    assert_eq!(field.text(), "two lines");
    assert_eq!(format!("{field:?}"), "Field(…)");
}

#[test]
fn typing_is_undone_in_a_text_and_not_in_a_value() {
    let mut text = Field::text_line("abc");
    type_into(&mut text, "d");
    text.press(Key::ctrl('_'));
    assert_eq!(text.text(), "abc");
    let mut value = Field::secret("abc");
    type_into(&mut value, "d");
    value.press(Key::ctrl('_'));
    assert_eq!(value.joined(), "abcd");
}

#[test]
fn what_is_deleted_from_a_value_is_kept_nowhere() {
    let mut value = Field::secret("one two\nthree four");
    value.press(Key::plain(Code::Up));
    value.press(Key::plain(Code::Left));
    for (key, rest, at) in [
        (Key::plain(Code::Delete), "one tw\nthree four", (0, 6)),
        (Key::plain(Code::Backspace), "one t\nthree four", (0, 5)),
        (Key::ctrl('w'), "one \nthree four", (0, 4)),
        (Key::plain(Code::Delete), "one three four", (0, 4)),
        (Key::ctrl('u'), "three four", (0, 0)),
    ] {
        value.press(key);
        assert_eq!((value.joined().as_str(), value.position()), (rest, at));
        assert_eq!(value.area.yank_text(), "");
        assert!(value.lines().iter().all(|line| line.capacity() == line.len()));
    }
}

#[test]
fn a_paste_into_a_value_keeps_its_lines() {
    let mut value = Field::secret("");
    value.paste("a\r\nb\rc\n");
    assert_eq!(value.joined(), "a\nb\nc\n");
    assert_eq!((value.len(), value.position()), (6, (3, 0)));
}

proptest! {
    #[test]
    fn what_fits_comes_back_byte_for_byte(value in any::<String>()) {
        if fits(&value) {
            let field = Field::secret(&value);
            prop_assert_eq!(field.joined(), value.clone());
            prop_assert_eq!(field.len(), value.len());
        }
    }

    #[test]
    fn lines_tabs_and_odd_characters_come_back(value in "[a-z \n\t\u{200b}é中😀\"\\\\]{0,40}") {
        prop_assert!(fits(&value));
        let field = Field::secret(&value);
        prop_assert_eq!(field.joined(), value);
    }
}

//! A text field: the only file that knows the text area crate.
//!
//! The crate's own shortcuts are off, and so is its history: cut and deleted text would live on in
//! buffers that nobody can reach.

use std::fmt;

use tui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};

use crate::input::{Code, Key};

/// A field of one line.
pub struct Field(TextArea<'static>);

impl Field {
    /// An empty line.
    pub fn line() -> Self {
        let mut area = TextArea::default();
        area.set_max_histories(0);
        Self(area)
    }

    /// What is in it.
    pub fn text(&self) -> &str {
        self.0.lines().first().map_or("", String::as_str)
    }

    /// The cursor, counted in characters from the start.
    pub fn cursor(&self) -> usize {
        self.0.cursor().1
    }

    /// Takes a key as text or as an editing key; tells whether the text changed.
    pub fn press(&mut self, key: Key) -> bool {
        let area = &mut self.0;
        match (key.code, key.ctrl) {
            (Code::Char('a'), true) | (Code::Home, _) => area.move_cursor(CursorMove::Head),
            (Code::Char('e'), true) | (Code::End, _) => area.move_cursor(CursorMove::End),
            (Code::Char('u'), true) => return area.delete_line_by_head(),
            (Code::Char('w'), true) => return area.delete_word(),
            (Code::Char(c), false) if !key.alt && !c.is_control() => {
                return self.input(AreaKey::Char(c));
            }
            (Code::Backspace, _) => return self.input(AreaKey::Backspace),
            (Code::Delete, _) => return self.input(AreaKey::Delete),
            (Code::Left, _) => area.move_cursor(CursorMove::Back),
            (Code::Right, _) => area.move_cursor(CursorMove::Forward),
            _ => {}
        }
        false
    }

    /// Takes pasted text: what cannot stand in a line becomes a space.
    pub fn paste(&mut self, text: &str) -> bool {
        let line: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.0.insert_str(line)
    }

    fn input(&mut self, key: AreaKey) -> bool {
        self.0.input_without_shortcuts(Input { key, ctrl: false, alt: false, shift: false })
    }
}

impl Default for Field {
    fn default() -> Self {
        Self::line()
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Field(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn it_stays_one_line() {
        let mut field = Field::line();
        field.paste("  two\nlines\r\n");
        field.press(Key::plain(Code::Enter));
        assert_eq!(field.text(), "two lines");
        assert_eq!(format!("{field:?}"), "Field(…)");
    }
}

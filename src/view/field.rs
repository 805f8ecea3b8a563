//! A text field: the only file that knows the text area crate.
//!
//! The crate's own shortcuts are off. A field for a value keeps no history, and is made anew when some of its
//! text was deleted, because deleted text would live on in buffers that nobody can reach. The other fields have
//! the crate's undo on `Ctrl-_`.

use std::fmt;

use tui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};
use zeroize::Zeroize;

use crate::domain::SecretValue;
use crate::keys::{Code, Key};

/// The largest text that a field takes, in bytes: the crate's cost per key grows with the text.
pub const LIMIT: usize = 64 * 1024;
/// Steps that can be undone in a field that holds no secret.
const HISTORY: usize = 100;

/// A text field.
pub struct Field {
    area: TextArea<'static>,
    many_lines: bool,
    /// The number of steps that can be undone.
    history: usize,
}

impl Field {
    /// Makes an empty line without undo, for the filter.
    pub fn line() -> Self {
        Self::new(TextArea::default(), 0, false)
    }

    /// Makes a line without undo, with the cursor between the two texts.
    pub fn line_around(before: &str, after: &str) -> Self {
        let mut field = Self::new(TextArea::new(vec![format!("{before}{after}")]), 0, false);
        let column = before.chars().count().try_into().unwrap_or(u16::MAX);
        field.area.move_cursor(CursorMove::Jump(0, column));
        field
    }

    /// Makes a line with undo, holding `text`.
    pub fn text_line(text: &str) -> Self {
        let mut field = Self::new(TextArea::new(vec![text.to_owned()]), HISTORY, false);
        field.area.move_cursor(CursorMove::End);
        field
    }

    /// Makes a field of several lines with undo.
    pub fn paragraph(text: &str) -> Self {
        let mut field = Self::new(TextArea::new(split(text)), HISTORY, true);
        field.go_to_end();
        field
    }

    /// Makes a field for a value: several lines, no history. Only a text that [`fits`] comes back unchanged.
    pub fn secret(value: &str) -> Self {
        let mut field = Self::new(TextArea::new(split(value)), 0, true);
        field.go_to_end();
        field
    }

    fn new(mut area: TextArea<'static>, history: usize, many_lines: bool) -> Self {
        area.set_max_histories(history);
        area.set_tab_length(4);
        area.set_hard_tab_indent(true);
        Self { area, many_lines, history }
    }

    fn go_to_end(&mut self) {
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// Returns the first line, which is the whole text of a field of one line.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Returns all lines.
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Returns the whole text, with newlines between the lines.
    pub fn joined(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Returns the text before the cursor, and the text after it.
    pub fn around_cursor(&self) -> (String, String) {
        let (line, column) = self.position();
        let all = self.joined();
        let start: usize = self.area.lines().iter().take(line).map(|line| line.len() + 1).sum();
        let in_line = all[start..].char_indices().nth(column).map_or(all.len() - start, |(at, _)| at);
        let (before, after) = all.split_at(start + in_line);
        (before.to_owned(), after.to_owned())
    }

    /// Returns the first line in two parts, before and after the cursor.
    pub fn line_around_cursor(&self) -> (&str, &str) {
        let text = self.text();
        text.split_at(text.char_indices().nth(self.cursor()).map_or(text.len(), |(at, _)| at))
    }

    /// Returns the whole text as a value.
    pub fn value(&self) -> SecretValue {
        SecretValue::new(self.joined())
    }

    /// Returns the size in bytes.
    pub fn len(&self) -> usize {
        self.area.lines().iter().map(String::len).sum::<usize>() + self.area.lines().len() - 1
    }

    /// Tells whether the field is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the column of the cursor, in characters.
    pub fn cursor(&self) -> usize {
        self.area.cursor().1
    }

    /// Returns line and column of the cursor, in characters.
    pub fn position(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Tells whether a key means anything in a field: most letters with `Ctrl` do not.
    pub fn takes(key: Key) -> bool {
        let edits = |c| matches!(c, 'a' | 'e' | 'k' | 'u' | 'w' | '7' | '_');
        !matches!(key.code, Code::Char(c) if key.ctrl && !edits(c) || c.is_control())
    }

    /// Takes a key as text or as an editing key; tells whether the text changed.
    pub fn press(&mut self, key: Key) -> bool {
        let before = self.len();
        let changed = self.edit(key);
        if self.history == 0 && self.len() < before {
            self.make_anew();
        }
        changed
    }

    /// Replaces the field to get rid of deleted text: the crate keeps it in a buffer of its own and behind the
    /// ends of the lines. The freed memory is wiped.
    fn make_anew(&mut self) {
        let (line, column) = self.position();
        // The crate takes no larger position.
        let (Ok(line), Ok(column)) = (line.try_into(), column.try_into()) else { return };
        let mut anew = Self::new(TextArea::new(self.lines().to_vec()), self.history, self.many_lines);
        anew.area.move_cursor(CursorMove::Jump(line, column));
        *self = anew;
    }

    fn edit(&mut self, key: Key) -> bool {
        let area = &mut self.area;
        match (key.code, key.ctrl) {
            (Code::Char('a'), true) | (Code::Home, _) => area.move_cursor(CursorMove::Head),
            (Code::Char('e'), true) | (Code::End, _) => area.move_cursor(CursorMove::End),
            (Code::Char('u'), true) => return area.delete_line_by_head(),
            (Code::Char('k'), true) => return area.delete_line_by_end(),
            (Code::Char('w'), true) => return area.delete_word(),
            // Terminals send this for Ctrl-_.
            (Code::Char('7' | '_'), true) => return area.undo(),
            (Code::Char(c), false) if !key.alt && !c.is_control() => return self.input(AreaKey::Char(c)),
            (Code::Enter, _) if self.many_lines => {
                area.insert_newline();
                return true;
            }
            // Readline and editors take Alt with it for Ctrl-w.
            (Code::Backspace, _) if key.alt => return area.delete_word(),
            (Code::Backspace, _) => return self.input(AreaKey::Backspace),
            (Code::Delete, _) => return self.input(AreaKey::Delete),
            (Code::Left, true) => area.move_cursor(CursorMove::WordBack),
            (Code::Right, true) => area.move_cursor(CursorMove::WordForward),
            // The terminals of macOS send these for Alt with an arrow; readline knows them as well.
            (Code::Left | Code::Char('b'), false) if key.alt => area.move_cursor(CursorMove::WordBack),
            (Code::Right | Code::Char('f'), false) if key.alt => area.move_cursor(CursorMove::WordForward),
            (Code::Left, _) => area.move_cursor(CursorMove::Back),
            (Code::Right, _) => area.move_cursor(CursorMove::Forward),
            (Code::Up, _) if self.many_lines => area.move_cursor(CursorMove::Up),
            (Code::Down, _) if self.many_lines => area.move_cursor(CursorMove::Down),
            _ => {}
        }
        false
    }

    /// Takes pasted text. In a field of one line, characters that cannot stand there become spaces; elsewhere
    /// line ends become newlines.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.many_lines {
            return self.area.insert_str(normalised(text));
        }
        let line: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.area.insert_str(line)
    }

    /// Takes pasted text into a line unchanged, up to the first end of a line, which nobody means.
    pub fn paste_exactly(&mut self, text: &str) -> bool {
        self.area.insert_str(text.split(['\r', '\n']).next().unwrap_or(""))
    }

    fn input(&mut self, key: AreaKey) -> bool {
        self.area.input_without_shortcuts(Input { key, ctrl: false, alt: false, shift: false })
    }
}

/// Tells whether a value comes back from a field byte for byte: it is small enough, and has no control
/// characters except newlines and tabs.
pub fn fits(value: &str) -> bool {
    value.len() <= LIMIT && unfit(value).is_none()
}

/// Returns the first character that a field would not give back.
pub fn unfit(value: &str) -> Option<char> {
    value.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Returns pasted text with the line ends of a value: terminals send them as carriage returns.
pub fn normalised(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn split(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

/// Wipes the cut text with the field; the crate keeps it in a buffer of its own.
impl Drop for Field {
    fn drop(&mut self) {
        let mut yanked = self.area.yank_text();
        yanked.zeroize();
        self.area.set_yank_text(String::new());
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
mod tests;

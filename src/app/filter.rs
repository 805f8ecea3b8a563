//! The filter line: what is typed, whether it is being typed, and where the user was before.

use std::sync::Arc;

use super::field::Field;
use crate::domain::SecretId;
use crate::input::Key;

/// The state of the filter line.
#[derive(Debug, Default)]
pub struct Filter {
    field: Field,
    typing: bool,
    /// The user chose a row while the filter was on: it stays selected while the pattern changes.
    moved: bool,
    /// What was selected before the filter.
    before: Option<SecretId>,
}

impl Filter {
    /// Whether its line has the cursor.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Whether there is anything in it.
    pub fn is_set(&self) -> bool {
        !self.field.text().is_empty()
    }

    /// What is in it.
    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// The cursor, in characters.
    pub fn cursor(&self) -> usize {
        self.field.cursor()
    }

    /// The pattern as the matcher takes it.
    pub fn pattern(&self) -> Arc<str> {
        self.field.text().into()
    }

    /// Whether the user chose a row under this filter.
    pub fn moved(&self) -> bool {
        self.moved
    }

    /// Puts the cursor into the line. `selected` is where an end of the filter goes back to.
    pub fn open(&mut self, selected: Option<SecretId>) {
        self.typing = true;
        if !self.is_set() {
            self.moved = false;
            self.before = selected;
        }
    }

    /// Leaves the line, keeping the filter; an empty one is none.
    pub fn keep(&mut self) {
        self.typing = false;
    }

    /// Ends the filter; gives what was selected before it.
    pub fn clear(&mut self) -> Option<SecretId> {
        std::mem::take(self).before
    }

    /// Notes that the user moved to a row.
    pub fn note_move(&mut self) {
        self.moved = self.is_set();
    }

    /// Types a key; tells whether the pattern changed.
    pub fn press(&mut self, key: Key) -> bool {
        self.field.press(key)
    }

    /// Pastes into the line; tells whether the pattern changed.
    pub fn paste(&mut self, text: &str) -> bool {
        self.field.paste(text)
    }
}

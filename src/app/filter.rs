//! The filter line: what is typed, whether it is being typed, and where the user was before.

use std::sync::Arc;

use super::field::Field;
use crate::domain::SecretId;
use crate::input::Key;

/// The longest filter, in characters: more than any id or description has.
pub const LONGEST: usize = 300;

/// What came of a paste into the filter line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// There was nothing to take.
    Nothing,
    /// All of it was taken.
    All,
    /// It was longer than the room that was left.
    Cut,
}

/// Says that the filter takes no more.
pub fn full() -> String {
    format!("The filter takes {LONGEST} characters; the rest was left out.")
}

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

    /// How many characters it still takes.
    pub fn room(&self) -> usize {
        LONGEST.saturating_sub(self.text().chars().count())
    }

    /// Types a key; tells whether the pattern changed.
    pub fn press(&mut self, key: Key) -> bool {
        self.field.press(key)
    }

    /// Pastes into the line as much as it takes.
    pub fn paste(&mut self, text: &str) -> Pasted {
        let text = text.trim();
        let taken = text.char_indices().nth(self.room()).map_or(text, |(end, _)| &text[..end]);
        let changed = self.field.paste(taken);
        match (taken.len() < text.len(), changed) {
            (true, _) => Pasted::Cut,
            (false, true) => Pasted::All,
            (false, false) => Pasted::Nothing,
        }
    }
}

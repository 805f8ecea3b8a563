//! The search in the help: the lines of the palette, here only to be read.

use crate::index::find_lines;
use crate::keys::{Command, Context, Key, commands};
use crate::view::field::Field;

/// The longest text that is searched for, in characters.
const LONGEST: usize = 100;

/// A search in the help.
#[derive(Debug)]
pub struct Search {
    /// The line that is typed into.
    pub field: Field,
    /// The line has the cursor.
    pub is_typing: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self { field: Field::line(), is_typing: true }
    }
}

impl Search {
    pub(super) fn press(&mut self, key: Key) {
        if !key.is_text() || self.room() > 0 {
            self.field.press(key);
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        let taken: String = text.trim().chars().take(self.room()).collect();
        self.field.paste(&taken);
    }

    fn room(&self) -> usize {
        LONGEST.saturating_sub(self.field.text().chars().count())
    }
}

/// The actions that a search has found.
#[derive(Debug)]
pub struct FoundKeys {
    /// Each with its words and the letters in them that matched, the best first.
    pub lines: Vec<(Command, String, Vec<u32>)>,
    /// The number of all that were searched.
    pub all: usize,
}

impl FoundKeys {
    /// Searches in the actions of `context` and of the other places.
    pub fn new(context: Context, typed: &str, view_only: bool) -> Self {
        let mut commands = commands(context);
        commands.retain(|command| !(view_only && command.action.properties().changes));
        let texts: Vec<String> = commands.iter().map(Command::text).collect();
        let found = find_lines(typed, texts.iter().map(String::as_str)).into_iter();
        let lines = found.map(|line| (commands[line.at].clone(), texts[line.at].clone(), line.marks));
        Self { lines: lines.collect(), all: texts.len() }
    }
}

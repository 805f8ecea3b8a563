//! The search in the help: the lines of the palette, here only to be read.

use crate::index::{FoundLine, find_lines};
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
    /// All actions, each with its words.
    all: Vec<(Command, String)>,
    /// Those that were found: a frame asks for them more than once.
    found: Vec<FoundLine>,
}

impl Search {
    /// Begins to search in the actions of `context` and of the other places.
    pub(super) fn new(context: Context, view_only: bool) -> Self {
        let commands = commands(context).into_iter();
        let shown = commands.filter(|command| !(view_only && command.action.properties().changes));
        let all = shown.map(|command| (command.clone(), command.text())).collect();
        let mut search = Self { field: Field::line(), is_typing: true, all, found: Vec::new() };
        search.find();
        search
    }

    /// Returns the actions that were found, the best first: each with its words and the letters in them that matched.
    pub fn found(&self) -> impl ExactSizeIterator<Item = (&Command, &str, &[u32])> {
        self.found.iter().map(|line| {
            let (command, text) = &self.all[line.at];
            (command, text.as_str(), line.marks.as_slice())
        })
    }

    /// Returns the number of all actions that are searched.
    pub fn all(&self) -> usize {
        self.all.len()
    }

    pub(super) fn press(&mut self, key: Key) {
        if (!key.is_text() || self.room() > 0) && self.field.press(key) {
            self.find();
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        let taken: String = text.trim().chars().take(self.room()).collect();
        if self.field.paste(&taken) {
            self.find();
        }
    }

    fn find(&mut self) {
        self.found = find_lines(self.field.text(), self.all.iter().map(|(_, text)| text.as_str()));
    }

    fn room(&self) -> usize {
        LONGEST.saturating_sub(self.field.text().chars().count())
    }
}

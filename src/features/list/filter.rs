//! The filter line: what is typed, whether it is being typed, and where the user was before.

use crate::domain::SecretId;
use crate::keys::Key;
use crate::view::field::Field;

/// The longest filter, in characters: more than any id or description has.
const LONGEST: usize = 300;

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
pub(super) fn full() -> String {
    format!("The filter takes {LONGEST} characters; the rest was left out.")
}

/// The state of the filter line.
#[derive(Debug, Default)]
pub struct Filter {
    field: Field,
    typing: bool,
    choice: Choice,
    /// The row that the user acted on last; at first the one from before the filter.
    home: Option<SecretId>,
    /// What was selected before the filter.
    before: Option<SecretId>,
}

/// Whether the selected row is one that the user has acted on under the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Choice {
    /// It is not: the selection is that of the best match.
    #[default]
    None,
    /// It is, and the line was opened again since: another pattern is another search.
    UntilRetyped,
    /// It is: it stays selected while the pattern changes.
    Row,
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

    /// Whether its line is open or there is anything in it.
    pub fn is_on(&self) -> bool {
        self.typing || self.is_set()
    }

    /// Whether the selected row stays selected whatever the matcher finds better.
    pub fn stays(&self) -> bool {
        self.choice != Choice::None
    }

    /// Puts the cursor into the line. `selected` is where the user is.
    pub fn open(&mut self, selected: Option<SecretId>) {
        self.typing = true;
        if !self.is_set() {
            *self = Self { typing: true, before: selected.clone(), ..Self::default() };
        }
        self.home = selected.or(self.home.take());
        if self.choice == Choice::Row {
            self.choice = Choice::UntilRetyped;
        }
    }

    /// Leaves the line, keeping the filter; an empty one is none.
    pub fn keep(&mut self) {
        self.typing = false;
        if !self.is_set() {
            *self = Self::default();
        }
    }

    /// Ends the filter; gives what may be selected without it, in this order: `selected`, if the user has
    /// acted on it, the row that the user acted on before, the row from before the filter.
    pub fn clear(&mut self, selected: Option<SecretId>) -> [Option<SecretId>; 3] {
        let Self { choice, home, before, .. } = std::mem::take(self);
        [selected.filter(|_| choice != Choice::None), home, before]
    }

    /// Notes that the user acted on the row of this secret, if there is one.
    pub fn act_on(&mut self, row: Option<SecretId>) {
        if self.is_on() && row.is_some() {
            self.home = row;
            // With nothing typed every row is there, and none was chosen from what matches.
            self.choice = if self.is_set() { Choice::Row } else { Choice::None };
        }
    }

    /// The row that the user acted on does not match any more; what is selected now is another.
    pub fn leave_row(&mut self) {
        self.choice = Choice::None;
    }

    /// How many characters it still takes.
    pub fn room(&self) -> usize {
        LONGEST.saturating_sub(self.text().chars().count())
    }

    /// Types a key; tells whether the pattern changed.
    pub fn press(&mut self, key: Key) -> bool {
        let changed = self.field.press(key);
        self.retyped(changed)
    }

    /// Pastes into the line as much as it takes.
    pub fn paste(&mut self, text: &str) -> Pasted {
        let text = text.trim();
        let taken = text.char_indices().nth(self.room()).map_or(text, |(end, _)| &text[..end]);
        let changed = self.field.paste(taken);
        let changed = self.retyped(changed);
        match (taken.len() < text.len(), changed) {
            (true, _) => Pasted::Cut,
            (false, true) => Pasted::All,
            (false, false) => Pasted::Nothing,
        }
    }

    fn retyped(&mut self, changed: bool) -> bool {
        if changed && self.choice == Choice::UntilRetyped {
            self.choice = Choice::None;
        }
        changed
    }
}

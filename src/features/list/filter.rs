//! The filter line: its text, whether the user is typing in it, and the row that was selected before.

use crate::domain::SecretId;
use crate::domain::filter::{LONGEST, Names, Needs, Placed, Sense, completions, read};
use crate::keys::Key;
use crate::view::field::Field;

/// The result of a paste into the filter line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// There was nothing to take.
    Nothing,
    /// All of it was taken.
    All,
    /// It was longer than the room that was left.
    Cut,
}

/// Says that the filter takes no more characters.
pub(super) fn full() -> String {
    format!("The filter takes {LONGEST} characters; the rest was left out.")
}

/// The state of the filter line.
#[derive(Debug, Default)]
pub struct Filter {
    field: Field,
    /// What the text means.
    terms: Vec<Placed>,
    /// The completions that `Tab` goes through, and the place of the present one.
    completing: Option<(Vec<String>, usize)>,
    recalled: Recall,
    typing: bool,
    choice: Choice,
    /// The row that the user acted on last; at first the one that was selected before the filter.
    home: Option<SecretId>,
    /// The row that was selected before the filter.
    before: Option<SecretId>,
}

/// Whether the line shows a filter of before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recall {
    /// It does not.
    #[default]
    No,
    /// It shows the one of this age, unchanged; the newest has 0.
    Age(usize),
}

/// The choice of a row under the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Choice {
    /// The user has chosen no row: the best match is selected.
    #[default]
    None,
    /// The user has chosen the row, and opened the line again since: another pattern is another search.
    UntilRetyped,
    /// The user has chosen the row: it stays selected while the pattern changes.
    Row,
}

impl Filter {
    /// Tells whether the user is typing in the line.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Tells whether the filter has any text.
    pub fn is_set(&self) -> bool {
        !self.field.text().is_empty()
    }

    /// Tells whether it has anything but white space.
    pub fn finds(&self) -> bool {
        !self.text().trim().is_empty()
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// Returns the terms of the text, with their places.
    pub fn terms(&self) -> &[Placed] {
        &self.terms
    }

    /// Returns what the conditions depend on besides the secrets.
    pub fn needs(&self) -> Needs {
        let conditions = self.terms.iter().filter_map(|placed| match &placed.term.sense {
            Sense::Is(condition) => Some(condition.needs()),
            _ => None,
        });
        conditions.fold(Needs::default(), Needs::or)
    }

    /// Tells which earlier filter the line shows.
    pub fn recalled(&self) -> Recall {
        self.recalled
    }

    /// Tells whether the arrow up recalls an earlier filter, and does not move in the list.
    pub fn recalls(&self) -> bool {
        !self.is_set() || self.recalled != Recall::No
    }

    /// Puts another text in place of the present one, with the cursor at its end.
    pub fn set(&mut self, text: &str, recalled: Recall) {
        self.field = Field::line_around(text, "");
        self.retyped(true);
        self.recalled = recalled;
    }

    /// Completes the condition before the cursor, or takes the completion after the present one, or `back` the one before.
    /// Tells whether there is one.
    pub fn complete(&mut self, back: bool, names: Names<'_>) -> bool {
        let (before, after) = self.field.line_around_cursor();
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return false;
        }
        let start = before
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let (all, at) = match self.completing.take() {
            Some((all, at)) if back => (all.clone(), at.checked_sub(1).unwrap_or(all.len() - 1)),
            Some((all, at)) => (all.clone(), (at + 1) % all.len()),
            None => {
                let all = completions(&before[start..], names);
                let last = all.len().saturating_sub(1);
                (all, if back { last } else { 0 })
            }
        };
        let Some(word) = all.get(at) else { return false };
        let field = Field::line_around(&format!("{}{word}", &before[..start]), after);
        if field.text().chars().count() > LONGEST {
            return false;
        }
        self.field = field;
        self.retyped(true);
        // A single one is taken: the next key completes what follows from it.
        self.completing = (all.len() > 1).then_some((all, at));
        true
    }

    /// Returns the text before the cursor, and the text after it.
    pub fn around_cursor(&self) -> (&str, &str) {
        self.field.line_around_cursor()
    }

    /// Tells whether the line is open or has any text.
    pub fn is_on(&self) -> bool {
        self.typing || self.is_set()
    }

    /// Tells whether the selected row stays selected when the matcher finds a better one.
    pub fn stays(&self) -> bool {
        self.choice != Choice::None
    }

    /// Puts the cursor into the line. `selected` is the row that is selected now.
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

    /// Leaves the line and keeps the filter. An empty filter ends.
    pub fn keep(&mut self) {
        (self.typing, self.recalled) = (false, Recall::No);
        if !self.is_set() {
            *self = Self::default();
        }
    }

    /// Ends the filter. Returns the rows to select without it, in this order: `selected`, if the user has acted
    /// on it, the row that the user acted on before, the row from before the filter.
    pub fn clear(&mut self, selected: Option<SecretId>) -> [Option<SecretId>; 3] {
        let Self { choice, home, before, .. } = std::mem::take(self);
        [selected.filter(|_| choice != Choice::None), home, before]
    }

    /// Notes that the user acted on the row of this secret, if there is one.
    pub fn act_on(&mut self, row: Option<SecretId>) {
        if self.is_on() && row.is_some() {
            self.home = row;
            // Without a pattern every row is shown, so that nothing was chosen among matches.
            self.choice = if self.is_set() { Choice::Row } else { Choice::None };
        }
    }

    /// Notes that the chosen row does not match any more, so that another one is selected.
    pub fn leave_row(&mut self) {
        self.choice = Choice::None;
    }

    /// Returns the number of characters that the filter still takes.
    pub fn room(&self) -> usize {
        LONGEST.saturating_sub(self.text().chars().count())
    }

    /// Types a key; tells whether the pattern changed.
    pub fn press(&mut self, key: Key) -> bool {
        let changed = self.field.press(key);
        self.retyped(changed)
    }

    /// Pastes as many characters as the filter takes.
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
        // Another text, or another place of the cursor, is completed anew.
        self.completing = None;
        if changed {
            self.recalled = Recall::No;
            self.terms = read(self.text());
            if self.choice == Choice::UntilRetyped {
                self.choice = Choice::None;
            }
        }
        changed
    }
}

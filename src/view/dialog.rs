//! The dialogs as the user operates them: the cursor or focus, and the typed text. The owner of a dialog
//! decides about its words and the meaning of its answer.

use super::Step;
use super::field::Field;
use crate::keys::{Context, Key};

/// An open dialog.
#[derive(Debug)]
pub enum Dialog {
    /// The user chooses one of several lines.
    Menu(Menu),
    /// The user presses one of two buttons.
    Confirm(Confirm),
    /// The user types a line.
    Prompt(Box<Prompt>),
    /// The user reads a text.
    Reader(Reader),
}

/// Several lines with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    lines: usize,
    cursor: usize,
    /// The letters that choose a line at once, from the first line on.
    letters: &'static str,
}

/// Two buttons, with the focus on the safe one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirm {
    /// The focus is on the second button, the one that goes on.
    pub go: bool,
}

/// A line to type, with the fault of the line that was entered last.
#[derive(Debug)]
pub struct Prompt {
    /// The typed text.
    pub field: Field,
    /// The fault of the line that was entered last.
    pub fault: Option<&'static str>,
}

/// A text that may be longer than its area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Lines that are scrolled away.
    pub scroll: usize,
}

impl Dialog {
    /// Opens a line to type, with the text of this field.
    pub fn prompt(field: Field) -> Self {
        Self::Prompt(Box::new(Prompt { field, fault: None }))
    }

    /// Opens a question, with the focus on the button that is safe.
    pub fn confirm() -> Self {
        Self::Confirm(Confirm::default())
    }

    /// Returns the context, which decides which keys work.
    pub fn context(&self) -> Context {
        match self {
            Self::Menu(_) => Context::Menu,
            Self::Confirm(_) => Context::Question,
            Self::Prompt(_) => Context::Line,
            Self::Reader(_) => Context::Reader,
        }
    }

    /// Moves the cursor, or scrolls; `page` is in rows.
    pub fn go(&mut self, step: Step, page: usize) {
        match self {
            Self::Menu(menu) => menu.go(step, page),
            Self::Reader(reader) => reader.scroll = step.from(reader.scroll, page),
            Self::Confirm(_) | Self::Prompt(_) => {}
        }
    }
}

impl Menu {
    /// Makes a menu of this many lines.
    pub fn new(lines: usize, cursor: usize) -> Self {
        Self { lines, cursor, letters: "" }
    }

    /// Makes a menu whose lines are also chosen by these letters, one for each.
    pub fn with_letters(letters: &'static str, cursor: usize) -> Self {
        Self { lines: letters.len(), cursor, letters }
    }

    /// Returns the menu with fewer lines than letters.
    pub fn of_lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// Returns the line with the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Moves the cursor to `line`, or to the last one.
    pub fn select(&mut self, line: usize) {
        self.cursor = line.min(self.lines.saturating_sub(1));
    }

    /// Changes the number of its lines; the cursor stays on one of them.
    pub fn resize(&mut self, lines: usize) {
        self.lines = lines;
        self.select(self.cursor);
    }

    /// Returns the letter that chooses a line.
    pub fn letter(&self, line: usize) -> char {
        self.letters.chars().nth(line).unwrap_or(' ')
    }

    /// Returns the line that a key chooses.
    pub fn chosen_by(&self, key: Key) -> Option<usize> {
        self.letters.chars().take(self.lines).position(|letter| key == Key::char(letter))
    }

    fn go(&mut self, step: Step, page: usize) {
        self.select(step.from(self.cursor, page));
    }
}

impl Prompt {
    /// Takes a key; tells whether it has changed the text.
    pub fn press(&mut self, key: Key) -> bool {
        self.edit(|field| field.press(key))
    }

    /// Takes a pasted text; tells whether it has changed the text.
    pub fn paste(&mut self, text: &str) -> bool {
        self.edit(|field| field.paste(text))
    }

    /// A fault is one of the text as it was.
    fn edit(&mut self, edit: impl FnOnce(&mut Field) -> bool) -> bool {
        let changed = edit(&mut self.field);
        if changed {
            self.fault = None;
        }
        changed
    }
}

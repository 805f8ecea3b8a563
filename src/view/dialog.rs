//! The dialogs as the user operates them: where the cursor or the focus is, what is typed. What a dialog says and
//! what its answer means is its owner's.

use super::Step;
use super::field::Field;
use crate::keys::{Context, Key};

/// An open dialog.
#[derive(Debug)]
pub enum Dialog {
    /// One line of several is chosen.
    Menu(Menu),
    /// One of two buttons is pressed.
    Confirm(Confirm),
    /// A line is typed.
    Prompt(Box<Prompt>),
    /// A text is read.
    Reader(Reader),
}

/// Lines with a cursor.
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

/// A line that is typed, and what is wrong with the one that was entered last.
#[derive(Debug)]
pub struct Prompt {
    /// What is typed.
    pub field: Field,
    /// Why the last one was not accepted.
    pub fault: Option<&'static str>,
}

/// A text that may be longer than its room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Lines that are scrolled away.
    pub scroll: usize,
}

impl Dialog {
    /// Opens a line to be typed, with this text in it.
    pub fn prompt(field: Field) -> Self {
        Self::Prompt(Box::new(Prompt { field, fault: None }))
    }

    /// Opens a question, with the focus on the button that is safe.
    pub fn confirm() -> Self {
        Self::Confirm(Confirm::default())
    }

    /// Tells which keys work in it.
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
    /// A menu of so many lines.
    pub fn new(lines: usize, cursor: usize) -> Self {
        Self { lines, cursor, letters: "" }
    }

    /// A menu whose lines are also chosen by these letters, one for each.
    pub fn with_letters(letters: &'static str, cursor: usize) -> Self {
        Self { lines: letters.len(), cursor, letters }
    }

    /// The same with fewer lines than letters.
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
        let changed = self.field.press(key);
        if changed {
            self.fault = None;
        }
        changed
    }
}

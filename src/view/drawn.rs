//! The facts about a frame that are not in its cells: the state of every panel that places the caret or is a dialog.

use ratatui::layout::{Position, Rect};

use crate::layout::Modal;

/// The position of the terminal's own cursor: visible in a field that is being typed in, otherwise hidden at
/// the widget that has the focus, where screen readers, braille displays and input methods follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    /// Its cell.
    pub at: Position,
    /// The cursor is visible.
    pub shown: bool,
}

/// A modal that was drawn.
#[derive(Clone, Debug)]
pub struct Over {
    /// Its area.
    pub areas: Modal,
    /// The names of the keys that it shows itself.
    pub told: Vec<String>,
    /// The free parts of its rows of keys, from the last row up.
    pub free: Vec<Rect>,
}

/// What was drawn so far.
#[derive(Clone, Debug)]
pub struct Drawn {
    screen: Rect,
    caret: Caret,
    /// The modal that covers everything else.
    pub over: Option<Over>,
}

impl Drawn {
    /// Begins a frame on this screen.
    pub fn new(screen: Rect) -> Self {
        Self { screen, caret: Caret::default(), over: None }
    }

    /// Returns the position of the cursor.
    pub fn caret(&self) -> Caret {
        self.caret
    }

    /// Shows the cursor here, where the user types, unless something above takes it.
    pub fn cursor(&mut self, at: impl Into<Position>) {
        self.place(at.into(), true);
    }

    /// Puts the hidden cursor here, at the focus, unless something above takes it.
    pub fn stand(&mut self, at: impl Into<Position>) {
        self.place(at.into(), false);
    }

    fn place(&mut self, at: Position, shown: bool) {
        if self.screen.contains(at) {
            self.caret = Caret { at, shown };
        }
    }
}

//! The palette: every action by its name, with its keys, and the profiles and themes to choose from. `app` makes the
//! lines and runs the chosen one; here are the typed text, the lines that match it, and the cursor.

mod line;
pub mod view;

pub use line::{Choice, Line};

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{self, Out};
use crate::domain::Wake;
use crate::index::{FoundLine, find_lines};
use crate::keys::{Context, Key};
use crate::view::field::Field;
use crate::view::theme::Palette as Colours;
use crate::view::{Menu, Step, Theme};

/// The longest text that is searched for, in characters.
const LONGEST: usize = 100;

/// The palette, open or closed, and the theme that was chosen in it.
#[derive(Debug, Default)]
pub struct Palette {
    open: Option<Open>,
    /// The colours in place of those of the profile.
    colours: Option<Colours>,
}

/// The open palette.
#[derive(Debug)]
struct Open {
    /// The context in which it was opened, and to which it returns.
    about: Context,
    field: Field,
    lines: Vec<Line>,
    found: Vec<FoundLine>,
    menu: Menu,
}

impl Palette {
    /// Tells whether the palette is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens the palette with these lines, about `about`.
    pub fn open(&mut self, about: Context, lines: Vec<Line>) {
        let mut open = Open { about, field: Field::line(), lines, found: Vec::new(), menu: Menu::default() };
        open.search();
        self.open = Some(open);
    }

    /// Closes the palette; tells whether it was open.
    pub fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Moves the cursor; `page` is in rows.
    pub fn go(&mut self, step: Step, page: usize) {
        if let Some(open) = &mut self.open {
            open.menu.select(step.from(open.menu.cursor(), page));
        }
    }

    /// Types a key into the line. Tells whether there was room for it.
    pub fn press(&mut self, key: Key) -> bool {
        let Some(open) = &mut self.open else { return true };
        if key.is_text() && open.room() == 0 {
            return false;
        }
        if open.field.press(key) {
            open.search();
        }
        true
    }

    /// Pastes into the line; nothing is run. Tells whether there was room for all of it.
    pub fn paste(&mut self, text: &str) -> bool {
        let Some(open) = &mut self.open else { return true };
        let text = text.trim();
        let taken = text.char_indices().nth(open.room()).map_or(text, |(end, _)| &text[..end]);
        if open.field.paste(taken) {
            open.search();
        }
        taken.len() == text.len()
    }

    /// Returns the line with the cursor, and the context in which the palette was opened; `None` where nothing matches.
    pub fn chosen(&self) -> Option<(&Line, Context)> {
        let open = self.open.as_ref()?;
        let found = open.found.get(open.menu.cursor())?;
        Some((open.lines.get(found.at)?, open.about))
    }

    /// Draws in these colours from now on; `None` for those of the profile.
    pub fn paint(&mut self, colours: Option<Colours>) {
        self.colours = colours;
    }

    /// Returns the colours that were chosen in place of those of the profile.
    pub fn colours(&self) -> Option<Colours> {
        self.colours
    }

    /// Returns the theme to draw with, where the profile has this one.
    pub fn theme(&self, of_profile: Theme) -> Theme {
        self.colours.map_or(of_profile, |colours| of_profile.with_colours(colours))
    }
}

impl Open {
    /// Finds the lines for the typed text: those that can be run come first. The cursor goes to the best one.
    fn search(&mut self) {
        self.found = find_lines(self.field.text(), self.lines.iter().map(|line| line.text.shown()));
        self.found.sort_by_key(|found| self.lines[found.at].why_not.is_some());
        self.menu = Menu::new(self.found.len(), 0);
    }

    fn room(&self) -> usize {
        LONGEST.saturating_sub(self.field.text().chars().count())
    }
}

/// Says that the line takes no more characters.
pub fn full() -> String {
    format!("The palette takes {LONGEST} characters; the rest was left out.")
}

impl Life for Palette {
    fn next_due(&self, _: &core::Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &core::Context, _: &mut Out) {}

    /// Closes the palette. Each profile has its own theme, which may be a warning, so a switch forgets the chosen one.
    fn wipe(&mut self, _: &core::Context, why: Wipe, _: &mut Out) {
        self.open = None;
        if why == Wipe::Switch {
            self.colours = None;
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}

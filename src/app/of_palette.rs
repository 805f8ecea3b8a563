//! Calls on the palette slice: its lines, made from the table of keys and from what can be chosen besides, and running
//! the chosen one. A key is run as if it had been pressed, so that no rule of keys stands here.

use super::key_state::Typed;
use super::{App, words};
use crate::core::Effect;
use crate::domain::ProfileId;
use crate::features::palette::{Choice, Line, full};
use crate::keys::{self, Action, Command, Context, Key, keymap};
use crate::text::Sentence;
use crate::view::theme::Palette as Colours;

impl App {
    /// Opens the palette about what works here.
    pub(super) fn open_palette(&mut self, about: Context) {
        // Each view has a line of its own.
        let is_view = |command: &Command| matches!(command.action, Action::View(_));
        let actions = keys::commands(about).into_iter().filter(|command| !is_view(command));
        let actions = actions.map(|command| self.line_of(about, command));
        let lines = actions
            .chain(self.lines_of_views(about))
            .chain(self.lines_of_profiles(about))
            .chain(self.lines_of_themes())
            .collect();
        self.palette.open(about, lines);
    }

    /// Closes the palette, and shows again what was there before.
    pub(super) fn close_palette(&mut self) {
        if self.palette.close() && self.value().is_alone() {
            self.out.effects.push(Effect::Redraw);
        }
    }

    /// Returns the line of an action. Where its own key tells why it does nothing, that is left to the key.
    fn line_of(&self, about: Context, command: Command) -> Line {
        let why_not = match command.elsewhere {
            Some(there) => Some(words::works_elsewhere(there, command.keys.first().copied()).into()),
            None if command.action == Action::Interrupt => None,
            None => {
                (!self.works_in(about, command.action)).then(|| words::nothing_there(command.action).into())
            }
        };
        let off = self.refuses(command.action) || about.is_panes() && self.forbids(command.action);
        Line::of(command, why_not, off)
    }

    fn lines_of_views(&self, about: Context) -> impl Iterator<Item = Line> {
        let why_not = (!about.is_panes()).then(|| Sentence::from(words::VIEWS_ONLY_IN_PANES));
        (1..100).zip(self.session.views()).map(move |(number, view)| {
            let text = format!("View: {}: {}", view.name.original(), view.filter);
            let keys = char::from_digit(number.into(), 10).map(keys::Key::alt);
            let line = Line::new(&text, Choice::View(number), why_not.clone());
            Line { keys: keys.into_iter().collect(), ..line }
        })
    }

    fn lines_of_profiles(&self, about: Context) -> impl Iterator<Item = Line> {
        let present = self.session.profile_id();
        let why_not = (!about.is_panes()).then(|| Sentence::from(words::ONLY_IN_PANES));
        self.session.profiles().iter().enumerate().map(move |(at, profile)| {
            let name = profile.site.profile.original();
            let (text, here) = match at == present.0 {
                true => (format!("Profile: {name} (current)"), Some(words::IS_CURRENT.into())),
                false => (format!("Profile: {name}"), None),
            };
            Line::new(&text, Choice::Profile(ProfileId(at)), here.or(why_not.clone()))
        })
    }

    fn lines_of_themes(&self) -> impl Iterator<Item = Line> {
        let chosen = self.palette.colours();
        let named = Colours::NAMED.map(|(name, colours)| (name, Some(colours)));
        named.into_iter().chain([("as the profile says", None)]).map(move |(name, colours)| {
            let why_not = (chosen == colours).then(|| Sentence::from(words::IS_CURRENT));
            let current = if why_not.is_some() { " (current)" } else { "" };
            Line::new(&format!("Theme: {name}{current}"), Choice::Theme(colours), why_not)
        })
    }

    /// Types into the palette.
    pub(super) fn type_into_palette(&mut self, key: Key) {
        if !self.palette.press(key) {
            self.warn(full());
        }
    }

    /// Pastes into the palette. Nothing is run, whatever the text.
    pub(super) fn paste_into_palette(&mut self, text: &str) {
        if !self.palette.paste(text) {
            self.warn(full());
        }
    }

    /// Runs the line with the cursor, or says why it cannot be run here; then the palette stays open.
    pub(super) fn run_chosen(&mut self) {
        let Some((line, about)) = self.palette.chosen() else { return };
        if let Some(why) = line.why_not.clone() {
            return self.warn(why);
        }
        let (choice, key) = (line.choice, line.keys.first().copied());
        self.close_palette();
        // What the user looked at when the palette was opened may have gone since.
        if self.context() != about {
            return self.warn(words::PLACE_HAS_CHANGED);
        }
        match choice {
            Choice::Action(action) => self.run(about, key, action),
            Choice::View(number) => self.show_view(number),
            Choice::Profile(profile) => self.switch_to(profile),
            Choice::Theme(colours) => {
                self.palette.paint(colours);
                self.out.effects.push(Effect::Redraw);
            }
        }
    }

    /// Carries out an action as its key does, where it has one. It waits for a search as the key itself would; keys that were
    /// typed after it come after it.
    fn run(&mut self, context: Context, key: Option<Key>, action: Action) {
        let typed = match key {
            Some(key) if keymap::action(context, key) != Some(action) => return,
            Some(key) => Typed::Key(key),
            None => Typed::Chosen(action),
        };
        if action == Action::Interrupt {
            self.interrupt();
        } else if self.keys.typeahead.is_empty() {
            self.press_meant(context, typed, Some(action));
        } else {
            self.keys.typeahead.push_front(typed);
        }
    }
}

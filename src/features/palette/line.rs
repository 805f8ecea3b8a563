//! A line of the palette.

use crate::domain::ProfileId;
use crate::keys::{Action, Command, Key};
use crate::text::{SafeText, Sentence};
use crate::view::theme::Palette as Colours;

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// An action, as its key would carry it out.
    Action(Action),
    /// Going over to a profile.
    Profile(ProfileId),
    /// Showing the saved view of this number, from 1.
    View(u8),
    /// Drawing in these colours; `None` for those of the profile.
    Theme(Option<Colours>),
}

/// A line of the palette.
#[derive(Clone, Debug)]
pub struct Line {
    /// The words that are shown and searched, such as `Value: reveal, hide`.
    pub text: SafeText,
    /// The keys that do the same.
    pub keys: Vec<Key>,
    /// What it stands for.
    pub choice: Choice,
    /// The reason why it cannot be run here, where that is known before its key is pressed.
    pub why_not: Option<Sentence>,
    /// The key would only tell why it does nothing now.
    pub off: bool,
}

impl Line {
    /// Makes the line of an action.
    pub fn of(command: Command, why_not: Option<Sentence>, off: bool) -> Self {
        let text = command.text().as_str().into();
        let choice = Choice::Action(command.action);
        Self { text, keys: command.keys, choice, off: off || why_not.is_some(), why_not }
    }

    /// Makes a line without a key.
    pub fn new(text: &str, choice: Choice, why_not: Option<Sentence>) -> Self {
        Self { text: text.into(), keys: Vec::new(), choice, off: why_not.is_some(), why_not }
    }
}

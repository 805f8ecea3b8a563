//! A notice: what happened last, in one sentence, as plain data. The line that shows notices is
//! `features::notices`.

use std::time::{Duration, Instant};

use crate::domain::Deadline;
use crate::keys::Action;
use crate::text::Sentence;

/// A wait is shown from this long on; what is quicker would only flicker.
pub const SHOW_WAIT_AFTER: Duration = Duration::from_millis(150);

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The list.
    List,
    /// A value to be shown.
    Value,
    /// A copy, from the wish to the clipboard.
    Copy,
    /// What has to end before the program does.
    Quit,
    /// What has to end before another profile begins.
    Switch,
    /// A value to be edited outside.
    Editor,
    /// The last save, read back.
    Verify,
    /// A write that was left to finish in the background.
    Background,
}

/// What kind of news it is; each has its own glyph and its own life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is done. Leaves after 6 s.
    Success,
    /// It is not as wished, but nothing failed. Leaves after 10 s.
    Warning,
    /// It failed. Stays until the next notice.
    Error,
    /// It is under way: what for, and since when. Stays until that is over.
    Busy(Wait, Instant),
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What kind.
    pub tone: Tone,
    /// One sentence; safe to draw.
    pub text: Sentence,
    /// Whether `!` tells more.
    pub details: bool,
    /// What can be done about it, told with its key where there is room.
    pub offers: Vec<Action>,
    /// The number of the change that the undo among the offers takes back, and the word for that.
    pub undoes: Option<(u64, &'static str)>,
    /// The moment to which the seconds are told after the text; the notice stays until then.
    pub countdown: Option<Deadline>,
    /// From when on it would not be true any more.
    pub not_after: Option<Instant>,
    /// It says that a key does nothing.
    pub of_key: bool,
    /// It says what is lost for good.
    pub of_loss: bool,
}

impl Notice {
    /// A notice without keys.
    pub fn new(tone: Tone, text: impl Into<Sentence>) -> Self {
        let (text, offers) = (text.into(), Vec::new());
        Self {
            tone,
            text,
            details: false,
            offers,
            undoes: None,
            countdown: None,
            not_after: None,
            of_key: false,
            of_loss: false,
        }
    }

    /// Whether it tells of this wait.
    pub fn is_for(&self, wait: Wait) -> bool {
        matches!(self.tone, Tone::Busy(of, _) if of == wait)
    }

    /// The same, of no meaning any more from `moment` on.
    pub fn until(self, moment: Instant) -> Self {
        Self { not_after: Some(moment), ..self }
    }

    /// The same, ending with the seconds to `until`.
    pub fn counting_down(self, until: Deadline) -> Self {
        Self { countdown: Some(until), ..self }
    }

    /// The same, of a key that does nothing.
    pub fn about_key(self) -> Self {
        Self { of_key: true, ..self }
    }

    /// The same, of something that is lost for good.
    pub fn about_loss(self) -> Self {
        Self { of_loss: true, ..self }
    }

    /// The same, with the keys of what can be done about it.
    pub fn offering(self, offers: Vec<Action>) -> Self {
        Self { offers, ..self }
    }

    /// The same, with the key that takes back the change of this number, and this word for it.
    pub fn undoing(mut self, change: u64, word: &'static str) -> Self {
        self.offers.push(Action::Undo);
        Self { undoes: Some((change, word)), ..self }
    }

    /// The same, with the key that signs in.
    pub fn with_sign_in(self) -> Self {
        self.offering(vec![Action::SignIn])
    }

    /// The same, with the key for the details.
    pub fn with_details(self) -> Self {
        Self { details: true, ..self }
    }
}

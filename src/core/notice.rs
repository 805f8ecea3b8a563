//! A notice: one sentence about the last event, as plain data. `features::notices` is the line that shows
//! notices.

use std::time::{Duration, Instant};

use crate::domain::Deadline;
use crate::domain::SecretId;
use crate::keys::Action;
use crate::text::Sentence;

/// The time after which a wait is shown; a shorter one would only flicker.
pub const SHOW_WAIT_AFTER: Duration = Duration::from_millis(150);

/// Something that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The list.
    List,
    /// The pods that a filter needs.
    Pods,
    /// A value to be shown.
    Value,
    /// A copy, from the key press to the clipboard.
    Copy,
    /// Everything that has to end before the program does.
    Quit,
    /// Everything that has to end before another profile begins.
    Switch,
    /// A value to be edited outside.
    Editor,
    /// The last save, read back.
    Verify,
    /// A write that was left to finish in the background.
    Background,
}

/// The kind of a notice; each kind has its own glyph and its own duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is done. Disappears after 6 s.
    Success,
    /// It is not as the user wanted, but nothing failed. Disappears after 10 s.
    Warning,
    /// It failed. Stays until the next notice.
    Error,
    /// It is under way: for this wait, since this moment. Stays until the wait is over.
    Busy(Wait, Instant),
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The kind.
    pub tone: Tone,
    /// One sentence; safe to draw.
    pub text: Sentence,
    /// `!` shows details.
    pub details: bool,
    /// The actions that help, shown with their keys where there is room.
    pub offers: Vec<Action>,
    /// The number of the change that the offered undo takes back, and the word for that.
    pub undoes: Option<(u64, &'static str)>,
    /// The secret whose saved value the offered rollout takes to its pods.
    pub rolls_out: Option<SecretId>,
    /// The end of the countdown after the text; the notice stays until then.
    pub countdown: Option<Deadline>,
    /// The moment from which the notice is no longer true.
    pub not_after: Option<Instant>,
    /// The notice says that a key does nothing.
    pub of_key: bool,
    /// The notice says that something is lost for good.
    pub of_loss: bool,
}

impl Notice {
    /// Makes a notice without keys.
    pub fn new(tone: Tone, text: impl Into<Sentence>) -> Self {
        let (text, offers) = (text.into(), Vec::new());
        Self {
            tone,
            text,
            details: false,
            offers,
            undoes: None,
            rolls_out: None,
            countdown: None,
            not_after: None,
            of_key: false,
            of_loss: false,
        }
    }

    /// Tells whether the notice is about this wait.
    pub fn is_for(&self, wait: Wait) -> bool {
        matches!(self.tone, Tone::Busy(of, _) if of == wait)
    }

    /// Returns the notice, to disappear at `moment`.
    pub fn until(self, moment: Instant) -> Self {
        Self { not_after: Some(moment), ..self }
    }

    /// Returns the notice, ending with the seconds to `until`.
    pub fn counting_down(self, until: Deadline) -> Self {
        Self { countdown: Some(until), ..self }
    }

    /// Returns the notice, marked as saying that a key does nothing.
    pub fn about_key(self) -> Self {
        Self { of_key: true, ..self }
    }

    /// Returns the notice, marked as saying that something is lost for good.
    pub fn about_loss(self) -> Self {
        Self { of_loss: true, ..self }
    }

    /// Returns the notice with the keys of actions that help.
    pub fn offering(self, offers: Vec<Action>) -> Self {
        Self { offers, ..self }
    }

    /// Returns the notice with the key that takes the saved value of this secret to its pods.
    pub fn rolling_out(mut self, id: SecretId) -> Self {
        self.offers.push(Action::Rotate);
        Self { rolls_out: Some(id), ..self }
    }

    /// Returns the notice with the key that takes back the change of this number, and this word for it.
    pub fn undoing(mut self, change: u64, word: &'static str) -> Self {
        // Of a saved value the rollout comes first, and its check last.
        let at = if self.rolls_out.is_some() { 1 } else { self.offers.len() };
        self.offers.insert(at, Action::Undo);
        Self { undoes: Some((change, word)), ..self }
    }

    /// Returns the notice with the key that signs in.
    pub fn with_sign_in(self) -> Self {
        self.offering(vec![Action::SignIn])
    }

    /// Returns the notice with the key for the details.
    pub fn with_details(self) -> Self {
        Self { details: true, ..self }
    }
}

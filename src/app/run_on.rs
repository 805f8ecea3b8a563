//! Keys that run on: typed while a form was being sent, by somebody who has not seen yet that it closed.

use std::time::Duration;

use super::App;
use super::form::Phase;
use crate::input::Action;

/// A key that follows the one before as fast as this belongs to it: a pause between two words is shorter,
/// reading that something was saved takes longer.
const RUNS_ON: Duration = Duration::from_millis(500);

impl App {
    /// Whether a key goes to the form that has just closed by itself, and so nowhere: it follows others that
    /// went there while it was being sent. `Esc` and `Ctrl-c` end what is typed in one go.
    pub(super) fn runs_on(&mut self, action: Option<Action>) -> bool {
        let now = self.now.instant;
        let last = self.typed_at_work.take();
        let at_work = |phase: &Phase| matches!(phase, Phase::Working(..));
        let (works, follows) = match &self.form {
            _ if self.modal.is_some() => return false,
            Some(form) => (at_work(&form.phase), false),
            None => (false, last.is_some_and(|last| now.saturating_duration_since(last) < RUNS_ON)),
        };
        let ends = matches!(action, Some(Action::Back | Action::Interrupt));
        self.typed_at_work = ((works || follows) && !ends).then_some(now);
        follows
    }
}

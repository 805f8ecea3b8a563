//! Keys that run on: typed in one go with others that were meant for something which is gone by now, by
//! somebody who has not seen that yet. They go nowhere.

use std::time::{Duration, Instant};

use super::form::{Phase, Spot};
use super::{App, Effect};
use crate::input::Action;

/// A key that follows the one before as fast as this belongs to it: a pause between two words is shorter,
/// reading what has happened takes longer.
const RUNS_ON: Duration = Duration::from_millis(500);

/// What is typed for something that is gone.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunOn {
    /// When the last key of it came.
    last: Instant,
    gone: Gone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gone {
    /// A form that was being sent: it closed, or came back with its focus nowhere.
    Form,
    /// An editor that did not come: any key may be meant for it.
    Editor,
}

impl App {
    /// No editor comes, or it is gone at once: forgets what was typed for it, now and in the same go.
    pub(super) fn drop_keys_for_editor(&mut self) {
        self.effects.push(Effect::DropKeys);
        self.run_on = Some(RunOn { last: self.now.instant, gone: Gone::Editor });
    }

    /// Whether a key belongs to others that were meant for what is gone. `Ctrl-c` ends what is typed in one
    /// go, and for a form `Esc` does as well.
    pub(super) fn runs_on(&mut self, action: Option<Action>) -> bool {
        let now = self.now.instant;
        let before = self.run_on.take();
        let before = before.filter(|run_on| now.saturating_duration_since(run_on.last) < RUNS_ON);
        if before.is_some_and(|run_on| run_on.gone == Gone::Editor) && action != Some(Action::Interrupt) {
            self.run_on = Some(RunOn { last: now, gone: Gone::Editor });
            return true;
        }
        let (goes_on, swallows) = match &self.form {
            _ if self.modal.is_some() => return false,
            Some(form) if matches!(form.phase, Phase::Working(..)) => (true, false),
            // What is text there says that it goes nowhere.
            Some(form) if form.focus == Spot::Nowhere => (before.is_some(), action.is_some()),
            Some(_) => (false, false),
            None => (before.is_some(), true),
        };
        let ends = matches!(action, Some(Action::Back | Action::Interrupt));
        self.run_on = (goes_on && !ends).then_some(RunOn { last: now, gone: Gone::Form });
        before.is_some() && swallows
    }
}

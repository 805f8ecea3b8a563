//! Keys to ignore: the user typed them for something that is gone, before seeing that.
//!
//! Some continue text that was meant for a form or an editor that is gone or never came. Others come just after
//! something opened by itself, or an editor ended; all keys are ignored until the user pauses.

use std::time::{Duration, Instant};

use crate::keys::{Action, Code, Key};

/// A key that follows the one before within this time belongs to the same text: the pause between two words is
/// shorter, and reading what has happened takes longer.
const RUNS_ON: Duration = Duration::from_millis(500);
/// After a pause this long, keys are meant for what is on the screen.
const SILENCE: Duration = Duration::from_millis(150);
/// The longest time that all keys are ignored, so that a stuck key does not block everything.
const AT_MOST: Duration = Duration::from_secs(2);

/// The keys that are ignored now.
#[derive(Debug, Default)]
pub(in crate::app) struct StrayKeys {
    /// The user is typing text for something that is gone.
    run_on: Option<RunOn>,
    /// Something has just opened by itself, so all keys are ignored.
    unheard: Option<Unheard>,
}

/// Text that the user is typing for something that is gone.
#[derive(Clone, Copy, Debug)]
struct RunOn {
    /// The time of its last key.
    last: Instant,
    gone: Gone,
}

impl RunOn {
    /// Tells whether a key that comes now belongs to the text.
    fn is_followed_at(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.last) < RUNS_ON
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Gone {
    /// A form that was being sent and closed, or came back with its focus nowhere; or a form that did not open.
    Form,
    /// An editor that did not come: any key may be meant for it.
    Editor,
}

/// A time in which all keys are ignored, because something has opened by itself.
#[derive(Clone, Copy, Debug)]
struct Unheard {
    since: Instant,
    /// The time of the last key.
    last: Instant,
    /// The pause after which keys are heard.
    silence: Duration,
}

/// The part of the screen that is open when a key comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Open {
    /// The panes alone.
    Panes,
    /// A form whose fields take keys.
    Form,
    /// A form whose focus is nowhere.
    FormAside,
    /// A form that is at work and takes no keys.
    FormAtWork,
}

impl StrayKeys {
    /// Ignores all keys until the user pauses.
    pub(in crate::app) fn hear_nobody(&mut self, now: Instant) {
        // What opens together with a question does not let its answer in earlier.
        let silence = self.unheard.map_or(SILENCE, |unheard| unheard.silence);
        self.unheard = Some(Unheard { since: now, last: now, silence });
    }

    /// Ignores all keys until the user pauses for the time that it takes to read a question.
    pub(in crate::app) fn ignore_answers(&mut self, now: Instant) {
        self.unheard = Some(Unheard { since: now, last: now, silence: RUNS_ON });
    }

    /// Returns the time until which all keys are ignored, if the user types nothing more.
    pub(in crate::app) fn until(&self) -> Option<Instant> {
        self.unheard.map(|unheard| (unheard.last + unheard.silence).min(unheard.since + AT_MOST))
    }

    /// Notes a key that was ignored.
    pub(in crate::app) fn note(&mut self, now: Instant) {
        if let Some(unheard) = &mut self.unheard {
            unheard.last = now;
        }
        // If the key belongs to text that was ignored before, so do the keys that follow.
        if let Some(run_on) = self.run_on.as_mut().filter(|run_on| run_on.is_followed_at(now)) {
            run_on.last = now;
        }
    }

    /// Ends the ignoring of keys once the user has paused.
    pub(in crate::app) fn tick(&mut self, now: Instant) {
        if self.until().is_some_and(|until| until <= now) {
            self.unheard = None;
        }
    }

    /// Ignores the text that the user is typing for something that is `gone`.
    pub(in crate::app) fn drop_for(&mut self, now: Instant, gone: Gone) {
        self.run_on = Some(RunOn { last: now, gone });
    }

    /// Tells whether a key belongs to text that was meant for something that is gone. `Ctrl-c` ends such text; `Esc`
    /// does too if the text was meant for a form. `open` is `None` under a dialog.
    pub(in crate::app) fn take(
        &mut self,
        now: Instant,
        key: Key,
        action: Option<Action>,
        open: Option<Open>,
    ) -> bool {
        let before = self.run_on.take().filter(|run_on| run_on.is_followed_at(now));
        if before.is_some_and(|run_on| run_on.gone == Gone::Editor) && action != Some(Action::Interrupt) {
            self.drop_for(now, Gone::Editor);
            return true;
        }
        let (goes_on, swallows) = match open {
            None => return false,
            Some(Open::FormAtWork) => (true, false),
            // Text keys get the message there that they go nowhere.
            Some(Open::FormAside) => {
                (before.is_some(), action.is_some() || matches!(key.code, Code::Up | Code::Down))
            }
            Some(Open::Form) => (false, false),
            Some(Open::Panes) => (before.is_some(), true),
        };
        if goes_on && !matches!(action, Some(Action::Back | Action::Interrupt)) {
            self.drop_for(now, Gone::Form);
        }
        before.is_some() && swallows
    }
}

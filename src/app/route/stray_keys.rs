//! Keys that belong to nobody: typed by somebody who has not seen yet that what they were meant for is gone.
//! They go nowhere.
//!
//! Some follow a form or an editor that is gone or never came, typed in one go with what was meant for it. Others
//! come just after something has opened by itself, or an editor has ended: until it is silent for a moment.

use std::time::{Duration, Instant};

use crate::keys::{Action, Code, Key};

/// A key that follows the one before as fast as this belongs to it: a pause between two words is shorter,
/// reading what has happened takes longer.
const RUNS_ON: Duration = Duration::from_millis(500);
/// After a silence as long as this, what is typed is meant for what is on the screen.
const SILENCE: Duration = Duration::from_millis(150);
/// No longer than this is nobody heard, so that a key which is stuck does not keep everybody out.
const AT_MOST: Duration = Duration::from_secs(2);

/// Keys that go nowhere.
#[derive(Debug, Default)]
pub(in crate::app) struct StrayKeys {
    /// Keys come that are meant for something which is gone.
    run_on: Option<RunOn>,
    /// Nobody is heard: something has just opened by itself.
    unheard: Option<Unheard>,
}

/// What is typed for something that is gone.
#[derive(Clone, Copy, Debug)]
struct RunOn {
    /// When the last key of it came.
    last: Instant,
    gone: Gone,
}

impl RunOn {
    /// Whether a key that comes now belongs to it.
    fn is_followed_at(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.last) < RUNS_ON
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Gone {
    /// A form that was being sent and closed, or came back with its focus nowhere; or one that did not open.
    Form,
    /// An editor that did not come: any key may be meant for it.
    Editor,
}

/// Something has taken the keyboard by itself: nobody is heard until it is silent.
#[derive(Clone, Copy, Debug)]
struct Unheard {
    since: Instant,
    /// When something was typed last.
    last: Instant,
}

/// What is open as a key comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Open {
    /// The panes alone.
    Panes,
    /// A form whose fields take keys.
    Form,
    /// A form that has its focus nowhere.
    FormAside,
    /// A form that is at work and takes no keys.
    FormAtWork,
}

impl StrayKeys {
    /// From now on nobody is heard until it is silent.
    pub(in crate::app) fn hear_nobody(&mut self, now: Instant) {
        self.unheard = Some(Unheard { since: now, last: now });
    }

    /// Until when what is typed belongs to nobody, if nothing more is typed.
    pub(in crate::app) fn until(&self) -> Option<Instant> {
        self.unheard.map(|unheard| (unheard.last + SILENCE).min(unheard.since + AT_MOST))
    }

    /// Something was typed that nobody is to hear.
    pub(in crate::app) fn note(&mut self, now: Instant) {
        if let Some(unheard) = &mut self.unheard {
            unheard.last = now;
        }
        // It belongs to what was typed before, and so does what follows it.
        if let Some(run_on) = self.run_on.as_mut().filter(|run_on| run_on.is_followed_at(now)) {
            run_on.last = now;
        }
    }

    /// It was silent for long enough, if so.
    pub(in crate::app) fn tick(&mut self, now: Instant) {
        if self.until().is_some_and(|until| until <= now) {
            self.unheard = None;
        }
    }

    /// Forgets what is typed from now on in one go for what is `gone`.
    pub(in crate::app) fn drop_for(&mut self, now: Instant, gone: Gone) {
        self.run_on = Some(RunOn { last: now, gone });
    }

    /// Whether a key belongs to others that were meant for what is gone. `Ctrl-c` ends what is typed in one
    /// go, and for a form `Esc` does as well. `open` is nothing where a dialog lies over all.
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
            // What is text there says that it goes nowhere.
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

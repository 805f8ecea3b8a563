//! Keys that belong to nobody: typed by somebody who has not seen yet that what they were meant for is gone.
//! They go nowhere.
//!
//! Some follow a form or an editor that is gone or never came, typed in one go with what was meant for it. Others
//! come just after something has opened by itself, or an editor has ended: until it is silent for a moment.

use std::mem::{Discriminant, discriminant};
use std::time::{Duration, Instant};

use super::form::{Phase, Spot};
use super::modal::{About, Modal};
use super::{App, words};
use crate::core::Effect;
use crate::domain::ProfileId;
use crate::features::session::Stage;
use crate::keys::{Action, Code, Key};

/// A key that follows the one before as fast as this belongs to it: a pause between two words is shorter,
/// reading what has happened takes longer.
const RUNS_ON: Duration = Duration::from_millis(500);
/// After a silence as long as this, what is typed is meant for what is on the screen.
const SILENCE: Duration = Duration::from_millis(150);
/// No longer than this is nobody heard, so that a key which is stuck does not keep everybody out.
const AT_MOST: Duration = Duration::from_secs(2);

/// What is typed for something that is gone.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunOn {
    /// When the last key of it came.
    last: Instant,
    gone: Gone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gone {
    /// A form that was being sent and closed, or came back with its focus nowhere; or one that did not open.
    Form,
    /// An editor that did not come: any key may be meant for it.
    Editor,
}

/// Something has taken the keyboard by itself: nobody is heard until it is silent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unheard {
    since: Instant,
    /// When something was typed last.
    last: Instant,
}

/// What takes keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Listener {
    profile: ProfileId,
    modal: Option<(Discriminant<Modal>, Option<Discriminant<About>>)>,
    sign_in: Option<Discriminant<Stage>>,
    /// The open form, and what it shows; nothing while it is at work.
    form: Option<(u64, Option<Discriminant<Phase>>)>,
    /// Any key unlocks the screen, or opens the form for the password.
    locked: bool,
}

impl Listener {
    /// Whether something else than `before` takes keys. That a form is gone has a rule of its own.
    fn has_opened(self, before: Self) -> bool {
        let Self { profile, modal, sign_in, form, locked } = before;
        let form = self.form != form && self.form.is_some_and(|(_, shows)| shows.is_some());
        form || self.locked && !locked
            || (self.profile, self.modal, self.sign_in) != (profile, modal, sign_in)
    }
}

impl App {
    /// What takes keys now.
    pub(super) fn listener(&self) -> Listener {
        let shows = |phase| match phase {
            Phase::Working(..) => None,
            phase => Some(discriminant(&phase)),
        };
        Listener {
            profile: self.session.profile_id(),
            modal: self.modal.as_ref().map(Modal::kind),
            sign_in: self.session.form().map(|form| discriminant(&form.stage)),
            form: self.form.as_ref().map(|form| (form.number(), shows(form.phase()))),
            locked: self.is_locked(),
        }
    }

    /// Something happened that was no key. Where it has opened or closed something, what is being typed is
    /// not meant for what takes keys now.
    pub(super) fn note_opened(&mut self, before: Listener) {
        if self.listener().has_opened(before) {
            self.hear_nobody();
        }
    }

    /// From now on nobody is heard until it is silent.
    pub(super) fn hear_nobody(&mut self) {
        let now = self.cx.now.instant;
        self.unheard = Some(Unheard { since: now, last: now });
    }

    /// Until when what is typed belongs to nobody, if nothing more is typed.
    pub fn unheard_until(&self) -> Option<Instant> {
        self.unheard.map(|unheard| (unheard.last + SILENCE).min(unheard.since + AT_MOST))
    }

    /// Something was typed that nobody is to hear.
    pub(super) fn note_unheard(&mut self) {
        let now = self.cx.now.instant;
        if let Some(unheard) = &mut self.unheard {
            unheard.last = now;
        }
        // It belongs to what was typed before, and so does what follows it.
        if let Some(run_on) = self.run_on.as_mut().filter(|run_on| run_on.is_followed_at(now)) {
            run_on.last = now;
        }
    }

    /// Whether what is typed now is heard by nobody.
    pub(super) fn is_unheard(&self) -> bool {
        self.unheard_until().is_some_and(|until| self.cx.now.instant < until)
    }

    /// A key that nobody hears. Where text is typed at a form without a field for it, that is said as ever.
    pub(super) fn drop_key(&mut self, key: Key) {
        self.note_unheard();
        self.note_still_down(key);
        let is_text = matches!(key, Key { code: Code::Char(_) | Code::Enter, ctrl: false, alt: false });
        let goes_nowhere = |form: &super::form::Form| form.focus == Spot::Nowhere;
        if is_text && self.modal.is_none() && self.form().is_some_and(goes_nowhere) {
            self.say_of_key(words::NOWHERE);
        }
    }

    /// It was silent for long enough.
    pub(super) fn watch_unheard(&mut self) {
        if self.unheard_until().is_some_and(|until| until <= self.cx.now.instant) {
            self.unheard = None;
        }
    }

    /// No editor comes, or it is gone at once: forgets what was typed for it, now and in the same go.
    pub(super) fn drop_keys_for_editor(&mut self) {
        self.out.effects.push(Effect::DropKeys);
        self.run_on = Some(RunOn { last: self.cx.now.instant, gone: Gone::Editor });
    }

    /// The form that a key was to open does not come: what is typed for it in the same go is no command.
    pub(super) fn drop_keys_for_form(&mut self) {
        if self.form.is_none() {
            self.run_on = Some(RunOn { last: self.cx.now.instant, gone: Gone::Form });
        }
    }

    /// Whether a key belongs to others that were meant for what is gone. `Ctrl-c` ends what is typed in one
    /// go, and for a form `Esc` does as well.
    pub(super) fn runs_on(&mut self, key: Key, action: Option<Action>) -> bool {
        let now = self.cx.now.instant;
        let before = self.run_on.take();
        let before = before.filter(|run_on| run_on.is_followed_at(now));
        if before.is_some_and(|run_on| run_on.gone == Gone::Editor) && action != Some(Action::Interrupt) {
            self.run_on = Some(RunOn { last: now, gone: Gone::Editor });
            return true;
        }
        let (goes_on, swallows) = match &self.form {
            _ if self.has_dialog() => return false,
            Some(form) if matches!(form.phase(), Phase::Working(..)) => (true, false),
            // What is text there says that it goes nowhere.
            Some(form) if form.focus == Spot::Nowhere => {
                (before.is_some(), action.is_some() || matches!(key.code, Code::Up | Code::Down))
            }
            Some(_) => (false, false),
            None => (before.is_some(), true),
        };
        let ends = matches!(action, Some(Action::Back | Action::Interrupt));
        self.run_on = (goes_on && !ends).then_some(RunOn { last: now, gone: Gone::Form });
        before.is_some() && swallows
    }
}

impl RunOn {
    /// Whether a key that comes now belongs to it.
    fn is_followed_at(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.last) < RUNS_ON
    }
}

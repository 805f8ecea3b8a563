//! The part of the screen that takes keys, and the keys that are meant for none.

use std::mem::{Discriminant, discriminant};
use std::time::Instant;

use super::key_state::{Gone, Open};
use super::modal::{About, Modal};
use super::{App, words};
use crate::core::{Effect, Notice, Tone};
use crate::domain::ProfileId;
use crate::features::session::Stage;
use crate::features::write::{Form, Phase, Spot};
use crate::keys::{Action, Code, Key};

/// The part of the screen that takes keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Listener {
    profile: ProfileId,
    modal: Option<(Discriminant<Modal>, Option<Discriminant<About>>)>,
    sign_in: Option<Discriminant<Stage>>,
    /// The open form and its phase, which is `None` while the form is at work.
    form: Option<(u64, Option<Discriminant<Phase>>)>,
    /// The screen is locked: any key unlocks it, or opens the form for the password.
    locked: bool,
}

impl Listener {
    /// Tells whether a part other than `before` takes keys now. A closed form does not count; that has a rule of its
    /// own.
    fn has_opened(self, before: Self) -> bool {
        let Self { profile, modal, sign_in, form, locked } = before;
        let form = self.form != form && self.form.is_some_and(|(_, shows)| shows.is_some());
        form || self.locked && !locked
            || (self.profile, self.modal, self.sign_in) != (profile, modal, sign_in)
    }
}

impl App {
    /// Returns the part that takes keys now.
    pub(super) fn listener(&self) -> Listener {
        let shows = |phase| match phase {
            Phase::Working(..) => None,
            phase => Some(discriminant(&phase)),
        };
        Listener {
            profile: self.session.profile_id(),
            modal: self.modal.as_ref().map(Modal::kind),
            sign_in: self.session.form().map(|form| discriminant(&form.stage)),
            form: self.form().map(|form| (form.number(), shows(form.phase()))),
            locked: self.is_locked(),
        }
    }

    /// Ignores keys for a while if an event other than a key opened or closed something. Those keys were meant for
    /// what was there before.
    pub(super) fn note_opened(&mut self, before: Listener) {
        if self.listener().has_opened(before) {
            self.hear_nobody();
        }
    }

    /// Ignores all keys until the user pauses.
    pub(super) fn hear_nobody(&mut self) {
        self.keys.stray.hear_nobody(self.cx.now.instant);
    }

    /// Ignores all keys until the user has had the time to read a question that appeared by itself, and pauses as long: a key
    /// that is ignored takes those with it that follow at once.
    pub(super) fn ignore_answers(&mut self) {
        self.keys.stray.ignore_answers(self.cx.now.instant);
    }

    /// Returns the time until which keys are ignored, if the user types nothing more.
    pub fn unheard_until(&self) -> Option<Instant> {
        self.keys.stray.until()
    }

    /// Notes an ignored key.
    pub(super) fn note_unheard(&mut self) {
        self.keys.stray.note(self.cx.now.instant);
    }

    /// Tells whether keys are ignored now.
    pub(super) fn is_unheard(&self) -> bool {
        self.unheard_until().is_some_and(|until| self.cx.now.instant < until)
    }

    /// Drops an ignored key. Text typed at a form whose focus is nowhere still gets its message.
    pub(super) fn drop_key(&mut self, key: Key) {
        self.note_unheard();
        self.note_still_down(key);
        let is_text = matches!(key, Key { code: Code::Char(_) | Code::Enter, ctrl: false, alt: false });
        let goes_nowhere = |form: &Form| form.focus == Spot::Nowhere;
        if is_text && self.modal.is_none() && self.form().is_some_and(goes_nowhere) {
            let notice = Notice::new(Tone::Warning, words::NOWHERE);
            self.notices.show_over(self.cx.now.instant, notice);
        }
    }

    /// Ends the ignoring of keys once the user has paused.
    pub(super) fn tick_unheard(&mut self) {
        self.keys.stray.tick(self.cx.now.instant);
    }

    /// Drops the keys that were typed for an editor that does not come or has ended at once.
    pub(super) fn drop_keys_for_editor(&mut self) {
        self.out.effects.push(Effect::DropKeys);
        self.keys.stray.drop_for(self.cx.now.instant, Gone::Editor);
    }

    /// Ignores the keys that were typed for a form that does not open.
    pub(super) fn drop_keys_for_form(&mut self) {
        if self.form().is_none() {
            self.keys.stray.drop_for(self.cx.now.instant, Gone::Form);
        }
    }

    /// Tells whether a key belongs to text that was meant for something that is gone.
    pub(super) fn is_stray(&mut self, key: Key, action: Option<Action>) -> bool {
        let open = match self.form() {
            _ if self.has_dialog() => None,
            Some(form) if matches!(form.phase(), Phase::Working(..)) => Some(Open::FormAtWork),
            Some(form) if form.focus == Spot::Nowhere => Some(Open::FormAside),
            Some(_) => Some(Open::Form),
            None => Some(Open::Panes),
        };
        self.keys.stray.take(self.cx.now.instant, key, action, open)
    }
}

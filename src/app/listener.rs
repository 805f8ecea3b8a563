//! What takes keys, and which keys belong to nobody.

use std::mem::{Discriminant, discriminant};
use std::time::Instant;

use super::form::{Form, Phase, Spot};
use super::modal::{About, Modal};
use super::route::{Gone, Open};
use super::{App, words};
use crate::core::Effect;
use crate::domain::ProfileId;
use crate::features::session::Stage;
use crate::keys::{Action, Code, Key};

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
        self.keys.stray.hear_nobody(self.cx.now.instant);
    }

    /// Until when what is typed belongs to nobody, if nothing more is typed.
    pub fn unheard_until(&self) -> Option<Instant> {
        self.keys.stray.until()
    }

    /// Something was typed that nobody is to hear.
    pub(super) fn note_unheard(&mut self) {
        self.keys.stray.note(self.cx.now.instant);
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
        let goes_nowhere = |form: &Form| form.focus == Spot::Nowhere;
        if is_text && self.modal.is_none() && self.form().is_some_and(goes_nowhere) {
            self.say_of_key(words::NOWHERE);
        }
    }

    /// It was silent for long enough.
    pub(super) fn tick_unheard(&mut self) {
        self.keys.stray.tick(self.cx.now.instant);
    }

    /// No editor comes, or it is gone at once: forgets what was typed for it, now and in the same go.
    pub(super) fn drop_keys_for_editor(&mut self) {
        self.out.effects.push(Effect::DropKeys);
        self.keys.stray.drop_for(self.cx.now.instant, Gone::Editor);
    }

    /// The form that a key was to open does not come: what is typed for it in the same go is no command.
    pub(super) fn drop_keys_for_form(&mut self) {
        if self.form.is_none() {
            self.keys.stray.drop_for(self.cx.now.instant, Gone::Form);
        }
    }

    /// Whether a key belongs to others that were meant for what is gone.
    pub(super) fn is_stray(&mut self, key: Key, action: Option<Action>) -> bool {
        let open = match &self.form {
            _ if self.has_dialog() => None,
            Some(form) if matches!(form.phase(), Phase::Working(..)) => Some(Open::FormAtWork),
            Some(form) if form.focus == Spot::Nowhere => Some(Open::FormAside),
            Some(_) => Some(Open::Form),
            None => Some(Open::Panes),
        };
        self.keys.stray.take(self.cx.now.instant, key, action, open)
    }
}

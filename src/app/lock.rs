//! The locked screen: what was received is wiped, what was typed waits behind it, masked.
//!
//! The list stays in memory: it has no values. What is under way goes on; a change that was sent is told
//! of when the screen is unlocked.

use super::form::{Form, ValueInput};
use super::modal::Modal;
use super::notice::Wait;
use super::settings::Unlock;
use super::undo::Loss;
use super::{App, Deadline, Effect, Moment, words};
use crate::domain::Slot;
use crate::input::{Action, Context, Key, keymap};

/// Whether the screen is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    /// It is not; the user did something last at this moment.
    Open(Moment),
    /// It is.
    Locked,
}

impl App {
    /// Whether the screen is locked: then nothing else is drawn.
    pub fn is_locked(&self) -> bool {
        self.lock == Lock::Locked
    }

    /// `L`, or nobody at the keyboard for long: hides everything and wipes what the service sent.
    pub(super) fn lock(&mut self) {
        if self.is_locked() {
            return;
        }
        self.lock = Lock::Locked;
        self.hide();
        self.forget_copy();
        self.forget_copy_on_its_way();
        for wait in [Wait::Value, Wait::Copy] {
            self.notices.end_busy(wait);
        }
        self.held.clear();
        self.here.unread.clear();
        // Who signs in to unlock begins anew.
        self.modal
            .take_if(|modal| matches!(modal, Modal::SignIn(_)) && self.settings.unlock == Unlock::SignIn);
        if let Some(Modal::SignIn(form)) = &mut self.modal {
            form.show = false;
        }
        self.wipe_behind_lock();
        for slot in self.ledger.slots(|slot| matches!(slot, Slot::Value(_) | Slot::Load(_))) {
            self.effects.extend(self.ledger.cancel(&slot).map(Effect::Abort));
        }
        for form in self.form.iter_mut().map(|form| &mut **form).chain(&mut self.parked) {
            form.forget_received();
        }
        self.effects.extend([Effect::ClearCopies, Effect::Redraw]);
    }

    /// Wipes what undo holds; told when the screen is unlocked, in place of what offered it.
    fn wipe_behind_lock(&mut self) {
        let count = self.wipe_held(Loss::Lock);
        if count > 0 && !self.notices.has_worse_news() {
            self.warn(words::wiped_by_lock(count));
        }
    }

    /// Somebody is at the keyboard.
    pub(super) fn note_presence(&mut self) {
        if let Lock::Open(last) = &mut self.lock {
            *last = self.now;
        }
    }

    /// A key at the locked screen: unlocks it and does nothing else. The program can be stopped and left
    /// as ever, unless that would lose something: then it has to be seen first.
    pub(super) fn press_locked(&mut self, key: Key) {
        if self.signs_in_to_unlock() {
            return self.press(key);
        }
        match keymap::action(Context::List, key) {
            Some(Action::Interrupt) if !self.has_something_to_lose() => self.end(),
            Some(action @ (Action::Suspend | Action::Redraw)) => self.act(Context::List, action),
            _ if self.settings.unlock == Unlock::SignIn => {
                self.behind_lock = self.modal.take().or(self.behind_lock.take());
                self.open_password_form();
            }
            _ => self.unlock(),
        }
    }

    /// Whether the form that signs in is on the locked screen: then it has the keyboard.
    pub fn signs_in_to_unlock(&self) -> bool {
        self.is_locked()
            && self.settings.unlock == Unlock::SignIn
            && matches!(self.modal, Some(Modal::SignIn(_)))
    }

    /// The password of this user was accepted.
    pub(super) fn password_accepted(&mut self) {
        if self.is_locked() && self.settings.unlock == Unlock::SignIn {
            self.unlock();
        }
    }

    /// Whether `user` must not unlock the screen: what is behind it belongs to somebody else.
    pub(super) fn is_locked_by_another(&self, user: &str) -> bool {
        self.signs_in_to_unlock() && !self.site.user().is_empty() && self.site.user() != user
    }

    fn unlock(&mut self) {
        self.lock = Lock::Open(self.now);
        self.modal = self.modal.take().or(self.behind_lock.take());
        // What happened meanwhile is told now.
        self.notices.renew(self.now);
        self.effects.push(Effect::Redraw);
    }

    /// Locks when nobody was at the keyboard for as long as the profile says.
    pub(super) fn watch_lock(&mut self) {
        if self.lock_due().is_some_and(|at| at.is_due(self.now)) {
            self.lock();
        }
    }

    /// When the screen locks by itself.
    pub(super) fn lock_due(&self) -> Option<Deadline> {
        match self.lock {
            Lock::Open(last) => Some(Deadline::after(last, self.settings.lock_after?)),
            Lock::Locked => None,
        }
    }
}

impl Form {
    /// The screen is locked: the present value that was loaded goes, what was typed is masked.
    fn forget_received(&mut self) {
        self.show = false;
        if self.loaded.take().is_some_and(|loaded| self.new_value() == Some(loaded)) {
            self.value = ValueInput::Unchanged;
        }
    }
}

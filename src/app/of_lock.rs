//! The locked screen: what was received is wiped, what was typed waits behind it, masked.
//!
//! What undo holds stays, as it is not shown; where only a password unlocks the screen it is wiped, which `L`
//! says before. The list stays in memory: it has no values. What is under way goes on; a change that was sent is told
//! of when the screen is unlocked.

use super::form::{Form, Phase, ValueInput};
use super::modal::{About, Modal};
use super::undo::Loss;
use super::{App, words};
use crate::core::life::Wipe;
use crate::core::settings::Unlock;
use crate::core::{Effect, RequestKey};
use crate::features::lock::{Lock, wipes_changes};
use crate::keys::{Context, Key, keymap};

impl App {
    /// Whether the screen is locked: then nothing else is drawn.
    pub fn is_locked(&self) -> bool {
        self.lock.is_locked()
    }

    /// `L`: locks, and asks before where that wipes what cannot be had again.
    pub(super) fn ask_to_lock(&mut self) {
        if !wipes_changes(&self.cx) || self.stake().is_none() {
            return self.lock();
        }
        self.hide();
        self.modal = Some(Modal::confirm(About::Lock));
        self.lock.asks(&self.cx);
    }

    /// What a lock would wipe, in a sentence or two.
    pub fn lock_question(&self) -> String {
        let stake = self.stake().map_or(String::new(), |stake| words::at_stake(&stake, "this lock").into());
        format!("{stake} Without an answer the screen locks after 20 s.").trim_start().to_owned()
    }

    /// The question before a lock is closed: the screen does not lock for want of an answer.
    pub(super) fn tick_lock_question(&mut self) {
        if !matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Lock)) {
            self.lock.asks_no_more();
        }
    }

    /// `L`, or nobody at the keyboard for long: hides everything and wipes what the service sent.
    pub(super) fn lock(&mut self) {
        if self.is_locked() {
            return;
        }
        self.lock.lock();
        self.wipe_slices(Wipe::Lock);
        self.forget_asked_for();
        self.keys.typeahead.clear();
        // Who signs in to unlock begins anew.
        let begins_anew = wipes_changes(&self.cx);
        self.modal.take_if(|modal| match modal {
            Modal::SignIn => begins_anew,
            modal => matches!(modal.about(), Some(About::Lock)),
        });
        if begins_anew {
            self.wipe_behind_lock();
        }
        for request_key in self
            .out
            .pending
            .request_keys(|request_key| matches!(request_key, RequestKey::Value(_) | RequestKey::Load(_)))
        {
            self.out.effects.extend(self.out.pending.cancel(&request_key).map(Effect::Abort));
        }
        for form in self.form.iter_mut().map(|form| &mut **form).chain(&mut self.parked) {
            form.forget_received();
        }
        // An old value that was loaded is not there any more.
        if self.form().is_some_and(|form| matches!(form.phase(), Phase::Review)) {
            self.plan_reading();
        }
        self.out.effects.extend([Effect::ClearCopies, Effect::Redraw]);
    }

    /// Wipes what undo holds; told when the screen is unlocked, in place of what offered it.
    fn wipe_behind_lock(&mut self) {
        let stake = self.stake();
        let count = self.wipe_held(Loss::Lock);
        match stake {
            Some(stake) => self.tell_of_loss(words::wiped_by_lock(&stake)),
            None if count > 0 && !self.notices.has_worse_news() => self.warn(words::so_many_wiped(count)),
            None => {}
        }
    }

    /// A key at the locked screen: unlocks it and does nothing else. The program can be stopped and left
    /// as ever, unless that would lose something: then it has to be seen first.
    pub(super) fn press_locked(&mut self, key: Key) {
        if self.signs_in_to_unlock() {
            return self.press(key);
        }
        match keymap::action(Context::List, key) {
            Some(action) if self.works_locked(action) => self.act(Context::List, action),
            _ if self.cx.settings.unlock == Unlock::SignIn => {
                self.behind_lock = self.modal.take().or(self.behind_lock.take());
                self.open_password_form();
            }
            _ => self.unlock(),
        }
    }

    /// Whether the form that signs in is on the locked screen: then it has the keyboard.
    pub fn signs_in_to_unlock(&self) -> bool {
        self.is_locked()
            && self.cx.settings.unlock == Unlock::SignIn
            && matches!(self.modal, Some(Modal::SignIn))
    }

    /// The password of this user was accepted.
    pub(super) fn password_accepted(&mut self) {
        if self.is_locked() && self.cx.settings.unlock == Unlock::SignIn {
            self.unlock();
        }
    }

    fn unlock(&mut self) {
        self.lock = Lock::open(self.cx.now);
        self.modal = self.modal.take().or(self.behind_lock.take());
        self.help.unlock();
        // What happened meanwhile is told now.
        self.notices.renew(self.cx.now);
        self.tell_of_loss_at_unlock();
        self.out.effects.push(Effect::Redraw);
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

//! The locked screen: what was received is wiped, what was typed waits behind it, masked.
//!
//! What undo holds stays, as it is not shown; where only a password unlocks the screen it is wiped, which `L`
//! says before. The list stays in memory: it has no values. What is under way goes on; a change that was sent is told
//! of when the screen is unlocked.

use std::time::Duration;

use super::form::{Form, Phase, ValueInput};
use super::modal::{About, Modal};
use super::undo::Loss;
use super::{App, words};
use crate::core::settings::Unlock;
use crate::core::{Effect, Slot, Wait};
use crate::domain::{Deadline, Moment};
use crate::keys::{Context, Key, keymap};

/// How long the question before a lock waits for an answer: whoever has gone wants the screen locked.
const LOCKS_AFTER: Duration = Duration::from_secs(20);

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

    /// `L`: locks, and asks before where that wipes what cannot be had again.
    pub(super) fn ask_to_lock(&mut self) {
        if !self.lock_wipes() || self.stake().is_none() {
            return self.lock();
        }
        self.hide();
        self.modal = Some(Modal::confirm(About::Lock(Deadline::after(self.cx.now, LOCKS_AFTER))));
    }

    /// What a lock would wipe, in a sentence or two.
    pub fn lock_question(&self) -> String {
        let stake = self.stake().map_or(String::new(), |stake| words::at_stake(&stake, "this lock").into());
        format!("{stake} Without an answer the screen locks after 20 s.").trim_start().to_owned()
    }

    /// Whether a lock wipes what undo holds: behind it is only what whoever has the password may see.
    pub(super) fn lock_wipes(&self) -> bool {
        self.cx.settings.unlock == Unlock::SignIn
    }

    /// `L`, or nobody at the keyboard for long: hides everything and wipes what the service sent.
    pub(super) fn lock(&mut self) {
        if self.is_locked() {
            return;
        }
        self.lock = Lock::Locked;
        self.notices.lock();
        self.help_behind_lock = self.help.take();
        self.hide();
        self.value.forget_copy(&mut self.out);
        self.value.forget_copy_on_its_way();
        for wait in [Wait::Value, Wait::Copy] {
            self.notices.end_busy(wait);
        }
        self.forget_asked_for();
        self.keys.typeahead.clear();
        // Who signs in to unlock begins anew.
        let begins_anew = self.lock_wipes();
        self.session.lock(begins_anew);
        self.modal.take_if(|modal| match modal {
            Modal::SignIn => begins_anew,
            modal => matches!(modal.about(), Some(About::Lock(_))),
        });
        if self.lock_wipes() {
            self.wipe_behind_lock();
        }
        for slot in self.out.pending.slots(|slot| matches!(slot, Slot::Value(_) | Slot::Load(_))) {
            self.out.effects.extend(self.out.pending.cancel(&slot).map(Effect::Abort));
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

    /// Somebody is at the keyboard.
    pub(super) fn note_presence(&mut self) {
        if let Lock::Open(last) = &mut self.lock {
            *last = self.cx.now;
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
        self.lock = Lock::Open(self.cx.now);
        self.modal = self.modal.take().or(self.behind_lock.take());
        self.help = self.help_behind_lock.take();
        // What happened meanwhile is told now.
        self.notices.renew(self.cx.now);
        self.tell_of_loss_at_unlock();
        self.out.effects.push(Effect::Redraw);
    }

    /// Locks when nobody was at the keyboard for as long as the profile says, or nobody answered the question.
    pub(super) fn watch_lock(&mut self) {
        if self.lock_due().into_iter().flatten().any(|at| at.is_due(self.cx.now)) {
            self.lock();
        }
    }

    /// When the screen locks by itself: at the first of these.
    pub(super) fn lock_due(&self) -> [Option<Deadline>; 2] {
        let Lock::Open(last) = self.lock else { return [None; 2] };
        let asked = match self.modal.as_ref().and_then(Modal::about) {
            Some(About::Lock(until)) => Some(*until),
            _ => None,
        };
        [self.cx.settings.lock_after.map(|after| Deadline::after(last, after)), asked]
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

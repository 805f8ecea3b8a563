//! The locked screen: received values are wiped; typed text stays, masked.
//!
//! The values that undo holds stay, because they are not shown. Where only a password unlocks the screen they are
//! wiped, and `L` asks before. The list stays in memory, because it has no values. Work goes on; the user learns the
//! outcome of a change after unlocking.

use super::App;
use super::modal::{About, Modal};
use crate::core::life::{Stake, Wipe};
use crate::core::settings::Unlock;
use crate::core::{Effect, RequestKey};
use crate::features::lock::Lock;
use crate::features::undo::AtStake;
use crate::features::write::Phase;
use crate::keys::{Context, Key, keymap};

impl App {
    /// Tells whether the screen is locked, so that nothing else is drawn.
    pub fn is_locked(&self) -> bool {
        self.lock.is_locked()
    }

    /// Locks the screen, but asks first if that wipes something that cannot be restored.
    pub(super) fn ask_to_lock(&mut self) {
        if !self.cx.settings.lock_wipes() || !self.at_stake().iter().any(Stake::is_held) {
            return self.lock();
        }
        self.hide();
        self.modal = Some(Modal::confirm(About::Lock));
        self.lock.asks(&self.cx);
    }

    /// Returns a sentence or two about what a lock would wipe.
    pub fn lock_question(&self) -> String {
        let held = AtStake::of(&self.at_stake()).map(|held| held.question("this lock"));
        format!("{} Without an answer the screen locks after 20 s.", held.unwrap_or_default())
            .trim_start()
            .to_owned()
    }

    /// Stops the countdown of the question once it is closed.
    pub(super) fn tick_lock_question(&mut self) {
        if !matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Lock)) {
            self.lock.asks_no_more();
        }
    }

    /// Locks the screen: hides everything, and wipes what the service sent.
    pub(super) fn lock(&mut self) {
        if self.is_locked() {
            return;
        }
        let begins_anew = self.cx.settings.lock_wipes();
        let lost = self.undo.wiped_by_lock(&self.at_stake()).filter(|_| begins_anew);
        self.lock.lock();
        self.wipe_slices(Wipe::Lock);
        self.forget_asked_for();
        self.keys.typeahead.clear();
        // A user who unlocks by signing in gets a fresh form.
        self.modal.take_if(|modal| match modal {
            Modal::SignIn => begins_anew,
            modal => matches!(modal.about(), Some(About::Lock)),
        });
        self.out.news.extend(lost);
        self.relay();
        for request_key in
            self.out.pending.request_keys(|request_key| matches!(request_key, RequestKey::Value(_)))
        {
            self.out.cancel(&request_key);
        }
        // An old value that was loaded is gone now.
        if self.form().is_some_and(|form| matches!(form.phase(), Phase::Review)) {
            self.writes(|write, at, _| write.plan_reading(at));
        }
        self.out.effects.extend([Effect::ClearCopies, Effect::Redraw]);
    }

    /// Takes a key at the locked screen: it unlocks and does nothing more. The keys that suspend or end the program
    /// work, unless ending it would lose something that the user has to see first.
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

    /// Tells whether the sign-in form is on the locked screen, and takes the keys.
    pub fn signs_in_to_unlock(&self) -> bool {
        self.is_locked()
            && self.cx.settings.unlock == Unlock::SignIn
            && matches!(self.modal, Some(Modal::SignIn))
    }

    /// Unlocks the screen, because the user's password was accepted.
    pub(super) fn password_accepted(&mut self) {
        if self.is_locked() && self.cx.settings.unlock == Unlock::SignIn {
            self.unlock();
        }
    }

    fn unlock(&mut self) {
        self.lock = Lock::open(self.cx.now);
        self.modal = self.modal.take().or(self.behind_lock.take());
        self.help.unlock();
        // Messages that came behind the lock show now.
        self.notices.renew(self.cx.now);
        self.out.effects.push(Effect::Redraw);
    }
}

//! What can be undone: the changes of the last ten minutes with all that is needed to take them back.
//!
//! Held in memory only, wiped when its time is over, at `X`, and whenever [`App::wipe_held`] is called.
//! Whether an old value may be read for it is `undo::keep`'s, taking a change back `undo::restore`'s.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::form::{Form, Kind};
use super::modal::{About, Modal};
use super::{App, words};
use crate::core::{Effect, Notice, RequestId, Tone};
use crate::domain::{Deadline, DigestKey, Print, Secret, SecretId, SecretValue, Wake};
use crate::features::lock::wipes_changes;
use crate::text::Sentence;
use crate::view::Dialog;
use crate::work::write::Sent;

mod keep;
mod restore;
mod settle;
mod stake;

pub use restore::OFFERED;
pub use stake::Stake;

/// For how long a change can be undone.
pub const HELD_FOR: Duration = Duration::from_secs(10 * 60);

/// The slice: what is held, and what the user said about reading.
#[derive(Debug, Default)]
pub struct Undo {
    held: Vec<Held>,
    last: u64,
    /// The user said that old values are to be read before they are lost.
    reads_old: bool,
    /// Why the last change is not held, where there was one.
    lost: Option<Loss>,
    /// What was lost while perhaps nobody looked; told at the next key.
    untold: Option<Sentence>,
    /// The key of this session's digests that was asked for.
    key_asked: Option<RequestId>,
    /// That key, once the system has given it.
    key: Option<DigestKey>,
}

/// Why changes that were made are not held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// `X`.
    Wish,
    /// The screen was locked.
    Lock,
    /// The profile was left.
    Leaving,
    /// The last one, of this secret, lost an old value that was not read.
    Unread(SecretId),
    /// Nobody can tell whether the last one, which created this secret, took effect.
    Unsettled(SecretId),
    /// Its ten minutes are over.
    Time,
}

/// One change that can be undone.
#[derive(Debug)]
pub struct Held {
    /// Its number.
    pub number: u64,
    /// The form that made it.
    form: u64,
    /// The secret: after the change, or before it was deleted.
    pub secret: Secret,
    /// What was done.
    pub act: Act,
    /// When it was sent.
    pub at: Timestamp,
    until: Deadline,
    /// What is known of it.
    pub fate: Fate,
}

/// What is known of a change that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It took effect.
    Certain,
    /// It may have taken effect.
    Doubtful,
    /// A deletion that failed: the secret is there, and its value may be gone.
    Half,
    /// The same, and its value cannot be written back.
    HalfAndFixed,
}

/// What was done, and what takes it back.
#[derive(Debug)]
pub enum Act {
    /// It was created with this value and description.
    Created {
        /// The value.
        print: Option<Print>,
    },
    /// It was changed.
    Changed {
        /// The description before and after.
        description: Option<(String, String)>,
        /// The value before, where it was read.
        value: Option<Arc<SecretValue>>,
        /// Whether there was another value, read or not.
        had_value: bool,
        /// The value after.
        print: Option<Print>,
    },
    /// It was deleted, with this value.
    Deleted {
        /// The value.
        value: Arc<SecretValue>,
    },
}

impl Held {
    /// The one word for what was done.
    pub fn word(&self) -> &'static str {
        match (&self.act, self.fate) {
            (Act::Created { .. }, Fate::Certain) => "created",
            (Act::Created { .. }, _) => "created?",
            (Act::Changed { .. }, Fate::Certain) => "changed",
            (Act::Changed { .. }, _) => "changed?",
            (Act::Deleted { .. }, Fate::Certain) => "deleted",
            (Act::Deleted { .. }, _) => "deleted?",
        }
    }

    /// What undoing brings back.
    pub fn brings_back(&self) -> &'static str {
        match (&self.act, self.fate) {
            (Act::Created { .. }, _) => "delete it",
            (Act::Changed { value: Some(_), description: Some(_), .. }, _) => "value, description",
            (Act::Changed { value: Some(_), .. }, _) => "old value",
            (Act::Changed { .. }, _) => "old description",
            (Act::Deleted { .. }, Fate::Half) => "write its value back",
            (Act::Deleted { .. }, Fate::HalfAndFixed) => "delete and create it",
            (Act::Deleted { .. }, Fate::Doubtful) => "bring it back",
            (Act::Deleted { .. }, Fate::Certain) => "create it again",
        }
    }

    /// What a notice calls the undo.
    fn offered_as(&self) -> &'static str {
        match (&self.act, self.fate) {
            (Act::Deleted { .. }, Fate::Half) => "write it back",
            (Act::Deleted { .. }, Fate::HalfAndFixed) => "delete and create it again",
            (Act::Changed { value: None, had_value: true, .. }, _) => "undo description",
            _ => "undo",
        }
    }
}

impl Act {
    /// What `form`, which was sent, has done, as far as that can be undone.
    fn of(form: &Form, sent: &Sent) -> Option<Self> {
        match form.kind {
            Kind::Create => Some(Self::Created { print: sent.print.clone() }),
            Kind::Delete(_) => form.write.old().cloned().map(|value| Self::Deleted { value }),
            Kind::Edit(_) => {
                let value = form.write.old().cloned().filter(|_| sent.value);
                let description = sent.description.clone();
                let print = sent.print.clone();
                let any = value.is_some() || description.is_some();
                any.then_some(Self::Changed { description, value, had_value: sent.value, print })
            }
        }
    }
}

impl Undo {
    /// The key of this session's digests, once the system has given it.
    pub(super) fn key(&self) -> Option<&DigestKey> {
        self.key.as_ref()
    }

    /// Whether the user said that old values are to be read in this session.
    pub(super) fn reads_old(&self) -> bool {
        self.reads_old
    }

    /// How many lines the menu has.
    pub fn offered(&self) -> usize {
        self.held.len().min(OFFERED)
    }
}

impl App {
    /// The changes that can be undone, the newest last.
    pub fn held(&self) -> &[Held] {
        &self.undo.held
    }

    /// The secret of the last change, where that is not held, and why.
    pub fn not_offered(&self) -> Option<(&SecretId, &'static str)> {
        self.undo.lost.as_ref().and_then(words::not_offered)
    }

    /// Wipes everything that is held for an undo, also by forms: one that would undo something is closed
    /// unless it is being sent. Tells how many changes were held.
    pub fn wipe_held(&mut self, loss: Loss) -> usize {
        let unsent = |form: &Form| form.past.undoes.is_some() && !form.is_sending();
        self.form.take_if(|form| unsent(form));
        self.parked.retain(|form| !unsent(form));
        for form in self.form.iter_mut().map(|form| &mut **form).chain(&mut self.parked) {
            form.write.forget_old();
        }
        let count = std::mem::take(&mut self.undo.held).len();
        if count > 0 {
            self.undo.lost = Some(loss);
        }
        count
    }

    /// Forgets all that undo and verifying know of a profile that is left, and what was agreed to there.
    pub fn forget_changes(&mut self) {
        self.wipe_held(Loss::Leaving);
        self.saved = None;
        self.undo.reads_old = false;
    }

    /// `X`: wipes what undo holds.
    pub(super) fn wipe(&mut self) {
        match self.wipe_held(Loss::Wish) {
            0 => self.warn("Nothing can be undone, so there is nothing to wipe."),
            count => self.notices.show(self.cx.now.instant, Notice::new(Tone::Success, words::wiped(count))),
        }
    }

    /// A notice offers no undo of what is not held any more.
    fn withdraw_offers(&mut self) {
        let held = &self.undo.held;
        self.notices.withdraw_undo(|change| held.iter().any(|held| held.number == change));
    }

    /// Wipes what has had its time. What a form undoes that is open then is not taken from under the user's
    /// hands: it goes with the form, which says so.
    pub(super) fn tick_held(&mut self) {
        let now = self.cx.now;
        let mut in_forms = Vec::new();
        for form in self.form.iter_mut().map(|form| &mut **form).chain(&mut self.parked) {
            let Some(undoes) = &mut form.past.undoes else { continue };
            in_forms.push(undoes.number);
            undoes.over |=
                self.undo.held.iter().any(|held| held.number == undoes.number && held.until.is_due(now));
        }
        let is_over = |held: &mut Held| held.until.is_due(now) && !in_forms.contains(&held.number);
        let over: Vec<Held> = self.undo.held.extract_if(.., is_over).collect();
        if !over.is_empty() {
            self.undo.lost = Some(Loss::Time);
            self.tell_of_end(&over);
        }
        self.withdraw_offers();
        // The oldest stand at the end of the menu: the others stay where they are.
        let offered = self.undo.offered();
        if let Some(Modal::Dialog(About::Undo, Dialog::Menu(menu))) = &mut self.modal {
            *menu = menu.clone().of_lines(offered);
            menu.select(menu.cursor());
            self.modal.take_if(|_| offered == 0);
        }
    }

    /// When the time of the first change that is held is over.
    pub(super) fn next_held_end(&self) -> Wake {
        let to_come = self.undo.held.iter().map(|held| held.until).filter(|until| !until.is_due(self.cx.now));
        to_come.map(Some).fold(Wake::default(), Wake::or_due)
    }

    /// Asks for the key of this session's digests.
    pub(super) fn ask_for_digest_key(&mut self) {
        let request = self.out.pending.request();
        self.undo.key_asked = Some(request);
        self.out.effects.push(Effect::DigestKey(request));
    }

    /// The system gave the key of this session's digests; without one nothing is recognised again.
    pub(super) fn digest_key_came(&mut self, request: RequestId, key: Option<DigestKey>) {
        if self.undo.key_asked.take_if(|asked| *asked == request).is_some() {
            self.undo.key = key;
        }
    }

    /// By what `value` is known again; nothing without a key.
    pub(super) fn print(&self, value: &SecretValue) -> Option<Print> {
        self.undo.key().map(|key| key.print(value))
    }

    /// Holds `act` on `secret`, where there is anything to take back, in place of what was held of the same
    /// form.
    fn hold_change(&mut self, form: u64, secret: Secret, act: Option<Act>, fate: Fate) {
        self.undo.held.retain(|held| held.form != form);
        // What comes to its end behind a lock that wipes is not received there.
        if self.is_locked() && wipes_changes(&self.cx) {
            self.undo.lost = Some(Loss::Lock);
            return;
        }
        let Some(act) = act else {
            self.undo.lost = Some(Loss::Unread(secret.id));
            return;
        };
        self.undo.lost = None;
        self.undo.last += 1;
        let (number, until) = (self.undo.last, Deadline::after(self.cx.now, HELD_FOR));
        let at = self.form_of(form).and_then(|form| form.write.sent_at()).unwrap_or(self.cx.now).wall;
        self.undo.held.push(Held { number, form, secret, act, at, until, fate });
    }

    /// The change of this number is undone, or never was made.
    fn release(&mut self, number: u64) {
        self.undo.held.retain(|held| held.number != number);
    }

    /// The secret is gone: that it was created cannot be taken back any more.
    pub(super) fn forget_creation(&mut self, id: &SecretId) {
        self.undo.held.retain(|held| held.secret.id != *id || !matches!(held.act, Act::Created { .. }));
    }

    fn held_of(&self, number: u64) -> Option<&Held> {
        self.undo.held.iter().find(|held| held.number == number)
    }
}

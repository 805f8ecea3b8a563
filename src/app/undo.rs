//! Undo: the changes of the last ten minutes, with all that is needed to take them back.
//!
//!
//! They are held in memory only, and wiped when their time is over, at `X`, and whenever [`App::wipe_held`] is
//! called. `undo::keep` decides whether an old value may be read, `undo::restore` takes a change back.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::modal::{About, Modal};
use super::{App, words};
use crate::core::{Effect, Notice, RequestId, Tone};
use crate::domain::{Deadline, DigestKey, Print, Secret, SecretId, SecretValue, Wake};
use crate::features::lock::wipes_changes;
use crate::features::write::form::{Form, Kind};
use crate::text::Sentence;
use crate::view::Dialog;
use crate::work::write::Sent;

mod keep;
mod restore;
mod settle;
mod stake;

pub use restore::OFFERED;
pub use stake::Stake;

/// The time in which a change can be undone.
pub const HELD_FOR: Duration = Duration::from_secs(10 * 60);

/// The undo slice: the changes it holds, and the user's choice about reading old values.
#[derive(Debug, Default)]
pub struct Undo {
    held: Vec<Held>,
    last: u64,
    /// The user chose to have old values read before they are lost.
    reads_old: bool,
    /// The reason why the last change is not held, if it is not.
    lost: Option<Loss>,
    /// A loss that the user may not have seen; told at the next key.
    untold: Option<Sentence>,
    /// The pending request for the key of this session's digests.
    key_asked: Option<RequestId>,
    /// The key of this session's digests, once the system has given it.
    key: Option<DigestKey>,
}

/// The reason why changes are not held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The user pressed `X`.
    Wish,
    /// The screen was locked.
    Lock,
    /// The user left the profile.
    Leaving,
    /// The last change, of this secret, replaced an old value that was not read.
    Unread(SecretId),
    /// The last change, which created this secret, may not have taken effect.
    Unsettled(SecretId),
    /// The ten minutes are over.
    Time,
}

/// One change that can be undone.
#[derive(Debug)]
pub struct Held {
    /// The number of the change.
    pub number: u64,
    /// The form that made it.
    form: u64,
    /// The secret: after the change, or before it was deleted.
    pub secret: Secret,
    /// The kind of change.
    pub act: Act,
    /// The time at which it was sent.
    pub at: Timestamp,
    until: Deadline,
    /// The certainty of the change.
    pub fate: Fate,
}

/// The certainty of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It took effect.
    Certain,
    /// It may have taken effect.
    Doubtful,
    /// A deletion failed: the secret exists, but its value may be gone.
    Half,
    /// A deletion failed, and the value cannot be written back.
    HalfAndFixed,
}

/// A change, with what is needed to take it back.
#[derive(Debug)]
pub enum Act {
    /// The secret was created.
    Created {
        /// The digest of the value.
        print: Option<Print>,
    },
    /// The secret was changed.
    Changed {
        /// The description before and after.
        description: Option<(String, String)>,
        /// The value before, if it was read.
        value: Option<Arc<SecretValue>>,
        /// Whether the value was replaced, read or not.
        had_value: bool,
        /// The digest of the value after.
        print: Option<Print>,
    },
    /// The secret was deleted.
    Deleted {
        /// The value that it had.
        value: Arc<SecretValue>,
    },
}

impl Held {
    /// Returns the word for the change.
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

    /// Returns the words for the effect of undoing.
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

    /// Returns the words for the undo in a notice.
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
    /// Returns the change that `form` has made, if it can be undone.
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
    /// Returns the key of this session's digests, once the system has given it.
    pub(super) fn key(&self) -> Option<&DigestKey> {
        self.key.as_ref()
    }

    /// Tells whether the user chose to have old values read in this session.
    pub(super) fn reads_old(&self) -> bool {
        self.reads_old
    }

    /// Returns the number of lines in the menu.
    pub fn offered(&self) -> usize {
        self.held.len().min(OFFERED)
    }
}

impl App {
    /// Returns the changes that can be undone, the newest last.
    pub fn held(&self) -> &[Held] {
        &self.undo.held
    }

    /// Returns the secret of the last change, and the reason why it cannot be undone.
    pub fn not_offered(&self) -> Option<(&SecretId, &'static str)> {
        self.undo.lost.as_ref().and_then(words::not_offered)
    }

    /// Wipes all values that undo holds, including those in forms. A form that would undo something closes, unless it
    /// is being sent. Returns the number of changes that were held.
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

    /// Forgets all changes of a profile that the user leaves, and the choice to read old values.
    pub fn forget_changes(&mut self) {
        self.wipe_held(Loss::Leaving);
        self.saved = None;
        self.undo.reads_old = false;
    }

    /// Wipes the changes that undo holds.
    pub(super) fn wipe(&mut self) {
        match self.wipe_held(Loss::Wish) {
            0 => self.warn("Nothing can be undone, so there is nothing to wipe."),
            count => self.notices.show(self.cx.now.instant, Notice::new(Tone::Success, words::wiped(count))),
        }
    }

    /// Withdraws the offers of notices to undo changes that are not held any more.
    fn withdraw_offers(&mut self) {
        let held = &self.undo.held;
        self.notices.withdraw_undo(|change| held.iter().any(|held| held.number == change));
    }

    /// Wipes changes whose time is over. A change that an open form would undo stays until the form closes, and the
    /// form says so.
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
        // The oldest changes are last in the menu, so the other lines stay in place.
        let offered = self.undo.offered();
        if let Some(Modal::Dialog(About::Undo, Dialog::Menu(menu))) = &mut self.modal {
            *menu = menu.clone().of_lines(offered);
            menu.select(menu.cursor());
            self.modal.take_if(|_| offered == 0);
        }
    }

    /// Returns the time at which the next change expires.
    pub(super) fn next_held_end(&self) -> Wake {
        let to_come = self.undo.held.iter().map(|held| held.until).filter(|until| !until.is_due(self.cx.now));
        to_come.map(Some).fold(Wake::default(), Wake::or_due)
    }

    pub(super) fn ask_for_digest_key(&mut self) {
        let request = self.out.pending.request();
        self.undo.key_asked = Some(request);
        self.out.effects.push(Effect::DigestKey(request));
    }

    /// Takes the key of this session's digests; without one no value is recognised again.
    pub(super) fn digest_key_came(&mut self, request: RequestId, key: Option<DigestKey>) {
        if self.undo.key_asked.take_if(|asked| *asked == request).is_some() {
            self.undo.key = key;
        }
    }

    /// Returns the digest of `value`; `None` without a key.
    pub(super) fn print(&self, value: &SecretValue) -> Option<Print> {
        self.undo.key().map(|key| key.print(value))
    }

    /// Holds the change `act` of `secret`, if it can be undone, in place of an earlier change by the same form.
    fn hold_change(&mut self, form: u64, secret: Secret, act: Option<Act>, fate: Fate) {
        self.undo.held.retain(|held| held.form != form);
        // Behind a lock that wipes, no change is kept.
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

    /// Drops the change of this number, because it was undone or never made.
    fn release(&mut self, number: u64) {
        self.undo.held.retain(|held| held.number != number);
    }

    /// Drops the creation of a secret that is gone, because it cannot be undone any more.
    pub(super) fn forget_creation(&mut self, id: &SecretId) {
        self.undo.held.retain(|held| held.secret.id != *id || !matches!(held.act, Act::Created { .. }));
    }

    fn held_of(&self, number: u64) -> Option<&Held> {
        self.undo.held.iter().find(|held| held.number == number)
    }
}

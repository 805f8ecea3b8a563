//! Undo: holds the changes of the last ten minutes in memory, and takes them back. The held changes are wiped when
//! their time is over, at `X`, at a lock that takes a password, and when the profile is left.
//!
//! `settle` decides what is held of a write that has ended, `restore` how a change is taken back. A form of the write
//! slice does the latter, so that every change goes the same way.

mod life;
mod restore;
mod settle;
mod state;
pub mod view;
mod words;

pub use restore::Choice;
pub use state::{Act, AtStake, Certainty, HELD_FOR, Held, OFFERED, Undo};

use crate::core::{Effect, Notice, Out, RequestId, Tone};
use crate::domain::{DigestKey, Print, SecretId, SecretValue};
use state::Loss;

impl Undo {
    /// Returns the changes that can be undone, the newest last.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// Tells whether the change of this number can be undone.
    pub fn holds(&self, number: u64) -> bool {
        self.held_of(number).is_some()
    }

    fn held_of(&self, number: u64) -> Option<&Held> {
        self.held.iter().find(|held| held.number == number)
    }

    /// Returns the number of lines in the menu.
    pub fn offered(&self) -> usize {
        self.held.len().min(OFFERED)
    }

    /// Returns the secret of the last change, and the reason why it cannot be undone.
    pub fn not_offered(&self) -> Option<(&SecretId, &'static str)> {
        self.lost.as_ref().and_then(words::not_offered)
    }

    /// Notes the changes that forms are about to undo.
    pub fn note_forms(&mut self, changes: impl Iterator<Item = u64>) {
        self.in_forms.clear();
        self.in_forms.extend(changes);
    }

    /// Drops the change of this number, because it was undone or never made.
    pub fn release(&mut self, number: u64) {
        self.held.retain(|held| held.number != number);
    }

    /// `X`: wipes everything that is held.
    pub fn wipe_now(&mut self, out: &mut Out) {
        match self.wipe_for(Loss::Wish) {
            0 => out.warn("Nothing can be undone, so there is nothing to wipe."),
            count => out.tell(Notice::new(Tone::Success, words::wiped(count))),
        }
    }

    fn wipe_for(&mut self, loss: Loss) -> usize {
        let count = std::mem::take(&mut self.held).len();
        if count > 0 {
            self.lost = Some(loss);
        }
        count
    }

    /// Tells whether the user chose to have old values read in this session. The service logs every read.
    pub fn reads_old(&self) -> bool {
        self.reads_old
    }

    /// Switches the reading of old values on or off for this session.
    pub fn toggle_reading(&mut self) {
        self.reads_old = !self.reads_old;
    }

    /// Asks the system for the key of this session's digests.
    pub fn ask_for_key(&mut self, out: &mut Out) {
        let request = out.pending.request();
        self.key_asked = Some(request);
        out.effects.push(Effect::DigestKey(request));
    }

    /// Takes the key of this session's digests; without one no value is recognised again.
    pub fn key_came(&mut self, request: RequestId, key: Option<DigestKey>) {
        if self.key_asked.take_if(|asked| *asked == request).is_some() {
            self.key = key;
        }
    }

    /// Returns the key of this session's digests, once the system has given it.
    pub fn key(&self) -> Option<&DigestKey> {
        self.key.as_ref()
    }

    /// Returns the digest of `value`; `None` without a key.
    pub fn print(&self, value: &SecretValue) -> Option<Print> {
        self.key().map(|key| key.print(value))
    }
}

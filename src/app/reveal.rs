//! Revealing and copying values: what is asked for, what is refused without asking, and what becomes of
//! the answer.
//!
//! Reveal and copy of one secret share one request. Moving on gives up a reveal, never a copy. What the
//! access mode or an earlier answer forbids is explained, and nothing is sent: the service logs it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::copy::Subject;
use super::journal::{Outcome, Verb};
use super::modal::Modal;
use super::notice::{Notice, Tone, Wait};
use super::repeats::Asks;
use super::value::{Shown, ValueState};
use super::{App, SHOW_WAIT_AFTER, words};
use crate::core::copy::fits_osc52;
use crate::core::{Effect, Slot, Ticket};
use crate::domain::{Deadline, Failure, FailureKind, Operation, Request, Secret, SecretId, SecretValue};
use crate::keys::Action;
use crate::text::Sentence;

/// What an answer is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown in place.
    Reveal,
    /// To be shown alone on the screen.
    RevealAlone,
    /// To be copied.
    Copy,
}

impl Purpose {
    /// The key that asks for it.
    pub(super) fn key(self) -> Action {
        match self {
            Self::Reveal => Action::Reveal,
            Self::RevealAlone => Action::RevealAlone,
            Self::Copy => Action::CopyValue,
        }
    }
}

/// Values that were asked for and what they are wanted for, and what was denied.
#[derive(Debug, Default)]
pub struct Asked {
    /// The secret whose value is to be copied when it comes. A later wish takes the place of an earlier one.
    copy: Option<SecretId>,
    /// Values of which the user said that they may be asked for, although the service did not.
    agreed: HashSet<SecretId>,
    /// What was refused since the last refresh.
    denied: HashMap<SecretId, Arc<Failure>>,
    /// The sizes, in bytes, of values that were read since the last refresh and that OSC 52 has no room for.
    large: HashMap<SecretId, usize>,
}

impl Asked {
    /// Whether a copy waits for its value.
    pub fn has_copy(&self) -> bool {
        self.copy.is_some()
    }

    /// A refresh: what was denied may be allowed now, and what was large be small.
    pub fn forget_denials(&mut self) {
        self.denied.clear();
        self.agreed.clear();
        self.large.clear();
    }

    /// The value of `id` has so many bytes.
    pub fn note_size(&mut self, id: SecretId, bytes: usize) {
        match fits_osc52(bytes) {
            true => self.forget_size(&id),
            false => drop(self.large.insert(id, bytes)),
        }
    }

    /// The value of `id` is being changed: nobody knows its size any more.
    pub fn forget_size(&mut self, id: &SecretId) {
        self.large.remove(id);
    }
}

impl App {
    /// The state of the value area for the selected secret.
    pub fn value(&self) -> &ValueState {
        &self.value
    }

    /// Why the value of `secret` would not be asked for, in a sentence; `None` when it would.
    pub fn forbids_reading(&self, secret: &Secret) -> Option<Sentence> {
        if secret.access.readable == Some(false) {
            return Some(words::unreadable(&secret.id, secret.access.mode()));
        }
        if !secret.id.is_addressable() {
            return Some(words::unaddressable(&secret.id));
        }
        let denied = self.asked.denied.get(&secret.id)?;
        Some(words::denied(denied, &self.cx.site))
    }

    /// Whether the selected secret forbids an action, so that its key is off.
    pub fn forbids(&self, action: Action) -> bool {
        let reads = matches!(action, Action::Reveal | Action::RevealAlone | Action::CopyValue);
        self.list.selected().is_some_and(|secret| {
            (reads && self.forbids_reading(secret).is_some()) || self.rules_out(secret, action)
        })
    }

    /// `v`, `V`: hides what is shown, or shows the value.
    pub(super) fn toggle_reveal(&mut self, purpose: Purpose) {
        let alone = purpose == Purpose::RevealAlone;
        let again = self.reads_again(purpose);
        match &mut self.value {
            ValueState::Shown(shown) if shown.alone == alone => self.hide(),
            // The other of the two keys: the value is there, it only moves.
            ValueState::Shown(shown) => {
                shown.alone = alone;
                self.out.effects.push(Effect::Redraw);
            }
            ValueState::Reading { alone: wanted, .. } if *wanted != alone => *wanted = alone,
            ValueState::Reading { .. } => self.hide(),
            ValueState::Hidden | ValueState::Failed { .. } => self.want(purpose, again),
        }
    }

    /// `y`: copies the value, from the screen if it is there. A repeated key leaves what was said of the
    /// copy.
    pub(super) fn copy_value(&mut self) {
        let id = self.list.selected_id();
        if self.repeats(Action::CopyValue, id.as_ref()) || id.is_some() && id == self.asked.copy {
            return;
        }
        if let Some(shown) = self.value.shown() {
            let (id, value) = (shown.id.clone(), shown.value.clone());
            self.note_sent_by(Action::CopyValue, Some(id.clone()), Asks::Nothing);
            return self.copy(Subject::Value(id), value);
        }
        if self.clipboard_is_off() {
            return;
        }
        // The service would log the read, and nothing would come of it.
        let known = self.list.selected().and_then(|secret| self.asked.large.get_key_value(&secret.id));
        if let Some((id, bytes)) = known.map(|(id, bytes)| (id.clone(), *bytes))
            && !self.has_room_for(bytes)
        {
            let instead = self.other_ways(&Subject::Value(id.clone()), bytes);
            return self.warn(words::known_too_large(&id, &instead));
        }
        self.want(Purpose::Copy, false);
    }

    /// A value was read, whatever for: its size is known.
    pub(super) fn note_size(&mut self, slot: &Slot, value: &SecretValue) {
        let of_form = |number: &u64| self.seen_form(*number).map(|form| form.subject());
        let id = match slot {
            Slot::Value(id) => Some(id.clone()),
            Slot::Look(number) | Slot::Load(number) => of_form(number),
            Slot::Verify => self.saved_id(),
            _ => None,
        };
        id.into_iter().for_each(|id| self.asked.note_size(id, value.len()));
    }

    /// Wants the value of the selected secret, unless something speaks against asking; `again`: the key only
    /// repeats itself, which is said where nothing else is.
    fn want(&mut self, purpose: Purpose, again: bool) {
        let Some(secret) = self.list.selected() else {
            return self.warn("No secret is selected.");
        };
        if let Some(why) = self.forbids_reading(secret) {
            return self.warn(why);
        }
        if self.cannot_ask() {
            return;
        }
        let Some(secret) = self.list.selected() else { return };
        let id = secret.id.clone();
        match &self.value {
            ValueState::Hidden if again => return self.warn(words::asked_just_now(&id)),
            _ if again => return,
            _ => {}
        }
        if secret.access.readable.is_none() && !self.asked.agreed.contains(&id) {
            self.modal = Some(Modal::AskUnknown { id, purpose, go: false });
            return;
        }
        self.ask(id, purpose);
    }

    /// What the value of `id` is wanted for now.
    pub(super) fn purposes(&self, id: &SecretId) -> Vec<Purpose> {
        let copy = (self.asked.copy.as_ref() == Some(id)).then_some(Purpose::Copy);
        let reveal = match &self.value {
            ValueState::Reading { id: waiting, alone: true, .. } if waiting == id => {
                Some(Purpose::RevealAlone)
            }
            ValueState::Reading { id: waiting, .. } if waiting == id => Some(Purpose::Reveal),
            _ => None,
        };
        copy.into_iter().chain(reveal).collect()
    }

    /// Asks for a value, or joins the request that is under way.
    pub(super) fn ask(&mut self, id: SecretId, purpose: Purpose) {
        let now = self.cx.now.instant;
        self.here.unread.clear();
        self.notices.dismiss();
        match purpose {
            Purpose::Copy => {
                self.forget_copy();
                self.asked.copy = Some(id.clone());
                self.tell_of_copying(&id);
            }
            Purpose::Reveal | Purpose::RevealAlone => {
                let alone = purpose == Purpose::RevealAlone;
                self.value = ValueState::Reading { id: id.clone(), since: now, alone };
            }
        }
        let slot = Slot::Value(id.clone());
        self.note_sent_by(purpose.key(), Some(id.clone()), Asks::Service(slot.clone()));
        if !self.out.pending.is_open(&slot) {
            let (ticket, _) = self.out.pending.open(slot);
            self.out.effects.push(Effect::Call(ticket, Request::GetValue(id)));
        }
    }

    /// Takes the value off the screen, or gives up waiting for it; a copy goes on.
    pub(super) fn hide(&mut self) {
        let state = std::mem::take(&mut self.value);
        match state {
            ValueState::Shown(shown) if shown.alone => self.out.effects.push(Effect::Redraw),
            ValueState::Reading { id, .. } => {
                self.notices.end_busy(Wait::Value);
                if self.asked.copy.as_ref() != Some(&id) {
                    self.out.effects.extend(self.out.pending.cancel(&Slot::Value(id)).map(Effect::Abort));
                }
            }
            _ => {}
        }
    }

    /// Hides the value when its time is over, or when another secret is selected.
    pub(super) fn watch_value(&mut self) {
        let over = self.value.shown().is_some_and(|shown| shown.until.is_due(self.cx.now));
        let elsewhere =
            self.value.id().is_some_and(|id| self.list.selected().is_none_or(|secret| secret.id != *id));
        if over || elsewhere {
            self.hide();
        }
    }

    /// A key was pressed while the value is on the screen: its time begins anew.
    pub(super) fn restart_reveal(&mut self) {
        if let ValueState::Shown(shown) = &mut self.value {
            shown.until = Deadline::after(self.cx.now, self.cx.settings.reveal_for);
        }
    }

    /// The value came.
    pub(super) fn value_came(&mut self, ticket: &Ticket, value: SecretValue) {
        let Slot::Value(id) = &ticket.slot else { return };
        let value = Arc::new(value);
        self.notices.end_busy(Wait::Value);
        if self.asked.copy.take_if(|wanted| wanted == id).is_some() {
            self.copy(Subject::Value(id.clone()), value.clone());
        }
        if let ValueState::Reading { id: waiting, alone, .. } = &self.value
            && waiting == id
        {
            let until = Deadline::after(self.cx.now, self.cx.settings.reveal_for);
            if *alone {
                self.out.effects.push(Effect::Redraw);
            }
            self.value = ValueState::Shown(Shown::new(id.clone(), value, until, *alone));
            self.note(Verb::Reveal, id.clone(), Outcome::Done("shown on the screen".to_owned()));
        }
    }

    /// The value did not come.
    pub(super) fn value_failed(&mut self, ticket: &Ticket, failure: Arc<Failure>) {
        let Slot::Value(id) = &ticket.slot else { return };
        self.notices.end_busy(Wait::Value);
        self.last_failure = Some(failure.clone());
        let denied = self.note_denial(id, &failure);
        let was_copy = self.asked.copy.take_if(|wanted| wanted == id).is_some();
        if was_copy {
            self.stay();
        }
        let was_reveal = matches!(&self.value, ValueState::Reading { id: waiting, .. } if waiting == id);
        if was_reveal {
            // What was denied is explained from here on; there is nothing to try again.
            self.value = match denied {
                true => ValueState::Hidden,
                false => ValueState::Failed { id: id.clone(), failure: failure.clone() },
            };
        }
        if was_copy || was_reveal {
            let verb = if was_reveal { Verb::Reveal } else { Verb::Copy };
            let outcome = self.not_read(&failure);
            self.note(verb, id.clone(), outcome);
            let text = words::sentence(&failure, &self.cx.site);
            let notice = Notice::new(Tone::Error, text);
            let of_token = self.is_told_by_banner(&failure);
            let notice = if of_token { notice.with_sign_in() } else { notice.with_details() };
            self.notices.show(self.cx.now.instant, notice);
        }
        if failure.kind == FailureKind::NotFound {
            self.load_list();
        }
    }

    /// What was denied is not asked for again; tells whether it was.
    pub(super) fn note_denial(&mut self, id: &SecretId, failure: &Arc<Failure>) -> bool {
        let denied = matches!(failure.kind, FailureKind::NotPermitted | FailureKind::NotReadable)
            && failure.operation == Operation::GetValue;
        if denied {
            self.asked.denied.insert(id.clone(), failure.clone());
        }
        denied
    }

    /// The worker tries again.
    pub(super) fn value_retried(&mut self, ticket: &Ticket, attempt: u32, of: u32) {
        let Slot::Value(id) = &ticket.slot else { return };
        // It was waited for long enough already: the notice does not wait once more.
        let since = self.cx.now.instant.checked_sub(SHOW_WAIT_AFTER).unwrap_or(self.cx.now.instant);
        let text = words::again(id, attempt, of);
        let wait = if self.asked.copy.as_ref() == Some(id) { Wait::Copy } else { Wait::Value };
        self.notices.show(self.cx.now.instant, Notice::new(Tone::Busy(wait, since), text));
    }

    fn tell_of_copying(&mut self, id: &SecretId) {
        let notice = Notice::new(Tone::Busy(Wait::Copy, self.cx.now.instant), words::copying(id));
        self.notices.show(self.cx.now.instant, notice);
    }

    /// A copy that still waits for its value is not wanted any more: another takes its place.
    pub(super) fn forget_copy(&mut self) {
        let Some(id) = self.asked.copy.take() else { return };
        let shown = matches!(&self.value, ValueState::Reading { id: waiting, .. } if *waiting == id);
        if !shown {
            self.out.effects.extend(self.out.pending.cancel(&Slot::Value(id)).map(Effect::Abort));
        }
    }

    /// The user agreed to ask for a value of which the service did not say that it may be read.
    pub(super) fn agree(&mut self, id: SecretId, purpose: Purpose) {
        self.asked.agreed.insert(id.clone());
        self.ask(id, purpose);
    }
}

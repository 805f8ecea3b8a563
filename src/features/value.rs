//! The value of the selected secret: shown and copied. Reveal and copy of one secret share one request; moving on
//! gives up a reveal, never a copy. What the access mode or an earlier answer forbids is explained, and nothing is
//! sent: the service logs it.
//!
//! The clipboard itself is the engine's; here is what is copied and what is said of it.

mod copy;
mod shown;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use copy::{CopyAs, Subject, copy_text};
pub use shown::{Shown, ValueState};

use crate::core::{
    Asks, Context, Effect, News, Notice, Out, Outcome, Purpose, SHOW_WAIT_AFTER, Slot, Tone, Verb, Wait,
};
use crate::domain::{
    Deadline, Failure, FailureKind, Operation, Request, Secret, SecretId, SecretValue, Site,
};
use crate::keys::Action;
use crate::text::Sentence;
use crate::words as shared;
use copy::{OpenCopy, fits_osc52};

/// Values that are asked for, shown and copied, and what was denied.
#[derive(Debug, Default)]
pub struct Value {
    state: ValueState,
    /// The secret whose value is to be copied when it comes. A later wish takes the place of an earlier one.
    wanted: Option<Target>,
    /// Values of which the user said that they may be asked for, although the service did not.
    agreed: HashSet<SecretId>,
    /// What was refused since the last refresh.
    denied: HashMap<SecretId, Arc<Failure>>,
    /// The sizes, in bytes, of values that were read since the last refresh and that OSC 52 has no room for.
    large: HashMap<SecretId, usize>,
    last_copy: u64,
    open: Option<OpenCopy>,
}

/// A secret whose value is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: SecretId,
    /// The user may change it.
    pub editable: bool,
}

impl Target {
    /// `secret` under these settings.
    pub fn new(secret: &Secret, cx: &Context) -> Self {
        let editable = !cx.settings.view_only && secret.access.mode().writable();
        Self { id: secret.id.clone(), editable }
    }
}

/// A key that asks for the value of the selected secret.
#[derive(Debug)]
pub struct Wish<'a> {
    /// The selected secret.
    pub secret: Option<&'a Secret>,
    /// What the value is asked for.
    pub purpose: Purpose,
    /// The key is held down: it has asked for the same before.
    pub repeats: bool,
    /// There is a token that can be asked with.
    pub signed_in: bool,
}

impl Value {
    /// What the value area shows.
    pub fn state(&self) -> &ValueState {
        &self.state
    }

    /// The same, for scrolling and for the layout.
    pub fn shown_mut(&mut self) -> Option<&mut Shown> {
        match &mut self.state {
            ValueState::Shown(shown) => Some(shown),
            _ => None,
        }
    }

    /// Tells why the value of `secret` would not be asked for; `None` when it would.
    pub fn forbids_reading(&self, secret: &Secret, site: &Site) -> Option<Sentence> {
        if secret.access.readable == Some(false) {
            return Some(shared::unreadable(&secret.id, secret.access.mode()));
        }
        if !secret.id.is_addressable() {
            return Some(shared::unaddressable(&secret.id));
        }
        let denied = self.denied.get(&secret.id)?;
        Some(shared::denied(denied, site))
    }

    /// `v`, `V`: hides what is shown, or shows the value.
    pub fn toggle(&mut self, cx: &Context, wish: &Wish<'_>, out: &mut Out) {
        let alone = wish.purpose == Purpose::RevealAlone;
        match &mut self.state {
            ValueState::Shown(shown) if shown.alone == alone => self.hide(out),
            // The other of the two keys: the value is there, it only moves.
            ValueState::Shown(shown) => {
                shown.alone = alone;
                out.effects.push(Effect::Redraw);
            }
            ValueState::Reading { alone: wanted, .. } if *wanted != alone => *wanted = alone,
            ValueState::Reading { .. } => self.hide(out),
            ValueState::Hidden | ValueState::Failed { .. } => self.want(cx, wish, out),
        }
    }

    /// `y`: copies the value, from the screen if it is there. A key that is held down leaves what was said of the
    /// copy.
    pub fn copy_value(&mut self, cx: &Context, wish: &Wish<'_>, out: &mut Out) {
        let id = wish.secret.map(|secret| &secret.id);
        if wish.repeats || id.is_some() && id == self.wanted.as_ref().map(|wanted| &wanted.id) {
            return;
        }
        if let Some(shown) = self.state.shown() {
            let (target, value) = (shown.target(), shown.value.clone());
            out.report(News::KeySent(Action::CopyValue, Some(target.id.clone()), Asks::Nothing));
            return self.copy(cx, Subject::Value(target), value, out);
        }
        if copy::is_off(cx, out) {
            return;
        }
        // The service would log the read, and nothing would come of it.
        if let Some(secret) = wish.secret
            && let Some(bytes) = self.large.get(&secret.id)
            && !copy::has_room_for(cx, *bytes)
        {
            let instead = self.other_ways(cx, &Subject::Value(Target::new(secret, cx)), *bytes);
            return out.warn(words::known_too_large(&secret.id, &instead));
        }
        self.want(cx, wish, out);
    }

    /// Asks for the value of the selected secret, unless something speaks against it. That a key only repeats itself
    /// is said where nothing else is.
    fn want(&mut self, cx: &Context, wish: &Wish<'_>, out: &mut Out) {
        let Some(secret) = wish.secret else {
            return out.warn("No secret is selected.");
        };
        if let Some(why) = self.forbids_reading(secret, &cx.site) {
            return out.warn(why);
        }
        if !wish.signed_in {
            return out.report(News::NotSignedIn);
        }
        let again = wish.repeats && wish.purpose != Purpose::Copy;
        match &self.state {
            ValueState::Hidden if again => return out.warn(words::asked_just_now(&secret.id)),
            _ if again => return,
            _ => {}
        }
        let target = Target::new(secret, cx);
        if secret.access.readable.is_none() && !self.agreed.contains(&secret.id) {
            return out.report(News::MayBeRefused(target.id, wish.purpose));
        }
        self.ask(cx, target, wish.purpose, out);
    }

    /// What the value of `id` is asked for now.
    pub fn purposes(&self, id: &SecretId) -> Vec<Purpose> {
        let copy = self.waits_for_copy(id).then_some(Purpose::Copy);
        let reveal = match &self.state {
            ValueState::Reading { id: waiting, alone: true, .. } if waiting == id => {
                Some(Purpose::RevealAlone)
            }
            ValueState::Reading { id: waiting, .. } if waiting == id => Some(Purpose::Reveal),
            _ => None,
        };
        copy.into_iter().chain(reveal).collect()
    }

    fn waits_for_copy(&self, id: &SecretId) -> bool {
        self.wanted.as_ref().is_some_and(|wanted| wanted.id == *id)
    }

    /// Asks for a value, or joins the request that is under way.
    pub fn ask(&mut self, cx: &Context, target: Target, purpose: Purpose, out: &mut Out) {
        out.report(News::GoesOn);
        let (id, editable) = (target.id.clone(), target.editable);
        match purpose {
            Purpose::Copy => {
                self.forget_copy(out);
                self.wanted = Some(target);
                out.tell(Notice::new(Tone::Busy(Wait::Copy, cx.now.instant), words::copying(&id)));
            }
            Purpose::Reveal | Purpose::RevealAlone => {
                let alone = purpose == Purpose::RevealAlone;
                self.state = ValueState::Reading { id: id.clone(), since: cx.now.instant, alone, editable };
            }
        }
        let slot = Slot::Value(id.clone());
        out.report(News::KeySent(purpose.key(), Some(id.clone()), Asks::Service(slot.clone())));
        if !out.pending.is_open(&slot) {
            out.call(slot, Request::GetValue(id));
        }
    }

    /// Asks for a value of which the service did not say that it may be read: the user agreed.
    pub fn agree(&mut self, cx: &Context, target: Target, purpose: Purpose, out: &mut Out) {
        self.agreed.insert(target.id.clone());
        self.ask(cx, target, purpose, out);
    }

    /// Asks again for what failed for want of a token, if it is still wanted.
    pub fn ask_again(&mut self, cx: &Context, target: Target, purpose: Purpose, out: &mut Out) {
        let waits = matches!(&self.state, ValueState::Failed { id, .. } if *id == target.id);
        if purpose == Purpose::Copy || waits {
            self.ask(cx, target, purpose, out);
        }
    }

    /// Takes the value off the screen, or gives up waiting for it; a copy goes on.
    pub fn hide(&mut self, out: &mut Out) {
        match std::mem::take(&mut self.state) {
            ValueState::Shown(shown) if shown.alone => out.effects.push(Effect::Redraw),
            ValueState::Reading { id, .. } => {
                out.report(News::Over(Wait::Value));
                if !self.waits_for_copy(&id) {
                    out.cancel(&Slot::Value(id));
                }
            }
            _ => {}
        }
    }

    /// Hides the value when its time is over, or when another secret is selected.
    pub fn tick(&mut self, cx: &Context, selected: Option<&SecretId>, out: &mut Out) {
        let over = self.state.shown().is_some_and(|shown| shown.until.is_due(cx.now));
        let elsewhere = self.state.id().is_some_and(|id| selected != Some(id));
        if over || elsewhere {
            self.hide(out);
        }
    }

    /// A key was pressed while the value is on the screen: its time begins anew.
    pub fn restart(&mut self, cx: &Context) {
        if let ValueState::Shown(shown) = &mut self.state {
            shown.until = Deadline::after(cx.now, cx.settings.reveal_for);
        }
    }

    /// The value came.
    pub fn came(&mut self, cx: &Context, id: &SecretId, value: SecretValue, out: &mut Out) {
        let value = Arc::new(value);
        out.report(News::Over(Wait::Value));
        if let Some(target) = self.wanted.take_if(|wanted| wanted.id == *id) {
            self.copy(cx, Subject::Value(target), value.clone(), out);
        }
        if let ValueState::Reading { id: waiting, alone, editable, .. } = &self.state
            && waiting == id
        {
            let until = Deadline::after(cx.now, cx.settings.reveal_for);
            if *alone {
                out.effects.push(Effect::Redraw);
            }
            self.state = ValueState::Shown(Shown::new(id.clone(), value, until, *alone, *editable));
            out.report(News::Done(Verb::Reveal, id.clone(), Outcome::Done("shown on the screen".to_owned())));
        }
    }

    /// The value did not come; `signed_out`: the screen says already that the token is not accepted.
    pub fn failed(
        &mut self,
        cx: &Context,
        id: &SecretId,
        failure: Arc<Failure>,
        signed_out: bool,
        out: &mut Out,
    ) {
        out.report(News::Over(Wait::Value));
        out.report(News::Failed(failure.clone()));
        let denied = self.note_denial(id, &failure);
        let was_copy = self.wanted.take_if(|wanted| wanted.id == *id).is_some();
        if was_copy {
            out.report(News::CopyGivenUp);
        }
        let was_reveal = matches!(&self.state, ValueState::Reading { id: waiting, .. } if waiting == id);
        if was_reveal {
            // What was denied is explained from here on; there is nothing to try again.
            self.state = match denied {
                true => ValueState::Hidden,
                false => ValueState::Failed { id: id.clone(), failure: failure.clone() },
            };
        }
        if was_copy || was_reveal {
            let verb = if was_reveal { Verb::Reveal } else { Verb::Copy };
            out.report(News::Done(
                verb,
                id.clone(),
                Outcome::Failed(format!("not read: {}", shared::cause(&failure, &cx.site))),
            ));
            let notice = Notice::new(Tone::Error, shared::sentence(&failure, &cx.site));
            let of_token = signed_out && failure.kind.is_of_token();
            out.tell(if of_token { notice.with_sign_in() } else { notice.with_details() });
        }
        if failure.kind == FailureKind::NotFound {
            out.report(News::ListIsStale);
        }
    }

    /// Notes what was denied, which is not asked for again; tells whether it was.
    pub fn note_denial(&mut self, id: &SecretId, failure: &Arc<Failure>) -> bool {
        let denied = matches!(failure.kind, FailureKind::NotPermitted | FailureKind::NotReadable)
            && failure.operation == Operation::GetValue;
        if denied {
            self.denied.insert(id.clone(), failure.clone());
        }
        denied
    }

    /// A refresh: what was denied may be allowed now, and what was large be small.
    pub fn forget_denials(&mut self) {
        self.denied.clear();
        self.agreed.clear();
        self.large.clear();
    }

    /// Notes that the value of `id` has so many bytes.
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

    /// The service is asked again.
    pub fn retried(&mut self, cx: &Context, id: &SecretId, attempt: u32, of: u32, out: &mut Out) {
        // It was waited for long enough already: the notice does not wait once more.
        let since = cx.now.instant.checked_sub(SHOW_WAIT_AFTER).unwrap_or(cx.now.instant);
        let wait = if self.waits_for_copy(id) { Wait::Copy } else { Wait::Value };
        out.tell(Notice::new(Tone::Busy(wait, since), words::again(id, attempt, of)));
    }

    /// Gives up a copy that still waits for its value: another takes its place.
    pub fn forget_copy(&mut self, out: &mut Out) {
        let Some(Target { id, .. }) = self.wanted.take() else { return };
        let shown = matches!(&self.state, ValueState::Reading { id: waiting, .. } if *waiting == id);
        if !shown {
            out.cancel(&Slot::Value(id));
        }
    }
}

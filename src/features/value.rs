//! The value of the selected secret: shown and copied. Reveal and copy of one secret share one request;
//! selecting another secret gives up a reveal, never a copy. When the access mode or an earlier answer forbids
//! a read, the user is told why and nothing is sent, because the service logs every attempt.
//!
//! The engine works the clipboard; this slice decides what is copied and which notices are shown.

mod copy;
mod form;
mod life;
mod lines;
mod public;
mod shown;
mod state;
mod target;
pub mod view;
mod words;

use std::sync::Arc;

pub use lines::ValueLine;
pub use public::{CopyAs, PublicText, public_text};
pub use shown::{Shown, ValueState};
pub use state::{Subject, Value, Wish};
pub use target::Target;

use crate::core::copy::{fits_osc52, has_room_for};
use crate::core::{
    Asks, Context, Effect, News, Notice, Out, Outcome, Purpose, RequestKey, SHOW_WAIT_AFTER, Tone, ValueForm,
    Verb, Wait,
};
use crate::domain::{
    Deadline, Failure, FailureKind, Operation, Request, Secret, SecretId, SecretValue, Site,
};
use crate::text::Sentence;
use crate::words as shared;

impl Value {
    /// Returns the state of the value area.
    pub fn state(&self) -> &ValueState {
        &self.state
    }

    /// Returns the value on the screen, for scrolling and for the layout.
    pub fn shown_mut(&mut self) -> Option<&mut Shown> {
        match &mut self.state {
            ValueState::Shown(shown) => Some(shown),
            _ => None,
        }
    }

    /// Returns the reason why the value of `secret` would not be asked for; `None` when it would.
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

    /// Returns the reason why the value area shows no value of `secret`; `None` when the value can be asked
    /// for.
    pub fn why_unreadable(&self, secret: &Secret, site: &Site) -> Option<String> {
        match secret.access.readable {
            Some(false) => Some(words::UNREADABLE.to_owned()),
            _ => self.forbids_reading(secret, site).map(String::from),
        }
    }

    /// `v`, `V`: hides the value if it is shown, or shows it.
    pub fn toggle(&mut self, cx: &Context, wish: &Wish<'_>, out: &mut Out) {
        let alone = wish.purpose == Purpose::RevealAlone;
        match &mut self.state {
            ValueState::Shown(shown) if shown.alone == alone => self.hide(out),
            // The other of the two keys: the value is there already, and only moves.
            ValueState::Shown(shown) => {
                shown.alone = alone;
                out.effects.push(Effect::Redraw);
            }
            ValueState::Reading { alone: wanted, .. } if *wanted != alone => *wanted = alone,
            ValueState::Reading { .. } => self.hide(out),
            ValueState::Hidden | ValueState::Failed { .. } => self.want(cx, wish, out),
        }
    }

    /// `y`: copies the value, from the screen if it is there. While the key is held down the notice about the
    /// copy stays.
    pub fn copy_value(&mut self, cx: &Context, wish: &Wish<'_>, form: ValueForm, out: &mut Out) {
        let id = wish.secret.map(|secret| &secret.id);
        if wish.repeats {
            return;
        }
        // Its read is under way, so that only the form may change.
        if let Some(wanted) = self.wanted.as_mut().filter(|wanted| Some(&wanted.id) == id) {
            wanted.form = form;
            return;
        }
        if let Some(shown) = self.state.shown() {
            let (target, value) = (shown.target().copied_as(form), shown.value.clone());
            out.report(News::KeySent(wish.purpose.key(), Some(target.id.clone()), Asks::Nothing));
            return self.copy_in_form(cx, target, value, out);
        }
        if copy::is_off(cx, out) {
            return;
        }
        // The service would log the read, and the value could not be copied.
        if let Some(secret) = wish.secret
            && let Some(bytes) = self.large.get(&secret.id)
            && !has_room_for(cx.settings.clipboard, *bytes)
        {
            let instead = self.other_ways(cx, &Subject::Value(Target::new(secret, cx)), *bytes);
            return out.warn(words::known_too_large(&secret.id, &instead));
        }
        self.want(cx, wish, out);
    }

    /// Asks for the value of the selected secret, unless something forbids it. A key that is held down only
    /// shows a hint, and that only where there is no other notice.
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
        let again = wish.repeats && !matches!(wish.purpose, Purpose::Copy(_));
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

    /// Returns the purposes for which the value of `id` is being read.
    pub fn purposes(&self, id: &SecretId) -> Vec<Purpose> {
        let wanted = self.wanted.as_ref().filter(|wanted| wanted.id == *id);
        let copy = wanted.map(|wanted| Purpose::Copy(wanted.form));
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
            Purpose::Copy(form) => {
                self.forget_copy(out);
                self.wanted = Some(target.copied_as(form));
                out.tell(Notice::new(Tone::Busy(Wait::Copy, cx.now.instant), words::copying(&id)));
            }
            Purpose::Reveal | Purpose::RevealAlone => {
                let alone = purpose == Purpose::RevealAlone;
                self.state = ValueState::Reading { id: id.clone(), since: cx.now.instant, alone, editable };
            }
        }
        let request_key = RequestKey::Value(id.clone());
        out.report(News::KeySent(purpose.key(), Some(id.clone()), Asks::Service(request_key.clone())));
        if !out.pending.is_open(&request_key) {
            out.call(request_key, Request::GetValue(id));
        }
    }

    /// Asks for a value after the user agreed, because the service did not say that it may be read.
    pub fn agree(&mut self, cx: &Context, target: Target, purpose: Purpose, out: &mut Out) {
        self.agreed.insert(target.id.clone());
        self.ask(cx, target, purpose, out);
    }

    /// Asks again for a value that could not be read without a token, if it is still wanted.
    pub fn ask_again(&mut self, cx: &Context, target: Target, purpose: Purpose, out: &mut Out) {
        let waits = matches!(&self.state, ValueState::Failed { id, .. } if *id == target.id);
        if matches!(purpose, Purpose::Copy(_)) || waits {
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
                    out.cancel(&RequestKey::Value(id));
                }
            }
            _ => {}
        }
    }

    /// Hides the value of a secret that is not selected any more.
    pub fn follow(&mut self, selected: Option<&SecretId>, out: &mut Out) {
        if self.state.id().is_some_and(|id| selected != Some(id)) {
            self.hide(out);
        }
    }

    /// Starts the time of the shown value anew, because a key was pressed.
    pub fn restart(&mut self, cx: &Context) {
        if let ValueState::Shown(shown) = &mut self.state {
            shown.until = Deadline::after(cx.now, cx.settings.reveal_for);
        }
    }

    /// Takes the value that came.
    pub fn came(&mut self, cx: &Context, id: &SecretId, value: SecretValue, out: &mut Out) {
        let value = Arc::new(value);
        out.report(News::Over(Wait::Value));
        if let Some(target) = self.wanted.take_if(|wanted| wanted.id == *id) {
            self.copy_in_form(cx, target, value.clone(), out);
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

    /// Takes the failure to read a value; `signed_out`: the screen says already that the token is not accepted.
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
            out.report(News::WentWrong);
        }
        let was_reveal = matches!(&self.state, ValueState::Reading { id: waiting, .. } if waiting == id);
        if was_reveal {
            // A refusal is explained in the value area from here on; trying again is no use.
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

    /// Remembers a refusal, so that the value is not asked for again; tells whether the failure is one.
    pub fn note_denial(&mut self, id: &SecretId, failure: &Arc<Failure>) -> bool {
        let denied = matches!(failure.kind, FailureKind::NotPermitted | FailureKind::NotReadable)
            && failure.operation == Operation::GetValue;
        if denied {
            self.denied.insert(id.clone(), failure.clone());
        }
        denied
    }

    /// Forgets refusals and sizes at a refresh, because both may have changed.
    pub fn forget_denials(&mut self) {
        self.denied.clear();
        self.agreed.clear();
        self.large.clear();
    }

    /// Notes the size of the value of `id`.
    pub fn note_size(&mut self, id: SecretId, bytes: usize) {
        match fits_osc52(bytes) {
            true => self.forget_size(&id),
            false => drop(self.large.insert(id, bytes)),
        }
    }

    /// Forgets the size of the value of `id`, because the value is being changed.
    pub fn forget_size(&mut self, id: &SecretId) {
        self.large.remove(id);
    }

    /// Shows that the service is asked again.
    pub fn retried(&mut self, cx: &Context, id: &SecretId, attempt: u32, of: u32, out: &mut Out) {
        // The user has waited long enough already: the notice appears at once.
        let since = cx.now.instant.checked_sub(SHOW_WAIT_AFTER).unwrap_or(cx.now.instant);
        let wait = if self.waits_for_copy(id) { Wait::Copy } else { Wait::Value };
        out.tell(Notice::new(Tone::Busy(wait, since), words::again(id, attempt, of)));
    }

    /// Gives up a copy that still waits for its value or its list, because another takes its place.
    fn forget_copy(&mut self, out: &mut Out) {
        self.writing = None;
        let Some(Target { id, .. }) = self.wanted.take() else { return };
        let shown = matches!(&self.state, ValueState::Reading { id: waiting, .. } if *waiting == id);
        if !shown {
            out.cancel(&RequestKey::Value(id));
        }
    }
}

//! Creating, changing, deleting: what goes out of a form, looking at the service before and after, and what
//! becomes of a write. A write is sent once; when no proper answer comes the service is looked at, and
//! what cannot be told is said to be so.

use std::time::{Duration, Instant};

use super::form::inquiry::Proof;
use super::form::keys::Wish;
use super::form::{Form, Kind, Phase, Spot, Work};
use super::session::SignedOutReason;
use super::{App, words};
use crate::core::{Effect, Notice, Slot, Tone};
use crate::domain::{Request, SecretId};
use crate::keys::{Context, Key};
use crate::text::Sentence;
use crate::view::Step;

/// When the service is looked at again after a write without an answer, counted from the look before.
pub(super) const LOOK_AGAIN: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(10)];

impl App {
    /// The form over the panes.
    pub fn form(&self) -> Option<&Form> {
        self.form.as_deref()
    }

    /// A key in the form that no binding claims.
    pub(super) fn press_in_form(&mut self, key: Key) {
        let Some(form) = &mut self.form else { return };
        match form.press(key) {
            Wish::Go => self.form_go(),
            Wish::Safe => self.form_safe(),
            Wish::Keep => {
                self.toggle_reading();
            }
            Wish::Say(why) => self.say_of_key(why),
            Wish::NotDeleted => {
                let text = words::not_deleted_yet(form);
                self.say_of_key(&text);
            }
            Wish::Scroll(rows) => self.scroll_form(Step::Rows(rows)),
            Wish::Unbound => self.tell_of_unbound(Context::Form, key),
            Wish::Nothing => self.note_taken(),
        }
    }

    /// Text pasted into the form.
    pub(super) fn paste_into_form(&mut self, text: &str) {
        let Some(form) = &mut self.form else { return };
        if form.paste(text) {
            self.note_taken();
        } else {
            self.say_of_key(words::NOT_PASTED);
        }
    }

    /// What a key did not do. Why the form came back is told again after it.
    pub(super) fn say_of_key(&mut self, why: &str) {
        self.notices.show_over(self.cx.now.instant, Notice::new(Tone::Warning, why));
    }

    /// Whether the id of a new secret is in the list already.
    fn note_taken(&mut self) {
        let Some(form) = self.form.as_mut().filter(|form| form.kind == Kind::Create) else { return };
        if form.focus == Spot::Id {
            form.taken = self.list.rows().by_id(&form.subject()).is_some();
        }
    }

    /// `Ctrl-s`: the key that confirms. What throws typed text away or sends something once more is a button's
    /// alone, and a deletion that came back with news waits for a second one.
    pub(super) fn form_save(&mut self) {
        let again = self.saves_again();
        let Some(form) = &mut self.form else { return };
        match form.phase {
            _ if again => {}
            Phase::Leaving => self.say_of_key(words::NOT_LEFT),
            Phase::Doubt => self.say_of_key(words::NOT_SENT_AGAIN),
            Phase::Filling if std::mem::take(&mut form.came_back) && form.is_confirmed() => {
                let text = words::not_deleted_yet(form);
                self.say_of_key(&text);
            }
            _ => {
                self.form_go();
                self.note_save();
            }
        }
    }

    /// The button that goes on.
    pub(super) fn form_go(&mut self) {
        let Some(form) = &self.form else { return };
        let refused = self.was_refused(form);
        if form.is_about_to_send() && self.is_held_up() || refused && self.must_sign_in() {
            return;
        }
        let Some(form) = &mut self.form else { return };
        if !matches!(form.phase, Phase::Working(..)) {
            self.notices.dismiss();
        }
        match (&form.phase, &form.kind) {
            (Phase::Working(..), _) => {
                self.must_sign_in();
            }
            (Phase::Leaving, _) => self.form = None,
            (Phase::Filling, Kind::Delete(_)) if !form.is_confirmed() => {
                form.focus = Spot::Confirm;
                let text = words::not_deleted_yet(form);
                self.warn(text);
            }
            (Phase::Filling, _) => self.review(),
            (Phase::Review | Phase::Theirs(_), Kind::Edit(_)) => self.save_edit(),
            (Phase::Doubt, _) => self.settle_doubt(),
            (Phase::Review, Kind::Create) => self.review(),
            (Phase::Review | Phase::Theirs(_), _) => self.send(),
        }
    }

    /// The button that leaves things as they are.
    fn form_safe(&mut self) {
        let Some(form) = &mut self.form else { return };
        match (&form.phase, &form.kind) {
            (Phase::Filling, Kind::Create) => self.edit_the_taken(),
            (Phase::Filling, _) => self.form_back(),
            // What is held stays held.
            (Phase::Review, _) if form.past.only_undoes() => self.form = None,
            _ => form.step_back(),
        }
    }

    /// `Esc`: one step back; a changed form is not left without asking.
    pub(super) fn form_back(&mut self) {
        let Some(form) = &mut self.form else { return };
        match form.phase {
            Phase::Review if form.past.only_undoes() => self.form = None,
            Phase::Working(Work::Fetching, _) => self.drop_form(),
            Phase::Working(Work::Finding, _) => {
                form.enter(Phase::Filling);
                let look = Slot::Look(form.number);
                self.out.effects.extend(self.out.pending.cancel(&look).map(Effect::Abort));
            }
            // It goes on in the background; the form waits there with all that was typed.
            Phase::Working(..) => {
                let Some(mut form) = self.form.take() else { return };
                form.left_at = self.list.acts();
                self.parked.push(*form);
            }
            Phase::Filling if form.holds_something() => form.enter(Phase::Leaving),
            Phase::Filling => self.drop_form(),
            _ => form.step_back(),
        }
    }

    /// Closes the open form, which nothing is lost with.
    fn drop_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        for slot in [Slot::Look(form.number), Slot::Load(form.number)] {
            self.out.effects.extend(self.out.pending.cancel(&slot).map(Effect::Abort));
        }
    }

    /// Everything is filled in: shows the changes, or sends where there is nothing to compare.
    pub(super) fn review(&mut self) {
        let Some(form) = &mut self.form else { return };
        form.tried = true;
        // What the service said of the last attempt does not stand in the way of the next.
        form.told.clear();
        if let Some(spot) = form.first_fault() {
            if matches!(form.phase, Phase::Review) {
                form.enter(Phase::Filling);
            }
            form.focus = spot;
            return;
        }
        // A review has asked already.
        let asks = matches!(form.phase, Phase::Filling) && !matches!(form.kind, Kind::Edit(_));
        if asks && self.is_held_up() {
            return;
        }
        let Some(form) = &mut self.form else { return };
        match form.kind {
            Kind::Edit(_) if form.change().is_empty() => {
                let text = match form.aside {
                    Some(_) => words::only_described(form),
                    None => words::nothing_changed(&form.subject()),
                };
                self.warn(text);
            }
            Kind::Edit(_) => {
                form.enter(Phase::Review);
                self.plan_reading();
            }
            // An older service would overwrite a secret of the same name (contract §2).
            Kind::Create => {
                let id = form.subject();
                form.phase = Phase::Working(Work::Looking, self.cx.now.instant);
                self.look(id);
            }
            Kind::Delete(_) => self.delete(),
        }
    }

    fn delete(&mut self) {
        if !self.reads_old_first() {
            self.send();
        }
    }

    /// A changed description is not sent over one that somebody else has changed meanwhile.
    pub(super) fn save_edit(&mut self) {
        if self.reads_old_first() {
            return;
        }
        let Some(form) = &mut self.form else { return };
        if !form.description_changed() {
            return self.send();
        }
        let id = form.subject();
        form.phase = Phase::Working(Work::Looking, self.cx.now.instant);
        self.look(id);
    }

    /// Asks for the metadata of `id` on behalf of the open form.
    pub(super) fn look(&mut self, id: SecretId) {
        if self.here.lack.as_ref().is_some_and(SignedOutReason::forbids_asking) {
            return;
        }
        if let Some(number) = self.form.as_ref().map(|form| form.number) {
            self.look_for(number, Request::Get(id));
        }
    }

    pub(super) fn look_for(&mut self, number: u64, request: Request) {
        let (ticket, superseded) = self.out.pending.open(Slot::Look(number));
        self.out.effects.extend(superseded.map(Effect::Abort));
        self.out.effects.push(Effect::Call(ticket, request));
    }

    /// Sends what the open form says, once.
    pub(super) fn send(&mut self) {
        self.note_sent();
        let Some(form) = &mut self.form else { return };
        let request = match &form.kind {
            Kind::Create => Request::Create(form.draft()),
            Kind::Edit(secret) => Request::Update(secret.id.clone(), form.change()),
            Kind::Delete(secret) => Request::Delete(secret.id.clone()),
        };
        form.phase = Phase::Working(Work::Sending, self.cx.now.instant);
        form.sent_at = Some(self.cx.now);
        let (ticket, _) = self.out.pending.open(Slot::Write(form.number));
        self.out.effects.push(Effect::Call(ticket, request));
    }

    /// `Ctrl-r`: shows or masks the value.
    pub(super) fn toggle_shown(&mut self) {
        if let Some(form) = &mut self.form {
            form.show = !form.show;
        }
        self.bring_shown_into_sight();
    }

    /// Loads the present value into the form.
    pub(super) fn load_present(&mut self) {
        let Some(form) = &self.form else { return };
        let Kind::Edit(secret) = &form.kind else { return };
        if let Some(why) = self.forbids_reading(secret) {
            return self.warn(why);
        }
        if matches!(form.phase, Phase::Filling) {
            let (number, id) = (form.number, secret.id.clone());
            if self.cannot_ask() {
                return;
            }
            let (ticket, superseded) = self.out.pending.open(Slot::Load(number));
            self.out.effects.extend(superseded.map(Effect::Abort));
            self.out.effects.push(Effect::Call(ticket, Request::GetValue(id)));
        }
    }

    /// Whether a change is under way that the user has confirmed.
    pub fn is_sending(&self) -> bool {
        self.form.iter().map(|form| &**form).chain(&self.parked).any(Form::is_sending)
            || self.left_behind().is_some()
    }

    /// The form of this number, open or left in the background.
    pub(super) fn form_of(&mut self, number: u64) -> Option<&mut Form> {
        let open = self.form.iter_mut().map(|form| &mut **form);
        open.chain(&mut self.parked).find(|form| form.number == number)
    }

    /// The same, to look at.
    pub(super) fn seen_form(&self, number: u64) -> Option<&Form> {
        let open = self.form.iter().map(|form| &**form);
        open.chain(&self.parked).find(|form| form.number == number)
    }

    /// The form of this number is done.
    pub(super) fn close_form(&mut self, number: u64) {
        self.form.take_if(|form| form.number == number);
        self.parked.retain(|form| form.number != number);
    }

    /// Looks again at the service where that is due.
    pub(super) fn watch_checks(&mut self) {
        let now = self.cx.now.instant;
        let due = |form: &&mut Form| match form.phase {
            Phase::Working(Work::Checking { next: Some(at), .. }, _) => at <= now,
            _ => false,
        };
        let open = self.form.iter_mut().map(|form| &mut **form);
        let Some(form) = open.chain(&mut self.parked).find(due) else { return };
        if let Phase::Working(Work::Checking { next, .. }, _) = &mut form.phase {
            *next = None;
        }
        let (number, id) = (form.number, form.subject());
        let request = match form.inquiry.by {
            Proof::Metadata => Request::Get(id),
            Proof::Value => Request::GetValue(id),
        };
        self.look_for(number, request);
    }

    /// When the service is to be looked at next.
    pub(super) fn next_check(&self) -> Option<Instant> {
        let open = self.form.iter().map(|form| &**form);
        open.chain(&self.parked)
            .filter_map(|form| match form.phase {
                Phase::Working(Work::Checking { next, .. }, _) => next,
                _ => None,
            })
            .min()
    }

    /// Shows a notice about a write.
    pub(super) fn tell_of_write(&mut self, tone: Tone, text: impl Into<Sentence>, details: bool) {
        let notice = Notice::new(tone, text);
        let notice = if details { notice.with_details() } else { notice };
        self.notices.show(self.cx.now.instant, notice);
    }
}

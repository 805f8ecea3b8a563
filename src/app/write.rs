//! Creating, changing, deleting: handles the keys of a form and feeds its write. `work::write` decides what is sent
//! and when; `app::outcome` tells the user the news.

use std::time::Instant;

use super::{App, words};
use crate::core::{Notice, RequestKey, Tone};
use crate::domain::{Request, SecretId};
use crate::features::write::form::keys::Wish;
use crate::features::write::form::past::Reading;
use crate::features::write::form::{Form, Kind, Phase, Spot, Work};
use crate::features::write::form_view::FormView;
use crate::keys::{Context as KeyContext, Key};
use crate::text::Sentence;
use crate::view::Step;
use crate::work::write::{Context, Draft, Input, Old, Output};

impl App {
    /// Returns the open form.
    pub fn form(&self) -> Option<&Form> {
        self.form.as_deref()
    }

    /// Takes a key in the form that is not bound to an action.
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
            Wish::Unbound => self.tell_of_unbound(KeyContext::Form, key),
            Wish::Nothing => self.note_taken(),
        }
    }

    /// Pastes text into the form.
    pub(super) fn paste_into_form(&mut self, text: &str) {
        let Some(form) = &mut self.form else { return };
        if form.paste(text) {
            self.note_taken();
        } else {
            self.say_of_key(words::NOT_PASTED);
        }
    }

    /// Tells the user that a key did not work. The notice about why the form came back shows again after that.
    pub(super) fn say_of_key(&mut self, why: &str) {
        self.notices.show_over(self.cx.now.instant, Notice::new(Tone::Warning, why));
    }

    /// Notes whether the list has a secret with the id that is typed for a new one.
    fn note_taken(&mut self) {
        let Some(form) = self.form.as_mut().filter(|form| form.kind == Kind::Create) else { return };
        if form.focus == Spot::Id {
            form.taken = self.list.rows().by_id(&form.subject()).is_some();
        }
    }

    /// Handles the confirming key, `Ctrl-s`. Only a button throws typed text away or sends something once more, and a
    /// deletion that came back with news needs a second press.
    pub(super) fn form_save(&mut self) {
        let again = self.saves_again();
        let Some(form) = &mut self.form else { return };
        match form.phase() {
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

    /// Presses the button that goes on.
    pub(super) fn form_go(&mut self) {
        let Some(form) = &self.form else { return };
        let refused = self.was_refused(form);
        if form.is_about_to_send() && self.is_held_up() || refused && self.must_sign_in() {
            return;
        }
        let Some(form) = &mut self.form else { return };
        if !matches!(form.phase(), Phase::Working(..)) {
            self.notices.dismiss();
        }
        match (form.phase(), &form.kind) {
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
            (Phase::Doubt, _) => self.settle_doubt(),
            (Phase::Review, Kind::Create) => self.review(),
            (Phase::Review | Phase::Theirs(_), _) => self.confirm(),
        }
    }

    /// Presses the safe button.
    fn form_safe(&mut self) {
        let Some(form) = &mut self.form else { return };
        match (form.phase(), &form.kind) {
            (Phase::Filling, Kind::Create) => self.edit_the_taken(),
            (Phase::Filling, _) => self.form_back(),
            // Undo keeps the change.
            (Phase::Review, _) if form.only_undoes() => self.form = None,
            _ => form.step_back(),
        }
    }

    /// Goes one step back; asks before it leaves a changed form.
    pub(super) fn form_back(&mut self) {
        let Some(form) = &mut self.form else { return };
        match form.phase() {
            Phase::Review if form.only_undoes() => self.form = None,
            Phase::Working(Work::Fetching, _) => self.drop_form(),
            Phase::Working(Work::Finding, _) => {
                form.fill_in();
                let look = RequestKey::Look(form.number());
                self.out.cancel(&look);
            }
            // The write goes on in the background, and the form waits there with all that was typed.
            Phase::Working(..) => {
                let Some(mut form) = self.form.take() else { return };
                form.left_at = self.list.acts();
                self.parked.push(*form);
            }
            Phase::Filling if form.holds_something() => form.ask_to_leave(),
            Phase::Filling => self.drop_form(),
            _ => form.step_back(),
        }
    }

    /// Closes the open form, which holds nothing that could be lost.
    fn drop_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        for request_key in [RequestKey::Look(form.number()), RequestKey::Load(form.number())] {
            self.out.cancel(&request_key);
        }
    }

    /// Shows the changes of a filled-in form, or sends a form that needs no review.
    pub(super) fn review(&mut self) {
        let Some(form) = &mut self.form else { return };
        form.tried = true;
        // The objections to the last attempt do not block the next one.
        form.told.clear();
        if let Some(spot) = form.first_fault() {
            if matches!(form.phase(), Phase::Review) {
                form.fill_in();
            }
            form.focus = spot;
            return;
        }
        let asks = matches!(form.phase(), Phase::Filling) && !matches!(form.kind, Kind::Edit(_));
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
                form.review();
                self.plan_reading();
            }
            Kind::Create | Kind::Delete(_) => self.confirm(),
        }
    }

    /// Sends the change of the open form, which the user has confirmed.
    fn confirm(&mut self) {
        let Some(form) = &self.form else { return };
        let old = match &form.loaded {
            Some(value) => Old::Known(value.clone()),
            None if form.past.reading == Reading::Asked(true) => Old::Read,
            None => Old::Lost,
        };
        let (number, draft) = (form.number(), self.draft_of(form));
        self.step_write(number, Input::Confirmed(draft, old));
    }

    fn draft_of(&self, form: &Form) -> Draft {
        match &form.kind {
            Kind::Create => Draft::Create(form.draft()),
            Kind::Edit(secret) => Draft::Edit { base: secret.clone(), change: form.change() },
            Kind::Delete(secret) => Draft::Delete {
                secret: secret.clone(),
                expected: form.value_expected(),
                spare: self.spare_for(form),
            },
        }
    }

    /// Goes on from a write in doubt: reads the value and compares it, or sends the change again.
    fn settle_doubt(&mut self) {
        match &self.form {
            Some(form) if form.write.can_compare() => self.step_write(form.number(), Input::Compare),
            _ => self.confirm(),
        }
    }

    /// Feeds the write of this form, and carries out the outputs.
    pub(super) fn step_write(&mut self, number: u64, input: Input) {
        let Some(form) = self.seen_form(number) else { return };
        let denied = form.secret().is_some_and(|secret| self.forbids_reading(secret).is_some());
        let (service_time, agreed) = (self.service_time(), self.undo.reads_old());
        let open = self.form.iter_mut().map(|form| &mut **form);
        let Some(form) = open.chain(&mut self.parked).find(|form| form.number() == number) else { return };
        let before = form.phase();
        let (now, site, digests) = (self.cx.now, &self.cx.site, self.undo.key());
        let out = form.write.step(&Context { now, service_time, site, digests, agreed, denied }, input);
        form.follow_write(&before);
        for output in out {
            match output {
                Output::Call(request_key, request) => self.out.call(request_key, request),
                Output::Abort(request_key) => self.out.cancel(&request_key),
                Output::News(news) => self.write_news(number, news),
            }
        }
    }

    /// Asks for the metadata of `id` on behalf of the open form.
    pub(super) fn look(&mut self, id: SecretId) {
        if !self.session.can_ask() {
            return;
        }
        if let Some(number) = self.form.as_ref().map(|form| form.number()) {
            self.out.call(RequestKey::Look(number), Request::Get(id));
        }
    }

    pub(super) fn toggle_shown(&mut self) {
        let under = self.under();
        if let Some(form) = &mut self.form {
            form.toggle_shown(under);
        }
    }

    /// Returns the open form, laid out; `None` without a form, or when the screen is too small.
    pub fn form_view(&self) -> Option<FormView> {
        Some(FormView::new(self.form()?, self.under()?))
    }

    pub(super) fn scroll_form(&mut self, step: Step) {
        if let (Some(under), Some(form)) = (self.under(), &mut self.form) {
            form.scroll(step, under);
        }
    }

    /// Loads the present value into the form.
    pub(super) fn load_present(&mut self) {
        let Some(form) = &self.form else { return };
        let Kind::Edit(secret) = &form.kind else { return };
        if let Some(why) = self.forbids_reading(secret) {
            return self.warn(why);
        }
        if matches!(form.phase(), Phase::Filling) {
            let (number, id) = (form.number(), secret.id.clone());
            if self.cannot_ask() {
                return;
            }
            self.out.call(RequestKey::Load(number), Request::GetValue(id));
        }
    }

    /// Returns the form of this number, open or in the background.
    pub(super) fn form_of(&mut self, number: u64) -> Option<&mut Form> {
        let open = self.form.iter_mut().map(|form| &mut **form);
        open.chain(&mut self.parked).find(|form| form.number() == number)
    }

    /// Returns the form of this number, to look at.
    pub(super) fn seen_form(&self, number: u64) -> Option<&Form> {
        self.forms().find(|form| form.number() == number)
    }

    /// Returns all forms: the open one, then those in the background.
    pub(super) fn forms(&self) -> impl Iterator<Item = &Form> {
        self.form.iter().map(|form| &**form).chain(&self.parked)
    }

    /// Closes the form of this number.
    pub(super) fn close_form(&mut self, number: u64) {
        self.form.take_if(|form| form.number() == number);
        self.parked.retain(|form| form.number() != number);
    }

    /// Looks at the service again for writes in doubt, where that is due.
    pub(super) fn tick_checks(&mut self) {
        let now = self.cx.now.instant;
        let due = |form: &Form| form.write.next_due().is_some_and(|at| at <= now);
        for undoes in self
            .form
            .iter_mut()
            .map(|form| &mut **form)
            .chain(&mut self.parked)
            .filter_map(|form| form.past.undoes.as_mut())
        {
            undoes.over |= undoes.until.is_due(self.cx.now);
        }
        for number in self.forms().filter(|form| due(form)).map(Form::number).collect::<Vec<_>>() {
            self.step_write(number, Input::Tick);
        }
    }

    /// Returns the time of the next look at the service.
    pub(super) fn next_check(&self) -> Option<Instant> {
        self.forms().filter_map(|form| form.write.next_due()).min()
    }

    /// Shows a notice about a write.
    pub(super) fn tell_of_write(&mut self, tone: Tone, text: impl Into<Sentence>, details: bool) {
        let notice = Notice::new(tone, text);
        let notice = if details { notice.with_details() } else { notice };
        self.notices.show(self.cx.now.instant, notice);
    }
}

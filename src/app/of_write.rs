//! Calls on the write slice, with the facts about other slices that forms need.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::App;
use super::modal::{About, Modal};
use super::of_pods::is_of_pods;
use crate::core::{Effect, Out, RequestId, RequestKey, Ticket};
use crate::domain::{Answer, Failure, FileFault, Operation, SecretId, SecretValue};
use crate::features::generate::{Generator, NO_RANDOM};
use crate::features::session::Interrupted;
use crate::features::write::{Around, Form, NOT_ITS_NAME, Phase, Spot, Work, Write};
use crate::keys::{Action, Key};
use crate::text::unseen::without_unseen;
use crate::view::form::FormView;
use crate::view::{Dialog, Menu, Prompt};
use crate::words;

impl App {
    /// Lets the write slice take a message.
    pub(super) fn writes(&mut self, message: impl FnOnce(&mut Write, &Around<'_>, &mut Out)) {
        let under = self.under();
        let Self { cx, list, value, session, undo, keys, write, pods, out, .. } = self;
        let cx = &*cx;
        let around = Around {
            cx,
            under,
            service_time: session.service_time(cx),
            signed_out: session.signed_out().is_some(),
            can_ask: session.can_ask(),
            unsent: session.unsent(),
            digests: undo.key(),
            reads_old: undo.reads_old(),
            acts: list.acts(),
            keys_wait: !keys.typeahead.is_empty(),
            secret: &|id| list.rows().by_id(id),
            standing: &|secret| list.standing(cx, secret),
            forbids_reading: &|secret| value.forbids_reading(secret, &cx.site),
            radius: &|secret| pods.radius(secret),
            spare: &|id| undo.value_of_half_deleted(id),
            holds: &|change| undo.holds(change),
            plan: &|change, now| {
                let readable = value.forbids_reading(&now, &cx.site).is_none();
                undo.plan(change, now, readable)
            },
        };
        message(write, &around, out);
        self.relay();
    }

    /// Returns the open form.
    pub fn form(&self) -> Option<&Form> {
        self.write.form()
    }

    /// Returns the open form, laid out; `None` without a form, or when the screen is too small.
    pub fn form_view(&self) -> Option<FormView<Spot>> {
        Some(self.form()?.view(&self.cx.site, self.under()?))
    }

    /// Tells whether `Ctrl-s` in the open form signs in first.
    pub fn save_signs_in(&self) -> bool {
        self.session.signed_out().is_some() && self.write.save_signs_in(self.session.unsent())
    }

    /// Takes the outcome of a change of a profile that the user has left.
    pub(super) fn left_behind_replied(&mut self, ticket: &Ticket, result: Result<Answer, Box<Failure>>) {
        self.out.pending.close(ticket);
        self.note_answer(&ticket.request_key);
        let answer = result.map_err(|failure| Arc::new(*failure));
        self.write.left_behind_replied(&self.cx, &ticket.request_key, answer, &mut self.out);
        self.relay();
        self.quit_if_asked();
    }

    /// Opens a form for the selected secret, with `open`. Keys typed for a form that does not open are ignored.
    pub(super) fn open_form(&mut self, open: impl FnOnce(&mut Write, &Around<'_>, &SecretId, &mut Out)) {
        if let Some(id) = self.changeable() {
            self.writes(|write, at, out| open(write, at, &id, out));
        }
        self.drop_keys_for_form();
    }

    /// Opens a form for a new secret like the selected one, whatever may be done with that itself.
    pub(super) fn open_like(&mut self) {
        match self.list.selected_id() {
            None => self.warn("No secret is selected."),
            Some(id) => self.writes(|write, at, out| write.open_like(at, &id, out)),
        }
        self.drop_keys_for_form();
    }

    /// Opens a form that deletes the selected secret, and asks for the pods that this would break.
    pub(super) fn open_delete(&mut self) {
        self.open_form(Write::open_delete);
        if self.form().is_some_and(|form| form.breaks.is_open()) {
            self.pods.ask(&self.cx, &mut self.out);
            self.relay();
        }
    }

    /// Returns the selected secret, unless it cannot be changed at all.
    pub(super) fn changeable(&mut self) -> Option<SecretId> {
        match self.list.selected_id() {
            None => self.warn("No secret is selected."),
            Some(id) if self.rollouts.concerns(&id) => self.warn(words::is_being_rolled_out(&id)),
            Some(id) if id.is_addressable() => return Some(id),
            Some(id) => self.warn(words::unaddressable(&id)),
        }
        None
    }

    /// Handles the confirming key in a form. A held key may show the review again, but sends nothing.
    pub(super) fn form_save(&mut self) {
        let sends = |form: &&Form| form.sends_at_once();
        let id = self.form().filter(sends).map(Form::subject);
        if let Some(id) = id.as_ref().filter(|id| self.rollouts.concerns(id)) {
            return self.warn(words::is_being_rolled_out(id));
        }
        let now = self.cx.now.instant;
        let held_down = id.is_some_and(|id| self.keys.repeats.is_held_down(now, Action::Save, &id));
        self.writes(|write, at, out| write.save(at, held_down, out));
    }

    /// Loads the present value into the form, or switches the reading of the old value.
    pub(super) fn load_at_key(&mut self) {
        let loads = self.form().filter(|form| !form.asks_to_read()).map(Form::reads_from);
        let repeats = loads.is_some_and(|id| self.repeats(Action::LoadValue, Some(&id)));
        self.writes(|write, at, out| write.load_at_key(at, repeats, out));
    }

    /// Reads the last save back.
    pub(super) fn verify(&mut self) {
        let repeats = self.repeats(Action::Verify, None);
        self.writes(|write, at, out| write.verify(at, repeats, out));
    }

    /// Returns the purpose of a request that has failed for the token.
    pub(super) fn interrupted(&self, request_key: &RequestKey) -> Interrupted {
        match request_key {
            // Its driver goes on by itself when there is a token.
            request_key if self.rollouts.asked(request_key) => Interrupted::Nothing,
            RequestKey::Write(number) => Interrupted::Change(*number),
            RequestKey::Look(number) => match self.write.form_of(*number).map(Form::phase) {
                // The user saved, so the form tells of the failure.
                Some(Phase::Working(Work::Looking | Work::Reading, _)) => Interrupted::Change(*number),
                Some(Phase::Working(Work::Fetching | Work::Finding, _)) => Interrupted::Nothing,
                // The check looks again once there is a token.
                Some(Phase::Working(Work::Checking { .. }, _)) => Interrupted::Check(*number),
                _ => Interrupted::Read,
            },
            RequestKey::Load(_) | RequestKey::Read(Operation::ListPods, _) => Interrupted::ToldRead,
            RequestKey::Value(id) => Interrupted::Value(id.clone(), self.value.purposes(id)),
            key if is_of_pods(key) => Interrupted::Read,
            _ => Interrupted::Nothing,
        }
    }

    /// Takes the typed name of the tenant: the form goes on if it is right.
    pub(super) fn tenant_entered(&mut self) {
        let Some(prompt) = self.modal.as_mut().and_then(Modal::prompt_mut) else { return };
        if prompt.field.text() != self.cx.site.tenant() {
            prompt.fault = Some(NOT_ITS_NAME);
            return;
        }
        self.modal = None;
        self.writes(Write::tenant_typed);
    }

    /// Opens the menu that generates a value, or asks for the path of a file to load.
    pub(super) fn open_tool(&mut self, tool: fn() -> Modal) {
        if self.write.is_in_value() {
            self.modal = Some(tool());
        }
    }

    fn generator(&mut self) -> Option<(&mut Generator, &mut Menu, &mut Out)> {
        match &mut self.modal {
            Some(Modal::Dialog(About::Generate(generator), Dialog::Menu(menu))) => {
                Some((generator, menu, &mut self.out))
            }
            _ => None,
        }
    }

    /// Changes the length of the value to generate.
    pub(super) fn change_length(&mut self, step: isize) {
        self.forget_asked_for();
        self.generator().into_iter().for_each(|(generator, ..)| generator.length.step(step));
    }

    /// Takes a key in the menu that generates.
    pub(super) fn type_length(&mut self, key: Key) {
        self.forget_asked_for();
        self.generator().into_iter().for_each(|(generator, menu, _)| generator.press(key, menu));
    }

    /// Asks for random bytes.
    pub(super) fn generate(&mut self) {
        self.generator().into_iter().for_each(|(generator, _, out)| generator.ask(out));
    }

    /// Takes random bytes for a generated value.
    pub(super) fn random_came(&mut self, request: RequestId, bytes: Option<Zeroizing<Vec<u8>>>) {
        if self.rollouts.random_came(request, bytes.as_ref(), &mut self.out) {
            return;
        }
        let Some((generator, menu, out)) = self.generator() else { return };
        let Some(value) = generator.random_came(request, bytes, menu.cursor(), out) else { return };
        self.modal = None;
        match value {
            Some(value) => self.write.put_value(Arc::new(value)),
            None => self.warn(NO_RANDOM),
        }
    }

    fn file_prompt(&mut self) -> Option<(&mut Option<RequestId>, &mut Prompt, &mut Out)> {
        match &mut self.modal {
            Some(Modal::Dialog(About::LoadFile(asked), Dialog::Prompt(prompt))) => {
                Some((asked, prompt, &mut self.out))
            }
            _ => None,
        }
    }

    /// Asks the runtime for the file at the typed path.
    pub(super) fn load_file(&mut self) {
        let Some((asked, prompt, out)) = self.file_prompt() else { return };
        prompt.fault = prompt.field.is_empty().then(|| FileFault::Unnamed.text());
        if prompt.fault.is_none() {
            let request = out.pending.request();
            *asked = Some(request);
            out.effects.push(Effect::ReadFile(request, prompt.field.text().to_owned()));
        }
    }

    /// Takes the content of the file, or the reason why there is none.
    pub(super) fn file_came(&mut self, request: RequestId, result: Result<SecretValue, FileFault>) {
        let Some(result) = self.rollouts.file_came(request, result, &mut self.out) else { return };
        let Some((asked, prompt, _)) = self.file_prompt() else { return };
        if asked.take_if(|asked| *asked == request).is_none() {
            return;
        }
        match result {
            Err(why) => prompt.fault = Some(why.text()),
            // Editors, `echo` and some systems add such characters, and most credentials must not have them.
            Ok(value) if !value.facts().unseen.removable().is_nothing() => {
                self.modal = Some(Modal::confirm(About::Unseen(Arc::new(value))));
            }
            Ok(value) => {
                self.modal = None;
                self.write.put_value(Arc::new(value));
            }
        }
    }

    /// Takes the loaded value, with or without its invisible characters.
    pub(super) fn answer_unseen(&mut self, value: Arc<SecretValue>, remove: bool) {
        self.write.put_value(match remove {
            true => Arc::new(SecretValue::from(without_unseen(value.expose()).as_str())),
            false => value,
        });
    }

    /// Gives up the request of a dialog; the typed text stays.
    pub(super) fn forget_asked_for(&mut self) {
        match &mut self.modal {
            Some(Modal::Dialog(About::Generate(generator), _)) => generator.forget_asked(),
            Some(Modal::Dialog(About::LoadFile(asked) | About::SaveJournal { asked, .. }, _)) => {
                *asked = None
            }
            _ => {}
        }
    }
}

//! Retry after signing in: the requests of the list, the forms and the values that a dead token interrupted, and how
//! each goes on with the next token.

use super::App;
use crate::core::{RequestKey, Ticket};
use crate::domain::{Failure, Request};
use crate::features::session::Interrupted;
use crate::features::write::form::{Form, Kind, Phase, Spot, Work};
use crate::work::write::Input;

impl App {
    /// Reports a request that failed for the token. Tells whether that is all, so that no other slice learns of the
    /// failure.
    pub(super) fn failed_for_token(&mut self, ticket: &Ticket, failure: &Failure) -> bool {
        let interrupted = match &ticket.request_key {
            RequestKey::Write(number) => Interrupted::Change(*number),
            RequestKey::Look(number) => match self.form_of(*number).map(|form| form.phase()) {
                // The user saved, so the form tells of the failure.
                Some(Phase::Working(Work::Looking | Work::Reading, _)) => Interrupted::Change(*number),
                Some(Phase::Working(Work::Fetching | Work::Finding, _)) => Interrupted::Nothing,
                // The check looks again once there is a token.
                Some(Phase::Working(Work::Checking { .. }, _)) => Interrupted::Check(*number),
                _ => Interrupted::Read,
            },
            RequestKey::Load(_) => Interrupted::ToldRead,
            RequestKey::Value(id) => Interrupted::Value(id.clone(), self.value.purposes(id)),
            _ => Interrupted::Nothing,
        };
        let is_all = self.session.token_refused(&self.cx, ticket, failure, interrupted, &mut self.out);
        self.relay();
        is_all
    }

    /// Goes on with a new token, which may be another user's.
    pub(super) fn token_is_back(&mut self, list_wanted: bool) {
        self.value.forget_denials();
        self.list.forget_permissions();
        self.token_serves(list_wanted);
    }

    /// The service takes the token: reads the list where that is wanted or has failed for it, and looks what became
    /// of changes.
    pub(super) fn token_serves(&mut self, list_wanted: bool) {
        if list_wanted || self.list.is_missing() {
            self.load_list();
        }
        for number in self.forms().map(Form::number).collect::<Vec<_>>() {
            self.step_write(number, Input::SignedIn);
        }
    }

    /// Repeats a form's read that failed for the token, if the form still exists.
    pub(super) fn read_again(&mut self, request_key: RequestKey, request: Request) {
        if let RequestKey::Look(number) | RequestKey::Load(number) = request_key
            && self.form_of(number).is_some()
        {
            self.out.call(request_key, request);
        }
    }

    /// Brings back the form whose change was not sent, with the focus on the button that sends it. In a deletion the
    /// focus is on the safe button.
    pub(super) fn offer_again(&mut self, number: u64) {
        if self.form.is_none()
            && !self.has_dialog()
            && let Some(at) = self.parked.iter().position(|form| form.number() == number)
        {
            let form = self.parked.remove(at);
            self.form = Some(form.into());
        }
        let Some(form) = self.form.as_mut().filter(|form| form.number() == number) else { return };
        match (&form.kind, form.phase()) {
            (Kind::Edit(_), Phase::Filling) if !form.change().is_empty() && form.first_fault().is_none() => {
                form.review();
                form.focus = Spot::Go;
            }
            (Kind::Delete(_), Phase::Filling) => form.focus = Spot::Safe,
            (Kind::Create, Phase::Filling) | (Kind::Edit(_), Phase::Review | Phase::Theirs(_)) => {
                form.focus = Spot::Go;
            }
            _ => {}
        }
    }

    /// Tells whether `Ctrl-s` in the open form signs in first.
    pub fn save_signs_in(&self) -> bool {
        let sends_nothing = |form: &Form| {
            matches!(
                (&form.kind, form.phase()),
                (Kind::Delete(_), _) | (_, Phase::Leaving | Phase::Doubt) | (Kind::Edit(_), Phase::Filling)
            )
        };
        let saves = self.form().is_some_and(|form| !sends_nothing(form) || self.was_refused(form));
        self.session.signed_out().is_some() && saves
    }

    /// Tells whether the form is a change that was not sent because the token was refused: its review needs a token.
    pub(super) fn was_refused(&self, form: &Form) -> bool {
        self.session.unsent() == Some(form.number())
            && matches!((&form.kind, form.phase()), (Kind::Edit(_), Phase::Filling))
    }
}

//! What a dead token interrupts, and how it goes on with the next one.

use super::App;
use super::form::{Kind, Phase, Spot, Work};
use super::session::SignedOutReason;
use crate::core::{Effect, Slot, Ticket};
use crate::domain::{Failure, FailureKind, Operation, Request};

impl App {
    /// A call failed for the token. Tells whether that is all there is to do: then nobody else learns of
    /// the failure.
    pub(super) fn failed_for_token(&mut self, ticket: &Ticket, failure: &Failure) -> bool {
        let request = read_again(failure);
        if ticket.session != self.out.pending.session() && self.here.lack.is_none() {
            // It was sent with the token before; by now there is another.
            return request.is_some_and(|request| self.send_again(ticket.slot.clone(), request));
        }
        if self.here.lack.is_none() {
            self.sign_out(match &failure.kind {
                FailureKind::OtherTenant { token, site } => {
                    SignedOutReason::OtherTenant { token: token.clone(), here: site.clone() }
                }
                _ => SignedOutReason::Refused,
            });
        }
        match (&ticket.slot, request) {
            (Slot::Write(number), _) => self.here.unsent = Some(*number),
            (Slot::Look(number), Some(request)) => match self.form_of(*number).map(|form| &form.phase) {
                // The user's own save: the form tells of it.
                Some(Phase::Working(Work::Looking | Work::Reading, _)) => self.here.unsent = Some(*number),
                Some(Phase::Working(Work::Fetching | Work::Finding, _)) => {}
                _ => {
                    self.here.interrupted.push((ticket.slot.clone(), request));
                    return true;
                }
            },
            (Slot::Load(_), Some(request)) => self.here.interrupted.push((ticket.slot.clone(), request)),
            (Slot::Value(id), _) => {
                let purposes = self.value.purposes(id);
                self.here.unread.extend(purposes.into_iter().map(|purpose| (id.clone(), purpose)));
            }
            _ => {}
        }
        false
    }

    fn send_again(&mut self, slot: Slot, request: Request) -> bool {
        if slot == Slot::List {
            self.load_list();
        } else {
            let (ticket, _) = self.out.pending.open(slot);
            self.out.effects.push(Effect::Call(ticket, request));
        }
        true
    }

    /// There is a token again: what failed for want of it goes on.
    pub(super) fn resume(&mut self) {
        self.value.forget_denials();
        let is_missing = self.list.signed_in();
        if std::mem::take(&mut self.here.wants_list) || is_missing {
            self.load_list();
        }
        for (slot, request) in std::mem::take(&mut self.here.interrupted) {
            let number = match slot {
                Slot::Look(number) | Slot::Load(number) => number,
                _ => continue,
            };
            if self.form_of(number).is_some() {
                self.send_again(slot, request);
            }
        }
        self.read_values_again();
    }

    /// Brings back the form whose change was not sent, with the focus on what sends it. A deletion is
    /// offered with the focus where it always begins.
    pub(super) fn offer_again(&mut self) {
        let Some(number) = self.here.unsent.take() else { return };
        if self.form.is_none()
            && !self.has_dialog()
            && let Some(at) = self.parked.iter().position(|form| form.number == number)
        {
            let form = self.parked.remove(at);
            self.form = Some(form.into());
        }
        let Some(form) = self.form.as_mut().filter(|form| form.number == number) else { return };
        match (&form.kind, &form.phase) {
            (Kind::Edit(_), Phase::Filling) if !form.change().is_empty() && form.first_fault().is_none() => {
                form.enter(Phase::Review);
                form.focus = Spot::Go;
            }
            (Kind::Delete(_), Phase::Filling) => form.focus = Spot::Safe,
            (Kind::Create, Phase::Filling) | (Kind::Edit(_), Phase::Review | Phase::Theirs(_)) => {
                form.focus = Spot::Go;
            }
            _ => {}
        }
    }
}

/// The request of a read that failed.
fn read_again(failure: &Failure) -> Option<Request> {
    let subject = failure.subject.clone();
    match failure.operation {
        Operation::List => Some(Request::List),
        Operation::Get => subject.map(Request::Get),
        Operation::GetValue => subject.map(Request::GetValue),
        Operation::Create | Operation::Update | Operation::Delete => None,
    }
}

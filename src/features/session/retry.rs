//! Retry after sign-in: sends again the requests that failed without a token. Reads are sent again, values that
//! are still wanted are read, and a change is offered again.

use std::sync::Arc;

use super::state::{Session, SignedOutReason};
use crate::core::{Context, News, Out, Purpose, RequestKey, Ticket};
use crate::domain::{Failure, FailureKind, Operation, Request, SecretId};

/// The purpose of a request that failed because of the token.
#[derive(Debug)]
pub enum Interrupted {
    /// The change of the form of this number; the form shows the failure.
    Change(u64),
    /// A read of a form, which is sent again without a notice.
    Read,
    /// A read of a form, with a notice.
    ToldRead,
    /// The look that checks the write of this form; the write looks again by itself.
    Check(u64),
    /// A value, for these purposes.
    Value(SecretId, Vec<Purpose>),
    /// Something that does not go on with the next token.
    Nothing,
}

impl Session {
    /// Returns the number of the form whose change was not sent without a token.
    pub fn unsent(&self) -> Option<u64> {
        self.here.retry.form
    }

    /// Takes a request that failed because of the token. Tells whether that is all there is to do, so that
    /// nobody else has to hear of the failure.
    pub fn token_refused(
        &mut self,
        cx: &Context,
        ticket: &Ticket,
        failure: &Failure,
        interrupted: Interrupted,
        out: &mut Out,
    ) -> bool {
        let request = read_again(failure);
        if ticket.session != out.pending.session() && self.here.signed_out.is_none() {
            // The request was sent with an earlier token; there is another one by now.
            let Some(request) = request else { return false };
            match &ticket.request_key {
                RequestKey::Read(Operation::List, _) => out.report(News::ListIsStale),
                request_key => out.call(request_key.clone(), request),
            }
            return true;
        }
        if self.here.signed_out.is_none() {
            let reason = match &failure.kind {
                FailureKind::OtherTenant { token, site } => {
                    SignedOutReason::OtherTenant { token: token.clone(), here: site.clone() }
                }
                _ => SignedOutReason::Refused,
            };
            self.sign_out(cx, reason, out);
        }
        let is_told = !matches!(interrupted, Interrupted::Read | Interrupted::Check(_));
        match (interrupted, request) {
            (Interrupted::Change(number), _) => self.here.retry.form = Some(number),
            (Interrupted::Read | Interrupted::ToldRead, Some(request)) => {
                self.here.retry.reads.push((ticket.request_key.clone(), request));
            }
            (Interrupted::Check(number), _) => {
                out.report(News::CheckFailed(number, Arc::new(failure.clone())));
            }
            (Interrupted::Value(id, purposes), _) => {
                self.here.retry.values.extend(purposes.into_iter().map(|purpose| (id.clone(), purpose)));
            }
            _ => return false,
        }
        !is_told
    }

    /// Forgets the values that were not read.
    pub fn forget_values(&mut self) {
        self.here.retry.values.clear();
    }

    /// Goes on with what waited for a token, because the service accepts the old one again. Values are not read: the
    /// user has gone on without them.
    pub(super) fn go_on(&mut self, out: &mut Out) {
        self.forget_values();
        out.report(News::TokenIsGoodAgain);
        for (request_key, request) in self.here.retry.reads.drain(..) {
            out.report(News::ReadAgain(request_key, request));
        }
    }

    /// Goes on with everything that failed without a token. `of_another`: the new token is another user's.
    pub(super) fn retry(&mut self, of_another: bool, out: &mut Out) {
        let retry = &mut self.here.retry;
        out.report(News::TokenIsBack { list_wanted: std::mem::take(&mut retry.list) || of_another });
        for (request_key, request) in retry.reads.drain(..) {
            out.report(News::ReadAgain(request_key, request));
        }
        for (id, purpose) in retry.values.drain(..) {
            out.report(News::ValueAgain(id, purpose));
        }
    }

    /// Offers again the change that was not sent.
    pub(super) fn offer_again(&mut self, out: &mut Out) {
        if let Some(number) = self.here.retry.form.take() {
            out.report(News::OfferAgain(number));
        }
    }
}

/// Returns the request of a read that failed.
fn read_again(failure: &Failure) -> Option<Request> {
    let subject = failure.secret().cloned();
    let pod = || failure.subject.as_ref()?.pod().cloned();
    match failure.operation {
        Operation::List => Some(Request::List),
        Operation::Get => subject.map(Request::Get),
        Operation::GetValue => subject.map(Request::GetValue),
        Operation::ListPods => Some(Request::ListPods),
        Operation::GetPod => pod().map(Request::GetPod),
        Operation::GetDerivedPod => pod().map(Request::GetDerivedPod),
        Operation::GetPodLogs => pod().map(Request::GetPodLogs),
        // The rollout asks again by itself, and nothing that changes something is sent again.
        Operation::GetPodPermissions
        | Operation::Create
        | Operation::Update
        | Operation::Delete
        | Operation::RestartPod => None,
    }
}

//! Taking a change back, which undo holds: the form opens, the service is looked at, and the form shows what it will
//! do. From there on it works like any other.

use std::sync::Arc;

use super::form::{Form, Kind};
use super::{Around, Write, words};
use crate::core::{Asks, News, Out, RequestKey};
use crate::domain::{Answer, Failure, FailureKind, Operation, Request};
use crate::keys::Action;
use crate::work::undo::Restoration;
use crate::work::write::Reply;

impl Write {
    /// Opens a form that takes a change back. Unless it creates a secret again, the service is looked at first.
    pub fn take_back(&mut self, at: &Around<'_>, restoration: Restoration, out: &mut Out) {
        let form = Form::undoing(restoration, at.cx.now.instant);
        let (looks, id) = (form.kind != Kind::Create, form.subject());
        self.open(at, form, out);
        if looks {
            out.report(News::KeySent(Action::Undo, Some(id.clone()), Asks::Form(self.last)));
            self.look(at, id, out);
        }
    }

    /// Takes the state of the secret before an undo.
    pub(super) fn fetched(&mut self, at: &Around<'_>, number: u64, answer: Reply, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        let Some(change) = form.undone() else { return };
        match answer {
            Ok(Answer::Got(_) | Answer::Value(_)) if !(at.holds)(change) => {
                self.close(number);
                out.warn("What undo held is wiped, so nothing was undone.");
            }
            Ok(Answer::Got(now)) => {
                let id = now.id.clone();
                let Some(plan) = (at.plan)(change, *now) else { return };
                match form.follow_plan(plan) {
                    true => out.call(RequestKey::Look(number), Request::GetValue(id)),
                    false => self.review_undo(at, number, false, out),
                }
            }
            Ok(Answer::Value(value)) => {
                let now = at.digests.map(|key| key.print(&value));
                form.compare(value, now);
                self.review_undo(at, number, false, out);
            }
            Ok(_) => {}
            Err(failure) => self.not_fetched(at, number, failure, out),
        }
    }

    /// Shows what a form will do to take a change back, unless there is nothing to do; `refused`: the service has just
    /// refused to let the value be read.
    fn review_undo(&mut self, at: &Around<'_>, number: u64, refused: bool, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        if matches!(form.kind, Kind::Edit(_)) {
            if form.change().is_empty() {
                out.news.extend(form.undone().map(News::NothingToUndo));
                out.warn(words::is_as_before(&form.subject()));
                return self.close(number);
            }
            form.review();
        }
        match refused {
            true => form.plan_reading(true, at.reads_old, None),
            false => self.plan_reading(at),
        }
    }

    fn not_fetched(&mut self, at: &Around<'_>, number: u64, failure: Arc<Failure>, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        if failure.operation == Operation::GetValue {
            out.report(News::NotRead(form.subject(), failure.clone()));
            // The undo works without a comparison; the review says so.
            if !matches!(failure.kind, FailureKind::SignedOut(_) | FailureKind::NotFound) {
                form.cannot_compare();
                let refused = matches!(failure.kind, FailureKind::NotPermitted | FailureKind::NotReadable);
                return self.review_undo(at, number, refused, out);
            }
        }
        let gone = form.undone().filter(|_| failure.kind == FailureKind::NotFound);
        self.close(number);
        out.news.extend(gone.map(News::UndoneIsGone));
        self.look_failed(at, failure, out);
    }
}

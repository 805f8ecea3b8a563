//! Asking for the list of pods, and taking the answer or the failure.

use std::sync::Arc;

use super::state::{Phase, Pods};
use crate::core::{Context, Effect, News, Out, RequestKey};
use crate::domain::uses::{ListEnd, PodSource, Waste};
use crate::domain::{Answer, CallSubject, Failure, Operation, Reply, Request};

impl Pods {
    /// Asks for the pods, unless they are known or a call for them is under way.
    pub fn ask(&mut self, cx: &Context, out: &mut Out) {
        if matches!(self.phase, Phase::NotAsked | Phase::Failed(_)) {
            self.fetch(cx, out);
        }
    }

    /// `R`: asks again for pods that were asked for before.
    pub fn refresh(&mut self, cx: &Context, out: &mut Out) {
        if matches!(self.phase, Phase::Known | Phase::Failed(_)) {
            self.fetch(cx, out);
        }
    }

    /// The list of secrets has come; where the profile says so, the pods are asked for with it.
    pub fn list_came(&mut self, cx: &Context, out: &mut Out) {
        if cx.settings.pods_at_start && matches!(self.phase, Phase::NotAsked) {
            self.fetch(cx, out);
        }
    }

    /// Sends again a read that failed without a token.
    pub fn read_again(&mut self, cx: &Context, request: Request, out: &mut Out) {
        match request {
            Request::ListPods => self.ask(cx, out),
            request => {
                let subject = request.subject();
                let is_of_page =
                    subject.as_ref().and_then(CallSubject::pod).and_then(|id| self.page_of(id)).is_some();
                if is_of_page || self.looks.is_open(&RequestKey::read(&request)) {
                    out.read(request);
                }
            }
        }
    }

    pub(super) fn fetch(&mut self, cx: &Context, out: &mut Out) {
        self.looks.stop(out);
        self.drop_batches(out);
        self.user = cx.site.claims.user.clone();
        self.asked = None;
        self.phase = Phase::Asking { since: cx.now.instant, pods: 0 };
        out.read(Request::ListPods);
    }

    /// Takes a reply to a read about pods.
    pub fn replied(&mut self, cx: &Context, request_key: &RequestKey, reply: Reply, out: &mut Out) {
        let RequestKey::Read(operation, subject) = request_key else { return };
        match (operation, reply, subject.as_ref().and_then(CallSubject::pod)) {
            (Operation::ListPods, Reply::Pods(batch), _) => {
                if let Phase::Asking { pods, .. } = &mut self.phase {
                    *pods += batch.len();
                }
                self.batches.push(batch);
            }
            (Operation::ListPods, Reply::Retrying { .. }, _) => {
                self.drop_batches(out);
                if let Phase::Asking { pods, .. } = &mut self.phase {
                    *pods = 0;
                }
            }
            (
                Operation::ListPods,
                Reply::Final(Ok(Answer::PodsListed { unreadable, left_out, merged, .. })),
                _,
            ) => {
                let end = ListEnd { merged, unreadable: unreadable + left_out };
                self.list_ended(cx, Some(end), out);
            }
            (Operation::ListPods, Reply::Final(Err(failure)), _) => {
                self.failed(cx, &Arc::new(*failure), out);
            }
            (_, Reply::Final(result), Some(id)) => {
                let failure = self.looked(id, result);
                self.looks.end(request_key, failure.as_ref(), out);
            }
            _ => {}
        }
    }

    fn failed(&mut self, cx: &Context, failure: &Arc<Failure>, out: &mut Out) {
        self.phase = Phase::Failed(failure.clone());
        out.report(News::Failed(failure.clone()));
        // The pods that came are better than none, and worse than those of a whole list.
        if self.uses().is_none() && !self.batches.is_empty() {
            return self.list_ended(cx, None, out);
        }
        self.drop_batches(out);
    }

    fn list_ended(&mut self, cx: &Context, end: Option<ListEnd>, out: &mut Out) {
        self.as_of = Some(cx.now.wall);
        let batches = std::mem::take(&mut self.batches);
        self.index.build(&self.user, PodSource::List { batches, end }, out);
    }

    fn drop_batches(&mut self, out: &mut Out) {
        let batches = std::mem::take(&mut self.batches);
        if !batches.is_empty() {
            out.effects.push(Effect::DiscardPods(Waste { batches, ..Waste::default() }));
        }
    }
}

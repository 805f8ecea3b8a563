//! Keeping the index and the view up with the user, the secrets, the changes of values, and the looks into single pods.

use std::sync::Arc;

use jiff::Timestamp;

use super::body::{Body, Text};
use super::index::{discard_found, discard_uses};
use super::state::{Phase, Pods};
use super::view;
use crate::core::{Context, Effect, Out, RequestId};
use crate::domain::uses::{Asked, Changes, Done, Job, Look, TableOf};
use crate::domain::{Answer, CallSubject, Failure, FailureKind, Operation, Pod, PodId, Rows};

/// The facts of other slices that the pods depend on.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The secrets.
    pub secrets: &'a Rows,
    /// They are all that the user can see.
    pub are_all: bool,
    /// More of them are coming.
    pub more_come: bool,
    /// The known changes of values.
    pub changes: &'a Changes,
    /// The time by the service's clock.
    pub now: Timestamp,
}

impl Pods {
    /// Brings everything up to date.
    pub fn keep_up(&mut self, cx: &Context, facts: Facts<'_>, out: &mut Out) {
        if matches!(self.phase, Phase::NotAsked) {
            return;
        }
        if self.user != cx.site.claims.user {
            self.forget_all(out);
            self.fetch(cx, out);
        }
        self.asked.get_or_insert(facts.changes.asked_now());
        self.index.learn(facts.secrets, facts.are_all, out);
        let looks = &self.looks;
        // A look at the pod on the screen does not wait for all the others.
        let is_page = self.body.as_ref().is_some_and(Body::has_text);
        let are_due = |answers| is_page || looks.may_be_indexed(answers);
        self.index.keep_up(&self.user, are_due, facts.more_come, out);
        self.keep_body_up(cx, facts, out);
    }

    /// Returns the point between two changes at which the list of pods was asked for, or this pod for the screen.
    pub fn asked_of(&self, subject: Option<&CallSubject>) -> Option<Asked> {
        let page = match self.body().and_then(|body| body.text.as_ref()) {
            Some(Text::Pod(page)) if Some(&page.id) == subject.and_then(CallSubject::pod) => Some(page.asked),
            _ => None,
        };
        page.or(self.asked)
    }

    /// The changes of values have changed, and so have the values that pods run.
    pub fn values_changed(&mut self) {
        if let Some(body) = &mut self.body {
            body.is_old = true;
        }
    }

    fn keep_body_up(&mut self, cx: &Context, Facts { changes, now, .. }: Facts<'_>, out: &mut Out) {
        if self.body.is_none() {
            return;
        }
        let (height, text) = (view::rows(self, cx), view::text_rows(self, cx, now));
        let Some(body) = &mut self.body else { return };
        body.fit(height);
        if let Some(rows) = text {
            body.fit_text(rows, height);
        }
        if body.opens && body.is_settled() {
            return self.open_pod(cx, changes.asked_now(), out);
        }
        let (Some(uses), None) = (self.index.uses().cloned(), body.under_way) else { return };
        let job = match &mut body.text {
            Some(Text::Broken(page)) if page.is_old => {
                page.is_old = false;
                Job::Find(uses)
            }
            _ if body.is_old => {
                body.is_old = false;
                let (subject, sort, filter) =
                    (body.subject.clone(), body.sort, body.filter.text().to_owned());
                let changes = body.secret().map_or_else(|| changes.clone(), |secret| changes.only(secret));
                Job::Table(TableOf { uses, subject, sort, filter, changes }.into())
            }
            _ => return,
        };
        let request = out.pending.request();
        body.under_way = Some((request, cx.now.instant));
        out.effects.push(Effect::Uses(request, job));
    }

    /// Takes a finished step.
    pub fn worked(&mut self, cx: &Context, request: RequestId, done: Done, out: &mut Out) {
        match done {
            Done::Built(mut built) => {
                let to_look_into = std::mem::take(&mut built.to_look_into);
                let Some(is_of_list) = self.index.take(request, built, out) else { return };
                if let Some(body) = &mut self.body {
                    body.is_old = true;
                    if let Some(Text::Broken(page)) = &mut body.text {
                        page.is_old = true;
                    }
                }
                if is_of_list {
                    self.looks.begin(to_look_into, cx.now.instant, out);
                    if matches!(self.phase, Phase::Asking { .. }) {
                        self.phase = Phase::Known;
                    }
                }
            }
            Done::Table(table) => {
                let former = match self.body.as_mut().and_then(|body| body.if_under_way(request)) {
                    Some(body) => body.take(table),
                    None => Some(table),
                };
                former.into_iter().for_each(|table| discard_uses(table.uses, out));
            }
            Done::Found(mut found) => {
                let unknown = std::mem::take(&mut found.unknown);
                let body = self.body.as_mut().and_then(|body| body.if_under_way(request));
                let Some(Text::Broken(page)) = body.and_then(|body| body.text.as_mut()) else {
                    return discard_found(found, out);
                };
                if let Some(former) = page.found.replace(found) {
                    discard_found(former, out);
                }
                // KEYs that nothing reads are found only where the config files are known, too.
                if !std::mem::replace(&mut page.looked, true) && !unknown.is_empty() {
                    self.looks.begin(unknown, cx.now.instant, out);
                }
            }
        }
    }

    /// Takes a pod that was read for something else, if its state is another one now.
    pub fn saw(&mut self, pod: &Pod) {
        let state = |pod: &Pod| (pod.status.clone(), pod.requested.clone(), pod.started);
        let known = self.uses().and_then(|uses| uses.pods().get(&pod.id));
        if known.is_some_and(|known| state(known) != state(pod)) {
            self.index.add(Look::Came(Box::new(pod.clone())));
        }
    }

    /// Takes the answer to a look at one pod; returns the failure, unless the pod is just gone.
    pub(super) fn looked(
        &mut self,
        id: &PodId,
        result: Result<Answer, Box<Failure>>,
    ) -> Option<Arc<Failure>> {
        let result = result.map_err(|failure| Arc::new(*failure));
        let failure = result.as_ref().err().filter(|failure| failure.kind != FailureKind::NotFound).cloned();
        if let Some(page) = self.page_of(id) {
            match &result {
                Ok(Answer::GotActionLog(log)) => page.log = Some(Ok(log.clone())),
                Ok(_) => page.looks = page.looks.saturating_sub(1),
                Err(failure) if failure.operation == Operation::GetPodLogs => {
                    page.log = Some(Err(failure.clone()));
                }
                Err(failure) => {
                    page.looks = page.looks.saturating_sub(1);
                    page.failure = Some(failure.clone());
                }
            }
        }
        match result {
            Ok(Answer::GotPod(pod)) => self.index.add(Look::Came(pod)),
            // It was deleted since the list came.
            Err(failure) if failure.kind == FailureKind::NotFound => self.index.add(Look::Gone(id.clone())),
            _ => {}
        }
        failure
    }
}

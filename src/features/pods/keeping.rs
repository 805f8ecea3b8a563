//! Keeping the index up with the user, the secrets and the looks into single pods.

use std::sync::Arc;

use super::state::{Phase, Pods};
use crate::core::{Context, Out, RequestId};
use crate::domain::uses::{Done, Look};
use crate::domain::{Answer, Failure, FailureKind, PodId, Rows};

impl Pods {
    /// Brings everything up to date with the user and with the `secrets`, which may be all, and of which more may be
    /// coming.
    pub fn keep_up(&mut self, cx: &Context, secrets: &Rows, are_all: bool, more_come: bool, out: &mut Out) {
        if matches!(self.phase, Phase::NotAsked) {
            return;
        }
        if self.user != cx.site.claims.user {
            self.forget_all(out);
            self.fetch(cx, out);
        }
        self.index.learn(secrets, are_all, out);
        let looks = &self.looks;
        self.index.keep_up(&self.user, |answers| looks.may_be_indexed(answers), more_come, out);
    }

    /// Takes a finished step.
    pub fn worked(&mut self, request: RequestId, done: Done, out: &mut Out) {
        let Done::Built(mut built) = done;
        let to_look_into = std::mem::take(&mut built.to_look_into);
        if self.index.take(request, built, out) != Some(true) {
            return;
        }
        self.looks.begin(to_look_into, out);
        if matches!(self.phase, Phase::Asking { .. }) {
            self.phase = Phase::Known;
        }
    }

    /// Gives up looking into pods; tells whether that was under way.
    pub fn stop_looking(&mut self, out: &mut Out) -> bool {
        let was_under_way = self.looking().is_some();
        self.looks.stop(out);
        was_under_way
    }

    /// Takes the answer to a look into one pod.
    pub(super) fn looked(&mut self, id: &PodId, result: Result<Answer, Box<Failure>>, out: &mut Out) {
        let failure = match result {
            Ok(Answer::GotPod(pod)) => {
                self.index.add(Look::Came(pod));
                None
            }
            Ok(_) => None,
            // It was deleted since the list came.
            Err(failure) if failure.kind == FailureKind::NotFound => {
                self.index.add(Look::Gone(id.clone()));
                None
            }
            Err(failure) => Some(Arc::new(*failure)),
        };
        self.looks.end(id, failure.as_ref(), out);
    }
}

//! Looks into single pods: those whose template the service has not merged in, a few at a time.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use crate::core::{News, Out, RequestKey};
use crate::domain::{Failure, FailureKind, PodId, Request};

/// Pods that are looked into at once.
const AT_ONCE: usize = 4;
/// Answers that are worth another index while more of them come.
const WORTH_AN_INDEX: usize = 64;

/// The looks that wait or are under way.
#[derive(Debug, Default)]
pub(super) struct Looks {
    waiting: VecDeque<PodId>,
    open: HashSet<PodId>,
    /// All looks since the list came.
    all: usize,
    /// The first look that failed.
    failure: Option<Arc<Failure>>,
}

impl Looks {
    pub(super) fn progress(&self) -> Option<(usize, usize)> {
        let left = self.waiting.len() + self.open.len();
        (left > 0).then(|| (self.all.saturating_sub(left), self.all))
    }

    pub(super) fn is_open(&self, id: &PodId) -> bool {
        self.open.contains(id)
    }

    /// Tells whether it is time for an index with this many new answers.
    pub(super) fn may_be_indexed(&self, answers: usize) -> bool {
        self.progress().is_none() || answers >= WORTH_AN_INDEX
    }

    /// Begins to look into these pods.
    pub(super) fn begin(&mut self, pods: Vec<PodId>, out: &mut Out) {
        self.stop(out);
        *self = Self { all: pods.len(), waiting: pods.into(), ..Self::default() };
        self.send(out);
    }

    /// Gives up the looks that wait or are under way.
    pub(super) fn stop(&mut self, out: &mut Out) {
        self.waiting.clear();
        for id in self.open.drain() {
            out.cancel(&RequestKey::read(&Request::GetDerivedPod(id)));
        }
    }

    fn send(&mut self, out: &mut Out) {
        while self.open.len() < AT_ONCE
            && let Some(id) = self.waiting.pop_front()
        {
            out.read(Request::GetDerivedPod(id.clone()));
            self.open.insert(id);
        }
    }

    /// Notes the end of a look; after a failure that all others would share, no other is sent.
    pub(super) fn end(&mut self, id: &PodId, failure: Option<&Arc<Failure>>, out: &mut Out) {
        if !self.open.remove(id) {
            return;
        }
        if let Some(failure) = failure {
            if self.failure.is_none() {
                self.failure = Some(failure.clone());
                out.report(News::Failed(failure.clone()));
            }
            if failure.kind != FailureKind::NotPermitted {
                self.waiting.clear();
            }
        }
        self.send(out);
    }
}

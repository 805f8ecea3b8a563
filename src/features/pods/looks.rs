//! Looks into single pods: those whose template the service has not merged in, a few at a time.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use crate::core::{News, Out, RequestKey};
use crate::domain::{Failure, FailureKind, Request};

/// Pods that are looked into at once.
const AT_ONCE: usize = 4;
/// Answers that are worth another index while more of them come.
const WORTH_AN_INDEX: usize = 64;

/// The looks that wait or are under way.
#[derive(Debug, Default)]
pub(super) struct Looks {
    waiting: VecDeque<Request>,
    open: HashSet<RequestKey>,
    /// All of them, with those that are answered.
    all: usize,
    since: Option<Instant>,
    /// The first look that failed.
    failure: Option<Arc<Failure>>,
}

impl Looks {
    pub(super) fn progress(&self) -> Option<(usize, usize)> {
        let left = self.waiting.len() + self.open.len();
        (left > 0).then(|| (self.all.saturating_sub(left), self.all))
    }

    pub(super) fn is_open(&self, request_key: &RequestKey) -> bool {
        self.open.contains(request_key)
    }

    /// Returns the first failure.
    pub(super) fn failure(&self) -> Option<&Arc<Failure>> {
        self.failure.as_ref()
    }

    /// Tells whether it is time for an index with this many new answers.
    pub(super) fn may_be_indexed(&self, answers: usize) -> bool {
        self.progress().is_none() || answers >= WORTH_AN_INDEX
    }

    /// Returns the time of their beginning, while they are under way.
    pub(super) fn since(&self) -> Option<Instant> {
        self.since.filter(|_| self.progress().is_some())
    }

    /// Begins to look into these pods.
    pub(super) fn begin(&mut self, pods: Vec<Request>, now: Instant, out: &mut Out) {
        self.stop(out);
        *self = Self { all: pods.len(), waiting: pods.into(), since: Some(now), ..Self::default() };
        self.send(out);
    }

    /// Gives up the looks that wait or are under way.
    pub(super) fn stop(&mut self, out: &mut Out) {
        self.waiting.clear();
        for request_key in self.open.drain() {
            out.cancel(&request_key);
        }
    }

    fn send(&mut self, out: &mut Out) {
        while self.open.len() < AT_ONCE
            && let Some(request) = self.waiting.pop_front()
        {
            self.open.insert(RequestKey::read(&request));
            out.read(request);
        }
    }

    /// Notes the end of a read, if it is one of the looks; after a failure that all others would share, no other is sent.
    pub(super) fn end(&mut self, request_key: &RequestKey, failure: Option<&Arc<Failure>>, out: &mut Out) {
        if !self.open.remove(request_key) {
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

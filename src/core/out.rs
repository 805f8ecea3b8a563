//! Where a slice puts what it wants done: effects for the engine, requests that wait for an answer, news for other
//! slices.

use std::collections::VecDeque;

use super::{News, Notice, Tone};
use crate::core::{Effect, PendingRequests, RequestKey};
use crate::domain::Request;
use crate::text::Sentence;

/// What the transitions of one event have asked for so far.
#[derive(Debug)]
pub struct Out {
    /// To be carried out once the event is dealt with, in this order.
    pub effects: Vec<Effect>,
    /// What other slices have to hear.
    pub news: VecDeque<News>,
    /// The requests whose answers are waited for.
    pub pending: PendingRequests,
}

impl Out {
    /// Nothing is wanted; `pending` gives out the ids of requests.
    pub fn new(pending: PendingRequests) -> Self {
        Self { effects: Vec::new(), news: VecDeque::new(), pending }
    }

    /// Reports something to the other slices.
    pub fn report(&mut self, news: News) {
        self.news.push_back(news);
    }

    /// Shows a notice.
    pub fn tell(&mut self, notice: Notice) {
        self.report(News::Tell(notice));
    }

    /// Shows a warning for a while.
    pub fn warn(&mut self, text: impl Into<Sentence>) {
        self.tell(Notice::new(Tone::Warning, text));
    }

    /// Sends a request, in place of one that waits under the same key.
    pub fn call(&mut self, request_key: RequestKey, request: Request) {
        let (ticket, superseded) = self.pending.open(request_key);
        self.effects.extend(superseded.map(Effect::Abort));
        self.effects.push(Effect::Call(ticket, request));
    }

    /// Gives up the request that waits under this key, if there is one.
    pub fn cancel(&mut self, request_key: &RequestKey) {
        self.effects.extend(self.pending.cancel(request_key).map(Effect::Abort));
    }
}

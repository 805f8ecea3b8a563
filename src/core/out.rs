//! The outlet of a slice: effects for the engine, requests that wait for an answer, news for other slices.

use std::collections::VecDeque;

use super::{News, Notice, Tone};
use crate::core::{Effect, PendingRequests, RequestKey};
use crate::domain::Request;
use crate::text::Sentence;

/// Everything that the transitions of one event have asked for so far.
#[derive(Debug)]
pub struct Out {
    /// The effects, to be carried out in this order when the event is dealt with.
    pub effects: Vec<Effect>,
    /// The news for other slices.
    pub news: VecDeque<News>,
    /// The requests that wait for an answer.
    pub pending: PendingRequests,
}

impl Out {
    /// Makes an empty outlet; `pending` gives out the ids of requests.
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

    /// Sends a plain read, in place of one for the same that waits.
    pub fn read(&mut self, request: Request) {
        self.call(RequestKey::read(&request), request);
    }

    /// Gives up the request that waits under this key, if there is one.
    pub fn cancel(&mut self, request_key: &RequestKey) {
        self.effects.extend(self.pending.cancel(request_key).map(Effect::Abort));
    }
}

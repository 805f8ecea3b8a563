//! The matcher: a thread of its own that searches with the help of `index`, the newest question first.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::core::{Event, RequestId, Ticket};
use crate::domain::listing::Wanted;
use crate::domain::{Hits, Places, Query, Rows};
use crate::index::{Finder, Superseded};

/// The time for which more rows of a list are expected, and memory is kept that makes adding them quick.
const GROWS_FOR: Duration = Duration::from_millis(200);

enum Work {
    /// A search with its number: of the waiting searches only the newest is done.
    Search(u64, Box<(Ticket, Rows, Query, Hits)>),
    Prepare(Rows, Query),
    ForgetResults,
    FindAgain(Rows, Rows),
    Write(RequestId, Wanted),
    Discard(Rows),
}

pub(super) struct Matcher {
    work: mpsc::Sender<Work>,
    newest: Arc<AtomicU64>,
}

impl Matcher {
    /// Starts the thread, which calls `deliver` with each answer. A newer search cancels the one that waits or
    /// runs. The thread ends when the handle is dropped.
    ///
    /// # Errors
    /// When no thread can be started.
    pub(super) fn start(deliver: impl Fn(Event) + Send + 'static) -> std::io::Result<Self> {
        let (sender, work) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        thread::Builder::new().name("matcher".into()).spawn(move || run(&work, &seen, &deliver))?;
        Ok(Self { work: sender, newest })
    }

    /// Asks for the order of `rows`; `former` is the last answer, about these rows or others.
    pub(super) fn search(&self, ticket: Ticket, rows: Rows, query: Query, former: Hits) {
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        // The thread ends before its senders only after a panic, which ends the program anyway.
        let _ = self.work.send(Work::Search(number, Box::new((ticket, rows, query, former))));
    }

    /// Prepares for a filter over `rows`, in the order of `query`.
    pub(super) fn prepare(&self, rows: Rows, query: Query) {
        let _ = self.work.send(Work::Prepare(rows, query));
    }

    /// Forgets the results of the searches before.
    pub(super) fn forget_results(&self) {
        let _ = self.work.send(Work::ForgetResults);
    }

    /// Finds the secrets of `old` in `new`, after the searches before and before those after.
    pub(super) fn find_again(&self, old: Rows, new: Rows) {
        let _ = self.work.send(Work::FindAgain(old, new));
    }

    /// Writes a text about marked secrets.
    pub(super) fn write(&self, request: RequestId, wanted: Wanted) {
        let _ = self.work.send(Work::Write(request, wanted));
    }

    /// Frees `rows` on the thread: dropping a hundred thousand rows takes longer than a frame may.
    pub(super) fn discard(&self, rows: Rows) {
        let _ = self.work.send(Work::Discard(rows));
    }
}

fn run(work: &mpsc::Receiver<Work>, newest: &Arc<AtomicU64>, deliver: &dyn Fn(Event)) {
    let mut finder = Finder::default();
    loop {
        let next = match finder.is_growing() {
            true => work.recv_timeout(GROWS_FOR),
            false => work.recv().map_err(RecvTimeoutError::from),
        };
        match next {
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => finder.settle(),
            Ok(work) => perform(work, &mut finder, newest, deliver),
        }
    }
}

fn perform(work: Work, finder: &mut Finder, newest: &Arc<AtomicU64>, deliver: &dyn Fn(Event)) {
    match work {
        Work::Discard(rows) => finder.forget(&rows),
        Work::Prepare(rows, query) => finder.prepare(&rows, &query),
        Work::ForgetResults => finder.forget_results(),
        Work::Write(request, wanted) => deliver(Event::ListWritten(request, wanted.write())),
        Work::FindAgain(old, new) => deliver(Event::FoundAgain(Places::find(&old, &new))),
        Work::Search(number, search) => {
            let (ticket, rows, query, former) = *search;
            let newest = Arc::clone(newest);
            let superseded: Superseded = Arc::new(move || newest.load(Ordering::Relaxed) != number);
            if let Some(hits) = finder.search(&rows, query, &former, &superseded) {
                deliver(Event::Found(ticket, hits));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{RequestKey, SessionId};
    use crate::domain::Secret;

    #[test]
    fn of_waiting_searches_only_the_newest_is_answered() {
        let (sender, answers) = mpsc::channel();
        let (go, gate) = mpsc::channel::<()>();
        let matcher = Matcher::start(move |event| {
            let Event::Found(ticket, hits) = event else { panic!() };
            sender.send((ticket.id, hits.order.len())).unwrap();
            gate.recv().unwrap();
        })
        .unwrap();
        let rows: Rows = ["ab", "b"].into_iter().map(Secret::named).collect();
        let ask = |id, pattern: &str| {
            let ticket = Ticket { session: SessionId(1), id, request_key: RequestKey::Search };
            matcher.search(
                ticket,
                rows.clone(),
                Query { pattern: pattern.into(), ..Query::default() },
                Hits::default(),
            );
        };
        ask(1, "");
        assert_eq!(answers.recv().unwrap(), (1, 2)); // the thread is now held at the gate
        ask(2, "a");
        ask(3, "b");
        ask(4, "ab");
        go.send(()).unwrap();
        assert_eq!(answers.recv().unwrap(), (4, 1));
        go.send(()).unwrap();
        drop(matcher);
        assert!(answers.recv().is_err(), "no other search was done");
    }
}

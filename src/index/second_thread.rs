//! A second thread that takes its share of scoring. The thread is kept: starting one costs as much as scoring a
//! thousand rows, and all of its memory would be new.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::{io, thread};

use super::pattern::Pattern;
use super::processors::{ThreadId, keep_off_this, this_thread};
use super::ranking::{Hit, Measuring, prepare};
use crate::domain::Query;

/// Starts the second thread when there is work to share, and ends it when dropped.
#[derive(Default)]
pub(super) struct SecondThread {
    thread: Option<Thread>,
    /// The hits of the last share.
    found: Vec<Hit>,
}

struct Thread {
    id: ThreadId,
    waiting: Waiting,
    wake: Sender<()>,
    found: Receiver<Vec<Hit>>,
}

/// The share that has not begun yet.
type Waiting = Arc<Mutex<Option<Share>>>;

struct Share {
    measuring: Measuring,
    query: Query,
    /// Memory for hits.
    hits: Vec<Hit>,
}

impl SecondThread {
    /// Prepares for a share of this many hits.
    pub(super) fn prepare(&mut self, hits: usize) {
        if self.started().is_some() {
            prepare(&mut self.found, hits);
        }
    }

    /// Lets the second thread take a share of scoring against the pattern of `query`; tells whether it does. Where
    /// no thread can be started, the caller does all the work.
    pub(super) fn share(&mut self, measuring: &Measuring, query: &Query) -> bool {
        let mut hits = std::mem::take(&mut self.found);
        hits.clear();
        let Some(thread) = self.started() else { return false };
        keep_off_this(thread.id);
        put(&thread.waiting, Some(Share { measuring: measuring.clone(), query: query.clone(), hits }));
        thread.wake.send(()).is_ok()
    }

    fn started(&mut self) -> Option<&mut Thread> {
        if self.thread.is_none() {
            self.thread = Thread::start().ok();
        }
        self.thread.as_mut()
    }

    /// Waits for the share that was taken, when all candidates are taken or nobody wants the answer any more. A share
    /// that has not begun would find nothing: on a busy machine the thread may come late.
    pub(super) fn collect(&mut self) {
        let Some(thread) = &self.thread else { return };
        self.found = match put(&thread.waiting, None) {
            Some(share) => share.hits,
            // The thread ends before its answer only after a panic, which ends the program anyway.
            None => thread.found.recv().unwrap_or_default(),
        };
    }

    pub(super) fn found(&mut self) -> &mut Vec<Hit> {
        &mut self.found
    }
}

impl Thread {
    fn start() -> io::Result<Self> {
        let (wake, woken) = channel();
        let (finds, found) = channel();
        let (tell, id) = channel();
        let waiting = Waiting::default();
        let shares = Arc::clone(&waiting);
        thread::Builder::new().name("matcher-2".into()).spawn(move || {
            if tell.send(this_thread()).is_ok() {
                run(&woken, &shares, &finds);
            }
        })?;
        Ok(Self { id: id.recv().map_err(io::Error::other)?, waiting, wake, found })
    }
}

fn put(waiting: &Waiting, share: Option<Share>) -> Option<Share> {
    std::mem::replace(&mut *waiting.lock().unwrap_or_else(PoisonError::into_inner), share)
}

fn run(woken: &Receiver<()>, waiting: &Waiting, finds: &Sender<Vec<Hit>>) {
    let mut pattern = Pattern::new("");
    while woken.recv().is_ok() {
        let Some(Share { measuring, query, mut hits }) = put(waiting, None) else { continue };
        pattern.retype_with(&query.pattern, &query.facts);
        measuring.run(&mut pattern, &mut hits);
        // Neither the typed text nor the facts are kept in memory.
        pattern.retype("");
        drop((measuring, query));
        if finds.send(hits).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ranking::Candidates;
    use super::super::superseded::never;
    use super::*;
    use crate::domain::Rows;

    /// The thread of the test never comes: who waited for it would wait for ever.
    #[test]
    fn a_share_that_has_not_begun_is_taken_back() {
        let (wake, _woken) = channel();
        let (_finds, found) = channel();
        let thread = Thread { id: this_thread(), waiting: Waiting::default(), wake, found };
        let mut second = SecondThread { thread: Some(thread), found: Vec::new() };
        let measuring = Measuring::new(&Rows::new(), Candidates::From(0), &never());
        assert!(second.share(&measuring, &Query::default()));
        second.collect();
        assert!(second.found().is_empty());
    }
}

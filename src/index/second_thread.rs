//! A second thread that takes its share of scoring. The thread is kept: starting one costs as much as scoring a
//! thousand rows, and all of its memory would be new.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::pattern::Pattern;
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
    work: Sender<Share>,
    found: Receiver<Vec<Hit>>,
}

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
        thread.work.send(Share { measuring: measuring.clone(), query: query.clone(), hits }).is_ok()
    }

    fn started(&mut self) -> Option<&mut Thread> {
        if self.thread.is_none() {
            self.thread = Thread::start().ok();
        }
        self.thread.as_mut()
    }

    /// Waits for the share that was taken.
    pub(super) fn collect(&mut self) {
        // The thread ends before its answer only after a panic, which ends the program anyway.
        if let Some(found) = self.thread.as_ref().and_then(|thread| thread.found.recv().ok()) {
            self.found = found;
        }
    }

    pub(super) fn found(&mut self) -> &mut Vec<Hit> {
        &mut self.found
    }
}

impl Thread {
    fn start() -> std::io::Result<Self> {
        let (work, shares) = channel();
        let (finds, found) = channel();
        thread::Builder::new().name("matcher-2".into()).spawn(move || run(&shares, &finds))?;
        Ok(Self { work, found })
    }
}

fn run(shares: &Receiver<Share>, finds: &Sender<Vec<Hit>>) {
    let mut pattern = Pattern::new("");
    while let Ok(Share { measuring, query, mut hits }) = shares.recv() {
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

//! A second thread that takes its share of measuring. It is kept: to start one costs as much as to measure
//! a thousand rows, and all of its memory would be new.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::ranking::{Hit, Measuring};
use crate::domain::Pattern;

/// Starts the second thread when there is something to share, and ends it when this is dropped.
#[derive(Default)]
pub(super) struct Helper(Option<Thread>);

struct Thread {
    work: Sender<Share>,
    found: Receiver<Vec<Hit>>,
    /// Memory for what it finds, while it is at rest.
    spare: Vec<Hit>,
}

struct Share {
    measuring: Measuring,
    typed: Arc<str>,
    hits: Vec<Hit>,
}

impl Helper {
    /// Lets the second thread take a share of measuring against what was `typed`; tells whether it does.
    /// Where no thread can be had, whoever asks does everything.
    pub(super) fn share(&mut self, measuring: &Measuring, typed: &Arc<str>) -> bool {
        if self.0.is_none() {
            self.0 = Thread::start().ok();
        }
        let Some(Thread { work, spare, .. }) = &mut self.0 else { return false };
        let (measuring, typed) = (measuring.clone(), typed.clone());
        work.send(Share { measuring, typed, hits: std::mem::take(spare) }).is_ok()
    }

    /// Waits for the share that was taken, and adds what it found to `hits`.
    pub(super) fn collect(&mut self, hits: &mut Vec<Hit>) {
        // The thread outlives what it was asked but for a panic, which ends the program anyway.
        if let Some(Thread { found, spare, .. }) = &mut self.0
            && let Ok(mut more) = found.recv()
        {
            hits.append(&mut more);
            *spare = more;
        }
    }
}

impl Thread {
    fn start() -> std::io::Result<Self> {
        let (work, shares) = channel();
        let (finds, found) = channel();
        thread::Builder::new().name("matcher-2".into()).spawn(move || run(&shares, &finds))?;
        Ok(Self { work, found, spare: Vec::new() })
    }
}

fn run(shares: &Receiver<Share>, finds: &Sender<Vec<Hit>>) {
    let mut pattern = Pattern::new("");
    while let Ok(Share { measuring, typed, mut hits }) = shares.recv() {
        pattern.retype(&typed);
        measuring.run(&mut pattern, &mut hits);
        // What was typed is not kept in memory.
        pattern.retype("");
        drop((measuring, typed));
        if finds.send(hits).is_err() {
            return;
        }
    }
}

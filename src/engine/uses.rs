//! The thread that looks at uses: it makes their index, which may take longer than a frame, and frees what is old.

use std::sync::mpsc;
use std::thread;

use crate::core::RequestId;
use crate::domain::uses::{Done, Job, Waste};

enum Work {
    Job(RequestId, Job),
    Discard(Waste),
}

pub(super) struct UsesWorker(mpsc::Sender<Work>);

impl UsesWorker {
    /// Starts the thread, which calls `deliver` with each result. It ends when the handle is dropped.
    ///
    /// # Errors
    /// When no thread can be started.
    pub(super) fn start(deliver: impl Fn(RequestId, Done) + Send + 'static) -> std::io::Result<Self> {
        let (sender, work) = mpsc::channel();
        let run = move || {
            for work in work {
                match work {
                    Work::Job(request, job) => deliver(request, job.run()),
                    Work::Discard(waste) => drop(waste),
                }
            }
        };
        thread::Builder::new().name("uses".into()).spawn(run)?;
        Ok(Self(sender))
    }

    /// Carries out a step, after those before it.
    pub(super) fn perform(&self, request: RequestId, job: Job) {
        // The thread ends before its senders only after a panic, which ends the program anyway.
        let _ = self.0.send(Work::Job(request, job));
    }

    /// Frees pods.
    pub(super) fn discard(&self, waste: Waste) {
        let _ = self.0.send(Work::Discard(waste));
    }
}

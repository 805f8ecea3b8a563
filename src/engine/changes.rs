//! The file of remembered changes, on a thread of its own: a file may block, and one job has to follow the other.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use crate::core::Event;
use crate::domain::uses::{Recall, Whose};
use crate::files::ChangesFile;

/// Time that the end of the program waits for the jobs before it.
const PATIENCE: Duration = Duration::from_secs(2);

enum Job {
    Recall(Whose, Recall),
    Tell(Sender<()>),
}

/// The thread.
pub(super) struct Remembering(Sender<Job>);

impl Remembering {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system has none left.
    pub(super) fn start(deliver: impl Fn(Event) + Send + 'static) -> io::Result<Self> {
        let (jobs, todo) = channel();
        let run = move || {
            for job in todo {
                match job {
                    Job::Recall(whose, job) => {
                        let result = ChangesFile::of_user()
                            .and_then(|file| file.recall(&whose, job, Timestamp::now()))
                            .map_err(|why| why.to_string());
                        deliver(Event::Recalled(whose, result));
                    }
                    // Who waits may have given up.
                    Job::Tell(done) => drop(done.send(())),
                }
            }
        };
        thread::Builder::new().name("changes".into()).spawn(run)?;
        Ok(Self(jobs))
    }

    /// Does this after the jobs before it.
    pub(super) fn recall(&self, whose: Whose, job: Recall) {
        let _ = self.0.send(Job::Recall(whose, job));
    }

    /// Waits until all jobs are done, but not for long.
    pub(super) fn finish(&self) {
        let (done, is_done) = channel();
        if self.0.send(Job::Tell(done)).is_ok() {
            let _ = is_done.recv_timeout(PATIENCE);
        }
    }
}

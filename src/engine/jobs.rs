//! A thread that does one job after the other, because a file may block, and one job has to follow the other.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// Time that the end of the program waits for the jobs before it.
const PATIENCE: Duration = Duration::from_secs(2);

enum Step<J> {
    Do(J),
    Tell(Sender<()>),
}

/// The thread.
pub(super) struct Jobs<J>(Sender<Step<J>>);

impl<J: Send + 'static> Jobs<J> {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system has none left.
    pub(super) fn start(name: &str, mut perform: impl FnMut(J) + Send + 'static) -> io::Result<Self> {
        let (steps, todo) = channel();
        let run = move || {
            for step in todo {
                match step {
                    Step::Do(job) => perform(job),
                    // Who waits may have given up.
                    Step::Tell(done) => drop(done.send(())),
                }
            }
        };
        thread::Builder::new().name(name.into()).spawn(run)?;
        Ok(Self(steps))
    }

    /// Does this after the jobs before it.
    pub(super) fn tell(&self, job: J) {
        let _ = self.0.send(Step::Do(job));
    }

    /// Waits until all jobs are done, but not for long.
    pub(super) fn finish(&self) {
        let (done, is_done) = channel();
        if self.0.send(Step::Tell(done)).is_ok() {
            let _ = is_done.recv_timeout(PATIENCE);
        }
    }
}

//! Waiting that a signal ends: the command ends then with what it has started, and every guard on the way out gives
//! back what it holds.

use std::io;
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use super::Outcome;
use super::signals::Signals;
use crate::children::{foreground, note_ending, process_group};
use crate::domain::Exit;
use crate::files::reason;

/// Catches the signals that end the program, from now on.
pub(super) struct Watch {
    runtime: Runtime,
    signals: Signals,
}

impl Watch {
    /// Starts to catch the signals.
    ///
    /// # Errors
    /// When the system refuses that.
    pub(super) fn new() -> Result<Self, Outcome> {
        let start = || {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let signals = runtime.block_on(async { Signals::new() })?;
            Ok(Self { runtime, signals })
        };
        start().map_err(|error: io::Error| {
            Outcome::failed(Exit::Failed, format!("tapis-secrets cannot start: {}.", reason(&error)))
        })
    }

    /// Waits for `future`.
    ///
    /// # Errors
    /// When a signal comes first.
    pub(super) fn wait<T>(&mut self, future: impl Future<Output = T>) -> Result<T, Outcome> {
        let Self { runtime, signals } = self;
        runtime.block_on(async {
            tokio::select! {
                biased;
                number = signals.next() => Err(ended_by(number)),
                done = future => Ok(done),
            }
        })
    }

    /// Waits for work that blocks, such as reading standard input; a signal leaves it behind.
    ///
    /// # Errors
    /// When a signal comes first, or the work has panicked.
    pub(super) fn wait_for_blocking<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Outcome> {
        let (tell, told) = oneshot::channel();
        let started = thread::Builder::new().name("blocking".into()).spawn(move || tell.send(work()).is_ok());
        let lost = || Outcome::failed(Exit::Failed, "tapis-secrets has no thread left to work on.");
        started.map_err(|_| lost())?;
        self.wait(told)?.map_err(|_| lost())
    }
}

fn ended_by(number: i32) -> Outcome {
    note_ending(number);
    foreground::abandon();
    process_group::end_all();
    Outcome { exit: Exit::of_signal(number), ..Outcome::default() }
}

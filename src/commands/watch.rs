//! Waiting that a signal ends: the command ends then with what it has started, and every guard on the way out gives
//! back what it holds.

use std::io;
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::SignalKind;
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
        self.race(future).map_err(ended_by)
    }

    /// Waits for `future`, or for a signal, whose number is the error.
    pub(super) fn race<T>(&mut self, future: impl Future<Output = T>) -> Result<T, i32> {
        let Self { runtime, signals } = self;
        runtime.block_on(async {
            tokio::select! {
                biased;
                number = signals.next() => Err(number),
                done = future => Ok(done),
            }
        })
    }

    /// Catches the usual signals that would end the program and that another program sends, from now on.
    ///
    /// # Errors
    /// When the system refuses that.
    pub(super) fn catch_all(&mut self) -> io::Result<()> {
        let Self { runtime, signals } = self;
        let kinds = [
            SignalKind::alarm(),
            SignalKind::io(),
            SignalKind::pipe(),
            SignalKind::user_defined1(),
            SignalKind::user_defined2(),
        ];
        runtime.block_on(async { signals.add(&kinds) })
    }

    /// Gives a broken pipe its usual meaning in a command that takes the place of this program: Rust ignores that signal,
    /// and one that is caught becomes what it usually is.
    ///
    /// # Errors
    /// When the system refuses that.
    pub(super) fn let_pipes_break(&mut self) -> io::Result<()> {
        let Self { runtime, signals } = self;
        runtime.block_on(async { signals.add(&[SignalKind::pipe()]) })
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

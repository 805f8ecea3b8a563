//! The signals that the program catches, and their meaning.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::children::foreground;

/// The meaning of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caught {
    /// End the program; with the number of the signal.
    Ends(i32),
    /// Stop, as `Ctrl-z` does.
    Stop,
    /// Go on after a stop.
    Continued,
    /// Read the size of the terminal.
    NewSize,
}

impl Caught {
    pub(super) fn is_interrupt(self) -> bool {
        matches!(self, Self::Ends(number) if number == SignalKind::interrupt().as_raw_value())
    }

    /// Leaves a signal to the program that has the terminal, and tells whether it was meant for that. Such signals
    /// come from keys there, or stop and continue the program; this program stops and continues together with it.
    pub(super) fn pass_on(self) -> bool {
        match self {
            Self::Ends(number) => {
                [SignalKind::interrupt(), SignalKind::quit()].iter().any(|kind| kind.as_raw_value() == number)
            }
            Self::Stop => {
                foreground::stop();
                true
            }
            Self::Continued => true,
            Self::NewSize => false,
        }
    }
}

pub(super) struct Signals {
    terminate: Signal,
    hang_up: Signal,
    interrupt: Signal,
    quit: Signal,
    stop: Signal,
    continued: Signal,
    new_size: Signal,
}

impl Signals {
    /// Catches the signals from now on.
    ///
    /// # Errors
    /// If a signal cannot be caught.
    pub(super) fn new() -> io::Result<Self> {
        let stop = SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw());
        let cont = SignalKind::from_raw(rustix::process::Signal::CONT.as_raw());
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            stop: signal(stop)?,
            continued: signal(cont)?,
            new_size: signal(SignalKind::window_change())?,
        })
    }

    /// Returns the next signal. The future can be dropped at any time.
    pub(super) async fn next(&mut self) -> Caught {
        let kind = tokio::select! {
            biased; // The signals that end the program come first.
            _ = self.terminate.recv() => SignalKind::terminate(),
            _ = self.hang_up.recv() => SignalKind::hangup(),
            _ = self.interrupt.recv() => SignalKind::interrupt(),
            _ = self.quit.recv() => SignalKind::quit(),
            _ = self.continued.recv() => return Caught::Continued,
            _ = self.stop.recv() => return Caught::Stop,
            _ = self.new_size.recv() => return Caught::NewSize,
        };
        Caught::Ends(kind.as_raw_value())
    }
}

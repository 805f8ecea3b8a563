//! The signals that the program catches, and what each asks of it.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::children::foreground;

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caught {
    /// To end; with this number.
    Ends(i32),
    /// To stop, as `Ctrl-z` does.
    Stop,
    /// To go on after a stop.
    Continued,
    /// To look how large the terminal is.
    NewSize,
}

impl Caught {
    /// Whether it is what `Ctrl-c` sends.
    pub(super) fn is_interrupt(self) -> bool {
        matches!(self, Self::Ends(number) if number == SignalKind::interrupt().as_raw_value())
    }

    /// Leaves to the program that has the terminal what is its own, and tells whether it is: what keys send
    /// there, and being stopped and continued, in which this program follows it.
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

/// The signals of this process.
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
    /// Catches them from now on.
    ///
    /// # Errors
    /// When one cannot be caught.
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

    /// The next one. Can be dropped at any time.
    pub(super) async fn next(&mut self) -> Caught {
        let kind = tokio::select! {
            biased; // What ends the program comes first.
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

//! A timer of Linux: a file that becomes readable when a clock shows a time.

use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// A timer on one clock.
pub(super) struct Timer {
    file: AsyncFd<OwnedFd>,
    /// The time that it is set to, unless it has been reached already.
    set_to: Option<Duration>,
}

impl Timer {
    /// Makes a timer on the clock that goes on while the machine sleeps.
    ///
    /// # Errors
    /// When the system has none to give.
    pub(super) fn since_boot() -> io::Result<Self> {
        Self::on(TimerfdClockId::Boottime)
    }

    /// Makes a timer on the clock that somebody may set; it follows such a change.
    ///
    /// # Errors
    /// When the system has none to give.
    pub(super) fn of_day() -> io::Result<Self> {
        Self::on(TimerfdClockId::Realtime)
    }

    fn on(clock: TimerfdClockId) -> io::Result<Self> {
        let file = timerfd_create(clock, TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC)?;
        // Deprecated because of files that may be closed or change under it (tokio #8587). A file that is owned
        // cannot, and what is to be used instead is not for safe code.
        #[allow(deprecated)]
        let file = AsyncFd::with_interest(file, Interest::READABLE)?;
        Ok(Self { file, set_to: None })
    }

    /// Waits until the clock shows `at`; without a time for ever, and then nothing wakes the process.
    ///
    /// # Errors
    /// When the timer cannot be set or read.
    pub(super) async fn reach(&mut self, at: Option<Duration>) -> io::Result<()> {
        if self.set_to != at {
            // Zero stops it.
            let at = at.unwrap_or_default();
            let tv_sec = at.as_secs().try_into().map_err(io::Error::other)?;
            let it_value = Timespec { tv_sec, tv_nsec: at.subsec_nanos().into() };
            let time = Itimerspec { it_interval: Timespec::default(), it_value };
            timerfd_settime(self.file.get_ref(), TimerfdTimerFlags::ABSTIME, &time)?;
            self.set_to = Some(at).filter(|at| !at.is_zero());
        }
        loop {
            let mut ready = self.file.readable().await?;
            let mut count = [0; 8];
            // Nothing to read: it was set anew since it was reached.
            if let Ok(read) = ready.try_io(|file| Ok(rustix::io::read(file.get_ref(), &mut count)?)) {
                self.set_to = None;
                return read.map(|_| ());
            }
        }
    }
}

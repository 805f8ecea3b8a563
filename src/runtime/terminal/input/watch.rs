//! Tells when there is something to read, without reading it, and leaves the file in blocking mode: it is
//! shared with whoever started the program.

use std::io::{self, Stdin};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// Waits for standard input, on the loop's own thread: to be woken by another would cost a key more than
/// all the rest.
pub(super) struct Watch(AsyncFd<Stdin>);

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// When standard input is nothing that can be waited for; a terminal is.
    pub(super) fn start() -> io::Result<Self> {
        AsyncFd::with_interest(io::stdin(), Interest::READABLE).map(Self)
    }

    /// Waits until a read would not wait, be it for the end; `None` when that cannot be told any more. Can
    /// be dropped at any time.
    pub(super) async fn readable(&mut self) -> Option<()> {
        loop {
            let mut guard = self.0.readable().await.ok()?;
            if is_readable() {
                return Some(());
            }
            // Whoever had the terminal meanwhile has read it, or we have.
            guard.clear_ready();
        }
    }
}

/// Whether a read would not wait. A terminal that is gone says so as well.
pub(super) fn is_readable() -> bool {
    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    loop {
        match poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })) {
            Err(Errno::INTR) => {}
            Ok(count) => return count > 0,
            // When it cannot be told, the read tells.
            Err(_) => return true,
        }
    }
}

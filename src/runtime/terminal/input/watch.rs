//! Tells when there is something to read, without reading it: a thread that waits in `poll(2)`, which knows
//! terminals on every Unix (macOS has no `kqueue` for some) and leaves the file in blocking mode.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Waits for standard input. The thread waits in turn for being asked, and ends with the process.
pub(super) struct Watch {
    ask: Sender<()>,
    readable: UnboundedReceiver<()>,
    is_asked: bool,
}

impl Watch {
    /// Starts the thread.
    ///
    /// # Errors
    /// When it cannot be had.
    pub(super) fn start() -> io::Result<Self> {
        let (ask, asked) = channel();
        let (tell, readable) = unbounded_channel();
        thread::Builder::new().name("input".into()).spawn(move || watch(&asked, &tell))?;
        Ok(Self { ask, readable, is_asked: false })
    }

    /// Waits until a read would not wait, be it for the end; `None` when that cannot be told any more. Can
    /// be dropped at any time.
    pub(super) async fn readable(&mut self) -> Option<()> {
        if !self.is_asked {
            self.ask.send(()).ok()?;
            self.is_asked = true;
        }
        let told = self.readable.recv().await;
        self.is_asked = false;
        told
    }
}

fn watch(asked: &Receiver<()>, tell: &UnboundedSender<()>) {
    while asked.recv().is_ok() {
        if wait(None).is_err() || tell.send(()).is_err() {
            return;
        }
    }
}

/// Whether a read would not wait. A terminal that is gone says so as well.
pub(super) fn is_readable() -> bool {
    // When it cannot be told, the read tells.
    wait(Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap_or(true)
}

fn wait(limit: Option<&Timespec>) -> Result<bool, Errno> {
    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    loop {
        match poll(&mut fds, limit) {
            Err(Errno::INTR) => {}
            answer => return answer.map(|count| count > 0),
        }
    }
}

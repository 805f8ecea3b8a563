//! Tells when there is something to read, or that the terminal is gone, without reading it: a thread waits in
//! `poll(2)`, which knows terminals on every Unix (macOS has no `kqueue` for some) and leaves the file in
//! blocking mode.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Waits for standard input. Between two questions the thread waits, too; it ends with the process.
pub(super) struct Watch {
    ask: Sender<()>,
    answers: UnboundedReceiver<()>,
    is_asked: bool,
}

impl Watch {
    /// Starts a thread that waits until a read would not block, even if it is for the end of the input.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub(super) fn for_input() -> io::Result<Self> {
        Self::start("input", PollFlags::IN)
    }

    /// Starts a thread that waits until the terminal is gone, even if there is something to read.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub(super) fn for_hang_up() -> io::Result<Self> {
        Self::start("hang-up", PollFlags::empty())
    }

    fn start(name: &str, events: PollFlags) -> io::Result<Self> {
        let (ask, asked) = channel();
        let (tell, answers) = unbounded_channel();
        thread::Builder::new().name(name.into()).spawn(move || watch(events, &asked, &tell))?;
        Ok(Self { ask, answers, is_asked: false })
    }

    /// Waits for that; `None` when the thread has ended. Can be dropped at any time.
    pub(super) async fn told(&mut self) -> Option<()> {
        if !self.is_asked {
            self.ask.send(()).ok()?;
            self.is_asked = true;
        }
        let told = self.answers.recv().await;
        self.is_asked = false;
        told
    }
}

fn watch(events: PollFlags, asked: &Receiver<()>, tell: &UnboundedSender<()>) {
    while asked.recv().is_ok() {
        if wait(events, None).is_err() || tell.send(()).is_err() {
            return;
        }
    }
}

/// Tells whether a read would not block. That is so for a closed terminal as well.
pub(super) fn is_readable() -> bool {
    // If `poll` fails, the read shows the state of the terminal.
    wait(PollFlags::IN, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap_or(true)
}

fn wait(events: PollFlags, limit: Option<&Timespec>) -> Result<bool, Errno> {
    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, events)];
    loop {
        match poll(&mut fds, limit) {
            Err(Errno::INTR) => {}
            answer => return answer.map(|count| count > 0),
        }
    }
}

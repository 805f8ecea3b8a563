//! Watches for the end of the terminal itself, as when its window is closed.
//!
//! The input reader cannot be relied on for that: crossterm 0.29 reads a terminal that is gone over and
//! over without coming back, so that the loop never runs again, not even for the signal.

use std::io;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

/// How long the loop may take to end in order.
const GRACE: Duration = Duration::from_millis(500);
/// What the shell says of a program that `SIGHUP` ended.
const HUNG_UP: i32 = 129;

/// Ends the process when standard input hangs up and the loop has not ended it by itself. There is
/// nothing to give back then.
///
/// # Errors
/// When no thread can be started.
pub(super) fn watch() -> io::Result<()> {
    thread::Builder::new().name("hang-up".into()).spawn(|| {
        if wait() {
            thread::sleep(GRACE);
            #[expect(clippy::disallowed_methods, reason = "the terminal is gone and the loop may be stuck")]
            std::process::exit(HUNG_UP);
        }
    })?;
    Ok(())
}

/// Waits for the hang-up; `false` where the system cannot tell.
fn wait() -> bool {
    let stdin = io::stdin();
    loop {
        // A hang-up is told without being asked for.
        let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut fds, None) {
            Ok(_) => return fds[0].revents().contains(PollFlags::HUP),
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

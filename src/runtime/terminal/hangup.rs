//! Sees to it that the program ends when it should, whatever its loop does.
//!
//! Watches for the end of the terminal itself, as when its window is closed, and for signals that come
//! while the loop is stuck in writing to a terminal that nobody reads.
//!
//! The input reader cannot be relied on for that: crossterm 0.29 reads a terminal that is gone over and
//! over without coming back, so that the loop never runs again, not even for the signal.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use tokio::signal::unix::{SignalKind, signal};

/// How long the loop may take to end in order.
const GRACE: Duration = Duration::from_millis(500);
/// How much longer a change that is on its way may take.
const CHANGE_GRACE: Duration = Duration::from_millis(3_000);

/// A change is on its way to the service.
static CHANGE_UNDER_WAY: AtomicBool = AtomicBool::new(false);

pub(super) fn note_change_under_way(under_way: bool) {
    CHANGE_UNDER_WAY.store(under_way, Ordering::Relaxed);
}
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
            if CHANGE_UNDER_WAY.load(Ordering::Relaxed) {
                thread::sleep(CHANGE_GRACE);
            }
            #[expect(clippy::disallowed_methods, reason = "the terminal is gone and the loop may be stuck")]
            std::process::exit(HUNG_UP);
        }
    })?;
    Ok(())
}

/// How long the loop may take to end in order on a signal: longer than a write under way is waited for.
const SIGNAL_GRACE: Duration = Duration::from_secs(5);

/// Ends the process when a signal has asked for that and the loop has not done it by then. The terminal
/// cannot be given back: it takes nothing.
///
/// # Errors
/// When no thread can be started or no signal caught.
pub(super) fn watch_signals() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        let caught = runtime.block_on(async {
            let mut terminate = signal(SignalKind::terminate())?;
            let mut hang_up = signal(SignalKind::hangup())?;
            let caught = tokio::select! {
                _ = terminate.recv() => SignalKind::terminate(),
                _ = hang_up.recv() => SignalKind::hangup(),
            };
            tokio::time::sleep(SIGNAL_GRACE).await;
            io::Result::Ok(caught)
        });
        if let Ok(caught) = caught {
            #[expect(
                clippy::disallowed_methods,
                reason = "the loop is stuck and the terminal takes nothing"
            )]
            std::process::exit(128 + caught.as_raw_value());
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

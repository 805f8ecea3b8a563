//! Commands that the program has started in sessions of their own: no signal from the keyboard reaches them
//! there, so the program ends them itself, on every way out.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process_group, waitpid};

use super::apart::{Given, start_apart};

static LIVE: Mutex<Live> = Mutex::new(Live { groups: Vec::new(), over: false });

struct Live {
    groups: Vec<Pid>,
    /// The program ends: nothing is started any more.
    over: bool,
}

fn live() -> MutexGuard<'static, Live> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A group that runs. What is left of it when this is dropped may outlive the program.
pub struct Group(Pid);

impl Group {
    /// Starts a program without a terminal.
    ///
    /// # Errors
    /// As [`start_apart`]; and when the program ends.
    pub fn start(program: &str, arguments: &[String], given: Given<'_>) -> io::Result<Self> {
        // Nothing ends the groups between the start and the note of it.
        let mut live = live();
        if live.over {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let pid = start_apart(program, arguments, given)?;
        live.groups.push(pid);
        Ok(Self(pid))
    }

    /// Waits in the background for the end of the program that leads it; `None` without a thread, and a channel that
    /// ends without a word where the system knows no such program. Call it once.
    pub fn ended(&self) -> Option<Receiver<ExitStatus>> {
        let (tell, status) = channel();
        let pid = self.0;
        let wait = move || {
            let _ = wait(pid).map(|status| tell.send(status));
        };
        thread::Builder::new().name("command".into()).spawn(wait).ok().map(|_| status)
    }

    /// Ends it with all that the command started.
    pub fn end(&self) {
        let _ = kill_process_group(self.0, Signal::KILL);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        live().groups.retain(|group| *group != self.0);
    }
}

/// Waits for the end of a child; `None` when nothing is known of it.
pub(super) fn wait(pid: Pid) -> Option<ExitStatus> {
    loop {
        match waitpid(Some(pid), WaitOptions::empty()) {
            Ok(Some((_, status))) => return Some(ExitStatus::from_raw(status.as_raw())),
            Err(Errno::INTR) | Ok(None) => {}
            Err(_) => return None,
        }
    }
}

/// Ends what still runs, for every way out of the program.
pub fn end_all() {
    let mut live = live();
    live.over = true;
    for group in live.groups.drain(..) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

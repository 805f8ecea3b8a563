//! Commands that the program has started in sessions of their own: no signal from the keyboard reaches them
//! there, so the program ends them itself, on every way out.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, kill_process_group};

use super::apart::{Apart, start_apart};

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
    pub fn start(program: &str, arguments: &[String]) -> io::Result<(Apart, Self)> {
        // Nothing ends the groups between the start and the note of it.
        let mut live = live();
        if live.over {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let child = start_apart(program, arguments)?;
        live.groups.push(child.pid);
        let group = Self(child.pid);
        Ok((child, group))
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

/// Ends what still runs, for every way out of the program.
pub fn end_all() {
    let mut live = live();
    live.over = true;
    for group in live.groups.drain(..) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

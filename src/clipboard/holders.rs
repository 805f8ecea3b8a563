//! The processes that hold copies: starting one, feeding it, hearing it, ending it.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::protocol;
use crate::children;
use crate::core::settings::ClipboardWay;
use crate::core::{CopyJob, CopyReport};

/// What the thread that keeps the order of copies is told.
pub(super) enum Message {
    Copy(CopyJob),
    /// Take out what is in the clipboard, and put nothing more into it.
    Clear,
    /// A holder has taken its value in; this tells it of another copy.
    Fed(u64, ChildStdin),
    Report(u64, CopyReport),
    /// A holder has ended.
    Ended(u64),
}

/// The holders that run, by their copies.
#[derive(Default)]
pub(super) struct Live {
    pids: Mutex<HashMap<u64, Pid>>,
    ended: Condvar,
}

impl Live {
    pub(super) fn is_any(&self) -> bool {
        !self.pids().is_empty()
    }

    pub(super) fn add(&self, job: u64, pid: Pid) {
        self.pids().insert(job, pid);
    }

    /// Waits for the end of all of them, but no longer than this.
    pub(super) fn wait_until_none(&self, patience: Duration) {
        let still = |pids: &mut HashMap<u64, Pid>| !pids.is_empty();
        drop(self.ended.wait_timeout_while(self.pids(), patience, still));
    }

    fn pids(&self) -> MutexGuard<'_, HashMap<u64, Pid>> {
        self.pids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a signal to the holder of a copy, if it still runs.
    pub(super) fn signal(&self, job: u64, signal: Signal) {
        if let Some(pid) = self.pids().get(&job) {
            // It may have ended a moment ago.
            let _ = kill_process(*pid, signal);
        }
    }

    pub(super) fn end_all(&self) {
        for pid in self.pids().values() {
            let _ = kill_process(*pid, Signal::TERM);
        }
    }

    pub(super) fn remove(&self, job: u64) {
        self.pids().remove(&job);
        self.ended.notify_all();
    }
}

pub(super) fn spawn(program: &Path, job: &CopyJob) -> io::Result<Child> {
    let mut command = children::command(program);
    command.args(protocol::arguments(job.way, job.clear_after));
    let error = match job.way {
        // The terminal that the screen is on, which the holder may have no right to open by its name.
        ClipboardWay::Osc52 => io::stdout().as_fd().try_clone_to_owned()?.into(),
        _ => Stdio::null(),
    };
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(error).spawn()
}

/// Gives the holder its value, and passes on what it says until it ends.
pub(super) fn feed_and_listen(mut child: Child, job: CopyJob, messages: &Sender<Message>) -> io::Result<()> {
    let CopyJob { id, value, .. } = job;
    if let (Some(mut control), Some(reports)) = (child.stdin.take(), child.stdout.take()) {
        let fed = control
            .write_all(&(value.len() as u64).to_le_bytes())
            .and_then(|()| control.write_all(value.expose().as_bytes()));
        drop(value);
        if fed.is_ok() {
            let _ = messages.send(Message::Fed(id, control));
            for line in BufReader::new(reports).lines() {
                if let Some(report) = protocol::parse_report(&line?) {
                    let _ = messages.send(Message::Report(id, report));
                }
            }
        }
    }
    child.wait().map(|_| ())
}

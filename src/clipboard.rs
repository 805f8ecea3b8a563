//! The program's side of the clipboard: hands each copy to a helper, a child of the same binary that
//! outlives the program, and passes on what the helper reports. What the helper does is `holder`,
//! which copy comes after which is `keeper`'s.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::children;
use crate::core::settings::ClipboardWay;
use crate::core::{CopyJob, CopyReport};
use keeper::Keeper;

pub mod holder;
mod keeper;

/// Time that the helpers may take to clear what they hold when the program ends.
const CLEARS_IN: Duration = Duration::from_millis(500);

/// The handle of the thread that keeps the helpers.
pub struct Clipboard {
    messages: Sender<Message>,
    live: Arc<Live>,
}

enum Message {
    Copy(CopyJob),
    /// Take out what is in the clipboard, and put nothing more into it.
    Clear,
    /// A helper has taken its value in; this tells it of another copy.
    Fed(u64, ChildStdin),
    Report(u64, CopyReport),
    /// A helper has ended.
    Ended(u64),
}

/// The helpers that run, by their copies.
#[derive(Default)]
struct Live {
    pids: Mutex<HashMap<u64, Pid>>,
    ended: Condvar,
}

impl Live {
    fn pids(&self) -> MutexGuard<'_, HashMap<u64, Pid>> {
        self.pids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a signal to the helper of a copy, if it still runs.
    fn signal(&self, job: u64, signal: Signal) {
        if let Some(pid) = self.pids().get(&job) {
            // It may have ended a moment ago.
            let _ = kill_process(*pid, signal);
        }
    }

    fn end_all(&self) {
        for pid in self.pids().values() {
            let _ = kill_process(*pid, Signal::TERM);
        }
    }

    fn remove(&self, job: u64) {
        self.pids().remove(&job);
        self.ended.notify_all();
    }
}

impl Clipboard {
    /// Starts a clipboard whose helpers are runs of `program`; `deliver` gets the reports about copies.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(program: PathBuf, deliver: impl Fn(u64, CopyReport) + Send + 'static) -> io::Result<Self> {
        let (messages, receiver) = channel();
        let live = Arc::<Live>::default();
        let keeper = Keeper::new(program, Box::new(deliver), messages.clone(), live.clone());
        thread::Builder::new().name("clipboard".into()).spawn(move || keeper.run(&receiver))?;
        Ok(Self { messages, live })
    }

    /// Starts a copy; reports come later.
    pub fn copy(&self, job: CopyJob) {
        let _ = self.messages.send(Message::Copy(job));
    }

    /// Tells whether a helper runs.
    pub fn is_held(&self) -> bool {
        !self.live.pids().is_empty()
    }

    /// Ends the helpers: they clear what they hold, or drop what they were about to put there.
    pub fn clear(&self) {
        let _ = self.messages.send(Message::Clear);
    }

    /// Ends the helpers, and waits for that a little.
    pub fn end(&self) {
        self.clear();
        let pids = self.live.pids();
        let still = |pids: &mut HashMap<u64, Pid>| !pids.is_empty();
        drop(self.live.ended.wait_timeout_while(pids, CLEARS_IN, still));
    }
}

fn spawn(program: &Path, job: &CopyJob) -> io::Result<Child> {
    let mut command = children::command(program);
    command.args(holder::arguments(job.way, job.clear_after));
    let error = match job.way {
        // The terminal that the screen is on, which the helper may have no right to open by its name.
        ClipboardWay::Osc52 => io::stdout().as_fd().try_clone_to_owned()?.into(),
        _ => Stdio::null(),
    };
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(error).spawn()
}

/// Gives the helper its value, and passes on what it says until it ends.
fn feed_and_listen(mut child: Child, job: CopyJob, messages: &Sender<Message>) -> io::Result<()> {
    let CopyJob { id, value, .. } = job;
    if let (Some(mut control), Some(reports)) = (child.stdin.take(), child.stdout.take()) {
        let fed = control
            .write_all(&(value.len() as u64).to_le_bytes())
            .and_then(|()| control.write_all(value.expose().as_bytes()));
        drop(value);
        if fed.is_ok() {
            let _ = messages.send(Message::Fed(id, control));
            for line in BufReader::new(reports).lines() {
                if let Some(report) = holder::parse_report(&line?) {
                    let _ = messages.send(Message::Report(id, report));
                }
            }
        }
    }
    child.wait().map(|_| ())
}

//! The program's side of the clipboard: hands each copy to a helper, a child of the same binary that
//! outlives the program, and passes on what the helper reports. What the helper does is `crate::helper`.
//!
//! One thread keeps the order: a copy that is wished for later takes the place of an earlier one, however
//! far that has got.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::children::without_credentials;
use crate::app::copy::{CopyFault, CopyReport};
use crate::app::event::CopyJob;
use crate::helper;

/// How long the helpers may take to clear what they hold when the program ends.
const CLEARS_IN: Duration = Duration::from_millis(500);

/// The handle of the thread that keeps the helpers.
pub struct Clipboard {
    messages: Sender<Message>,
    live: Arc<Live>,
}

enum Message {
    Copy(CopyJob),
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

    fn remove(&self, job: u64) {
        self.pids().remove(&job);
        self.ended.notify_all();
    }
}

impl Clipboard {
    /// A clipboard whose helpers are runs of `program`; `deliver` is called with what becomes of a copy.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(program: PathBuf, deliver: impl Fn(u64, CopyReport) + Send + 'static) -> io::Result<Self> {
        let (messages, receiver) = channel();
        let live = Arc::<Live>::default();
        let keeper = Keeper {
            program,
            deliver: Box::new(deliver),
            messages: messages.clone(),
            live: live.clone(),
            starting: None,
            holding: None,
            free: None,
        };
        thread::Builder::new().name("clipboard".into()).spawn(move || keeper.run(&receiver))?;
        Ok(Self { messages, live })
    }

    /// Copies; reports come later.
    pub fn copy(&self, job: CopyJob) {
        let _ = self.messages.send(Message::Copy(job));
    }

    /// Whether a helper runs.
    pub fn is_held(&self) -> bool {
        !self.live.pids().is_empty()
    }

    /// Ends the helpers: they clear what they hold, or drop what they were about to put there.
    pub fn clear(&self) {
        for pid in self.live.pids().values() {
            let _ = kill_process(*pid, Signal::TERM);
        }
    }

    /// Ends the helpers, and waits for that a little.
    pub fn end(&self) {
        self.clear();
        let pids = self.live.pids();
        let still = |pids: &mut HashMap<u64, Pid>| !pids.is_empty();
        drop(self.live.ended.wait_timeout_while(pids, CLEARS_IN, still));
    }
}

struct Keeper {
    program: PathBuf,
    deliver: Box<dyn Fn(u64, CopyReport) + Send>,
    messages: Sender<Message>,
    live: Arc<Live>,
    /// The copy whose helper has not reported yet.
    starting: Option<(u64, Option<ChildStdin>)>,
    /// The copy that is in the clipboard.
    holding: Option<(u64, Option<ChildStdin>)>,
    /// The newest copy that is no secret: its helper may end when it likes.
    free: Option<u64>,
}

impl Keeper {
    fn run(mut self, messages: &Receiver<Message>) {
        while let Ok(message) = messages.recv() {
            match message {
                Message::Copy(job) => self.begin(job),
                Message::Fed(job, control) => {
                    let places = [&mut self.starting, &mut self.holding];
                    if let Some((_, place)) = places.into_iter().flatten().find(|(id, _)| *id == job) {
                        *place = Some(control);
                    }
                }
                Message::Report(job, report) => self.report(job, report),
                Message::Ended(job) => self.ended(job),
            }
        }
    }

    fn begin(&mut self, job: CopyJob) {
        // What is not in the clipboard yet must not get there after this one.
        if let Some((former, _)) = self.starting.take() {
            self.live.signal(former, Signal::KILL);
        }
        let id = job.id;
        if job.clear_after.is_none() {
            self.free = Some(id);
        }
        match spawn(&self.program, &job) {
            Ok(child) => {
                self.starting = Some((id, None));
                self.live.pids().extend(Pid::from_raw(child.id().cast_signed()).map(|pid| (id, pid)));
                let (messages, live) = (self.messages.clone(), self.live.clone());
                let listen = move || {
                    // What goes wrong here ends the helper, which is told below.
                    let _ = feed_and_listen(child, job, &messages);
                    live.remove(id);
                    let _ = messages.send(Message::Ended(id));
                };
                if thread::Builder::new().name("clipboard".into()).spawn(listen).is_err() {
                    self.live.signal(id, Signal::KILL);
                    self.ended(id);
                }
            }
            Err(_) => (self.deliver)(id, CopyReport::Failed(CopyFault::NoHelper)),
        }
    }

    fn report(&mut self, job: u64, report: CopyReport) {
        let is = |place: &Option<(u64, _)>| place.as_ref().is_some_and(|(id, _)| *id == job);
        match report {
            CopyReport::Taken | CopyReport::Sent if is(&self.starting) => {
                if let Some((_, Some(mut control))) = self.holding.take() {
                    // It may have ended by itself.
                    let _ = control.write_all(helper::REPLACED);
                }
                self.holding = self.starting.take();
            }
            _ if is(&self.starting) => self.starting = None,
            _ if is(&self.holding) => self.holding = None,
            // A former copy: nobody waits for word of it.
            _ => return,
        }
        (self.deliver)(job, report);
    }

    /// A helper has ended; one that has said nothing of its end was ended by somebody.
    fn ended(&mut self, job: u64) {
        if self.starting.take_if(|(id, _)| *id == job).is_some() {
            (self.deliver)(job, CopyReport::Failed(CopyFault::NoHelper));
        }
        if self.holding.take_if(|(id, _)| *id == job).is_some() && self.free != Some(job) {
            (self.deliver)(job, CopyReport::Lost);
        }
    }
}

fn spawn(program: &Path, job: &CopyJob) -> io::Result<Child> {
    let terminal = rustix::termios::ttyname(io::stdin(), Vec::new()).ok();
    let terminal = terminal.and_then(|name| name.into_string().ok());
    let mut command = Command::new(program);
    command.args(helper::arguments(job.way, job.clear_after, terminal.as_deref()));
    if terminal.is_none() {
        command.process_group(0);
    }
    without_credentials(&mut command);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
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
                if let Some(report) = helper::parse_report(&line?) {
                    let _ = messages.send(Message::Report(id, report));
                }
            }
        }
    }
    child.wait().map(|_| ())
}

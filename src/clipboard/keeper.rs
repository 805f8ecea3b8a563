//! Keeps the order of copies: a copy that is wished for later takes the place of an earlier one, however
//! far that has got, and no holder leaves a value behind, however it ends.
//!
//! What was on its way is taken back before the next copy is begun: two holders at once could not tell
//! whose turn it is.

use std::path::PathBuf;
use std::process::ChildStdin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

use rustix::process::{Pid, Signal, kill_process_group};

use super::holders::{Live, Message, feed_and_listen, spawn};
use super::{holder, protocol};
use crate::core::settings::ClipboardWay;
use crate::core::{CopyFault, CopyJob, CopyReport};

pub(super) type Deliver = Box<dyn Fn(u64, CopyReport) + Send>;

/// The thread that keeps the holders.
pub(super) struct Keeper {
    program: PathBuf,
    deliver: Deliver,
    messages: Sender<Message>,
    live: Arc<Live>,
    /// The holder that has not reported yet.
    starting: Option<Holder>,
    /// The holder whose copy is in the clipboard.
    holding: Option<Holder>,
    /// Holders whose copies are being taken out, by themselves or in their place.
    leaving: Vec<Holder>,
    /// The copy that waits for them.
    next: Option<CopyJob>,
}

/// A holder that runs, or ran.
struct Holder {
    job: u64,
    pid: Option<Pid>,
    way: ClipboardWay,
    /// Set when its copy is to be taken out again; the holder of another copy may end when it likes.
    clears: bool,
    /// Tells it of another copy, once it has taken its value in.
    control: Option<ChildStdin>,
}

fn is(place: Option<&Holder>, job: u64) -> bool {
    place.is_some_and(|holder| holder.job == job)
}

impl Keeper {
    pub(super) fn new(
        program: PathBuf,
        deliver: Deliver,
        messages: Sender<Message>,
        live: Arc<Live>,
    ) -> Self {
        let (starting, holding, leaving, next) = (None, None, Vec::new(), None);
        Self { program, deliver, messages, live, starting, holding, leaving, next }
    }

    pub(super) fn run(mut self, messages: &Receiver<Message>) {
        while let Ok(message) = messages.recv() {
            match message {
                Message::Copy(job) => self.copy(job),
                Message::Clear => self.clear(),
                Message::Fed(job, control) => {
                    let places = [&mut self.starting, &mut self.holding];
                    if let Some(holder) = places.into_iter().flatten().find(|holder| holder.job == job) {
                        holder.control = Some(control);
                    }
                }
                Message::Report(job, report) => self.report(job, report),
                Message::Ended(job) => self.ended(job),
            }
        }
    }

    fn copy(&mut self, job: CopyJob) {
        // What is not in the clipboard yet must not get there after this one. Killed, the holder would
        // leave there what just got there.
        if let Some(former) = self.starting.take() {
            self.live.signal(former.job, Signal::TERM);
            self.leaving.push(former);
        }
        self.next = Some(job);
        self.begin_next();
    }

    fn clear(&mut self) {
        self.next = None;
        self.live.end_all();
    }

    /// Begins the copy that waits, once nothing of a former one can come after it.
    fn begin_next(&mut self) {
        if let Some(job) = self.next.take_if(|_| self.leaving.is_empty()) {
            self.begin(job);
        }
    }

    fn begin(&mut self, job: CopyJob) {
        let (id, way, clears) = (job.id, job.way, job.clear_after.is_some());
        let Ok(child) = spawn(&self.program, &job) else {
            return (self.deliver)(id, CopyReport::Failed(CopyFault::NoHolder));
        };
        let pid = Pid::from_raw(child.id().cast_signed());
        self.starting = Some(Holder { job: id, pid, way, clears, control: None });
        if let Some(pid) = pid {
            self.live.add(id, pid);
        }
        let (messages, live) = (self.messages.clone(), self.live.clone());
        let listen = move || {
            // What goes wrong here ends the holder, which is told below.
            let _ = feed_and_listen(child, job, &messages);
            live.remove(id);
            let _ = messages.send(Message::Ended(id));
        };
        if thread::Builder::new().name("clipboard".into()).spawn(listen).is_err() {
            self.live.signal(id, Signal::KILL);
            self.ended(id);
        }
    }

    fn report(&mut self, job: u64, report: CopyReport) {
        let in_clipboard = matches!(report, CopyReport::Taken | CopyReport::Sent);
        if let Some(at) = self.leaving.iter().position(|holder| holder.job == job) {
            if in_clipboard {
                return;
            }
            self.leaving.swap_remove(at);
        } else if is(self.starting.as_ref(), job) {
            let holder = self.starting.take();
            if in_clipboard {
                self.replace(holder);
            }
        } else if is(self.holding.as_ref(), job) {
            self.holding = None;
        } else {
            // A former copy: nobody waits for word of it.
            return;
        }
        (self.deliver)(job, report);
        self.begin_next();
    }

    /// Notes that another holder's copy is in the clipboard now.
    fn replace(&mut self, holder: Option<Holder>) {
        let former = std::mem::replace(&mut self.holding, holder);
        if let Some(mut control) = former.and_then(|former| former.control) {
            // It may have ended by itself.
            let _ = std::io::Write::write_all(&mut control, protocol::REPLACED);
        }
    }

    /// Notes the end of a holder; one that has not announced its end was ended by somebody.
    fn ended(&mut self, job: u64) {
        if let Some(at) = self.leaving.iter().position(|holder| holder.job == job) {
            let holder = self.leaving.swap_remove(at);
            self.take_back(holder);
        } else if let Some(holder) = self.starting.take_if(|holder| holder.job == job) {
            (self.deliver)(job, CopyReport::Failed(CopyFault::NoHolder));
            self.take_back(holder);
        } else if let Some(holder) = self.holding.take_if(|holder| holder.job == job && holder.clears) {
            self.take_back(holder);
        }
    }

    /// Takes out what an ended holder may have left behind, and reports in its place.
    fn take_back(&mut self, holder: Holder) {
        let (job, way, pid) = (holder.job, holder.way, holder.pid);
        self.leaving.push(holder);
        let messages = self.messages.clone();
        let take_back = move || {
            // It led a group of its own; what it started would go on without it.
            let _ = pid.map(|pid| kill_process_group(pid, Signal::KILL));
            let report = holder::take_back(way, pid);
            let _ = messages.send(Message::Report(job, report));
        };
        if thread::Builder::new().name("clipboard".into()).spawn(take_back).is_err() {
            self.report(job, CopyReport::Left);
        }
    }
}

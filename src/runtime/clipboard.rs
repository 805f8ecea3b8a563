//! The program's side of the clipboard: hands each copy to a helper, a child of the same binary that
//! outlives the program, and passes on what the helper reports. What the helper does is `crate::helper`.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};

use crate::app::copy::{CopyFault, CopyReport};
use crate::app::event::CopyJob;
use crate::helper;

/// Starts helpers and listens to them, on a thread for each copy.
pub struct Clipboard {
    program: PathBuf,
    deliver: Arc<dyn Fn(u64, CopyReport) + Send + Sync>,
    holder: Arc<Mutex<Option<Holder>>>,
}

/// The helper that holds the newest copy.
struct Holder {
    job: u64,
    pid: Option<Pid>,
    /// Tells it that another copy has taken the place of its own.
    control: ChildStdin,
}

impl Clipboard {
    /// A clipboard whose helpers are runs of `program`; `deliver` is called with what becomes of a copy.
    pub fn new(program: PathBuf, deliver: impl Fn(u64, CopyReport) + Send + Sync + 'static) -> Self {
        Self { program, deliver: Arc::new(deliver), holder: Arc::default() }
    }

    /// Copies; reports come later.
    pub fn copy(&self, job: CopyJob) {
        let (program, deliver, holder) = (self.program.clone(), self.deliver.clone(), self.holder.clone());
        let id = job.id;
        let run = move || {
            if hold(&program, job, &*deliver, &holder).is_err() {
                deliver(id, CopyReport::Failed(CopyFault::NoHelper));
            }
        };
        if thread::Builder::new().name("clipboard".into()).spawn(run).is_err() {
            (self.deliver)(id, CopyReport::Failed(CopyFault::NoHelper));
        }
    }

    /// Ends the helper that holds a copy: it clears what it holds.
    pub fn end(&self) {
        let holder = self.holder.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(pid) = holder.and_then(|holder| holder.pid) {
            // It may have ended by itself.
            let _ = kill_process(pid, Signal::TERM);
        }
    }
}

/// Starts a helper, gives it the value, and listens until it ends.
fn hold(
    program: &PathBuf,
    job: CopyJob,
    deliver: &dyn Fn(u64, CopyReport),
    holder: &Mutex<Option<Holder>>,
) -> std::io::Result<()> {
    let CopyJob { id, way, value, clear_after } = job;
    let mut command = Command::new(program);
    command.args(helper::arguments(way, clear_after));
    without_credentials(&mut command);
    let mut child = command
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (Some(mut control), Some(reports)) = (child.stdin.take(), child.stdout.take()) else {
        return reap(child);
    };
    control.write_all(&(value.len() as u64).to_le_bytes())?;
    control.write_all(value.expose().as_bytes())?;
    drop(value);

    let mut control = Some(control);
    let mut told = false;
    for line in BufReader::new(reports).lines() {
        let Some(report) = helper::parse_report(&line?) else { continue };
        if matches!(report, CopyReport::Taken | CopyReport::Sent)
            && let Some(control) = control.take()
        {
            let new = Holder { job: id, pid: Pid::from_raw(child.id().cast_signed()), control };
            let former = holder.lock().unwrap_or_else(PoisonError::into_inner).replace(new);
            if let Some(mut former) = former {
                // It may have ended by itself.
                let _ = former.control.write_all(helper::REPLACED);
            }
        }
        told = true;
        deliver(id, report);
    }
    holder.lock().unwrap_or_else(PoisonError::into_inner).take_if(|holder| holder.job == id);
    if !told {
        deliver(id, CopyReport::Failed(CopyFault::NoHelper));
    }
    reap(child)
}

/// Children never inherit the token (or any other of the service's variables).
fn without_credentials(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TAPIS_") {
            command.env_remove(name);
        }
    }
}

fn reap(mut child: Child) -> std::io::Result<()> {
    child.wait().map(|_| ())
}

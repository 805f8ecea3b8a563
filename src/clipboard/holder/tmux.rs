//! tmux: a buffer of its own name, which tmux also sends to the terminal's clipboard where it may.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use zeroize::Zeroizing;

use super::held::{Held, PutResult};
use super::within::output_within;
use crate::children;
use crate::core::copy::fits_osc52;
use crate::core::{CopyFault, CopyReport};

/// Time that tmux may take to fill a buffer; a tmux that hangs would fill it at some later time.
const LOADS_IN: Duration = Duration::from_secs(5);

/// Time that tmux may take to tell what it has, while the user waits for the end of the program.
const ANSWERS_IN: Duration = Duration::from_millis(500);

/// A value in the tmux buffer of this name, and whether tmux sent it to the terminal too.
struct Buffer {
    name: String,
    sent_on: bool,
}

pub(super) fn put(value: Zeroizing<Vec<u8>>) -> PutResult {
    // A value that no terminal takes in one sequence stays in tmux.
    let buffer = Buffer { name: name(std::process::id()), sent_on: fits_osc52(value.len()) };
    match buffer.load(value) {
        Ok(true) => Ok((CopyReport::Sent, Box::new(buffer))),
        _ => Err(CopyFault::NoClipboard),
    }
}

/// Tells whether tmux ends with the pane that the program is in, because it has no other: nobody could overwrite
/// then what it sent to the terminal.
pub fn ends_with_this_pane() -> bool {
    let mut list = tmux(&["list-panes", "-a", "-F", "pane"]);
    let output = output_within(list.stdout(Stdio::piped()), ANSWERS_IN);
    output.is_some_and(|output| output.stdout == b"pane\n")
}

/// Takes out the buffer of an ended holder.
pub(super) fn take_back(holder: i32) -> CopyReport {
    Box::new(Buffer { name: name(holder), sent_on: true }).clear()
}

/// Returns the name of a holder's buffer.
fn name(holder: impl Display) -> String {
    format!("tapis-secrets-{holder}")
}

impl Buffer {
    fn load(&self, value: Zeroizing<Vec<u8>>) -> io::Result<bool> {
        let mut arguments = vec!["load-buffer", "-b", &self.name, "-"];
        if self.sent_on {
            arguments.insert(1, "-w");
        }
        let mut tmux = tmux(&arguments).stdin(Stdio::piped()).spawn()?;
        let pid = Pid::from_child(&tmux);
        let (done, loaded) = mpsc::channel();
        std::thread::spawn(move || {
            let fed = tmux.stdin.take().map_or(Ok(()), |mut input| input.write_all(&value));
            drop(value);
            let _ = done.send(tmux.wait().and_then(|status| fed.map(|()| status.success())));
        });
        loaded.recv_timeout(LOADS_IN).unwrap_or_else(|_| {
            let _ = kill_process(pid, Signal::KILL);
            Ok(false)
        })
    }

    /// Tells whether nothing has been copied in tmux since: tmux lists the newest buffer first. Returns `None` when
    /// tmux does not answer.
    fn is_newest(&self) -> Option<bool> {
        let list = tmux(&["list-buffers", "-F", "#{buffer_name}"]).stdout(Stdio::piped()).output().ok()?;
        let newest = list.stdout.split(|b| *b == b'\n').next();
        list.status.success().then_some(newest == Some(self.name.as_bytes()))
    }

    fn delete(&self) {
        // The user may have deleted it already.
        let _ = tmux(&["delete-buffer", "-b", &self.name]).status();
    }
}

fn tmux(arguments: &[&str]) -> Command {
    let mut command = children::command("tmux");
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Held for Buffer {
    fn clear(self: Box<Self>) -> CopyReport {
        let newest = self.is_newest();
        let overwritten = newest == Some(true) && self.load(Zeroizing::new(b" ".to_vec())).unwrap_or(false);
        self.delete();
        match newest {
            // The terminal's clipboard holds the later copy.
            Some(false) => CopyReport::Replaced,
            Some(true) if overwritten => CopyReport::Cleared,
            // Where tmux sent the value, it may stay for good.
            _ => CopyReport::Left,
        }
    }

    fn abandon(self: Box<Self>) {
        self.delete();
    }
}

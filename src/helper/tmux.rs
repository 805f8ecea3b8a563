//! tmux: a buffer of its own name, which tmux also sends to the terminal's clipboard where it may.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use super::osc52::{LIMIT, encoded_len};
use super::{Held, PutResult};
use crate::app::copy::{CopyFault, CopyReport};

/// A value in the tmux buffer of this name, and whether tmux sent it to the terminal too.
struct Buffer {
    name: String,
    sent_on: bool,
}

pub(super) fn put(value: Zeroizing<Vec<u8>>) -> PutResult {
    let name = format!("tapis-secrets-{}", std::process::id());
    // What no terminal takes in one sequence stays in tmux.
    let buffer = Buffer { name, sent_on: encoded_len(&value) <= LIMIT };
    match buffer.load(&value) {
        Ok(true) => Ok((CopyReport::Sent, Box::new(buffer))),
        _ => Err(CopyFault::NoClipboard),
    }
}

impl Buffer {
    fn load(&self, value: &[u8]) -> io::Result<bool> {
        let mut arguments = vec!["load-buffer", "-b", &self.name, "-"];
        if self.sent_on {
            arguments.insert(1, "-w");
        }
        let mut tmux = tmux(&arguments).stdin(Stdio::piped()).spawn()?;
        if let Some(mut input) = tmux.stdin.take() {
            input.write_all(value)?;
        }
        Ok(tmux.wait()?.success())
    }

    /// Whether nothing was copied in tmux since: the newest buffer is listed first.
    fn is_newest(&self) -> bool {
        let list = tmux(&["list-buffers", "-F", "#{buffer_name}"]).stdout(Stdio::piped()).output();
        list.is_ok_and(|list| list.stdout.split(|b| *b == b'\n').next() == Some(self.name.as_bytes()))
    }

    fn delete(&self) {
        // The user may have deleted it already.
        let _ = tmux(&["delete-buffer", "-b", &self.name]).status();
    }
}

fn tmux(arguments: &[&str]) -> Command {
    let mut command = Command::new("tmux");
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Held for Buffer {
    fn clear(self: Box<Self>) -> CopyReport {
        if !self.is_newest() {
            // The terminal's clipboard has what was copied since.
            self.delete();
            return CopyReport::Replaced;
        }
        let overwritten = self.load(b" ").unwrap_or(false);
        self.delete();
        if overwritten { CopyReport::Cleared } else { CopyReport::Failed(CopyFault::NoClipboard) }
    }

    fn abandon(self: Box<Self>) {
        self.delete();
    }
}

//! tmux: a buffer of its own name, which tmux also sends to the terminal's clipboard where it may.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use super::Held;
use crate::app::copy::{CopyFault, CopyReport};

/// A value in the tmux buffer of this name.
struct Buffer(String);

pub(super) fn put(value: Zeroizing<Vec<u8>>) -> Result<(CopyReport, Box<dyn Held>), CopyFault> {
    let buffer = Buffer(format!("tapis-secrets-{}", std::process::id()));
    match buffer.load(&value) {
        Ok(true) => Ok((CopyReport::Sent, Box::new(buffer))),
        _ => Err(CopyFault::NoClipboard),
    }
}

impl Buffer {
    fn load(&self, value: &[u8]) -> io::Result<bool> {
        let mut tmux = tmux(&["load-buffer", "-w", "-b", &self.0, "-"]).stdin(Stdio::piped()).spawn()?;
        if let Some(mut input) = tmux.stdin.take() {
            input.write_all(value)?;
        }
        Ok(tmux.wait()?.success())
    }

    fn delete(&self) {
        // The user may have deleted it already.
        let _ = tmux(&["delete-buffer", "-b", &self.0]).stdin(Stdio::null()).status();
    }
}

fn tmux(arguments: &[&str]) -> Command {
    let mut command = Command::new("tmux");
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Held for Buffer {
    fn clear(self: Box<Self>) -> CopyReport {
        let overwritten = self.load(b" ").unwrap_or(false);
        self.delete();
        if overwritten { CopyReport::Cleared } else { CopyReport::Failed(CopyFault::NoClipboard) }
    }

    fn abandon(self: Box<Self>) {
        self.delete();
    }
}

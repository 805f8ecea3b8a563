//! Other programs that are asked something, with a limit to their time.

use std::process::{Command, Output};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// Returns the output of a program that ends in time; kills it otherwise.
pub(super) fn output_within(command: &mut Command, patience: Duration) -> Option<Output> {
    let child = command.spawn().ok()?;
    let pid = Pid::from_child(&child);
    let (done, output) = mpsc::channel();
    thread::spawn(move || done.send(child.wait_with_output().ok()).is_ok());
    output.recv_timeout(patience).unwrap_or_else(|_| {
        let _ = kill_process(pid, Signal::KILL);
        None
    })
}

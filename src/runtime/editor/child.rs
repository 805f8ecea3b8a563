//! The editor as a child with the terminal: started, waited for, stopped and continued with us, ended.
//!
//! It is a process group of its own in the foreground of the terminal, as a shell's job is: what `Ctrl-c`
//! and `Ctrl-\` send there is the editor's alone, and it can be ended with all that it has started.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{SigSet, Signal as Blocked};
use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitOptions, WaitStatus, getpgrp, getpid, getsid, kill_process_group, waitpid,
};
use rustix::termios::{tcgetpgrp, tcsetpgrp};

use super::command::EditorCommand;
use super::{home, known};
use crate::app::editor::news::Exit;
use crate::runtime::children::without_credentials;

/// How long an editor may take to end when it is told to.
const ENDS_IN: Duration = Duration::from_millis(1_000);
/// How long ending takes once it is not asked any more.
const KILLED_IN: Duration = Duration::from_millis(200);
const STEP: Duration = Duration::from_millis(5);

/// Starts the editor on `file`, in the foreground.
pub(super) fn start(editor: &EditorCommand, file: &Path, dir: &Path) -> io::Result<Pid> {
    let programs = editor.programs();
    let extras = known::extras(programs.iter().map(String::as_str), dir);
    if let Some(home) = extras.home {
        home::make(home, dir);
    }
    let mut command = Command::new(editor.program());
    command.args(&editor.words[1..]).args(&extras.arguments).arg(file).envs(extras.variables);
    without_credentials(&mut command);
    let child = command.process_group(0).spawn()?;
    let group = Pid::from_raw(child.id().cast_signed()).ok_or(io::ErrorKind::Other)?;
    to_foreground(group);
    Ok(group)
}

/// Waits for the end of the editor; when it is stopped this program stops as well, and the shell has the
/// terminal until both go on.
pub(super) fn wait(group: Pid) -> Exit {
    loop {
        match waitpid(Some(group), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => stop_along(group),
            Ok(Some((_, status))) => return exit(status),
            Err(Errno::INTR) | Ok(None) => {}
            // Nobody can tell: as if it had been killed.
            Err(_) => return Exit::Signal(Signal::KILL.as_raw()),
        }
    }
}

fn exit(status: WaitStatus) -> Exit {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, signal) => Exit::Signal(signal.unwrap_or_default()),
    }
}

/// Takes the terminal back for this program's own group.
pub(super) fn take_back_foreground() {
    set_foreground(getpgrp());
}

/// Makes `group` the foreground; it may have asked for the terminal too early, and been stopped for it.
fn to_foreground(group: Pid) {
    set_foreground(group);
    let _ = kill_process_group(group, Signal::CONT);
}

/// Without a terminal that is ours to give there is nothing to do.
fn set_foreground(group: Pid) {
    // The system stops a background process for this, unless it holds that signal back.
    let mut mask = SigSet::empty();
    mask.add(Blocked::SIGTTOU);
    if mask.thread_block().is_ok() {
        let _ = tcsetpgrp(io::stdin(), group);
        let _ = mask.thread_unblock();
    }
}

/// The editor was stopped, as with `Ctrl-z`.
fn stop_along(group: Pid) {
    take_back_foreground();
    // The first process of a terminal has no shell that could continue it.
    if getsid(None).is_ok_and(|session| session != getpid()) {
        loop {
            let _ = rustix::process::kill_current_process_group(Signal::STOP);
            // It reaches another thread first; this one must not go on before all are stopped.
            thread::sleep(Duration::from_millis(50));
            // Continued in the background it has to stop again: there is no terminal to edit on.
            if tcgetpgrp(io::stdin()).is_ok_and(|foreground| foreground == getpgrp()) {
                break;
            }
        }
    }
    to_foreground(group);
}

/// Asks the editor to stop, as the terminal does on `Ctrl-z`.
pub(super) fn stop(group: Pid) {
    let _ = kill_process_group(group, Signal::TSTP);
}

/// Ends the editor and all that it has started in its group: asked first, then forced.
pub(super) fn end(group: Pid) {
    for (signal, patience) in [(Signal::TERM, ENDS_IN), (Signal::KILL, KILLED_IN)] {
        let _ = kill_process_group(group, signal);
        // What is stopped hears nothing else.
        let _ = kill_process_group(group, Signal::CONT);
        let end = Instant::now() + patience;
        while Instant::now() < end {
            if rustix::process::test_kill_process_group(group).is_err() {
                return;
            }
            thread::sleep(STEP);
        }
    }
}

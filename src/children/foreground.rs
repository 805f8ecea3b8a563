//! A child that has the terminal, as a shell's job has. It is started, waited for, stopped and continued with this
//! program, and ended. There is at most one at a time.
//!
//! It is a process group of its own in the foreground of the terminal: what `Ctrl-c` and `Ctrl-\` send there
//! is the child's alone, and it can be ended with all that it has started.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{SigSet, Signal as Blocked};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process_group, waitpid};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr, tcsetpgrp};

/// Time that a child may take to end after it was told to.
const ENDS_IN: Duration = Duration::from_millis(1_000);
/// Time that a child may take to end once it is killed.
const KILLED_IN: Duration = Duration::from_millis(200);
const STEP: Duration = Duration::from_millis(5);
/// Time until a signal has reached the thread that it is for.
const ARRIVES_IN: Duration = Duration::from_millis(50);

static LIVE: Mutex<Live> = Mutex::new(Live { group: None, terminal: None, lost: false, over: false });

struct Live {
    /// The process group of the child.
    group: Option<Pid>,
    /// The name of the child's terminal, kept because a child that is gone cannot be asked.
    terminal: Option<PathBuf>,
    /// Set while the child is stopped and the shell has the terminal.
    lost: bool,
    /// Set when the program ends: no further child is started.
    over: bool,
}

impl Live {
    /// Takes the child, which is not there any more afterwards, and its terminal.
    fn take(&mut self) -> Option<(Pid, Option<PathBuf>)> {
        let terminal = self.terminal.take();
        self.group.take().map(|group| (group, terminal))
    }
}

fn live() -> MutexGuard<'static, Live> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A child in the foreground, to be waited for.
pub struct Job {
    group: Pid,
    /// The modes of the terminal in which the child began: those that the shell gets.
    modes: Option<Termios>,
}

/// Starts `command` in the foreground.
///
/// # Errors
/// Those of the system; and when the program ends.
pub fn start(command: &mut Command) -> io::Result<(Child, Job)> {
    // The lock is held from the start until the child is noted, so that nothing can end it in between.
    let mut live = live();
    if live.over {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let modes = tcgetattr(io::stdin()).ok();
    let child = command.process_group(0).spawn()?;
    let group = Pid::from_child(&child);
    to_foreground(group);
    (live.group, live.terminal) = (Some(group), terminal());
    Ok((child, Job { group, modes }))
}

impl Job {
    /// Waits for the end of the child and takes the terminal back; when the child is stopped this program
    /// stops as well, and the shell has the terminal until both go on.
    pub fn wait(&self) -> ExitStatus {
        let group = self.group;
        let status = loop {
            match waitpid(Some(group), WaitOptions::UNTRACED) {
                Ok(Some((_, status))) if status.stopped() => self.stop_along(),
                Ok(Some((_, status))) => break ExitStatus::from_raw(status.as_raw()),
                Err(Errno::INTR) | Ok(None) => {}
                // Nobody can tell how it ended: count it as killed.
                Err(_) => break ExitStatus::from_raw(Signal::KILL.as_raw()),
            }
        };
        let terminal = live().take().and_then(|(_, terminal)| terminal);
        end_pinentry(terminal.as_deref());
        take_back();
        status
    }

    /// Stops this program along with the child, as with `Ctrl-z`, and gives the shell the terminal as the child got
    /// it. A pinentry cannot be stopped with it, and would read the keys for the shell; without one the child finds
    /// that nobody has answered.
    fn stop_along(&self) {
        // Told to end, in the background too, a child may stop once more before it is ended.
        if super::ending_signal().is_some() {
            return;
        }
        if super::can_be_continued() {
            let terminal = live().terminal.clone();
            end_pinentry(terminal.as_deref());
            let of_child = tcgetattr(io::stdin()).ok();
            take_back();
            set_modes(self.modes.as_ref());
            live().lost = true;
            let _ = rustix::process::kill_current_process_group(Signal::STOP);
            // It reaches another thread first; this one must not go on before all are stopped.
            thread::sleep(ARRIVES_IN);
            if !wait_for_terminal() {
                return;
            }
            live().lost = false;
            set_modes(of_child.as_ref());
        }
        to_foreground(self.group);
    }

    /// Ends what the child has started and left behind in its group.
    pub fn end_rest(&self) {
        end(self.group);
    }
}

/// Asks the child to stop, as the terminal does on `Ctrl-z`.
pub fn stop() {
    if let Some(group) = live().group {
        let _ = kill_process_group(group, Signal::TSTP);
    }
}

/// Ends the child and takes the terminal back from it, for every way out of the program; may take a second
/// where the child does not listen.
pub fn abandon() {
    let left = {
        let mut live = live();
        live.over = true;
        live.take()
    };
    if let Some((group, terminal)) = left {
        end(group);
        end_pinentry(terminal.as_deref());
        take_back();
    }
}

fn terminal() -> Option<PathBuf> {
    let name = rustix::termios::ttyname(io::stdin(), Vec::new()).ok()?;
    Some(OsStr::from_bytes(name.as_bytes()).into())
}

/// Ends a pinentry that is left on this terminal: it is a child of gpg's agent, not of what has just ended or
/// stopped, and goes on reading the keys. Where there is no `/proc` it stays.
fn end_pinentry(terminal: Option<&Path>) {
    let Some(terminal) = terminal else { return };
    // What `/proc` says of a terminal whose window was closed.
    let mut gone = terminal.as_os_str().to_owned();
    gone.push(" (deleted)");
    let is_terminal = |file: PathBuf| file == terminal || file.as_os_str() == gone;
    let Ok(processes) = fs::read_dir("/proc") else { return };
    for process in processes.flatten() {
        let pid = process.file_name().to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw);
        let Some(pid) = pid else { continue };
        let name = fs::read(process.path().join("comm")).unwrap_or_default();
        // The processes of other users cannot be inspected.
        if name.starts_with(b"pinentry")
            && let Ok(files) = fs::read_dir(process.path().join("fd"))
            && files.flatten().any(|file| fs::read_link(file.path()).is_ok_and(&is_terminal))
        {
            // If it were asked to end it would set the terminal as it found it, after we have taken it back.
            let _ = rustix::process::kill_process(pid, Signal::KILL);
            wait_until(KILLED_IN, || rustix::process::test_kill_process(pid).is_err());
        }
    }
}

/// Ends the child and all that it has started in its group: asks first, then forces.
fn end(group: Pid) {
    for (signal, patience) in [(Signal::TERM, ENDS_IN), (Signal::KILL, KILLED_IN)] {
        let _ = kill_process_group(group, signal);
        // A stopped process hears nothing else.
        let _ = kill_process_group(group, Signal::CONT);
        if wait_until(patience, || rustix::process::test_kill_process_group(group).is_err()) {
            return;
        }
    }
}

/// Waits for something, but not for ever; tells whether it came.
fn wait_until(patience: Duration, came: impl Fn() -> bool) -> bool {
    let end = Instant::now() + patience;
    while !came() {
        if Instant::now() >= end {
            return false;
        }
        thread::sleep(STEP);
    }
    true
}

/// Makes `group` the foreground; it may have asked for the terminal too early, and been stopped for it.
fn to_foreground(group: Pid) {
    set_foreground(group);
    let _ = kill_process_group(group, Signal::CONT);
}

/// Makes the program's own group the foreground again, unless the shell has the terminal.
fn take_back() {
    if let Some(group) = own_group().filter(|_| !live().lost) {
        set_foreground(group);
    }
}

/// Tells whether another process group has the terminal, whose modes are that group's then.
pub fn is_in_background() -> bool {
    tcgetpgrp(io::stdin()).is_ok_and(|foreground| Some(foreground) != own_group())
}

/// Stays stopped for as long as the shell has the terminal: started or continued in the background the program
/// has nothing to work on, and would take the modes in which the shell edits its line for those to give back.
/// Tells whether it has the terminal now, and not when a signal ends the program.
pub fn wait_for_terminal() -> bool {
    while is_in_background() && super::can_be_continued() {
        // A shell ends a stopped job by a signal and a continue; the signal is for another thread.
        thread::sleep(ARRIVES_IN);
        if super::ending_signal().is_some() {
            return false;
        }
        let _ = rustix::process::kill_current_process_group(Signal::STOP);
        thread::sleep(ARRIVES_IN);
    }
    super::ending_signal().is_none()
}

/// Returns the group of the program, if it belongs to the container that the program runs in (elsewhere its number
/// is 0, which `rustix` takes for impossible).
fn own_group() -> Option<Pid> {
    Pid::from_raw(nix::unistd::getpgrp().as_raw())
}

/// Gives the terminal to `group`. Without a terminal that is ours to give there is nothing to do.
fn set_foreground(group: Pid) {
    unstopped(|| {
        let _ = tcsetpgrp(io::stdin(), group);
    });
}

/// Does what the system stops a process in the background for, unless that holds the signal back.
pub fn unstopped(act: impl FnOnce()) {
    let mut mask = SigSet::empty();
    mask.add(Blocked::SIGTTOU);
    if mask.thread_block().is_ok() {
        act();
        let _ = mask.thread_unblock();
    }
}

fn set_modes(modes: Option<&Termios>) {
    if let Some(modes) = modes {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
    }
}

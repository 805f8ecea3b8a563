//! Decides whether this program can be stopped: only where somebody could continue it. A stop that nobody ends takes
//! the terminal away for good.

use std::fs;
use std::sync::atomic::{AtomicI32, Ordering};

use nix::unistd::{Pid, getpgid, getpgrp, getppid, getsid};
use rustix::process::Signal;

/// A process outside of the container that the program runs in. (To `getpgid` it would mean this process.)
const OUTSIDE: Pid = Pid::from_raw(0);

/// The signal that has asked the program to end; none is 0.
static ENDING: AtomicI32 = AtomicI32::new(0);

/// Notes that a signal has asked the program to end. It is not stopped any more: nobody may continue it for that.
pub fn note_ending(signal: i32) {
    ENDING.store(signal, Ordering::SeqCst);
}

/// Returns the signal that has asked the program to end.
pub fn ending_signal() -> Option<i32> {
    Some(ENDING.load(Ordering::SeqCst)).filter(|signal| *signal != 0)
}

/// Tells whether a shell does job control for this program. None does when the program leads its session (`xterm -e`,
/// `ssh -t`, `docker exec`) or belongs to the group of the session's leader (`sh -c` there). The rule is the system's
/// own: the parent of a member of the group is in the same session and in another group.
///
/// Inside a container a process, a group or a session outside of it has the number 0, which `rustix` takes for
/// impossible and `nix` hands on.
pub fn can_be_continued() -> bool {
    let (group, session) = (Some(getpgrp()), getsid(None).ok());
    let mut parent = getppid();
    while parent != OUTSIDE {
        if getpgid(Some(parent)).ok() != group {
            return session.is_some() && getsid(Some(parent)).ok() == session;
        }
        match parent_of(parent) {
            Some(next) => parent = next,
            // Nobody can tell: a leader that is in another group has put this one into its own.
            None => {
                return session
                    .is_some_and(|leader| leader != OUTSIDE && getpgid(Some(leader)).ok() != group);
            }
        }
    }
    false
}

/// Returns the parent of a process, which may be [`OUTSIDE`]; `None` where there is no `/proc`.
fn parent_of(process: Pid) -> Option<Pid> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    field(&status, "PPid:").and_then(|parent| parent.parse().ok()).map(Pid::from_raw)
}

/// Tells whether this program ignores a signal, as the program that started it wanted. Call it before that signal is
/// caught. `false` where the system does not tell.
pub fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    ignores(&status, signal)
}

/// Tells whether the process with this `/proc/PID/status` ignores a signal.
fn ignores(status: &str, signal: Signal) -> bool {
    let mask = field(status, "SigIgn:").and_then(|mask| u64::from_str_radix(mask, 16).ok());
    mask.is_some_and(|mask| mask >> (signal.as_raw() - 1) & 1 == 1)
}

fn field<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ignored_signal_is_found() {
        let status = |mask| format!("Name:\tx\nPPid:\t7\nSigIgn:\t{mask}\nSigCgt:\tffffffffffffffff\n");
        assert!(ignores(&status("0000000000080000"), Signal::TSTP));
        assert!(!ignores(&status("0000000000040000"), Signal::TSTP));
        assert!(!ignores("", Signal::TSTP));
        assert_eq!(field(&status("0"), "PPid:"), Some("7"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_parent_of_this_process_is_known() {
        assert_eq!(parent_of(Pid::this()), Some(getppid()));
    }
}

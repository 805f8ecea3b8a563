//! Processes as the system sees them, through `/proc`. Where that is missing there is nothing to see.
#![allow(clippy::print_stdout)] // a reason for skipping

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::app_test::real::PATIENCE;

/// Waits until `look` finds something.
#[track_caller]
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "no {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Whether processes can be looked at here; says so when not.
pub(crate) fn visible() -> bool {
    let visible = PathBuf::from("/proc/self/stat").exists();
    if !visible {
        println!("skipped: there is no /proc here to look at processes");
    }
    visible
}

/// The fields of `/proc/PID/stat` after the name: state, parent, group, …
fn stat(pid: i32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(") ")?;
    Some(rest.split(' ').map(str::to_owned).collect())
}

pub(crate) fn group(pid: i32) -> i32 {
    stat(pid).unwrap()[2].parse().unwrap()
}

/// Whether it runs; a zombie does not.
pub(crate) fn is_alive(pid: i32) -> bool {
    stat(pid).is_some_and(|stat| stat[0] != "Z")
}

/// The children of `parent` that run the helper.
pub(crate) fn helpers_of(parent: i32) -> Vec<i32> {
    let all = fs::read_dir("/proc").unwrap().flatten();
    all.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid| stat(*pid).is_some_and(|stat| stat[1] == parent.to_string()))
        .filter(|pid| command_line(*pid).contains("hold-clipboard"))
        .collect()
}

/// The arguments, with blanks between them.
pub(crate) fn command_line(pid: i32) -> String {
    of(pid, "cmdline")
}

/// The environment that it was started with, with blanks between the variables. Nothing where only root
/// sees it, since the program keeps others out; says so.
pub(crate) fn environment(pid: i32) -> Option<String> {
    if fs::File::open(format!("/proc/{pid}/environ")).is_err() {
        println!("skipped: only root sees the environment of a protected process");
        return None;
    }
    Some(of(pid, "environ"))
}

fn of(pid: i32, file: &str) -> String {
    let bytes = fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace('\0', " ")
}

/// `CLOCK_BOOTTIME` and `CLOCK_REALTIME`, as the kernel numbers them.
pub(crate) const SINCE_BOOT: &str = "clockid: 7";
pub(crate) const OF_DAY: &str = "clockid: 0";

/// Whether a process waits for a moment of this clock. Nothing where only root may look; says so.
pub(crate) fn waits_for(pid: i32, clock: &str) -> Option<bool> {
    let Ok(open) = fs::read_dir(format!("/proc/{pid}/fdinfo")) else {
        println!("skipped: only root sees the timers of a protected process");
        return None;
    };
    let told = open.flatten().filter_map(|entry| fs::read_to_string(entry.path()).ok());
    let mut timers = told.filter(|text| text.lines().any(|line| line == clock));
    Some(timers.any(|text| !text.contains("it_value: (0, 0)")))
}

/// The numbers of its open files.
pub(crate) fn descriptors(pid: i32) -> Vec<i32> {
    let open = fs::read_dir(format!("/proc/{pid}/fd")).unwrap().flatten();
    open.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

//! Checks how many files can be open at once, before anything is started. Threads, timers, signals and connections
//! are files to the system, and code that makes them panics where no file is left.

use std::io;
use std::os::fd::AsFd;

use rustix::process::{Resource, getrlimit};

/// Files that the browser has open with a connection, an editor and a copy under way, and a few more.
const NEEDED: usize = 48;

/// Checks that the program can open as many files as it needs.
///
/// # Errors
/// That sentence.
pub fn enough() -> Result<(), String> {
    let can_open =
        |count| (0..count).map(|_| io::stdin().as_fd().try_clone_to_owned()).collect::<io::Result<Vec<_>>>();
    can_open(NEEDED).map(drop).map_err(|_| {
        let limit = getrlimit(Resource::Nofile).current.map_or("none".to_owned(), |limit| limit.to_string());
        format!("tapis-secrets needs to open {NEEDED} files at once, and the limit is {limit}: ulimit -n 256 raises it.")
    })
}

//! How many files can be open at once. Threads, timers, signals and connections are files to the system, and where
//! it has none left their makers panic: so that is looked at before anything is started.

use std::io;
use std::os::fd::AsFd;

use rustix::process::{Resource, getrlimit};

/// Files that the browser has open with a connection, an editor and a copy under way, and a few more.
const NEEDED: usize = 48;

/// Whether as many files can be opened as the program needs; a sentence when they cannot.
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

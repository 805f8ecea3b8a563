//! Linux.

use nix::sched::{sched_getaffinity, sched_getcpu, sched_setaffinity};
use nix::unistd::{Pid, gettid};

/// The number of a thread.
pub(in crate::index) type ThreadId = Pid;

/// Returns the calling thread.
pub(in crate::index) fn this_thread() -> ThreadId {
    gettid()
}

/// Lets `thread` run on all processors that the calling thread may use, but for the one that it runs on now. Changes
/// nothing if that is the only one.
pub(in crate::index) fn keep_off_this(thread: ThreadId) {
    let this = Pid::from_raw(0);
    if let (Ok(mut others), Ok(here)) = (sched_getaffinity(this), sched_getcpu())
        && others.unset(here).is_ok()
    {
        // It is an error if there are no others.
        let _ = sched_setaffinity(thread, &others);
    }
}

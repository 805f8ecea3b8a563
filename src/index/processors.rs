//! The processors that two threads run on. Linux may wake a thread on the processor of the thread that wakes it, although
//! another is idle: in a virtual machine an idle processor can count as taken. The two then take turns, and a search that
//! is shared takes as long as one that is not.

#[cfg_attr(target_os = "linux", path = "processors/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "processors/any.rs")]
mod system;

pub(super) use system::{ThreadId, keep_off_this, this_thread};

//! The clocks of the machine: deadlines follow the one that goes on while it sleeps, and the time of day.
//!
//! No machine is put to sleep and no clock is set here, since that would concern everybody on it. What
//! follows from a clock that jumps is told with clocks of the tests' own (`app::tests::due`, `runtime::tests`);
//! here is seen which clocks the real program follows.

use crate::support::process::{self, OF_DAY, SINCE_BOOT, waits_for};
use crate::support::pty::PROGRAM;
use crate::{demo, in_a_namespace};

#[test]
fn a_shown_value_is_hidden_by_two_clocks() {
    let mut pty = demo();
    let pid = pty.pid().as_raw_nonzero().get();
    let Some(waits) = waits_for(pid, OF_DAY) else { return };
    assert!(!waits, "nothing is shown yet");
    pty.send("v");
    pty.wait_for("hides in");
    for clock in [SINCE_BOOT, OF_DAY] {
        process::wait_for("timer", || (waits_for(pid, clock) == Some(true)).then_some(()));
    }
    pty.send("v");
    pty.wait_for("hidden");
    process::wait_for("end of the timer", || (waits_for(pid, OF_DAY) == Some(false)).then_some(()));
}

/// In a namespace of time the clock since boot is far ahead of the others, as after a long sleep.
#[test]
fn the_program_is_woken_by_the_clock_since_boot() {
    let namespace = ["--time", "--boottime", "10000000"];
    let Some(mut pty) = in_a_namespace(&namespace, &[PROGRAM, "demo", "--latency", "3600000"]) else {
        return;
    };
    // Nothing but time brings this about.
    pty.wait_for("Loading secrets");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
}
